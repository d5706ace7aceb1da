"""Two reports beside each other, and the programs' reports of whole ledgers beside their entries."""
import json
import subprocess
import sys
import tempfile

from .ledger import Ledger, read_entries, strange_days
from .rectification import rows_beside

# The export does not hold the chain, and a day's list of matters is no figure.
NOT_COMPUTED = {"head", "matters"}
# Their hours go through binary fractions: half a place can fall either way.
HOURS = {"median", "p90", "hours"}
PLACE = 0.000100001


def differences(ours, theirs, path=""):
    """Each key whose values differ, with ours and theirs; what only one has is missing in the other."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted((ours.keys() | theirs.keys()) - NOT_COMPUTED):
            name = f"{path}.{key}" if path else key
            if key not in ours or key not in theirs:
                yield name, ours.get(key, "missing"), theirs.get(key, "missing")
            elif key not in HOURS or not are_near(ours[key], theirs[key]):
                yield from differences(ours[key], theirs[key], name)
    elif is_grouping(ours) and is_grouping(theirs):
        left, right = ({group["key"]: group for group in groups} for groups in (ours, theirs))
        yield from differences(left, right, path)
    elif ours != theirs:
        yield path, ours, theirs


def are_near(ours, theirs):
    return ours is not None and theirs is not None and abs(ours - theirs) < PLACE


def is_grouping(value):
    return isinstance(value, list) and all(isinstance(item, dict) and "key" in item for item in value)


def play(programs, ledgers, dimensions, short, beside_theirs):
    """Prints each kind of difference once with how often it occurred. 1 where there is any."""
    kinds, compared = {}, 0
    for path in ledgers:
        entries = exported(programs, path)
        whole = Ledger(entries)
        for line in strange_days(whole):
            kinds.setdefault(f"{path}: {line}", []).append(None)
        for name, ours, kept in rows_beside(whole, path):
            kinds.setdefault("rectification", []).append(f"{path}: {name}: computed {ours}, kept {kept}")
        check_rows_control(whole, path)
        for command, as_of, with_drill in questions(entries, dimensions, short):
            theirs = json.loads(told(programs, "duty-report", *command, "--ledger", path))
            compared += 1
            for key, ours, reported in beside_theirs(entries, theirs, as_of, with_drill):
                example = f"{' '.join(command)} --ledger {path}: {key}: computed {ours}, reported {reported}"
                kinds.setdefault(kind(theirs["report"], key), []).append(example)
            check_control(entries, theirs, as_of, with_drill, beside_theirs)
    for name, examples in sorted(kinds.items()):
        print(f"{name} ({len(examples)} times)" + (f"\n  {examples[0][:600]}" if examples[0] else ""))
    print(f"{compared} reports of {len(ledgers)} ledgers compared, {len(kinds)} kinds of difference")
    return 1 if kinds else 0


def kind(report, key):
    """The figure that differs, whatever the group it differs in."""
    if report == "doubtful":
        return "doubtful"
    return key[key.index("figures."):] if "figures." in key else key


def check_control(entries, theirs, as_of, with_drill, beside_theirs):
    """A report that says something else must not pass: the comparison would be worth nothing."""
    if "figures" not in theirs:
        return
    before = len(beside_theirs(entries, theirs, as_of, with_drill))
    theirs["figures"]["same_day_closure_all"]["numerator"] += 1
    theirs["stage"]["revised"].append("20000101-0001")
    if len(beside_theirs(entries, theirs, as_of, with_drill)) < before + 1:
        sys.exit("the control: an altered report passed")


def check_rows_control(ledger, path):
    """A rectification that stands otherwise must not pass."""
    for item in ledger.rectifications[:1]:
        state, item.state = item.state, "nowhere"
        if not list(rows_beside(ledger, path)):
            sys.exit("the control: an altered rectification passed")
        item.state = state


def questions(entries, dimensions, short):
    """Ranges and ends of the ledger that are likely to tell programs apart: (arguments, as of, with practice)."""
    plan = Ledger(entries[:1]).plan
    last = len(entries)
    opened = [plan.day(e["at"]) for e in entries if e["action"] in ("receive", "import")]
    if not opened:
        return
    first_day, last_day = min(opened), max(opened)
    middle = first_day + (last_day - first_day) // 2
    halfway = entries[last // 2]["recorded"]
    noon = plan.moment(plan.day(halfway), 12 * 60)
    moment = plan.text(noon if noon >= entries[0]["recorded"] else halfway)
    groups = [word for name in dimensions for word in ("--by", name)]
    for as_of in [str(last), moment] if short else [str(last), str(last // 3), str(last * 2 // 3), moment]:
        given = as_of if as_of == moment else None
        for with_drill in (False, True):
            drill = ["--include-drill"] if with_drill else []
            for start, end in ((first_day, last_day), (middle, middle), (first_day, middle)):
                common = ["--from", str(start), "--to", str(end), "--as-of", as_of, "--format", "json", *drill]
                yield ["range", *common, *groups], given, with_drill
                yield ["doubtful", *common], given, with_drill
                yield ["admissions", *common], given, with_drill
            for report in ("repeats", "outlook"):
                yield [report, "--date", str(last_day), "--as-of", as_of, "--format", "json", *drill], given, with_drill
            for report in ("day", "week", "month"):
                command = [report, "--date", str(middle), "--as-of", as_of, "--format", "json", *drill]
                yield command, given, with_drill


def exported(programs, ledger):
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as file:
        file.write(told(programs, "duty-admin", "export", "--ledger", ledger))
        file.flush()
        return read_entries(file.name)


def told(programs, name, *arguments):
    done = subprocess.run([f"{programs}/{name}", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{name} {' '.join(arguments)}: exit {done.returncode}: {done.stderr.strip()}")
    return done.stdout
