#!/usr/bin/env python3
"""A ledger of very many incidents, made up and the same each time, but for the day it ends on.

    Benchmarks/million.py DIRECTORY [--programs .build/release] [--incidents 1000000] [--open 100000]

Writes a table and imports it into DIRECTORY/ledger/duty.sqlite, which must not be there yet. The open
incidents are every second one of the last, due in the weeks to come.
"""

import argparse
import csv
import datetime
import os
import random
import sys

from common import HERE, founded, program, surroundings, timed

PLACES = ["东门", "西街", "南桥", "北巷", "柳桥", "荷塘", "新村", "老站"]
MATTERS = ["摊位占道", "路灯不亮", "井盖松动", "垃圾未清", "噪声扰民", "违停堵路", "水管渗漏", "树枝压线"]
UNITS = ["样例执法队", "样例环卫所", "样例物业", "样例水务站"]
FORMAT = "%Y-%m-%d %H:%M:%S"


def rows(count, still_open, end):
    dice = random.Random(20261124)
    step = datetime.timedelta(days=3 * 365) / count
    for number in range(count):
        received = end - step * (count - number)
        due = received + datetime.timedelta(hours=dice.choice([4, 24, 72, 360]))
        closed = reply = ""
        if number >= count - 2 * still_open and number % 2 == 0:
            due = end + datetime.timedelta(minutes=dice.randrange(60, 60 * 24 * 30))
        else:
            closed = min(received + datetime.timedelta(minutes=dice.randrange(5, 3000)), end).strftime(FORMAT)
            reply = "已处理"
        place, matter = dice.choice(PLACES), dice.choice(MATTERS)
        yield [
            f"m-{number}", received.strftime(FORMAT), closed, due.strftime(FORMAT), matter, dice.choice(UNITS),
            f"{place}{matter}第{number}件", f"{place}{dice.randrange(1, 200)}号", f"样例社区第{dice.randrange(1, 40)}网格",
            dice.choice(["网格", "热线", "巡查"]), reply,
        ]


def made(programs, directory, incidents, still_open):
    """Makes the ledger; its path, and the seconds its import took."""
    ledger, table = os.path.join(directory, "ledger", "duty.sqlite"), os.path.join(directory, "incidents.csv")
    os.makedirs(directory, exist_ok=True)
    end = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).replace(tzinfo=None, microsecond=0)
    with open(table, "w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow("id received closed due category department summary place grid source reply".split())
        lines.writerows(rows(incidents, min(still_open, incidents), end))
    founded(programs, ledger)
    took, _ = timed([
        program(programs, "duty-admin"), "import", "--ledger", ledger, "--profile", os.path.join(HERE, "million.json"), table])
    os.unlink(table)
    return ledger, took


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("directory")
    options.add_argument("--programs", default=".build/release")
    options.add_argument("--incidents", type=int, default=1_000_000)
    options.add_argument("--open", type=int, default=100_000)
    asked = options.parse_args()
    if os.path.exists(os.path.join(asked.directory, "ledger", "duty.sqlite")):
        sys.exit(f"{asked.directory}/ledger is there already")
    print(surroundings(asked.programs))
    ledger, took = made(asked.programs, asked.directory, asked.incidents, asked.open)
    print(f"imported in {took:.1f} s, ledger {os.path.getsize(ledger) >> 20} MiB: {ledger}")


if __name__ == "__main__":
    main()
