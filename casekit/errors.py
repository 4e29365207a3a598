"""Problems in the input, and the one error that carries them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal, TypeAlias, TypeVar

from casekit.text import LANGUAGES, say

__all__ = [
    "Cell",
    "InputRefused",
    "Place",
    "Problem",
    "closest",
    "did_you_mean",
    "each_of",
    "few",
    "place_order",
    "shown",
    "spot",
]

T = TypeVar("T")
R = TypeVar("R")

LONGEST_WORD = 40
MOST_SPACES = 3
LONGEST_HINTED = 100
"""Signs of a mistyped word that are compared: looking for what is alike takes the square of them."""
MOST_ALIKE = 50
"""Problems of one sort in one file that are told one by one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as people find it: the sheet (its name in the file), the row from 1, the column."""

    sheet: str
    row: int
    column: str = "A"
    number: int = 0
    """The place of the sheet in the file: problems are told in that order."""

    def __str__(self) -> str:
        return f"{self.column}{self.row}"


Place: TypeAlias = int | Cell
"""Where in a file: a line (the first is 1) or a cell."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, or that deserves attention, in what a user gave.

    `code` names the text `problem.<code>` (found, expected, do); `values` fill it in. Values hold ids and
    field names, never the free text of a case. A "confirm" is refused until the user says that it is right:
    `--accept CODE`.
    """

    code: str
    file: str
    line: Place | None = None
    severity: Literal["error", "confirm", "warning"] = "error"
    values: Mapping[str, object] = field(default_factory=dict)

    def part(self, name: Literal["found", "expected", "do"], lang: str = "nl") -> str:
        """What was found, what was expected, or what to do, in words, on one line."""
        values = {
            key: value.get(lang, "") if isinstance(value, dict) else value for key, value in self.values.items()
        }
        return " ".join(say(f"problem.{self.code}.{name}", lang, **values).split())

    def where(self, lang: str = "nl") -> str:
        """The file, and the line or the cell in it."""
        # The name of a file may hold a line end, or a sign that turns the rest of the message around.
        file = "".join(sign if sign.isprintable() else "\ufffd" for sign in self.file)
        return f"{file}, {spot(self.line)[lang]}" if self.line else file

    def sentence(self, lang: str = "nl") -> str:
        """The whole message on one line."""
        expected, do = self.part("expected", lang), self.part("do", lang)
        text = f"{self.where(lang)}: {self.part('found', lang)}"
        if expected:
            text += f" {say('word.expected', lang)}: {expected}"
        if self.severity == "confirm":
            do = f"{do} {say('word.accept', lang, code=self.code)}"
        return f"{text} {do}".rstrip()


def spot(place: Place) -> dict[str, str]:
    """A line or a cell in words, in each language.

    >>> spot(3)["nl"], spot(Cell("Actoren", 2, "B"))["nl"]
    ('regel 3', 'blad Actoren, cel B2')
    """
    if isinstance(place, Cell):
        return {lang: say("word.at_cell", lang, sheet=place.sheet, cell=place) for lang in LANGUAGES}
    return {lang: say("word.at_line", lang, line=place) for lang in LANGUAGES}


class InputRefused(Exception):
    """The input cannot be used; `problems` holds everything that is wrong, at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:  # made when somebody asks: a file can be wrong in fifty thousand places
        return "\n".join(problem.sentence("en") for problem in few(self.problems))


def few(problems: Iterable[Problem]) -> list[Problem]:
    """Of each sort of problem in a file the first fifty, and after the last of those how many more there are."""
    kept: list[Problem] = []
    of_a_sort: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        alike = of_a_sort.setdefault((problem.file, problem.code), [])
        alike.append(problem)
        if len(alike) <= MOST_ALIKE:
            kept.append(problem)
    for (file, _), alike in of_a_sort.items():
        if (more := len(alike) - MOST_ALIKE) > 0:
            last = alike[MOST_ALIKE - 1]
            kept.insert(
                kept.index(last) + 1, Problem("and_more", file, alike[MOST_ALIKE].line, last.severity, {"n": more})
            )
    return kept


def place_order(problem: Problem) -> tuple[int, int, str]:
    """What sorts problems from the top of a file to its end."""
    place = problem.line
    if isinstance(place, Cell):
        return (place.number, place.row, f"{len(place.column)}{place.column}")
    return (0, place or 0, "")


def each_of(items: Iterable[T], read: Callable[[T], R]) -> list[R]:
    """What is read from each of these. Raises InputRefused with everything that is wrong in any of them.

    >>> each_of(["a", "b"], str.upper)
    ['A', 'B']
    """
    found: list[R] = []
    refused: list[Problem] = []
    for item in items:
        try:
            found.append(read(item))
        except InputRefused as error:
            refused += error.problems
    if refused:
        raise InputRefused(refused)
    return found


def shown(value: object) -> str:
    """A typed value as a message may show it: a word or an id, never a sentence of the case.

    >>> shown("aanvrag"), shown("mevrouw belt in tranen op over de huur")
    ('aanvrag', '…')
    """
    text = str(value) if isinstance(value, str | int | float) else ""
    return text if text and len(text) <= LONGEST_WORD and text.count(" ") <= MOST_SPACES else "…"


def closest(word: str, known: Iterable[str]) -> dict[str, str]:
    """The hint after a mistyped word, per language: the known one that it looks like most, if any.

    >>> closest("huurr", ["huur", "zorg"])["nl"]
    "Bedoelt u 'huur'?"
    """
    return did_you_mean(next(iter(get_close_matches(word[:LONGEST_HINTED], known, n=1)), None))


def did_you_mean(near: Mapping[str, str | None] | str | None) -> dict[str, str]:
    """The hint after a mistyped word, per language; `near` is what it looks like, in each language or in both."""
    words = near if isinstance(near, Mapping) else dict.fromkeys(LANGUAGES, near)
    return {lang: say("word.did_you_mean", lang, near=word) if word else "" for lang, word in words.items()}
