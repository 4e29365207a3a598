"""Case files of earlier versions of the kit, brought to the present form in memory; the file stays as it is.

Version 0 was published with casekit 0.1.0 and has no number. To publish a new version: raise FORMAT in
`casekit.values`, add the step from the version before it here, and put a file of it in `tests/read/formats/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from casekit.errors import InputRefused, Problem, shown
from casekit.read.safe.guard import Document
from casekit.values import FORMAT, is_blank

__all__ = ["STEPS", "upgraded", "version"]

Fields = dict[str, Any]


def _number_it(data: Fields) -> Fields:
    """Version 1 is version 0 with its number."""
    return data


STEPS: Mapping[int, Callable[[Fields], Fields]] = {0: _number_it}
"""From a version to the next: a function that gives new fields, and leaves the old ones alone."""


def version(document: Document) -> int:
    """The version of a case file; 0 when it has none.

    Raises InputRefused for a version of a later kit, and for what is no version.

    >>> version(Document("case.yaml", {"id": "c"}))
    0
    """
    given = document.data.get("format")
    text = "" if given is None else str(given).strip()
    if is_blank(text):
        return 0
    line = document.line("format")
    whole = not isinstance(given, bool | float) and text.isascii() and text.isdigit() and len(text) <= 9
    if not whole:
        raise InputRefused([Problem("not_a_format", document.file, line, values={"value": shown(given)})])
    if int(text) > FORMAT:
        raise InputRefused(
            [Problem("newer_format", document.file, line, values={"value": int(text), "known": FORMAT})]
        )
    return int(text)


def upgraded(document: Document) -> Document:
    """The document in the present form, with its lines. Without a number it gets none: a new case has this form.

    >>> upgraded(Document("case.yaml", {"id": "c", "format": "0"})).data
    {'id': 'c', 'format': 1}
    """
    data = document.data
    for step in range(version(document), FORMAT):
        data = STEPS[step](data)
    return replace(document, data={**data, "format": FORMAT} if "format" in data else data)
