"""A text as words, each with what stands before it and whether a sentence, a line or a quotation begins there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from casekit.privacy.words.lists import listed

__all__ = ["Token", "tokens"]

_INITIALS = r"(?<![\w.])(?:(?:[^\W\d_]|Th|Ch|Chr|Ph|IJ|Fr|Sj|Joh|Jac)\.){1,8}(?:-[^\W\d_]\.)?(?!\w)"
_TOKEN = re.compile(
    rf"(?P<initials>{_INITIALS})|(?P<word>(?<!\w)(?:['’][st]-)?[^\W\d_]++(?:[-'’][^\W\d_]++)*+(?!\w)|(?<!\w)['’]t(?!\w)|(?<!\w)v/d(?!\w))"
)
_PARTS = re.compile(r"[-'’]")
_BREAK = re.compile(r"[.!?:;•*>|\n\"“”„«(\[…=→✓]|(?:^|\s)[-–—'‘]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text, or initials with their full stops ("J.P.")."""

    text: str
    start: int
    end: int
    gap: str
    """What stands between the word before and this one."""
    first: bool
    """Whether a capital is usual here: a sentence, a line, a quotation or a list begins."""
    initials: bool
    low: str
    """The word in lower case."""
    capital: bool
    """Whether the word, or a part of it, begins with a capital ("Sem", "el-Idrissi", "d'Ancona")."""
    caseless: bool
    """Whether it is written in a script without capitals, where the kit knows no words."""

    @property
    def stem(self) -> str:
        """The word without the 's that says whose."""
        return self.text[:-2] if self.text.endswith(("'s", "’s")) and len(self.text) > 3 else self.text

    @property
    def shouted(self) -> bool:
        """Whether all its letters are capitals, and there are two or more."""
        return len(self.text) > 1 and self.text.isupper() and not self.initials

    @property
    def joined(self) -> bool:
        """Whether only a space stands before it (or nothing after initials): it may belong to the word before."""
        return self.gap in (" ", "  ", "\u00a0", "")


def tokens(text: str) -> list[Token]:
    """The words of a text, in order. Words with digits ("K06") are no words.

    >>> [(word.text, word.first) for word in tokens("Mw. Bos belt. Ze huilt, zegt J.P. later.")][:5]
    [('Mw', True), ('Bos', False), ('belt', False), ('Ze', True), ('huilt', False)]
    """
    found: list[Token] = []
    at, before = 0, ""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        gap = text[at:start]
        first = not found or (_begins(gap, before) and not (gap == "." and match.group()[0].islower()))
        if not first and found[-1].first and not re.search(r"\w", gap) and gap.strip() in ("/", "&", "+"):
            first = True
        word = match.group()
        capital = word[:1].isupper() or any(part[:1].isupper() for part in _PARTS.split(word)[1:])
        low = word.lower().replace("’", "'")
        caseless = unicodedata.category(word[0]) == "Lo"
        found.append(Token(word, start, end, gap, first, match.lastgroup == "initials", low, capital, caseless))
        at, before = end, match.group()
    return found


def _begins(gap: str, before: str) -> bool:
    """Whether a sentence may begin after this gap."""
    short = before.lower().rstrip(".") in listed("cues", "short") or before.endswith(".")
    if short and gap.strip() in (".", ""):
        return "\n" in gap and not before.endswith(".") and gap.strip() != "."
    if _BREAK.search(gap):
        return True
    return any(unicodedata.category(char) == "So" for char in gap)
