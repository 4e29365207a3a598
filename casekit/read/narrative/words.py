"""What the words of one sentence show: who acts towards whom, which speech act, over which channel.

The words stand in `narrative.toml`. Only a main clause counts: what somebody says, hopes or must do has not
happened. What is denied is no act, unless the denial is the act (silence). When in doubt a field stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from casekit.read.narrative.parties import AFTER, EDGE, Cast, any_of, everyone, grammar, listed_parties, word_list
from casekit.read.narrative.who import Found, Seen, verb_behind, who, without_verb

__all__ = ["Found", "Seen", "known_words", "look", "reported_before"]

_BEHIND = (
    "aan|bij|voor|en|via|op|per|in|maar|met|at|for|and|with|by|from|omdat|door|van|naar|na|binnen|within|tot|over|tegen"
    "|om|deze|volgende|hoe|of|wanneer|waar|wat"
)
_END = rf"(?=\s*(?:$|[.,;:!?)])|\s+(?:{_BEHIND})\b)"
"""The end of a clause, or a word that goes on about something else."""
_AUTHORITIES = (
    "municipality", "benefits_agency", "tax_authority", "debt_service", "bailiff", "court", "housing", "creditor",
    "administrator", "utility", "volunteer", "ombudsman",
)  # fmt: skip
"""Who may ask for papers without a word for papers of the list."""
_WHETHER = re.compile(r"\b(?:vraagt?|vragen|vroeg|vroegen|asks?|asked)\b.*?\s(?:of|whether)\s", re.IGNORECASE)
"""What is asked behind it may be, or may be denied; the asking itself happened."""
_GAP = r"(?:\s+[^\s.,;:!?]+(?:[.,]\d+)*){0,6}?"


def _alternatives(word: str) -> tuple[str, ...]:
    """The words that one place in a phrase can hold."""
    bare = word.strip("!^~")
    return tuple(word_list()["list"][bare[1:]]) if bare.startswith("@") else tuple(bare.split("|"))


def _stem(word: str) -> tuple[str, str] | None:
    """How a verb is written behind "ik" or "I", with that word."""
    if word.startswith("*"):
        return None
    if len(word) > 3 and word.endswith("t"):
        return word[:-1], "ik"
    return (word[:-1], "I") if len(word) > 3 and word.endswith("s") else None


def _word(word: str, opens: bool) -> str:
    """The pattern of one place in a phrase; `opens`: the first, where the verb stands."""
    words = _alternatives(word)
    found = any_of(words).replace(r"\*", r"[\w-]*")
    if opens:
        own = [rf"(?<=\b{i} ){stem}|{stem}(?= {i}\b)" for one in words if (made := _stem(one)) for stem, i in [made]]
        found = "|".join((found, *own))
    before = r"(?:^|(?<=^een )|(?<=^het )|(?<=^a ))" if word.startswith("^") else ""
    if word.startswith("~"):
        before = "".join(rf"(?<!\b{one} )" for one in ("het", "een", "dit", "dat", "het nieuwe"))
    return rf"{before}(?:{found}){_END if word.endswith('!') else ''}"


def _phrase(text: str) -> str:
    pattern, glue = "", ""
    for place, word in enumerate(text.split()):
        if word == "...":
            glue = rf"{_GAP}\s+"
            continue
        pattern += glue + _word(word, place == 0)
        glue = r"\s+"
    return rf"{EDGE}{pattern}{AFTER}"


@cache
def _acts(group: str) -> tuple[tuple[str, re.Pattern[str], dict[str, Any]], ...]:
    return tuple(
        (
            code,
            re.compile("|".join(map(_phrase, entry["phrases"])), re.IGNORECASE),
            entry | {"first": _openings(entry["phrases"])},
        )
        for code, entry in word_list()[group].items()
    )


def _openings(phrases: list[str]) -> frozenset[str] | None:
    """The words that phrases can open with, to pass over a clause without them; None where one can be any ending."""
    words = {word.lower() for phrase in phrases for word in _alternatives(phrase.split()[0])}
    words |= {made[0] for word in words if (made := _stem(word))}
    return None if any("*" in word for word in words) else frozenset(words)


@cache
def _verbs() -> re.Pattern[str]:
    grammar = word_list()["grammar"]
    first = {
        word
        for group in ("kind", "channel")
        for entry in word_list()[group].values()
        for phrase in entry["phrases"]
        if (opening := phrase.split()[0])[0] not in "@^" and not opening.endswith("!")
        for word in _alternatives(opening)
    } - set(grammar["no_verb"])
    first |= {w for name in ("contact", "verbs", "receives", "passive", "may_be") for w in grammar[name]}
    return re.compile(rf"{EDGE}{_word('|'.join(first), opens=True)}{AFTER}", re.IGNORECASE)


@cache
def known_words() -> frozenset[str]:
    """Words that may begin with a capital within a sentence without being a name."""
    return frozenset(word_list()["grammar"]["known_names"]) | frozenset(
        word.rstrip(".").lower() for _, group in listed_parties() for words in group for word in words.split()
    )


def reported_before(text: str) -> bool:
    """Whether what follows is told, hoped or planned rather than done.

    >>> reported_before("Zij hoort dat op "), reported_before("Dat overzicht levert zij ")
    (True, False)
    """
    return bool(grammar("subclause").search(text, _pointed(text)) or grammar("may_be").search(text))


def _pointed(text: str) -> int:
    """How far the word reaches that opens a sentence and points back ("Dat overzicht ..."), and opens no clause."""
    words = word_list()["grammar"]
    found = re.match(
        rf"(?:{any_of(words['pointing'])})\s+(?!(?:{any_of((*words['determiner'], *words['pronoun']))})\b)",
        text,
        re.IGNORECASE,
    )
    return found.end() if found else 0


@lru_cache(maxsize=256)
def look(sentence: str, *, turned: bool = False, cast: Cast | None = None) -> Seen:
    """What the words of a sentence show, without its date.

    `turned`: something stood before it ("op 5 maart belt moeder"), so that who acts comes
    behind the verb. `cast`: the parties of the narrative; without it, those of the word list.

    >>> seen = look("De gemeente wijst de aanvraag af.")
    >>> seen.kind.value, seen.kind.words, seen.from_.value, seen.to
    ('refusal', 'wijst de aanvraag af', 'gemeente', None)
    >>> look("De gemeente wijst de aanvraag niet af.").kind is None
    True
    """
    seen, cast = Seen(), cast or everyone()
    texts = list(_main_clauses(sentence, seen))
    clauses = [_clause(text, turned and place == 0, cast) for place, text in enumerate(texts)]
    for name, several in (("kind", "several_acts"), ("channel", "several_channels")):
        found = [value for clause in clauses if (value := getattr(clause, name)) is not None]
        if len({one.value for one in found}) == 1:
            setattr(seen, name, found[0])
        elif found:
            seen.why.append(several)
    telling = next((c for c in clauses if c.kind and c.kind == seen.kind), None)
    telling = telling or next((c for c in clauses if c.act), None)
    if telling is None:
        telling = next((c for c in clauses if c.from_ or c.to), None)
        seen.generic = telling is not None and telling.generic
    if telling is not None:
        seen.from_, seen.to = _completed(telling, clauses)
    for clause in clauses:
        seen.why += [reason for reason in clause.why if reason not in seen.why]
    seen.parties = tuple(Found(party.value, party.words) for party in cast.within(sentence))
    if seen.kind and seen.kind.value == "message" and "reported" in seen.why:
        seen.kind = None  # what was let known may be the act itself
    if "several_acts" in seen.why:
        seen.from_ = seen.to = None
    return seen


def _completed(telling: Seen, clauses: list[Seen]) -> tuple[Found | None, Found | None]:
    """From and to; what a clause leaves out ("belt de school en vraagt om uitstel") stands in the one before it."""
    place = next(n for n, clause in enumerate(clauses) if clause is telling)
    if not telling.elliptic or place == 0 or telling.parties:
        return telling.from_, telling.to
    before = clauses[place - 1]
    telling.why = [reason for reason in telling.why if reason != "who_acts" or before.from_ is None]
    if telling.kind and telling.kind.value == "silence":
        return None, before.from_
    return before.from_, before.to


def _main_clauses(sentence: str, seen: Seen) -> Iterator[str]:
    """The parts of a sentence in which something happens."""
    for place, part in enumerate(_parts(sentence)):
        start = _pointed(part) if place == 0 else 0
        sub = grammar("subclause").search(part, start) or (not start and grammar("relative").match(part)) or None
        if sub is None:
            yield part
        elif part[: sub.start()].strip():
            seen.why.append("reported")
            yield part[: sub.start()]
            return


def _parts(sentence: str) -> Iterator[str]:
    """A sentence cut at its commas, and at an "and" behind which somebody does something else."""
    held = ""
    for place, piece in enumerate(_joints().split(sentence)):
        runs_on = re.search(r"\s(?:en|maar|and|but)\s+$", held) and not _verbs().search(held)
        if place % 2 == 0 and held and not runs_on:
            yield re.sub(r"[\s,;:]+(?:(?:en|maar|and|but)\s+)?$", "", held)
            held = ""
        held += piece
    if held:
        yield held


@cache
def _joints() -> re.Pattern[str]:
    """Where a sentence can be cut."""
    noun = rf"(?:(?:{any_of(word_list()['grammar']['determiner'])})\s+)?[\w-]+\s+"
    behind = rf"(?=(?:{noun})?{_verbs().pattern})"
    return re.compile(
        rf"(\s*[,;:](?!\d)\s*(?:(?:en|maar|and|but)\s+)?|\s+(?:en|maar|and|but)\s+{behind})", re.IGNORECASE
    )


def _clause(text: str, turned: bool, cast: Cast) -> Seen:
    seen = Seen()
    parties = list(cast.within(text))
    verb = _verbs().search(text)
    opening = verb_behind(text, parties)
    if opening is not None and (verb is None or opening.start() < verb.start()):
        verb = opening
    asked = _WHETHER.search(text)
    main = text[: asked.end()] if asked else text
    denied, may_be = bool(grammar("denial").search(main)), bool(grammar("may_be").search(main))
    act = _first_act(text, denied, may_be, seen)
    seen.channel = _channel(text, denied, may_be)
    seen.parties = tuple(Found(party.value, party.words) for party in parties)
    if verb is None:
        without_verb(text, parties, seen)
        return _allowed(text, seen, act, cast)
    seen.elliptic = not text[: verb.start()].strip() and not turned
    word = verb[0].strip().lower()
    told = act is not None or seen.channel is not None or bool(grammar("contact").fullmatch(word))
    passive = bool(grammar("passive").fullmatch(word)) and (act is None or act[0].value != "conversation")
    if not told and (may_be or passive or seen.elliptic):
        return seen
    seen.generic = not told
    who(text, verb, parties, passive, turned, seen, reaches=bool(act and act[0].value == "not_reached"))
    if act and act[0].value == "referral" and not passive:
        naar = [p for p in parties if p.towards.lower() in ("naar", "to") and p.start > verb.start()]
        seen.to = Found(naar[0].value, naar[0].words) if len(naar) == 1 else None
    return _allowed(text, seen, act, cast)


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"[\w'-]+", text.lower()))


def _first_act(text: str, denied: bool, may_be: bool, seen: Seen) -> tuple[Found, dict[str, Any]] | None:
    found = []
    words = _tokens(text)
    for place, (code, pattern, entry) in enumerate(_acts("kind")):
        if entry["first"] is not None and words.isdisjoint(entry["first"]):  # much quicker than the pattern
            continue
        for match in pattern.finditer(text):
            found.append((match.start(), place, match.end(), Found(code, match[0]), entry))
    found.sort(key=lambda one: one[:2])
    if denied:
        found = [one for one in found if one[4].get("denied")]
        if not found:
            seen.why.append("denied")
    if not found:
        return None
    if may_be and not found[0][4].get("denied"):
        seen.why.append("may_be")
        return None
    first = min(found, key=lambda one: one[1]) if denied else found[0]
    after = [one for one in found if one[0] >= first[2] and one[3].value != first[3].value]
    if after and first[3].value not in (
        "question",
        "chase",
        "promise",
        "advice",
        "silence",
        "not_reached",
        "no_show",
    ):
        seen.why.append("several_acts")
        return None
    return first[3], first[4]


def _channel(text: str, denied: bool, may_be: bool) -> Found | None:
    found = {code: Found(code, match[0]) for code, pattern, _ in _acts("channel") if (match := pattern.search(text))}
    return next(iter(found.values())) if len(found) == 1 and not may_be and not denied else None


def _allowed(text: str, seen: Seen, act: tuple[Found, dict[str, Any]] | None, cast: Cast) -> Seen:
    """Take the act, unless who does it could not do that."""
    if act is None:
        return seen
    found, entry = act
    kind = cast.kinds.get(seen.from_.value) if seen.from_ else None
    if kind and (kind in entry.get("not_by", ()) or ("by" in entry and kind not in entry["by"])):
        seen.why.append("not_theirs")
    elif kind in _AUTHORITIES and found.words.lower().endswith((" om", " for")) and not _askable(text, found.words):
        seen.why.append("what_asked")
    elif not _to_no_one(text, entry.get("not_to", ())):
        seen.kind = found
    return seen


def _to_no_one(text: str, words: tuple[str, ...]) -> bool:
    return bool(words and re.search(rf"\b(?:naar|to)\s+(?:[\w-]+\s+)?(?:{any_of(words)})\b", text, re.IGNORECASE))


def _askable(text: str, words: str) -> bool:
    """Whether what is asked for is plainly no paper."""
    behind = text[text.find(words) + len(words) :]
    asked = any_of(word_list()["kind"]["question"]["asked_for"]).replace(r"\*", r"[\w-]*")
    return re.match(rf"\s+(?:[\w-]+\s+)?(?:{asked})\b", behind, re.IGNORECASE) is not None
