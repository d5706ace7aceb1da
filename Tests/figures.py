#!/usr/bin/env python3
"""Computes the reporter's figures a second time, from the exported entries alone.

usage: figures.py EXPORT --from D --to D [--as-of E|T] [--report day|week|month|range] [--by DIMENSION]...
                         [--include-drill] [--doubtful]
       figures.py --compare EXPORT REPORT.json [--as-of T] [--include-drill]
       figures.py --ledgers PROGRAMS [--short] LEDGER...

EXPORT is what `duty-admin export --format jsonl` writes. Each incident's entries are added up anew with the plainest
means there are, nothing is kept between questions, and no code is shared with the programs: where the two disagree, the
rules' text decides who is wrong. Deadlines are facts of the entries, so no calendar of workdays is needed; duty days
are computed from the station's plan and compared with those found when the entries were written.

`--compare` takes range, grouping and entry from REPORT.json (of figures, doubtful closures, admissions, repeats or outlook),
prints each key that differs with both values, and exits with 1 where any does. A moment given to the report with
`--as-of` is not in it, and has to be given again. `--ledgers` asks the programs of a directory, such as .build/debug,
for reports of each ledger as of several entries and moments, and compares them all; with `--short` of the last entry
and of one moment.
"""
import argparse
import json
import sys
from datetime import date

from recount.admissions import admissions
from recount.beside import carried_over, compared, empty_chairs, stage
from recount.doubts import doubtful
from recount.ledger import Ledger, read_entries, strange_days
from recount.comparing import differences, play
from recount.places import outlook, repeats
from recount.rates import figures, grouped

DIMENSIONS = ("shift", "department", "day", "category", "grid", "source", "listClass")


def report(ledger, asked):
    """The same keys as `duty-report --format json`, without the head: the export does not hold the chain."""
    plan = ledger.plan
    everything = ledger.taken(asked.drill)
    cohort = ledger.cohort(asked.first, asked.last, asked.drill)
    practice = [i for i in ledger.incidents if i.is_drill and asked.first <= i.day <= asked.last]
    return {
        "report": asked.report, "station": ledger.name, "timezone": plan.zone,
        "as_of": {"entry": ledger.entries[-1]["number"], "recorded": plan.text(ledger.entries[-1]["recorded"])},
        "cohort": {
            "from": asked.first.isoformat(), "to": asked.last.isoformat(), "received": len(cohort),
            "imported": sum(1 for i in cohort if i.is_imported), "drill": len(practice),
        },
        "figures": figures(cohort, everything, plan, ledger.cut_off, asked.first, asked.last),
        "by": {name: grouped(cohort, everything, name, asked, ledger) for name in asked.by},
        "carried_over": carried_over(ledger, asked),
        "empty_chairs": empty_chairs(ledger, asked),
        "compared": compared(ledger, asked),
        "stage": stage(ledger, cohort, asked),
    }


def beside_theirs(entries, theirs, as_of, with_drill):
    """Every difference between a report and what the entries say."""
    asked = argparse.Namespace(
        first=date.fromisoformat(theirs["cohort"]["from"]), last=date.fromisoformat(theirs["cohort"]["to"]),
        report=theirs["report"], by=list(theirs.get("by", {})), drill=with_drill)
    ledger = Ledger(entries, as_of or str(theirs["as_of"]["entry"]))
    if asked.report == "doubtful":
        told = {line["number"]: sorted(line["doubts"]) for line in theirs["incidents"]}
        return list(differences({line["number"]: sorted(line["doubts"]) for line in doubtful(ledger, asked)}, told))
    if asked.report == "admissions":
        told = {
            "admitted": sorted(line["number"] for line in theirs["admissions"]),
            "ended": sorted(line["number"] for line in theirs["admissions"] if line["ended"]),
            "handed_down": theirs["cohort"]["handed_down"], "without_means": theirs["without_means"],
            "unlisted": sorted(line["number"] for line in theirs["unlisted"]),
        }
        return list(differences(admissions(ledger, asked), told))
    if asked.report in ("repeats", "outlook"):
        ours = {"repeats": repeats, "outlook": outlook}[asked.report](ledger, asked)
        return list(differences(ours, {key: theirs[key] for key in ours}))
    return list(differences(report(ledger, asked), theirs))


def shown(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def arguments():
    usage = __doc__.split("\n\n")[1].removeprefix("usage: ")
    parser = argparse.ArgumentParser(usage=usage)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--ledgers", metavar="PROGRAMS")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--from", dest="first", type=date.fromisoformat)
    parser.add_argument("--to", dest="last", type=date.fromisoformat)
    parser.add_argument("--as-of")
    parser.add_argument("--report", choices=("day", "week", "month", "range"), default="range")
    parser.add_argument("--by", action="append", choices=DIMENSIONS, default=[])
    parser.add_argument("--include-drill", dest="drill", action="store_true")
    parser.add_argument("--doubtful", action="store_true")
    asked = parser.parse_args()
    if asked.ledgers is None and len(asked.files) != (2 if asked.compare else 1):
        parser.error("--compare takes EXPORT and REPORT.json, everything else EXPORT alone")
    alone = asked.ledgers is None and not asked.compare
    if alone and (asked.first is None or asked.last is None or asked.first > asked.last):
        parser.error("--from and --to say which days; the first is not after the last")
    return asked


def main():
    asked = arguments()
    if asked.ledgers is not None:
        return play(asked.ledgers, asked.files, DIMENSIONS, asked.short, beside_theirs)
    entries = read_entries(asked.files[0])
    ledger = Ledger(entries, asked.as_of)
    strange = list(strange_days(ledger))
    for line in strange:
        print(line, file=sys.stderr)
    if asked.compare:
        with open(asked.files[1], encoding="utf-8") as file:
            found = beside_theirs(entries, json.load(file), asked.as_of, asked.drill)
        for path, ours, told in found:
            print(f"{path}: computed {shown(ours)}, reported {shown(told)}")
        return 1 if found or strange else 0
    print(shown(doubtful(ledger, asked) if asked.doubtful else report(ledger, asked)))
    return 1 if strange else 0


if __name__ == "__main__":
    sys.exit(main())
