"""Signs of causes in organisations and in the chain (O1-O8); the list itself is in `casekit.taxonomy`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from casekit.causes.sign import Look, Sign, itself, together
from casekit.continuity import MEETING, NO_MEETING, contacts
from casekit.knowledge.arrivals import BOTH_WAYS
from casekit.stalls.stall import Stall
from casekit.story import Step

__all__ = [
    "capacity", "conflicting_rules_targets", "exclusion_rule", "failed_handover", "it_registration", "no_case_lead",
    "no_feedback_loop", "silo_working",
]  # fmt: skip

HELPERS = 4
"""Fewer organisations can do without somebody in the lead; as many as for M1, fragmentation."""
DOMAINS = 3
FEW = 0.25
"""At most so many of the pairs of domains in contact with each other is few."""

BETWEEN = ("K04", "K06", "K07", "K08", "K09", "K10", "K11", "K12", "K16", "G2")
"""Kinds that somebody who holds the whole together could have seen coming: something between parties is left over."""

_LOST = frozenset({"no_response", "unknown"})
_PASSES_ON = frozenset({"referral", "handover"})
_FORM = {"K06a": "not_landed", "K06b": "late", "K06c": "not_reported", "K07": "circle", "K09": "lost"}
_REPORTS = frozenset({"question", "registration", "escalation", "consultation", "chase"})


def no_case_lead(look: Look) -> Iterator[Sign]:
    """O1: many helping organisations, and none that is in contact with half of the others, or has most contacts."""
    for stall in look.of_kind("M1"):
        if "spread" in stall.tags:
            yield itself("O1", stall, "fragmented", n=stall.details["parties"])
    helpers = {arrival.who: look.story.by_id[arrival.at] for arrival in look.helpers}
    n = len(helpers)
    links = _links(look, {who: who for who in helpers}, party=True)
    most = max((sum(who in link for link in links) for who in helpers), default=0)
    if n >= HELPERS and 2 * most < n - 1:
        values = {"n": n, "most": most}
        for stall in look.of_kind(*BETWEEN):
            yield Sign("O1", stall.key, "no_lead", together(helpers.values()), "case", values)


def silo_working(look: Look) -> Iterator[Sign]:
    """O2: helpers of several domains, with few of those domains in contact with each other."""
    first: dict[str, Step] = {}
    for contact in contacts(look.story, "person"):
        domain = _domain(look, contact.who)
        if domain is not None:
            first.setdefault(domain, contact.step)
    actors = {name: domain for name in look.story.actors if (domain := _domain(look, name)) in first}
    pairs = len(first) * (len(first) - 1) // 2
    linked = len(_links(look, actors))
    if len(first) >= DOMAINS and linked <= FEW * pairs:
        values = {"n": len(first), "linked": linked, "pairs": pairs}
        for stall in look.of_kind(*BETWEEN):
            yield Sign("O2", stall.key, "few_links", together(first.values()), "case", values)


def _domain(look: Look, actor: str) -> str | None:
    """The domain of an actor, or of its organisation; the resident's side has none."""
    found = look.story.actors.get(actor)
    if found is None or found.client_side:
        return None
    bodies = (body.domain for body in look.story.case.organisations if body.id == found.organisation)
    return found.domain or next(bodies, None)


def _links(look: Look, group: dict[str, str], *, party: bool = False) -> set[frozenset[str]]:
    """The pairs of groups whose members were in contact: `group` of each actor, or of each party."""
    linked: set[frozenset[str]] = set()
    for step in look.story.steps:
        if step.kind in NO_MEETING:
            continue
        ends = (step.sender, *step.receivers) if party else (step.t.from_, *step.t.to)
        all_met = combinations(ends, 2) if step.kind in MEETING else ((ends[0], other) for other in ends[1:])
        for one, other in all_met:
            if one in group and other in group and group[one] != group[other]:
                linked.add(frozenset({group[one], group[other]}))
    return linked


def failed_handover(look: Look) -> Iterator[Sign]:
    """O3: a referral or handover that did not arrive, not in full, or came back."""
    for stall in look.stalls:
        if stall.kind in _FORM:
            yield itself("O3", stall, _FORM[stall.kind])
    lost = {step.id for step in look.story.steps if step.kind in _PASSES_ON and step.t.outcome in _LOST}
    for stall, ids in look.signed(lost):
        if stall.kind not in _FORM:
            yield Sign("O3", stall.key, "no_result", ids)


