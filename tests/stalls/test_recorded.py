"""What the record itself says went undone, without any clock."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.run import analyse


def found(lines: str) -> list[tuple[str, str, str]]:
    """Kind, verdict and place of the stalls of a case."""
    return [(stall.kind, stall.verdict, stall.at) for stall in analyse(case_of(lines)).stalls]


@pytest.mark.parametrize("kind", ["levering", "bericht", "besluit", "overleg", "betaling"])
def test_an_act_that_nothing_came_of_is_possible_by_the_record(kind: str) -> None:
    assert found(f"a: wijkteam > gemeente {kind} outcome=no_response") == [("K01", "possible", "a")]


@pytest.mark.parametrize("act", ["niet_bereikt", "niet_verschenen", "maatregel", "verzoek_stukken", "afspraak"])
def test_what_the_resident_did_not_respond_to_is_no_stall(act: str) -> None:
    assert found(f"a: gemeente > inwoner {act} outcome=no_response") == []


def test_an_organisation_that_did_not_get_what_it_asked_another_for_is_unanswered() -> None:
    assert found("a: gemeente > school verzoek_stukken outcome=no_response") == [("K01", "possible", "a")]


def test_a_record_of_silence_shows_that_nothing_came_of_what_it_is_linked_to() -> None:
    assert found("a: inwoner > gemeente levering\ns: gemeente > inwoner stilte re=a") == [("K01", "possible", "a")]


def test_a_record_of_silence_that_is_linked_to_nothing_bites_where_it_stands() -> None:
    assert found("a: inwoner > gemeente bericht\ns: gemeente > inwoner stilte") == [("K04", "possible", "s")]


@pytest.mark.parametrize("kind", ["besluit", "levering", "betaling", "bericht", "afspraak", "gesprek"])
def test_an_act_of_an_organisation_that_did_only_part_is_possible_by_the_record(kind: str) -> None:
    assert found(f"a: gemeente > inwoner {kind} outcome=partial") == [("K01", "possible", "a")]


def test_a_part_that_let_the_case_go_on_is_no_stall() -> None:
    assert found("a: gemeente > inwoner levering outcome=partial\nb: inwoner > school bericht depends_on=a") == []


def test_what_the_resident_did_in_part_is_no_stall() -> None:
    assert found("a: inwoner > gemeente levering outcome=partial") == []


def test_what_an_ombudsman_got_done_in_part_is_no_stall_of_the_chain() -> None:
    assert found("actor no kind=ombudsman\na: no > inwoner besluit outcome=partial") == []


def test_a_referral_that_was_put_off_and_landed_is_late_by_the_record() -> None:
    lines = "a: wijkteam > schuldhulp verwijzing outcome=postponed\nb: schuldhulp > inwoner gesprek re=a"
    assert found(lines) == [("K06b", "possible", "a")]


def test_a_referral_that_was_followed_by_silence_only_did_not_land() -> None:
    lines = "a: wijkteam > schuldhulp verwijzing\ns: schuldhulp > inwoner stilte re=a"
    assert found(lines) == [("K06a", "possible", "a")]


def test_a_request_of_which_the_record_says_that_no_response_came_counts_whatever_is_linked_to_it() -> None:
    lines = "a: inwoner > gemeente vraag outcome=no_response\nb: gemeente > inwoner antwoord re=a"
    assert ("K01", "possible", "a") in found(lines)


def test_a_request_that_was_seen_to_is_not_held_against_an_answer_that_is_only_inferred() -> None:
    lines = "a: inwoner > gemeente vraag @0 due=10 outcome=done\nb: gemeente > inwoner antwoord @90"
    assert found(lines) == []
