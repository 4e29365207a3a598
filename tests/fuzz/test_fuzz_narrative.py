"""The short form of the fuzzing of narratives, the same every day; `fuzz_narrative.py` goes on as long as it may."""

from __future__ import annotations

import random

from .fuzz_narrative import WHOLE, seeds, try_one

PIECES = (
    b"5 maart 2021", b"\n", b"|", b"# ", b"- ", b"2021", b"een week later", b"<w:t>", b"</w:t>", b"<w:p>", b"<w:del>",
    b"\xff", b"\x00", b"<", b">", b"99-99-9999", b"moeder belt de school.", b"wijst", b"niet", b"\xe2\x80\xae", b"'",
)  # fmt: skip


def changed(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few pieces taken out, put in, or put elsewhere."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        begin = chance.randrange(1, len(made) + 1)
        end = min(len(made), begin + chance.choice((0, 0, 1, 5, 40)))
        other = chance.randrange(len(made))
        made[begin:end] = chance.choice((chance.choice(PIECES), made[other : other + 30], b""))
    return bytes(made)


def test_a_changed_narrative_is_read_or_refused_in_words() -> None:
    chance = random.Random(20212)
    for seed in seeds():
        try_one(seed)
        for _ in range(100):
            try_one(changed(seed, chance))


def test_half_a_word_file_is_refused_in_words() -> None:
    for size in range(0, len(WHOLE), 997):
        try_one(b"\x01" + WHOLE[:size])
