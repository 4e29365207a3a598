"""G2, harm while waiting: a measure against the household while what should have paused it was pending.

A consequence, linked to what was pending; it costs no days of its own. Pending: a request or referral about
the same debt or provision that is not yet answered, an arrangement with the creditor that still runs, or an
agreed pause. Same: the same debt; else the same issue; else the issue of the debt.

Not counted: another debt; a measure with costs of nil; a creditor that was not informed and could not know
(then the loss lies with who did not pass it on: K11, K03). Informed: took part in a touchpoint about it
since it was pending, or in the pending one itself; could know: had contact since with somebody who was in
it, which makes it possible at most.

A case without any issue or debt (imported, order only) cannot say what belongs together. There a measure
while a request of the resident is still open is possible, never certain.

Sources: methods G2; Kafkabrigade; the moratorium and pause rules that norms and holds carry.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from math import inf

from casekit.stalls.evidence import Evidence
from casekit.stalls.kind import Kind
from casekit.stalls.stall import Stall, Verdict
from casekit.story import ANSWERS, CLIENT, REQUESTS, Step

__all__ = ["KIND", "against_household", "find"]

_ENDS = frozenset({"withdrawal", "solved", "closure"})
_OPENS = REQUESTS - {"chase", "escalation"}
"""A chase or complaint is about a request that is itself open."""


@dataclass(slots=True)
class _Pending:
    """What was pending: its step, what kind of thing it is, and the step that ended it."""

    step: Step
    what: str
    end: Step | None


@dataclass
class _Ground:
    """Indexes of one case, made in one pass, so that each measure costs a few look-ups."""

    e: Evidence
    debts: dict[str, str | None] = field(default_factory=dict)
    pending: dict[tuple[str, str], list[_Pending]] = field(default_factory=lambda: defaultdict(list))
    part: dict[tuple[str, str, str], list[Step]] = field(default_factory=lambda: defaultdict(list))
    met: dict[tuple[str, str], list[Step]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[tuple[str, str], list[Step]] = field(default_factory=lambda: defaultdict(list))


def find(e: Evidence) -> Iterator[Stall]:
    """The measures against the household that fell in a wait, with what was pending.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: inwoner > energie   vraag      @0  issue=stroom
    ... b: energie > inwoner   maatregel  @20 issue=stroom
    ... c: energie > inwoner   antwoord   @30 issue=stroom re=a
    ... ''')
    >>> [(stall.verdict, stall.at, stall.touchpoints) for stall in find(Evidence(case))]
    [('certain', 'b', ('a', 'b'))]
    """
    measures = [step for step in e.story.by_kind["measure"] if against_household(step)]
    if not measures:
        return
    ground = _survey(e)
    if _uncoded(e):
        yield from (stall for step in measures for stall in _by_order(ground, step))
    else:
        yield from (stall for step in measures for stall in _by_code(ground, step))


def against_household(step: Step) -> bool:
    """Whether a measure is one against the household; one that costs nothing only keeps a right alive."""
    return not step.from_client and (step.to_client or step.t.debt is not None) and step.t.amount != 0


def _uncoded(e: Evidence) -> bool:
    return e.story.one_issue and not any(step.t.debt for step in e.story.steps)


# -- what was pending ---------------------------------------------------------------------------


def _survey(e: Evidence) -> _Ground:
    ground = _Ground(e, debts={debt.id: debt.issue for debt in e.case.debts})
    story = e.story
    for step in story.steps:
        if step.kind in _ENDS and (step.kind != "withdrawal" or step.from_client):
            ground.ends[step.issue].append(step)
        if step.kind in ANSWERS:
            ground.answers[step.issue, step.sender].append(step)
        for key in _keys(ground, step):
            for party in (step.sender, *step.receivers):
                ground.part[(*key, party)].append(step)
        for party in step.receivers:
            ground.met[step.sender, party].append(step)
            ground.met[party, step.sender].append(step)
    for step in story.steps:
        what = _what(e, step)
        if what is not None:
            row = _Pending(step, what, _end(ground, step, what))
            for key in _own_keys(step):
                ground.pending[key].append(row)
    return ground


def _what(e: Evidence, step: Step) -> str | None:
    if step.kind in _OPENS and e.story.is_request(step) and step.receivers != (CLIENT,):
        return "request"
    if step.kind == "referral":
        return "referral"
    return "promise" if step.kind == "promise" and not step.from_client else None


def _end(ground: _Ground, step: Step, what: str) -> Step | None:
    """What ended it: the answer, else the first thing that closed the issue."""
    story = ground.e.story
    owing = (step.sender,) if what == "promise" else step.receivers
    found = [story.answer_to(step)] if what == "request" else []
    for party in owing if what != "request" else ():
        found.append(_first_after(ground.answers[step.issue, party], step.place))
    found.append(_first_after(ground.ends[step.issue], step.place))
    return min((end for end in found if end is not None), key=lambda end: end.place, default=None)


def _first_after(steps: list[Step], place: int) -> Step | None:
    at = bisect_left(steps, place + 1, key=lambda step: step.place)
    return steps[at] if at < len(steps) else None


def _own_keys(step: Step) -> Iterator[tuple[str, str]]:
    """Under which names something pending is found: its debt, and its issue."""
    yield ("issue", step.issue)
    if step.t.debt is not None:
        yield ("debt", step.t.debt)


def _keys(ground: _Ground, step: Step) -> list[tuple[str, str]]:
    """The names under which what belongs to this step can stand."""
    names = [("debt", step.t.debt)] if step.t.debt is not None else []
    issues = [step.issue, (ground.debts.get(step.t.debt) if step.t.debt is not None else None) or ""]
    names += [("issue", issue) for issue in dict.fromkeys(issues) if issue]
    if step.t.debt is None and step.issue:
        names += [("debt", debt) for debt, issue in ground.debts.items() if issue == step.issue]
    return names


def _same(measure: Step, step: Step) -> bool:
    """Whether two steps found under one name are not about two debts."""
    return measure.t.debt is None or step.t.debt in (None, measure.t.debt)


# -- a measure ----------------------------------------------------------------------------------


def _by_code(ground: _Ground, measure: Step) -> Iterator[Stall]:
    rows = [row for key in _keys(ground, measure) for row in ground.pending[key] if _open(row, measure)]
    for row in sorted(rows, key=lambda row: row.step.place):
        if not _same(measure, row.step) or (row.what == "promise" and not _arranged(ground, measure, row.step)):
            continue
        informed = _informed(ground, measure, row.step)
        if informed is not None and _seen(ground, row):
            yield _stall(ground, measure, row, *informed, row.what)
            return
    pause = _agreed_pause(ground, measure)
    if pause is not None:
        yield pause


def _open(row: _Pending, measure: Step) -> bool:
    return row.step.place < measure.place and (row.end is None or row.end.place > measure.place)


def _creditors(ground: _Ground, measure: Step) -> list[str]:
    """Who takes the measure, and for whom."""
    owed = [debt.creditor for debt in ground.e.case.debts if debt.id == measure.t.debt and debt.creditor]
    return list(dict.fromkeys((measure.sender, *map(ground.e.story.party, owed))))


def _arranged(ground: _Ground, measure: Step, promise: Step) -> bool:
    """Whether a promise is an arrangement with the creditor."""
    return bool({promise.sender, *promise.receivers} & set(_creditors(ground, measure)))


def _informed(ground: _Ground, measure: Step, pending: Step) -> tuple[Verdict, Step] | None:
    """The first step that told the creditor of it, or through which it could know; None without any."""
    creditors = _creditors(ground, measure)
    told = [
        step
        for party in creditors
        for key in _keys(ground, measure)
        if (step := _first(ground.part[(*key, party)], pending, measure, same=True)) is not None
    ]
    if told:
        return "certain", min(told, key=lambda step: step.place)
    heard = [
        step
        for party in creditors
        for who in (pending.sender, *pending.receivers)
        if (step := _first(ground.met[who, party], pending, measure)) is not None
    ]
    return ("possible", min(heard, key=lambda step: step.place)) if heard else None


def _first(steps: list[Step], pending: Step, measure: Step, *, same: bool = False) -> Step | None:
    """The first of these from the pending step on and before the measure."""
    for step in islice(steps, bisect_left(steps, pending.place, key=lambda step: step.place), None):
        if step.place >= measure.place:
            return None
        if not same or _same(measure, step):
            return step
    return None


def _seen(ground: _Ground, row: _Pending) -> bool:
    """Without an answer in the case: whether one would have been recorded."""
    if row.end is not None:
        return True
    owing = (row.step.sender,) if row.what == "promise" else row.step.receivers
    return ground.e.seen_until(row.step, owing, "G2") is not None


def _stall(ground: _Ground, measure: Step, row: _Pending, informed: Verdict, through: Step, tag: str) -> Stall:
    e, pending = ground.e, row.step
    in_time = pending.span.hi <= measure.span.lo
    open_then = row.end is None or row.end.span.lo >= measure.span.hi
    return Stall(
        kind="G2",
        verdict="certain" if informed == "certain" and in_time and open_then else "possible",
        at=measure.id,
        touchpoints=tuple(dict.fromkeys((pending.id, through.id, measure.id))),
        actors=e.story.actors_of(dict.fromkeys((pending.id, measure.id))),
        issue=measure.issue,
        start=pending.span,
        end=measure.span,
        days=e.net(pending.span, measure.span, pending.issue),
        tags=(tag, *(("absence",) if row.end is None else ())),
        details={"amount": measure.t.amount, "stalls": _linked(e, pending)},
    )


def _agreed_pause(ground: _Ground, measure: Step) -> Stall | None:
    """A measure inside a pause that was agreed on its debt or issue, with who takes it."""
    e = ground.e
    issues = {name for kind, name in _keys(ground, measure) if kind == "issue"}
    for hold in e.case.holds:
        start, end = e.waits.ends_of(hold)
        parties = set(map(e.story.party, hold.actors))
        bound = not parties or parties & set(_creditors(ground, measure))
        inside = start.lo <= measure.span.hi and measure.span.lo < end.hi and end.hi < inf
        if hold.basis == "agreed_pause" and hold.issue in issues and bound and inside:
            sure = start.hi <= measure.span.lo and measure.span.hi < end.lo
            return Stall(
                kind="G2",
                verdict="certain" if sure else "possible",
                at=measure.id,
                touchpoints=(measure.id,),
                actors=e.story.actors_of((measure.id,)),
                issue=measure.issue,
                start=start,
                end=measure.span,
                days=e.story.wait(start, measure.span),
                tags=("pause",),
                details={"amount": measure.t.amount, "stalls": ()},
            )
    return None


def _by_order(ground: _Ground, measure: Step) -> Iterator[Stall]:
    """Without codes: the oldest request of the resident's side that was still open."""
    for row in ground.pending["issue", ""]:
        if row.what == "request" and row.step.from_client and _open(row, measure) and _seen(ground, row):
            yield _stall(ground, measure, row, "possible", row.step, "order")
            return


def _linked(e: Evidence, pending: Step) -> tuple[str, ...]:
    """The stalls that the wait itself is: those that bite at what was pending."""
    return tuple(stall.key for code in KIND.after for stall in e.found[code] if stall.at == pending.id)


def _missing(e: Evidence) -> tuple[str, ...]:
    measures = [step for step in e.story.by_kind["measure"] if against_household(step)]
    placed = _uncoded(e) or any(step.issue or step.t.debt for step in measures)
    return () if placed or not measures else ("issue", "debt")


KIND = Kind(
    code="G2",
    group="consequence",
    find=find,
    opportunity=lambda e: any(against_household(step) for step in e.story.by_kind["measure"]),
    missing=_missing,
    after=("K01", "K02", "K03", "K04", "K05", "K06", "K07", "K08"),
)
