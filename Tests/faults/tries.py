"""PINs tried by many at once, and by names that nobody has."""

import re
from pathlib import Path

from room import Verdict, crashed, later, shown

AT_ONCE = 20
JUDGED = 3
"""Wrong PINs that are judged before a name has to wait."""

STEPS = (31, 301, 1801, 1801)
"""Seconds, a little longer than each wait: half a minute, five minutes, and half an hour from then on."""

MADE_UP = 200
TRIES_LIMIT = 64 << 10
"""Bytes that names may take beside the ledger, whoever makes up how many."""

WRONG_PIN = "000000"


def signs_on(ledger, name, pin, clock):
    """What one process is told that acts by a name and a PIN: "wrong", "wait", "taken", or how it ended otherwise."""
    ended = ledger.room.run(
        "duty-admin", "setting", "set", "emergency.arrive", "20m", "--ledger", ledger.path, "--as", name, "--pin-fd", "0",
        "--language", "en", input=pin + "\n", environment=ledger.preloaded({"CLOCK": clock}))
    if "PIN is wrong" in ended.stderr:
        return "wrong"
    if re.search(r"too many wrong|try again (at|in)|wait until", ended.stderr, re.IGNORECASE):
        return "wait"
    return "taken" if ended.returncode in (0, 1, 4) and not crashed(ended) else shown(ended)


def at_once(ledgers, name, pin, clock):
    """What as many processes are told as there are ledgers, all at the same time."""
    waits = [later(signs_on, ledger, name, pin, clock) for ledger in ledgers]
    return [wait() for wait in waits]


def miscounted(name, answers):
    """What is wrong with the answers to wrong PINs that were given at once."""
    judged, other = answers.count("wrong"), [answer for answer in answers if answer not in ("wrong", "wait")]
    problems = [f"{name}: {judged} of {len(answers)} wrong PINs at once were judged"] if judged > JUDGED else []
    problems += [f"{name}: no wrong PIN was judged"] if judged == 0 and not other else []
    return problems + [f"{name}, with a wrong PIN: {answer}" for answer in other]


def advance(clock, seconds):
    clock.write_text(str(int(clock.read_text()) + seconds))


def storms(room, size):
    """Wrong PINs for every name there is, twenty processes at once, after each wait again: never more than three are judged,
    and when the longest wait is over everybody gets in. What is wrong; and what somebody is told who does not wait."""
    ledger, clock = room.ledger(), room.place / "tries-clock"
    clock.write_text("0")
    people = {room.officer: room.pin, room.administrator: room.administrator_pin}
    problems, impatient = [], []
    for step, seconds in enumerate(STEPS):
        for name, pin in people.items():
            many = AT_ONCE if step == 0 or not size.short else 6
            problems += [
                f"round {step + 1}, {line}"
                for line in miscounted(name, at_once([ledger] * many, name, WRONG_PIN, clock))]
            if name == room.officer and step == 0:
                answer = signs_on(ledger, room.administrator, room.administrator_pin, clock)
                if answer != "taken":
                    problems.append(f"beside somebody else's wrong PINs {room.administrator} is told: {answer}")
            impatient.append(signs_on(ledger, name, pin, clock))
        advance(clock, seconds)
    for name, pin in people.items():
        answer = signs_on(ledger, name, pin, clock)
        problems += [] if answer == "taken" else [f"{name} waited half an hour, and is told: {answer}"]
    return problems + ledger.check(), [answer for answer in impatient if answer == "wait"]


def knocked(ledger, names):
    """A wrong PIN for one name after another, at one desk; how many were refused in the words for a wrong PIN."""
    lines = "".join(f"3\n{name}\n{WRONG_PIN}\n.\n" for name in names) + "0\n"
    told = ledger.room.run("duty-desk", "--plain", "--ledger", ledger.path, "--language", "en", input=lines)
    return told.stdout.count("PIN is wrong")


