"""A disk that fails, fills up, becomes read-only; and files that somebody takes away, exchanges or puts back."""

import contextlib
import os
import resource
import shutil
import subprocess
import time
from pathlib import Path

from room import Desk, Ended, History, Verdict, Writer, waited


def pushed(writer):
    """One more push: None where it was answered, else how the program ended."""
    try:
        writer.push()
        return None
    except Ended as ended:
        return ended


def must_refuse(what, ended, words):
    """A complaint unless the program ended with exit code 3 and one line that says so, behind a caution at most."""
    if ended is None:
        return [f"{what}: it went on and answered"]
    *before, last = ended.words.splitlines() or [""]
    if ended.code != 3 or words not in last or any("nearly full" not in line for line in before):
        return [f"{what}: {ended}"]
    return []


def may_mount(room):
    """Whether a file system may be mounted here."""
    place = room.folder()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], stderr=subprocess.DEVNULL).returncode:
        return False
    subprocess.run(["umount", place], check=True)
    return True


@contextlib.contextmanager
def small_disk(room, megabytes=8):
    """A file system of its own, of that size."""
    place = room.place / f"disk-{next(room.numbers)}"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)
        place.rmdir()


def failing_sync(room, size):
    """Every sync fails (EIO) from a random moment on: the writer must not acknowledge, and say so; when the disk is
    well again the same push is recorded once, by whichever of the two tries. Control: clients that took each try for
    recorded."""
    problems, control, after_all = [], [], 0
    rounds = 3 if size.short else 20
    for number in range(rounds):
        ledger, history, switch = room.ledger(), History(), Path(room.place) / "switch"
        switch.write_text("well")
        writer = Writer(ledger, history, {"SWITCH": switch})
        for _ in range(room.dice.randrange(1, 60)):
            writer.push()
        ledger.head()
        switch.write_text("eio")
        ended = pushed(writer)
        problems += must_refuse("sync fails", ended, "disk I/O error")
        problems += history.complaints(ledger)
        if number == 0:
            control = history.lying().complaints(ledger)
        switch.write_text("well")
        again = Writer(ledger, history)
        for external in sorted(history.tried - set(history.answered)):
            after_all += "duplicate" in again.push(external)
        again.close()
        problems += history.complaints(ledger)
        ledger.remove()
    problems += desk_without_syncs(room, switch)
    return Verdict(
        f"{rounds} writers and a desk", problems, control, f"{after_all} were on the disk after all, and not recorded twice")


def desk_without_syncs(room, switch):
    """A desk that cannot sync says so, keeps what was written down, and records it once when the disk is well again."""
    ledger, history = room.ledger(), History()
    desk = Desk(ledger, history, {"SWITCH": switch})
    switch.write_text("eio")
    said = desk.receive("演练：写不到盘上")
    problems = [] if "disk I/O error" in said else [f"the desk says: {said}"]
    switch.write_text("well")
    said = desk.submit()
    problems += [] if "** Recorded" in said else [f"the disk is well, and the desk says: {said}"]
    desk.close()
    return problems + history.complaints(ledger)


