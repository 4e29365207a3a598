"""What rooms voted beside what the analysis found, on a case in which one can point at every place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.causes.book import book_of
from casekit.causes.sidebyside import SideBySide, as_data, side_by_side
from casekit.notation import case_of
from casekit.votes import Votes
from tests.few import few

CASE = case_of(
    """
    t1: inwoner > gemeente aanvraag @0 issue=a
    t2: gemeente > inwoner besluit @100 re=t1 issue=a
    t3: inwoner > school vraag @5 issue=b
    t4: school > inwoner antwoord @6 re=t3 issue=b
    t5: inwoner > wijkteam aanvraag @10 issue=c
    t6: wijkteam > inwoner besluit @210 re=t5 issue=c
    """
)
FIRST, SECOND = "K04-t1-t2", "K04-t5-t6"


def room(session: str = "s1", present: int = 12, **more: Any) -> Votes:
    return Votes.model_validate({"session": session, "present": present, **more})


def seen(*votes: Votes) -> SideBySide:
    return side_by_side(book_of(CASE, votes=votes))


def test_the_three_columns() -> None:
    found = seen(room(counts={"t1": 5, "t3": 2}))
    assert [(place.touchpoint, [stall.key for stall in place.at]) for place in found.both] == [("t1", [FIRST])]
    assert [place.touchpoint for place in found.room] == ["t3"]
    assert [missed.stall.key for missed in found.analysis] == [SECOND]


def test_other_evidence_of_a_stall_is_near_it() -> None:
    (place,) = seen(room(counts={"t2": 1})).both
    assert (place.at, [stall.key for stall in place.near]) == ((), [FIRST])


@pytest.mark.parametrize(("dots", "candidate"), [(2, False), (3, True), (4, True)])
def test_a_quarter_as_many_dots_as_people_makes_a_candidate(dots: int, candidate: bool) -> None:
    (place,) = seen(room(present=12, counts={"t3": dots})).room
    assert place.candidate is candidate


def test_a_place_with_a_stall_is_no_candidate() -> None:
    (place,) = seen(room(counts={"t1": 12})).both
    assert place.strong == ("s1",)
    assert not place.candidate


def test_dots_are_from_at_least_as_many_people_as_each_had_dots() -> None:
    (place,) = seen(room(present=12, dots=3, counts={"t3": 7})).room
    assert place.voters == (3, 7)
    (place,) = seen(room(present=2, dots=3, counts={"t3": 5})).room
    assert place.voters == (2, 2)


def test_over_several_rooms_a_place_is_seen_by_some_of_them() -> None:
    found = seen(room("s1", counts={"t3": 1, "t1": 4}), room("s2", present=4, counts={"t3": 1, "t1": 0}))
    (place,) = found.room
    assert (place.dots, place.sessions, place.strong, place.voters) == (2, ("s1", "s2"), ("s2",), (2, 2))
    assert found.both[0].sessions == ("s1",)


def test_votes_after_the_analysis_stand_apart() -> None:
    found = seen(room("s1", counts={"t1": 4}), room("s2", counts={"t5": 9, "t3": 9}, before_analysis=False))
    assert [place.touchpoint for place in found.both] == ["t1"]
    assert found.room == ()
    assert [missed.stall.key for missed in found.analysis] == [SECOND]
    assert [place.touchpoint for place in found.repeated] == ["t3", "t5"]


def test_a_place_on_the_ballot_without_dots_is_told_from_one_of_which_nobody_knows() -> None:
    found = seen(room("s1", counts={"t1": 0}), room("s2", counts={"t3": 1}))
    assert {missed.stall.key: missed.on_ballot for missed in found.analysis} == {FIRST: ("s1",), SECOND: ()}


def test_of_a_whole_ballot_it_is_known_what_was_not_on_it() -> None:
    whole = room("s1", counts={"t1": 0, "t3": 1}, whole_ballot=True)
    assert {one.stall.key: (one.votable, one.off_ballot) for one in seen(whole).analysis} == {
        FIRST: (True, ()),
        SECOND: (False, ("s1",)),
    }
    part = room("s2", counts={"t3": 1})  # perhaps people could vote on it here
    assert {one.stall.key: (one.votable, one.off_ballot) for one in seen(whole, part).analysis}[SECOND] == (
        None,
        ("s1",),
    )


def test_other_evidence_of_a_stall_on_the_ballot_could_have_been_voted_on() -> None:
    found = seen(room("s1", counts={"t2": 0, "t3": 1}, whole_ballot=True))
    first = next(one for one in found.analysis if one.stall.key == FIRST)
    assert (first.on_ballot, first.near_ballot, first.off_ballot, first.votable) == ((), ("s1",), (), True)


def test_dots_on_a_place_that_is_gone_are_kept_apart() -> None:
    assert seen(room(counts={"t99": 2, "t3": 1})).elsewhere == {"t99": 2}


def test_what_is_said_of_the_whole_case_has_no_place_to_vote_on() -> None:
    lines = "\n".join(f"t{n}: inwoner > org{name} vraag @{n}" for n, name in enumerate("AABBCCDD"))  # as in test_m1
    case = case_of(lines, organisations=[{"id": "orgA"}])
    found = side_by_side(book_of(case, votes=(room(counts={"t2": 1}),)))
    assert [stall.kind for stall in found.whole] == ["M1"]
    assert all(not stall.kind.startswith("M") for place in found.both for stall in (*place.at, *place.near))


COUNTS = st.dictionaries(st.sampled_from([f"t{n}" for n in range(1, 7)]), st.integers(0, 6), max_size=6)


@given(st.lists(COUNTS, max_size=3))
@few(40)
def test_every_place_with_dots_and_every_stall_stands_in_one_column(counts: list[dict[str, int]]) -> None:
    found = seen(*(room(f"s{n}", counts=given) for n, given in enumerate(counts)))
    places = [place.touchpoint for place in (*found.both, *found.room)]
    assert sorted(places) == sorted({name for given in counts for name, dots in given.items() if dots})
    in_both = {stall.key for place in found.both for stall in (*place.at, *place.near)}
    assert in_both | {missed.stall.key for missed in found.analysis} == {FIRST, SECOND}
    assert in_both.isdisjoint(missed.stall.key for missed in found.analysis)
    assert sum(place.dots for place in (*found.both, *found.room)) == sum(sum(given.values()) for given in counts)


def test_plain_data_name_both_sides() -> None:
    data = as_data(book_of(CASE, votes=(room(counts={"t2": 3, "t3": 3}),)))
    assert data["both"][0]["stalls"] == [{"stall": FIRST, "kind": "K04", "at": "t1", "match": "near"}]
    assert data["room"] == [{"touchpoint": "t3", "dots": 3, "sessions": ["s1"], "voters": [1, 3], "candidate": True}]
    assert [(one["stall"], one["at"]) for one in data["analysis"]] == [(SECOND, "t5")]
