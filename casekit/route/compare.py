"""The route as designed against the route as lived: what was skipped, added, repeated, out of order or late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from casekit.case import Case
from casekit.designed import Designed, DesignedStep, earlier_steps, units
from casekit.route.align import Alignment, Order, Seen, align
from casekit.route.fit import may_be, on_route
from casekit.route.term import Term, term_of
from casekit.stalls.evidence import Evidence
from casekit.story import Step, Story

__all__ = ["Comparison", "Lived", "Walked", "compare"]

Status = Literal["done", "undecided", "skipped", "not_observable", "not_taken", "other_way"]


@dataclass(frozen=True, slots=True)
class Walked:
    """What became of one step of the designed route.

    `status`: "done"; "undecided" (a touchpoint may be this step or another of its group, and the case does not
    tell which); "skipped" (a step that belongs after it was done); "not_observable" (the case ends before it, or
    begins after it: `outside` is "after" or "before"); "not_taken" (optional, and not seen); "other_way" (another
    of its group was done). `verdict` is "certain" where the case states it, "possible" where it rests on a guess
    or on what nobody wrote down. `perhaps` are the touchpoints that may be it or another of its group;
    `one_final` says that it rests on a guess, and that more than one of its group was seen.
    `touchpoints` are the touchpoints that were it, the first one first; `stated` says of each whether the case
    names the step; `overtaken_by` the steps that belong after it and were done before it; `term` its norm.
    """

    step: DesignedStep
    status: Status
    verdict: Literal["certain", "possible"]
    touchpoints: tuple[str, ...] = ()
    stated: tuple[bool, ...] = ()
    overtaken_by: tuple[str, ...] = ()
    order_known: bool = True
    term: Term | None = None
    outside: Literal["before", "after"] | None = None
    perhaps: tuple[str, ...] = ()
    one_final: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """What is special about it: "repeated", "out_of_order", "late"."""
        late = self.term is not None and self.term.late
        held = {"repeated": len(self.touchpoints) > 1, "out_of_order": bool(self.overtaken_by), "late": late}
        return tuple(name for name, applies in held.items() if applies)


@dataclass(frozen=True, slots=True)
class Lived:
    """One touchpoint of the lived route: the step that it was, or None when it was added.

    Where the case does not tell which step of a group it was, `may_be` are those steps and `step` is the group.
    `elsewhere` is the step that it names on another route, `unknown` one that it names and no route has.
    """

    touchpoint: str
    step: str | None
    role: Literal["done", "repeated", "added"]
    stated: bool
    elsewhere: str | None = None
    unknown: str | None = None
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """A case beside a designed route: every step of the one, every touchpoint of the other, and the cost.

    `issues` are those that were looked at (none: the whole case); `left_out` is how many touchpoints lie on
    other issues; `counts` is how often each cost of the alignment was paid, `cost` their sum; `dated` says
    whether any touchpoint has a day.
    """

    case: Case
    route: Designed
    story: Story
    issues: tuple[str, ...]
    left_out: int
    steps: tuple[Walked, ...]
    lived: tuple[Lived, ...]
    counts: dict[str, int]
    cost: int
    dated: bool

    def names(self, what: str) -> tuple[str, ...]:
        """The steps with a status or a mark; of a skipped group its name, since one of it was enough.

        >>> from casekit.notation import case_of
        >>> route = Designed(steps=[{"id": "ask", "kinds": "vraag"}, {"id": "answer", "kinds": "antwoord"}])
        >>> compare(case_of("a: inwoner > gemeente vraag"), route).names("not_observable")
        ('answer',)
        """
        found = (w.step for w in self.steps if what == w.status or what in w.marks)
        grouped = what in ("skipped", "not_observable", "undecided")
        return tuple(dict.fromkeys((step.alternatives or step.id) if grouped else step.id for step in found))

    @property
    def added(self) -> tuple[str, ...]:
        """The touchpoints that are no step of the route."""
        return tuple(one.touchpoint for one in self.lived if one.role == "added")


def compare(
    case: Case, route: Designed, issues: Sequence[str] | None = None, elsewhere: Iterable[str] = ()
) -> Comparison:
    """Lay the lived route of a case beside a designed route.

    `issues` are those to look at. Without them: those that follow a procedure of the route, with what else
    names one of its steps; and the whole case when it has no such issue. `elsewhere` are the ids of the steps
    of other routes. A recorded silence is no step of anybody, and is left out.

    >>> from casekit.notation import case_of
    >>> steps = [{"id": "ask", "kinds": "vraag"}, {"id": "answer", "kinds": "antwoord", "after": "ask"}]
    >>> case = case_of('''
    ... a: inwoner > gemeente vraag step=ask
    ... b: gemeente > inwoner bericht
    ... c: gemeente > inwoner antwoord step=answer
    ... ''')
    >>> found = compare(case, Designed(steps=steps))
    >>> found.added, found.cost
    (('b',), 5)
    """
    e = Evidence(case)
    story = e.story
    known = {step.id: n for n, step in enumerate(route.steps)}
    chosen = on_route(route, story) if issues is None else tuple(issues)
    contacts = [step for step in story.steps if step.kind != "silence"]
    rows = [row for row in contacts if not chosen or row.issue in chosen or (issues is None and row.t.step in known)]
    ways = [{} if row.t.step else may_be(route, row, story) for row in rows]
    seen = [
        Seen(stated=known.get(row.t.step)) if row.t.step else Seen(fits=tuple(known[name] for name in way))
        for row, way in zip(rows, ways, strict=True)
    ]
    found = align(seen, _order(route, known))
    lived = _lived(rows, found, route, frozenset(elsewhere), ways)
    opens = bool(rows) and rows[0] is contacts[0]
    return Comparison(
        case=case,
        route=route,
        story=story,
        issues=chosen,
        left_out=len(contacts) - len(rows),
        steps=_walked(e, route, lived, opens),
        lived=lived,
        counts=found.counts,
        cost=found.cost,
        dated=any(map(e.dated, rows)),
    )


def _order(route: Designed, known: dict[str, int]) -> Order:
    later = [0] * len(known)
    for name, before in earlier_steps(route).items():
        for one in before:
            later[known[one]] |= 1 << known[name]
    needed = (unit for unit in units(route) if not all(step.optional for step in unit))
    return Order(tuple(later), tuple(sum(1 << known[step.id] for step in unit) for unit in needed))


def _lived(
    rows: list[Step],
    found: Alignment,
    route: Designed,
    elsewhere: frozenset[str],
    ways: list[dict[str, tuple[str, ...]]],
) -> tuple[Lived, ...]:
    done: set[int] = set()
    lived: list[Lived] = []
    for row, n, way in zip(rows, found.steps, ways, strict=True):
        if n is None:  # a step that is on another route, or on none, is none here
            named = row.t.step
            other = named if named in elsewhere else None
            lived.append(Lived(row.id, None, "added", False, other, None if other else named))
            continue
        role: Literal["done", "repeated"] = "repeated" if n in done else "done"
        done.add(n)
        step = route.steps[n]
        either = way.get(step.id, ())
        if len(either) > 1:
            lived.append(Lived(row.id, step.alternatives, role, False, may_be=either))
        else:
            lived.append(Lived(row.id, step.id, role, bool(row.t.step)))
    return tuple(lived)


def _walked(e: Evidence, route: Designed, lived: tuple[Lived, ...], opens: bool) -> tuple[Walked, ...]:
    """What became of every step, in the order of the route; `opens`: the first touchpoint is the case's first."""
    sure: dict[str, list[Lived]] = {step.id: [] for step in route.steps}
    open_: dict[str, list[Lived]] = {step.id: [] for step in route.steps}
    for one in lived:
        for name in one.may_be:
            open_[name].append(one)
        if one.step is not None and not one.may_be:
            sure[one.step].append(one)
    # What may be one of several stands with the first of them, unless something there is more than that.
    acts = {name: own or [one for one in open_[name] if one.may_be[0] == name] for name, own in sure.items()}
    earlier = earlier_steps(route)
    unit_of = {step.id: unit for unit in units(route) for step in unit}
    unseen = _before_the_case(lived[0], earlier) if opens else frozenset()
    statuses = {step.id: _status(step, unit_of[step.id], sure, open_, acts, earlier, unseen) for step in route.steps}
    skipped = {name for name, (status, _) in statuses.items() if status == "skipped"}
    walked = []
    for step in route.steps:
        own, unit = sure[step.id], unit_of[step.id]
        status, outside = statuses[step.id]
        overtaken = tuple(
            other.id
            for other in route.steps
            if step.id in earlier[other.id] and _before(e, acts[other.id], acts[step.id])
        )
        certain = status != "undecided" and all(one.stated for one in own)
        if (
            status == "skipped"
        ):  # an absence: somebody looked, from before it could happen, and nothing else may be it
            told = all(one.stated or one.elsewhere for one in lived)
            certain = told and not e.assumes_coverage and any(acts[name] for name in earlier[step.id])
        in_group = {one.touchpoint for other in unit for one in (*sure[other.id], *open_[other.id])}
        guessed = status == "undecided" or bool(own and not all(one.stated for one in own))
        doubt = bool(earlier[step.id] & skipped) or any(open_[other.id] for other in unit)
        walked.append(
            Walked(
                step=step,
                status=status,
                verdict="certain" if certain else "possible",
                touchpoints=tuple(one.touchpoint for one in own),
                stated=tuple(one.stated for one in own),
                overtaken_by=overtaken,
                order_known=all(_order_known(e, acts[name][0], acts[step.id][0]) for name in overtaken),
                term=_term(e, route, step, unit, acts, doubt),
                outside=outside,
                perhaps=tuple(one.touchpoint for one in open_[step.id]),
                one_final=guessed and len(unit) > 1 and len(in_group) > max(1, len(own)),
            )
        )
    return tuple(walked)


