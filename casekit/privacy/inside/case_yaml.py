"""The text in the YAML of a case folder: every comment, every name of a field, every value with the way to it.

What is refused by the reader of cases is looked at as plain text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import yaml

from casekit.privacy.inside.header import asks_for_a_person
from casekit.privacy.inside.piece import Piece, Start, Where
from casekit.read.safe.guard import read_yaml
from casekit.values import tells_nothing
from casekit.write.edit.places import Places

__all__ = ["field_names_in", "ids_in", "yaml_text"]

_MOMENTS = frozenset({
    "when", "due", "not_before", "from", "until", "since", "day_zero", "answered_on", "checked_on", "valid_from",
    "valid_until", "coded_on", "decided_on", "held_on", "saved_on", "added_on", "on", "date", "released_on",
    "obtained_on", "withdrawn_on", "read_on", "retention", "year", "at", "day",
})  # fmt: skip
"""Fields that hold a moment."""
_MOMENT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?(?:/(?:\.\.|\d{4}(?:-\d\d(?:-\d\d)?)?[~?%]?)?)?|-?\d{1,5}")
_TOLD = {
    "lasted": re.compile(r"\d{1,4}(?:-\d{1,4}|\+)? (?:days|months)"),
    "amount_band": re.compile(r"\d{1,6}(?:-\d{1,6}|\+)"),
    "value": re.compile(r"\d{1,2}(?:-\d{1,2}|\+)"),
}
"""Fields in which the kit tells something coarsely in a release, and how."""
_IDS = frozenset({
    "id", "from", "to", "by", "actor", "actors", "organisation", "responds_to", "depends_on", "issue", "issues",
    "stage", "stages", "source", "sources", "debt", "item", "items", "asks", "shares", "needs", "view",
    "acts_for", "creditor", "before", "after", "perspective", "municipality", "coordinator", "stall",
    "touchpoints", "imposed_by", "chosen_by", "start_event", "end_event", "standard_for", "without", "goal",
})  # fmt: skip
"""Fields in which names of parts stand, of which the words are joined."""
_NAMED_BY_ID = frozenset({"says", "counts", "norms"})
"""Fields whose names are ids."""
_PUBLISHED = frozenset({"label", "publisher", "reference", "url", "year", "note", "kind"})
_BIBLIOGRAPHIC = frozenset({"ecli", "case_number", "url"})
_LAW = frozenset({"source_url", "article"})
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_BAND = re.compile(r"(?:0|[1-9]\d?0{2,3})(?:-[1-9]\d?0{2,3}|\+)")
"""A band of amounts, between two round numbers: `1000-20000`."""
_HASHES = frozenset({"salt", "hash", "content", "version"})


def yaml_text(content: bytes, file: str) -> Iterator[Piece]:
    r"""The pieces of a YAML text. Raises InputRefused as the reader of cases does.

    >>> found = [*yaml_text(b"# zie p. 3\nid: a  # en 4\ntouchpoints: [{id: t1, when: 2021}]", "case.yaml")]
    >>> [(piece.text, piece.where.line, piece.where.path) for piece in found if len(piece.text) > 2][:3]
    [(' zie p. 3', 1, ('#',)), (' en 4', 2, ('#',)), ('touchpoints', 3, ())]
    """
    data = read_yaml(content, file).data
    places = Places(content.decode("utf-8-sig"))
    yield from _comments(places)
    published = _published(data)
    todo: list[tuple[tuple[str, ...], Any, tuple[str | int, ...]]] = [((), places.root, ())]
    while todo:
        path, node, keys = todo.pop()
        if isinstance(node, yaml.ScalarNode):
            yield from _scalar(node, path, keys, places, published)
        elif isinstance(node, yaml.MappingNode):
            for key, value in reversed(node.value):
                named_by_id = bool(path) and path[-1] in _NAMED_BY_ID
                todo.append(((*path, key.value), value, (*keys, key.value)))
                asks = not named_by_id and asks_for_a_person(key.value)
                yield Piece(key.value, _where(key, path), header=asks, name=True, starts=_starts(key, places))
        elif node is not None:
            for number, value in reversed([*enumerate(node.value)]):
                todo.append(((*path, _row_name(value, number)), value, (*keys, number)))


def ids_in(root: Any) -> set[int]:
    """The `id()` of every node that is an id, or refers to one."""
    found: set[int] = set()
    todo: list[tuple[str, Any]] = [("", root)]
    while todo:
        field, node = todo.pop()
        if isinstance(node, yaml.ScalarNode):
            if field in _IDS and " " not in node.value.strip():
                found.add(id(node))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if field in _NAMED_BY_ID:
                    found.add(id(key))
                todo.append((key.value, value))
        elif node is not None:
            todo += [(field, value) for value in node.value]
    return found


def field_names_in(root: Any) -> set[int]:
    """The `id()` of every node that is the name of a field, and no id."""
    found: set[int] = set()
    todo: list[tuple[str, Any]] = [("", root)]
    while todo:
        field, node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            found |= {id(key) for key, _ in node.value if field not in _NAMED_BY_ID}
            todo += [(key.value, value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            todo += [(field, value) for value in node.value]
    return found


def _row_name(node: Any, number: int) -> str:
    """What a row of a list is known by: an id that tells nothing ("t12"), or its number."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "id" and isinstance(value, yaml.ScalarNode) and tells_nothing(value.value):
            return str(value.value)
    return str(number + 1)


