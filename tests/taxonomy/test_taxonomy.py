"""The taxonomy: 26 causes that keep their codes, each with wording, sign and source; and how people find one."""

from __future__ import annotations

from collections import Counter

import pytest

import casekit as ck
from casekit.causes.suggest import suggest
from casekit.stalls.kinds import KINDS
from casekit.stalls.run import analyse
from casekit.taxonomy import LEVELS, NEEDS_WORDS, Cause, cause, causes, find_cause, short_list
from casekit.vocabulary import codes

NAMES = {
    "U1": "access_threshold", "U2": "communication_tone", "U3": "delay", "U4": "repeated_data_request",
    "U5": "dropout_between_steps", "U6": "missing_decision", "U7": "unused_discretion", "U8": "sharing_hesitancy",
    "U9": "signal_not_followed", "O1": "no_case_lead", "O2": "silo_working", "O3": "failed_handover",
    "O4": "conflicting_rules_targets", "O5": "capacity", "O6": "it_registration", "O7": "exclusion_rule",
    "O8": "no_feedback_loop", "S1": "complexity_interaction", "S2": "legal_basis_data_sharing", "S3": "non_take_up",
    "S4": "distrust_control", "S5": "overestimated_capacity", "S6": "government_creditor",
    "S7": "fragmented_debt_system", "S8": "designed_wait", "S9": "policy_execution_gap",
    "unknown": "unknown", "other": "other",
}  # fmt: skip
REAL = [found for found in causes() if found.code not in NEEDS_WORDS]


def test_the_codes_and_names_stay_as_they_are_for_codings_are_kept_by_them() -> None:
    assert {found.code: found.name for found in causes()} == NAMES


def test_there_are_nine_eight_and_nine_causes_and_their_letter_is_their_level() -> None:
    assert Counter(found.level for found in REAL) == dict(zip(LEVELS, (9, 8, 9), strict=True))
    assert {(found.code[0], found.level) for found in REAL} == set(zip("UOS", LEVELS, strict=True))
    assert [cause(code).level for code in ("unknown", "other")] == [None, None]


def test_the_levels_are_those_of_the_closed_list() -> None:
    assert codes("cause_level") == LEVELS


@pytest.mark.parametrize("found", causes(), ids=lambda found: found.code)
def test_a_cause_says_in_two_languages_what_it_means_what_its_sign_is_and_what_is_uncertain(found: Cause) -> None:
    pairs = [(found.nl, found.en), (found.about_nl, found.about_en)]
    if found.code not in NEEDS_WORDS:
        pairs += [(found.sign_nl, found.sign_en), (found.note_nl, found.note_en)]
    assert all(one and other and one != other for one, other in pairs)
    assert found.about_nl.count(".") == 1
    assert found.label("nl") == found.nl
    assert found.about("en") == found.about_en
    assert not found.own


@pytest.mark.parametrize("found", REAL, ids=lambda found: found.code)
def test_a_cause_says_where_it_was_published_when_that_was_looked_at_and_how_sure_it_is(found: Cause) -> None:
    assert found.source_url
    assert all(url.startswith("https://") and " " not in url for url in found.source_url)
    assert found.checked_on == "2026-11-22"
    assert found.confidence in ("high", "medium", "low")


def test_the_short_list_has_ten_on_all_three_levels() -> None:
    assert len(short_list()) == 10
    assert {found.level for found in short_list()} == set(LEVELS)
    assert all(found.short for found in short_list())


def test_the_short_list_serves_every_kind_of_stall() -> None:
    served = {
        one.stall.kind[:3]
        for one in suggest(analyse(ck.example("bijstand-aanvraag")))
        if any(row.cause.short for row in one.causes)
    }
    assert {code for code in KINDS if code[0] == "K"} <= served


@pytest.mark.parametrize("found", causes(), ids=lambda found: found.code)
def test_a_cause_is_found_by_its_code_its_name_and_its_labels_in_any_capitals(found: Cause) -> None:
    words = (found.code, found.name, found.nl, found.en)
    assert {find_cause(word) for word in words} == {found}
    assert {find_cause(f" {word.upper()} ") for word in words} == {found}


def test_what_is_no_cause_is_not_found_and_an_own_one_is_among_those_given() -> None:
    own = Cause(code="L1", name="L1", nl="Losse formulieren", en="Loose forms", own=True)
    assert find_cause("losse formulieren") is None
    assert find_cause("losse formulieren", (*causes(), own)) == own
    assert find_cause("", (own,)) is None
    with pytest.raises(KeyError):
        cause("L1")
