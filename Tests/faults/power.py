"""Power cuts. One run of real writers is recorded, write by write and sync by sync; the disk is then put together as it
may be found after a cut at any moment: what was synced is there, of the rest any sectors of 512 bytes, or none, or all."""

import json
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from room import ENVIRONMENT, HERE, History, Ledger, Verdict, Writer, later

HEAD = struct.Struct("=ccHIQ")
SECTOR = 512


class Recording:
    """What a run wrote: (operation, file, offset, bytes) in their order, and the files as they were before."""

    def __init__(self, path, ledger):
        self.before = {b"d": Path(ledger.path).read_bytes(), b"w": b""}
        self.path = path

    def read(self):
        self.operations, whole, at = [], Path(self.path).read_bytes(), 0
        while at < len(whole):
            operation, file, _, length, offset = HEAD.unpack_from(whole, at)
            at += HEAD.size
            self.operations.append((operation, file, offset, whole[at : at + length]))
            at += length
        return self

    def without_syncs(self):
        """The same run on a disk that never was told to keep anything."""
        copy = Recording(self.path, Ledger(None, "/dev/null"))
        copy.before, copy.operations = self.before, [o for o in self.operations if o[0] != b"S"]
        return copy

    def cuts(self, dice, count):
        """For `count` moments: the files as found afterwards, and the answers given before."""
        moments = sorted(dice.randrange(len(self.operations)) for _ in range(count))
        lasting = {file: bytearray(content) for file, content in self.before.items()}
        pending, answers = {b"d": [], b"w": []}, []
        done = 0
        for moment in moments:
            for operation in self.operations[done:moment]:
                kind, file, _, content = operation
                if kind == b"A":
                    answers.append(json.loads(content))
                elif kind == b"S":
                    for written in pending[file]:
                        apply(lasting[file], written)
                    pending[file].clear()
                else:
                    pending[file].append(operation)
            done = max(done, moment)
            yield {file: found(lasting[file], pending[file], dice) for file in lasting}, answers


def apply(image, operation):
    kind, _, offset, content = operation
    if kind == b"T":
        del image[offset:]
        image.extend(bytes(offset - len(image)))
        return
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(content)] = content


def found(lasting, pending, dice):
    """A file after the cut: of what was not synced all, nothing, or any sectors."""
    image, luck = bytearray(lasting), dice.choice(("all", "nothing", "some", "some"))
    if luck == "nothing":
        return image
    for operation in pending:
        kind, file, offset, content = operation
        if luck == "all" or kind == b"T":
            if luck == "all" or dice.random() < 0.5:
                apply(image, operation)
            continue
        start = 0
        while start < len(content):
            # Sectors of the disk, not of the write.
            end = min(len(content), start + SECTOR - (offset + start) % SECTOR)
            if dice.random() < 0.5:
                apply(image, (kind, file, offset + start, content[start:end]))
            start = end
    return image


def judged(recording, whole, count, room, check_each=0):
    """What is wrong after `count` cuts; `whole` is every (number, hash) that the run came to."""
    problems = []
    with tempfile.TemporaryDirectory(prefix="duty-cut-", dir="/dev/shm") as place:
        ledger = Ledger(room, place + "/duty.sqlite")
        for number, (files, answers) in enumerate(recording.cuts(room.dice, count), 1):
            Path(ledger.path).write_bytes(files[b"d"])
            Path(ledger.journal).write_bytes(files[b"w"])
            problems += [f"cut {number}: {problem}" for problem in after_cut(ledger, whole, answers)]
            if check_each and number % check_each == 0:
                problems += [f"cut {number}: {problem}" for problem in ledger.check()]
            for left in Path(place).iterdir():
                left.unlink()
    return problems


