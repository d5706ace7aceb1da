#!/usr/bin/env python3
"""One durable action beside the sqlite3 C library writing the same rows to the same tables, on a disk and on tmpfs.

    Benchmarks/action.py [--programs .build/release] [--acts 2000] [--directory .] [--memory /dev/shm]

A reception as a platform pushes it: from writing its line to reading the answer, rules, chain, rows, counts, index and
lock included. The C library (`same_rows.c`) answers a line, through a pipe too, when the rows that the same reception left
behind are in the same tables and on the disk. The two take turns, each on a copy of the same ledger; afterwards
`duty-admin check` finds nothing wrong with what the C library wrote, so the rows are the same.
"""

import argparse
import os
import shutil
import tempfile

from common import HERE, Intake, Lines, Row, founded, median, milliseconds, printed, program, run, surroundings

WARM = 50


def compiled(directory):
    """The C program."""
    made = os.path.join(directory, "same_rows")
    run(["cc", "-O2", "-Wall", "-Werror", "-o", made, os.path.join(HERE, "same_rows.c"), "-lsqlite3"])
    return made


def pushed(programs, ledger, count):
    intake = Intake(programs, ledger)
    for number in range(count):
        intake.register(number)
    intake.close()


def copied(ledger, name):
    """A copy of a ledger that nobody has open, in a directory of its own beside it."""
    directory = os.path.join(os.path.dirname(os.path.dirname(ledger)), name)
    os.makedirs(directory)
    return shutil.copy(ledger, os.path.join(directory, "duty.sqlite"))


def measured(programs, place, acts):
    """Seconds of each action and of each of the C library's, in turns."""
    with tempfile.TemporaryDirectory(prefix="duty-action-", dir=place) as directory:
        before = founded(programs, os.path.join(directory, "before", "duty.sqlite"))
        pushed(programs, before, WARM)
        after, ours, theirs = (copied(before, name) for name in ("after", "ours", "theirs"))
        pushed(programs, after, acts)
        rows = Lines([compiled(directory), theirs, after, acts])
        intake = Intake(programs, ours)
        pairs = [(intake.register(number), rows.push(b"\n")[0]) for number in range(acts)]
        rows.close()
        intake.close()
        run([program(programs, "duty-admin"), "check", "--ledger", theirs])
    return [own for own, _ in pairs[WARM:]], [other for _, other in pairs[WARM:]]


def rows(programs, disk, memory, acts):
    found = []
    for words, place, reach in (("disk", disk, 1.3), ("tmpfs", memory, 2.0)):
        own, other = map(median, measured(programs, place, acts))
        found.append(
            Row(f"one durable action on {words}, median of {acts - WARM}", milliseconds(own),
                f"sqlite3 C library, same rows {milliseconds(other)}", f"{own / other:.2f}", f"≤ {reach:g}",
                own / other <= reach))
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--programs", default=".build/release")
    options.add_argument("--acts", type=int, default=2000)
    options.add_argument("--directory", default=".", help="on a disk")
    options.add_argument("--memory", default="/dev/shm", help="on tmpfs")
    asked = options.parse_args()
    print(surroundings(asked.programs))
    printed(rows(asked.programs, asked.directory, asked.memory, asked.acts))


if __name__ == "__main__":
    main()
