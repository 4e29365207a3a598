"""The table of the levels: every field has its row, and of an own table all that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casekit import case as case_module
from casekit import coding as coding_module
from casekit.coding import Coding
from casekit.errors import InputRefused
from casekit.part import Part
from casekit.release.levels import ACTIONS, LEVELS, kit_table, loosened, read_table
from casekit.votes import Votes

PARTS = {
    one.__name__: one
    for module in (case_module, coding_module)
    for one in vars(module).values()
    if isinstance(one, type) and issubclass(one, Part) and one is not Part
} | {"Votes": Votes, "Coding": Coding}


def fields(part: type[Part]) -> Iterator[str]:
    for name, info in part.model_fields.items():
        yield info.alias or name


def test_every_field_of_every_part_has_a_row_and_no_row_is_about_nothing() -> None:
    assert {part: {*rows} for part, rows in kit_table().rows.items()} == {
        name: {*fields(part)} for name, part in PARTS.items()
    }


def test_every_row_says_for_each_level_something_that_can_be_done() -> None:
    rows = [row for fields in kit_table().rows.values() for row in fields.values()]
    assert {len(row) for row in rows} == {len(LEVELS)}
    assert {one for row in rows for one in row} <= {*ACTIONS}


def test_no_level_tells_more_than_the_one_before_it() -> None:
    for part, fields in kit_table().rows.items():
        for field, row in fields.items():
            assert [ACTIONS[one] for one in row] == sorted(ACTIONS[one] for one in row), f"{part}.{field}"


def test_time_is_days_then_quarters_then_only_the_order() -> None:
    assert kit_table().rows["Touchpoint"]["when"] == ("days", "quarters", "none")


def test_a_part_that_the_table_does_not_know_does_not_go_along() -> None:
    assert kit_table().action("Bijlage", "naam", "O") == "none"


def test_an_own_row_takes_the_place_of_that_of_the_kit(tmp_path: Path) -> None:
    own = tmp_path / "eigen.toml"
    own.write_text('[Touchpoint]\nchannel = ["keep", "none", "none"]\nwhen = ["days", "quarters", "none"]\n')
    table = read_table(own)
    assert table.action("Touchpoint", "channel", "A") == "none"
    assert table.changed == ("Touchpoint.channel",)
    assert loosened(table, "A") == ()


def test_a_row_that_lets_more_through_is_named(tmp_path: Path) -> None:
    own = tmp_path / "eigen.toml"
    own.write_text('[Touchpoint]\nwhen = ["keep", "days", "quarters"]\n')
    table = read_table(own)
    assert [loosened(table, level) for level in LEVELS] == [("Touchpoint.when",)] * 3


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[Touchpoint", ["levels_unreadable"]),
        (
            "[Contact]\nwhen = []\n[Touchpoint]\nwehn = []\nkind = ['keep']\n",
            ["levels_part", "levels_field", "levels_row"],
        ),
        ("Touchpoint = 3", ["levels_part"]),
        ('[Touchpoint]\nwhen = ["days", "weken", "none"]', ["levels_row"]),
        ('[Touchpoint]\nwhen = [["days"], 1, true]', ["levels_row"]),
    ],
)
def test_everything_that_is_wrong_with_an_own_table_is_told_at_once(
    tmp_path: Path, text: str, codes: list[str]
) -> None:
    own = tmp_path / "eigen.toml"
    own.write_text(text)
    with pytest.raises(InputRefused) as refused:
        read_table(own)
    assert [one.code for one in refused.value.problems] == codes


def test_a_table_that_is_no_text_is_told(tmp_path: Path) -> None:
    own: Any = tmp_path / "eigen.toml"
    own.write_bytes(b"\xff\xfe")
    with pytest.raises(InputRefused) as refused:
        read_table(own)
    assert refused.value.problems[0].code == "levels_unreadable"
