"""How often a few known touchpoints fit one case only, on libraries small enough to count by hand."""

from __future__ import annotations

from itertools import combinations
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.examples import example
from casekit.notation import case_of
from casekit.release.groups import group_of
from casekit.release.unicity import DAYS, ORDER, QUARTERS, Sight, Track, fits, sequence_of, single_out, unicity
from tests.few import few


def track(text: str) -> Track:
    """`q0 a30 d90~100 r?`: kinds with a day, a span of days, or an unknown time."""
    events = []
    for word in text.split():
        kind, time = word[0], word[1:]
        if time == "?":
            events.append((kind, -inf, inf))
        else:
            lo, _, hi = time.partition("~")
            events.append((kind, float(lo), float(hi or lo)))
    return tuple(events)


def test_touchpoints_fit_where_they_stand_in_order() -> None:
    case = track("q0 a30 d60")
    assert fits(track("q0 d60"), case, ORDER)
    assert not fits(track("d0 q60"), case, ORDER)
    assert not fits(track("q0 q30"), case, ORDER)
    assert fits(track("q0 a10 d400"), case, ORDER)


def test_a_day_since_the_start_is_a_day_and_quarters_may_differ_by_one() -> None:
    case = track("q0 a100")
    assert fits(track("q0 a100"), case, DAYS)
    assert not fits(track("q0 a101"), case, DAYS)
    assert fits(track("q0 a1"), case, QUARTERS)  # 0 and 1 quarters
    assert fits(track("q500 a773"), case, QUARTERS)  # 2 quarters, whenever they began
    assert not fits(track("q0 a274"), case, QUARTERS)  # 3 quarters


def test_the_first_place_that_fits_need_not_be_the_right_one() -> None:
    case = track("q0 q300 a310 a900")
    assert fits(track("q0 a10"), case, Sight("gap", 7, 0))
    assert not fits(track("q0 a200"), case, Sight("gap", 7, 0))


def test_an_unknown_time_fits_every_time_and_a_span_every_day_in_it() -> None:
    assert fits(track("q0 a?"), track("q0 a100"), DAYS)
    assert fits(track("q0 a100"), track("q? a?"), DAYS)
    assert fits(track("q0 a100"), track("q? a?"), QUARTERS)
    assert fits(track("q0 a100"), track("q0 a90~110"), DAYS)
    assert not fits(track("q0 a111"), track("q0 a90~110"), DAYS)
    assert not fits(track("q0 a900"), track("q0 a90~110"), QUARTERS)


def test_unicity_counts_the_sets_that_fit_no_other_case() -> None:
    library = [track("q0 a30 d60"), track("q0 a30 r60")]
    assert unicity(library, 0, 1, DAYS) == pytest.approx(1 / 3)  # only d
    assert unicity(library, 0, 2, DAYS) == pytest.approx(2 / 3)  # qd, ad
    assert unicity(library, 0, 3, DAYS) == 1
    later = [track("q0 a30"), track("q0 a31")]
    assert [unicity(later, 0, 2, how) for how in (DAYS, QUARTERS, ORDER)] == [1, 0, 0]


def test_a_case_with_too_few_touchpoints_has_no_unicity_and_an_only_case_is_always_alone() -> None:
    assert unicity([track("q0")], 0, 2, DAYS) is None
    assert unicity([track("q0")], 0, 0, DAYS) is None
    assert unicity([track("q0 a1")], 0, 2, ORDER) == 1


def test_many_sets_are_drawn_the_same_way_for_the_same_seed() -> None:
    one = track(" ".join(f"{'qad'[n % 3]}{n}" for n in range(30)))
    other = track(" ".join(f"{'qda'[n % 3]}{n}" for n in range(30)))
    drawn = [unicity([one, other], 0, 4, ORDER, seed=seed, rounds=50) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1]
    assert all(0 <= share <= 1 for share in drawn if share is not None)
    whole = unicity([one, other], 0, 2, DAYS, rounds=10_000)
    by_hand = [not fits([one[a], one[b]], other, DAYS) for a, b in combinations(range(30), 2)]
    assert whole == sum(by_hand) / len(by_hand)


def test_a_case_is_read_as_a_track_from_its_first_day() -> None:
    days = ("@2021-03-05", "@2021-03", "")
    steps = ("inwoner > gemeente vraag", "gemeente > inwoner advies", "gemeente > inwoner besluit")
    text = "\n".join(f"t{n}: {step} {day}" for n, (step, day) in enumerate(zip(steps, days, strict=True)))
    case = case_of(text)
    first, second, third = sequence_of(case)
    assert first == ("question", 0, 0)
    assert second == ("advice", 0, 26)
    assert (third[0], third[2]) == ("decision", inf)
    assert [kind for kind, _, _ in sequence_of(case, grouped=True)] == ["question", "answer", "decision"]


def test_every_level_shows_less_than_the_one_before_it() -> None:
    cases = [example("bijstand-aanvraag"), example("twaalf-regels")]
    fine, middle, wide = (single_out(cases, 0, level, sizes=(2, 3)) for level in "OAW")
    for p in (2, 3):
        shares = [level[p] for level in (fine, middle, wide)]
        assert all(share is not None for share in shares)
        assert sorted((share for share in shares if share is not None), reverse=True) == shares


EVENT = st.tuples(st.sampled_from(["question", "chase", "answer", "advice"]), st.integers(0, 700), st.integers(0, 60))


@st.composite
def tracks(draw: st.DrawFn) -> Track:
    events = sorted(draw(st.lists(EVENT, min_size=2, max_size=7)), key=lambda event: event[1])
    start = events[0][1]
    return tuple((kind, float(day - start), float(day - start + width)) for kind, day, width in events)


@few(30)
@given(st.lists(tracks(), min_size=2, max_size=5), st.integers(1, 3))
def test_what_is_shown_coarser_never_singles_out_more(library: list[Track], p: int) -> None:
    grouped = [tuple((group_of("kind", kind), lo, hi) for kind, lo, hi in one) for one in library]
    shares = [unicity(library, 0, p, how) for how in (DAYS, QUARTERS, ORDER)]
    coarser = [unicity(grouped, 0, p, how) for how in (DAYS, QUARTERS, ORDER)]
    if shares[0] is None:
        assert coarser[0] is None
        return
    for row in (shares, coarser):
        assert row == sorted(row, key=lambda share: -(share or 0))
    assert all((wide or 0) <= (fine or 0) for fine, wide in zip(shares, coarser, strict=True))


@few(20)
@given(st.lists(tracks(), min_size=1, max_size=4), st.integers(1, 3), st.sampled_from([DAYS, QUARTERS, ORDER]))
def test_a_twin_hides_a_case_wholly_and_another_case_never_shows_it_more(
    library: list[Track], p: int, how: Sight
) -> None:
    alone = unicity(library, 0, p, how)
    assert unicity([*library, library[0]], 0, p, how) == (None if alone is None else 0)
    more = unicity([*library, library[-1]], 0, p, how)
    assert (more or 0) <= (alone or 0)


@few(20)
@given(tracks(), st.data())
def test_every_set_of_its_own_touchpoints_fits_the_case_itself(one: Track, data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.integers(0, len(one) - 1), min_size=1))
    known = [one[at] for at in sorted(chosen)]
    assert all(fits(known, one, how) for how in (DAYS, QUARTERS, ORDER))
