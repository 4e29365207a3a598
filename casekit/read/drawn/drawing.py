"""A case as a drawing of nodes and edges: what GraphML, GEXF and Kumu each write in their own form.

Nodes are the actors, an edge is a touchpoint towards one receiver. Each carries all its fields under the names
that they have in a case file (`promise.due` for a field within a field), closed lists as codes, and what
only the drawing shows: words, the place in the known order, days. The whole case goes along as JSON, so that what
a drawing cannot say is not lost; `casekit.read.drawn.back` compares the two when a drawing comes back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf
from typing import Any, TypeAlias

from casekit.case import Actor, Case
from casekit.filled import case_data
from casekit.part import Part
from casekit.sheets.cells import to_cell
from casekit.sheets.plan import Field, sheet
from casekit.sheets.rows import EXTRA, Filled, case_tables
from casekit.text import say
from casekit.values import FORMAT
from casekit.vocabulary import label
from casekit.when import Timeline, timeline

__all__ = [
    "ACTOR",
    "CONTACT",
    "SHOWN",
    "STATUS",
    "STORED",
    "Drawing",
    "Edge",
    "Node",
    "Value",
    "drawing",
    "in_words",
    "xml_text",
]

Value: TypeAlias = str | int | float | bool

ACTOR, CONTACT = "actor:", "contact:"
"""What ids begin with where those of nodes and edges must differ."""
STORED = "casekit"
"""The attribute that holds the whole case."""
STATUS = "case_status"
"""The attribute of a node that says what sort of case it is from: a drawing of a part must say so too."""
SHOWN = frozenset(
    ("kind_name", "side", STATUS, "touchpoint", "place", "day_lo", "day_hi", "date_lo", "date_hi", "told", STORED)
)
"""What a drawing shows beside the fields of a case, and the label of an edge."""

# What XML has no room for, and the carriage return, which it takes for the end of a line.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Node:
    """An actor."""

    id: str
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """A touchpoint towards one of its receivers."""

    id: str
    source: str
    target: str
    values: dict[str, Value]
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """Nodes and edges, and the case that they were drawn from, as JSON with the language of the words."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    stored: str | None = None
    title: str = ""


def drawing(case: Case, lang: str = "nl") -> Drawing:
    """The drawing of a case, in the order of the case.

    >>> from casekit.notation import case_of
    >>> made = drawing(case_of("a: inwoner > gemeente,wijkteam  vraag @2021-03-05"))
    >>> [node.id for node in made.nodes], [(edge.id, edge.target) for edge in made.edges]
    (['inwoner', 'gemeente', 'wijkteam'], [('a', 'gemeente'), ('a#2', 'wijkteam')])
    """
    tables = {filled.sheet.name: filled for filled in case_tables(case, "en")}
    rows = zip(case.actor_list, _rows(tables["actors"], case.actor_list), strict=True)
    of = {STATUS: say(f"word.{case.status}", lang)} if case.status else {}
    nodes = {actor.id: _node(actor, {**values, **of}, lang) for actor, values in rows}
    named = (name for t in case.touchpoint_list for name in (t.from_, *t.to))
    for name in named:
        nodes.setdefault(name, Node(xml_text(name), {"label": xml_text(name), **of}))
    edges: dict[str, Edge] = {}
    time = timeline(case)
    ids = {t.id for t in case.touchpoint_list}
    acts = zip(case.touchpoint_list, _rows(tables["touchpoints"], case.touchpoint_list), strict=True)
    for place, (t, values) in enumerate(acts):
        values |= {"touchpoint": xml_text(t.id), "place": place, "label": label("kind", t.kind, lang)}
        values |= _days(time, t.id)
        for number, receiver in enumerate(dict.fromkeys(t.to), 1):
            name = t.id if number == 1 else f"{t.id}#{number}"
            while number > 1 and (name in ids or name in edges):
                name += "#"
            edges[name] = Edge(xml_text(name), xml_text(t.from_), xml_text(receiver), values)
    stored = json.dumps({"format": FORMAT, "lang": lang, "case": case_data(case)}, separators=(",", ":"))
    return Drawing(tuple(nodes.values()), tuple(edges.values()), stored, xml_text(case.title or case.id))


def in_words(name: str, values: dict[str, Value], lang: str) -> dict[str, Value]:
    """Values of actors or touchpoints for people: under the headers of the workbook, closed lists in words.

    >>> in_words("touchpoints", {"channel": "desk", "due": "2021-04-01"}, "nl")
    {'kanaal': 'balie', 'uiterlijk': '2021-04-01'}
    """
    made: dict[str, Value] = {}
    for key, value in values.items():
        one = sheet(name).field(key)
        header = one.header(lang) if one is not None else key
        made[header] = label(one.words, str(value), lang) if one is not None and one.words else value
    return made


def xml_text(text: str) -> str:
    """A text as XML can hold it: a sign for which there is no room is shown as one that is not known.

    >>> xml_text("a" + chr(0) + "b")
    'a\N{REPLACEMENT CHARACTER}b'
    """
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _node(actor: Actor, values: dict[str, Value], lang: str) -> Node:
    side = "client" if actor.client_side else "organisation"
    shown = {"kind_name": label("actor_kind", actor.kind, lang), "side": say(f"exchange.side.{side}", lang)}
    return Node(xml_text(actor.id), {"label": xml_text(actor.label or actor.id), **values, **shown})


def _rows(filled: Filled, parts: Sequence[Part]) -> list[dict[str, Value]]:
    """The filled fields of each part, under their names in a case file."""
    made = []
    for part, row in zip(parts, filled.table.rows, strict=True):
        values: dict[str, Value] = {}
        for field, header, cell in zip(filled.fields, filled.table.headers, row.values, strict=True):
            name = field.name if field is not None else f"{EXTRA} {header.removeprefix(EXTRA).strip()}"
            value = _value(part, field, cell)
            if value is not None and name not in ("id", "label"):
                values[xml_text(name)] = xml_text(value) if isinstance(value, str) else value
        made.append(values)
    return made


def _value(part: Part, field: Field | None, cell: Any) -> Value | None:
    """A code, a number, yes or no as such; everything else as it stands in a cell, which can be read back."""
    if field is None or "." in field.name:
        return None if cell is None else str(cell)
    own = getattr(part, "from_" if field.name == "from" else field.name)
    if own is None or own in ((), {}):
        return None
    if field.kind in ("word", "yes_no", "number"):
        return own if isinstance(own, bool | int | str) else float(own)
    return str(to_cell(field, own, "en")) if cell is None else str(cell)


def _days(time: Timeline, name: str) -> dict[str, Value]:
    """The days and dates between which it happened, as far as they are known."""
    known: dict[str, Value] = {}
    span = time.spans[name]
    for end, day in (("lo", span.lo), ("hi", span.hi)):
        if not isinf(day):
            known[f"day_{end}"] = int(day)
        date = time.date_of(day)
        if date is not None:
            known[f"date_{end}"] = date.isoformat()
    return known
