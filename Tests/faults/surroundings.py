"""Zones and versions that are not what they should be; backups taken meanwhile; and somebody who stops in the
middle of his work, with the lock in his hand."""

import contextlib
import signal
import sqlite3
import time
from pathlib import Path

from disk import must_refuse, pushed
from killing import both
from room import Desk, Ended, History, Ledger, Verdict, Writer, later, waited


def bogus_zone(room, size):
    """A time zone in the environment that is none: intake records, and every report has the bytes it has elsewhere. A
    founding under a zone that is none is refused. Control: a report as of an earlier entry has other bytes."""
    ledger, history = room.ledger(), History()
    zones = ("UTC", "Nowhere/Bogus", "../../etc/passwd", "", "XYZ99:99:99", ":" + "A" * 4000)
    for zone in zones:
        writer = Writer(ledger, history, environment={"TZ": zone})
        writer.push()
        writer.close()
    problems = history.complaints(ledger)

    def report(zone, *more):
        return room.run(
            "duty-report", "range", "--from", "2026-01-01", "--to", "2030-12-31", "--format", "json",
            "--ledger", ledger.path, *more, environment={"TZ": zone}).stdout

    told = {zone: report(zone) for zone in zones}
    problems += [f"TZ={zone[:20]}: other bytes" for zone in zones if told[zone] != told["UTC"] or not told[zone]]
    nowhere = room.place / "none" / "duty.sqlite"
    refused = room.run("duty-admin", "init", "--ledger", nowhere, "--timezone", "Nowhere/Bogus")
    if refused.returncode != 2 or not refused.stderr.strip():
        problems.append(f"founding in no zone: exit {refused.returncode} {refused.stderr}")
    control = ["an earlier moment has other bytes"] if report("UTC", "--as-of", "6") != told["UTC"] else []
    return Verdict(f"{len(zones)} zones", problems, control)


def other_version(room, size):
    """A ledger of a newer or older schema, or a machine with an SQLite that is too old: every program says so in one line,
    exits with 3 and changes no byte. Where the version is one bit from what the tables are of, the check calls it damage and
    answers 1. Control: the versions they are made for are taken."""
    commands = [
        ("duty-admin", "intake"), ("duty-admin", "check"), ("duty-admin", "export"),
        ("duty-admin", "backup", "/dev/null/x"), ("duty-report", "day"), ("duty-desk", "--script", "/dev/null"),
        ("duty-desk", "--plain")]
    problems, control = [], []
    newer, older = "newer version", "older version"
    db = sqlite3.connect(room.ledger().path)
    own = db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    versions = {own + 1: newer, 9999: newer, **dict.fromkeys(range(own), older), own: None}
    for version, words in versions.items():
        ledger = room.ledger()
        db = sqlite3.connect(ledger.path)
        db.execute(f"PRAGMA user_version = {version}")
        db.close()
        before = Path(ledger.path).read_bytes()
        for command in commands:
            ended = room.run(*command, "--ledger", ledger.path, "--language", "en")
            if "check" in command and (version ^ own).bit_count() == 1:
                if ended.returncode != 1 or f"user_version is {version}" not in ended.stdout:
                    problems.append(f"version {version}, one bit off, {command}: exit {ended.returncode} {ended.stdout}")
                continue
            if words and (ended.returncode != 3 or words not in ended.stderr or ended.stderr.strip().count("\n") > 0):
                problems.append(f"version {version}, {command}: exit {ended.returncode} {ended.stderr.strip()}")
            if not words and ended.returncode == 0:
                control.append(f"{' '.join(command[:2])} takes version {version}")
        if words and Path(ledger.path).read_bytes() != before:
            problems.append(f"version {version}: the file was changed")
    problems += older_library(room, commands)
    return Verdict(
        f"{len(versions) - 1} versions, an old SQLite, {len(commands)} commands", problems, control if len(control) > 4 else [])


def older_library(room, commands):
    """What is wrong with how the programs meet an SQLite that calls itself 3.36, and one that is new enough."""
    ledger, problems = room.ledger(), []
    for number, is_refused in ((3036000, True), (3037000, False)):
        before = Path(ledger.path).read_bytes()
        for command in commands if is_refused else commands[:1]:
            ended = room.run(
                *command, "--ledger", ledger.path, "--language", "en", environment=ledger.preloaded({"SQLITE": number}))
            if is_refused != (ended.returncode == 3 and "SQLite 3.36.0 on this machine is too old" in ended.stderr):
                problems.append(f"SQLite {number}, {command}: exit {ended.returncode} {ended.stderr.strip()}")
        if is_refused and Path(ledger.path).read_bytes() != before:
            problems.append(f"SQLite {number}: the file was changed")
    return problems


