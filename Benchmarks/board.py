#!/usr/bin/env python3
"""The board on a large ledger: first paint beside htop's and calcurse's, keys, other processes' commits, rest.

    Benchmarks/board.py LEDGER [--programs .build/release] [--rounds 200] [--starts 15] [--idle 60]

LEDGER is one that Benchmarks/million.py made; this adds incidents to it. Yardsticks that are not installed are left
out and named. Times end with the last byte of a repaint: what comes within 4 ms of another belongs to it.
"""

import argparse
import fcntl
import json
import os
import pty
import select
import shutil
import struct
import subprocess
import tempfile
import termios
import time

COLUMNS, ROWS = 120, 40
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
QUIET = 0.004


class Screen:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, command, environment=ENVIRONMENT):
        self.begun = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execvpe(command[0], command, environment)
        os.set_inheritable(self.terminal, False)

    def burst(self, mark=b"", patience=20.0, quiet=QUIET):
        """Reads until `mark` has come and then nothing more; the bytes, and when the last of them came."""
        seen, last, deadline = b"", time.monotonic(), time.monotonic() + patience
        while time.monotonic() < deadline:
            begun = seen and mark in seen
            if not select.select([self.terminal], [], [], quiet if begun else deadline - time.monotonic())[0]:
                return seen, last
            seen += os.read(self.terminal, 1 << 16)
            last = time.monotonic()
        raise SystemExit(f"never on screen: {mark!r}")

    def settle(self):
        while select.select([self.terminal], [], [], 0.3)[0]:
            os.read(self.terminal, 1 << 16)

    def type(self, keys):
        os.write(self.terminal, keys)

    def cpu_seconds(self):
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mib(self):
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    def end(self):
        os.kill(self.pid, 15)
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def share(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def told(name, value, unit, aim=None, reference=None):
    against = f"  {value / reference:6.2f} x" if reference else " " * 10
    verdict = "" if aim is None else f"  aim {aim:g}: " + ("met" if value <= aim else "MISSED")
    print(f"{name:<46} {value:9.2f} {unit:<6}{against}{verdict}")


def first_paint(command, starts, environment=ENVIRONMENT, mark=b""):
    times = []
    for _ in range(starts):
        screen = Screen(command, environment)
        times.append(1000 * (screen.burst(mark, quiet=0.05)[1] - screen.begun))
        screen.end()
    return share(times, 0.5)


def starts(desk, count):
    """A screen is whole when its last row is there: each of the three names the key that leaves in it."""
    with tempfile.TemporaryDirectory() as home:
        own = first_paint(desk, count, mark="离开".encode())
        told("start -> full board, median", own, "ms")
        for name, aim in (("htop", 0.25), ("calcurse", 1.0)):
            if not shutil.which(name):
                print(f"{name} is not installed: left out")
                continue
            options = ["-D", home] if name == "calcurse" else []
            other = first_paint([name] + options, count, dict(ENVIRONMENT, HOME=home), mark=b"Quit")
            told(f"  {name}'s first paint", other, "ms")
            told(f"  start as a share of {name}'s", own / other, "x", aim)


def keys(screen, rounds):
    times, sizes = [], []
    for number in range(rounds):
        key = b"j" if number % 40 < 20 else b"k"
        begun = time.monotonic()
        screen.type(key)
        seen, ended = screen.burst()
        times.append(1000 * (ended - begun))
        sizes.append(len(seen))
    told("key -> repaint, median", share(times, 0.5), "ms")
    told("key -> repaint, p99", share(times, 0.99), "ms", 5)
    told("bytes of a moved selection, median", share(sizes, 0.5), "bytes")


def letters(number):
    """Differs in every place from the one before, so that a repaint writes all of it."""
    alphabet = "ABCDEFGHIJKLM" if number % 2 else "NOPQRSTUVWXYZ"
    return "".join(alphabet[(number // 13**place) % 13] for place in range(8))


def commits(screen, admin, ledger, rounds):
    intake = subprocess.Popen(
        [admin, "intake", "--ledger", ledger], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=ENVIRONMENT
    )
    late = []
    # Each is due earlier than all before it, those of earlier runs too: it stands at the top of the board.
    begun = 1_795_000_000
    base = begun - 5 * (time.time() - begun)
    for number in range(rounds):
        due = time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(base - number + 8 * 3600))
        line = {"source": "grid", "externalId": f"{os.getpid()}-{number}", "summary": letters(number), "due": due}
        intake.stdin.write(json.dumps(line).encode() + b"\n")
        intake.stdout.readline()
        answered = time.monotonic()
        late.append(1000 * max(0.0, screen.burst(letters(number).encode())[1] - answered))
        screen.type(b"g")
        screen.settle()
    intake.stdin.close()
    intake.wait()
    told("commit elsewhere -> on screen, median", share(late, 0.5), "ms")
    told("commit elsewhere -> on screen, p99", share(late, 0.99), "ms", 10)


def rest(screen, seconds):
    screen.settle()
    cpu, read, until = screen.cpu_seconds(), 0, time.monotonic() + seconds
    while time.monotonic() < until:
        if select.select([screen.terminal], [], [], max(0, until - time.monotonic()))[0]:
            read += len(os.read(screen.terminal, 1 << 16))
    told("idle CPU", 100 * (screen.cpu_seconds() - cpu) / seconds, "%", 0.5)
    told("idle bytes a minute (aim: 100 + 16 a clock)", 60 * read / seconds, "bytes")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("ledger")
    options.add_argument("--programs", default=".build/release")
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--starts", type=int, default=15)
    options.add_argument("--idle", type=int, default=60)
    asked = options.parse_args()
    programs = os.path.abspath(asked.programs)
    desk = [os.path.join(programs, "duty-desk"), "--ledger", asked.ledger]
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}, {asked.programs}")
    starts(desk, asked.starts)
    screen = Screen(desk)
    screen.burst("离开".encode())
    screen.type(b"7")
    screen.settle()
    keys(screen, asked.rounds)
    commits(screen, os.path.join(programs, "duty-admin"), asked.ledger, asked.rounds)
    if asked.idle:
        rest(screen, asked.idle)
    told("resident memory", screen.resident_mib(), "MiB", 40)
    screen.end()
    print(f"load at the end {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    main()
