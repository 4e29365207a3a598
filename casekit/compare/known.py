"""A table of yes, no and unknown as two tables of flags: what is yes, and what is known at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Flags", "Rows", "yes_and_known"]

Flags = NDArray[np.bool_]

Rows = Sequence[Sequence[bool | None]] | Flags
"""One row per case, one column per kind (or condition): True, False, or None where it could not be observed."""


def yes_and_known(rows: Rows) -> tuple[Flags, Flags]:
    """What is yes and what is known, both cases x columns; unknown is not yes. Rows of unequal length: ValueError.

    >>> yes, known = yes_and_known([(True, None), (False, True)])
    >>> yes.tolist(), known.tolist()
    ([[True, False], [False, True]], [[True, False], [True, True]])
    """
    if len({len(row) for row in rows}) > 1:
        raise ValueError("every case needs a value for the same columns")
    width = len(rows[0]) if len(rows) else 0
    yes = np.array([[bool(value) for value in row] for row in rows], dtype=bool).reshape(len(rows), width)
    known = np.array([[value is not None for value in row] for row in rows], dtype=bool).reshape(len(rows), width)
    return yes, known
