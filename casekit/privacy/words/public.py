"""What points to nobody, because it is the same for everybody: laws, agencies, products, the calendar, languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from casekit.privacy.words.lists import listed, phrases
from casekit.privacy.words.tokens import Token

__all__ = ["public", "public_places"]

_WHO = re.compile(r"(?<=[A-Z]{2})['’](?:er|ers|ster|tje|tjes|en)$")
"""Who works somewhere, behind its letters: "IB'er"."""
_OF_A_LANGUAGE = re.compile(r"(?:e|er|ers|en|se|sen|talig|talige)?")


@cache
def _phrases() -> re.Pattern[str]:
    words = "|".join(re.escape(phrase) for phrase in phrases("public", "phrases"))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def public_places(text: str) -> list[tuple[int, int]]:
    """Where a law or an agency of more than one word stands.

    >>> public_places("Zij belt Veilig Thuis.")
    [(9, 21)]
    """
    return [match.span() for match in _phrases().finditer(text)]


@cache
def _single() -> frozenset[str]:
    return listed("public", "laws", "agencies", "firms", "products", "abbreviations", "calendar", "clean_countries")


@cache
def _letters() -> frozenset[str]:
    """Abbreviations as they are written in capitals throughout."""
    return frozenset(
        word.upper()
        for word in listed("public", "laws", "agencies", "firms", "abbreviations", "calendar", "products")
    )


@cache
def _tongues() -> frozenset[str]:
    return frozenset(word.lower() for word in listed("public", "adjectives"))


def public(token: Token) -> bool:
    """Whether one word with a capital points to nobody."""
    return _word(token.stem) or (
        "-" in token.text and _word(token.text.split("-")[0]) and not _rest_is_a_name(token.text)
    )


def _rest_is_a_name(text: str) -> bool:
    return any(part[:1].isupper() and not _word(part) for part in text.split("-")[1:])


@lru_cache(maxsize=20_000)
def _word(text: str) -> bool:
    text = _WHO.sub("", text)
    bare = text.replace(".", "")
    if text in _single() or (bare.isupper() and len(bare) > 1 and bare in _letters()):
        return True
    if text in listed("public", "countries") or (
        text.upper() == text and text.capitalize() in listed("public", "countries")
    ):
        return True
    low = text.lower()
    return low in _tongues() or any(
        low.endswith(end) and low[: -len(end)] in _tongues() for end in ("e", "er", "ers", "en", "talig", "talige")
    )
