"""What eyes do not see in letters: two scripts in one name, accents spelt in two ways, signs without width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from casekit.errors import Problem, shown
from casekit.read.safe.guard import Document
from casekit.values import visible

__all__ = ["letters", "mixed_scripts"]

MOST_ALIKE = 5
_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
"""Scripts with letters that look the same; Arabic beside Latin is plain to see."""
_LONGEST_NAME = 60


def letters(document: Document) -> Iterator[Problem]:
    """Warnings about letters, each at its line; the first few of each sort."""
    told: dict[str, int] = {}
    for path, text in _texts(document.data):
        for code in _found(text):
            told[code] = told.get(code, 0) + 1
            if told[code] <= MOST_ALIKE:
                values = {"value": shown(visible(text))}
                yield Problem(code, document.file, document.line(*path), "warning", values)


def _texts(data: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text that holds more than plain ASCII, with its path."""
    todo: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while todo:
        path, value = todo.pop()
        if isinstance(value, str):
            if not value.isascii():
                yield path, value
        elif isinstance(value, dict):
            todo += [((*path, key), inner) for key, inner in reversed(value.items())]
        elif isinstance(value, list):
            todo += [((*path, place), value[place]) for place in reversed(range(len(value)))]


def _found(text: str) -> Iterator[str]:
    if visible(text) != text:
        yield "no_width"
    if len(text) > _LONGEST_NAME or any(sign.isspace() for sign in text.strip()):
        return  # not a name
    if unicodedata.normalize("NFC", text) != text:
        yield "accents_apart"
    if mixed_scripts(text):
        yield "mixed_scripts"


def mixed_scripts(text: str) -> bool:
    """Whether a word has letters of two scripts that look alike.

    >>> mixed_scripts("wijkteam"), mixed_scripts("wijkte" + chr(0x430) + "m")
    (False, True)
    """
    return any(len({script for sign in word if (script := _script(sign))}) > 1 for word in _WORD.findall(text))


def _script(sign: str) -> str | None:
    first = unicodedata.name(sign, "").partition(" ")[0]
    return first if first in _ALIKE else None
