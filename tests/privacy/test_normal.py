"""A text made plain, and back: every character of the view stands for characters of the text as typed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.privacy.normal import joined, normalise
from casekit.privacy.text import findings

ODD = (
    "\u200b\u00ad\u202e\u0301\u0327\u00a0\u2009\n\r\t\u2028&#;x0123456789aeéÅㅤﬁ½①٣०аВ-–@.:/+ NLabZ\U0001d7ce'\"#>|\x00"
)
texts = st.text(st.sampled_from(ODD), max_size=60) | st.text(max_size=60)
IDENTIFIERS = (
    "111222333", "06-12345678", "naam@voorbeeld.nl", "NL39 RABO 0300 0652 64", "12-BCD-3", "3512 XB", "geb. 3-6-2011",
    "dossiernummer Z-2021-00123", "ECLI:NL:RBAMS:2021:1234", "Kerkstraat 12", "Sem de Vries",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("café", "café"),
        ("cafe\u0301", "café"),
        ("e\u200b\u0301", "é"),
        ("１２", "12"),
        ("a\u00a0b\u2003c", "a b c"),
        ("1–2—3−4", "1-2-3-4"),
        ("&#49;&#x32;&amp;#51;&euro;", "123€"),
        ("R&D; AT&T &onbekend;", "R&D; AT&T &onbekend;"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("Bаnk", "Bank"),
        ("Иван", "Иван"),
        ("l2345 en O6", "12345 en 06"),
        ("1️⃣2️⃣", "12"),
        ("½", "1/2"),
    ],
)
def test_a_text_is_read_as_an_eye_reads_it(typed: str, plain: str) -> None:
    assert normalise(typed).text == plain


@given(texts)
def test_every_character_of_a_view_has_a_place_in_the_text_as_typed(text: str) -> None:
    view = normalise(text)
    views = [view, *(joined(view) or ())]
    for seen in views:
        assert len(seen.text) == len(seen.starts) == len(seen.ends)
        assert all(0 <= start < end <= len(text) for start, end in zip(seen.starts, seen.ends, strict=True))
        assert all(a <= b for a, b in itertools.pairwise(seen.starts))
        assert all(a <= b for a, b in itertools.pairwise(seen.ends))


@given(texts)
def test_what_is_plain_already_stays_as_it_is(text: str) -> None:
    plain = normalise(text).text
    if "&" not in plain:
        assert normalise(plain).text == plain


@given(st.lists(texts | st.sampled_from(IDENTIFIERS), max_size=6).map(" ".join))
@settings(max_examples=60)
def test_findings_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = findings(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(texts, st.sampled_from(IDENTIFIERS), texts)
@settings(max_examples=60)
def test_an_identifier_between_two_lines_of_anything_is_found(before: str, value: str, after: str) -> None:
    text = f"{before}\n\n{value}.\n\n{after}"
    start = len(before) + 2
    assert any(one.start < start + len(value) and one.end > start for one in findings(text))


def test_lines_are_joined_by_a_space_and_by_nothing() -> None:
    spaced, glued = joined(normalise("een twee\n  # drie-\n> vier\n\nvijf")) or (None, None)
    assert spaced is not None
    assert glued is not None
    assert spaced.text == "een twee drie-vier\n\nvijf"
    assert glued.text == "een tweedrievier\n\nvijf"


def test_a_hundred_thousand_accents_on_one_letter_take_no_time() -> None:
    assert normalise("a" + "\u0301\u0327" * 50_000).text.startswith("á")
