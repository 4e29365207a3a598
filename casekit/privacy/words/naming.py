"""What sort of thing a name is of: a person, a place, an organisation, or only a capital that nobody can place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from casekit.privacy.finding import Finding
from casekit.privacy.words.dutch import ordinary
from casekit.privacy.words.lists import listed
from casekit.privacy.words.public import public
from casekit.privacy.words.runs import Page, runs

__all__ = ["capitals", "mixed"]


def capitals(page: Page) -> Iterator[Finding]:
    """Every capital that is not explained, with the sort of thing that it seems to be."""
    for first, last in runs(page):
        if _told(page, first, last):
            continue
        start, end = page.words[first].start, page.words[last].end
        word = page.words[last]
        end -= len(word.text) - len(word.stem)
        yield Finding(_kind(page, first, last), "CONFIRM", start, end)


def _told(page: Page, first: int, last: int) -> bool:
    """Whether ordinary words are explained by the letters of an agency behind them: "Landelijk Loket (UWV)"."""
    if last + 1 >= len(page.words) or page.words[last + 1].gap != " (":
        return False
    letters = page.words[last + 1]
    return letters.shouted and public(letters) and all(ordinary(page.words[at].stem) for at in range(first, last + 1))


def mixed(page: Page) -> Iterator[Finding]:
    """Words that mix letters of two alphabets, where making the text plain left them."""
    for word in page.words:
        if not word.text.isascii():
            scripts = {unicodedata.name(char, "?").split()[0] for char in word.text if char.isalpha()}
            if "LATIN" in scripts and len(scripts) > 1:
                yield Finding("mixed_script", "CONFIRM", word.start, word.end)


def _kind(page: Page, first: int, last: int) -> str:
    if page.words[first].caseless:
        return "capital"
    before = _cue(page, first)
    if before in listed("cues", "titles") or before in listed("cues", "relations"):
        return "name"
    if (
        before in listed("cues", "organisation")
        or page.low(first) in ("vv", "sv", "fc")
        or _ends_in(before, "organisation")
        or _firm(page, last)
        or (last > first and page.low(last) in listed("cues", "organisation"))
    ):
        return "organisation"
    if street(page.words[last].stem) or street(page.words[first].stem):
        return "place"
    if before in listed("cues", "place"):
        return "place"
    if last > first or page.words[first].initials or len(page.words[first].text) == 1:
        return "name"
    if page.words[last].stem != page.words[last].text or page.does(last + 1, "verbs"):
        return "name"
    return "capital"


def _cue(page: Page, at: int) -> str:
    """The word that says what the word at a place is: the one before, an article or a colon aside."""
    if at == 0:
        return ""
    gap = page.words[at].gap.strip(" ")
    if gap in ("", "."):
        before = page.low(at - 1)
        return page.low(at - 2) if before in ("de", "het", "'t", "sint") and page.touches(at - 1) else before
    return page.low(at - 1) if gap in (":", '"', "'", "“", "„", "‘", '("', "(") else ""


def _ends_in(word: str, cue: str) -> bool:
    """Whether a compound ends in a cue of some length: "dorpsbakkerij"."""
    return any(len(end) > 5 and word.endswith(end) for end in listed("cues", cue)) if len(word) > 8 else False


def _firm(page: Page, last: int) -> bool:
    return (
        last + 1 < len(page.words)
        and page.words[last + 1].joined
        and page.low(last + 1).strip(".") in listed("cues", "after_firm")
    )


def street(word: str) -> bool:
    """Whether a word ends as the name of a street does.

    >>> street("Lindelaan"), street("Laan")
    (True, False)
    """
    low = word.lower()
    return any(low.endswith(end) and len(low) > len(end) + 2 for end in listed("cues", "streets")) and not (
        ordinary(low) and low in listed("cues", "no_streets")
    )
