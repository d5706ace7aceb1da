#!/usr/bin/env python3
"""How long reports and the check take on a large ledger, beside the sqlite3 shell grouping its incident table.

    Benchmarks/reports.py LEDGER [--programs .build/release] [--rounds 9]

The ledger is one of Benchmarks/million.py. Whole programs are timed, one after the other in each round.
"""

import argparse
import json

from common import Row, median, milliseconds, printed, program, run, surroundings, timed

GROUPING = """SELECT dutyDay, COUNT(*), SUM(counts), SUM(closed IS NOT NULL), SUM(closed <= deadline), AVG(closed - received)
FROM incident GROUP BY dutyDay"""


def commands(programs, ledger):
    """Yesterday, the last whole year of the ledger, and a day in its middle; and what each is to reach."""
    last = run([
        "sqlite3", "-readonly", ledger, "SELECT date((MAX(dutyDay) - 1) * 86400, 'unixepoch') FROM incident"]).decode().strip()
    year = int(last[:4]) - 1
    whole = ["range", "--from", f"{year}-01-01", "--to", f"{year}-12-31"]

    def report(*words):
        return [program(programs, "duty-report"), *words, "--format", "json", "--ledger", ledger]

    return {
        "report of yesterday": (report("day", "--date", last), 40),
        "report of a year": (report(*whole), 10),
        "report of a day long past": (report("day", "--date", f"{year}-07-01"), None),
        "a year by day, shift and department": (
            report(*whole, "--by", "day", "--by", "shift", "--by", "department"), None),
    }


def rows(programs, ledger, rounds):
    asked = commands(programs, ledger)
    grouping = ["sqlite3", "-readonly", ledger, GROUPING]
    shell, seconds = [], {name: [] for name in asked}
    for _ in range(rounds):
        shell.append(timed(grouping)[0])
        for name, (command, reach) in asked.items():
            took, output = timed(command)
            seconds[name].append(took)
            if reach and json.loads(output)["cohort"]["received"] == 0:
                raise SystemExit("a report of nothing is no measure")
    beside = median(shell)
    found = []
    for name, times in seconds.items():
        took, reach = median(times), asked[name][1]
        found.append(
            Row(name, milliseconds(took), f"sqlite3 shell, GROUP BY {milliseconds(beside)}", f"1/{beside / took:.1f}",
                f"≤ 1/{reach}" if reach else "–", beside / took >= reach if reach else None))
        # What else the machine does only ever adds to a time, and more to a short one.
        best, least = min(times), min(shell)
        found.append(
            Row(f"{name}, best round", milliseconds(best), f"best round {milliseconds(least)}", f"1/{least / best:.1f}"))
    return found


def check(programs, ledger):
    """All of the check, once; beside SQLite's own."""
    own, _ = timed(["sqlite3", "-readonly", ledger, "PRAGMA integrity_check"])
    took, _ = timed([program(programs, "duty-admin"), "check", "--ledger", ledger])
    return [Row("`duty-admin check`", f"{took:.1f} s", f"sqlite3 shell, integrity_check {own:.1f} s", f"{took / own:.1f}")]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("ledger")
    options.add_argument("--programs", default=".build/release")
    options.add_argument("--rounds", type=int, default=9)
    asked = options.parse_args()
    print(surroundings(asked.programs))
    printed(rows(asked.programs, asked.ledger, asked.rounds) + check(asked.programs, asked.ledger))


if __name__ == "__main__":
    main()
