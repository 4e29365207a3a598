"""The timeline: nothing overlaps, nothing is missing, and what is uncertain looks uncertain."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from casekit.case import Case
from casekit.figures import sheets, timeline
from casekit.figures.paper import PAPERS
from casekit.stalls.stall import Stall
from casekit.when import ANYTIME
from casekit.when import timeline as days_of
from tests.few import mostly_slow
from tests.figures.boxes import corners, names, off_the_page, touching, written
from tests.figures.dense import made_up_case, made_up_stalls


def small(*touchpoints: dict[str, Any], **more: Any) -> Case:
    actors = [{"id": "bewoner", "kind": "resident"}, {"id": "balie"}, {"id": "team"}]
    return Case.model_validate({"id": "klein", "actors": actors, "touchpoints": touchpoints, **more})


def asks(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "from": "bewoner", "to": "balie", "kind": "question", **more}


def artist(ax: Axes, gid: str) -> Any:
    return next(child for child in ax.get_children() if child.get_gid() == gid)


@pytest.fixture(scope="module")
def dense() -> tuple[Case, tuple[Stall, ...]]:
    case = made_up_case()
    return case, made_up_stalls(case)


@pytest.fixture(scope="module", params=["a3", "a4"])
def drawn(request: pytest.FixtureRequest, dense: tuple[Case, tuple[Stall, ...]]) -> Axes:
    return timeline(*dense, paper=request.param)


def test_no_two_texts_touch_and_none_leaves_the_page(drawn: Axes) -> None:
    assert touching(drawn) == []
    assert off_the_page(drawn) == []


def test_the_measure_sees_slanted_words_that_cross_and_words_over_the_edge() -> None:
    ax = timeline(small(asks("t1")))
    style: dict[str, Any] = {"rotation": 60, "rotation_mode": "anchor", "ha": "left", "va": "baseline"}
    ax.text(300, 200, "een schuine kop", **style)
    ax.text(302, 198, "en nog een die er dwars doorheen gaat")
    ax.text(415, 100, "over de rand")
    assert touching(ax) == [("een schuine kop", "en nog een die er dwars doorheen gaat")]
    assert off_the_page(ax)[-1] == "over de rand"


def test_type_is_never_smaller_than_can_be_read(drawn: Axes) -> None:
    least = {PAPERS["a3"].width: 7.0, PAPERS["a4"].width: 5.5}[drawn.get_xlim()[1]]
    assert min(text.get_fontsize() for text in written(drawn)) >= least - 1e-6


def test_a_dense_case_stays_on_its_sheet_with_its_pitch(drawn: Axes) -> None:
    width, height = drawn.get_xlim()[1], drawn.get_ylim()[0]
    paper = next(paper for paper in PAPERS.values() if paper.width == width)
    assert height <= paper.height + 1e-6
    columns = sorted(text.get_position()[0] for text in drawn.texts if (text.get_gid() or "").startswith("heading-"))
    assert min(b - a for a, b in pairwise(columns)) >= paper.pitch - 1e-6


def test_every_touchpoint_and_every_stall_is_there(dense: tuple[Case, tuple[Stall, ...]], drawn: Axes) -> None:
    case, stalls = dense
    assert sorted(names(drawn, "touchpoint-")) == sorted(t.id for t in case.touchpoint_list)
    assert sorted(names(drawn, "stall-")) == sorted(stall.key for stall in stalls)
    headings = [text.get_text().split()[0] for text in drawn.texts if (text.get_gid() or "").startswith("heading-")]
    assert sorted(headings) == sorted(t.id for t in case.touchpoint_list)


def test_there_are_as_many_arrows_hooks_waits_and_cuts_as_the_case_has(
    dense: tuple[Case, tuple[Stall, ...]], drawn: Axes
) -> None:
    acts = [t for t in dense[0].touchpoint_list if t.kind != "silence"]
    receivers = [(t.from_, to) for t in acts for to in set(t.to)]
    assert len(names(drawn, "arrow-")) == sum(a != b for a, b in receivers)
    assert len(names(drawn, "hook-")) == sum(a == b for a, b in receivers)
    assert len(names(drawn, "hold-")) == len(dense[0].holds)
    assert len(names(drawn, "turning-point-")) == sum(t.turning_point for t in dense[0].touchpoint_list)
    assert len(names(drawn, "experience-")) == sum(t.experience is not None for t in dense[0].touchpoint_list)
    silent = sum("weken geen contact" in text.get_text() for text in drawn.texts)
    assert len(names(drawn, "cut-")) == silent > 0


# The first seven have every number of waits, share without a date, paper and language.
@pytest.mark.parametrize("seed", [*range(7), *(pytest.param(n, marks=pytest.mark.slow) for n in range(7, 14))])
def test_small_cases_of_every_shape_keep_their_texts_apart(seed: int) -> None:
    case = made_up_case(seed, 1 + seed, 2 + seed * 4 % 37, undated=seed % 4 / 3, holds=seed % 7)
    stalls = made_up_stalls(case, seed * 2, seed)
    ax = timeline(case, stalls, paper="a4" if seed % 3 else "a3", lang="en" if seed % 2 else "nl")
    assert touching(ax) == []
    assert off_the_page(ax) == []


def test_an_undated_touchpoint_is_open_and_dashed_and_a_dated_one_is_not() -> None:
    ax = timeline(small(asks("t1", when="2021-03-01"), asks("t2"), asks("t3", when="2021-04")))
    fills = [artist(ax, f"touchpoint-{name}").get_markerfacecolor() for name in ("t1", "t2", "t3")]
    assert fills[1] == "white" != fills[0] == fills[2]
    assert artist(ax, "stem-t2-0").get_linestyle() != artist(ax, "stem-t1-0").get_linestyle()


def test_without_any_date_the_axis_says_that_only_the_order_is_known() -> None:
    ax = timeline(small(asks("t1"), asks("t2"), asks("t3")))
    assert any("Alleen de volgorde" in text.get_text() for text in ax.texts)


def test_relative_days_give_an_axis_in_days() -> None:
    ax = timeline(small(asks("t1", when="0"), asks("t2", when="14")))
    assert {"dag 0", "dag 14"} <= {text.get_text() for text in ax.texts}


def test_an_undated_case_claims_no_silence() -> None:
    ax = timeline(small(asks("t1", when="2021-01-01"), asks("t2"), asks("t3", when="2021-12-01")))
    assert names(ax, "cut-") == []


def test_a_recorded_silence_is_a_mark_and_no_arrow() -> None:
    ax = timeline(small(asks("t1"), asks("t2", kind="silence")))
    assert isinstance(artist(ax, "touchpoint-t2"), Rectangle)
    assert [name for name in names(ax, "arrow-") if name.startswith("t2")] == []


def test_several_receivers_get_an_arrow_each() -> None:
    assert len(names(timeline(small(asks("t1", to=["balie", "team"]))), "arrow-")) == 2


def test_an_actor_in_contact_with_itself_gets_a_hook() -> None:
    ax = timeline(small({"id": "t1", "from": "team", "to": "team", "kind": "consultation"}))
    assert names(ax, "hook-") == ["t1"]
    assert names(ax, "arrow-") == []


def test_without_colour_certain_possible_and_legitimate_still_differ() -> None:
    case = made_up_case(seed=3)
    stalls = [stall for stall in made_up_stalls(case, 16, seed=3) if stall.kind.startswith("K")]
    ax = timeline(case, stalls)
    certain = next(artist(ax, f"stall-{s.key}") for s in stalls if s.verdict == "certain")
    possible = next(artist(ax, f"stall-{s.key}") for s in stalls if s.verdict == "possible")
    hold = artist(ax, f"hold-{names(ax, 'hold-')[0]}")
    assert not certain.get_hatch()
    assert possible.get_hatch()
    assert certain.get_linestyle() != possible.get_linestyle()
    assert not hold.get_hatch()
    assert hold.get_y() < min(certain.get_y(), possible.get_y()), "waits stand in the lanes, stalls below them"
    for stall in stalls:
        words = [text.get_text() for text in ax.texts if f"({stall.at})" in text.get_text()]
        assert any(("?" in line) == (stall.verdict == "possible") for line in words)


def test_what_sort_of_case_it_is_stands_in_the_corner_where_that_is_known() -> None:
    assert "Fictieve casus" in {t.get_text() for t in timeline(small(asks("t1"), status="fictional")).texts}
    assert "Composite case" in {
        t.get_text() for t in timeline(small(asks("t1"), status="composite"), lang="en").texts
    }
    real = timeline(small(asks("t1"), status="reconstruction"))
    assert "Gepseudonimiseerde reconstructie" in {t.get_text() for t in real.texts}
    assert not any(text.get_gid() == "stamp" for text in timeline(small(asks("t1"), status=None)).texts)


def test_a_stall_whose_end_is_unknown_stays_open_and_the_legend_says_so() -> None:
    stall = Stall("K01", "possible", "t1", ("t1",), ("bewoner", "balie"), "x", ANYTIME, ANYTIME, ANYTIME)
    ax = timeline(small(asks("t1"), asks("t2")), [stall])
    assert any(text.get_text() == "loopt door of begon eerder" for text in ax.texts)
    assert touching(ax) == []


@pytest.mark.parametrize("touchpoints", mostly_slow([90, 200], 90))
def test_many_touchpoints_are_split_over_sheets_that_show_each_once(touchpoints: int) -> None:
    case = made_up_case(seed=5, touchpoints=touchpoints)
    stalls = made_up_stalls(case, 16, seed=5)
    shown: list[str] = []
    stalled: set[str] = set()
    count = sheets(case)
    for sheet in range(1, count + 1):
        ax = timeline(case, stalls, sheet=sheet)
        assert any(text.get_text().startswith(f"Blad {sheet} van {count}") for text in ax.texts)
        assert touching(ax) == []
        shown += names(ax, "touchpoint-")
        stalled |= set(names(ax, "stall-"))
    assert count > 1
    assert shown == list(days_of(case).order)
    assert stalled == {stall.key for stall in stalls}


def test_a_sheet_or_paper_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="sheet 2 does not exist: this case takes 1"):
        timeline(small(asks("t1")), sheet=2)
    with pytest.raises(ValueError, match="choose from a3, a4"):
        timeline(small(asks("t1")), paper="a5")


def test_odd_and_endless_labels_are_shown_as_typed_or_shortened() -> None:
    long = "Afdeling_voor $bijzondere$ zaken van de gemeente aan de overkant van het water " * 3
    case = Case.model_validate(
        {
            "id": "lang",
            "title": long,
            "actors": [{"id": "bewoner", "kind": "resident"}, {"id": "balie", "label": long}],
            "touchpoints": [asks(f"contactmoment-nummer-{n}", summary=long) for n in range(5)],
        }
    )
    ax = timeline(case, made_up_stalls(case, 4), paper="a4")
    assert touching(ax) == []
    assert off_the_page(ax) == []
    assert any("$bijzondere$" in text.get_text() for text in ax.texts)
    assert names(ax, "touchpoint-") == [t.id for t in case.touchpoint_list]


def test_a_wait_without_a_place_in_time_is_named_under_the_lanes() -> None:
    ax = timeline(small(asks("t1"), asks("t2"), holds=[{"id": "h1", "basis": "law", "label": "zoekperiode"}]))
    assert names(ax, "hold-") == []
    assert any(text.get_text().endswith("onbekend: zoekperiode") for text in ax.texts)


def test_a_wait_without_room_for_its_name_gets_a_letter_that_is_explained() -> None:
    rows = [asks(f"t{n}", when=f"2021-03-{n:02}") for n in range(1, 31)]
    wait = {
        "id": "h1",
        "basis": "law",
        "label": "een lange naam voor een korte wachttijd",
        "actors": ["balie"],
    }
    ax = timeline(small(*rows, holds=[wait | {"from": "2021-03-10", "until": "2021-03-11"}]), paper="a4")
    words = [text.get_text() for text in ax.texts]
    assert "a" in words
    assert "Wachten dat erbij hoort: a een lange naam voor een korte wachttijd" in words


def test_the_ring_of_a_stall_is_never_under_its_words() -> None:
    case = made_up_case(seed=9)
    ax = timeline(case, made_up_stalls(case, 60, seed=9), paper="a4")
    rings = [(line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines if line.get_marker() == "o"]
    band = [text for text in ax.texts if "·" in text.get_text() and text.get_text().startswith("K")]
    assert len(band) > 30
    for text in band:
        (left, _), (right, _), *_ = ax.transData.inverted().transform(corners(text))
        y = text.get_position()[1]
        assert not any(abs(y - ring_y) < 0.5 and left < x < right for x, ring_y in rings)


def test_an_actor_without_contacts_keeps_its_lane() -> None:
    assert "team" in {text.get_text() for text in timeline(small(asks("t1"))).texts}


def test_axes_of_ones_own_are_used_and_given_back() -> None:
    figure = Figure(figsize=(8, 5))
    ax = figure.add_subplot(1, 2, 1)
    assert timeline(small(asks("t1"), asks("t2")), ax=ax) is ax
    assert max(text.get_fontsize() for text in ax.texts) < 16


def test_a_notebook_can_show_the_figure_without_pyplot() -> None:
    figure: Any = timeline(small(asks("t1"))).figure
    assert figure._repr_png_().startswith(b"\x89PNG")
