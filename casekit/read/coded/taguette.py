"""What Taguette exports: a table with one row per tag of a highlight (`id, document, tag, content`).

The table does not say where in its document a highlight lies, so that only tags of one highlight go together. The
project file (`.sqlite3`) does say so: `taguette_project`. Source: Taguette 1.5.2, which was run to make the tests.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from casekit.errors import InputRefused, Problem
from casekit.read.coded.segments import Coded, Segment
from casekit.read.safe.guard import strange_sign
from casekit.sheets.table import Table

__all__ = ["COLUMNS", "highlight_rows", "is_highlights", "segments_of"]

COLUMNS = ("id", "document", "tag", "content")
_SEPARATORS = ",;\t"


def is_highlights(headers: Sequence[object]) -> bool:
    """Whether the headers of a table are those of an export of highlights.

    >>> is_highlights(["id", "document", "tag", "content"]), is_highlights(["id", "van", "naar", "soort"])
    (True, False)
    """
    names = [str(header).strip().casefold() for header in headers]
    return all(column in names for column in COLUMNS)


def highlight_rows(content: bytes, file: str) -> list[dict[str, str]]:
    """The rows of the CSV export. Raises InputRefused when it is not whole, or something else."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputRefused([Problem("not_utf8", file, line)]) from None
    if sign := strange_sign(text):
        raise InputRefused([Problem("control_character", file, values={"character": sign})])
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error:
        raise InputRefused([Problem("coded_csv_broken", file, reader.line_num)]) from None
    if not rows or not is_highlights(rows[0][1]):
        raise InputRefused([Problem("coded_no_highlights", file, 1)])
    headers = [header.strip().casefold() for header in rows[0][1]]
    uneven = [Problem("coded_csv_broken", file, line) for line, row in rows[1:] if len(row) != len(headers)]
    if uneven:
        raise InputRefused(uneven)
    return [dict(zip(headers, row, strict=True)) for _, row in rows[1:]]


def table_rows(table: Table) -> list[dict[str, str]]:
    """The rows of the workbook export, as `highlight_rows` gives them."""
    headers = [header.strip().casefold() for header in table.headers]
    return [
        {header: "" if value is None else str(value) for header, value in zip(headers, row.values, strict=False)}
        for row in table.rows
    ]


def segments_of(rows: Iterable[dict[str, str]], file: str) -> Coded:
    """One segment per highlight. Documents count in the order in which they come: their names stay behind.

    Raises InputRefused when a highlight has no number.
    """
    documents: dict[str, int] = {}
    tags: dict[tuple[int, str], list[str]] = {}
    for row in rows:
        number = row["id"].strip()
        if not number.isdecimal() or len(number) > 12:
            raise InputRefused([Problem("coded_no_number", file)])
        document = documents.setdefault(row["document"], len(documents) + 1)
        given = tags.setdefault((document, number), [])
        if row["tag"].strip():
            given.append(row["tag"].strip())
    segments = [
        Segment(document, tuple((tag,) for tag in dict.fromkeys(given)), spot=f"highlight {number}")
        for (document, number), given in tags.items()
    ]
    bare = sum(not segment.codes for segment in segments)
    told = [Problem("coded_bare", file, severity="warning", values={"n": bare})] if bare else []
    return Coded(tuple(segments), tuple(told))
