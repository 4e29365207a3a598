"""A what-if as plain data, in the form that `casekit whatif --json` promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casekit.cost.as_data import amount_data
from casekit.scenario import Scenario
from casekit.text import say
from casekit.whatif.run import Stretch, WhatIf
from casekit.whatif.words import question_in_words

__all__ = ["as_data"]


def as_data(found: WhatIf, lang: str = "nl") -> dict[str, Any]:
    """Amounts are those of `casekit cost --json`, or None where they cannot be told; codes are English."""
    least = found.status == "at_least"
    day0 = found.analysis.story.time.day0
    return {
        "case": found.analysis.case.id,
        "scenario": _scenario(found.scenario),
        "asked": question_in_words(found.scenario, found.analysis, lang),
        "status": found.status,
        "reason": found.reason,
        "unfinished": found.unfinished,
        "issue": found.issue,
        "day0": day0.isoformat() if day0 else None,
        "saved_days": amount_data(found.saved, least),
        "additive_days": amount_data(found.additive, least),
        "fragile": found.fragile,
        "lead_time": amount_data(found.lead, least),
        "lead_time_after": amount_data(found.lead_after, least),
        "saved_actions": {
            "range": [len(found.actions.surely), len(found.actions.at_most)],
            "surely": list(found.actions.surely),
            "at_most": list(found.actions.at_most),
        },
        "gone": list(found.gone),
        "shortened": list(found.shortened),
        "without_days": list(found.dayless),
        "elsewhere": list(found.elsewhere),
        "not_needed": list(found.dropped),
        "not_in_case": found.missing,
        "order": list(found.order),
        "path_before": _path(found.before),
        "path_after": _path(found.after),
        "rerouted": found.rerouted,
        "seed": found.seed,
        "draws": found.draws,
        "assumptions": [{"code": code, "text": say(f"whatif.assumption.{code}", lang)} for code in found.assumptions],
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    return scenario.model_dump(mode="json")


def _path(stretches: Iterable[Stretch]) -> list[dict[str, Any]]:
    return [
        {
            "from": one.leg.first,
            "to": one.leg.last,
            "start": one.leg.start,
            "end": one.leg.end,
            "days": one.leg.lag,
            "stalled": one.stalled,
            "falls_away": one.off,
        }
        for one in stretches
    ]
