"""The list of things to do after an import: the rows that wait for something, as a table that opens in Excel."""

from __future__ import annotations

from collections.abc import Sequence

from casekit.errors import spot
from casekit.read.imported import Aside
from casekit.sheets.plan import sheet
from casekit.text import say
from casekit.write.tables import table_text

__all__ = ["FILE_NAME", "to_do_csv"]

FILE_NAME = {"nl": "te-doen.csv", "en": "to-do.csv"}


def to_do_csv(rows: Sequence[Aside], lang: str = "nl") -> str:
    """One line per row that was set aside: where it stands, why, what it lacks, and what it says.

    >>> from casekit.errors import Cell
    >>> row = Aside(Cell("Contactmomenten", 4), "incomplete", {"id": "t3", "from": "inwoner"}, ("kind",))
    >>> to_do_csv([row]).splitlines()[1]
    'blad Contactmomenten, cel A4;mist iets wat nodig is;soort;t3;inwoner'
    """
    touchpoints = sheet("touchpoints")
    header = {field.name: field.header(lang) for field in touchpoints.fields} | {"code": say("to_do.code", lang)}
    names = [field.name for field in touchpoints.fields]
    names += [key for row in rows for key in row.values if key not in names and key != "place"]
    names = list(dict.fromkeys(name for name in names if any(name in row.values for row in rows)))
    titles = [say(f"to_do.{key}", lang) for key in ("place", "why", "missing")]
    table = [[*titles, *(header.get(name, name) for name in names)]]
    for row in rows:
        missing = ", ".join(header.get(name, name) for name in row.missing)
        where = spot(row.place)[lang] if row.place is not None else row.values.get("place", "")
        said = [row.values.get(name, "") for name in names]
        table.append([where, say(f"aside.{row.reason}", lang), missing, *said])
    return table_text(table)
