"""Where the columns of a timeline stand: in proportion to time, never closer than one pitch, cut at silence.

Lengths are millimetres, times days. Nothing here draws.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isinf

from casekit.when import Span

__all__ = ["CUT_AFTER", "Columns", "Cut", "isotonic", "known_days", "place", "silences", "split"]

CUT_AFTER = 35
"""A silence of more days than this is cut out of the axis."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of the axis without any known contact, `days` long, drawn from `left` to `right`."""

    after: int
    left: float
    right: float
    days: float


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of every column; `days` is the day each stands for, None where only the order is known."""

    xs: tuple[float, ...]
    days: tuple[float | None, ...]
    cuts: tuple[Cut, ...]

    def x_of(self, day: float) -> float | None:
        """Where a day lies between the columns that have one; outside them, the nearest of these."""
        known = [(d, x) for d, x in zip(self.days, self.xs, strict=True) if d is not None]
        if not known or day != day:
            return None
        n = bisect_right([d for d, _ in known], day)
        if n == 0 or n == len(known):
            return known[min(n, len(known) - 1)][1]
        (d0, x0), (d1, x1) = known[n - 1], known[n]
        return x0 + (x1 - x0) * (day - d0) / (d1 - d0)


def isotonic(wanted: Sequence[float]) -> list[float]:
    """The non-decreasing numbers nearest to those wanted (least squares, pool adjacent violators).

    Source: Best & Chakravarti (1990), Active set algorithms for isotonic regression, Math. Programming 47.

    >>> isotonic([1, 3, 2, 4])
    [1.0, 2.5, 2.5, 4.0]
    """
    pools: list[tuple[float, int]] = []
    for value in wanted:
        total, n = float(value), 1
        while pools and pools[-1][0] / pools[-1][1] > total / n:
            before, many = pools.pop()
            total, n = total + before, n + many
        pools.append((total, n))
    return [total / n for total, n in pools for _ in range(n)]


def known_days(spans: Sequence[Span], dated: Sequence[bool]) -> tuple[float | None, ...]:
    """The day each dated column stands for (the middle of its span), never before the one to its left."""
    days: list[float | None] = []
    latest = -inf
    for span, has_date in zip(spans, dated, strict=True):
        if has_date and not isinf(span.lo) and not isinf(span.hi):
            latest = max(latest, (span.lo + span.hi) / 2)
            days.append(latest)
        else:
            days.append(None)
    return tuple(days)


def silences(spans: Sequence[Span], longest: float = CUT_AFTER) -> dict[int, float]:
    """Between which columns nothing can have happened for more than `longest` days: {column before: days}.

    Only what is certain: from the latest day that anything before can have to the earliest day of anything
    after. An undated contact in between leaves no such stretch.

    >>> silences([Span(0, 0), Span(90, 95), Span(100, 100)])
    {0: 90}
    >>> silences([Span(0, 0), Span(0, 100), Span(100, 100)])
    {}
    """
    found = {}
    earliest_after = [inf] * (len(spans) + 1)
    for n in range(len(spans) - 1, -1, -1):
        earliest_after[n] = min(earliest_after[n + 1], spans[n].lo)
    latest = -inf
    for n, span in enumerate(spans[:-1]):
        latest = max(latest, span.hi)
        days = earliest_after[n + 1] - latest
        if longest < days < inf:
            found[n] = days
    return found


def _wishes(days: Sequence[float | None]) -> list[float]:
    """A day for every column, also those without: evenly between the neighbours that have one.

    Before the first and after the last there is no neighbour: a day apart, which the pitch makes visible.
    """
    wishes = [0.0] * len(days)
    known = [n for n, day in enumerate(days) if day is not None]
    for n in range(len(days)):
        left = max((k for k in known if k <= n), default=None)
        right = min((k for k in known if k >= n), default=None)
        start = days[left] if left is not None else None
        end = days[right] if right is not None else None
        if left is not None and right is not None and start is not None and end is not None:
            wishes[n] = start if left == right else start + (end - start) * (n - left) / (right - left)
        elif left is not None and start is not None:
            wishes[n] = start + n - left
        elif right is not None and end is not None:
            wishes[n] = end - (right - n)
        else:
            wishes[n] = float(n)
    return wishes


def place(
    spans: Sequence[Span],
    dated: Sequence[bool],
    room: float,
    pitch: float,
    cut_width: float,
    widest: float = 30,
) -> Columns:
    """Give every column its place in `room` mm.

    Each column is at least one pitch from the last (a wider pitch where there is room for it, so that a
    burst is not crowded), and as near as that allows to where its day would be on a straight axis.
    Silences are cut to `cut_width`. Without any date the columns stand evenly.

    >>> [round(x) for x in place([Span(0, 0), Span(1, 1), Span(30, 30)], [True] * 3, 60, 4, 10, 60).xs]
    [0, 7, 60]
    """
    count = len(spans)
    days = known_days(spans, dated)
    quiet = silences(spans) if any(day is not None for day in days) else {}
    free = room - cut_width * len(quiet)
    if count < 2:
        return Columns((0.0,) * count, days, ())
    if all(day is None for day in days):
        step = min(free / (count - 1), widest / 2)
        return Columns(tuple(n * max(step, pitch) for n in range(count)), days, ())
    pitch = max(pitch, min(0.8 * free / (count - 1), 7.0))
    wishes = _wishes(days)
    gaps = [0.0 if n in quiet else min(wishes[n + 1] - wishes[n], CUT_AFTER) for n in range(count - 1)]
    scale = min(free / sum(gaps), widest / max(gaps)) if sum(gaps) else 0.0
    wanted, least = [0.0], [0.0]
    for n, gap in enumerate(gaps):
        extra = cut_width if n in quiet else 0.0
        wanted.append(wanted[-1] + gap * scale + extra + (pitch if n in quiet else 0))
        least.append(least[-1] + pitch + extra)
    slack = max(0.0, room - least[-1])
    moved = isotonic([w - x for w, x in zip(wanted, least, strict=True)])
    first = moved[0]
    xs = tuple(x + min(max(y - first, 0.0), slack) for x, y in zip(least, moved, strict=True))
    cuts = tuple(
        Cut(n, (xs[n] + xs[n + 1] - cut_width) / 2, (xs[n] + xs[n + 1] + cut_width) / 2, quiet[n]) for n in quiet
    )
    return Columns(xs, days, cuts)


def split(spans: Sequence[Span], dated: Sequence[bool], room: float, pitch: float, cut_width: float) -> list[range]:
    """Which columns stand on which sheet: as few sheets as the pitch allows, about equally full."""
    quiet = silences(spans) if any(day is not None for day in known_days(spans, dated)) else {}
    needs = [pitch + (cut_width if n in quiet else 0) for n in range(len(spans))]

    def fill(most: int) -> list[range]:
        sheets, start, used = [], 0, 0.0
        for n in range(len(spans)):
            if n > start and (used > room or n - start >= most):
                sheets.append(range(start, n))
                start, used = n, 0.0
            used += needs[n]
        return [*sheets, range(start, len(spans))]

    fewest = fill(len(spans) + 1)
    even = fill(-(-len(spans) // len(fewest)) or 1)
    return even if len(even) == len(fewest) else fewest
