"""Designed against lived in one picture: every step, every touchpoint, every line, and nothing on top of another."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

import casekit as ck
from casekit.designed import Designed
from casekit.figures import route, route_sheets
from casekit.notation import case_of
from casekit.route.compare import Comparison, compare
from tests.few import mostly_slow
from tests.figures.boxes import names, off_the_page, touching, written
from tests.figures.dense import made_up_case

PAIRS = [
    ("bijstand-aanvraag", "bijstand"),
    ("bijstand-aanvraag", "schuldhulp"),
    ("kinderarmoede", "schuldhulp"),
    ("kinderarmoede", "vroegsignaal"),
    ("twaalf-regels", "bijstand"),
]
PICTURES = [(*pair, *look) for pair in PAIRS for look in (("a4", "nl"), ("a3", "en"))]
CHAIN: list[dict[str, Any]] = [
    {"id": "vraag", "kinds": "aanvraag"},
    {"id": "gesprek", "kinds": "gesprek", "after": "vraag"},
    {"id": "plan", "kinds": "advies", "after": "gesprek"},
    {"id": "ja", "kinds": "besluit", "after": "plan", "alternatives": "besluit"},
    {"id": "nee", "kinds": "afwijzing", "after": "plan", "alternatives": "besluit"},
    {"id": "nazorg", "after": ["ja", "nee"]},
]
CROSSED = """
a: inwoner > gemeente aanvraag @0 step=vraag
b: gemeente > inwoner besluit @40 step=ja
c: gemeente > inwoner gesprek @60 step=gesprek
d: gemeente > inwoner gesprek @70
e: gemeente > inwoner bericht @71
f: gemeente > inwoner navraag @72
"""


def crossed(**more: Any) -> Comparison:
    return compare(case_of(CROSSED), Designed(steps=CHAIN, label="Eigen route", **more))


def lines(ax: Axes) -> dict[str, Line2D]:
    return {str(line.get_gid()): line for line in ax.lines if str(line.get_gid()).startswith("link-")}


def says(ax: Axes) -> str:
    return " ".join(text.get_text() for text in written(ax))


@pytest.mark.parametrize(
    ("case", "against", "paper", "lang"),
    mostly_slow(PICTURES, ("bijstand-aanvraag", "bijstand", "a4", "nl"), ("twaalf-regels", "bijstand", "a3", "en")),
)
def test_every_step_and_touchpoint_is_there_and_no_words_touch(
    case: str, against: str, paper: str, lang: str
) -> None:
    found = ck.route(ck.example(case), against)
    ax = route(found, paper=paper, lang=lang)
    assert touching(ax) == []
    assert off_the_page(ax) == []
    assert sorted(names(ax, "step-")) == sorted(one.step.id for one in found.steps)
    assert names(ax, "lived-") == [one.touchpoint for one in found.lived if one.step]
    linked = ((name, one.touchpoint) for one in found.lived if one.step for name in one.may_be or (one.step,))
    assert sorted(lines(ax)) == sorted(f"link-{name}-{touchpoint}" for name, touchpoint in linked)
    assert min(text.get_fontsize() for text in written(ax)) >= (5.5 if paper == "a4" else 7) - 1e-6


def test_what_is_stated_is_a_solid_line_and_a_guess_a_dashed_one() -> None:
    drawn = lines(route(crossed()))
    assert drawn["link-vraag-a"].get_linestyle() == "-"
    assert drawn["link-gesprek-d"].get_linestyle() == "--"


def test_a_step_out_of_order_has_a_thick_line_that_crosses_the_other() -> None:
    drawn = lines(route(crossed()))
    late, early = drawn["link-gesprek-c"], drawn["link-ja-b"]
    assert late.get_linewidth() > 2 * early.get_linewidth() * 0.9
    (x0, x1), (y0, y1) = late.get_xdata(), early.get_xdata()  # type: ignore[misc]
    assert (x0 - y0) * (x1 - y1) < 0


def test_a_skipped_step_is_hatched_and_an_open_one_is_not() -> None:
    ax = route(crossed())
    hatched = {str(patch.get_gid()): patch.get_hatch() for patch in ax.patches if patch.get_gid()}
    assert hatched["step-plan"]
    assert not hatched["step-nazorg"]
    assert "overgeslagen?" in says(ax)
    assert "nog niet" in says(ax)
    assert "not yet" in says(route(crossed(), lang="en"))


def test_a_step_before_the_case_begins_is_not_hatched() -> None:
    ax = route(compare(case_of(CROSSED.split("\n", 2)[2]), Designed(steps=CHAIN)))
    hatched = {str(patch.get_gid()): patch.get_hatch() for patch in ax.patches if patch.get_gid()}
    assert not hatched["step-vraag"]
    assert "niet te bepalen" in says(ax)


def test_a_guess_of_a_group_has_a_dashed_line_from_every_step_that_it_may_be() -> None:
    steps = [{**step, "kinds": ["besluit", "afwijzing"]} if step["id"] == "nee" else step for step in CHAIN]
    ax = route(compare(case_of(CROSSED.replace(" step=ja", "")), Designed(steps=steps)))
    assert {lines(ax)[f"link-{name}-b"].get_linestyle() for name in ("ja", "nee")} == {"--"}
    assert says(ax).count("welke, zegt de casus niet") == 1
    assert touching(ax) == []


def test_touchpoints_in_a_row_that_are_no_step_share_a_card_and_are_named_below() -> None:
    ax = route(crossed())
    assert names(ax, "added-") == ["e"]
    assert "2 andere contacten" in says(ax)
    assert "e bericht · f navraag" in says(ax)


def test_a_late_step_says_by_how_many_days() -> None:
    assert "29 dagen over de norm" in says(route(ck.route(ck.example("bijstand-aanvraag"), "bijstand")))


def test_alternatives_stand_side_by_side_in_one_frame() -> None:
    steps = [*CHAIN[:3], CHAIN[3], CHAIN[5], CHAIN[4]]  # as typed, something stands between them
    ax = route(compare(case_of(CROSSED), Designed(steps=steps)))
    assert "één van deze is genoeg" in says(ax)
    order = sorted(
        (patch.get_x(), str(patch.get_gid()))  # type: ignore[attr-defined]
        for patch in ax.patches
        if str(patch.get_gid()).startswith("step-")
    )
    assert [gid for _, gid in order][3:] == ["step-ja", "step-nee", "step-nazorg"]


@pytest.mark.parametrize("paper", ["a4", pytest.param("a3", marks=pytest.mark.slow)])
def test_a_long_case_is_grouped_or_split_and_never_squeezed(paper: str) -> None:
    made_up = ck.route(made_up_case(3), "schuldhulp")
    ax = route(made_up, paper=paper)
    assert (touching(ax), off_the_page(ax)) == ([], [])
    rows = "\n".join(f"t{n}: inwoner > gemeente aanvraag @{n * 3}{' step=vraag' if n % 2 else ''}" for n in range(40))
    long = compare(case_of(rows), Designed(steps=CHAIN))
    sheets = route_sheets(long, paper)
    assert sheets > 2
    seen = []
    for sheet in range(1, sheets + 1):
        ax = route(long, paper=paper, sheet=sheet)
        assert touching(ax) == []
        assert len(names(ax, "step-")) == len(CHAIN)
        seen += names(ax, "lived-")
    assert seen == [one.touchpoint for one in long.lived]
    with pytest.raises(ValueError, match="sheet"):
        route(long, paper=paper, sheet=sheets + 1)


def test_fifteen_steps_with_long_names_stand_on_one_sheet() -> None:
    steps = [
        {"id": f"s{n}", "label": f"stap met een omschrijving nummer {n}", "after": [f"s{n - 1}"] if n else []}
        for n in range(15)
    ]
    ax = route(compare(case_of(CROSSED.replace("step=", "step=s")), Designed(steps=steps)))
    assert (touching(ax), off_the_page(ax)) == ([], [])
    assert len(names(ax, "step-")) == 15


def test_a_case_without_dates_and_one_without_touchpoints_on_the_route_are_drawn() -> None:
    assert "Geen datums" in says(route(ck.route(ck.example("twaalf-regels"), "bijstand")))
    ax = route(compare(case_of("x: school > werkgever bericht"), Designed(steps=CHAIN)))
    assert (names(ax, "added-"), names(ax, "lived-"), lines(ax)) == (["x"], [], {})
    assert touching(ax) == []