def after_cut(ledger, whole, answers):
    """Opens what is left as the next program would, which recovers it: SQLite finds it sound, its entries are the
    beginning of what was recorded, and each acknowledged entry is among them."""
    try:
        db = sqlite3.connect(ledger.path)
        try:
            problems = [f"SQLite: {line}" for (line,) in db.execute("PRAGMA integrity_check") if line != "ok"]
            there = db.execute("SELECT number, hash FROM entry ORDER BY number").fetchall()
        finally:
            db.close()
    except (sqlite3.Error, ValueError) as error:
        return [f"cannot be read: {error}"]
    if there != whole[: len(there)]:
        problems.append("entries are not the beginning of what was recorded")
    last = max((answer["entry"] for answer in answers), default=0)
    if last > len(there):
        problems.append(f"entry {last} was acknowledged, {len(there)} are there")
    return problems


def entries(ledger):
    with ledger.open() as db:
        return db.execute("SELECT number, hash FROM entry ORDER BY number").fetchall()


def recorded_work(room, answers):
    """Two intakes at work until enough answers came, recorded; what they came to is judged by the oracle first."""
    ledger, history = room.ledger(), History()
    journal = room.place / "work.recording"
    recording = Recording(journal, ledger)
    writers = [Writer(ledger, history, {"RECORD": journal}) for _ in range(2)]
    enough = lambda: len(history.answered) >= answers  # noqa: E731
    for wait in [later(writer.work, 2, enough) for writer in writers]:
        wait(300)
    problems = history.complaints(ledger)
    whole = entries(ledger)
    for writer in writers:
        writer.process.send_signal(signal.SIGKILL)
        writer.ending()
    return recording.read(), whole, problems


# A program that appends entries as the ledger does, but with a durability of its choice.
APPENDING = """
import json, os, sqlite3, sys
from room import framed
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute(f"PRAGMA synchronous = {sys.argv[2]}")
number, station, previous = db.execute("SELECT number, station, hash FROM entry ORDER BY number DESC LIMIT 1").fetchone()
for number in range(number + 1, number + 1 + int(sys.argv[3])):
    body = json.dumps({"action": "receive", "number": number, "filling": "x" * 400}).encode()
    previous = framed(b"sitting-whistle/entry/1", station.encode(), number.to_bytes(8, "big"), previous, body)
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO entry VALUES (?, ?, ?, 1, ?, 0, ?, ?)", (number, station, number, str(number), body, previous))
    db.execute("COMMIT")
    os.write(1, json.dumps({"entry": number}).encode())
os.kill(os.getpid(), 9)
"""


def recorded_appending(room, synchronous, count):
    ledger = room.ledger()
    journal = room.place / f"{synchronous}.recording"
    recording = Recording(journal, ledger)
    subprocess.run(
        [sys.executable, "-c", APPENDING, ledger.path, synchronous, str(count)], stdout=subprocess.PIPE,
        env=ENVIRONMENT | {
            "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1", "LD_PRELOAD": str(room.preload),
            "FAULT_LEDGER": ledger.path, "FAULT_RECORD": str(journal)})
    return recording.read(), entries(ledger)


def power_cuts(room, size):
    """The ledger's own writers lose nothing that they acknowledged, at any cut. Controls: their recording without its
    syncs; and a program that appends with synchronous=NORMAL, which must lose acknowledged entries, while the same with
    FULL loses none."""
    recording, whole, problems = recorded_work(room, 120 if size.short else 400)
    problems += judged(recording, whole, size.cuts, room, check_each=max(1, size.cuts // 20))
    few = max(40, size.cuts // 10)
    full = judged(*recorded_appending(room, "FULL", 600), few, room)
    problems += [f"a program with FULL: {problem}" for problem in full]
    normal = judged(*recorded_appending(room, "NORMAL", 600), few, room)
    unsynced = judged(recording.without_syncs(), whole, few, room)
    lost = [p for p in normal if "acknowledged" in p]
    control = [f"NORMAL lost in {len(lost)} of {few} cuts, without syncs {len(unsynced)} complaints"]
    syncs = sum(operation[0] == b"S" for operation in recording.operations)
    answers = sum(operation[0] == b"A" for operation in recording.operations)
    back = sum(operation[:2] == (b"S", b"d") for operation in recording.operations)
    return Verdict(
        f"{size.cuts} cuts", problems, control if lost and unsynced else [],
        f"{answers} answers, {syncs} syncs, {back} of them of the file itself")


FAULTS = {"power": power_cuts}
