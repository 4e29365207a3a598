"""K10, asking again: the resident is asked for what had already been given, and still held.

The organisation is the unit: what reached one desk reached it. Among municipalities and benefit agencies the
chain is the unit for items that they may share (the once-only rule). It is no stall when the item had
expired or changed, when the copy could not be used and that was said, or when a law makes this party check
for itself.

Where nobody coded which items were asked and shared, order can show it, and then it is possible at most: the
same party asks for documents again after its ask was answered, or what was brought comes back and has to be
brought again for the same ask.

Sources: once-only in the work and income chain (Stb. 2007, 555); methods K10.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from casekit.asks import Sure, asks_of, delivery_of, held_at, only_spoken
from casekit.stalls.evidence import Evidence
from casekit.stalls.kind import Kind
from casekit.stalls.stall import Stall
from casekit.story import Step

__all__ = ["KIND", "find"]

_ONCE_ONLY = frozenset({"municipality", "benefits_agency"})


def find(e: Evidence) -> Iterator[Stall]:
    """The asks for what had been given before; one stall per ask, with all its repeated items.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: inwoner > gemeente  aanvraag        shares=loonstrook
    ... b: gemeente > inwoner  verzoek_stukken asks=loonstrook
    ... ''')
    >>> [(stall.at, stall.touchpoints, stall.verdict) for stall in find(Evidence(case))]
    [('b', ('a', 'b'), 'certain')]
    """
    deliveries = {ask.step.id: ask.delivery for ask in asks_of(e.story)}
    chains = _chains(e)
    for step in _asking(e):
        again = {}
        for item in dict.fromkeys(step.t.asks):
            had = None if _by_law(e, step, item) else _had(e, step, item, chains)
            if had is not None:
                again[item] = had
        if again:
            delivery = deliveries[step.id] if step.id in deliveries else delivery_of(e.story, step)
            yield _stall(e, step, again, delivery)
    yield from _shown_by_order(e)


def _shown_by_order(e: Evidence) -> Iterator[Stall]:
    """Second rounds of asking and bringing, where the items are not coded."""
    rounds: dict[tuple[str, str], tuple[Step, Step]] = {}
    told: set[tuple[str, str]] = set()
    for step in e.story.steps:
        about = (step.sender, step.issue)
        if step.kind == "document_request" and step.to_client and not step.t.asks:
            if about in rounds and about not in told:
                told.add(about)
                yield _second_round(e, step, (*rounds[about], step), "asked_again")
            yield from _brought_again(e, step)
        for ask in _answered_asks(e, step):
            rounds[ask.sender, ask.issue] = (ask, step)


def _answered_asks(e: Evidence, step: Step) -> Iterator[Step]:
    """The asks without items that a delivery without items answers."""
    if step.kind == "delivery" and not step.t.shares:
        for earlier in (e.story.by_id[name] for name in step.t.responds_to):
            if earlier.kind == "document_request" and earlier.to_client and not earlier.t.asks:
                yield earlier


def _brought_again(e: Evidence, ask: Step) -> Iterator[Stall]:
    """One ask that was answered twice, with word from an organisation on the first answer in between."""
    brought = [reply for reply in e.story.replies.get(ask.id, ()) if reply.kind == "delivery"]
    for first, second in pairwise(sorted(brought, key=lambda reply: reply.place)):
        answers = e.story.replies.get(first.id, ())
        back = [reply for reply in answers if reply.to_client and reply.place < second.place]
        if back:
            yield _second_round(e, back[0], (ask, first, back[0], second), "brought_again")
            return


def _second_round(e: Evidence, at: Step, steps: tuple[Step, ...], tag: str) -> Stall:
    ids = tuple(step.id for step in steps)
    return Stall(
        kind="K10",
        verdict="possible",
        at=at.id,
        touchpoints=ids,
        actors=e.story.actors_of(ids),
        issue=at.issue,
        start=at.span,
        end=steps[-1].span,
        days=e.story.wait(at.span, steps[-1].span),
        tags=(tag, "order", "ambiguous_link"),
    )


def _asking(e: Evidence) -> Iterator[Step]:
    return (step for step in e.story.steps if step.t.asks and step.to_client and not step.from_client)


def _chains(e: Evidence) -> dict[str, list[str]]:
    """Per item that may be shared: the parties of the chain that count as one."""
    chain = [party for party in e.story.parties if e.story.party_kind(party) in _ONCE_ONLY]
    return {item.id: chain for item in e.case.items if item.share_basis}


def _had(e: Evidence, step: Step, item: str, chains: dict[str, list[str]]) -> tuple[Step, Sure, bool] | None:
    """The touchpoint that had brought the item, how surely it still held, and whether it was in the chain."""
    own = held_at(e.story, step.sender, step, item)
    if own is not None and own[1] == "certain":
        return (*own, False)
    chain = chains.get(item, ())
    for party in chain if step.sender in chain else ():
        other = held_at(e.story, party, step, item) if party != step.sender else None
        if other is not None and (own is None or other[1] == "certain"):
            return (*other, True)
    return (*own, False) if own is not None else None


def _by_law(e: Evidence, step: Step, item: str) -> bool:
    """Whether a law makes who asks check this item for itself, with this very ask."""
    return any(
        requirement.basis == "law" and any(item in way.needs for way in requirement.alternatives)
        for requirement in e.story.imposed.get(step.id, ())
    )


def _stall(e: Evidence, step: Step, again: dict[str, tuple[Step, Sure, bool]], delivery: Step | None) -> Stall:
    before = sorted({had.place: had for had, _, _ in again.values()}.values(), key=lambda had: had.place)
    ids = (*(had.id for had in before), step.id)
    waited = delivery is not None and set(step.t.asks) <= set(again)
    end = delivery.span if delivery is not None and waited else step.span
    tags = ["chain"] if any(in_chain for _, _, in_chain in again.values()) else []
    if any(only_spoken(had) or had.t.link_basis == "inferred" for had in before):
        tags.append("inferred_link")
    labels = e.story.item_labels
    return Stall(
        kind="K10",
        verdict="certain" if any(sure == "certain" for _, sure, _ in again.values()) else "possible",
        at=step.id,
        touchpoints=ids,
        actors=e.story.actors_of(ids),
        issue=step.issue,
        start=step.span,
        end=end,
        days=e.story.wait(step.span, end),
        tags=tuple(tags),
        details={"items": ", ".join(labels.get(item, item) for item in again)},
    )


def _missing(e: Evidence) -> tuple[str, ...]:
    found = {"asks": any(True for _ in _asking(e)), "shares": any(step.t.shares for step in e.story.steps)}
    return tuple(field for field, coded in found.items() if not coded)


def _opportunity(e: Evidence) -> bool:
    return any(step.to_client and not step.from_client for step in e.story.by_kind["document_request"]) or any(
        True for _ in _asking(e)
    )


KIND = Kind(
    code="K10",
    group="information",
    find=find,
    opportunity=_opportunity,
    missing=_missing,
)
