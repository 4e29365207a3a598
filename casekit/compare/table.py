"""A comparison as pandas tables, for notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casekit.compare.change import Change
from casekit.compare.run import Comparison
from casekit.compare.words import cause_label, kind_name
from casekit.stalls.statement import name
from casekit.text import say

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["change_table", "claim_table", "kind_table", "matrix_table", "place_table", "thread_table"]


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


def thread_table(comparison: Comparison, lang: str = "nl") -> pd.DataFrame:
    """One row per chain that at least one case holds the whole of, in most cases first.

    Columns: `stall`, `precondition` and `cause` in words, `n` (cases) and `cases` (their ids).

    >>> from casekit.compare.run import compare
    >>> from casekit.examples import example_path
    >>> thread_table(compare(example_path("huur-verwijzing-kwijt")))[["stall", "n"]].values.tolist()
    [['K06 open verwijslus', 1]]
    """
    import pandas as pd

    from casekit.vocabulary import label

    rows = [
        (
            kind_name(chain.stall.code, lang),
            label("precondition", chain.precondition.code, lang),
            cause_label(comparison, chain.cause.code, lang),
            len(chain.cases),
            ", ".join(chain.cases),
        )
        for chain in comparison.layers.chains
    ]
    return pd.DataFrame(rows, columns=["stall", "precondition", "cause", "n", "cases"])


def place_table(comparison: Comparison, lang: str = "nl") -> pd.DataFrame:
    """One row per kind that any municipality shows, then per cause with a whole thread in one; in most of them first.

    Columns: `what` (kind or cause), `municipalities` (that show it), `n` (in which it could be judged; for a cause
    not known, since nobody codes every cause that is absent), and a column for each municipality: in how many of
    its cases it was seen. Numbers below three can point at an organisation: leave the table inside the group.
    """
    import pandas as pd

    found = comparison.places
    kinds = sorted(comparison.matrix.shown(), key=lambda kind: (-found.with_kind(kind), kind))
    rows = [
        (
            kind_name(kind, lang),
            found.with_kind(kind),
            found.could_show(kind),
            *(place.kinds[kind][0] for place in found.places),
        )
        for kind in kinds
        if found.with_kind(kind)
    ]
    rows += [
        (
            cause_label(comparison, cause, lang),
            found.with_cause(cause),
            None,
            *(len(place.causes.get(cause, ())) for place in found.places),
        )
        for cause in found.causes
    ]
    frame = pd.DataFrame(rows, columns=["what", "municipalities", "n", *(place.name for place in found.places)])
    return frame.astype({"n": "Int64"})


def change_table(change: Change, lang: str = "nl") -> pd.DataFrame:
    """One row per kind that any case of before or after shows.

    Columns: `kind`, `name`, for both sides the cases that surely show it, those that possibly do and those in which
    it could be judged (`before_yes`, `before_possible`, `before_n`, `after_...`), `low` and `high` (the 95 % interval
    of the share after minus that before, None below five cases on a side), and `verdict` ("fewer", "more",
    "unclear", "few").
    """
    import pandas as pd

    rows = [
        (
            one.kind,
            name(one.kind, lang),
            *(getattr(side, part) for side in (one.before, one.after) for part in ("yes", "possible", "n")),
            one.interval.low if one.interval else None,
            one.interval.high if one.interval else None,
            one.verdict,
        )
        for one in change.kinds
        if any(side.yes or side.possible for side in (one.before, one.after))
    ]
    sides = [f"{side}_{part}" for side in ("before", "after") for part in ("yes", "possible", "n")]
    return pd.DataFrame(rows, columns=["kind", "name", *sides, "low", "high", "verdict"])
