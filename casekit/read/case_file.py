"""From a case file to a Case, with every problem at once."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from casekit.case import Case
from casekit.check import MOST_HINTS, check_links
from casekit.errors import InputRefused, Problem, did_you_mean, place_order, shown
from casekit.read.backups import advice
from casekit.read.copies import told_of_copies
from casekit.read.safe.guard import MAX_BYTES, MAX_TOUCHPOINTS, MOST_COUNTED, Document, read_yaml
from casekit.read.safe.letters import letters
from casekit.read.safe.naming import is_folder_name
from casekit.read.safe.opening import is_link, read_file
from casekit.read.upgrade import upgraded
from casekit.text import LANGUAGES, say
from casekit.values import is_blank
from casekit.vocabulary import suggest

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
        case = Case.model_validate(_without_nulls(document.data))
    except ValidationError as error:
        problems = _invalid(error, document)
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
    return case, _down_the_file([*problems, *_unknown_fields(case, document)])


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
    data = deepcopy(_without_nulls(document.data))
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


def _without_nulls(data: Any) -> Any:
    """The data without empty values: an empty field is a field that was not filled in."""
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items() if not _blank(value)}
    if isinstance(data, list):
        return [_without_nulls(value) for value in data]
    return data


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and is_blank(value))


def _invalid(error: ValidationError, document: Document) -> list[Problem]:
    """Pydantic's errors as problems, each on its line."""
    problems = []
    for one in error.errors(include_url=False)[:MOST_COUNTED]:
        path = tuple(part for part in one["loc"] if not str(part).startswith(("function-", "literal[")))
        line = document.line(*path)
        names = [str(part) for part in path if not isinstance(part, int)]
        where: dict[str, object] = {"field": shown(names[-1] if names else "?"), "id": _row_id(document, path)}
        kind, ctx = one["type"], one.get("ctx", {})
        if kind == "vocabulary":
            near = {lang: suggest(ctx["list"], ctx["value"], lang) for lang in LANGUAGES}
            values = {**where, "value": shown(ctx["value"]), "near": did_you_mean(near)}
            problems.append(Problem("unknown_word", document.file, line, values=values))
        elif kind == "moment":
            problems.append(
                Problem("not_a_moment", document.file, line, values={**where, "value": shown(ctx["value"])})
            )
        elif kind == "not_an_id":
            problems.append(Problem("not_an_id", document.file, line, values=where))
        elif kind == "missing":
            problems.append(Problem("missing_field", document.file, line, values=where))
        else:
            code = _SHAPES.get(kind, "wrong_value")
            problems.append(Problem(code, document.file, line, values=where))
    return problems


_SHAPES = {
    "model_type": "not_fields",
    "model_attributes_type": "not_fields",
    "dict_type": "not_fields",
    "tuple_type": "not_a_list",
    "float_parsing": "not_a_number",
    "int_parsing": "not_a_number",
    "float_type": "not_a_number",
    "finite_number": "not_a_number",
    "int_type": "not_a_number",
    "bool_parsing": "not_yes_no",
    "bool_type": "not_yes_no",
    "too_short": "missing_field",
    "string_too_short": "missing_field",
    "string_type": "not_text",
}


def _row_id(document: Document, path: tuple[str | int, ...]) -> object:
    """The id of the row that a path lies in, or its place in the list; the case itself outside a list."""
    data: Any = document.data
    name: object = {lang: say("word.the_case", lang) for lang in LANGUAGES}
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(part, int):
            given = data.get("id") if isinstance(data, dict) else None
            name = shown(given) if isinstance(given, str) and given.strip() else str(part + 1)
    return name


def _unknown_fields(part: BaseModel, document: Document, path: tuple[str | int, ...] = ()) -> Iterator[Problem]:
    """A warning for every field that the kit does not know, with the nearest that it does know."""
    known = [field.alias or name for name, field in type(part).model_fields.items()]
    for count, name in enumerate(part.model_extra or ()):
        near = get_close_matches(name, known, n=1, cutoff=0.6) if count < MOST_HINTS and len(name) < 100 else []
        values: dict[str, object] = {
            "field": shown(name),
            "id": _row_id(document, path),
            "near": did_you_mean(near[0] if near else None),
        }
        yield Problem("unknown_field", document.file, document.line(*path, name), "warning", values)
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        here = (*path, field.alias or name)
        if isinstance(value, BaseModel):
            yield from _unknown_fields(value, document, here)
        elif isinstance(value, tuple):
            for place, inner in enumerate(value):
                if isinstance(inner, BaseModel):
                    yield from _unknown_fields(inner, document, (*here, place))
