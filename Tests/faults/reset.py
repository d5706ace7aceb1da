"""The WAL-reset race of SQLite up to 3.51.2 (sqlite.org/wal.html#walresetbug), made to happen."""

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path

from disk import must_refuse, pushed
from room import Ended, History, Verdict, Writer, waited

# A program that writes the journal back whenever it is told to, under the writers' lock where it is given one.
CHECKPOINTING = """
import contextlib, fcntl, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("SELECT count(*) FROM entry").fetchone()
for line in sys.stdin:
    with open(sys.argv[2], "w") if len(sys.argv) > 2 else contextlib.nullcontext() as lock:
        if lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
        print(*db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone(), flush=True)
db.close()
"""

# The last word of the second copy of the wal-index header: when it has been read, the checkpoint knows how long the
# journal was, and not yet that it has been begun anew since.
HEADER_END = 92


class Checkpointer:
    """Somebody who writes the journal back, and can be held right after having looked how long it is."""

    def __init__(self, ledger, *lock):
        self.place = Path(ledger.path).parent
        self.process = subprocess.Popen(
            [sys.executable, "-c", CHECKPOINTING, ledger.path, *lock],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def write_back(self):
        self.process.stdin.write("now\n")

    def told(self):
        return self.process.stdout.readline().split()

    @contextlib.contextmanager
    def held(self):
        """Begins to write back and is held at that moment until the block ends."""
        maps = Path(f"/proc/{self.process.pid}/maps").read_text().splitlines()
        start = next(int(line.split("-")[0], 16) for line in maps if line.endswith("-shm"))
        armed, there, go = (self.place / name for name in ("armed", "there", "go"))
        script = self.place / "gdb"
        script.write_text(
            f"rwatch *(unsigned int*){start + HEADER_END}\nshell touch {armed}\ncontinue\nshell touch {there}\n"
            f"shell while [ ! -e {go} ]; do sleep 0.01; done\ndelete\ndetach\n")
        debugger = subprocess.Popen(
            ["gdb", "-nx", "-batch", "-p", str(self.process.pid), "-x", script],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            if not waited(armed.exists, 60):
                raise RuntimeError("gdb did not come up")
            self.write_back()
            if not waited(there.exists, 60):
                raise RuntimeError("the checkpoint never read the header")
            yield
        finally:
            go.touch()
            debugger.wait()

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def race(room, locked):
    """Twenty incidents, all written back; somebody begins to write back once more and is held; meanwhile a writer begins
    the journal anew. What its first push came to, and what the oracle says when all have left."""
    ledger, history = room.ledger(), History()
    writer = Writer(ledger, history, None if locked else {"NOLOCK": 1})
    for _ in range(20):
        writer.push()
    other = Checkpointer(ledger, *([ledger.path + ".lock"] if locked else []))
    other.write_back()
    if len(set(other.told()[1:])) != 1:
        raise RuntimeError("the journal was not written back as a whole")
    with other.held():
        came_to = pushed(writer)
    other.told()
    if came_to:
        writer = Writer(ledger, history)
    with contextlib.suppress(Ended):
        for _ in range(5):
            writer.push()
        other.close()
        writer.close()
    return came_to, history.complaints(ledger, check=False)


def journal_begun_anew(room, size):
    """While somebody who keeps to the writers' lock writes back, nobody can begin the journal anew: a writer is told that
    the ledger is busy, and nothing is lost. Control: without the lock the race happens, and what was acknowledged is
    gone."""
    if not shutil.which("gdb"):
        return Verdict("nothing", ["gdb is not installed"], [])
    came_to, problems = race(room, locked=True)
    problems = must_refuse("a writer meanwhile", came_to, "busy") + problems
    return Verdict("held in a checkpoint by gdb", problems, race(room, locked=False)[1])


FAULTS = {"wal-reset": journal_begun_anew}
