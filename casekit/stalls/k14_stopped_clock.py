"""K14, a stopped clock: the term stood still on a request for documents that was not in order.

Three variants: (a) all that was asked was already there; (b) a later ask for what stood on the standard list
at the first one; (c) the first ask came when more than half of the decision term had passed. A legal
suspension does not mend it: the days are the organisation's own. One stall per ask; where more variants
apply, the first names it and the others are tags.

A first ask that is prompt and needed is the resident's turn; a new fact explains a new ask.

Sources: Awb 4:5 and 4:15; sludge; methods K14.
"""

from __future__ import annotations

from collections.abc import Iterator

from casekit.asks import LATE_SHARE, Ask, asks_of, changed_between
from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.kind import Kind
from casekit.stalls.stall import NormUse, Stall, Verdict
from casekit.story import Step
from casekit.when import Span

__all__ = ["KIND", "find"]


def find(e: Evidence) -> Iterator[Stall]:
    """The asks that stopped a clock and should not have.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: inwoner > gemeente  aanvraag        @0 shares=loonstrook
    ... b: gemeente > inwoner  verzoek_stukken @10 asks=loonstrook
    ... c: inwoner > gemeente  levering        @20 re=b shares=loonstrook
    ... ''')
    >>> [(stall.kind, stall.days) for stall in find(Evidence(case))]
    [('K14a', Span(lo=10, hi=10))]
    """
    for ask in asks_of(e.story):
        application = ask.application
        if application is None:
            continue  # no term was running
        found: dict[str, Verdict] = dict.fromkeys(ask.doubts, "possible")
        found |= {fault: "certain" for fault in ask.faults if fault != "c"}
        late = _late(e, ask, application)
        if late is not None:
            found["c"] = late[0]
        if found:
            yield _stall(e, ask, application, found, late[1] if late is not None else None)


def _late(e: Evidence, ask: Ask, application: Step) -> tuple[Verdict, NormUse] | None:
    """Whether the first ask came after half of the decision term, with that half as the norm."""
    if ask.first is not None:
        return None
    if any(changed_between(e.story, application, ask.step, item) for item in ask.step.t.asks):
        return None
    term = e.norm_for(application, "term")
    if term is None or not (e.bounded(application.span) and e.bounded(ask.step.span)):
        return None
    half = Span(term.allowed.lo * LATE_SHARE, term.allowed.hi * LATE_SHARE)
    found = verdict(e.net(application.span, ask.step.span, ask.step.issue, ask.step.sender), half)
    if found is None or (found == "possible" and not (e.dated(application) and e.dated(ask.step))):
        return None
    return found, NormUse(term.id, term.rung, half, term.article)


def _stall(e: Evidence, ask: Ask, application: Step, found: dict[str, Verdict], half: NormUse | None) -> Stall:
    variant = min(found, key=lambda fault: (found[fault] != "certain", fault))
    by_order = (ask.step.place, ask.step.id)
    around = {
        "a": [(e.story.by_id[name].place, name) for name in ask.held.values()],
        "b": [(ask.first.place, ask.first.id)] if ask.first else [],
        "c": [],
    }
    ids = sorted(
        {(application.place, application.id), by_order, *(pair for fault in found for pair in around[fault])}
    )
    touchpoints = tuple(name for _, name in ids)
    start, end, norm = ask.step.span, ask.delivery.span if ask.delivery else ask.step.span, None
    # Not net: the very stop that would be subtracted is what is measured here.
    days = e.story.wait(start, end)
    if variant == "c":
        start, end, norm = application.span, ask.step.span, half
        days = e.net(start, end, ask.step.issue, ask.step.sender)
    labels = e.story.item_labels
    items = {"a": ask.step.t.asks, "b": ask.new_standard, "c": ask.step.t.asks}[variant]
    tags = [f"also_{fault}" for fault in sorted(found) if fault != variant]
    return Stall(
        kind=f"K14{variant}",
        verdict=found[variant],
        at=ask.step.id,
        touchpoints=touchpoints,
        actors=e.story.actors_of(touchpoints),
        issue=ask.step.issue,
        start=start,
        end=end,
        days=days,
        clock=ask.step.sender,
        norm=norm,
        tags=(*tags, "short_repair") if ask.short else tuple(tags),
        details={"items": ", ".join(labels.get(item, item) for item in items)},
    )


def _missing(e: Evidence) -> tuple[str, ...]:
    """Variants a and b need what was asked and shared, c a term; missing is what would let more be seen."""
    asks = asks_of(e.story)
    first_on_time = any(
        ask.application is not None
        and ask.first is None
        and e.dated(ask.application)
        and e.dated(ask.step)
        and e.norm_for(ask.application, "term") is not None
        for ask in asks
    )
    if first_on_time:
        return ()
    coded = {
        "asks": any(ask.step.t.asks for ask in asks),
        "shares": any(step.t.shares for step in e.story.steps) or any(item.standard_for for item in e.case.items),
    }
    return tuple(field for field, there in coded.items() if not there)


KIND = Kind(
    code="K14",
    group="access",
    find=find,
    opportunity=lambda e: any(ask.application is not None for ask in asks_of(e.story)),
    missing=_missing,
)
