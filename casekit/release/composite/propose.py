"""A first plan for a composite, for a person to change: fragments, order, roles, and texts still to be written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from casekit.case import Case, Touchpoint
from casekit.release.composite.cast import cast
from casekit.release.composite.fragments import Found, find_fragments
from casekit.release.composite.plan import (
    Fragment,
    Plan,
    PlannedCase,
    PlannedIssue,
    PlannedItem,
    PlannedTouchpoint,
    Role,
)
from casekit.release.composite.sources import Source
from casekit.release.naming import numbered
from casekit.text import say
from casekit.vocabulary import label

__all__ = ["QUARTER", "path_from", "propose"]

QUARTER = 91
"""Days from the start of one fragment to that of the next, as proposed: made up, and so for no case the real one."""


def propose(sources: Sequence[Source], name: str, folder: str | Path, lang: str = "nl") -> Plan:
    """The plan that is proposed for these cases; `folder`: where it will stand, since it names the cases by path.

    The fragments follow each other as they stood in their cases: what began one comes before what ended another.
    """
    chosen = _balanced({source.name: find_fragments(source.analysis) for source in sources})
    used = {source.name: _rows(source.case, chosen[source.name]) for source in sources}
    roles, organisations = cast(sources, used, lang)
    order = sorted(((one.place, source.name, one) for source in sources for one in chosen[source.name]), key=_place)
    by_name = {source.name: source for source in sources}
    issues = _issues([(by_name[name].case, one) for _, name, one in order], lang)
    acting = _acting(roles)
    fragments = [
        Fragment(
            id=f"f{n}",
            case=name,
            about=one.about,
            issue=issue.id,
            starts_after=0 if n == 1 else QUARTER,
            touchpoints=tuple(
                PlannedTouchpoint(touchpoint=t.id, text=_stub(name, t, acting, issue.label or issue.id, lang))
                for t in _rows(by_name[name].case, [one])
            ),
        )
        for n, ((_, name, one), issue) in enumerate(zip(order, issues, strict=True), 1)
    ]
    return Plan(
        id=name,
        title=say("composite.title", lang),
        question=say("composite.question", lang),
        language=lang,
        cases=tuple(
            PlannedCase(case=one.name, path=path_from(one.path, folder), version=one.version) for one in sources
        ),
        fragments=tuple(fragments),
        roles=roles,
        organisations=organisations,
        issues=tuple(issues),
        items=_items(used, lang),
    )


def _place(row: tuple[float, str, Found]) -> tuple[float, str]:
    return row[0], row[1]


def _balanced(found: Mapping[str, Sequence[Found]]) -> dict[str, list[Found]]:
    """The fragments of each case, less those by which one case would give more than half of the touchpoints."""
    chosen = {name: list(fragments) for name, fragments in found.items()}
    while True:
        sizes = {name: sum(len(one.touchpoints) for one in fragments) for name, fragments in chosen.items()}
        large = [name for name, size in sizes.items() if 2 * size > sum(sizes.values()) and len(chosen[name]) > 1]
        if not large:
            return chosen
        chosen[large[0]].pop()


def _rows(case: Case, fragments: Iterable[Found]) -> list[Touchpoint]:
    rows = {row.id: row for row in case.touchpoint_list}
    return [rows[name] for one in fragments for name in one.touchpoints]


def _issues(found: Sequence[tuple[Case, Found]], lang: str) -> list[PlannedIssue]:
    """One issue per fragment, called after its procedure: two of them on one matter are for a person to join."""
    procedures = [
        next((issue.procedure for issue in case.issues if issue.id == one.issue), None) for case, one in found
    ]
    words = numbered(
        [
            label("procedure", procedure, lang) if procedure and procedure != "other" else _begins(case, one, lang)
            for procedure, (case, one) in zip(procedures, found, strict=True)
        ]
    )
    return [
        PlannedIssue.model_validate(
            {"id": f"{say('composite.issue', lang)}-{n}", "label": word, **({"procedure": one} if one else {})}
        )
        for n, (word, one) in enumerate(zip(words, procedures, strict=True), 1)
    ]


def _begins(case: Case, found: Found, lang: str) -> str:
    """What a matter without a procedure is called: after how it begins, and with whom."""
    first = _rows(case, [found])[0]
    kinds = {one.id: one.kind for one in case.actor_list if not one.client_side}
    party = next((kinds[one] for one in (*first.to, first.from_) if one in kinds), "other")
    begun = label("kind", first.kind, lang)
    return say("composite.begins", lang, kind=begun, party=label("actor_kind", party, lang))


def _acting(roles: Iterable[Role]) -> dict[tuple[str, str], str]:
    """By case and actor: what the role is called."""
    return {
        (case, actor): role.label or role.id
        for role in roles
        for case, actors in role.actors.items()
        for actor in actors
    }


def _stub(name: str, t: Touchpoint, acting: Mapping[tuple[str, str], str], issue: str, lang: str) -> str:
    """What happened by kind alone, for the writer to go by: nothing of the text of the case."""
    sender = acting[name, t.from_]
    receivers = ", ".join(dict.fromkeys(acting[name, one] for one in t.to))
    does = label("kind", t.kind, lang, "does")
    return say("composite.stub", lang, sender=sender, does=does, receivers=receivers, issue=issue)


def _items(used: Mapping[str, Sequence[Touchpoint]], lang: str) -> tuple[PlannedItem, ...]:
    named = [
        (name, item) for name, rows in used.items() for row in rows for item in (*row.asks, *row.shares, *row.needs)
    ]
    word = say("composite.item", lang)
    return tuple(
        PlannedItem(id=f"{word}-{n}", label=f"{word} {n}", items={name: (item,)})
        for n, (name, item) in enumerate(dict.fromkeys(named), 1)
    )


def path_from(path: str | Path, folder: str | Path) -> str:
    """The path of a case as seen from the folder of the plan, so that both can be moved together."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return str(Path(path).absolute())
