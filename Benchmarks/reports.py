#!/usr/bin/env python3
"""How long reports take on a large ledger, beside the sqlite3 shell grouping its incident table in the same run.

    Benchmarks/reports.py LEDGER [--programs .build/release] [--rounds 9]

The ledger is one of Benchmarks/million.py. Whole programs are timed, one after the other in each round; medians are
printed, with their ratio to the shell's. Goals: a day 1/40, a year 1/10.
"""

import argparse
import json
import os
import statistics
import subprocess
import time

GROUPING = """SELECT dutyDay, COUNT(*), SUM(counts), SUM(closed IS NOT NULL), SUM(closed <= deadline), AVG(closed - received)
FROM incident GROUP BY dutyDay"""


def timed(command):
    began = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began, done.stdout


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("ledger")
    options.add_argument("--programs", default=".build/release")
    options.add_argument("--rounds", type=int, default=9)
    asked = options.parse_args()
    program = os.path.join(asked.programs, "duty-report")
    # Yesterday, the last whole year of the ledger, and a day in its middle.
    last = subprocess.run(
        ["sqlite3", "-readonly", asked.ledger, "SELECT date((MAX(dutyDay) - 1) * 86400, 'unixepoch') FROM incident"],
        check=True, capture_output=True, text=True).stdout.strip()
    year = int(last[:4]) - 1

    def report(*words):
        return [program, *words, "--format", "json", "--ledger", asked.ledger]

    commands = {
        "shell": ["sqlite3", "-readonly", asked.ledger, GROUPING],
        "day": report("day", "--date", last),
        "day long past": report("day", "--date", f"{year}-07-01"),
        "year": report("range", "--from", f"{year}-01-01", "--to", f"{year}-12-31"),
        "year by day, shift and department": report(
            "range", "--from", f"{year}-01-01", "--to", f"{year}-12-31", "--by", "day", "--by", "shift",
            "--by", "department"),
        "start alone": [program, "--version"],
    }
    seconds = {name: [] for name in commands}
    for _ in range(asked.rounds):
        for name, command in commands.items():
            took, output = timed(command)
            seconds[name].append(took)
            if name in ("day", "year"):
                assert json.loads(output)["cohort"]["received"] > 0, "a report of nothing is no measure"
    shell = statistics.median(seconds["shell"])
    for name, times in seconds.items():
        median = statistics.median(times)
        print(f"{name:36} {median * 1000:9.1f} ms   1/{shell / median:.1f}")


if __name__ == "__main__":
    main()
