"""A room to break: ledgers, the clients that write to them, what these clients know, and the oracle that holds both
against each other."""

import contextlib
import dataclasses
import hashlib
import itertools
import json
import os
import random
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclasses.dataclass
class Verdict:
    """What one fault came to. `problems` must be empty and `control`, the same judged without protection, must not."""

    tried: str
    problems: list
    control: list
    note: str = ""


class Room:
    """The programs under test and a place for ledgers. Each ledger is a copy of one that was founded once."""

    def __init__(self, programs, place, seed):
        self.programs = Path(programs).resolve()
        self.dice = random.Random(seed)
        self.place = Path(place)
        self.preload = self.place / "preload.so"
        subprocess.run(
            [shutil.which("gcc") or "clang", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", self.preload,
            HERE / "preload.c", "-ldl"],
            check=True)
        for program in ("duty-admin", "duty-desk", "duty-report"):
            # Asked so, the loader names what it would load; a program without one answers itself.
            if "=>" not in self.run(program, "--version", environment={"LD_TRACE_LOADED_OBJECTS": "1"}).stdout:
                sys.exit(f"{program} loads no library, so that no fault can be preloaded: build it without the trait Static")
        self.template = self.place / "template"
        founded = self.run(
            "duty-admin", "init", "--ledger", self.template / "duty.sqlite", "--administrator", "管理员甲")
        self.administrator, self.administrator_pin = "管理员甲", pin_in(founded)
        self.officer = "坐席甲"
        self.pin = pin_in(self.enrol(self.officer, "officer", self.template / "duty.sqlite"))
        # Whoever takes the next one has it alone, also among threads.
        self.numbers = itertools.count(1)

    def run(self, program, *arguments, environment=None, **more):
        """Runs a program to its end; its output as text."""
        return subprocess.run(
            [self.programs / program, *map(str, arguments)],
            stdin=more.pop("stdin", None) or (None if "input" in more else subprocess.DEVNULL),
            capture_output=True, text=True, errors="replace", env=ENVIRONMENT | (environment or {}),
            timeout=more.pop("timeout", 600), **more)

    @property
    def as_administrator(self):
        """What a command by the administrator ends with; the PIN is its first line of input."""
        return "--as", self.administrator, "--pin-fd", "0"

    def enrol(self, name, rank, path, pin=None):
        """Has the administrator, by his PIN or another one, add an officer to the ledger at `path`; how that ended."""
        return self.run(
            "duty-admin", "officer", "add", name, "--rank", rank, "--ledger", path, *self.as_administrator, "--language", "en",
            input=(pin or self.administrator_pin) + "\n")

    def folder(self):
        """A new empty directory."""
        place = self.place / f"folder-{next(self.numbers)}"
        place.mkdir()
        return place

    def ledger(self, like=None, on=None):
        """A new ledger, a copy of `like` (that nobody has open) or of the founded one; its directory lies `on` a place."""
        directory = Path(on or self.place) / f"ledger-{next(self.numbers)}"
        shutil.copytree(Path(like.path).parent if like else self.template, directory)
        for left in directory.glob("*-shm"):
            left.unlink()
        return Ledger(self, directory / "duty.sqlite")


def pin_in(told):
    return re.search(r"PIN (\d+)", told.stdout)[1]


def shown(ended):
    """A program's end, in one line."""
    return f"exit {ended.returncode}: {(ended.stderr or '').strip()[-160:]!r}"


def crashed(ended):
    """Whether a program died of itself (a trap, an abort, a bad address), also where a shell or a runner told so."""
    return ended.returncode in (132, 133, 134, 135, 136, 139) or -ended.returncode in (4, 5, 6, 7, 8, 11)


class Ledger:
    """One ledger, as its files and the commands on them tell."""

    def __init__(self, room, path):
        self.room, self.path = room, str(path)
        self.witnessed = None

    @property
    def journal(self):
        return self.path + "-wal"

    def preloaded(self, faults):
        """The environment in which a program on this ledger meets these faults (`preload.c`); empty where there are none."""
        if not faults:
            return {}
        told = {f"FAULT_{name}": str(value) for name, value in faults.items()}
        return told | {"LD_PRELOAD": str(self.room.preload), "FAULT_LEDGER": self.path}

    def open(self):
        """A connection that only reads, closed at the end of its block."""
        return contextlib.closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10))

    def entries(self):
        """Each entry's bytes and hash, in their order."""
        with self.open() as db:
            return db.execute("SELECT number, bytes, hash FROM entry ORDER BY number").fetchall()

    def version(self):
        """The number of the ledger's schema."""
        with self.open() as db:
            return db.execute("PRAGMA user_version").fetchone()[0]

    def head(self):
        """The last entry's hash, kept to be found again."""
        with self.open() as db:
            self.witnessed = db.execute("SELECT hash FROM entry ORDER BY number DESC LIMIT 1").fetchone()[0].hex()
        return self.witnessed

    def check(self, against=None):
        """What `duty-admin check` complains about."""
        told = self.room.run(
            "duty-admin", "check", "--ledger", self.path, "--format", "json", *(["--against", against] if against else []))
        if told.returncode not in (0, 1):
            return [f"check exits with {told.returncode}: {told.stderr.strip()}"]
        found = json.loads(told.stdout)
        problems = [f"check, entry {p['entry']}: {p['what']}" for p in found["problems"]]
        return problems if found["ok"] == (told.returncode == 0) else problems + ["check's exit code is not its answer"]

    def copy_with_loss(self):
        """A copy from which one incident's entry in the middle has been taken by hand, guards and all put back."""
        copy = self.room.ledger()
        os.unlink(copy.path)
        target = sqlite3.connect(copy.path)
        with self.open() as source:
            source.backup(target)
        last = target.execute("SELECT max(number) FROM entry").fetchone()[0]
        (guard,) = target.execute("SELECT sql FROM sqlite_schema WHERE name = 'entry_lasts'").fetchone()
        target.executescript(f"DROP TRIGGER entry_lasts; DELETE FROM entry WHERE number = {last - 1}; {guard}")
        target.close()
        return copy

    def remove(self):
        shutil.rmtree(Path(self.path).parent)


