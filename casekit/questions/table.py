"""The open questions of a case as a table, for a notebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from casekit.case import Case
from casekit.questions.deciding import questions
from casekit.questions.words import in_words, touchpoint, why
from casekit.read.case_file import read_case
from casekit.story import tell

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ask"]

COLUMNS = ["before", "after", "question", "why", "days_lo", "days_hi", "first", "second"]


def ask(case: Case | str | Path, lang: str = "nl", issue: str | None = None) -> pd.DataFrame:
    r"""The questions that decide the critical path, one per row, that on which most days hang first.

    Columns: `before` and `after` (touchpoint ids), `question`, `why`, `days_lo` and `days_hi` (days that hang on it,
    missing where nothing has a day), `first` and `second` (the two touchpoints in words). Answer them with
    `casekit.answer`. Raises InputRefused for a file that cannot be used.

    >>> from casekit.notation import case_of
    >>> table = ask(case_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @28"))
    >>> table[["before", "after", "days_lo"]].values.tolist()
    [['a', 'b', 28.0]]
    """
    import pandas as pd

    story = tell(case if isinstance(case, Case) else read_case(case))
    rows = [
        {
            "before": one.before,
            "after": one.after,
            "question": in_words(one, story, lang),
            "why": why(one, story, lang),
            "days_lo": one.days.lo if one.days else None,
            "days_hi": one.days.hi if one.days else None,
            "first": touchpoint(story.by_id[one.before], story, lang),
            "second": touchpoint(story.by_id[one.after], story, lang),
        }
        for one in questions(story, issue)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"days_lo": float, "days_hi": float})
