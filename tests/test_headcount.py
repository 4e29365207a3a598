"""The headcount: how many helpers in all, at once and per month, as far as the dates tell."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import casekit as ck
from casekit.headcount import Headcount, headcount
from casekit.notation import case_of
from casekit.story import tell
from casekit.when import Span


def counted(text: str, **blocks: Any) -> Headcount:
    return headcount(tell(case_of(text, **blocks)))


def exactly(n: int) -> Span:
    return Span(n, n)


def test_desks_of_one_organisation_are_several_people_and_one_organisation() -> None:
    count = counted(
        "actor balie of gemeente\nactor team of gemeente\na: inwoner > balie vraag\nb: inwoner > team vraag"
    )
    assert (count.people, count.organisations, count.contacts) == (2, 1, 2)


def test_a_party_without_a_helping_task_is_counted_beside_the_helpers() -> None:
    count = counted(
        "actor d kind=bailiff\na: d > inwoner bericht\nb: inwoner > gemeente vraag\nc: s > inwoner stilte"
    )
    assert (count.organisations, count.others) == (1, ("d",))


def test_without_a_contact_there_is_nothing_to_count() -> None:
    count = counted("a: gemeente > wijkteam vraag @1")
    assert (count.people, count.organisations, count.arrivals, count.months) == (0, 0, (), ())
    assert count.organisations_at_once is None


def test_those_at_once_share_a_day_between_their_first_and_last_contact() -> None:
    count = counted(
        "a: inwoner > A vraag @0\nb: inwoner > B vraag @5\nc: A > inwoner antwoord @5\nd: inwoner > C vraag @9"
    )
    assert count.organisations_at_once == exactly(2)


def test_where_the_dates_leave_room_the_number_at_once_is_a_range() -> None:
    count = counted("a: inwoner > A vraag @0/10\nb: inwoner > B vraag @0/10")
    assert count.organisations_at_once == Span(1, 2)


def test_without_dates_there_are_counts_and_an_order_only() -> None:
    count = counted("a: inwoner > A vraag\nb: inwoner > B vraag\nc: inwoner > A vraag")
    assert [(arrival.who, arrival.at, arrival.nth) for arrival in count.arrivals] == [("A", "a", 1), ("B", "b", 2)]
    assert (count.organisations, count.undated, count.months) == (2, 3, ())
    assert (count.people_at_once, count.organisations_at_once) == (None, None)


def test_a_month_counts_who_had_contact_who_is_involved_and_who_came_so_far() -> None:
    count = counted(
        "a: inwoner > A vraag @2021-01-05\nb: inwoner > B vraag @2021-02-01\nc: inwoner > A vraag @2021-03-01"
    )
    assert [month.organisations for month in count.months] == [exactly(1)] * 3
    assert [month.involved for month in count.months] == [exactly(1), exactly(2), exactly(1)]
    assert [month.known for month in count.months] == [exactly(1), exactly(2), exactly(2)]


def test_a_contact_that_may_lie_in_two_months_is_sure_in_neither() -> None:
    count = counted("a: inwoner > A vraag @2021-01-20/2021-02-10")
    assert [month.organisations for month in count.months] == [Span(0, 1), Span(0, 1)]
    assert [month.known for month in count.months] == [Span(0, 1), exactly(1)]


def test_a_case_without_a_calendar_counts_blocks_of_thirty_days() -> None:
    assert [(m.start, m.until) for m in counted("a: inwoner > A vraag @0\nb: A > inwoner antwoord @31").months] == [
        (0, 30),
        (30, 60),
    ]


def test_a_slip_of_the_pen_of_centuries_makes_no_thousands_of_months() -> None:
    count = counted("a: inwoner > A vraag @0\nb: inwoner > B vraag @90000")
    assert (count.organisations, count.months) == (2, ())


def test_the_flagship_is_counted() -> None:
    count = headcount(tell(ck.example("bijstand-aanvraag")))
    assert (count.people, count.organisations, count.organisations_at_once) == (10, 4, exactly(2))
    assert [arrival.at for arrival in count.arrivals] == ["t1", "t14", "t19", "t35"]


days = st.tuples(st.sampled_from("ABCD"), st.integers(0, 90), st.integers(0, 40))


def _lines(acts: list[tuple[str, int, int]], wider: int = 0) -> str:
    return "\n".join(
        f"t{n}: inwoner > {who} vraag @{max(0, day - wider)}/{day + room + wider} order={n * 0 + 1}"
        for n, (who, day, room) in enumerate(acts)
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(days, min_size=1, max_size=6))
def test_every_count_is_a_range_that_widens_with_the_dates(acts: list[tuple[str, int, int]]) -> None:
    narrow, wide = counted(_lines(acts)), counted(_lines(acts, wider=7))
    assert narrow.organisations == wide.organisations == len({who for who, _, _ in acts})
    assert narrow.organisations_at_once is not None
    assert wide.organisations_at_once is not None
    assert wide.organisations_at_once.lo <= narrow.organisations_at_once.lo
    assert wide.organisations_at_once.hi >= narrow.organisations_at_once.hi
    for month in narrow.months:
        for count in (month.people, month.organisations, month.involved, month.known):
            assert 0 <= count.lo <= count.hi <= narrow.people
    assert narrow.months[-1].known.hi == narrow.organisations
