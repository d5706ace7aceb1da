"""What is left to be put right, as its entries tell it, beside the rows that the programs keep of it."""
import sqlite3
from datetime import date, timedelta

COLUMNS = ("id", "state", "kind", "isOwed", "drill", "incident", "owner", "firstDue", "nextDue", "unsigned", "revision")


class Rectification:
    """Added up from its entries alone."""

    def __init__(self, entries, plan):
        first = entries[0]
        facts = first["facts"]
        self.id, self.plan, self.revision = first["number"], plan, 0
        self.state, self.kind, self.owner = "open", facts["kind"], facts["owner"]
        self.incident = facts.get("incident", {}).get("id")
        self.is_drill = first["findings"].get("isPractice", False)
        self.due = self.first_due = self.end_of(facts["due"])
        self.look_back, self.attached, self.waiting, self.before = None, {}, set(), {}
        for entry in entries:
            self.revision += 1
            if "orderedBy" in entry:
                self.waiting.add(entry["number"])
            self.add(entry, entry.get("facts", {}))

    def end_of(self, day):
        """The midnight after a day."""
        return self.plan.moment(date.fromisoformat(day) + timedelta(days=1))

    def add(self, entry, facts):
        action, number = entry["action"], entry["number"]
        if action == "changeItem":
            self.owner = facts.get("owner", self.owner)
            if "due" in facts:
                self.due = self.end_of(facts["due"])
        elif action == "doneItem":
            self.state = "done"
        elif action == "verifyItem":
            self.state, self.look_back = "verified", None
            if "lookBackDays" in facts:
                today = date.fromisoformat(self.plan.text(entry["recorded"])[:10])
                self.look_back = self.end_of((today + timedelta(days=facts["lookBackDays"])).isoformat())
        elif action == "returnItem":
            self.state, self.due, self.look_back = "open", self.end_of(facts["due"]), None
        elif action == "lookBack":
            self.before[number] = (self.due, self.look_back)
            self.look_back = None
            if not facts["holds"]:
                self.state, self.due = "open", self.end_of(facts["due"])
        elif action == "dropItem":
            self.state = "dropped"
        elif action == "attach":
            self.attached[number] = facts["sha256"]
        elif action == "countersign":
            self.waiting.discard(facts["entry"])
        elif action == "correct" and facts.get("withdrawn"):
            self.attached.pop(facts["entry"], None)
            if facts["entry"] in self.before:
                self.due, self.look_back = self.before.pop(facts["entry"])
                self.state = "verified"

    @property
    def photos(self):
        return list(self.attached.values())

    def row(self):
        """The columns of COLUMNS."""
        is_owed = self.state in ("open", "done") or self.state == "verified" and self.look_back is not None
        next_due = {"open": self.due, "verified": self.look_back}.get(self.state)
        return (
            self.id, self.state, self.kind, int(is_owed), int(self.is_drill), self.incident, self.owner, self.first_due,
            next_due, len(self.waiting), self.revision)


def rows_beside(ledger, path):
    """Each column of the programs' table that is not what the entries say: (which, computed, kept)."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        kept = {row[0]: row for row in database.execute(f"SELECT {', '.join(COLUMNS)} FROM rectification")}
    finally:
        database.close()
    ours = {item.id: item.row() for item in ledger.rectifications}
    for number in sorted(ours.keys() | kept.keys()):
        computed, stands = ours.get(number), kept.get(number)
        if computed is None or stands is None:
            yield f"rectification {number}", computed, stands
            continue
        for name, one, other in zip(COLUMNS, computed, stands):
            if one != other:
                yield f"rectification {number}: {name}", one, other
