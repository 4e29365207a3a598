"""What a sign is, and the ground that all signs look at: a case, its stalls, and what each stall is about.

A sign is something in the contacts of a case that may point to a system cause. It is no proof, and it does not
say how strong the link is: people look at it, and say whether the cause is behind the stall.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Literal

from casekit.case import Hold
from casekit.courier import Errand, courier
from casekit.headcount import Arrival, headcount
from casekit.knowledge import Need, about
from casekit.stalls.kinds import KINDS
from casekit.stalls.run import Analysis
from casekit.stalls.stall import Stall
from casekit.story import Step, Story
from casekit.waits import Waits
from casekit.when import Span

__all__ = ["Look", "Scope", "Sign", "SignOf", "itself", "together"]

Scope = Literal["stall", "within", "case"]
"""About the stall itself; about a stall that happened within it; or about the whole case."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of one cause at one stall.

    `form` names its wording (`sign.<cause>.<form>`), which `values` fill in: numbers, days (a Span), or words per
    language. `touchpoints` are all in the case, in order; none where it is a hold or a debt that shows it. `itself`:
    the stall is the sign. Then it is one too for the stalls around it, with scope "within" and its key as `via`.
    """

    cause: str
    stall: str
    form: str
    touchpoints: tuple[str, ...] = ()
    scope: Scope = "stall"
    values: Mapping[str, object] = field(default_factory=dict)
    itself: bool = False
    via: str | None = None


def itself(cause: str, stall: Stall, form: str, **values: object) -> Sign:
    """The sign that a stall is by itself."""
    return Sign(cause, stall.key, form, stall.touchpoints, values=values, itself=True)


def _nothing(look: Look) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class SignOf:
    """How the sign of a cause is found; `find` is None where no case can show it.

    `missing` gives the fields without which this case cannot show it: none when it could.
    """

    find: Callable[[Look], Iterator[Sign]] | None = None
    missing: Callable[[Look], tuple[str, ...]] = _nothing


class Look:
    """A case as signs look at it; what more than one of them needs is worked out once."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.story: Story = analysis.story
        self.stalls: tuple[Stall, ...] = analysis.stalls
        self._around: dict[str, tuple[Step, ...]] = {}

    def around(self, stall: Stall) -> tuple[Step, ...]:
        """What a stall is about: its own touchpoints, and those on its issue from its first to its last.

        One that was still open at the end reaches until there. What is about information bites at a moment, and a
        marker is about the whole case: those are about their own touchpoints only.
        """
        if stall.key not in self._around:
            found = {self.story.by_id[name].place: self.story.by_id[name] for name in stall.touchpoints}
            last = inf if "censored" in stall.tags or len(found) == 1 else max(found)
            if KINDS[stall.kind[:3]].group not in ("information", "marker"):
                steps = self.story.by_issue.get(stall.issue, [])
                first = bisect_left(steps, min(found), key=lambda step: step.place)
                until = bisect_left(steps, last + 1, key=lambda step: step.place)
                found |= {step.place: step for step in steps[first:until]}
            self._around[stall.key] = tuple(found[place] for place in sorted(found))
        return self._around[stall.key]

    def signed(self, ids: Set[str]) -> Iterator[tuple[Stall, tuple[str, ...]]]:
        """The stalls that are about any of these touchpoints, each with those that it is about."""
        for stall in self.stalls if ids else ():
            about = tuple(step.id for step in self.around(stall) if step.id in ids)
            if about:
                yield stall, about

    def of_kind(self, *kinds: str) -> Iterator[Stall]:
        """The stalls of some kinds: "K06" means all its variants."""
        return (stall for stall in self.stalls if stall.kind.startswith(kinds))

    def lacks(self, *kinds: str) -> tuple[str, ...]:
        """What is missing to judge any of these kinds; nothing when one of them can be."""
        missing = {kind.kind: kind.missing for kind in self.analysis.kinds}
        needed = [missing[kind] for kind in kinds]
        return tuple(dict.fromkeys(name for names in needed for name in names)) if all(needed) else ()

    @cached_property
    def needs(self) -> dict[str, list[tuple[str, Need]]]:
        """By step, the items that it needed and what was known of them then."""
        found: dict[str, list[tuple[str, Need]]] = {}
        for one in about(self.story):
            for need in one.needs:
                found.setdefault(need.step.id, []).append((one.item.id, need))
        return found

    @cached_property
    def errands(self) -> tuple[Errand, ...]:
        """What the resident's side carried between organisations."""
        return courier(self.story).errands

    @cached_property
    def helpers(self) -> tuple[Arrival, ...]:
        """The helping organisations, each with the household's first contact with it."""
        return headcount(self.story).arrivals

    @cached_property
    def holds(self) -> tuple[tuple[Hold, Span, Span], ...]:
        """The waits that the case states, with when they begin and end."""
        waits = Waits(self.story)
        return tuple((hold, *waits.ends_of(hold)) for hold in self.story.case.holds)

    def holds_at(self, stall: Stall, *bases: str) -> list[Hold]:
        """The waits on some ground that are about the issue of a stall, and may lie on its days."""
        return [
            hold
            for hold, start, end in self.holds
            if hold.basis in bases
            and hold.issue in (None, stall.issue)
            and start.lo <= stall.end.hi
            and end.hi >= stall.start.lo
        ]


def together(steps: Iterable[Step]) -> tuple[str, ...]:
    """The ids of steps in the order of the case, each once."""
    by_place = {step.place: step.id for step in steps}
    return tuple(by_place[place] for place in sorted(by_place))
