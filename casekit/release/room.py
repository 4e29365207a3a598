"""Who is in the room: whether an organisation that takes part occurs in the case. A warning, never a refusal.

People in an atelier may hold the very knowledge that a release leaves out (CJEU C-413/23 P: the means of the
recipient decide). So the list of participants is laid beside the register of who is really involved, and beside the
names that the case itself still holds. And one combination counts as an identifier by itself: municipality, product
and year, since together they lead to the report in which the case was once told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Literal
from unicodedata import combining, normalize

from casekit.case import Actor, Case, Organisation
from casekit.errors import Place, Problem, shown
from casekit.read.people_file import Involved, Present
from casekit.text import LANGUAGES, say
from casekit.vocabulary import find_code, label
from casekit.when import parse_moment

__all__ = [
    "MEETS",
    "Combination",
    "Meeting",
    "combination",
    "combination_problems",
    "room_problems",
    "same_name",
    "who_is_here",
]

MEETS = ("room_meets", "room_looks_like")
"""The codes of the warning that an organisation on the list occurs in the case: by the same name, or one alike."""
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_NOISE = frozenset(
    {
        "bv", "nv", "vof", "cv", "ua", "ba", "bvba", "stichting", "st", "vereniging", "ver", "cooperatie",
        "coop", "maatschap", "gemeente", "gem", "gemeentelijke", "provincie", "de", "het", "een", "van", "voor",
        "en", "der", "den", "te", "ten", "ter", "in", "op", "the", "of", "and", "for", "municipality",
        "foundation",
    }
)  # fmt: skip
"""Legal forms and small words: they do not tell one organisation from another."""
_ALIKE = 0.88
_LONG_ENOUGH = 6
"""Letters from which a slip of the pen can be told from another name."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Meeting:
    """An organisation on the list that occurs in the case: where it stands on the list, and as whom in the case.

    `actor`: the id of an actor or organisation of the case, where it is known. `entry`: the place in the register,
    from 1; None when the name stands in the case itself. `exact`: the same name, or else one that looks like it.
    """

    place: Place
    actor: str | None
    entry: int | None
    exact: bool


def who_is_here(involved: Sequence[Involved] | None, case: Case, present: Iterable[Present]) -> tuple[Meeting, ...]:
    """The organisations on the list that occur in the register or, by name, in the case; by place on the list.

    >>> from casekit.notation import case_of
    >>> register = [Involved(organisation="Gemeente Voorbeeldstad", actor="gemeente")]
    >>> who_is_here(register, case_of("t: inwoner > gemeente vraag"), [Present("Voorbeeldstad, team inkomen", 2)])
    (Meeting(place=2, actor='gemeente', entry=1, exact=False),)
    """
    known: list[tuple[tuple[str, ...], str | None, int | None]] = []
    for number, one in enumerate(involved or (), 1):
        known += [(_words(name), one.actor, number) for name in (one.organisation, *one.aliases)]
    known += [(words, id, None) for id, words in _names_in(case)]
    whole = [
        (_words(text.replace("_", " ")), part.id) for part in _parties(case) for text in (part.label, part.id) if text
    ]
    found: dict[tuple[int, str | None, int | None], Meeting] = {}
    for number, guest in enumerate(present):
        words = _words(guest.organisation)
        for other, actor, entry in known:
            how = _compare(words, other)
            key = (number, actor, entry)
            if how and (how == "same" or key not in found):
                found[key] = Meeting(guest.place, actor, entry, how == "same")
        for other, actor in whole:  # a word for a role, such as "belastingdienst", counts as a whole only
            if _compare(words, other) == "same":
                found[number, actor, None] = Meeting(guest.place, actor, None, True)
    return tuple(
        found[key] for key in sorted(found, key=lambda key: (key[0], key[2] is None, key[2] or 0, key[1] or ""))
    )


