"""The critical path over the timeline: every leg once, assumed ones dashed, days at the legs, slack in words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from matplotlib.axes import Axes

import casekit as ck
from casekit.cost import Cost, cost_of
from casekit.figures import critical_path, save, sheets, timeline
from casekit.figures.pathlines import links_of
from casekit.notation import case_of
from tests.few import few_examples, mostly_slow
from tests.figures.boxes import names, off_the_page, touching
from tests.figures.dense import made_up_case

CHAIN = """
    a: inwoner > gemeente  vraag    @0
    b: gemeente > wijkteam vraag    @5  depends_on=a
    c: wijkteam > gemeente antwoord @30 re=b
    d: gemeente > inwoner  antwoord @45 depends_on=c
"""
TRACKS = """
    a: inwoner > gemeente  vraag    @0
    b: gemeente > wijkteam vraag    @5  depends_on=a
    e: gemeente > bank     vraag    @20 depends_on=a
    c: wijkteam > gemeente antwoord @30 re=b
    d: gemeente > inwoner  antwoord @45 depends_on=c,e
"""


def cost(text: str, **more: Any) -> Cost:
    return cost_of(ck.analyse(case_of(text)), draws=200, **more)


@cache
def kit(name: str) -> Cost:
    return cost_of(ck.analyse(ck.example(name)), draws=100)


def words(ax: Axes) -> str:
    return " | ".join(text.get_text() for text in ax.texts)


def line(ax: Axes, gid: str) -> Any:
    return next(line for line in ax.lines if line.get_gid() == gid)


def days_written(ax: Axes) -> dict[str, str]:
    """What stands at each leg."""
    return {
        gid.removeprefix("days-"): text.get_text()
        for text in ax.texts
        if (gid := text.get_gid() or "").startswith("days-")
    }


def test_every_leg_is_drawn_once_with_its_days_and_they_add_up() -> None:
    found = cost(CHAIN)
    ax = critical_path(found)
    assert names(ax, "leg-") == ["b", "c", "d"]
    assert days_written(ax) == {"b": "5 d", "c": "25 d", "d": "15 d"}
    assert found.lead is not None
    assert sum(int(told.split()[0]) for told in days_written(ax).values()) == found.lead.value
    assert sorted(names(ax, "on-path-")) == ["a", "b", "c", "d"]


def test_a_leg_runs_from_touchpoint_to_touchpoint_and_lies_in_the_lane_of_who_acted() -> None:
    ax = critical_path(cost(CHAIN))
    dots = {name: line(ax, f"touchpoint-{name}") for name in "abcd"}
    place = {name: (dot.get_xdata()[0], dot.get_ydata()[0]) for name, dot in dots.items()}
    for first, last in ("ab", "bc", "cd"):
        leg = line(ax, f"leg-{last}")
        assert leg.get_xdata()[0] == place[first][0]
        assert (leg.get_xdata()[-1], leg.get_ydata()[-1]) == place[last]


def test_an_assumed_leg_is_dashed_and_named_and_one_that_the_case_states_is_solid() -> None:
    ax = critical_path(cost(CHAIN.replace(" depends_on=c", "")))
    assert line(ax, "leg-d").get_linestyle() == "--"
    assert line(ax, "leg-c").get_linestyle() == "-"
    assert "Aangenomen, nog niet bevestigd: c antwoordt → d antwoordt." in words(ax)
    assert "Aangenomen" not in words(critical_path(cost(CHAIN)))


def test_a_link_that_the_researcher_confirmed_is_solid() -> None:
    assumed = case_of(CHAIN.replace(" depends_on=c", ""))
    said = {"before": "c", "after": "d", "needed": "yes", "by": "onderzoeker", "on": "2024-05-01"}
    case = ck.Case.model_validate(assumed.model_dump(by_alias=True, exclude_none=True) | {"links": [said]})
    ax = critical_path(cost_of(ck.analyse(case)))
    assert line(ax, "leg-d").get_linestyle() == "-"


def test_another_track_stands_in_words_with_its_slack() -> None:
    ax = critical_path(cost(TRACKS))
    assert "Naast de weg, met speling: 10 dagen (e vraagt)." in words(ax)
    assert "e" not in names(ax, "leg-")


def test_where_dates_are_uncertain_headings_give_the_share_of_draws() -> None:
    found = cost("""
        a: inwoner > gemeente  vraag    @0
        b: gemeente > wijkteam vraag    @5  depends_on=a
        c: wijkteam > gemeente antwoord @28/32 re=b order=3
        e: gemeente > bank     vraag    @20/44 depends_on=a order=3
        d: gemeente > inwoner  antwoord @45 depends_on=c,e order=4
    """)
    ax = critical_path(found)
    headings = {t.get_gid(): t.get_text() for t in ax.texts if (t.get_gid() or "").startswith("heading-")}
    assert headings["heading-d"].endswith(" 100%")
    assert headings["heading-e"].endswith(f" {found.criticality['e']:.0%}")
    assert 0 < found.criticality["e"] < 1
    assert "200 trekkingen" in words(ax)
    assert "%" not in words(critical_path(cost(CHAIN)))


def test_a_case_that_still_runs_has_an_open_leg_with_at_least() -> None:
    ax = critical_path(cost("a: inwoner > gemeente aanvraag @0\nobserved @0..@80"), paper="a4")
    (leg,) = names(ax, "leg-")
    assert leg.startswith("open:")
    assert days_written(ax) == {leg: "≥ 80 d"}
    assert "minstens 80 dagen" in words(ax)


def test_without_dates_the_chain_is_drawn_without_days() -> None:
    ax = critical_path(kit("twaalf-regels"))
    assert names(ax, "leg-") == ["t12"]
    assert days_written(ax) == {}
    assert "Dagen: niet te bepalen" in words(ax)
    assert "12 contactmomenten, 3 haperingen" in words(ax)
    assert len(names(ax, "stall-")) == 3


def test_an_undated_touchpoint_on_the_path_stays_open() -> None:
    ax = critical_path(kit("twaalf-regels"))
    assert line(ax, "touchpoint-t12").get_markerfacecolor() == "white"


def test_only_stalls_on_the_path_are_drawn_and_all_of_those() -> None:
    found = kit("bijstand-aanvraag")
    on_path = {one.key for one in found.stalls if one.slack == 0 or (one.shapley and one.shapley.hi > 0)}
    assert set(names(critical_path(found), "stall-")) == on_path
    assert 0 < len(on_path) < len(found.stalls)


@pytest.mark.parametrize("touchpoints", mostly_slow([100, 150], 100))
def test_a_case_on_several_sheets_has_every_leg_and_its_days_once(touchpoints: int) -> None:
    turns = [("gemeente", "inwoner") if n % 2 else ("inwoner", "gemeente") for n in range(touchpoints)]
    text = "\n".join(
        f"a{n}: {one} > {other} bericht @{5 * n}" + (f" depends_on=a{n - 1}" if n else "")
        for n, (one, other) in enumerate(turns)
    )
    found = cost(text)
    shown: list[str] = []
    drawn: set[str] = set()
    for sheet in range(1, sheets(found.analysis.case, "a4") + 1):
        ax = critical_path(found, paper="a4", sheet=sheet)
        assert touching(ax) == []
        shown += days_written(ax)
        drawn |= set(names(ax, "leg-"))
    assert sheet > 1
    assert drawn == {link.last for link in links_of(found)}
    assert sorted(shown) == sorted(drawn)


@pytest.mark.parametrize("paper", [pytest.param("a3", marks=pytest.mark.slow), "a4"])
@pytest.mark.parametrize("name", few_examples())
def test_no_texts_touch_on_the_cases_of_the_kit(name: str, paper: str) -> None:
    lang = "en" if paper == "a3" else "nl"
    ax = critical_path(kit(name), paper=paper, lang=lang)
    assert touching(ax) == []
    assert off_the_page(ax) == []


@pytest.mark.parametrize("seed", mostly_slow(range(3), 0, 2))
def test_no_texts_touch_on_made_up_cases(seed: int) -> None:
    case = made_up_case(seed, 1 + seed * 4, 20 + seed * 12, undated=seed / 3)
    found = cost_of(ck.analyse(case), draws=40)
    ax = critical_path(found, paper="a4" if seed % 2 else "a3")
    assert touching(ax) == []
    assert off_the_page(ax) == []


def test_the_timeline_underneath_is_the_same_one() -> None:
    found = kit("bijstand-aanvraag")
    plain, path = timeline(found.analysis.case), critical_path(found)
    for prefix in ("touchpoint-", "arrow-", "hold-", "cut-", "experience-"):
        assert names(plain, prefix) == names(path, prefix)


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (save(critical_path(cost(CHAIN)), tmp_path / f"{n}.svg").read_bytes() for n in (1, 2))
    assert one == other


def test_a_sheet_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="sheet 2 does not exist"):
        critical_path(cost(CHAIN), sheet=2)
