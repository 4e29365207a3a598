"""What the words of one sentence show: who acts towards whom, which speech act, over which channel.

The words stand in `narrative.toml`. Only a main clause counts: what somebody says, hopes or must do has not
happened. What is denied is no act, unless the denial is the act (silence). When in doubt a field stays open.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Found", "Seen", "known_words", "look", "party_of", "reported_before"]

_EDGE = r"(?<![\w'-])"
_AFTER = r"(?![\w-]|['’]s\b)"
_BEHIND = (
    "aan|bij|voor|en|via|op|per|in|maar|met|at|for|and|with|by|from|omdat|door|van|naar|na|binnen|within|tot|over|tegen"
    "|om|deze|volgende|hoe|of|wanneer|waar|wat"
)
_END = rf"(?=\s*(?:$|[.,;:!?)])|\s+(?:{_BEHIND})\b)"
"""The end of a clause, or a word that goes on about something else."""
_GAP = r"(?:\s+[^\s.,;:!?]+(?:[.,]\d+)*){0,6}?"
_NO_VERB = re.compile(
    "per|in|aan|er|niet|geen|no|via|by|at|on|op|bij|online|telefonisch|schriftelijk|huisbezoek|whatsapp|sms|text|home"
    "|automatisch|automatische|automatic|dossier|casus|traject|eerste|cannot|could"
)
"""The words that a phrase may open with and that are no verb."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the very words that it rests on."""

    value: str
    words: str


@dataclass(slots=True)
class Seen:
    """What a sentence shows; `why` holds the reasons (`draft.why.<reason>`) why something stays open."""

    kind: Found | None = None
    channel: Found | None = None
    from_: Found | None = None
    to: Found | None = None
    parties: tuple[Found, ...] = ()
    elliptic: bool = False
    """Whether it opens with its verb, so that who acts stands in the clause before it."""
    why: list[str] = field(default_factory=list)

    @property
    def act(self) -> bool:
        """Whether something happens in it that the kit has a word for."""
        return self.kind is not None or self.channel is not None


@dataclass(frozen=True, slots=True)
class _Party:
    value: str
    words: str
    start: int
    end: int
    belongs: str
    """The word before it that makes it belong to something else ("de brief van de gemeente")."""
    towards: str
    """The word before it that makes it the one something goes to."""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("casekit.read").joinpath("narrative.toml").read_text(encoding="utf-8"))


def _any(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"{_EDGE}(?:{_any(_data()['grammar'][name])}){_AFTER}", re.IGNORECASE)


def _phrase(text: str) -> str:
    pattern, glue = "", ""
    for word in text.split():
        if word == "...":
            glue = rf"{_GAP}\s+"
            continue
        end = _END if word.endswith("!") else ""
        pattern += f"{glue}(?:{_any(word.rstrip('!').split('|'))}){end}"
        glue = r"\s+"
    return rf"{_EDGE}{pattern}{_AFTER}"


@cache
def _acts(group: str) -> tuple[tuple[str, re.Pattern[str], dict[str, Any]], ...]:
    return tuple(
        (
            code,
            re.compile("|".join(map(_phrase, entry["phrases"])), re.IGNORECASE),
            entry | {"first": {word for phrase in entry["phrases"] for word in phrase.split()[0].lower().split("|")}},
        )
        for code, entry in _data()[group].items()
    )


@cache
def _verbs() -> re.Pattern[str]:
    grammar = _data()["grammar"]
    first = {
        word.rstrip("!")
        for group in ("kind", "channel")
        for entry in _data()[group].values()
        for phrase in entry["phrases"]
        for word in phrase.split()[0].split("|")
    }
    words = {word for word in first if not _NO_VERB.fullmatch(word)}
    words |= {w for name in ("contact", "verbs", "receives", "passive", "may_be") for w in grammar[name]}
    return re.compile(rf"{_EDGE}(?:{_any(tuple(words))}){_AFTER}", re.IGNORECASE)