def room_problems(
    involved: Sequence[Involved] | None, case: Case, present: Iterable[Present], file: str
) -> list[Problem]:
    """What the room should know, as warnings at the places on the list of participants; `file` is that list."""
    problems = []
    if involved is None:
        problems.append(Problem("room_no_register", file, severity="warning"))
    for one in who_is_here(involved, case, present):
        actor = {lang: _as_whom(one, lang) for lang in LANGUAGES}
        code = MEETS[0] if one.exact else MEETS[1]
        problems.append(Problem(code, file, one.place, "warning", {"actor": actor}))
    return problems


def _as_whom(one: Meeting, lang: str) -> str:
    if one.actor is not None:
        return say("room.actor", lang, id=shown(one.actor))
    return say("room.entry", lang, n=one.entry)


def same_name(one: str, other: str) -> Literal["same", "like"] | None:
    """Whether two names are of the same organisation, look like it, or neither.

    Capitals, accents, points, legal forms and "gemeente" make no difference. Names are alike when the words of the
    one all stand in the other, when the one is made of the first letters of the other, or by a slip of the pen.

    >>> same_name("Gemeente Voorbeeldstad", "VOORBEELDSTAD"), same_name("St. Het Anker", "Het Anker B.V.")
    ('same', 'same')
    >>> same_name("Voorbeeldstad", "Gemeente Voorbeeldstad, team inkomen"), same_name("Noorderhulp", "Zuiderhulp")
    ('like', None)
    """
    return _compare(_words(one), _words(other))


def _words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, in plain form."""
    text = normalize("NFKD", name[:_LONGEST]).casefold()
    text = "".join(sign for sign in text if not combining(sign))
    text = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", text)
    return tuple(word for word in _WORD.findall(text) if word not in _NOISE)


def _compare(one: tuple[str, ...], other: tuple[str, ...]) -> Literal["same", "like"] | None:
    if not one or not other:
        return None
    joined, with_ = "".join(one), "".join(other)
    if joined == with_ or {*one} == {*other}:
        return "same"
    if {*one} <= {*other} or {*other} <= {*one}:
        return "like"
    for short, words in ((joined, other), (with_, one)):
        if len(words) > 2 and short == "".join(word[0] for word in words):
            return "like"
    return "like" if _slip(*sorted((joined, with_))) else None


def _slip(one: str, other: str) -> bool:
    """Whether two names differ by no more than a slip of the pen."""
    short, long = sorted((len(one), len(other)))
    if short < _LONG_ENOUGH or 2 * short < _ALIKE * (short + long):
        return False
    pairs, others = _pairs(one), _pairs(other)
    if len(pairs & others) < 0.6 * min(len(pairs), len(others)):  # nearly every two names; the rest takes long
        return False
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


@lru_cache(maxsize=4096)
def _pairs(name: str) -> frozenset[str]:
    """The letters of a name two by two."""
    return frozenset(map("".join, pairwise(name)))


def _names_in(case: Case) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names that stand in a case: the capitals in labels that are not just the word for a role."""
    if case.municipality and _real(case.municipality):
        yield "municipality", _words(case.municipality)
    for part in _parties(case):
        for text in (part.label, part.id):
            if text and (words := _name_in(text)):
                yield part.id, words


def _parties(case: Case) -> tuple[Organisation | Actor, ...]:
    """The organisations and actors of a case, without the household."""
    return (*case.organisations, *(actor for actor in case.actor_list if not actor.client_side))


def _name_in(text: str) -> tuple[str, ...]:
    """The words of a label that make a name: with a capital, and not a word of the vocabulary.

    >>> _name_in("loket van het UWV"), _name_in("gemeente Voorbeeldstad"), _name_in("de gemeente"), _name_in("School")
    (('uwv',), ('voorbeeldstad',), (), ())
    """
    capitals = [word for word in re.findall(r"[^\W_][\w.&-]*", text) if word[:1].isupper()]
    return _words(" ".join(word for word in capitals if word.isupper() or find_code("actor_kind", word) is None))


