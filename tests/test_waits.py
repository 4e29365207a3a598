"""Net waits (methods 4.2, 4.4 and appendix A)."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Case, Hold
from casekit.notation import case_of
from casekit.story import tell
from casekit.waits import SUBTRACTED, Pause, Waits, outside, union
from casekit.when import Span

TWO = "a: inwoner > gemeente vraag @0 issue=huur\nb: wijkteam > inwoner bericht @1 issue=huur\n"


def waits(text: str = "", **blocks: object) -> Waits:
    return Waits(tell(case_of(TWO + text, **blocks)))


def net(text: str, first: Span, last: Span, issue: str = "huur", party: str | None = None, **blocks: object) -> Span:
    return waits(text, **blocks).net(first, last, issue, party)


def day(number: float) -> Span:
    return Span(number, number)


# -- the rule


def test_without_pauses_a_wait_is_the_days_between() -> None:
    assert net("", day(3), day(10)) == Span(7, 7)
    assert net("", day(3), day(3)) == Span(0, 0)
    assert net("", day(10), day(3)) == Span(0, 0)


def test_the_least_counts_from_the_latest_start_and_the_most_from_the_earliest() -> None:
    assert net("", Span(0, 4), Span(10, 20)) == Span(6, 20)
    assert net("", Span(0, 15), Span(10, 20)) == Span(0, 20)


def test_each_bound_has_its_own_overlap_with_a_pause() -> None:
    assert net("hold law @2..@6", Span(0, 4), Span(10, 20)) == Span(4, 16)
    assert net("hold law @0..@12", Span(0, 4), Span(10, 20)) == Span(0, 8)


def test_a_pause_includes_its_first_day_and_not_its_last() -> None:
    assert net("hold law @5..@8", day(0), day(10)) == Span(7, 7)
    assert net("hold law @5..@5", day(0), day(10)) == Span(10, 10)


def test_overlapping_pauses_are_taken_off_once() -> None:
    assert net("hold law @2..@6\nhold suspension @4..@8\nhold law @5..@6\nhold law @8..@9", day(0), day(10)) == Span(
        3, 3
    )


def test_an_uncertain_pause_is_widest_for_the_least_and_narrowest_for_the_most() -> None:
    assert net("hold law @2/4..@6/9", day(0), day(10)) == Span(3, 8)
    assert net("hold law @2/6..@5/9", day(0), day(10)) == Span(3, 10)
    assert net("hold law @2/6..@6/9", day(0), day(10)) == Span(3, 10)


def test_an_unbounded_side_gives_an_unbounded_most() -> None:
    assert net("", day(0), Span(5, inf)) == Span(5, inf)
    assert net("", Span(-inf, 0), day(5)) == Span(5, inf)
    assert net("", Span(-inf, inf), Span(-inf, inf)) == Span(0, inf)
    assert net("hold law @0..@50", day(0), Span(5, inf)) == Span(0, inf)


# -- whom and what a pause holds for


def test_a_pause_of_one_issue_leaves_others_alone() -> None:
    assert net("hold law @2..@6 issue=huur", day(0), day(10), "inkomen") == Span(10, 10)
    assert net("hold law @2..@6", day(0), day(10), "inkomen") == Span(6, 6)


def test_a_pause_of_one_party_stops_that_clock_and_that_of_the_issue_itself() -> None:
    for party, days in (("gemeente", 6), ("wijkteam", 10), (None, 6)):
        assert net("hold suspension @2..@6 actors=gemeente", day(0), day(10), "huur", party) == day(days)


def test_a_desk_that_is_named_stands_for_its_organisation() -> None:
    text = "actor balie of gemeente\nhold suspension @2..@6 actors=balie"
    assert net(text, day(0), day(10), "huur", "gemeente") == day(6)


@pytest.mark.parametrize("basis", sorted(SUBTRACTED))
def test_what_is_legitimate_stops_the_clock(basis: str) -> None:
    assert net(f"hold {basis} @2..@6", day(0), day(10)) == day(6)


@pytest.mark.parametrize("basis", ["calendar", "capacity", "privacy_refusal"])
def test_a_rhythm_a_waiting_list_and_a_refused_consent_do_not(basis: str) -> None:
    assert net(f"hold {basis} @2..@6", day(0), day(10)) == day(10)


def test_a_choice_of_the_resident_counts_only_if_nobody_else_chose_it() -> None:
    for chosen, days in (("", 6), (" chosen_by=inwoner", 6), (" chosen_by=gemeente", 10)):
        assert net(f"hold client_choice @2..@6{chosen}", day(0), day(10)) == day(days)
    assert net("hold agreed_pause @2..@6 chosen_by=gemeente", day(0), day(10)) == day(6)


# -- how long a pause lasts


def ends(**fields: object) -> tuple[Span, Span]:
    return waits().ends_of(Hold.model_validate({"id": "h", "basis": "law", **fields}))


def test_a_pause_lasts_until_its_end_else_its_normal_maximum_and_then_expires() -> None:
    assert ends(**{"from": "5", "until": "9"}) == (day(5), day(9))
    assert ends(**{"from": "5", "until": "9", "max_days": 40}) == (day(5), day(9))
    assert ends(**{"from": "5/7", "max_days": 14}) == (Span(5, 7), Span(19, 21))
    assert ends(**{"from": "5"}) == (day(5), day(5))


def test_a_pause_that_would_end_before_it_starts_is_empty() -> None:
    assert ends(**{"from": "5", "until": "3"}) == (day(5), day(5))
    assert ends(**{"from": "5/8", "until": "4/6"}) == (Span(5, 8), Span(5, 8))


# -- the resident's turn

ASK = "c: gemeente > inwoner verzoek_stukken @10 asks=loonstrook issue=huur\n"


def test_documents_asked_and_needed_stop_the_clock_of_who_asked_until_they_come() -> None:
    text = ASK + "d: inwoner > gemeente levering @16 shares=loonstrook re=c issue=huur"
    for party, days in (("gemeente", 24), ("wijkteam", 30)):
        assert net(text, day(0), day(30), "huur", party) == day(days)
    assert net(text, day(0), day(30), "inkomen", "gemeente") == day(30)


def test_what_never_came_stops_it_until_the_time_that_was_given_is_over() -> None:
    assert net(ASK, day(0), day(30)) == day(30)
    assert net(ASK.replace("asks", "due=24 asks"), day(0), day(30)) == day(16)
    assert net(ASK.replace("asks", "due=4 asks"), day(0), day(30)) == day(30)


def test_asking_for_what_was_already_there_stops_no_clock() -> None:
    text = "x: inwoner > gemeente aanvraag @2 shares=loonstrook issue=huur\n" + ASK
    assert net(text + "d: inwoner > gemeente levering @16 shares=loonstrook re=c issue=huur", day(0), day(30)) == day(
        30
    )


def test_neither_does_a_suspension_that_rests_on_such_an_ask() -> None:
    text = (
        "x: inwoner > gemeente aanvraag @2 shares=loonstrook issue=huur\n"
        + ASK
        + "hold suspension @10..@20 issue=huur"
    )
    assert net(text, day(0), day(30)) == day(30)
    assert net(ASK + "hold suspension @10..@20 issue=huur", day(0), day(30)) == day(20)


# -- the parts


def test_stretches_are_joined_where_they_touch_and_empty_ones_left_out() -> None:
    assert union([(5, 6), (1, 3), (3, 4), (2, 2), (9, 9), (7, 8), (7, 7.5)]) == [(1, 4), (5, 6), (7, 8)]
    assert union([]) == []


def test_days_outside_count_only_what_lies_between() -> None:
    pauses = [(0.0, 2.0), (4.0, 6.0), (8.0, 12.0), (20.0, 30.0)]
    assert [outside(start, end, pauses) for start, end in ((0, 2), (1, 5), (2, 4), (3, 10), (12, 20), (5, 40))] == [
        0,
        2,
        2,
        3,
        8,
        20,
    ]


def test_a_pause_without_issue_or_parties_holds_for_all() -> None:
    everywhere = Pause("h", "law", day(0), day(1), None, frozenset())
    assert everywhere.holds_for("huur", "gemeente")
    assert not Pause("h", "law", day(0), day(1), "huur", frozenset()).holds_for("inkomen", None)


# -- properties

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
HOLDS = st.lists(st.tuples(SPANS, SPANS), max_size=4)


def made(holds: list[tuple[Span, Span]]) -> Waits:
    rows = [
        {"id": f"h{n}", "basis": "law", "from": f"{start.lo}/{start.hi}", "until": f"{end.lo}/{end.hi}"}
        for n, (start, end) in enumerate(holds)
    ]
    case: Case = case_of(TWO, holds=rows)
    return Waits(tell(case))


def wider(span: Span, by: int) -> Span:
    return Span(span.lo - by, span.hi + by)


@given(SPANS, SPANS, HOLDS)
def test_net_days_lie_between_none_and_all_days(first: Span, last: Span, holds: list[tuple[Span, Span]]) -> None:
    days = made(holds).net(first, last, "huur")
    assert 0 <= days.lo <= days.hi <= max(0, last.hi - first.lo)


@given(SPANS, SPANS, HOLDS, st.data())
def test_net_days_hold_every_way_it_can_have_been(
    first: Span, last: Span, holds: list[tuple[Span, Span]], data: st.DataObject
) -> None:
    days = made(holds).net(first, last, "huur")
    pick = lambda span: data.draw(st.integers(int(span.lo), int(span.hi)))  # noqa: E731
    a, b = pick(first), pick(last)
    paused = set()
    for start, end in holds:
        from_ = pick(start)
        paused |= set(range(from_, max(from_, pick(end))))
    assert days.lo <= len(set(range(a, b)) - paused) <= days.hi


@given(SPANS, SPANS, HOLDS, st.integers(0, 9))
def test_widening_a_moment_never_narrows_the_wait(
    first: Span, last: Span, holds: list[tuple[Span, Span]], by: int
) -> None:
    clock = made(holds)
    days = clock.net(first, last, "huur")
    more = clock.net(wider(first, by), wider(last, by), "huur")
    assert more.lo <= days.lo
    assert days.hi <= more.hi


@given(SPANS, SPANS, HOLDS, st.tuples(SPANS, SPANS))
def test_one_more_pause_never_lengthens_a_wait(
    first: Span, last: Span, holds: list[tuple[Span, Span]], extra: tuple[Span, Span]
) -> None:
    before, after = made(holds).net(first, last, "huur"), made([*holds, extra]).net(first, last, "huur")
    assert after.lo <= before.lo
    assert after.hi <= before.hi


@given(SPANS, SPANS, HOLDS.filter(bool), st.integers(0, 9))
def test_widening_a_pause_never_lengthens_the_least_wait_nor_shortens_the_most(
    first: Span, last: Span, holds: list[tuple[Span, Span]], by: int
) -> None:
    holds = [(Span(start.lo + 9, start.hi + 9), Span(end.lo + 9, end.hi + 9)) for start, end in holds]
    (start, end), *others = holds
    before = made(holds).net(first, last, "huur")
    after = made([(wider(start, by), wider(end, by)), *others]).net(first, last, "huur")
    assert after.lo <= before.lo
    assert after.hi >= before.hi
