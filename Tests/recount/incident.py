"""How the entries of one incident add up."""
from dataclasses import dataclass, field
from datetime import date

from .station import HOUR

HANDED_DOWN = {"county", "departmentRequest", "leaderNote"}
LIVE = {"notified", "acknowledged", "contacted", "arrived", "accepted"}


@dataclass
class Response:
    """One unit's answer to one summons."""

    summons: int
    unit: str
    lead: bool
    kind: str
    notified: int
    clocks: dict
    state: str = "notified"
    marks: list = field(default_factory=list)
    reply: int | None = None
    last_reply_complete: bool | None = None
    replied_last: int | None = None
    next_reply: bool = False
    was_sent_back: bool = False
    declined: int | None = None
    ruling: str | None = None
    released: int | None = None
    silent_since: int | None = None

    @property
    def is_live(self):
        return self.state in LIVE

    @property
    def declined_for_good(self):
        return None if self.ruling == "overruled" else self.declined

    @property
    def is_out(self):
        """Released, or declined and not overruled: it owes nothing."""
        return self.released is not None or self.declined_for_good is not None

    def reached(self, *states):
        return next((recorded for _, state, recorded in self.marks if not states or state in states), None)

    def turn(self, state, recorded):
        if self.is_live and state not in LIVE:
            self.silent_since = recorded
        elif state in LIVE:
            self.silent_since = None
        self.state = state

    def due(self, clock):
        deadline = self.clocks.get(clock)
        return deadline["due"] if deadline else None


