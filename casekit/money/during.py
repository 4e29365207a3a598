"""Which of the amounts that came on top fell in which stall, and what all stalls have together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import isinf

import networkx as nx

from casekit.money.growth import Basis, Growth, growths
from casekit.stalls.run import Analysis
from casekit.stalls.stall import Stall, Verdict
from casekit.story import Story
from casekit.when import Span

__all__ = ["During", "Grown", "money", "money_total"]


@dataclass(frozen=True, slots=True)
class During:
    """An amount that fell in a stall: certainly, or as far as the dates allow; and whether on the same issue."""

    growth: Growth
    verdict: Verdict
    same_issue: bool


@dataclass(frozen=True, slots=True)
class Grown:
    """What grew during one stall, or during the stalls of a case together (`key` None).

    `documented` and `scale` are the least and the most in euros; None where there is nothing of that basis.
    `unknown` counts the measures without any amount. `at_least`: a stall was not over when the case was last
    looked at, or an amount is not known, so that it may be more.
    """

    key: str | None
    parts: tuple[During, ...]
    documented: Span | None
    scale: Span | None
    unknown: int
    at_least: bool


def money(analysis: Analysis) -> tuple[Grown, ...]:
    """What grew during each stall of time (K01-K16), in the order of the analysis.

    Consequences and markers have no days of their own, and are left out.

    >>> from casekit.notation import case_of
    >>> from casekit.stalls.run import analyse
    >>> case = case_of('''
    ... actor gemeente kind=municipality
    ... a: inwoner > gemeente   aanvraag  @0   issue=bijstand
    ... b: verhuurder > inwoner maatregel @100 issue=huur amount=135
    ... c: gemeente > inwoner   besluit   @200 issue=bijstand re=a
    ... ''')
    >>> [(grown.key, grown.documented) for grown in money(analyse(case))]
    [('K02-a-c', Span(lo=135.0, hi=135.0))]
    """
    found = growths(analysis.story)
    order = _Order(analysis.story) if found else None
    return tuple(
        _grown(stall.key, _parts(stall, found, order) if order else (), _open(stall))
        for stall in analysis.stalls
        if stall.kind[0] == "K"
    )


def money_total(analysis: Analysis, stalls: Iterable[Grown] | None = None) -> Grown:
    """What grew during the stalls of a case together: each amount once, in however many stalls it fell.

    Certain is what certainly fell in a stall that is certain itself. `stalls` is what `money` gives, where that is
    known already.
    """
    verdicts = {stall.key: stall.verdict for stall in analysis.stalls}
    best: dict[Growth, During] = {}
    stalled = [grown for grown in (money(analysis) if stalls is None else stalls) if grown.parts]
    for grown in stalled:
        for part in grown.parts:
            sure = part.verdict == verdicts[grown.key or ""] == "certain"
            if part.growth not in best or sure:
                best[part.growth] = replace(part, verdict="certain" if sure else "possible")
    parts = sorted(best.values(), key=lambda part: analysis.story.by_id[part.growth.at].place)
    return _grown(None, tuple(parts), any(grown.at_least for grown in stalled))


def _grown(key: str | None, parts: tuple[During, ...], unfinished: bool) -> Grown:
    unknown = sum(part.growth.basis == "unknown" for part in parts)
    return Grown(
        key=key,
        parts=parts,
        documented=_sum(parts, "documented"),
        scale=_sum(parts, "scale"),
        unknown=unknown,
        at_least=unfinished or unknown > 0,
    )


def _sum(parts: Iterable[During], basis: Basis) -> Span | None:
    """From what is certain to all that is possible."""
    of_basis = [part for part in parts if part.growth.basis == basis]
    if not of_basis:
        return None
    sure = sum(part.growth.amount or 0 for part in of_basis if part.verdict == "certain")
    return Span(round(sure, 2), round(sum(part.growth.amount or 0 for part in of_basis), 2))


def _open(stall: Stall) -> bool:
    return "censored" in stall.tags or isinf(stall.end.hi)


# -- in a stall or not -----------------------------------------------------------------------------------------


class _Order:
    """What is known of the order of touchpoints, by whatever shows it: dates are only one of those."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._graph: nx.DiGraph[str] = nx.DiGraph()
        self._graph.add_nodes_from(story.by_id)
        known = (rule for rule in story.time.rules if rule.lo >= 0 and rule.before in story.by_id)
        self._graph.add_edges_from((rule.before, rule.after) for rule in known)
        self._later: dict[str, set[str]] = {}

    def known(self, first: str | None, last: str | None) -> bool:
        """Whether one touchpoint is known to be not after the other."""
        if first is None or last is None:
            return False
        if first == last:
            return True
        if first not in self._later:
            self._later[first] = {first, *nx.descendants(self._graph, first)}
        return last in self._later[first]

    def before(self, first: str | None, last: str | None) -> bool:
        """Whether one touchpoint is another than the other, and known to be not after it."""
        return first != last and self.known(first, last)


def _parts(stall: Stall, found: Iterable[Growth], order: _Order) -> tuple[During, ...]:
    return tuple(_fell_in(stall, found, order))


def _fell_in(stall: Stall, found: Iterable[Growth], order: _Order) -> Iterator[During]:
    """The amounts that came on top between the first and the last day of a stall, the evidence of both included."""
    start, end = _marks(stall, order.story)
    for growth in found:
        first = growth.since if growth.what == "debt" else growth.at
        if growth.span.hi < stall.start.lo or growth.span.lo > stall.end.hi:
            continue
        if stall.start.hi < growth.span.lo and growth.span.hi < stall.end.lo:
            yield During(growth, "certain", _same_issue(stall, growth, order.story))
            continue
        if order.before(growth.at, start) or order.before(end, first):
            continue
        from_start = growth.span.lo >= stall.start.hi or order.known(start, first)
        until_end = growth.span.hi <= stall.end.lo or order.known(growth.at, end)
        endless = _open(stall) and isinf(stall.end.lo)
        verdict: Verdict = "certain" if from_start and (until_end or endless) else "possible"
        yield During(growth, verdict, _same_issue(stall, growth, order.story))


def _same_issue(stall: Stall, growth: Growth, story: Story) -> bool:
    """Whether an amount is about the issue of a stall, or shows the stall itself."""
    issues = {story.by_id[growth.at].issue, *(debt.issue for debt in story.case.debts if debt.id == growth.debt)}
    return stall.issue in issues or growth.at in stall.touchpoints


def _marks(stall: Stall, story: Story) -> tuple[str | None, str | None]:
    """The touchpoints with which a stall begins and ends, where it does so with one."""
    rows = sorted((story.by_id[name] for name in stall.touchpoints), key=lambda step: step.place)
    starts = [step.id for step in rows if step.span == stall.start]
    ends = [step.id for step in rows if step.span == stall.end and not _open(stall)]
    return next(iter(starts), None), next(reversed(ends), None)