@cache
def _party_words() -> tuple[re.Pattern[str], dict[str, str]]:
    ids = {word: name for name, entry in _data()["party"].items() for word in entry["words"]}
    grammar = _data()["grammar"]
    before = rf"(?:(?P<belongs>{_any(grammar['belongs'])}|door|by)|(?P<towards>{_any(grammar['towards'])}))"
    noun = rf"(?P<party>{_any(tuple(ids))})"
    return re.compile(
        rf"{_EDGE}(?:{before}\s+)?(?:(?:{_any(grammar['determiner'])})\s+)?{noun}{_AFTER}", re.IGNORECASE
    ), ids


def party_of(text: str) -> str | None:
    """The id of the party that a whole cell names, or None.

    >>> party_of("De gemeente"), party_of("Stichting Voorbeeld")
    ('gemeente', None)
    """
    pattern, ids = _party_words()
    found = pattern.fullmatch(text.strip())
    return ids[found["party"].lower()] if found else None


def party_kind(name: str) -> str | None:
    """The kind of actor of a party of the word list."""
    entry = _data()["party"].get(name)
    return entry["kind"] if entry else None


@cache
def known_words() -> frozenset[str]:
    """Words that may begin with a capital within a sentence without being a name."""
    return frozenset(_data()["grammar"]["known_names"]) | frozenset(
        word for words in _party_words()[1] for word in words.split()
    )


def reported_before(text: str) -> bool:
    """Whether what follows is told, hoped or planned rather than done."""
    return bool(_words("subclause").search(text) or _words("may_be").search(text))


def look(sentence: str, *, turned: bool = False) -> Seen:
    """What the words of a sentence show, without its date.

    `turned`: something stood before it ("op 5 maart belt moeder"), so that who acts comes behind the verb.

    >>> seen = look("De gemeente wijst de aanvraag af.")
    >>> seen.kind.value, seen.kind.words, seen.from_.value, seen.to
    ('refusal', 'wijst de aanvraag af', 'gemeente', None)
    >>> look("De gemeente wijst de aanvraag niet af.").kind is None
    True
    """
    seen = Seen()
    texts = list(_main_clauses(sentence, seen))
    clauses = [_clause(text, turned and place == 0) for place, text in enumerate(texts)]
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
    if telling is not None:
        seen.from_, seen.to = _completed(telling, clauses)
    for clause in clauses:
        seen.why += [reason for reason in clause.why if reason not in seen.why]
    seen.parties = tuple(Found(party.value, party.words) for party in _parties(sentence))
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
    for part in _parts(sentence):
        sub = _words("subclause").search(part) or _words("relative").match(part)
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
    noun = rf"(?:(?:{_any(_data()['grammar']['determiner'])})\s+)?[\w-]+\s+"
    behind = rf"(?=(?:{noun})?{_verbs().pattern})"
    return re.compile(
        rf"(\s*[,;:](?!\d)\s*(?:(?:en|maar|and|but)\s+)?|\s+(?:en|maar|and|but)\s+{behind})", re.IGNORECASE
    )


def _clause(text: str, turned: bool) -> Seen:
    seen = Seen()
    verb = _verbs().search(text)
    denied, may_be = bool(_words("denial").search(text)), bool(_words("may_be").search(text))
    parties = list(_parties(text))
    act = _first_act(text, denied, may_be, seen)
    seen.channel = _channel(text, denied, may_be)
    seen.parties = tuple(Found(party.value, party.words) for party in parties)
    if verb is None:
        return _allowed(seen, act)
    seen.elliptic = not text[: verb.start()].strip() and not turned
    word = verb[0].lower()
    told = act is not None or seen.channel is not None or bool(_words("contact").fullmatch(word))
    if not told or (may_be and act is None):
        return _allowed(seen, act)
    passive = bool(_words("passive").fullmatch(word)) and (act is None or act[0].value != "conversation")
    _who(text, verb, parties, passive, turned, seen, reaches=bool(act and act[0].value == "not_reached"))
    if act and act[0].value == "referral" and not passive:
        naar = [p for p in parties if p.towards.lower() in ("naar", "to") and p.start > verb.start()]
        seen.to = Found(naar[0].value, naar[0].words) if len(naar) == 1 else None
    return _allowed(seen, act)


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"[\w'-]+", text.lower()))


