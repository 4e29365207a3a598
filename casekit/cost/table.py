"""The cost of the stalls of a case as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.cost.run import Cost
from casekit.stalls.statement import between, name

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["cost_table"]

AMOUNTS = ("over", "alone", "last", "shapley")


def cost_table(cost: Cost, lang: str = "nl") -> pd.DataFrame:
    """One row per stall, in the order of the analysis.

    Columns: `key`, `kind`, `name`, `between`, then for `over` (late days), `alone`, `last` and `shapley` the median
    with its 5-95 % range as `<column>_lo` and `<column>_hi` (days; missing where it cannot be told), and `slack`.

    >>> import casekit as ck
    >>> table = cost_table(ck.cost_of(ck.example("bijstand-aanvraag")))
    >>> table.loc[table["alone"] > 0, ["key", "alone"]].values.tolist()[0]
    ['K02-t17-t37', 2.0]
    """
    import pandas as pd

    stalls = {stall.key: stall for stall in cost.analysis.stalls}
    rows = []
    for one in cost.stalls:
        stall = stalls[one.key]
        row: dict[str, object] = {
            "key": one.key,
            "kind": stall.kind,
            "name": name(stall.kind, lang),
            "between": " → ".join(between(stall, cost.analysis.story)),
        }
        for column in AMOUNTS:
            amount = getattr(one, column)
            row[column] = amount.value if amount else None
            row[f"{column}_lo"] = amount.lo if amount else None
            row[f"{column}_hi"] = amount.hi if amount else None
        rows.append({**row, "slack": one.slack})
    numbers = [f"{column}{end}" for column in AMOUNTS for end in ("", "_lo", "_hi")]
    table = pd.DataFrame(rows, columns=["key", "kind", "name", "between", *numbers, "slack"])
    return table.astype(dict.fromkeys((*numbers, "slack"), float))
