"""What is wrong in a plan, all at once, each on its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from casekit.errors import Problem, closest, shown
from casekit.read.safe.guard import Document
from casekit.read.safe.naming import is_folder_name
from casekit.release.composite.plan import Fragment, Plan, stubs
from casekit.release.composite.sources import FEWEST, Source
from casekit.text import LANGUAGES, plural

__all__ = ["wrong_in_plan"]

MOST_DAYS = 36_525
"""Between two fragments: a longer time is a slip."""


def wrong_in_plan(plan: Plan, document: Document, sources: Sequence[Source]) -> Iterator[Problem]:
    """Everything that keeps this plan from being composed, and what still has to be done to it (warnings)."""
    file, by_name = document.file, {source.name: source for source in sources}
    if not is_folder_name(plan.id):
        yield Problem("not_a_folder_name", file, document.line("id"), values={"value": shown(plan.id)})
    elif plan.id in {source.case.id for source in sources}:
        yield Problem("composite_source_id", file, document.line("id"), values={"value": shown(plan.id)})
    for place, row in enumerate(plan.cases):
        if (source := by_name.get(row.case)) and row.version and row.version != source.version:
            yield Problem(
                "composite_changed", file, document.line("cases", place), "warning", {"case": shown(row.case)}
            )
    yield from _fragments(plan, document, by_name)
    yield from _roles(plan, document, by_name)
    yield from _shares(plan, file)
    if n := stubs(plan):
        count = {lang: plural("composite.unwritten", n, lang) for lang in LANGUAGES}
        yield Problem("composite_stubs", file, None, "warning", {"n": count})


def _fragments(plan: Plan, document: Document, sources: Mapping[str, Source]) -> Iterator[Problem]:
    file, seen = document.file, set[tuple[str, str]]()
    cases = [row.case for row in plan.cases]
    issues, roles = {one.id for one in plan.issues}, _acting(plan)
    for place, fragment in enumerate(plan.fragments):
        if not fragment.take:
            continue
        here = ("fragments", place)
        if fragment.case not in cases:
            values = {"value": shown(fragment.case), "near": closest(fragment.case, cases)}
            yield Problem("composite_case", file, document.line(*here, "case"), values=values)
        if fragment.issue is not None and fragment.issue not in issues:
            values = {"value": shown(fragment.issue), "near": closest(fragment.issue, issues)}
            yield Problem("composite_issue", file, document.line(*here, "issue"), values=values)
        if not 0 <= fragment.starts_after <= MOST_DAYS:
            yield Problem("composite_gap", file, document.line(*here, "starts_after"), values={"most": MOST_DAYS})
        if not fragment.touchpoints:
            yield Problem("composite_no_touchpoints", file, document.line(*here), values={"id": shown(fragment.id)})
        if (source := sources.get(fragment.case)) is None:
            continue
        known = {row.id: row for row in source.case.touchpoint_list}
        for at, row in enumerate(fragment.touchpoints):
            line = document.line(*here, "touchpoints", at, "touchpoint")
            told = {"value": shown(row.touchpoint), "case": shown(fragment.case)}
            if row.touchpoint not in known:
                yield Problem(
                    "composite_touchpoint", file, line, values={**told, "near": closest(row.touchpoint, known)}
                )
                continue
            if (fragment.case, row.touchpoint) in seen:
                yield Problem("composite_touchpoint_twice", file, line, values=told)
            seen.add((fragment.case, row.touchpoint))
            t = known[row.touchpoint]
            for actor in dict.fromkeys((t.from_, *t.to)):
                if (fragment.case, actor) not in roles:
                    values = {"value": shown(actor), "case": shown(fragment.case)}
                    yield Problem("composite_no_role", file, line, values=values)


def _acting(plan: Plan) -> dict[tuple[str, str], str]:
    return {(case, one): role.id for role in plan.roles for case, ids in role.actors.items() for one in ids}


def _roles(plan: Plan, document: Document, sources: Mapping[str, Source]) -> Iterator[Problem]:
    file, bodies = document.file, {one.id for one in plan.organisations}
    names, cases = {role.id for role in plan.roles}, {row.case for row in plan.cases}
    taken = set[tuple[str, str]]()
    for place, role in enumerate(plan.roles):
        line = document.line("roles", place)
        if role.organisation is not None and role.organisation not in bodies:
            values = {"value": shown(role.organisation), "near": closest(role.organisation, bodies)}
            yield Problem("composite_body", file, document.line("roles", place, "organisation"), values=values)
        for one in role.acts_for:
            if one not in names:
                values = {"value": shown(one), "near": closest(one, names)}
                yield Problem("composite_role", file, document.line("roles", place, "acts_for"), values=values)
        for case, ids in role.actors.items():
            if (source := sources.get(case)) is None and case in cases:
                continue  # it cannot be read, and that is told
            known = {actor.id for actor in source.case.actor_list} if source else set[str]()
            for one in ids:
                values = {"value": shown(one), "case": shown(case), "near": closest(one, known)}
                if one not in known:
                    yield Problem("composite_actor", file, line, values=values)
                if (case, one) in taken:
                    yield Problem("composite_actor_twice", file, line, values=values)
                taken.add((case, one))


def _shares(plan: Plan, file: str) -> Iterator[Problem]:
    """Whether three cases or more are in it, and none of them is more than half of it."""
    sizes = Counter[str]()
    for fragment in plan.taken:
        sizes[fragment.case] += len(fragment.touchpoints)
    used, total = _used(plan.taken), sum(sizes.values())
    if len(used) < FEWEST:
        yield Problem("composite_few_used", file, values={"n": len(used)})
    for case, n in sizes.items():
        if 2 * n > total:
            yield Problem("composite_half", file, values={"case": shown(case), "n": n, "of": total})


def _used(fragments: Sequence[Fragment]) -> set[str]:
    return {one.case for one in fragments if one.touchpoints}
