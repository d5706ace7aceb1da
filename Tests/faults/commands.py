"""The administrator's commands, killed at each of their write points."""

import contextlib
import re
import shutil
import sqlite3

from room import HERE, History, Ledger, Verdict, Writer, pin_in, shown

PAST = HERE.parent / "DutyLedgerTests" / "Past"
WORD = "qzxjvkw"
"""Stands in one matter that is erased, and nowhere else."""

SIDE_FILES = ("", "-wal", "-shm", ".lock", ".notify", ".heads", ".tries")
"""What may lie beside a ledger that nobody is changing; drafts of forms apart."""


class Commanded:
    """One command in a place of its own: how it is run, what may be there after it, and what must be."""

    def __init__(self, room, origin):
        self.room, self.origin = room, origin
        self.place = room.folder()
        self.temporary, self.given = self.place / "temporary", self.place / "given"
        for directory in (self.place / "ledger", self.temporary, self.given):
            directory.mkdir(mode=0o700)
        self.ledger = Ledger(room, self.place / "ledger" / "duty.sqlite")
        self.input, self.told = "", []
        self.prepare()
        self.kept = {path: path.read_bytes() for path in sorted(self.given.rglob("*")) if path.is_file()}

    def prepare(self):
        shutil.copyfile(self.origin.ledger.path, self.ledger.path)

    def run(self, **faults):
        """Runs it, with these faults, to its end."""
        environment = {"TMPDIR": str(self.temporary), "SQLITE_TMPDIR": str(self.temporary)}
        if faults:
            environment |= self.ledger.preloaded({"PLACE": self.place, "FILES": "dwnp"} | faults)
        ended = self.room.run(
            "duty-admin", *self.words(), "--ledger", self.ledger.path, "--language", "en", environment=environment,
            input=self.input)
        self.told.append(ended)
        return ended

    def readers(self):
        """What is wrong with what reading programs say of it now: they work, or say in one line what to run."""
        problems = []
        for program, word in (("duty-report", "day"), ("duty-admin", "check")):
            ended = self.room.run(program, word, "--ledger", self.ledger.path, "--language", "en")
            lines = ended.stderr.strip().splitlines()
            if ended.returncode == 0 and (word == "day" or "All is as it was recorded." in ended.stdout):
                continue
            advice = re.findall(r"duty-admin ([a-z]+)", ended.stderr)
            if ended.returncode != 3 or len(lines) != 1 or not set(advice) - {word}:
                problems.append(f"{word}: {shown(ended)} {ended.stdout[-80:]!r}")
        return problems

    def again(self):
        """The command once more; what is wrong with how it ended."""
        ended = self.run()
        return [] if ended.returncode == 0 or self.is_done_already(ended) else [f"again: {shown(ended)}"]

    def is_done_already(self, ended):
        """Whether it says truly that there is nothing left to do."""
        return False

    def judged(self):
        """What is wrong with what is there when it has come to its end."""
        problems = self.ledger.check() + self.origin.lost(self.ledger)
        for path, was in self.kept.items():
            if not path.exists() or path.read_bytes() != was:
                problems.append(f"{path.name} was given, and is {'changed' if path.exists() else 'gone'}")
        return problems + [f"left lying: {path.relative_to(self.place)}" for path in self.left_lying()]

    def left_lying(self):
        allowed = {self.ledger.path + end for end in SIDE_FILES} | {str(path) for path in self.kept} | self.leaves()
        return [path for path in sorted(self.place.rglob("*")) if path.is_file() and str(path) not in allowed]

    def leaves(self):
        """Paths that it may leave beside those of the ledger."""
        return set()


class Origin:
    """A ledger that commands are run on: 15 matters acknowledged by intake, the last with a caller and `WORD`."""

    def __init__(self, room):
        self.ledger, self.history = room.ledger(), History()
        writer = Writer(self.ledger, self.history)
        for _ in range(14):
            writer.push()
        writer.close()
        line = f'{{"summary":"{WORD} 门口","externalId":"erased","reporter":{{"name":"{WORD}某","phone":"13800001234"}}}}'
        told = room.run("duty-admin", "intake", "--ledger", self.ledger.path, input=line + "\n")
        self.number = re.search(r'"number":"([^"]+)"', told.stdout)[1]
        self.entries, self.version = self.ledger.entries(), self.ledger.version()
        self.backup = self.ledger.path + ".backup"
        room.run("duty-admin", "backup", self.backup, "--ledger", self.ledger.path)

    def lost(self, ledger):
        """What it had and `ledger` has not, as it was."""
        try:
            there = ledger.entries()
        except sqlite3.Error as error:
            return [f"cannot be read: {error}"]
        return [] if there[: len(self.entries)] == self.entries else ["acknowledged entries are gone or changed"]


