"""From what a coding program exports to a case: every code is in the case, in the to-do list or in the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from casekit.errors import InputRefused, Problem, did_you_mean, shown
from casekit.read.coded.contacts import Contacts, contacts_of
from casekit.read.coded.convention import almost, code_text, field_of
from casekit.read.coded.rows import CodedRows, coded_rows
from casekit.read.coded.segments import Coded, checked
from casekit.read.coded.taguette import highlight_rows, is_highlights, segments_of, table_rows
from casekit.read.coded.taguette_project import SQLITE, project_segments
from casekit.read.imported import Imported, Tally
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.sheets.table import Table
from casekit.text import LANGUAGES

__all__ = ["CodedTables", "coded_tables", "import_coded", "is_highlights", "tables_in"]

MAX_BYTES = 128 * MEGABYTE
MOST_NAMED = 20
CODES = "codes"
"""What the tally calls the codes, beside the sheets: every code of the convention on every segment counts as one."""


class CodedTables(NamedTuple):
    """The tables, and the codes that stay out of them, each with why."""

    tables: tuple[Table, ...]
    tally: Tally
    report: tuple[Problem, ...]
    places: Mapping[str, str]
    """Where in which document each touchpoint stands, by its id."""


def import_coded(path: str | Path, *, case_id: str | None = None, accept: AbstractSet[str] = frozenset()) -> Imported:
    """The case that the codes of a project describe, by the code convention.

    Reads a REFI-QDA project (`.qdpx`), the highlights that Taguette exports (`.csv`, `.xlsx`) and its project
    file (`.sqlite3`). The text of the documents does not come along: a touchpoint keeps the number of its
    document and where in it. `to_do` of the result holds what a person must look at. Without `case_id` the case
    is called as the file.

    Raises InputRefused.
    """
    from casekit.read.tables.assemble import assemble

    made = coded_tables(path)
    name = case_id if case_id is not None else Path(path).stem
    try:
        imported = assemble(made.tables, str(path), accept=accept, lenient=True, case_id=name)
    except InputRefused as refused:
        raise InputRefused(map(_without_cell, refused.problems)) from None
    return replace(
        imported,
        report=tuple(map(_without_cell, (*made.report, *imported.report))),
        warnings=tuple(map(_without_cell, imported.warnings)),
        tally=(*(_placed(tally, made.places) for tally in imported.tally), made.tally),
    )


def coded_tables(path: str | Path) -> CodedTables:
    """The tables that the codes of a project describe; `assemble` makes a case of them.

    Raises InputRefused, also when there is nothing that could become a touchpoint.
    """
    return tables_in(read_file(path, MAX_BYTES), str(path))


def tables_in(content: bytes, file: str) -> CodedTables:
    """The tables in the bytes of a file; what the file is, is told by its name. Raises as `coded_tables` does."""
    coded = checked(_reader(content, file)(content, file), file)
    found = contacts_of(coded.segments)
    if not found.contacts:
        raise InputRefused([Problem("coded_no_mark", file, values={"n": len(coded.segments)}), *_slips(found, file)])
    rows = coded_rows(found)
    if len(rows.lacking) == len(found.contacts):
        raise InputRefused([*_nothing_whole(found, rows, file), *_slips(found, file)])
    tally = Tally(CODES, len(found.codings) - len(rows.aside), tuple(rows.aside.values()))
    places = {contact.id: contact.segment.where for contact in found.contacts}
    return CodedTables(rows.tables, tally, (*coded.report, *_report(found, rows, file)), places)


def _reader(content: bytes, file: str) -> Callable[[bytes, str], Coded]:
    readers: dict[str, Callable[[bytes, str], Coded]] = {
        ".qdpx": _project, ".csv": _csv, ".xlsx": _workbook, ".sqlite3": project_segments,
        ".qde": _loose_part, ".qdc": _loose_part,
    }  # fmt: skip
    suffix = Path(file).suffix.casefold()
    if suffix not in readers:
        raise InputRefused([Problem("coded_other_file", file)])
    return project_segments if content.startswith(SQLITE) else readers[suffix]


def _project(content: bytes, file: str) -> Coded:
    from casekit.read.coded.refi import refi_segments

    return refi_segments(content, file)


def _csv(content: bytes, file: str) -> Coded:
    return segments_of(highlight_rows(content, file), file)


def _workbook(content: bytes, file: str) -> Coded:
    from casekit.read.tables.workbook import workbook_tables

    read = workbook_tables(content, file)
    table = next((table for table in read.tables if is_highlights(table.headers)), None)
    if table is None:
        raise InputRefused([Problem("coded_no_highlights", file)])
    coded = segments_of(table_rows(table), file)
    return replace(coded, report=(*read.report, *coded.report))


def _loose_part(content: bytes, file: str) -> Coded:
    """A codebook, or a project without its sources: what people export by mistake."""
    code = "coded_only_codebook" if file.casefold().endswith(".qdc") else "coded_only_qde"
    raise InputRefused([Problem(code, file)])


def _nothing_whole(found: Contacts, rows: CodedRows, file: str) -> Iterator[Problem]:
    """Why no case can be made at all: what every touchpoint lacks."""
    for contact in found.contacts[:MOST_NAMED]:
        fields = {
            lang: ", ".join(field_of(name).header(lang) for name in rows.lacking[contact.id]) for lang in LANGUAGES
        }
        values = {"id": shown(contact.id), "fields": fields, "place": contact.segment.where}
        yield Problem("coded_lacks", file, values=values)
    yield Problem("coded_none_whole", file, values={"n": len(rows.lacking)})


def _slips(found: Contacts, file: str) -> Iterator[Problem]:
    """Codes that look like a slip in the name of a convention."""
    for code, n in found.others.most_common():
        if near := almost(code):
            values = {"value": shown(code_text(code)), "near": did_you_mean(near), "n": n}
            yield Problem("coded_almost", file, severity="warning", values=values)


def _report(found: Contacts, rows: CodedRows, file: str) -> Iterator[Problem]:
    yield from _slips(found, file)
    plain = [code for code, _ in found.others.most_common() if not almost(code)]
    if plain:
        names = ", ".join(shown(code_text(code)) for code in plain[:MOST_NAMED])
        more = ", …" if len(plain) > MOST_NAMED else ""
        yield Problem("coded_other_codes", file, severity="warning", values={"n": len(plain), "names": names + more})
    if found.left_out:
        yield Problem("coded_left_out", file, severity="warning", values={"n": found.left_out})
    for first, other in rows.spellings:
        yield Problem(
            "coded_spelling", file, severity="warning", values={"first": shown(first), "other": shown(other)}
        )
    for segment in found.loose_memos:
        yield Problem("coded_loose_memo", file, severity="warning", values={"place": segment.where})
    if len(rows.undated) > 1:
        yield Problem("coded_undated", file, severity="warning", values={"n": len(rows.undated)})


def _without_cell(problem: Problem) -> Problem:
    """The problem without its place in a table that nobody but the kit has seen."""
    return problem if isinstance(problem.line, int) else replace(problem, line=None)


def _placed(tally: Tally, places: Mapping[str, str]) -> Tally:
    """The tally with, for every row that was set aside, where it stands in which document."""
    rows = [
        replace(row, place=None, values={**row.values, "place": places.get(row.values.get("id", ""), "")})
        for row in tally.aside
    ]
    return Tally(tally.sheet, tally.kept, tuple(rows))
