"""The pieces of a marked-up text, gathered while it is read: runs joined per paragraph, attributes, remarks.

Both readers (of XML and of HTML) call the same few functions; what is a name of a program and what is a text for
people stands here.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from urllib.parse import unquote_to_bytes

from casekit.privacy.inside.header import asks_for_a_person
from casekit.privacy.inside.piece import Piece, Start, Where

__all__ = ["Strings", "local"]

INLINE = frozenset({
    "r", "t", "rpr", "b", "i", "u", "em", "strong", "span", "tspan", "textpath", "a", "small", "sub", "sup",
    "mark", "font", "hyperlink", "ins", "del", "deltext", "instrtext", "smarttag", "prooferr", "bookmarkstart",
    "bookmarkend", "softhyphen", "nobreakhyphen", "lastrenderedpagebreak", "endpararpr", "s", "tab", "br", "cr",
    "wbr", "commentrangestart", "commentrangeend", "commentreference", "fld", "abbr", "code", "kbd", "q",
    "cite", "bdi", "bdo",
})  # fmt: skip
"""Elements that stand inside a sentence."""
_SPACE = {"s": " ", "tab": "\t", "br": "\n", "cr": "\n"}
_WRITTEN = frozenset({
    "alt", "title", "aria-label", "aria-description", "placeholder", "content", "value", "label", "author",
    "displayname", "prompt", "error", "prompttitle", "errortitle", "descr", "description", "summary",
    "initials", "lastmodifiedby", "href", "src", "target", "tooltip", "display", "comment", "note", "for",
    "creator", "subject", "keywords", "cite", "datetime", "providerid", "userid", "caption", "text", "v", "tag",
})  # fmt: skip
"""Attributes that people write or read. In others only what may never leave is looked for."""
_GRAPH_NAMES = frozenset({"id", "source", "target"})
_DRAWN = frozenset({
    "d", "points", "transform", "viewbox", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx",
    "dy", "width", "height", "w", "h", "offset", "sz", "pos", "spt", "path", "coordsize", "adj", "numfmtid",
    "dydescent", "l", "t", "b", "ang", "dist", "distl", "distr", "distt", "distb", "xscale", "yscale", "values",
    "stroke-dasharray",
})  # fmt: skip
"""Attributes of a drawing: full of numbers that are lengths."""
_GEOMETRY = re.compile(
    r"[-+0-9.,eEMLHVCSQTAZmlhvcsqtaz()\s%px]*|(?:(?:matrix|translate|scale|rotate|skewX|skewY)\([^()]*\)\s*)+"
)
_LONG = re.compile(r"(?<![\d.])\d{8,}(?![\d.])")
_DATA = re.compile(r"\s*data:([\w.+-]+/[\w.+-]+)?((?:;[\w=.-]+)*),", re.IGNORECASE)
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedname"})
_SAID = re.compile(r'"([^"]+)"')
_MARGINS = frozenset({"oddheader", "oddfooter", "evenheader", "evenfooter", "firstheader", "firstfooter"})
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Z])')
_BETWEEN_DIGITS = re.compile(r"\s+")
MOST_INSIDE = 3
"""Images in pages in images: so deep, and no deeper."""


def local(name: str) -> str:
    """A name without the part that says which list it is from: `w:author` is `author`."""
    return name.rpartition(":")[2].lower()


class Strings:
    """Where the readers put what they come across; `pieces` holds what was found so far."""

    def __init__(self, *, depth: int = 0) -> None:
        self.pieces: list[Piece] = []
        self.shared: list[tuple[int, str]] = []
        self.types: dict[str, str] = {}
        self._depth = depth
        self._text: list[str] = []
        self._starts: list[Start] = []
        self._size = 0
        self._around: list[str] = []
        self._cells: list[str] = []
        self._in_properties = 0
        self._root = ""
        self._hidden_columns: list[range] = []
        self._hidden_row = False
        self._cell_type = ""

    def start(self, name: str, attributes: Mapping[str, str | None], line: int, column: int) -> None:
        """An element begins."""
        tag = local(name)
        self._root = self._root or tag
        if tag in ("rpr", "ppr"):
            self._in_properties += 1
        if not self._in_properties:
            if tag not in INLINE:
                self.flush()
            elif tag in _SPACE and (tag != "s" or name != "s"):
                self.text(_SPACE[tag], line, column)
        self._around.append(tag)
        self._enter(tag, {local(key): value or "" for key, value in attributes.items()})
        if self._root not in ("html", "svg") and asks_for_a_person(tag):
            self.pieces.append(Piece(tag, Where(line, column, path=(tag,)), header=True))
        for key, value in attributes.items():
            if value and value.strip():
                self.pieces += self._attribute(tag, key, value, line, column)

    def end(self, name: str) -> None:
        """An element ends."""
        tag = local(name)
        if tag in ("rpr", "ppr"):
            self._in_properties = max(0, self._in_properties - 1)
        elif tag not in INLINE and not self._in_properties:
            self.flush()
        if tag in ("c", "comment", "threadedcomment") and self._cells:
            self._cells.pop()
            self._cell_type = ""
        while self._around:  # HTML leaves out the end of many elements
            if self._around.pop() == tag:
                break

    def text(self, text: str, line: int, column: int) -> None:
        """Text for people."""
        self._starts.append((self._size, line, column))
        self._text.append(text)
        self._size += len(text)

    def remark(self, text: str, line: int, column: int, *, technical: bool = False) -> None:
        """A comment, which nobody sees; or, `technical`, an instruction or a declaration."""
        self.flush()
        if text.strip():
            where = self._where(line, column, "#")
            self.pieces.append(Piece(text, where, grave_only=technical, starts=_rows(text, line, column)))

    def code(self, text: str, kind: str, line: int, column: int) -> None:
        """What stands in a script or a style."""
        from casekit.privacy.inside.plain import json_text

        if "json" in kind:
            try:
                self.pieces += json_text(text)
                return
            except (ValueError, RecursionError):
                pass
        if text.strip():
            where = self._where(line, column, self._around[-1] if self._around else "")
            self.pieces.append(Piece(text, where, grave_only="json" not in kind, starts=_rows(text, line, column)))

    def flush(self) -> None:
        """A paragraph ends here."""
        text, starts = "".join(self._text), tuple(self._starts)
        self._text, self._starts, self._size = [], [], 0
        if not text.strip():
            return
        index = self._around[-1:] == ["v"] and self._cell_type == "s" and bool(self._cells)
        if index and text.strip().isdigit():
            self.shared.append((int(text), self._cells[-1]))
            return
        _, line, column = starts[0]
        tag = self._around[-1] if self._around else ""
        where = self._where(line, column, tag)
        if tag in _FORMULAS:  # the names in it are those of a program; a text in it is for people
            self.pieces.append(Piece(text, where, grave_only=True))
            self.pieces += (Piece(said[1], where) for said in _SAID.finditer(text))
        elif tag in _MARGINS:
            self.pieces.append(Piece(_CODES.sub(" ", text), where))
        else:
            self.pieces.append(Piece(text, where, starts=starts))

    def _where(self, line: int, column: int, name: str) -> Where:
        cell = (self._cells[-1] if self._cells else None) or None
        hidden = cell is not None and (self._hidden_row or any(_column(cell) in one for one in self._hidden_columns))
        return Where(line, column, cell=cell, path=(name,) if name else (), hidden=hidden)

    def _enter(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What the elements of a workbook say about where a text stands."""
        if tag == "c":
            self._cells.append(attributes.get("r", ""))
            self._cell_type = attributes.get("t", "")
        elif tag in ("comment", "threadedcomment"):
            self._cells.append(attributes.get("ref", ""))
        elif tag == "row":
            self._hidden_row = attributes.get("hidden", "") in ("1", "true")
        elif tag == "col" and attributes.get("hidden", "") in ("1", "true"):
            with suppress(KeyError, ValueError):
                self._hidden_columns.append(range(int(attributes["min"]), min(int(attributes["max"]), 16_384) + 1))

    def _attribute(self, tag: str, key: str, value: str, line: int, column: int) -> Iterator[Piece]:
        name = local(key)
        where = self._where(line, column, name)
        if self._root not in ("html", "svg") and asks_for_a_person(name):
            yield Piece(name, where, header=True)
        if found := _DATA.match(value):
            yield from self._carried(found, value, where)
        elif name in _DRAWN and _GEOMETRY.fullmatch(_BETWEEN_DIGITS.sub(" ", value[:100_000])):
            yield from (Piece(long[0], where, grave_only=True) for long in _LONG.finditer(value))
        else:
            read = name in _WRITTEN or name.startswith("data-")
            read = read or (name in _GRAPH_NAMES and self._root in ("graphml", "gexf"))
            read = read or (name == "name" and tag not in ("script", "meta", "a", "input", "family", "font"))
            technical = key.startswith("xmlns") or (name in ("href", "target") and value.startswith(("#", "../")))
            # A namespace is an address that a program wrote; a link in a text leads to somebody.
            yield Piece(value, where, name=name in _GRAPH_NAMES, grave_only=technical or not read)

    def _carried(self, found: re.Match[str], value: str, where: Where) -> Iterator[Piece]:
        """What is packed into the address itself."""
        from casekit.privacy.inside.images import JPEG, PNG, image_text

        kind, how, rest = (found[1] or "text/plain").lower(), found[2].lower(), value[found.end() :]
        try:
            data = base64.b64decode(_BETWEEN_DIGITS.sub("", rest)) if ";base64" in how else unquote_to_bytes(rest)
        except (binascii.Error, ValueError):
            yield Piece(rest, where, grave_only=True)
            return
        if data.startswith((PNG, JPEG)):
            yield from (Piece(one.text, where, grave_only=one.grave_only) for one in image_text(data))
        elif self._depth < MOST_INSIDE and ("xml" in kind or "html" in kind):
            from casekit.privacy.inside.html import html_text

            inside = html_text(data.decode("utf-8", "replace"), depth=self._depth + 1)
            yield from (Piece(one.text, where, grave_only=one.grave_only) for one in inside)
        elif not kind.startswith(("font/", "application/font", "application/x-font", "application/octet")):
            yield Piece(data.decode("utf-8", "replace"), where, grave_only=not kind.startswith("text/plain"))


def _rows(text: str, line: int, column: int) -> tuple[Start, ...]:
    from casekit.privacy.inside.piece import row_starts

    return tuple((at, row, col + (column - 1 if row == line else 0)) for at, row, col in row_starts(text, line))


def _column(cell: str) -> int:
    number = 0
    for letter in cell:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number
