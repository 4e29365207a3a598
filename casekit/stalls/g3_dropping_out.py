"""G3, dropping out after waiting: the resident's side stops, after a stall or after much was asked of it.

A consequence, and an association only: after, never because of; and it says nothing about the person.
Dropping out is a withdrawal, or a no-show or recorded silence after which the resident's side does nothing
more on the issue, or lasting silence until the end of the observed period while the resident is at turn.

Before it: a stall on the issue, or a request that was still open and had waited longer than its norm, or in
which the resident's side had acted three times or more (asking included).

Not counted: solved, also elsewhere (outcome done); a life event since the request (moved, deceased); a
no-show or silence while others are at turn (then the resident waits, and does not drop out).

Sources: Nationale ombudsman, "Een open deur?" (2018): people drop out mostly before the intake; methods G3.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from casekit.norms import threshold
from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.kind import Kind, nothing_missing
from casekit.stalls.stall import NormUse, Stall, Verdict
from casekit.story import CLIENT, Step
from casekit.turns import Turn
from casekit.when import Span

__all__ = ["KIND", "find"]

_ASKS = frozenset({"question", "application", "registration", "objection"})


@dataclass(frozen=True, slots=True)
class _Before:
    """What went before: how it is called, how sure it is, the touchpoints that show it, and its norm."""

    tag: str
    verdict: Verdict
    ids: tuple[str, ...]
    since: Step
    norm: NormUse | None = None
    actions: int = 0


def find(e: Evidence) -> Iterator[Stall]:
    """The places where the resident's side dropped out after waiting.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: inwoner > gemeente  aanvraag   @0
    ... b: inwoner > gemeente  navraag    @20 re=a
    ... c: inwoner > gemeente  navraag    @40 re=a
    ... d: inwoner > gemeente  intrekking @50 re=a
    ... ''')
    >>> [(stall.verdict, stall.at, stall.tags) for stall in find(Evidence(case))]
    [('certain', 'd', ('burden',))]
    """
    stalls = _stalls_by_issue(e)
    for issue, steps in e.story.by_issue.items():
        ours = [step for step in steps if step.from_client and step.kind != "silence"]
        last = ours[-1].place if ours else -1
        asked: list[Step] = []
        for step in steps:
            if _drops_out(e, step, last):
                before = _before(e, step, step.span, asked, ours, stalls.get(issue, []))
                if before is not None and not _explained(e, before.since, step):
                    yield _stall(e, step, step.span, before)
            if step.kind in _ASKS and step.from_client and e.story.is_request(step):
                asked.append(step)
        yield from _lasting_silence(e, issue, asked, ours, stalls.get(issue, []))


def _stalls_by_issue(e: Evidence) -> dict[str, list[tuple[int, Stall]]]:
    """The stalls per issue, with the place of the touchpoint where each bites, in order."""
    found: dict[str, list[tuple[int, Stall]]] = {}
    for code in KIND.after:
        for stall in e.found[code]:
            found.setdefault(stall.issue, []).append((e.story.by_id[stall.at].place, stall))
    return {issue: sorted(rows, key=lambda row: (row[0], row[1].key)) for issue, rows in found.items()}


def _drops_out(e: Evidence, step: Step, last: int) -> bool:
    """Whether a step is one in which the resident's side stops."""
    if not step.from_client or step.t.outcome == "done":
        return False
    if step.kind == "withdrawal":
        return True
    if step.kind not in ("no_show", "silence") or step.place < last:
        return False
    turn = _turn_before(e, step)
    return step.kind == "no_show" or (turn is not None and turn.state == "client")


def _turn_before(e: Evidence, step: Step) -> Turn | None:
    stretches = e.turns[step.issue]
    at = bisect_right(stretches, step.place - 1, key=lambda turn: turn.since.place) - 1
    return stretches[at] if at >= 0 else None


def _before(
    e: Evidence,
    step: Step,
    moment: Span,
    asked: list[Step],
    ours: list[Step],
    stalls: list[tuple[int, Stall]],
) -> _Before | None:
    """What the resident's side had waited for or done: a stall first, then a long wait, then many acts."""
    earlier = stalls[: bisect_left(stalls, step.place, key=lambda row: row[0])]
    sure = next((stall for _, stall in reversed(earlier) if _surely(stall, moment)), None)
    stall = sure or next((stall for _, stall in reversed(earlier) if stall.start.lo <= moment.hi), None)
    if stall is not None:
        since = e.story.by_id[stall.at]
        return _Before("stall", "certain" if sure else "possible", (stall.at,), since)
    request = asked[-1] if asked else None
    if request is None or _answered(e, request, step):
        return None
    request = e.story.origin(request)
    norm = e.norm_for(request, "K01")
    days = e.net(request.span, moment, request.issue)
    late = verdict(days, norm.allowed) if norm is not None and e.dated(request) and days.hi < inf else None
    if norm is not None and late is not None:
        return _Before("wait", late, (request.id,), request, norm)
    first, last = (bisect_left(ours, at.place, key=lambda act: act.place) for at in (request, step))
    acts = ours[first:last]
    if len(acts) < threshold("G3_actions"):
        return None
    ids = tuple(act.id for act in acts)
    found: Verdict = "certain" if acts[-1].span.hi <= moment.lo else "possible"
    return _Before("burden", found, ids, request, actions=len(acts))


def _surely(stall: Stall, moment: Span) -> bool:
    return stall.verdict == "certain" and stall.start.hi <= moment.lo


def _answered(e: Evidence, request: Step, step: Step) -> bool:
    answer = e.story.answer_to(request)
    return answer is not None and answer.place < step.place


def _explained(e: Evidence, since: Step, step: Step) -> bool:
    """Whether a solution or a life event since then says why the resident's side stopped."""
    if any(
        since.place < ended.place < step.place for ended in e.story.by_kind["solved"] if ended.issue == step.issue
    ):
        return True
    if any(since.place < event.place < step.place for event in e.story.by_kind["life_event"]):
        return True
    spans = [e.story.time.place(event.when) for event in e.case.life_events]
    return any(since.span.lo <= span.hi and span.lo <= step.span.hi and span.hi - span.lo < inf for span in spans)


def _lasting_silence(
    e: Evidence, issue: str, asked: list[Step], ours: list[Step], stalls: list[tuple[int, Stall]]
) -> Iterator[Stall]:
    """The resident is at turn, and nothing more is recorded until the end of a stated period."""
    turn = e.turns[issue][-1] if e.turns.get(issue) else None
    if turn is None or turn.state != "client" or e.assumes_end:
        return
    since = turn.since
    if any(step.kind in ("no_show", "silence") and step.from_client for step in e.story.later(since)):
        return  # recorded, so counted above
    if ours and ours[-1].place > since.place:
        return
    end = e.seen_until(since, (CLIENT,), "G3")
    if end is None or not e.dated(since):
        return
    norm = e.threshold("K04")
    quiet = verdict(e.net(since.span, end, issue, CLIENT), norm.allowed)
    before = _before(e, since, since.span, asked, ours, stalls)
    if quiet is not None and before is not None and not _explained(e, before.since, e.story.steps[-1]):
        sure: Verdict = "certain" if quiet == before.verdict == "certain" else "possible"
        yield _stall(e, since, end, before, sure, ("absence", "censored"))


def _stall(
    e: Evidence,
    step: Step,
    until: Span,
    before: _Before,
    found: Verdict | None = None,
    tags: tuple[str, ...] = (),
) -> Stall:
    ids = tuple(dict.fromkeys((*before.ids, step.id)))
    return Stall(
        kind="G3",
        verdict=found or before.verdict,
        at=step.id,
        touchpoints=ids,
        actors=e.story.actors_of((step.id,)),
        issue=step.issue,
        start=before.since.span,
        end=until,
        days=e.net(before.since.span, until, step.issue),
        norm=before.norm,
        tags=(before.tag, *tags),
        details={"actions": before.actions},
    )


def _opportunity(e: Evidence) -> bool:
    stops = (step for kind in ("withdrawal", "no_show", "silence") for step in e.story.by_kind[kind])
    return any(step.from_client for step in stops) or any(
        rows and rows[-1].state == "client" for rows in e.turns.values()
    )


KIND = Kind(
    code="G3",
    group="consequence",
    find=find,
    opportunity=_opportunity,
    missing=nothing_missing,
    after=tuple(f"K{number:02d}" for number in range(1, 17)),
)
