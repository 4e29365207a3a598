"""K08, no man's land: the issue is open and nobody is at turn, longer than a grace period.

After a refusal, a closure, a handover that nobody accepted, or when two parties each say that it is the
other's. A referral that is not accepted yet is shared, not nobody's. Not a stall: solved, dropped by the
resident, or a coordinator at turn. The time to object to a refusal is a legitimate wait once the resident
was advised, by anyone.

Sources: De Jong, Dealing with Dysfunction; methods K08.
"""

from __future__ import annotations

from collections.abc import Iterator

from casekit.norms import threshold
from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.kind import Kind, nothing_missing
from casekit.stalls.stall import Stall
from casekit.turns import Turn

__all__ = ["KIND", "find"]

OBJECTION_DAYS = threshold("objection")


def find(e: Evidence) -> Iterator[Stall]:
    """The stretches in which an open issue was nobody's.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: gemeente > inwoner  afwijzing @0
    ... b: wijkteam > inwoner  gesprek   @30
    ... ''')
    >>> [(stall.verdict, stall.days) for stall in find(Evidence(case))]
    [('certain', Span(lo=30, hi=30))]
    """
    for issue in e.story.by_issue:
        for turn in e.turns[issue]:
            if turn.state == "nobody" and not _dropped(e, turn):
                yield from _unowned(e, turn)


def _dropped(e: Evidence, turn: Turn) -> bool:
    """Whether what followed shows that there was nothing left to own."""
    return turn.until is not None and turn.until.kind in ("solved", "withdrawal")


def _unowned(e: Evidence, turn: Turn) -> Iterator[Stall]:
    end = turn.until.span if turn.until is not None else e.seen_until(turn.since, turn.since.receivers, "K08")
    if end is None:
        return
    norm = e.threshold("K08")
    # Once the resident was advised, the clock starts when the time to object is over.
    free = OBJECTION_DAYS if _advised(e, turn) else 0
    days = e.net(turn.since.span.shift(free), end, turn.issue)
    found = verdict(days, norm.allowed)
    if found is None:
        return
    ids = (turn.since.id, turn.until.id) if turn.until is not None else (turn.since.id,)
    yield Stall(
        kind="K08",
        verdict=found,
        at=turn.since.id,
        touchpoints=ids,
        actors=e.story.actors_of((turn.since.id,)),
        issue=turn.issue,
        start=turn.since.span,
        end=end,
        days=days,
        norm=norm,
        tags=("absence",) if turn.until is not None else ("absence", "censored"),
    )


def _advised(e: Evidence, turn: Turn) -> bool:
    """Whether somebody advised the resident after a refusal, while it was nobody's."""
    if turn.since.kind != "refusal":
        return False
    for step in e.story.later(turn.since):
        if turn.until is not None and step.place >= turn.until.place:
            return False
        if step.kind == "advice" and step.to_client:
            return True
    return False


KIND = Kind(
    code="K08",
    group="handover",
    find=find,
    opportunity=lambda e: any(turn.state == "nobody" for turns in e.turns.values() for turn in turns),
    missing=nothing_missing,
    by_issue=True,
    precedence=4,
)
