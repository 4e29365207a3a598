"""The composite itself: the fragments of a plan one after another, as one case of nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from casekit.case import Case
from casekit.release.bands import amount_band
from casekit.release.composite.pieces import Names, Piece
from casekit.release.composite.plan import Plan
from casekit.release.composite.sources import LEVEL, Source
from casekit.release.composite.weeks import WEEK
from casekit.text import LANGUAGES, plural, say

__all__ = ["Composed", "compose"]


@dataclass(frozen=True)
class Composed:
    """The composite, its pieces, and what the touchpoints of each piece are called in it."""

    case: Case
    pieces: tuple[Piece, ...]
    ids: Mapping[tuple[str, str], str]
    """By fragment and old id."""


def compose(plan: Plan, sources: Sequence[Source]) -> Composed:
    """The case that a plan makes of its sources; the plan is right (`wrong_in_plan` finds nothing).

    Days are counted from the first touchpoint, and no date stands in it. Everything has a new id.
    """
    lang = plan.language if plan.language in LANGUAGES else LANGUAGES[0]
    names, by_name = Names(plan), {source.name: source for source in sources}
    words = {name: say(f"composite.{name}", lang) for name in ("data", "debt", "version")}
    pieces = tuple(Piece(one, by_name[one.case], names, words) for one in plan.taken)
    rows: list[tuple[int, int, int, dict[str, Any]]] = []
    holds: list[dict[str, Any]] = []
    start = until = 0
    for number, piece in enumerate(pieces):
        start += piece.fragment.starts_after if number else 0
        told = piece.told
        made = piece.rows(told, start)
        rows += ((day, number, place, row) for place, (day, row) in enumerate(made))
        holds += piece.holds(told, start)
        until = max(until, start + piece.until(told))
    rows.sort(key=lambda one: one[:3])
    ids = {(pieces[number].fragment.id, row["id"]): f"t{n}" for n, (_, number, _, row) in enumerate(rows, 1)}
    touchpoints = [_renamed(row, pieces[number].fragment.id, ids) for _, number, _, row in rows]
    data = {
        "id": plan.id,
        "title": plan.title,
        "summary": plan.summary,
        "question": plan.question,
        "status": "composite",
        "provenance": _provenance(pieces, lang),
        "language": lang,
        "observed": {"from": "0", "until": str(until)} if any("when" in row for row in touchpoints) else None,
        **_people(plan, touchpoints),
        "touchpoints": touchpoints,
        "items": _items(plan, {one for row in touchpoints for name in _ITEMS for one in row.get(name, ())}, by_name),
        "holds": [{**row, "id": f"w{n}"} for n, row in enumerate(holds, 1)],
        "debts": _debts(names, by_name),
    }
    case = Case.model_validate({name: value for name, value in data.items() if value not in (None, [], "")})
    return Composed(case, pieces, ids)


_ITEMS = ("asks", "shares", "needs")


def _provenance(pieces: Sequence[Piece], lang: str) -> str:
    cases = len({piece.source.name for piece in pieces})
    return say("composite.provenance", lang, fragments=plural("composite.fragments", len(pieces), lang), cases=cases)


def _renamed(row: Mapping[str, Any], fragment: str, ids: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    new = {"id": ids[fragment, row["id"]]}
    for name in ("responds_to", "depends_on"):
        if name in row:
            new[name] = [ids[fragment, one] for one in row[name]]  # type: ignore[assignment]
    return {**row, **new}


def _people(plan: Plan, touchpoints: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The issues, organisations and actors that occur."""
    used = {name for row in touchpoints for name in (row["from"], *row["to"])}
    used |= {one for role in plan.roles if role.id in used for one in role.acts_for}
    roles = [role for role in plan.roles if role.id in used]
    bodies = {role.organisation for role in roles}
    return {
        "issues": _labelled(plan.issues, {row.get("issue") for row in touchpoints}),
        "organisations": _labelled(plan.organisations, bodies),
        "actors": [role.model_dump(exclude={"actors"}, exclude_none=True, exclude_defaults=True) for role in roles],
    }


def _items(plan: Plan, used: set[str], sources: Mapping[str, Source]) -> list[dict[str, Any]]:
    """The pieces of information that occur: how long they hold, in weeks, and that they may be shared, not why."""
    lang = plan.language if plan.language in LANGUAGES else LANGUAGES[0]
    rows = _labelled(plan.items, used)
    for row in rows:
        of = next(item.items for item in plan.items if item.id == row["id"])
        known = [
            one for case, ids in of.items() if case in sources for one in sources[case].case.items if one.id in ids
        ]
        holds = [one.valid_days for one in known if one.valid_days is not None]
        if holds:
            row["valid_days"] = ceil(min(holds) / WEEK) * WEEK
        if any(one.share_basis for one in known):
            row["share_basis"] = say("composite.share_basis", lang)
    return rows


def _labelled(rows: Iterable[Any], used: set[Any]) -> list[dict[str, Any]]:
    return [row.model_dump(exclude={"items"}, exclude_none=True) for row in rows if row.id in used]


def _debts(names: Names, sources: Mapping[str, Source]) -> list[dict[str, Any]]:
    """The debts that a touchpoint names, with their amount in a band."""
    rows = []
    for (case, old), new in names.debts.items():
        debt = next((one for one in sources[case].case.debts if one.id == old), None)
        row: dict[str, Any] = {"id": new}
        if debt is not None and (creditor := names.party(sources[case], debt.creditor)):
            row["creditor"] = creditor
        if debt is not None and debt.amount is not None:
            row["amount_band"] = amount_band(debt.amount, LEVEL)
        rows.append(row)
    return rows
