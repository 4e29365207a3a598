"""Which codes belong to which touchpoint: the same place, or the only touchpoint that a segment overlaps."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from casekit.read.coded.convention import MARK, Said, code_text, field_of, meaning, understood
from casekit.read.coded.segments import Code, Segment
from casekit.read.imported import Aside

__all__ = ["Coding", "Contact", "Contacts", "contacts_of"]

MOST_NAMED = 5
"""How many touchpoints are named when a code could belong to more than one."""
MOST_OWNERS = 50
"""How many touchpoints get a code of another kind in their notes, when it lies over more than one."""


@dataclass(frozen=True, slots=True, eq=False)
class Coding:
    """One code that somebody gave to one segment, and what it says by the convention."""

    segment: Segment
    code: Code
    said: tuple[Said, ...]

    def aside(self, reason: str, **values: str) -> Aside:
        """The entry in the to-do list for a code that did not get its place; what waits is its field."""
        told = {name: value for name, value in values.items() if value}
        missing = (self.said[-1][0] or "id",)
        return Aside(None, reason, {**told, "code": code_text(self.code), "place": self.segment.where}, missing)


@dataclass(slots=True, eq=False)
class Contact:
    """One touchpoint: the segment that is marked as one, and what the codes and memos at its place say."""

    segment: Segment
    id: str = ""
    given: dict[str, list[tuple[str, Coding]]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    memos: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Contacts:
    """The touchpoints in the order of the documents, every coding by the convention, and what found no place."""

    contacts: list[Contact]
    codings: list[Coding]
    aside: dict[Coding, Aside]
    loose_memos: list[Segment]
    others: Counter[Code] = field(default_factory=Counter)
    left_out: int = 0
    """How many codes that are not of the convention lie at no touchpoint."""


def contacts_of(segments: Iterable[Segment]) -> Contacts:
    """Bring the codes together per touchpoint. A code that could belong to two is not given to either."""
    segments = list(segments)
    said = {code: meaning(code) for segment in segments for code in segment.codes}
    marked = [s for s in segments if any(MARK in dict(said[code]) for code in s.codes)]
    by_place: dict[object, Contact] = {}
    for segment in sorted(marked, key=lambda s: (s.document, s.start or 0)):
        by_place.setdefault(segment.place, Contact(segment))
    found = Contacts(list(by_place.values()), [], {}, [])
    nearby = _Nearby(found.contacts)
    unsettled: list[tuple[Segment, list[Coding], list[Contact]]] = []
    for segment in segments:
        codings = [Coding(segment, code, said[code]) for code in segment.codes]
        found.codings += [coding for coding in codings if coding.said]
        same = by_place.get(segment.place)
        owners = [same] if same is not None else nearby.at(segment)
        found.others.update(coding.code for coding in codings if not coding.said)
        if len(owners) == 1:
            _give(owners[0], segment, codings)
        else:
            unsettled.append((segment, codings, owners))
    _number(found)
    for segment, codings, owners in unsettled:
        _leave(found, segment, codings, owners)
    return found


class _Nearby:
    """The touchpoints of every document by their place, to find those that a segment overlaps.

    On arrays: whoever codes a whole interview as one touchpoint must not make all others wait.
    """

    def __init__(self, contacts: list[Contact]) -> None:
        rows: dict[tuple[int, str], list[Contact]] = defaultdict(list)
        for contact in contacts:  # in the order of their start
            if contact.segment.start is not None:
                rows[contact.segment.document, contact.segment.spot].append(contact)
        self.rows = rows
        self.starts = {key: np.array([c.segment.start for c in row]) for key, row in rows.items()}
        self.ends = {key: np.array([c.segment.end for c in row]) for key, row in rows.items()}

    def at(self, segment: Segment) -> list[Contact]:
        """The touchpoints that share at least one sign (or one moment) with a segment: the first so many of them."""
        key = (segment.document, segment.spot)
        if key not in self.rows or segment.start is None or segment.end is None:
            return []
        last = int(np.searchsorted(self.starts[key], segment.end))
        places = np.flatnonzero(self.ends[key][:last] > segment.start)[:MOST_OWNERS]
        return [self.rows[key][place] for place in places]


def _give(contact: Contact, segment: Segment, codings: list[Coding]) -> None:
    for coding in codings:
        for name, value in coding.said:
            if name != MARK:
                contact.given.setdefault(name, []).append((value, coding))
        if not coding.said:
            contact.others.append(code_text(coding.code))
    marks = any(MARK in dict(coding.said) for coding in codings)
    (contact.summary if marks else contact.memos).extend(segment.memos)


def _leave(found: Contacts, segment: Segment, codings: list[Coding], owners: list[Contact]) -> None:
    """A segment at no touchpoint or at several: what is no field goes to the notes of all of them."""
    names = ", ".join(contact.id for contact in owners[:MOST_NAMED])
    for coding in codings:
        if coding.said:
            reason = "coded_two_touchpoints" if owners else "coded_no_touchpoint"
            found.aside[coding] = coding.aside(reason, id=names)
        elif not owners:
            found.left_out += 1
    for contact in owners:
        contact.others += [code_text(coding.code) for coding in codings if not coding.said]
        contact.memos += segment.memos
    if segment.memos and not owners:
        found.loose_memos.append(segment)


def _number(found: Contacts) -> None:
    """Give every touchpoint its id: the one that was coded, else T and its place."""
    asked: dict[str, list[Contact]] = defaultdict(list)
    for contact in found.contacts:
        for name in {_plain(value) for value, _ in contact.given.get("id", ())}:
            asked[name].append(contact)
    unclear: list[tuple[str, Contact, list[tuple[str, Coding]]]] = []
    for contact in found.contacts:
        given = contact.given.pop("id", [])
        names = {_plain(value) for value, _ in given}
        if len(names) > 1:
            unclear.append(("coded_two_values", contact, given))
        elif any(len(asked[name]) > 1 for name in names):
            unclear.append(("coded_same_id", contact, given))
        elif given and understood(field_of("id"), given[0][0].strip()) is None:
            unclear.append(("coded_unreadable", contact, given))
        elif given:
            contact.id = given[0][0].strip()
    taken = {_plain(contact.id) for contact in found.contacts}
    for contact, name in zip(found.contacts, _free_names(len(found.contacts), taken), strict=True):
        contact.id = contact.id or name
    for reason, contact, given in unclear:
        for _, coding in given:
            found.aside[coding] = coding.aside(reason, id=contact.id)


def _free_names(number: int, taken: set[str]) -> Iterator[str]:
    """T1, T2 and so on; where one is taken, the first number after the last."""
    extra = number
    for place in range(1, number + 1):
        name = f"T{place}"
        while _plain(name) in taken:
            extra += 1
            name = f"T{extra}"
        yield name


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
