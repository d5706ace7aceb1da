"""Single bits flipped in a ledger that nobody has open."""

import contextlib
import sqlite3
from pathlib import Path

from room import History, Ledger, Verdict, Writer


def content(path):
    """All that a program could read: every row of every table, and the header's words. An error is an answer, too."""
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        db.text_factory = bytes
        try:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
            rows = [db.execute(f'SELECT * FROM "{name.decode()}"').fetchall() for name in tables]
            header = [db.execute(f"PRAGMA {word}").fetchall() for word in ("application_id", "user_version", "encoding")]
            return [db.execute("SELECT * FROM sqlite_schema").fetchall(), tables, rows, header]
        finally:
            db.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return f"{error}"


def in_record(was, now):
    """Whether anything differs but the pages of the search's word lists, which repeat what stands in other tables."""
    if isinstance(now, str) or now[1] != was[1] or now[0] != was[0] or now[3] != was[3]:
        return True
    return any(a != b for name, a, b in zip(was[1], was[2], now[2]) if name != b"search_data")


def finds(path):
    """All that a search could find: each word with its places, and the hits of each beginning of two to four letters."""
    copy = sqlite3.connect(":memory:")
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as db:
            db.backup(copy)
        copy.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, search, instance)")
        places = copy.execute("SELECT term, doc, offset FROM temp.places").fetchall()
        beginnings = sorted({term[:length] for term, _, _ in places for length in (2, 3, 4) if len(term) >= length})
        sought = "SELECT rowid FROM search WHERE search MATCH ?"
        return places, [copy.execute(sought, (f'"{beginning}" *',)).fetchall() for beginning in beginnings]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return f"{error}"
    finally:
        copy.close()


def sound_by_sqlite(path):
    """Whether SQLite alone finds nothing wrong."""
    try:
        db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        db.text_factory = bytes
        try:
            return db.execute("PRAGMA integrity_check").fetchall() == [(b"ok",)]
        finally:
            db.close()
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def flips(room, size):
    """Bits are flipped one at a time, anywhere in the file: `check` must find each that changes anything that can be read;
    where it can tell, it names the entry. A flip in space that nothing lies in may pass, and so may one in the search's
    word lists that leaves every word and beginning to find what it found. Control: SQLite's own check alone, which must
    miss some of them."""
    ledger, history = room.ledger(), History()
    writer = Writer(ledger, history)
    for _ in range(25):
        writer.push()
    writer.close()
    whole = Path(ledger.path).read_bytes()
    was, found_before = content(ledger.path), finds(ledger.path)
    problems = history.complaints(ledger)
    changed, found, named, missed, idle = 0, 0, 0, 0, 0
    with_place = room.place / "flipped"
    with_place.mkdir(exist_ok=True)
    copy = Ledger(room, with_place / "duty.sqlite")
    for _ in range(size.flips):
        bit = room.dice.randrange(8 * len(whole))
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        for left in with_place.iterdir():
            left.unlink()
        Path(copy.path).write_bytes(flipped)
        is_changed = content(copy.path) != was
        is_sound = sound_by_sqlite(copy.path)
        if not is_changed and is_sound:
            continue
        changed += 1
        missed += is_sound
        said = copy.check()
        found += bool(said)
        named += any("entry None" not in line and line.startswith("check, entry") for line in said)
        if not said and not in_record(was, content(copy.path)) and finds(copy.path) == found_before:
            idle += 1
        elif not said:
            problems.append(f"bit {bit % 8} of byte {bit // 8} (page {bit // 8 // 4096 + 1}) changes content unseen")
    control = [f"SQLite alone missed {missed} of {changed}"] if missed else []
    return Verdict(
        f"{size.flips} bits, {changed} change content", problems, control,
        f"{found} found, {named} by an entry's number; {idle} unseen in word lists, of no effect")


FAULTS = {"bits": flips}
