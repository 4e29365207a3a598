"""What stands at the top of every figure over many cases: how many, how they were chosen, and what is made up."""

from __future__ import annotations

from casekit.compare.run import Comparison
from casekit.compare.words import selection as chosen
from casekit.figures.title import Heading
from casekit.text import plural, say

__all__ = ["MADE_UP", "heading_of"]

MADE_UP = ("fictional", "composite")
MOST_LINES = 8


def heading_of(
    comparison: Comparison, title: str, notes: tuple[str, ...], lang: str, selection: str | None = None
) -> Heading:
    """The heading of such a figure; `title` is a text with a blank for how many cases there are.

    `selection` says how the cases were chosen; without it, what the cases say. A figure never goes without.

    >>> from casekit.compare.run import compare
    >>> from casekit.examples import example_path
    >>> heading_of(compare(example_path("twaalf-regels")), "figure.pareto.title", (), "en").stamp
    'Fictional case'
    """
    cases = plural("compare.cases", len(comparison.books), lang)
    words = (*notes, chosen(comparison, lang, selection))
    return Heading(say(title, lang, cases=cases), words, _stamp(comparison, lang), MOST_LINES, large=True)


def _stamp(comparison: Comparison, lang: str) -> str:
    """What sort of cases they are: in one word where they are alike; else how many of them are made up."""
    sorts = [book.case.status for book in comparison.books]
    if len(set(sorts)) == 1 and sorts[0]:
        return say(f"word.{sorts[0]}", lang) if len(sorts) == 1 else say(f"figure.many.{sorts[0]}", lang)
    some = sum(status in MADE_UP for status in sorts)
    return say("figure.many.some", lang, k=some, n=len(sorts)) if some else ""
