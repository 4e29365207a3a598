"""The figure of a what-if: what it shows, and that all of it can be read."""

from __future__ import annotations

import pytest

import casekit as ck
from casekit.figures import whatif
from casekit.notation import case_of
from casekit.scenario import Scenario
from casekit.text import LANGUAGES
from casekit.whatif import WhatIf, answer, ground_of
from tests.few import few_examples, mostly_slow
from tests.figures.boxes import names, off_the_page, touching, written
from tests.figures.dense import made_up_case

FLAGSHIP = "bijstand-aanvraag"


def found(case: ck.Case, **asked: object) -> WhatIf:
    return ck.what_if(case, draws=100, **asked)


def words(ax: object) -> str:
    return " ".join(text.get_text() for text in written(ax))


@pytest.mark.parametrize("paper", [pytest.param("a3", marks=pytest.mark.slow), "a4"])
@pytest.mark.parametrize("seed", mostly_slow(range(3), 1))
def test_no_words_touch_or_leave_the_page(seed: int, paper: str) -> None:
    case = made_up_case(seed, parties=6 + seed * 6, touchpoints=60)
    ground = ground_of(ck.analyse(case), draws=50)
    keys = [stall.key for stall in ground.analysis.stalls]
    ax = whatif(answer(ground, Scenario(without=keys)), paper=paper)
    assert touching(ax) == []
    assert off_the_page(ax) == []
    assert min(text.get_fontsize() for text in written(ax)) >= 5.5 - 1e-6


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", few_examples())
def test_the_cases_of_the_kit_can_be_read_in_both_languages(name: str, lang: str) -> None:
    case = ck.example(name)
    keys = [stall.key for stall in ck.analyse(case).stalls][:4]
    ax = whatif(found(case, without=keys), lang=lang)
    assert touching(ax) == []
    assert off_the_page(ax) == []
    assert {"nl": "Al het andere duurde", "en": "All else took"}[lang] in words(ax)


def test_both_paths_and_what_falls_away_are_drawn() -> None:
    answered = found(ck.example(FLAGSHIP), without=["K02-t3-t31"])
    ax = whatif(answered)
    long = [[one.leg.last for one in path if one.leg.lag > 0] for path in (answered.before, answered.after)]
    assert [names(ax, "before-"), names(ax, "after-")] == long
    assert names(ax, "goes-") == ["t31"]
    boxes = {patch.get_gid(): patch.get_bbox() for patch in ax.patches if patch.get_gid()}
    gone, gap = boxes["goes-t31"], boxes["gap"]
    assert gone.width > gap.width > 0
    assert "46 dagen eerder klaar" in words(ax)
    assert "niet nodig waren: 1" in words(ax)


def test_the_gap_is_as_wide_as_the_days_that_are_saved() -> None:
    case = case_of("a: inwoner > gemeente vraag @0 due=15\nb: gemeente > inwoner antwoord @30 re=a")
    ax = whatif(found(case, without=["K02-a-b"]))
    boxes = {patch.get_gid(): patch.get_bbox() for patch in ax.patches if patch.get_gid()}
    assert boxes["gap"].width == pytest.approx(boxes["goes-b"].width) == pytest.approx(boxes["after-b"].width)


def test_a_case_that_still_runs_says_at_least() -> None:
    case = case_of("a: inwoner > gemeente vraag @0 due=14\nobserved @0..@60")
    assert "minstens" in words(whatif(found(case, without=["K01-a"])))


def test_uncertain_days_are_shown_with_their_range() -> None:
    case = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @20/40 re=a")
    answered = found(case, without=["K02-a-b"])
    assert f"({answered.saved.lo:g} tot {answered.saved.hi:g})" in words(whatif(answered))


def test_where_nothing_is_saved_no_gap_is_drawn() -> None:
    ax = whatif(found(ck.example(FLAGSHIP), without=["K01-t42"]))
    assert names(ax, "gap") == []
    assert "niet eerder klaar" in words(ax)


def test_without_dates_it_says_so_in_words() -> None:
    ax = whatif(found(ck.example("twaalf-regels"), without=["K01-t1"]))
    assert "niet te bepalen" in words(ax)
    assert "K01-t1" in words(ax)
    assert names(ax, "before-") == []


def test_it_fits_in_given_axes() -> None:
    from matplotlib.figure import Figure

    given = Figure().add_subplot()
    assert whatif(found(ck.example(FLAGSHIP), without=["K02-t3-t31"]), ax=given) is given


MONTHS = """
    a: inwoner > gemeente  aanvraag   @2022-03 due=14
    b: gemeente > wijkteam verwijzing @2022-03-20/2022-05-10 re=a
    c: wijkteam > gemeente vraag      @2022-06/2022-07 re=b due=10
    d: bank > gemeente     antwoord   @2022-06-10/2022-08 re=a
    e: gemeente > inwoner  besluit    @2022-07-10/2022-12 re=a depends_on=c,d
"""


def ticks(ax: object) -> list[str]:
    return [text.get_text() for text in written(ax) if text.get_gid() == "tick"]


def test_the_axis_names_no_day_where_only_the_month_is_known() -> None:
    assert ticks(whatif(found(case_of(MONTHS), without=["K06a-b"])))[:3] == ["apr 2022", "mei 2022", "jun 2022"]
    short = case_of("a: inwoner > gemeente vraag @0/4 due=7\nb: gemeente > inwoner antwoord @20/24 re=a")
    assert all(words.startswith("rond dag ") for words in ticks(whatif(found(short, without=["K02-a-b"]))))
    assert "4 sep 2023" in ticks(whatif(found(ck.example(FLAGSHIP), without=["K02-t3-t31"])))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_gap_says_that_it_stands_on_the_middle_days_where_that_is_another_number(lang: str) -> None:
    answered = found(case_of(MONTHS), without=["K06a-b"])
    apart = answered.before[-1].leg.end - answered.after[-1].leg.end
    assert answered.saved.value != apart
    ax = whatif(answered, lang=lang)
    (label,) = (text.get_text() for text in written(ax) if text.get_gid() == "saved")
    assert f" {apart:g} " in label
    assert {"nl": "op de middelste dagen", "en": "on the middle days"}[lang] in label
    assert {"nl": "De balken staan op de middelste dagen", "en": "The bars stand on the middle days"}[lang] in words(
        ax
    )
    assert touching(ax) == []


def test_the_sheet_is_as_high_as_what_is_on_it() -> None:
    late = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a")
    heights = [
        whatif(found(case, without=[key])).get_ylim()[0]
        for case, key in (
            (ck.example("twaalf-regels"), "K01-t1"),
            (late, "K02-a-b"),
            (ck.example(FLAGSHIP), "K02-t3-t31"),
        )
    ]
    assert heights == sorted(heights)
    assert heights[0] < 105
    assert heights[-1] < 210
