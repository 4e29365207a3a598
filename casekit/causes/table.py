"""What people said about one case as a pandas table, for notebooks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from casekit.causes.book import Book
from casekit.causes.sidebyside import side_by_side
from casekit.stalls.stall import Stall
from casekit.stalls.statement import name

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["vote_table"]


def vote_table(book: Book, lang: str = "nl") -> pd.DataFrame:
    r"""One row per place that a room or the analysis points at: most dots first, then the worst stall first.

    Columns: `touchpoint`, `dots`, `people_lo` and `people_hi` (how many people at least and at most put a dot
    here), `by` ("both", "room" or "analysis"), `stalls` (what they are called, those that bite here first), and
    `candidate` (many dots, and no stall in the case: worth a search in the sources). Only votes from before the
    analysis was seen count. Stalls of the case as a whole have no place, and no row.

    >>> from casekit.causes.book import book_of
    >>> from casekit.notation import case_of
    >>> from casekit.votes import Votes
    >>> case = case_of("t1: inwoner > gemeente aanvraag @0\nt2: gemeente > inwoner besluit @100 re=t1\n"
    ...                "t3: inwoner > school vraag @120\nt4: school > inwoner antwoord @121 re=t3")
    >>> vote_table(book_of(case, votes=(Votes(session="s1", present=8, counts={"t3": 2}),)))["by"].tolist()
    ['room', 'analysis']
    """
    import pandas as pd

    seen = side_by_side(book)
    missed = defaultdict(list)
    for one in seen.analysis:
        missed[one.stall.at].append(one.stall)
    voted = sorted((*seen.both, *seen.room), key=lambda place: -place.dots)
    rows = [
        (
            place.touchpoint,
            place.dots,
            *place.voters,
            "both" if place.at or place.near else "room",
            _named((*place.at, *place.near), lang),
            place.candidate,
        )
        for place in voted
    ]
    rows += [(at, 0, 0, 0, "analysis", _named(stalls, lang), False) for at, stalls in missed.items()]
    heads = ["touchpoint", "dots", "people_lo", "people_hi", "by", "stalls", "candidate"]
    return pd.DataFrame(rows, columns=heads)


def _named(stalls: Iterable[Stall], lang: str) -> str:
    return ", ".join(dict.fromkeys(name(stall.kind, lang) for stall in stalls))
