"""Where everything stands in the text of a case file: values, rows, lines, and the comments between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

import yaml

from casekit.read.safe.guard import LOADER

__all__ = ["BREAK", "Entry", "Places", "Unfit"]

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line."""
_COLON = re.compile(r"[ \t]*:")
_COMMENT_LINE = re.compile(r"([ \t]*)#")
_HEADER = re.compile(r"[|>][-+0-9]*")


class Unfit(Exception):
    """A layout that is not edited piece by piece, such as a name that is written with a question mark."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a part, or one row of a list, as it stands in the text.

    `start` is where its name or its dash stands, `head` is the place after the colon or the dash. `end` is where
    the next line begins after its value and after the comment lines below it that are indented deeper.
    """

    key: Any
    node: Any
    start: int
    head: int
    end: int


class Places:
    """The text of one YAML document with its tree of nodes; the guard has let it pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Any = yaml.compose(text, Loader=LOADER)
        self.starts = [0, *(found.end() for found in BREAK.finditer(text))]
        found = BREAK.search(text)
        self.newline = found[0] if found and found[0] in ("\n", "\r\n", "\r") else "\n"
        self._comments = self._find_comments()
        self._comment_starts = [start for start, _ in self._comments]

    def line_start(self, place: int) -> int:
        """Where the line begins that a place is on."""
        return self.starts[bisect_right(self.starts, place) - 1]

    def next_line(self, place: int) -> int:
        """Where the line after it begins; the end of the text when there is none."""
        after = bisect_right(self.starts, place)
        return self.starts[after] if after < len(self.starts) else len(self.text)

    def column(self, place: int) -> int:
        """How far a place stands in its line."""
        return place - self.line_start(place)

    def comments(self, start: int = 0, end: int | None = None) -> list[str]:
        """The comments that begin in a stretch of text, from `#` to the end of their line."""
        first = bisect_left(self._comment_starts, start)
        last = bisect_left(self._comment_starts, len(self.text) if end is None else end)
        return [self.text[a:b].rstrip() for a, b in self._comments[first:last]]

    @property
    def comment_spans(self) -> list[tuple[int, int]]:
        """Where every comment begins (its `#`) and ends, from the top of the text down."""
        return self._comments

    def end_of(self, node: Any) -> int:
        """Where a value ends: after its last sign, not after the white lines and comments that follow."""
        if isinstance(node, yaml.ScalarNode):
            return self._end_of_lines(node) if node.style in ("|", ">") else int(node.end_mark.index)
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        return self.end_of(last[1] if isinstance(last, tuple) else last)

    def _end_of_lines(self, node: Any) -> int:
        """The end of a value after `|` or `>`: the empty lines below count only where `+` says so."""
        start, end = node.start_mark.index, node.end_mark.index
        header = _HEADER.match(self.text, start)
        if header is None:
            raise Unfit
        if "+" in header[0]:
            return int(end)
        lines = BREAK.split(self.text[start:end])
        indents = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
        while len(lines) > 1 and not lines[-1].strip(" ") and len(lines[-1]) <= min(indents, default=0):
            lines.pop()
        first = bisect_right(self.starts, start) - 1
        return int(self.starts[first + len(lines) - 1] if len(lines) > 1 else start) + len(lines[-1])

    def entries(self, node: Any) -> list[Entry]:
        """The fields of a part in block style, or the rows of a list in block style. Raises Unfit."""
        return self._fields(node) if isinstance(node, yaml.MappingNode) else self._rows(node)

    def _fields(self, node: Any) -> list[Entry]:
        made: list[Entry] = []
        for key, value in node.value:
            start, colon = key.start_mark.index, _COLON.match(self.text, key.end_mark.index)
            before = self.line_start(start) if made else node.start_mark.index
            if colon is None or self.text[before:start].strip(" "):
                raise Unfit
            made.append(self._entry(key.value, value, start, colon.end()))
        return made

    def _rows(self, node: Any) -> list[Entry]:
        made: list[Entry] = []
        dash = " " * self.column(node.start_mark.index) + "-"
        for place, value in enumerate(node.value):
            start = int(node.start_mark.index)
            if made:
                line = made[-1].end
                while not self.text.startswith(dash, line):
                    if line >= value.start_mark.index:
                        raise Unfit
                    line = self.next_line(line)
                start = line + len(dash) - 1
            made.append(self._entry(place, value, start, start + 1))
        return made

    def _entry(self, key: Any, node: Any, start: int, head: int) -> Entry:
        last = max(head, self.end_of(node))
        end = last if last in (self.line_start(last), len(self.text)) else self.next_line(last)
        while (comment := _COMMENT_LINE.match(self.text, end)) and len(comment[1]) > self.column(start):
            end = self.next_line(end)
        return Entry(key, node, start, head, end)

    def scalars(self) -> list[Any]:
        """All names and values that are no list and no part, in the order of the text."""
        found: list[Any] = []
        todo = [self.root]
        while todo:
            one = todo.pop()
            if isinstance(one, yaml.ScalarNode):
                found.append(one)
            elif one is not None:
                inner = [part for child in one.value for part in (child if isinstance(child, tuple) else (child,))]
                todo += reversed(inner)
        return found

    def _find_comments(self) -> list[tuple[int, int]]:
        """A `#` outside names and values begins a comment."""
        found: list[tuple[int, int]] = []
        place = 0
        for scalar in self.scalars():
            start, end = scalar.start_mark.index, scalar.end_mark.index
            found += self._comments_between(place, start)
            if scalar.style in ("|", ">"):  # a comment may stand behind the sign itself
                found += self._comments_between(start, min(self.next_line(start), end))
            place = end
        return found + self._comments_between(place, len(self.text))

    def _comments_between(self, start: int, end: int) -> list[tuple[int, int]]:
        found = []
        while (start := self.text.find("#", start, end)) >= 0:
            stop = BREAK.search(self.text, start)
            found.append((start, stop.start() if stop else len(self.text)))
            start = found[-1][1]
        return found
