"""How one release of one case tells it: the level, the table, and the new names of what is in the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casekit.case import Actor, Case, Organisation
from casekit.check import named
from casekit.release.allowed import published
from casekit.release.groups import group_of
from casekit.release.levels import Table
from casekit.release.moments import Moments
from casekit.release.naming import numbered, slug
from casekit.text import LANGUAGES
from casekit.vocabulary import label

__all__ = ["NUMBERED", "Lens", "lens_of"]


NUMBERED = {
    "Issue": ("issue", "kwestie"), "Stage": ("stage", "fase"), "Item": ("item", "gegeven"),
    "Requirement": ("requirement", "vereiste"), "Hold": ("hold", "wachttijd"),
    "LifeEvent": ("life_event", "gebeurtenis"), "Debt": ("debt", "schuld"), "Trait": ("trait", "kenmerk"),
}  # fmt: skip
"""Parts whose ids people make up: of what they are the id, and the word that comes in its place."""
_OF_A_SOURCE = ("Source", "Touchpoint", "Coverage", "Evidence")
"""Parts in which a source has a number, also in a case that is about nobody."""


@dataclass(frozen=True)
class Lens:
    """How one release of one case tells it.

    `made_up`: nobody can be recognised, so texts and ids stay; `composite`: days, groups and amounts too. `texts`:
    a second reader signed. `traits`: the traits that go along, by id, as they may be told. `names` and `sources`: old
    ids to new ones; `ids` those of other rows, by what they are of. `labels`: what an actor or organisation is called
    after its kind, by old id. `published`: one of its sources is.
    """

    level: str
    table: Table
    moments: Moments
    made_up: bool
    composite: bool
    texts: bool
    traits: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    published: bool = False

    def action(self, part: str, name: str) -> str:
        """What happens to a field in this release."""
        action = self.table.action(part, name, self.level)
        if self.made_up and (
            action in ("text", "made_up", "role", "published") or (action == "number" and part not in _OF_A_SOURCE)
        ):
            return "keep"
        if action in ("text", "made_up"):
            return "keep" if action == "text" and self.texts else "none"
        if self.composite and action in ("group", "band", "wide", "quarters"):
            return "days" if action == "quarters" else "keep"
        return action


def lens_of(
    case: Case, level: str, table: Table, moments: Moments, *, texts: bool, traits: Mapping[str, str]
) -> Lens:
    """The lens for a case; `texts` as a second reader signed for them, `traits` as they may be told."""
    made_up, composite = case.status in ("fictional", "composite"), case.status == "composite"
    lens = Lens(level, table, moments, made_up, composite, texts, traits)
    lang = case.language if case.language in LANGUAGES else LANGUAGES[0]
    actors, bodies = _kinds(case.actor_list, lens), _kinds(case.organisations, lens)
    labels = {f"Actor.{one.id}": word for one, word in _named(case.actor_list, actors, lang)}
    labels |= {f"Organisation.{one.id}": word for one, word in _named(case.organisations, bodies, lang)}
    return replace(
        lens,
        labels=labels,
        names=_names(case, actors) if lens.action("Actor", "id") == "role" else {},
        sources={row.id: f"bron-{n}" for n, row in enumerate(case.sources, 1)},
        ids=_ids(case, lens),
        published=any(published(row) for row in case.sources),
    )


def _ids(case: Case, lens: Lens) -> dict[str, dict[str, str]]:
    """The new ids of what is no actor, touchpoint or source, by what they are of; those that no row explains too."""
    stages = [*case.stages, *(stage for issue in case.issues for stage in issue.stages)]
    rows: tuple[Sequence[Any], ...] = (
        case.issues, stages, case.items, case.requirements, case.holds, case.life_events, case.debts, case.traits,
    )  # fmt: skip
    made: dict[str, dict[str, str]] = {}
    for (part, (what, word)), declared in zip(NUMBERED.items(), rows, strict=True):
        if lens.action(part, "id") == "number":
            ids = dict.fromkeys([*(row.id for row in declared), *_referred(case, what)])
            made[what] = {name: f"{word}-{n}" for n, name in enumerate(ids, 1)}
    return made


def _referred(case: Case, what: str) -> list[str]:
    """The ids by which a case names something, also where it has no list in which that stands."""
    found = [name for kind, name, _ in named(case) if kind == what]
    if what == "item":
        found += (item for row in case.touchpoint_list for item in row.says)
        found += (item for row in case.requirements for way in row.alternatives for item in way.needs)
        found += (item for event in case.life_events for item in event.changes)
    return found


def _kinds(rows: Iterable[Actor | Organisation], lens: Lens) -> list[str]:
    """What each is, as the level tells it."""
    kinds = []
    for row in rows:
        kind = row.kind or "other"
        kinds.append(group_of("actor_kind", kind) if lens.action(type(row).__name__, "kind") == "group" else kind)
    return kinds


def _named(
    rows: Sequence[Actor | Organisation], kinds: list[str], lang: str
) -> Iterable[tuple[Actor | Organisation, str]]:
    return zip(rows, numbered([label("actor_kind", kind, lang) for kind in kinds]), strict=True)


def _names(case: Case, actors: list[str]) -> dict[str, str]:
    """The new ids of actors, organisations, and the timelines that a case was joined from."""
    ids = [slug(label("actor_kind", kind)) for kind in actors]
    bodies = dict.fromkeys([*(row.id for row in case.organisations), *_referred(case, "organisation")])
    names = dict(zip(bodies, numbered(["organisatie"] * len(bodies), "-"), strict=True))
    names |= dict(zip((row.id for row in case.actor_list), numbered(ids, "-"), strict=True))
    views = dict.fromkeys(name for row in case.touchpoint_list for name in row.view if name not in names)
    return names | {name: f"tijdlijn-{n}" for n, name in enumerate(views, 1)}
