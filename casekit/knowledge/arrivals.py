"""Documented knowledge, and what could have been passed on: the earliest arrival along contacts.

Two bounds per actor and item. *Documented*: a touchpoint shows the item reaching the actor. *Could know*:
the earliest that it could have come along contacts, each after somebody before had it. A shared system
counts only where a lookup is recorded: "it was in the file" is no knowledge.

Sources: Kossinets, Kleinberg & Watts 2008 (vector clocks); Holme & Saramäki 2012 (time-respecting paths);
methods 3.2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from casekit.story import CLIENT, Step, Story
from casekit.when import parse_moment

__all__ = ["BOTH_WAYS", "Arrival", "Learned", "Rule", "could_know", "documented", "shown_by"]

Rule = Literal["strict", "loose"]
"""Strict: heard today can be passed on tomorrow, and only days that are surely earlier count: the blame-free
minimum. Loose: on the same day too, in any order the case leaves open: what was possible."""

BOTH_WAYS = frozenset({"phone", "visit", "desk", "meeting"})
"""Channels on which both sides speak: an answer may have been given there and then."""
_FAILED = frozenset({"no_response", "rejected"})

Learned = dict[tuple[str, str], list[Step]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """The earliest that an item could have come to somebody.

    `step` is the contact that could have brought it to `who`, and `day` when: the latest day of the contact by
    the strict rule, the earliest by the loose one (-inf or inf where unknown). `before` is how it could have
    come to who passed it on; None where `step` itself shows the item.
    """

    day: float
    step: Step
    who: str
    before: Arrival | None = None

    @property
    def path(self) -> tuple[Arrival, ...]:
        """Every arrival on the way, from the first holder to this one."""
        found = [self]
        while (before := found[-1].before) is not None:
            found.append(before)
        return tuple(reversed(found))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The contacts on the way, each once; the first shows where the item was."""
        return tuple({arrival.step.id: arrival.step for arrival in self.path}.values())

    @property
    def origin(self) -> Step:
        """The touchpoint that shows the first holder with the item."""
        return self.path[0].step


def documented(story: Story, *, by_party: bool = False) -> Learned:
    """The touchpoints that show an item with somebody, in order, by actor (or party) and item.

    Sender and receivers of what is shared; and who looks something up has what was looked up.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> story = tell(case_of("a: inwoner > school  bericht shares=inkomen"))
    >>> sorted(documented(story))
    [('inwoner', 'inkomen'), ('school', 'inkomen')]
    """
    learned: Learned = defaultdict(list)
    for step in story.steps:
        for item, names in shown_by(step).items():
            for name in dict.fromkeys(map(story.party, names) if by_party else names):
                learned[name, item].append(step)
    return learned


def shown_by(step: Step) -> dict[str, tuple[str, ...]]:
    """The items that a touchpoint shows, and with whom."""
    if step.kind == "not_reached":
        return {}
    if step.kind == "lookup":
        found = () if step.t.outcome in _FAILED else (*step.t.shares, *step.t.asks)
        return dict.fromkeys(found, (step.t.from_,))
    reached = () if step.t.outcome == "rejected" else step.t.to
    return dict.fromkeys(step.t.shares, (step.t.from_, *reached))


def could_know(story: Story, rule: Rule = "strict", *, by_party: bool = False) -> dict[tuple[str, str], Arrival]:
    """The earliest arrival of every item at every actor, over contacts in the order of time.

    What somebody has goes along with every later contact to its receivers; by phone, on a visit, at a desk
    or in a meeting it goes both ways. `by_party` takes an organisation as one, and the resident then
    carries nothing: what was with the resident only is not counted as within reach of others.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> story = tell(case_of('''
    ... a: inwoner > school    bericht @5  shares=inkomen
    ... b: school  > wijkteam  bericht @5
    ... c: school  > wijkteam  bericht @40
    ... '''))
    >>> [could_know(story, rule)["wijkteam", "inkomen"].day for rule in ("strict", "loose")]
    [40, 5]
    >>> [step.id for step in could_know(story)["wijkteam", "inkomen"].steps]
    ['a', 'c']
    """
    known: dict[str, dict[str, Arrival]] = defaultdict(dict)
    for together in _moments(story, rule):
        moved = True
        while moved:
            moved = sum(_pass_on(story, step, rule, by_party, known) for step in together) > 0
    return {(name, item): arrival for name, items in known.items() for item, arrival in items.items()}


def _moments(story: Story, rule: Rule) -> Iterator[list[Step]]:
    """The steps in order; by the loose rule those of one day, whose order the case leaves open, together."""
    together: list[Step] = []
    for step in story.steps:
        if together and not (rule == "loose" and _open_order(together[-1], step)):
            yield together
            together = []
        together.append(step)
    if together:
        yield together


def _open_order(first: Step, last: Step) -> bool:
    """Whether two touchpoints are dated to the same day and nothing says which came first."""
    if not (first.span.exact and first.span == last.span and _by_day(first) and _by_day(last)):
        return False
    numbered = first.t.order is not None and last.t.order is not None and first.t.order != last.t.order
    return not numbered and first.id not in (*last.t.responds_to, *last.t.depends_on)


def _by_day(step: Step) -> bool:
    moment = parse_moment(step.t.when)
    return moment is not None and moment.form in ("day", "relative")


def _pass_on(story: Story, step: Step, rule: Rule, by_party: bool, known: dict[str, dict[str, Arrival]]) -> bool:
    """Let one contact carry what its parties have; whether anything moved."""
    sender, *receivers = (story.party(name) if by_party else name for name in (step.t.from_, *step.t.to))
    moved = False
    for item, names in shown_by(step).items():
        for name in map(story.party, names) if by_party else names:
            moved |= _keep(known[name], item, Arrival(_day(step, rule), step, name), rule)
    if step.kind == "not_reached":
        return moved
    for receiver in receivers:
        ways = [(sender, receiver)]
        if step.t.channel in BOTH_WAYS:
            ways.append((receiver, sender))
        for giver, taker in ways:
            if giver == taker or (by_party and giver == CLIENT):
                continue
            for item, arrival in list(known[giver].items()):
                if rule == "loose" or arrival.day < step.span.lo:
                    day = max(arrival.day, _day(step, rule))
                    moved |= _keep(known[taker], item, Arrival(day, step, taker, arrival), rule)
    return moved


def _day(step: Step, rule: Rule) -> float:
    return step.span.hi if rule == "strict" else step.span.lo


def _keep(items: dict[str, Arrival], item: str, arrival: Arrival, rule: Rule) -> bool:
    """Keep the earlier of two arrivals; by the loose rule the first that the order gives."""
    before = items.get(item)
    if before is not None and (rule == "loose" or before.day <= arrival.day):
        return False
    items[item] = arrival
    return True
