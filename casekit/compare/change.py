"""Before and after a change: two sets of cases, or one set and the day on which something changed.

A difference between two sets of chosen cases is not the effect of the change: other cases were chosen, by other
people, while other things changed too. So the answer is per kind: both shares with their intervals, the difference
with its own, and whether that interval leaves room for no difference at all. Below five cases on a side there is no
share and no difference: only counts.

The interval of the difference is that of Newcombe (hybrid score), built from the two intervals of Wilson. What is
only possible may or may not be there, so the interval runs from the lowest difference that leaves to the highest.
With nineteen kinds one of them stands out by chance now and then, which is always said.

Sources: Newcombe 1998 (Statistics in Medicine 17, 873-890), method 10; methods 3.6 (a plain split at a dated change,
with n printed) and 7.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from casekit.causes.book import Book
from casekit.compare.matrix import COLUMNS, matrix, selections
from casekit.compare.prevalence import PERCENTAGES_FROM, Interval, Prevalence, wilson
from casekit.compare.waits import Waiting, waiting
from casekit.when import parse_moment

__all__ = ["CAVEATS", "Change", "Difference", "change", "difference", "newcombe", "split_at"]

CAVEATS = ("chosen", "other_changes", "many_kinds", "same_question", "regression", "waits_cut_off")
"""What can never be said from such a comparison; always printed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind before and after. `interval`: of the share after minus that before; None below 5 cases on a side.

    It holds the interval for every way in which the possible cases may turn out.
    `verdict`: "fewer" or "more" where the interval leaves no room for no difference, "unclear" where it does, "few"
    without an interval.
    """

    kind: str
    before: Prevalence
    after: Prevalence
    interval: Interval | None
    verdict: str


@dataclass(frozen=True)
class Change:
    """The comparison. `across` are cases that began before the day and went on after it: they count in neither set.

    `undated` are cases of which the day does not say on which side they lie. `chosen_before` and `chosen_after`: why
    the cases of each side were chosen, as they say it, with how many say so.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    across: tuple[str, ...]
    undated: tuple[str, ...]
    day: str | None
    kinds: tuple[Difference, ...]
    waits_before: tuple[Waiting, ...]
    waits_after: tuple[Waiting, ...]
    chosen_before: dict[str | None, int]
    chosen_after: dict[str | None, int]

    @property
    def caveats(self) -> tuple[str, ...]:
        """What cannot be said; first that the two sides were chosen for other reasons, where they were."""
        return CAVEATS if set(self.chosen_before) == set(self.chosen_after) else ("chosen_apart", *CAVEATS)


def newcombe(k1: int, n1: int, k2: int, n2: int) -> Interval:
    """The 95 % interval of k2/n2 - k1/n1.

    >>> [round(end, 3) for end in newcombe(48, 80, 56, 70)]
    [0.052, 0.334]
    """
    p1, p2 = k1 / n1, k2 / n2
    (l1, u1), (l2, u2) = wilson(k1, n1), wilson(k2, n2)
    gap = p2 - p1
    return Interval(gap - sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2), gap + sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2))


def difference(kind: str, before: Prevalence, after: Prevalence) -> Difference:
    """One kind before and after.

    >>> gone = difference("K02", Prevalence(6, 0, 0, 0, 0), Prevalence(0, 0, 6, 0, 0))
    >>> gone.verdict, difference("K02", gone.before, Prevalence(0, 6, 0, 0, 0)).verdict
    ('fewer', 'unclear')
    """
    if min(before.n, after.n) < PERCENTAGES_FROM:
        return Difference(kind, before, after, None, "few")
    most_before, most_after = before.yes + before.possible, after.yes + after.possible
    interval = Interval(
        newcombe(most_before, before.n, after.yes, after.n).low,
        newcombe(before.yes, before.n, most_after, after.n).high,
    )
    verdict = "fewer" if interval.high < 0 else "more" if interval.low > 0 else "unclear"
    return Difference(kind, before, after, interval, verdict)


def split_at(books: Sequence[Book], day: str) -> tuple[list[Book], list[Book], list[Book], list[Book]]:
    """Cases that ended before a date, that began on or after it, that lie across it, and that have no dates.

    ValueError when `day` is not a date.
    """
    moment = parse_moment(day)
    if moment is None or moment.form != "day":
        raise ValueError(day)
    before: list[Book] = []
    after: list[Book] = []
    across: list[Book] = []
    undated: list[Book] = []
    for book in books:
        time = book.analysis.story.time
        if time.day0 is None or not book.analysis.story.steps:
            undated.append(book)
            continue
        at = moment.span.lo - time.day0.toordinal()
        spans = [step.span for step in book.analysis.story.steps]
        if max(span.hi for span in spans) < at:
            before.append(book)
        elif min(span.lo for span in spans) >= at:
            after.append(book)
        elif min(span.hi for span in spans) < at <= max(span.lo for span in spans):
            across.append(book)
        else:
            undated.append(book)
    return before, after, across, undated


def change(before: Sequence[Book], after: Sequence[Book]) -> Change:
    """Two sets of cases beside each other."""
    first, second = matrix(before), matrix(after)
    return Change(
        before=first.cases,
        after=second.cases,
        across=(),
        undated=(),
        day=None,
        kinds=tuple(difference(kind, first.prevalence(kind), second.prevalence(kind)) for kind in COLUMNS),
        waits_before=waiting(before),
        waits_after=waiting(after),
        chosen_before=selections(before),
        chosen_after=selections(after),
    )