def full_disk(room, size):
    """A file system of 8 MB that is full: nothing is acknowledged, both programs say so, and within five seconds after
    there is room again the desk that was refused records the same matter, without being started again. Control: without
    room being made, it must not. Before that the desk says that the disk is nearly full."""
    with small_disk(room) as place:
        history, ledger = History(), room.ledger(on=place)
        desk, writer = Desk(ledger, history), Writer(ledger, history)
        problems = [] if "nearly full" in desk.receive("演练：还有地方") else ["nothing is said before the disk is full"]
        filler = place / "filler"
        with open(filler, "wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(1 << 12)):
                pass
        problems += must_refuse("full", writer.work(until=lambda: len(history.answered) > 20000), "disk is full")
        said = desk.receive("演练：没有地方")
        if "disk is full" not in said:
            problems.append(f"the desk says on a full disk: {said}")
        control = [] if waited(lambda: "Recorded" in desk.submit(), 1, 0.2) else ["a disk still full records nothing"]
        filler.unlink()
        start = time.monotonic()
        if not waited(lambda: "Recorded" in desk.submit(), 5):
            problems.append("five seconds after there was room the desk still recorded nothing")
        resumed = time.monotonic() - start
        again = Writer(ledger, history)
        again.push()
        again.close()
        desk.close()
        problems += history.complaints(ledger)
    return Verdict("tmpfs of 8 MB", problems, control, f"the desk went on after {resumed:.2f} s")


def file_limit(room, size):
    """A limit on the size of files (RLIMIT_FSIZE) in the middle of the journal: the writer says so and loses nothing, and
    works again without the limit. Control: clients that took each try for recorded."""
    ledger, history = room.ledger(), History()
    limit = 400_000
    writer = Writer(ledger, history, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    ended = writer.work(until=lambda: len(history.answered) > 1000)
    problems = must_refuse("limit of 400 kB", ended, "disk I/O error")
    problems += history.complaints(ledger)
    control = history.lying().complaints(ledger)
    again = Writer(ledger, history)
    again.push()
    again.close()
    return Verdict("400 kB a file", problems + history.complaints(ledger), control)


def read_only(room, size):
    """A file system mounted read-only: a new writer is refused with a clear line, reading and checking go on; and one that
    becomes read-only under a running writer (EROFS) ends its work without an acknowledgement. Writable again, work goes
    on. Control: the same programs on the same file system before."""
    with small_disk(room) as place:
        history, ledger = History(), room.ledger(on=place)
        writer = Writer(ledger, history)
        writer.push()
        writer.kill()  # a journal is left behind
        control = ["a writable one takes it"] if pushed(first := Writer(ledger, history)) is None else []
        first.kill()
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        problems = must_refuse("read-only", pushed(Writer(ledger, history)), "can be read but not written")
        problems += history.complaints(ledger)
        subprocess.run(["mount", "-o", "remount,rw", place], check=True)
        switch = Path(room.place) / "switch"
        switch.write_text("well")
        running = Writer(ledger, history, {"SWITCH": switch})
        running.push()
        switch.write_text("readonly")
        problems += must_refuse("read-only meanwhile", pushed(running), "")
        again = Writer(ledger, history)
        again.push()
        again.close()
        problems += history.complaints(ledger)
    return Verdict("tmpfs remounted, EROFS", problems, control)


def journal_removed(room, size):
    """The journal is deleted. After a crash its acknowledged entries are gone with it: the check against the head last
    witnessed must say so. Under running programs: they must acknowledge nothing more, and all is there when they have left.
    Controls: with its journal the crashed ledger passes; a live one whose programs are then killed has lost entries."""
    problems, control = [], []
    ledger, history = room.ledger(), History()
    writer = Writer(ledger, history)
    for _ in range(8):
        writer.push()
    ledger.head()
    writer.kill()
    control += [] if ledger.check(ledger.witnessed) else ["with its journal it passes"]
    os.unlink(ledger.journal)
    Path(ledger.path + "-shm").unlink()
    if not any(ledger.witnessed in problem for problem in ledger.check(ledger.witnessed)):
        problems.append("the check does not miss the witnessed head")
    lost = []
    for killed in (False, True):
        ledger, history = room.ledger(), History()
        writer, desk = Writer(ledger, history), Desk(ledger, history)
        for _ in range(8):
            writer.push()
        ledger.head()
        os.unlink(ledger.journal)
        said = desk.receive("演练：日志没了")
        problems += [] if "was replaced" in said else [f"the desk goes on: {said}"]
        if killed:
            writer.kill()
            desk.process.kill()
            lost = history.complaints(ledger, check=False)
        else:
            problems += must_refuse("journal gone", pushed(writer), "was replaced")
            desk.close()
            problems += history.complaints(ledger)
    control = control + lost if control and lost else []
    return Verdict("after a crash, live", problems, control)


def file_exchanged(room, size):
    """The ledger's file is deleted, replaced by another, or by an older copy under a running intake and a desk: neither
    may acknowledge anything more. An older copy written over it in place is the same file to both; there they may go on,
    but where anything is lost, the check against the head last witnessed must say so. Control: a ledger left alone."""
    problems, control = [], []
    ways = {
        "deleted": deleted, "replaced": replaced, "older renamed": older_renamed, "older copied": older_copied,
        "left alone": None}
    for name, way in ways.items():
        ledger, history = room.ledger(), History()
        first = Writer(ledger, history)
        for _ in range(4):
            first.push()
        first.close()
        older = ledger.path + ".older"
        room.run("duty-admin", "backup", "--ledger", ledger.path, older)
        writer, desk = Writer(ledger, history), Desk(ledger, history)
        for _ in range(8):
            writer.push()
        ledger.head()
        if way is older_copied:
            problems += put_back_in_place(ledger, older, writer, desk, history)
        elif way:
            way(room, ledger, older)
            problems += must_refuse(name, pushed(writer), "was replaced")
            said = desk.receive("演练：换掉以后")
            problems += [] if "was replaced" in said else [f"{name}: the desk goes on: {said}"]
        else:
            taken = pushed(writer) is None and "Recorded" in desk.receive("演练：没有换")
            control = ["left alone it takes both"] if taken else []
            writer.close()
        desk.close()
    return Verdict(", ".join(name for name in ways if ways[name]), problems, control)


def deleted(room, ledger, older):
    os.unlink(ledger.path)


def replaced(room, ledger, older):
    os.rename(room.ledger().path, ledger.path)


def older_renamed(room, ledger, older):
    os.rename(older, ledger.path)


def older_copied(room, ledger, older):
    shutil.copyfile(older, ledger.path)


def put_back_in_place(ledger, older, writer, desk, history):
    """Writes the older copy over a ledger whose journal has been written back, and lets both programs go on."""
    writer.work(until=lambda: len(history.answered) > 150)
    ledger.head()
    shutil.copyfile(older, ledger.path)
    with contextlib.suppress(Ended):
        writer.push()
        writer.close()
    desk.receive("演练：写回旧的以后")
    lost = history.complaints(ledger, check=False)
    unseen = lost and not ledger.check(ledger.witnessed)
    return ["older copied: entries are lost and the check does not say so"] if unseen else []


def older_while_closed(room, size):
    """An older copy is written over the file in place while nobody has it open: intake, desk, report and check refuse it
    by the heads written down beside it, and it is taken again once the right file is back. Control: without the heads
    file each of them takes it, and the incidents are gone."""
    ledger, history = room.ledger(), History()
    older, newer = ledger.path + ".older", ledger.path + ".newer"
    writer = Writer(ledger, history)
    writer.push()
    writer.close()
    shutil.copyfile(ledger.path, older)
    writer = Writer(ledger, history)
    for _ in range(8):
        writer.push()
    writer.close()
    shutil.copyfile(ledger.path, newer)
    shutil.copyfile(older, ledger.path)
    words, english = "lacks entry", ("--ledger", ledger.path, "--language", "en")
    problems = must_refuse("intake", pushed(Writer(ledger, history)), words)
    for command in (("duty-desk", "--plain"), ("duty-report", "day")):
        ended = room.run(*command, *english)
        if ended.returncode != 3 or words not in ended.stderr:
            problems.append(f"{command[0]}: exit {ended.returncode} {ended.stderr.strip()}")
    problems += [] if any("is not in this ledger" in line for line in ledger.check()) else ["the check finds nothing"]
    shutil.copyfile(newer, ledger.path)
    problems += history.complaints(ledger)
    shutil.copyfile(older, ledger.path)
    os.unlink(ledger.path + ".heads")
    writer = Writer(ledger, history)
    taken = pushed(writer) is None and not ledger.check()
    writer.close()
    control = history.complaints(ledger) if taken else []
    return Verdict("written over in place", problems, control)


FAULTS = {
    "sync-fails": failing_sync, "disk-full": full_disk, "file-limit": file_limit, "read-only": read_only,
    "journal-gone": journal_removed, "exchanged": file_exchanged,
    "older": older_while_closed,
}
