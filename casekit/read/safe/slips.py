"""What a YAML parser tripped over, as one of the slips that people make."""

from __future__ import annotations

import re
from typing import Any

from casekit.errors import Problem

__all__ = ["slip"]

_FIRST = re.compile(
    r"\s*(?:- +)*(?:[^\s:#'\"\[{][^:#]*:\s+(?P<value>[@`%>|!&*\]},?\"'-])|(?P<item>[@`%>|!&*\]},\"']))"
)
"""The first sign of the value or the item on a line, where that sign means something in YAML."""


def slip(error: Exception, rows: list[str], file: str) -> Problem:
    """The error of either parser of PyYAML, in words, at the line where people look for it."""
    mark: Any = getattr(error, "problem_mark", None)
    context: Any = getattr(error, "context_mark", None)
    within, what = str(getattr(error, "context", "")), str(getattr(error, "problem", ""))
    escape = "escape" in what or "hexdecimal" in what
    if escape or mark is None:
        line = next((m.line + 1 for m in (mark, context) if m is not None), None)
        return Problem("bad_escape" if escape else "not_yaml", file, line)
    if context is not None and "quoted scalar" in within:
        return Problem("open_quote", file, context.line + 1)
    line = mark.line + 1
    row = rows[mark.line] if mark.line < len(rows) else ""
    sign = row[mark.column : mark.column + 1]
    if sign in ("@", "`", "%"):
        return Problem("bare_sign", file, line, values={"character": sign})
    for mark_at in (mark, context):
        if mark_at is None or mark_at.line >= len(rows):
            continue
        first = _FIRST.match(rows[mark_at.line])
        if first and first.end() < len(rows[mark_at.line].rstrip()):
            sign = first["value"] or first["item"]
            return Problem("bare_sign", file, mark_at.line + 1, values={"character": sign})
    if "mapping values" in what:
        return Problem("bare_colon", file, line)
    return Problem("not_yaml", file, line)
