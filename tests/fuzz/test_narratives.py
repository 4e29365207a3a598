"""The short form of the fuzzing of narratives, the same every day; `fuzz.py` goes on as long as it may."""

from __future__ import annotations

import random

import pytest

from tests.few import mostly_slow

from .changing import changed
from .narratives import WHOLE, seeds, try_one

PIECES = (
    b"5 maart 2021", b"\n", b"|", b"# ", b"- ", b"2021", b"een week later", b"<w:t>", b"</w:t>", b"<w:p>", b"<w:del>",
    b"\xff", b"\x00", b"<", b">", b"99-99-9999", b"moeder belt de school.", b"wijst", b"niet", b"\xe2\x80\xae", b"'",
)  # fmt: skip


@pytest.mark.parametrize("times", mostly_slow([15, 40], 15))
def test_a_changed_narrative_is_read_or_refused_in_words(times: int) -> None:
    chance = random.Random(20212)
    for seed in seeds():
        try_one(seed)
        for _ in range(times):
            try_one(changed(seed, PIECES, chance))


def test_half_a_word_file_is_refused_in_words() -> None:
    for size in range(0, len(WHOLE), 997):
        try_one(b"\x01" + WHOLE[:size])
