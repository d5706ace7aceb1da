#!/usr/bin/env python3
"""Plays a desk on a terminal for the controls of `keyboard`: sound, or with one defect, its first argument.

    crash     a page down ends it by a trap
    deaf      a paste that is not ended is waited for without end
    modes     the terminal's modes are left as they were for the desk
    screen    the other screen is not left
    code      asked to end, it ends with 1
    memory    it keeps 400 MB
    records   what is pasted is recorded, whoever sits there (the rest of the arguments: a command that records)
    left      a lost line does not end it
"""

import os
import select
import signal
import subprocess
import sys
import termios
import tty


def desk(defect, record):
    before = termios.tcgetattr(0)
    tty.setraw(0)
    unread, in_paste, kept, silent = b"", None, None, 0

    def leave(number=None, frame=None):
        if defect != "modes":
            termios.tcsetattr(0, termios.TCSANOW, before)
        os.write(1, b"\x1b[?2004l" + (b"" if defect == "screen" else b"\x1b[?1049l"))
        os._exit(1 if defect == "code" else 0)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGHUP, signal.SIG_IGN if defect == "left" else leave)
    for harmless in (signal.SIGINT, signal.SIGTSTP):
        signal.signal(harmless, signal.SIG_IGN)
    # Only now: whoever sees the screen may cut the line at once.
    os.write(1, b"\x1b[?1049h\x1b[?2004h")
    while True:
        if not select.select([0], [], [], 0.1)[0]:
            silent += 1
            if in_paste is not None and silent > 9 and defect != "deaf":
                in_paste = None
            continue
        try:
            unread, silent = os.read(0, 1 << 16), 0
        except OSError:
            unread = b""
        if not unread:
            if defect == "left":
                signal.pause()
            leave()
        if b"\x1b[6~" in unread and defect == "crash":
            os.kill(os.getpid(), signal.SIGILL)
        if b"\x1b[200~" in unread:
            in_paste = unread.rpartition(b"\x1b[200~")[2]
            if defect == "memory" and kept is None:
                kept = b"x" * (400 << 20)
            if defect == "records":
                subprocess.run(record, input=b'{"summary":"' + b"x" * 9 + b'"}\n', stdout=subprocess.DEVNULL, check=True)
                record = ["true"]
        if in_paste is not None:
            if b"\x1b[201~" not in unread:
                continue
            in_paste, unread = None, unread.rpartition(b"\x1b[201~")[2]
        if b"\x0c" in unread or b"?" in unread:
            os.write(1, b"\x1b[H\x1b[2J")
            os.write(1, b"F11 Ctrl-G\r\n" if b"?" in unread else b"board\r\n")


if __name__ == "__main__":
    desk(sys.argv[1], sys.argv[2:])
