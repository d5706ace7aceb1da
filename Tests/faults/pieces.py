"""Sequences whose effect at a desk is known: answers and reports that are no keys, keys as several terminals send them, keys
and pastes in pieces, and more text than anybody types."""

import contextlib
import dataclasses
import re
import signal
import time
from pathlib import Path

from fingers import ANSWERS, CANCEL, CLEAR, ENTER, FUNCTION, KEYPAD, PASTE, PASTE_END
from seat import Hang, Left
from sitting import ANSWER, HELP, REPAINT, Problem, Sitting

ENOUGH = 10
"""Seconds for much text that comes at once, with debug programs on a busy machine; it was minutes."""


def at_the_desk(room, case, problems, name, body):
    """Does one thing that is known at a desk of its own; whatever goes wrong there is its problem."""
    sitting = Sitting(room, case)
    try:
        sitting.begin()
        body(sitting)
        sitting.end(signal.SIGTERM)
    except Left as left:
        problems += [] if sitting.is_asked_to_end else [f"{name}: the desk is left"]
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


def on_the_board(sitting, problems, short):
    """Answers and reports that are no keys change nothing; F1 is known as two kinds of terminal send it; the numeric pad and
    Alt leave no desk."""
    for answer in ANSWERS[:4] if short else ANSWERS:
        unchanged(sitting, "an answer of the terminal", answer, problems)
    for report in (b"\x1b[<0;20;6M", b"\x1b[<65;20;6M", b"\x1b[M !!"):
        unchanged(sitting, "the mouse, which is off", report, problems)
    for key in FUNCTION[1][:2]:
        first_function(sitting, key, problems)
    for keys in [*KEYPAD, b"\x1bq", b"\x1b\x1bq", "\xf1".encode()]:
        sitting.type(keys)
        time.sleep(0.06)
        sitting.rest()
    sitting.must_answer()


def first_function(sitting, key, problems):
    """F1 shows help, sent in this way."""
    sitting.back_to_the_board()
    sitting.seat.forget()
    sitting.type(key + REPAINT)
    if not sitting.seat.shows(*HELP, seconds=ANSWER):
        problems.append(f"F1 as {key!r} shows no help")
    sitting.back_to_the_board()


def in_a_form(sitting, problems):
    """Alt is nothing, an arrow and the marks of a paste may come in two pieces, a paste without an end is over after a
    second."""
    sitting.type("r甲乙".encode())
    for letter in (b"q", b"a", b"\r"):
        sitting.type(b"\x1b" + letter)
    sitting.type("丙".encode())
    if "甲乙丙" not in sitting.screen():
        problems.append("Alt+q, Alt+a or Alt+Enter in a form is more than nothing")
    sitting.type(b"\x1b[")
    time.sleep(0.3)
    sitting.type(b"D" + "丁".encode())
    if "甲乙丁丙" not in sitting.screen():
        problems.append("an arrow that comes in two pieces is no arrow")
    sitting.type(PASTE[:3])
    time.sleep(0.1)
    sitting.type(PASTE[3:] + "戊q".encode() + PASTE_END[:4])
    time.sleep(0.1)
    sitting.type(PASTE_END[4:] + "己".encode())
    if "甲乙丁戊q己丙" not in sitting.screen():
        problems.append("a paste whose marks come in two pieces is not taken whole")
    sitting.type(PASTE + "甲".encode())
    time.sleep(1.5)
    sitting.rest()
    if not sitting.answers():
        problems.append("a second after a paste without an end it does not answer")
    sitting.type(CANCEL * 2)


def much(sitting, problems):
    """1 MB pasted, and 4 kB as a terminal without bracketed paste sends them, are dealt with while one waits."""
    texts = [("pasted", b"r", PASTE + ("东门占道 " * 80_000).encode()[:1 << 20] + PASTE_END)]
    for name, way in (("the search", b"/"), ("the menu", b":"), ("a field", b"r"), ("a PIN", b"s" + CLEAR + ENTER)):
        texts.append((f"typed into {name}", way, "东门占道x".encode() * 315))
    for name, way, text in texts:
        sitting.back_to_the_board()
        sitting.type(way)
        start = time.monotonic()
        sitting.type(text)
        took = time.monotonic() - start
        if took > ENOUGH:
            problems.append(f"{len(text) >> 10} kB {name} take {took:.0f} s")
        sitting.measure()
    sitting.must_answer()


def half_written(sitting, problems, way):
    """A desk in lines that is ended in the middle of a form keeps what was written."""
    sitting.type(b"2\n")
    sitting.type("桥头护栏松了\n".encode())
    sitting.rest()
    with contextlib.suppress(Left):
        sitting.end(way)
    if not list(Path(sitting.ledger.path + ".drafts").glob("*.json")):
        problems.append(f"in lines, {getattr(way, 'name', 'a lost line')}: what was written is lost")
    raise Left(0)


def at_the_pin(sitting):
    """A desk in lines that is ended while a PIN is asked for: its terminal shows what is typed again."""
    sitting.type(b"3\n")
    sitting.seat.shows("姓名", seconds=ANSWER)
    sitting.type(next(iter(sitting.case.people)).encode() + b"\n")
    sitting.seat.shows("PIN", seconds=ANSWER)


def pieces(room, case, short):
    """Sequences whose effect is known; what came otherwise."""
    problems = []
    at_the_desk(room, case, problems, "on the board", lambda sitting: on_the_board(sitting, problems, short))
    console = dataclasses.replace(case, term="linux")
    at_the_desk(room, console, problems, "on a console", lambda sitting: first_function(sitting, FUNCTION[1][2], problems))
    at_the_desk(room, case, problems, "in a form", lambda sitting: in_a_form(sitting, problems))
    at_the_desk(room, case, problems, "much at once", lambda sitting: much(sitting, problems))
    lines = dataclasses.replace(case, arguments=("--plain",))
    at_the_desk(room, dataclasses.replace(lines, signs_on=False), problems, "ended at a PIN, in lines", at_the_pin)
    for way in ("line",) if short else (signal.SIGTERM, signal.SIGHUP, "line"):
        at_the_desk(room, lines, problems, "ended in a form, in lines", lambda sitting: half_written(sitting, problems, way))
    return problems
