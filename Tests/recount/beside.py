"""Beside the figures: handovers, empty chairs, earlier ranges, and what has changed since a figure was final."""
from .rates import four_rates
from .station import DAY, days


def carried_over(ledger, asked):
    """What was open each time a seat was handed over: when somebody else than who sat in it signed."""
    plan, result, sits = ledger.plan, [], None
    for entry in ledger.entries:
        if entry["action"] == "takeSeat":
            sits = entry["by"]
        elif entry["action"] == "handOver" and entry["by"] != sits:
            at, turn = entry["recorded"], entry["facts"]["turn"]
            if asked.first <= plan.day(at) <= asked.last:
                still = [i for i in ledger.taken(asked.drill) if i.is_open_at(at)]
                result.append({"day": turn["day"], "shift": turn["shift"], "at": plan.text(at), "open": len(still)})
    return result


def empty_chairs(ledger, asked):
    """Sitting turns that began while there was a ledger, and in which nobody took the seat."""
    turns = [e["facts"]["turn"] for e in ledger.entries if e["action"] == "takeSeat"]
    taken = {(turn["day"], turn["shift"]) for turn in turns}
    founded = ledger.entries[0]["recorded"]
    return [
        {"day": day.isoformat(), "shift": shift["name"]}
        for day in days(asked.first, asked.last)
        for shift in ledger.plan.shifts
        if shift["sitting"] and founded <= ledger.plan.moment(day, shift["from"]) <= ledger.cut_off
        and (day.isoformat(), shift["name"]) not in taken
    ]


def a_year_before(day):
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def other_ranges(asked):
    first, last = asked.first, asked.last
    length = last - first + DAY
    if asked.report == "month":
        yield "before", (first - DAY).replace(day=1), first - DAY
    else:
        yield "before", first - length, last - length
    if asked.report == "day":
        yield "week_ago", first - 7 * DAY, last - 7 * DAY
    if asked.report == "week":
        yield "year_ago", first - 364 * DAY, last - 364 * DAY
    else:
        yield "year_ago", a_year_before(first), a_year_before(last)


def compared(ledger, asked):
    result = []
    for name, first, last in other_ranges(asked):
        cohort = ledger.cohort(first, last, asked.drill)
        result.append({
            "with": name, "from": first.isoformat(), "to": last.isoformat(), "received": len(cohort),
            **four_rates(i.shares(ledger.plan) for i in cohort),
        })
    return result


def stage(ledger, cohort, asked):
    """Whether the figures are final, how they stood when they became so, and what has changed since."""
    plan = ledger.plan
    final_from = plan.final_from(asked.last)
    is_final = ledger.cut_off >= final_from
    is_one_day = asked.first == asked.last
    then, revised, added = [], [], 0
    for incident in cohort:
        noon = plan.final_from(incident.day)
        if noon > ledger.cut_off:
            continue
        before = ledger.folded(ledger.of_incident[incident.id], until=noon)
        if before is None:
            added += 1
            continue
        then.append(before.shares(plan))
        if incident.is_native and then[-1] != incident.shares(plan):
            revised.append(incident.number)
    return {
        "final_from": plan.text(final_from), "state": "final" if is_final else "provisional",
        "fixed": four_rates(then) if is_final and is_one_day else None, "revised": sorted(revised),
        "added": added if is_final and is_one_day else 0,
        "provisional_days": sum(1 for day in days(asked.first, asked.last) if plan.final_from(day) > ledger.cut_off),
    }
