"""Who takes part, as both figures show it: names, organisations, and between whom a stall lies."""

from __future__ import annotations

from collections import Counter

from casekit.case import Case, Touchpoint
from casekit.stalls.stall import Stall

__all__ = ["actor_names", "between", "blocks", "client_side", "contacts", "organisation_names"]


def actor_names(case: Case) -> dict[str, str]:
    """The name of every actor, by id; also of one that only the touchpoints mention."""
    names = {actor.id: actor.label or actor.id for actor in case.actor_list}
    for touchpoint in case.touchpoint_list:
        for one in (touchpoint.from_, *touchpoint.to):
            names.setdefault(one, one)
    return names


def organisation_names(case: Case) -> dict[str, str]:
    """The name of the organisation of every actor that has one, by actor id."""
    labels = {organisation.id: organisation.label or organisation.id for organisation in case.organisations}
    return {
        actor.id: labels.get(actor.organisation, actor.organisation)
        for actor in case.actor_list
        if actor.organisation
    }


def client_side(case: Case) -> frozenset[str]:
    """The resident's household and those who act for it.

    A professional who acts for the resident and works for an organisation stays with that organisation.
    """
    return frozenset(
        actor.id
        for actor in case.actor_list
        if actor.client_side and (actor.kind in ("resident", "household") or not actor.organisation)
    )


def blocks(case: Case) -> list[list[str]]:
    """The actors that belong side by side: the resident's side, and each organisation's desks."""
    own = client_side(case)
    organisation = {actor.id: actor.organisation for actor in case.actor_list}
    grouped: dict[object, list[str]] = {}
    for name in actor_names(case):
        where = organisation.get(name)
        key = "client" if name in own else ("organisation", where) if where else ("alone", name)
        grouped.setdefault(key, []).append(name)
    return list(grouped.values())


def contacts(case: Case) -> Counter[tuple[str, str]]:
    """How often each actor made contact with each other; a recorded silence is no contact."""
    return Counter(
        (touchpoint.from_, to)
        for touchpoint in case.touchpoint_list
        if touchpoint.kind != "silence"
        for to in dict.fromkeys(touchpoint.to)
    )


def between(stall: Stall, touchpoints: dict[str, Touchpoint]) -> tuple[str, ...]:
    """The parties of the contact where a stall bites: two, or one for a step inside one party."""
    bites = touchpoints.get(stall.at)
    if bites is None:
        return stall.actors[:2]
    others = [name for name in bites.to if name != bites.from_]
    known = [name for name in others if name in stall.actors] or others
    return (bites.from_, *known[:1])
