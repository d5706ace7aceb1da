"""The entries of a ledger, and the incidents they tell of."""
import json
import sys

from .incident import Incident
from .rectification import Rectification
from .station import Plan


class Ledger:
    """The entries up to one of them, or up to a moment."""

    def __init__(self, entries, as_of=None):
        self.plan = Plan(entries[0]["facts"]["plan"])
        self.name = entries[0]["facts"]["name"]
        moment = None
        if as_of is not None and not as_of.isdigit():
            moment = self.plan.read(as_of)
            entries = [e for e in entries if e["recorded"] <= moment]
        elif as_of is not None:
            entries = [e for e in entries if e["number"] <= int(as_of)]
        if not entries:
            sys.exit(f"no entry as of {as_of}")
        self.entries = entries
        self.cut_off = entries[-1]["recorded"] if moment is None else moment
        self.of_incident, of_item = {}, {}
        for entry in entries:
            kind = kind_of(entry)
            if kind == "incident":
                self.of_incident.setdefault(entry["incident"], []).append(entry)
            elif kind == "item":
                of_item.setdefault(entry["subject"], []).append(entry)
        self.rectifications = [Rectification(own, self.plan) for own in of_item.values()]
        self.incidents = [self.folded(own) for own in self.of_incident.values()]

    def folded(self, entries, until=None):
        """An incident as it stood at a moment; None where it was not recorded yet."""
        incident = None
        for entry in entries:
            if until is not None and entry["recorded"] > until:
                continue
            if incident is None:
                incident = Incident(entry)
            else:
                incident.add(entry, self.plan)
        return incident

    def taken(self, with_drill):
        return [i for i in self.incidents if with_drill or not i.is_drill]

    def cohort(self, first, last, with_drill):
        return [i for i in self.taken(with_drill) if first <= i.day <= last]


def kind_of(entry):
    """The kind of subject an entry is about; one that is not known is nobody's, and never the room's."""
    if "kind" not in entry:
        return "incident" if "incident" in entry else "room"
    if entry["kind"] != "item":
        sys.exit(f"entry {entry['number']} is about a {entry['kind']}")
    return "item"


def strange_days(ledger):
    """Where an entry's duty day or shift is not what the station's plan says of its moment."""
    plan = ledger.plan
    for entry in ledger.entries:
        findings, facts = entry["findings"], entry.get("facts", {})
        expected = {}
        if entry["action"] in ("receive", "import"):
            expected = {"dutyDay": plan.day(entry["at"]).isoformat(), "shift": plan.shift(entry["at"])}
            if facts.get("closed") is not None:
                expected["closedDay"] = plan.day(facts["closed"]).isoformat()
        elif entry["action"] in ("handle", "settle", "close", "closeDirect"):
            expected = {"dutyDay": plan.day(entry["recorded"]).isoformat()}
        for key, value in expected.items():
            if findings.get(key) != value:
                yield f"entry {entry['number']} {entry['action']}: {key} {findings.get(key)}, the plan says {value}"


def read_entries(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
