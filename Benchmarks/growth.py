#!/usr/bin/env python3
"""What one durable action costs as the ledger grows.

    Benchmarks/growth.py LEDGER … [--programs .build/release] [--rounds 400]

Ledgers of Benchmarks/million.py, from small to large; incidents are added to each. One intake is open on each, and in
every round each of them registers one incident, so that all meet the same disk and the same neighbours.
"""

import argparse

from common import Intake, Row, median, milliseconds, printed, run, surroundings

WARM = 20


def entries(ledger):
    return int(run(["sqlite3", "-readonly", ledger, "SELECT MAX(number) FROM entry"]))


def rows(programs, ledgers, rounds):
    sizes = [entries(ledger) for ledger in ledgers]
    intakes = [Intake(programs, ledger) for ledger in ledgers]
    times = [[] for _ in ledgers]
    for number in range(WARM + rounds):
        for intake, own in zip(intakes, times):
            own.append(intake.register(number))
    for intake in intakes:
        intake.close()
    medians = [median(own[WARM:]) for own in times]
    found = []
    for size, took in list(zip(sizes, medians))[1:]:
        ratio = took / medians[0]
        found.append(
            Row(f"one action after {size:,} entries, median of {rounds}", milliseconds(took),
                f"after {sizes[0]:,} entries {milliseconds(medians[0])}", f"{ratio:.2f}", "0.8 – 1.2", 0.8 <= ratio <= 1.2))
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("ledgers", nargs="+", metavar="LEDGER")
    options.add_argument("--programs", default=".build/release")
    options.add_argument("--rounds", type=int, default=400)
    asked = options.parse_args()
    print(surroundings(asked.programs))
    printed(rows(asked.programs, asked.ledgers, asked.rounds))


if __name__ == "__main__":
    main()
