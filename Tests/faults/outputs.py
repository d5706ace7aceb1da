"""Outputs that cannot be written: full, closed, nobody at the other end; and a disk that fills while a command is at work."""

import contextlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path

from commands import WORD, Erasing, Importing, Migrating, Origin, Past, Restoring, BackingUp, Founding, Rebuilding
from disk import may_mount, small_disk
from room import ENVIRONMENT, History, Ledger, Verdict, Writer, crashed, shown

HANG = 20
FALSE = ("may be there or not", "可能写入了")
"""Words that nobody may say who writes nothing."""


def closed(number):
    """What a shell does with `NUMBER>&-`."""
    return lambda: os.close(number)


@contextlib.contextmanager
def full():
    with open("/dev/full", "wb") as file:
        yield file


@contextlib.contextmanager
def broken():
    """A pipe that nobody reads from any more."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        yield writing
    finally:
        os.close(writing)


@contextlib.contextmanager
def nowhere():
    """Nothing: the descriptor is closed in the program."""
    yield None


WAYS = {"full": full, "closed": nowhere, "broken": broken}


def run(room, ledger, command, out=None, err=None, given="", **environment):
    """Runs a command with standard output or error gone one of the `WAYS`; how it ended, None where it hangs."""
    with contextlib.ExitStack() as stack:
        places = [stack.enter_context(WAYS[way]()) if way else subprocess.PIPE for way in (out, err)]
        ends = [1 if out == "closed" else 0, 2 if err == "closed" else 0]
        try:
            return subprocess.run(
                [room.programs / command[0], *map(str, command[1:]), "--ledger", ledger.path, "--language", "en"],
                input=given, stdout=places[0] or subprocess.DEVNULL, stderr=places[1] or subprocess.DEVNULL, text=True,
                errors="replace", env=ENVIRONMENT | environment, timeout=HANG,
                preexec_fn=lambda: [os.close(number) for number in ends if number])
        except subprocess.TimeoutExpired:
            return None


def wrong(name, ended, wanted):
    """A complaint unless a program came to one of the `wanted` ends."""
    if ended is None:
        return [f"{name}: hangs"]
    if ended.returncode in wanted:
        return []
    return [f"{name}: {'CRASH ' if crashed(ended) else ''}exit {ended.returncode} {(ended.stderr or '')[-120:]!r}"]


def asked(ledger):
    """Commands that only read and print: each has something to say."""
    yield from (
        ("duty-admin", "check"), ("duty-admin", "check", "--format", "json"), ("duty-admin", "export"),
        ("duty-admin", "officer", "list"), ("duty-admin", "setting", "list"), ("duty-admin", "roster", "show"),
        ("duty-admin", "catalog", "show", "departments"), ("duty-report", "day"), ("duty-report", "queue", "--format", "json"),
        ("duty-report", "day", "--format", "csv"), ("duty-report", "week", "--format", "html"))


def beginning(ended):
    """How what was printed begins; what time it is left out."""
    return re.sub(r"\d", "0", ended.stdout[:30])


def unwritable_output(room, origin, some):
    """Programs that read, whose standard output cannot be written end with 3 (with a broken pipe, they may die of SIGPIPE as
    programs do); with their standard error gone they print as ever, and their exit codes stay what they are."""
    problems = []
    ledger = origin.ledger
    for command in some(list(asked(ledger))):
        name = " ".join(command[1:])
        good = run(room, ledger, command)
        for way in WAYS:
            ended = run(room, ledger, command, out=way)
            problems += wrong(f"{name} > {way}", ended, (3, -signal.SIGPIPE) if way == "broken" else (3,))
            if way != "broken" and ended and ended.returncode == 3 and not ended.stderr.strip():
                problems.append(f"{name} > {way}: not a word of it")
            ended = run(room, ledger, command, err=way)
            problems += wrong(f"{name} 2> {way}", ended, (0,))
            if ended and beginning(ended) != beginning(good):
                problems.append(f"{name} 2> {way}: prints something else")
    missing = Ledger(room, ledger.path + ".none")
    ends = ((None, "full"), (None, "closed"), (None, "broken"), ("full", "full"), ("closed", "closed"))
    for program, command in (("duty-admin", "check"), ("duty-report", "day"), ("duty-desk", "--plain")):
        for out, err in some(ends):
            without = run(room, missing, (program, command), out, err)
            problems += wrong(f"{program} without a ledger > {out} 2> {err}", without, (3,))
            usage = run(room, ledger, (program, "--nonsense"), out, err)
            problems += wrong(f"{program} --nonsense > {out} 2> {err}", usage, (2,))
    return problems


def intake_goes_on(room):
    """A caution is due (the clock is behind the last entry) and standard error is gone: intake records all the same. And
    with standard output gone, what was recorded before it was noticed is at most one matter more than was answered."""
    problems = []
    for way in WAYS:
        ledger, clock = room.ledger(), room.place / "clock"
        clock.write_text("7200")
        first = Writer(ledger, History(), {"CLOCK": clock})
        first.push()
        first.close()
        lines = "".join(json.dumps({"summary": "演练", "externalId": f"c{n}"}) + "\n" for n in range(3))
        ended = run(room, ledger, ("duty-admin", "intake"), err=way, given=lines)
        problems += wrong(f"intake with a caution 2> {way}", ended, (0,))
        if ended and ended.stdout.count('"number"') != 3:
            problems.append(f"intake with a caution 2> {way}: answered {ended.stdout!r}")
        before = len(ledger.entries())
        ended = run(room, ledger, ("duty-admin", "intake"), out=way, given=lines.replace('"c', '"d'))
        problems += wrong(f"intake > {way}", ended, (3, -signal.SIGPIPE) if way == "broken" else (3,))
        if len(ledger.entries()) > before + 1:
            problems.append(f"intake > {way}: {len(ledger.entries()) - before} were recorded that nobody was told of")
        for side in Path(ledger.path).parent.glob("duty.sqlite.*"):
            if side.is_file() and re.search(rb'"line"|duty-admin|behind', side.read_bytes()):
                problems.append(f"intake > {way}: what it said went into {side.name}")
        problems += ledger.check()
    return problems


def acts_untold(room, origin, way):
    """Acts whose result cannot be printed: what is said not to have been done is not done, and nothing is half done."""
    problems = []
    for kind in (Founding, BackingUp, Restoring, Erasing, Importing):
        case = kind(room, origin)
        ended = run(room, case.ledger, ("duty-admin", *case.words()), out=way, given=case.input)
        name = f"{case.words()[0]} > {way}"
        problems += wrong(name, ended, (3, -signal.SIGPIPE) if way == "broken" else (3,))
        if kind is Founding:
            if Path(case.ledger.path).exists():
                problems.append(f"{name}: founded, and its only PIN was shown to nobody")
        elif ended:
            problems += [f"{name}: {problem}" for problem in true_words(case, ended.stderr or "")]
        problems += [f"{name}: left lying {path.name}" for path in case.left_lying()]
        shutil.rmtree(case.place)
    case = Founding(room, origin)
    ended = run(room, case.ledger, ("duty-admin", *case.words()), err=way)
    problems += wrong(f"init 2> {way}", ended, (0,))
    return problems


def true_words(case, words):
    """What is wrong between the words of a command that did not end well and what is there."""
    problems = []
    if isinstance(case, Erasing):
        erased = WORD.encode() not in b"".join(texts(case.ledger))
        says = "are deleted" in words or "words are gone" in words
        if erased and "othing was written" in words and not says:
            problems.append(f"the words are gone, and it says {words[-120:]!r}")
        if not erased and says:
            problems.append(f"the words are there, and it says {words[-120:]!r}")
    if isinstance(case, Importing):
        done = len(case.ledger.entries()) > len(case.origin.entries)
        if done and re.search("othing (was|is) (written|taken|recorded)", words):
            problems.append(f"imported, and it says {words[-120:]!r}")
    if isinstance(case, (Erasing, Importing, Rebuilding)):
        problems += case.ledger.check() + case.origin.lost(case.ledger)
    if isinstance(case, BackingUp) and case.copy().room and Path(case.copy().path).exists():
        problems += [f"the backup: {problem}" for problem in case.copy().check() + case.origin.lost(case.copy())]
    if isinstance(case, Restoring) and Path(case.ledger.path).exists():
        problems += case.ledger.check() + case.origin.lost(case.ledger)
    return problems


def texts(ledger):
    with ledger.open() as db:
        return [text.encode() for (text,) in db.execute("SELECT text FROM words")]


def is_rollback(case, path):
    """Whether a file is the ledger's own rollback journal, which whoever opens it next plays back."""
    return str(path) == str(case.ledger.path) + "-journal"


