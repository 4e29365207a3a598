"""The order of the lanes: who stands beside whom, so that arrows stay short."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["order_lanes", "steps"]

Blocks = list[list[str]]
Contacts = Mapping[tuple[str, str], int]

MOST_TRIES = 20_000
"""Enough for forty lanes; a larger case keeps the best order found by then."""


def steps(blocks: Sequence[Sequence[str]], contacts: Contacts) -> int:
    """The total length of all arrows, in lanes.

    >>> steps([["a", "b"], ["c"]], {("a", "c"): 3})
    6
    """
    place = {name: n for n, name in enumerate(name for block in blocks for name in block)}
    return sum(times * abs(place[one] - place[other]) for (one, other), times in contacts.items())


def order_lanes(
    blocks: Sequence[Sequence[str]],
    contacts: Contacts,
    length_of: Callable[[Blocks, Contacts], float] = steps,
) -> Blocks:
    """Put blocks of lanes, and the lanes inside each block, in an order with short arrows.

    A block (one organisation) is never taken apart. `contacts` counts the arrows between two names, and
    `length_of` measures an order (in a column of lanes; a ring has another measure).
    Local search: one move at a time, as long as a move shortens the total; the same input always gives
    the same order.

    >>> order_lanes([["a"], ["b"], ["c"]], {("a", "b"): 1, ("a", "c"): 1})
    [['b'], ['a'], ['c']]
    """
    best = [list(block) for block in blocks if block]
    length = length_of(best, contacts)
    tries = 0
    better = True
    while better and tries < MOST_TRIES:
        better = False
        for other in _neighbours(best):
            tries += 1
            other_length = length_of(other, contacts)
            if other_length < length - 1e-9:
                best, length, better = other, other_length, True
                break
            if tries >= MOST_TRIES:
                break
    return best


def _neighbours(blocks: Blocks) -> Iterator[Blocks]:
    """Every order that is one move away: a block elsewhere, a block turned, a lane elsewhere in its block."""
    for source in range(len(blocks)):
        rest = blocks[:source] + blocks[source + 1 :]
        for target in range(len(blocks)):
            if target != source:
                yield [*rest[:target], blocks[source], *rest[target:]]
    for n, block in enumerate(blocks):
        if len(block) > 1:
            yield [*blocks[:n], block[::-1], *blocks[n + 1 :]]
        for source in range(len(block)):
            left = block[:source] + block[source + 1 :]
            for target in range(len(block)):
                if target != source:
                    yield [*blocks[:n], [*left[:target], block[source], *left[target:]], *blocks[n + 1 :]]
