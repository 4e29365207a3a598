"""Money: what came on top during a stall, on which basis, and each amount once in the total."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casekit as ck
from casekit.examples import examples
from casekit.money import Grown, euros, growths, money, money_data, money_lines, money_total
from casekit.notation import case_of
from casekit.stalls.run import Analysis, analyse
from casekit.story import tell
from casekit.when import Span
from tests.few import analysed

LATE = """
actor gemeente kind=municipality
a: inwoner > gemeente aanvraag @0   issue=bijstand
z: gemeente > inwoner besluit  @200 issue=bijstand re=a
"""
RENT = {"id": "huur", "creditor": "verhuurder", "amount": 900, "issue": "huur", "since": "0"}


def late(lines: str = "", **blocks: Any) -> Analysis:
    """A decision that came late, and what happened meanwhile."""
    return analyse(case_of(LATE + lines, **blocks))


def grown(analysis: Analysis, kind: str = "K02") -> Grown:
    return next(one for one in money(analysis) if one.key and one.key.startswith(kind))


def basis(lines: str, **blocks: Any) -> list[tuple[str, str, float | None, str | None]]:
    found = growths(tell(case_of(lines, **blocks)))
    return [(growth.at, growth.basis, growth.amount, growth.why) for growth in found]


# -- the ladder: documented, scale, unknown ----------------------------------------------------


def test_a_documented_amount_goes_before_the_scale() -> None:
    lines = "m: verhuurder > inwoner maatregel @10 debt=huur amount=50"
    assert basis(lines, debts=[RENT]) == [("m", "documented", 50, None)]


def test_without_an_amount_the_scale_says_the_most() -> None:
    lines = "m: verhuurder > inwoner maatregel @10 debt=huur"
    (growth,) = growths(tell(case_of(lines, debts=[RENT])))
    assert (growth.basis, growth.amount) == ("scale", 135)
    assert growth.scale is not None
    assert "artikel 2" in growth.scale.article


def test_the_only_debt_of_an_issue_is_the_one_that_a_measure_is_about() -> None:
    lines = "m: verhuurder > inwoner maatregel @10 issue=huur"
    assert basis(lines, debts=[RENT]) == [("m", "scale", 135, None)]
    assert basis(lines, debts=[RENT, RENT | {"id": "borg"}]) == [("m", "unknown", None, "no_debt")]


def test_the_scale_is_taken_once_for_a_debt_and_not_beside_documented_costs() -> None:
    twice = "m: verhuurder > inwoner maatregel @10 debt=huur\nn: verhuurder > inwoner maatregel @20 debt=huur"
    assert basis(twice, debts=[RENT])[1] == ("n", "unknown", None, "once")
    assert basis(f"{twice} amount=310", debts=[RENT])[0] == ("m", "unknown", None, "documented")


@pytest.mark.parametrize(
    ("why", "lines", "debt"),
    [
        ("no_debt", "m: verhuurder > inwoner maatregel @10", RENT | {"issue": None}),
        ("no_principal", "m: verhuurder > inwoner maatregel @10 debt=huur", RENT | {"amount": None}),
        ("before", "m: verhuurder > inwoner maatregel @2011-01-01 debt=huur", RENT | {"since": "2010"}),
        ("before", "m: verhuurder > inwoner maatregel @2012-06-20/2012-07-10 debt=huur", RENT | {"since": "2010"}),
        ("public", "actor verhuurder kind=municipality\nm: verhuurder > inwoner maatregel @10 debt=huur", RENT),
    ],
)
def test_where_the_scale_does_not_apply_the_amount_is_unknown(why: str, lines: str, debt: dict[str, Any]) -> None:
    assert basis(lines, debts=[debt]) == [("m", "unknown", None, why)]


def test_a_public_creditor_has_no_scale_when_a_bailiff_collects_either() -> None:
    lines = "actor gemeente kind=municipality\nactor d kind=bailiff\nm: d > inwoner maatregel @10 debt=huur"
    assert basis(lines, debts=[RENT | {"creditor": "gemeente"}])[0][3] == "public"


def test_a_measure_of_nothing_and_one_against_nobody_of_the_household_are_none() -> None:
    assert basis("m: bank > inwoner maatregel @10 amount=0\nn: bank > gemeente maatregel @11 amount=9") == []


# -- a debt that is more than before -----------------------------------------------------------


def test_a_debt_that_is_said_to_be_more_has_grown_by_the_difference() -> None:
    lines = 'm: bank > inwoner bericht @50 "says.huur=€ 1.250,50"\nn: bank > inwoner bericht @60 says.huur=1300'
    assert basis(lines, debts=[RENT]) == [("m", "documented", 350.5, None), ("n", "documented", 49.5, None)]


def test_what_a_measure_added_is_not_counted_again_in_the_debt() -> None:
    lines = "m: bank > inwoner maatregel @20 debt=huur amount=135\nn: bank > inwoner bericht @50 says.huur=1085"
    assert basis(lines, debts=[RENT]) == [("m", "documented", 135, None), ("n", "documented", 50, None)]


def test_a_debt_that_shrank_or_whose_amount_cannot_be_read_has_not_grown() -> None:
    lines = "m: verhuurder > inwoner bericht @50 says.huur=500\nn: verhuurder > inwoner bericht @60 says.huur=veel"
    assert basis(lines, debts=[RENT]) == []


def test_a_debt_that_grew_over_a_time_longer_than_the_stall_is_possible_only() -> None:
    lines = "b: verhuurder > inwoner bericht @{} says.huur=1000\nc: verhuurder > inwoner bericht @150 says.huur=1100"
    debt = RENT | {"amount": None}
    assert grown(late(lines.format(20), debts=[debt])).documented == Span(100, 100)
    assert grown(late(lines.format("-20"), debts=[debt])).documented == Span(0, 100)


# -- during a stall ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "documented"),
    [
        ("@50", Span(60, 60)),
        ("@200", Span(60, 60)),
        ("@250", None),
        ("@190/210 order=1", Span(0, 60)),
        ("@0/199 order=1", Span(60, 60)),
        ("@190/210", None),
    ],
)
def test_an_amount_counts_as_far_as_it_fell_in_the_stall(when: str, documented: Span | None) -> None:
    assert grown(late(f"m: bank > inwoner maatregel {when} issue=x amount=60")).documented == documented


def test_order_alone_is_enough_where_it_is_known() -> None:
    undated = """
    a: inwoner > gemeente vraag amount=5
    m: bank > inwoner maatregel amount=60
    b: inwoner > gemeente navraag re=a
    """
    found = [one for one in money(analyse(case_of(undated))) if one.parts]
    assert found
    assert all(one.documented == Span(60, 60) for one in found)


def test_whether_it_is_the_same_issue_is_said() -> None:
    lines = "m: bank > inwoner maatregel @50 issue={} amount=60"
    assert [grown(late(lines.format(issue))).parts[0].same_issue for issue in ("bijstand", "x")] == [True, False]


def test_a_stall_that_was_not_over_says_at_least() -> None:
    open_still = LATE.replace("z: gemeente > inwoner besluit  @200 issue=bijstand re=a", "observed @0..@200")
    analysis = analyse(case_of(f"{open_still}\nm: bank > inwoner maatregel @150 issue=x amount=60"))
    assert grown(analysis, "K01").at_least
    assert "Het kan meer zijn" in money_lines(analysis)[0]
    assert not grown(late("m: bank > inwoner maatregel @150 issue=x amount=60")).at_least


def test_an_unknown_amount_makes_it_at_least_too() -> None:
    one = grown(late("m: bank > inwoner maatregel @150 issue=x"))
    assert (one.documented, one.scale, one.unknown, one.at_least) == (None, None, 1, True)


# -- the total ---------------------------------------------------------------------------------


def test_an_amount_that_fell_in_two_stalls_counts_once_in_the_total() -> None:
    lines = """
    b: inwoner > gemeente aanvraag @5   issue=huur
    y: gemeente > inwoner besluit  @180 issue=huur re=b
    m: bank > inwoner maatregel    @100 issue=x amount=60
    """
    analysis = late(lines)
    assert [one.documented for one in money(analysis) if one.parts] == [Span(60, 60)] * 2
    assert money_total(analysis).documented == Span(60, 60)


def test_documented_and_reckoned_amounts_are_never_added_up() -> None:
    lines = "m: bank > inwoner maatregel @50 amount=60\nn: verhuurder > inwoner maatregel @60 debt=huur"
    total = money_total(late(lines, debts=[RENT]))
    assert (total.documented, total.scale) == (Span(60, 60), Span(135, 135))


def test_only_what_fell_in_a_certain_stall_is_certain_in_the_total() -> None:
    analysis = late("m: bank > inwoner maatregel @50 issue=x amount=60")
    assert money_total(analysis).documented == Span(60, 60)
    doubted = replace(analysis, stalls=tuple(replace(stall, verdict="possible") for stall in analysis.stalls))
    assert money_total(doubted).documented == Span(0, 60)


def test_what_fell_in_no_stall_is_named_beside_the_total() -> None:
    analysis = late("m: bank > inwoner maatregel @250 issue=x amount=60")
    assert money_data(analysis)["outside"] == ["m"]
    assert money_total(analysis).parts == ()


# -- the cases of the kit ----------------------------------------------------------------------


def test_the_flagship_counts_its_reminder_once() -> None:
    total = money_total(analyse(ck.example("bijstand-aanvraag")))
    assert (total.documented, total.scale, total.unknown) == (Span(135, 135), None, 0)


def test_the_severity_of_a_stall_lies_within_what_grew_during_it() -> None:
    """For stalls that begin and end with a touchpoint: severity counts from where it bites to the last one."""
    compared = 0
    for name in examples():
        analysis = analysed(name)
        by_key = {one.key: one for one in money(analysis)}
        for stall in analysis.stalls:
            first, last = (analysis.story.by_id[one].span for one in (stall.at, stall.touchpoints[-1]))
            if stall.key in by_key and stall.severity and (first, last) == (stall.start, stall.end):
                documented = by_key[stall.key].documented or Span(0, 0)
                assert documented.lo <= (stall.severity.money or 0) <= documented.hi
                compared += 1
    assert compared > 10


# -- in words and as data ----------------------------------------------------------------------


def test_amounts_are_written_as_people_write_them() -> None:
    assert [euros(1050.5), euros(1050.5, "en"), euros(60)] == ["€ 1.050,50", "€1,050.50", "€ 60"]
    assert euros(Span(0, 1200), "en") == "at most €1,200"


def test_the_scale_is_marked_with_its_article_and_as_still_to_be_verified() -> None:
    analysis = late("n: verhuurder > inwoner maatregel @60 debt=huur", debts=[RENT])
    (part,) = money_data(analysis)["stalls"][0]["parts"]
    assert (part["basis"], part["amount"], part["verify"]) == ("scale", 135, True)
    assert "artikel 2" in part["article"]
    assert any("nog na te gaan" in line for line in money_lines(analysis))
    assert any("fourteen days" in line for line in money_lines(analysis, "en"))


def test_a_case_without_amounts_cannot_say_and_says_so() -> None:
    analysis = analyse(ck.example("twaalf-regels"))
    (line,) = money_lines(analysis)
    assert "niet te bepalen" in line
    assert money_data(analysis)["total"]["documented"] is None


def test_the_data_is_plain_and_the_codes_are_the_same_in_both_languages() -> None:
    analysis = analyse(ck.example("kinderarmoede"))
    dutch, english = money_data(analysis, "nl"), money_data(analysis, "en")
    assert json.loads(json.dumps(dutch)) == dutch
    assert [one["key"] for one in dutch["stalls"]] == [one["key"] for one in english["stalls"]]
    assert dutch["total"]["text"] != english["total"]["text"]
    assert {note["code"] for note in dutch["notes"]} == {"during", "no_interest", "no_price"}


# -- invariants --------------------------------------------------------------------------------

measures = st.lists(
    st.tuples(st.integers(1, 260), st.integers(0, 30), st.integers(0, 20), st.sampled_from(["", " amount=60"])),
    max_size=5,
)


def _measured(rows: list[tuple[int, int, int, str]], wider: bool, shift: int = 0) -> Analysis:
    # The later day first: a shift of 200 days would otherwise be shifted again.
    lines = LATE.replace("@200", f"@{200 + shift}").replace("@0 ", f"@{shift} ")
    for n, (day, room, more, amount) in enumerate(rows):
        left, right = (max(0, day - more), day + room + more) if wider else (day, day + room)
        lines += f"\nm{n}: verhuurder > inwoner maatregel @{left + shift}/{right + shift} order=1 debt=huur{amount}"
    return analyse(case_of(lines, debts=[RENT]))


@settings(max_examples=20, deadline=None)
@given(measures)
def test_a_total_is_never_more_than_all_amounts_and_wider_dates_widen_it(
    rows: list[tuple[int, int, int, str]],
) -> None:
    narrow, wide = _measured(rows, wider=False), _measured(rows, wider=True)
    everything = sum(growth.amount or 0 for growth in growths(narrow.story) if growth.basis == "documented")
    one, two = money_total(narrow).documented or Span(0, 0), money_total(wide).documented or Span(0, 0)
    assert 0 <= two.lo <= one.lo <= one.hi <= two.hi <= everything
    for during in money(narrow):
        found = during.documented or Span(0, 0)
        assert found.hi <= one.hi


@settings(max_examples=20, deadline=None)
@given(measures, st.integers(1, 400))
def test_a_shift_of_all_days_changes_no_amount(rows: list[tuple[int, int, int, str]], shift: int) -> None:
    here, there = (money_total(_measured(rows, wider=False, shift=by)) for by in (0, shift))
    assert (here.documented, here.scale, here.unknown) == (there.documented, there.scale, there.unknown)
