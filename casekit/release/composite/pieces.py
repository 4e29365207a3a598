"""A fragment as rows of the composite: who, what kind, when; nothing of the text, names or days of its case.

Fields that no row of `_KEPT` or a line below names do not go along, as nobody can say what a person typed in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, isinf
from typing import Any

from casekit.case import Case, Touchpoint
from casekit.release.bands import amount_band
from casekit.release.composite.plan import Fragment, Plan
from casekit.release.composite.sources import LEVEL, Source
from casekit.release.composite.weeks import WEEK, in_weeks
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.story import Step
from casekit.vocabulary import find_code
from casekit.when import Span

__all__ = ["Names", "Piece"]

_KEPT = ("kind", "channel", "experience", "outcome", "turning_point", "link_basis")
"""Fields of a touchpoint that hold a code of a closed list, and go along as they are."""
_TIMES = ("due", "not_before")
WIDEST = 62
"""Days over which a moment may be uncertain and still get a day, the middle; else only its order is told."""
LONGEST_SILENCE = 182
"""Days after its last touchpoint that are told at most of a fragment in which an answer stayed away."""
Point = tuple[str, str]
"""A day in a fragment: of which touchpoint or hold, and in which field."""


@dataclass
class Names:
    """What everything of the source cases is called in the composite, by case and old id; the plan decides."""

    plan: Plan
    debts: dict[tuple[str, str], str] = field(default_factory=dict)
    said: dict[tuple[str, str], tuple[str, list[str]]] = field(default_factory=dict)

    @cached_property
    def actors(self) -> dict[tuple[str, str], str]:
        """Actors: the role."""
        return {(case, one): role.id for role in self.plan.roles for case, ids in role.actors.items() for one in ids}

    @cached_property
    def items(self) -> dict[tuple[str, str], str]:
        """Pieces of information."""
        return {(case, one): row.id for row in self.plan.items for case, ids in row.items.items() for one in ids}

    def party(self, source: Source, name: str | None) -> str | None:
        """An actor or organisation: the role, or the organisation of the roles that belong to it; None if unknown."""
        if name is None or (source.name, name) in self.actors:
            return self.actors.get((source.name, name or ""))
        of = {one.id for one in source.case.actor_list if one.organisation == name}
        return next(
            (role.organisation for role in self.plan.roles if of & {*role.actors.get(source.name, ())}), None
        )  # fmt: skip

    def debt(self, case: str, name: str, word: str) -> str:
        """A debt, numbered as they come."""
        return self.debts.setdefault((case, name), f"{word}-{len(self.debts) + 1}")

    def says(self, case: str, said: Mapping[str, str], word: str, version: str) -> dict[str, str]:
        """What was said about data: which, and whether it was the same as before; never what it was."""
        made = {}
        for about, value in said.items():
            key, values = self.said.setdefault((case, about), (f"{word}-{len(self.said) + 1}", []))
            if (plain := value.strip().casefold()) not in values:
                values.append(plain)
            made[key] = f"{version} {values.index(plain) + 1}"
        return made


@dataclass(frozen=True)
class Piece:
    """One fragment of one case, and what its rows are in the composite."""

    fragment: Fragment
    source: Source
    names: Names
    words: Mapping[str, str]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Its touchpoints in order."""
        by_id = self.source.analysis.story.by_id
        return tuple(sorted((by_id[row.touchpoint] for row in self.fragment.touchpoints), key=lambda one: one.place))

    @cached_property
    def stalls(self) -> tuple[Stall, ...]:
        """The stalls of its case that rest on these touchpoints alone."""
        inside = {step.id for step in self.steps}
        return tuple(one for one in self.source.analysis.stalls if inside.issuperset(one.touchpoints))

    @cached_property
    def points(self) -> dict[Point, float]:
        """Its days since the first of them: of the touchpoints in order, then the terms and legitimate waits."""
        place = self.source.analysis.story.time.place
        found: dict[Point, float] = {}
        for step in self.steps:
            if (day := _day(step.span)) is not None:
                found[step.id, "when"] = max(day, *found.values()) if found else day
        if not found:
            return {}
        first, last = min(found.values()), max(found.values())
        for step in self.steps:
            for name in _TIMES:
                if (text := getattr(step.t, name)) and (day := _day(place(text))) is not None:
                    found[step.id, name] = day
            if step.t.promise and step.t.promise.due and (day := _day(place(step.t.promise.due))) is not None:
                found[step.id, "promise"] = day
        found |= {point: day for point, day in self._own_terms(found) if point not in found}
        waits = self.source.analysis.evidence.waits
        issues = {step.issue for step in self.steps}
        for hold in self.source.case.holds:
            start, end = (_day(span) for span in waits.ends_of(hold))
            if start is None or end is None or (hold.issue is not None and hold.issue not in issues):
                continue
            if start < last and end > first:
                found[hold.id, "from"], found[hold.id, "until"] = max(start, first), min(end, last)
        return {point: day - first for point, day in found.items()}

    def _own_terms(self, found: Mapping[Point, float]) -> Iterator[tuple[Point, float]]:
        """The term that an organisation set itself, as the last day for the request: its text does not go along."""
        own = {norm.id for norm in self.source.case.norms}
        for stall in self.stalls:
            asked = min(stall.touchpoints, key=lambda name: self.source.analysis.story.by_id[name].place)
            if stall.norm and stall.norm.id in own and stall.kind[:3] in ("K01", "K02") and (asked, "when") in found:
                yield (asked, "due"), found[asked, "when"] + stall.norm.allowed.lo

    @cached_property
    def told(self) -> dict[Point, int]:
        """The same days in whole weeks, on the side of each term on which they were."""
        if not self.points:
            return {}
        real = _found_in(self._alone({point: round(day) for point, day in self.points.items()}))

        def differs(days: tuple[int, ...]) -> int:
            return len(real ^ _found_in(self._alone(dict(zip(self.points, days, strict=True)))))

        ordered = sum(name == "when" for _, name in self.points)
        days, _ = in_weeks([*self.points.values()], ordered, differs)
        return dict(zip(self.points, days, strict=True))

    def _alone(self, days: Mapping[Point, int]) -> Case:
        """The fragment as a case of its own, only to see what the analysis finds in it."""
        rows, holds = [row for _, row in self.rows(days, 0)], self.holds(days, 0)
        people = [role.model_dump(exclude={"actors", "label"}, exclude_none=True) for role in self.names.plan.roles]
        issues = [issue.model_dump(exclude_none=True) for issue in self.names.plan.issues]
        data = {"actors": people, "issues": issues, "touchpoints": rows, "holds": holds}
        return Case.model_validate({**data, "observed": {"from": "0", "until": str(self.until(days))}})

    def until(self, days: Mapping[Point, int]) -> int:
        """The last day that has to be told: that of the last touchpoint, or until when an answer stayed away."""
        last = max((day for (_, name), day in days.items() if name == "when"), default=0)
        dated = [_day(step.span) for step in self.steps]
        known = [day for day in dated if day is not None]
        if not known:
            return last
        silent = [stall.end.hi - max(known) for stall in self.stalls if not isinf(stall.end.hi)]
        more = min(max(silent, default=0), LONGEST_SILENCE)
        return last + ceil(max(0, more) / WEEK) * WEEK

    def rows(self, days: Mapping[Point, int], start: int) -> Iterator[tuple[int, dict[str, Any]]]:
        """Its touchpoints as rows of a file, still under the ids of their case, each with the day that orders it."""
        inside = {step.id for step in self.steps}
        texts = {row.touchpoint: row.text for row in self.fragment.touchpoints}
        day = 0
        for step in self.steps:
            t, when = step.t, days.get((step.id, "when"))
            day = when if when is not None else day
            row: dict[str, Any] = {"id": t.id, "from": self._actor(t.from_)}
            row["to"] = [*dict.fromkeys(self._actor(one) for one in t.to)]
            row |= {name: getattr(t, name) for name in _KEPT if getattr(t, name) not in (None, False)}
            row |= {"issue": self.fragment.issue} if self.fragment.issue else {}
            row |= {"when": str(start + when)} if when is not None else {}
            row |= {
                name: [one for one in getattr(t, name) if one in inside] for name in ("responds_to", "depends_on")
            }
            row |= self._terms(t, days, start) | self._things(t)
            row["summary"] = texts.get(t.id)
            yield day + start, {name: value for name, value in row.items() if value not in (None, [], {})}

    def _actor(self, name: str) -> str:
        return self.names.actors[self.source.name, name]

    def _terms(self, t: Touchpoint, days: Mapping[Point, int], start: int) -> dict[str, Any]:
        row: dict[str, Any] = {name: str(start + days[t.id, name]) for name in _TIMES if (t.id, name) in days}
        if "due" in row and t.due_basis and (basis := find_code("basis", t.due_basis)):
            row["due_basis"] = basis
        if t.promise is not None:
            due = {"due": str(start + days[t.id, "promise"])} if (t.id, "promise") in days else {}
            by = self.names.party(self.source, t.promise.by)
            met = {"condition_met": t.promise.condition_met} if t.promise.condition_met is not None else {}
            row["promise"] = {**due, **({"by": by} if by else {}), **met} or True
        return row

    def _things(self, t: Touchpoint) -> dict[str, Any]:
        """What was asked, given and said, and money: each by its new name, or in a band."""
        name, row = self.source.name, dict[str, Any]()
        for one in ("asks", "shares", "needs"):
            row[one] = [self.names.items[name, item] for item in getattr(t, one) if (name, item) in self.names.items]
        row["says"] = self.names.says(name, t.says, self.words["data"], self.words["version"])
        row["amount_band"] = amount_band(t.amount, LEVEL) if t.amount is not None else None
        row["debt"] = self.names.debt(name, t.debt, self.words["debt"]) if t.debt else None
        return row

    def holds(self, days: Mapping[Point, int], start: int) -> list[dict[str, Any]]:
        """Its legitimate waits as rows of a file, still under the ids of their case."""
        made = []
        for hold in self.source.case.holds:
            if (hold.id, "from") not in days:
                continue
            actors = [party for one in hold.actors if (party := self.names.party(self.source, one))]
            if hold.actors and not actors:
                continue  # for somebody who does not occur here: for everybody it would be another wait
            chosen = self.names.party(self.source, hold.chosen_by)
            ends = {name: str(start + days[hold.id, name]) for name in ("from", "until")}
            row = {"id": hold.id, "basis": hold.basis, **ends, "issue": self.fragment.issue, "actors": actors}
            made.append({**{k: v for k, v in row.items() if v}, **({"chosen_by": chosen} if chosen else {})})
        return made


def _day(span: Span) -> float | None:
    """The day that a moment gets: the middle of the days it can be, unless those lie too far apart."""
    if isinf(span.lo) or isinf(span.hi) or span.hi - span.lo > WIDEST:
        return None
    return float(round((span.lo + span.hi) / 2))


def _found_in(case: Case) -> frozenset[tuple[str, tuple[str, ...]]]:
    return frozenset((stall.kind, tuple(sorted(stall.touchpoints))) for stall in analyse(case).stalls)
