"""Changes of bytes for the short forms of fuzzing: a few pieces taken out, put in, or put elsewhere."""

from __future__ import annotations

import random
from collections.abc import Sequence

__all__ = ["changed"]


def changed(data: bytes, pieces: Sequence[bytes], chance: random.Random) -> bytes:
    """The bytes with one to four changes; the first byte, which says what they are, stays."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        begin = chance.randrange(1, len(made) + 1)
        end = min(len(made), begin + chance.choice((0, 0, 1, 5, 40)))
        other = chance.randrange(len(made))
        made[begin:end] = chance.choice((chance.choice(pieces), made[other : other + 30], b""))
    return bytes(made)
