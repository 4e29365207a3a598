"""Who acts towards whom in one clause, as far as the order of its words is plain. When in doubt both stay open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from casekit.read.narrative.parties import Party, any_of, grammar, word_list

__all__ = ["Found", "Seen", "verb_behind", "who", "without_verb"]


_ENDING = re.compile(r" (?P<verb>[a-z\u00e0-\u00ff]{2,}(?:t|de|te)|[a-z]{3,}(?:s|ed))(?![\w-])")
"""How a verb ends."""


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
    generic: bool = False
    """Whether somebody does something in it, but nothing that the kit knows as a contact."""
    why: list[str] = field(default_factory=list)

    @property
    def act(self) -> bool:
        """Whether something happens in it that the kit has a word for."""
        return self.kind is not None or self.channel is not None


def verb_behind(text: str, parties: list[Party]) -> re.Match[str] | None:
    """The verb of a clause that opens with a party, told by its place and ending: there a Dutch verb stands."""
    if not parties or parties[0].belongs or parties[0].towards or parties[0].start:
        return None
    found = _ENDING.match(text, parties[0].end)
    return None if found is None or grammar("not_verb").fullmatch(found["verb"]) else found


def without_verb(text: str, parties: list[Party], seen: Seen) -> None:
    """From and to of a note without a verb: "brief van A aan B", "overleg tussen A en B"."""
    seen.generic = True
    givers = [p for p in parties if p.belongs.lower() in ("van", "from", "door", "by")]
    takers = [p for p in parties if p.towards]
    between = grammar("between").search(text)
    pair = [p for p in parties if between and p.start >= between.start()][:2]
    if len(pair) == 2 and re.fullmatch(r"\s+(?:en|and)\s+(?:(?:de|het|the)\s+)?", text[pair[0].end : pair[1].start]):
        givers, takers = pair[:1], pair[1:]
    elif len(givers) == 1 and not _opens(text, givers[0]):
        return
    if len(givers) == 1 and not _several(text, givers[0]):
        seen.from_ = Found(givers[0].value, givers[0].words)
    if len(takers) == 1 and (len(givers) == 1 or seen.channel) and not _several(text, takers[0]):
        seen.to = Found(takers[0].value, takers[0].words)


def _opens(text: str, giver: Party) -> bool:
    """Whether hardly anything stands before it, so that it belongs to what the note is about."""
    return len(re.findall(r"[\w-]+", text[: giver.start])) <= 3


def _several(text: str, party: Party) -> bool:
    return re.match(r"\s*(?:,|(?:en|and)\b)", text[party.end :], re.IGNORECASE) is not None and "tussen" not in text


def who(
    text: str, verb: re.Match[str], parties: list[Party], passive: bool, turned: bool, seen: Seen, *, reaches: bool
) -> None:
    """Fill in from and to where the order of the words is plain."""
    if passive:
        by = [p for p in parties if p.belongs.lower() in ("door", "by")]
        seen.from_ = Found(by[0].value, by[0].words) if len(by) == 1 else None
        if not by:
            seen.why.append("passive")
        return
    subject = _subject(text, verb, parties, turned, seen)
    if seen.generic and subject is None:
        return
    rest = [p for p in parties if p.start > verb.start() and p is not subject]
    if grammar("receives").fullmatch(verb[0].strip()) and not reaches:
        giver = [p for p in rest if p.belongs.lower() in ("van", "from")]
        seen.from_ = Found(giver[0].value, giver[0].words) if len(giver) == 1 else None
        seen.to = Found(subject.value, subject.words) if subject else None
        return
    seen.from_ = Found(subject.value, subject.words) if subject else None
    objects = [p for p in rest if not p.belongs and (not seen.generic or _plainly_towards(text, verb, p))]
    names = {p.value for p in objects}
    if subject is not None:
        plain = names != {subject.value}
    else:
        plain = bool(objects) and (bool(objects[0].towards) or "pronoun" in seen.why)
    if len(names) == 1 and plain:
        seen.to = Found(objects[0].value, objects[0].words)
    elif len(names) > 1:
        seen.why.append("several_receivers")


def _plainly_towards(text: str, verb: re.Match[str], party: Party) -> bool:
    """Whether something goes to a party by the verb itself, and not by what one is going to do."""
    return bool(party.towards) and re.search(r"\b(?:om|te)\b", text[verb.end() : party.start]) is None


def _subject(text: str, verb: re.Match[str], parties: list[Party], turned: bool, seen: Seen) -> Party | None:
    """The one party that plainly does it: alone before the verb, or right behind it after nothing but a time."""
    head = [p for p in parties if p.end <= verb.start()]
    before = text[: verb.start()]
    if grammar("pointing").fullmatch(before.strip()):
        seen.why.append("pronoun")
        return None
    pieces = before
    for party in reversed(head):
        pieces = pieces[: party.start] + " " + pieces[party.end :]
    loose = [w for w in re.findall(r"[^\W\d_][\w'-]*", pieces.lower()) if w not in _plain_words()]
    actors = [p for p in head if not p.belongs and not p.towards]
    if len(actors) == 1 and not loose:
        return actors[0]
    if actors or loose:
        seen.why.append("pronoun" if grammar("pronoun").search(before) and not actors else "who_acts")
        return None
    behind = text[verb.end() :]
    if re.match(
        rf"\s+(?:{any_of(word_list()['grammar']['pronoun'])})\b(?!\s+\w+\s*$)", behind, re.IGNORECASE
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
    grammar = word_list()["grammar"]
    return frozenset(grammar["determiner"]) | frozenset(grammar["adverb"])
