"""A bit flipped in each page of a ledger in turn: what the check says of it, and what can be mended."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

from bits import content, finds, in_record, sound_by_sqlite
from commands import PAST
from room import History, Ledger, Verdict, Writer, shown

RECORD = (b"entry", b"words")
"""The tables that nothing else repeats."""


def worked_on(room):
    """A ledger of many acts: a kept one, brought up to this version, and a few more matters in it."""
    ledger, history = Ledger(room, room.folder() / "duty.sqlite"), History()
    shutil.copyfile(PAST / "6.sqlite", ledger.path)
    room.run("duty-admin", "migrate", "--ledger", ledger.path)
    writer = Writer(ledger, history)
    for _ in range(10):
        writer.push()
    writer.close()
    return ledger


def trees(path):
    """The table or index that each page belongs to, by page; of a page that none has, nothing is there."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as db:
        return dict(db.execute("SELECT pageno, name FROM dbstat"))


def record_alone(path):
    """The rows of the record, also where other tables cannot be read; an error is an answer, too. Read without an index,
    which could be damaged, too."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as db:
            # A text is no blob of the same bytes: the type of a value is in its row, and can be hit, too.
            db.text_factory = lambda read: ("text", bytes(read))
            return [db.execute(f"SELECT * FROM {name.decode()} NOT INDEXED").fetchall() for name in RECORD]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return f"{error}"


class Flipped:
    """A copy of a ledger in which one bit of a page is another; with `was`, one that changes what can be read."""

    def __init__(self, room, whole, page, was=None):
        self.room = room
        self.ledger = Ledger(room, room.folder() / "duty.sqlite")
        for _ in range(30 if was else 1):
            at = room.dice.randrange(8 * 4096) + 8 * 4096 * (page - 1)
            flipped = bytearray(whole)
            flipped[at // 8] ^= 1 << at % 8
            self.bytes = bytes(flipped)
            self.put()
            self.where = f"byte {at // 8 % 4096} of page {page}"
            if was and content(self.ledger.path) != was:
                break

    def put(self):
        """Puts the flipped bytes in their place, and nothing beside them."""
        for left in Path(self.ledger.path).parent.iterdir():
            left.unlink()
        Path(self.ledger.path).write_bytes(self.bytes)

    def check(self):
        return self.room.run("duty-admin", "check", "--ledger", self.ledger.path, "--language", "en")

    def rebuild(self):
        return self.room.run("duty-admin", "rebuild", "--ledger", self.ledger.path, "--language", "en")


def judged(flipped, tree, tables, was):
    """What is wrong with how one flipped bit is told and mended; whether it was found, and whether it was mended."""
    path, read_before, finds_before, kept, head = flipped.ledger.path, *was
    read, record_now = content(path), record_alone(path)
    is_same = read == read_before and sound_by_sqlite(path)
    is_idle = not in_record(read_before, read) and finds(path) == finds_before
    said = flipped.check()
    if said.returncode == 0:
        return ([] if is_same or is_idle else ["changes content unseen"]), False, False
    problems = []
    told = said.stdout + said.stderr
    header = tree == "sqlite_schema"
    if said.returncode != 1 and not (header and said.returncode == 3 and said.stderr.strip()):
        problems.append(f"check: {shown(said)}")
    if said.returncode == 1 and not any(name in told for name in tables) and "entry" not in told:
        problems.append(f"check names no table: {said.stdout.strip()[-120:]!r}")
    if record_now == kept:
        mended = flipped.rebuild()
        if mended.returncode and header and "restore" in mended.stderr + told:
            return problems, True, False
        after = flipped.check()
        if mended.returncode or after.returncode or flipped.ledger.head() != head:
            problems.append(
                f"no entry was hit, and rebuild does not mend it: {shown(mended)}; then check {shown(after)} "
                f"{after.stdout.strip()[-100:]!r}")
        return problems, True, not problems
    if "restore" not in told:
        problems.append(f"an entry or its words were hit, and check does not say what to restore: {told.strip()[-120:]!r}")
    return problems, True, False


def flip_pages(room, size):
    """One bit (three in the long form, each alone) in each page, in the short form in one of each few trees: `check` exits
    with 1 and names a table or an entry, or says that all is as it was, and then all that can be read is. Where neither
    entries nor their words were hit, `duty-admin rebuild` mends it: the check is clean and the head the same; else the
    check says that a backup is to be restored. Control: what was found is still found when nobody rebuilds."""
    ledger = worked_on(room)
    whole, head = Path(ledger.path).read_bytes(), ledger.head()
    was = content(ledger.path), finds(ledger.path), record_alone(ledger.path), head
    named = trees(ledger.path)
    with ledger.open() as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'index')")]
    pages = range(1, len(whole) // 4096 + 1)
    if size.short:
        wanted = ("entry", "words", "incident", "incident_by_number", "search_data", "tally", "entry_by_incident", "spelling")
        pages = [room.dice.choice([page for page in pages if named.get(page) == name]) for name in wanted]
    problems, control, found, mended = [], [], 0, 0
    for page in pages:
        for _ in range(1 if size.short else 3):
            flipped = Flipped(room, whole, page, was[0] if size.short else None)
            tree = named.get(page, "no table")
            wrong, is_found, is_mended = judged(flipped, tree, tables, was)
            problems += [f"{flipped.where} ({tree}): {problem}" for problem in wrong]
            found, mended = found + is_found, mended + is_mended
            if is_found and not control:
                flipped.put()
                control = [f"{tree}: {line}" for line in flipped.ledger.check()]
            flipped.ledger.remove()
    return Verdict(
        f"{len(pages)} of {len(whole) // 4096} pages", problems, control, f"{found} found, {mended} mended by rebuild")


FAULTS = {"pages": flip_pages}
