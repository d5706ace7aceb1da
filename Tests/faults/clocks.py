"""A machine's clock that is set while people work, or stood wrong for one entry."""

import json
import re
import time
from pathlib import Path

from room import Desk, History, Verdict, Writer, shown

YEARS_AHEAD = 5 * 365 * 86400
A_CATEGORY = "ZF-E0101"
"""One with a closing limit of workdays."""


class Recorded:
    """What one reception came to, as its entry tells."""

    def __init__(self, ledger, number):
        with ledger.open() as db:
            self.recorded, body = db.execute("SELECT recorded, bytes FROM entry WHERE number = ?", (number,)).fetchone()
        self.findings = json.loads(body)["findings"]
        self.started, self.due = (self.findings["closing"][word] for word in ("started", "due"))


def pushed(writer, ledger):
    """One more matter of a category with a limit, and what it came to."""
    writer.send(category=A_CATEGORY)
    return Recorded(ledger, writer.receive()["entry"])


def recorded(ledger):
    with ledger.open() as db:
        return [row[0] for row in db.execute("SELECT recorded FROM entry ORDER BY number")]


def before_predecessor(ledger):
    """How many entries were recorded before the entry in front of them."""
    times = recorded(ledger)
    return sum(after < before for before, after in zip(times, times[1:]))


def doubtful(ledger):
    """How many entries say that their clock was in doubt, or were recorded before the entry in front of them."""
    with ledger.open() as db:
        rows = db.execute("SELECT recorded, bytes FROM entry ORDER BY number").fetchall()
    return sum(
        after < before or "clock" in json.loads(body)["findings"] for (before, _), (after, body) in zip(rows, rows[1:]))


def counted(ledger):
    """What is wrong with how the day's page counts them; the check finds nothing else."""
    count = doubtful(ledger)
    told = ledger.room.run("duty-report", "day", "--ledger", ledger.path, "--language", "en")
    said = re.findall(r"Clock in doubt: (\d+) ", told.stdout)
    problems = ledger.check() + ([] if told.returncode == 0 else [f"the day's page: {shown(told)}"])
    if said != ([str(count)] if count else []):
        problems.append(f"the clock of {count} entries is in doubt, and the day's page counts {said or 'none'}")
    return problems


def away(instant, seconds=0):
    """By how many seconds an instant, in ms, is not now and so much."""
    return abs(instant / 1000 - time.time() - seconds)


def steps(room):
    """An hour back, a day forward and back again, under a running intake and a running desk: all is recorded in the order
    of entries. What is wrong; and in how many places the order of the clock is another."""
    ledger, history, clock = room.ledger(), History(), Path(room.place) / "clock"
    clock.write_text("0")
    writer = Writer(ledger, history, {"CLOCK": clock})
    desk = Desk(ledger, history, {"CLOCK": clock})
    problems = []
    for step in (0, -3600, 86400, -3600, 0):
        clock.write_text(str(step))
        for _ in range(6):
            writer.push()
        if step in (86400, 0):
            # By its clock nobody has touched it for an hour or a day: it is locked, as it should be.
            desk.close()
            desk = Desk(ledger, history, {"CLOCK": clock})
        said = desk.receive(f"演练：钟差 {step} 秒")
        problems += [] if "** Recorded" in said else [f"{step} s: the desk says {said[:120]}"]
        # A desk that was opened after the step, as after the steps ahead, has not seen it.
        if ("The clock here" in said) != (step < 0):
            problems.append(f"{step} s: of the clock the desk says {said[:200]}")
    writer.close()
    desk.close()
    back = before_predecessor(ledger)
    if back < 2:
        problems.append(f"steps of an hour and a day are recorded as they are: {back} are before their predecessor, not 2")
    return problems + history.complaints(ledger) + history.failed + counted(ledger), back


def small_steps(room):
    """The clock goes back by up to ten minutes: the last entry's time is taken. What is wrong."""
    ledger, history, clock = room.ledger(), History(), Path(room.place) / "clock"
    clock.write_text("0")
    writer, problems = Writer(ledger, history, {"CLOCK": clock}), []
    for step in (0, -1, -60, -300, -590, 0):
        clock.write_text(str(step))
        for _ in range(3):
            got = pushed(writer, ledger)
            # It happened by the clock as it was; how far that may be behind is bounded.
            if not 0 <= got.recorded - got.started <= 600_000:
                problems.append(f"{step} s: the matter's limit begins {got.recorded - got.started} ms before it was recorded")
    writer.close()
    back = before_predecessor(ledger)
    problems += [f"steps back of ten minutes at most: {back} entries lie before their predecessor"] if back else []
    return problems + history.complaints(ledger) + counted(ledger)


def one_from_ahead(room):
    """One entry of a machine whose clock is five years ahead, then the clock is right again: the next matter's day and
    deadline are today's. What is wrong; and how far off the one from ahead is."""
    ledger, history, clock = room.ledger(), History(), Path(room.place) / "clock"
    clock.write_text("0")
    writer, problems = Writer(ledger, history, {"CLOCK": clock}), []
    plain = pushed(writer, ledger)
    clock.write_text(str(YEARS_AHEAD))
    ahead = pushed(writer, ledger)
    problems += [] if away(ahead.recorded, YEARS_AHEAD) < 60 else ["what was recorded ahead has not the time it was told"]
    problems += [] if "clock" in ahead.findings else ["an entry from a clock set years ahead does not say so"]
    writer.close()
    clock.write_text("0")
    # One program that was running, and one that is started anew.
    for writer in (Writer(ledger, history), Writer(ledger, history, {"CLOCK": clock})):
        after = pushed(writer, ledger)
        if away(after.recorded) > 60 or after.findings["dutyDay"] != plain.findings["dutyDay"]:
            problems.append(f"the clock is right again, and the next is of {after.findings['dutyDay']}")
        if abs(after.due - plain.due) > 4 * 86400_000:
            problems.append("the clock is right again, and the next deadline is not today's")
        writer.close()
    desk = Desk(ledger, history)
    said = desk.receive("演练：钟对了以后")
    problems += [] if "** Recorded" in said else [f"the clock is right again: the desk says {said[:120]}"]
    desk.close()
    for command in (("duty-report", "day"), ("duty-report", "queue"), ("duty-admin", "export")):
        told = room.run(*command, "--ledger", ledger.path)
        problems += [] if told.returncode == 0 else [f"{command[1]}: exit {told.returncode} {told.stderr.strip()}"]
    problems += history.complaints(ledger) + history.failed + counted(ledger)
    return problems, away(ahead.due) / 86400


def clock_steps(room, size):
    """The machine's clock goes an hour back and a day forward under running programs; back by a few minutes, where the last
    entry's time is taken; and stands in 2031 for one entry, after which all is as if it had not. Everything is recorded in
    the order of its entries, and the day's page counts those whose clock is in doubt. Control: in the order of the
    clock it is another; and the one from ahead has a deadline that nobody has today."""
    problems, back = steps(room)
    problems += small_steps(room)
    found, days = one_from_ahead(room)
    control = [f"by the clock {back} entries come before their predecessors"] if back and days > 1000 else []
    return Verdict("-1 h, +1 d, back; ten minutes; 2031", problems + found, control)


FAULTS = {"clock": clock_steps}
