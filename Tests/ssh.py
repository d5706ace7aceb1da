#!/usr/bin/env python3
"""The desk as a station has it: over SSH, on terminals of several kinds, on a slow line, and on one that is lost.

    Tests/ssh.py [--short] [--programs .build/debug] [--baud 2400] [--seed 1] [--only NAME …]

A server of its own on the loopback, with keys of its own, as whoever runs this; a client on a pseudo-terminal, by keys alone. A
line for each: what was tried, the verdict, seconds. Exits with 1 where a verdict is wrong or the control, a stand-in that a
lost line does not end, was not found. `.ci/peers` brings what it needs.
"""

import argparse
import contextlib
import os
import random
import re
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE / "faults"))

from fingers import CANCEL, CLEAR, ENTER, PASTE, PASTE_END, SUBMIT  # noqa: E402
from room import Room, waited  # noqa: E402
from seat import Hang, Left, Seat  # noqa: E402
from sitting import SIGNED_ON  # noqa: E402

TERMINALS = ("xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100", "nonsense-9000")
"""The last is known nowhere."""

REPAINT = b"\x0c"
ANSWERED = 20
"""Seconds within which the other end has answered, also on a busy machine."""

GONE = 5
"""Seconds within which a desk has left whose line is lost."""

FREE = 6_000
"""Bytes each way before a slow line is slow: the two ends have to agree on their keys first."""


# MARK: the line

def relay(port, baud, seed):
    """Standard input and output to the port and back, as over a line of `baud` bits a second whose pauses are uneven."""
    line = socket.create_connection(("127.0.0.1", port))
    dice, ways = random.Random(seed), {0: (line.fileno(), [0]), line.fileno(): (1, [0])}
    while ways:
        for source in select.select(list(ways), [], [])[0]:
            target, passed = ways[source]
            chunk = os.read(source, 4096 if passed[0] < FREE else 16)
            if not chunk:
                return
            passed[0] += len(chunk)
            if passed[0] > FREE:
                time.sleep(len(chunk) * 10 / baud + (dice.uniform(0, 0.15) if dice.random() < 0.02 else 0))
            while chunk:
                chunk = chunk[os.write(target, chunk):]


