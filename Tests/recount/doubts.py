"""Doubtful closures: a list for the supervisor, with reasons."""
from .station import MINUTE


def doubts(incident, elsewhere):
    """Why the last closure is to be looked at."""
    handled = incident.handled_before_close
    if handled is not None:
        before = [recorded for _, recorded in incident.summonses if recorded <= handled["recorded"]]
        if before and handled["recorded"] - before[-1] < 3 * MINUTE:
            yield "quick"
        by = handled["by"]
        if handled["action"] == "handle" and by.startswith("officer:") and by == incident.received_by:
            yield "samePerson"
    own = (handled or {}).get("facts", {})
    if not incident.method or not (
            incident.responses or incident.direct or ("method" in own and "measure" in own)):
        yield "noResponse"
    kinds = {}
    for digest, kind in incident.photos:
        kinds.setdefault(digest, set()).add(kind)
    if any(len(kinds[digest]) > 1 or elsewhere[digest] != {incident.id} for digest in kinds):
        yield "samePhoto"
    if incident.reopened_same_day:
        yield "reopened"
    last_close = incident.closes[-1]
    if any(last_close - 60 * MINUTE <= recorded <= last_close for recorded in incident.recategorised):
        yield "recategorised"


def doubtful(ledger, asked):
    """Closures of the range's incidents that give a reason for doubt, also where the matter is open again."""
    elsewhere = {}
    for incident in ledger.incidents:
        for digest, _ in incident.photos:
            elsewhere.setdefault(digest, set()).add(incident.id)
    result = []
    for incident in ledger.cohort(asked.first, asked.last, asked.drill):
        if incident.is_native and incident.is_counted and incident.closes:
            reasons = list(doubts(incident, elsewhere))
            if reasons:
                result.append({"number": incident.number, "doubts": reasons})
    return sorted(result, key=lambda line: line["number"])