def backups(room, size):
    """A backup each second while four writers work: each is sound, the beginning of the ledger, and holds all that was
    acknowledged before it was begun. Control: the ledger's file copied without its journal."""
    ledger, history = room.ledger(), History()
    stop = time.monotonic() + max(4, size.seconds // 2)
    writers = [Writer(ledger, history) for _ in range(4)]
    waiting = [later(writer.work, 2, lambda: time.monotonic() > stop) for writer in writers]
    taken, control = [], []
    while time.monotonic() < stop:
        time.sleep(1)
        known = History()
        with history.lock:
            known.answered = dict(history.answered)
        if not control:
            control = plain_copy(room, ledger, known)
        copy = Ledger(room, f"{ledger.path}.backup-{len(taken)}")
        told = room.run("duty-admin", "backup", "--ledger", ledger.path, copy.path)
        taken.append((copy, known, told))
    for wait in waiting:
        wait(60)
    for writer in writers:
        writer.close()
    problems = history.complaints(ledger)
    with ledger.open() as db:
        whole = db.execute("SELECT hash FROM entry ORDER BY number").fetchall()
    for number, (copy, known, told) in enumerate(taken):
        known.tried = history.tried
        found = known.complaints(copy) if told.returncode == 0 else [told.stderr]
        with copy.open() as db:
            there = db.execute("SELECT hash FROM entry ORDER BY number").fetchall()
        if there != whole[: len(there)]:
            found.append("not the beginning of the ledger")
        problems += [f"backup {number}: {problem}" for problem in found]
    return Verdict(f"{len(taken)} backups of up to {len(whole)} entries", problems, control)


def plain_copy(room, ledger, known):
    """What the oracle says about a copy of the bare file."""
    copy = Ledger(room, f"{ledger.path}.copy")
    Path(copy.path).write_bytes(Path(ledger.path).read_bytes())
    known.tried = set(known.answered)
    return known.complaints(copy, check=False)


def stopped(process):
    """Whether the kernel has the process stopped."""
    return Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"


def held(room, files, at):
    """A writer that stops (SIGSTOP) at one of its writes, with the lock in its hand; its ledger and history, and a desk."""
    ledger, history = room.ledger(), History()
    # Signed on before: that, too, is counted under the lock.
    desk = Desk(ledger, history)
    writer = Writer(ledger, history, {"FILES": files, "AT": at, "DO": "stop"})
    done = later(writer.work, 1, lambda: stopped(writer.process) or len(history.answered) > 400)
    if not waited(lambda: stopped(writer.process), 30):
        raise RuntimeError("the writer never came to that write")
    return ledger, history, desk, writer, done


def holding(room, files, at, words):
    """While one writer is stopped inside its transaction or checkpoint, nobody else may write: each says within four
    seconds that the ledger is busy. When it goes on, a desk that was refused records the same matter. Controls: when
    it has gone on nobody is refused; and in the middle of a checkpoint a writer that asks for no lock is answered."""
    ledger, history, desk, writer, done = held(room, files, at)
    start = time.monotonic()
    problems = must_refuse("a second writer", pushed(Writer(ledger, history)), "busy")
    problems += [] if time.monotonic() - start < 4 else [f"it took {time.monotonic() - start:.1f} s to say so"]
    said = desk.receive("演练：有人占着")
    problems += [] if "busy" in said else [f"the desk says {said[:200]}"]
    read = room.run("duty-report", "queue", "--ledger", ledger.path)
    problems += [] if read.returncode == 0 else [f"reading is disturbed: {read.stderr}"]
    writer.process.send_signal(signal.SIGCONT)
    done(60)
    gone_on = must_refuse("with nobody stopped", pushed(Writer(ledger, history)), "busy")
    said = desk.submit()
    problems += [] if "** Recorded" in said else [f"free again, the desk says {said[:200]}"]
    writer.close()
    desk.close()
    problems += history.complaints(ledger)
    # The same once more, the holder killed instead: the kernel lets go of its lock.
    ledger, history, desk, writer, done = held(room, files, at)
    writer.process.send_signal(signal.SIGKILL)
    done(60)
    after = Writer(ledger, history)
    problems += [] if pushed(after) is None else ["after the holder was killed nobody could write"]
    after.close()
    desk.close()
    problems += history.complaints(ledger)
    control = both(gone_on, unlocked(room, files, at)) if files == "d" else gone_on
    return Verdict(words, problems, control)


def unlocked(room, files, at):
    """What a writer without the lock gets to do while another is stopped in its checkpoint."""
    ledger, history, desk, writer, done = held(room, files, at)
    other, found = Writer(ledger, history, {"NOLOCK": 1}), []
    with contextlib.suppress(Ended, TimeoutError):
        for _ in range(3):
            other.push(timeout=6)
        found = ["without the lock three were answered in the middle of it"]
    for process in (other.process, writer.process, desk.process):
        process.kill()
    done(60)
    return found


def held_commit(room, size):
    """`holding`, in the middle of a transaction."""
    return holding(room, "w", 60, "stopped at a write of the journal")


def held_checkpoint(room, size):
    """`holding`, in the middle of a checkpoint."""
    return holding(room, "d", 1, "stopped at the first write back")


FAULTS = {
    "zone": bogus_zone, "version": other_version, "backup": backups, "held-commit": held_commit,
    "held-checkpoint": held_checkpoint,
}
