"""A narrative in plain text or Markdown, as pieces: headings, items of a list, rows of a table, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from casekit.errors import InputRefused, Problem
from casekit.read.safe.guard import strange_sign
from casekit.sheets.dates import find_moments

__all__ = ["Piece", "is_english", "pieces_of_text", "sentences"]

MAX_SIGNS = 250_000
"""About eighty pages."""
MAX_LINES = 2_000
"""Lines, or sentences in them; a longer text is not the story of one household, and would take long to read."""
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*")
_ITEM = re.compile(r"\s*(?:[-*+\u2022\u2013\u25aa]|\(?\d{1,3}[.)])\s+(?=\S)")
_RAGGED = 10
"""How much shorter than the longest a wrapped line may be."""
_WRAPPED = 50
"""Lines that are all shorter than this were not wrapped."""
_RULE = re.compile(r"\s*(?:[-=_*|:~`.\s]|\+-)+\s*")
_CELL = re.compile(r"(?<!\\)\|")
_MARK = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1|(?<!\w)([*_])(?=\S)([^*_]+)(?<=\S)\3(?!\w)")
_SHORTENED = re.compile(
    r"(?:\b(?:ca|mw|mevr|dhr|fam|dr|drs|mr|ing|prof|nr|art|blz|tel|bijv|bv|jl|enz|etc|evt|incl|resp|max|min|i\.v\.m|o\.a"
    r"|d\.d|a\.s|e\.d|t\.a\.v|n\.a\.v|m\.b\.t|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec|mrs|ms|st"
    r"|[^\W\d_]|\d{1,2}))\.$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"""(?<=[.!?])["')\u2019\u201d]?\s+""")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a narrative, and where it stands: the line, or in a Word file the paragraph, counted from 1."""

    kind: Literal["heading", "item", "row", "paragraph"]
    text: str
    place: int
    cells: tuple[str, ...] = ()
    """The cells of a row of a table."""
    first: bool = False
    """Whether it is the first row of its table."""


def pieces_of_text(content: bytes, file: str) -> list[Piece]:
    r"""The pieces of a text file. Raises InputRefused when it is no text.

    >>> [piece.text for piece in pieces_of_text(b"# 2021\n- 5 maart: moeder belt\n  de gemeente", "v.md")]
    ['2021', '5 maart: moeder belt de gemeente']
    """
    text = _decoded(content, file)
    lines = text.splitlines()
    if sum(not line.isspace() and line != "" for line in lines) > 5 * MAX_LINES:  # also where many make one paragraph
        raise InputRefused([Problem("draft_too_many", file, values={"n": MAX_LINES})])
    return list(_pieces(lines))


def _decoded(content: bytes, file: str) -> str:
    if not content.strip():
        raise InputRefused([Problem("draft_empty", file)])
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputRefused([Problem("not_utf8", file, 1)])
    if b"\0" in content:
        raise InputRefused([Problem("draft_not_text", file)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputRefused([Problem("not_utf8", file, line)]) from None
    text = text.replace("\f", "\n").replace("\u00ad", "").replace("\u200b", "")
    strange = [
        Problem("control_character", file, number, values={"character": sign})
        for number, line in enumerate(text.splitlines(), 1)
        if (sign := strange_sign(line))
    ]
    if strange:
        raise InputRefused(strange)
    return text


def _pieces(lines: list[str]) -> Iterator[Piece]:
    held: list[str] = []
    kind: Literal["item", "paragraph"] = "paragraph"
    begin, ended = 0, _broken_off(lines)
    in_table = False

    def done() -> Iterator[Piece]:
        text = plain(" ".join(line.strip() for line in held))
        held.clear()
        if text:
            yield Piece(kind, text, begin)

    for number, line in enumerate(lines, 1):
        heading = _HEADING.fullmatch(line)
        in_table_now = line.lstrip().startswith("|")
        if not line.strip() or _RULE.fullmatch(line) or heading or in_table_now:
            yield from done()
            kind = "paragraph"
        if heading and plain(heading[1]):
            yield Piece("heading", plain(heading[1]), number)
        elif in_table_now and not _RULE.fullmatch(line):
            cells = tuple(plain(cell) for cell in _CELL.split(line.strip().strip("|")))
            yield Piece("row", " | ".join(cells), number, cells, first=not in_table)
        elif line.strip() and not _RULE.fullmatch(line):
            item = _ITEM.match(line)
            hangs = kind == "item" and line[:1] in " \t"  # how Markdown goes on with an item
            if item or (held and (_begins(line) or (not hangs and ended[number - 1]))):
                yield from done()
            if not held:
                begin, kind = number, "item" if item else "paragraph"
            held.append(line[item.end() :] if item else line)
        in_table = in_table_now
    yield from done()


def _broken_off(lines: list[str]) -> list[bool]:
    """For every line whether its writer ended it there, and the text was not wrapped: told by the lines around it."""
    ended: list[bool] = []
    for runs_on, group in groupby(lines, _runs_on):
        block = [line.strip() for line in group]
        width = max(map(len, block))
        if runs_on:
            room = [len(line) + len(after.split()[0]) < width - _RAGGED for line, after in pairwise(block)]
            ended += [width < _WRAPPED or 2 * sum(room) >= len(room)] * len(block)
        else:
            ended += [True] * len(block)
    return ended


def _runs_on(line: str) -> bool:
    return bool(line.strip()) and not _RULE.fullmatch(line) and not _HEADING.fullmatch(line)


def _begins(line: str) -> bool:
    """Whether a line is one of its own: it opens with a date and what follows is told of that date."""
    found = find_moments(plain(line), year=2000)
    return bool(found and found[0][0] <= 3 and re.match(r"\s*(?:[:\t]|[-\u2013]\s)", plain(line)[found[0][1] :]))


def plain(text: str) -> str:
    """Text without the signs of Markdown around words."""
    for _ in range(2):
        text = _MARK.sub(lambda found: found[2] or found[4] or found[0], text)
    return " ".join(text.replace("\\|", "|").split())


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation or the number of a day ends none.

    >>> sentences("Mw. belt op 5 mrt. 2021. De gemeente zwijgt.")
    ['Mw. belt op 5 mrt. 2021.', 'De gemeente zwijgt.']
    """
    found: list[str] = []
    for piece in _SENTENCE.split(text):
        if found and _SHORTENED.search(found[-1][-8:]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def is_english(pieces: list[Piece]) -> bool:
    """Whether a narrative is in English: told by the small words that no English text goes without.

    >>> is_english([Piece("item", "The tenant calls the council.", 1)])
    True
    """
    words = [word for piece in pieces for word in re.findall(r"[a-z]+", piece.text.lower())]
    return sum(word in ("the", "to", "and", "of") for word in words) > sum(
        word in ("de", "het", "een", "en") for word in words
    )
