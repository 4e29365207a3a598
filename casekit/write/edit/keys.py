"""What a typed key means: which field of which row (`t3.wanneer`), and what a typed value is in that field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from casekit.case import Case
from casekit.changes import Path, part_in, row_names
from casekit.errors import Problem, did_you_mean, shown
from casekit.filled import file_names
from casekit.part import Part
from casekit.read.safe.guard import strange_sign
from casekit.sheets.cells import CellWrong, from_cell
from casekit.sheets.plan import Field, find_sheet, header_field, nearest, plain_header, sheet, sheets
from casekit.text import LANGUAGES, say
from casekit.values import many

__all__ = ["field_of", "fields_typed", "find_list", "find_path", "sheet_at", "value_typed"]

_PIECE = re.compile(r'"([^"]*)"|([^.]*)')
_FIELD = re.compile(
    r'\s*(?P<key>[^=,"]+?)\s*=\s*(?:"(?P<whole>[^"]*)"\s*(?=,|$)|(?P<text>.*?))(?=,\s*[^\s=,"][^=,"]*=|$)', re.S
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a key between dots; one between quotes is one id, whatever is in it."""

    text: str
    quoted: bool


def find_path(key: str, data: dict[str, Any], file: str, *, row: bool = False) -> Path | Problem:
    """The path of the field, or of the `row`, that a key means in what a case file holds.

    A key is a field of the case (`title`, `observed.from`), or the id of a row and a field (`t3.when`). A row is
    also known with its list in front (`actors.gemeente.label`), or between quotes (`"t1.b".when`). Names may be
    English or Dutch. A key that means nothing, or more than one thing, is a problem.

    >>> data = {"actors": [{"id": "inwoner"}], "touchpoints": [{"id": "t3"}]}
    >>> find_path("t3.wanneer", data, "case.yaml"), find_path("inwoner", data, "case.yaml", row=True)
    (('touchpoints', 't3', 'when'), ('actors', 'inwoner'))
    """
    pieces = [_Piece((a or b).strip(), bool(a)) for a, b in _PIECE.findall(key) if a or b]
    found = sorted(set(_paths(pieces, data, Case, (), row)))
    if len(found) == 1:
        return found[0]
    if found:
        exact = len({path[0] for path in found}) < len(found)  # then the list in front is not enough
        keys = [_key_of(path, exact) for path in found]
        ways = {lang: say("word.or", lang).join(keys) for lang in LANGUAGES}
        return Problem("key_ambiguous", file, values={"value": shown(key), "ways": ways})
    return _not_found(key, pieces, data, file, row)


def _key_of(path: Path, exact: bool) -> str:
    quoted = [place == 1 if exact else "." in piece for place, piece in enumerate(path)]
    return ".".join(f'"{piece}"' if quotes else piece for piece, quotes in zip(path, quoted, strict=True))


def _paths(pieces: list[_Piece], data: Any, part: type[Part] | None, path: Path, row: bool) -> Iterator[Path]:
    """Every way to read the pieces of a key, from a part on."""
    if not row:
        yield from ((*path, *field) for field in _fields(pieces, data, part, path))
    for name in _lists(part, data):
        rows = list(many(data.get(name)))
        if len(pieces) > 1 and _is_list(pieces[0], name):
            yield from _in_rows(pieces[1:], rows, part_in(part, name), (*path, name), row)
        if not path:
            yield from _in_rows(pieces, rows, part_in(part, name), (*path, name), row)


def _in_rows(pieces: list[_Piece], rows: list[Any], part: type[Part] | None, path: Path, row: bool) -> Iterator[Path]:
    for name, one in zip(row_names(rows), rows, strict=True):
        for size in range(1, len(pieces) + 1):
            said = ".".join(piece.text for piece in pieces[:size])
            if said != name or (size > 1 and any(piece.quoted for piece in pieces[:size])):
                continue
            if size == len(pieces) and row:
                yield (*path, name)
            elif size < len(pieces):
                inside = one if isinstance(one, dict) else {"id": one}
                yield from _paths(pieces[size:], inside, part, (*path, name), row)


def _lists(part: type[Part] | None, data: dict[str, Any]) -> list[str]:
    """The fields of a part that hold rows."""
    fields = part.model_fields.items() if part else ()
    names = [info.alias or name for name, info in fields if info.default == ()]
    return [name for name in names if part_in(part, name) and not isinstance(data.get(name), dict)]


def _is_list(piece: _Piece, name: str) -> bool:
    found = find_sheet(piece.text)
    return not piece.quoted and found is not None and found.name == name


def _fields(pieces: list[_Piece], data: dict[str, Any], part: type[Part] | None, path: Path) -> Iterator[Path]:
    """The fields of one part that a key can mean."""
    words = [piece.text for piece in pieces]
    if not pieces or pieces[0].quoted:
        return
    where = sheet_at(path)
    whole = header_field(where, ".".join(words)) if where else None
    first = header_field(where, words[0]) if where else None
    if whole is not None and whole.name != "format":
        yield tuple(whole.name.split("."))
    elif first is not None and first.kind == "pairs" and len(words) > 1:
        yield (first.name, ".".join(words[1:]))
    elif first is not None and first.kind == "promise" and len(words) == 2:
        inner = header_field(where, words[1]) if where else None
        known = file_names(part_in(part, "promise") or Part)
        if words[1] in known:
            yield ("promise", words[1])
        elif inner is not None and inner.name.startswith("promise."):
            yield tuple(inner.name.split("."))
    elif len(words) == 1 and words[0] in data and words[0] not in _lists(part, data) and words[0] != "format":
        yield (words[0],)


