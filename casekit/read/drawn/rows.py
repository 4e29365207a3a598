"""What a node or an edge says, as a row of actors or touchpoints: under the names of a case file, ready to be read.

Programs name things in their own way: `name`, `type`, `interaction`, `description`. Those are understood where they
can be only one thing. A value that its field cannot hold is kept as a field of its own.
"""

from __future__ import annotations

from casekit.case import Actor, Touchpoint
from casekit.part import Part
from casekit.read.drawn.drawing import SHOWN, Edge, Node, Value
from casekit.sheets.cells import CellWrong, from_cell
from casekit.sheets.plan import header_field, sheet
from casekit.sheets.rows import EXTRA
from casekit.sheets.table import Raw, Row, Table, column_letters
from casekit.vocabulary import find_code
from casekit.when import parse_moment

__all__ = ["LOOKS", "Record", "actor_record", "as_table", "cells", "contact_record"]

Record = dict[str, Raw]
"""The cells of one row, by the name of the field in a case file."""

# Where programs draw: not about the case.
LOOKS = frozenset(
    ("x", "y", "z", "r", "g", "b", "size", "weight", "color", "colour", "shape", "width", "height", "selected",
     "interval", "timeset", "networkx_key")
)  # fmt: skip
_DRAWN = "drawn_"
_PARTS: dict[str, type[Part]] = {"actors": Actor, "touchpoints": Touchpoint}


def actor_record(node: Node) -> Record:
    """The actor that a node of another program is."""
    ours = "kind_name" in node.values
    values = {k: v for k, v in node.values.items() if k not in LOOKS and not (ours and k in SHOWN)}
    if "label" not in values and "name" in values:
        values["label"] = values.pop("name")
    if values.get("label") == node.id:
        del values["label"]
    if "kind" not in values:
        if find_code("actor_kind", str(values.get("type", ""))):
            values["kind"] = values.pop("type")
        elif find_code("actor_kind", str(values.get("label", ""))):
            values["kind"] = values["label"]  # as for an actor whose id is a kind of actor
    if "description" in values and "note" not in values:
        values["note"] = values.pop("description")
    return {"id": node.id or None, **cells("actors", values)}


def contact_record(edge: Edge, number: int) -> tuple[str, Record]:
    """The touchpoint that an edge is: its id, and what it says."""
    ours = "touchpoint" in edge.values
    values = {k: v for k, v in edge.values.items() if k not in LOOKS and not (ours and k in SHOWN)}
    if not find_code("kind", str(values.get("kind", ""))):
        for key in ("type", "label", "interaction"):
            if find_code("kind", str(values.get(key, ""))):
                values["kind"] = values.pop(key)
                break
    if ours or find_code("kind", str(values.get("label", ""))):
        values.pop("label", None)
    for key in ("description", "label"):
        if key in values and "summary" not in values:
            values["summary"] = values.pop(key)
    name = str(edge.values.get("touchpoint") or edge.id or f"contact-{number}")
    ends: Record = {"id": name, "from": edge.source or None, "to": edge.target or None}
    record = {**ends, **cells("touchpoints", values)}
    return name, record if ours else {**record, **ends}


def cells(name: str, values: dict[str, Value]) -> Record:
    """Values as cells. What cannot be what its field asks is kept as a field of its own (`drawn_kind`)."""
    made: Record = {}
    for key, value in values.items():
        one = header_field(sheet(name), key) if not key.startswith(EXTRA) else None
        field = one.name if one is not None else None
        if key.startswith(EXTRA):
            made[key] = value
        elif field is None or field in made or not _fits(name, field, value):
            free = field is None and key not in _PARTS[name].model_fields
            made[f"{EXTRA} {key if free else _DRAWN + key}"] = value
        else:
            made[field] = value
    return made


def _fits(name: str, field: str, value: Value) -> bool:
    one = sheet(name).field(field)
    try:
        read = from_cell(one, value)
    except CellWrong:
        return False
    if one is None or not isinstance(read, str):
        return True
    if one.kind == "moment":
        return parse_moment(read) is not None
    if one.kind == "yes_no":
        return read.casefold() in ("true", "false", "ja", "nee")
    return one.words is None or find_code(one.words, read) is not None


def as_table(name: str, records: list[Record]) -> Table:
    """Rows as a table, with a column for every field that one of them has."""
    headers = tuple(dict.fromkeys(key for record in records for key in record))
    rows = tuple(Row(n, tuple(record.get(key) for key in headers)) for n, record in enumerate(records, 2))
    return Table(name, headers, tuple(column_letters(place) for place in range(len(headers))), rows)
