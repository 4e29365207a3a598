"""The cost of a case as plain data, in the form that `casekit cost --json` promises."""

from __future__ import annotations

from typing import Any

from casekit.cost.amount import Amount
from casekit.cost.run import Cost, StallCost
from casekit.stalls.statement import between, name
from casekit.text import say

__all__ = ["amount_data", "as_data"]


def as_data(cost: Cost, lang: str = "nl") -> dict[str, Any]:
    """Amounts are `{"median", "range", "bound"}` in days, or None where they cannot be told; codes are English."""
    day0 = cost.analysis.story.time.day0
    least = cost.status == "at_least"
    assumed = set(cost.assumed)
    return {
        "case": cost.analysis.case.id,
        "status": cost.status,
        "reason": cost.reason,
        "unfinished": cost.unfinished,
        "issue": cost.issue,
        "day0": day0.isoformat() if day0 else None,
        "start": cost.start,
        "end": cost.end,
        "lead_time": amount_data(cost.lead, least),
        "waterfall": [
            {"category": part.category, "days": part.days, "median": part.range.value, "range": _ends(part.range)}
            for part in cost.waterfall
        ],
        "within_norm": cost.within_norm,
        "path": [
            {
                "from": leg.first,
                "to": leg.last if leg.last in cost.analysis.story.by_id else None,
                "start": leg.start,
                "end": leg.end,
                "days": leg.lag,
                "assumed": (leg.first, leg.last) in assumed,
                "categories": {category: days for category, days in parts.items() if days},
            }
            for leg, parts in cost.legs
        ],
        "order": list(cost.order),
        "assumed": [list(pair) for pair in cost.assumed],
        "stalls": [_stall(one, cost, lang) for one in cost.stalls],
        "together": amount_data(cost.together, least),
        "criticality": {key: round(share, 3) for key, share in cost.criticality.items() if share},
        "slack": dict(cost.slack),
        "seed": cost.seed,
        "draws": cost.draws,
        "drawing": cost.drawing,
        "not_uniform": round(cost.fallback, 4),
        "assumptions": [{"code": code, "text": say(f"assumption.{code}", lang)} for code in cost.assumptions],
    }


def amount_data(amount: Amount | None, at_least: bool = False) -> dict[str, Any] | None:
    """An amount as JSON; `bound` says whether it is known, or the least that it can be."""
    if amount is None:
        return None
    return {
        "median": round(amount.value, 3),
        "range": _ends(amount),
        "bound": "at_least" if at_least else "exact",
    }


def _ends(amount: Amount) -> list[float]:
    return [round(amount.lo, 3), round(amount.hi, 3)]


def _stall(one: StallCost, cost: Cost, lang: str) -> dict[str, Any]:
    stall = next(stall for stall in cost.analysis.stalls if stall.key == one.key)
    least = cost.status == "at_least"
    return {
        "key": one.key,
        "kind": stall.kind,
        "name": name(stall.kind, lang),
        "between": list(between(stall, cost.analysis.story)),
        "verdict": stall.verdict,
        "over": amount_data(one.over, "censored" in stall.tags),
        "alone": amount_data(one.alone, least),
        "last": amount_data(one.last, least),
        "shapley": amount_data(one.shapley, least),
        "slack": one.slack,
        "mechanism_of": list(stall.mechanism_of),
    }
