"""What a rule is, and the safe ways to look for something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from casekit.privacy.finding import Severity

__all__ = ["EDGE", "OPEN", "OVERLAP", "WINDOW", "Rule", "after", "before", "looks", "matching", "words"]

WINDOW, OVERLAP = 1000, 120
"""No match sees more than this much text, and none that starts in the last part is taken from this window: so what is
found costs the same everywhere, whatever was typed around it (privacy.md 1.5)."""

OPEN = r"(?<![^\W_])"
"""No letter or digit stands in front. An underscore may: foto_123456782.jpg."""
EDGE = r"(?![^\W_])"
"""No letter or digit follows."""

Span: TypeAlias = tuple[int, int]
Test: TypeAlias = Callable[[re.Match[str]], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for.

    `find` gives its places in a text that is made plain. `glue`: look also where lines are joined with nothing in
    between, for what is written without spaces.
    """

    kind: str
    severity: Severity
    find: Callable[[str], Iterable[Span]]
    glue: bool = False


_ROW = re.compile(r"[0-9](?:[^0-9\n]{0,3}+[0-9])*+")


def looks(
    pattern: re.Pattern[str], text: str, *tests: Test, needs: tuple[str, ...] = (), digits: int = 1
) -> Iterator[re.Match[str]]:
    """Every match that passes the tests, in windows: those with so many digits in a row, and one of the needed bits.

    What fails a test does not hide what begins within it: "de 12 AB" is no plate, "12 AB 34" may be.
    """
    begin, length = 0, len(text)
    while True:
        until = min(begin + WINDOW, length)
        limit = until - OVERLAP if until < length else length
        at = begin
        if _worth_it(text[begin:until], needs, digits):
            while (match := pattern.search(text, at, until)) and match.start() < limit:
                good = all(test(match) for test in tests)
                if good:
                    yield match
                at = max(match.end() if good else 0, match.start() + 1)
        if until >= length:
            return
        begin = max(at, limit)


def _worth_it(window: str, needs: tuple[str, ...], digits: int) -> bool:
    low, in_a_row = _facts(window)
    return in_a_row >= digits and (not needs or any(bit in low for bit in needs))


@lru_cache(maxsize=256)
def _facts(window: str) -> tuple[str, int]:
    """A text in lower case, and how many digits it has in one row at most."""
    rows = (sum(sign.isdigit() for sign in row) for row in _ROW.findall(window))
    return window.lower(), max(rows, default=0)


def matching(
    pattern: str, *tests: Test, case: bool = False, needs: tuple[str, ...] = (), digits: int = 1
) -> Callable[[str], Iterable[Span]]:
    """The places of a pattern that pass the tests: of its group `value`, or of the whole.

    `case`: capitals matter. `needs`: bits, in lower case, of which at least one is in all that the pattern can match;
    `digits`: how many of those there are, with no more than three signs in between. They cost next to nothing, and
    spare the pattern nearly all texts.
    """
    compiled = re.compile(pattern, 0 if case else re.IGNORECASE)
    group = "value" if "value" in compiled.groupindex else 0

    def find(text: str) -> Iterable[Span]:
        if len(text) <= WINDOW and not _worth_it(text, needs, digits):
            return ()
        return (match.span(group) for match in looks(compiled, text, *tests, needs=needs, digits=digits))

    return find


def before(match: re.Match[str], length: int = 40) -> str:
    """What stands in front of the value, on the same line."""
    start = match.start("value" if "value" in match.re.groupindex else 0)
    return match.string[max(0, start - length) : start].rpartition("\n")[2]


def after(match: re.Match[str], length: int = 20) -> str:
    """What comes after the value, on the same line."""
    end = match.end("value" if "value" in match.re.groupindex else 0)
    return match.string[end : end + length].partition("\n")[0]


def words(text: str) -> tuple[str, ...]:
    """A list of words that is read as a sentence is."""
    return tuple(text.split())