def _before_the_case(first: Lived, earlier: dict[str, frozenset[str]]) -> frozenset[str]:
    """The steps that belong before the one with which the case begins: nobody can say that they were skipped."""
    if first.step is None:
        return frozenset()
    return frozenset.intersection(*(earlier[name] for name in first.may_be or (first.step,)))


def _status(
    step: DesignedStep,
    unit: tuple[DesignedStep, ...],
    sure: dict[str, list[Lived]],
    open_: dict[str, list[Lived]],
    acts: dict[str, list[Lived]],
    earlier: dict[str, frozenset[str]],
    unseen: frozenset[str],
) -> tuple[Status, Literal["before", "after"] | None]:
    """What became of a step, and on which side of the case it lies where it lies outside."""
    if sure[step.id]:
        return "done", None
    if open_[step.id]:
        return "undecided", None
    if any(acts[other.id] for other in unit):
        return "other_way", None
    if all(other.optional for other in unit):
        return "not_taken", None
    group = {other.id for other in unit}
    if not any(done and group & earlier[name] for name, done in acts.items()):
        return "not_observable", "after"
    return ("not_observable", "before") if group & unseen else ("skipped", None)


def _before(e: Evidence, ones: list[Lived], others: list[Lived]) -> bool:
    """Whether the first of these touchpoints came before the first of those."""
    return bool(ones and others) and _place(e, ones[0]) < _place(e, others[0])


