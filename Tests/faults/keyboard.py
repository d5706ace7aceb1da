"""Everything a keyboard, a terminal and a line can send to the desk, by dice that know the way into its forms; and some
sequences whose effect is known."""

import contextlib
import dataclasses
import json
import random
import re
import shutil
import signal
import sys
import time
from pathlib import Path

from fingers import (
    ANSWERS, CANCEL, CLEAR, DOWN, ENTER, FUNCTION, PASTE, PASTE_END, UP, Fingers, Lines, apart, joined, length, told)
from room import HERE, Ledger, Verdict, crashed, later, pin_in
from seat import Hang, Left, Seat

MEMORY_LIMIT = 160
"""MiB that a desk may hold, whatever was typed."""

REPAINT = b"\x0c"
LOCK = b"\x1a"
LOCKED = "已锁定"
SIGNED_ON = ("已登录", "已签到")
"""How a desk says that somebody has signed on, and how those before said it."""

HELP = ("Ctrl-G", "F11")
"""What only the page that names all keys shows."""

PRACTICE_PIN = "2468"
PRACTICE_PEOPLE = ("坐席甲", "带班领导丙", "书记己", "联络员庚", "管理员壬")
SEVERAL = 9
"""More screens than lie one over the other."""


@dataclasses.dataclass
class Case:
    """Who sits where: a desk on a copy of a ledger (none: the demonstration's own), who is signed on, and how."""

    name: str
    ledger: object
    people: dict
    signs_on: bool = True
    locked: bool = False
    idle: bool = False
    arguments: tuple = ()
    term: str = "xterm-256color"

    @property
    def is_plain(self):
        return "--plain" in self.arguments

    @property
    def may_record(self):
        """Whether these fingers can record anything: nobody can who is not signed on, locked out, or only looks."""
        return bool(self.people) and self.signs_on and not self.locked and not {"--read-only", "--wall"} & set(self.arguments)

    def fingers(self, dice, fast):
        people = {} if self.locked or not self.signs_on else self.people
        return Lines(dice, people, fast=fast) if self.is_plain else Fingers(dice, people, self.idle, fast)


class Problem(Exception):
    """What went wrong at a desk; `kind` tells what is looked for when its cause is narrowed down."""

    def __init__(self, kind, text):
        super().__init__(f"{kind}: {text}")
        self.kind = kind


