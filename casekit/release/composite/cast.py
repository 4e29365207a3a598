"""Who becomes whom: the actors of each case as roles, matched by their kind and by how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from casekit.case import Actor, Case, Touchpoint
from casekit.release.composite.plan import PlannedOrganisation, Role
from casekit.release.composite.sources import Source
from casekit.release.naming import numbered, slug
from casekit.story import CLIENT
from casekit.text import say
from casekit.vocabulary import label

__all__ = ["cast"]

Slot = tuple[str, str, int, int]
"""The kind of an actor, that of its organisation, its number among such parties, and the actor's in it."""


def cast(
    sources: Sequence[Source], used: Mapping[str, Sequence[Touchpoint]], lang: str
) -> tuple[tuple[Role, ...], tuple[PlannedOrganisation, ...]]:
    """The roles and organisations for what is used of each case, the resident first.

    The residents of all cases are one resident, and so are the parties of one kind, the first of each case with the
    first of another; who belongs to no organisation is one by itself. Two desks of one organisation stay two where
    they have to do with each other.
    """
    slots: dict[Slot, dict[str, tuple[str, ...]]] = {}
    levels: dict[Slot, set[str | None]] = {}
    helpers: set[Slot] = set()
    for source in sources:
        for actor, slot in _slots(source.case, used.get(source.name, ())):
            there = slots.setdefault(slot, {})
            there[source.name] = (*there.get(source.name, ()), actor.id)
            levels.setdefault(slot, set()).add(actor.level)
            if actor.acts_for:
                helpers.add(slot)
    order = sorted(slots, key=lambda slot: (slot[0] != "resident", slot[0] == "other"))
    bodies = list(dict.fromkeys(slot[1:3] for slot in order if slot[1]))
    body_words = numbered([label("actor_kind", kind, lang) for kind, _ in bodies])
    body_ids = {body: f"{_prefix(lang)}-{slug(word)}" for body, word in zip(bodies, body_words, strict=True)}
    words = numbered([label("actor_kind", slot[0], lang) for slot in order])
    shown = _within(order, lang)
    resident = next((slug(word) for slot, word in zip(order, words, strict=True) if slot[0] == "resident"), None)
    roles = []
    for slot, word in zip(order, words, strict=True):
        level = levels[slot].pop() if len(levels[slot]) == 1 else None
        more = {"acts_for": (resident,)} if slot in helpers and resident else {}
        given = {
            "id": slug(word),
            "kind": slot[0],
            "label": shown[slot],
            "level": level,
            "actors": slots[slot],
            **more,
        }
        if slot[1]:
            given["organisation"] = body_ids[slot[1], slot[2]]
        roles.append(Role.model_validate({name: value for name, value in given.items() if value is not None}))
    organisations = [
        PlannedOrganisation(id=body_ids[body], label=word, kind=body[0])
        for body, word in zip(bodies, body_words, strict=True)
    ]
    return tuple(roles), tuple(organisations)


def _slots(case: Case, touchpoints: Sequence[Touchpoint]) -> Iterable[tuple[Actor, Slot]]:
    actors = {one.id: one for one in case.actor_list}
    kinds = {one.id: one.kind or "other" for one in case.organisations}
    used = dict.fromkeys(name for t in touchpoints for name in (t.from_, *t.to))
    parties: dict[str, list[str]] = {}
    places: dict[tuple[str, str, str], dict[str, int]] = {}
    for name in used:
        actor = actors[name]
        kind = "resident" if actor.kind in ("resident", "household") else actor.kind
        body = "" if kind == "resident" else kinds.get(actor.organisation or "", kind)
        party = CLIENT if kind == "resident" else actor.organisation or actor.id
        known = parties.setdefault(body, [])
        if party not in known:
            known.append(party)
        others = places.setdefault((kind, body, party), {})
        meets = _meets(name, touchpoints)
        others[name] = next(n for n in range(len(used)) if n not in {others[one] for one in meets if one in others})
        yield actor, (kind, body, known.index(party), others[name])


def _within(slots: Sequence[Slot], lang: str) -> dict[Slot, str]:
    """What each is called: two of one kind within one organisation are its teams, and not two organisations."""
    labels: dict[Slot, str] = {}
    for kind in dict.fromkeys(slot[0] for slot in slots):
        parties = list(dict.fromkeys(slot[:3] for slot in slots if slot[0] == kind))
        for party, word in zip(parties, numbered([label("actor_kind", kind, lang)] * len(parties)), strict=True):
            teams = [slot for slot in slots if slot[:3] == party]
            for n, slot in enumerate(teams, 1):
                labels[slot] = say("composite.team", lang, body=word, n=n) if len(teams) > 1 else word
    return labels


def _meets(name: str, touchpoints: Iterable[Touchpoint]) -> set[str]:
    """The actors on either side of a touchpoint of this one."""
    return {one for t in touchpoints if name in (t.from_, *t.to) for one in (t.from_, *t.to)} - {name}


def _prefix(lang: str) -> str:
    return "organisatie" if lang == "nl" else "organisation"