def conflicting_rules_targets(look: Look) -> Iterator[Sign]:
    """O4: two actors set conditions that wait for each other, or say what cannot both hold."""
    for stall in look.of_kind("K13", "K12"):
        steps = [look.story.by_id[name] for name in stall.touchpoints]
        if stall.kind == "K12":
            if len({step.t.from_ for step in steps if not step.from_client}) > 1:
                yield itself("O4", stall, "say")
        elif "timing" not in stall.tags:
            imposing = {step.id: step for step in steps if look.story.imposed.get(step.id)}
            actors = {
                need.imposed_by or step.t.from_ for step in imposing.values() for need in look.story.imposed[step.id]
            }
            if len(actors) > 1:
                yield replace(itself("O4", stall, "ask"), touchpoints=together(imposing.values()))


def capacity(look: Look) -> Iterator[Sign]:
    """O5: a waiting list that the case states. That a party is slow in several cases is seen across cases only."""
    for stall in look.stalls:
        for hold in look.holds_at(stall, "capacity"):
            if not hold.actors or set(map(look.story.party, hold.actors)) & set(map(look.story.party, stall.actors)):
                yield Sign("O5", stall.key, "waiting_list", values={"hold": hold.label or hold.id})


def it_registration(look: Look) -> Iterator[Sign]:
    """O6: data lost, asked again inside one organisation, carried by the resident, or told by a system by itself."""
    for stall in look.stalls:
        around = {step.id: step for step in look.around(stall)}
        lost = str(stall.details.get("losses", ""))
        if stall.kind == "K09" and ("K10" in lost or "K11" in lost):
            yield itself("O6", stall, "lost")
        if stall.kind == "K10" and _had_it_itself(look, stall):
            yield itself("O6", stall, "again_inside")
        if stall.kind == "K12" and any(_by_itself(look, look.story.by_id[name]) for name in stall.touchpoints):
            yield itself("O6", stall, "by_itself")
        carried = [name for e in look.errands if e.what == "carried" and e.at in around for name in e.touchpoints]
        if carried:
            yield Sign("O6", stall.key, "carried", together(look.story.by_id[name] for name in carried))


def _had_it_itself(look: Look, stall: Stall) -> bool:
    """Whether what was asked again had reached the very organisation that asked."""
    asking = look.story.by_id[stall.at]
    before = (look.story.by_id[name] for name in stall.touchpoints)
    return any(step.place < asking.place and asking.sender in step.receivers for step in before)


def _by_itself(look: Look, step: Step) -> bool:
    """Whether a message came from a system, without anybody who wrote it."""
    found = look.story.actors.get(step.t.from_)
    return step.t.channel == "automatic" or (found is not None and found.kind == "system")


def exclusion_rule(look: Look) -> Iterator[Sign]:
    """O7: a refusal that comes with a requirement from a policy rule."""
    story = look.story
    refused = [step for step in story.by_kind["refusal"] if not step.from_client]
    by_policy = {s.id for s in refused if any(need.basis == "policy" for need in story.imposed.get(s.id, ()))}
    for stall, ids in look.signed(by_policy):
        yield Sign("O7", stall.key, "policy", ids)


def no_feedback_loop(look: Look) -> Iterator[Sign]:
    """O8: what one worker asked or told another, without an answer; or a referrer who heard nothing."""
    for stall in look.of_kind("K06c"):
        yield itself("O8", stall, "not_reported")
    for stall, silent in look.signed({step.id for step in look.story.steps if _no_reply(look, step)}):
        if stall.kind != "K06c":
            yield Sign("O8", stall.key, "no_reply", silent)


def _no_reply(look: Look, step: Step) -> bool:
    """Whether a worker told or asked another something, the record goes on, and nobody came back or acted on it.

    On the phone or in a meeting the answer may have been given there and then: only a record tells that it was not.
    """
    if step.kind not in _REPORTS or step.from_client or step.to_client:
        return False
    if step.t.outcome == "no_response":
        return True
    later = list(look.story.later(step))
    came = any(
        step.id in (*s.t.responds_to, *s.t.depends_on) or step.t.from_ in s.t.to
        for s in later
        if s.t.from_ in step.t.to and s.kind != "silence"
    )
    return bool(later) and not came and step.t.channel not in BOTH_WAYS
