"""What the numbers of a selection count, on texts of one line."""

from __future__ import annotations

import pytest

from casekit.errors import InputRefused
from casekit.read.coded.offsets import Selected, counted, excerpts

SAD = "\U0001f614"


def selected(text: str, *spans: tuple[int, int]) -> list[str]:
    places: list[Selected] = [(1, start, end) for start, end in spans]
    way = counted({1: text}, places, "p.qdpx")[1]
    return [excerpts(way, start, end) for start, end in spans]


def refused(text: str, *spans: tuple[int, int]) -> str:
    with pytest.raises(InputRefused) as error:
        selected(text, *spans)
    return error.value.problems[0].code


def test_numbers_that_count_code_points_or_halves_of_an_emoji_are_both_read() -> None:
    assert selected(f"{SAD} geen brief", (2, 6), (7, 12)) == ["geen", "brief"]
    assert selected(f"{SAD} geen brief", (3, 7), (8, 13)) == ["geen", "brief"]
    assert selected(f"{SAD} geen", (0, 2), (3, 7)) == [SAD, "geen"]


def test_numbers_that_count_the_end_of_a_line_once_or_twice_are_both_read() -> None:
    assert selected("geen\r\nbrief", (6, 11)) == ["brief"]
    assert selected("geen\r\nbrief", (5, 10)) == ["brief"]


def test_without_rare_signs_half_a_word_is_no_reason_to_refuse() -> None:
    assert selected("geen brief", (0, 3)) == ["gee"]
    assert selected(f"geen brief {SAD}", (0, 3)) == ["gee"]


def test_with_rare_signs_before_it_half_a_word_is() -> None:
    assert refused(f"{SAD} geen brief", (2, 5), (3, 6)) == "coded_offsets"


def test_a_selection_outside_the_text_is_refused() -> None:
    assert refused("geen brief", (0, 11)) == "coded_outside"
    assert selected("geen brief", (0, 10)) == ["geen brief"]


def test_a_document_without_text_is_not_judged() -> None:
    assert counted({}, [(1, 0, 99)], "p.qdpx") == {}
