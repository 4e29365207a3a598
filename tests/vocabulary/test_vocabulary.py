"""The closed lists: a word in either language is one code, and no word is two."""

from __future__ import annotations

import pytest

from casekit.case import Actor, Touchpoint
from casekit.vocabulary import closed_lists, codes, entries, find_code, label, suggest


@pytest.mark.parametrize("name", closed_lists())
def test_every_word_of_an_entry_is_read_as_its_code(name: str) -> None:
    for code, entry in entries(name).items():
        for word in (code, entry["nl"], entry["en"], *entry.get("also", ())):
            for typed in (word, word.upper(), f" {word} ", word.replace(" ", "_"), word.replace(" ", "-")):
                assert (typed, find_code(name, typed)) == (typed, code)


@pytest.mark.parametrize("name", closed_lists())
def test_no_two_codes_share_a_label(name: str) -> None:
    for lang in ("nl", "en"):
        labels = [label(name, code, lang) for code in codes(name)]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("code", codes("kind"))
def test_every_speech_act_has_a_verb_in_both_languages(code: str) -> None:
    assert label("kind", code, "nl", "does") != label("kind", code, "en", "does")


def test_a_word_that_is_not_in_a_list_is_none_and_an_unknown_code_is_its_own_label() -> None:
    assert find_code("kind", "zwaaien") is None
    assert label("kind", "iets_anders") == "iets anders"


@pytest.mark.parametrize(
    ("typed", "nl", "en"), [("aanvrag", "aanvraag", "application"), ("REFFERAL", "verwijzing", "referral")]
)
def test_a_mistyped_word_gets_the_nearest_label(typed: str, nl: str, en: str) -> None:
    assert suggest("kind", typed, "nl") == nl
    assert suggest("kind", typed, "en") == en


def test_a_word_that_looks_like_nothing_gets_no_suggestion() -> None:
    assert suggest("kind", "xyzzyx") is None


def test_a_case_keeps_the_code_of_what_was_typed() -> None:
    row = {"id": "t", "from": "a", "to": "b", "kind": "Verzoek om stukken", "outcome": "geen reactie"}
    touchpoint = Touchpoint.model_validate(row)
    assert (touchpoint.kind, touchpoint.outcome) == ("document_request", "no_response")
    assert Actor.model_validate({"id": "a", "kind": "Inwoner"}).kind == "resident"
