"""The text of a Word file (.docx) in its order, read in memory; what is left out is counted and told.

Text that was inserted under track changes counts, text that was deleted does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

from casekit.errors import InputRefused, Problem
from casekit.read.narrative.text import Piece
from casekit.read.safe.guard import strange_sign
from casekit.read.safe.package import Package, open_package
from casekit.read.safe.xml import parse_xml

__all__ = ["WordText", "word_pieces"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BODY = "word/document.xml"
_SKIPPED = {f"{_W}del": "deleted", f"{_W}moveFrom": "deleted", f"{_W}txbxContent": "text_boxes"}
_NOTES = {
    f"{_W}footnoteReference": "notes",
    f"{_W}endnoteReference": "notes",
    f"{_W}commentReference": "comments",
    f"{_W}drawing": "pictures",
    f"{_W}pict": "pictures",
    f"{_W}object": "pictures",
}
_OUTSIDE = re.compile(r"word/(?:header|footer)\d*\.xml")
_HEADING = re.compile(r"(?:heading|kop|title|titel)\s*\d*", re.IGNORECASE)


class WordText(NamedTuple):
    """The pieces of a Word file, and what stands in it that a narrative is not read from."""

    pieces: list[Piece]
    left_out: dict[str, int]
    """How many of each: `deleted`, `text_boxes`, `notes`, `comments`, `pictures`, `headers`."""


def word_pieces(content: bytes, file: str) -> WordText:
    """The paragraphs, items and table rows of a .docx in order.

    Raises InputRefused for what is no Word file, and for one that is not safe to open.
    """
    package = open_package(content, file, kind="docx")
    part = package.read(_BODY).replace(_STRICT[1:-1].encode(), _W[1:-1].encode())
    root = parse_xml(part, file, _BODY)
    left_out: dict[str, int] = {}
    pieces = list(_pieces(root.find(f"{_W}body"), _styles(package), left_out))
    for name in package.names:
        if _OUTSIDE.fullmatch(name):
            other = parse_xml(package.read(name), file, name)
            if "".join(other.itertext()).strip():
                left_out["headers"] = left_out.get("headers", 0) + 1
    strange = [
        Problem("control_character", file, piece.place, values={"character": sign})
        for piece in pieces
        if (sign := strange_sign(piece.text))
    ]
    if strange:
        raise InputRefused(strange)
    if not pieces:
        raise InputRefused([Problem("draft_empty", file)])
    return WordText(pieces, left_out)


def _styles(package: Package) -> dict[str, str]:
    """The name of each style by its id: ids differ by language, names of headings do not."""
    if "word/styles.xml" not in package:
        return {}
    root = parse_xml(package.read("word/styles.xml"), package.file, "word/styles.xml")
    return {
        style.get(f"{_W}styleId", ""): name.get(f"{_W}val", "")
        for style in root.iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None
    }


def _pieces(body: Element | None, styles: dict[str, str], left_out: dict[str, int]) -> Iterator[Piece]:
    place = 0
    for block in _blocks(body, left_out):
        if block.tag == f"{_W}p":
            place += 1
            kind = _kind(block, styles)
            for line in _text(block, left_out).split("\n"):
                if text := " ".join(line.split()):
                    yield Piece(kind, text, place)
            continue
        first = True
        for row in _children(block, f"{_W}tr"):
            place += 1
            if row.find(f"{_W}trPr/{_W}del") is not None:
                left_out["deleted"] = left_out.get("deleted", 0) + 1
                continue
            cells = tuple(_cell(cell, left_out) for cell in _children(row, f"{_W}tc"))
            if any(cells):
                yield Piece("row", " | ".join(cells), place, cells, first)
                first = False


def _cell(cell: Element, left_out: dict[str, int]) -> str:
    """The text of a cell on one line, with that of a table inside it."""
    texts = []
    for block in _blocks(cell, left_out):
        if block.tag == f"{_W}p":
            texts.append(_text(block, left_out))
        else:
            inner = [c for row in _children(block, f"{_W}tr") for c in _children(row, f"{_W}tc")]
            texts += [_cell(one, left_out) for one in inner]
    return " ".join(" ".join(texts).split())


def _blocks(parent: Element | None, left_out: dict[str, int]) -> Iterator[Element]:
    """Paragraphs and tables in order, also those inside a content control or an insertion."""
    for child in parent if parent is not None else ():
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _SKIPPED:
            left_out[_SKIPPED[child.tag]] = left_out.get(_SKIPPED[child.tag], 0) + 1
        elif child.tag != f"{_MC}Fallback":
            yield from _blocks(child, left_out)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _children(child, tag)


def _kind(paragraph: Element, styles: dict[str, str]) -> Literal["heading", "item", "paragraph"]:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return "paragraph"
    style = properties.find(f"{_W}pStyle")
    name = styles.get(style.get(f"{_W}val", ""), style.get(f"{_W}val", "")) if style is not None else ""
    if _HEADING.fullmatch(name.strip()):
        return "heading"
    listed = properties.find(f"{_W}numPr") is not None or name.lower().startswith(("list", "lijst"))
    return "item" if listed else "paragraph"


def _text(element: Element, left_out: dict[str, int]) -> str:
    """The text of a paragraph as it reads with the changes accepted."""
    if element.tag in _SKIPPED:
        what = _SKIPPED[element.tag]
        left_out[what] = left_out.get(what, 0) + 1
        return ""
    if element.tag == f"{_MC}Fallback":  # the same once more, for older programs
        return ""
    if element.tag in _NOTES:
        left_out[_NOTES[element.tag]] = left_out.get(_NOTES[element.tag], 0) + 1
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in (f"{_W}tab", f"{_W}ptab"):
        return "\t" if element.get(f"{_W}val") is None else ""
    if element.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    if element.tag == f"{_W}noBreakHyphen":
        return "-"
    if element.tag == f"{_W}pPr":
        return ""
    return "".join(_text(child, left_out) for child in element)
