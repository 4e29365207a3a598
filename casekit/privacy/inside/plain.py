"""Text without a form of its own, tables in text (CSV), data (JSON, notebooks), and source code."""

from __future__ import annotations

import base64
import binascii
import csv
import io
import json
import re
import tokenize
from collections.abc import Iterator
from typing import Any

from casekit.privacy.inside.header import is_only_a_header
from casekit.privacy.inside.piece import Piece, Where, as_cell, row_starts

__all__ = ["calendar_text", "code_text", "json_text", "plain_text", "prose_text", "table_text"]

_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_BIBLIOGRAPHIC = frozenset({"ecli", "case_number", "url"})
MAX_DEPTH = 200


def plain_text(text: str) -> Iterator[Piece]:
    """A text as a whole: what is split over two lines is still found."""
    if text.strip():
        yield Piece(text, Where(1, 1), starts=row_starts(text))


def prose_text(text: str) -> Iterator[Piece]:
    """Markdown: a paragraph or item with a web link names a published source, and nothing is asked about that."""
    line = 1
    for block in re.split(r"(\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+\.|\|)[ \t]))", text):
        if block.strip():
            linked = _LINK.search(block) is not None
            kinds = _BIBLIOGRAPHIC if linked else frozenset()
            where = Where(line, 1)
            yield Piece(block, where, grave_only=linked, without=kinds, starts=row_starts(block, line))
        line += block.count("\n")


def calendar_text(text: str) -> Iterator[Piece]:
    """A calendar, of which long lines go on after a line end and a space."""
    yield from plain_text(text)
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    if unfolded != text:
        for number, row in enumerate(unfolded.splitlines(), 1):
            if row.strip():
                yield Piece(row, Where(path=(f"{number}",)))


def code_text(text: str) -> Iterator[Piece]:
    """Source code in Python: its texts and comments are read as text, its names only for what may never leave."""
    yield Piece(text, Where(1, 1), grave_only=True, starts=row_starts(text))
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type in (tokenize.STRING, tokenize.COMMENT):
                line, column = token.start
                starts = tuple(
                    (at, number, col + (column if number == line else 0))
                    for at, number, col in row_starts(token.string, line)
                )
                yield Piece(token.string, Where(line, column + 1), starts=starts)
    except (tokenize.TokenError, SyntaxError, ValueError):
        yield from plain_text(text)


def table_text(text: str) -> Iterator[Piece]:
    """CSV or TSV, cell by cell; the first filled row that is no note has the names of the columns."""
    first = next((row for row in text.splitlines() if row.strip() and not row.lower().startswith("sep=")), "")
    delimiter = max(";\t,", key=first.count)
    header: int | None = None
    previous = 0
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for row in rows:
            line, previous = previous + 1, rows.line_num
            filled = [value for value in row if value.strip()]
            if header is None and (len(filled) > 1 or (filled and delimiter not in text)):
                header = line
            for number, value in enumerate(row):
                if value.strip():
                    where = Where(line, cell=f"{_letters(number)}{line}")
                    named = line == header or (line <= 10 and is_only_a_header(value))
                    yield as_cell(Piece(value, where, header=named))
    except csv.Error:
        yield from plain_text(text)


def _letters(number: int) -> str:
    letters = ""
    while number >= 0:
        letters = chr(65 + number % 26) + letters
        number = number // 26 - 1
    return letters


def json_text(text: str, *, notebook: bool = False) -> Iterator[Piece]:
    """The names and values in JSON; in a notebook code is read as code, and what a program says of itself is not.

    Raises ValueError or RecursionError when it is no JSON.
    """
    todo: list[tuple[tuple[str, ...], Any, bool]] = [((), json.loads(text, object_pairs_hook=_pairs), False)]
    while todo:
        path, value, technical = todo.pop()
        if len(path) > MAX_DEPTH:
            raise RecursionError
        where = Where(path=path)
        if isinstance(value, _Pairs):
            cell = dict(value)
            for key, inner in reversed(value):
                here = (*path, key)
                if key.strip():
                    yield Piece(key, Where(path=path), header=True, name=True)
                if notebook and key in ("kernelspec", "language_info", "id", "output_type", "cell_type", "mimetype"):
                    todo.append((here, inner, True))
                elif notebook and key == "source" and cell.get("cell_type") == "code":
                    yield from (_under(piece, here) for piece in code_text(_joined(inner)))
                elif (notebook and key in ("source", "text")) or _is_lines(inner):
                    todo.append((here, _joined(inner), technical))
                else:
                    todo.append((here, inner, technical))
        elif isinstance(value, list):
            todo += [((*path, str(number)), one, technical) for number, one in reversed([*enumerate(value)])]
        elif isinstance(value, str):
            if value.strip():
                yield from _value(value, where, technical, notebook)
        elif value is not None and not isinstance(value, bool):
            yield Piece(str(value), where, grave_only=True)


def _value(value: str, where: Where, technical: bool, notebook: bool) -> Iterator[Piece]:
    from casekit.privacy.inside.html import html_text
    from casekit.privacy.inside.images import image_text

    if notebook and where.path[-1].startswith("image/") and where.path[-1] != "image/svg+xml":
        try:
            yield from (_under(piece, where.path) for piece in image_text(base64.b64decode(value, validate=False)))
        except (binascii.Error, ValueError):
            yield Piece(value[:2000], where, grave_only=True)
    elif notebook and where.path[-1] in ("text/html", "image/svg+xml"):
        yield from (_under(piece, where.path) for piece in html_text(value))
    else:
        yield as_cell(Piece(value, where, grave_only=technical))


def _under(piece: Piece, path: tuple[str, ...]) -> Piece:
    where = Where(path=(*path, *piece.where.path), cell=piece.where.cell)
    return Piece(piece.text, where, piece.header, piece.name, piece.grave_only, piece.without)


class _Pairs(list[tuple[str, Any]]):
    """The fields of an object, also those that stand there twice."""


def _pairs(pairs: list[tuple[str, Any]]) -> _Pairs:
    return _Pairs(pairs)


def _is_lines(value: Any) -> bool:
    """A list of lines of one text, as a notebook keeps it."""
    return (
        isinstance(value, list)
        and not isinstance(value, _Pairs)
        and len(value) > 1
        and all(isinstance(one, str) for one in value)
        and all(one.endswith("\n") for one in value[:-1])
    )


def _joined(value: Any) -> Any:
    return "".join(map(str, value)) if isinstance(value, list) and not isinstance(value, _Pairs) else value
