"""What a message says of a word instead of the word: how long it is and what it looks like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casekit.text import plural, say

__all__ = ["Mask", "mask_of", "masked"]


@dataclass(frozen=True, slots=True)
class Mask:
    """So many digits, letters, words or signs; whether it begins with a capital."""

    form: Literal["digits", "word", "words", "signs"]
    n: int
    capital: bool = False

    def told(self, lang: str = "nl") -> str:
        """In words.

        >>> mask_of("123456782").told(), mask_of("Jansen").told()
        ('9 cijfers', 'woord van 6 letters, begint met hoofdletter')
        """
        text = plural(f"privacy.mask.{self.form}", self.n, lang)
        return say("privacy.mask.capital", lang, mask=text) if self.capital else text


def mask_of(word: str) -> Mask:
    """The mask of a word."""
    digits = sum(sign.isdecimal() for sign in word)
    letters = sum(sign.isalpha() for sign in word)
    words = word.split()
    if digits and not letters:
        return Mask("digits", digits)
    if digits or not letters or any(sign in word for sign in "@:/"):
        return Mask("signs", len(word))
    capital = word.lstrip("\"'([ ")[:1].isupper()
    return Mask("words", len(words), capital) if len(words) > 1 else Mask("word", letters, capital)


def masked(text: str, spans: list[tuple[int, int]]) -> str:
    """A text in which some stretches are left out.

    >>> masked("brief mevrouw Jansen.txt", [(6, 20)])
    'brief ….txt'
    """
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}…{text[end:]}"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
