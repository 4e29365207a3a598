"""From cases to a plan, and from a plan to a composite: every check first, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit.changes import Change
from casekit.errors import InputRefused, Problem, shown
from casekit.privacy.decided import FOLDER
from casekit.read.case_file import FILE_NAME, parse_case
from casekit.read.copies import free_name
from casekit.read.imported import Imported
from casekit.read.safe.guard import read_yaml
from casekit.read.safe.naming import found_as, is_folder_name
from casekit.release.composite.compose import Composed, compose
from casekit.release.composite.found_back import ENOUGH, Back, Run, found_back, runs
from casekit.release.composite.plan import Plan, load_plan, plan_text, read_plan
from casekit.release.composite.propose import path_from, propose
from casekit.release.composite.returned import Returned, returned
from casekit.release.composite.sources import FEWEST, Source, read_sources, source_problems, too_few
from casekit.release.composite.wrong import wrong_in_plan
from casekit.release.leaving import leaving_problems
from casekit.write.arrival import arrive
from casekit.write.atomic import save_text
from casekit.write.case_file import case_text

__all__ = ["PLAN", "Made", "Proposed", "made_from", "plan_at", "propose_plan"]

PLAN = "plan.yaml"
GAPS = (91, 63, 42, 28, 21, 14)
"""Days from the start of one fragment to that of the next, as they are proposed: made up, a quarter if it can be."""


@dataclass(frozen=True)
class Proposed:
    """A plan that was proposed and saved, the cases it is made of, and what deserves attention."""

    file: Path
    plan: Plan
    sources: tuple[Source, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Made:
    """A composite that was made and saved: what is in it, and how it holds up against its sources.

    `changes`: what changed in one that was there already; None for a new one.
    """

    file: Path
    plan: Plan
    composed: Composed
    stalls: Returned
    back: tuple[Back, ...]
    runs: tuple[Run, ...]
    warnings: tuple[Problem, ...]
    changes: tuple[Change, ...] | None


def plan_at(folder: str | Path, name: str) -> Path:
    """Where the plan of a composite stands: beside it, in what never leaves."""
    return Path(folder) / name / FOLDER / PLAN


def propose_plan(paths: Sequence[str], name: str, file: str | Path, on: date, lang: str = "nl") -> Proposed:
    """Propose a plan for these cases and save it. One that is there already is not replaced.

    Raises InputRefused with everything that stands in the way; OSError as every save does.
    """
    target = Path(file)
    sources, unread = read_sources(paths, on)
    found = [*unread, *source_problems(sources)]
    if not unread:
        found += too_few(sources, str(file))
    if not is_folder_name(name):
        found.append(Problem("composite_id", str(file), values={"value": shown(name)}))
    if name in {one.case.id for one in sources}:
        found.append(Problem("composite_source_id", str(file), values={"value": shown(name)}))
    if found_as(target) is not None:
        found.append(Problem("composite_plan_there", str(file)))
    warnings = _or_refused(found)
    plan = _interleaved(propose(sources, name, target.parent, lang), sources)
    save_text(target, plan_text(plan), lambda content: read_plan(content, str(target)))
    return Proposed(target, plan, sources, warnings)


def _interleaved(plan: Plan, sources: Sequence[Source]) -> Plan:
    """The same plan with its fragments so close that the fewest touchpoints in a row come from one case.

    Of the distances that are tried, a quarter first, the first is taken that leaves no row of four.
    """
    best: tuple[int, Plan] | None = None
    for gap in GAPS:
        fragments = tuple(
            one.model_copy(update={"starts_after": gap if place else 0}) for place, one in enumerate(plan.fragments)
        )
        tried = plan.model_copy(update={"fragments": fragments})
        left = len([*runs(compose(tried, sources), sources)])
        if best is None or left < best[0]:
            best = (left, tried)
        if left == 0:
            break
    assert best is not None  # there are gaps to try
    return best[1]


def made_from(plan_file: str | Path, folder: str | Path, on: date, *, update: bool = False, lang: str = "nl") -> Made:
    """Make the composite of a plan and save it as `folder/<id>/case.yaml`, with the plan beside it in `private/`.

    With `update` a composite that is there already gets the changes; what somebody changed in it by hand stays.
    Raises InputRefused with everything that stands in the way; OSError as every save does.
    """
    plan, document, about_plan = load_plan(plan_file)
    paths = [Path(plan_file).parent / row.path for row in plan.cases]
    every, unread = read_sources(paths, on, [row.case for row in plan.cases])
    used = {one.case for one in plan.taken}
    sources = tuple(one for one in every if one.name in used)
    found = [*about_plan, *unread, *wrong_in_plan(plan, document, every), *source_problems(sources)]
    if len(used) >= FEWEST and not unread:
        found += too_few(sources, str(plan_file))
    _or_refused(found)
    composed = _read_back(compose(plan, sources))
    target = Path(folder) / plan.id
    files = {FILE_NAME: case_text(composed.case).encode("utf-8")}
    found += leaving_problems(files, plan.id, target, str(plan_file))
    backs, apart = found_back(composed, sources), tuple(runs(composed, sources))
    found += (_too_much(one, str(plan_file)) for one in backs if one.too_much)
    warnings = _or_refused(found)
    imported = Imported(composed.case, (), ())
    there = (target / FILE_NAME).exists()
    arrived = arrive(imported, folder, update=update or not there, remember=True, lang=lang)
    _keep_plan(plan, plan_file, paths, plan_at(folder, plan.id))
    return Made(
        Path(arrived.file), plan, composed, returned(composed), backs, apart, warnings,
        arrived.changes if there else None,
    )  # fmt: skip


def _read_back(composed: Composed) -> Composed:
    """The composite as anybody will read it."""
    case, _ = parse_case(read_yaml(case_text(composed.case).encode("utf-8"), FILE_NAME))
    return Composed(case, composed.pieces, composed.ids)


def _or_refused(found: Sequence[Problem]) -> tuple[Problem, ...]:
    """The warnings, when nothing stands in the way."""
    refused = [one for one in found if one.severity != "warning"]
    if refused:
        raise InputRefused([*refused, *(one for one in found if one.severity == "warning")])
    return tuple(found)


def _too_much(back: Back, file: str) -> Problem:
    values = {"case": back.case, "share": round(100 * (back.share or 0)), "most": round(100 * ENOUGH)}
    return Problem("composite_found_back", file, None, "warning", values)


def _keep_plan(plan: Plan, given: str | Path, paths: Sequence[Path], target: Path) -> None:
    """A copy of the plan beside the composite, with its paths as seen from there; not when it is the plan itself."""
    if target.exists() and target.samefile(given):
        return
    cases = tuple(
        row.model_copy(update={"path": path_from(path, target.parent)})
        for row, path in zip(plan.cases, paths, strict=True)
    )
    text = plan_text(plan.model_copy(update={"cases": cases}))
    if target.exists() and target.read_text(encoding="utf-8") != text:
        target = free_name(target, "2")  # somebody may have written in the one that is there
    save_text(target, text)
