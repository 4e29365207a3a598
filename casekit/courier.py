"""The resident as courier: what the resident's side carried from one organisation to another.

Three kinds of errand, each an act of the resident's side towards an organisation B:

- *fetched*: B had asked the resident for an item, and the resident turned to another party C for it while B was
  still waiting. It bites at the turn to C; what brought the item to B afterwards belongs to it.
- *sent on* ("u moet daar zijn"): A sent the resident on, and the resident turned to B with the question (the hops
  of K07, of which the resident walked the last part).
- *carried*: the resident brought B an item that another party A had already, still valid.

No errand (null cases): B had the item itself (that is K10, asking again); A and B are one organisation; the item
had lapsed or changed since A had it; A referred to B itself, so that the question went along; the resident did
not consent to sharing; a refusal that sends nobody anywhere; who acts for the resident is the resident's side.

*Certain* where the case states the link, or where A might pass the item on (it has a basis for sharing, or A did
not have it from the resident only) and it surely still held; *possible* otherwise. It is no reproach: bringing
something oneself can be quicker, or one's own choice. One act counts once, whatever it carried.

Sources: informational continuity (Haggerty et al. 2003); K07 and K10 of the methods; methods 4.4 (no consent).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from casekit.asks import held_at, validity
from casekit.knowledge import Learned, documented
from casekit.stalls.circumstances import no_consent
from casekit.stalls.k07_referral_loop import between_parties
from casekit.stalls.stall import Verdict
from casekit.story import CLIENT, Step, Story

__all__ = ["Courier", "Errand", "courier"]

What = Literal["fetched", "sent_on", "carried"]


@dataclass(frozen=True, slots=True)
class Errand:
    """One act by which the resident's side carried something between two parties.

    `at` is that act; `source` the party where it came from and `target` the one it was for (for "fetched" the
    party that has it, and the one that asked); `touchpoints` all evidence in order, `at` included.
    """

    what: What
    at: str
    source: str
    target: str
    items: tuple[str, ...]
    issue: str
    touchpoints: tuple[str, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Courier:
    """The errands of a case in order, and the fields that stand nowhere, without which items cannot be seen."""

    errands: tuple[Errand, ...]
    missing: tuple[str, ...]


def courier(story: Story) -> Courier:
    """What the resident's side carried between organisations. Order is enough; dates are not needed.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> story = tell(case_of('''
    ... a: gemeente > inwoner   verzoek_stukken asks=huurcontract
    ... b: inwoner > verhuurder vraag           asks=huurcontract
    ... c: verhuurder > inwoner levering        shares=huurcontract
    ... d: inwoner > gemeente   levering        shares=huurcontract
    ... '''))
    >>> [(errand.what, errand.at, errand.touchpoints) for errand in courier(story).errands]
    [('fetched', 'b', ('a', 'b', 'd'))]
    """
    found: dict[str, Errand] = {}
    brought: set[tuple[str, str]] = set()
    for errand in _fetched(story):
        found.setdefault(errand.at, errand)
        brought |= {(name, item) for name in errand.touchpoints for item in errand.items}
    for errand in (*_sent_on(story), *_carried(story, brought)):
        found.setdefault(errand.at, errand)
    seen = {
        "asks": any(step.t.asks for step in story.steps),
        "shares": any(step.t.shares for step in story.steps),
    }
    return Courier(
        errands=tuple(sorted(found.values(), key=lambda errand: story.by_id[errand.at].place)),
        missing=tuple(field for field, coded in seen.items() if not coded),
    )


def _fetched(story: Story) -> Iterator[Errand]:
    """The turns to another party for what an organisation asked and did not have yet."""
    waiting: dict[tuple[str, str], Step] = {}
    for step in story.steps:
        if step.to_client and not step.from_client:
            waiting |= {(step.sender, item): step for item in step.t.asks}
        elif step.from_client:
            for asker, item in list(waiting):
                if asker in step.receivers and item in step.t.shares:
                    del waiting[asker, item]
            for target in dict.fromkeys(asker for asker, _ in waiting):
                items = tuple(item for item in dict.fromkeys(step.t.asks) if (target, item) in waiting)
                sources = [party for party in step.receivers if party not in (target, CLIENT)]
                if items and sources and not _own_side(story, sources[0]):
                    ask = waiting[target, items[0]]
                    yield _fetch(story, ask, step, sources[0], items)


def _fetch(story: Story, ask: Step, step: Step, source: str, items: tuple[str, ...]) -> Errand:
    brings = (
        later
        for later in story.steps[step.place + 1 :]
        if later.from_client and ask.sender in later.receivers and set(items) & set(later.t.shares)
    )
    bring = next(brings, None)
    linked = ask.id in (*step.t.depends_on, *step.t.responds_to) or ask.issue == step.issue
    return Errand(
        what="fetched",
        at=step.id,
        source=source,
        target=ask.sender,
        items=items,
        issue=step.issue,
        touchpoints=(ask.id, step.id, *((bring.id,) if bring is not None else ())),
        verdict="certain" if linked else "possible",
    )


def _sent_on(story: Story) -> Iterator[Errand]:
    """The times that the resident went with a question where somebody had sent the resident."""
    for steps in story.by_issue.values():
        for hops in between_parties(steps).values():
            for hop in hops:
                act, step = hop.steps[0], hop.steps[-1]
                if len(hop.steps) == 2 and step.from_client and not _own_side(story, hop.target):
                    linked = act.id in (*step.t.depends_on, *step.t.responds_to)
                    yield Errand(
                        what="sent_on",
                        at=step.id,
                        source=hop.source,
                        target=hop.target,
                        items=(),
                        issue=step.issue,
                        touchpoints=(act.id, step.id),
                        verdict="certain" if linked else "possible",
                    )


def _carried(story: Story, brought: set[tuple[str, str]]) -> Iterator[Errand]:
    """What the resident brought to one party while another had it; not what belongs to an errand already."""
    learned = documented(story, by_party=True)
    may_share = {item.id for item in story.case.items if item.share_basis}
    holders: dict[str, list[str]] = {}
    for party, item in learned:
        if party != CLIENT and not _own_side(story, party):
            holders.setdefault(item, []).append(party)
    for step in story.steps:
        if not step.from_client or step.t.outcome == "rejected" or step.kind == "not_reached":
            continue
        for target in step.receivers:
            if target == CLIENT or _own_side(story, target):
                continue
            items = [item for item in dict.fromkeys(step.t.shares) if (step.id, item) not in brought]
            had = {item: found for item in items if (found := _had(story, learned, holders, step, target, item))}
            if had:
                yield _carry(story, step, target, had, may_share)


_Had = tuple[str, Step, Verdict, bool]
"""Who had an item, the touchpoint that shows it, how sure it still held, and whether it came from the resident."""


def _had(
    story: Story, learned: Learned, holders: dict[str, list[str]], step: Step, target: str, item: str
) -> _Had | None:
    """The first party that had the item already, one that had it not from the resident before others."""
    if held_at(story, target, step, item) is not None or no_consent(story, step, item):
        return None
    best: _Had | None = None
    for party in holders.get(item, ()):
        before = [shown for shown in learned[party, item] if shown.place < step.place]
        sure = validity(story, before[-1], step, item) if before and party != target else None
        if sure is not None:
            found = (party, before[-1], sure, before[0].from_client)
            if best is None or (found[3], found[2]) < (best[3], best[2]):  # "certain" comes before "possible"
                best = found
    return best


def _carry(story: Story, step: Step, target: str, had: dict[str, _Had], may_share: set[str]) -> Errand:
    shown = sorted({found[1].place: found[1].id for found in had.values()}.items())
    sure = any(found[2] == "certain" and (item in may_share or not found[3]) for item, found in had.items())
    return Errand(
        what="carried",
        at=step.id,
        source=next(iter(had.values()))[0],
        target=target,
        items=tuple(had),
        issue=step.issue,
        touchpoints=(*(name for _, name in shown), step.id),
        verdict="certain" if sure else "possible",
    )


def _own_side(story: Story, party: str) -> bool:
    """Whether a party acts for the resident: what goes through it stays on the resident's side."""
    return any(actor.client_side for name, actor in story.actors.items() if story.party(name) == party)