def _scalar(
    node: Any,
    path: tuple[str, ...],
    keys: tuple[str | int, ...],
    places: Places,
    published: set[tuple[str | int, ...]],
) -> Iterator[Piece]:
    text = node.value
    field = next((key for key in reversed(keys) if isinstance(key, str)), "")
    told = _MOMENT if field in _MOMENTS else _TOLD.get(field)
    if not text.strip() or field in _HASHES or (told and told.fullmatch(text.strip())):
        return
    if field == "amount_band" and _BAND.fullmatch(text):
        return
    exempt = keys in published
    without = _BIBLIOGRAPHIC if exempt or field in _LAW else frozenset()
    grave = exempt or field in _LAW or _NUMBER.fullmatch(text) is not None
    yield Piece(
        text, _where(node, path), name=field in _IDS, grave_only=grave, without=without, starts=_starts(node, places)
    )


def _published(data: Any) -> set[tuple[str | int, ...]]:
    """The fields that say where published material stands: `provenance`, and sources with a publisher or address."""
    found: set[tuple[str | int, ...]] = {("provenance",)}
    if not isinstance(data, dict):
        return found
    for name in ("sources", "norms"):
        rows = data.get(name)
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            if isinstance(row, dict) and (row.get("publisher") or row.get("url")):
                found |= {(name, number, field) for field in _PUBLISHED if field in row}
    return found


def _where(node: Any, path: tuple[str, ...]) -> Where:
    mark = node.start_mark
    return Where(mark.line + 1, mark.column + 1, path=path)


def _starts(node: Any, places: Places) -> tuple[Start, ...]:
    """Which sign of the value stands where in the file."""
    start, end = node.start_mark, node.end_mark
    line, column = start.line + 1, start.column + 1
    if start.line == end.line:
        return ((0, line, column + (node.style in ("'", '"'))),)
    found: list[Start] = [(0, line, column)]
    place = 0
    for number in range(start.line, end.line + 1):
        row_start = max(places.starts[number], start.index)
        row_end = places.starts[number + 1] if number + 1 < len(places.starts) else len(places.text)
        row = places.text[row_start : min(row_end, end.index)]
        words = row.strip().strip("'\"") if node.style in ("'", '"') else row.strip()
        at = node.value.find(words, place) if words else -1
        if at >= 0:
            found.append((at, number + 1, places.column(row_start) + row.find(words) + 1))
            place = at + len(words)
    return tuple(found) if found[-1][0] or len(found) == 1 else tuple(found[-1:])


def _comments(places: Places) -> Iterator[Piece]:
    """Every comment; lines of comment right below each other are one text."""
    group: list[tuple[int, int, str]] = []
    last = -2
    for start, end in places.comment_spans:
        line = bisect_left(places.starts, start + 1)
        alone = not places.text[places.starts[line - 1] : start].strip()
        if group and not (alone and line == last + 1):
            yield _comment(group)
            group = []
        group.append((line, places.column(start) + 2, places.text[start + 1 : end]))
        last = line if alone else -2
    if group:
        yield _comment(group)


def _comment(group: list[tuple[int, int, str]]) -> Piece:
    starts: list[Start] = []
    size = 0
    for line, column, text in group:
        starts.append((size, line, column))
        size += len(text) + 1
    text = "\n".join(row for _, _, row in group)
    return Piece(text, Where(group[0][0], group[0][1], path=("#",)), starts=tuple(starts))
