"""The case told in order: who did what towards whom on which issue, and what answers what.

Kinds of stall, turns and figures all look at a case through its Story, so that each of them means the
same by "the same organisation", "the same issue" and "an answer".
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import inf

from casekit.case import Actor, Case, Issue, Requirement, Touchpoint
from casekit.when import Span, Timeline, timeline

__all__ = ["ANSWERS", "CLIENT", "REQUESTS", "Step", "Story", "tell"]

CLIENT = "client"
"""The party of the resident and the household."""

REQUESTS = frozenset({"question", "application", "registration", "objection", "escalation", "chase"})
"""Acts that ask for an answer."""

ANSWERS = frozenset(
    {"answer", "decision", "delivery", "refusal", "payment", "advice", "feedback", "solved", "closure"}
)
"""Acts that answer a request."""

ALSO_ANSWERS_A_QUESTION = frozenset({"conversation", "appointment", "acceptance", "referral", "consultation"})
"""Acts that answer a question or report, though not an application: there a decision is due."""


@dataclass(frozen=True, slots=True)
class Step:
    """One touchpoint in its place: days, issue and the parties on both sides."""

    t: Touchpoint
    place: int
    span: Span
    issue: str
    sender: str
    receivers: tuple[str, ...]
    from_client: bool
    to_client: bool

    @property
    def id(self) -> str:
        """The touchpoint's id."""
        return self.t.id

    @property
    def kind(self) -> str:
        """The speech act."""
        return self.t.kind

    @property
    def internal(self) -> bool:
        """Whether it stays inside one organisation."""
        return not self.from_client and all(party == self.sender for party in self.receivers)