# ------------------------------------------------------------------------------- municipality + product + year


@dataclass(frozen=True, slots=True)
class Combination:
    """What together leads to one published case: where the municipality stands (ids), which products, which years."""

    municipality: tuple[str, ...]
    procedures: tuple[str, ...]
    years: tuple[int, ...]


_PSEUDONYM = re.compile(
    r"(?:(?:de|een|the|a)\s+)?(?:(?:kleine?|middelgrote?|grote?|small|large|mid-?sized|regio|regional)\s+)?"
    r"(?:gemeente|gem|municipality|stad|city|dorp|regio)?\s*[a-z]?\s*\d{0,4}"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OF_A_MUNICIPALITY = re.compile(
    r"\b(?:gemeente|gem\.|stad|municipality of|municipality|city of)\s+(?P<name>[^\W\d_][\w'-]+)", re.I
)
_ALL_DAYS = 4000


def combination(case: Case) -> Combination | None:
    """The municipality, product and year that a case holds together; None when one of the three is not there.

    A municipality is real-looking unless it is a pseudonym such as `gemeente-1`; a year is that of any calendar
    date, or one in the title, question or summary.

    >>> from casekit.notation import case_of
    >>> text = "t: inwoner > gemeente aanvraag @2021-03-05"
    >>> combination(case_of(text, municipality="Voorbeeldstad", issues=[{"id": "b", "procedure": "bijstand"}]))
    Combination(municipality=('municipality',), procedures=('social_assistance',), years=(2021,))
    >>> combination(case_of(text, municipality="gemeente-1", issues=[{"id": "b", "procedure": "bijstand"}])) is None
    True
    """
    places = [] if not (case.municipality and _real(case.municipality)) else ["municipality"]
    for part in _parties(case):
        found = _OF_A_MUNICIPALITY.search(part.label or "")
        if found and found["name"][:1].isupper() and len(found["name"]) > 1:
            places.append(part.id)
    procedures = {issue.procedure for issue in case.issues if issue.procedure not in (None, "other")}
    years = {*_years(case)}
    if not (places and procedures and years):
        return None
    return Combination(tuple(dict.fromkeys(places)), tuple(sorted(filter(None, procedures))), tuple(sorted(years)))


def combination_problems(case: Case, going_out: Case, level: str, file: str) -> list[Problem]:
    """The rule about municipality, product and year: an error when all three would leave at A or W, else a warning.

    `case` is the working case, `going_out` the case as it would leave.
    """
    leaving = combination(going_out)
    found = leaving or combination(case)
    if found is None:
        return []
    values = {
        "places": ", ".join(map(shown, found.municipality)),
        "products": {
            lang: ", ".join(label("procedure", one, lang) for one in found.procedures) for lang in LANGUAGES
        },
        "years": ", ".join(map(str, found.years)),
    }
    if leaving is not None and level != "O":
        return [Problem("combination_leaves", file, values=values)]
    return [Problem("combination", file, severity="warning", values=values)]


def _real(municipality: str) -> bool:
    """Whether this could be the name of a municipality: not a pseudonym, a number or a size."""
    plain = re.sub(r"[-_.\s]+", " ", municipality).strip().casefold()
    return not _PSEUDONYM.fullmatch(plain)


def _years(case: Case) -> Iterator[int]:
    """The calendar years that can be read in a case."""
    moments = [touchpoint.when for touchpoint in case.touchpoint_list[:_ALL_DAYS]]
    moments += [event.when for event in case.life_events] + [debt.since for debt in case.debts] + [case.day_zero]
    moments += [case.observed.from_, case.observed.until] if case.observed else []
    for text in moments:
        moment = parse_moment(text)
        if moment and moment.absolute and (year := _YEAR.search(text or "")):
            yield int(year[0])
    for text in (case.title, case.question, case.summary):
        yield from map(int, _YEAR.findall(text or ""))
