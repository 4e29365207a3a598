"""Where legitimate waits stand: grey bars low in the lanes of those they bind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isinf

from casekit.case import Case, Hold, Touchpoint
from casekit.figures.bands import stack
from casekit.figures.columns import Columns
from casekit.figures.lettering import width
from casekit.figures.paper import Paper
from casekit.figures.parties import client_side
from casekit.vocabulary import label
from casekit.when import Timeline

__all__ = ["HoldBar", "hold_bars"]

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class HoldBar:
    """A legitimate wait in the lane of an actor that it binds; `slot` counts from the foot of the lane."""

    hold: Hold
    actor: str
    left: float
    right: float
    slot: int
    words: str
    words_x: float


def hold_bars(
    case: Case,
    shown: Sequence[Touchpoint],
    when: Timeline,
    places: Columns,
    rank: Mapping[str, int],
    room: tuple[float, float],
    paper: Paper,
    lang: str,
) -> tuple[tuple[HoldBar, ...], tuple[str, ...], tuple[str, ...]]:
    """The grey bars; what the letters on narrow ones mean; and the waits without a place in time.

    A wait that binds everybody stands in the resident's lane. `rank` is the row of each actor.
    """
    known = [day for day in places.days if day is not None]
    everybody = sorted(client_side(case), key=rank.__getitem__)[:1] or list(rank)[:1]
    by_actor: dict[str, list[tuple[Hold, float, float]]] = {}
    unplaced: list[str] = []
    for hold in case.holds:
        stretch = _days(hold, when)
        if stretch is None or not known:
            unplaced.append(_words(hold, lang))
            continue
        if len(shown) < len(when.order) and (stretch[1] < known[0] or stretch[0] > known[-1]):
            continue  # on another sheet
        left, right = places.x_of(stretch[0]), places.x_of(stretch[1])
        assert left is not None
        assert right is not None
        for actor in [name for name in hold.actors if name in rank] or everybody:
            by_actor.setdefault(actor, []).append((hold, left, min(max(right, left + 2), room[1])))
    made: list[HoldBar] = []
    letters: dict[str, str] = {}
    for actor, found in by_actor.items():
        slots = stack([(left, right) for _, left, right in found])
        written: list[tuple[int, float, float]] = []
        stems = _stems(shown, places, rank, rank[actor])
        cuts = [(cut.left, cut.right) for cut in places.cuts]
        for n, ((hold, left, right), slot) in enumerate(zip(found, slots, strict=True)):
            bars = [(le, ri) for m, (_, le, ri) in enumerate(found) if slots[m] == slot and m != n]
            taken = cuts + [(le, ri) for s, le, ri in written if s == slot]
            words = _words(hold, lang)
            x = _fit(words, left, right, bars, taken, stems, room, paper, low=slot == 0)
            if x is None:
                letters.setdefault(words, LETTERS[len(letters) % len(LETTERS)])
                words = letters[words]
                x = _fit(words, left, right, bars, taken, stems, room, paper, low=True)
            if x is not None:
                written.append((slot, x, x + width(words, paper.small)))
            made.append(HoldBar(hold, actor, left, right, slot, words if x is not None else "", x or left))
    explained = tuple(f"{letter} {words}" for words, letter in letters.items())
    return tuple(made), explained, tuple(unplaced)


def _words(hold: Hold, lang: str) -> str:
    return hold.label or label("hold_basis", hold.basis, lang)


def _stems(
    shown: Sequence[Touchpoint], places: Columns, rank: Mapping[str, int], row: int
) -> list[tuple[float, float]]:
    """Where arrows and dots stand in a lane, which words had better leave free."""
    found = []
    for touchpoint, x in zip(shown, places.xs, strict=True):
        ends = () if touchpoint.kind == "silence" else touchpoint.to
        rows = [rank[name] for name in (touchpoint.from_, *ends)]
        if min(rows) <= row <= max(rows):
            found.append((x - 1.3, x + 1.3))
    return found


def _fit(
    words: str,
    left: float,
    right: float,
    bars: Sequence[tuple[float, float]],
    taken: Sequence[tuple[float, float]],
    stems: Sequence[tuple[float, float]],
    room: tuple[float, float],
    paper: Paper,
    low: bool,
) -> float | None:
    """Where words stand: in the bar, or beside it clear of arrows; None where neither has room."""
    wide = width(words, paper.small)

    def free(x: float, reach: float, blocked: Sequence[tuple[float, float]]) -> bool:
        return all(x + reach + 0.5 <= start or x - 0.5 >= end for start, end in blocked)

    edges = [edge for stretch in (*taken, *stems) for edge in (stretch[1] + 0.8, stretch[0] - wide - 0.8)]
    within = [left + 0.8, (left + right - wide) / 2, right - wide - 0.8, *edges]
    inside = [x for x in within if left + 0.4 <= x and x + wide <= right - 0.4 and free(x, wide, taken)]
    near = [x for x in edges if right + 1 < x < right + 8 or left - 8 < x + wide < left - 1]
    beside = [x for x in (right + 1, left - 1 - wide, *near) if room[0] <= x and x + wide <= room[1]]
    beside = [x for x in beside if free(x, wide, [*bars, *taken])]
    clear = [x for x in (*inside, *beside) if free(x, wide, stems)]
    if clear or (low and inside):  # a low bar crosses lines only, a high one also dots
        return [*clear, *inside][0]
    return None


def _days(hold: Hold, when: Timeline) -> tuple[float, float] | None:
    """The first and last day of a wait: as told, else its longest term, else what is known of the case."""
    start, end = when.place(hold.from_), when.place(hold.until)
    left = start.lo if not isinf(start.lo) else start.hi
    right = end.hi if not isinf(end.hi) else end.lo
    if isinf(left) and isinf(right):
        return None
    if isinf(left):
        left = right - (hold.max_days or 0)
    if isinf(right):
        right = left + hold.max_days if hold.max_days is not None else max(left, when.observed.hi)
        right = left if isinf(right) else right
    return left, max(left, right)
