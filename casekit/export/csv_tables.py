"""A case as CSV files, the way Dutch programs open them by a double click.

Semicolons, UTF-8 with a byte order mark, decimal commas, lines that end in CRLF (RFC 4180 but for the semicolon). A
text that a spreadsheet would take for a formula gets an apostrophe in front; the reader of the kit takes one away.
"""

from __future__ import annotations

from collections.abc import Sequence

from casekit.case import Case
from casekit.sheets.rows import case_tables
from casekit.sheets.table import Raw
from casekit.write.tables import table_text

__all__ = ["csv_file", "csv_tables"]

NEEDED = ("case", "actors", "touchpoints")


def csv_tables(case: Case, lang: str = "nl") -> dict[str, bytes]:
    r"""The files of a case by name: the case, actors and touchpoints, and every other list that is filled.

    >>> import casekit as ck
    >>> files = csv_tables(ck.example("twaalf-regels"))
    >>> list(files), files["Actoren.csv"][:6]
    (['Casus.csv', 'Actoren.csv', 'Contactmomenten.csv'], b'\xef\xbb\xbfid;')
    """
    return {
        f"{filled.table.name}.csv": csv_file([filled.table.headers, *(row.values for row in filled.table.rows)])
        for filled in case_tables(case, lang)
        if filled.table.rows or filled.sheet.name in NEEDED
    }


def csv_file(rows: Sequence[Sequence[Raw]]) -> bytes:
    """One file of rows, the headers first."""
    return table_text([_cell(value) for value in row] for row in rows).encode("utf-8", "surrogatepass")


def _cell(value: Raw) -> str:
    if value is None:
        return ""
    return repr(value).replace(".", ",") if isinstance(value, float) else str(value)
