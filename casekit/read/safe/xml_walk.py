"""XML that is read while it streams by: for parts of millions of elements, of which a few matter.

`casekit.read.safe.xml` gives elements; making them costs more time and memory than a large sheet may take. The guards
are the same: no document type (so no entities either), a limit on depth, and one message for what is broken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Never, TypeAlias
from xml.parsers import expat

from casekit.errors import InputRefused, Problem, shown
from casekit.read.safe.xml import MAX_DEPTH

__all__ = ["Attributes", "walk_xml"]

Attributes: TypeAlias = dict[str, str]

_PIECE = 1 << 20
LONGEST_TAG = 2 * _PIECE
"""The parser starts again at the beginning of a tag or comment that is not whole yet: a long one takes ages."""


def walk_xml(
    content: bytes,
    file: str,
    part: str,
    names: Mapping[str, str],
    *,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Go through an XML text and tell of the elements in `names` (`namespace name` -> what to call it).

    Raises InputRefused when it is not well formed, has a document type, or is nested too deep.

    >>> seen = []
    >>> walk_xml(b"<a xmlns='n'><b>x</b></a>", "p.xlsx", "", {"n b": "b"}, start=lambda name, _: seen.append(name),
    ...          end=seen.append, text=seen.append)
    >>> seen
    ['b', 'x', 'b']
    """
    depth = 0

    def started(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise InputRefused([Problem("xml_deep", file, values={"part": shown(part)})])
        known = names.get(name)
        if known is not None:
            start(known, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        known = names.get(name)
        if known is not None:
            end(known)

    def document_type(*_: object) -> Never:
        raise InputRefused([Problem("xml_entities", file, values={"part": shown(part)})])

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = document_type
    try:
        for begin in range(0, len(content), _PIECE):
            parser.Parse(content[begin : begin + _PIECE], False)
            if begin + _PIECE - parser.CurrentByteIndex > LONGEST_TAG:
                raise InputRefused([Problem("xml_broken", file, values=_where(part, parser.CurrentLineNumber))])
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeError, LookupError) as error:
        where = _where(part, getattr(error, "lineno", None))
        raise InputRefused([Problem("xml_broken", file, values=where)]) from None


def _where(part: str, line: int | None) -> dict[str, object]:
    return {"part": shown(part), "line": line or "?"}
