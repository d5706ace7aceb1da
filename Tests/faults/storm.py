"""Everybody at once, and everybody killed at random: writers, desks, boards, reports, checks, backups, an export that
nobody reads, an erasure."""

import contextlib
import fcntl
import os
import re
import signal
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

from load import BoardOnTerminal, read
from room import ENVIRONMENT, Desk, Ended, History, Ledger, Verdict, Writer, read_entries, waited

JOURNAL_LIMIT = 64
"""MB that the journal may grow to, without what it grows by while one check or backup reads, which is of one moment. Two of
them with hardly a gap between them are as one."""

LONG_READERS = ("check", "backup")

MEMORY_LIMIT = 24
"""MiB that a board which lives through it may grow by."""

PIPE_SIZE = 1031
"""fcntl F_SETPIPE_SZ, which Python names from 3.10 on only."""


class Storm:
    """The ledger, who is at work on it, and what they came to."""

    def __init__(self, room, seconds, pauses):
        self.room, self.ledger, self.history, self.pauses = room, room.ledger(), History(), pauses
        self.stop = time.monotonic() + seconds
        self.problems, self.killed, self.busy, self.runs = [], {}, 0, {}
        self.alive, self.lock = {}, threading.Lock()
        self.erased, self.pinned = None, 0

    def journal(self):
        """How long the journal is, in MB."""
        try:
            return os.path.getsize(self.ledger.journal) / 1e6
        except FileNotFoundError:
            return 0

    def is_over(self):
        return time.monotonic() > self.stop

    def enter(self, kind, pid):
        with self.lock:
            self.alive[pid] = kind

    def leave(self, pid):
        with self.lock:
            self.alive.pop(pid, None)

    def strike(self):
        """Kills somebody, each kind as likely as the other, until it is over."""
        dice = self.room.dice
        while not self.is_over():
            waited(self.is_over, dice.uniform(*self.pauses), 0.02)
            with self.lock:
                kinds = sorted(set(self.alive.values()))
                if not kinds:
                    continue
                kind = dice.choice(kinds)
                pid = dice.choice([pid for pid, its in self.alive.items() if its == kind])
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    self.killed[kind] = self.killed.get(kind, 0) + 1

    def ended(self, kind, code, words):
        """Counts how somebody ended: killed, told that the ledger was busy, or else a problem."""
        if code in (0, -signal.SIGKILL):
            return
        if code == 3 and ("busy" in words or "is reading" in words):
            self.busy += 1
        elif len(self.problems) < 40:
            self.problems.append(f"{kind} ended with {code}: {words[-200:]!r}")

    # MARK: those at work, each in a thread of his own

    def intake(self):
        while not self.is_over():
            writer = Writer(self.ledger, self.history)
            self.enter("intake", writer.pid)
            with contextlib.suppress(TimeoutError):
                ended = writer.work(ahead=2, until=self.is_over)
                if ended:
                    self.ended("intake", ended.code, ended.words)
            self.leave(writer.pid)
            writer.process.kill()
            writer.process.wait()
            for pipe in (writer.process.stdin, writer.process.stdout, writer.process.stderr):
                pipe.close()

    def desk(self):
        """Typed acts; one that is killed in the middle may have recorded what nobody was told of."""
        count = 0
        while not self.is_over():
            desk = None
            try:
                desk = Desk(self.ledger, self.history, started=lambda process: self.enter("desk", process.pid))
                while not self.is_over():
                    count += 1
                    said = desk.receive(f"演练：第{count}件")
                    if "** Recorded" not in said and "busy" in said:
                        self.busy += 1
                        # What is written down is submitted again, as often as it takes.
                        while not self.is_over() and "** Recorded" not in desk.submit():
                            self.busy += 1
            except (Ended, BrokenPipeError, TimeoutError) as error:
                if isinstance(error, Ended):
                    self.ended("desk", error.code, error.words)
            finally:
                if desk:
                    self.leave(desk.process.pid)
                    desk.process.kill()
                    desk.process.wait()
                    desk.process.stdin.close()
                    desk.process.stdout.close()

    def again_and_again(self, kind, *command, given="", pause=0.0):
        """A command that comes to its end, run until it is over; between two long readings at least as long a pause."""
        number = 0
        while not self.is_over():
            number, took = number + 1, 0
            words = [str(word).replace("{}", str(number)) for word in command]
            running = subprocess.Popen(
                [self.room.programs / words[0], *words[1:], "--ledger", self.ledger.path, "--language", "en"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
                env=ENVIRONMENT)
            self.enter(kind, running.pid)
            before, start = self.journal(), time.monotonic()
            out, err = running.communicate(given)
            self.leave(running.pid)
            if kind in LONG_READERS:
                self.pinned = max(self.pinned, self.journal() - before)
                took = time.monotonic() - start
            self.ended(kind, running.returncode, err or out)
            if running.returncode == 0:
                self.runs[kind] = self.runs.get(kind, 0) + 1
            waited(self.is_over, max(pause, took), 0.05)

    def standing_export(self):
        """An export whose pipe nobody reads, begun anew only when it is killed or comes to its end."""
        while not self.is_over():
            with export_unread(self.ledger) as export:
                self.enter("export", export.pid)
                waited(lambda: self.is_over() or export.poll() is not None, 3600, 0.1)
                self.leave(export.pid)

    def board(self):
        """A board that is killed and comes back."""
        while not self.is_over():
            board = BoardOnTerminal(self.ledger)
            self.enter("board", board.pid)
            with read([board]):
                waited(lambda: self.is_over() or board.has_ended(), 3600, 0.05)
            self.leave(board.pid)
            board.close()


@contextlib.contextmanager
def export_unread(ledger):
    """An export that has filled its pipe, which nobody reads."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, PIPE_SIZE, 4096)
    export = subprocess.Popen(
        [ledger.room.programs / "duty-admin", "export", "--ledger", ledger.path], stdout=writing, stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL, env=ENVIRONMENT)
    os.close(writing)
    try:
        yield export
    finally:
        export.kill()
        export.wait()
        os.close(reading)


@contextlib.contextmanager
def look_held(ledger):
    """Somebody who has begun to read, and stays."""
    with ledger.open() as db:
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM entry").fetchone()
        yield None


def journal_beside(room, reader, acts):
    """To how many MB the journal grows while so much is recorded beside a reader that stands still; what is wrong."""
    ledger, history = room.ledger(), History()
    writer = Writer(ledger, history)
    writer.work(until=lambda: len(history.answered) >= 60)
    journal = 0
    with reader(ledger) as export:
        if export and not waited(lambda: Path(f"/proc/{export.pid}/syscall").read_text().split()[0] == "1", 20):
            raise RuntimeError("the export never filled its pipe")
        writer.work(until=lambda: len(history.answered) >= acts)
        journal = os.path.getsize(ledger.journal) / 1e6
        gone = export and export.poll() is not None
    writer.close()
    problems = ["the export did not stand: nothing was proven by it"] if gone else []
    return journal, problems + history.complaints(ledger)


class Measured:
    """A board that lives through it all: its descriptors and its memory, from time to time."""

    def __init__(self, ledger):
        self.board, self.descriptors, self.memory = BoardOnTerminal(ledger), [], []

    def look(self):
        process = Path(f"/proc/{self.board.pid}")
        self.descriptors.append(len(list((process / "fd").iterdir())))
        resident = re.search(r"VmRSS:\s+(\d+) kB", (process / "status").read_text())
        self.memory.append(int(resident[1]) / 1024)

    def problems(self):
        """What has grown, from the time when it had settled on."""
        early = max(1, len(self.memory) // 4)
        descriptors = max(self.descriptors[-1:]) - max(self.descriptors[: early + 1])
        grown = self.memory[-1] - max(self.memory[: early + 1])
        found = [f"a board has {descriptors} descriptors more than it had"] if descriptors > 0 else []
        return found + ([f"a board grew by {grown:.0f} MiB to {self.memory[-1]:.0f}"] if grown > MEMORY_LIMIT else [])


def prepared(storm):
    """Matters that were there before, so that an export fills its pipe; the number of one that is to be erased."""
    writer = Writer(storm.ledger, storm.history)
    for _ in range(60):
        writer.push()
    writer.close()
    line = '{"summary":"qzxjvkw 门口","externalId":"erased","reporter":{"name":"样某","phone":"13800001234"}}\n'
    told = storm.room.run("duty-admin", "intake", "--ledger", storm.ledger.path, input=line)
    storm.erased = re.search(r'"number":"([^"]+)"', told.stdout)[1]
    storm.history.try_("erased")
    storm.history.answer("erased", {"number": storm.erased})


def ghosts(storm):
    """A desk that was killed before it could tell has recorded what the oracle does not know of; those bear a desk's own
    words. They are taken for tried, as the numbers of a desk are known only from its answers."""
    with contextlib.suppress(sqlite3.Error, ValueError), storm.ledger.open() as db:
        found, _, _ = read_entries(db)
        for external in found:
            if re.fullmatch(r"\d{8}-\d+", str(external)):
                storm.history.try_(external)


def storm(room, size):
    """Eight intakes, three desks with typed acts, ten boards, reports, checks, backups, an export left standing and an erasure
    again and again, while somebody kills one of them (kill -9) twice a second, for five minutes (some seconds in the short
    form, with fewer of each, and more kills): nothing acknowledged is lost or doubled, the check is clean, nobody ends
    otherwise than killed or told that the ledger is busy, every backup that was told of is sound, the journal stays below
    64 MB and what one check or backup holds, and boards that live through it grow neither in memory nor in descriptors.
    Control: clients that took each try for recorded; and a reader that holds its look, beside which the journal must grow."""
    seconds = size.seconds if size.short else 5 * size.seconds
    work = Storm(room, seconds, (0.02, 0.25) if size.short else (0.1, 1))
    prepared(work)
    backups, report = room.folder(), ("duty-report", "day", "--date", time.strftime("%Y-%m-%d"))
    people = [work.intake] * (4 if size.short else 8) + [work.desk] * (1 if size.short else 3)
    people += [work.standing_export] + [work.board] * (1 if size.short else 7)
    threads = [threading.Thread(target=person, daemon=True) for person in people]
    for kind, command, more in (
            ("report", report, {}), ("queue", ("duty-report", "queue", "--format", "json"), {}),
            ("check", ("duty-admin", "check"), {"pause": 1}),
            ("backup", ("duty-admin", "backup", backups / "{}.sqlite"), {"pause": 1}),
            ("erase", ("duty-admin", "erase", "--incident", work.erased, "--ground", "演练", *room.as_administrator),
             {"given": room.administrator_pin + "\n", "pause": 3})):
        threads.append(threading.Thread(target=work.again_and_again, args=(kind, *command), kwargs=more, daemon=True))
    measured = [Measured(work.ledger) for _ in range(1 if size.short else 3)]
    threads.append(threading.Thread(target=work.strike, daemon=True))
    journal = 0
    with read([one.board for one in measured]):
        for thread in threads:
            thread.start()
        while not work.is_over():
            waited(work.is_over, 0.5, 0.1)
            for one in measured:
                one.look()
            journal = max(journal, work.journal())
        for thread in threads:
            thread.join(60)
        for one in measured:
            one.board.close()
    problems = work.problems + [f"refused: {line}" for line in work.history.failed]
    problems += [problem for one in measured for problem in one.problems()]
    problems += [f"the journal grew to {journal:.0f} MB"] if journal > JOURNAL_LIMIT + work.pinned else []
    acts = 150 if size.short else 300
    standing, found = journal_beside(room, export_unread, acts)
    problems += found + ([f"an export left standing: the journal grew to {standing:.0f} MB"] if standing > 8 else [])
    held, _ = journal_beside(room, look_held, acts)
    problems += ["somebody is still at work a minute later"] if any(thread.is_alive() for thread in threads) else []
    if not size.short:
        kinds = ("report", "queue", "check", "backup", "erase")
        problems += [f"no {kind} ever came to its end" for kind in kinds if kind not in work.runs]
    ghosts(work)
    problems += work.history.complaints(work.ledger)
    problems += sound_backups(room, backups)
    acts, deaths = len(work.history.answered), sum(work.killed.values())
    memory = f"{measured[0].memory[0]:.0f} to {measured[0].memory[-1]:.0f} MiB" if measured[0].memory else "not measured"
    lied_to = work.history.lying().complaints(work.ledger, check=False)
    control = lied_to + [f"a look that is held: the journal grew to {held:.0f} MB"] if lied_to and held > 8 else []
    return Verdict(
        f"{acts} acts acknowledged, {deaths} killed in {seconds} s", problems,
        control,
        f"journal {journal:.1f} MB at most ({work.pinned:.1f} of it grown beside one check or backup), "
        f"{standing:.1f} beside an export ({held:.1f} beside a look that is held); "
        f"a board {memory}, {measured[0].descriptors[-1]} descriptors; busy {work.busy} times; "
        + ", ".join(f"{kind} {count}" for kind, count in sorted(work.runs.items())))


def sound_backups(room, backups, count=5):
    """What is wrong with the last backups; one whose maker was killed may be no whole one, and is told as such."""
    problems = []
    whole = sorted(backups.glob("*.sqlite"), key=lambda path: path.stat().st_mtime)
    for path in whole[-count:]:
        found = Ledger(room, path).check()
        if found and not any("exits with 3" in line for line in found):
            problems += [f"backup {path.name}: {line}" for line in found]
    return problems


FAULTS = {"storm": storm}
