"""What foreign files and platforms may bring, and what a ledger must go on doing that has taken it."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from room import Ledger, Verdict, crashed, shown

IMPOSSIBLE = (
    "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+08:00", "1899-12-31T00:00:00Z", "1999-11-30T09:00:00+08:00",
    "2101-02-01T00:00:00Z", "3020-06-30T12:00:00+08:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00")
"""Moments that nobody reported anything at: outside of 2000 to 2100."""

WORKS = 20
"""Seconds in which anything must be over."""


def line(**facts):
    return json.dumps({"summary": "演练"} | facts, ensure_ascii=False).encode()


def deep(levels, opening, closing):
    """A line with a value that nests so deep."""
    return b'{"summary":"\xe6\xb7\xb1","x":' + opening * levels + b"1" + closing * levels + b"}"


def times():
    """Lines that must be refused, each for a time of its own."""
    for field in ("received", "due"):
        for moment in IMPOSSIBLE:
            yield f"{field} {moment}", line(**{field: moment})


def lines(length):
    """Lines that may be taken or refused, and after which everything must go on; `length`: of a long text."""
    long = "长" * length
    yield from {
        "year of five digits": line(received="12026-01-01T00:00:00Z"),
        "negative year": line(received="-0001-01-01T00:00:00Z"),
        "hour 24": line(received="2026-01-01T24:00:00Z"),
        "leap second": line(received="2026-06-30T23:59:60Z"),
        "huge offset": line(received="2026-01-01T00:00:00+99:99"),
        "fraction of 400 digits": line(received="2026-01-01T00:00:00." + "9" * 400 + "Z"),
        "number for a time": b'{"summary":"x","received":1e308}',
        "number of 400 digits": b'{"summary":"x","externalId":' + b"9" * 400 + b"}",
        "exponent": b'{"summary":"x","due":1e999999}',
        "minus zero": b'{"summary":"x","received":-0}',
        "Int64.max": b'{"summary":"x","received":9223372036854775807}',
        "10 000 lists": deep(10_000, b"[", b"]"),
        "10 000 objects": deep(10_000, b'{"a":', b"}"),
        "10 000 lists, cut": b'{"summary":' + b"[" * 10_000,
        "long summary": line(summary=long),
        "long place": line(place=long),
        "long grid": line(grid=long),
        "long category": line(category=long),
        "long id": line(externalId=long),
        "long name": line(reporter={"name": long, "phone": "1" * 100_000}),
        "line of 2 MB": line(summary="长" * 700_000),
        "controls": line(summary="红\u001b[31m\u0007\u0000\u0008\u009b2J\u0085\r\nx", place="\u001b]0;t\u0007",
        grid="\u001b[2J"),
        "bidi and blanks": line(summary="\u202e反\u2066\u200b\ufeff\u2028\u2029", place="\u3000"),
        "noncharacters": line(summary="\uffff\ufffe\ufdd0\U0010ffff"),
        "marks of 5 000": line(summary="e" + "\u0301" * 5000),
        "surrogate": b'{"summary":"\\ud800","externalId":"\\udfff\\ud800"}',
        "half a pair": b'{"summary":"\\ud83d x"}',
        "no UTF-8": b'{"summary":"\xff\xfe\xc0\x80\xed\xa0\x80"}',
        "zero bytes": b'{"summary":"a\x00b"}',
        "byte order mark": b"\xef\xbb\xbf" + line(externalId="bom"),
        "twice the same key": b'{"summary":"a","summary":"b","received":1,"received":"2026-01-01T00:00:00Z"}',
        "no object": b"[1,2,3]",
        "null": b'{"summary":null,"received":null,"reporter":null}',
        "wrong kinds": b'{"summary":{"a":1},"reporter":[1],"grid":true}',
    }.items()


class Poisoned:
    """A ledger that foreign input goes into, and what must work on it afterwards."""

    def __init__(self, room, pages=4):
        self.room, self.ledger, self.pages = room, room.ledger(), pages
        self.taken = []

    def intake(self, named):
        """Lines by name, to one program; where it does not answer each of them, each to one of its own. What is wrong with
        the answers. Whatever was acknowledged is known to the oracle."""
        problems, ended = self.pushed(named)
        if len(named) == 1 or not problems:
            return problems
        return problems + [problem for one in named.items() for problem in self.pushed(dict([one]))[0]]

    def pushed(self, named):
        try:
            ended = self.room.run(
                "duty-admin", "intake", "--ledger", self.ledger.path, "--language", "en", timeout=WORKS * 3,
                stdin=fed(b"\n".join([*named.values(), b""])))
        except subprocess.TimeoutExpired:
            return [f"{', '.join(named)}: intake hangs"], None
        try:
            answers = [json.loads(told) for told in ended.stdout.splitlines()]
        except ValueError:
            answers = []
        problems = []
        for name, answer in zip(named, answers):
            if "number" in answer:
                self.taken.append((name, answer.get("entry"), answer["number"]))
            elif len(answer.get("refused", "")) < 4:
                problems.append(f"{name}: refused without a reason: {answer}")
        if len(answers) != len(named) or ended.returncode:
            problems.append(f"{len(named)} lines, {len(answers)} answers, the first of {[*named][0]}: intake {shown(ended)}")
        return problems, ended

    def missing(self):
        """What was acknowledged and is not there."""
        with self.ledger.open() as db:
            there = dict(db.execute("SELECT number, bytes FROM entry"))
        return [
            f"{name} was acknowledged as {entry} {number} and is not there" for name, entry, number in self.taken
            if entry and f'"number":"{number}"'.encode() not in bytes(there.get(entry, b""))]

    def works(self):
        """What does not work on it: check, export, backup and restore, reports, the desk; and raw control characters on
        any screen."""
        problems = self.missing()
        backup, again = self.room.folder() / "backup.sqlite", self.room.folder() / "duty.sqlite"
        screen = self.room.place / "screen.desk"
        screen.write_text("size 100x30\nscreen\n---\n---\nkeys Enter\nscreen\n---\n---\n")
        asked = [
            ("duty-admin", "check"), ("duty-admin", "export"), ("duty-admin", "backup", backup), ("duty-report", "day"),
            ("duty-report", "queue"), ("duty-report", "day", "--format", "json"), ("duty-report", "queue", "--format", "csv"),
            ("duty-report", "range", "--from", "2000-01-01", "--to", "2030-12-31"), ("duty-admin", "roster", "show"),
            ("duty-admin", "catalog", "show", "calendar"), ("duty-desk", "--script", screen)]
        asked += [("duty-report", "incident", number) for _, _, number in self.taken[:self.pages]]
        entries = len(self.ledger.entries())
        for command in asked:
            problems += self.wrong_with(command, entries)
        try:
            put = self.room.run("duty-admin", "restore", backup, "--ledger", again, "--language", "en", timeout=WORKS)
            problems += [] if put.returncode == 0 else [f"restore: {shown(put)} {put.stdout[-100:]!r}"]
        except subprocess.TimeoutExpired:
            problems.append("restore hangs")
        if Path(again).exists() and Ledger(self.room, again).entries() != self.ledger.entries():
            problems.append("what was restored is not the same")
        return problems

    def wrong_with(self, command, entries):
        name = " ".join(str(word) for word in command[1:4])
        try:
            ended = self.room.run(*command, "--ledger", self.ledger.path, "--language", "en", timeout=WORKS)
        except subprocess.TimeoutExpired:
            return [f"{name} hangs"]
        problems = [f"{name}: {'CRASH ' if crashed(ended) else ''}{shown(ended)}"] if ended.returncode else []
        if command[1] == "export" and not ended.returncode and len(ended.stdout.split("\n")) != entries + 1:
            problems.append(f"export has {len(ended.stdout.splitlines())} lines of {entries}")
        if command[1] == "--script" and "---" not in ended.stdout:
            problems.append("the desk shows no screen")
        if raw := re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", ended.stdout.replace("\r\n", "\n")):
            problems.append(f"{name} prints U+{ord(raw[0]):04X} raw")
        return problems


def fed(content):
    """A file to read from that holds `content`."""
    file = tempfile.TemporaryFile()
    file.write(content)
    file.seek(0)
    return file


def poisoned_times(room):
    """Claimed times outside of 2000 to 2100: each is refused with a reason, and the ledger is as good as before. What is
    wrong; and how many there were."""
    poisoned, all_times = Poisoned(room), dict(times())
    problems = poisoned.intake(all_times) + [f"{name} was taken" for name, _, _ in poisoned.taken]
    return problems + [f"after impossible times, {problem}" for problem in poisoned.works()], len(all_times)


def poisoned_lines(room, length, each):
    """All the other lines into one ledger, which goes on working; where it does not, `each` into one of its own."""
    poisoned, all_lines = Poisoned(room), dict(lines(length))
    problems = poisoned.intake(all_lines)
    found = poisoned.works()
    if found and each:
        for name, content in all_lines.items():
            alone = Poisoned(room)
            alone.intake({name: content})
            problems += [f"after {name}, {problem}" for problem in alone.works()]
    else:
        problems += [f"after these lines, {problem}" for problem in found]
    return problems, len(all_lines), len(poisoned.taken)


PROFILE = {
    "origin": "foreign", "timezone": "+08:00", "timestamps": ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"],
    "columns": {
        "externalId": "id", "received": "in", "closed": "out", "due": "due", "summary": "what", "place": "where",
        "category": "kind", "department": "who", "reply": "answer"}}

PLAIN = {"in": "2026-01-05 09:00:00", "out": "2026-01-05 10:00:00", "due": "2026-01-06", "what": "演练", "where": "东门"}


def rows(length):
    """Rows of a foreign table: what it changes, and whether the row is kept, without what is impossible in it."""
    for moment in (
            "9999-12-31 00:00:00", "9999-12-31", "3020-01-01 00:00:00", "0000-01-01 00:00:00", "1900-01-01", "2101-06-01"):
        yield {"out": moment}, True
        yield {"due": moment}, True
        yield {"in": moment}, False
    yield from (
        ({"what": "\x1b[31m红\x07\x9b2J"}, None), ({"what": "长" * length}, None), ({"where": "\u202e反"}, None),
        ({"kind": "k" * length}, None), ({"who": "\x1b]0;t\x07"}, None), ({"answer": "=1+1\x00"}, None),
        ({"out": "9" * 400}, None), ({"due": "-1"}, None))


def cell(text):
    return '"' + text.replace('"', '""') + '"'


def poisoned_table(room, length):
    """A foreign table: a row with an impossible reception is rejected, one with another impossible time is kept without
    it, and the warnings say so; everything works afterwards. What is wrong, and how many rows."""
    poisoned, place = Poisoned(room), room.folder()
    heads = ["id", *PLAIN, "kind", "who", "answer"]
    all_rows = [(f"r{n}", PLAIN | changed, kept) for n, (changed, kept) in enumerate(rows(length), 1)]
    (place / "profile.json").write_text(json.dumps(PROFILE))
    table = [heads] + [[({"id": name} | row).get(head, "") for head in heads] for name, row, _ in all_rows]
    (place / "table.csv").write_text("".join(",".join(map(cell, row)) + "\n" for row in table))
    ended = room.run(
        "duty-admin", "import", "--profile", place / "profile.json", "--format", "json", "--ledger", poisoned.ledger.path,
        "--rejects", place / "rejects.csv", "--language", "en", place / "table.csv", timeout=WORKS)
    problems = [f"import: {shown(ended)}"] if ended.returncode else []
    there = imported(poisoned.ledger)
    for name, row, kept in all_rows:
        if kept is not None and (name in there) != kept:
            changed = {head: row[head] for head in ("in", "out", "due") if row[head] != PLAIN[head]}
            problems.append(f"a row with {changed} was {'rejected' if kept else 'kept'}")
    problems += [f"row {name} says {year}" for name, years in there.items() for year in years if not 2000 <= year <= 2100]
    try:
        summary = json.loads(ended.stdout)
        dropped = sum(kept is True for _, _, kept in all_rows)
        if summary["imported"] != len(there) or int(count_of(summary["warnings"])) < dropped:
            problems.append(f"the summary tells {summary['imported']} rows and {summary['warnings']} warnings of {dropped}")
    except (ValueError, KeyError) as error:
        problems.append(f"the summary: {error!r} {ended.stdout[:100]!r}")
    return problems + [f"after a foreign table, {problem}" for problem in poisoned.works()], len(all_rows)


def count_of(warnings):
    return warnings if isinstance(warnings, int) else len(warnings)


def imported(ledger):
    """The rows that are in the ledger, by id, and the years of the times they claim."""
    found = {}
    with ledger.open() as db:
        for (body,) in db.execute("SELECT bytes FROM entry"):
            entry = json.loads(body)
            if entry["action"] == "import":
                moments = [value for value in leaves(entry["facts"]) if isinstance(value, int) and abs(value) > 10**10]
                found[entry["facts"]["externalId"]] = [1970 + value // 31_557_600_000 for value in moments]
    return found


def leaves(value):
    """All plain values in a JSON value."""
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return [value]
    return [leaf for inner in value for leaf in leaves(inner)]


def lists(room, poisoned, length):
    """Files of the station's own, each wrong in its way: the command, the file's name and its content."""
    roster, calendar = ("roster", "import"), ("calendar", "import")
    yield from (
        (roster, "date,shift,name\n9999-12-31,早班,领导甲\n"), (roster, "date,shift,name\n0000-01-01,早班,领导甲\n"),
        (roster, "date,shift,name\n3020-02-29,早班,领导甲\n"), (roster, "date,shift,name\n2026-02-30,早班,领导甲\n"),
        (roster, "date,shift,name\n2026-12-01,早班,\x1b[31m领导甲\x07\n"),
        (roster, "date,shift,name\n2026-12-01," + "早" * length + ",领导甲\n"),
        (roster, "date,shift,name\n" + "2026-12-01,早班,领导甲\n" * (length // 15)),
        (calendar, "date,kind\n9999-12-31,holiday\n"), (calendar, "date,kind\n0000-01-01,holiday\n"),
        (calendar, "date,kind\n3020-01-01,workday\n"), (calendar, "date,kind\n-2026-01-01,holiday\n"),
        (calendar, "date,kind\n99999999999999999999-01-01,holiday\n"), (calendar, "date,kind\n2026-01-01,\x1b[2J\n"))
    exported = room.folder() / "lists"
    room.run("duty-admin", "catalog", "export", exported, "--ledger", poisoned.ledger.path)
    changes = {
        "categories.csv": ("ZZ,,综治工作,,", ["ZZ,,综治\x1b[31m工作\x07,,", "ZZ,,{},,".format("长" * length), "Z\u202eZ,,综治工作,,"]),
        "playbooks.csv": (",2,running_hours", [",9223372036854775807,running_hours", ",1e308,running_hours",
        ",-1,running_hours"]),
        "powers.csv": (",,sample", [",0000-01-01,9999-12-31,sample", ",3020-01-01,,sample"])}
    for file, (before, afters) in changes.items():
        for after in afters:
            directory = room.folder() / "lists"
            shutil.copytree(exported, directory)
            content = (directory / file).read_text()
            assert before in content, f"{before} is not in {file}"
            if file == "powers.csv":
                before, after = content.splitlines()[1], re.sub(r",[^,]*,[^,]*,sample$", after, content.splitlines()[1])
            (directory / file).write_text(content.replace(before, after, 1))
            yield ("catalog", "import"), directory


def poisoned_lists(room, length, each):
    """The station's own lists: taken, or refused with 1 or 2 and a word; everything works afterwards, after `each` or after
    all of them. What is wrong, and how many files."""
    poisoned, problems, count = Poisoned(room), [], 0
    room.enrol("领导甲", "leader", poisoned.ledger.path)
    for command, content in lists(room, poisoned, length):
        count += 1
        if isinstance(content, str):
            file = room.folder() / "list.csv"
            file.write_text(content)
        else:
            file = content
        name = f"{' '.join(command)} {content[15:45]!r}" if isinstance(content, str) else f"{' '.join(command)} {count}"
        try:
            ended = room.run(
                "duty-admin", *command, file, "--ledger", poisoned.ledger.path, "--language", "en", *room.as_administrator,
                input=room.administrator_pin + "\n", timeout=WORKS)
        except subprocess.TimeoutExpired:
            problems.append(f"{name} hangs")
            continue
        if ended.returncode not in (0, 1, 2) or ended.returncode and not ended.stderr.strip():
            problems.append(f"{name}: {shown(ended)}")
        if raw := re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", ended.stderr + ended.stdout):
            problems.append(f"{name} prints U+{ord(raw[0]):04X} raw")
        found = poisoned.works() if each and ended.returncode == 0 else []
        problems += [f"after {name}, {problem}" for problem in found]
        if found:
            poisoned = Poisoned(room)
            room.enrol("领导甲", "leader", poisoned.ledger.path)
    return problems + [f"after the lists, {problem}" for problem in poisoned.works()], count


def poison(room, size):
    """Times of no year, of 9999 and of 3020, numbers beyond all bounds, JSON of 10 000 levels, strings of 900 kB (3 kB in
    the short form), control characters, halves of surrogate pairs, through intake, import and the lists: a claimed time outside
    of 2000 to 2100 is refused with the reason (of an import, a close is dropped with a warning and its row kept); whatever was
    acknowledged is there; check, export, backup and restore, reports and desk go on, and print no control character as it came.
    Control: an oracle that takes what was refused for recorded."""
    problems, refused = poisoned_times(room)
    found, lines_, taken = poisoned_lines(room, size.text, each=not size.short)
    problems += found
    found, rows_ = poisoned_table(room, size.text)
    problems += found
    found, files = poisoned_lists(room, size.text, each=not size.short)
    problems += found
    lied_to = Poisoned(room)
    lied_to.intake({"a": line(externalId="a")})
    lied_to.taken.append(("b", lied_to.taken[0][1] + 1, "20260101-0001"))
    return Verdict(
        f"{refused} times, {lines_} lines ({taken} taken), {rows_} rows, {files} lists", problems, lied_to.missing())


FAULTS = {"poison": poison}
