"""The levels of release, and the table that says what each does with each field.

The table is data (`levels.toml`): people can read it, and change rows for their own use. Levels are what EDPB
Guidelines 01/2025 call pseudonymisation domains: each says what those within it get to see.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from casekit.consent import LEVELS
from casekit.errors import InputRefused, Problem, closest, shown
from casekit.read.safe.opening import MEGABYTE, read_file

__all__ = ["ACTIONS", "LEVELS", "Row", "Table", "kit_table", "loosened", "read_table"]

ACTIONS = {
    "keep": 0,
    "days": 1, "quarters": 2,
    "band": 1, "wide": 2, "enough": 3,
    "group": 1,
    "text": 1, "made_up": 2, "role": 2,
    "number": 1, "published": 1,
    "none": 9,
}  # fmt: skip
"""What can be done with a field, each with how coarse it is among those that make sense for one field."""

Row = tuple[str, str, str]
"""What levels O, A and W do with one field."""


@dataclass(frozen=True)
class Table:
    """What happens to each field, by part and field; `changed` names the rows that are not those of the kit."""

    rows: Mapping[str, Mapping[str, Row]]
    changed: tuple[str, ...] = ()

    def action(self, part: str, field: str, level: str) -> str:
        """What a level does with a field; one that no row names does not go along."""
        row = self.rows.get(part, {}).get(field)
        return row[LEVELS.index(level)] if row else "none"


@cache
def kit_table() -> Table:
    """The table that comes with the kit.

    >>> [kit_table().action("Touchpoint", "when", level) for level in LEVELS]
    ['days', 'quarters', 'none']
    """
    text = files("casekit.release").joinpath("levels.toml").read_text(encoding="utf-8")
    return Table(
        {part: {field: _row(row) for field, row in rows.items()} for part, rows in tomllib.loads(text).items()}
    )


def _row(given: list[str]) -> Row:
    fine, middle, coarse = given
    return fine, middle, coarse


def read_table(path: str | Path) -> Table:
    """The table of the kit with the rows of a file of your own in their place.

    Raises InputRefused with everything that is wrong with that file.
    """
    file, content = str(path), read_file(path, MEGABYTE, absent="no_such_file")
    try:
        own = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = getattr(error, "lineno", None)
        raise InputRefused([Problem("levels_unreadable", file, line)]) from None
    kit, problems = kit_table(), []
    rows = {part: dict(fields) for part, fields in kit.rows.items()}
    changed = []
    for part, fields in own.items():
        if part not in rows or not isinstance(fields, dict):
            problems.append(Problem("levels_part", file, values={"part": shown(part), "near": closest(part, rows)}))
            continue
        for field, row in fields.items():
            place = f"{part}.{field}"
            if field not in rows[part]:
                near = closest(field, rows[part])
                problems.append(Problem("levels_field", file, values={"field": shown(place), "near": near}))
            elif not (isinstance(row, list) and len(row) == len(LEVELS) and all(one in [*ACTIONS] for one in row)):
                values = {"field": place, "actions": ", ".join(ACTIONS)}
                problems.append(Problem("levels_row", file, values=values))
            elif _row(row) != rows[part][field]:
                rows[part][field] = _row(row)
                changed.append(place)
    if problems:
        raise InputRefused(problems)
    return Table(rows, tuple(changed))


def loosened(table: Table, level: str) -> tuple[str, ...]:
    """The rows that let more through at a level than the table of the kit does."""
    loose = []
    for place in table.changed:
        part, field = place.split(".")
        if ACTIONS[table.action(part, field, level)] < ACTIONS[kit_table().action(part, field, level)]:
            loose.append(place)
    return tuple(loose)
