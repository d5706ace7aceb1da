#!/usr/bin/env python3
"""Negates each condition of the rules in turn and asks the tables of actions whether they notice.

Copies DutyCore and its tests to a directory of their own, puts a switch into every condition of the rules, builds once,
and runs the tables with one switch thrown at a time. The rules are what `extension Room` and `extension ActionTraits`
say in Judging.swift and under Acts, without what only adds an entry up, and Room.swift's stand-in rule. What no row of
the tables notices is run against all tests of DutyCore. Prints a line for each condition that nobody, or only another test,
noticed; exits with 1 where nobody did. The control: with no switch thrown, every test must pass.

usage: Tests/mutation.py [--list] [--only FILE…]    FILE: the beginning of a name
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLES = "LifecycleTests|RoomTableTests|RectificationTableTests"
# The conditions found when this number was last set. Fewer: a rule has gone, or is written where nobody looks for it.
FOUND = 505

MANIFEST = """// swift-tools-version: 6.2
import PackageDescription
let package = Package(name: "Mutants", targets: [
  .target(name: "DutyCore"),
  .testTarget(name: "DutyCoreTests", dependencies: ["DutyCore"], exclude: ["lifecycle.csv", "room.csv", "rectification.csv"]),
])
"""

SWITCH = """import Glibc
let thrown = getenv("MUTANT").flatMap { Int(String(cString: $0)) } ?? 0
func negated(_ number: Int, _ holds: Bool) -> Bool { (number == thrown) != holds }
func missing<Value>(_ number: Int, _ value: Value?) -> Value? { number == thrown ? nil : value }
func left(_ number: Int) -> Bool { number != thrown }
func others(_ number: Int, _ those: [Incident.Status]) -> [Incident.Status] {
  number == thrown ? Incident.Status.allCases.filter { !those.contains($0) } : those
}
func others(_ number: Int, _ those: [Rectification.State]) -> [Rectification.State] {
  number == thrown ? Rectification.State.allCases.filter { !those.contains($0) } : those
}
"""


def closing(text, start):
    """The place after the bracket that closes the one at `start`."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    depth, place, quoted = [], start, False
    while True:
        letter = text[place]
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in pairs:
            depth.append(pairs[letter])
        elif not quoted and letter in ")}]":
            depth.pop()
            if not depth:
                return place + 1
        place += 1


def end_of_condition(text, start, stop):
    """Where the condition that begins at `start` ends: at `stop` outside brackets (closures are in brackets)."""
    place = start
    while not text.startswith(stop, place):
        place = closing(text, place) if text[place] in "([{" else place + 1
    return place


def clauses(condition):
    parts, place, begin = [], 0, 0
    while place < len(condition):
        if condition[place] in "([{":
            place = closing(condition, place)
            continue
        if condition[place] == ",":
            parts.append(condition[begin:place])
            begin = place + 1
        place += 1
    return parts + [condition[begin:]]


class Mutants:
    def __init__(self):
        self.places = []
        # The lines of the file above the part that is read.
        self.above = 0

    def new(self, file, text, at, what):
        line = self.above + text.count(chr(10), 0, at) + 1
        self.places.append(f"{file}:{line}: {' '.join(what.split())}")
        return len(self.places)

    def clause(self, file, text, at, clause):
        stripped = clause.strip()
        binding = re.match(r"(let \w+ = )(.*)$", stripped, re.S)
        if stripped.startswith("case "):
            return clause
        if re.match(r"let \w+$", stripped):
            name = stripped.split()[1]
            binding = re.match(r"(let \w+ = )(.*)$", f"let {name} = {name}")
        if binding:
            number = self.new(file, text, at, stripped)
            return f" {binding[1]}missing({number}, {binding[2]})"
        number = self.new(file, text, at, stripped)
        return f" negated({number}, {stripped})"

    def conditions(self, file, text):
        """Each clause of each guard and if."""
        out, place = "", 0
        for match in re.finditer(r"(?m)^ +(?:\} else )?(guard|if) (?=\S)", text):
            if match.start() < place:
                continue
            stop = " else {" if match[1] == "guard" else " {"
            end = end_of_condition(text, match.end(), stop)
            condition = text[match.end() : end]
            if condition.startswith("case "):
                parts = clauses(condition)
                made = [parts[0]] + [self.clause(file, text, match.start(), part) for part in parts[1:]]
            else:
                made = [self.clause(file, text, match.start(), part) for part in clauses(condition)]
            out += text[place : match.end()] + ",".join(made).strip()
            place = end
        return out + text[place:]

    def ranks(self, file, text):
        """Which ranks may: the closures given to `officer` and `deciding`, and the states given to `response`."""
        def make(match):
            return f"{match[1]}negated({self.new(file, text, match.start(), match[2])}, {match[2]}){match[3]}"

        return re.sub(r"((?:officer|deciding|response)\([^\n{}]*\) \{ )(\$0[^\n{}]*?|[\w!]+ \|\| \$0[^\n{}]*?)( \})", make,
            text)

    def calls(self, file, text):
        """A check that is simply left out."""
        def make(match):
            # What is given back cannot be left out.
            if re.match(r"try (officer|judge\w*)\(", match[2]):
                return match[0]
            number = self.new(file, text, match.start(), match[2])
            return f"{match[1]}if left({number}) {{ {match[2]} }}"

        return re.sub(r"(?m)^( +(?:case [^\n]*: )?)((?:_ = )?try [\w.]+\(.*\)(?: \{ .* \})?)$", make, text)

    def statuses(self, file, text):
        """In which statuses an act has a row: in all others instead."""
        def make(match):
            return f"{match[1]}others({self.new(file, text, match.start(), match[2])}, {match[2]})"

        text = re.sub(r"(possibleAt: )(\[[^\]]*\]|Rectification\.State\.allCases)", make, text)
        return re.sub(r"(possibleIn: )(\[[^\]]*\]|Incident\.Status\.allCases(?:\.filter \{[^}]*\})?)", make, text)

    def orders(self, file, text):
        """What an officer may record on a leader's spoken order."""
        def make(match):
            return f"{match[1]}negated({self.new(file, text, match.start(), match[0])}, true)"

        return re.sub(r"(canBeOrdered: )true", make, text)


