"""What the benchmarks share: programs on a pseudo-terminal, pushes through a pipe, medians, and a row of the table."""

import dataclasses
import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time

sys.dont_write_bytecode = True

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS, ROWS = 120, 40
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
QUIET = 0.004
"""Seconds: what comes this soon after another byte belongs to the same repaint."""


@dataclasses.dataclass
class Row:
    """One row of the table. `ratio` is measured by yardstick; `met` is None where nothing is to be reached."""

    what: str
    measured: str
    yardstick: str = "–"
    ratio: str = "–"
    reach: str = "–"
    met: bool | None = None

    def line(self):
        verdict = "–" if self.met is None else "met" if self.met else "**missed**"
        return " | ".join(["", self.what, self.measured, self.yardstick, self.ratio, self.reach, verdict, ""]).strip()


HEADING = """| what | measured | yardstick in the same run | ratio | reach | |
|---|---|---|---|---|---|"""


def printed(rows):
    print(HEADING)
    for row in rows:
        print(row.line(), flush=True)


def share(values, part):
    """The value that this part of all lies below: 0.5 is the median."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def median(values):
    return share(values, 0.5)


def milliseconds(seconds):
    digits = 3 if seconds < 0.001 else 2 if seconds < 0.01 else 1 if seconds < 0.1 else 0
    return f"{1000 * seconds:.{digits}f} ms"


def letters(number):
    """Differs in every place from the one before, so that a repaint writes all of it."""
    alphabet = "ABCDEFGHIJKLM" if number % 2 else "NOPQRSTUVWXYZ"
    return "".join(alphabet[(number // 13**place) % 13] for place in range(8))


def surroundings(programs):
    return f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}, {programs}"


def program(programs, name):
    return os.path.join(os.path.abspath(programs), name)


def run(command, **more):
    return subprocess.run(
        list(map(str, command)), check=True, stdin=subprocess.DEVNULL, capture_output=True, env=ENVIRONMENT, **more).stdout


def timed(command, **more):
    begun = time.perf_counter()
    output = run(command, **more)
    return time.perf_counter() - begun, output


def founded(programs, ledger):
    """A new ledger with the starter catalogue."""
    run([program(programs, "duty-admin"), "init", "--ledger", ledger])
    return ledger


class Lines:
    """A program that answers each line on its standard input with one on its standard output."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=ENVIRONMENT)

    def push(self, line):
        """Seconds from writing the line to reading the answer, and the answer."""
        begun = time.perf_counter()
        self.process.stdin.write(line)
        answer = self.process.stdout.readline()
        took = time.perf_counter() - begun
        if not answer:
            raise SystemExit(f"{self.process.args[0]} ended with {self.process.wait()}")
        return took, answer

    def close(self):
        self.process.stdin.close()
        if self.process.wait():
            raise SystemExit(f"{self.process.args[0]} ended with {self.process.returncode}")
        self.process.stdout.close()


class Intake(Lines):
    """`duty-admin intake` on a ledger; what it pushes differs from run to run, so that none is known already."""

    def __init__(self, programs, ledger):
        super().__init__([program(programs, "duty-admin"), "intake", "--ledger", ledger])
        self.run = f"{os.getpid()}-{time.monotonic_ns()}"

    def line(self, number, **facts):
        told = {"source": "grid", "externalId": f"{self.run}-{number}", "summary": f"东门摊位占道第{number}件"}
        return json.dumps(told | facts).encode() + b"\n"

    def register(self, number, **facts):
        """Registers one incident; seconds until it is on the disk and answered."""
        took, answer = self.push(self.line(number, **facts))
        if "entry" not in json.loads(answer):
            raise SystemExit(f"not registered: {answer.decode()}")
        return took


class Screen:
    """A program on a pseudo-terminal of its own."""

    def __init__(self, command, environment=ENVIRONMENT, size=(ROWS, COLUMNS)):
        self.begun = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
            os.execvpe(command[0], list(map(str, command)), environment)
        # The next program must not hold this one's terminal open: a desk leaves when its terminal is closed.
        os.set_inheritable(self.terminal, False)

    def burst(self, mark=b"", patience=20.0, quiet=QUIET):
        """Reads until `mark` has come and then nothing more; the bytes, and when the last of them came."""
        seen, last, deadline = b"", time.monotonic(), time.monotonic() + patience
        while time.monotonic() < deadline:
            begun = seen and mark in seen
            if not select.select([self.terminal], [], [], quiet if begun else deadline - time.monotonic())[0]:
                if begun:
                    return seen, last
                break
            seen += os.read(self.terminal, 1 << 16)
            last = time.monotonic()
        raise SystemExit(f"never on screen: {mark!r}")

    def settle(self):
        while select.select([self.terminal], [], [], 0.3)[0]:
            os.read(self.terminal, 1 << 16)

    def type(self, keys):
        os.write(self.terminal, keys)

    def answer(self, keys):
        """Seconds from the key to the last byte of the repaint, and its bytes."""
        begun = time.monotonic()
        self.type(keys)
        seen, ended = self.burst()
        return ended - begun, len(seen)

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