class Story:
    """A case with what can be read off it once, and is asked for often.

    Parties: an organisation is one party with all its desks and workers; an actor without organisation
    is a party of its own; the resident and the household are the party `CLIENT`.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.actors: dict[str, Actor] = {a.id: a for a in case.actor_list}
        self.time: Timeline = timeline(case)
        rows = {t.id: t for t in case.touchpoint_list}
        self.one_issue = not any(t.issue for t in case.touchpoint_list)
        issues = self._issues(rows)
        self.steps: tuple[Step, ...] = tuple(
            Step(
                t=t,
                place=place,
                span=self.time.spans[t.id],
                issue=issues[t.id],
                sender=self.party(t.from_),
                receivers=tuple(dict.fromkeys(map(self.party, t.to))),
                from_client=self.client_side(t.from_),
                to_client=any(map(self.client_side, t.to)),
            )
            for place, t in enumerate(rows[name] for name in self.time.order)
        )
        self.by_id: dict[str, Step] = {step.id: step for step in self.steps}
        by_issue: dict[str, list[Step]] = defaultdict(list)
        self.by_kind: dict[str, list[Step]] = defaultdict(list)
        self.replies: dict[str, list[Step]] = defaultdict(list)
        self.end = self.time.observed.hi
        for step in self.steps:
            by_issue[step.issue].append(step)
            self.by_kind[step.kind].append(step)
            for earlier in step.t.responds_to:
                self.replies[earlier].append(step)
        self.by_issue: dict[str, list[Step]] = dict(by_issue)
        self.links: dict[str, dict[str, str]] = defaultdict(dict)
        """Per touchpoint what the researcher answered about another: "yes" (it was needed), "no" or "unknown"."""
        for link in case.links:
            self.links[link.after].setdefault(link.before, link.needed)
        self.issues: dict[str, Issue] = {issue.id: issue for issue in case.issues}

    def _issues(self, rows: dict[str, Touchpoint]) -> dict[str, str]:
        """The issue of every touchpoint; one without takes it from what it replies to."""
        issues: dict[str, str] = {}
        for name in self.time.order:
            t = rows[name]
            above = (issues[earlier] for earlier in t.responds_to if earlier in issues)
            issues[name] = t.issue or next(above, "")
        return issues

    def party(self, actor: str) -> str:
        """The party that an actor belongs to."""
        found = self.actors.get(actor)
        if found is None:
            return actor
        if found.kind in ("resident", "household"):
            return CLIENT
        return found.organisation or actor

    def client_side(self, actor: str) -> bool:
        """Whether an actor is, or acts for, the resident."""
        found = self.actors.get(actor)
        return found is not None and found.client_side

    def party_kind(self, party: str) -> str | None:
        """What kind of body a party is, from the organisation or one of its actors."""
        return self._party_kinds.get(party)

    @cached_property
    def _party_kinds(self) -> dict[str, str]:
        kinds = {o.id: o.kind for o in self.case.organisations if o.kind}
        for actor in self.case.actor_list:
            if actor.kind != "other":
                kinds.setdefault(self.party(actor.id), actor.kind)
        return kinds

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The parties of the case, in the order of its actors."""
        return tuple(dict.fromkeys(map(self.party, self.actors)))

    @cached_property
    def imposed(self) -> dict[str, list[Requirement]]:
        """The requirements that each touchpoint imposed."""
        imposed: dict[str, list[Requirement]] = defaultdict(list)
        for requirement in self.case.requirements:
            if requirement.imposed_at:
                imposed[requirement.imposed_at].append(requirement)
        return imposed

    def issue_label(self, issue: str) -> str:
        """What an issue is called; its id where it has no label."""
        found = self.issues.get(issue)
        return (found.label if found else None) or issue

    @cached_property
    def item_labels(self) -> dict[str, str]:
        """What the items of the case are called; the id where one has no label."""
        return {item.id: item.label or item.id for item in self.case.items}

    def procedure(self, issue: str) -> str | None:
        """The procedure that an issue follows, where the case says so."""
        found = self.issues.get(issue)
        return found.procedure if found else None

    # -- what answers what ---------------------------------------------------------------------

    def is_request(self, step: Step) -> bool:
        """Whether a touchpoint asks another party for an answer."""
        return step.kind in REQUESTS and not step.internal and step.sender not in step.receivers

    def answers(self, request: Step, step: Step) -> bool:
        """Whether a reply counts as an answer to a request (acknowledging receipt does not)."""
        if step.kind in ANSWERS:
            return True
        return request.kind != "application" and step.kind in ALSO_ANSWERS_A_QUESTION

    def repeats(self, request: Step) -> list[Step]:
        """The later times that the asking side came back with the same request, in order."""
        return self._repeats.get(request.id, [])

    @cached_property
    def _repeats(self) -> dict[str, list[Step]]:
        origin: dict[str, str] = {}
        repeats: dict[str, list[Step]] = defaultdict(list)
        for step in self.steps:
            if step.kind not in REQUESTS:
                continue
            for earlier in step.t.responds_to:
                asked = self.by_id[earlier]
                if asked.kind in REQUESTS and self.same_side(asked, step):
                    root = origin.get(earlier, earlier)
                    origin[step.id] = root
                    repeats[root].append(step)
                    break
        self._origins = origin
        return repeats

    def origin(self, request: Step) -> Step:
        """The first time that this was asked: the request itself, or what it repeats."""
        _ = self._repeats
        return self.by_id[self._origins.get(request.id, request.id)]

    def same_side(self, first: Step, second: Step) -> bool:
        """Whether two touchpoints come from the same side: one party, or both from the resident's side."""
        return first.sender == second.sender or (first.from_client and second.from_client)

    def answer_to(self, request: Step, *, inferred: bool = True) -> Step | None:
        """The first answer to a request or to its repeats; None if nothing in the case answers it.

        A link that the case states goes first. Without any, the first later act of the receiving party
        towards the asking side on the issue that answers, and replies to nothing else, is taken
        (`link_is_inferred`).
        """
        known = (request.id, inferred)
        if known not in self._answered:
            found = [reply for asked in (request, *self.repeats(request)) for reply in self._answers_through(asked)]
            loose = self._loose_answer(request) if inferred and not found else None
            self._answered[known] = min(found, key=lambda step: step.place) if found else loose
        return self._answered[known]

    @cached_property
    def _answered(self) -> dict[tuple[str, bool], Step | None]:
        """What was found already: a request that was repeated often is asked about as often."""
        return {}

    def direct_answer(self, request: Step) -> Step | None:
        """The first answer to this very request, not to a repeat of it."""
        return min(self._answers_through(request), key=lambda step: step.place, default=None)

    def _answers_through(self, request: Step, seen: frozenset[str] = frozenset()) -> Iterator[Step]:
        """Answers that reply to a request, or to what the other side did about it (a receipt, a promise)."""
        for reply in self.replies.get(request.id, ()):
            if reply.id in seen or self.same_side(reply, request):
                continue
            if self.answers(request, reply):
                if not request.from_client or reply.to_client:  # an answer to somebody else is none
                    yield reply
            elif reply.kind in ("receipt", "promise", "message", "handover", "appointment", "acceptance"):
                for later in self.replies.get(reply.id, ()):
                    if not self.same_side(later, request) and self.answers(request, later):
                        yield later
            elif reply.kind == "document_request":
                for delivery in self.replies.get(reply.id, ()):
                    if self.same_side(delivery, request):
                        yield from self._answers_through(delivery, seen | {request.id})

    def _loose_answer(self, request: Step) -> Step | None:
        """The first later answer on the issue that replies to nothing, before the same is asked again."""
        for party in request.receivers:
            again = _next(self._asked[request.issue, party], request.place)
            for step in _after(self._loose[request.issue, party], request.place):
                if again is not None and step.place > again.place:
                    break  # it may as well answer the later request
                if self._reaches(step, request) and self.answers(request, step):
                    return step
        return None

    @cached_property
    def _loose(self) -> dict[tuple[str, str], list[Step]]:
        """Steps that reply to nothing, by issue and sending party."""
        loose: dict[tuple[str, str], list[Step]] = defaultdict(list)
        for step in self.steps:
            if not step.t.responds_to and not step.internal:
                loose[step.issue, step.sender].append(step)
        return loose

    @cached_property
    def _asked(self) -> dict[tuple[str, str], list[Step]]:
        """Requests by issue and receiving party."""
        asked: dict[tuple[str, str], list[Step]] = defaultdict(list)
        for step in self.steps:
            if self.is_request(step):
                for party in step.receivers:
                    asked[step.issue, party].append(step)
        return asked

    def _reaches(self, step: Step, request: Step) -> bool:
        """Whether a step goes to the side that asked (an answer to a representative counts)."""
        return request.sender in step.receivers or (request.from_client and step.to_client)

    def link_is_inferred(self, request: Step, answer: Step) -> bool:
        """Whether the link between a request and its answer was not stated as such by the case."""
        return "inferred" in (answer.t.link_basis, request.t.link_basis) or not answer.t.responds_to

    # -- small questions that many kinds ask ----------------------------------------------------

    def later(self, step: Step, issue: str | None = None) -> Iterator[Step]:
        """The steps after this one, on its own issue unless another is named."""
        return _after(self.by_issue[step.issue if issue is None else issue], step.place)

    def between(self, first: Step, last: Step) -> Iterator[Step]:
        """The steps strictly between two, on any issue."""
        yield from self.steps[first.place + 1 : last.place]

    def actors_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The actors on either side of these touchpoints, each once."""
        steps = (self.by_id[name] for name in ids)
        return tuple(dict.fromkeys(actor for step in steps for actor in (step.t.from_, *step.t.to)))

    def wait(self, first: Span, last: Span) -> Span:
        """Days from one to the other, not less than none."""
        lo = last.lo - first.hi if last.lo > -inf and first.hi < inf else 0
        hi = last.hi - first.lo if last.hi < inf and first.lo > -inf else inf
        return Span(max(0, lo), max(0, hi))


def _after(steps: list[Step], place: int) -> Iterator[Step]:
    """The steps of an ordered list that come after a place."""
    return islice(steps, bisect_right(steps, place, key=lambda step: step.place), None)


def _next(steps: list[Step], place: int) -> Step | None:
    return next(_after(steps, place), None)


def tell(case: Case) -> Story:
    """The story of a case.

    >>> import casekit as ck
    >>> tell(ck.example("twaalf-regels")).steps[0].id
    't1'
    """
    return Story(case)
