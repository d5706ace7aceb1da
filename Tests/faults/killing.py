"""Writers killed: anywhere, and at each single write of theirs."""

import signal
import time

from room import History, Verdict, Writer, later


def kill_at_random(room, size):
    """Eight writers at a time, each killed (SIGKILL) at a random moment, until enough have been; what they acknowledged
    is there once, under its number, and nothing else is. A third of the time somebody is killed while the others still
    open the ledger, which recovers it. Control: clients that took each try for recorded; and a loss, for the check."""
    problems, control, killed, acknowledged = [], [], 0, 0
    while killed < size.kills:
        ledger, history = room.ledger(), History()
        for _ in range(5):
            killed += round_of_kills(room, ledger, history)
            problems += history.complaints(ledger, check=False)
            ledger.head()
        problems += history.complaints(ledger)
        problems += [f"refused: {line}" for line in history.failed]
        acknowledged += len(history.answered)
        if not control:
            control = both(history.lying().complaints(ledger, check=False), loss_found(history, ledger))
        if problems:
            break
        ledger.remove()
    return Verdict(f"{killed} kills, {acknowledged} acknowledged", problems, control)


def round_of_kills(room, ledger, history, writers=8):
    """Each writer is killed after some answers and a moment; every third while it opens the ledger or a little later."""
    waiting = []
    for number in range(writers):
        writer = Writer(ledger, history)
        answers = 0 if number % 3 == 0 else room.dice.randrange(1, 40)
        moment = room.dice.uniform(0, 0.25 if answers == 0 else 0.004)
        waiting.append(later(killed_after, writer, answers, moment))
    ends = [wait(60) for wait in waiting]
    if not all(end and end.code == -signal.SIGKILL for end in ends):
        raise RuntimeError(f"a writer was not killed but ended: {ends}")
    return writers


def killed_after(writer, answers, moment):
    """Lets the writer work until it has answered so often, waits a moment, kills it; how it ended."""
    got = -1

    def due():
        nonlocal got
        got += 1
        if got == answers:
            time.sleep(moment)
            writer.process.send_signal(signal.SIGKILL)
        return False

    return writer.work(until=due)


def loss_found(history, ledger):
    """What oracle and check each say about a copy that lost an acknowledged entry; nothing unless both notice."""
    copy = ledger.copy_with_loss()
    by_oracle, by_check = history.complaints(copy, check=False), copy.check()
    copy.remove()
    return by_oracle + by_check if by_oracle and by_check else []


def both(*found):
    """All that several controls found; nothing where one of them found nothing."""
    return sum(found, []) if all(found) else []


def kill_at_each_write(room, size):
    """A writer killed before its N-th operation on the ledger's files, and in the middle of the N-th write, for N from 1:
    opening, commits, and (from a ledger whose journal is full) the checkpoint. Control: clients that took each try for
    recorded. A run in which N was never reached is none."""
    problems, control, cuts, reached = [], [], 0, 0
    full = full_journal(room)
    for like, writes in ((None, size.writes), (full, size.checkpoint_writes)):
        for at in writes:
            for how in ("kill", "torn"):
                ledger, history = room.ledger(like), History()
                if like:
                    history.tried, history.answered = set(like.history.tried), dict(like.history.answered)
                end = Writer(ledger, history, {"AT": at, "DO": how}).work(until=lambda: len(history.answered) > 120)
                cuts += 1
                reached += end is not None and end.code == -signal.SIGKILL
                again = Writer(ledger, history)
                again.push()
                again.close()
                # The check costs a process; the oracle looks each time.
                found = history.complaints(ledger, check=cuts % size.check_each == 0)
                problems += [f"{how} at {at}: {problem}" for problem in found]
                if not control and end:
                    control = history.lying().complaints(ledger, check=False)
                ledger.remove()
    if reached < cuts:
        problems.append(f"only {reached} of {cuts} cuts were reached")
    return Verdict(f"{cuts} cuts", problems, control)


def full_journal(room):
    """A ledger whose writer was killed when its journal was just about to be written back."""
    ledger, history = room.ledger(), History()
    ledger.history = history
    writer = Writer(ledger, history, {"FILES": "d", "AT": 1, "DO": "kill"})
    end = writer.work(ahead=1, until=lambda: len(history.answered) > 2000)
    if not end or end.code != -signal.SIGKILL:
        raise RuntimeError(f"no checkpoint was reached: {end}")
    return ledger


FAULTS = {"kill": kill_at_random, "kill-write": kill_at_each_write}
