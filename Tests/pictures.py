#!/usr/bin/env python3
"""Takes pictures of the desk as a real terminal draws it, for README.md and for looking at.

Starts `duty-desk --demo` in xterm on a screen that nobody sees (Xvfb), types keys as an officer would, waits until
the picture stands still, and writes it as a PNG of 28 colours. Exits with 2, naming the packages, where something it
needs is missing. Keys go through tmux, which says when the desk has answered them; xterm draws.

usage: Tests/pictures.py [--desk PROGRAM] [--output DIRECTORY] [NAME ...]
"""
import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = "xvfb xterm tmux imagemagick xdotool fonts-dejavu-core fonts-noto-cjk"
TOOLS = ["Xvfb", "xterm", "tmux", "import", "convert", "xdotool"]
LIGHT, DARK = ["-bg", "#ffffff", "-fg", "#1c1c1c"], ["-bg", "#16181d", "-fg", "#d8d8d8"]
# What is typed, and what the desk shows then.
SIGN_ON = [("s", "PIN"), ("坐席甲", "坐席甲"), ("Enter", "PIN"), ("2468", "****"), ("Enter", "F9 操作")]
WHISTLE = SIGN_ON + [("/", "检索"), ("污水池", "1 件"), ("Enter", "Esc 返回"), ("w", "带班领导丙")]
SEARCH = [("/", "检索"), ("baitang", "白塘")]

# name: arguments, columns x rows, the terminal's colours, steps
SHOTS = {
    "board": (["--theme", "dark"], "112x26", DARK, SIGN_ON + [("Down", "> "), ("Down", "> ")]),
    "incident": (["--theme", "light"], "96x30", LIGHT, SIGN_ON + [("Down", "> "), ("Enter", "Esc 返回")]),
    "whistle": (["--theme", "light"], "96x17", LIGHT, WHISTLE),
    "search": (["--theme", "dark"], "96x14", DARK, SEARCH),
    "wall": (["--wall", "--theme", "dark"], "96x30", DARK, []),
    # As it looks where nobody has said which background it is.
    "board-on-dark": ([], "120x40", DARK, SIGN_ON + [("Down", "> "), ("Down", "> ")]),
    "board-on-light": ([], "120x40", LIGHT, SIGN_ON + [("Down", "> "), ("Down", "> ")]),
    "board-small": ([], "80x24", LIGHT, SIGN_ON),
    "wall-light": (["--wall", "--theme", "light"], "100x32", LIGHT, []),
}
SHOWN = ["board", "incident", "whistle", "wall"]  # in README.md
STANDS_STILL, GIVES_UP = 3, 20  # pictures alike in a row; seconds


class Screen:
    """An X server without a screen, under a number it chooses itself."""

    def __enter__(self):
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1800x1200x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        if not number:
            sys.exit("Xvfb did not start")
        self.environment = dict(os.environ, DISPLAY=":" + number, LC_ALL="C.UTF-8")
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def run(self, *command):
        return subprocess.run(command, env=self.environment, check=True, capture_output=True).stdout


def until(deadline, found):
    while time.monotonic() < deadline:
        if result := found():
            return result
        time.sleep(0.05)  # between two looks
    sys.exit("the desk did not come to rest")


def take(name, screen, desk, directory):
    arguments, size, colours, steps = SHOTS[name]
    server = ["tmux", "-L", f"pictures-{os.getpid()}", "-f", "/dev/null"]
    command = [desk, "--demo", "--language", "zh", *arguments]
    tmux = server + ["set", "-g", "status", "off", ";", "set", "-g", "default-terminal", "tmux-256color", ";",
                     "set", "-g", "escape-time", "0", ";", "new", *command]
    terminal = subprocess.Popen(
        ["xterm", "-u8", "-tn", "xterm-256color", "-geometry", size + "+0+0", "-fa", "DejaVu Sans Mono:pixelsize=15",
         "-fd", "Noto Sans Mono CJK SC:pixelsize=16", "-b", "6", "+sb", *colours, "-T", name, "-e", *tmux],
        env=screen.environment, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + GIVES_UP

        def shows(text):
            page = subprocess.run(server + ["capture-pane", "-p"], capture_output=True, text=True).stdout
            return text in page

        until(deadline, lambda: shows("演练镇"))
        for typed, expected in steps:
            subprocess.run(server + ["send-keys", typed], check=True)
            until(deadline, lambda: shows(expected))
        shown = screen.run("xdotool", "search", "--onlyvisible", "--name", f"^{name}$").split()[0].decode()
        seen = []

        def still():
            seen.append(screen.run("import", "-window", shown, "ppm:-"))
            last = seen[-STANDS_STILL:]
            return last[-1] if len(last) == STANDS_STILL and len(set(last)) == 1 else None

        file = Path(directory, name + ".png")
        subprocess.run(
            ["convert", "ppm:-", "-strip", "+dither", "-colors", "28", "-define", "png:compression-level=9",
             f"png8:{file}"], input=until(deadline, still), check=True)
        print(f"{file}  {file.stat().st_size // 1024} KB")
    finally:
        subprocess.run(server + ["kill-server"], capture_output=True)
        terminal.terminate()
        terminal.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--desk", default=str(ROOT / ".build/debug/duty-desk"))
    parser.add_argument("--output", default=str(ROOT / "Tests/pictures"))
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(SHOTS))
    asked = parser.parse_args()
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print(f"skipped: no {', '.join(missing)}; apt-get install {PACKAGES}", file=sys.stderr)
        return 2
    if unknown := [name for name in asked.names if name not in SHOTS]:
        sys.exit(f"no such picture: {', '.join(unknown)}")
    Path(asked.output).mkdir(parents=True, exist_ok=True)
    with Screen() as screen:
        for name in asked.names or SHOWN:
            take(name, screen, asked.desk, asked.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
