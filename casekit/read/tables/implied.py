"""What a sheet of one's own leaves out and follows from what it says: ids of rows, and who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from casekit.errors import Place, Problem, shown
from casekit.values import many
from casekit.vocabulary import find_code

__all__ = ["name_actors", "number_rows"]

Places = dict[tuple[str | int, ...], Place]
_ARTICLE = re.compile(r"(?:de|het|een|the|an?)\s+", re.IGNORECASE)


def number_rows(data: dict[str, Any], places: Places, file: str) -> Iterator[Problem]:
    """Touchpoints of a sheet without a column for ids are counted: t1, t2, ... in the order of the sheet."""
    rows = data.get("touchpoints", [])
    if not rows or any("id" in row for row in rows):
        return
    for number, row in enumerate(rows, 1):
        row["id"] = f"t{number}"
    values = {"n": len(rows)}
    yield Problem("ids_given", file, places.get(("touchpoints",)), "warning", values)


def name_actors(data: dict[str, Any], places: Places, file: str) -> Iterator[Problem]:
    """Without a sheet of actors, those that the touchpoints name take part; of a known kind where the name is one."""
    if "actors" in data or not data.get("touchpoints"):
        return
    found: dict[str, Place | None] = {}
    for place, row in enumerate(data["touchpoints"]):
        for field in ("from", "to"):
            for name in many(row.get(field)):
                found.setdefault(str(name), places.get(("touchpoints", place, field)))
    if not found:
        return
    data["actors"] = []
    for name, where in found.items():
        kind = find_code("actor_kind", _ARTICLE.sub("", name, count=1)) or "other"
        if where is not None:
            places[("actors", len(data["actors"]))] = where
        data["actors"].append({"id": name, "kind": kind})
    unknown = sum(actor["kind"] == "other" for actor in data["actors"])
    values = {"n": len(found), "unknown": unknown}
    yield Problem("actors_given", file, places.get(("touchpoints",)), "warning", values)
    first: dict[str, str] = {}
    for name, where in found.items():
        other = first.setdefault(_letters(name), name)
        if other != name:
            yield Problem("actors_alike", file, where, "warning", {"value": shown(name), "other": shown(other)})


def _letters(name: str) -> str:
    """A name as it is compared: 'de Wmo-loket' and 'Wmo loket' may well be one party."""
    return re.sub(r"[\W_]+", "", _ARTICLE.sub("", name, count=1)).casefold()