class Past(Origin):
    """A ledger of an older version, with a journal as one has that was worked on."""

    def __init__(self, room, version):
        self.version = version
        self.ledger = Ledger(room, room.folder() / "duty.sqlite")
        shutil.copyfile(PAST / f"{version}.sqlite", self.ledger.path)
        with contextlib.closing(sqlite3.connect(self.ledger.path)) as db:
            db.execute("PRAGMA journal_mode = WAL")
        self.entries = self.ledger.entries()


class Remaking(Commanded):
    """A ledger made anew in its place: the one that was there is kept under another name, whole, one of it at least; and
    nothing else of a ledger is."""

    kept_as = ""

    def copies(self):
        return sorted(self.place.glob(f"ledger/duty.sqlite{self.kept_as}*"))

    def judged(self):
        problems = [] if self.copies() else ["no copy of the ledger as it was"]
        problems += [f"{copy.name}: {what}" for copy in self.copies() for what in self.wrong_with(copy)]
        return problems + super().judged()

    def wrong_with(self, copy):
        """Read as it lies there, without any journal: it is whole without one."""
        try:
            with contextlib.closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as db:
                (version,) = db.execute("PRAGMA user_version").fetchone()
                is_sound = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                there = db.execute("SELECT number, bytes, hash FROM entry ORDER BY number").fetchall()
        except sqlite3.Error as error:
            return [f"no whole copy: {error}"]
        is_same = is_sound and version == self.origin.version and there == self.origin.entries
        return [] if is_same else [f"no copy of it as it was (version {version}, {len(there)} entries)"]

    def leaves(self):
        return {str(copy) for copy in self.copies()}


class Migrating(Remaking):
    """Run on a ledger that is of this version by then, it says so, and has nothing to do."""

    @property
    def kept_as(self):
        return f".version-{self.origin.version}"

    def words(self):
        return ("migrate",)


class Erasing(Commanded):
    """No file holds the words afterwards but the backup that was given."""

    def prepare(self):
        super().prepare()
        self.input = self.room.administrator_pin + "\n"

    def words(self):
        return "erase", "--incident", self.origin.number, "--ground", "演练", *self.room.as_administrator

    def judged(self):
        found = [path for path in self.place.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]
        return super().judged() + [f"erased words are in {path.name}" for path in found]


class Restoring(Commanded):
    def prepare(self):
        shutil.copyfile(self.origin.backup, self.given / "backup.sqlite")

    def words(self):
        return "restore", self.given / "backup.sqlite"

    def is_done_already(self, ended):
        return ended.returncode == 3 and "file already" in ended.stderr

    def again(self):
        """Where it was killed when all was in its place, whoever opens it for work next finds it whole."""
        problems = super().again()
        opened = self.room.run("duty-admin", "intake", "--ledger", self.ledger.path, "--language", "en", input="")
        return problems + ([] if opened.returncode == 0 else [f"opened for work: {shown(opened)}"])


class BackingUp(Commanded):
    def words(self):
        return "backup", self.given / "new.sqlite"

    def copy(self):
        return Ledger(self.room, self.given / "new.sqlite")

    def is_done_already(self, ended):
        return ended.returncode == 3 and "file already" in ended.stderr and not self.copy().check()

    def judged(self):
        copy = self.copy()
        return super().judged() + [f"the backup: {problem}" for problem in copy.check() + self.origin.lost(copy)]

    def leaves(self):
        return {str(self.given / "new.sqlite") + end for end in SIDE_FILES}