def _first_act(text: str, denied: bool, may_be: bool, seen: Seen) -> tuple[Found, dict[str, Any]] | None:
    found = []
    words = _tokens(text)
    for place, (code, pattern, entry) in enumerate(_acts("kind")):
        if words.isdisjoint(entry["first"]):  # much quicker than the pattern
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


def _allowed(seen: Seen, act: tuple[Found, dict[str, Any]] | None) -> Seen:
    """Take the act, unless who does it could not do that."""
    if act is None:
        return seen
    found, entry = act
    kind = party_kind(seen.from_.value) if seen.from_ else None
    if kind and (kind in entry.get("not_by", ()) or ("by" in entry and kind not in entry["by"])):
        seen.why.append("not_theirs")
    else:
        seen.kind = found
    return seen


def _parties(text: str) -> Iterator[_Party]:
    pattern, ids = _party_words()
    if not any(word in text.lower() for word in ids):
        return
    for found in pattern.finditer(text):
        name = ids[found["party"].lower()]
        yield _Party(name, found["party"], found.start(), found.end(), found["belongs"] or "", found["towards"] or "")


def _who(
    text: str, verb: re.Match[str], parties: list[_Party], passive: bool, turned: bool, seen: Seen, *, reaches: bool
) -> None:
    """Fill in from and to where the order of the words is plain."""
    if passive:
        by = [p for p in parties if p.belongs.lower() in ("door", "by")]
        seen.from_ = Found(by[0].value, by[0].words) if len(by) == 1 else None
        if not by:
            seen.why.append("passive")
        return
    subject = _subject(text, verb, parties, turned, seen)
    rest = [p for p in parties if p.start > verb.start() and p is not subject]
    if _words("receives").fullmatch(verb[0]) and not reaches:
        giver = [p for p in rest if p.belongs.lower() in ("van", "from")]
        seen.from_ = Found(giver[0].value, giver[0].words) if len(giver) == 1 else None
        seen.to = Found(subject.value, subject.words) if subject else None
        return
    seen.from_ = Found(subject.value, subject.words) if subject else None
    objects = [p for p in rest if not p.belongs]
    names = {p.value for p in objects}
    if subject is not None:
        plain = names != {subject.value}
    else:
        plain = bool(objects) and (bool(objects[0].towards) or "pronoun" in seen.why)
    if len(names) == 1 and plain:
        seen.to = Found(objects[0].value, objects[0].words)
    elif len(names) > 1:
        seen.why.append("several_receivers")


def _subject(text: str, verb: re.Match[str], parties: list[_Party], turned: bool, seen: Seen) -> _Party | None:
    """The one party that plainly does it: alone before the verb, or right behind it after nothing but a time."""
    head = [p for p in parties if p.end <= verb.start()]
    before = text[: verb.start()]
    pieces = before
    for party in reversed(head):
        pieces = pieces[: party.start] + " " + pieces[party.end :]
    loose = [w for w in re.findall(r"[^\W\d_][\w'-]*", pieces.lower()) if w not in _plain_words()]
    actors = [p for p in head if not p.belongs and not p.towards]
    if len(actors) == 1 and not loose:
        return actors[0]
    if actors or loose:
        seen.why.append("pronoun" if _words("pronoun").search(before) and not actors else "who_acts")
        return None
    behind = text[verb.end() :]
    if re.match(
        rf"\s+(?:{_any(_data()['grammar']['pronoun'])})\b(?!\s+\w+\s*$)", behind, re.IGNORECASE
    ) and not re.match(r"\s+(?:haar|zijn|hun|her|his)\b", behind, re.IGNORECASE):
        seen.why.append("pronoun")
        return None
    near = next((p for p in parties if p.start >= verb.end() and not p.belongs and not p.towards), None)
    if near is not None and (before.strip() or turned) and not text[verb.end() : near.start].strip():
        coordinated = re.match(r"\s+(?:en|and)\b", text[near.end :], re.IGNORECASE)
        return None if coordinated else near
    return None


@cache
def _plain_words() -> frozenset[str]:
    grammar = _data()["grammar"]
    return frozenset(grammar["determiner"]) | frozenset(grammar["adverb"])
