"""The short form of the fuzzing of workbooks, the same every day; `fuzz.py` goes on as long as it may."""

from __future__ import annotations

import random
import re

from .changing import changed
from .workbooks import MEMBERS, PARTS, WHOLE, seeds, try_one

PIECES = (
    b"<c", b"</c>", b'r="A1"', b'r="XFD1048576"', b't="s"', b't="d"',
    b"<v>", b"</v>", b"<f>", b"-1", b"1e999", b"_x0000_",
    b"&lt;", b"\xff", b'"', b">", b'hidden="1"', b"1048577",
    b"<row>", b"</row>", b"\x00", b'xmlns=""', b"<!--", b"]]>",
)  # fmt: skip


VALUES = (
    b"",
    b"-1",
    b"0",
    b"1",
    b"true",
    b"A1",
    b"B2:A1",
    b"ZZZ99",
    b"\xc3\xa9",
    b"9" * 30,
    b"inlineStr",
    b"d",
    b"e",
    b"x:y",
)


def with_another_value(data: bytes, chance: random.Random) -> bytes:
    """The bytes with another value for one attribute or one text: most likely still XML."""
    places = list(re.finditer(rb'(?<==")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)', data))
    place = chance.choice(places)
    return data[: place.start()] + chance.choice(VALUES) + data[place.end() :]


def test_every_part_that_is_changed_is_there() -> None:
    assert set(PARTS) <= set(MEMBERS)
    for seed in seeds():
        try_one(seed)


def test_a_changed_workbook_is_read_or_refused_in_words() -> None:
    chance = random.Random(20211)
    for seed in seeds()[:-1]:
        for _ in range(25):
            try_one(changed(seed, PIECES, chance))
            try_one(with_another_value(seed, chance))


def test_half_a_workbook_is_refused_in_words() -> None:
    for size in range(0, len(WHOLE), 97):
        try_one(b"\xff" + WHOLE[:size])
