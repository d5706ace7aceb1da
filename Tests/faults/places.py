"""A ledger by a second name, side files that are something else, another account's programs, two who do the same at once."""

import contextlib
import fcntl
import os
import re
import shutil
import signal
import stat
import subprocess
import threading
from pathlib import Path

from commands import SIDE_FILES, Origin
from disk import must_refuse, pushed
from killing import both
from outputs import HANG, as_another
from room import ENVIRONMENT, Desk, Ended, History, Ledger, Verdict, Writer, crashed, read_entries, shown, waited
from surroundings import stopped


def opened_by(ledger):
    """Each way to open a ledger: what it is called, and how it ends."""
    for program, command in (
            ("duty-admin", "intake"), ("duty-desk", "--plain"), ("duty-report", "day"), ("duty-admin", "check"),
            ("duty-admin", "export")):
        words = program, command, "--ledger", ledger.path, "--language", "en"
        try:
            yield command, ledger.room.run(*words, input="", timeout=HANG)
        except subprocess.TimeoutExpired:
            yield command, None


def refused_everywhere(what, ledger, words):
    """What is wrong where a ledger opened so must be refused in words."""
    problems = []
    for command, ended in opened_by(ledger):
        if ended is None:
            problems.append(f"{what}: {command} hangs")
        elif ended.returncode != 3 or not all(re.search(word, ended.stderr) for word in words):
            problems.append(f"{what}: {command} {shown(ended)}")
    return problems


def two_names(first, second, count=20, check=True):
    """A writer on each of two names of one ledger, taking turns; what the oracle says afterwards, in one line. `check`: by
    the program too, which opens none that has two names."""
    history = History()
    with first.open() as db:
        history.tried = set(read_entries(db)[0])
    writers = [Writer(Ledger(first.room, path), history) for path in (first.path, second)]
    for _ in range(count):
        for writer in writers:
            with contextlib.suppress(Ended, IndexError, ValueError):
                writer.push(timeout=HANG)
    for writer in writers:
        writer.process.kill()
        with contextlib.suppress(IndexError, ValueError):
            writer.ending()
        writer.process.stdin.close()
    lost = history.complaints(first, check=check)
    return [f"{len(lost)} complaints by two names: {lost[0]}"] if lost else []


def hard_link(room):
    """A second name for the file, in another directory: nobody opens it by either, and the words tell how many there are
    and what to do. Without it all is as before. What is wrong; and what refuses when there is but one name."""
    ledger, history = room.ledger(), History()
    other = Ledger(room, room.folder() / "duty.sqlite")
    Writer(ledger, history).close()
    os.link(ledger.path, other.path)
    words = (r"\b(2|two)\b", r"\bcp\b")
    problems = refused_everywhere("hard link", other, words) + refused_everywhere("name beside a hard link", ledger, words)
    problems += [f"hard link: {line}" for line in two_names(ledger, other.path, check=False)]
    os.unlink(other.path)
    problems += [f"after a hard link: {line}" for line in ledger.check()]
    taken = pushed(writer := Writer(ledger, history)) is None
    writer.close()
    control = refused_everywhere("one name", ledger, words) if taken else []
    return problems, control


def symbolic_link(room):
    """A symbolic link to the ledger is the ledger: work by both names, all is there, and the side files lie beside the file
    itself."""
    ledger, place = room.ledger(), room.folder()
    (place / "way").symlink_to(Path(ledger.path).parent)
    (place / "duty.sqlite").symlink_to(ledger.path)
    problems = []
    for name in (place / "duty.sqlite", place / "way" / "duty.sqlite"):
        problems += [f"symbolic link: {line}" for line in two_names(ledger, str(name))]
    others = sorted(path.name for path in place.iterdir() if path.name not in ("duty.sqlite", "way"))
    return problems + [f"beside the symbolic link lies {name}" for name in others]


@contextlib.contextmanager
def bound(file, on):
    """`file` bound `on` another one; tells whether it could be."""
    on.touch()
    done = not subprocess.run(["mount", "--bind", file, on], stderr=subprocess.DEVNULL).returncode
    try:
        yield done
    finally:
        if done:
            subprocess.run(["umount", "--lazy", on], check=True)


