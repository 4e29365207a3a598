"""Who is at turn ("aan zet") on each issue, after every touchpoint.

One table says what each speech act does to the turn. What stands in it for an organisation does not hold for
the resident's side, which asks, promises, delivers and withdraws, but never takes an issue over.

Source: methods 3.6 and appendix A, in the tradition of the conversation for action (Winograd & Flores).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from casekit.story import CLIENT, REQUESTS, Step, Story

__all__ = ["Turn", "turns"]

State = Literal["held", "shared", "client", "nobody", "idle", "closed"]
Holding = tuple[State, tuple[str, ...]]

_NOBODY: Holding = ("nobody", ())
_IDLE: Holding = ("idle", ())
_CLOSED: Holding = ("closed", ())
_OWNER = ("eigenaar", "owner")
"""What a touchpoint says under these names is who has the issue, in the eyes of the sender (methods K08)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch on one issue in which the same parties are at turn.

    `state`: "held" by one party; "shared" between the parties of a referral until it is accepted;
    "client": the resident; "nobody" after a refusal, a closure or a handover that nobody accepted, and
    when two parties each say that it is the other's; "idle" when all that was asked has been answered;
    "closed" when solved or withdrawn. `until` is None for the last stretch.
    """

    issue: str
    state: State
    holders: tuple[str, ...]
    since: Step
    until: Step | None


@dataclass(slots=True)
class _Table:
    """What lies on the table of one issue: who is at turn, who still owes which answer, whom each names as owner."""

    story: Story
    now: Holding | None = None
    owed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)


def turns(story: Story, issue: str) -> Iterator[Turn]:
    """The turns on an issue, in order, one after the other without gaps.

    >>> import casekit as ck
    >>> from casekit.story import tell
    >>> [turn.state for turn in turns(tell(ck.example("twaalf-regels")), "")][0]
    'held'
    """
    table = _Table(story)
    since: Step | None = None
    for step in story.by_issue[issue]:
        before, table.now = table.now, _after(table, step)
        if table.now != before:
            if before is not None and since is not None:
                yield Turn(issue, *before, since, step)
            since = step
    if table.now is not None and since is not None:
        yield Turn(issue, *table.now, since, None)


def _after(table: _Table, step: Step) -> Holding | None:
    """Who is at turn after a step."""
    effect = _EFFECTS.get(step.kind, _touch)
    if step.from_client:
        effect = _CLIENT_EFFECTS.get(step.kind, _nothing)
    found = effect(table, step)
    return _by_owner(table, step) or found


def _nothing(table: _Table, step: Step) -> Holding | None:
    return table.now


def _touch(table: _Table, step: Step) -> Holding | None:
    """Who does something about an issue that is nobody's, or not accepted yet, takes it up."""
    if table.now is not None and table.now[0] in ("nobody", "shared"):
        return ("held", (step.sender,))
    return table.now


def _end(table: _Table, step: Step) -> Holding | None:
    table.owed.clear()
    return _CLOSED


def _ask(table: _Table, step: Step) -> Holding | None:
    if not table.story.is_request(step):
        return table.now if step.from_client else _touch(table, step)
    if step.t.outcome in _SETTLED:
        return _settled(table, step)
    if not _reminds(table, step):
        table.owed[step.id] = _others(step)
    return _pass_on(table, step)


def _reminds(table: _Table, step: Step) -> bool:
    """Whether a chase that replies to nothing is about what its receiver already owes this side: no new request."""
    if step.kind != "chase" or step.t.responds_to:
        return False
    asked = (table.story.by_id[name] for name, owed in table.owed.items() if set(owed) & set(step.receivers))
    return any(table.story.same_side(one, step) for one in asked)


def _refer(table: _Table, step: Step) -> Holding | None:
    if step.t.outcome in _SETTLED:
        return _settled(table, step)
    return ("shared", tuple(dict.fromkeys((step.sender, *(p for p in step.receivers if p != CLIENT)))))


_SETTLED = ("done", "rejected")


def _settled(table: _Table, step: Step) -> Holding | None:
    """The record says what came of it: what was seen to leaves nothing open; a refusal is a step of its own."""
    return table.now if table.owed or step.t.outcome == "rejected" else _IDLE


def _pass_on(table: _Table, step: Step) -> Holding | None:
    """Those to whom it goes are at turn; inside one organisation nothing changes hands."""
    parties = _others(step)
    if not parties:
        return table.now
    return ("client" if parties == (CLIENT,) else "held", parties)


def _hand_over(table: _Table, step: Step) -> Holding | None:
    return _NOBODY


def _promise(table: _Table, step: Step) -> Holding | None:
    return ("client" if step.sender == CLIENT else "held", (step.sender,))


