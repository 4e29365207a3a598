"""Continuity: the indices on rows one can count by hand, and which touchpoints are a contact."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casekit as ck
from casekit.continuity import DRAWS, contacts, continuity, continuity_table, order_p
from casekit.examples import examples
from casekit.notation import case_of
from casekit.story import tell
from tests.few import kit

rows = st.text("ABC", min_size=2, max_size=6)


def met(text: str, level: str = "organisation", issue: str | None = None) -> str:
    return " ".join(contact.who for contact in contacts(tell(case_of(text)), level, issue))  # type: ignore[arg-type]


# -- the indices --------------------------------------------------------------------------------


def test_hopping_between_two_people_is_as_dispersed_as_two_phases_but_in_another_order() -> None:
    hop, phases = continuity("ABABABABAB"), continuity("AAAAABBBBB")
    assert hop.coc == phases.coc == pytest.approx(4 / 9)
    assert hop.secon == 0
    assert phases.secon == pytest.approx(8 / 9)
    assert hop.order == pytest.approx(-4 / 9)
    assert phases.order == pytest.approx(4 / 9)


def test_each_index_follows_its_formula() -> None:
    index = continuity("AABAC")
    assert (index.n, index.m) == (5, 3)
    assert index.upc == pytest.approx(3 / 5)
    assert index.hhi == pytest.approx((9 + 1 + 1) / 25)
    assert index.coc == pytest.approx((11 - 5) / 20)
    assert index.secon == pytest.approx(1 / 4)
    assert index.known == pytest.approx(2 / 4)


def test_one_provider_is_full_continuity() -> None:
    index = continuity("AAAA")
    assert (index.upc, index.coc, index.hhi, index.secon, index.known, index.order) == (1, 1, 1, 1, 1, 0)


def test_without_contacts_no_index_says_anything() -> None:
    index = continuity("")
    assert (index.n, index.m) == (0, 0)
    assert {index.upc, index.coc, index.hhi, index.secon, index.known, index.order} == {None}
    assert order_p("") is None


def test_one_contact_has_no_order_and_no_dispersion() -> None:
    index = continuity("A")
    assert (index.upc, index.hhi) == (1, 1)
    assert {index.coc, index.secon, index.known, index.order} == {None}
    assert order_p("A") is None


def test_two_contacts_are_enough_for_the_formulas() -> None:
    assert (continuity("AB").coc, continuity("AB").secon, continuity("AB").known) == (0, 0, 0)
    assert order_p("AB") == 1


@given(rows)
def test_the_mean_of_secon_over_all_orders_is_coc(row: str) -> None:
    orders = list(permutations(row))
    mean = sum(continuity(order).secon or 0 for order in orders) / len(orders)
    assert mean == pytest.approx(continuity(row).coc)


@given(rows, st.randoms(use_true_random=False))
def test_another_order_of_the_same_contacts_changes_the_order_only(row: str, chance: Random) -> None:
    other = list(row)
    chance.shuffle(other)
    one, two = continuity(row), continuity(other)
    assert (one.n, one.m, one.upc, one.coc, one.hhi, one.known) == (
        two.n,
        two.m,
        two.upc,
        two.coc,
        two.hhi,
        two.known,
    )


@given(rows)
def test_the_row_read_backwards_and_under_other_names_has_the_same_indices(row: str) -> None:
    assert continuity(row) == continuity(row[::-1]) == continuity(row.translate(str.maketrans("ABC", "XYZ")))
    assert order_p(row) == order_p(row[::-1])


# -- the p-value --------------------------------------------------------------------------------


@given(rows)
def test_the_p_value_counts_every_order(row: str) -> None:
    coc, secon = continuity(row).coc or 0, continuity(row).secon or 0
    far = [abs((continuity(order).secon or 0) - coc) >= abs(secon - coc) - 1e-12 for order in permutations(row)]
    assert order_p(row) == pytest.approx(sum(far) / len(far))


def test_steady_hopping_is_rarely_chance_and_one_provider_always_is() -> None:
    assert order_p("ABABABABAB") == pytest.approx(4 / 252)  # both ways to hop, both ways to come in phases
    assert order_p("AAAAABBBBB") == pytest.approx(4 / 252)
    assert order_p("AAAA") == 1
    assert order_p("ABCD") == 1


def test_above_the_limit_a_fixed_sample_of_orders_agrees_with_the_count() -> None:
    row = "AABAB" * 5
    exact, sampled = order_p(row), order_p(row, exact_up_to=len(row) - 1)
    assert exact == order_p(row, exact_up_to=len(row))
    assert sampled == order_p(row, exact_up_to=0)
    assert sampled != exact
    assert sampled == pytest.approx(exact, abs=0.04)


def test_a_sample_never_says_that_chance_is_impossible() -> None:
    assert order_p("AB" * 80) == 1 / (DRAWS + 1)


def test_a_very_long_row_is_drawn_fewer_times() -> None:
    assert order_p("AB" * 5_000) == pytest.approx(1 / 21)


# -- which touchpoints are a contact --------------------------------------------------------------


def test_both_sides_can_begin_a_contact() -> None:
    assert met("a: inwoner > gemeente vraag\nb: wijkteam > inwoner bericht") == "gemeente wijkteam"


def test_contacts_between_professionals_are_none_of_the_household() -> None:
    assert met("a: wijkteam > gemeente verwijzing") == ""


def test_one_contact_a_day_with_the_same_one_where_the_day_is_known() -> None:
    text = "a: inwoner > gemeente vraag @1\nb: gemeente > inwoner antwoord @1\nc: inwoner > gemeente navraag @2"
    assert met(text) == "gemeente gemeente"
    assert met(text.replace("@1", "")) == "gemeente gemeente gemeente"


def test_two_parties_on_one_day_are_two_contacts() -> None:
    assert met("a: inwoner > gemeente,school vraag @1") == "gemeente school"


def test_desks_of_one_organisation_are_one_party_and_two_persons() -> None:
    text = """
    actor balie of gemeente
    actor team of gemeente
    a: inwoner > balie vraag @1
    b: inwoner > team  vraag @2
    """
    assert met(text) == "gemeente gemeente"
    assert met(text, "person") == "balie team"


def test_in_a_conversation_all_who_are_named_were_there_and_a_letter_reaches_from_one() -> None:
    assert met("a: wijkteam > inwoner,school gesprek") == "wijkteam school"
    assert met("a: wijkteam > inwoner,school bericht") == "wijkteam"


@pytest.mark.parametrize(
    "act", ["stilte", "niet_bereikt", "niet_verschenen", "raadplegen", "maatregel", "levensgebeurtenis"]
)
def test_an_act_in_which_nobody_is_met_is_no_contact(act: str) -> None:
    assert met(f"a: gemeente > inwoner {act}") == ""


def test_an_automatic_letter_is_no_contact() -> None:
    assert met("a: gemeente > inwoner bericht channel=automatic") == ""


@pytest.mark.parametrize(
    "kind", ["volunteer", "employer", "creditor", "bailiff", "court", "ombudsman", "system", "household"]
)
def test_who_gives_no_help_is_no_professional(kind: str) -> None:
    assert met(f"actor ander kind={kind}\na: inwoner > ander vraag") == ""


def test_a_worker_without_a_kind_has_that_of_the_organisation() -> None:
    case = case_of(
        "actor baas of bedrijf\na: inwoner > baas vraag",
        organisations=[{"id": "bedrijf", "kind": "employer"}],
    )
    assert contacts(tell(case)) == []


def test_a_representative_has_contacts_for_the_household_and_is_none() -> None:
    case = case_of("a: inwoner > gemachtigde vraag\nb: gemachtigde > gemeente levering")
    acting = case.model_copy(
        update={
            "actor_list": tuple(
                a.model_copy(update={"acts_for": ("inwoner",)}) if a.id == "gemachtigde" else a
                for a in case.actor_list
            )
        }
    )
    assert [contact.who for contact in contacts(tell(acting))] == ["gemeente"]


def test_a_scope_is_one_issue() -> None:
    text = "a: inwoner > gemeente vraag issue=huur\nb: inwoner > school vraag issue=kind"
    assert met(text, issue="kind") == "school"


def test_the_touchpoint_of_a_contact_is_kept() -> None:
    assert contacts(tell(case_of("a: inwoner > gemeente vraag")))[0].step.id == "a"


# -- the table --------------------------------------------------------------------------------------


def test_the_table_shows_indices_from_four_contacts_only() -> None:
    case = case_of("\n".join(f"t{n}: inwoner > org{n % 2} vraag issue=i{n // 4}" for n in range(7)))
    table = continuity_table(case).set_index(["issue", "level"])
    assert table.loc[("i0", "person"), "coc"] == pytest.approx(1 / 3)
    assert table.loc[("i1", "person"), ["contacts", "distinct"]].tolist() == [3, 2]
    assert table.loc[("i1", "person"), ["upc", "coc", "hhi", "secon", "known", "order", "p"]].isna().all()


def test_the_table_of_a_case_without_issues_has_the_whole_case_only() -> None:
    table = continuity_table(ck.example("twaalf-regels"))
    assert table[["issue", "level"]].values.tolist() == [["", "person"], ["", "organisation"]]


def test_organisations_are_never_less_steady_than_their_people() -> None:
    for name in examples():
        story = tell(kit(name))
        people, bodies = (
            continuity([contact.who for contact in contacts(story, level)]) for level in ("person", "organisation")
        )
        assert bodies.m <= people.m
        assert Counter(contact.who for contact in contacts(story))
