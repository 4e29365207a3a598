"""Who had which item from when, and which step needed one, as tables."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from casekit.case import Case
from casekit.knowledge.about import about
from casekit.knowledge.arrivals import could_know, documented
from casekit.story import tell

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["knowledge", "needs"]


def knowledge(case: Case) -> pd.DataFrame:
    """Who had which item from when, as a table; one row per actor and item that could have met.

    Columns: `actor`, `item`, `documented_lo`, `documented_hi` (days since day 0 of the first touchpoint
    that shows it; missing where none does), `touchpoint` (that touchpoint), `could_strict` and `could_loose`
    (the earliest day on which it could have come, by the two same-day rules; missing where it could not).

    >>> from casekit.notation import case_of
    >>> table = knowledge(case_of("a: inwoner > school  bericht @3 shares=inkomen"))
    >>> table[["actor", "documented_lo", "could_strict"]].values.tolist()
    [['inwoner', 3.0, 3.0], ['school', 3.0, 3.0]]
    """
    import pandas as pd

    story = tell(case)
    learned = documented(story)
    strict, loose = could_know(story, "strict"), could_know(story, "loose")
    rows = []
    for actor, item in sorted(loose):
        first = learned.get((actor, item), [None])[0]
        sure = strict.get((actor, item))
        rows.append(
            {
                "actor": actor,
                "item": item,
                "documented_lo": _bounded(first.span.lo) if first else None,
                "documented_hi": _bounded(first.span.hi) if first else None,
                "touchpoint": first.id if first else None,
                "could_strict": _bounded(sure.day) if sure else None,
                "could_loose": _bounded(loose[actor, item].day),
            }
        )
    columns = ["documented_lo", "documented_hi", "could_strict", "could_loose"]
    table = pd.DataFrame(rows, columns=["actor", "item", *columns[:2], "touchpoint", *columns[2:]])
    return table.astype(dict.fromkeys(columns, float))


def needs(case: Case) -> pd.DataFrame:
    """Every step that needed an item, and whether who took it had it; one row per step and item, in order.

    Columns: `touchpoint`, `actor`, `item`, `had` (yes, perhaps, colleague, no), `reach` (certain, possible,
    client, none: how it could have come in time; empty where they had it), `contacts` (the touchpoints along
    which), `holders` (the other parties that had it) and `grounds` (ids of the grounds to be checked).

    >>> import casekit as ck
    >>> needs(ck.example("bijstand-aanvraag"))[["touchpoint", "item", "had", "reach"]].values.tolist()[1]
    ['t31', 'loonstrook', 'no', 'certain']
    """
    import pandas as pd

    found = sorted(
        ((need, one.item.id) for one in about(tell(case)) for need in one.needs), key=lambda pair: pair[0].step.place
    )
    rows = [
        {
            "touchpoint": need.step.id,
            "actor": need.actor,
            "item": item,
            "had": need.had,
            "reach": need.reach if need.lacked else None,
            "contacts": tuple(step.id for step in need.way),
            "holders": tuple(holder.party for holder in need.holders),
            "grounds": tuple(dict.fromkeys(ground.id for holder in need.holders for ground in holder.grounds)),
        }
        for need, item in found
    ]
    return pd.DataFrame(
        rows, columns=["touchpoint", "actor", "item", "had", "reach", "contacts", "holders", "grounds"]
    )


def _bounded(day: float) -> float | None:
    return None if isinf(day) else day
