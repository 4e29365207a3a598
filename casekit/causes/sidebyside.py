"""What rooms voted beside what the analysis found: both, only the room, only the analysis.

A room votes on touchpoints, before anybody shows where the kit finds stalls; votes taken afterwards stand apart,
since they may only repeat what was shown. Neither side is right: what one of them misses is something to ask about.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from casekit.causes.book import Book
from casekit.stalls.as_data import span
from casekit.stalls.stall import Stall
from casekit.votes import Votes

__all__ = ["CANDIDATE_FROM", "MOST_PLACES", "Missed", "Place", "SideBySide", "as_data", "side_by_side"]

CANDIDATE_FROM = Fraction(1, 4)
"""A place with at least this part of as many dots as people is worth a search in the sources (workshops 5.5).

That may be fewer people than a quarter of the room, since one person may put more dots on one place.
"""

MOST_PLACES = 15
"""Places on one ballot: more cannot be weighed in the minutes that a vote takes (workshops 5.5)."""


@dataclass(frozen=True)
class Place:
    """A touchpoint that got dots: how many, in which of the rooms, and the stalls that lie there.

    `at` are the stalls that bite here, `near` those for which this touchpoint is other evidence. `voters` is how
    many people at least and at most put a dot here, over all rooms: somebody may put more dots on one place.
    `strong` are the rooms in which at least a quarter as many dots as people came here.
    """

    touchpoint: str
    dots: int
    sessions: tuple[str, ...]
    voters: tuple[int, int]
    strong: tuple[str, ...]
    at: tuple[Stall, ...] = ()
    near: tuple[Stall, ...] = ()

    @property
    def candidate(self) -> bool:
        """Whether it may be a stall that the case does not show (yet): to be checked against the sources."""
        return bool(self.strong) and not self.at and not self.near


@dataclass(frozen=True)
class Missed:
    """A stall where no room put a dot: in which rooms people could have voted on it, as far as is known.

    `on_ballot`: the rooms where the place itself was on the ballot; `near_ballot`: where only other evidence of the
    stall was; `off_ballot`: where the whole ballot is known, and it held neither. `votable` is False when no room
    could have seen it, None when that is not known.
    """

    stall: Stall
    on_ballot: tuple[str, ...]
    near_ballot: tuple[str, ...] = ()
    off_ballot: tuple[str, ...] = ()
    votable: bool | None = None


@dataclass(frozen=True)
class SideBySide:
    """The places that rooms chose beside the stalls of the analysis.

    `sessions` are the votes before the analysis was seen, `later` those after it, with their places in `repeated`.
    `both`, `room` and `repeated` hold the most dots first, `analysis` the worst stall first. `whole` are the findings
    about the case as a whole, for which there is no place to vote on; `elsewhere` are places that got dots and that
    the case does not have (any more).
    """

    sessions: tuple[Votes, ...]
    later: tuple[Votes, ...]
    both: tuple[Place, ...]
    room: tuple[Place, ...]
    analysis: tuple[Missed, ...]
    whole: tuple[Stall, ...]
    repeated: tuple[Place, ...]
    elsewhere: dict[str, int]


def side_by_side(book: Book) -> SideBySide:
    r"""Hold what rooms voted beside the stalls of a case.

    >>> from casekit.causes.book import book_of
    >>> from casekit.notation import case_of
    >>> case = case_of("t1: inwoner > gemeente aanvraag @0\nt2: gemeente > inwoner besluit @100 re=t1\n"
    ...                "t3: inwoner > school vraag @120\nt4: school > inwoner antwoord @121 re=t3")
    >>> seen = side_by_side(book_of(case, votes=(Votes(session="s1", present=8, counts={"t1": 5, "t3": 2}),)))
    >>> [one.touchpoint for one in seen.both], [(one.touchpoint, one.candidate) for one in seen.room]
    (['t1'], [('t3', True)])
    """
    before = tuple(votes for votes in book.votes if votes.before_analysis)
    later = tuple(votes for votes in book.votes if not votes.before_analysis)
    whole = tuple(stall for stall in book.stalls.values() if stall.kind.startswith("M"))
    placed = tuple(stall for stall in book.stalls.values() if not stall.kind.startswith("M"))
    order = {step.id: step.place for step in book.analysis.story.steps}
    places = _places(before, placed, order)
    dotted = {place.touchpoint for place in places}
    missed = tuple(_missed(stall, before) for stall in placed if dotted.isdisjoint((stall.at, *stall.touchpoints)))
    given: dict[str, int] = {}
    for votes in before:
        for name, dots in votes.counts.items():
            if name not in order and dots:
                given[name] = given.get(name, 0) + dots
    return SideBySide(
        sessions=before,
        later=later,
        both=tuple(place for place in places if place.at or place.near),
        room=tuple(place for place in places if not (place.at or place.near)),
        analysis=missed,
        whole=whole,
        repeated=_places(later, placed, order),
        elsewhere=given,
    )


def _missed(stall: Stall, rooms: tuple[Votes, ...]) -> Missed:
    """A stall without dots, with what is known of the ballots."""
    on = tuple(votes.session for votes in rooms if stall.at in votes.counts)
    beside = [votes for votes in rooms if stall.at not in votes.counts]
    near = tuple(votes.session for votes in beside if not votes.counts.keys().isdisjoint(stall.touchpoints))
    off = tuple(votes.session for votes in beside if votes.whole_ballot and votes.session not in near)
    none = bool(rooms) and len(off) == len(rooms)
    return Missed(stall, on, near, off, True if on or near else False if none else None)


def _places(rooms: tuple[Votes, ...], stalls: tuple[Stall, ...], order: dict[str, int]) -> tuple[Place, ...]:
    """The places that got dots, most dots first, then in the order of the case."""
    found = []
    for name in order:
        chose = [votes for votes in rooms if votes.counts.get(name)]
        if not chose:
            continue
        found.append(
            Place(
                touchpoint=name,
                dots=sum(votes.counts[name] for votes in chose),
                sessions=tuple(votes.session for votes in chose),
                voters=(
                    sum(-(-votes.counts[name] // votes.dots) for votes in chose),
                    sum(min(votes.counts[name], votes.present) for votes in chose),
                ),
                strong=tuple(v.session for v in chose if v.counts[name] >= CANDIDATE_FROM * v.present),
                at=tuple(stall for stall in stalls if stall.at == name),
                near=tuple(stall for stall in stalls if stall.at != name and name in stall.touchpoints),
            )
        )
    return tuple(sorted(found, key=lambda place: (-place.dots, order[place.touchpoint])))


def as_data(book: Book) -> dict[str, Any]:
    """The two side by side as plain data, in the form that `casekit votes --json` promises."""
    seen = side_by_side(book)
    return {
        "case": book.case.id,
        "sealed": False,
        "sessions": [_session(votes) for votes in seen.sessions],
        "both": [
            {
                **_place(place),
                "stalls": [
                    *({"stall": stall.key, "kind": stall.kind, "at": stall.at, "match": "at"} for stall in place.at),
                    *({"stall": s.key, "kind": s.kind, "at": s.at, "match": "near"} for s in place.near),
                ],
            }
            for place in seen.both
        ],
        "room": [{**_place(place), "candidate": place.candidate} for place in seen.room],
        "analysis": [
            {
                "stall": missed.stall.key,
                "kind": missed.stall.kind,
                "at": missed.stall.at,
                "touchpoints": list(missed.stall.touchpoints),
                "verdict": missed.stall.verdict,
                "days": span(missed.stall.days),
                "on_ballot": list(missed.on_ballot),
                "near_ballot": list(missed.near_ballot),
                "off_ballot": list(missed.off_ballot),
                "votable": missed.votable,
            }
            for missed in seen.analysis
        ],
        "whole_case": [{"stall": stall.key, "kind": stall.kind} for stall in seen.whole],
        "after_analysis": {
            "sessions": [_session(votes) for votes in seen.later],
            "places": [_place(place) for place in seen.repeated],
        },
        "elsewhere": [{"touchpoint": name, "dots": dots} for name, dots in seen.elsewhere.items()],
    }


def _session(votes: Votes) -> dict[str, Any]:
    return {
        "session": votes.session,
        "held_on": votes.held_on,
        "present": votes.present,
        "dots": votes.dots,
        "given": votes.given,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "touchpoint": place.touchpoint,
        "dots": place.dots,
        "sessions": list(place.sessions),
        "voters": list(place.voters),
    }
