"""HTML, and anything that looks like it, read from the first sign to the last in one go.

Broken HTML is read as far as it goes, and what does not end goes on until the end of the text. The reader of the
standard library takes minutes for a page that was made to keep it busy.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TypeAlias

from casekit.privacy.inside.piece import Piece
from casekit.privacy.inside.strings import Strings

__all__ = ["html_text"]

_At: TypeAlias = Callable[[int], tuple[int, int]]
"""From a place in the text to its line and column."""
_NAME = re.compile(r"[A-Za-z][^\s/>]{0,99}")
_KEY = re.compile(r"[^\s=>/]{1,200}")
_BLANK = re.compile(r"[\s/]+")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"[^\s>]+")
_RAW = ("script", "style")
_EMPTY = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
_MARKS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"))


def html_text(text: str, *, depth: int = 0) -> Iterator[Piece]:
    """The pieces of an HTML text.

    >>> [piece.text for piece in html_text("<p>Jan<b>sen</b></p><!-- x -->")]
    ['Jansen', ' x ']
    """
    found = Strings(depth=depth)
    starts = [0, *(one.end() for one in re.finditer("\n", text))]

    def at(place: int) -> tuple[int, int]:
        line = bisect_right(starts, place)
        return line, place - starts[line - 1] + 1

    place = 0
    while place < len(text):
        begin = text.find("<", place)
        begin = len(text) if begin < 0 else begin
        if begin > place:
            found.text(html.unescape(text[place:begin]), *at(place))
        place = _marked(text, begin, found, at) if begin < len(text) else begin
    found.flush()
    yield from found.pieces


def _marked(text: str, place: int, found: Strings, at: _At) -> int:
    """Read what begins with a `<`; gives the place behind it."""
    for opening, closing in _MARKS:
        if text.startswith(opening, place):
            start = place + len(opening)
            end = _find(text, closing, start)
            if opening == "<![CDATA[":
                found.text(text[start:end], *at(start))
            else:
                found.remark(html.unescape(text[start:end]), *at(start), technical=opening != "<!--")
            return min(end + len(closing), len(text))
    ends = text.startswith("</", place)
    name = _NAME.match(text, place + 1 + ends)
    if name is None:
        found.text("<", *at(place))
        return place + 1
    tag = name[0].lower()
    if ends:
        found.end(tag)
        return min(_find(text, ">", name.end()) + 1, len(text))
    attributes, after, closed = _attributes(text, name.end())
    found.start(tag, dict(reversed(attributes)), *at(place))
    known = {key for key, _ in attributes}
    if len(known) < len(attributes):  # a second one counts for nobody but a reader of the source
        found.remark(" ".join(value for _, value in attributes), *at(place))
    if tag in _RAW and not closed:
        close = re.compile(f"</{tag}", re.IGNORECASE).search(text, after)
        until = close.start() if close else len(text)
        found.code(text[after:until], dict(attributes).get("type", tag), *at(after))
        return until
    if closed or tag in _EMPTY:
        found.end(tag)
    return after


def _attributes(text: str, place: int) -> tuple[list[tuple[str, str]], int, bool]:
    """The attributes of an element, the place behind its `>`, and whether it closes itself."""
    attributes: list[tuple[str, str]] = []
    while place < len(text):
        if blank := _BLANK.match(text, place):
            place = blank.end()
        if text.startswith(">", place):
            return attributes, place + 1, text[place - 1] == "/"
        key = _KEY.match(text, place)
        if key is None:
            place += 1
            continue
        place = key.end()
        value = ""
        if equals := _EQUALS.match(text, place):
            place = equals.end()
            quote = text[place : place + 1]
            if quote in ('"', "'") and quote:
                end = _find(text, quote, place + 1)
                value, place = text[place + 1 : end], end + 1
            elif bare := _BARE.match(text, place):
                value, place = bare[0], bare.end()
        attributes.append((key[0].lower(), html.unescape(value)))
    return attributes, len(text), False


def _find(text: str, what: str, start: int) -> int:
    """Where something stands next; the end of the text when it does not."""
    place = text.find(what, start)
    return len(text) if place < 0 else place
