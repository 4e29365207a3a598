"""Capitals that are not known to be innocent, taken together to names as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.privacy.words.dutch import begins_ordinary, compound, formal, name_too, ordinary
from casekit.privacy.words.lists import listed
from casekit.privacy.words.public import public, public_places
from casekit.privacy.words.tokens import Token, tokens

__all__ = ["Page", "particles_from", "runs"]

_VOWEL = re.compile(r"[aeiouyáéíóúàèäëïöüâêîôûışİøåæœ]", re.IGNORECASE)
_A_DOING = re.compile(r"\w{3,30}[bdfgklmnprstvwz]ing")
"""What is being done ("keuring"), unless a person's verb follows."""
_A_LAW = re.compile(
    r"[\w\-]{3,40}(?:wet|wetboek|wetten|verdrag|besluit|regeling|verordening|richtlijn|reglement|statuut|handvest|akkoord"
    r"|beleidsregels?|convenant|protocol)"
)
"""What is made by a parliament, a minister or a council, and is the same for everybody."""
_MONTHS = frozenset(("mei", "april", "may", "june", "august", "augusta", "mai"))
"""Words of the calendar that are also the first part of a name."""
_LETTERS_OF_A_NAME = re.compile(r"[A-Z]{1,2}(?:v|vd|d|t)[A-Z]")
"""Initials of somebody with a small word between them: "KvD"."""
_OF_THE = frozenset(("van", "der", "den", "de", "ter", "ten"))
_SHORT_LETTERS = 4
_NO_INITIAL = frozenset("UIAO")
_INTRODUCE = listed("cues", "introduce")
"""After these a long ordinary word with a capital is a role, a form or a department; elsewhere it may be a firm."""
_QUARTERS = ("buurt", "straat", "laan", "gracht", "singel", "steeg", "dreef", "wijk")
_NEAR_A_NAME = frozenset(("met", "van", "aan", "bij", "voor", "door", "heet", "namens", "dag", "hoi", "beste"))
_MANY = 4
"""So many small words a surname holds at most: "van der", "van den", "op de"."""


