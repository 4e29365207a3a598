"""K16, back to the start: an issue returns to an earlier stage though nothing new calls for it.

Needs stages in their order (of the issue, else of the case), and the stage after a touchpoint. New facts,
an objection that was upheld, a request of the resident, an agreed return and help that was completed are
reasons to be in an earlier stage; the last is a new episode. Another organisation with a route of its own
beside the first is no return. A file that is closed or refused, and an intake after it, is one.

It lasts from the reset until the stage that had been reached is reached again. Order alone shows it.

Sources: rework in process mining; failure demand (Seddon); methods K16.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isinf

from casekit.case import Stage
from casekit.stalls.circumstances import agreed, changed
from casekit.stalls.evidence import Evidence
from casekit.stalls.kind import Kind
from casekit.stalls.stall import Stall, Verdict
from casekit.story import CLIENT, Step
from casekit.when import Span

__all__ = ["KIND", "find"]

_SENT_AWAY = frozenset({"closure", "refusal"})
_PASSED_ON = _SENT_AWAY | {"handover", "referral"}
_ASKS_FOR_IT = frozenset({"application", "registration", "question"})
_HELP = frozenset({"delivery", "payment"})


@dataclass(frozen=True, slots=True)
class _Drop:
    """A fall back that nothing explains: the step that was furthest, what lay between, and the reset."""

    highest: Step
    between: tuple[Step, ...]
    reset: Step
    verdict: Verdict


def find(e: Evidence) -> Iterator[Stall]:
    """The returns to an earlier stage that nothing explains.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: inwoner > gemeente  aanvraag @0  stage=intake
    ... b: gemeente > inwoner  bericht  @20 stage=onderzoek
    ... c: gemeente > inwoner  bericht  @50 stage=intake
    ... d: gemeente > inwoner  bericht  @80 stage=onderzoek
    ... ''', stages=["intake", "onderzoek", "besluit"])
    >>> [(stall.at, stall.touchpoints, stall.days) for stall in find(Evidence(case))]
    [('c', ('b', 'c', 'd'), Span(lo=30, hi=30))]
    """
    for issue, steps in e.story.by_issue.items():
        stages = {stage.id: stage for stage in _stages(e, issue)}
        for drop, again in _drops(e, steps, {name: place for place, name in enumerate(stages)}):
            yield _stall(e, drop, again, stages)


def _stages(e: Evidence, issue: str) -> tuple[Stage, ...]:
    """The stages of an issue in their order, its own before those of the case."""
    found = e.story.issues.get(issue)
    return (found.stages if found else ()) or e.case.stages


def _drops(e: Evidence, steps: list[Step], height: dict[str, int]) -> Iterator[tuple[_Drop, Step | None]]:
    """The falls back on an issue, each with the step that reached the same stage again.

    What happens before that is part of the same fall; after one that was called for, the issue goes on
    from where it then is.
    """
    top, highest = -1, -1  # how far the issue was, and the place of the last step there
    passed_on = helped = -1  # the last place where the first route ended; the first where help came
    news = _news(steps)
    drop: _Drop | None = None
    for place, step in enumerate(steps):
        stage = height.get(step.t.stage or "", -1)
        if stage > -1 and stage >= highest:
            if drop is not None:
                yield drop, step
            top, highest, drop = place, stage, None
        elif stage > -1 and drop is None and not (_apart(steps[top], step) and passed_on < top):
            between = tuple(steps[top + 1 : place])
            completed = _completed(steps[top], highest == len(height) - 1, -1 < helped <= top)
            found = None if completed else _unexplained(e, steps[top], between, step, news)
            if found is None:
                top, highest = place, stage
            else:
                drop = _Drop(steps[top], between, step, found)
        if step.kind in _PASSED_ON:
            passed_on = place
        if helped < 0 and step.kind in _HELP and not step.from_client:
            helped = place
    if drop is not None:
        yield drop, None


def _news(steps: list[Step]) -> set[str]:
    """The steps that bring an organisation an item that nobody had shared on the issue before."""
    seen: set[str] = set()
    news = set()
    for step in steps:
        if set(step.t.shares) - seen and step.receivers != (CLIENT,):
            news.add(step.id)
        seen.update(step.t.shares)
    return news


def _apart(first: Step, second: Step) -> bool:
    """Whether two steps have no organisation in common: the second may be on a route of its own."""
    return not ({first.sender, *first.receivers} & {second.sender, *second.receivers}) - {CLIENT}


def _completed(highest: Step, at_last_stage: bool, helped: bool) -> bool:
    """Whether help was completed: what comes then is a new episode."""
    if highest.kind == "solved":
        return True
    return at_last_stage and helped and highest.kind in (*_HELP, "closure")


def _unexplained(
    e: Evidence, highest: Step, between: tuple[Step, ...], reset: Step, news: set[str]
) -> Verdict | None:
    """None when something calls for an earlier stage; possible when something may."""
    change = changed(e, highest.span, reset.span)
    if change == "certain" or agreed(e, reset):
        return None
    sent_away = any(step.kind in _SENT_AWAY for step in (highest, *between))
    if not sent_away and _asked_for(e, highest, reset):
        return None
    if any(_calls_for_it(e, step, news) for step in (*between, reset)):
        return None
    uncoded = any(s.kind == "delivery" and s.from_client and not s.t.shares for s in between)
    return "possible" if uncoded or change == "possible" else "certain"


def _calls_for_it(e: Evidence, step: Step, news: set[str]) -> bool:
    """New facts, an objection that was upheld, the resident stepping back, or the end of an episode."""
    if step.id in news or step.kind in ("solved", "life_event"):
        return True
    if step.kind == "withdrawal":
        return step.from_client
    if step.kind == "objection":
        return step.t.outcome == "done"
    upheld = step.kind in ("decision", "answer") and step.t.outcome != "rejected"
    return upheld and any(e.story.by_id[name].kind == "objection" for name in step.t.responds_to)


def _asked_for(e: Evidence, highest: Step, reset: Step) -> bool:
    """Whether the resident asked for this: the reset is a request of theirs, or replies to a recent one."""
    asks = [reset, *(e.story.by_id[name] for name in reset.t.responds_to)]
    return any(a.from_client and a.kind in _ASKS_FOR_IT and a.place > highest.place for a in asks)


def _stall(e: Evidence, drop: _Drop, again: Step | None, stages: dict[str, Stage]) -> Stall:
    sent_away = (step.id for step in (drop.highest, *drop.between) if step.kind in _SENT_AWAY)
    ids = dict.fromkeys((drop.highest.id, *sent_away, drop.reset.id, *((again.id,) if again else ())))
    unknown = isinf(e.story.end) and again is None
    end = again.span if again else Span(drop.reset.span.lo, e.story.end) if unknown else e.end()
    timed = e.dated(drop.reset) and (again is None or e.dated(again))
    back, reached = (stages[step.t.stage or ""] for step in (drop.reset, drop.highest))
    return Stall(
        kind="K16",
        verdict=drop.verdict,
        at=drop.reset.id,
        touchpoints=tuple(ids),
        actors=e.story.actors_of(ids),
        issue=drop.reset.issue,
        start=drop.reset.span,
        end=end,
        days=e.net(drop.reset.span, end, drop.reset.issue),
        tags=(*(() if timed else ("order",)), *(() if again else ("censored",))),
        details={"back": back.label or back.id, "reached": reached.label or reached.id},
    )


def _missing(e: Evidence) -> tuple[str, ...]:
    if not any(_stages(e, issue) for issue in e.story.by_issue):
        return ("stages",)
    return () if any(step.t.stage for step in e.story.steps) else ("stage",)


def _opportunity(e: Evidence) -> bool:
    staged = [step.issue for step in e.story.steps if step.t.stage]
    return len(staged) > len(set(staged))


KIND = Kind(
    code="K16",
    group="access",
    find=find,
    opportunity=_opportunity,
    missing=_missing,
    by_issue=True,
)
