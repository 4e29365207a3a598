"""From a case file to a Case, with every problem at once."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from casekit.case import Case
from casekit.check import check_links
from casekit.errors import InputRefused, Problem, place_order, shown
from casekit.read.backups import advice
from casekit.read.copies import told_of_copies
from casekit.read.safe.guard import MAX_BYTES, MAX_TOUCHPOINTS, MOST_COUNTED, Document, read_yaml
from casekit.read.safe.letters import letters
from casekit.read.safe.naming import is_folder_name
from casekit.read.safe.opening import is_link, read_file
from casekit.read.shapes import invalid, unknown_fields, without_nulls
from casekit.read.upgrade import upgraded

__all__ = ["case_path", "load_case", "read_case"]

FILE_NAME = "case.yaml"


def case_path(path: str | Path) -> Path:
    """The case file that a path means: the file itself, or `case.yaml` in the folder.

    Raises InputRefused when there is none.
    """
    path = Path(path)
    try:
        folder = path.is_dir()
        inside = path / FILE_NAME if folder else path
        there = is_link(inside) or inside.exists()
    except (OSError, ValueError):
        folder = there = False
    if is_link(path):
        raise InputRefused([Problem("link", str(path))])
    if not there:
        code, values = ("no_case_in_folder", {"name": FILE_NAME}) if folder else ("no_file", {})
        raise InputRefused([Problem(code, str(path), values=values)])
    return inside


def read_case(path: str | Path) -> Case:
    """Read a case file, or the case in a folder.

    Raises InputRefused (`.problems`: file, line, what was found, expected, and what to do) when
    something is wrong with it. Warnings are left out here; `load_case` gives them.
    """
    case, _ = load_case(path)
    return case


def load_case(path: str | Path) -> tuple[Case, list[Problem]]:
    """The case and the warnings about it. Raises InputRefused as `read_case` does."""
    file = case_path(path)
    content = read_file(file, MAX_BYTES, absent="no_file")
    try:
        document = named(read_yaml(content, str(file)), file)
        case, warnings = parse_case(document)
    except InputRefused as refused:
        beside = [*told_of_copies(file), *advice(file, content, refused.problems)]
        raise InputRefused([*refused.problems, *beside]) from None
    return case, [
        *warnings,
        *_another_folder(case, document, file),
        *told_of_copies(file),
        *advice(file, content, warnings),
    ]


def named(document: Document, file: Path) -> Document:
    """The document with an id: that of the folder or the file when it has none of its own."""
    if isinstance(document.data, dict) and not document.data.get("id"):
        folder = _folder(file)
        document.data = {
            "id": folder if is_folder_name(folder) else "casus",
            **{key: value for key, value in document.data.items() if key != "id"},
        }
    return document


def _folder(file: Path) -> str:
    """The name that a case goes by on disk."""
    return unicodedata.normalize(
        "NFC", Path(os.path.abspath(file)).parent.name if file.name == FILE_NAME else file.stem
    )


def _another_folder(case: Case, document: Document, file: Path) -> Iterator[Problem]:
    """A warning for a case that goes by two names."""
    if file.name == FILE_NAME and _folder(file) != case.id:
        values = {"value": shown(case.id), "folder": shown(_folder(file))}
        yield Problem("id_not_folder", document.file, document.line("id"), "warning", values)


def parse_case(document: Document) -> tuple[Case, list[Problem]]:
    """The case that a document describes, and the warnings about it."""
    if not isinstance(document.data, dict):
        raise InputRefused([Problem("not_a_case", document.file, 1)])
    document = upgraded(document)
    rows = document.data.get("touchpoints")
    if isinstance(rows, list) and len(rows) > MAX_TOUCHPOINTS:
        raise InputRefused(
            [Problem("event_log", document.file, document.line("touchpoints"), values={"n": len(rows)})]
        )
    try:
        case = Case.model_validate(without_nulls(document.data))
    except ValidationError as error:
        problems = invalid(error, document)
        if error.error_count() <= MOST_COUNTED:  # above that nobody reads on, and looking takes a minute
            problems += _links_of_the_rest(error, document)
        raise InputRefused(_down_the_file([*problems, *letters(document)])) from None
    problems = [*check_links(case, document), *letters(document)]
    if not is_folder_name(case.id):
        values = {"value": shown(case.id)}
        problems.append(Problem("not_a_folder_name", document.file, document.line("id"), values=values))
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise InputRefused(_down_the_file([*errors, *letters(document)]))
    return case, _down_the_file([*problems, *unknown_fields(case, document)])


def _down_the_file(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=place_order)


# Lists whose rows others name, each with the code of a name that is not in it, and what must stand in a row
# beside its id. What does not fit is taken out of a row, so that the names in the rest can still be judged.
_NAMED_LISTS: dict[str, tuple[str, dict[str, str]]] = {
    "actors": ("unknown_actor", {}),
    "touchpoints": ("unknown_touchpoint", {"from": "", "to": "", "kind": "message"}),
    "issues": ("unknown_issue", {}),
    "stages": ("unknown_stage", {}),
    "organisations": ("unknown_organisation", {}),
    "items": ("unknown_item", {}),
    "sources": ("unknown_source", {}),
    "debts": ("unknown_debt", {}),
}


def _links_of_the_rest(error: ValidationError, document: Document) -> list[Problem]:
    """What is wrong between the parts that can be read, so that all problems come at once."""
    data = deepcopy(without_nulls(document.data))
    broken: set[tuple[str, int]] = set()
    unsure: set[str] = set()
    for one in error.errors():
        name, *path = one["loc"]
        place = path[0] if path else None
        # One text where a list should stand was read as a list of one, so its errors have a place as well.
        if name not in _NAMED_LISTS or not isinstance(place, int) or not isinstance(data.get(name), list):
            data.pop(name, None)
            unsure |= {_NAMED_LISTS[name][0]} if name in _NAMED_LISTS else set()
            continue
        field = path[1:]
        broken.add((str(name), place))
        if field and isinstance(data[name][place], dict):
            data[name][place].pop(field[0], None)
            unsure |= {"unknown_stage"} if field[0] == "stages" else set()
        else:
            data[name][place] = {}
    for name, place in broken:
        row, (code, needed) = data[name][place], _NAMED_LISTS[name]
        if "id" not in row:
            row["id"] = f"?{name}-{place}"
            unsure.add(code)
        for field_name, stand_in in needed.items():
            row.setdefault(field_name, stand_in or _any_actor(data))
    try:
        case = Case.model_validate(data)
    except ValidationError:
        return []
    found = check_links(case, document)
    return [p for p in found if p.code.startswith(("unknown_", "double_")) and p.code not in unsure]


def _any_actor(data: dict[str, Any]) -> str:
    rows = data.get("actors") or [{}]
    return str(rows[0].get("id", "?")) if isinstance(rows[0], dict) else "?"
