"""K06, a referral loop that stays open: referred, and it did not land, landed late, or nobody reported back.

K06a, not landed: within the landing norm (28 days) no contact between the receiving organisation and the
resident, and no rejection. K06b, landed late. K06c, landed, the referrer needed to know, and heard nothing.
Acceptance without contact is not landing; a place on a waiting list with a date is a promise (K03); "you
could call X" without a referral is information. Between teams of one organisation it is the team that
has to make contact, not the organisation.

Sources: closed-loop referral literature; control action not provided (CAST); methods K06.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isinf

from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.kind import Kind, nothing_missing
from casekit.stalls.recorded import silent_after
from casekit.stalls.stall import NormUse, Stall, Verdict
from casekit.story import CLIENT, REQUESTS, Step
from casekit.when import Span

__all__ = ["KIND", "find"]

_NO_CONTACT = frozenset({"not_reached", "no_show", "silence", "lookup"})
_DECLINES = frozenset({"withdrawal", "refusal", "no_show"})
_REJECTS = frozenset({"refusal", "referral"})


@dataclass(frozen=True, slots=True)
class _Target:
    """Whom a referral is to: a party, or within one organisation the actors (teams) it names."""

    party: str
    teams: frozenset[str]

    def sent(self, step: Step) -> bool:
        """Whether a touchpoint comes from there."""
        return step.t.from_ in self.teams if self.teams else step.sender == self.party

    def got(self, step: Step) -> bool:
        """Whether a touchpoint goes there."""
        return bool(self.teams & set(step.t.to)) if self.teams else self.party in step.receivers


def find(e: Evidence) -> Iterator[Stall]:
    """The referrals that did not land, landed late, or were not reported back on.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: wijkteam > schuldhulp verwijzing @0
    ... b: schuldhulp > inwoner  gesprek    @40
    ... ''')
    >>> [(stall.kind, stall.verdict, stall.days) for stall in find(Evidence(case))]
    [('K06b', 'certain', Span(lo=40, hi=40))]
    """
    for step in e.story.by_kind["referral"]:
        for party in step.receivers:
            if party != CLIENT:
                teams = (name for name in step.t.to if party == step.sender == e.story.party(name))
                target = _Target(party, frozenset(teams))
                if not _ended(e, step, target):
                    yield from _followed(e, step, target)


def _ended(e: Evidence, step: Step, target: _Target) -> bool:
    """Whether the referral ended otherwise: declined, sent on, or turned into a promise with a date."""
    if step.t.outcome in ("done", "rejected", "referred_on"):
        return True
    for reply in e.story.replies.get(step.id, ()):
        if reply.from_client and reply.kind in _DECLINES:
            return True
        if target.sent(reply) and reply.kind in ("promise", "receipt") and (reply.t.due or reply.t.promise):
            return True
    return False


def _followed(e: Evidence, step: Step, target: _Target) -> Iterator[Stall]:
    norm = e.norm_for(step, "K06") or e.threshold("K06")
    landed, rejected = _landing(e, step, target)
    if rejected is not None:
        yield from _late(e, "K06a", step, target, rejected, norm, ())
    elif landed is None or step.t.outcome == "no_response":
        yield from _not_landed(e, step, target, norm, landed)
    elif step.t.outcome == "postponed" or silent_after(e, step):
        by_date = tuple(_late(e, "K06b", step, target, landed, norm, ()))
        days = e.story.wait(step.span, landed.span)
        yield from by_date or (
            _stall(e, "K06b", "possible", step, target, (landed,), landed.span, days, None, ("order",)),
        )
    else:
        linked = step.id in landed.t.responds_to
        tags = () if linked else ("inferred_link", "other_route") if landed.from_client else ("inferred_link",)
        yield from _late(e, "K06b", step, target, landed, norm, tags)
        yield from _no_feedback(e, step, target, landed, norm)


def _landing(e: Evidence, step: Step, target: _Target) -> tuple[Step | None, Step | None]:
    """The first contact with the resident's side after the referral; or the rejection, where that came first."""
    for later in e.story.later(step):
        if target.sent(later) and later.kind in _REJECTS:
            linked = step.id in later.t.responds_to
            if linked or (later.kind == "refusal" and (later.to_client or step.sender in later.receivers)):
                return None, later
        if later.kind in _NO_CONTACT:
            continue
        reached = target.sent(later) and later.to_client
        came = later.from_client and target.got(later)
        if reached or (came and (later.kind not in REQUESTS or _met(e, later, target))):
            return later, None
    return None, None


def _met(e: Evidence, request: Step, target: _Target) -> bool:
    """Whether a resident who came by another route was answered there: knocking alone is no landing."""
    if request.t.outcome == "done":
        return True
    return any(target.sent(reply) and reply.kind != "silence" for reply in e.story.replies.get(request.id, ()))


def _late(
    e: Evidence, kind: str, step: Step, target: _Target, until: Step, norm: NormUse, tags: tuple[str, ...]
) -> Iterator[Stall]:
    """Landed, or rejected, after the norm; order alone does not show how long it took."""
    days = e.net(step.span, until.span, step.issue, target.party)
    found = verdict(days, norm.allowed)
    if found == "certain" or (found == "possible" and e.dated(step) and e.dated(until)):
        yield _stall(e, kind, found, step, target, (until,), until.span, days, norm, tags)


def _not_landed(e: Evidence, step: Step, target: _Target, norm: NormUse, landed: Step | None) -> Iterator[Stall]:
    end = e.seen_until(step, (target.party,), "K06", (CLIENT,))  # not landed: no contact between these two
    around = _comes_back(e, step, target)
    if landed is None and end is not None and not isinf(end.hi) and not isinf(step.span.lo):
        days = e.net(step.span, end, step.issue, target.party)
        found = verdict(days, norm.allowed)
        if found is not None:
            yield _stall(e, "K06a", found, step, target, around, end, days, norm, ("absence", "censored"))
            return
    if (
        step.t.outcome in ("no_response", "postponed")
        or silent_after(e, step)
        or (around and end is not None and isinf(end.hi))
    ):
        until = around[0].span if around else Span(step.span.lo, e.story.end)
        days = e.story.wait(step.span, until)
        yield _stall(e, "K06a", "possible", step, target, around, until, days, None, ("order",))


def _comes_back(e: Evidence, step: Step, target: _Target) -> tuple[Step, ...]:
    """Who came back on the referral: the referrer or the resident's side, in reply to it or to the same party."""
    for later in e.story.later(step):
        back = later.sender == step.sender or later.from_client
        asks = later.kind in ("chase", "escalation") or (later.kind == "referral" and later.sender == step.sender)
        if back and asks and (step.id in later.t.responds_to or target.got(later)):
            return (later,)
    return ()


def _no_feedback(e: Evidence, step: Step, target: _Target, landed: Step, norm: NormUse) -> Iterator[Stall]:
    """K06c: the referrer stayed involved, and the receiving side told it nothing within the norm after landing."""
    if step.from_client:
        return
    involved: Step | None = None
    heard: Step | None = None
    for later in e.story.later(step):
        if target.sent(later) and (step.t.from_ in later.t.to if target.teams else step.sender in later.receivers):
            heard = later
            break
        mine = later.t.from_ == step.t.from_ if target.teams else later.sender == step.sender
        if mine and involved is None:
            if later.kind == "closure":
                return  # the referrer was done, and needed to know nothing
            if later.place > landed.place:
                involved = later
    if involved is None:
        return
    end = heard.span if heard is not None else e.seen_until(step, (target.party,), "K06")
    if end is None or isinf(end.hi):
        return
    days = e.net(landed.span, end, step.issue, target.party)
    found = verdict(days, norm.allowed)
    dated = e.dated(landed) and (heard is None or e.dated(heard))
    if found == "certain" or (found == "possible" and dated):
        others = (landed, involved) if heard is None else (landed, involved, heard)
        tags = ("absence", "censored") if heard is None else ()
        yield _stall(e, "K06c", found, step, target, others, end, days, norm, tags, landed.span)


def _stall(
    e: Evidence,
    kind: str,
    found: Verdict,
    step: Step,
    target: _Target,
    others: tuple[Step, ...],
    end: Span,
    days: Span,
    norm: NormUse | None,
    tags: tuple[str, ...],
    start: Span | None = None,
) -> Stall:
    ids = tuple(dict.fromkeys((step.id, *(other.id for other in others))))
    return Stall(
        kind=kind,
        verdict=found,
        at=step.id,
        touchpoints=ids,
        actors=e.story.actors_of((step.id,)),
        issue=step.issue,
        start=start or step.span,
        end=end,
        days=days,
        clock=target.party,
        norm=norm,
        tags=tags,
    )


KIND = Kind(
    code="K06",
    group="handover",
    find=find,
    opportunity=lambda e: bool(e.story.by_kind["referral"]),
    missing=nothing_missing,
    by_issue=True,
    precedence=3,
)
