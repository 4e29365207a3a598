"""A Kumu blueprint, or the backup of a Kumu project, as a drawing.

Form: docs.kumu.io/guides/import/blueprints. A backup holds the fields of an element or connection under `attributes`
and calls its id `_id`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from html import unescape
from typing import Any

from casekit.errors import InputRefused, Problem
from casekit.read.drawn.drawing import ACTOR, CONTACT, STATUS, STORED, Drawing, Edge, Node, Value
from casekit.sheets.plan import header_field, sheet
from casekit.text import LANGUAGES, say
from casekit.values import LONGEST_NAME
from casekit.vocabulary import find_code

__all__ = ["is_kumu", "read_kumu"]

_FORM = ("id", "_id", "from", "to", "direction", "tags", "attributes")


def is_kumu(data: Any) -> bool:
    """Whether JSON is a blueprint: it has a list of elements."""
    return isinstance(data, dict) and isinstance(data.get("elements"), list)


def read_kumu(data: dict[str, Any], file: str) -> Drawing:
    """The drawing in a blueprint. Raises InputRefused when its lists are no lists of fields."""
    wrong = [
        Problem("not_a_list", file, values={"field": name, "id": "Kumu"})
        for name in ("elements", "connections")
        if not isinstance(data.get(name) or [], list)
    ]
    if wrong:
        raise InputRefused(wrong)
    for name in ("elements", "connections"):
        for place, one in enumerate(data.get(name) or [], 1):
            if not isinstance(one, dict):
                wrong.append(Problem("not_fields", file, values={"field": name, "id": place}))
    if wrong:
        raise InputRefused(wrong)
    called: dict[str, str] = {}
    nodes = []
    for element in data["elements"]:
        values, given = _values(element), _id(element)
        label = str(values.get("label", ""))
        name = given.removeprefix(ACTOR) or " ".join(label.split())[:LONGEST_NAME]
        called |= {key: name for key in (label, given) if key}
        nodes.append(Node(name, _own(values, "actors", "role") if given.startswith(ACTOR) else values))
    edges = []
    for connection in data.get("connections") or []:
        values, given = _values(connection), _id(connection)
        ends = [str(connection.get(end) or "") for end in ("from", "to")]
        source, target = (called.get(end, end.removeprefix(ACTOR)) for end in ends)
        if given.startswith(CONTACT):
            values = {**_own(values, "touchpoints", "summary"), "from": source}
        directed = connection.get("direction", "directed") == "directed"
        edges.append(Edge(given.removeprefix(CONTACT), source, target, values, directed))
    stored = data.get(STORED)
    return Drawing(tuple(nodes), tuple(edges), json.dumps(stored) if isinstance(stored, dict) else None)


def _id(part: dict[str, Any]) -> str:
    return str(part.get("id") or part.get("_id") or "")


def _values(part: dict[str, Any]) -> dict[str, Value]:
    """The fields of an element or connection; several values as a row of words."""
    inner = part.get("attributes")
    fields = {**(inner if isinstance(inner, dict) else {}), **{k: v for k, v in part.items() if k not in _FORM}}
    if "tags" in part and not _ours(part):
        fields["tags"] = part["tags"]
    values: dict[str, Value] = {}
    for key, value in fields.items():
        if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
            value = "; ".join(map(str, value))
        if isinstance(value, list | dict):
            value = "json:" + json.dumps(value, ensure_ascii=False)
        if value not in (None, ""):
            values[key] = unescape(str(value)) if key == "description" else value
    return values


def _ours(part: dict[str, Any]) -> bool:
    return _id(part).startswith((ACTOR, CONTACT))


def _own(values: dict[str, Value], name: str, description: str) -> dict[str, Value]:
    """What the kit wrote, under the names of a case file: headers, words of closed lists, type and description."""
    made: dict[str, Value] = {}
    for key, value in values.items():
        known, words = (description, None) if key == "description" else _field(name, key)
        made[known] = find_code(words, str(value)) or value if words else value
    return made


@lru_cache(maxsize=1000)
def _field(name: str, key: str) -> tuple[str, str | None]:
    """The field that a name in a blueprint of ours means, and the closed list of its words."""
    named = {say(f"exchange.kumu.{one}", lang): one for one in ("told", "touchpoint", "place") for lang in LANGUAGES}
    named |= {say(f"exchange.{STATUS}", lang): STATUS for lang in LANGUAGES}
    named |= {say("exchange.kumu.receivers", lang): "to" for lang in LANGUAGES} | {"type": "kind", "label": "label"}
    header = header_field(sheet(name), key)
    known = named.get(key) or (header.name if header is not None else key)
    one = sheet(name).field(known)
    return known, one.words if one is not None else None
