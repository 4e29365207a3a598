"""A table of yes, no and unknown, taken apart."""

from __future__ import annotations

import numpy as np
import pytest

from casekit.compare.known import yes_and_known


def test_unknown_is_neither_yes_nor_known() -> None:
    yes, known = yes_and_known([(True, None), (None, False)])
    assert yes.tolist() == [[True, False], [False, False]]
    assert known.tolist() == [[True, False], [False, True]]


def test_an_array_of_flags_is_known_throughout() -> None:
    flags = np.array([[True, False], [False, True]])
    yes, known = yes_and_known(flags)
    assert yes.tolist() == flags.tolist()
    assert known.all()


@pytest.mark.parametrize("rows", [[], [()], [(), ()]])
def test_a_table_without_cases_or_kinds_is_empty(rows: list[tuple[bool, ...]]) -> None:
    yes, known = yes_and_known(rows)
    assert yes.shape == known.shape == (len(rows), 0)


def test_rows_of_unequal_length_are_refused() -> None:
    with pytest.raises(ValueError, match="same columns"):
        yes_and_known([(True,), (True, False)])
