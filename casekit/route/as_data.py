"""The comparison as plain data, in the form that `casekit route --json` gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casekit.designed import Designed, called, noted
from casekit.route.align import COSTS
from casekit.route.compare import Comparison, Walked
from casekit.route.fit import on_route
from casekit.route.term import Term
from casekit.stalls.as_data import span
from casekit.story import Story

__all__ = ["as_data", "routes_as_data"]


def as_data(found: Comparison, lang: str = "nl") -> dict[str, Any]:
    """Intervals are `[lo, hi]` in days; an unbounded end is None; codes are English in any language."""
    day0 = found.story.time.day0
    return {
        "case": found.case.id,
        "day0": day0.isoformat() if day0 else None,
        "route": _route(found.route, lang),
        "issues": list(found.issues),
        "left_out": found.left_out,
        "steps": [_step(walked, lang) for walked in found.steps],
        "touchpoints": [
            {
                "id": one.touchpoint,
                "step": None if one.may_be else one.step,
                "may_be": list(one.may_be),
                "role": one.role,
                "stated": one.stated,
                "elsewhere": one.elsewhere,
            }
            for one in found.lived
        ],
        "cost": found.cost,
        "costs": {name: {"each": COSTS[name], "times": n} for name, n in found.counts.items()},
    }


def _step(walked: Walked, lang: str) -> dict[str, Any]:
    step = walked.step
    return {
        "id": step.id,
        "label": called(step, lang),
        "status": walked.status,
        "outside": walked.outside,
        "verdict": walked.verdict,
        "marks": list(walked.marks),
        "optional": step.optional,
        "group": step.alternatives,
        "touchpoints": [
            {"id": name, "stated": stated} for name, stated in zip(walked.touchpoints, walked.stated, strict=True)
        ],
        "perhaps": list(walked.perhaps),
        "one_final": walked.one_final,
        "overtaken_by": list(walked.overtaken_by),
        "term": _term(walked.term) if walked.term else None,
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "norm": term.norm,
        "article": term.article,
        "since": term.since,
        "at": term.at,
        "days": span(term.days),
        "allowed": span(term.allowed),
        "over": span(term.over),
        "verdict": term.verdict,
    }


def _route(route: Designed, lang: str) -> dict[str, Any]:
    return {
        "id": route.id,
        "label": called(route, lang),
        "procedure": list(route.procedure),
        "note": noted(route, lang) or None,
        "sources": [{"article": source.article, "url": source.url} for source in route.sources],
    }


def routes_as_data(routes: Iterable[Designed], story: Story, lang: str = "nl") -> dict[str, Any]:
    """The routes there are, and which issues of a case follow each."""
    found = [
        {**_route(route, lang), "steps": [step.id for step in route.steps], "fits": list(on_route(route, story))}
        for route in routes
    ]
    return {"case": story.case.id, "routes": found}
