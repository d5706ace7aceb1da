"""The figures of a cohort of incidents."""
from fractions import Fraction

from .station import DAY, HOUR, days

FOUR_RATES = ("same_day_closure", "same_day_closure_all", "same_day_closure_short", "closed_within_24h")
SHEETS = ("blue", "orange", "red", "praise")


def rounded(value, places):
    """Exactly, half to the even; None stays None."""
    return None if value is None else float(round(Fraction(value), places))


def rate(numerator, denominator):
    return {
        "numerator": numerator, "denominator": denominator,
        "rate": rounded(Fraction(numerator, denominator), 6) if denominator else None,
    }


def share(items, has):
    items = list(items)
    return rate(sum(1 for item in items if has(item)), len(items))


def percentile(ordered, part):
    if not ordered:
        return None
    place = Fraction(part) * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def four_rates(shares):
    sums = [[0, 0] for _ in FOUR_RATES]
    for shares_of_one in shares:
        for total, (numerator, denominator) in zip(sums, shares_of_one):
            total[0] += numerator
            total[1] += denominator
    return {name: rate(*total) for name, total in zip(FOUR_RATES, sums)}


def milestone_rate(incidents, clock, states, cut_off):
    """Per response whose limit has passed while it ran, or that did it."""
    numerator = denominator = 0
    for incident, response in ((i, r) for i in incidents for r in i.responses):
        due, done = response.due(clock), response.reached(*states)
        if due is None:
            continue
        stops = (incident.clocks_run_to(cut_off), response.declined_for_good, response.released)
        stop = min(moment for moment in stops if moment is not None)
        if done is not None or due <= stop:
            denominator += 1
            numerator += done is not None and done <= due
    return rate(numerator, denominator)


def reply_rates(incidents, cut_off):
    """Looks at the lead called last that has not left: whether its reply, once due, is there, complete and not sent back."""
    effective, in_time, denominator = 0, 0, 0
    for incident in incidents:
        if incident.handled is not None and incident.handled["action"] == "handle":
            continue
        lead = next((r for r in reversed(incident.responses) if r.lead and not r.is_out), None)
        due = lead.due("reply") if lead else None
        if due is not None and due <= incident.clocks_run_to(cut_off):
            denominator += 1
            effective += lead.reply is not None
            in_time += lead.reply is not None and lead.reply <= due
    return {"effective_reply": rate(effective, denominator), "reply_in_time": rate(in_time, denominator)}


def is_right_first_time(incident):
    first = incident.closes[0]
    return (
        all(r.declined is None for r in incident.responses) and incident.send_backs == 0
        and not any(first <= reopened <= first + 30 * 24 * HOUR for reopened in incident.reopens)
    )


def live_handling(incidents, cut_off):
    """Units' hours from the summons until each was no longer live."""
    total = count = 0
    for incident in incidents:
        for response in incident.responses:
            end = incident.clocks_run_to(cut_off) if response.silent_since is None else response.silent_since
            if incident.status == "closed":
                end = min(end, incident.close_recorded)
            count += 1
            total += end - response.notified
    return {"responses": count, "hours": rounded(Fraction(total, HOUR), 4)}


def declines(responses):
    declined = [r for r in responses if r.declined is not None]
    rulings = [r.ruling or "unruled" for r in declined]
    return {
        "declined": rate(len(declined), sum(1 for r in responses if r.kind not in ("emergency", "escalation"))),
        "declines": {name: rulings.count(name) for name in ("upheld", "overruled", "unruled")},
    }


def call_backs(incidents):
    asked = [i for i in incidents if i.call_backs]
    said = [[c for c in i.call_backs if c["reached"] and c.get("satisfied") is not None] for i in asked]
    return {
        "satisfied": share([calls[-1] for calls in said if calls], lambda call: call["satisfied"]),
        "callback_reached": share(asked, lambda i: any(c["reached"] for c in i.call_backs)),
    }


def figures(incidents, everything, plan, cut_off, first, last):
    """The rates of a cohort; what is open at the end and was closed meanwhile is asked of `everything` there is."""
    open_at = plan.begins(last + DAY)
    whole = [i for i in everything if i.is_counted]
    closed = [i for i in whole if i.closing is not None and first <= plan.day(i.closing) <= last]
    counted = [i for i in incidents if i.is_counted]
    native = [i for i in counted if i.is_native]
    hours = sorted(Fraction(i.closing - i.received, HOUR) for i in counted if i.closing is not None)
    due = [i for i in counted if i.judged is not None and i.judged < cut_off]
    whistled = sum(1 for i in native if any(kind not in ("assignment", "escalation") for kind, _ in i.summonses))
    assigned = sum(1 for i in native if any(kind == "assignment" for kind, _ in i.summonses))
    return {
        **four_rates(i.shares(plan) for i in incidents),
        **reply_rates(native, cut_off),
        "acknowledged_in_time": milestone_rate(native, "acknowledge", (), cut_off),
        "contacted_in_time": milestone_rate(native, "contact", ("contacted", "arrived", "replied"), cut_off),
        "arrived_in_time": milestone_rate(native, "arrive", ("arrived", "replied"), cut_off),
        "on_time_closure": share(due, lambda i: i.closing is not None and i.closing <= i.judged),
        "without_deadline": {"count": sum(
            1 for i in counted
            if i.judged is None)},
        "first_time_right": share([i for i in native if i.closes], is_right_first_time),
        "closing_hours": {
            "n": len(hours), "median": rounded(percentile(hours, Fraction(1, 2)), 4),
            "p90": rounded(percentile(hours, Fraction(9, 10)), 4),
        },
        "open": {"at": plan.text(open_at), "count": sum(1 for i in whole if i.is_open_at(open_at))},
        "closed": {"count": len(closed)},
        **declines([r for i in native for r in i.responses]),
        "send_backs": {"count": sum(i.send_backs for i in native)},
        "sheets": {colour: sum(i.sheets.count(colour) for i in native) for colour in SHEETS},
        "reopenings": {"count": sum(len(i.reopens) for i in native)},
        **call_backs(native),
        "whistled": rate(whistled, len(counted)),
        "assigned": rate(assigned, len(counted)),
        "live_handling": live_handling(native, cut_off),
        "emergencies": {"count": sum(1 for i in native if i.ever_emergency)},
    }


def by_key(incidents, dimension):
    groups = {}
    for incident in incidents:
        groups.setdefault(incident.key(dimension), []).append(incident)
    return groups


def grouped(cohort, everything, dimension, asked, ledger):
    """A line for each key that received something, closed something or has something open at the end. Each shift and
    each day of the range has one; a day is judged at its own end."""
    plan, cut_off = ledger.plan, ledger.cut_off
    own, whole = by_key(cohort, dimension), by_key(everything, dimension)
    if dimension == "day":
        spans = {day.isoformat(): (day, day, everything) for day in days(asked.first, asked.last)}
    else:
        spans = {key: (asked.first, asked.last, of_key) for key, of_key in whole.items()}
    always = set(spans) if dimension == "day" else set()
    if dimension == "shift":
        always = {shift["name"] for shift in plan.shifts}
        spans = {name: (asked.first, asked.last, []) for name in always} | spans
    lines = []
    for key, (first, last, of_key) in sorted(spans.items()):
        received = own.get(key, [])
        told = figures(received, of_key, plan, cut_off, first, last)
        if received or key in always or told["open"]["count"] or told["closed"]["count"]:
            lines.append({"key": key, "received": len(received), "figures": told})
    return lines
