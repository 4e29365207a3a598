"""The replay test: a case is played in its days and known order, and nothing may happen before what it needed.

What was needed is what the case states: an answer of the researcher, `depends_on`, `responds_to`. Information that
came too late (`needs`) is none of these: an act that went ahead without it did not wait for it, and may be a stall
(K11). Reading refuses a case in which a link surely contradicts the order, so of a case that was read only doubt
is left: between two timelines, days that make the other order the likelier one.

Source: event structure analysis (Heise; Griffin 1993), which tests a chart of prerequisites by playing the
sequence; methods 2 and 6.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import isinf

import networkx as nx

from casekit.case import Case
from casekit.errors import Problem
from casekit.story import Story, tell
from casekit.text import LANGUAGES, say
from casekit.when import ANYTIME, Span
from casekit.when.network import ORIGIN

__all__ = ["TooEarly", "replay", "replay_problems"]


@dataclass(frozen=True, slots=True)
class TooEarly:
    """A touchpoint (`after`) that happened before its prerequisite (`before`).

    `basis` says what makes it one: `answer`, `depends_on` or `responds_to`. `certain` when the days or the known
    order leave no doubt; else the days make it likelier than not, and no known order says otherwise.
    """

    before: str
    after: str
    basis: str
    certain: bool


def replay(case: Case | Story) -> tuple[TooEarly, ...]:
    r"""Everything that happened before its prerequisite; nothing when the links of a case follow its order.

    >>> from casekit.notation import case_of
    >>> case = case_of("a: gemeente > inwoner besluit @3 depends_on=b\nb: inwoner > gemeente levering @9")
    >>> [(early.before, early.after, early.certain) for early in replay(case)]
    [('b', 'a', True)]
    """
    story = case if isinstance(case, Story) else tell(case)
    stated = [one for one in _prerequisites(story) if story.links.get(one[1][1], {}).get(one[1][0]) != "no"]
    order, days = _order(story), _days(story)
    played = _played(story, order, stated)
    found: dict[tuple[str, str], TooEarly] = {}
    for basis, (before, after) in stated:
        against = played is None or played[before] > played[after]
        certain = days[before].lo > days[after].hi or (against and nx.has_path(order, after, before))
        if certain or (_likelier_later(days[before], days[after]) and not nx.has_path(order, before, after)):
            found.setdefault((before, after), TooEarly(before, after, basis, certain))
    return tuple(found.values())


def _prerequisites(story: Story) -> Iterator[tuple[str, tuple[str, str]]]:
    """What the case states that had to come before what."""
    rows = story.case.touchpoint_list
    said = [("answer", (one.before, one.after)) for one in story.case.links if one.needed == "yes"]
    said += [("depends_on", (name, t.id)) for t in rows for name in t.depends_on]
    said += [("responds_to", (name, t.id)) for t in rows for name in t.responds_to]
    for basis, (before, after) in said:
        if before != after and before in story.by_id and after in story.by_id:
            yield basis, (before, after)


def _order(story: Story) -> nx.DiGraph[str]:
    """What comes before what without the links, which are what is tested."""
    rules = Counter((rule.before, rule.after) for rule in story.time.rules if rule.lo >= 0 and rule.before != ORIGIN)
    rules -= Counter(pair for _, pair in _prerequisites(story))
    order: nx.DiGraph[str] = nx.DiGraph()
    order.add_nodes_from(story.by_id)
    order.add_edges_from(rules)
    return order


def _played(story: Story, order: nx.DiGraph[str], stated: list[tuple[str, tuple[str, str]]]) -> dict[str, int] | None:
    """The place of every touchpoint when all is played as it must; None where a link makes that impossible."""
    whole = nx.DiGraph(order)
    whole.add_edges_from(pair for _, pair in stated)
    return {step.id: step.place for step in story.steps} if nx.is_directed_acyclic_graph(whole) else None


def _days(story: Story) -> dict[str, Span]:
    """The days that each touchpoint has by itself, not moved by the links."""
    days = dict.fromkeys(story.by_id, ANYTIME)
    for rule in story.time.rules:
        if rule.before == ORIGIN:
            known = days[rule.after]
            days[rule.after] = Span(max(known.lo, rule.lo), min(known.hi, rule.hi))
    return days


def _likelier_later(first: Span, second: Span) -> bool:
    """Whether the middle of the one lies after that of the other, where both are bounded."""
    ends = (first.lo, first.hi, second.lo, second.hi)
    return not any(map(isinf, ends)) and first.lo + first.hi > second.lo + second.hi


def replay_problems(story: Story, file: str) -> Iterator[Problem]:
    """The same as warnings."""
    for early in replay(story):
        verdict = {lang: say("word.certain" if early.certain else "word.possible", lang) for lang in LANGUAGES}
        why = {lang: say(f"replay.{early.basis}", lang) for lang in LANGUAGES}
        values = {"id": early.after, "earlier": early.before, "verdict": verdict, "why": why}
        yield Problem("replay", file, severity="warning", values=values)
