"""Case files as people keep them: in every style of YAML, with comments of their own, and with their line ends."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

from casekit.write.case_file import Quoted, one_line


class Scribbled(NamedTuple):
    """A text, its comments, and the text of every row by list and id."""

    text: str
    comments: list[str]
    rows: dict[tuple[str, str], str]


class _Writer:
    """Writes data in a style that is drawn anew for every value."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments: list[str] = []
        self.rows: dict[tuple[str, str], str] = {}

    def chance(self, one_in: int) -> bool:
        return self.random.randint(1, one_in) == 1

    def comment(self) -> str:
        signs = self.random.choice(["# ", "## ", "# - ", "# {", "# 'a: b' "])
        self.comments.append(f"{signs}c{len(self.comments)}.")
        return self.comments[-1]

    def lines_above(self, column: int) -> str:
        lines = ""
        while self.chance(5):
            lines += "\n" if self.chance(2) else f"{' ' * column}{self.comment()}\n"
        return lines

    def behind(self) -> str:
        return f"{' ' * self.random.randint(1, 3)}{self.comment()}" if self.chance(5) else ""

    def block(self, value: Any, column: int, name: str = "") -> str:
        """A part or list in block style; the first line has no indent."""
        text = ""
        entries = [(f"{key}:", key, one) for key, one in value.items()] if isinstance(value, dict) else [
            ("-", "", one) for one in value
        ]  # fmt: skip
        for number, (head, key, one) in enumerate(entries):
            above = self.lines_above(column) if number else ""
            body = self.entry(head, one, column, key)
            if isinstance(one, dict) and "id" in one:
                self.rows[name, one["id"]] = body
            text += above + (" " * column if number else "") + body
        return text

    def entry(self, head: str, value: Any, column: int, key: str) -> str:
        if isinstance(value, dict | list) and value and not self.chance(3):
            if head == "-" and isinstance(value, dict):
                return "- " + self.block(value, column + 2, key)
            indent = 0 if isinstance(value, list) and self.chance(4) else self.random.choice([1, 2, 4])
            if head == "-" and not indent:
                indent = 2
            opening = f"{head}{self.behind()}\n{self.lines_above(column + indent)}"
            return f"{opening}{' ' * (column + indent)}{self.block(value, column + indent, key)}"
        if isinstance(value, dict | list):
            return f"{head} {self.flow(value, column + 2)}{self.behind()}\n"
        if "\n" in value and not value.startswith((" ", "\n")) and not value.endswith("\n") and not self.chance(3):
            lines = "".join(f"{' ' * (column + 3) if line else ''}{line}\n" for line in value.split("\n"))
            return f"{head} |-{self.behind()}\n{lines}"
        return f"{head} {self.word(value)}{self.behind()}\n"

    def word(self, value: str) -> str:
        text = one_line("x", Quoted(value) if self.chance(4) or "\n" in value else value).removeprefix("x: ")
        if value.isalnum() and self.chance(6):
            text = f"'{value}'"
        return text

    def flow(self, value: Any, column: int) -> str:
        """A part or list between brackets, on one line or with an entry per line."""
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        spread = self.chance(4)
        pieces = []
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            inner = self.flow(one, column + 2) if isinstance(one, dict | list) else self.flow_word(one)
            pieces.append(f"{key}: {inner}" if isinstance(value, dict) else inner)
        if not pieces or not spread:
            return opening + ", ".join(pieces) + closing
        pad = "\n" + " " * (column + 2)
        text = opening
        for number, piece in enumerate(pieces):
            text += pad + (self.comment() + pad if self.chance(5) else "") + piece
            text += "," if number < len(pieces) - 1 or self.chance(3) else ""
            text += self.behind()
        return text + "\n" + " " * (column + 1) + closing

    def flow_word(self, value: str) -> str:
        return one_line("x", [Quoted(value) if self.chance(4) or "\n" in value else value])[len("x: [") : -1]


def scribbled(data: dict[str, Any], seed: int) -> Scribbled:
    """A text that holds the data, which must be text, lists and parts only; another seed, another style."""
    writer = _Writer(Random(seed))
    top = writer.lines_above(0)
    text = top + (writer.flow(data, 0) + "\n" if writer.chance(8) else writer.block(data, 0))
    text += writer.lines_above(0)
    if writer.chance(3):
        text = text.removesuffix("\n")
    mark = "\ufeff" if writer.chance(6) else ""
    newline = "\r\n" if writer.chance(3) else "\n"
    rows = {name: row.replace("\n", newline) for name, row in writer.rows.items()}
    return Scribbled(mark + text.replace("\n", newline), writer.comments, rows)
