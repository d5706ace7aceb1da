"""A program on a pseudo-terminal of its own, as its session's leader, and what it did to that terminal."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

from room import ENVIRONMENT

PATIENCE = 20
"""Seconds after which a program that does not take what was typed, or does not come to rest, hangs; for a busy machine."""

OFF = dict.fromkeys(("1", "12", "1000", "1002", "1003", "1004", "1006", "1049", "2004"), False) | {"7": True, "25": True}
"""DEC private modes as a shell expects them: application cursor keys, blinking, mouse reports of four kinds, focus reports, the
other screen, bracketed paste; wrapping and the cursor. Whatever else a program switches on is off before."""

MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


class Hang(Exception):
    """It did not take what was typed, or did not come to rest."""


class Left(Exception):
    """It is gone; `code` as `subprocess` tells it, negative for a signal."""

    def __init__(self, code):
        super().__init__(f"exit {code}")
        self.code = code


class Seat:
    """Somebody's terminal with a program in it."""

    def __init__(self, program, arguments, directory, environment=None, columns=100, rows=30, term="xterm-256color"):
        self.master, self.slave = pty.openpty()
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self.slave)
        self.modes, self.tail, self.seen = dict(OFF), b"", b""
        # setsid becomes the program, which leads a session whose terminal this is.
        self.process = subprocess.Popen(
            ["setsid", "--ctty", program, *map(str, arguments)],
            stdin=self.slave, stdout=self.slave, stderr=self.slave, cwd=directory,
            env=ENVIRONMENT | {"TERM": term, "SWIFT_BACKTRACE": "enable=no", "HOME": str(directory)} | (environment or {}))
        os.set_blocking(self.master, False)

    @property
    def pid(self):
        return self.process.pid

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def tell(self, number):
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)

    # MARK: what it writes

    def take(self, seconds=0.0):
        """Reads what it has written, waiting so long for the first of it; False where nothing came."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            chunk = os.read(self.master, 1 << 18)
        except (BlockingIOError, OSError):
            return False
        text = self.tail + chunk
        for numbers, switch in MODE.findall(text):
            for number in numbers.decode().split(";"):
                self.modes[number] = switch == b"h"
        # A sequence may be cut in two by a read; one that is read twice says the same twice.
        self.tail = text[-24:]
        self.seen = (self.seen + chunk)[-200_000:]
        return bool(chunk)

    def shows_one(self, *words, seconds=PATIENCE):
        """Whether one of these words came, since `forget`."""
        return self.shows(*words, seconds=seconds, enough=any)

    def shows(self, *words, seconds=PATIENCE, enough=all):
        """Whether each of these words came, since `forget`."""
        deadline = time.monotonic() + seconds
        wanted = [word.encode() for word in words]
        while not enough(word in self.seen for word in wanted):
            if time.monotonic() > deadline:
                return False
            if not self.take(0.05):
                self.look()
        return True

    def forget(self):
        while self.take():
            pass
        self.seen = b""

    # MARK: what it is given

    def put(self, keys):
        """Types bytes as fast as they are taken, reading meanwhile. Raises `Hang` and `Left`."""
        left, deadline = memoryview(keys), time.monotonic() + PATIENCE
        while left:
            readable, writable, _ = select.select([self.master], [self.master], [], 0.05)
            if readable:
                self.take()
            if writable:
                with contextlib.suppress(BlockingIOError):
                    left = left[os.write(self.master, left[:2048]):]
                    deadline = time.monotonic() + PATIENCE
                    continue
            self.look()
            if time.monotonic() > deadline:
                raise Hang(f"{len(left)} bytes are not taken")

    def waiting(self):
        """How many bytes that were typed it has not read."""
        with contextlib.suppress(OSError):
            return struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0]
        return 0

    def state(self):
        """Its letter in the system's list, and the processor time it has used, in ticks."""
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, IndexError):
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
            return fields[0], int(fields[11]) + int(fields[12])
        return "X", 0

    def settle(self, typed=False):
        """Waits until it has read all that was typed and rests; what it needs where lines are edited for it (`typed`) stays
        with the terminal. Raises `Hang` and `Left`."""
        deadline, resting = time.monotonic() + PATIENCE, 0
        while resting < 2:
            heard = self.take(0.001)
            rests = self.state()[0] == "S" and not heard and (typed or not self.waiting())
            resting = resting + 1 if rests else 0
            self.look()
            if time.monotonic() > deadline:
                raise Hang(f"does not come to rest, {self.waiting()} bytes unread, state {self.state()}")

    def memory(self):
        """What of it is in memory, in MiB; 0 where it is gone."""
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{self.pid}/status").read_text())
            return int(found[1]) / 1024 if found else 0
        return 0

    # MARK: its end

    def look(self):
        """Raises `Left` where it is gone."""
        if self.process.poll() is not None:
            while self.take():
                pass
            raise Left(self.process.returncode)

    def ends(self, seconds=5):
        """Its exit code; None where it is still there so much later."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                self.take(0.02)
                self.look()
            except Left as left:
                return left.code
        return None

    def not_restored(self):
        """What it left of itself on the terminal."""
        now = termios.tcgetattr(self.slave)
        problems = [] if now == self.before else [f"the terminal's modes are {now[:4]}, they were {self.before[:4]}"]
        for number, on in self.modes.items():
            if on != OFF.get(number, False):
                problems.append(f"mode ?{number} is left {'on' if on else 'off'}")
        return problems

    def hang_up(self):
        """The line is cut: the other end is gone."""
        os.close(self.master)
        self.master = -1

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.tell(signal.SIGCONT)
            self.process.wait()
        for end in (self.master, self.slave):
            if end >= 0:
                os.close(end)
        self.master = self.slave = -1