def bind_mount(room):
    """The file alone, mounted at another place: refused there, in words. What is wrong; and whether it was tried."""
    ledger, other = room.ledger(), Ledger(room, room.folder() / "duty.sqlite")
    with bound(ledger.path, Path(other.path)) as done:
        if not done:
            return [], "no bind mount: nothing may be mounted here"
        problems = refused_everywhere("bind mount", other, (r"mount",))
        problems += [f"bind mount: {line}" for line in two_names(ledger, other.path)]
    return problems, ""


def lock_removed(room):
    """The lock file is removed under a running intake and a desk: whoever holds the new one keeps them out, and they go on
    when he lets go. What is wrong; and who is kept out where nobody removes anything."""
    problems, control = [], []
    for is_removed in (False, True):
        ledger, history = room.ledger(), History()
        writer, desk = Writer(ledger, history), Desk(ledger, history)
        writer.push()
        if is_removed:
            os.unlink(ledger.path + ".lock")
            # Somebody comes anew, and makes the new one.
            other = Writer(ledger, history)
            other.push()
        with open(ledger.path + ".lock", "rb+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            came_to = pushed(writer)
            if came_to is None:
                writer.close()
            said = desk.receive("演练：锁没了")
            fcntl.flock(lock, fcntl.LOCK_UN)
        if is_removed:
            problems += must_refuse("lock removed", came_to, "busy")
            problems += [] if "busy" in said else [f"lock removed: the desk says {said[:120]}"]
            other.close()
        elif came_to and "busy" in said:
            control = [f"with its lock held: {came_to}"]
        said = desk.submit() if "busy" in said else said
        problems += [] if "** Recorded" in said else [f"free again: the desk says {said[:120]}"]
        desk.close()
        problems += at_once(room, ledger, history) if is_removed else []
        problems += history.complaints(ledger)
    return problems, control


def at_once(room, ledger, history):
    """Four writers while the lock file goes away again and again."""
    is_over = threading.Event()

    def remove():
        while not is_over.wait(0.01):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(ledger.path + ".lock")

    removing = threading.Thread(target=remove, daemon=True)
    removing.start()
    start, ends = len(history.answered), []
    writers = [Writer(ledger, history) for _ in range(4)]
    threads = [
        threading.Thread(target=lambda w=w: ends.append(w.work(until=lambda: len(history.answered) > start + 200)), daemon=True)
        for w in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    is_over.set()
    removing.join()
    problems = [f"lock removed again and again: {ended}" for ended in ends if ended and "busy" not in ended.words]
    for writer in writers:
        if writer.process.poll() is None:
            writer.close()
    return problems


SIDES = [
    (side, kind) for side in (".lock", ".notify", ".heads", "-wal", ".tries", ".drafts")
    for kind in ("directory", "pipe", "link", "link to nothing") if (side, kind) != (".drafts", "directory")]


def other_kinds(room, sides):
    """A side file is a directory, a pipe or a symbolic link to something else: every program is over in time, without a
    crash; it works, or says in words which file; and the link's target is as it was."""
    problems = []
    for side, kind in sides:
        ledger = room.ledger()
        target = room.folder() / "target"
        path = Path(ledger.path + side)
        if path.exists():
            path.unlink()
        if kind == "directory":
            path.mkdir()
        elif kind == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to(target)
        if kind == "link":
            target.write_text("somebody else's\n")
        for command, ended in opened_by(ledger):
            name = f"{side} is a {kind}: {command}"
            if ended is None:
                problems.append(f"{name} hangs")
            elif crashed(ended) or ended.returncode not in (0, 3):
                problems.append(f"{name} {'CRASH ' if crashed(ended) else ''}{shown(ended)}")
            elif ended.returncode == 3 and (side not in ended.stderr or re.search(r": \d+\W*$|: \d+\.", ended.stderr.strip())):
                problems.append(f"{name}: not in words which file: {shown(ended)}")
        if kind == "link" and target.read_text() != "somebody else's\n" or kind == "link to nothing" and target.exists():
            problems.append(f"{side} is a {kind}: its target was written to")
    return problems


def other_account(room, origin, some):
    """Root runs each program once on the ledger of an account without rights, restores one there, and removes the side
    files before: everything belongs to that account, with the file's rights, and its programs go on."""
    if os.geteuid():
        return [], "no other account: this is not root"
    folder, problems = room.folder(), []
    ledger = Ledger(room, folder / "duty.sqlite")
    shutil.copyfile(origin.ledger.path, ledger.path)
    os.chmod(ledger.path, 0o600)
    with as_another(room, folder) as other:
        if other is None:
            return [], "no other account: it cannot reach the programs"
        os.chmod(folder, 0o700)

        def as_account(*command, given=""):
            return subprocess.run(
                [*other, room.programs / command[0], *map(str, command[1:]), "--ledger", ledger.path, "--language", "en"],
                input=given, capture_output=True, text=True, env=ENVIRONMENT, timeout=HANG)

        def belongs(what):
            found = []
            for path in sorted(folder.rglob("*")):
                facts = path.lstat()
                if facts.st_uid != 65534 or stat.S_IMODE(facts.st_mode) & 0o077:
                    found.append(f"{what}: {path.name} is {facts.st_uid}'s, {stat.S_IMODE(facts.st_mode):o}")
            return found

        backup = folder / "backup.sqlite"
        shutil.copyfile(origin.backup, backup)
        os.chown(backup, 65534, 65534)
        os.chmod(backup, 0o600)
        line = '{"summary":"演练"}\n'
        for program, command, given in some((
                ("duty-admin", "intake", line), ("duty-report", "day", ""), ("duty-admin", "check", ""),
                ("duty-desk", "--plain", "0\n"), ("duty-admin", "restore", "")), 2):
            if command == "restore":
                for path in folder.glob("duty.sqlite*"):
                    path.unlink() if path.is_file() else shutil.rmtree(path)
            more = [backup] if command == "restore" else []
            ended = room.run(program, command, *more, "--ledger", ledger.path, "--language", "en", input=given)
            problems += [] if ended.returncode == 0 else [f"root's {command}: {shown(ended)}"]
            problems += belongs(f"after root's {command}")
            for words in (("duty-admin", "intake"), ("duty-report", "day"), ("duty-admin", "check")):
                went = as_account(*words, given=line)
                problems += [] if went.returncode == 0 else [f"after root's {command} the account's {words[1]}: {shown(went)}"]
            for path in folder.glob("duty.sqlite?*"):
                path.unlink() if path.is_file() else shutil.rmtree(path)
    return problems, ""


def same_at_once(room, origin, rounds):
    """Three foundings, or three restores, of one place at once: one succeeds, the others are told that there is a file; the
    ledger is whole, the PIN that was shown signs on, nothing is left lying, what was given is still there."""
    problems = []
    for number in range(rounds):
        for command in ("init", "restore"):
            place, given = room.folder(), room.folder() / "backup.sqlite"
            shutil.copyfile(origin.backup, given)
            ledger = Ledger(room, place / "duty.sqlite")
            words = ["--administrator", room.administrator] if command == "init" else [given]
            running = [
                subprocess.Popen(
                    [room.programs / "duty-admin", command, *map(str, words), "--ledger", ledger.path, "--language", "en"],
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
                for _ in range(3)]
            ends = [(one, *one.communicate(timeout=HANG)) for one in running]
            done = [out for one, out, _ in ends if one.returncode == 0]
            if len(done) != 1 or any(one.returncode not in (0, 3) or crashed(one) for one in running):
                problems.append(f"three {command} at once: {[(one.returncode, err[-80:]) for one, _, err in ends]}")
            unclear = [err for one, _, err in ends if one.returncode == 3 and "already" not in err]
            problems += [f"three {command} at once: {err!r}" for err in unclear]
            problems += [f"three {command} at once: {line}" for line in ledger.check()]
            if command == "init" and len(done) == 1 and "PIN" in done[0]:
                signed = room.enrol("坐席乙", "officer", ledger.path, re.search(r"PIN (\d+)", done[0])[1])
                problems += [] if signed.returncode == 0 else [f"the PIN of the founding that was put there: {shown(signed)}"]
            if command == "restore":
                problems += [] if given.exists() else ["what was restored from is gone"]
                problems += origin.lost(ledger)
            allowed = {"duty.sqlite" + end for end in SIDE_FILES}
            left = sorted(path.name for path in place.iterdir() if path.name not in allowed)
            problems += [f"three {command} at once: left lying {name}" for name in left]
    return problems


def opened_while_made_anew(room, origin):
    """Somebody opens the ledger when `rebuild` is just about to give the new one its place, and is held at his first write if
    he comes to one; then comes a third. The rebuild has ended well, the ledger is whole with all that was acknowledged, and
    whoever was refused was told so in words that have to do with it."""
    log = room.place / "remaking"
    copies = [Ledger(room, room.folder() / "duty.sqlite") for _ in range(2)]
    for copy in copies:
        shutil.copyfile(origin.ledger.path, copy.path)
    measured, ledger = copies

    def rebuild(of, **faults):
        faults = of.preloaded({"PLACE": Path(of.path).parent, "FILES": "dwnp"} | faults)
        return subprocess.Popen(
            [room.programs / "duty-admin", "rebuild", "--ledger", of.path, "--language", "en"], text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT | faults)

    history = History()
    with measured.open() as db:
        history.tried = set(read_entries(db)[0])
    rebuild(measured, LOG=log).communicate(timeout=HANG)
    operations = [line.split()[0] for line in log.read_text().splitlines()]
    remaking = rebuild(ledger, AT=operations.index("link") + 1, DO="stop")
    if not waited(lambda: remaking.poll() is not None or stopped(remaking), HANG) or remaking.poll() is not None:
        raise RuntimeError("the rebuild never came to give the old one its other name")
    first = Writer(ledger, history, {"FILES": "d", "AT": 1, "DO": "stop"})
    waited(lambda: first.process.poll() is not None or stopped(first.process), 5)
    remaking.send_signal(signal.SIGCONT)
    out, err = remaking.communicate(timeout=HANG)
    problems = [] if remaking.returncode == 0 else [f"rebuild, and one who opens: exit {remaking.returncode} {err[-120:]!r}"]
    third = Writer(ledger, history)
    came_to = pushed(third)
    problems += [f"opened after the rebuild: {came_to}"] if came_to else []
    third.close() if not came_to else None
    first.process.send_signal(signal.SIGCONT)
    came_to = pushed(first)
    if came_to and (came_to.code != 3 or "rights" in came_to.words or not came_to.words):
        problems.append(f"opened meanwhile: {came_to}")
    first.close() if not came_to else None
    found = history.complaints(ledger) + origin.lost(ledger)
    return problems + [f"opened while it was made anew: {line}" for line in found]


def own_names(room, origin, some):
    """A backup that bears the name of a draft is restored, and is still there; one that bears the name of a file that the
    ledger will have is refused, and still there, too."""
    problems = []
    drafts = some((".restoring", ".founding", ".version-6", ".rebuilding", ".new", ".making-0123456789abcdef",
        ".before-rebuild"), 2)
    for end in (*drafts, *some(("-wal", "-journal", ".lock"), 2)):
        place = room.folder()
        ledger, given = Ledger(room, place / "duty.sqlite"), place / f"duty.sqlite{end}"
        shutil.copyfile(origin.backup, given)
        was = given.read_bytes()
        ended = room.run("duty-admin", "restore", given, "--ledger", ledger.path, "--language", "en")
        if not given.exists() or given.read_bytes() != was:
            became = "changed" if given.exists() else "gone"
            problems.append(f"restore of duty.sqlite{end}: what was given is {became} ({shown(ended)})")
        elif ended.returncode == 0:
            problems += origin.lost(ledger) + ledger.check()
        elif end not in ("-wal", "-journal", ".lock") or crashed(ended) or ended.returncode not in (2, 3):
            problems.append(f"restore of duty.sqlite{end}: {shown(ended)}")
    return problems


def places(room, size):
    """Second names of a ledger (hard link, bind mount) are refused with what to do, a symbolic link is followed; a lock file
    that is removed excludes nobody from anything; side files that are directories, pipes or links crash, hang and mislead
    nobody; root leaves nothing of its own behind; two foundings or restores at once come to one; whoever opens a ledger that
    is being made anew spoils nothing; what is given is never removed. Control: a ledger with one name is taken, and its lock,
    left alone, keeps others out."""
    origin, notes = Origin(room), []

    def some(things, few):
        return room.dice.sample(things, few) if size.short else things

    problems, refused = hard_link(room)
    problems += symbolic_link(room)
    found, note = bind_mount(room)
    problems, notes = problems + found, notes + [note]
    found, held = lock_removed(room)
    problems += found
    problems += other_kinds(room, some(SIDES, 5))
    found, note = other_account(room, origin, some)
    problems, notes = problems + found, notes + [note]
    problems += same_at_once(room, origin, 1 if size.short else 20)
    problems += opened_while_made_anew(room, origin)
    problems += own_names(room, origin, some)
    return Verdict("names, side files, accounts, two at once", problems, both(refused, held), "; ".join(filter(None, notes)))


FAULTS = {"places": places}
