"""What is said about many cases: always with the denominator, never as a share of households."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from casekit.compare.interfaces import RESIDENT, Interface
from casekit.compare.prevalence import Interval, Prevalence
from casekit.compare.run import Comparison
from casekit.compare.waits import Waiting
from casekit.stalls.statement import name
from casekit.text import plural, say
from casekit.vocabulary import label

__all__ = [
    "actor",
    "beside",
    "cause_label",
    "column",
    "days",
    "in_cases",
    "kind_name",
    "listed",
    "median_in_words",
    "percent",
    "place",
    "selection",
    "selection_text",
    "waits_in_words",
]

LISTED = 12
"""Cases that are named in one line."""


def percent(value: float) -> str:
    """A share in whole per cents.

    >>> percent(0.4902)
    '49'
    """
    return f"{100 * value:.0f}"


def days(value: float, lang: str) -> str:
    """A number of days in words, rounded to whole days."""
    number = f"{value:.0f}"
    return say("cost.one_day" if number == "1" else "cost.days", lang, n=number)


def listed(cases: Iterable[str]) -> str:
    """The ids of cases on one line.

    >>> listed(["a", "b"])
    'a, b'
    """
    names = list(cases)
    return ", ".join(islice(names, LISTED)) + (f", … (+{len(names) - LISTED})" if len(names) > LISTED else "")


def kind_name(kind: str, lang: str) -> str:
    """A kind of stall, with its code.

    >>> kind_name("K02", "nl")
    'K02 te late reactie'
    """
    return f"{kind} {name(kind, lang)}"


def cause_label(comparison: Comparison, code: str, lang: str) -> str:
    """A cause, with its code; an own one as its makers call it."""
    found = comparison.known.get(code)
    return f"{code} {found.label(lang)}" if found else code


def column(comparison: Comparison, code: str, lang: str) -> str:
    """A kind or a cause, whichever the code is."""
    return kind_name(code, lang) if code in comparison.matrix.kinds else cause_label(comparison, code, lang)


def selection(comparison: Comparison, lang: str = "nl", given: str | None = None) -> str:
    """How the cases were chosen: as was given, else as the cases say it; that nobody said so, where nobody did."""
    text = given or selection_text(comparison.selections, lang)
    return say("compare.selection", lang, text=text) if text else say("compare.selection_unknown", lang)


def selection_text(selections: Mapping[str | None, int], lang: str = "nl") -> str | None:
    """Why cases were chosen, in one text; None where no case says so.

    >>> selection_text({"Gekozen omdat er iets vastliep.": 2}), selection_text({None: 2})
    ('Gekozen omdat er iets vastliep.', None)
    >>> selection_text({"Vastgelopen.": 2, "Goed gegaan": 1, None: 1})
    'Vastgelopen (2 casussen); Goed gegaan (1 casus); staat er niet bij (1 casus)'
    """
    if not any(selections):
        return None
    if len(selections) == 1:
        return next(iter(selections))
    unknown = say("compare.selection_missing", lang)
    said = sorted(selections.items(), key=lambda one: (one[0] is None, -one[1], one[0] or ""))
    parts = ((text.rstrip(". ") if text else unknown, plural("compare.cases", n, lang)) for text, n in said)
    return "; ".join(f"{text} ({cases})" for text, cases in parts)


def in_cases(found: Prevalence, cases: Iterable[str], lang: str = "nl") -> str:
    """In how many of the cases something was seen, with the interval from five cases on; below that the cases.

    >>> print(in_cases(Prevalence(8, 0, 2, 0, 0), []))
    in 8 van de 10 onderzochte casussen; bij casussen die net zo gekozen zijn past 49-94%
    >>> print(in_cases(Prevalence(1, 1, 1, 2, 0), ["a", "b"]))
    zeker in 1 en misschien in 1 meer van de 3 onderzochte casussen; te weinig casussen voor een percentage: a, b
    """
    if not found.n:
        return say("compare.no_denominator", lang)
    key = "compare.of_cases_more" if found.possible else "compare.of_cases"
    text = say(key, lang, yes=found.yes, possible=found.possible, n=found.n)
    if not found.percentages:
        names = listed(cases)
        return text + "; " + say("compare.few", lang, cases=names or "-")
    low, high = found.lower_interval or Interval(0, 1), found.upper_interval or Interval(0, 1)
    return text + "; " + say("compare.fits", lang, lo=percent(low.low), hi=percent(high.high))


def beside(found: Prevalence, lang: str) -> str:
    """The cases that are not in the denominator, and why; empty where there are none."""
    parts = [
        plural(f"compare.beside.{cell}", count, lang)
        for cell in ("not_observable", "no_opportunity")
        if (count := getattr(found, cell))
    ]
    return "; ".join(parts)


def actor(role: str, lang: str) -> str:
    """A role as people call it."""
    return say("compare.resident", lang) if role == RESIDENT else label("actor_kind", role, lang)


def place(interface: Interface, lang: str) -> str:
    """An interface, role to role."""
    giver, taker = actor(interface.giver, lang), actor(interface.taker, lang)
    if interface.inside and giver == taker:
        return say("compare.interface_inside", lang, role=giver)
    text = say("compare.interface_between", lang, giver=giver, taker=taker)
    return say("compare.interface_within", lang, roles=text) if interface.inside else text


def waits_in_words(found: Waiting, lang: str) -> str:
    """How long one sort of request waited."""
    act = label("kind", found.act, lang)
    endings = ", ".join(
        say(f"compare.ending.{ending}", lang, n=count)
        for ending in ("answered", "withdrawn", "open")
        if (count := found.endings.get(ending))
    )
    cases = plural("compare.cases", found.cases, lang)
    values = {"act": act, "n": len(found.waits), "endings": endings, "cases": cases}
    if found.curve is None or found.band is None:
        some = (_span(one.days.lo, one.days.hi, one.ending != "answered") for one in found.waits)
        return say("compare.wait_few", lang, days=listed(some), **values)
    text = median_in_words(found, lang)
    if text:
        return say("compare.wait", lang, median=text, **values)
    mean, until = found.curve.mean_up_to(found.curve.last), found.curve.last
    return say("compare.wait_never", lang, mean=days(mean, lang), until=f"{until:.0f}", **values)


def median_in_words(found: Waiting, lang: str) -> str | None:
    """After how many days half have an answer, with the range that uncertain dates leave; None where they never do.

    For what has a curve.
    """
    middle = found.curve.median() if found.curve else None
    if middle is None:
        return None
    low, high = found.band.median() if found.band else (middle, middle)
    text = days(middle, lang)
    if low is not None and (high is None or round(low) != round(high)):
        text += " " + say("cost.range", lang, lo=f"{low:.0f}", hi="…" if high is None else f"{high:.0f}")
    return text


def _span(lo: float, hi: float, unanswered: bool) -> str:
    if hi == float("inf"):
        return "?"
    return (f"{lo:.0f}" if round(lo) == round(hi) else f"{lo:.0f}-{hi:.0f}") + ("+" if unanswered else "")
