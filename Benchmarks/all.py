#!/usr/bin/env python3
"""Every figure of speed there is a goal for, beside its yardstick in the same run: one table.

    swift build -c release --static-swift-stdlib --disable-local-rpath --traits Static
    Benchmarks/all.py DIRECTORY [--quick] [--programs .build/release] [--boston FILE.csv.gz] [--ten-million]
                                [--only NAME …]

DIRECTORY, on a local disk, keeps the ledgers it makes, so that a second run begins at once; they grow with each run.
The full size makes ledgers of 10 000, 100 000 and 1 000 000 incidents, a tenth of each open (3 GB and about ten minutes on
two cores), and takes about twenty more to measure, four of them for the check; `--ten-million` adds one of ten million
(25 GB, more than an hour), on which only growth is measured.
`--quick` stops at 10 000: to see that the commands work, not to compare figures. `--boston`: a quarter of Boston's 311
records. Medians of rounds in which a program and its yardstick take turns; the load of the machine stands above and below.
"""

import argparse
import os
import sys
import time

import action
import boston
import board
import growth
import million
import reports
from common import Row, printed, surroundings


class Size:
    """How much of everything."""

    def __init__(self, quick, ten_million):
        self.incidents = [1_000, 10_000] if quick else [10_000, 100_000, 1_000_000]
        self.large = self.incidents[-1]
        self.incidents += [10_000_000] if ten_million else []
        self.acts = 350 if quick else 2050
        self.rounds = 50 if quick else 200
        self.starts = 5 if quick else 15
        self.idle = 10 if quick else 60
        self.reports = 3 if quick else 15
        self.imports = 2 if quick else 5
        self.growth = 150 if quick else 400


class Room:
    """The directory, and the ledgers in it by how many incidents they were made with."""

    def __init__(self, asked):
        self.directory, self.programs = os.path.abspath(asked.directory), os.path.abspath(asked.programs)
        self.boston = asked.boston and os.path.abspath(asked.boston)
        self.size = Size(asked.quick, asked.ten_million)

    def ledger(self, incidents):
        place = os.path.join(self.directory, str(incidents))
        ledger = os.path.join(place, "ledger", "duty.sqlite")
        done = os.path.join(place, "made")
        if not os.path.exists(done):
            if os.path.exists(ledger):
                raise SystemExit(f"{place} was left unfinished: remove it and run again")
            took = million.made(self.programs, place, incidents, incidents // 10)[1]
            with open(done, "w") as file:
                file.write(f"{took:.1f} s\n")
            print(f"made {incidents:,} incidents in {took:.0f} s", file=sys.stderr, flush=True)
        return ledger

    @property
    def large(self):
        """What the board, the search, the reports and the check are measured on."""
        return self.ledger(self.size.large)


def imported(room):
    if not room.boston or not os.path.exists(room.boston):
        return [Row("import of Boston's records", "left out: no file was given (`--boston`)", reach="≤ 15")]
    return boston.rows(room.programs, room.boston, room.size.imports, room.directory)


STEPS = {
    "board": lambda room: board.rows(room.programs, room.large, room.size.rounds, room.size.starts, room.size.idle),
    "action": lambda room: action.rows(room.programs, room.directory, "/dev/shm", room.size.acts),
    "reports": lambda room: reports.rows(room.programs, room.large, room.size.reports),
    "import": imported,
    "growth": lambda room: growth.rows(
        room.programs, [room.ledger(incidents) for incidents in room.size.incidents], room.size.growth),
    "check": lambda room: reports.check(room.programs, room.large),
}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("directory")
    options.add_argument("--programs", default=".build/release")
    options.add_argument("--quick", action="store_true", help="small ledgers, few rounds")
    options.add_argument("--boston", metavar="FILE.csv.gz")
    options.add_argument("--ten-million", action="store_true")
    options.add_argument("--only", nargs="+", choices=STEPS, metavar="NAME", help=", ".join(STEPS))
    asked = options.parse_args()
    os.makedirs(asked.directory, exist_ok=True)
    room = Room(asked)
    rows = []
    above = surroundings(asked.programs)
    for name in asked.only or STEPS:
        begun = time.monotonic()
        rows += STEPS[name](room)
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    print(f"{above}; the board's ledger: {room.size.large:,} incidents, a tenth open\n")
    printed(rows)
    print(f"\nload at the end {os.getloadavg()[0]:.2f}; missed: {sum(row.met is False for row in rows)} of {len(rows)}")


if __name__ == "__main__":
    main()