def _place(e: Evidence, one: Lived) -> int:
    return e.story.by_id[one.touchpoint].place


def _order_known(e: Evidence, first: Lived, then: Lived) -> bool:
    """Whether the order of two touchpoints is what the case states, and no guess about which step they are."""
    one, other = e.story.by_id[first.touchpoint], e.story.by_id[then.touchpoint]
    told = one.t.view == other.t.view or one.span.hi < other.span.lo
    return first.stated and then.stated and told


def _term(
    e: Evidence,
    route: Designed,
    step: DesignedStep,
    unit: tuple[DesignedStep, ...],
    acts: dict[str, list[Lived]],
    doubt: bool,
) -> Term | None:
    """The norm of a step, from the first time that its clock started since its group was last done."""
    if not step.norm or step.clock is None:
        return None
    own = acts[step.id][0] if acts[step.id] else None
    if own is None and (any(acts[other.id] for other in unit) or step.optional):
        return None
    limit = _place(e, own) if own is not None else len(e.story.steps)
    closed = max((p for other in unit for one in acts[other.id] if (p := _place(e, one)) < limit), default=-1)
    starts = [one for one in acts[step.clock] if closed < _place(e, one) < limit]
    if not starts:
        return None
    start = starts[0]
    sure = start.stated and (own is None or own.stated) and not doubt
    end = e.story.by_id[own.touchpoint] if own is not None else None
    return term_of(e, route, step, e.story.by_id[start.touchpoint], end, sure)
