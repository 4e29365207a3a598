"""The lines of a case file: what is plainly plain is laid out here, and the rest is left to PyYAML.

PyYAML looks at every sign several times; a case of 300 touchpoints would take longer to write than a save may.
The lines are those that PyYAML makes itself, and a test compares them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["WIDTH", "laid_out"]

WIDTH = 110
_LONGEST_NAME = 100
# Words with no sign that could mean something to YAML, or a number or date; the reader takes everything as text.
_SIGN = r"(?:[\w.,;()'\"’‘“”€–…/%&+?!-]|:(?=[^ ]))"
_PLAIN = re.compile(rf"[^\W\d_]{_SIGN}*(?: {_SIGN}+)*|\d[\d/.~-]*")
_NOT_TEXT = {"yes", "no", "true", "false", "on", "off", "null"}

Rest = Callable[[Any, int], str]
"""What lays out a value, as PyYAML does, in lines of at most so many signs."""


def laid_out(value: Any, rest: Rest) -> str:
    r"""The text of a mapping or a list, with an end of line.

    >>> laid_out({"id": "t1", "to": ["a", "b"]}, lambda value, width: "")
    'id: t1\nto:\n  - a\n  - b\n'
    """
    lines = list(_lines(value, rest, 0))
    if not lines[-1]:
        lines.append("...")  # the last text ends in empty lines, which must be seen to belong to it
    return "\n".join(lines) + "\n"


def _lines(value: Any, rest: Rest, indent: int) -> Iterator[str]:
    rows = [("", inner) for inner in value] if isinstance(value, list) else value.items()
    for name, inner in rows:
        start = " " * indent + (f"{name}:" if name else "-")
        if isinstance(value, dict) and not (_is_plain(name) and len(name) < _LONGEST_NAME):
            yield from _left_over({name: inner}, rest, indent)
        elif isinstance(inner, dict | list) and inner:
            lines = _lines(inner, rest, indent + 2)
            yield start if name else f"{start} {next(lines)[indent + 2 :]}"
            yield from lines
        elif isinstance(inner, bool | int):
            yield f"{start} {str(inner).lower()}"
        elif type(inner) is str and _is_plain(inner):
            yield from _folded(f"{start} ", inner, indent + 2)
        else:
            yield from _left_over({name: inner} if name else [inner], rest, indent)


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and text.lower() not in _NOT_TEXT


def _folded(start: str, text: str, indent: int) -> Iterator[str]:
    """A plain value; a line ends with the first word that goes beyond the width."""
    first, *words = text.split(" ")
    line = start + first
    for word in words:
        if len(line) > WIDTH:
            yield line
            line = " " * indent + word
        else:
            line += " " + word
    yield line


def _left_over(value: Any, rest: Rest, indent: int) -> Iterator[str]:
    lines = rest(value, WIDTH - indent).removesuffix("\n").split("\n")
    if lines[-1] == "...":  # only where the whole text ends
        lines.pop()
    for line in lines:
        yield " " * indent + line if line else ""
