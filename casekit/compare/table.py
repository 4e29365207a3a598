"""A comparison as pandas tables, for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.compare.run import Comparison
from casekit.stalls.statement import name
from casekit.text import say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["claim_table", "kind_table", "matrix_table"]


def matrix_table(comparison: Comparison, lang: str = "nl") -> pd.DataFrame:
    """Cases as rows, kinds that any case shows as columns, and the cell in words ("ja", "mogelijk", ...).

    >>> from casekit.compare.run import compare
    >>> from casekit.examples import example_path
    >>> matrix_table(compare(example_path("twaalf-regels"))).loc["twaalf-regels", "K01"]
    'mogelijk'
    """
    import pandas as pd

    table = comparison.matrix
    shown = table.shown()
    rows = [[say(f"compare.cell.{table.value(case, kind)}", lang) for kind in shown] for case in table.cases]
    return pd.DataFrame(rows, index=pd.Index(table.cases, name="case"), columns=list(shown))


def kind_table(comparison: Comparison, lang: str = "nl") -> pd.DataFrame:
    """One row per kind that any case shows, seen in most cases first.

    Columns: `kind`, `name`, `yes`, `possible`, `n` (cases with an opportunity in which it could be seen),
    `not_observable`, `no_opportunity` (cases), and from five cases on `low` and `high`: the shares that fit cases
    chosen in the same way (Wilson, 95 %; from the low end for *yes* to the high end for *yes or possible*).
    """
    import pandas as pd

    rows = []
    for kind in comparison.matrix.shown():
        found = comparison.matrix.prevalence(kind)
        enough = found.percentages and found.lower_interval and found.upper_interval
        rows.append(
            {
                "kind": kind,
                "name": name(kind, lang),
                "yes": found.yes,
                "possible": found.possible,
                "n": found.n,
                "not_observable": found.not_observable,
                "no_opportunity": found.no_opportunity,
                "low": found.lower_interval.low if enough and found.lower_interval else None,
                "high": found.upper_interval.high if enough and found.upper_interval else None,
            }
        )
    heads = ["kind", "name", "yes", "possible", "n", "not_observable", "no_opportunity", "low", "high"]
    frame = pd.DataFrame(rows, columns=heads)
    return frame.sort_values(["yes", "possible", "kind"], ascending=[False, False, True], ignore_index=True)


def claim_table(comparison: Comparison, lang: str = "nl") -> pd.DataFrame:
    """One row per coded cause, the best supported first.

    Columns: `cause`, `label`, `grade` (0 to 4), `word`, `cases` (with a whole thread), `named_in` (cases in which
    anybody named it), `contrary` (cases that do not fit), `evidence` (the best kind), `systemic` (whether all four
    tests hold).
    """
    import pandas as pd

    from casekit.vocabulary import label

    rows = [
        {
            "cause": claim.code,
            "label": claim.cause.label(lang),
            "grade": claim.grade,
            "word": say(f"ladder.word.{claim.grade}", lang),
            "cases": len(claim.cases),
            "named_in": len(claim.all_cases),
            "contrary": len({one.case for one in claim.contrary}),
            "evidence": label("evidence_kind", claim.evidence_level, lang),
            "systemic": claim.systemic.holds,
        }
        for claim in comparison.claims
    ]
    heads = ["cause", "label", "grade", "word", "cases", "named_in", "contrary", "evidence", "systemic"]
    return pd.DataFrame(rows, columns=heads)