def fills_meanwhile(room, origin, size):
    """The disk is full from a command's N-th write on: it ends with 3 (or well, where it has no more to write) and true
    words; when there is room, the same command ends well, and all is as it must be."""
    problems, count = [], 0
    kinds = (Erasing, BackingUp, Restoring, Importing, Founding, Rebuilding)
    cases = [(kind, origin) for kind in kinds] + [(Migrating, Past(room, 2))]
    for kind, of in cases:
        log = room.place / "fills"
        log.unlink(missing_ok=True)
        case = kind(room, of)
        if case.run(LOG=log).returncode:
            problems.append(f"{case.words()[0]}: {shown(case.told[0])}")
            continue
        points = len(log.read_text().splitlines())
        shutil.rmtree(case.place)
        for at in size.few(room.dice, points):
            case, count = kind(room, of), count + 1
            ended = case.run(AT=at, DO="full")
            name = f"{case.words()[0]}, full from {at} of {points}"
            problems += wrong(name, ended, (0, 3))
            if ended.returncode == 3:
                # Where something cannot be cut or written back, SQLite tells no more than that the disk failed.
                if not re.search("full|disk failed", ended.stderr):
                    problems.append(f"{name}: {shown(ended)}")
                problems += [f"{name}: {problem}" for problem in true_words(case, ended.stdout + ended.stderr)]
                # What could not be rolled back for want of room stays until it is run again, and is gone afterwards.
                problems += [f"{name}: left lying {path.name}" for path in case.left_lying() if not is_rollback(case, path)]
                problems += [f"{name}: {problem}" for problem in case.again()]
            problems += [f"{name}: afterwards {problem}" for problem in case.judged()]
            shutil.rmtree(case.place)
    return problems, count