def made_up(room):
    """Two wrong PINs for a real name, then two hundred names that nobody has: the real one's are not forgotten, everybody else
    works, and not much is kept of them. What is wrong."""
    ledger, clock = room.ledger(), room.place / "tries-clock"
    clock.write_text("0")
    problems = []
    for _ in range(JUDGED - 1):
        answer = signs_on(ledger, room.officer, WRONG_PIN, clock)
        problems += [] if answer == "wrong" else [f"a wrong PIN: {answer}"]
    count = knocked(ledger, [f"某{number}" for number in range(MADE_UP)])
    problems += [] if count == MADE_UP else [f"of {MADE_UP} names that nobody has {count} were refused as others are"]
    answer = signs_on(ledger, room.administrator, room.administrator_pin, clock)
    problems += [] if answer == "taken" else [f"after {MADE_UP} made-up names {room.administrator} is told: {answer}"]
    signs_on(ledger, room.officer, WRONG_PIN, clock)
    answer = signs_on(ledger, room.officer, WRONG_PIN, clock)
    if answer != "wait":
        problems.append(f"after {MADE_UP} made-up names the tries of {room.officer} are forgotten: the fourth is {answer}")
    kept = Path(ledger.path + ".tries")
    size = kept.stat().st_size if kept.exists() else 0
    return problems + ([f"of {MADE_UP} made-up names {size} bytes are kept"] if size > TRIES_LIMIT else []) + ledger.check()


def unlocked(room):
    """Whoever owns the file frees a name that has to wait: at once, by an entry, and that name alone. What is wrong; a note
    where these programs cannot."""
    if " unlock " not in room.run("duty-admin", "officer", "--help").stdout:
        return [], "officer unlock: these programs have none, not tried"
    ledger, clock = room.ledger(), room.place / "tries-clock"
    clock.write_text("0")
    people = {room.officer: room.pin, room.administrator: room.administrator_pin}
    for name in people:
        for _ in range(JUDGED):
            signs_on(ledger, name, WRONG_PIN, clock)
    before, problems = len(ledger.entries()), []
    ended = room.run("duty-admin", "officer", "unlock", room.officer, "--ledger", ledger.path, "--language", "en")
    problems += [] if ended.returncode == 0 else [f"unlock: {shown(ended)}"]
    problems += [] if len(ledger.entries()) == before + 1 else [f"unlock makes {len(ledger.entries()) - before} entries"]
    for name, expected in ((room.officer, "taken"), (room.administrator, "wait")):
        answer = signs_on(ledger, name, people[name], clock)
        problems += [] if answer == expected else [f"{room.officer} was freed, {name} is told: {answer}"]
    ended = room.run("duty-admin", "officer", "unlock", "某某", "--ledger", ledger.path, "--language", "en")
    problems += [] if ended.returncode in (1, 2, 4) else [f"unlock of a name that nobody has: {shown(ended)}"]
    return problems + ledger.check(), ""


def tries(room, size):
    """Twenty processes at once give wrong PINs for each name in turn, and again when the wait is over, and again: never more
    than three are judged, others work meanwhile, and half an hour later everybody gets in; two hundred made-up names cost
    nobody anything; and who owns the file frees a name. Control: each process counts for itself (a copy of the ledger
    each), and who does not wait is not let in."""
    rounds = 1 if size.short else 5
    problems, impatient = [], []
    for _ in range(rounds):
        found, waited = storms(room, size)
        problems, impatient = problems + found, impatient + waited
        problems += made_up(room)
    found, note = unlocked(room)
    clock = room.place / "tries-clock"
    clock.write_text("0")
    copies = [room.ledger() for _ in range(AT_ONCE)]
    control = miscounted(room.officer, at_once(copies, room.officer, WRONG_PIN, clock))
    for copy in copies:
        copy.remove()
    control = control + ["the right PIN before its time is refused"] if control and impatient else []
    tried = f"{rounds * len(STEPS)} rounds of {AT_ONCE} for each of 2 names, {rounds * MADE_UP} made-up names"
    return Verdict(tried, problems + found, control, note)


FAULTS = {"tries": tries}
