"""No text keeps the rules busy: each is made of bits of what they look for, over and over."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.privacy.words import findings

SIZE = 100_000
BITS = (
    "a", "A", "Aa ", "mevrouw ", "van de ", "Van De ", "J.P. ", "A.", "A. ", "Jan-", "jan'", "'s", "’", "sem belt ",
    "Sem ", "zoon van 3, ", "3, 5 en 9 ", "kinderen van 3, ", "een 6-", "zesjarige ", "(7) ", "man van 4",
    "kind is nu ", "zoon Sem, van 3 en ", "12-03-", "3 juni ", "op 12-", "wet van 1 januari 2015 ", "Stb. ",
    "van kracht ", "2021 ", "1-", "één ", "als enige ", "de enige ", "haalde aaa ", "zeldzame ", "iedereen kent ",
    "brand ", "in Zutphen bijstand 2021 ", "in Zutphen ", "overlastzorgtoeslagwerkschuld", "ontver", "Schuldhulp-",
    "ge", "basisschool de ", "ع ", "é", " ", "\n", "! ", ". A",
)  # fmt: skip


def seconds(bit: str, size: int) -> float:
    """What the processor needs for a text of so many characters, with an end that spoils the pattern."""
    text = (bit * (size // len(bit) + 1))[: size - 1] + "!"
    began = process_time()
    findings(text)
    return process_time() - began


@pytest.mark.parametrize("bit", BITS)
def test_ten_thousand_characters_take_their_share_of_two_seconds(bit: str) -> None:
    assert seconds(bit, SIZE // 10) < 0.4


@pytest.mark.parametrize("bit", ["in Zutphen bijstand 2021 ", "kinderen van 3, ", "A. ", "van de "])
def test_ten_times_the_text_takes_not_much_more_than_ten_times_as_long(bit: str) -> None:
    assert seconds(bit, SIZE) < 2


@pytest.mark.slow
@pytest.mark.parametrize("bit", BITS)
def test_a_hundred_thousand_characters_take_less_than_two_seconds(bit: str) -> None:
    assert seconds(bit, SIZE) < 2


def test_words_that_nobody_saw_before_take_less_than_two_seconds() -> None:
    random = Random(1)
    parts = ["zorg", "schuld", "huur", "toeslag", "werk", "plan", "Xq", "z"]
    text = " ".join("".join(random.choices(parts, k=8))[:44] for _ in range(3000))
    began = process_time()
    findings(text)
    assert process_time() - began < 2


@given(st.text(max_size=200))
def test_any_text_gives_places_that_stand_in_it_in_order(text: str) -> None:
    found = findings(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
