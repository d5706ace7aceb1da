"""What own hands took that the list does not give them, what was handed down, and what the list does not know."""

NOTHING = {"无", "没有", "none"}


def admissions(ledger, asked):
    """Numbers only: the rest is what the entries say in words."""
    own = [i for i in ledger.cohort(asked.first, asked.last, asked.drill) if i.is_native and i.is_counted]
    admitted = [i for i in own if i.admission]
    return {
        "admitted": sorted(i.number for i in admitted),
        "ended": sorted(i.number for i in admitted if not i.is_admitted),
        "handed_down": sum(1 for i in own if i.is_handed_down),
        "without_means": sum(
            1 for i in admitted if i.is_handed_down and i.admission.get("means") in NOTHING),
        "unlisted": sorted(
            i.number for i in own if not i.is_handed_down and i.list_class is None and i.category is not None),
    }