def full_already(room, origin, some):
    """A disk of its own that is full: reading goes on, and nobody who only reads says that something may have been written;
    a backup to it and a page put there are refused, whole."""
    problems = []
    with small_disk(room) as place:
        ledger = Ledger(room, place / "duty.sqlite")
        shutil.copyfile(origin.ledger.path, ledger.path)
        with open(place / "filler", "wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(1 << 12)):
                pass
        for command in some(list(asked(ledger))):
            ended = run(room, ledger, command)
            problems += wrong(f"{' '.join(command[1:])} on a full disk", ended, (0, 3))
            if ended and any(word in ended.stderr for word in FALSE):
                problems.append(f"{' '.join(command[1:])} on a full disk: {shown(ended)}")
            with open(place / "out", "wb") as out:
                cut = subprocess.run(
                    [room.programs / command[0], *command[1:], "--ledger", origin.ledger.path], stdout=out,
                    stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=ENVIRONMENT, timeout=HANG)
            problems += wrong(f"{' '.join(command[1:])} > a file on a full disk", cut, (3,))
        for command in (("duty-admin", "backup", place / "copy.sqlite"), ("duty-report", "day", "--output", place / "day.txt")):
            ended = run(room, origin.ledger, command)
            problems += wrong(f"{command[1]} to a full disk", ended, (3,))
            problems += [f"{command[1]}: {command[-1].name} is left"] if command[-1].exists() else []
        (place / "filler").unlink()
        problems += ledger.check()
    return problems


def read_only_directory(room, origin):
    """A ledger in a directory that its account may not write to: reading works, and who would write is refused in words."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        return []
    folder = room.folder()
    ledger = Ledger(room, folder / "duty.sqlite")
    shutil.copyfile(origin.ledger.path, ledger.path)
    problems = []
    with as_another(room, folder) as prefix:
        if prefix is None:
            return []
        os.chmod(folder, 0o555)
        for program, command, code in (
                ("duty-admin", "check", 0), ("duty-report", "day", 0), ("duty-admin", "export", 0),
                ("duty-admin", "intake", 3)):
            ended = subprocess.run(
                [*prefix, room.programs / program, command, "--ledger", ledger.path, "--language", "en"], timeout=HANG,
                input='{"summary":"x"}\n', capture_output=True, text=True, env=ENVIRONMENT)
            problems += wrong(f"{command} in a directory that cannot be written", ended, (code,))
        os.chmod(folder, 0o755)
    return problems


def read_only_medium(room, origin, some):
    """On a medium that cannot be written lie a ledger whose writer was killed, a backup, and a backup with a journal's mark
    as earlier editions left them: each is read to its last entry, nobody writes, and the backups are restored from there."""
    problems = []
    with small_disk(room, 16) as place:
        killed, history = room.ledger(on=place), History()
        writer = Writer(killed, history)
        for _ in range(5):
            writer.push()
        writer.kill()
        backup, older = Ledger(room, place / "backup.sqlite"), Ledger(room, place / "older.sqlite")
        for copy in (backup, older):
            shutil.copyfile(origin.backup, copy.path)
        with contextlib.closing(sqlite3.connect(older.path)) as db:
            db.execute("PRAGMA journal_mode = WAL")
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        for ledger, last in ((killed, history), (backup, origin.history), (older, origin.history)):
            name = f"{Path(ledger.path).name} on a read-only medium"
            for program, command, code in some([
                    ("duty-admin", "check", 0), ("duty-report", "day", 0), ("duty-admin", "export", 0),
                    ("duty-admin", "intake", 3)]):
                ended = run(room, ledger, (program, command), given='{"summary":"x"}\n')
                problems += wrong(f"{command}, {name}", ended, (code,))
                if command == "export" and ended:
                    gone = [number for _, number in last.answered.values() if f'"{number}"' not in ended.stdout]
                    problems += [f"export, {name}: {number} is not in it" for number in gone]
        for given in (backup, older):
            restored = Ledger(room, room.folder() / "duty.sqlite")
            ended = run(room, restored, ("duty-admin", "restore", given.path))
            problems += wrong(f"restore of {given.path}", ended, (0,))
            problems += restored.check() + origin.lost(restored)
    return problems


@contextlib.contextmanager
def as_another(room, folder):
    """What to put in front of a command to run it as an account without rights that owns `folder`; nothing where this is
    no root, None where that account cannot reach the programs."""
    if os.geteuid():
        yield []
        return
    other = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    mode = os.stat(room.place).st_mode
    os.chmod(room.place, 0o711)
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, 65534, 65534)
    reaches = subprocess.run([*other, room.programs / "duty-admin", "--version"], capture_output=True).returncode == 0
    try:
        yield other if reaches else None
    finally:
        os.chmod(room.place, mode)


def outputs(room, size):
    """Standard output or error full, closed or a broken pipe; a disk that is full, or fills while a command is at work; a
    directory or a medium that cannot be written: exit 3 and true words, no crash, nobody hangs, a caution that cannot be told
    stops no act, and a founding whose PIN cannot be shown is none. Control: the same commands with good outputs are taken for
    failures."""
    origin = Origin(room)

    def some(things):
        return room.dice.sample(things, min(2, len(things))) if size.short else things

    problems = unwritable_output(room, origin, some)
    problems += intake_goes_on(room)
    for way in some(list(WAYS))[:1] if size.short else WAYS:
        problems += acts_untold(room, origin, way)
    found, fills = fills_meanwhile(room, origin, size)
    problems += found
    left_out = "" if may_mount(room) else "no disk of its own: nothing may be mounted here"
    problems += full_already(room, origin, some) + read_only_medium(room, origin, some) if not left_out else []
    problems += read_only_directory(room, origin)
    control = [
        line for command in some(list(asked(origin.ledger)))
        for line in wrong(command[1], run(room, origin.ledger, command), (3,))]
    return Verdict(f"{len(WAYS)} ways, full from the N-th write on {fills} times", problems, control, left_out)


FAULTS = {"outputs": outputs}
