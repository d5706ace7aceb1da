#!/usr/bin/env python3
"""Looks for inputs that break the reading of foreign files. Outside the suite; see Tests/fuzz.md.

    Tests/fuzz.py --minutes 15    a coverage-guided fuzzer on the reader, with the address sanitizer; --keep writes the
                                  inputs that cover most into the suite's corpus
    Tests/fuzz.py --hostile       hostile files through duty-admin as built: time and peak memory of each
    Tests/fuzz.py --large         a file of 1 GB, dry, and one of 300 MB really, through a release duty-admin
"""

import argparse
import base64
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT / "Tests/fuzz/corpus.txt"
QUIET = {"SWIFT_BACKTRACE": "enable=no", "ASAN_OPTIONS": "detect_leaks=0"}
# The targets the reader lies in; of the intake only what reads, as the rest needs a ledger.
TARGETS = ["DutySystem", "DutyTables", "DutyIntake"]
INTAKE = [
    "CatalogueNames", "ImportFault", "ImportProfile", "ImportRow", "RejectedColumns", "TimestampPattern",
]
MEMORY = 256 << 20


# MARK: - Coverage-guided


def reader():
    """The reader's own files, and those that read the same in another way."""
    files = []
    for target in TARGETS[:2]:
        found = sorted((ROOT / "Sources" / target).rglob("*.swift"))
        if not found:
            sys.exit(f"no file of {target} found: has the reader moved?")
        files += found
    files += [ROOT / f"Sources/DutyIntake/{name}.swift" for name in INTAKE]
    files += [ROOT / f"Tests/DutyLedgerTests/Import/{name}.swift" for name in ("PlainCSV", "ReadingAgreement")]
    return files + [ROOT / "Tests/fuzz/Harness.swift"]


def compiled(place, *options):
    """The reader with the harness, as one module beside DutyCore and the C that it calls."""
    core = sorted(map(str, (ROOT / "Sources/DutyCore").rglob("*.swift")))
    swiftc = ["swiftc", "-O", "-parse-as-library", "-package-name", "fuzz", "-swift-version", "6", "-use-ld=lld"]
    if not (place / "libDutyCore.a").exists():
        subprocess.run(
            swiftc + ["-emit-module", "-emit-library", "-static", "-module-name", "DutyCore", *core,
                      "-o", str(place / "libDutyCore.a")], cwd=place, check=True)
    system = ROOT / "Sources/CSystem"
    headers = "\n".join(f'  header "{header}"' for header in sorted((system / "include").glob("*.h")))
    (place / "module.modulemap").write_text(f"module CSystem {{\n{headers}\n  export *\n}}\n")
    objects = []
    for file in sorted(system.glob("*.c")):
        objects.append(str(place / f"{file.stem}.o"))
        subprocess.run(["clang", "-O2", "-c", "-I", str(system / "include"), str(file), "-o", objects[-1]], check=True)
    copies = []
    for file in reader():
        copy = place / file.name
        own = "|".join([*TARGETS, "DutyLedger"])
        copy.write_text(re.sub(rf"^(@testable )?import ({own})\n", "", file.read_text(), flags=re.M))
        copies.append(str(copy))
    program = place / ("fuzz-" + "-".join(re.sub(r"\W+", "", option) for option in options))
    subprocess.run(
        swiftc + [*options, "-g", "-module-name", "Fuzz", "-I", str(place), "-L", str(place), "-lDutyCore", "-lcrypt",
                  *copies, *objects, "-o", str(program)], cwd=place, check=True)
    return program


