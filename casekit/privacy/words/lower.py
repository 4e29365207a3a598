"""Names that are typed without a capital, where the words around them say that a name stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.privacy.finding import Finding
from casekit.privacy.words.dutch import as_it_stands, name_too, ordinary
from casekit.privacy.words.lists import listed
from casekit.privacy.words.runs import Page, particles_from

__all__ = ["lower"]

_LIKE_A_VERB = re.compile(r"ge\w{3,}[dt]|\w+t|\w+(?:lijk|ing|heid|lijke|elijk|isch|ische|tjes)")
_LOOSE_TITLES = listed("cues", "loose_titles")
_LINKS = listed("cues", "links")
_WITH = frozenset(["met", "aan", "door", "voor", "bij", "van"])
_SPOKEN = frozenset(["gesproken", "gebeld", "gemaild", "geappt", "gevraagd", "verteld", "besproken"])
_HAVE = frozenset(["heb", "hebben", "heeft", "had", "net", "vandaag", "gisteren", "even"])
_SENT = frozenset(
    [
        "app",
        "appje",
        "apje",
        "appjes",
        "mail",
        "mailtje",
        "bericht",
        "berichtje",
        "telefoontje",
        "sms",
        "smsje",
        "brief",
        "brieven",
        "berichten",
    ]
)
_BETWEEN = frozenset(("nog", "net", "weer", "even", "niet", "telefonisch"))
_ALSO = frozenset(("ook", "met", "en", "heb", "vandaag", "gisteren", "door", "aan"))
_AFTER_A_GREETING = frozenset(["en", "ik", "ben", "kun", "kan", "kunt", "heb", "wil", "hoe", "dit", "hier", "er"])
_SMALL_STREETS = re.compile(r"[^\W\d_]{3,30}(?:straat|laan|gracht|kade|singel|steeg|plantsoen|dreef)")


def lower(page: Page) -> Iterator[Finding]:
    """Names of persons, places and organisations in lower case."""
    taken = 0
    for at, word in enumerate(page.words):
        if (
            at < taken
            or word.capital
            or word.caseless
            or at in page.known
            or (word.initials and not page.after(at, "titles"))
        ):
            continue
        for kind, look in (("name", _person), ("place", _place), ("organisation", _organisation)):
            last = look(page, at)
            if last is not None:
                stop = page.words[last]
                yield Finding(kind, "CONFIRM", word.start, stop.end - len(stop.text) + len(stop.stem))
                taken = last + 1
                break


def _strange(page: Page, at: int) -> bool:
    """Whether a word in lower case is no ordinary word."""
    word = page.words[at]
    return (
        not word.capital and not word.initials and not ordinary(word.stem) and word.low not in listed("cues", "short")
    )


def _further(page: Page, at: int) -> int:
    """The last word of a name that begins at a place."""
    last = at
    while last + 1 < len(page.words) and last - at < 4 and page.touches(last + 1):
        reach = particles_from(page, last + 1)
        if reach >= len(page.words) or not page.touches(reach):
            break
        strange = (
            _strange(page, reach) or (reach > last + 1 and name_too(page.low(reach))) or page.words[reach].capital
        )
        if not strange or (reach == last + 1 and _LIKE_A_VERB.fullmatch(page.low(reach))):
            break
        last = reach
    return last


def _person(page: Page, at: int) -> int | None:
    word = page.words[at]
    if word.initials:
        return _further(page, at) if page.touches(at) and page.low(at - 1) not in _LOOSE_TITLES else None
    strict = page.after(at, "titles") and page.low(at - 1) not in _LOOSE_TITLES
    if strict or page.after(at, "relations", "titles"):
        small = particles_from(page, at)
        if small > at:
            named = (
                small < len(page.words)
                and page.touches(small)
                and (_strange(page, small) or (strict and name_too(page.low(small))))
            )
            opens = strict or page.low(at) not in ("van", "de", "op", "la", "y")
            return _further(page, small) if named and opens and not page.words[small].capital else None
        if strict and len(word.text) == 1 and word.low not in ("u", "s", "n", "m"):
            return at
        if len(word.stem) < 3:
            return None
        if strict and name_too(word.low):
            ends = at + 1 == len(page.words) or not page.touches(at + 1)
            return at if ends or page.does(at + 1, "person_verbs") else None
        if name_too(word.low) and word.low not in ("wil", "can", "ben", "said") and page.does(at + 1, "person_verbs"):
            return at
        if _strange(page, at) and (strict or _not_a_verb(page, at)):
            return _further(page, at)
        return None
    if len(word.stem) < 3 or not _strange(page, at) or _LIKE_A_VERB.fullmatch(word.low):
        return None
    does = page.does(at + 1, "person_verbs")
    links = word.first or (page.low(at - 1) in _LINKS and page.touches(at))
    object_of = page.low(at - 1) in _HAVE and page.touches(at) and page.low(at + 1) in _SPOKEN
    sent = page.low(at - 1) in ("van", "aan") and page.low(at - 2) in _SENT and page.touches(at)
    spoken = (
        object_of
        or sent
        or (
            page.low(at - 1) in _WITH
            and page.touches(at)
            and (page.low(at + 1) in _SPOKEN or page.low(at - 2) in _SPOKEN)
        )
    )
    between = page.low(at + 1) in _BETWEEN and page.low(at + 2) in _SPOKEN and page.low(at - 1) in _ALSO
    told = page.touches(at) and page.low(at - 1) in ("volgens", "namens")
    of_an_office = (
        page.low(at - 1) in _WITH
        and page.touches(at)
        and page.low(at + 1) == "van"
        and page.low(at + 2) in ("de", "het", "'t", "t", "bureau", "uwv")
    )
    spoken = spoken or told or of_an_office
    called = (page.low(at - 2), page.low(at - 1)) == ("naam", "is") and page.touches(at)
    spoken = spoken or called or (between and page.touches(at))
    whose = word.stem != word.text
    if _greeted(page, at) or _introduced(page, at):
        return at
    return _further(page, at) if (does and links) or spoken or whose else None


def _greeted(page: Page, at: int) -> bool:
    """Whether a word stands by itself behind a greeting or thanks: "bedankt karin!", "groetjes anouk"."""
    if not page.touches(at) or page.low(at - 1) not in listed("cues", "greetings"):
        return False
    if at + 1 == len(page.words):
        return True
    gap = page.words[at + 1].gap.strip(" ")
    return gap[:1] in (",", "!", ".", "\n", "?", ")", ":", "-", "/") or page.low(at + 1) in _AFTER_A_GREETING


def _introduced(page: Page, at: int) -> bool:
    """Whether somebody says who is speaking: "ik ben danny en", "met danny van de kredietbank"."""
    said = (page.low(at - 2), page.low(at - 1)) in (("ik", "ben"), ("ik", "heet"), ("i", "am"))
    if not said or not page.touches(at):
        return False
    ends = at + 1 == len(page.words) or page.words[at + 1].gap[:1] in (",", ".", "!")
    return ends or page.low(at + 1) in ("en", "van")


def _not_a_verb(page: Page, at: int) -> bool:
    return not _LIKE_A_VERB.fullmatch(page.low(at)) or (
        page.low(at).endswith(("d", "t")) and page.does(at + 1, "person_verbs")
    )


def _place(page: Page, at: int) -> int | None:
    word = page.words[at]
    street = _SMALL_STREETS.fullmatch(word.low) and not as_it_stands(word.low)
    if street and word.low not in listed("cues", "no_streets"):
        return at
    if len(word.text) < 3 or not _strange(page, at) or not page.touches(at):
        return None
    before, earlier = page.low(at - 1), {page.low(at - back) for back in range(2, 6)}
    lives = before in ("in", "te", "naar", "uit", "op") and earlier & listed("cues", "live_in")
    named = before in ("gemeente", "dorp", "gem", "woonplaats") and not _LIKE_A_VERB.fullmatch(word.low)
    return at if lives or named else None


def _organisation(page: Page, at: int) -> int | None:
    word = page.words[at]
    article = word.low in ("de", "het", "'t", "sint", "st", "al", "el", "van") and at + 1 < len(page.words)
    name = at + 1 if article else at
    if not page.after(at, "lower_organisation") or not page.touches(name) or len(page.low(name)) < 3:
        return None
    return _further(page, name) if _strange(page, name) and not _LIKE_A_VERB.fullmatch(page.low(name)) else None
