"""Somebody at a desk, from its start to its end: what is typed there, what is asked of it, and what is wrong with it."""

import contextlib
import dataclasses
import json
import re
import shutil
import signal
import sys
import termios
import time

from fingers import CANCEL, CLEAR, ENTER, UP, Fingers, Lines, apart, length
from room import HERE, crashed, waited
from seat import PATIENCE, Hang, Left, Seat

MEMORY_LIMIT = 160
"""MiB that a desk may hold, whatever was typed."""

ANSWER = 2
"""Seconds within which a desk that rests has answered."""

REPAINT = b"\x0c"
LOCK = b"\x1a"
LOCKED = "已锁定"
SIGNED_ON = ("已登录", "已签到")
"""How a desk says that somebody has signed on, and how those before said it."""

HELP = ("Ctrl-G", "F11")
"""What only the page that names all keys shows."""

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
        only_looks = {"--read-only", "--wall"} & set(self.arguments)
        return bool(self.people) and self.signs_on and not self.locked and not only_looks

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
        self.is_asked_to_end = False
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
            ways = [b"3\n", name.encode() + b"\n", pin.encode() + b"\n"], [
                b"s", CLEAR + name.encode() + ENTER, pin.encode() + ENTER]
            # Where it asks for a PIN in lines, it forgets what was typed before it asked.
            for keys, then in zip(ways[0 if self.case.is_plain else 1], ("姓名", "PIN", "")):
                self.type(keys)
                self.seat.shows(then, seconds=ANSWER)
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
        own = termios.tcgetattr(self.seat.slave)
        self.seat.tell(signal.SIGSTOP)
        termios.tcsetattr(self.seat.slave, termios.TCSANOW, self.seat.before)
        self.seat.tell(signal.SIGCONT)
        if self.is_standin:
            termios.tcsetattr(self.seat.slave, termios.TCSANOW, own)
        elif not waited(lambda: (self.seat.take(), termios.tcgetattr(self.seat.slave) == own)[1], PATIENCE, 0.002):
            raise Problem("stopped", "does not take its terminal back when it goes on")
        self.rest()

    # MARK: what is asked of it

    def screen(self, seconds=ANSWER):
        """All that a desk shows when it is asked to paint anew, as it comes; empty where it does not within `seconds`."""
        self.seat.forget()
        self.type(REPAINT)
        # What is typed is passed on by the kernel in its own time: its paint is waited for, which begins by clearing.
        if not waited(lambda: (self.seat.take(0.01), re.search(rb"\x1b\[2?J", self.seat.seen))[1], seconds, 0):
            return ""
        self.rest()
        return self.seat.seen.decode(errors="replace")

    def back_to_the_board(self):
        self.seat.resize(120, 100)
        self.seat.tell(signal.SIGCONT)
        self.rest()
        self.type(CANCEL * SEVERAL)

    def answers(self, seconds=ANSWER):
        """Whether it shows its keys when it is asked for them, from wherever it is; one that is locked, that it is."""
        if self.case.is_plain:
            return self.answers_in_lines()
        self.back_to_the_board()
        screen = self.screen(seconds)
        if LOCKED in screen and self.case.people and not self.case.locked:
            name, pin = next(iter(self.case.people.items()))
            for keys in (UP + UP + CLEAR + name.encode() + ENTER, CLEAR + pin.encode() + ENTER, CANCEL * SEVERAL):
                self.type(keys)
            screen = self.screen()
        if LOCKED in screen or not screen:
            return bool(screen)
        if "--wall" in self.case.arguments:
            return "看板" in screen
        self.seat.forget()
        self.type(b"?" + REPAINT)
        found = self.seat.shows(*HELP, seconds=seconds)
        self.type(CANCEL * 2)
        return found

    def answers_in_lines(self):
        """Whether an empty line is answered by something."""
        for _ in range(3):
            self.seat.forget()
            self.type(b"\n")
            if waited(lambda: (self.seat.take(0.01), len(self.seat.seen) > 3)[1], ANSWER, 0):
                return True
        return False

    def must_answer(self):
        """A paste whose end never came is over after a second."""
        if self.answers(0.4):
            return
        time.sleep(1.3)
        if not self.answers(1 if self.is_standin else ANSWER):
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
        self.is_asked_to_end = True
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
    """Strokes until `count` bytes have been typed."""
    typed = 0
    while typed < count:
        for stroke in fingers.strokes():
            typed += length([stroke])
            yield stroke


# MARK: the least that does it

def least(room, case, strokes, kind, seconds, standin=None):
    """Fewer strokes that come to the same kind of problem, found within `seconds`; None where it does not come again."""
    deadline = time.monotonic() + seconds

    def does(strokes):
        sitting = sat(room, case, strokes, standin=standin, check=kind in ("check", "recorded"))
        return any(problem.kind == kind for problem in sitting.problems)

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
