"""Saving: same case, same bytes; whole files only; nothing of the reader's computer in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from matplotlib.axes import Axes

from casekit.figures import network, save, timeline
from tests.few import mostly_slow
from tests.figures.dense import made_up_case, made_up_stalls


@pytest.mark.parametrize(
    ("draw", "suffix"),
    [
        (timeline, ".svg"),
        pytest.param(timeline, ".png", marks=pytest.mark.slow),
        pytest.param(timeline, ".pdf", marks=pytest.mark.slow),
        (network, ".svg"),
    ],
)
@pytest.mark.parametrize("touchpoints", mostly_slow([4, 12], 4))
def test_the_same_case_gives_the_same_bytes(
    tmp_path: Path, draw: Callable[..., Axes], suffix: str, touchpoints: int
) -> None:
    case = made_up_case(touchpoints=touchpoints, parties=min(touchpoints, 5))
    files = []
    for n in (1, 2):
        with matplotlib.rc_context({"lines.linewidth": n, "font.size": 5 * n, "svg.fonttype": "path"}):
            files.append(save(draw(case, made_up_stalls(case, 4)), tmp_path / f"{n}{suffix}"))
    assert files[0].read_bytes() == files[1].read_bytes() != b""


def test_an_svg_has_words_and_an_id_for_every_touchpoint_and_stall(tmp_path: Path) -> None:
    case = made_up_case(touchpoints=12, parties=5)
    stalls = made_up_stalls(case, 5)
    svg = save(timeline(case, stalls), tmp_path / "case.svg").read_text("utf-8")
    for gid in [f"touchpoint-{t.id}" for t in case.touchpoint_list] + [f"stall-{s.key}" for s in stalls]:
        assert svg.count(f'id="{gid}"') == 1
    assert "Klantcontactcentrum</text>" in svg
    assert "<dc:date>" not in svg


def test_another_suffix_is_refused_with_the_ones_that_are_allowed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"'case\.jpg': use one of \.svg, \.png, \.pdf"):
        save(timeline(made_up_case(touchpoints=2, parties=2)), tmp_path / "case.jpg")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = save(timeline(made_up_case(touchpoints=2, parties=2)), tmp_path / "nieuw" / "case.svg")
    assert path.is_file()


def test_a_folder_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "weg").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="weg"):
        save(timeline(made_up_case(touchpoints=2, parties=2)), tmp_path / "weg" / "case.svg")
    assert [path.name for path in tmp_path.iterdir()] == ["weg"]


def test_a_figure_that_fails_halfway_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "case.svg"
    path.write_text("old")
    ax = timeline(made_up_case(touchpoints=2, parties=2))
    ax.text(0, 0, r"$\unreadable{$", parse_math=True)
    with pytest.raises(ValueError, match="unreadable"):
        save(ax, path)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("case.svg", "old")]


def test_drawing_and_saving_change_no_setting_of_the_reader(tmp_path: Path) -> None:
    before = dict(matplotlib.rcParams)
    save(network(made_up_case(touchpoints=4, parties=3)), tmp_path / "case.png")
    assert dict(matplotlib.rcParams) == before


def test_a_picture_in_a_notebook_tells_no_more_than_one_in_a_file() -> None:
    sheet: Any = network(made_up_case(touchpoints=4, parties=3)).get_figure(root=True)
    assert sheet._repr_png_()[12:].startswith(b"IHDR")
    assert b"tEXt" not in sheet._repr_png_()


def test_a_sign_that_turns_words_round_is_shown_instead_of_obeyed() -> None:
    case = made_up_case(touchpoints=4, parties=3).model_copy(update={"title": "links\u202erechts"})
    assert "links□rechts" in {text.get_text() for text in network(case).texts}
