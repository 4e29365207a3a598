"""Setting aside touchpoints that lack something, with what refers to them: nothing is dropped, it waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from casekit.case import Touchpoint
from casekit.check import NAMES
from casekit.errors import Place, Problem, shown
from casekit.read.imported import Aside
from casekit.when import parse_moment

__all__ = ["without_incomplete"]

_TIMES = ("when", "not_before", "due")
Places = dict[tuple[str | int, ...], Place]


def without_incomplete(data: dict[str, Any], places: Places, file: str) -> tuple[tuple[Aside, ...], list[Problem]]:
    """Take the touchpoints that cannot be read out of the data of a case.

    Gives the rows that were set aside, and a warning for every link or time of another row that named one of
    them and is left open. `data` and `places` are changed to what remains.
    """
    rows = data.get("touchpoints", [])
    missing = {place: fields for place, row in enumerate(rows) if (fields := _missing(row))}
    if not missing:
        return (), []
    gone = {str(rows[place]["id"]) for place in missing if rows[place].get("id")}
    aside = tuple(
        Aside(places.get(("touchpoints", place)), "incomplete", _as_text(rows[place]), fields)
        for place, fields in missing.items()
    )
    kept = [place for place in range(len(rows)) if place not in missing]
    problems = [p for place in kept for p in _let_go(rows[place], gone, places, place, file)]
    data["touchpoints"] = [rows[place] for place in kept]
    now = {place: number for number, place in enumerate(kept)}
    for path in [path for path in places if path[:1] == ("touchpoints",) and len(path) > 1]:
        place = places.pop(path)
        if path[1] in now:
            places[("touchpoints", now[int(path[1])], *path[2:])] = place
    return aside, problems


def _missing(row: dict[str, Any]) -> tuple[str, ...]:
    """The fields that keep a row from being a touchpoint."""
    try:
        Touchpoint.model_validate(row)
    except ValidationError as error:
        return tuple(dict.fromkeys(str(one["loc"][0]) for one in error.errors()))
    return ()


def _let_go(row: dict[str, Any], gone: set[str], places: Places, place: int, file: str) -> Iterator[Problem]:
    """Leave open what names a row that was set aside, and say so."""
    linked = [field for field, what in NAMES["touchpoints"].items() if what == "touchpoint"]
    for field in (*linked, *_TIMES):
        value = row.get(field)
        names = [value] if isinstance(value, str) else list(value or ())
        if field in _TIMES:
            moment = parse_moment(value) if isinstance(value, str) else None
            lost = [moment.base] if moment is not None and moment.base in gone else []
            kept: list[str] = [] if lost else names
        else:
            lost = [name for name in names if name in gone]
            kept = [name for name in names if name not in gone]
        if not lost:
            continue
        if kept:
            row[field] = kept
        else:
            del row[field]
        where = places.get(("touchpoints", place, field), places.get(("touchpoints", place)))
        for name in lost:
            values = {"id": shown(row.get("id")), "field": field, "value": shown(name)}
            yield Problem("link_set_aside", file, where, "warning", values)


def _as_text(row: dict[str, Any]) -> dict[str, str]:
    """What a row held, for the list of things to do."""
    return {key: "; ".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in row.items()}
