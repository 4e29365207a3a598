"""A case as a workbook for PRSM, the Participatory System Mapper.

Form: the reader of PRSM itself (github.com/micrology/prsm, js/files.js, `loadExcelfile`, commit 00e2981, and its
manual): sheets `Factors` and `Links`. `Label` is needed in both; `From` and `To` must be the exact text of a label,
so labels are made unique; `Style` is the number of a style from 1 and `GroupLabel` its name (factors: at most 9 used
here, links: at most 9); `Description` becomes the note; every other column becomes an attribute. PRSM makes the first
sign of a header small, so the names of two columns may not differ in that alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from casekit.case import Case
from casekit.export.plain_book import plain_book
from casekit.read.drawn.drawing import STATUS, Drawing, Edge, Node, Value, drawing, in_words
from casekit.text import say

__all__ = ["to_prsm"]

MOST_STYLES = 9
"""PRSM numbers its styles from 1 to 9."""
_FACTOR = ("organisation", "team", "domain", "level", "mandate", "acts_for")
_LINK = ("when", "issue", "channel", "due", "promise", "outcome", "source")


def to_prsm(case: Case, lang: str = "nl") -> bytes:
    """The workbook of a case: actors are factors, touchpoints links; the styles are the kinds.

    A style has the colour that PRSM gives it; kinds beyond the eight that occur most share the ninth. The
    summary is the note of a link. The attributes carry the headers of the workbook of the kit.

    >>> import casekit as ck
    >>> ck.to_prsm(ck.example("twaalf-regels"))[:2]
    b'PK'
    """
    made = drawing(case, lang)
    labels = _unique_labels(made)
    kinds = _styles((str(node.values.get("kind_name", "")) for node in made.nodes), lang)
    acts = _styles((str(edge.values["label"]) for edge in made.edges), lang)
    factors = [_factor(node, labels, kinds, lang) for node in made.nodes]
    links = [_link(edge, labels, acts, lang) for edge in made.edges]
    start = ("Label", "Style", "GroupLabel", "Description", "Id")
    return plain_book(
        case.id,
        {
            "Factors": ((*start, *_headers("actors", _FACTOR, lang), say(f"exchange.{STATUS}", lang)), factors),
            "Links": (("From", "To", *start, *_headers("touchpoints", _LINK, lang)), links),
        },
    )


def _unique_labels(made: Drawing) -> dict[str, str]:
    """What each actor is called, with its id where two are called the same."""
    shown = {node.id: str(node.values["label"]).strip() or node.id for node in made.nodes}
    times = Counter(shown.values())
    labels = {name: label if times[label] == 1 else f"{label} ({name})" for name, label in shown.items()}
    return (
        labels
        if len(set(labels.values())) == len(labels)
        else {name: f"{label} ({name})" for name, label in shown.items()}
    )


def _styles(kinds: Iterable[str], lang: str) -> dict[str, tuple[int, str]]:
    """The number and the name of the style of each kind, the commonest first."""
    common = [kind for kind, _ in Counter(kinds).most_common()]
    last = say("exchange.other", lang)
    return {
        kind: (place, kind) if place < MOST_STYLES or len(common) <= MOST_STYLES else (MOST_STYLES, last)
        for place, kind in enumerate(common, 1)
    }


def _factor(node: Node, labels: dict[str, str], styles: dict[str, tuple[int, str]], lang: str) -> dict[str, Value]:
    style, group = styles[str(node.values.get("kind_name", ""))]
    row: dict[str, Value] = {"Label": labels[node.id], "Style": style, "GroupLabel": group}
    row |= {"Description": node.values.get("role", ""), "Id": node.id}
    status = {say(f"exchange.{STATUS}", lang): node.values.get(STATUS, "")}
    return _filled({**row, **_attributes("actors", _FACTOR, node.values, lang), **status})


def _link(edge: Edge, labels: dict[str, str], styles: dict[str, tuple[int, str]], lang: str) -> dict[str, Value]:
    style, group = styles[str(edge.values["label"])]
    row: dict[str, Value] = {"From": labels[edge.source], "To": labels[edge.target], "Label": edge.values["label"]}
    row |= {"Style": style, "GroupLabel": group, "Description": edge.values.get("summary", ""), "Id": edge.id}
    return _filled({**row, **_attributes("touchpoints", _LINK, edge.values, lang)})


def _headers(name: str, fields: tuple[str, ...], lang: str) -> list[str]:
    return list(in_words(name, dict.fromkeys(fields, ""), lang))


def _attributes(name: str, fields: tuple[str, ...], values: dict[str, Value], lang: str) -> dict[str, Value]:
    return in_words(name, {field: values[field] for field in fields if field in values}, lang)


def _filled(row: dict[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in row.items() if value != ""}