class Importing(Commanded):
    """The station's lists, one department renamed."""

    def prepare(self):
        super().prepare()
        self.input = self.room.administrator_pin + "\n"
        lists = self.given / "lists"
        self.room.run("duty-admin", "catalog", "export", lists, "--ledger", self.ledger.path)
        departments = lists / "departments.csv"
        departments.write_text(departments.read_text().replace("综合信息指挥室,", "综合信息指挥中心,"))

    def words(self):
        return "catalog", "import", self.given / "lists", *self.room.as_administrator

    def judged(self):
        told = self.room.run("duty-admin", "catalog", "show", "departments", "--ledger", self.ledger.path)
        return super().judged() + ([] if "综合信息指挥中心" in told.stdout else ["what was imported is not there"])


class Founding(Commanded):
    """Whoever was shown a PIN before the kill can sign on with it, or nothing is there and `init` is run again."""

    def prepare(self):
        pass

    def words(self):
        return "init", "--administrator", self.room.administrator

    def is_done_already(self, ended):
        return ended.returncode == 3 and "file already" in ended.stderr

    def judged(self):
        problems = self.ledger.check()
        pin = next((pin_in(told) for told in reversed(self.told) if "PIN " in told.stdout), None)
        if not pin:
            return problems + ["founded, and nobody was shown the PIN"]
        enrolled = self.room.enrol("坐席乙", "officer", self.ledger.path, pin)
        problems += [] if enrolled.returncode == 0 else [f"the PIN that was shown: {shown(enrolled)}"]
        return problems + [f"left lying: {path.relative_to(self.place)}" for path in self.left_lying()]


class Rebuilding(Remaking):
    kept_as = ".before-rebuild"

    def words(self):
        return ("rebuild",)

    def judged(self):
        problems = super().judged()
        with contextlib.suppress(sqlite3.Error):  # Which has been told of.
            problems += [] if self.ledger.entries() == self.origin.entries else ["other entries than before"]
        return problems


def commands(room, size):
    """Name, kind and origin of each command that is killed."""
    origin = Origin(room)
    versions = (2,) if size.short else range(2, 8)
    found = [(f"migrate {version}", Migrating, Past(room, version)) for version in versions]
    return found + [
        ("erase", Erasing, origin), ("restore", Restoring, origin), ("backup", BackingUp, origin),
        ("catalog import", Importing, origin), ("init", Founding, origin), ("rebuild", Rebuilding, origin)]


def points(case):
    """How many write points the command comes to, and how many of them are writes that can be halved; what is wrong where
    nobody kills it."""
    log = case.room.place / "points"
    log.unlink(missing_ok=True)
    ended = case.run(LOG=log)
    lines = log.read_text().splitlines() if log.exists() else []
    wrong = [f"unkilled: {shown(ended)}"] if ended.returncode else case.judged()
    return {"kill": len(lines), "half": sum(int(line.split()[1]) > 1 for line in lines)}, wrong


def kill_commands(room, size):
    """Each command that changes or copies a whole ledger is killed before its N-th write point (write, truncation, sync, a
    name given or taken) and in the middle of its N-th write, for N from 1 until it ends by itself (in the short form
    once). After each kill the readers work or say in one line what to run (after half of a write they are not asked: the
    next command finds all as it fell); the same command run again ends well; then the check is clean, nothing
    acknowledged is lost, no draft is left lying and what was given is as it was. Control: the same judged without having
    run it again."""
    problems, control, tried = [], [], []
    for name, kind, origin in commands(room, size):
        case = kind(room, origin)
        counts, wrong = points(case)
        shutil.rmtree(case.place)
        problems += [f"{name}, {problem}" for problem in wrong]
        tried.append(f"{name} {counts['kill']}+{counts['half']}")
        for how, count in [room.dice.choice([*counts.items()])] if size.short else counts.items():
            for at in size.few(room.dice, count):
                case = kind(room, origin)
                if case.run(AT=at, DO=how).returncode == -9:
                    found = case.readers() if how == "kill" else []
                    if not control and count // 3 < at < count * 2 // 3:
                        control = [f"{name}, {how} at {at}: {problem}" for problem in case.judged()]
                    found += case.again()
                    found += case.judged()
                    problems += [f"{name}, {how} at {at} of {count}: {problem}" for problem in found]
                shutil.rmtree(case.place)
    return Verdict("write points and halves: " + ", ".join(tried), problems, control)


FAULTS = {"kill-command": kill_commands}