@dataclass(frozen=True)
class Page:
    """The words of a text, and which of them are of something public or in a heading."""

    words: list[Token]
    known: frozenset[int]
    headed: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Page:
        """Read a text."""
        words = tokens(text)
        return cls(words, frozenset(_within(words, public_places(text))), frozenset(_headings(words, text)))

    def low(self, at: int) -> str:
        """The word at a place in lower case; nothing outside the text."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def after(self, at: int, *cues: str) -> bool:
        """Whether the word before belongs to these cues, with a space or the stop of a title between."""
        return at > 0 and self.low(at - 1) in listed("cues", *cues) and self.touches(at)

    def touches(self, at: int) -> bool:
        """Whether a word belongs with the one before it."""
        if not 0 < at < len(self.words):
            return False
        gap, before = self.words[at].gap, self.words[at - 1]
        return self.words[at].joined or (
            gap.strip() == "." and len(gap) < 3 and before.low in listed("cues", "short")
        )

    def labelled(self, at: int) -> bool:
        """Whether a colon stands before it, and before that what somebody is: "Naam: Bos"."""
        return (
            at > 0
            and self.words[at].gap.strip() == ":"
            and self.low(at - 1) in listed("cues", "relations", "titles", "labels")
        )

    def does(self, at: int, cue: str) -> bool:
        """Whether the word at a place says what a person does."""
        return 0 <= at < len(self.words) and self.words[at].joined and self.low(at) in listed("cues", cue)


def _within(words: list[Token], places: list[tuple[int, int]]) -> Iterator[int]:
    at = 0
    for start, end in places:
        while at < len(words) and words[at].start < start:
            at += 1
        while at < len(words) and words[at].end <= end:
            yield at
            at += 1


def _headings(words: list[Token], text: str) -> Iterator[int]:
    """The words of lines in which every word of some length has a capital."""
    line: list[int] = []
    for at, word in enumerate(words):
        if line and "\n" in word.gap:
            yield from _headed(words, line, text)
            line = []
        line.append(at)
    yield from _headed(words, line, text)


def _headed(words: list[Token], line: list[int], text: str) -> list[int]:
    end = words[line[-1]].end if line else 0
    if any(sign == "." or sign.isdigit() for sign in text[end : end + 12].partition("\n")[0]):
        return []
    long = [words[at] for at in line if len(words[at].text) > 3]
    if len(long) > 1 and all(word.capital for word in long) and not any("." in words[at].gap for at in line[1:]):
        return line
    return []


def suspect(page: Page, at: int) -> bool:
    """Whether the capital of a word is not explained."""
    word = page.words[at]
    if word.caseless:
        return True
    if not word.capital or at in page.known:
        return False
    if page.labelled(at) and not public(word) and not (ordinary(word.stem) and not name_too(word.stem)):
        return True
    if (
        page.after(at, "organisation")
        and not word.first
        and not public(word)
        and word.low not in listed("public", "formal")
    ):
        return len(word.stem) > 1
    if page.after(at, "towns") and not word.first and not public(word) and word.low not in listed("public", "formal"):
        return len(word.stem) > 1
    titled = page.after(at, "titles") and (not word.first or page.low(at - 1) in listed("cues", "short"))
    if word.initials or len(word.stem) == 1:
        return _initial(page, at, titled)
    if public(word) or (not titled and len(word.stem) == 2 and word.shouted):
        return False
    if titled:
        return not (word.shouted and ordinary(word.stem) and not name_too(word.stem))
    if word.shouted and (not _VOWEL.search(word.text) or _abbreviation(word) or _letters(page, at)):
        return False
    if _written_short(page, at) or (_A_LAW.fullmatch(word.low) and not name_too(word.stem)):
        return False
    if not ordinary(word.stem):
        return not (word.first and _of_a_thing(page, at))
    return _ordinary_but_a_name(page, at)


def _letters(page: Page, at: int) -> bool:
    """Whether a few capitals among ordinary words are an abbreviation that the kit does not know."""
    word = page.words[at]
    if len(word.text) > _SHORT_LETTERS or name_too(word.stem) or page.does(at + 1, "verbs"):
        return False
    around = [page.words[near] for near in (at - 1, at + 1) if 0 <= near < len(page.words)]
    if any(near.shouted and len(near.text) > _SHORT_LETTERS for near in around):
        return False
    told = page.after(at, "relations", "titles", "place", "organisation") or page.low(at - 1) in _NEAR_A_NAME
    named = any(near.capital and not near.first and not public(near) for near in around)
    return not told and not named


def _written_short(page: Page, at: int) -> bool:
    """Whether a word is one that is cut short: "Wtp", "Wvttk", "Bew.voerder", "Rekestnr."."""
    word = page.words[at]
    follows = at + 1 < len(page.words)
    alone = not (follows and page.touches(at + 1) and page.words[at + 1].capital) and not page.does(at + 1, "verbs")
    if 1 < len(word.text) < 7 and not _VOWEL.search(word.text):
        return alone and not _LETTERS_OF_A_NAME.fullmatch(word.text) and word.low not in listed("cues", "titles")
    if not word.first:
        return False
    cut = follows and page.words[at + 1].gap == "." and not page.words[at + 1].capital
    return cut or (alone and word.low.endswith(("nr", "nrs", "dat", "besch", "aanvr")))


def _of_a_thing(page: Page, at: int) -> bool:
    """Whether what follows a word at the start of a sentence says that it is no person: "Woningruil afgewezen"."""
    if page.does(at + 1, "person_verbs"):
        return False
    word = page.words[at]
    if _A_DOING.fullmatch(word.low) is not None or (len(word.text) > 4 and page.does(at + 1, "thing_verbs")):
        return True
    follows = at + 1 < len(page.words) and page.touches(at + 1) and not page.words[at + 1].capital
    return (
        follows
        and not page.does(at + 1, "verbs")
        and word.stem == word.text
        and (begins_ordinary(word.text) or (len(word.text) > 5 and word.low.endswith(("je", "jes"))))
    )


def _abbreviation(word: Token) -> bool:
    return all(part in listed("public", "abbreviations") or len(part) == 1 for part in word.text.split("-"))


def _initial(page: Page, at: int, titled: bool) -> bool:
    word = page.words[at]
    letters = word.text.replace(".", "").replace("-", "")
    if len(letters) > 1 and letters.upper() in listed("public", "abbreviations", "laws", "agencies"):
        return False
    if titled or (page.after(at, "relations") and not (letters in _NO_INITIAL and not word.initials)):
        return True
    if not word.initials:
        return word.first and letters not in _NO_INITIAL and page.does(at + 1, "person_verbs")
    reach = particles_from(page, at + 1)
    follows = reach < len(page.words) and page.touches(at + 1) and page.words[reach].capital
    lower = not follows and page.does(at + 1, "person_verbs")
    return (follows and not public(page.words[reach]) and not formal(page.words[reach].text)) or lower


def _ordinary_but_a_name(page: Page, at: int) -> bool:
    """Whether an ordinary word with a capital is a name here."""
    word = page.words[at]
    base = word.stem
    calm = word.first or at in page.headed or word.shouted
    if calm:
        if not name_too(base):
            return False
        if word.shouted and at > 1 and page.touches(at) and {page.low(at - 2), page.low(at - 1)} <= _OF_THE:
            return True
        reach = particles_from(page, at + 1)
        named = page.touches(at + 1) and reach < len(page.words) and page.words[reach].capital and not word.shouted
        return page.does(at + 1, "person_verbs") or base != word.text or (named and _mid(page, reach))
    return _mid(page, at)


def _mid(page: Page, at: int) -> bool:
    """Whether a capital in the middle of a sentence is not explained."""
    word = page.words[at]
    low = word.stem.lower()
    if at in page.known or public(word) or formal(word.stem):
        return False
    if name_too(low) or (low.endswith(_QUARTERS) and low not in listed("cues", "no_streets") and len(low) > 7):
        return True
    if compound(low) and at and page.touches(at) and (_introduced(page, at) or formal(page.low(at - 1))):
        return False
    if _A_LAW.fullmatch(low):
        return False
    if low in listed("cues", "titles", "relations") or low in listed("ordinary-nl", "small", "irregular"):
        return False
    return not (word.shouted and ordinary(low))


def _introduced(page: Page, at: int) -> bool:
    """Whether the word before is an article or the like; "en" only between two such words."""
    before = page.low(at - 1)
    if before in ("en", "of", "and", "or"):
        return at > 1 and page.words[at - 2].capital and ordinary(page.words[at - 2].stem)
    named = page.words[at - 1].capital and not page.words[at - 1].first and before in ("de", "het")  # De Bron
    return before in _INTRODUCE and not named


def particles_from(page: Page, at: int) -> int:
    """The place after the small words of a surname that stand at a place."""
    end = at
    while end < len(page.words) and end - at < _MANY and _small(page, end) and page.touches(end):
        end += 1
    return end


def _small(page: Page, at: int) -> bool:
    """Whether a word is a small word of a surname here; "op" and "in" only before an article."""
    low = page.low(at)
    return low in listed("cues", "particles") and (
        low not in ("op", "in", "y") or page.low(at + 1) in ("de", "den", "'t", "het")
    )


def runs(page: Page) -> Iterator[tuple[int, int]]:
    """The first and last word of everything that looks like a name of somebody or something."""
    at, free = 0, 0
    while at < len(page.words):
        if not suspect(page, at):
            at += 1
            continue
        last = _to_the_right(page, at)
        first = _to_the_left(page, at, free)
        yield first, last
        at = free = last + 1


def _to_the_right(page: Page, at: int) -> int:
    last = at
    named = page.after(at, "organisation", "towns")
    while last + 1 < len(page.words):
        reach = last + 1
        if page.words[last].stem != page.words[last].text or not page.touches(reach):
            break
        if page.words[reach].caseless != page.words[at].caseless:
            break
        if not page.words[reach].capital and not page.words[reach].caseless:
            reach = particles_from(page, reach)
            if (page.low(last + 1), page.low(last + 2)) == ("op", "zoom"):
                last += 2
                break
            if page.low(last + 1) == "aan" and page.low(last + 2) in ("den", "de"):
                reach = last + 3
            if reach >= len(page.words) or not page.touches(reach) or not page.words[reach].capital:
                break
        if not (page.words[reach].caseless or _joins(page, reach, named)):
            break
        last = reach
    return last


def _joins(page: Page, at: int, named: bool) -> bool:
    word = page.words[at]
    if not word.capital or at in page.known or public(word):
        return word.capital and word.shouted and len(word.text) < 3 and at not in page.known and not public(word)
    if word.low in listed("cues", "after_name"):
        return True
    if named:
        return word.low not in listed("public", "formal")
    return word.low in listed("cues", "openers") or word.initials or len(word.text) == 1 or _mid(page, at)


def _to_the_left(page: Page, at: int, free: int) -> int:
    first = at
    while (
        first > free
        and page.touches(first)
        and page.words[first - 1].initials
        and page.words[first - 1].text.isupper()
    ):
        letters = page.words[first - 1].text.replace(".", "")
        if letters in listed("public", "abbreviations", "laws"):
            break
        first -= 1
    if first != at:
        return first
    if at - 1 >= free and page.touches(at) and page.low(at - 1) in _MONTHS and page.words[at - 1].capital:
        return at - 1
    if (
        at - 1 >= free
        and page.touches(at)
        and page.low(at - 1) == "de"
        and name_too(page.words[at].stem)
        and page.low(at - 2) in listed("cues", "person_verbs")
    ):
        return at - 1
    small = at
    while small > free and at - small < _MANY and page.touches(small) and _small(page, small - 1):
        small -= 1
    if small == at:
        club = (
            first > free
            and page.touches(first)
            and page.low(first - 1) in ("vv", "sv", "fc")
            and page.words[first - 1].capital
        )
        return first - 1 if club else at
    if not page.words[small].first and (
        (page.after(small, "titles") and page.low(small - 1) != "gezin")
        or (page.after(small, "relations", "titles") and page.low(at - 1) != "van")
    ):
        return small
    if page.words[small].capital and (not page.words[small].first or page.does(at + 1, "person_verbs")):
        return small
    before = page.words[at - 1]
    if before.low in listed("cues", "openers") and (
        before.capital or before.low not in ("de", "der", "den", "van", "la", "le", "ter", "ten", "o")
    ):
        wide = at - 1
        if before.low in ("van", "von") and not page.does(at + 1, "person_verbs"):
            return at
        while wide > small and page.words[wide - 1].capital:
            wide -= 1
        return wide
    return at
