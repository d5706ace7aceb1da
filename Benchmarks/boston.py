#!/usr/bin/env python3
"""The import of a real file of records beside the sqlite3 shell's `.import` of the same file.

    Benchmarks/boston.py FILE.csv.gz [--programs .build/release] [--rounds 5] [--directory .]

FILE: a quarter of Boston's 311 records, read under the profile `boston311`. Each round imports it into a ledger of its
own and into an empty database of the shell's, unpacking included.
"""

import argparse
import os
import tempfile

from common import Row, founded, median, printed, program, run, surroundings, timed


def rows(programs, file, rounds, directory):
    own, shell = [], []
    with tempfile.TemporaryDirectory(prefix="duty-import-", dir=directory) as place:
        for number in range(rounds):
            ledger = founded(programs, os.path.join(place, str(number), "duty.sqlite"))
            own.append(timed([
                program(programs, "duty-admin"), "import", "--ledger", ledger, "--profile", "boston311", file])[0])
            table = os.path.join(place, f"{number}.sqlite")
            shell.append(timed(["sqlite3", table, ".mode csv", f'.import "|gzip -dc {file}" record'])[0])
        records = int(run(["sqlite3", "-readonly", ledger, "SELECT COUNT(*) FROM incident"]))
    took, beside = median(own), median(shell)
    return [
        Row(f"import of {records:,} records", f"{took:.2f} s", f"sqlite3 shell, .import {beside:.3f} s",
            f"{took / beside:.1f}", "≤ 15", took / beside <= 15)]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("file")
    options.add_argument("--programs", default=".build/release")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--directory", default=".", help="on a disk")
    asked = options.parse_args()
    print(surroundings(asked.programs))
    printed(rows(asked.programs, os.path.abspath(asked.file), asked.rounds, asked.directory))


if __name__ == "__main__":
    main()
