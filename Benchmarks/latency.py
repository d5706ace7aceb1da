#!/usr/bin/env python3
"""From a platform's push to two desks' screens: how long an incident takes.

    Benchmarks/latency.py [--programs .build/release] [--rounds 300] [--idle 0]

Founds a ledger of its own, opens two desks on pseudo-terminals and one intake, pushes incidents one after another and
notes when each desk's output holds the incident's mark. Times are counted from the push and from intake's answer (the
incident is on the disk then); a desk that is quicker than the answer counts as 0. With --idle N it then leaves the
desks alone for N seconds and prints the CPU and the bytes they used.
"""

import argparse
import fcntl
import json
import os
import pty
import selectors
import struct
import subprocess
import sys
import tempfile
import termios
import time

COLUMNS, ROWS = 120, 40
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}


class Desk:
    """A duty-desk on a pseudo-terminal of its own."""

    def __init__(self, program, ledger):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execve(program, [program, "--ledger", ledger], ENVIRONMENT)
        # The next desk must not hold this one's terminal open: a desk leaves when its terminal is closed.
        os.set_inheritable(self.terminal, False)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.output = b""
        self.bytes = 0

    def read(self):
        chunk = os.read(self.terminal, 1 << 16)
        self.bytes += len(chunk)
        self.output = (self.output + chunk)[-(1 << 16) :]

    def cpu_seconds(self):
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def mark(number):
    """Letters that differ in every place from the mark before, so that a repaint writes all of them."""
    alphabet = "ABCDEFGHIJKLM" if number % 2 else "NOPQRSTUVWXYZ"
    letters = ""
    while len(letters) < 8:
        number, letter = divmod(number, len(alphabet))
        letters += alphabet[letter]
    return letters


def read_until(selector, desks, condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        left = deadline - time.monotonic()
        if left <= 0:
            return False
        for key, _ in selector.select(left):
            key.data()
    return True


def push(selector, desks, intake, number, base):
    """One incident; seconds from the push to the answer, and from push and answer to each desk's screen."""
    text = mark(number)
    # Each is due earlier than the one before: it stands at the top of the board.
    due = time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(base - 60 * number + 8 * 3600))
    line = json.dumps({"source": "grid", "externalId": text, "summary": text, "due": due}) + "\n"
    seen, answered = {}, []

    def look(desk):
        desk.read()
        if text.encode() in desk.output:
            seen.setdefault(desk, time.monotonic())

    def answer():
        intake.stdout.readline()
        answered.append(time.monotonic())

    for desk in desks:
        selector.modify(desk.terminal, selectors.EVENT_READ, lambda desk=desk: look(desk))
    selector.modify(intake.stdout, selectors.EVENT_READ, answer)
    start = time.monotonic()
    intake.stdin.write(line.encode())
    intake.stdin.flush()
    if not read_until(selector, desks, lambda: answered and len(seen) == len(desks), 5):
        sys.exit(f"{text} never stood on {len(desks) - len(seen)} of {len(desks)} desks")
    # The selection stays on its incident; back to the top with it, or the window follows it down.
    for desk in desks:
        os.write(desk.terminal, b"g")
    stood = list(seen.values())
    return answered[0] - start, [t - start for t in stood], [max(0.0, t - answered[0]) for t in stood]


def told(name, seconds):
    ordered = sorted(seconds)

    def at(share):
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    print(f"{name:<28} n={len(ordered):<5} median {at(0.5):7.2f} ms  p95 {at(0.95):7.2f}  p99 {at(0.99):7.2f}  max {at(1):7.2f}")


def rest(selector, desks, seconds):
    for desk in desks:
        selector.modify(desk.terminal, selectors.EVENT_READ, desk.read)
    read_until(selector, desks, lambda: False, 2)
    before = [(desk.cpu_seconds(), desk.bytes) for desk in desks]
    read_until(selector, desks, lambda: False, seconds)
    for desk, (cpu, written) in zip(desks, before):
        print(
            f"idle {seconds} s: CPU {100 * (desk.cpu_seconds() - cpu) / seconds:.2f} %, "
            f"{60 * (desk.bytes - written) / seconds:.0f} bytes a minute"
        )


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--programs", default=".build/debug")
    options.add_argument("--rounds", type=int, default=300)
    options.add_argument("--idle", type=int, default=0)
    asked = options.parse_args()

    def program(name):
        return os.path.join(os.path.abspath(asked.programs), name)

    with tempfile.TemporaryDirectory(prefix="duty-latency-") as directory:
        ledger = directory + "/ledger/duty.sqlite"
        subprocess.run(
            [program("duty-admin"), "init", "--ledger", ledger],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=ENVIRONMENT,
        )
        desks = [Desk(program("duty-desk"), ledger) for _ in range(2)]
        intake = subprocess.Popen(
            [program("duty-admin"), "intake", "--ledger", ledger],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=ENVIRONMENT,
        )
        selector = selectors.DefaultSelector()
        for desk in desks:
            selector.register(desk.terminal, selectors.EVENT_READ, desk.read)
        selector.register(intake.stdout, selectors.EVENT_READ, None)
        if not read_until(selector, desks, lambda: all(desk.bytes > 500 for desk in desks), 10):
            sys.exit("a desk did not come up")
        base = time.time() + 60 * (asked.rounds + 60)
        rounds = [push(selector, desks, intake, number, base) for number in range(asked.rounds)]
        told("push → answer", [r[0] for r in rounds])
        told("push → on a desk's screen", [t for r in rounds for t in r[1]])
        told("answer → on a desk's screen", [t for r in rounds for t in r[2]])
        selector.unregister(intake.stdout)
        if asked.idle:
            rest(selector, desks, asked.idle)
        intake.stdin.close()
        intake.wait()
        for desk in desks:
            desk.close()


if __name__ == "__main__":
    main()