def sheet_at(path: Path) -> Any:
    """The sheet that explains the fields of the part at a path."""
    name = path[-2] if len(path) > 1 else "case"
    return next((one for one in sheets() if one.name == name), None)


def field_of(path: Path) -> Field | None:
    """What is known about the field at a path."""
    for size in (2, 1):
        around = sheet_at(path[:-size])
        if around is not None and (found := around.field(".".join(path[-size:]))):
            return found  # type: ignore[no-any-return]
    return None


def _not_found(key: str, pieces: list[_Piece], data: dict[str, Any], file: str, row: bool) -> Problem:
    """A field that is not one of its row, a row that is not there, or a list where a field was meant."""
    words = [piece.text for piece in pieces]
    if pieces and len(pieces) == 1 and (asked := find_sheet(words[0])) and asked.name != "case":
        titles = {"nl": asked.nl, "en": asked.en}
        return Problem("key_is_list", file, values={"value": shown(words[0]), "list": titles, "name": asked.name})
    for size in range(len(pieces) - 1, 0, -1):
        rows = sorted(set(_paths(pieces[:size], data, Case, (), True)))
        if rows:
            where = sheet_at((*rows[0],))
            return _unknown_field(".".join(words[size:]), rows[0][-1], where, file)
    if len(pieces) <= 1 and not row:
        return _unknown_field(words[0] if words else "", None, sheet("case"), file)
    said = ".".join(words if row else words[:-1])
    names = {name: name for list_name in _lists(Case, data) for name in row_names(list(many(data.get(list_name))))}
    near = nearest(said, {plain_header(name): name for name in names})
    return Problem("key_no_row", file, values={"value": shown(said), "near": did_you_mean(near)})


def _unknown_field(word: str, row_id: str | None, where: Any, file: str) -> Problem:
    near = {}
    for lang in LANGUAGES:
        fields = [one for one in (where.fields if where else ()) if one.name != "format"]
        known = {plain_header(name): one.header(lang) for one in fields for name in (one.nl, one.en, one.name)}
        near[lang] = nearest(word, known)
    case = {lang: say("word.the_case", lang) for lang in LANGUAGES}
    values = {"field": shown(word), "id": shown(row_id) if row_id else case, "near": did_you_mean(near)}
    return Problem("key_no_field", file, values=values)


def find_list(word: str) -> str | None:
    """The list of the case that a word means, in either language.

    >>> find_list("Actoren"), find_list("casus")
    ('actors', None)
    """
    found = find_sheet(word)
    return found.name if found is not None and found.name in _lists(Case, {}) else None


def value_typed(path: Path, text: str, file: str) -> Any:
    """A typed value as a case file holds it: a list for `a; b`, a date as ISO. A word of a list stays as typed.

    Gives a Problem for what cannot stand in that field.

    >>> value_typed(("touchpoints", "t1", "to"), "gemeente; wijkteam", "f")
    ['gemeente', 'wijkteam']
    """
    field = field_of(path)
    names = {"nl": field.nl, "en": field.en} if field else path[-1]
    values: dict[str, object] = {"field": names, "id": _owner(path), "value": shown(text)}
    if not text.strip():
        return Problem("key_no_value", file, values=values)
    if sign := strange_sign(text):
        return Problem("control_character", file, values={"character": sign})
    if field is None or field.kind in ("text", "name", "word", "yes_no", "promise"):
        return text if field is None or field.kind == "text" else text.strip()
    try:
        value = from_cell(field, text)
    except CellWrong as wrong:
        return Problem(wrong.code, file, values=values)
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _owner(path: Path) -> object:
    """The row that a field belongs to, or the case."""
    rows = [name for before, name in pairwise(path) if find_list(before) or before == "stages"]
    return shown(rows[-1]) if rows else {lang: say("word.the_case", lang) for lang in LANGUAGES}


def fields_typed(text: str, list_name: str, file: str) -> tuple[dict[str, Any], list[Problem]]:
    """A new row from `id=t13, from=inwoner, to=gemeente; wijkteam`, with what is wrong with it.

    A value ends at the next `, name=`; one that holds those signs itself stands between double quotes.

    >>> fields_typed('id=t13, van=inwoner, kind=vraag, wat gebeurde er="wil dit, bedrag=3"', "touchpoints", "f")[0]
    {'id': 't13', 'from': 'inwoner', 'kind': 'vraag', 'summary': 'wil dit, bedrag=3'}
    """
    data: dict[str, Any] = {}
    problems: list[Problem] = []
    place = 0
    while place < len(text):
        found = _FIELD.match(text, place)
        if found is None:
            return data, [
                *problems,
                Problem("row_not_fields", file, values={"value": shown(text[place:].strip(" ,"))}),
            ]
        place = found.end() + 1
        key = [_Piece(piece, False) for piece in found["key"].split(".")]
        typed = found["whole"] if found["whole"] is not None else found["text"].strip()
        paths = list(_fields(key, {}, part_in(Case, list_name), (list_name, "")))
        path = (list_name, str(data.get("id", "?")), *paths[0]) if paths else ()
        value = value_typed(path, typed, file) if path else None
        if not path:
            problems.append(_unknown_field(found["key"], str(data.get("id", "?")), sheet(list_name), file))
        elif isinstance(value, Problem):
            problems.append(value)
        else:
            around = data
            for name in paths[0][:-1]:
                inner = around.get(name)
                around[name] = inner if isinstance(inner, dict) else {} if inner is None else {"what": inner}
                around = around[name]
            if paths[0][-1] in around:
                problems.append(Problem("duplicate_key", file, values={"field": shown(found["key"])}))
            around[paths[0][-1]] = value
    return data, problems
