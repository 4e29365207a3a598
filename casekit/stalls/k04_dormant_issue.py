"""K04, a dormant issue: it is open, somebody is at turn, and for a long time nothing happens.

The residual kind: what is left of a gap after legitimate waits and after every interval that another time
kind owns, longer than the attention norm (42 days, or that of the stage). Contacts on other issues, letters
that a system sends by itself and records of silence do not break a gap. Undated touchpoints inside a gap
make it possible at most; order alone never shows it. A record of silence does: the source itself then says so.

Sources: missing feedback (CAST); methods K04.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import comb, isinf

from casekit.stalls.evidence import UNKNOWN, Evidence, verdict
from casekit.stalls.kind import Kind
from casekit.stalls.stall import NormUse, Stall
from casekit.story import Step
from casekit.turns import Turn
from casekit.waits import outside, union
from casekit.when import Span

__all__ = ["KIND", "find"]

_OWNERS = ("K01", "K02", "K03", "K05", "K06", "K07", "K08", "K13")
_QUIET = frozenset({"silence"})
_OPEN = frozenset({"held", "shared"})
LIKELY = 0.25
"""A gap that is longer than the norm with less than this chance is not reported: rough dates alone make many."""


def find(e: Evidence) -> Iterator[Stall]:
    """The gaps in which an open issue lay still.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: inwoner > gemeente  vraag      @0  issue=huur
    ... b: gemeente > inwoner  bericht    @60 issue=huur
    ... ''')
    >>> [(stall.verdict, stall.days) for stall in find(Evidence(case))]
    [('certain', Span(lo=60, hi=60))]
    """
    owners = [stall for kind in _OWNERS for stall in e.found[kind]]
    taken: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for stall in owners:
        # As wide as it may be: what another kind may own is not left over. A missing report back costs no days.
        if stall.norm is not None and stall.kind != "K06c":
            taken[stall.issue].append((stall.start.lo + stall.norm.allowed.lo, stall.end.hi))
    reported = {stall.at for stall in owners}
    for issue, steps in e.story.by_issue.items():
        if issue or e.story.one_issue:
            gaps = list(_gaps(e, issue, [step for step in steps if _breaks(step)], taken[issue]))
            yield from (stall for stall in gaps if stall.at not in reported)
            yield from _recorded(e, steps, gaps)


def _recorded(e: Evidence, steps: list[Step], gaps: list[Stall]) -> Iterator[Stall]:
    """Records of silence that are linked to nothing and lie in no gap: the source itself says so."""
    ends = [(e.story.by_id[gap.touchpoints[0]].place, e.story.by_id[gap.touchpoints[-1]].place) for gap in gaps]
    for step in steps:
        loose = step.kind in _QUIET and not step.t.responds_to
        if loose and not any(first < step.place < last for first, last in ends):
            yield Stall(
                kind="K04",
                verdict="possible",
                at=step.id,
                touchpoints=(step.id,),
                actors=e.story.actors_of((step.id,)),
                issue=step.issue,
                start=step.span,
                end=step.span,
                days=UNKNOWN,
                tags=("order",),
            )


def _breaks(step: Step) -> bool:
    return step.kind not in _QUIET and step.t.channel != "automatic"


def _gaps(e: Evidence, issue: str, steps: list[Step], taken: list[tuple[float, float]]) -> Iterator[Stall]:
    off = [union([*e.waits.merged(issue, None, widest), *taken]) for widest in (True, False)]
    turns = iter(e.turns[issue])
    turn: Turn | None = next(turns, None)
    inside: list[tuple[Step, Turn | None]] = []
    stage: str | None = None
    for step in steps:
        if inside and e.dated(step):
            yield from _gap(e, inside, step, stage, off)
        while turn is not None and turn.until is not None and turn.until.place <= step.place:
            turn = next(turns, None)
        stage = step.t.stage or stage
        after = turn if turn is not None and turn.since.place <= step.place else None
        if e.dated(step):
            inside = [(step, after)]
        elif inside:
            inside.append((step, after))


def _gap(
    e: Evidence,
    inside: list[tuple[Step, Turn | None]],
    last: Step,
    stage: str | None,
    off: list[list[tuple[float, float]]],
) -> Iterator[Stall]:
    """The stall of a gap: `inside` has the step before it and the undated ones in it, each with the turn after it."""
    first, turn = inside[0][0], inside[-1][1]
    waiting = next((step for step, after in inside if after is not None and after.state in _OPEN), None)
    if waiting is None or turn is None or turn.state not in _OPEN:
        return
    seen = e.seen_until(first, turn.holders, "K04")
    if seen is None:
        return
    end = Span(min(seen.lo, last.span.lo), min(seen.hi, last.span.hi))
    norm = _attention(e, first.issue, stage)
    least = outside(first.span.hi, end.lo, off[0])
    days = Span(least, max(least, outside(first.span.lo, end.hi, off[1])))
    found = verdict(days, norm.allowed)
    if found is None or isinf(days.hi):
        return
    chance = _chance(first.span, end, days, len(inside) - 1, norm.allowed.lo)
    if (found == "possible" or len(inside) > 1) and chance < LIKELY:
        return
    ids = tuple(dict.fromkeys((*(step.id for step, _ in inside), last.id)))
    yield Stall(
        kind="K04",
        verdict="possible" if len(inside) > 1 else found,
        at=waiting.id,
        touchpoints=ids,
        actors=e.story.actors_of((waiting.id,)),
        issue=first.issue,
        start=first.span,
        end=end,
        days=days,
        norm=norm,
        tags=("absence",),
    )


def _chance(first: Span, last: Span, days: Span, undated: int, norm: float) -> float:
    """How likely a stretch longer than the norm is, if every moment may lie anywhere in its days.

    With undated touchpoints in the gap: the longest of the pieces that random cuts leave (Holst 1980, On the
    lengths of the pieces of a stick broken at random), over the least that the gap can be.
    """
    if undated:
        share = norm / days.lo if days.lo else 1
        terms = range(1, min(undated + 1, int(1 / share)) + 1) if share else range(1, 2)
        return float(sum((-1) ** (j + 1) * comb(undated + 1, j) * (1 - j * share) ** undated for j in terms))
    lost = last.hi - first.lo - days.hi  # what legitimate waits and other owners take
    starts, ends = ([at.lo + (at.hi - at.lo) * (n + 0.5) / 16 for n in range(16)] for at in (first, last))
    return sum(end - start - lost > norm for start in starts for end in ends) / 256


def _attention(e: Evidence, issue: str, stage: str | None) -> NormUse:
    """The attention norm of the stage that the issue is in, else the kit's own."""
    own = e.story.issues.get(issue)
    stages = (*(own.stages if own else ()), *e.case.stages)
    days = next((s.attention_days for s in stages if s.id == stage and s.attention_days is not None), None)
    if days is None:
        return e.threshold("K04")
    return e.term(f"stage:{stage}", 3, Span(days, days))


def _missing(e: Evidence) -> tuple[str, ...]:
    return () if sum(map(e.dated, e.story.steps)) >= 2 else ("when",)


KIND = Kind(
    code="K04",
    group="waiting",
    find=find,
    opportunity=lambda e: any(turn.state in ("held", "shared") for turns in e.turns.values() for turn in turns),
    missing=_missing,
    by_issue=True,
    precedence=8,
    after=_OWNERS,
)
