"""Whether a word is an ordinary word, by a compact list, the forms of verbs, endings and compounds.

A dictionary of Dutch is not at hand, and a list of names would be unfair. So a capital is trusted only where the word
is known to be ordinary; all other words are asked about, from whatever language the name comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from casekit.privacy.words.lists import listed

__all__ = ["as_it_stands", "begins_ordinary", "compound", "formal", "name_too", "ordinary"]

_LONGEST = 45
"""Longer is no word; it also bounds the work of looking for the parts of a compound."""

_ENDINGS = re.compile(
    r"\w{3,40}?(?:heid|heden|teit|teiten|schap|schappen|ament|isme|baar|bare|lijk|lijke|"
    r"lijks|loos|loze|zaam|zame|achtig|achtige|matig|matige"
    r"|[^i]atie|aties|[^aeiou]tie|[cks]ties|logie|\w\wische?|[^aeiou]ieve?|\w[^mr]ende?|"
    r"[bdfgklmnprstvz]ering|erij|erijen|elijkheid|nissen"
    r"|tion|tions|ness|able|ably|ibly|fully|ously|ments)"
)
_PARTICIPLE = re.compile(r"(?:ge(?!r[hab])|onge|ont|uitge|afge|aange|opge|inge|doorge|teruge?ge)\w{4,}(?<!lan)[dt]e?")
_NOUNS = ("heid", "teit", "schap", "atie", "ering")
_ENGLISH_ENDS = (
    *(("", end) for end in ("s", "es", "ed", "d", "ing", "ly", "er")),
    *(("e", "ing"), ("y", "ies"), ("y", "ied")),
)
_JOINTS = ("s", "en", "e", "n", "-", "s-", "er")

_OF_A_FAMILY = (
    *("stra", "sma", "mans", "inga", "daal", "sen", "ink", "horst", "rade", "rijk", "recht", "mond", "land", "dorp"),
    *("hoven", "huizen", "berg", "veld", "dijk", "wijk", "man", "ski", "maker", "bakker", "broek", "reus", "gaal"),
)
"""Ends of surnames and of towns, which are no more than that."""
_LONGEST_PREFIX = 9
_SMALL_ONES = ("je", "jes", "tje", "tjes", "pje", "pjes")
_NO_VERB = frozenset(["hoeven", "hoeve", "mans", "meer"])


def _stems(infinitive: str) -> set[str]:
    """The possible stems of a verb; one too many does no harm."""
    base = infinitive.removesuffix("en") if infinitive.endswith("en") else infinitive.removesuffix("n")
    stems = {base}
    if len(base) > 2 and base[-1] == base[-2]:
        stems = {base[:-1]}
    elif re.search(r"[^aeiou][aeou][^aeiouy]$|^[aeou][^aeiouy]$", base):
        stems |= {base[:-1] + base[-2] + base[-1]}
    return stems | {stem[:-1] + {"v": "f", "z": "s"}[stem[-1]] for stem in stems if stem[-1:] in ("v", "z")}


def _conjugate(infinitive: str) -> Iterator[str]:
    """The regular forms of a verb, and the noun in -ing."""
    base = infinitive.removesuffix("en") if infinitive.endswith("en") else infinitive.removesuffix("n")
    yield from (
        infinitive,
        infinitive + "d",
        infinitive + "de",
        base + "ing",
        base + "ingen",
        base + "er",
        base + "ers",
        base + "end",
    )
    for stem in _stems(infinitive):
        yield from (stem, stem + "t", stem + "de", stem + "te", stem + "den", stem + "ten", stem + "d", stem + "je")
        for end in ("", "t", "d", "de", "te", "den", "ten"):
            yield f"ge{stem}{end}"


def _inflect(word: str) -> Iterator[str]:
    """The forms of an adjective: "groot", "grote", "groter", "grootste"."""
    yield from (word, word + "e", word + "er", word + "ere", word + "st", word + "ste", word + "en", word + "s")
    short = re.sub(r"([aeou])\1([^aeiou])$", r"\1\2", word)
    short = short if short != word else re.sub(r"([^aeiou][aeiou])([^aeiouwy])$", r"\1\2\2", word)
    for base in {short, re.sub(r"f$", "v", short), re.sub(r"s$", "z", short)}:
        yield from (base + "e", base + "er", base + "ere", base + "en")


def _plural(word: str) -> Iterator[str]:
    """The forms of a noun: plural and the small one."""
    yield from _inflect(word)
    yield from (
        word + "'s",
        word + "je",
        word + "jes",
        word + "tje",
        word + "tjes",
        word + "ën",
        word + "pje",
        word + "etje",
    )


def _things() -> frozenset[str]:
    """The nouns, and what stands with them, in the singular."""
    return listed("ordinary-nl", "nouns", "more") | listed("ordinary-things", "words")


def _ends() -> frozenset[str]:
    return listed("ordinary-nl", "surname_ends")


@cache
def _verb_forms() -> frozenset[str]:
    """The forms of verbs, which may stand behind a small word: "aangevraagd"."""
    verbs = listed("ordinary-nl", "verbs")
    loose = {
        verb[len(prefix) :]
        for verb in verbs
        for prefix in listed("ordinary-nl", "prefixes")
        if verb.startswith(prefix) and len(verb) > len(prefix) + 4
    }
    forms = {form for verb in verbs | loose for form in _conjugate(verb)}
    irregular = listed("ordinary-nl", "irregular", "participles")
    inner = {word[2:] for word in irregular if word.startswith("ge") and len(word) > 6}  # besproken, verwezen
    return frozenset(forms | irregular | inner) - _NO_VERB


@cache
def _verb_stems() -> frozenset[str]:
    """What is left of a verb at the end of a noun: "schoolbel", "woningruil"."""
    return frozenset(stem for verb in listed("ordinary-nl", "verbs") for stem in _stems(verb) if len(stem) > 2) - (
        listed("also-names", "words")
    )


@cache
def _words() -> frozenset[str]:
    """All ordinary words that are known as they stand."""
    words = (
        set(_verb_forms())
        | set(listed("ordinary-nl", "small", "irregular", "participles", "heads"))
        | set(listed("ordinary-en", "words"))
    )
    words |= {form for word in listed("ordinary-nl", "adjectives") for form in _inflect(word)}
    words |= {form for word in _things() for form in _plural(word)}
    words |= (
        listed("cues", "relations", "verbs", "titles") | listed("public", "formal") | listed("also-names", "words")
    )
    words |= {word.lower() for word in listed("public", "calendar", "adjectives")}
    return frozenset(words)


@cache
def _nouns() -> frozenset[str]:
    """Nouns of some length: whatever stands before one of these, the whole is an ordinary word."""
    nouns = {form for word in _things() for form in _plural(word)}
    nouns |= {form for form in _verb_forms() if form.endswith(("ing", "ingen"))}
    return frozenset(nouns) - listed("also-names", "words")


@cache
def _tails() -> frozenset[str]:
    """What may stand at the end of a compound of two known words: nouns and infinitives."""
    nouns = {form for word in _things() for form in _plural(word)}
    return _nouns() | listed("ordinary-nl", "heads", "verbs") | nouns - listed("also-names", "words")


@cache
def _english() -> frozenset[str]:
    """English words with their endings."""
    return frozenset(
        (word[: -len(cut)] if cut else word) + end
        for word in listed("ordinary-en", "words")
        for cut, end in _ENGLISH_ENDS
        if word.endswith(cut)
    )


@lru_cache(maxsize=20_000)
def _compound(word: str, depth: int = 2) -> bool:
    """Whether the word ends in a word that only stands at the end of ordinary compounds."""
    words, heads, nouns, tails, ends = _words(), listed("ordinary-nl", "heads"), _nouns(), _tails(), _ends()
    stems = _verb_stems()
    for at in range(3, len(word) - 2):
        head = word[at:]
        if head in ends:
            if at > 6 and head in tails and word[:at] in _plain_nouns():
                return True
            continue
        if (len(head) > 4 and head in heads) or (len(head) > 5 and head in nouns):
            return True
        first = word[:at]
        if len(first) > 3 and (head in tails or head in stems) and first in _plain_nouns():
            return True
        if len(head) > 3 and head in tails:
            parts = [first, *(first[: -len(joint)] for joint in _JOINTS if first.endswith(joint))]
            if any(len(part) > 2 and (part in words or _prefixed(part)) for part in parts):
                return True
            if depth and any(len(part) > 5 and _compound(part, depth - 1) for part in parts):
                return True
    return False


def _made(word: str) -> bool:
    """Whether an ending or the parts show that it is an ordinary word."""
    return len(word) > 5 and (
        _ENDINGS.fullmatch(word) is not None
        or (len(word) > 7 and _PARTICIPLE.fullmatch(word) is not None)
        or _compound(word)
        or _begun(word)
    )


def _begun(word: str) -> bool:
    """Whether a long word begins with a known noun and does not end as surnames and places do: "taalbarrière"."""
    if len(word) < 11 or word.endswith(tuple(_ends())):
        return False
    return any(word[:at] in _plain_nouns() and word[:at] not in _ends() for at in range(4, len(word) - 3))


@cache
def _plain_nouns() -> frozenset[str]:
    nouns = (_things() | listed("ordinary-nl", "heads")) - listed("also-names", "words")
    return nouns | {noun + "s" for noun in nouns}


def _prefixed(word: str) -> bool:
    """Whether a word is a form of a verb behind a small word: "aangevraagd"."""
    prefixes, forms = listed("ordinary-nl", "prefixes"), _verb_forms()
    for size in range(2, min(_LONGEST_PREFIX, len(word) - 4) + 1):
        if word[:size] in prefixes:
            rest = word[size:]
            if rest in forms or (rest.startswith("te") and rest[2:] in forms):
                return True
    return False


@lru_cache(maxsize=20_000)
def _ordinary(word: str) -> bool:
    if word in _words() or word in _english():
        return True
    if _prefixed(word):
        return True
    if word.startswith("on") and len(word) > 6 and word[2:] in _words():
        return True
    for end in _SMALL_ONES:
        if word.endswith(end) and len(word) > len(end) + 4 and _compound(word.removesuffix(end)):
            return True
    return _made(word)


def ordinary(word: str) -> bool:
    """Whether a word, however it is spelled with capitals, is an ordinary word of Dutch or English.

    >>> [ordinary(word) for word in ("Toen", "Huurschuld", "aangevraagd", "Wmo-consulent", "Sem")]
    [True, True, True, True, False]
    """
    low = word.lower().replace("’", "'")
    if len(low) > _LONGEST:
        return False
    if _ordinary(low):
        return True
    public = listed("public", "laws", "agencies", "products", "abbreviations")
    parts = [part for part in low.split("-") if part]
    return len(parts) > 1 and all(
        len(part) == 1 or _ordinary(part) or part.upper() in public or part.capitalize() in public for part in parts
    )


@lru_cache(maxsize=20_000)
def begins_ordinary(word: str) -> bool:
    """Whether a word of some length begins with an ordinary one: enough where names hardly ever stand.

    >>> begins_ordinary("Schoolpoort"), begins_ordinary("Samira")
    (True, False)
    """
    low = word.lower()
    if not 6 < len(low) <= _LONGEST or name_too(word) or low.endswith(_OF_A_FAMILY):
        return False
    known = (low[:at] for at in range(4, len(low) - 2))
    return any(part in _plain_nouns() or part in _verb_stems() or _prefixed(part) for part in known)


def as_it_stands(word: str) -> bool:
    """Whether a word itself stands in a list, or is a form of one that does: not only its parts.

    >>> as_it_stands("blokkade"), as_it_stands("kerkstraat")
    (True, False)
    """
    return word.lower() in _words() or _prefixed(word.lower())


def formal(word: str) -> bool:
    """Whether a word is an ordinary one that offices write with a capital in the middle of a sentence too.

    >>> formal("Klantmanager"), formal("Bakker")
    (True, False)
    """
    return word.lower() in listed("public", "formal")


def compound(word: str) -> bool:
    """Whether a word is plainly put together or derived: so may a role or a form be, but a firm's name too.

    >>> compound("Inkomensconsulent"), compound("Sem")
    (True, False)
    """
    low = word.lower()
    if name_too(word) or len(low) > _LONGEST or low in listed("cues", "titles"):
        return False
    return len(low) > 5 and (_compound(low) or low.endswith(_NOUNS) or ("-" in low and ordinary(low)))


def name_too(word: str) -> bool:
    """Whether an ordinary word is also a name."""
    return word.lower() in listed("also-names", "words")
