"""Agreement between coders: published examples, an independent count of all pairs, and what may change nothing."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.causes.agreement import Reliability, agreement, reliability
from casekit.causes.agreement_words import as_data, asked, decided, distance, measured
from casekit.causes.book import Book, book_of
from casekit.causes.conversations import compared, conversations, settled
from casekit.coding import Coding
from casekit.notation import case_of
from tests.few import few

Row = dict[str, Hashable]


def rows_of(*coders: str) -> list[Row]:
    """The rows of a table with a line per coder; a dot is a unit that this coder did not code."""
    said = {str(n): line.split() for n, line in enumerate(coders)}
    return [
        {coder: values[unit] for coder, values in said.items() if values[unit] != "."}
        for unit in range(len(coders[0].split()))
    ]


def test_two_observers_with_binary_data_are_the_published_example() -> None:
    # Krippendorff 2011, section A: 10 units, alpha 0.095.
    found = reliability(rows_of("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"))
    assert found.alpha == pytest.approx(0.095, abs=0.0005)
    assert (found.same, found.pairs, found.percent) == (6, 10, 60)


def test_two_observers_with_names_are_the_published_example() -> None:
    # Krippendorff 2011, section B: Ben and Gerry, 12 units, alpha 0.692.
    found = reliability(rows_of("a a b b d c c c e d d a", "b a b b b c c c e d d d"))
    assert found.alpha == pytest.approx(0.692, abs=0.0005)


def test_four_observers_with_missing_values_are_the_published_example() -> None:
    # Krippendorff 2011, section C: 12 units, one of which only one observer coded, alpha 0.743.
    found = reliability(
        rows_of(
            "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."
        )
    )
    assert found.alpha == pytest.approx(0.743, abs=0.0005)
    assert (found.units, found.coders) == (11, 4)


def by_all_pairs(rows: list[Row]) -> float | None:
    """Alpha from its definition: every pair within a unit against every pair of values at all."""
    units = [list(row.values()) for row in rows if len(row) > 1]
    values = [value for unit in units for value in unit]
    apart = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units) / max(
        len(values), 1
    )
    expected = sum(a != b for a, b in permutations(values, 2))
    return None if not expected else 1 - apart / (expected / (len(values) * (len(values) - 1)))


ROWS = st.lists(st.dictionaries(st.sampled_from("abcd"), st.sampled_from("OUSx"), max_size=4), max_size=9)


@given(ROWS)
@few(60)
def test_alpha_is_that_of_all_pairs_counted_one_by_one(rows: list[Any]) -> None:
    found = reliability(rows, draws=5)
    if found.units > 1:
        assert found.alpha == (None if (other := by_all_pairs(rows)) is None else pytest.approx(other, abs=1e-12))
    pairs = [a == b for row in rows for a, b in combinations(row.values(), 2)]
    assert (found.same, found.pairs) == (sum(pairs), len(pairs))


@given(ROWS, st.permutations("abcd"), st.permutations("OUSx"))
@few(40)
def test_other_names_for_coders_or_codes_change_nothing(rows: list[Any], coders: list[str], codes: list[str]) -> None:
    who, what = dict(zip("abcd", coders, strict=True)), dict(zip("OUSx", codes, strict=True))
    renamed = [{who[coder]: what[value] for coder, value in sorted(row.items(), reverse=True)} for row in rows]
    assert reliability(renamed, draws=50) == reliability(rows, draws=50)


@given(ROWS, st.sampled_from("OUSx"))
@few(30)
def test_a_unit_that_one_coder_coded_changes_nothing(rows: list[Any], value: str) -> None:
    assert reliability([*rows, {"a": value}], draws=50) == reliability(rows, draws=50)


@given(st.lists(st.sampled_from("OUS"), min_size=2, max_size=9), st.integers(2, 4))
@few(30)
def test_all_who_always_say_the_same_have_alpha_one_without_a_margin(values: list[str], coders: int) -> None:
    found = reliability([{str(coder): value for coder in range(coders)} for value in values])
    assert found.same == found.pairs
    assert found.interval is None
    if len(set(values)) > 1:
        assert found.alpha == pytest.approx(1)
    else:
        assert (found.alpha, found.reason) == (None, "no_variation")


@pytest.mark.slow  # loading statsmodels takes longer than all other tests here
def test_where_everybody_codes_everything_alpha_is_the_kappa_of_fleiss_but_for_small_numbers() -> None:
    # 1 - alpha = (1 - kappa) (n - 1) / n, n the number of values.
    inter_rater = pytest.importorskip("statsmodels.stats.inter_rater")
    rows = rows_of("a b a c b a c c a b", "a b b c b a c a a b", "a a a c b b c c a c")
    table = [[sum(v == code for v in row.values()) for code in "abc"] for row in rows]
    kappa = inter_rater.fleiss_kappa(table)
    alpha = reliability(rows).alpha
    assert alpha is not None
    assert 1 - alpha == pytest.approx((1 - kappa) * 29 / 30)


def test_the_same_seed_gives_the_same_margin_and_the_number_lies_within_it() -> None:
    rows = rows_of("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    found = reliability(rows)
    assert found == reliability(rows)
    assert found.alpha is not None
    assert found.interval is not None
    assert found.interval[0] < found.alpha < found.interval[1]
    assert reliability(rows, seed=2).interval != found.interval


def test_where_alpha_has_no_meaning_the_reason_is_told() -> None:
    assert reliability([]).reason == "one_coder"
    assert reliability([{"a": 1}, {"a": 2}]).reason == "one_coder"
    assert reliability([{"a": 1, "b": 2}]).reason == "too_few"
    assert reliability([{"a": 1, "b": 1}, {"a": 1, "b": 1}]).reason == "no_variation"


# --- A case with codings

CASE = case_of(
    """
    t1: inwoner > gemeente aanvraag @0 issue=a
    t2: gemeente > inwoner besluit @100 re=t1 issue=a
    t3: inwoner > wijkteam aanvraag @5 issue=b
    t4: wijkteam > inwoner besluit @205 re=t3 issue=b
    """
)
SHORT, LONG = "K04-t1-t2", "K04-t3-t4"


def coding(coder: str, short: str = "", long: str = "", **about: Any) -> Coding:
    """A coding of the two stalls; "U3+O3" names two causes, the first of which is the main one."""
    codes = [
        {"stall": stall, "cause": cause, "rationale": f"{coder} over {cause}"}
        for stall, named in ((SHORT, short), (LONG, long))
        for cause in named.split("+")
        if cause
    ]
    return Coding.model_validate({"coder": coder, "blind": True, "codes": codes, **about})


def book(*codings: Coding) -> Book:
    return book_of(CASE, *codings)


def test_main_cause_level_and_every_cause_are_held_side_by_side() -> None:
    found = agreement(book(coding("a", "U3+O3", "O1"), coding("b", "U1", "O1"), coding("consensus", "S1", "S1")))
    assert (found.coders, found.units, found.once) == (("a", "b"), 2, 0)
    assert (found.cause.same, found.cause.pairs) == (1, 2)
    assert (found.level.same, found.level.alpha) == (2, 1)
    assert {code: one.same for code, one in found.per_cause.items()} == {"U1": 1, "U3": 1, "O1": 2, "O3": 1}


def test_two_others_differ_and_unknown_has_no_level() -> None:
    found = agreement(book(coding("a", "other", "unknown"), coding("b", "other", "unknown")))
    assert (found.cause.same, found.cause.pairs, found.level.pairs) == (1, 2, 0)
    assert found.level.reason == "one_coder"
    assert found.per_cause == {}


def test_what_is_no_stall_any_more_does_not_count_and_one_coder_is_counted_apart() -> None:
    gone = Coding.model_validate({"coder": "b", "codes": [{"stall": "K01-t9", "cause": "U3"}]})
    found = agreement(book(coding("a", "U3", "O1"), gone))
    assert (found.coders, found.units, found.once) == (("a",), 0, 2)


def test_a_coder_who_may_have_seen_the_work_of_others_is_named() -> None:
    assert agreement(book(coding("a", "U3", blind=None), coding("b", "U3"))).not_blind == ("a",)


def test_cases_are_taken_together_in_any_order() -> None:
    one = book(coding("a", "U3", "O1"), coding("b", "U1", "O1"))
    other = book_of(CASE.model_copy(update={"id": "tweede"}), coding("a", "U3", "S1"), coding("b", "U3", "O1"))
    assert agreement([one, other]) == agreement([other, one])
    assert agreement([one, other]).units == 4


def test_the_stall_with_most_days_at_stake_comes_first_and_levels_tell_close_from_far() -> None:
    talks = conversations(book(coding("a", "U3", "U3"), coding("b", "O3", "U1"), coding("c", "O3", "")))
    assert [(one.stall.key, one.distance) for one in talks] == [(LONG, "close"), (SHORT, "far")]
    assert talks[1].sides == (("U3", ("a",)), ("O3", ("b", "c")))


def test_a_conversation_is_an_open_question_to_all() -> None:
    one = conversations(book(coding("a", "U3"), coding("b", "O3"), coding("c", "O3")))[0]
    assert asked(one) == (
        "A ziet 'Termijn overschreden of stilstand' (U3), b en c zien 'Overdracht mislukt' (O3). "
        "Wat zou u moeten zien om van gedachten te veranderen?"
    )
    assert asked(one, "en").endswith("What would you have to see to change your mind?")
    assert distance(one) == "Verder uit elkaar: verschillende niveaus (uitvoering, organisatie en keten)."


def test_the_same_main_cause_with_another_beside_it_is_talked_about_too() -> None:
    one = conversations(book(coding("a", "U3+O3"), coding("b", "U3")))[0]
    assert (one.about, one.distance) == ("more", "far")
    assert asked(one).startswith(
        "Allen zien vooral 'Termijn overschreden of stilstand' (U3). A noemt ook 'Overdracht"
    )


def test_who_says_other_or_unknown_is_asked_as_well() -> None:
    one = conversations(book(coding("a", "other"), coding("b", "other"), coding("c", "unknown")))[0]
    assert one.distance == "unknown"
    assert asked(one, "en").startswith(
        "A sees something that is not on the list, b sees something that is not on the list, c cannot tell yet."
    )


def test_what_was_settled_stands_apart_with_who_decided_and_when() -> None:
    about = {"decided_by": ["docent", "ervaringsdeskundige"], "decided_on": "2026-03-04"}
    whole = book(coding("a", "U3", "O1"), coding("b", "O3", "O1"), coding("consensus", "O3", **about))
    assert conversations(whole) == ()
    (one,) = settled(whole)
    assert one.differed
    assert decided(one) == (
        "'Overdracht mislukt' (O3). Samen vastgesteld door docent en ervaringsdeskundige op 2026-03-04. "
        "De codeurs zagen eerst verschillende hoofdoorzaken."
    )
    assert "when is not on record" in decided(
        settled(book(coding("consensus", "O3", decided_by=["docent"])))[0], "en"
    )


def test_every_cause_keeps_who_decided_it_and_one_role_is_not_together() -> None:
    rows = [
        {"stall": SHORT, "cause": "O3", "decided_by": ["docent", "inwoner"], "decided_on": "2026-03-04"},
        {"stall": SHORT, "cause": "U3"},
    ]
    about = {"coder": "consensus", "decided_by": ["docent"], "decided_on": "2026-04-01"}
    whole = book(Coding.model_validate({**about, "codes": rows}))
    (one,) = settled(whole)
    assert decided(one) == (
        "'Overdracht mislukt' (O3). Samen vastgesteld door docent en inwoner op 2026-03-04. "
        "'Termijn overschreden of stilstand' (U3). Vastgesteld door één rol (docent) op 2026-04-01."
    )
    (data,) = as_data([whole])["settled"]
    assert (data["decided_by"], data["decided_on"]) == (["docent", "inwoner"], "2026-03-04")
    assert data["decisions"][1] == {"causes": ["U3"], "decided_by": ["docent"], "decided_on": "2026-04-01"}


def test_percentages_come_from_five_stalls_in_plain_data_too() -> None:
    four, five = ([{"a": 1, "b": n % 2} for n in range(stalls)] for stalls in (4, 5))
    assert reliability(four).percent is None
    assert reliability(five).percent == 40


def test_the_rows_of_the_figure_say_how_far_apart_coders_are() -> None:
    rows = compared(book(coding("a", "U3", "O1"), coding("b", "O3"), coding("consensus", "O3")))
    assert {row.stall.key: row.how for row in rows} == {SHORT: "far", LONG: "once"}
    by_key = {row.stall.key: row for row in rows}
    assert by_key[SHORT].alone("a")
    assert by_key[SHORT].together is not None
    assert by_key[SHORT].together.cause == "O3"


def test_a_number_comes_with_what_it_rests_on_and_without_a_grade() -> None:
    few_stalls = Reliability(3, 2, 3, 2, 0.5, (-0.2, 1.0))
    assert (
        measured(few_stalls)
        == "alfa 0,50 (95%-marge −0,20 tot 1,00); 2 van de 3 paren gelijk; 3 haperingen, 2 codeurs."
    )
    assert few_stalls.fragile
    none = Reliability(1, 2, 1, 1, reason="too_few")
    assert measured(none, "en").startswith("alpha cannot be determined: only one stall was coded by two coders;")


def test_plain_data_hold_codes_and_numbers() -> None:
    data = as_data([book(coding("a", "U3", "O1"), coding("b", "O3", "O1"))])
    assert {"coders", "units", "cause", "level", "per_cause", "disagreements", "settled"} <= data.keys()
    assert (data["cause"]["same"], data["cause"]["pairs"], data["cause"]["percent"]) == (1, 2, None)
    (one,) = data["disagreements"]
    assert (one["stall"], one["distance"], one["about"]) == (SHORT, "far", "main")
    assert one["said"][0] == {"coder": "a", "cause": "U3", "causes": ["U3"], "rationale": "a over U3"}