def rules(text):
    """The text in parts, each with whether it decides: in an extension of Room or of the rows, and not adding up."""
    done = 0
    for block in re.finditer(r"(?ms)^extension (?:Room|ActionTraits|Rectification) \{\n.*?^\}$", text):
        yield text[done : block.start()], False
        for part in re.split(r"(?ms)(^  (?:private )?mutating func .*?^  \}$)", block[0]):
            yield part, not re.match(r"  (?:private )?mutating func ", part)
        done = block.end()
    yield text[done:], False


def mutated(copy):
    mutants = Mutants()
    core = copy / "Sources/DutyCore"
    steps = (mutants.conditions, mutants.ranks, mutants.statuses, mutants.orders, mutants.calls)

    def change(path, parts, steps):
        changed = ""
        for part, decides in parts:
            mutants.above = changed.count("\n")
            for step in steps if decides else ():
                part = step(path.name, part)
            changed += part
        path.write_text(changed)

    for path in [core / "Rules/Judging.swift"] + sorted((core / "Acts").glob("*.swift")) + sorted(
        (core / "Rectification").glob("*.swift")
    ):
        # How a row is read has no rule.
        if path.name != "ActionTraits.swift":
            change(path, rules(path.read_text()), steps)
    path = core / "Room/Room.swift"
    text = path.read_text()
    start = text.index("package func actsForSeat")
    end = closing(text, text.index("{", start))
    change(path, [(text[:start], False), (text[start:end], True), (text[end:], False)], (mutants.conditions,))
    (core / "Mutant.swift").write_text(SWITCH)
    if len(mutants.places) < FOUND:
        sys.exit(f"only {len(mutants.places)} conditions found where there were {FOUND}: have the rules moved?")
    return mutants.places


def passes(copy, number, tests):
    environment = dict(os.environ, MUTANT=str(number))
    command = ["swift", "test", "--skip-build", "--filter", tests]
    try:
        run = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        return False
    if run.returncode == 0 and not re.search(r"Test run with [1-9]\d* tests.* passed", run.stdout + run.stderr):
        sys.exit(f"no test ran:\n{run.stdout}{run.stderr}")
    return run.returncode == 0


def main():
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        # One test reads the texts of all programs.
        for folder in ("Sources", "Tests/DutyCoreTests"):
            shutil.copytree(ROOT / folder, copy / folder)
        (copy / "Package.swift").write_text(MANIFEST)
        places = mutated(copy)
        if "--list" in sys.argv:
            print("\n".join(f"{number} {place}" for number, place in enumerate(places, 1)))
            return 0
        build = subprocess.run(["swift", "build", "--build-tests"], cwd=copy, capture_output=True, text=True)
        if build.returncode:
            sys.exit(build.stdout + build.stderr)
        if not passes(copy, 0, "DutyCoreTests"):
            sys.exit("the control fails: with no condition negated the tests do not pass")
        only = tuple(sys.argv[sys.argv.index("--only") + 1 :]) if "--only" in sys.argv else ("",)
        asked = [n for n in range(1, len(places) + 1) if places[n - 1].startswith(only)]
        unnoticed = [n for n in asked if passes(copy, n, TABLES)]
        survivors = []
        for number in unnoticed:
            alive = passes(copy, number, "DutyCoreTests")
            print("nobody notices" if alive else "only another test notices", places[number - 1], sep=": ")
            survivors += [number] if alive else []
        noticed = len(asked) - len(unnoticed)
        print(f"{len(asked)} conditions negated: {noticed} noticed by the tables, "
              f"{len(unnoticed) - len(survivors)} by other tests, {len(survivors)} by nobody")
        return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
