"""What is known of the items of a case as plain data, in the form that `casekit knowledge --json` promises."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf
from typing import Any

from casekit.knowledge.about import About, Holder, Known, Need
from casekit.knowledge.arrivals import Arrival
from casekit.story import Step, Story
from casekit.when import Span

__all__ = ["as_data"]


def as_data(story: Story, items: Sequence[About]) -> dict[str, Any]:
    """Codes are English; days `[lo, hi]` since day 0, None where unknown; touchpoints by id, in order."""
    day0 = story.time.day0
    return {
        "case": story.case.id,
        "status": story.case.status,
        "day0": day0.isoformat() if day0 else None,
        "items": [
            {
                "item": one.item.id,
                "label": one.item.label,
                "share_basis": one.item.share_basis,
                "assessable": one.shown,
                "known": [_known(known) for known in one.known if known.possible is not None],
                "needs": [_need(need) for need in one.needs],
            }
            for one in items
        ],
    }


def _known(known: Known) -> dict[str, Any]:
    return {
        "actor": known.actor,
        "client_side": known.client,
        "documented": known.documented and _moment(known.documented),
        "could_certain": _arrival(known.certain),
        "could_possible": _arrival(known.possible),
    }


def _need(need: Need) -> dict[str, Any]:
    return {
        **_moment(need.step),
        "actor": need.actor,
        "had": need.had,
        "own": need.own.id if need.own else None,
        "lacked": need.lacked,
        "with_client": need.with_client,
        "reach": need.reach if need.lacked else None,
        "contacts": [step.id for step in need.way],
        "no_consent": need.refusal.id if need.refusal else None,
        "holders": [_holder(holder) for holder in need.holders],
    }


def _holder(holder: Holder) -> dict[str, Any]:
    return {
        "party": holder.party,
        "since": holder.step.id,
        "certain": holder.certain,
        "grounds": [
            {
                "id": ground.id,
                "article": ground.article,
                "source_url": ground.source_url,
                "checked_on": ground.checked_on,
                "confidence": ground.confidence,
            }
            for ground in holder.grounds
        ],
        "to_be_checked_by": "data_protection_officer",
    }


def _moment(step: Step) -> dict[str, Any]:
    return {"touchpoint": step.id, "order": step.place + 1, "days": _span(step.span)}


def _arrival(arrival: Arrival | None) -> dict[str, Any] | None:
    if arrival is None:
        return None
    return {
        "day": _day(arrival.day),
        "contacts": [step.id for step in arrival.steps],
        "who": list(dict.fromkeys(passed.who for passed in arrival.path)),
    }


def _span(span: Span) -> list[float | int | None]:
    return [_day(span.lo), _day(span.hi)]


def _day(day: float) -> float | int | None:
    if isinf(day):
        return None
    return int(day) if float(day).is_integer() else round(day, 3)
