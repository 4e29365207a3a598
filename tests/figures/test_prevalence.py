"""How often each kind was seen: a share with its interval from five cases on, the cases themselves below that."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes

from casekit.causes.book import book_of
from casekit.compare.run import Comparison, compare_books
from casekit.figures import prevalence
from casekit.notation import case_of
from tests.few import mostly_slow
from tests.figures.boxes import names, off_the_page, touching
from tests.figures.manymade import made_up_set

LATE = "a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @{day} re=a\n"


def late(count: int, in_time: int) -> Comparison:
    """So many cases with a late answer, and so many without."""
    days = [30] * count + [9] * in_time
    return compare_books([book_of(case_of(LATE.format(day=day), id=f"c{n}")) for n, day in enumerate(days)])


def words(ax: Axes) -> str:
    return " | ".join(text.get_text() for text in ax.texts)


def said(ax: Axes, gid: str) -> str:
    return next(text.get_text() for text in ax.texts if text.get_gid() == gid)


def ends(ax: Axes, gid: str) -> tuple[float, float]:
    """From where to where a bar or a whisker runs, in mm."""
    for patch in ax.patches:
        if patch.get_gid() == gid:
            return patch.get_x(), patch.get_x() + patch.get_width()  # type: ignore[attr-defined]
    xs = next(line.get_xdata() for line in ax.lines if line.get_gid() == gid)
    return float(min(xs)), float(max(xs))  # type: ignore[arg-type, type-var]


def test_three_of_four_is_no_percentage_but_the_cases() -> None:
    ax = prevalence(late(3, 1))
    assert names(ax, "yes-") == []
    assert "%" not in words(ax)
    assert said(ax, "count-K02") == "3 van 4"
    assert said(ax, "few-K02") == "c0, c1, c2"
    assert "Te weinig casussen voor een percentage" in words(ax)


def test_eight_of_ten_is_a_bar_with_wilsons_interval() -> None:
    ax = prevalence(late(8, 2))
    left, right = ends(ax, "yes-K02")
    whole = (right - left) / 0.8
    low, high = ((x - left) / whole for x in ends(ax, "range-K02"))
    assert (low, high) == pytest.approx((0.490, 0.943), abs=0.001)
    assert said(ax, "count-K02") == "8 van 10"
    assert said(ax, "fits-K02") == "past 49-94%"
    assert "bij even gekozen casussen past" in said(ax, "axis")


def test_bars_and_whiskers_are_as_long_as_the_shares_and_follow_on_each_other() -> None:
    found = made_up_set(12)
    ax = prevalence(found, lang="en")
    shown = {kind: found.matrix.prevalence(kind) for kind in found.matrix.shown()}
    bars = {kind: one for kind, one in shown.items() if one.percentages}
    assert sorted(names(ax, "range-")) == sorted(bars)
    assert sorted(names(ax, "yes-")) == sorted(kind for kind, one in bars.items() if one.yes)
    assert sorted(names(ax, "possible-")) == sorted(kind for kind, one in bars.items() if one.possible)
    kind = next(kind for kind, one in bars.items() if one.lower == 1)
    left, right = ends(ax, f"yes-{kind}")
    for kind, one in bars.items():
        assert one.lower is not None
        assert one.upper is not None
        assert one.lower_interval is not None
        assert one.upper_interval is not None
        place = [left + (right - left) * share for share in (one.lower, one.upper)]
        if one.yes:
            assert ends(ax, f"yes-{kind}") == pytest.approx((left, place[0]))
        if one.possible:
            assert ends(ax, f"possible-{kind}") == pytest.approx(tuple(place))
        whisker = [left + (right - left) * end for end in (one.lower_interval.low, one.upper_interval.high)]
        assert ends(ax, f"range-{kind}") == pytest.approx(tuple(whisker))
        assert (f"(+{one.possible} possible)" in said(ax, f"count-{kind}")) == bool(one.possible)


def test_what_is_possible_is_hatched_and_what_is_certain_is_not() -> None:
    ax = prevalence(made_up_set(12))
    hatched = {patch.get_gid(): bool(patch.get_hatch()) for patch in ax.patches if patch.get_gid()}
    assert {gid.startswith("possible-") for gid, hatch in hatched.items() if gid and hatch} == {True}
    assert {gid.startswith("yes-") for gid, hatch in hatched.items() if gid and not hatch} == {True}


def test_the_cases_that_do_not_count_stand_beside_it_and_kinds_that_were_not_found_below() -> None:
    found = made_up_set(12)
    ax = prevalence(found)
    for kind in found.matrix.shown():
        one = found.matrix.prevalence(kind)
        if one.no_opportunity:
            assert f"geen gelegenheid: {one.no_opportunity}" in said(ax, f"beside-{kind}")
        if one.not_observable:
            assert f"niet waarneembaar: {one.not_observable}" in said(ax, f"beside-{kind}")
    missing = set(found.matrix.kinds) - set(found.matrix.shown())
    below = words(ax)[words(ax).index("Niet gevonden") :]
    assert [kind for kind in missing if kind not in below] == []
    assert f"K04 stil dossier (0 van {found.matrix.prevalence('K04').n})" in below


def test_without_any_stall_it_says_so() -> None:
    ax = prevalence(late(0, 6))
    assert "In deze casussen zijn geen haperingen gevonden." in words(ax)
    assert len(ax.lines) == 0
    assert touching(ax) == []


def test_it_says_that_this_is_no_survey_and_how_the_cases_were_chosen() -> None:
    ax = prevalence(late(8, 2), lang="en", selection="because they got stuck")
    assert "How chosen: because they got stuck" in words(ax)
    assert "does not follow from it" in words(ax)
    assert "Hoe deze casussen gekozen zijn, staat nergens" in words(prevalence(late(8, 2)))


@pytest.mark.parametrize(("lang", "paper"), mostly_slow([("nl", "a4"), ("en", "a3")], ("nl", "a4")))
@pytest.mark.parametrize("count", mostly_slow([3, 12, 50], 12))
def test_no_texts_touch_with_few_and_with_many_cases(count: int, lang: str, paper: str) -> None:
    ax = prevalence(made_up_set(count), lang=lang, paper=paper)
    assert touching(ax) == []
    assert off_the_page(ax) == []


def test_another_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="choose from a3, a4"):
        prevalence(made_up_set(3), paper="a5")