class Incident:
    """What the entries of one incident add up to."""

    def __init__(self, entry):
        facts, findings = entry["facts"], entry["findings"]
        self.id = entry["number"]
        self.number = findings["number"]
        self.day = date.fromisoformat(findings["dutyDay"])
        self.shift = findings.get("shift")
        self.is_imported = entry["action"] == "import"
        self.is_drill = facts.get("drill", False)
        self.received = entry["at"]
        self.recorded = entry["recorded"]
        self.received_by = entry["by"]
        self.category = facts.get("category")
        self.grid, self.place = facts.get("grid"), facts.get("place")
        self.source = facts["source"]
        self.list_class = findings.get("listClass")
        self.exceeds_day = findings.get("limitExceedsDay", False)
        self.own = findings.get("closing")
        # The one that judges the close, where it is another than the one that runs.
        self.first_deadline = None
        self.stays_counted = False
        self.passed_on = False
        # The response by which it was handed over, and since when.
        self.handed_over = None
        # The sender did not agree that their limit waits while it is suspended.
        self.sender_goes_on = False
        # The moment at which it left without a close of the station's.
        self.left = None
        self.imported_department = facts.get("department")
        self.admission, self.is_admitted = None, False
        self.is_handed_down = facts.get("handedDownBy") is not None or facts["source"] in HANDED_DOWN
        self.status, self.status_before = "received", None
        self.responses, self.summonses = [], []
        self.handled = self.handled_before_close = None
        self.closing = self.close_recorded = self.method = None
        self.direct = False
        self.merged = self.suspended = None
        self.closes, self.reopens, self.reopened_same_day = [], [], False
        self.send_backs, self.call_backs = 0, []
        self.attached, self.sheets = {}, []
        self.recategorised = []
        self.ever_emergency = facts.get("urgency") == "emergency"
        if facts.get("closed") is not None:
            self.status, self.closing, self.close_recorded = "closed", facts["closed"], entry["recorded"]

    is_native = property(lambda self: not self.is_imported)
    @property
    def is_counted(self):
        """What leaves the way of matters leaves the denominators on its own day only."""
        if self.status in ("voided", "merged"):
            return self.stays_counted
        return not (self.passed_on and self.passed_on_day == self.day)

    @property
    def judged(self):
        """The moment by which figures judge the close; None where there is none, or its clock stands still."""
        deadline = self.first_deadline or self.own
        if deadline is None:
            return None
        due, is_ours = deadline["due"], "limit" in deadline
        if self.handed_over and due > self.handed_over[1] and is_ours:
            return None
        if self.suspended is not None and due > self.suspended:
            return due if self.sender_goes_on and not is_ours else None
        return due

    def response(self, named):
        return next(r for r in self.responses if r.summons == named["summons"] and r.unit == named["unit"])

    def add(self, entry, plan):
        facts, findings = entry.get("facts", {}), entry["findings"]
        if "resumed" in findings:
            self.go_on(findings["resumed"])
        step = STEPS.get(entry["action"])
        if step:
            step(self, facts, findings, entry, plan)

    def keep_first(self, findings):
        if "first" in findings:
            self.first_deadline = findings["first"]

    def go_on(self, resumed):
        self.own = resumed.get("closing")
        self.keep_first(resumed)
        for clocks in resumed["clocks"]:
            live = next((r for r in self.responses if r.is_live and r.unit == clocks["unit"]), None)
            if live:
                live.clocks = clocks

    def leave(self, status):
        self.status_before, self.status = self.status, status

    def come_back(self):
        self.status = self.status_before or self.status
        self.status_before = self.merged = self.suspended = None
        self.stays_counted, self.left = False, None
        if self.status != "closed":
            self.closing = self.close_recorded = None

    # Each act of the table, in its order.

    def amend(self, facts, findings, entry, plan):
        if "category" in facts:
            if facts["category"] != self.category:
                self.recategorised.append(entry["recorded"])
            self.category = facts["category"]
            self.own = findings.get("closing")
            self.keep_first(findings)
            self.exceeds_day = findings.get("limitExceedsDay", False)
            self.list_class = findings.get("listClass")
        self.grid = facts.get("grid", self.grid)
        self.place = facts.get("place", self.place)
        self.ever_emergency |= facts.get("urgency") == "emergency"

    def take_on(self, facts, findings, entry, plan):
        self.status = "inHand"

    def summon(self, facts, findings, entry, plan):
        self.summonses.append((facts["kind"], entry["recorded"]))
        # What is only shown to the county is a support of what goes on here.
        leads = facts.get("manner") != "shown"
        self.responses += [
            Response(len(self.summonses), c["unit"], leads and c["unit"] in facts["lead"], facts["kind"],
                     entry["recorded"], c)
            for c in findings.get("clocks", [])
        ]
        if self.status == "suspended":
            self.come_back()
        self.status, self.handled = "inHand", None
        if facts["kind"] in ("work", "hard", "emergency"):
            self.own = findings.get("closing")
        self.ever_emergency |= facts["kind"] == "emergency"

    def consult(self, facts, findings, entry, plan):
        if facts.get("summons"):
            self.summon(facts["summons"], findings, entry, plan)

    def milestone(self, facts, findings, entry, plan):
        response = self.response(facts["response"])
        state = {"acknowledge": "acknowledged", "contact": "contacted", "arrive": "arrived"}[entry["action"]]
        response.marks.append((entry["number"], state, entry["recorded"]))
        response.turn(state, entry["recorded"])

    def reply(self, facts, findings, entry, plan):
        response = self.response(facts["response"])
        response.last_reply_complete = findings.get("replyComplete", False)
        if response.last_reply_complete:
            response.marks.append((entry["number"], "replied", entry["recorded"]))
            response.reply = response.reply or entry["recorded"]
            response.replied_last = entry["recorded"]
            response.was_sent_back = False
            response.next_reply = "nextReply" in findings
            response.turn("arrived" if response.next_reply else "replied", entry["recorded"])
            if self.handed_over and self.handed_over[0] is response:
                self.handed_over = None
        if "closing" in findings:
            self.own = findings["closing"]
        self.keep_first(findings)

    def handle(self, facts, findings, entry, plan):
        self.status = "handled"
        self.handled = entry

    def end_with_lead(self, facts, findings, entry, plan):
        self.release(self.response(facts), entry)

    def stand_down(self, facts, findings, entry, plan):
        self.release(self.response(facts["response"]), entry)

    def release(self, response, entry):
        response.turn("ended", entry["recorded"])
        response.released = entry["recorded"]

    def decline(self, facts, findings, entry, plan):
        response = self.response(facts["response"])
        response.turn("declined", entry["recorded"])
        response.declined = entry["recorded"]

    def appoint(self, facts, findings, entry, plan):
        response = self.response(facts["response"])
        response.ruling = facts["ruling"]
        if response.ruling == "upheld":
            self.release(response, entry)
            return
        response.released = None
        response.turn("acknowledged", entry["recorded"])
        response.marks.append((entry["number"], "acknowledged", entry["recorded"]))
        anew = (findings.get("clocks") or [{}])[0]
        response.clocks = response.clocks | {"arrive": anew.get("arrive"), "reply": anew.get("reply")}
        self.status, self.handled = "inHand", None

    def send_back(self, facts, findings, entry, plan):
        self.send_backs += 1
        self.status, self.handled = "inHand", None
        if "response" in facts:
            response = self.response(facts["response"])
            response.turn("acknowledged", entry["recorded"])
            response.reply = response.replied_last = None
            response.was_sent_back = True
            response.clocks = response.clocks | {"reply": findings.get("reply")}

    def close(self, facts, findings, entry, plan):
        self.status, self.direct, self.method = "closed", False, facts.get("method")
        handled = self.handled_before_close = self.handled
        counts = handled and entry["recorded"] <= handled["findings"].get("checkBy", handled["recorded"])
        self.closing = handled["recorded"] if counts else entry["recorded"]
        self.close_recorded = entry["recorded"]
        self.closes.append(entry["recorded"])
        for response in self.responses:
            if response.state == "accepted":
                self.release(response, entry)

    def close_direct(self, facts, findings, entry, plan):
        self.status, self.direct, self.method = "closed", True, "explanation"
        self.handled_before_close = None
        self.closing = self.close_recorded = entry["recorded"]
        self.closes.append(entry["recorded"])

    def reopen(self, facts, findings, entry, plan):
        self.reopened_same_day |= self.closing is not None and plan.day(self.closing) == self.day
        self.reopens.append(entry["recorded"])
        self.status = "inHand"
        self.closing = self.close_recorded = self.handled = None
        second = findings.get("second") or findings.get("closing")
        if second:
            self.own = second
        self.keep_first(findings)
        self.passed_on, self.left = False, None

    def accept(self, facts, findings, entry, plan):
        """The county room or a neighbour took it; what is handed over is theirs, and our closing clock stands still."""
        response = self.response(facts["response"])
        response.marks.append((entry["number"], "accepted", entry["recorded"]))
        response.turn("accepted", entry["recorded"])
        if facts["manner"] == "handedOver":
            self.handed_over = (response, entry["recorded"])

    def come_home(self, response, findings):
        if self.handed_over and self.handed_over[0] is response:
            self.handed_over = None
        if "closing" in findings:
            self.own = findings["closing"]
        self.keep_first(findings)

    def reject(self, facts, findings, entry, plan):
        response = self.response(facts["response"])
        self.release(response, entry)
        self.come_home(response, findings)

    def recall(self, facts, findings, entry, plan):
        self.release(self.response(facts["response"]), entry)

    def refer(self, facts, findings, entry, plan):
        self.response(facts["response"]).state = "referred"

    def rule_above(self, facts, findings, entry, plan):
        self.appoint(facts, findings, entry, plan)

    def admit(self, facts, findings, entry, plan):
        self.admission, self.is_admitted = facts, True

    def end_admission(self, facts, findings, entry, plan):
        self.is_admitted = False

    def pass_on(self, facts, findings, entry, plan):
        """Back to the sender, or to the petitions office: no close of the station's."""
        self.status, self.passed_on, self.passed_on_day = "closed", True, plan.day(entry["recorded"])
        self.left = self.close_recorded = entry["recorded"]
        self.handled = self.handled_before_close = None

    def void(self, facts, findings, entry, plan):
        self.leave("voided")
        self.stays_counted = findings.get("staysCounted", False)
        self.left = entry["recorded"]

    def restore(self, facts, findings, entry, plan):
        self.come_back()

    def suspend(self, facts, findings, entry, plan):
        self.leave("suspended")
        self.suspended = entry["recorded"]
        self.sender_goes_on = facts.get("senderWaits") is False

    def merge(self, facts, findings, entry, plan):
        if self.status == "suspended":
            self.come_back()
        self.leave("merged")
        self.merged = entry["recorded"]
        self.stays_counted = findings.get("staysCounted", False)

    def follow(self, facts, findings, entry, plan):
        if "closed" in facts:
            # Nothing is closed before it came; entries of before say so by the moment of the merge.
            self.closing = findings.get("followed", max(facts["closed"]["time"], self.merged or 0))
            self.close_recorded = entry["recorded"]
        elif "reopened" in facts:
            self.closing = self.close_recorded = None
        elif "joined" in facts and self.status == "suspended" and "resumed" in findings:
            self.come_back()

    def grant(self, facts, findings, entry, plan):
        if "closing" in findings:
            self.own = findings["closing"]
        self.keep_first(findings)

    def report(self, facts, findings, entry, plan):
        if facts["stage"] != "final":
            return
        if "closing" in findings:
            self.own = findings["closing"]
        for response in self.responses:
            if response.is_live and response.kind == "emergency" and response.reply is not None:
                response.next_reply = False
                # The reply is what ended its handling; the report only says that nothing more is owed.
                response.turn("replied", response.replied_last)

    def call_back(self, facts, findings, entry, plan):
        self.call_backs.append(facts)

    def attach(self, facts, findings, entry, plan):
        self.attached[entry["number"]] = facts["sha256"]

    def sheet(self, facts, findings, entry, plan):
        self.sheets.append(facts["colour"])

    def correct(self, facts, findings, entry, plan):
        if not facts.get("withdrawn"):
            return
        self.attached.pop(facts["entry"], None)
        for response in self.responses:
            kept = [mark for mark in response.marks if mark[0] != facts["entry"]]
            if len(kept) == len(response.marks):
                continue
            response.marks = kept
            if response.is_live:
                last = kept[-1][1] if kept else "notified"
                response.turn("acknowledged" if last == "replied" else last, entry["recorded"])

    # What figures ask.

    @property
    def photos(self):
        """The digests of what is attached and was not taken back."""
        return list(self.attached.values())

    def department(self):
        """The final lead: called last and not released; a unit whose decline nobody has ruled on is still it."""
        leads = [r for r in self.responses if r.lead]
        standing = [r for r in leads if r.released is None] or leads
        return standing[-1].unit if standing else self.imported_department or ""

    def key(self, dimension):
        return {
            "shift": self.shift, "department": self.department(), "day": self.day.isoformat(),
            "category": self.category, "grid": self.grid, "source": self.source, "listClass": self.list_class,
        }[dimension] or ""

    def is_open_at(self, moment):
        """By occurrence, judged with everything known."""
        ended = self.closing if self.closing is not None else self.left
        return self.is_counted and self.received <= moment and not (ended is not None and ended <= moment)

    def clocks_run_to(self, cut_off):
        """A suspension holds all clocks: what was not due before it is not due."""
        return cut_off if self.suspended is None else min(cut_off, self.suspended)

    def shares(self, plan):
        """What the incident gives to each of the four rates: (numerator, denominator)."""
        same_day = self.closing is not None and plan.day(self.closing) == self.day
        within = self.closing is not None and self.closing - self.received <= 24 * HOUR
        short = self.is_counted and not self.exceeds_day
        return (
            (int(same_day and self.is_counted), int(self.is_counted)), (int(same_day), 1),
            (int(same_day and short), int(short)), (int(within), 1),
        )


