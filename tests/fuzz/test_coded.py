"""The short form of the fuzzing of coded interviews, the same every day; `fuzz.py` goes on for longer."""

from __future__ import annotations

import random
import re

import pytest

from tests.few import mostly_slow

from .coded import seeds, try_one

VALUES = (
    b"", b"-1", b"0", b"7", b"99999999999999999999", b"tp", b"van:inwoner", b"soort:vraag", b"id:T2", b"antwoordt:T1",
    b"dag:T1 + 2 dagen", b"dag:2..1", b"json:{", b"(voorbeeld)", b"toezegging:", b"naar:;", b"\xc3\xa9",
    b"\xff", b"&#x202e;",
)  # fmt: skip


def changed(data: bytes, chance: random.Random) -> bytes:
    """The bytes with another value for one attribute or text, another sign, or a piece less."""
    places = list(re.finditer(rb'(?<==")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)|(?<=,)[^,\n]*(?=,)', data))
    if places and chance.random() < 0.8:
        place = chance.choice(places)
        return data[: place.start()] + chance.choice(VALUES) + data[place.end() :]
    at = chance.randrange(1, len(data))
    if chance.random() < 0.5:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    return data[:at] + data[at + chance.randrange(1, 40) :]


@pytest.mark.parametrize("times", mostly_slow([15, 40], 15))
@pytest.mark.parametrize("number", range(len(seeds())))
def test_a_changed_file_is_read_or_refused_in_words(number: int, times: int) -> None:
    chance, seed = random.Random(number), seeds()[number]
    try_one(seed)
    for _ in range(times):
        data = seed
        for _ in range(chance.randrange(1, 4)):
            data = changed(data, chance)
        try_one(data)
