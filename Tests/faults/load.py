"""Many at work at once on a busy disk, and some who stop reading or are stopped."""

import contextlib
import fcntl
import os
import pty
import selectors
import signal
import struct
import subprocess
import termios
import threading
import time
from pathlib import Path

from room import ENVIRONMENT, Ended, History, Verdict, Writer, later, waited

WRITERS, A_SECOND = 20, 100


class BoardOnTerminal:
    """A `duty-desk` on a pseudo-terminal. One whose output nobody takes is a frozen terminal."""

    def __init__(self, ledger):
        program = str(ledger.room.programs / "duty-desk")
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execve(program, [program, "--ledger", ledger.path], ENVIRONMENT | {"TERM": "xterm-256color"})
        os.set_inheritable(self.terminal, False)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 200, 0, 0))
        self.bytes = 0

    def read(self):
        self.bytes += len(os.read(self.terminal, 1 << 16))

    def has_ended(self):
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def waits_for_its_terminal(self):
        """Whether it hangs in a write(2) to its terminal, which nobody reads."""
        call = Path(f"/proc/{self.pid}/syscall").read_text().split()
        return call[:2] in (["1", "0x1"], ["1", "0x2"])

    def fill(self):
        """Has it painted anew (Ctrl-L), and nothing read, until it hangs; whether it did."""

        def painted():
            os.write(self.terminal, b"\x0c")
            return self.waits_for_its_terminal()

        return waited(painted, 20, 0.05)

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


@contextlib.contextmanager
def read(boards):
    """Takes what these boards write, as it comes; also when one of them ends."""
    selector, is_over = selectors.DefaultSelector(), threading.Event()
    for board in boards:
        selector.register(board.terminal, selectors.EVENT_READ, board.read)

    def go_on():
        while not is_over.is_set():
            for key, _ in selector.select(0.1):
                try:
                    key.data()
                except OSError:  # Its program is gone.
                    selector.unregister(key.fileobj)

    reading = threading.Thread(target=go_on, daemon=True)
    reading.start()
    try:
        yield
    finally:
        is_over.set()
        reading.join()


@contextlib.contextmanager
def busy_disk(place):
    """Somebody else who writes and syncs all the time beside the ledger."""
    loop = 'while :; do dd if=/dev/zero of="$0" bs=64k count=64 oflag=dsync status=none; done'
    other = subprocess.Popen(["sh", "-c", loop, f"{place}/busy"], start_new_session=True)
    try:
        yield
    finally:
        os.killpg(other.pid, signal.SIGKILL)
        other.wait()


def paced(writer, start, stop, offset):
    """Pushes at its times until `stop`; how many were due, and how it ended if it did."""
    due = 0
    try:
        while True:
            at = start + offset + due * WRITERS / A_SECOND
            if at > stop:
                return due, None
            time.sleep(max(0, at - time.monotonic()))
            due += 1
            writer.push()
    except Ended as ended:
        return due, ended


def at_work(ledger, history, seconds):
    """Twenty writers, a hundred acts a second in all, each at its own times; what each came to."""
    writers = [Writer(ledger, history) for _ in range(WRITERS)]
    for writer in writers:
        writer.push()
    with history.lock:
        history.latencies.clear()
    start = time.monotonic() + 0.1
    waiting = [later(paced, writer, start, start + seconds, n / A_SECOND) for n, writer in enumerate(writers)]
    ends = [wait(seconds + 60) for wait in waiting]
    lateness = time.monotonic() - start - seconds
    return writers, ends, lateness


def load(room, size):
    """A hundred acts a second by twenty writers, beside a disk that is kept busy, twenty boards that show them (two in
    the short form), one on a frozen terminal and one writer stopped outside the lock: everybody gets all of theirs done,
    in time, none is refused, and the journal does not grow without end. Control: the same with somebody who keeps the
    lock for three seconds."""
    ledger, history = room.ledger(), History()
    boards = [BoardOnTerminal(ledger) for _ in range(2 if size.short else 20)]
    frozen = BoardOnTerminal(ledger)
    is_full = frozen.fill()
    idle = Writer(ledger, history)
    idle.push()
    idle.process.send_signal(signal.SIGSTOP)
    with busy_disk(room.place), read(boards):
        writers, ends, lateness = at_work(ledger, history, size.seconds)
    problems = slow(ends, lateness)
    if any(board.bytes < 2000 for board in boards):
        problems.append("a board that was read showed nothing")
    if not is_full or not frozen.waits_for_its_terminal():
        problems.append("the frozen terminal was never full: nothing was proven by it")
    journal = os.path.getsize(ledger.journal) / 1e6
    problems += [f"the journal grew to {journal:.0f} MB"] if journal > 16 else []
    idle.process.send_signal(signal.SIGCONT)
    idle.push()
    for writer in [*writers, idle]:
        writer.close()
    for board in [*boards, frozen]:
        board.close()
    latencies = sorted(history.latencies)
    problems += history.complaints(ledger)
    return Verdict(
        f"{WRITERS} writers, {len(boards)} boards, {len(latencies)} acts in {size.seconds} s", problems, kept_lock(room),
        f"answer after p50 {at(latencies, .5)}, p99 {at(latencies, .99)}, max {at(latencies, 1)}; journal {journal:.1f} MB")


def at(ordered, share):
    return f"{1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]:.1f} ms"


def slow(ends, lateness):
    """Who was refused, and whether anybody was behind at the end."""
    problems = [f"a writer was refused: {ended}" for _, ended in ends if ended]
    return problems + ([f"the last was {lateness:.1f} s late"] if lateness > 2 else [])


def keep(ledger, history):
    """Takes the writers' lock when all are at work, for three seconds."""
    waited(lambda: len(history.answered) > 2 * WRITERS, 60)
    with open(ledger.path + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        time.sleep(3)


def kept_lock(room):
    """What the same judge says where somebody keeps the writers' lock for three seconds."""
    ledger, history = room.ledger(), History()
    keeping = threading.Thread(target=keep, args=(ledger, history), daemon=True)
    keeping.start()
    writers, ends, lateness = at_work(ledger, history, 4)
    keeping.join()
    for writer in writers:
        writer.process.kill()
    return slow(ends, lateness)


FAULTS = {"load": load}
