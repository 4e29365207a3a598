"""A workbook of plain tables, as other programs read them: a row of headers, texts and numbers, nothing else.

The same tables give the same bytes. A text stays a text, whatever it begins with: no formulas, no links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TypeAlias

from casekit.errors import Cell, InputRefused, Problem
from casekit.sheets.cells import MOST_SIGNS
from casekit.sheets.table import column_letters
from casekit.write.book.look import AS_TYPED, MADE_ON, as_text

__all__ = ["Rows", "plain_book"]

Rows: TypeAlias = Sequence[Mapping[str, str | int | float | bool]]


def plain_book(case: str, sheets: Mapping[str, tuple[Sequence[str], Rows]]) -> bytes:
    """The workbook with a sheet per name: its headers, and rows by header. `case` is what a problem names.

    Raises InputRefused for a text that does not fit in a cell: nothing is cut off.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    file = BytesIO()
    book = Workbook(file, AS_TYPED)
    book.set_properties({"created": MADE_ON})
    bold, live = book.add_format({"bold": True}), book.add_format(as_text("="))
    for name, (headers, rows) in sheets.items():
        # A column that is nowhere filled would be read as one that was emptied on purpose.
        used = [header for header in headers if any(header in row for row in rows)]
        page = book.add_worksheet(name)
        page.freeze_panes(1, 0)
        page.set_column(0, max(len(used) - 1, 0), 24)
        for column, header in enumerate(used):
            page.write_string(0, column, header, bold)
            for line, row in enumerate(rows, 1):
                value = row.get(header)
                if isinstance(value, bool):
                    page.write_boolean(line, column, value)
                elif isinstance(value, int | float):
                    page.write_number(line, column, value)
                elif value:
                    if len(value.encode("utf-16-le")) > 2 * MOST_SIGNS:
                        place = Cell(name, line + 1, column_letters(column))
                        raise InputRefused([Problem("too_long_for_excel", case, place, values={"most": MOST_SIGNS})])
                    page.write_string(line, column, value, live if as_text(value) else None)
    book.close()
    return file.getvalue()