def seeds(place):
    """What to begin with: a few good files, and the suite's corpus, one input a line in base64."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for number, line in enumerate(CORPUS.read_text().split()):
        (place / f"kept-{number}").write_bytes(base64.b64decode(line))
    text = ('a,b,c,d,e,f,电话\n1,2026-03-05 09:30:00,2026-03-05 10:00:00,市容,井盖,"他说""少了"",\r\n两只",13800000000\r\n'
            "2,2026/3/5 9:40,,,,=1+1,\n3,03/05/2026 11:30:00 PM,,,'x,,\n")
    for number, (choice, data) in enumerate([
        (0, text.encode()), (0, b"\xef\xbb\xbf" + text.encode()), (0, text.encode("gb18030")), (4, text.encode("gb18030")),
        (0, b"\xff\xfe" + text.encode("utf-16-le")), (0, b"\xfe\xff" + text.encode("utf-16-be")),
        (2, text.encode("utf-16-le")), (0x80, text.encode()), (0x84, text.encode("gb18030")),
    ]):
        (place / f"seed-{number}").write_bytes(bytes([choice, 7]) + data)


DICTIONARY = r"""
"\"" "\"\"" "," "\x0d\x0a" "\x0d" "\x0a" "\x00" "\xff\xfe" "\xfe\xff" "\xef\xbb\xbf" "\xff" "\x81\x30\x81\x30" "\xe2\x80\xae"
"2026-03-05 09:30:00" "line,column,reason," "'=" "\xef\xbc\x9d" "a,b,c,d,e,f,\xe7\x94\xb5\xe8\xaf\x9d\x0a"
"""


def guided(minutes, keeps):
    place = ROOT / ".build/fuzz"
    place.mkdir(parents=True, exist_ok=True)
    (place / "libDutyCore.a").unlink(missing_ok=True)
    program = compiled(place, "-sanitize=fuzzer,address")
    found = place / "found"
    seeds(place / "seeds")
    found.mkdir(exist_ok=True)
    dictionary = place / "dictionary"
    words = re.findall(r'"(?:\\.|[^"\\])*"', DICTIONARY)
    dictionary.write_text("".join(f"w{n}={word}\n" for n, word in enumerate(words)))
    environment = dict(os.environ, **QUIET)
    ended = subprocess.run(
        [str(program), f"-max_total_time={int(minutes * 60)}", "-max_len=4096", "-timeout=10", "-rss_limit_mb=1024",
         "-print_final_stats=1", "-reload=0", f"-dict={dictionary}", f"-artifact_prefix={place}/broke-", str(found),
         str(place / "seeds")],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines = ended.stdout.splitlines()
    progress = [line for line in lines if "cov:" in line]
    print("\n".join(progress[:1] + progress[-1:] + [line for line in lines if line.startswith("stat::")]))
    if ended.returncode != 0:
        print("\n".join(lines[-40:]))
        print(f"broken: {place}/broke-*; mend it and add the input to {CORPUS}, in base64", file=sys.stderr)
        return 1
    if keeps:
        kept = place / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir()
        subprocess.run([str(program), "-set_cover_merge=1", str(kept), str(place / "seeds"), str(found)], check=True,
                       env=environment, stderr=subprocess.DEVNULL)
        lines = [base64.b64encode(file.read_bytes()).decode() for file in kept.iterdir()]
        CORPUS.write_text("".join(line + "\n" for line in sorted(lines, key=lambda line: (len(line), line))))
    covered(place, found)
    return 0


def covered(place, found):
    """How much of the reader's lines all that was found runs through."""
    plain = compiled(place, "-profile-generate", "-profile-coverage-mapping", "-sanitize=fuzzer")
    environment = dict(os.environ, LLVM_PROFILE_FILE=str(place / "raw"), **QUIET)
    subprocess.run([str(plain), "-runs=0", str(found), str(place / "seeds")], env=environment,
                   stderr=subprocess.DEVNULL, check=True)
    tools = pathlib.Path(shutil.which("swiftc")).resolve().parent
    subprocess.run([str(tools / "llvm-profdata"), "merge", str(place / "raw"), "-o", str(place / "data")], check=True)
    subprocess.run([str(tools / "llvm-cov"), "report", str(plain), f"-instr-profile={place / 'data'}",
                    "-ignore-filename-regex=Harness|PlainCSV|ReadingAgreement|DutyCore"], check=True)


# MARK: - The real program


PROFILE = {
    "origin": "hostile", "timezone": "+08:00", "timestamps": ["yyyy/M/d H:mm"],
    "columns": {"externalId": "id", "received": "in", "summary": "what", "detail": "detail"},
}
HEAD = b"id,in,what,detail\n"