STEPS = {
    "amend": Incident.amend, "takeOn": Incident.take_on, "summon": Incident.summon, "consult": Incident.consult,
    "acknowledge": Incident.milestone, "contact": Incident.milestone, "arrive": Incident.milestone,
    "reply": Incident.reply, "handle": Incident.handle, "settle": Incident.handle,
    "endWithLead": Incident.end_with_lead, "standDown": Incident.stand_down, "decline": Incident.decline,
    "appoint": Incident.appoint, "sendBack": Incident.send_back, "close": Incident.close,
    "closeDirect": Incident.close_direct, "reopen": Incident.reopen, "void": Incident.void,
    "restore": Incident.restore, "unmerge": Incident.restore, "suspend": Incident.suspend,
    "resume": Incident.restore, "merge": Incident.merge, "follow": Incident.follow, "grantExtension": Incident.grant,
    "report": Incident.report, "callBack": Incident.call_back, "attach": Incident.attach, "sheet": Incident.sheet,
    "correct": Incident.correct, "returnAgreed": Incident.pass_on, "toPetition": Incident.pass_on,
    "outsideExtension": Incident.grant, "admit": Incident.admit, "endAdmission": Incident.end_admission,
    "accept": Incident.accept, "reject": Incident.reject,
    "recall": Incident.recall, "refer": Incident.refer, "ruleAbove": Incident.rule_above,
}