def framed(*parts):
    """SHA-256 over the parts, each with its length in front: the chain's hash, by an implementation of its own."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(len(part).to_bytes(8, "big") + part)
    return sha.digest()


def read_entries(db):
    """The receptions in the chain by external id (a desk's by number), as lists of (entry, number); what is wrong with
    the chain; and the last entry."""
    found, problems, previous, last = {}, [], bytes(32), 0
    for number, station, body, digest in db.execute("SELECT number, station, bytes, hash FROM entry ORDER BY number"):
        if number != last + 1:
            problems.append(f"entry {last + 1} is missing")
        if framed(b"sitting-whistle/entry/1", station.encode(), number.to_bytes(8, "big"), previous, body) != digest:
            problems.append(f"the chain breaks at entry {number}")
        previous, last = digest, number
        facts = json.loads(body)
        if facts["action"] == "receive":
            given = facts["findings"].get("number")
            found.setdefault(facts["facts"].get("externalId", given), []).append((number, given))
    return found, problems, last


class History:
    """What the clients of one ledger know: each try, and each answer to one."""

    def __init__(self):
        self.tried, self.answered, self.latencies, self.failed = set(), {}, [], []
        self.lock = threading.Lock()

    def try_(self, external):
        with self.lock:
            self.tried.add(external)

    def answer(self, external, told, seconds=None):
        """`told`: the answer as intake gave it. A duplicate is an acknowledgement, without an entry."""
        with self.lock:
            if "number" in told:
                self.answered[external] = (told.get("entry"), told["number"])
                if seconds is not None:
                    self.latencies.append(seconds)
            else:
                self.failed.append(f"{external}: {told.get('refused')}")

    def lying(self):
        """The control's history: a client that took each try for recorded before it was told so, and one more."""
        copy = History()
        copy.tried = self.tried | {"never-sent"}
        copy.answered = {**dict.fromkeys(copy.tried, (None, None)), **self.answered}
        return copy

    def complaints(self, ledger, check=True):
        """The oracle: each acknowledged incident is there exactly once under its entry and number, nothing is there that
        was not tried, SQLite, chain and (`check`) rows and counts are sound, and the head once witnessed is still in."""
        problems = []
        try:
            with ledger.open() as db:
                problems += [f"SQLite: {line}" for (line,) in db.execute("PRAGMA integrity_check") if line != "ok"]
                found, broken, _ = read_entries(db)
        except (sqlite3.Error, ValueError) as error:
            return problems + [f"cannot be read: {error}"]
        problems += broken + self.missing(found)
        if check:
            problems += ledger.check(ledger.witnessed)
        return problems

    def missing(self, found):
        """What the receptions that were `found` have too few or too many."""
        problems = []
        for external, (entry, number) in self.answered.items():
            there = found.get(external, [])
            if len(there) != 1:
                problems.append(f"{external} was acknowledged as {number} and is there {len(there)} times")
            elif (entry or there[0][0], number or there[0][1]) != there[0]:
                problems.append(f"{external} was acknowledged as {entry} {number} and is there as {there[0]}")
        problems += [f"{external} was never tried" for external in found if external not in self.tried]
        return problems


class Ended(Exception):
    """The program is gone; its exit code (negative: a signal) and its last words."""

    def __init__(self, code, words):
        super().__init__(f"exit {code}: {words}")
        self.code, self.words = code, words


class Writer:
    """One `duty-admin intake` and what it is told and tells, over pipes."""

    serial = 0

    def __init__(self, ledger, history, faults=None, before=None, environment=None, language="en"):
        Writer.serial += 1
        self.name, self.count = f"w{Writer.serial}", 0
        self.ledger, self.history = ledger, history
        self.pending, self.unread = [], b""
        faults = ledger.preloaded(faults)
        self.process = subprocess.Popen(
            [ledger.room.programs / "duty-admin", "intake", "--ledger", ledger.path, "--language", language],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, preexec_fn=before,
            env=ENVIRONMENT | faults | (environment or {}))

    @property
    def pid(self):
        return self.process.pid

    def send(self, external=None, **more):
        """Tries one incident, with `more` of its facts, without waiting for the answer."""
        self.count += 1
        external = external or f"{self.name}-{self.count}"
        self.history.try_(external)
        self.pending.append((external, time.monotonic()))
        facts = {"source": "grid", "externalId": external, "summary": f"演练：{external}"} | more
        line = json.dumps(facts, ensure_ascii=False)
        try:
            self.process.stdin.write(line.encode() + b"\n")
        except BrokenPipeError:
            raise self.ending() from None

    def receive(self, timeout=30):
        """The next answer. Raises `Ended` where the program is gone, TimeoutError where it says nothing."""
        deadline = time.monotonic() + timeout
        while b"\n" not in self.unread:
            if not select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
                raise TimeoutError(f"{self.name} has said nothing for {timeout} s")
            chunk = os.read(self.process.stdout.fileno(), 1 << 16)
            if not chunk:
                raise self.ending()
            self.unread += chunk
        line, _, self.unread = self.unread.partition(b"\n")
        told = json.loads(line)
        external, sent = self.pending.pop(0)
        self.history.answer(external, told, time.monotonic() - sent)
        return told

    def push(self, external=None, timeout=30):
        self.send(external)
        return self.receive(timeout)

    def work(self, ahead=4, until=lambda: False):
        """Pushes, `ahead` of the answers, until the program is gone or `until` says so; how it ended, if it did."""
        try:
            for _ in range(ahead):
                self.send()
            while not until():
                self.receive()
                self.send()
            while self.pending:
                self.receive()
        except Ended as ended:
            return ended
        return None

    def ending(self):
        """The end of the program, waited for; answers that were still in the pipe are read first."""
        rest = self.unread + self.process.stdout.read()
        self.unread = b""
        for line in rest.split(b"\n")[:-1]:
            self.history.answer(self.pending.pop(0)[0], json.loads(line))
        words = self.process.stderr.read().decode().strip()
        return Ended(self.process.wait(), words)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        return self.ending()

    def close(self, timeout=30):
        """Lets it come to its end; its exit code."""
        if not self.process.stdin.closed:
            self.process.stdin.close()
        while self.pending:
            self.receive(timeout)
        code = self.process.wait(timeout)
        self.process.stdout.close()
        self.process.stderr.close()
        return code


class Desk:
    """A `duty-desk --plain` with the officer signed on: the desk in lines, over pipes."""

    BLANK_FIELDS = 11
    """The fields of a reception after its summary, each left as it is."""

    def __init__(self, ledger, history, faults=None, language="en", started=lambda process: None):
        self.history = history
        self.output = ""
        self.process = subprocess.Popen(
            [ledger.room.programs / "duty-desk", "--plain", "--ledger", ledger.path, "--language", language],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=0,
            env=ENVIRONMENT | ledger.preloaded(faults))
        started(self.process)
        self.told()
        self.say("3", ledger.room.officer, ledger.room.pin)
        self.told()

    def say(self, *lines):
        self.process.stdin.write("".join(line + "\n" for line in lines).encode())

    def told(self, timeout=20):
        """What it says up to its next question which way to go, as one line. Raises TimeoutError and Ended."""
        deadline = time.monotonic() + timeout
        while "\nwhich: " not in self.output:
            if not select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
                raise TimeoutError(f"the desk asks nothing: {self.output[-300:]}")
            chunk = os.read(self.process.stdout.fileno(), 1 << 16)
            if not chunk:
                raise Ended(self.process.wait(), self.output[-300:])
            self.output += chunk.decode(errors="replace")
        said, _, self.output = self.output.partition("\nwhich: ")
        return " ".join(said.split())

    def receive(self, summary):
        """Writes a matter down and submits it; what it says to that."""
        self.say("2", summary, *[""] * self.BLANK_FIELDS)
        self.told()
        return self.submit()

    def submit(self):
        """Submits what is written down, also again after a fault."""
        self.say("1")
        said = self.told()
        recorded = re.search(r"\*\* Recorded #(\d+) .*?(\d{8}-\d+)", said)
        if recorded:
            self.history.try_(recorded[2])
            self.history.answer(recorded[2], {"entry": int(recorded[1]), "number": recorded[2]})
        return said

    def close(self):
        self.process.stdin.close()
        self.process.stdout.read()
        code = self.process.wait(30)
        self.process.stdout.close()
        return code


def later(work, *arguments):
    """Runs `work` in a thread of its own; call what comes back to wait for its value."""
    result = []
    thread = threading.Thread(target=lambda: result.append(work(*arguments)), daemon=True)
    thread.start()

    def wait(timeout=None):
        thread.join(timeout)
        return result[0] if result else None

    return wait


def waited(condition, seconds, pause=0.002):
    """Whether `condition` came true within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True
