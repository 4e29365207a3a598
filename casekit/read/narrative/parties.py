"""The parties of one narrative: by which words they are named, and the id and kind of actor that each gets.

They come from the word list (`narrative.toml`), from the short forms that the narrative itself explains ("MW =
maatschappelijk werker"), and from those who plainly do something that only people do ("de wijkagent belt ...").
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Cast", "Party", "any_of", "cast_of", "everyone", "grammar", "is_legend", "listed_parties", "word_list"]

EDGE = r"(?<![\w'-])"
AFTER = r"(?![\w-]|['’]s\b)"
_LEGEND = re.compile(
    r"(?<!\w)(?P<short>[A-Z][A-Za-z]{1,5})\s*=\s*(?:de |het |een |the |a )?"
    r"(?P<long>[^\W\d_][\w'-]+(?: [\w'-]+){0,2}?)(?=\s*(?:[,;.()|]|$|\n)|\s+(?:en|and)\s+[A-Z])"
)
_IN_BRACKETS = re.compile(r"(?P<long>[\w'-]+(?: [\w'-]+){0,2}) \((?:hierna )?(?P<short>[A-Z][A-Za-z]{1,5})\)")


@dataclass(frozen=True, slots=True)
class Party:
    """Where a party stands in a clause, and what the word before it makes of it."""

    value: str
    words: str
    start: int
    end: int
    belongs: str
    """The word before it that makes it belong to something else ("de brief van de gemeente")."""
    towards: str
    """The word before it that makes it the one something goes to."""


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """The parties of a narrative."""

    pattern: re.Pattern[str]
    ids: Mapping[str, str]
    """The id for every spelling; a spelling with a capital counts only with that capital."""
    kinds: Mapping[str, str | None]
    """The kind of actor for every id."""
    labels: Mapping[str, str]
    """The words that the id was made of, for every id."""

    def id_of(self, words: str) -> str | None:
        """The id that these words stand for, or None."""
        if words.isupper() and words.lower() in _short_forms():
            return self.ids.get(words)  # MW is not mw.
        return self.ids.get(words) or self.ids.get(words.lower())

    def named(self, text: str) -> str | None:
        """The id of the party that a whole cell names, or None.

        >>> cast_of("De gemeente belt").named("De gemeente"), cast_of("x").named("Stichting Voorbeeld")
        ('gemeente', None)
        """
        found = self.pattern.fullmatch(text.strip())
        return self.id_of(found["party"]) if found else None

    def within(self, text: str) -> Iterator[Party]:
        """The parties in a text, in their order."""
        for found in self.pattern.finditer(text):
            name, words = self.id_of(found["party"]), found["party"]
            if name is not None:
                yield Party(name, words, found.start(), found.end(), found["belongs"] or "", found["towards"] or "")


@cache
def word_list() -> dict[str, Any]:
    """The word list of the kit."""
    return tomllib.loads(files("casekit.read.narrative").joinpath("words.toml").read_text(encoding="utf-8"))


def any_of(words: Any) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def grammar(name: str) -> re.Pattern[str]:
    """A pattern for a list of words of the grammar."""
    return re.compile(rf"{EDGE}(?:{any_of(word_list()['grammar'][name])}){AFTER}", re.IGNORECASE)


@cache
def listed_parties() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The kind and the spellings of every party of the word list."""
    return tuple((kind, tuple(group.split("|"))) for kind, groups in word_list()["party"].items() for group in groups)


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(word.rstrip(".") for _, group in listed_parties() for word in group if word.endswith("."))


