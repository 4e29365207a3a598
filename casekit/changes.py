"""What changed between two versions of a case, field by field, and how to make the one of the other."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from casekit.case import Case
from casekit.filled import file_names, filled
from casekit.part import Part
from casekit.values import many, promise_form

__all__ = ["AT_THE_END", "Change", "Path", "applied", "changes", "matched", "part_in", "row_names"]

Path: TypeAlias = tuple[str, ...]
"""Where something stands in a case: down from the case, by the names in a file and the ids of rows."""
AT_THE_END = ""
"""Instead of the row that an added row stands behind: the last one, whatever it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two cases.

    `path` goes down from the case, by the names in a file and the ids of rows: `("touchpoints", "t3", "when")`.
    A row without an id goes by what it is about: its source and actor (`coverage`), the two it links (`links`), or
    what it asks (`alternatives`).
    `old` and `new` are values as a file holds them; None is a field without a value, or a row that is not there.
    A row that was added or moved stands behind the row `after`; None is the first place.
    """

    path: Path
    old: Any = None
    new: Any = None
    what: Literal["changed", "added", "removed", "moved"] = "changed"
    after: str | None = None


def changes(a: Case, b: Case) -> tuple[Change, ...]:
    """What makes `b` of `a`: fields, then rows; none when the two are equal.

    Rows go by their id, so a row with another id is another row. Fields that the kit does not know are included.

    >>> from casekit.notation import case_of
    >>> a, b = case_of("t1: inwoner > gemeente vraag"), case_of("t1: inwoner > gemeente vraag @2021-03-05")
    >>> [(change.path, change.old, change.new) for change in changes(a, b)]
    [(('touchpoints', 't1', 'when'), None, '2021-03-05')]
    """
    return tuple(_between(filled(a, defaults=False), filled(b, defaults=False), ()))


def _between(old: dict[str, Any], new: dict[str, Any], path: Path) -> Iterator[Change]:
    """The changes of one part."""
    for key in [*old, *(key for key in new if key not in old)]:
        before, after, here = old.get(key), new.get(key), (*path, key)
        if before == after and type(before) is type(after):
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _between(before, after, here)
        elif _is_rows(before) and _is_rows(after):
            yield from _between_rows(before or [], after or [], here)
        else:
            yield Change(here, before, after)


def _between_rows(old: list[Any], new: list[Any], path: Path) -> Iterator[Change]:
    before, after = row_names(old), row_names(new)
    rows = dict(zip(before, old, strict=True))
    for name in before:
        if name not in after:
            yield Change((*path, name), rows[name], None, "removed")
    for name, row in zip(after, new, strict=True):
        if name in rows:
            yield from _between(rows[name], row, (*path, name))
    places = {name: place for place, name in enumerate(before)}
    stay = _longest_rising([places[name] for name in after if name in places])
    for number, name in enumerate(after):
        behind = after[number - 1] if number else None
        if name not in rows:
            yield Change((*path, name), None, new[number], "added", behind)
        elif places[name] not in stay:
            yield Change((*path, name), None, None, "moved", behind)


def _is_rows(value: Any) -> bool:
    """Whether a value is a list of rows, each with something to know it by, or nothing at all."""
    return value is None or (
        isinstance(value, list) and bool(value) and all(isinstance(row, dict) and _about(row) for row in value)
    )


def _about(row: Any) -> str:
    """What a row is known by; a row that is one word is known by that."""
    if not isinstance(row, dict):
        return str(row)
    if row.get("id"):
        return str(row["id"])
    if row.get("actor") or row.get("source"):
        return f"{row.get('source') or '-'} / {row.get('actor') or '-'}"
    if row.get("before") or row.get("after"):
        return f"{row.get('before') or '-'} / {row.get('after') or '-'}"
    return "; ".join(map(str, many(row.get("needs")))) or "-"


def row_names(rows: list[Any]) -> list[str]:
    """What each row of a list is called in a path; one that has been used gets a number.

    >>> row_names([{"id": "t1"}, {"id": "t1"}, {"source": "dossier", "actor": "balie"}])
    ['t1', 't1 (2)', 'dossier / balie']
    """
    names: dict[str, None] = {}
    used: Counter[str] = Counter()
    for row in rows:
        name = about = _about(row)
        while name in names:
            used[about] += 1
            name = f"{about} ({used[about] + 1})"
        names[name] = None
    return list(names)


def _longest_rising(numbers: list[int]) -> set[int]:
    """As many of the numbers as possible that stand in rising order: the rows that need not move."""
    ends: list[int] = []
    previous: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(ends, number)
        previous[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    stay: set[int] = set()
    number_or_none = ends[-1] if ends else None
    while number_or_none is not None:
        stay.add(number_or_none)
        number_or_none = previous[number_or_none]
    return stay


def matched(old: list[Any], new: list[Any]) -> list[int | None]:
    """For each new row the place of the old row that it was, or None.

    >>> matched([{"id": "a"}, {"id": "b"}], [{"id": "b"}, {"id": "c"}])
    [1, None]
    """
    before = {name: place for place, name in enumerate(row_names(old))}
    found = [before.get(name) for name in row_names(new)]
    gone = [place for place in range(len(old)) if place not in found]
    come = [number for number, place in enumerate(found) if place is None]
    for number, place in zip(come, gone, strict=False):  # the same row with another id, or another word in its place
        if len(gone) == len(come) and _without_id(old[place]) == _without_id(new[number]):
            found[number] = place
    return found


def _without_id(row: Any) -> Any:
    """What two rows with other ids are compared by; a row that is no more than an id is only itself."""
    return ({key: value for key, value in row.items() if key != "id"} or row) if isinstance(row, dict) else None


def applied(data: dict[str, Any], wanted: Iterable[Change]) -> dict[str, Any]:
    """What a case file holds, with changes made in it; what does not change stays as it was typed.

    Raises KeyError for a change in a row that is not there.

    >>> row = {"id": "t1", "from": "inwoner", "to": "gemeente", "kind": "Vraag"}
    >>> applied({"touchpoints": [row]}, [Change(("touchpoints", "t1", "when"), None, "2021")])["touchpoints"]
    [{'id': 't1', 'from': 'inwoner', 'to': 'gemeente', 'kind': 'Vraag', 'when': '2021'}]
    """
    made = deepcopy(data)
    names: dict[int, list[str]] = {}
    for change in wanted:
        _apply(made, change, names)
    return made


def _apply(data: dict[str, Any], change: Change, names: dict[int, list[str]]) -> None:
    """Make one change; `names` remembers what the rows of each list were called before any of them changed."""
    here: Any = data
    part: type[Part] | None = Case
    *way, last = change.path
    for number, key in enumerate(way, 1):
        if isinstance(here, list):
            place = _place_of(names[id(here)], key)
            if not isinstance(here[place], dict):
                here[place] = {"id": here[place]}
            here = here[place]
        else:
            value = here.get(_as_typed(here, key))
            rows = change.what != "changed" and number == len(way)
            if not isinstance(value, dict | list):  # one word that stands for a part or for a row
                value = (
                    [] if value is None and rows else promise_form(value) if key == "promise" else list(many(value))
                )
                _put(here, key, value or ([] if rows else {}), part)
            part, here = part_in(part, key), here[_as_typed(here, key)]
        if isinstance(here, list):
            names.setdefault(id(here), row_names(here))
    if isinstance(here, list):
        _place(here, names[id(here)], change)
    elif change.new is None:
        here.pop(_as_typed(here, last), None)
    else:
        _put(here, last, deepcopy(change.new), part)


def _place(rows: list[Any], names: list[str], change: Change) -> None:
    """Add, remove or move a row."""
    name, row = change.path[-1], change.new
    if change.what != "added":
        place = _place_of(names, name)
        names.pop(place)
        row = rows.pop(place)
    if change.what != "removed":
        place = len(names) if change.after == AT_THE_END else 0
        place = _place_of(names, change.after) + 1 if change.after else place
        names.insert(place, name)
        rows.insert(place, deepcopy(row))


def _place_of(names: list[str], name: str) -> int:
    if name not in names:
        raise KeyError(name)
    return names.index(name)


_ATTRIBUTES = {
    info.alias: name for part in Part.__subclasses__() for name, info in part.model_fields.items() if info.alias
}
"""Fields that have another name in Python, which reading accepts too."""


def _as_typed(part: dict[str, Any], key: str) -> str:
    """The name under which a field stands in a file."""
    return _ATTRIBUTES[key] if key not in part and _ATTRIBUTES.get(key) in part else key


def _put(data: dict[str, Any], key: str, value: Any, part: type[Part] | None) -> None:
    """Fill in a field: where it stands, or behind the field that comes before it in the definition of the part."""
    typed = _as_typed(data, key)
    if typed in data:
        data[typed] = value
        return
    order = file_names(part) if part is not None else ()
    before = [name for name in order[: order.index(key)] if name in data] if key in order else list(data)
    place = list(data).index(before[-1]) + 1 if before else 0
    fields = list(data.items())
    data.clear()
    data.update([*fields[:place], (key, value), *fields[place:]])


def part_in(part: type[Part] | None, key: str) -> type[Part] | None:
    """Which part a field holds, or rows of which part."""
    fields = {info.alias or name: info.annotation for name, info in part.model_fields.items()} if part else {}
    todo = [fields.get(key)]
    while todo:
        kind = todo.pop()
        if isinstance(kind, type) and issubclass(kind, Part):
            return kind
        todo += get_args(kind)
    return None