class Server:
    """An SSH server of this run, for two keys: one leads to the desk, the other to a stand-in that stays."""

    def __init__(self, room, ledger, alive=0):
        """`alive`: this many seconds apart it asks whether the other end still hears, and takes no answer twice."""
        self.room, self.place = room, room.folder()
        place = self.place
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        for name in ("host", "desk", "left"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", place / name], check=True)
        desk = [room.programs / "duty-desk", "--ledger", ledger.path, "--language", "zh"]
        commands = {
            "desk": ["env", "LC_ALL=C.UTF-8", *desk],
            "left": [sys.executable, HERE / "faults" / "standin.py", "left", ledger.path]}
        lines = []
        for name, command in commands.items():
            words = "exec " + " ".join(shlex.quote(str(word)) for word in command)
            lines.append(f'restrict,pty,command="{words}" ' + (place / f"{name}.pub").read_text())
        (place / "authorized").write_text("".join(lines))
        (place / "config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {place}/host\nPidFile none\n"
            f"AuthorizedKeysFile {place}/authorized\nUsePAM no\nStrictModes no\nPasswordAuthentication no\n"
            "KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nPrintMotd no\nPrintLastLog no\n"
            f"ClientAliveInterval {alive}\nClientAliveCountMax 2\n")
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        self.log = place / "log"
        self.process = subprocess.Popen(
            [shutil.which("sshd") or "/usr/sbin/sshd", "-D", "-f", place / "config", "-E", self.log],
            stdin=subprocess.DEVNULL, start_new_session=True)
        if not waited(self.listens, ANSWERED, 0.05):
            raise RuntimeError(f"the server does not listen: {self.log.read_text()[-300:] if self.log.exists() else ''}")

    def listens(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def close(self):
        self.process.terminate()
        self.process.wait()


class Client(Seat):
    """Somebody's terminal, in which `ssh` leads to the server."""

    def __init__(self, server, key="desk", term="xterm-256color", baud=None, seed=1):
        words = ["-tt", "-e", "none", "-F", "/dev/null", "-i", server.place / key, "-p", server.port]
        options = {
            "IdentitiesOnly": "yes", "IdentityAgent": "none", "UserKnownHostsFile": server.place / "known",
            "StrictHostKeyChecking": "no", "LogLevel": "ERROR"}
        if baud:
            options["ProxyCommand"] = f"{sys.executable} {HERE / 'ssh.py'} --relay {server.port} {baud} {seed}"
        for name, value in options.items():
            words += ["-o", f"{name}={value}"]
        # Within which a key is seen to have done something, and all that was painted has come through.
        self.patience = 3 if not baud else 3 + 20_000 / baud
        self.wait = ANSWERED if not baud else ANSWERED + 300_000 / baud
        account = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        super().__init__("ssh", [*words, f"{account}@127.0.0.1"], server.place, term=term)

    def expect(self, *words):
        """Reads until these words have come; raises `Hang` where they do not."""
        if not self.shows(*words, seconds=self.wait):
            raise Hang(f"{' and '.join(words)} never came: {self.text()[-200:]!r}")

    def type(self, keys, *words):
        """Types, and waits for these words to come of it."""
        self.forget()
        self.put(keys if isinstance(keys, bytes) else keys.encode())
        if words:
            self.expect(*words)

    def text(self):
        return " ".join(re.sub(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[()][AB0]|\x1b[=>]", " ",
            self.seen.decode(errors="replace")).split())

    def sign_on(self, name, pin):
        # Until its room is there, a desk does not know whom to ask.
        self.expect("\x1b[?2004h", "本镇")
        self.type(b"s", "姓名")
        self.type(CLEAR + name.encode() + ENTER, "PIN")
        self.type(pin.encode() + ENTER)
        if not self.shows_one(*SIGNED_ON, seconds=self.wait):
            raise Hang(f"{name} cannot sign on: {self.text()[-200:]!r}")

    def proxy(self):
        """The process that passes its bytes, where the line is slow."""
        found = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return int(found[0])


def desks(ledger):
    """The processes that are a desk on this ledger, or a stand-in for one."""
    found = []
    for place in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            words = (place / "cmdline").read_bytes().split(b"\0") if place.name.isdigit() else []
            is_one = any(word.endswith((b"/duty-desk", b"/standin.py")) for word in words[:2])
            found += [int(place.name)] if is_one and ledger.path.encode() in words else []
    return found


def recorded(ledger, text):
    """How often a text was recorded."""
    with ledger.open() as db:
        return db.execute("SELECT count(*) FROM words WHERE text = ?", (text,)).fetchone()[0]


def function_key(term, number):
    """What a terminal of this kind sends for an F-key."""
    told = subprocess.run(["tput", "-T", term, f"kf{number}"], capture_output=True)
    return told.stdout if told.returncode == 0 else f"\x1bO{'PQRS'[number - 1]}".encode()


# MARK: what is tried

class Try:
    """One line of the account: whoever sits at a client, and what they found wrong."""

    def __init__(self, room, ledger, server, asking, asked):
        """`asking`: a server that asks whether the other end still hears."""
        self.room, self.ledger, self.server, self.asking, self.asked, self.problems = room, ledger, server, asking, asked, []
        self.forget_drafts()

    def forget_drafts(self):
        shutil.rmtree(self.ledger.path + ".drafts", ignore_errors=True)

    @contextlib.contextmanager
    def client(self, server=None, **more):
        """A client, closed at the end; a line that hangs or ends is a problem."""
        client = Client(server or self.server, **more)
        try:
            yield client
        except (Hang, Left) as fault:
            self.problems.append(f"{fault}; on the screen: {client.text()[-120:]!r}")
        finally:
            client.close()
            if not waited(lambda: not desks(self.ledger), GONE, 0.05):
                self.problems.append("the desk is still there")
                for pid in desks(self.ledger):
                    os.kill(pid, signal.SIGKILL)

    def expect(self, right, problem):
        self.problems += [] if right else [problem]

    def sign_on(self, client):
        client.sign_on(self.room.officer, self.room.pin)

    def leave(self, client):
        """Away as people leave: back to the board, and q, once more where the desk asks."""
        client.type(CANCEL * 6)
        code = None
        for key in (b"q", b"q", ENTER):
            with contextlib.suppress(Left):
                client.put(key)
            code = client.ends(client.patience)
            if code is not None:
                break
        self.expect(code == 0, f"left with {code}")
        self.problems += client.not_restored()


def a_matter(attempt, client, summary):
    """Written down by keys alone, and in the ledger."""
    client.type(b"r", "摘要")
    client.type(summary, summary)
    client.type(SUBMIT, "已记录")
    attempt.expect(recorded(attempt.ledger, summary) == 1, f"{summary} is recorded {recorded(attempt.ledger, summary)} times")


def terminals(attempt):
    """Each kind of terminal: help by its own F1, a matter by keys, and the terminal given back."""
    kinds = TERMINALS[::len(TERMINALS) - 1] if attempt.asked.short else TERMINALS
    for number, term in enumerate(kinds):
        with attempt.client(term=term) as client:
            attempt.sign_on(client)
            client.resize(120, 100)
            client.type(function_key(term, 1), "Ctrl-G", "F11")
            client.type(CANCEL)
            a_matter(attempt, client, f"{'东南西北上下'[number]}门占道")
            attempt.leave(client)
    return f"{len(kinds)} kinds of terminal"


def pasting(attempt):
    """A bracketed paste in a form, one that was begun, whole and of several lines; it runs no keys."""
    with attempt.client() as client:
        attempt.sign_on(client)
        client.type(b"r", "摘要")
        client.type("甲".encode() + PASTE + "乙q丙".encode() + PASTE_END, "甲乙q丙")
        client.type(CANCEL)
        client.type(PASTE + "工单编号 20261201001\n诉求地址 东门\n桥洞积水，请处理\n".encode() + PASTE_END, "桥洞积水")
        attempt.leave(client)
    return "into a form and onto the board"


def resizing(attempt):
    """The window changes its size: the desk is told of it and fills it."""
    with attempt.client() as client:
        attempt.sign_on(client)
        sizes = ((132, 50), (60, 15), (1, 1), (200, 70))
        for columns, rows in sizes[1:3] if attempt.asked.short else sizes:
            client.resize(columns, rows)
            deadline = time.monotonic() + client.wait
            lowest = 0
            while lowest not in (rows, rows - 1) and time.monotonic() < deadline:
                client.type(REPAINT)
                client.take(0.3)
                while client.take(0.1):
                    pass
                places = re.findall(rb"\x1b\[(\d+)(?:;\d+)?[Hd]", client.seen)
                lowest = max((int(row) for row in places), default=1)
            attempt.expect(lowest in (rows, rows - 1), f"{columns}x{rows}: it paints down to row {lowest}")
        attempt.leave(client)
    return "two sizes" if attempt.asked.short else "four sizes"


def slow(attempt):
    """A slow line with uneven pauses: keys that come whole, and arrows and marks of a paste that come in two pieces."""
    with attempt.client(baud=attempt.asked.baud, seed=attempt.asked.seed) as client:
        attempt.sign_on(client)
        client.type(b"r", "摘要")
        client.type("甲乙丙", "甲乙丙")
        client.type(b"\x1b[D")
        client.put(b"\x1b[")
        time.sleep(0.3)
        client.put(b"D")
        client.put("丁".encode())
        client.put(PASTE[:4])
        time.sleep(0.2)
        client.put(PASTE[4:] + "戊q".encode() + PASTE_END[:3])
        time.sleep(0.2)
        client.put(PASTE_END[3:])
        client.put("己".encode())
        client.type(REPAINT, "甲丁戊q己乙丙")
        client.type(SUBMIT, "已记录")
        attempt.expect(recorded(attempt.ledger, "甲丁戊q己乙丙") == 1, "it is not recorded as it was typed")
        attempt.leave(client)
    return f"{attempt.asked.baud} baud"


def lost(attempt):
    """The line is lost over a form half written, by its client killed, by its carrier killed, and by nothing coming any more:
    the desk leaves by itself, and offers the text to whoever comes back."""
    ways = (("client", "线断了一回"), ("carrier", "线断了两回"), ("silence", "线断了三回"))
    for way, text in ways[:1] if attempt.asked.short else ways:
        attempt.forget_drafts()
        baud = None if way == "client" else 100_000_000
        with attempt.client(attempt.asking if way == "silence" else None, baud=baud) as client:
            attempt.sign_on(client)
            client.type(b"r", "摘要")
            client.type(CLEAR + text.encode(), text)
            attempt.expect(len(desks(attempt.ledger)) == 1, "the control: one desk is there")
            carrier = client.proxy() if baud else None
            if way == "silence":
                os.kill(carrier, signal.SIGSTOP)
            else:
                os.kill(carrier or client.pid, signal.SIGKILL)
            start = time.monotonic()
            # The server hears of nothing after twice its interval.
            gone = waited(lambda: not desks(attempt.ledger), GONE + (4 if way == "silence" else 0), 0.02)
            attempt.expect(gone, f"{way}: the desk is still there {time.monotonic() - start:.0f} s later")
            if way == "silence":
                with contextlib.suppress(ProcessLookupError):  # Its client may have ended it.
                    os.kill(carrier, signal.SIGKILL)
        with attempt.client() as client:
            client.sign_on(attempt.room.officer, attempt.room.pin)
            client.type(b"r", text)
            attempt.leave(client)
    return "client killed" if attempt.asked.short else "client killed, carrier killed, silence"


def control(attempt):
    """A stand-in that a lost line does not end must be found to be left behind."""
    client = Client(attempt.server, key="left")
    client.expect("\x1b[?2004h")
    os.kill(client.pid, signal.SIGKILL)
    found = not waited(lambda: not desks(attempt.ledger), GONE, 0.05)
    for pid in desks(attempt.ledger):
        os.kill(pid, signal.SIGKILL)
    client.close()
    attempt.expect(found, "a stand-in that stays was not found")
    return "a stand-in that stays"


TRIES = {"terminals": terminals, "pasting": pasting, "resizing": resizing, "slow": slow, "lost": lost, "control": control}


def main():
    if sys.argv[1:2] == ["--relay"]:
        return relay(*map(int, sys.argv[2:5]))
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--programs", default=HERE.parent / ".build" / "debug")
    options.add_argument("--short", action="store_true", help="of everything one or two, within half a minute")
    options.add_argument("--baud", type=int, help="of the slow line, 2400, or in the short form 19200")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", nargs="+", choices=TRIES, metavar="NAME", help=", ".join(TRIES))
    asked = options.parse_args()
    asked.baud = asked.baud or (19_200 if asked.short else 2400)
    # Whoever starts this may keep signals from its threads, and so from all that they start: Swift's tests do.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    right = True
    with tempfile.TemporaryDirectory(prefix="duty-ssh-") as place:
        room = Room(asked.programs, place, asked.seed)
        ledger = room.ledger()
        with contextlib.closing(Server(room, ledger)) as server, contextlib.closing(Server(room, ledger, alive=1)) as asking:
            for name in asked.only or TRIES:
                start, attempt = time.monotonic(), Try(room, ledger, server, asking, asked)
                tried = TRIES[name](attempt)
                attempt.problems += ledger.check()
                verdict = "sound" if not attempt.problems else f"WRONG ({len(attempt.problems)}): {attempt.problems[0][:300]}"
                print(f"{name:<10} | {tried} | {verdict} | {time.monotonic() - start:.1f} s", flush=True)
                for problem in attempt.problems[1:]:
                    print(f"{'':<10}   {problem[:300]}", flush=True)
                right = right and not attempt.problems
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main()
