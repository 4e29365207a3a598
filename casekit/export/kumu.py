"""A case as a Kumu blueprint.

Form: docs.kumu.io/guides/import/blueprints (read in 2026): `{"elements": [...], "connections": [...]}`; an element
has `id`, `label`, `type`, `tags`, `description` and any other field; a connection `id`, `from`, `to` (ids of
elements), `direction` and the same. Ids are unique over both lists, so ours begin with `actor:` or `contact:`. A
description is Markdown, in which `<` would start HTML, and a picture or link would call at another address. The whole
case goes along under `casekit`, which Kumu passes over.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from casekit.case import Case
from casekit.read.drawn.drawing import ACTOR, CONTACT, SHOWN, STATUS, STORED, Edge, Node, Value, drawing, in_words
from casekit.text import say

__all__ = ["to_kumu"]


def to_kumu(case: Case, lang: str = "nl") -> bytes:
    """The blueprint of a case: actors are elements, touchpoints directed connections.

    `type` is the kind in words, by which Kumu decorates; `tags` of an element are its side and its organisation,
    that of a connection its issue; `description` is the role of an actor, the summary of a touchpoint. Other
    fields carry the headers of the workbook of the kit.

    >>> import casekit as ck, json
    >>> sorted(json.loads(ck.to_kumu(ck.example("twaalf-regels"))))
    ['casekit', 'connections', 'elements']
    """
    made = drawing(case, lang)
    labels = {node.id: str(node.values["label"]) for node in made.nodes}
    data = {
        "elements": [_element(node, lang) for node in made.nodes],
        "connections": [_connection(edge, labels, lang) for edge in made.edges],
        STORED: json.loads(made.stored) if made.stored else None,
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")


def _element(node: Node, lang: str) -> dict[str, Any]:
    values = dict(node.values)
    made = {"id": f"{ACTOR}{node.id}", "label": values.pop("label"), "type": values.pop("kind_name", None)}
    tags = [tag for tag in (values.pop("side", None), values.get("organisation")) if tag]
    described = _described(values.pop("role", ""))
    values.pop("kind", None)
    status = {say(f"exchange.{STATUS}", lang): values.pop(STATUS, None)}
    return _filled({**made, "tags": tags, "description": described, **in_words("actors", values, lang), **status})


def _connection(edge: Edge, labels: dict[str, str], lang: str) -> dict[str, Any]:
    values = {key: value for key, value in edge.values.items() if key not in SHOWN | {"label", "kind", "from", "to"}}
    kind = str(edge.values["label"])
    told = {"when": _when(edge, lang), "sender": labels[edge.source], "receiver": labels[edge.target], "kind": kind}
    made = {
        "id": f"{CONTACT}{edge.id}",
        "from": f"{ACTOR}{edge.source}",
        "to": f"{ACTOR}{edge.target}",
        "direction": "directed",
        "label": kind,
        "type": kind,
        "tags": [values["issue"]] if "issue" in values else [],
        "description": _described(values.pop("summary", "")),
        say("exchange.kumu.told", lang): say("exchange.told", lang, **told),
    }
    # Of the touchpoint, where `id` and `to` are those of this one connection.
    own = {name: edge.values[name] for name in ("touchpoint", "place")} | {"receivers": edge.values["to"]}
    named = {say(f"exchange.kumu.{name}", lang): value for name, value in own.items()}
    return _filled({**made, **in_words("touchpoints", values, lang), **named})


def _described(text: Value) -> str:
    """A text of which no sign means anything to Markdown; reading takes the same signs back."""
    return escape(str(text), quote=False).translate(_MARKS)


_MARKS = {ord(sign): f"&#{ord(sign)};" for sign in "[]*_`\\"}


def _when(edge: Edge, lang: str) -> str:
    """The days between which it took place, as dates or day numbers."""
    values = edge.values
    lo, hi = (str(values.get(f"date_{end}", values.get(f"day_{end}", ""))) for end in ("lo", "hi"))
    if not lo + hi:
        return say("exchange.when_unknown", lang)
    return lo if lo == hi else f"{lo or '…'} – {hi or '…'}"


def _filled(made: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in made.items() if value not in (None, "", [])}
