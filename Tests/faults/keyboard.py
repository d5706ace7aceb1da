"""Everything a keyboard, a terminal and a line can send to the desk, by dice that know the way into its forms."""

import dataclasses
import json
import random
import signal
import time

from fingers import CANCEL, PASTE, PASTE_END, length, told
from pieces import pieces
from room import Ledger, Verdict, later, pin_in
from sitting import Case, Sitting, by_dice, least, sat, sat_through

PRACTICE_PIN = "2468"
PRACTICE_PEOPLE = ("坐席甲", "带班领导丙", "书记己", "联络员庚", "管理员壬")


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
            "duty-admin", "officer", "add", name, "--rank", rank, *more, "--ledger", ledger.path, *room.as_administrator,
            "--language", "en", input=pin + "\n"))
    days = [time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600 + days * 86400)) for days in (-1, 0, 1)]
    turns = [f"{day},{shift},领导乙\n" for day in days for shift in ("早班", "中班", "晚班", "夜间值班")]
    roster = place / "roster.csv"
    roster.write_text("date,shift,name\n" + "".join(turns))
    room.run("duty-admin", "roster", "import", roster, "--ledger", ledger.path, *room.as_administrator, input=pin + "\n")
    several = [{"category": "ZF-E0101"}] * 6 + [{"urgency": "emergency"}] + [{}] * 7
    lines = [json.dumps(matter(number) | more, ensure_ascii=False) + "\n" for number, more in enumerate(several)]
    answer = room.run("duty-admin", "intake", "--ledger", ledger.path, input="".join(lines))
    if answer.stdout.count('"number"') != len(several):
        raise RuntimeError(f"intake: {answer.stdout[-300:]} {answer.stderr}")
    return ledger, people | {room.administrator: pin}


def matter(number):
    """One more as a platform pushes it."""
    return {
        "source": "grid", "externalId": f"k{number}", "summary": f"演练：东门第{number}处摊位占道", "grid": "柳桥社区第1网格",
        "reporter": {"name": "样某", "phone": "13800001234"}}


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
        Case("demo, nobody", None, demo, signs_on=False),
        Case("mouse", practice, people, arguments=("--mouse", "--copy", "--notify")),
        Case("station, nobody", station, officers, signs_on=False), Case("read only", practice, {}, arguments=("--read-only",)),
        Case("wall", practice, {}, arguments=("--wall",)),
        Case("lines, nobody", station, officers, signs_on=False, arguments=("--plain",)),
        Case("linux", practice, leader, term="linux"), Case("vt100", practice, people, term="vt100"),
        Case("screen", practice, leader, term="screen-256color"), Case("tmux", practice, people, term="tmux-256color")]
    return found[:5] if short else found


# MARK: controls

DEFECTS = {
    "crash": "crash", "deaf": "deaf", "modes": "terminal", "screen": "terminal", "code": "code", "memory": "memory",
    "records": "recorded", "left": "stays"}
"""What is found where a stand-in has this defect."""


def controls(room, case):
    """A stand-in for the desk, sound or with one defect; what was found, nothing where anything went unfound."""
    strokes = [
        ("keys", b"?"), ("keys", CANCEL), ("keys", b"jjk"), ("keys", PASTE + b"text" + PASTE_END), ("size", 1, 1),
        ("keys", "甲".encode()), ("stop",), ("keys", b"s"), ("keys", b"\x1b[6~"), ("signal", signal.SIGTSTP)]
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
    total, each, at_once = size.bytes, 2_500 if size.short else 12_000, 2 if size.short else 4
    known, found_out = later(pieces, room, desks[0], size.short), later(controls, room, desks[0])
    problems = []
    typed, sittings, memory, seen = 0, 0, 0, {}
    seed = room.dice.randrange(1 << 32)
    seconds = 20 if size.short else 90
    while typed < total or sittings < len(desks):
        # Several at a time, each with dice of its own: they rest most of it.
        waits = []
        for _ in range(at_once):
            case, dice = desks[sittings % len(desks)], random.Random(f"{seed} {sittings}")
            strokes = by_dice(case.fingers(dice, size.short), each)
            waits.append(later(sat_through, Sitting(room, case), strokes, dice.choice([signal.SIGTERM, signal.SIGHUP, "line"])))
            sittings += 1
        for number, wait in enumerate(waits, sittings - at_once):
            sitting = wait()
            if not sitting:
                return Verdict("not tried to the end", ["a sitting could not be played"], [])
            typed, memory = typed + max(64, length(sitting.played)), max(memory, sitting.memory)
            for problem in sitting.problems:
                seen.setdefault((sitting.case.name, problem.kind), []).append((number, problem, sitting.played))
        if sum(map(len, seen.values())) > 200:
            problems.append("no end of problems: given up")
            break
    found = known()
    problems += ["what is known could not be tried"] if found is None else found
    for (name, kind), found in seen.items():
        number, problem, played = min(found, key=lambda one: len(one[2]))
        line = f"{name}, sitting {number} of seed {seed} ({len(found)} such): {problem}"
        if kind in ("crash", "hang", "deaf", "code", "recorded") and seconds > 0:
            case, start = next(case for case in desks if case.name == name), time.monotonic()
            shortest = least(room, case, played, kind, min(seconds, 45))
            seconds -= time.monotonic() - start
            line = f"{name}: {told(shortest)}: {line}" if shortest else line + " (not again)"
        problems.append(line)
    return Verdict(f"{typed} bytes at {sittings} desks of {len(desks)} kinds", problems, found_out(),
        f"{memory:.0f} MiB at most")


FAULTS = {"keyboard": keyboard}