def row(number, what=b"lamp", detail=b""):
    return b"%d,2026/3/5 9:30,%s,%s\n" % (number, what, detail)


def hostile():
    """Name, and what makes the pieces of the file; None where they are packed."""
    good = [HEAD, row(1), row(2)]
    mega = b"x" * (1 << 20)
    quoted = [b'3,2026/3/5 9:30,"'] + [mega[:-1] + b"\n"] * 100
    return [
        ("a line of 100 MB", lambda: good + [b"3,2026/3/5 9:30,"] + [mega] * 100 + [b"\n", row(4)]),
        ("a cell of 100 MB in quotes", lambda: good + quoted + [b'"\n', row(4)]),
        ("a quote never closed before 100 MB", lambda: good + quoted),
        ("100 MB without a comma or line end", lambda: [mega] * 100),
        ("a row of 100 cells of 1 MB", lambda: good + [b"3,2026/3/5 9:30," + b",".join([mega[:-9]] * 100) + b"\n", row(4)]),
        ("a header of a million columns", lambda: [b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n", row(1)]),
        ("a row of a million columns", lambda: good + [b"," * 1_000_000 + b"\n", row(4)]),
        ("10 million quotes", lambda: good + [b'3,2026/3/5 9:30,' + b'"' * 10_000_000 + b",\n", row(4)]),
        ("a million rows of one lone quote each", lambda: good + [b'"\n' * 1_000_000]),
        ("10 million NULs", lambda: good + [b"\0" * 10_000_000 + b"\n", row(4)]),
        ("10 million line ends", lambda: good + [b"\r\n" * 5_000_000, row(4)]),
        ("20 000 cells of 1 KB that begin a formula",
         lambda: good + [row(n, b"=HYPERLINK(1)", b'"@' + b"x" * 1000 + b'"') for n in range(3, 20_003)]),
        ("200 rows of nearly 1 MB", lambda: good + [row(n, b"x" * 999_000) for n in range(3, 203)]),
        ("bidi and control characters", lambda: good + [
            row(n, "\u202e\u2066\x1b[2J\x07\x7f\u200d".encode() * 20) for n in range(3, 5000)]),
        ("UTF-16 with lone surrogates", lambda: [b"\xff\xfe", (HEAD + row(1) + row(2)).decode().encode("utf-16-le"),
                                         b"3\0,\0" + b"\x00\xd8" * 1_000_000 + b"\n\0"]),
        ("GB 18030 cut in every character", lambda: [HEAD, row(1), row(2)] + [
            "3,2026/3/5 9:30,市".encode("gb18030")[:-1] + b"\n"] * 200_000),
        ("random bytes, 20 MB", lambda: [os.urandom(20 << 20)]),
        ("a packed bomb of 1 GB of blanks", None),
    ]


def write(path, pieces):
    """Makes the file in a process of its own: a child's peak counts that of the process it was started from."""
    maker = os.fork()
    if maker == 0:
        made(path, pieces)
        os._exit(0)
    assert os.waitpid(maker, 0)[1] == 0, "the file was not made"


def made(path, pieces):
    if pieces is None:
        with gzip.open(path, "wb", compresslevel=1) as file:
            file.write(HEAD + row(1) + row(2))
            for _ in range(1 << 10):
                file.write(b" " * (1 << 20))
        return
    with open(path, "wb") as file:
        file.writelines(pieces())


def run(program, arguments, limit=None):
    """Status, output, errors, seconds and peak resident bytes of one run."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        child = subprocess.Popen([str(program), *arguments], stdout=output, stderr=errors, stdin=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        texts = []
        for stream in (output, errors):
            stream.seek(0)
            texts.append(stream.read(1 << 20).decode(errors="replace"))
    return child.returncode, *texts, seconds, usage.ru_maxrss * 1024


def founded(program, place):
    ledger = place / "ledger/duty.sqlite"
    status, _, errors, *_ = run(program, ["init", "--ledger", str(ledger), "--administrator", "管理员甲"])
    assert status == 0, errors
    (place / "profile.json").write_text(json.dumps(PROFILE))
    return ledger


def judged(name, ended, status, fails):
    code, _, errors, seconds, peak = ended
    bad = peak > MEMORY or code not in status
    if bad:
        fails.append(name)
    said = (errors.strip().splitlines() or ["–"])[0].split("/")[-1]
    print(f"{'FAIL ' if bad else ''}{name}: exit {code}, {seconds:.1f} s, {peak / (1 << 20):.0f} MiB; {said[:110]}")


def through(program):
    fails = []
    with tempfile.TemporaryDirectory() as directory:
        place = pathlib.Path(directory)
        for name, pieces in hostile():
            ledger = founded(program, place)
            file = place / "hostile.csv"
            write(file, pieces)
            common = ["import", "--ledger", str(ledger), "--language", "en", "--profile", str(place / "profile.json")]
            judged(name + ", dry", run(program, [*common, "--dry-run", str(file)]), (0, 2), fails)
            left = place / "left.csv"
            left.unlink(missing_ok=True)
            ended = run(program, [*common, "--format", "json", "--rejects", str(left), str(file)])
            judged(name, ended, (0, 2), fails)
            if ended[0] == 0:
                tally = json.loads(ended[1])
                if tally["read"] != tally["imported"] + tally["duplicates"] + tally["rejected"] or tally["imported"] < 2:
                    fails.append(f"{name}: {tally}")
            checked = run(program, ["check", "--ledger", str(ledger)])
            if checked[0] != 0:
                fails.append(name + ": check")
            shutil.rmtree(ledger.parent)
    print("failed: " + "; ".join(fails) if fails else "nothing failed")
    return 1 if fails else 0


# MARK: - Large


def written_large(path, size):
    """A table like a platform's export, of about `size` bytes; how many rows."""
    count = 0
    with open(path, "wb", buffering=1 << 20) as file:
        left = size - file.write(HEAD)
        while left > 0:
            count += 1
            day, minute = divmod(count, 1440)
            detail = "沿街商铺把货物摆到人行道上，影响行人通过，多次劝说没有改正。" * (1 + count % 3)
            left -= file.write(
                f"L{count:09d},2026/{1 + day % 12}/{1 + day % 28} {minute // 60}:{minute % 60:02d},"
                f"东门第{count % 997}号占道经营,\"{detail}\"\n".encode())
    return count


def large(program, megabytes, really):
    with tempfile.TemporaryDirectory(dir=ROOT / ".build") as directory:
        place = pathlib.Path(directory)
        ledger = founded(program, place)
        fails = []
        for size, dry in [(megabytes, True)] * (megabytes > 0) + [(really, False)] * (really > 0):
            file = place / "large.csv"
            count = written_large(file, size << 20)
            command = ["import", "--ledger", str(ledger), "--language", "en", "--profile", str(place / "profile.json")]
            ended = run(program, command + (["--dry-run"] if dry else []) + ["--format", "json", str(file)])
            judged(f"{size} MiB, {count} rows{', dry' if dry else ''}", ended, (0,), fails)
            tally = json.loads(ended[1].splitlines()[-1]) if ended[1] else {}
            if tally.get("read") != count or tally.get("imported") != (0 if dry else count):
                fails.append(f"{size} MiB: {tally}")
    print("failed: " + "; ".join(fails) if fails else "nothing failed")
    return 1 if fails else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--megabytes", type=int, default=1024, help="of the dry run; 0: none")
    parser.add_argument("--really", type=int, default=300, help="megabytes that are really imported; 0: none")
    parser.add_argument("--program", type=pathlib.Path, help="duty-admin; default: the debug, with --large the release build")
    options = parser.parse_args()
    if options.minutes:
        return guided(options.minutes, options.keep)
    build = "release" if options.large else "debug"
    program = options.program or ROOT / ".build" / build / "duty-admin"
    if options.large:
        return large(program, options.megabytes, options.really)
    if options.hostile:
        return through(program)
    parser.error("one of --minutes, --hostile, --large")


if __name__ == "__main__":
    sys.exit(main())
