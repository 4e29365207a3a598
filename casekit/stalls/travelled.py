"""Results that travel with a case: found on the real days, and kept when those days are coarsened.

A release at level A or W tells quarters or only the order, and on those the kinds would find less, or something
else. So what was found before goes along as `Case.results`, and an analysis of a case with results gives them back.
Not one number of days is in them but `lasted`, which whoever coarsens the case words as coarsely as the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import inf

from casekit.case import Case, Result
from casekit.stalls.stall import Confidence, NormUse, Severity, Stall
from casekit.story import Story
from casekit.text import say
from casekit.when import Span, parse_duration

__all__ = [
    "QUARTER",
    "RELEASED",
    "days_of",
    "in_quarters",
    "is_stall",
    "result_of",
    "stall_of",
    "status_in_words",
    "travels",
]

QUARTER = 91
"""Days in a quarter of a year, as a release tells it."""
RELEASED = "released"
"""The tag of a stall that was found on other days than the case shows."""
_LASTED = re.compile(r"(\d{1,4})\+ (days|months)")
_DIMENSIONS = ("date", "link", "norm", "sources", "rival")
_KEPT = ("steps", "parties")
"""The counts that other modules read; in the other details days or words of the case can stand."""


def result_of(stall: Stall, lasted: Callable[[Span], str | None]) -> Result:
    r"""A stall as it travels; `lasted` words its length as coarsely as the case itself is told.

    >>> from casekit.notation import case_of
    >>> from casekit.stalls.run import analyse
    >>> found = analyse(case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a"))
    >>> result_of(found.stalls[0], lambda days: "0-3 months").lasted
    '0-3 months'
    """
    details = {name: str(stall.details[name]) for name in _KEPT if name in stall.details}
    if stall.tags:
        details["tags"] = " ".join(stall.tags)
    if stall.confidence:
        details["confidence"] = " ".join(str(getattr(stall.confidence, name)) for name in _DIMENSIONS)
    if stall.severity:
        details["client_actions"], details["harms"] = str(stall.severity.client_actions), str(stall.severity.harms)
    if stall.norm:
        details["rung"] = str(stall.norm.rung)
    return Result.model_validate(
        {
            "id": stall.key,
            "kind": stall.kind,
            "verdict": stall.verdict,
            "at": stall.at,
            "touchpoints": stall.touchpoints,
            "actors": stall.actors,
            "issue": stall.issue or None,
            "lasted": lasted(stall.days),
            "norm": stall.norm.id if stall.norm else None,
            "article": stall.norm.article if stall.norm else None,
            "grade": stall.confidence.grade if stall.confidence else None,
            "details": details,
        }
    )


def days_of(lasted: str | None) -> Span:
    """The days that a length in a release stands for; anything where it says nothing.

    >>> days_of("3-6 months"), days_of("12+ months"), days_of(None)
    (Span(lo=89, hi=184), Span(lo=365, hi=inf), Span(lo=0, hi=inf))
    """
    text = lasted or ""
    if at_least := _LASTED.fullmatch(text):
        read = parse_duration(f"{at_least[1]} {at_least[2]}")
        return Span(read[0].lo, inf) if read else Span(0, inf)
    read = parse_duration(text)
    return read[0] if read else Span(0, inf)


def stall_of(result: Result, story: Story) -> Stall:
    """The stall that travelled, in the case as it is told now: it lasted between the days of its touchpoints."""
    spans = [story.by_id[name].span for name in result.touchpoints] or [Span(-inf, inf)]
    details = dict(result.details)
    tags = tuple(details.pop("tags", "").split())
    scores = [_whole(one) for one in details.pop("confidence", "").split()]
    actions, harms = (_whole(details.pop(name, "")) for name in ("client_actions", "harms"))
    details["lasted"] = result.lasted or ""
    rung = _whole(details.pop("rung", ""), least=1, most=4)
    scores = scores if len(scores) == len(_DIMENSIONS) else [0] * len(_DIMENSIONS)
    return Stall(
        kind=result.kind,
        verdict="certain" if result.verdict == "certain" else "possible",
        at=result.at or result.touchpoints[0],
        touchpoints=result.touchpoints,
        actors=result.actors,
        issue=result.issue or "",
        start=_start(spans),
        end=_end(spans),
        days=days_of(result.lasted),
        norm=NormUse(result.norm, rung, Span(0, inf), result.article) if result.norm else None,
        tags=(RELEASED, *tags),
        severity=Severity(None, None, None, None, actions, harms),
        confidence=Confidence(**dict(zip(_DIMENSIONS, scores, strict=True)), grade=result.grade or "C"),
        details={name: _whole(text) if text.isdigit() else text for name, text in details.items()},
    )


def _start(spans: Sequence[Span]) -> Span:
    return Span(min(span.lo for span in spans), min(span.hi for span in spans))


def _end(spans: Sequence[Span]) -> Span:
    return Span(max(span.lo for span in spans), max(span.hi for span in spans))


def _whole(text: str, *, least: int = 0, most: int = 10**6) -> int:
    """A count from a file that anybody may have changed."""
    return min(max(int(text), least), most) if text.isdecimal() and len(text) < 8 else least


def is_stall(result: Result) -> bool:
    """Whether a result is a stall, and not what was said about a kind that was not found."""
    return result.verdict in ("certain", "possible") and bool(result.touchpoints)


def in_quarters(case: Case) -> bool:
    """Whether the days of a case stand for the quarters in which they lie."""
    return travels(case) and case.release == "A" and case.status != "composite"


def status_in_words(case: Case, lang: str = "nl") -> str:
    """What sort of case it is, and of a release at which level; empty where the case does not say.

    >>> from casekit.examples import example
    >>> status_in_words(example("twaalf-regels"))
    'Fictieve casus'
    """
    if not case.status:
        return ""
    words = say(f"word.{case.status}", lang)
    return say("word.at_level", lang, what=words, level=case.release) if travels(case) else words


def travels(case: Case) -> bool:
    """Whether the stalls of a case were found on other days than it shows."""
    return bool(case.results)
