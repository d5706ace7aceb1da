#!/usr/bin/env python3
"""From a platform's push to two desks' screens: how long an incident takes.

    Benchmarks/latency.py [--programs .build/release] [--rounds 300] [--idle 0]

Founds a ledger of its own, opens two desks on pseudo-terminals and one intake, pushes incidents, fewer than ten a
second, and notes when each desk's output holds the incident's mark. Times are counted from the push and from intake's
answer (the incident is on the disk then); a desk that is quicker than the answer counts as 0. With --idle N it then
leaves the desks alone for N seconds and prints the CPU and the bytes they used.
"""

import argparse
import os
import selectors
import tempfile
import time

from common import Intake, Screen, founded, letters, median, program, share


class Desk(Screen):
    """A duty-desk that is read as its output comes."""

    def __init__(self, programs, ledger):
        super().__init__([program(programs, "duty-desk"), "--ledger", ledger])
        self.output, self.bytes = b"", 0

    def read(self):
        chunk = os.read(self.terminal, 1 << 16)
        self.bytes += len(chunk)
        self.output = (self.output + chunk)[-(1 << 16) :]


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
    text = letters(number)
    # Each is due earlier than the one before: it stands at the top of the board.
    due = time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(base - 60 * number + 8 * 3600))
    seen, answered = {}, []

    def look(desk):
        desk.read()
        if text.encode() in desk.output:
            seen.setdefault(desk, time.monotonic())

    def answer():
        intake.process.stdout.readline()
        answered.append(time.monotonic())

    for desk in desks:
        selector.modify(desk.terminal, selectors.EVENT_READ, lambda desk=desk: look(desk))
    selector.modify(intake.process.stdout, selectors.EVENT_READ, answer)
    start = time.monotonic()
    intake.process.stdin.write(intake.line(number, summary=text, due=due))
    if not read_until(selector, desks, lambda: answered and len(seen) == len(desks), 5):
        raise SystemExit(f"{text} never stood on {len(desks) - len(seen)} of {len(desks)} desks")
    # The selection stays on its incident; back to the top with it, or the window follows it down.
    for desk in desks:
        desk.type(b"g")
    stood = list(seen.values())
    return answered[0] - start, [t - start for t in stood], [max(0.0, t - answered[0]) for t in stood]


def paused(selector, desks):
    """A tenth of a second: what comes closer together is shown together."""
    for desk in desks:
        selector.modify(desk.terminal, selectors.EVENT_READ, desk.read)
    read_until(selector, desks, lambda: False, 0.1)


def told(name, seconds):
    late = "  ".join(
        f"{words} {1000 * share(seconds, part):7.2f}" for words, part in (("p95", 0.95), ("p99", 0.99), ("max", 1)))
    print(f"{name:<28} n={len(seconds):<5} median {1000 * median(seconds):7.2f} ms  {late}")


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
    with tempfile.TemporaryDirectory(prefix="duty-latency-") as directory:
        ledger = founded(asked.programs, directory + "/ledger/duty.sqlite")
        desks = [Desk(asked.programs, ledger) for _ in range(2)]
        intake = Intake(asked.programs, ledger)
        selector = selectors.DefaultSelector()
        for desk in desks:
            selector.register(desk.terminal, selectors.EVENT_READ, desk.read)
        selector.register(intake.process.stdout, selectors.EVENT_READ, None)
        if not read_until(selector, desks, lambda: all(desk.bytes > 500 for desk in desks), 10):
            raise SystemExit("a desk did not come up")
        base = time.time() + 60 * (asked.rounds + 60)
        rounds = []
        for number in range(asked.rounds):
            paused(selector, desks)
            rounds.append(push(selector, desks, intake, number, base))
        told("push → answer", [r[0] for r in rounds])
        told("push → on a desk's screen", [t for r in rounds for t in r[1]])
        told("answer → on a desk's screen", [t for r in rounds for t in r[2]])
        selector.unregister(intake.process.stdout)
        if asked.idle:
            rest(selector, desks, asked.idle)
        intake.close()
        for desk in desks:
            selector.unregister(desk.terminal)
            desk.end()


if __name__ == "__main__":
    main()
