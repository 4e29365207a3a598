"""A case as pandas tables: views that carry the same ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.when import timeline

if TYPE_CHECKING:
    import pandas as pd

    from casekit.case import Case

__all__ = ["actor_table", "touchpoint_table"]


def touchpoint_table(case: Case) -> pd.DataFrame:
    """One row per touchpoint, in the order of the file.

    Columns: the fields of a touchpoint under their names in the file (lists as tuples, `promise` as a
    dict), and after `when` the days since day 0 between which it happened, `lo` and `hi` (float, -inf or
    inf where unbounded).

    >>> import casekit as ck
    >>> list(touchpoint_table(ck.example("twaalf-regels")).columns[:5])
    ['id', 'when', 'lo', 'hi', 'order']
    """
    import pandas as pd

    spans = timeline(case).spans
    rows = []
    for t in case.touchpoint_list:
        row = t.model_dump(by_alias=True)
        rest = {key: row[key] for key in row if key not in ("id", "when", "order")}
        span = spans[t.id]
        rows.append({"id": t.id, "when": t.when, "lo": span.lo, "hi": span.hi, "order": t.order, **rest})
    return pd.DataFrame(rows)


def actor_table(case: Case) -> pd.DataFrame:
    """One row per actor, in the order of the file; `client_side` says who is, or acts for, the resident.

    >>> import casekit as ck
    >>> list(actor_table(ck.example("twaalf-regels")).columns[:3])
    ['id', 'label', 'kind']
    """
    import pandas as pd

    return pd.DataFrame([{**a.model_dump(by_alias=True), "client_side": a.client_side} for a in case.actor_list])
