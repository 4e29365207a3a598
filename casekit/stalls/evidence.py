"""What a kind of stall may look at: the story, net waits, norms, and what the sources could have seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cached_property
from math import inf, isinf

from casekit.case import Case, Norm
from casekit.critical import Leg, critical_path
from casekit.graph import event_graph
from casekit.norms import allowed_days, find_norm, norms_for, threshold
from casekit.stalls.stall import NormUse, Stall, Verdict
from casekit.story import CLIENT, Step, Story, tell
from casekit.turns import Turn, turns
from casekit.waits import Waits
from casekit.when import Span, parse_moment

__all__ = ["Evidence", "verdict"]

_RUNG = {"promise": 1, "law": 2, "policy": 2, "service": 3, "practice": 3, "reference": 4, "claim": 4}


def verdict(days: Span, allowed: Span) -> Verdict | None:
    """Certain when even the fewest days exceed what is allowed; possible when the most days do (methods 4.2).

    >>> verdict(Span(20, 40), Span(28, 28)), verdict(Span(30, 40), Span(28, 28)), verdict(Span(3, 9), Span(28, 28))
    ('possible', 'certain', None)
    """
    if days.lo > allowed.hi:
        return "certain"
    return "possible" if days.hi > allowed.lo else None


class Evidence:
    """The ground that all kinds stand on, worked out once per case.

    `factor` multiplies every norm (sensitivity, methods 5.2); `terms` gives clocks another term, in days, by the
    id of their norm (what if, methods 6.3), and `used` has the ids of all that a clock was held against. `found`
    holds the stalls of the kinds that went before.
    """

    def __init__(self, case: Case, factor: float = 1.0) -> None:
        self.case = case
        self.factor = factor
        self.terms: Mapping[str, int] = {}
        self.used: set[str] = set()
        self.story: Story = tell(case)
        self.waits = Waits(self.story)
        self.found: dict[str, list[Stall]] = defaultdict(list)
        self.unseen: set[str] = set()

    def with_factor(self, factor: float) -> Evidence:
        """The same ground with other norms: what does not hang on norms is not worked out again."""
        other = self._afresh()
        other.factor = factor
        return other

    def with_terms(self, terms: Mapping[str, int]) -> Evidence:
        """The same ground with another term for some clocks."""
        other = self._afresh()
        other.terms = dict(terms)
        return other

    def _afresh(self) -> Evidence:
        other = copy(self)
        other.found, other.unseen, other.used = defaultdict(list), set(), set()
        return other

    # -- norms ----------------------------------------------------------------------------------

    @cached_property
    def norms(self) -> tuple[Norm, ...]:
        """The norms that may apply: those of the case, then the library."""
        return norms_for(self.case)

    def norm_for(self, step: Step, stall: str) -> NormUse | None:
        """How many days the receiver of a request has, by the ladder of methods 4.3; None without a norm.

        A due date of its own goes first. A new date that the other side announced before the old one
        had passed moves it (Awb 4:14).
        """
        rule = None if step.t.due else self._rule_for(step, stall)
        return self._own_due(step, rule) or rule

    def _rule_for(self, step: Step, stall: str) -> NormUse | None:
        receiver = next((party for party in step.receivers if party != CLIENT), None)
        norm = find_norm(
            self.norms,
            act=step.kind,
            procedure=self.story.procedure(step.issue),
            organisation=receiver,
            organisation_kind=self.story.party_kind(receiver) if receiver else None,
            when=step.span,
            day0=self.story.time.day0,
            stall=stall,
        )
        return None if norm is None else self.held(norm, step)

    def held(self, norm: Norm, step: Step, *, answered: bool = False) -> NormUse:
        """How many days a norm allows after an act; where it bounds the answer, a date that was named goes first."""
        allowed = allowed_days(norm, step.span, self.story.time.day0)
        rule = self.term(norm.id, _RUNG.get(norm.basis, 3), allowed, norm.article)
        return (self._own_due(step, rule) if answered else None) or rule

    def _own_due(self, step: Step, rule: NormUse | None) -> NormUse | None:
        text, basis = step.t.due, step.t.due_basis
        limit = step.span.hi + rule.allowed.hi if rule is not None else inf
        for reply in self.story.replies.get(step.id, ()):
            new = None if self.story.same_side(reply, step) else self._new_date(reply)
            if new and reply.span.lo <= (self.story.time.place(text).hi if text else limit):
                text, basis = new, reply.t.due_basis
        moment = parse_moment(text)
        if moment is None or moment.form == "order":
            return None
        due = self.story.time.place(text)
        # A due date stands still when the start moves: the later the start, the fewer the days.
        allowed = Span(max(0, due.lo - step.span.lo), max(0, due.hi - step.span.hi))
        return self.term(f"due:{step.id}", _RUNG.get(basis or "promise", 1), allowed, None)

    def _new_date(self, reply: Step) -> str | None:
        """The date that a reply names for the answer: a notice by itself, a promise when the asking side agreed."""
        if reply.kind in ("message", "appointment"):
            return reply.t.due
        own = (reply.t.promise.due if reply.t.promise else None) or reply.t.due
        return own if reply.kind in ("promise", "receipt") and self.accepted(reply) else None

    def accepted(self, step: Step) -> bool:
        """Whether the other side agreed to what a step offers."""
        replies = self.story.replies.get(step.id, ())
        return any(reply.kind in ("acceptance", "answer") and reply.sender != step.sender for reply in replies)

    def threshold(self, kind: str) -> NormUse:
        """The kit's own default of a kind, in days (methods 5.0)."""
        days = threshold(kind)
        return self.term(f"default:{kind}", 3, Span(days, days), None)

    def term(self, name: str, rung: int, allowed: Span, article: str | None = None) -> NormUse:
        """The days that a clock has: those of its norm, unless it is asked what another term would do."""
        self.used.add(name)
        if name in self.terms:
            return NormUse(name, rung, Span(self.terms[name], self.terms[name]), article)
        return NormUse(name, rung, Span(allowed.lo * self.factor, allowed.hi * self.factor), article)

    # -- time -----------------------------------------------------------------------------------

    def dated(self, step: Step) -> bool:
        """Whether a touchpoint carries a time of its own, however rough; otherwise only its order is known."""
        moment = parse_moment(step.t.when)
        return moment is not None and moment.form != "order"

    def net(self, first: Span, last: Span, issue: str, party: str | None = None) -> Span:
        """Net days between two moments, for a party's clock."""
        return self.waits.net(first, last, issue, party)

    # -- what the sources could have seen ---------------------------------------------------------

    @cached_property
    def _covered(self) -> dict[str, list[Span]]:
        covered: dict[str, list[Span]] = defaultdict(list)
        place = self.story.time.place
        for row in self.case.coverage:
            covered[self.story.party(row.actor)].append(Span(place(row.from_).lo, place(row.until).hi))
        return covered

    @property
    def assumes_coverage(self) -> bool:
        """Whether the case does not say what its sources cover, so that absence counts."""
        return not self.case.coverage

    @property
    def assumes_end(self) -> bool:
        """Whether the end of the observed period is taken to be the last touchpoint."""
        return self.case.observed is None or self.case.observed.until is None

    def end(self) -> Span:
        """The end of the observed period as a moment."""
        return Span(self.story.end, self.story.end)

    def seen_until(
        self, step: Step, parties: Iterable[str], kind: str, others: Iterable[str] | None = None
    ) -> Span | None:
        """Until when an act of these parties would have been recorded; None when it could not be seen.

        The record of the silent side counts first, then that of the other side: `others`, else who made
        the step. Without coverage in the
        case, absence counts until the end of the observed period (an assumption).
        """
        if self.assumes_coverage:
            return self.end()
        for side in (tuple(parties), (step.sender,) if others is None else tuple(others)):
            ends = [
                span.hi
                for party in side
                for span in self._covered.get(party, ())
                if span.lo <= step.span.hi and span.hi >= step.span.lo
            ]
            if ends:
                last = min(max(ends), self.story.end)
                return Span(last, last)
        self.unseen.add(kind)
        return None

    def own_record(self, party: str, span: Span) -> bool:
        """Whether the party's own file covers these days."""
        place = self.story.time.place
        files = {
            s.id
            for s in self.case.sources
            if s.kind == "file" and s.perspective is not None and self.story.party(s.perspective) == party
        }
        return any(
            row.source in files and place(row.from_).lo <= span.lo and place(row.until).hi >= span.hi
            for row in self.case.coverage
        )

    # -- what drove the case ----------------------------------------------------------------------

    @cached_property
    def paths(self) -> tuple[tuple[Leg, ...], ...]:
        """The as-built critical path, with every moment at its earliest and at its latest."""
        graph = event_graph(self.story)
        return tuple(critical_path(self.story, graph, latest) for latest in (False, True))

    # -- turns ----------------------------------------------------------------------------------

    @cached_property
    def turns(self) -> dict[str, list[Turn]]:
        """The turns of every issue."""
        return {issue: list(turns(self.story, issue)) for issue in self.story.by_issue}

    def bounded(self, span: Span) -> bool:
        """Whether a span has two ends."""
        return not isinf(span.lo) and not isinf(span.hi)


UNKNOWN = Span(0, inf)
"""A number of days about which nothing is known."""
