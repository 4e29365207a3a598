"""The text in XML (SVG, GraphML, GEXF, the parts of office files): also what nobody sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from casekit.privacy.inside.piece import Piece
from casekit.privacy.inside.strings import Strings

__all__ = ["NotXml", "xml_strings", "xml_text"]

MAX_DEPTH = 500


class NotXml(Exception):
    """XML that is broken, nested too deep, or that makes its own abbreviations (entities)."""


def xml_text(content: bytes) -> Iterator[Piece]:
    """The pieces of an XML text. Raises NotXml."""
    yield from xml_strings(content).pieces


def xml_strings(content: bytes) -> Strings:
    """What was gathered from an XML text. Raises NotXml.

    >>> [piece.text for piece in xml_strings(b"<svg><text>Jan<tspan>sen</tspan></text><!-- x --></svg>").pieces]
    ['Jansen', ' x ']
    """
    found = Strings()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def place() -> tuple[int, int]:
        return parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise NotXml
        found.start(name, attributes, *place())

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.end(name)

    def entity(*_: object) -> None:
        raise NotXml

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: found.text(text, *place())
    parser.CommentHandler = lambda text: found.remark(text, *place())
    parser.ProcessingInstructionHandler = lambda target, text: found.remark(
        f"{target} {text}", *place(), technical=True
    )
    parser.StartDoctypeDeclHandler = lambda name, system, public, _: found.remark(
        f"{name} {system} {public}", *place(), technical=True
    )
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise NotXml from None
    found.flush()
    return found