def cast_of(text: str) -> Cast:
    """The parties that a narrative names. The spelling that stands first becomes the id.

    >>> cast = cast_of("De woningcorporatie belt. Daarna MW (MW = maatschappelijk werker).")
    >>> cast.ids["woningcorporatie"], cast.ids["corporatie"], cast.ids["MW"]
    ('woningcorporatie', 'woningcorporatie', 'maatschappelijk-werker')
    """
    ids: dict[str, str] = {}
    kinds: dict[str, str | None] = {}
    labels: dict[str, str] = {}
    said, explained = text.lower(), dict(_explained(text))
    short_forms = {word.lower() for word in explained}
    for kind, group in listed_parties():
        spellings = [word.rstrip(".") for word in group]
        places = {word: place for word in spellings if (place := _first(word, text, said)) is not None}
        if places:
            full = [w for w in group if not w.endswith(".") and w not in short_forms] or [spellings[0]]
            whole = [word for word in full if word in places]
            named = min(whole, key=lambda word: places[word]) if whole else full[0]
            name = _id(named)
            labels[name] = named
            ids |= dict.fromkeys(spellings, name)
            kinds[name] = kind
    for short, long in explained.items():
        name = ids.get(long.lower()) or _id(long)
        ids |= {short: name, long.lower(): name}
        labels.setdefault(name, long)
        kinds.setdefault(name, next((k for k, group in listed_parties() if long.lower() in group), None))
    for word in _agents(text):
        if word not in ids:
            ids[word], kinds[_id(word)] = _id(word), None
    return Cast(_pattern(ids), ids, kinds, labels)


def is_legend(text: str) -> bool:
    """Whether a line explains short forms, and tells nothing.

    >>> is_legend("MW = maatschappelijk werker"), is_legend("De gemeente belt.")
    (True, False)
    """
    return _LEGEND.match(re.sub(r"^[^\W\d_]+:\s*", "", text)) is not None


def _first(word: str, text: str, said: str) -> int | None:
    """Where a spelling stands first."""
    if word.lower() not in said:
        return None
    found = re.search(rf"{EDGE}{re.escape(word)}{AFTER}", text if word != word.lower() else said)
    return found.start() if found else None


def _id(words: str) -> str:
    bare = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def _explained(text: str) -> Iterator[tuple[str, str]]:
    """Short forms with what they are short for; in brackets only behind a party of the word list."""
    listed = {word for _, group in listed_parties() for word in group}
    for found in _LEGEND.finditer(text):
        yield found["short"], found["long"]
    for found in _IN_BRACKETS.finditer(text):
        words = found["long"].lower().split()
        tails = (" ".join(words[n:]) for n in range(len(words)))
        if long := next((tail for tail in tails if tail in listed), None):
            yield found["short"], long


def _agents(text: str) -> list[str]:
    """Words of no word list that open a sentence and do there what only people do."""
    words = word_list()["grammar"]
    found = re.findall(
        rf"(?:^|[.:;!?|\u2013\u2014-]\s+)(?:{any_of(words['determiner'])})\s+([^\W\d_][\w-]{{3,29}})\s+"
        rf"(?:{any_of(words['people_do'])}){AFTER}",
        text,
        re.IGNORECASE | re.MULTILINE,
    )
    return [word for word in dict.fromkeys(found) if word == word.lower() and word not in words["no_party"]]


def _pattern(ids: Mapping[str, str]) -> re.Pattern[str]:
    if not ids:
        return re.compile(r"(?!)(?P<belongs>)(?P<towards>)(?P<party>)")
    words = word_list()["grammar"]
    before = rf"(?:(?P<belongs>{any_of(words['belongs'])}|door|by)|(?P<towards>{any_of(words['towards'])}))"
    plain, cased = [w for w in ids if w == w.lower()], [w for w in ids if w != w.lower()]
    noun = "|".join(part for part in (f"(?-i:{any_of(cased)})" if cased else "", any_of(plain)) if part)
    return re.compile(
        rf"{EDGE}(?:{before}\s+)?(?:(?:{any_of(words['determiner'])})\s+)?(?P<party>{noun}){AFTER}"
        rf"(?!\s(?:{any_of(words['compound'])})\b)",
        re.IGNORECASE,
    )


@cache
def everyone() -> Cast:
    """All parties of the word list, for a sentence on its own."""
    return cast_of("\n".join(word.rstrip(".") for _, group in listed_parties() for word in group))
