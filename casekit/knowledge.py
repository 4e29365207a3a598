"""Who knew what when, as far as the case shows: documented knowledge, and what could have been passed on.

Two bounds per actor and item. *Documented*: a touchpoint shows the item reaching the actor. *Could know*:
the earliest that it could have come along contacts, each after somebody before had it. A shared system
counts only where a lookup is recorded: "it was in the file" is no knowledge.

Sources: Kossinets, Kleinberg & Watts 2008 (vector clocks, out-of-date views); Holme & Saramäki 2012
(time-respecting paths); methods 3.2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import isinf
from typing import TYPE_CHECKING, Literal

from casekit.asks import validity
from casekit.case import Case
from casekit.story import CLIENT, Step, Story, tell
from casekit.when import Span, parse_moment

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Arrival", "Rule", "View", "could_know", "documented", "knowledge", "outdated"]

Rule = Literal["strict", "loose"]
"""Strict: heard today can be passed on tomorrow, and only days that are surely earlier count: the blame-free
minimum. Loose: on the same day too, in any order the case leaves open: what was possible."""

_BOTH_WAYS = frozenset({"phone", "visit", "desk", "meeting"})
_FAILED = frozenset({"no_response", "rejected"})

Learned = dict[tuple[str, str], list[Step]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """The earliest that an item could have come to somebody.

    `step` is the contact that could have brought it, `origin` the touchpoint that shows the first holder
    with it, `day` when: the latest day of the contact by the strict rule, the earliest by the loose one
    (-inf or inf where unknown).
    """

    day: float
    step: Step
    origin: Step


@dataclass(frozen=True, slots=True)
class View:
    """What somebody who needed an item had of it at a step, beside the newest there was.

    `had` and `newest` are the touchpoints that made those versions (None: there was none); `behind` is
    the number of days between them.
    """

    step: Step
    item: str
    had: Step | None
    newest: Step | None
    behind: Span | None


def documented(story: Story, *, by_party: bool = False) -> Learned:
    """The touchpoints that show an item with somebody, in order, by actor (or party) and item.

    Sender and receivers of what is shared; and who looks something up has what was looked up.

    >>> from casekit.notation import case_of
    >>> story = tell(case_of("a: inwoner > school  bericht shares=inkomen"))
    >>> sorted(documented(story))
    [('inwoner', 'inkomen'), ('school', 'inkomen')]
    """
    learned: Learned = defaultdict(list)
    for step in story.steps:
        for item, names in _shown(step).items():
            for name in dict.fromkeys(map(story.party, names) if by_party else names):
                learned[name, item].append(step)
    return learned


def _shown(step: Step) -> dict[str, tuple[str, ...]]:
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
    >>> story = tell(case_of('''
    ... a: inwoner > school    bericht @5  shares=inkomen
    ... b: school  > wijkteam  bericht @5
    ... c: school  > wijkteam  bericht @40
    ... '''))
    >>> [could_know(story, rule)["wijkteam", "inkomen"].day for rule in ("strict", "loose")]
    [40, 5]
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
    for item, names in _shown(step).items():
        for name in map(story.party, names) if by_party else names:
            moved |= _keep(known[name], item, Arrival(_day(step, rule), step, step), rule)
    if step.kind == "not_reached":
        return moved
    for receiver in receivers:
        ways = [(sender, receiver)]
        if step.t.channel in _BOTH_WAYS:
            ways.append((receiver, sender))
        for giver, taker in ways:
            if giver == taker or (by_party and giver == CLIENT):
                continue
            for item, arrival in list(known[giver].items()):
                if rule == "loose" or arrival.day < step.span.lo:
                    day = max(arrival.day, _day(step, rule))
                    moved |= _keep(known[taker], item, Arrival(day, step, arrival.origin), rule)
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


def outdated(story: Story) -> Iterator[View]:
    """The steps that needed an item of which a newer version existed than the one that was there.

    A version is made where an item is shared by who did not get it from another, or where it was changed
    since; passing it on keeps the version. Nobody is told to have been wrong: this is what was within
    sight.

    >>> from casekit.notation import case_of
    >>> story = tell(case_of('''
    ... a: inwoner  > gemeente levering @0  shares=inkomen
    ... b: inwoner  > school   bericht  @30 shares=inkomen
    ... c: gemeente > inwoner  besluit  @50 needs=inkomen
    ... '''))
    >>> [(view.had.id, view.newest.id, view.behind) for view in outdated(story)]
    [('a', 'b', Span(lo=30, hi=30))]
    """
    newest: dict[str, Step] = {}
    version: dict[tuple[str, str], Step] = {}
    got: set[tuple[str, str]] = set()
    for step in story.steps:
        for item in step.t.needs if not step.from_client else ():
            had, last = version.get((step.sender, item)), newest.get(item)
            if last is not None and had is not last:
                behind = story.wait(had.span, last.span) if had is not None else None
                yield View(step, item, had, last, behind)
        for item, names in _shown(step).items():
            sender = step.sender
            made = step if (sender, item) not in got else version[sender, item]
            if made is not step and validity(story, made, step, item) is None:
                made = step
            if step.kind == "lookup":
                made = newest.get(item, step)
            if item not in newest or newest[item].place < made.place:
                newest[item] = made
            version[sender, item] = made
            for party in {story.party(name) for name in names} - {sender}:
                got.add((party, item))
                if (party, item) not in version or version[party, item].place < made.place:
                    version[party, item] = made


def knowledge(case: Case) -> pd.DataFrame:
    """Who had which item from when, as a table; one row per actor and item that could have met.

    Columns: `actor`, `item`, `documented_lo`, `documented_hi` (days since day 0 of the first touchpoint
    that shows it; missing where none does), `touchpoint` (that touchpoint), `could_strict` and `could_loose`
    (the earliest day on which it could have come, by the two same-day rules; missing where it could not).

    >>> from casekit.notation import case_of
    >>> table = knowledge(case_of("a: inwoner > school  bericht @3 shares=inkomen"))
    >>> table[["actor", "documented_lo", "could_strict"]].values.tolist()
    [['inwoner', 3.0, 3.0], ['school', 3.0, 3.0]]
    """
    import pandas as pd

    story = tell(case)
    learned = documented(story)
    strict, loose = could_know(story, "strict"), could_know(story, "loose")
    rows = []
    for actor, item in sorted(loose):
        first = learned.get((actor, item), [None])[0]
        sure = strict.get((actor, item))
        rows.append(
            {
                "actor": actor,
                "item": item,
                "documented_lo": _bounded(first.span.lo) if first else None,
                "documented_hi": _bounded(first.span.hi) if first else None,
                "touchpoint": first.id if first else None,
                "could_strict": _bounded(sure.day) if sure else None,
                "could_loose": _bounded(loose[actor, item].day),
            }
        )
    columns = ["documented_lo", "documented_hi", "could_strict", "could_loose"]
    table = pd.DataFrame(rows, columns=["actor", "item", *columns[:2], "touchpoint", *columns[2:]])
    return table.astype(dict.fromkeys(columns, float))


def _bounded(day: float) -> float | None:
    return None if isinf(day) else day
