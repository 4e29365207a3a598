"""All roads into a case: which reader a file is for, told by what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from casekit.errors import InputRefused, Problem
from casekit.read.imported import Imported
from casekit.read.safe.naming import is_folder_name
from casekit.read.safe.opening import read_file
from casekit.sheets.table import Table

__all__ = ["import_case"]

MAX_BYTES = 20_000_000
_ADVICE = {
    ".md": "road_narrative", ".txt": "road_narrative", ".docx": "road_narrative", ".doc": "road_old_word",
    ".odt": "road_old_word", ".rtf": "road_old_word", ".pdf": "road_pdf", ".xls": "road_old_excel",
    ".xlsm": "road_old_excel", ".xlsb": "road_old_excel", ".ods": "road_old_excel", ".numbers": "road_old_excel",
    ".yaml": "road_case", ".yml": "road_case", ".zip": "road_zip", ".py": "road_program", ".ipynb": "road_program",
    ".pkl": "road_program", ".pickle": "road_program", ".xes": "road_log", ".parquet": "road_log",
}  # fmt: skip
"""What to do with a file that is no table and no exchange form: the problem that says so."""


def import_case(
    paths: Sequence[str | Path], *, case_id: str | None = None, accept: AbstractSet[str] = frozenset()
) -> Imported:
    """The case in what somebody gave: a workbook, CSV files, coded interviews, a chronology, or an exchange form.

    More than one file is for CSV only: one file per list. `case_id` names the case where the files do not;
    `accept` holds what the user has confirmed (`casekit.read.tables.assemble`). Nothing is written.

    Raises InputRefused with everything that is wrong, and where.

    >>> import casekit as ck, pathlib, tempfile
    >>> book = pathlib.Path(tempfile.mkdtemp()) / "mijn-casus.xlsx"
    >>> _ = book.write_bytes(ck.to_excel(ck.example("twaalf-regels")))
    >>> ck.import_case([book]).case == ck.example("twaalf-regels")
    True
    """
    files = [Path(path) for path in paths]
    suffixes = {path.suffix.lower() for path in files}
    if len(files) > 1 and suffixes != {".csv"}:
        raise InputRefused([Problem("road_many", ", ".join(map(str, files)))])
    made = _by_suffix(files, case_id, accept)
    refused = [problem for problem in made.report if problem.severity == "confirm" and problem.code not in accept]
    if refused:
        raise InputRefused(refused)
    report = tuple(replace(p, severity="warning") if p.severity == "confirm" else p for p in made.report)
    if not is_folder_name(made.case.id):
        raise InputRefused([Problem("no_case_id", str(files[0]))])
    return replace(made, report=report)


def _by_suffix(files: list[Path], case_id: str | None, accept: AbstractSet[str]) -> Imported:
    path, suffix = files[0], files[0].suffix.lower()
    if suffix == ".csv":
        return _csv(files, case_id, accept)
    if suffix == ".xlsx":
        return _workbook(path, case_id, accept)
    if suffix == ".json":
        return _json(path)
    if suffix in (".qdpx", ".qde", ".qdc", ".sqlite3"):
        from casekit.read.coded.importing import import_coded

        return import_coded(path, case_id=case_id, accept=accept)
    if suffix in (".graphml", ".gexf"):
        from casekit.read.drawn.exchange import import_exchange

        return import_exchange(path)
    read_file(path, MAX_BYTES)
    raise InputRefused([Problem(_ADVICE.get(suffix, "road_unknown"), str(path))])


def _workbook(path: Path, case_id: str | None, accept: AbstractSet[str]) -> Imported:
    from casekit.read.tables.workbook import workbook_tables

    read = workbook_tables(read_file(path, MAX_BYTES), str(path))
    from casekit.read.coded.taguette import is_highlights

    if any(is_highlights(table.headers) for table in read.tables):
        from casekit.read.coded.importing import import_coded

        return import_coded(path, case_id=case_id, accept=accept)
    return _assembled(read.tables, read.report, str(path), case_id or path.stem, accept)


def _csv(files: list[Path], case_id: str | None, accept: AbstractSet[str]) -> Imported:
    from casekit.read.coded.importing import import_coded, is_highlights
    from casekit.read.tables.csv_tables import csv_tables

    first = read_file(files[0], MAX_BYTES).partition(b"\n")[0].decode("utf-8-sig", "replace")
    if len(files) == 1 and is_highlights(re.split("[,;\t]", first.strip().replace('"', ""))):
        return import_coded(files[0], case_id=case_id, accept=accept)
    read = csv_tables(files)
    return _assembled(read.tables, read.report, _together(files), case_id, accept)


def _assembled(
    tables: tuple[Table, ...], report: tuple[Problem, ...], file: str, case_id: str | None, accept: AbstractSet[str]
) -> Imported:
    """The case of tables; what was to be said about reading them comes with it, also when it is refused."""
    from casekit.read.tables.assemble import assemble

    try:
        made = assemble(tables, file, accept=accept, case_id=case_id)
    except InputRefused as refused:
        raise InputRefused([*report, *refused.problems]) from None
    return replace(made, report=(*report, *made.report))


def _json(path: Path) -> Imported:
    from casekit.read.chronology import import_chronology
    from casekit.read.drawn.exchange import is_exchange_json, read_exchange
    from casekit.read.safe.json_guard import parse_json

    content = read_file(path, MAX_BYTES, absent="no_chronology")
    if content.strip() and is_exchange_json(parse_json(content, str(path))):
        return read_exchange(content, str(path))
    return import_chronology(path)


def _together(files: Sequence[Path]) -> str:
    """What several files are called in a message: their folder; the cell says which file."""
    if len(files) == 1:
        return str(files[0])
    folders = {str(path.parent) for path in files}
    return folders.pop() if len(folders) == 1 else ", ".join(str(path) for path in files)
