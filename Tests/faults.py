#!/usr/bin/env python3
"""Breaks ledgers in every way we can think of, and proves that nothing acknowledged is lost and nothing wrong is told.

    Tests/faults.py [--programs .build/debug] [--short] [--shared] [--only NAME …] [--kills 1000] [--flips 1000]
                    [--cuts 2000] [--seconds 60] [--bytes 1000000] [--every 1] [--seed 1] [--lines 6] [--directory DIR]

Prints a line for each fault: what was tried, the verdict, seconds, and the control's verdict. A control is the same
fault with the protection taken away or the oracle lied to; it must be found. Exits with 1 where a verdict is wrong or a
control was not found. Needs programs built without the trait `Static`, gcc or clang (for a preload), gdb (for the WAL-reset
race), a SQLite that programs and Python share, and for the full and the read-only disk the right to mount a tmpfs; a bind
mount and another account are tried where that is allowed. `--directory` should be on a real disk. `--shared` leaves out, by
name, what this machine has not got, and load and keyboard, which want the machine to themselves: they wait for answers.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "Tests" / "faults"))

import bits  # noqa: E402
import clocks  # noqa: E402
import commands  # noqa: E402
import disk  # noqa: E402
import keyboard  # noqa: E402
import killing  # noqa: E402
import load  # noqa: E402
import outputs  # noqa: E402
import pages  # noqa: E402
import places  # noqa: E402
import poison  # noqa: E402
import power  # noqa: E402
import reset  # noqa: E402
import storm  # noqa: E402
import surroundings  # noqa: E402
import tries  # noqa: E402
from room import Room, Verdict  # noqa: E402

FAMILIES = [killing, commands, disk, power, bits, pages, clocks, poison, outputs, places, storm, surroundings, reset, keyboard,
    tries, load]


class Size:
    """How much of everything; `--short` for a look within two minutes."""

    def __init__(self, asked):
        short = asked.short
        self.short = short
        self.kills = asked.kills or (40 if short else 1000)
        self.flips = asked.flips or (40 if short else 1000)
        self.cuts = asked.cuts or (100 if short else 2000)
        self.seconds = asked.seconds or (6 if short else 60)
        self.writes = range(1, 61, 20 if short else 1)
        self.checkpoint_writes = range(2, 140, 69 if short else 3)
        self.check_each = 5
        self.every = asked.every
        self.text = (1 if short else 300) << 10
        self.bytes = asked.bytes or (20_000 if short else 1_000_000)

    def few(self, dice, count):
        """Picks among `count` points, from 1: all, or each `every`-th; in the short form one from their middle third."""
        if self.short and count:
            return [count // 3 + 1 + dice.randrange(max(1, count // 3 - 1))]
        return range(1 + dice.randrange(self.every), count + 1, self.every)


def told(name, verdict, seconds, lines):
    """Prints the fault's line and the first of its problems; True where all is as it must be."""
    right = not verdict.problems and bool(verdict.control)
    found = "sound" if not verdict.problems else f"DAMAGE ({len(verdict.problems)}): {verdict.problems[0][:200]}"
    control = f"found ({len(verdict.control)}: {verdict.control[0][:70]})" if verdict.control else "NOT FOUND"
    note = f" | {verdict.note}" if verdict.note else ""
    print(f"{name:<14} | {verdict.tried} | {found} | {seconds:.1f} s | control {control}{note}", flush=True)
    for problem in verdict.problems[1:lines]:
        print(f"{'':<14}   {problem[:200]}", flush=True)
    return right


def left_out(place):
    """The faults that cannot be tried on a machine that is shared, and why."""
    found = dict.fromkeys(("load", "keyboard"), "wants the machine to itself")
    small = Path(place) / "small"
    small.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", small], stderr=subprocess.DEVNULL).returncode:
        found |= dict.fromkeys(("disk-full", "read-only"), "nothing may be mounted here")
    else:
        subprocess.run(["umount", small], check=True)
    if not shutil.which("gdb"):
        found["wal-reset"] = "gdb is not installed"
    return found


def main():
    faults = {name: fault for family in FAMILIES for name, fault in family.FAULTS.items()}
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--programs", default=ROOT / ".build" / "debug")
    options.add_argument("--short", action="store_true", help="everything, in two minutes")
    options.add_argument("--shared", action="store_true", help="what can be tried on a machine that is shared")
    options.add_argument("--only", nargs="+", choices=faults, metavar="NAME", help=", ".join(faults))
    for count in ("kills", "flips", "cuts", "seconds", "bytes"):
        options.add_argument(f"--{count}", type=int)
    options.add_argument("--every", type=int, default=1, help="commands are killed at each so-many-th of their points")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--lines", type=int, default=6, help="so many problems of each fault are told")
    options.add_argument("--directory", help="where the ledgers lie meanwhile")
    asked = options.parse_args()
    right = True
    with tempfile.TemporaryDirectory(prefix="duty-faults-", dir=asked.directory) as place:
        room = Room(asked.programs, place, asked.seed)
        without = left_out(place) if asked.shared else {}
        for name in asked.only or faults:
            if name in without:
                print(f"{name:<14} | left out: {without[name]}", flush=True)
                continue
            start = time.monotonic()
            try:
                verdict = faults[name](room, Size(asked))
            except Exception as error:  # One that cannot be tried must not keep the others from it.
                traceback.print_exc()
                verdict = Verdict("not tried to the end", [f"{type(error).__name__}: {error}"], [])
            right = told(name, verdict, time.monotonic() - start, asked.lines) and right
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