def _meet(table: _Table, step: Step) -> Holding | None:
    _close(table, step, only_questions=True)
    return ("held", (step.sender,))


def _appoint(table: _Table, step: Step) -> Holding | None:
    _close(table, step, only_questions=True)
    return table.now if table.now and table.now[0] == "held" else ("held", (step.sender,))


def _deliver(table: _Table, step: Step) -> Holding | None:
    """Documents that the receiver asked for put it at turn, whoever brings them; else it is an answer."""
    asked = (table.story.by_id[earlier] for earlier in step.t.responds_to)
    if any(ask.kind == "document_request" and ask.sender in step.receivers for ask in asked):
        return _pass_on(table, step)
    return _settle(table, step)


def _answer(table: _Table, step: Step) -> Holding | None:
    if step.internal:
        return table.now
    closed = _close(table, step)
    return _next_owed(table) or (_IDLE if closed else table.now)


def _settle(table: _Table, step: Step) -> Holding | None:
    """As an answer, but what is decided, delivered or paid leaves nothing open, also when nobody asked."""
    if step.internal:
        return table.now
    _close(table, step)
    return _next_owed(table) or _IDLE


def _let_go(table: _Table, step: Step) -> Holding | None:
    """After a refusal or closure nobody is at turn, unless a referral comes back, or others still owe an answer."""
    _close(table, step)
    for earlier in step.t.responds_to:
        referral = table.story.by_id[earlier]
        if referral.kind == "referral" and referral.sender in _others(step) and not referral.from_client:
            return ("held", (referral.sender,))
    # In a case without issues, what others were asked may be another matter.
    return (None if table.story.one_issue else _next_owed(table)) or _NOBODY


Effect = Callable[[_Table, Step], Holding | None]

_EFFECTS: dict[str, Effect] = {
    **dict.fromkeys(REQUESTS, _ask),
    **dict.fromkeys(("solved", "withdrawal"), _end),
    "referral": _refer,
    "handover": _hand_over,
    "document_request": _pass_on,
    "promise": _promise,
    **dict.fromkeys(("acceptance", "conversation"), _meet),
    "appointment": _appoint,
    "delivery": _deliver,
    **dict.fromkeys(("decision", "payment"), _settle),
    **dict.fromkeys(("answer", "advice", "feedback"), _answer),
    **dict.fromkeys(("refusal", "closure"), _let_go),
    **dict.fromkeys(("message", "silence", "life_event", "measure", "lookup", "receipt", "not_reached"), _nothing),
}
"""What a touchpoint of an organisation does to the turn; any other kind takes up what lies there (`_touch`)."""

_CLIENT_EFFECTS: dict[str, Effect] = {
    **dict.fromkeys(REQUESTS, _ask),
    **dict.fromkeys(("solved", "withdrawal"), _end),
    "referral": _refer,
    "document_request": _pass_on,
    "promise": _promise,
    **dict.fromkeys(("delivery", "answer"), _pass_on),
}
"""The same for a touchpoint of the resident's side; any other kind changes nothing."""


def _others(step: Step) -> tuple[str, ...]:
    return tuple(party for party in step.receivers if party != step.sender)


def _next_owed(table: _Table) -> Holding | None:
    """Who owes the oldest answer that is still open."""
    owed = next(iter(table.owed.values()), None)
    return ("client" if owed == (CLIENT,) else "held", owed) if owed else None


def _by_owner(table: _Table, step: Step) -> Holding | None:
    """Who is at turn by what the parties say themselves: nobody, where the one that is named points elsewhere."""
    said = next((step.t.says[name] for name in _OWNER if name in step.t.says), None)
    if said is None or step.from_client:
        return None
    owner = table.story.party(said)
    if owner not in table.story.parties:
        return None
    table.named[step.sender] = owner
    if table.named.get(owner, owner) != owner:
        return _NOBODY
    return ("client" if owner == CLIENT else "held", (owner,))


def _close(table: _Table, step: Step, *, only_questions: bool = False) -> bool:
    """Take the requests that a step answers off the list; without a stated link, all that its sender owed.

    An answer to the documents that were asked for first answers the request as well.
    """
    story = table.story
    answered = {name for name in table.owed if story.answer_to(story.by_id[name], inferred=False) is step}
    for earlier in step.t.responds_to:
        before = story.by_id[earlier]
        answered.add(before.id)
        answered.add(story.origin(before).id)
        answered.update(repeat.id for repeat in story.repeats(story.origin(before)))
        answered.update(before.t.responds_to)
    if not step.t.responds_to or step.kind == "closure":
        answered |= {name for name, owed in table.owed.items() if step.sender in owed}
    found = [
        name
        for name in table.owed
        if name in answered and not (only_questions and story.by_id[name].kind == "application")
    ]
    for name in found:
        del table.owed[name]
    return bool(found)
