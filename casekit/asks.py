"""Asking for documents: what was asked, when it came, and whether the ask itself was in order.

An ask that was not in order does not stop the organisation's clock (methods K14); waits need to know
that before any stall is found, so it is worked out here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import inf, isinf
from typing import Literal
from weakref import WeakKeyDictionary

from casekit.case import Hold
from casekit.norms import allowed_days, find_norm, norms_for, threshold
from casekit.story import Step, Story
from casekit.vocabulary import find_code
from casekit.when import Span, parse_moment

__all__ = [
    "Ask",
    "Sure",
    "asks_of",
    "changed_between",
    "delivery_of",
    "held_at",
    "only_spoken",
    "still_valid",
    "unfounded",
    "validity",
]

Sure = Literal["certain", "possible"]

LATE_SHARE = threshold("K14_late_ask") / 100
"""A first ask after more than this share of the decision term comes late (methods K14c)."""

SHORT_DAYS = threshold("K14_repair")
"""A term to complete an application of fewer days is short (methods K14)."""

_ORAL = frozenset({"phone", "desk", "visit"})
_FLAWED = frozenset({"unreadable", "onleesbaar", "empty", "leeg", "incomplete", "onvolledig", "niet compleet"})
_STARTS_A_CLOCK = frozenset({"application", "objection"})
_ENDS_A_CLOCK = frozenset({"decision", "refusal", "closure", "solved", "withdrawal"})
_BY_ASK = frozenset({"suspension", "client_turn"})


@dataclass(frozen=True, slots=True)
class Ask:
    """One request for documents, with what delivered them, and what is wrong with the ask.

    `faults`: "a" all asked items were already there and valid; "b" a later ask for items that the
    standard list held at the first ask; "c" the first ask came after more than half of the decision
    term. `doubts` holds the faults a and b that the known days leave possible. `held` gives, per item that
    was there and surely or possibly still valid, the touchpoint that had brought it; `new_standard` the
    items of fault b; `application` what the ask keeps waiting; `short` whether the time to answer was
    surely shorter than a week.
    """

    step: Step
    delivery: Step | None
    first: Step | None
    faults: tuple[str, ...]
    held: dict[str, str]
    doubts: tuple[str, ...] = ()
    new_standard: tuple[str, ...] = ()
    application: Step | None = None
    short: bool = False


@dataclass(frozen=True, slots=True)
class _Index:
    """What is looked up for every ask, each in order: by party and item, and by party and issue."""

    brought: dict[tuple[str, str], list[Step]]
    flawed: dict[tuple[str, str], list[Step]]
    asked: dict[tuple[str, str], list[Step]]


_CACHE: WeakKeyDictionary[Story, tuple[Ask, ...]] = WeakKeyDictionary()
_INDEX: WeakKeyDictionary[Story, _Index] = WeakKeyDictionary()


def asks_of(story: Story) -> tuple[Ask, ...]:
    """All requests for documents to the resident's side, in order.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> case = case_of('''
    ... a: inwoner > gemeente  aanvraag        @0  shares=loonstrook
    ... b: gemeente > inwoner  verzoek_stukken @10 asks=loonstrook
    ... ''')
    >>> [(ask.faults, ask.held) for ask in asks_of(tell(case))]
    [(('a',), {'loonstrook': 'a'})]
    """
    if story not in _CACHE:
        _CACHE[story] = tuple(_asks(story))
    return _CACHE[story]


def _asks(story: Story) -> list[Ask]:
    asks: list[Ask] = []
    first_ask: dict[tuple[str, str], Step] = {}
    pending: dict[tuple[str, str], Step] = {}
    applied: set[tuple[str, str]] = set()
    standard = _standard(story)
    for step in story.steps:
        if step.kind == "document_request" and step.to_client and not step.from_client:
            where = (step.sender, step.issue)
            asks.append(_ask(story, step, first_ask.get(where), pending.get(where), standard))
            first_ask.setdefault(where, step)
        elif step.from_client and step.kind in _STARTS_A_CLOCK:
            for party in step.receivers:
                where = (party, step.issue)
                if where in applied and where not in pending:
                    first_ask.pop(where, None)  # a new application: what is asked first is a first ask again
                applied.add(where)
                pending.setdefault(where, step)
        elif step.kind in _ENDS_A_CLOCK:
            for party in step.receivers if step.from_client else (step.sender,):
                pending.pop((party, step.issue), None)
    return asks


def _ask(
    story: Story,
    step: Step,
    first: Step | None,
    application: Step | None,
    standard: dict[str, frozenset[str]],
) -> Ask:
    items = dict.fromkeys(step.t.asks)
    found = {item: held_at(story, step.sender, step, item) for item in items}
    held = {item: had[0].id for item, had in found.items() if had is not None}
    faults: list[str] = []
    doubts: list[str] = []
    if items and len(held) == len(items):
        (faults if all(had and had[1] == "certain" for had in found.values()) else doubts).append("a")
    new: dict[str, Sure] = {}
    if first is not None:
        listed = standard.get(step.issue, frozenset()) | standard.get(story.procedure(step.issue) or "", frozenset())
        for item in items:
            sure = _might_have_been_asked(story, first, step, item) if item in listed else None
            if sure is not None and found[item] is None:
                new[item] = sure
    if new:
        (faults if "certain" in new.values() else doubts).append("b")
    if first is None and application is not None and _late(story, step, application):
        faults.append("c")
    return Ask(
        step=step,
        delivery=delivery_of(story, step),
        first=first,
        faults=tuple(faults),
        held=held,
        doubts=tuple(doubts),
        new_standard=tuple(new),
        application=application,
        short=_short(story, step),
    )


def _standard(story: Story) -> dict[str, frozenset[str]]:
    """The items on the standard list of an issue or procedure."""
    listed: dict[str, set[str]] = defaultdict(set)
    for item in story.case.items:
        for name in item.standard_for:
            listed[name].add(item.id)
            listed[find_code("procedure", name) or name].add(item.id)
    return {name: frozenset(items) for name, items in listed.items()}


def _might_have_been_asked(story: Story, first: Step, ask: Step, item: str) -> Sure | None:
    """Whether the first ask left an item out for no reason: not there then, nor brought or changed since."""
    if item in first.t.asks:
        return None
    since = next(_after(_index(story).brought[ask.sender, item], first.place), None)
    if since is not None and since.place < ask.place:
        return None
    then = held_at(story, first.sender, first, item)
    change = _change(story, first, ask, item)
    if "certain" in (then[1] if then else None, change):
        return None
    return "certain" if then is None and change is None else "possible"


# -- what had been brought, and whether it still holds --------------------------------------------------


def held_at(story: Story, party: str, at: Step, item: str) -> tuple[Step, Sure] | None:
    """The last touchpoint that brought an item to a party before a step, if what it brought still held.

    Certain when it was surely still valid and unchanged; possible when the known days leave that open.
    What was sent back, or was said to be unreadable or empty, did not reach the party.
    """
    index = _index(story)
    shared = index.brought[party, item]
    before = bisect_right(shared, at.place - 1, key=_place)
    if before == 0:
        return None
    earlier = shared[before - 1]
    flaw = next(_after(index.flawed[party, item], earlier.place), None)
    if flaw is not None and flaw.place <= at.place:
        return None
    sure = validity(story, earlier, at, item)
    return (earlier, sure) if sure else None


def _index(story: Story) -> _Index:
    """What reached a party from outside and was not sent back; what it said was no use; what it asked for."""
    if story not in _INDEX:
        found = _Index(defaultdict(list), defaultdict(list), defaultdict(list))
        for step in story.steps:
            if step.t.outcome != "rejected" and step.kind != "not_reached":
                for item in dict.fromkeys(step.t.shares):
                    for party in step.receivers:
                        if party != step.sender:
                            found.brought[party, item].append(step)
            for item, value in step.t.says.items():
                if value.strip().casefold() in _FLAWED:
                    found.flawed[step.sender, item].append(step)
            if step.kind == "document_request":
                found.asked[step.sender, step.issue].append(step)
        _INDEX[story] = found
    return _INDEX[story]


def _after(steps: list[Step], place: int) -> Iterator[Step]:
    """The steps of an ordered list that come after a place."""
    return islice(steps, bisect_right(steps, place, key=_place), None)


def _place(step: Step) -> int:
    return step.place


def validity(story: Story, earlier: Step, later: Step, item: str) -> Sure | None:
    """Whether an item brought by one step still held at a later one: valid, and nothing had changed it.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> story = tell(case_of('''
    ... a: inwoner > gemeente  levering        @0/10 shares=loonstrook
    ... b: gemeente > inwoner  verzoek_stukken @95   asks=loonstrook
    ... ''', items=[{"id": "loonstrook", "valid_days": 90}]))
    >>> validity(story, story.steps[0], story.steps[1], "loonstrook")
    'possible'
    """
    days = _valid_days(story, item)
    age = story.wait(earlier.span, later.span)
    change = _change(story, earlier, later, item)
    if age.lo > days or change == "certain":
        return None
    return "certain" if age.hi <= days and change is None else "possible"


def _valid_days(story: Story, item: str) -> float:
    return next((i.valid_days for i in story.case.items if i.id == item and i.valid_days is not None), inf)


def still_valid(story: Story, earlier: Step, later: Step, item: str) -> bool:
    """Whether an item brought by one step was certainly not expired at a later one."""
    return story.wait(earlier.span, later.span).hi <= _valid_days(story, item)


def changed_between(story: Story, earlier: Step, later: Step, item: str) -> bool:
    """Whether a life event, or a word of the resident's side, may have changed an item between two steps."""
    return _change(story, earlier, later, item) is not None


def _change(story: Story, earlier: Step, later: Step, item: str) -> Sure | None:
    """How sure it is that an item changed after one step and before or at another.

    An event that does not say what it changed may have changed anything, if its time is known at all.
    """
    found: Sure | None = None
    for event in story.case.life_events:
        span = story.time.place(event.when)
        if item not in event.changes and (event.changes or isinf(span.hi - span.lo)):
            continue
        if span.lo > earlier.span.hi and span.hi <= later.span.lo:
            return "certain"
        if span.hi >= earlier.span.lo and span.lo <= later.span.hi:
            found = "possible"
    for step in story.by_kind["life_event"]:
        if earlier.place < step.place < later.place and (not step.t.shares or item in step.t.shares):
            return "certain"
    return found


def only_spoken(step: Step) -> bool:
    """Whether something was said by word of mouth and nobody noted it."""
    return step.t.channel in _ORAL and not step.t.note


# -- the ask itself -------------------------------------------------------------------------------------


def delivery_of(story: Story, ask: Step) -> Step | None:
    """What brought the asked documents: the last reply of the resident's side that delivers them.

    Without a stated link, the first later act of the resident's side on the issue that shares one of the
    items with who asked, before the same party asks again.
    """
    items = set(ask.t.asks)
    replies = [
        step
        for step in story.replies.get(ask.id, ())
        if step.from_client and (step.kind in ("delivery", "answer") or items & set(step.t.shares))
    ]
    if replies:
        return replies[-1]
    index = _index(story)
    later = (
        step
        for item in items
        for step in _after(index.brought[ask.sender, item], ask.place)
        if step.from_client and step.issue == ask.issue
    )
    found = min(later, key=_place, default=None)
    again = next(_after(index.asked[ask.sender, ask.issue], ask.place), None)
    return None if found is None or (again is not None and again.place < found.place) else found


def _late(story: Story, ask: Step, application: Step) -> bool:
    """Whether the first ask surely came after half of the decision term, legitimate waits or not."""
    term = _term(story, application, ask.sender)
    if term is None or story.wait(application.span, ask.span).lo <= LATE_SHARE * term.hi:
        return False
    if any(_change(story, application, ask, item) for item in ask.t.asks):
        return False
    return not any(_touches(story, hold, application, ask) for hold in story.case.holds)


def _touches(story: Story, hold: Hold, first: Step, last: Step) -> bool:
    """Whether a wait that somebody recorded may lie between two steps, on their issue."""
    place = story.time.place
    return hold.issue in (None, first.issue) and (
        place(hold.from_).lo <= last.span.hi and (hold.until is None or place(hold.until).hi >= first.span.lo)
    )


def _term(story: Story, application: Step, party: str) -> Span | None:
    """The days there are to decide on an application: its own due date, or the decision term."""
    moment = parse_moment(application.t.due)
    if moment is not None and moment.form != "order":
        return story.wait(application.span, story.time.place(application.t.due))
    norm = find_norm(
        norms_for(story.case),
        act=application.kind,
        procedure=story.procedure(application.issue),
        organisation=party,
        organisation_kind=story.party_kind(party),
        when=application.span,
        day0=story.time.day0,
        stall="term",
    )
    return allowed_days(norm, application.span, story.time.day0) if norm else None


def _short(story: Story, ask: Step) -> bool:
    moment = parse_moment(ask.t.due)
    if moment is None or moment.form == "order":
        return False
    return story.wait(ask.span, story.time.place(ask.t.due)).hi < SHORT_DAYS


def unfounded(story: Story, hold: Hold) -> bool:
    """Whether a recorded suspension, or turn of the resident, rests on an ask that was not in order.

    Then its days are the organisation's own (methods 4.4 and K14).
    """
    if hold.basis not in _BY_ASK:
        return False
    start = story.time.place(hold.from_)
    return any(
        ask.faults
        and hold.issue in (None, ask.step.issue)
        and start.lo <= ask.step.span.hi
        and start.hi >= ask.step.span.lo
        and (not hold.items or set(hold.items) <= set(ask.step.t.asks))
        for ask in asks_of(story)
    )
