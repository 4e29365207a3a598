"""What a workbook says put together with what stands in the file of the coder: nothing that was typed disappears.

A row is the same row when it is about the same stall and cause; evidence when it is of the same kind, from the same
source and for the same links; another explanation when it has the same words. What only the file has stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from casekit.coding import Coded, Coding, Evidence, Rival
from casekit.part import Part

__all__ = ["Clash", "Joined", "joined"]

_DECIDED = ("decided_by", "decided_on")
_ABOUT = ("role", "coded_on", "blind", *_DECIDED)

P = TypeVar("P", Evidence, Rival)


@dataclass(frozen=True)
class Clash:
    """A field that both fill in, each with something else."""

    stall: str
    cause: str
    field: str


@dataclass(frozen=True)
class Joined:
    """The two together, what clashes, and the rows (stall, cause) of which only the file has something."""

    coding: Coding
    clashes: tuple[Clash, ...]
    stays: tuple[tuple[str, str], ...]


def joined(there: Coding, book: Coding) -> Joined:
    """The coding of the file with that of the workbook in it; where they differ, the workbook counts, and it is told.

    The rows of a stall come in the order of the workbook, so that its first is the main cause. Who decided what is in
    the file already stays: others who decide in a workbook decide the rows that come with it.

    >>> there = Coding(coder="a", codes=[{"stall": "K01-t1", "cause": "U3", "note": "x"}])
    >>> book = Coding(coder="a", codes=[{"stall": "K01-t1", "cause": "O3"}, {"stall": "K01-t1", "cause": "U3"}])
    >>> [(row.cause, row.note) for row in joined(there, book).coding.codes]
    [('O3', None), ('U3', 'x')]
    """
    clashes: list[Clash] = []
    old = {(row.stall, row.cause): row for row in there.codes}
    new = {(row.stall, row.cause): row for row in book.codes}
    decided = {name: value for name in _DECIDED if (value := getattr(book, name)) not in (None, ())}
    later = bool(there.decided_by) and any(getattr(there, name) != value for name, value in decided.items())
    rows: dict[tuple[str, str], Coded] = {}
    stays: list[tuple[str, str]] = []
    for key, row in new.items():
        if key not in old:
            rows[key] = row.model_copy(update=decided) if later else row
            continue
        rows[key], differ, more = _row(old[key], row)
        clashes += [Clash(*key, name) for name in differ]
        stays += [key] if more else []
    stays += [key for key in old if key not in new]
    rows |= {key: row for key, row in old.items() if key not in new}
    about = {name: getattr(book, name) for name in _ABOUT if getattr(book, name) not in (None, ())}
    clashes += [Clash("", "", name) for name, value in about.items() if getattr(there, name) not in (None, (), value)]
    about = {name: value for name, value in about.items() if not (later and name in _DECIDED)}
    ordered = _ordered([row.stall for row in there.codes], list(rows.values()))
    return Joined(there.model_copy(update={**about, "codes": ordered}), tuple(clashes), tuple(stays))


def _ordered(places: list[str], rows: list[Coded]) -> tuple[Coded, ...]:
    """The rows of every stall in the places that this stall has in the file; what is more comes after its last."""
    left = {stall: [row for row in rows if row.stall == stall] for stall in dict.fromkeys(row.stall for row in rows)}
    ordered: list[Coded] = []
    for place, stall in enumerate(places):
        count = 1 if stall in places[place + 1 :] else len(left[stall])
        ordered += left[stall][:count]
        left[stall] = left[stall][count:]
    return (*ordered, *(row for more in left.values() for row in more))


def _row(old: Coded, new: Coded) -> tuple[Coded, list[str], bool]:
    """The row of both, the fields that differ, and whether the file has something that the workbook has not."""
    said = _filled(new)
    update: dict[str, Any] = {name: value for name, value in said.items() if name not in ("evidence", "rivals")}
    differ = [name for name in update if name in _filled(old) and getattr(old, name) != update[name]]
    evidence, wrong_evidence, more_evidence = _parts(old.evidence, new.evidence, _same_evidence)
    rivals, wrong_rivals, more_rivals = _parts(old.rivals, new.rivals, _same_rival)
    differ += ["evidence"] * wrong_evidence + ["rivals"] * wrong_rivals
    more = more_evidence or more_rivals or any(name not in said for name in _filled(old) if name not in _DECIDED)
    return old.model_copy(update={**update, "evidence": evidence, "rivals": rivals}), differ, more


def _filled(part: Part) -> dict[str, Any]:
    """The fields of a part that hold something, those that the kit does not know too."""
    everything = {**{name: getattr(part, name) for name in type(part).model_fields}, **(part.model_extra or {})}
    return {name: value for name, value in everything.items() if value not in (None, ())}


def _parts(old: tuple[P, ...], new: tuple[P, ...], same: Callable[[P], object]) -> tuple[tuple[P, ...], bool, bool]:
    """The parts of both in the order of the workbook, whether some differ, and whether the file has more of them.

    Where each has parts that the other has not, they may be the same with other words: that is a difference too.
    """
    left: list[P] = list(old)
    found: dict[int, P] = {}
    differ = False
    for exactly in (True, False):
        for place, one in enumerate(new):
            alike = (before for before in left if (before == one if exactly else same(before) == same(one)))
            if place not in found and (before := next(alike, None)) is not None:
                left.remove(before)
                there, here = _filled(before), _filled(one)
                differ = differ or any(
                    there.get(name, value) != value for name, value in here.items() if name != "link"
                )
                found[place] = before.model_copy(update=here)
    differ = differ or (bool(left) and len(found) < len(new))
    both: list[P] = [found.get(place, one) for place, one in enumerate(new)]
    return tuple(both + left), differ, bool(left)


def _same_evidence(one: Evidence) -> object:
    return frozenset(one.link), one.kind, one.source


def _same_rival(one: Rival) -> object:
    return one.explanation
