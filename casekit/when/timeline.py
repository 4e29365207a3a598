"""The days of a whole case: every touchpoint's moment, tightened along the known order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import inf, isinf
from typing import TYPE_CHECKING

import networkx as nx

from casekit.when.edtf import ANYTIME, Moment, Span, add_months, parse_moment
from casekit.when.network import ORIGIN, Rule, tighten

if TYPE_CHECKING:
    from casekit.case import Case, Touchpoint

__all__ = ["Timeline", "heaped", "timeline", "views"]

HEAP_MARGIN = 7
"""Days by which a date is widened that looks filled in afterwards (methods 5.1)."""


@dataclass(frozen=True)
class Timeline:
    """When everything happened, in days since `day0`.

    `spans` has one span per touchpoint id; `order` is the known order of the ids; `observed` is the
    period that the reconstruction covers; `contradictions` lists the ids that cannot all be right;
    `heaped` the ids whose dates were widened because they look filled in afterwards; `rules` what was known
    about moments and their order, from which the spans follow.
    """

    day0: date | None
    spans: dict[str, Span]
    order: tuple[str, ...]
    observed: Span
    contradictions: tuple[tuple[str, ...], ...]
    heaped: frozenset[str]
    weekday_known: bool
    rules: tuple[Rule, ...] = ()

    def date_of(self, day: float) -> date | None:
        """The calendar date of a day number, where the case has calendar dates."""
        if self.day0 is None or isinf(day):
            return None
        ordinal = self.day0.toordinal() + int(day)
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None

    def place(self, text: str | None) -> Span:
        """The days of a moment that is not a touchpoint (a hold, a due date); anytime if it says nothing."""
        moment = parse_moment(text)
        if moment is None or moment.form == "order":
            return ANYTIME
        if moment.form == "elapsed":
            return _after(self.spans.get(moment.base or "", ANYTIME), moment, self.day0)
        if moment.absolute:
            return moment.span.shift(-self.day0.toordinal()) if self.day0 else ANYTIME
        return moment.span


def heaped(days: dict[str, date]) -> frozenset[str]:
    """The ids whose exact dates look filled in afterwards (methods 5.1).

    With ten or more exact days: when over 30 % fall on a 1st or 15th, those that do; and of a month
    with four or more rows that all have one date, those rows.

    >>> sorted(heaped({f"t{n}": date(2021, n, 1) for n in range(1, 11)}))[:2]
    ['t1', 't10']
    """
    if len(days) < 10:
        return frozenset()
    round_days = {name for name, day in days.items() if day.day in (1, 15)}
    found = round_days if 10 * len(round_days) > 3 * len(days) else set()
    months: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, day in days.items():
        months[day.year, day.month].append(name)
    for names in months.values():
        if len(names) >= 4 and len({days[name] for name in names}) == 1:
            found |= set(names)
    return frozenset(found)


def timeline(case: Case) -> Timeline:
    """Place every touchpoint of a case in time.

    An undated touchpoint lies inside the observed period, if one is given, and between its neighbours
    in the known order; a reply is never before what it replies to, nor a touchpoint before what the researcher
    answered that it needed.

    >>> import casekit as ck
    >>> case = ck.example("twaalf-regels")
    >>> timeline(case).day0 is None
    True
    """
    rows = case.touchpoint_list
    moments = {t.id: parse_moment(t.when) or Moment("", "order", ANYTIME) for t in rows}
    day0 = _day_zero(case, moments)
    shift = -day0.toordinal() if day0 else 0
    fixed = {
        name: moment.span.shift(shift) if moment.absolute else moment.span
        for name, moment in moments.items()
        if moment.form not in ("order", "elapsed")
    }
    heap = heaped({name: date.fromordinal(int(m.span.lo)) for name, m in moments.items() if m.form == "day"})
    # What was typed decides about order; only what follows from the dates is widened.
    days = {name: span.lo for name, span in fixed.items() if span.exact}
    for name in heap:
        fixed[name] = Span(fixed[name].lo - HEAP_MARGIN, fixed[name].hi + HEAP_MARGIN)
    window = _window(case, day0)
    rules = [*_day_rules(fixed), *_elapsed_rules(moments, fixed, day0), *_link_rules(case)]
    rules += [rule for view in views(rows) for rule in _order_rules(view, days)]
    rules += [Rule(ORIGIN, name, window.lo, window.hi) for name, moment in moments.items() if moment.form == "order"]
    spans, clashes = tighten(moments, rules)
    order = _sequence(case, spans, days)
    return Timeline(
        day0=day0,
        spans=spans,
        order=order,
        observed=_observed(window, spans),
        contradictions=tuple(tuple(clash) for clash in clashes),
        heaped=heap,
        weekday_known=day0 is not None,
        rules=tuple(rules),
    )


def _day_zero(case: Case, moments: dict[str, Moment]) -> date | None:
    """The date that days are counted from: as given, else that of the first touchpoint, else of the period."""
    given = parse_moment(case.day_zero)
    if given and given.absolute and given.form == "day":
        return date.fromordinal(int(given.span.lo))
    starts = [m.span.lo for m in moments.values() if m.absolute and not isinf(m.span.lo)]
    if not starts and case.observed and all(m.form != "relative" for m in moments.values()):
        period = [parse_moment(text) for text in (case.observed.from_, case.observed.until)]
        starts = [m.span.lo for m in period if m is not None and m.absolute and not isinf(m.span.lo)]
    return date.fromordinal(int(min(starts))) if starts else None


def _window(case: Case, day0: date | None) -> Span:
    """The observed period in days; unbounded where it was not given."""
    ends = []
    for text in (case.observed.from_, case.observed.until) if case.observed else (None, None):
        moment = parse_moment(text)
        if moment is None or moment.form in ("order", "elapsed"):
            ends.append(ANYTIME)
        elif moment.absolute:
            ends.append(moment.span.shift(-day0.toordinal()) if day0 else ANYTIME)
        else:
            ends.append(moment.span)
    return Span(ends[0].lo, ends[1].hi)


def _observed(window: Span, spans: dict[str, Span]) -> Span:
    """The observed period; where not given, from the first to the last touchpoint that is placed in time."""
    days = [day for span in spans.values() for day in (span.lo, span.hi) if not isinf(day)]
    lo = min(days, default=-inf) if isinf(window.lo) else window.lo
    hi = max(days, default=inf) if isinf(window.hi) else window.hi
    return Span(lo, hi)


def _day_rules(fixed: dict[str, Span]) -> Iterator[Rule]:
    for name, span in fixed.items():
        yield Rule(ORIGIN, name, span.lo, span.hi)


def _after(base: Span, moment: Moment, day0: date | None) -> Span:
    """The days some time after a base; whole months after a known date are counted on the calendar."""
    if moment.months is not None and base.exact and day0 is not None:
        start = date.fromordinal(day0.toordinal() + int(base.lo))
        day = add_months(start, moment.months).toordinal() - day0.toordinal()
        return Span(day, day)
    return Span(base.lo + moment.span.lo, base.hi + moment.span.hi)


def _elapsed_rules(moments: dict[str, Moment], fixed: dict[str, Span], day0: date | None) -> Iterator[Rule]:
    for name, moment in moments.items():
        if moment.form != "elapsed" or moment.base not in moments:
            continue
        base = fixed.get(moment.base, ANYTIME)
        if moment.months is not None and base.exact and day0 is not None:
            span = _after(base, moment, day0)
            yield Rule(ORIGIN, name, span.lo, span.hi)
        else:
            yield Rule(moment.base, name, moment.span.lo, moment.span.hi)


def _link_rules(case: Case) -> Iterator[Rule]:
    """What answers or needed what, as the rows say and as the researcher answered."""
    stated = [(earlier, t.id) for t in case.touchpoint_list for earlier in (*t.responds_to, *t.depends_on)]
    answered = [(one.before, one.after) for one in case.links if one.needed == "yes"]
    known = {t.id for t in case.touchpoint_list}
    for earlier, later in (*stated, *answered):
        if earlier != later and {earlier, later} <= known:
            yield Rule(earlier, later)


def views(touchpoints: tuple[Touchpoint, ...]) -> list[tuple[Touchpoint, ...]]:
    """The rows of each timeline that a case was joined from: order is known within one only.

    Rows of no timeline in particular belong together; a row of two timelines is in both.
    """
    names = dict.fromkeys(name for t in touchpoints for name in t.view or ("",))
    return [tuple(t for t in touchpoints if name in (t.view or ("",))) for name in names]


def _places(touchpoints: tuple[Touchpoint, ...]) -> list[tuple[float, Touchpoint]]:
    places = [(t.order if t.order is not None else place, t) for place, t in enumerate(touchpoints, 1)]
    return sorted(places, key=lambda pair: pair[0])


def _free(t: Touchpoint, days: dict[str, float]) -> bool:
    """Whether a row is placed by its day alone: dated to the day, and no `order` of its own."""
    return t.order is None and t.id in days


def _order_rules(touchpoints: tuple[Touchpoint, ...], days: dict[str, float]) -> Iterator[Rule]:
    """Rules from the known order; `days` are those that were typed to the day.

    Dated rows may be typed in any order: the place of a row that has a day and no `order` says nothing
    about other such rows, nor about rows that carry `order`. About an undated row beside it, it does.
    """
    chained: list[str] = []
    level: list[str] = []
    level_order: float | None = None
    for order, t in _places(touchpoints):
        if _free(t, days):
            continue
        if order != level_order:
            chained, level, level_order = level, [], order
        level.append(t.id)
        for earlier in chained:
            yield Rule(earlier, t.id)
    latest: str | None = None
    before: str | None = None
    for t in touchpoints:
        if _free(t, days):
            if before is not None:
                yield Rule(before, t.id)
            if latest is None or days[latest] < days[t.id]:
                latest = t.id
        elif t.order is None:
            if latest is not None:
                yield Rule(latest, t.id)
            before = t.id


def _sequence(case: Case, spans: dict[str, Span], days: dict[str, float]) -> tuple[str, ...]:
    """The ids in the order in which they are taken to have happened.

    By day where days are known; the known order decides between what could be the same day; links
    decide after that, and the id last, so that the order of dated rows in the file says nothing.
    """
    touchpoints = case.touchpoint_list
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(t.id for t in touchpoints)
    graph.add_edges_from((rule.before, rule.after) for rule in _link_rules(case))
    for view in views(touchpoints):
        graph.add_edges_from((rule.before, rule.after) for rule in _order_rules(view, days))
    places = {t.id: place for place, t in _places(touchpoints) if not _free(t, days)}

    def key(name: str) -> tuple[float, float, list[tuple[bool, int, str]]]:
        return (days.get(name, spans[name].lo), places.get(name, -inf), _natural(name))

    try:
        return tuple(nx.lexicographical_topological_sort(graph, key=key))
    except nx.NetworkXUnfeasible:  # a contradiction, reported elsewhere
        return tuple(sorted(graph, key=key))


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """So that t10 comes after t9."""
    return [
        (part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in re.split(r"(\d+)", name) if part
    ]
