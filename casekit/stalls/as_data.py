"""An analysis as plain data, in the form that `casekit stalls --json` promises (design section 6)."""

from __future__ import annotations

from math import isinf
from typing import Any

from casekit.stalls.run import Analysis
from casekit.stalls.stall import NormUse, Stall
from casekit.stalls.statement import norm_basis, refuted_by, statement
from casekit.text import say
from casekit.when import Span

__all__ = ["as_data"]


def as_data(analysis: Analysis, lang: str = "nl") -> dict[str, Any]:
    """Intervals are `[lo, hi]` in days; an unbounded end is None; codes are English in any language."""
    day0 = analysis.story.time.day0
    return {
        "case": analysis.case.id,
        "status": analysis.case.status,
        "day0": day0.isoformat() if day0 else None,
        "stalls": [_stall(stall, analysis, lang) for stall in analysis.stalls],
        "kinds": [
            {"kind": kind.kind, "status": kind.status, "missing": list(kind.missing)} for kind in analysis.kinds
        ],
        "observations": [
            {
                "kind": seen.kind,
                "touchpoints": list(seen.touchpoints),
                "hold": seen.hold,
                "basis": seen.basis,
                "issue": seen.issue or None,
                "days": span(seen.days),
            }
            for seen in analysis.observations
        ],
        "assumptions": [{"code": name, "text": say(f"assumption.{name}", lang)} for name in analysis.assumptions],
        "sensitivity": {f"{factor:g}": n for factor, n in analysis.sensitivity.items()},
    }


def norm_code(norm: NormUse) -> str:
    """On what a norm rests, as a code: a promise, the law, a service norm, a reference, or the kit's own default."""
    if norm.id.startswith("default:"):
        return "default"
    return {1: "promise", 2: "law", 3: "service", 4: "reference"}[norm.rung]


def span(value: Span | None) -> list[float | int | None] | None:
    """An interval as `[lo, hi]`."""
    return None if value is None else [_number(value.lo), _number(value.hi)]


def _number(value: float) -> float | int | None:
    if isinf(value):
        return None
    return int(value) if float(value).is_integer() else round(value, 3)


def _stall(stall: Stall, analysis: Analysis, lang: str) -> dict[str, Any]:
    severity, confidence = stall.severity, stall.confidence
    assert severity is not None
    assert confidence is not None
    return {
        "key": stall.key,
        "kind": stall.kind,
        "verdict": stall.verdict,
        "at": stall.at,
        "touchpoints": list(stall.touchpoints),
        "actors": list(stall.actors),
        "issue": stall.issue or None,
        "start": span(stall.start),
        "end": span(stall.end),
        "days": span(stall.days),
        "norm": stall.norm
        and {
            "id": stall.norm.id,
            "rung": stall.norm.rung,
            "days": span(stall.norm.days),
            "basis": norm_code(stall.norm),
            "text": norm_basis(stall, lang),
        },
        "severity": {
            "days_over": span(severity.days_over),
            "critical_days": span(severity.critical_days),
            "share": span(severity.share),
            "money": severity.money,
            "client_actions": severity.client_actions,
            "harms": severity.harms,
        },
        "owned_days": _number(stall.owned_days),
        "mechanism_of": list(stall.mechanism_of),
        "confidence": {
            "grade": confidence.grade,
            "date": confidence.date,
            "link": confidence.link,
            "norm": confidence.norm,
            "sources": confidence.sources,
            "rival": confidence.rival,
        },
        "borderline": stall.key in analysis.borderline,
        "statement": statement(stall, analysis, lang),
        "refuted_by": refuted_by(stall, lang),
    }
