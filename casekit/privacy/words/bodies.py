"""Names that are known by how they are built: a club or a school with its letters, a mosque with a name before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.privacy.finding import Finding
from casekit.privacy.words.dutch import as_it_stands, name_too, ordinary
from casekit.privacy.words.lists import listed
from casekit.privacy.words.public import public
from casekit.privacy.words.runs import Page, particles_from

__all__ = ["bodies"]

_HOUSE = re.compile(
    r"[\w'’\-]{2,40}[-](?:moskee|kerk|school|scholen|tempel|synagoge|college|lyceum|mavo|praktijk|kliniek|stichting|"
    r"fonds|flat|complex|buurt|wijk|club|parochie|gemeente|straat|laan|plein|hof|hoeve|familie|gezin)",
    re.IGNORECASE,
)
"""A body with a name in front: "Fatih-moskee"."""
_ARTICLES = frozenset(("de", "het", "'t", "den", "sint", "st", "van", "la", "el", "al", "op", "aan", "der"))
_SCHOOLS = frozenset(("college", "lyceum", "gymnasium", "school", "mavo", "havo", "academie"))
_LONGEST = 5


def bodies(page: Page) -> Iterator[Finding]:
    """Organisations and persons whose name is built in a way that nothing else is.

    >>> from casekit.privacy.words.runs import Page
    >>> text = "Zij zit op OBS Het Kompas. Cc: Bos, J.P."
    >>> [text[one.start:one.end] for one in bodies(Page.of(text))]
    ['OBS Het Kompas', 'Bos, J.P.']
    """
    for at, word in enumerate(page.words):
        last = _club(page, at)
        if last is not None:
            yield Finding("organisation", "CONFIRM", word.start, page.words[last].end)
        elif word.capital and _HOUSE.fullmatch(word.text) and _named(word.text):
            yield Finding("organisation", "CONFIRM", word.start, word.end)
        elif word.initials and (last := _initialled(page, at)) is not None:
            yield Finding("name", "CONFIRM", word.start, page.words[last].end)
        elif _school(page, at):
            yield Finding("organisation", "CONFIRM", word.start, page.words[at + 1].end)
        elif word.capital and (last := _turned(page, at)) is not None:
            yield Finding("name", "CONFIRM", word.start, page.words[last].end)


def _club(page: Page, at: int) -> int | None:
    """The last word of the name of a club or a school that begins with its letters."""
    word = page.words[at]
    if word.low not in listed("cues", "clubs") or not (word.shouted or word.capital):
        return None
    name = at + 1
    while name < len(page.words) and name - at < _LONGEST and page.low(name) in _ARTICLES and page.touches(name):
        name += 1
    if name >= len(page.words) or not page.touches(name) or not page.words[name].capital or public(page.words[name]):
        return None
    if page.words[name].shouted and name == at + 1 and word.shouted and ordinary(page.words[name].stem):
        return None
    while name + 1 < len(page.words) and page.touches(name + 1) and page.words[name + 1].capital:
        if public(page.words[name + 1]) or name - at > _LONGEST:
            break
        name += 1
    return name


def _named(text: str) -> bool:
    """Whether what stands before the last hyphen has a capital, and is no ordinary word or abbreviation."""
    before = text[: text.rindex("-")]
    letters = listed("public", "abbreviations", "laws", "agencies", "products", "firms")
    return any(
        part[:1].isupper() and part not in letters and not (part.isupper() and len(part) < 6) and not ordinary(part)
        for part in before.split("-")
    )


def _initialled(page: Page, at: int) -> int | None:
    """The last word of a surname with small words between it and its initials: "J.W. ter Haar"."""
    name = particles_from(page, at + 1)
    if name == at + 1 or name >= len(page.words):
        return None
    return name if page.words[name].capital and page.touches(name) else None


def _school(page: Page, at: int) -> bool:
    """Whether a word is the name of a school, whatever it is made of: "Vechtstroom College"."""
    word = page.words[at]
    if not word.capital or word.shouted or word.first or at + 1 >= len(page.words) or not page.touches(at + 1):
        return False
    return (
        page.words[at + 1].capital
        and page.low(at + 1) in _SCHOOLS
        and not as_it_stands(word.low)
        and not public(word)
    )


def _turned(page: Page, at: int) -> int | None:
    """The last word of a surname with its initials behind it: "Bos, J.P. van der"."""
    after = at + 1
    if after >= len(page.words) or page.words[after].gap != ", " or not page.words[after].initials:
        return None
    letters = page.words[after].text
    if not letters[0].isupper() or letters.replace(".", "") in listed("public", "abbreviations", "laws"):
        return None
    if ordinary(page.words[at].stem) and not name_too(page.words[at].stem):
        return None
    small = particles_from(page, after + 1)
    if small < len(page.words) and page.touches(small) and page.words[small].capital:
        return None
    return small - 1
