"""Net waits: the days between two moments that no legitimate wait accounts for.

Source: methods 4.2 (the min/max rule) and 4.4 (the catalogue of legitimate waits).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf, isinf

from casekit.asks import Ask, asks_of, unfounded
from casekit.case import Hold
from casekit.story import Story
from casekit.when import Span, parse_moment

__all__ = ["SUBTRACTED", "Pause", "Waits", "outside", "union"]

SUBTRACTED = frozenset({"law", "suspension", "client_choice", "client_turn", "agreed_pause", "process_time"})
"""Bases of a hold that stop the clock; a calendar rhythm or a waiting list does not (methods 4.4)."""


@dataclass(frozen=True, slots=True)
class Pause:
    """One legitimate wait in days: it starts and ends somewhere in these spans, end day not included."""

    id: str
    basis: str
    start: Span
    end: Span
    issue: str | None
    parties: frozenset[str]

    def holds_for(self, issue: str, party: str | None) -> bool:
        """Whether it stops this party's clock on this issue."""
        if self.issue is not None and self.issue != issue:
            return False
        return not self.parties or party is None or party in self.parties


class Waits:
    """The legitimate waits of a case, and net days between moments."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.pauses: tuple[Pause, ...] = tuple(
            pause for pause in (*self._stated(), *self._client_turns()) if pause.basis in SUBTRACTED
        )
        self._days: dict[tuple[str, str | None, bool], list[tuple[float, float]]] = {}

    def _stated(self) -> Iterator[Pause]:
        for hold in self.story.case.holds:
            if unfounded(self.story, hold) or self._chosen_by_others(hold):
                continue
            start, end = self.ends_of(hold)
            parties = frozenset(map(self.story.party, hold.actors))
            yield Pause(hold.id, hold.basis, start, end, hold.issue, parties)

    def _chosen_by_others(self, hold: Hold) -> bool:
        """Whether a wait that stands as the resident's choice was chosen by somebody else."""
        by = hold.chosen_by
        return hold.basis == "client_choice" and by is not None and not self.story.client_side(by)

    def ends_of(self, hold: Hold) -> tuple[Span, Span]:
        """Between which days a hold starts and ends; without an end it lasts its normal maximum, then expires."""
        place = self.story.time.place
        start = place(hold.from_)
        if hold.until is not None:
            end = place(hold.until)
        elif hold.max_days is not None:
            end = start.shift(hold.max_days)
        else:
            end = start  # no end and no maximum: nothing is known to be legitimate
        return start, Span(max(end.lo, start.lo), max(end.hi, start.hi))

    def _client_turns(self) -> Iterator[Pause]:
        """Documents asked, and needed: until they are delivered the resident is at turn (methods 4.4)."""
        for ask in asks_of(self.story):
            end = self._end_of_turn(ask)
            if end is not None and not ask.faults:
                asker = frozenset({ask.step.sender})
                # an ask that may have been out of order stops the clock only where waits are taken at their widest
                start = Span(ask.step.span.lo, end.hi) if ask.doubts else ask.step.span
                yield Pause(ask.step.id, "client_turn", start, end, ask.step.issue, asker)

    def _end_of_turn(self, ask: Ask) -> Span | None:
        """When the resident's turn ended: at the delivery, else when the time given for it was over."""
        if ask.delivery is not None:
            return ask.delivery.span
        moment = parse_moment(ask.step.t.due)
        if moment is None or moment.form == "order":
            return None
        due = self.story.time.place(ask.step.t.due)
        return Span(max(due.lo, ask.step.span.lo), max(due.hi, ask.step.span.hi))

    def merged(self, issue: str, party: str | None, widest: bool) -> list[tuple[float, float]]:
        """The days, as [from, until) and apart from each other, that are in no one's clock on an issue."""
        key = (issue, party, widest)
        if key not in self._days:
            spans = []
            for pause in self.pauses:
                if pause.holds_for(issue, party):
                    if widest:
                        spans.append((pause.start.lo, pause.end.hi))
                    elif pause.start.hi < pause.end.lo:
                        spans.append((pause.start.hi, pause.end.lo))
            self._days[key] = union(spans)
        return self._days[key]

    def net(self, first: Span, last: Span, issue: str, party: str | None = None) -> Span:
        """Net days from one moment to another on an issue, for one party's clock.

        The least counts from the latest start to the earliest end with every pause at its widest; the
        most from the earliest start to the latest end with every pause at its narrowest.
        """
        least = outside(first.hi, last.lo, self.merged(issue, party, True))
        most = outside(first.lo, last.hi, self.merged(issue, party, False))
        return Span(least, max(least, most))


def union(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same days as stretches that do not overlap, in order."""
    merged: list[tuple[float, float]] = []
    for lo, hi in sorted(spans):
        if merged and lo <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(hi, merged[-1][1]))
        elif hi > lo:
            merged.append((lo, hi))
    return merged


def outside(start: float, end: float, pauses: list[tuple[float, float]]) -> float:
    """Days in [start, end) that lie in no pause; 0 where the end is not after the start."""
    if end <= start:
        return 0
    if isinf(start) or isinf(end):
        return inf
    paused: float = 0
    for lo, hi in pauses[bisect_right(pauses, start, key=_until) :]:
        if lo >= end:
            break
        paused += min(end, hi) - max(start, lo)
    return end - start - paused


def _until(pause: tuple[float, float]) -> float:
    return pause[1]