class Sitting:
    """One desk from its start to its end, and all that was typed there."""

    def __init__(self, room, case, standin=None):
        self.room, self.case, self.played, self.problems, self.memory = room, case, [], [], 0
        self.place = room.folder()
        self.ledger = room.ledger(like=case.ledger) if case.ledger else None
        self.clock = self.place / "clock"
        self.clock.write_text("0")
        faults = self.ledger.preloaded({"CLOCK": self.clock}) if case.idle else {}
        where = ["--ledger", self.ledger.path] if self.ledger else ["--demo"]
        program, arguments = room.programs / "duty-desk", [*case.arguments, *where, "--language", "zh"]
        if standin:
            record = [room.programs / "duty-admin", "intake", *where]
            program, arguments = sys.executable, [HERE / "standin.py", standin, *record]
        self.entries = self.recorded()
        self.seat = Seat(program, arguments, self.place, faults | {"TMPDIR": str(self.place)}, term=case.term)
        self.is_standin, self.patience = bool(standin), 1 if standin else 5

    def recorded(self):
        """How many entries somebody made who is not the room itself."""
        if not self.ledger:
            return 0
        return sum(json.loads(body).get("by") != "housekeeping" for _, body, _ in self.ledger.entries())

    # MARK: what is typed

    def begin(self):
        """Waits for the desk, signs on and locks, as the case has it."""
        began = self.seat.shows("\n0 " if self.case.is_plain and not self.is_standin else "\x1b[?2004h", seconds=30)
        if not began:
            raise Problem("start", f"shows nothing: {self.last_words()}")
        self.rest()
        if self.is_standin:
            return
        if self.case.signs_on and self.case.people:
            name, pin = next(iter(self.case.people.items()))
            for keys in [b"3\n", name.encode() + b"\n", pin.encode() + b"\n"] if self.case.is_plain else [b"s", CLEAR + name.encode() + ENTER, pin.encode() + ENTER]:
                self.type(keys)
            if not self.seat.shows_one(*SIGNED_ON, seconds=5):
                raise Problem("start", f"{name} cannot sign on: {self.last_words()}")
        if self.case.locked:
            self.type(LOCK)
            if not self.seat.shows(LOCKED, seconds=5):
                raise Problem("start", f"cannot be locked: {self.last_words()}")

    def rest(self):
        self.seat.settle(typed=self.case.is_plain)

    def type(self, keys):
        self.seat.put(keys)
        self.rest()

    def play(self, stroke):
        self.played.append(stroke)
        kind, *what = stroke
        if kind == "keys":
            self.type(what[0])
        elif kind == "size":
            self.seat.resize(*what)
            self.rest()
        elif kind == "signal":
            self.seat.tell(what[0])
            self.rest()
        elif kind == "pause":
            time.sleep(what[0])
            self.rest()
        elif kind == "clock":
            self.clock.write_text(str(int(self.clock.read_text()) + what[0]))
        elif kind == "stop":
            self.stop()

    def stop(self):
        """Somebody stops it, and a shell has the terminal meanwhile."""
        import termios
        desks = termios.tcgetattr(self.seat.slave)
        self.seat.tell(signal.SIGSTOP)
        termios.tcsetattr(self.seat.slave, termios.TCSANOW, self.seat.before)
        self.seat.tell(signal.SIGCONT)
        if self.is_standin:
            termios.tcsetattr(self.seat.slave, termios.TCSANOW, desks)
        self.rest()

    # MARK: what is asked of it

    def screen(self):
        """All that a desk shows when it is asked to paint anew, as it comes."""
        self.seat.forget()
        self.type(REPAINT)
        return self.seat.seen.decode(errors="replace")

    def back_to_the_board(self):
        self.seat.resize(120, 100)
        self.seat.tell(signal.SIGCONT)
        self.rest()
        self.type(CANCEL * SEVERAL)

    def answers(self):
        """Whether it shows its keys when it is asked for them, from wherever it is; one that is locked, that it is."""
        if self.case.is_plain:
            return self.answers_in_lines()
        self.back_to_the_board()
        screen = self.screen()
        if LOCKED in screen and self.case.people and not self.case.locked:
            name, pin = next(iter(self.case.people.items()))
            for keys in (UP + UP + CLEAR + name.encode() + ENTER, CLEAR + pin.encode() + ENTER, CANCEL * SEVERAL):
                self.type(keys)
            screen = self.screen()
        if LOCKED in screen:
            return True
        if "--wall" in self.case.arguments:
            return "看板" in screen
        self.seat.forget()
        self.type(b"?" + REPAINT)
        found = all(word.encode() in self.seat.seen for word in HELP)
        self.type(CANCEL * 2)
        return found

    def answers_in_lines(self):
        """Whether an empty line is answered by something."""
        for _ in range(3):
            self.seat.forget()
            self.type(b"\n")
            if len(self.seat.seen) > 3:
                return True
        return False

    def must_answer(self):
        """A paste whose end never came is over after a second."""
        if self.answers():
            return
        time.sleep(1.3)
        if not self.answers():
            raise Problem("deaf", f"does not show its keys when asked: {self.last_words()}")

    def measure(self):
        self.memory = max(self.memory, self.seat.memory())
        if self.memory > MEMORY_LIMIT:
            raise Problem("memory", f"{self.memory:.0f} MiB")

    def last_words(self):
        fatal = re.search(rb"Fatal error[^\r\n]*", self.seat.seen)
        if fatal:
            return fatal[0].decode(errors="replace")[:160]
        text = re.sub(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[()][AB0]|\x1b[=>]", " ", self.seat.seen[-1500:].decode(errors="replace"))
        return " ".join(text.split())[-160:]

    # MARK: its end

    def end(self, way):
        """Ends it from outside: it must leave by itself, with 0."""
        if way == "line":
            self.seat.hang_up()
            with contextlib.suppress(Exception):
                self.seat.process.wait(self.patience)
            code = self.seat.process.poll()
        else:
            self.seat.tell(way)
            code = self.seat.ends(self.patience)
        if code is None:
            raise Problem("stays", f"does not leave within {self.patience} seconds of {getattr(way, 'name', 'a lost line')}")
        raise Left(code)

    def has_left(self, code):
        """What is wrong with how it left."""
        if crashed(self.seat.process):
            found = [Problem("crash", f"{signal.Signals(-code).name}: {self.last_words()}")]
        elif code != 0 and not (self.case.is_plain and code in (-signal.SIGHUP, -signal.SIGTERM)):
            found = [Problem("code", f"ends with {code}: {self.last_words()}")]
        else:
            found = []
        if self.seat.master >= 0:
            found += [Problem("terminal", line) for line in self.seat.not_restored()]
        return found

    def judged(self):
        """What is wrong with what it left behind."""
        if not self.ledger:
            left = [path.name for path in self.place.glob("duty-demo-*")]
            return [Problem("demo", f"{left[0]} is left behind")] if left and not self.problems else []
        found = [Problem("check", line) for line in self.ledger.check()]
        more = self.recorded() - self.entries
        if more and not self.case.may_record:
            found.append(Problem("recorded", f"{more} entries by somebody who could record nothing"))
        return found

    def finish(self, check=True):
        """Puts everything away; all that was wrong."""
        self.seat.close()
        if check:
            self.problems += self.judged()
        if self.ledger:
            self.ledger.remove()
        shutil.rmtree(self.place)
        return self.problems


def sat(room, case, strokes, way=signal.SIGTERM, standin=None, check=True):
    """Plays strokes at a new desk from its start to its end. The sitting, its problems told."""
    return sat_through(Sitting(room, case, standin), strokes, way, check)


def sat_through(sitting, strokes, way, check=True, every=400):
    """The same at a desk that has been opened."""
    try:
        sitting.begin()
        for number, stroke in enumerate(strokes, 1):
            sitting.play(stroke)
            if number % 20 == 0:
                sitting.measure()
            if number % every == 0:
                sitting.must_answer()
        sitting.must_answer()
        sitting.measure()
        sitting.end(way)
    except Left as left:
        sitting.problems += sitting.has_left(left.code)
    except Hang as hang:
        sitting.problems.append(Problem("hang", f"{hang}; {sitting.last_words()}"))
    except Problem as problem:
        sitting.problems.append(problem)
    sitting.finish(check)
    return sitting


def by_dice(fingers, count):
    """Strokes until so many bytes have been typed."""
    typed = 0
    while typed < count:
        for stroke in fingers.strokes():
            typed += length([stroke])
            yield stroke


# MARK: the least that does it

def least(room, case, strokes, kind, seconds, standin=None):
    """Fewer strokes that come to the same kind of problem, found within so many seconds; None where it does not come again."""
    deadline = time.monotonic() + seconds

    def does(strokes):
        return any(problem.kind == kind for problem in sat(room, case, strokes, standin=standin, check=kind in ("check", "recorded")).problems)

    strokes = joined_keys(strokes)
    for tail in (3, 12, 60, 300):
        if tail < len(strokes) and time.monotonic() < deadline and does(strokes[-tail:]):
            strokes = strokes[-tail:]
            break
    else:
        if not does(strokes):
            return None
    strokes = thinned(strokes, does, deadline)
    keys = apart(strokes)
    if len(keys) > len(strokes) and time.monotonic() < deadline and does(keys):
        strokes = thinned(keys, does, deadline)
    return strokes


def joined_keys(strokes):
    """As they were played, without those of no bytes."""
    return [stroke for stroke in strokes if stroke[0] != "keys" or stroke[1]]


def thinned(strokes, does, deadline):
    """Takes away halves, quarters and so on, for as long as it still does it."""
    size = max(1, len(strokes) // 2)
    while True:
        at, smaller = 0, False
        while at < len(strokes):
            if time.monotonic() > deadline:
                return strokes
            fewer = strokes[:at] + strokes[at + size:]
            if fewer and does(fewer):
                strokes, smaller = fewer, True
            else:
                at += size
        if size == 1 and not smaller:
            return strokes
        size = max(1, size // 2)


# MARK: ledgers and people

def practised(room):
    """A practice ledger with people of every rank, a roster and matters."""
    place = room.folder()
    ledger = Ledger(room, place / "duty.sqlite")
    founded = room.run("duty-admin", "init", "--practice", "--ledger", ledger.path, "--administrator", room.administrator)
    pin, people = pin_in(founded), {}
    for name, rank in (("坐席甲", "officer"), ("领导乙", "leader"), ("书记丙", "secretary"), ("联络丁", "liaison")):
        more = ["--department", "S-ZF"] if rank == "liaison" else []
        people[name] = pin_in(room.run(
            "duty-admin", "officer", "add", name, "--rank", rank, *more, "--ledger", ledger.path, *room.as_administrator, "--language", "en", input=pin + "\n"))
    days = [time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + days * 86400)) for days in (-1, 0, 1)]
    roster = place / "roster.csv"
    roster.write_text("date,shift,name\n" + "".join(f"{day},{shift},领导乙\n" for day in days for shift in ("早班", "中班", "晚班", "夜间值班")))
    room.run("duty-admin", "roster", "import", roster, "--ledger", ledger.path, *room.as_administrator, input=pin + "\n")
    matters = [{"source": "grid", "externalId": f"k{number}", "summary": f"演练：东门第{number}处摊位占道", "grid": "柳桥社区第1网格",
                "reporter": {"name": "样某", "phone": "13800001234"}} | more
               for number, more in enumerate([{"category": "ZF-E0101"}] * 6 + [{"urgency": "emergency"}] + [{}] * 7)]
    told = room.run("duty-admin", "intake", "--ledger", ledger.path, input="".join(json.dumps(matter, ensure_ascii=False) + "\n" for matter in matters))
    if told.stdout.count('"number"') != len(matters):
        raise RuntimeError(f"intake: {told.stdout[-300:]} {told.stderr}")
    return ledger, people | {room.administrator: pin}


def cases(room, short):
    """The desks that are tried; in the short form the first of them."""
    practice, people = practised(room)
    station = Ledger(room, room.template / "duty.sqlite")
    officers = {room.officer: room.pin, room.administrator: room.administrator_pin}
    leader = {"领导乙": people["领导乙"]} | people
    demo = dict.fromkeys(PRACTICE_PEOPLE, PRACTICE_PIN)
    found = [
        Case("officer", practice, people), Case("leader", practice, leader), Case("locked", practice, people, locked=True),
        Case("nobody", practice, people, signs_on=False), Case("lines", practice, people, arguments=("--plain",)),
        Case("station", station, officers), Case("idle", practice, people, idle=True), Case("demo", None, demo),
        Case("demo, nobody", None, demo, signs_on=False), Case("mouse", practice, people, arguments=("--mouse", "--copy", "--notify")),
        Case("station, nobody", station, officers, signs_on=False), Case("read only", practice, {}, arguments=("--read-only",)),
        Case("wall", practice, {}, arguments=("--wall",)), Case("lines, nobody", station, officers, signs_on=False, arguments=("--plain",)),
        Case("linux", practice, leader, term="linux"), Case("vt100", practice, people, term="vt100"),
        Case("screen", practice, leader, term="screen-256color"), Case("tmux", practice, people, term="tmux-256color")]
    return found[:5] if short else found


# MARK: what is known

@contextlib.contextmanager
def at_the_desk(room, case, problems, name):
    """A desk for one thing that is known; whatever goes wrong there is its problem."""
    sitting = Sitting(room, case)
    try:
        sitting.begin()
        yield sitting
        sitting.end(signal.SIGTERM)
    except Left as left:
        problems += [f"{name}: {problem}" for problem in sitting.has_left(left.code)]
    except (Hang, Problem) as problem:
        problems.append(f"{name}: {problem}")
    finally:
        problems += [f"{name}: {problem}" for problem in sitting.finish()]


def same(screen):
    """A screen without what time alone changes."""
    return re.sub(r"[0-9]+", "", screen)


def unchanged(sitting, name, sequence, problems):
    """What is no key changes nothing on the board."""
    for _ in range(2):
        before = same(sitting.screen())
        sitting.type(sequence)
        time.sleep(0.06)
        sitting.rest()
        after = same(sitting.screen())
        if before == after:
            return
        sitting.back_to_the_board()
    problems.append(f"{name}: {sequence!r} changes the board")


def pieces(room, case, short):
    """Sequences whose effect is known; what came otherwise."""
    problems = []
    with at_the_desk(room, case, problems, "answers of the terminal") as sitting:
        for answer in ANSWERS[:4] if short else ANSWERS:
            unchanged(sitting, "an answer of the terminal", answer, problems)
        for report in (b"\x1b[<0;20;6M", b"\x1b[<65;20;6M", b"\x1b[M !!"):
            unchanged(sitting, "the mouse, which is off", report, problems)
    with at_the_desk(room, case, problems, "F1") as sitting:
        for key in FUNCTION[1][:2]:
            sitting.back_to_the_board()
            sitting.seat.forget()
            sitting.type(key + REPAINT)
            if not sitting.seat.shows(*HELP, seconds=0.5):
                problems.append(f"F1 as {key!r} shows no help")
    with at_the_desk(room, case, problems, "Alt") as sitting:
        sitting.type("r甲乙".encode())
        for letter in (b"q", b"a", b"\r"):
            sitting.type(b"\x1b" + letter)
        sitting.type("丙".encode())
        if "甲乙丙" not in sitting.screen():
            problems.append("Alt+q, Alt+a or Alt+Enter in a form is more than nothing")
    with at_the_desk(room, case, problems, "a split arrow") as sitting:
        sitting.type("r甲乙丙".encode())
        sitting.type(b"\x1b[")
        time.sleep(0.3)
        sitting.type(b"D")
        sitting.type("丁".encode())
        if "甲乙丁丙" not in sitting.screen():
            problems.append("an arrow that comes in two pieces is no arrow")
    with at_the_desk(room, case, problems, "a paste without an end") as sitting:
        sitting.type(PASTE + "甲".encode())
        time.sleep(1.5)
        sitting.rest()
        if not sitting.answers():
            problems.append("a second after a paste without an end it does not answer")
    with at_the_desk(room, case, problems, "a paste cut at its marks") as sitting:
        sitting.type(b"r" + PASTE[:3])
        time.sleep(0.1)
        sitting.type(PASTE[3:] + "甲乙q".encode() + PASTE_END[:4])
        time.sleep(0.1)
        sitting.type(PASTE_END[4:] + "丙".encode())
        if "甲乙q丙" not in sitting.screen():
            problems.append("a paste whose marks come in two pieces is not taken whole")
    with at_the_desk(room, case, problems, "a large paste") as sitting:
        sitting.type(b"r")
        start = time.monotonic()
        sitting.type(PASTE + ("东门占道 " * 80_000).encode()[:1 << 20] + PASTE_END)
        took = time.monotonic() - start
        sitting.measure()
        if took > 5:
            problems.append(f"a paste of 1 MB takes {took:.0f} s")
        sitting.must_answer()
    for name, way in (("the search", b"/"), ("the menu", b":"), ("a field", b"r"), ("a PIN", b"s" + CLEAR + ENTER)):
        with at_the_desk(room, case, problems, f"4 kB typed into {name}") as sitting:
            sitting.type(way)
            start = time.monotonic()
            # As a terminal without bracketed paste sends it.
            sitting.type("东门占道x".encode() * 315)
            took = time.monotonic() - start
            problems += [f"4 kB typed into {name} take {took:.0f} s"] if took > 5 else []
    return problems + in_lines(room, dataclasses.replace(case, name="lines", arguments=("--plain",)))


def in_lines(room, case):
    """A desk in lines that is asked to end: the terminal shows what is typed again, and what was written is kept."""
    problems = []
    with at_the_desk(room, dataclasses.replace(case, signs_on=False), problems, "ended at a PIN, in lines") as sitting:
        sitting.type(b"3\n")
        sitting.type(next(iter(case.people)).encode() + b"\n")
    for way in (signal.SIGTERM, signal.SIGHUP, "line"):
        with at_the_desk(room, case, problems, f"ended in a form, in lines, by {getattr(way, 'name', 'a lost line')}") as sitting:
            sitting.type(b"2\n")
            sitting.type("桥头护栏松了\n".encode())
            with contextlib.suppress(Left):
                sitting.end(way)
            if not list(Path(sitting.ledger.path + ".drafts").glob("*.json")):
                problems.append(f"in lines, {getattr(way, 'name', 'a lost line')}: what was written is lost")
            raise Left(0)
    return problems


# MARK: controls

DEFECTS = {"crash": "crash", "deaf": "deaf", "modes": "terminal", "screen": "terminal", "code": "code", "memory": "memory", "records": "recorded", "left": "stays"}
"""What is found where a stand-in has this defect."""


def controls(room, case):
    """A stand-in for the desk, sound or with one defect; what was found, nothing where anything went unfound."""
    strokes = [("keys", b"?"), ("keys", CANCEL), ("keys", b"jjk"), ("keys", PASTE + b"text" + PASTE_END), ("size", 1, 1), ("keys", "甲".encode()),
               ("stop",), ("keys", b"s"), ("keys", b"\x1b[6~"), ("signal", signal.SIGTSTP)]
    nobody = dataclasses.replace(case, signs_on=False)
    found = []
    for defect, kind in [("none", None), *DEFECTS.items()]:
        way = "line" if defect == "left" else signal.SIGTERM
        unended = [("keys", PASTE + b"text")] if defect in ("none", "deaf") else []
        sitting = sat(room, nobody, strokes + unended, way=way, standin=defect, check=defect == "records")
        kinds = [problem.kind for problem in sitting.problems]
        if kind is None:
            found += [f"a sound stand-in: {sitting.problems[0]}"] if kinds else []
            continue
        if kind not in kinds:
            return []
        found.append(f"{defect}: found as {kind}")
    shortest = least(room, nobody, strokes, "crash", 10, standin="crash")
    right = shortest == [("keys", b"\x1b[6~")] and len(found) == len(DEFECTS)
    return found + [f"of {len(strokes)} strokes {told(shortest)} is told"] if right else []


def keyboard(room, size):
    """Keys of people and of nobody, text, pastes whole and cut, answers and reports of terminals, changes of size, signals and
    lost lines, a million bytes in all, at a desk on a practice ledger, a station's and the demonstration's, signed on and not,
    locked, idle, read-only, on a wall and in lines, on terminals of six kinds. It never crashes, hangs or grows, ends with 0,
    gives the terminal back, answers from wherever it is, and its ledger is sound; nothing is recorded where nobody could.
    Control: stand-ins with one defect each, and a sound one; of the strokes that crash one only the one that does is told."""
    desks = cases(room, size.short)
    total, each = size.bytes, 2_500 if size.short else 12_000
    known, found_out = later(pieces, room, desks[0], size.short), later(controls, room, desks[0])
    problems = []
    typed, sittings, memory, seen = 0, 0, 0, {}
    seed = room.dice.randrange(1 << 32)
    seconds = 20 if size.short else 90
    while typed < total:
        # Two at a time, each with dice of its own.
        waits = []
        for _ in range(2):
            case, dice = desks[sittings % len(desks)], random.Random(f"{seed} {sittings}")
            strokes = by_dice(case.fingers(dice, size.short), each)
            waits.append(later(sat_through, Sitting(room, case), strokes, dice.choice([signal.SIGTERM, signal.SIGHUP, "line"])))
            sittings += 1
        for number, wait in enumerate(waits, sittings - 2):
            sitting = wait()
            typed, memory = typed + max(64, length(sitting.played)), max(memory, sitting.memory)
            for problem in sitting.problems:
                seen.setdefault((sitting.case.name, problem.kind), []).append((number, problem, sitting.played))
        if sum(map(len, seen.values())) > 200:
            problems.append("no end of problems: given up")
            break
    problems += known()
    for (name, kind), found in seen.items():
        number, problem, played = min(found, key=lambda one: len(one[2]))
        line = f"{name}, sitting {number} of seed {seed} ({len(found)} such): {problem}"
        if kind in ("crash", "hang", "deaf", "code", "recorded") and seconds > 0:
            case, start = next(case for case in desks if case.name == name), time.monotonic()
            shortest = least(room, case, played, kind, min(seconds, 45))
            seconds -= time.monotonic() - start
            line = f"{name}: {told(shortest)}: {line}" if shortest else line + " (not again)"
        problems.append(line)
    return Verdict(f"{typed} bytes at {sittings} desks of {len(desks)} kinds", problems, found_out(), f"{memory:.0f} MiB at most")


FAULTS = {"keyboard": keyboard}
