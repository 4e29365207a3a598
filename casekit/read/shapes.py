"""What is wrong with the shape of a document, as problems: each on its line, in words."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from casekit.check import MOST_HINTS
from casekit.errors import Problem, did_you_mean, shown
from casekit.read.safe.guard import MOST_COUNTED, Document
from casekit.text import LANGUAGES, say
from casekit.values import is_blank
from casekit.vocabulary import suggest

__all__ = ["invalid", "unknown_fields", "without_nulls"]


def without_nulls(data: Any) -> Any:
    """The data without empty values: an empty field is a field that was not filled in."""
    if isinstance(data, dict):
        return {key: without_nulls(value) for key, value in data.items() if not _blank(value)}
    if isinstance(data, list):
        return [without_nulls(value) for value in data]
    return data


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and is_blank(value))


def invalid(error: ValidationError, document: Document, whole: str = "word.the_case") -> list[Problem]:
    """Pydantic's errors as problems, each on its line; `whole` is the text that names the file outside its lists."""
    problems = []
    for one in error.errors(include_url=False)[:MOST_COUNTED]:
        path = tuple(part for part in one["loc"] if not str(part).startswith(("function-", "literal[")))
        line = document.line(*path)
        names = [str(part) for part in path if not isinstance(part, int)]
        where: dict[str, object] = {"field": shown(names[-1] if names else "?"), "id": _row_id(document, path, whole)}
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


def _row_id(document: Document, path: tuple[str | int, ...], whole: str) -> object:
    """The id of the row that a path lies in, or its place in the list; the whole itself outside a list."""
    data: Any = document.data
    name: object = {lang: say(whole, lang) for lang in LANGUAGES}
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(part, int):
            given = data.get("id") if isinstance(data, dict) else None
            name = shown(given) if isinstance(given, str) and given.strip() else str(part + 1)
    return name


def unknown_fields(
    part: BaseModel, document: Document, path: tuple[str | int, ...] = (), whole: str = "word.the_case"
) -> Iterator[Problem]:
    """A warning for every field that the kit does not know, with the nearest that it does know."""
    known = [field.alias or name for name, field in type(part).model_fields.items()]
    for count, name in enumerate(part.model_extra or ()):
        near = get_close_matches(name, known, n=1, cutoff=0.6) if count < MOST_HINTS and len(name) < 100 else []
        values: dict[str, object] = {
            "field": shown(name),
            "id": _row_id(document, path, whole),
            "near": did_you_mean(near[0] if near else None),
        }
        yield Problem("unknown_field", document.file, document.line(*path, name), "warning", values)
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        here = (*path, field.alias or name)
        if isinstance(value, BaseModel):
            yield from unknown_fields(value, document, here, whole)
        elif isinstance(value, tuple):
            for place, inner in enumerate(value):
                if isinstance(inner, BaseModel):
                    yield from unknown_fields(inner, document, (*here, place), whole)
