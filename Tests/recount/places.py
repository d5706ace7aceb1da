"""Where the same keeps happening, and where more came in than the weeks before let expect."""
from datetime import timedelta
from itertools import product
from math import sqrt

WINDOW, ENOUGH = timedelta(days=30), 3
MOST_SPANS, FEWEST_SPANS, ENOUGH_BEFORE = 8, 4, 20


def of_our_own(ledger, asked):
    return [i for i in ledger.taken(asked.drill) if i.is_native and i.is_counted]


def repeats(ledger, asked):
    """Three or more of one category and place within thirty days, the newest of them on the days asked for."""
    kinds, spots = {}, []
    for incident in of_our_own(ledger, asked):
        if incident.category is not None and incident.place is not None:
            kinds.setdefault((incident.category, incident.place), []).append((incident.day, incident.number))
    for (category, place), found in kinds.items():
        best = []
        for newest in sorted(found):
            if asked.first <= newest[0] <= asked.last:
                window = [one for one in sorted(found) if newest[0] - WINDOW < one[0] and one <= newest]
                best = window if len(window) >= len(best) else best
        if len(best) >= ENOUGH:
            numbers = [number for _, number in best]
            spots.append({"category": category, "place": place, "count": len(best), "numbers": numbers})
    return {"spots": sorted(spots, key=lambda spot: (-spot["count"], spot["category"], spot["place"]))}


def outlook(ledger, asked):
    """Each category with each grid, and each alone (None stands for all), beside spans of the same weekdays before."""
    founded = ledger.plan.day(ledger.entries[0]["recorded"])
    step = timedelta(weeks=(asked.last - asked.first).days // 7 + 1)
    spans = [(asked.first - step * k, asked.last - step * k) for k in range(1, MOST_SPANS + 1)]
    spans = [span for span in spans if span[0] > founded]
    counts = {}
    for incident in of_our_own(ledger, asked):
        is_now = asked.first <= incident.day <= asked.last
        if is_now or any(first <= incident.day <= last for first, last in spans):
            for key in product((incident.category or "", None), (incident.grid or "", None)):
                counts.setdefault(key, [0, 0])[0 if is_now else 1] += 1
    order = sorted(counts, key=lambda key: (key[0] or "", key[0] is not None, key[1] or "", key[1] is not None))
    cells = [cell(*key, *counts[key], len(spans)) for key in order] if spans else []
    return {
        "spans": [{"from": first.isoformat(), "to": last.isoformat()} for first, last in spans], "cells": cells,
        "above": sum(1 for one in cells if one["state"] == "above"),
    }


def cell(category, grid, observed, before, spans):
    expected = before / spans
    limit = expected + 3 * sqrt(expected)
    if spans < FEWEST_SPANS or before < ENOUGH_BEFORE:
        state = "too_few"
    else:
        state = "above" if observed > limit else "within"
    return {
        "category": category, "grid": grid, "observed": observed, "before": before, "expected": round(expected, 4),
        "limit": round(limit, 4), "state": state,
    }
