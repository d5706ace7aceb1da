#!/usr/bin/env python3
"""The board on a large ledger: first paint beside htop's and calcurse's, keys, search, other processes' commits, rest.

    Benchmarks/board.py LEDGER [--programs .build/release] [--rounds 200] [--starts 15] [--idle 60]

LEDGER is one that Benchmarks/million.py made; this adds incidents to it. Yardsticks that are not installed are left
out and named. Times end with the last byte of a repaint: what comes within 4 ms of another belongs to it.
"""

import argparse
import os
import select
import shutil
import tempfile
import time

from common import (
    ENVIRONMENT, Intake, Row, Screen, letters, median, milliseconds, printed, program, share, surroundings, timed)

SOUGHT = [
    "东门", "路灯不亮", "井盖", "dongmen", "ldbl", "xjjg", "违停堵路", "第7", "88888", "东门 井盖", "shuiguan", "南桥 树枝", "100"]


def first_paint(command, environment, mark, quiet=0.05):
    screen = Screen(command, environment)
    took = screen.burst(mark, quiet=quiet)[1] - screen.begun
    screen.end()
    return took


def starts(programs, ledger, count):
    """Start → full board, beside other programs' first paint, one after the other in each round. A screen is whole when
    its last row is there: each of the three names the key that leaves in it."""
    with tempfile.TemporaryDirectory() as home:
        home_environment = dict(ENVIRONMENT, HOME=home)
        commands = {"desk": ([program(programs, "duty-desk"), "--ledger", ledger], ENVIRONMENT, "离开".encode())}
        for name, options in (("htop", []), ("calcurse", ["-D", home])):
            if shutil.which(name):
                commands[name] = ([name] + options, home_environment, b"Quit")
        times = {name: [] for name in commands}
        for _ in range(count):
            for name, command in commands.items():
                times[name].append(first_paint(*command))
    desk = median(times["desk"])
    rows = []
    for name, reach, words in (("htop", 0.25, "≤ 1/4"), ("calcurse", 1.0, "< 1")):
        if name not in times:
            rows.append(Row("start → full board", milliseconds(desk), f"{name}: not installed", reach=words))
            continue
        other = median(times[name])
        rows.append(
            Row("start → full board", milliseconds(desk), f"{name} {milliseconds(other)}", f"{desk / other:.2f}", words,
                desk / other <= reach))
    return rows


def keys(screen, rounds):
    answers = [screen.answer(b"j" if number % 40 < 20 else b"k") for number in range(rounds)]
    times, sizes = [took for took, _ in answers], [size for _, size in answers]
    late = share(times, 0.99)
    return [
        Row("key → repaint, p99 (median)", f"{milliseconds(late)} ({milliseconds(median(times))})", reach="5 ms",
            met=late <= 0.005),
        Row("bytes of a moved selection and the incident beside it, median", f"{median(sizes):.0f}"),
    ]


def changed_rows(programs, ledger, rounds):
    """Where no incident stands beside the queue, a moved selection changes two rows and nothing else."""
    screen = Screen([program(programs, "duty-desk"), "--ledger", ledger], size=(24, 80))
    screen.burst("离开".encode())
    # Past the short rows that this measuring itself has put on top.
    for key in [b"7"] + [b"\x1b[6~"] * 20:
        screen.type(key)
        screen.settle()
    sizes = [screen.answer(b"k" if number % 20 < 10 else b"j")[1] for number in range(rounds)]
    screen.end()
    wide = median(sizes) / 2
    return [Row("bytes of a changed row, median", f"{wide:.0f}", reach="400", met=wide <= 400)]


def search(screen, ledger, rounds):
    """Each letter typed → the page of hits, beside the sqlite3 shell looking for the whole text in all words."""
    times, scans = [], []
    for _ in range(rounds):
        for sought in SOUGHT:
            screen.type(b"/")
            screen.settle()
            times += [screen.answer(letter.encode())[0] for letter in sought]
            screen.type(b"\x1b")
            screen.settle()
        scans.append(timed([
            "sqlite3", "-readonly", ledger, f"SELECT COUNT(*) FROM words WHERE instr(text, '{SOUGHT[0]}')"])[0])
    late, scan = share(times, 0.99), median(scans)
    return [
        Row(f"search as typed, p99 of {len(times)} keys (median)", f"{milliseconds(late)} ({milliseconds(median(times))})",
            f"sqlite3 shell, substring in all words {milliseconds(scan)}", f"1/{scan / late:.0f}", "16 ms", late <= 0.016)]


def commits(screen, programs, ledger, rounds):
    """Another process's answer (the incident is on the disk) → it is on screen."""
    intake = Intake(programs, ledger)
    late = []
    # Each is due earlier than all before it, those of earlier runs too: it stands at the top of the board.
    begun = 1_795_000_000
    base = begun - 5 * (time.time() - begun)
    for number in range(rounds):
        due = time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(base - number + 8 * 3600))
        intake.register(number, summary=letters(number), due=due)
        answered = time.monotonic()
        late.append(max(0.0, screen.burst(letters(number).encode())[1] - answered))
        screen.type(b"g")
        screen.settle()
    intake.close()
    last = share(late, 0.99)
    return [
        Row("commit elsewhere → on screen, p99 (median)", f"{milliseconds(last)} ({milliseconds(median(late))})",
            reach="10 ms", met=last <= 0.010)]


def rest(screen, seconds):
    screen.settle()
    cpu, read, until = screen.cpu_seconds(), 0, time.monotonic() + seconds
    while time.monotonic() < until:
        if select.select([screen.terminal], [], [], max(0, until - time.monotonic()))[0]:
            read += len(os.read(screen.terminal, 1 << 16))
    used = 100 * (screen.cpu_seconds() - cpu) / seconds
    return [
        Row(f"idle CPU, {seconds} s", f"{used:.2f} %", reach="0.5 %", met=used <= 0.5),
        Row("idle bytes a minute", f"{60 * read / seconds:.0f}", reach="100 + 16 for each clock that changed"),
    ]


def rows(programs, ledger, rounds, paints, idle):
    """All of it; the desk is opened once for all but the starts."""
    found = starts(programs, ledger, paints)
    screen = Screen([program(programs, "duty-desk"), "--ledger", ledger])
    screen.burst("离开".encode())
    screen.type(b"7")
    screen.settle()
    found += keys(screen, rounds)
    found += search(screen, ledger, max(1, rounds // 50))
    found += commits(screen, programs, ledger, rounds)
    if idle:
        found += rest(screen, idle)
    memory = screen.resident_mib()
    found.append(Row("resident memory of that desk", f"{memory:.0f} MiB", reach="40 MB", met=memory * 1.048576 <= 40))
    screen.end()
    return found + changed_rows(programs, ledger, rounds)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("ledger")
    options.add_argument("--programs", default=".build/release")
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--starts", type=int, default=15)
    options.add_argument("--idle", type=int, default=60)
    asked = options.parse_args()
    print(surroundings(asked.programs))
    printed(rows(asked.programs, asked.ledger, asked.rounds, asked.starts, asked.idle))
    print(f"load at the end {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    main()
