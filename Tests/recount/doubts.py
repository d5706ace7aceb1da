"""Doubtful closures: a list for the supervisor, with reasons."""
from collections import Counter

from .station import MINUTE


def doubts(incident, times):
    """Why the last closure is to be looked at; `times` is how often each photo is attached in the whole ledger."""
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
    if any(times[digest] > 1 for digest in incident.photos):
        yield "samePhoto"
    if incident.reopened_same_day:
        yield "reopened"
    last_close = incident.closes[-1]
    if any(last_close - 60 * MINUTE <= recorded <= last_close for recorded in incident.recategorised):
        yield "recategorised"


def doubtful(ledger, asked):
    """Closures of the range's incidents that give a reason for doubt, also where the matter is open again."""
    own = [incident.photos for incident in ledger.incidents] + [item.photos for item in ledger.rectifications]
    times = Counter(digest for photos in own for digest in photos)
    result = []
    for incident in ledger.cohort(asked.first, asked.last, asked.drill):
        if incident.is_native and incident.is_counted and incident.closes:
            reasons = list(doubts(incident, times))
            if reasons:
                result.append({"number": incident.number, "doubts": reasons})
    return sorted(result, key=lambda line: line["number"])
