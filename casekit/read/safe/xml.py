"""XML that somebody gave, as it stands inside a workbook, a Word file or a coding project.

No document type, no entities, nothing from elsewhere, and limits on depth and on the number of elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from casekit.errors import InputRefused, Problem, shown

__all__ = ["iter_xml", "parse_xml"]

MAX_DEPTH = 100
MAX_ELEMENTS = 500_000
"""In a tree that is held as a whole; a part that is read element by element may have more."""
MAX_STREAMED = 5_000_000


def parse_xml(content: bytes, file: str, part: str = "") -> Element:
    """The root element of an XML text; `part` is its name in the file that it comes from.

    Raises InputRefused when it is not well formed, has a document type or entities, or is nested too deep.

    >>> parse_xml(b"<a><b>x</b></a>", "p.qdpx")[0].text
    'x'
    """
    *_, (_, root) = _events(content, file, part, MAX_ELEMENTS)
    return root


def iter_xml(content: bytes, file: str, part: str = "", *, tags: frozenset[str]) -> Iterator[Element]:
    """The elements of these names (`{namespace}name`), each when it is complete; after that it is emptied.

    For parts that are too large to hold as a tree. What stands inside one of these elements is kept until it is
    complete. Raises InputRefused as `parse_xml` does, when the reading comes to what is wrong.

    >>> [row.text for row in iter_xml(b"<a><b>x</b><b>y</b></a>", "p.xlsx", tags=frozenset({"b"}))]
    ['x', 'y']
    """
    around: list[Element] = []
    inside = 0
    for event, element in _events(content, file, part, MAX_STREAMED):
        if event == "start":
            around.append(element)
            inside += element.tag in tags
            continue
        around.pop()
        if element.tag in tags:
            inside -= 1
            yield element
        if not inside:
            element.clear()
            if around:  # out of the tree too: a million emptied elements still take memory
                around[-1].clear()


def _events(content: bytes, file: str, part: str, most: int) -> Iterator[tuple[str, Element]]:
    """Every start and end of an element; the root comes last."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    if content.count(b"<") > 2 * most:  # a start and an end each: known before anything is built
        raise InputRefused([Problem("xml_many", file, values={"part": shown(part)})])
    depth = 0
    try:
        # Declarations can stand before the first element only, so that is as far as the slow, strict reader goes.
        next(iterparse(BytesIO(content), events=("start",), forbid_dtd=True), None)
        for event, element in ElementTree.iterparse(BytesIO(content), events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                raise InputRefused([Problem("xml_deep", file, values={"part": shown(part)})])
            yield event, element
    except DefusedXmlException:
        raise InputRefused([Problem("xml_entities", file, values={"part": shown(part)})]) from None
    except (ElementTree.ParseError, UnicodeError, LookupError, ValueError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise InputRefused([Problem("xml_broken", file, values={"part": shown(part), "line": line or "?"})]) from None
