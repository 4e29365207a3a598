"""The waterfall and the costs per stall: bars that add up, ranges in words, and nothing where nothing is known."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

import casekit as ck
from casekit.case import Case
from casekit.cost import CATEGORIES, Cost, cost_of
from casekit.figures import costs, save, waterfall
from casekit.figures.waterfall import LOOKS
from casekit.notation import case_of
from tests.few import few_examples
from tests.figures.boxes import names, off_the_page, touching
from tests.figures.dense import made_up_case

LATE = "a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a"
UNSURE = "a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30/60 re=a"
RUNNING = """
    a: inwoner > gemeente  aanvraag  @0 due=14
    b: gemeente > wijkteam verwijzing @5/30 re=a
    c: wijkteam > gemeente vraag @40/60 re=b
    observed @0..@200
"""
TWO_TRACKS = """
    a: inwoner > gemeente  vraag    @0
    b: gemeente > wijkteam vraag    @0  re=a due=10
    c: gemeente > bank     vraag    @0  re=a due=10
    d: wijkteam > gemeente antwoord @40 re=b
    e: bank > gemeente     antwoord @30 re=c
    f: gemeente > inwoner  antwoord @45 re=a depends_on=d,e
"""


def cost(text: str, **more: Any) -> Cost:
    return cost_of(ck.analyse(case_of(text)), draws=200, **more)


@cache
def kit(name: str) -> Cost:
    return cost_of(ck.analyse(ck.example(name)), draws=100)


def words(ax: Axes) -> str:
    return " | ".join(text.get_text() for text in ax.texts)


def lengths(ax: Axes, prefix: str) -> dict[str, float]:
    """The bars by what their id says after a word, in mm."""
    found = {}
    for patch in ax.patches:
        gid = patch.get_gid() or ""
        if gid.startswith(prefix):
            found[gid[len(prefix) :]] = patch.get_width()  # type: ignore[attr-defined]
    return found


def test_the_bars_of_each_kind_of_day_and_of_each_step_are_as_long_as_the_whole() -> None:
    ax = waterfall(kit("bijstand-aanvraag"))
    whole = sum(lengths(ax, "total-").values())
    assert sum(lengths(ax, "part-").values()) == pytest.approx(whole)
    assert sum(lengths(ax, "step-").values()) == pytest.approx(whole)
    days = {part.category: part.days for part in kit("bijstand-aanvraag").waterfall}
    drawn = lengths(ax, "total-")
    assert {name: drawn.get(name, 0) / whole for name in days} == pytest.approx(
        {name: n / sum(days.values()) for name, n in days.items()}
    )


def test_the_days_of_a_late_answer_stand_at_their_bars() -> None:
    ax = waterfall(cost(LATE))
    parts = lengths(ax, "part-")
    assert parts["stalled"] / parts["within_norm"] == pytest.approx(16 / 14)
    assert "16 dagen" in words(ax)
    assert "14 dagen, waarvan 14 binnen een termijn" in words(ax)
    assert names(ax, "range-") == []


def test_uncertain_dates_give_a_whisker_and_words() -> None:
    ax = waterfall(cost(UNSURE))
    assert "stalled" in names(ax, "range-")
    assert "total" in names(ax, "range-")
    stalled = next(part for part in cost(UNSURE).waterfall if part.category == "stalled")
    assert f"({stalled.range.lo:g} tot {stalled.range.hi:g})" in words(ax)
    assert "200 trekkingen" in words(ax)


def test_a_case_that_still_runs_says_at_least_and_its_bar_is_open() -> None:
    ax = waterfall(cost(RUNNING), lang="en")
    assert "at least 200 days" in words(ax)
    assert names(ax, "open-") == ["end"]
    assert names(waterfall(cost(LATE)), "open-") == []


@pytest.mark.parametrize("draw", [waterfall, costs])
def test_without_dates_there_are_counts_and_an_order_and_no_axes(draw: Any) -> None:
    ax = draw(kit("twaalf-regels"))
    assert "Dagen: niet te bepalen" in words(ax)
    assert "12 contactmomenten, 3 haperingen (0 zeker, 3 mogelijk)" in words(ax)
    assert "t10 vraagt na → t12 besluit" in words(ax)
    assert not [patch for patch in ax.patches if patch.get_gid()]
    assert len(ax.lines) == 0


def test_kinds_of_day_stay_apart_in_grey() -> None:
    def seen(look: dict[str, Any]) -> tuple[object, float]:
        red, green, blue = to_rgb(look["facecolor"])
        return look.get("hatch"), round(0.3 * red + 0.59 * green + 0.11 * blue, 1)

    assert set(LOOKS) == {*CATEGORIES, "within_norm"}
    assert len({seen(look) for look in LOOKS.values()}) == len(LOOKS)


def test_many_steps_are_taken_together_and_still_add_up() -> None:
    text = "a0: inwoner > gemeente vraag @0\n" + "\n".join(
        f"a{n}: {'inwoner > gemeente' if n % 2 else 'gemeente > inwoner'} vraag @{3 * n + n % 4} depends_on=a{n - 1}"
        for n in range(1, 60)
    )
    ax = waterfall(cost(text))
    assert "stappen)" in words(ax)
    assert sum(lengths(ax, "step-").values()) == pytest.approx(sum(lengths(ax, "total-").values()))
    assert touching(ax) == []
    assert ax.get_ylim()[0] <= 210 + 1e-6


def test_every_stall_that_costs_days_has_three_bars_and_the_others_stand_in_words() -> None:
    found = cost(TWO_TRACKS)
    costly = {one.key: one for one in found.stalls if one.shapley and one.shapley.hi > 0}
    ax = costs(found)
    for measure in ("over", "alone", "shapley"):
        drawn = lengths(ax, f"{measure}-")
        assert set(drawn) == set(costly)
        days = {key: getattr(one, measure).value for key, one in costly.items()}
        assert {key: n / sum(drawn.values()) for key, n in drawn.items()} == pytest.approx(
            {key: n / sum(days.values()) for key, n in days.items()}
        )
    assert sum(lengths(ax, "shapley-").values()) == pytest.approx(lengths(ax, "together")[""])
    for key in {one.key for one in found.stalls} - set(costly):
        stall = next(stall for stall in found.analysis.stalls if stall.key == key)
        assert stall.kind in words(ax)


def test_stalls_beside_the_path_are_grouped_with_their_slack() -> None:
    text = """
        a: inwoner > gemeente  vraag    @0
        b: gemeente > bank     vraag    @0  re=a due=10
        c: gemeente > wijkteam bericht  @30 re=a
        d: bank > gemeente     antwoord @20 re=b
        e: gemeente > inwoner  antwoord @45 depends_on=c,d
    """
    found = cost(text)
    ax = costs(found)
    late = next(one for one in found.stalls if one.key.startswith("K02-b"))
    assert late.slack == 10
    assert late.shapley is not None
    assert late.shapley.hi == 0
    assert late.key not in lengths(ax, "shapley-")
    assert "Naast de kritieke weg" in words(ax)
    assert "(b) 10 dagen, 10 dagen speling" in words(ax)


def test_the_days_stand_behind_their_bars_also_where_the_words_are_long() -> None:
    late = "a: inwoner > gemeente vraag @2021-03-05 due=14\nb: gemeente > inwoner antwoord @2021-07 re=a"
    ax = costs(cost(late))
    (bar,) = (patch for patch in ax.patches if patch.get_gid() == "alone-K02-a-b")
    (told,) = (text for text in ax.texts if text.get_text().endswith(" alleen deze"))
    assert told.get_position()[0] >= bar.get_x() + bar.get_width()
    assert off_the_page(ax) == []


def test_a_possible_stall_is_hatched_and_has_a_question_mark() -> None:
    found = cost(RUNNING)
    assert {stall.verdict for stall in found.analysis.stalls} == {"possible"}
    ax = costs(found)
    bars = [patch for patch in ax.patches if (patch.get_gid() or "").startswith(("shapley-", "over-", "alone-"))]
    assert bars
    assert all(patch.get_hatch() for patch in bars)
    assert "onbeantwoord verzoek? (a)" in words(ax)
    certain = [patch for patch in costs(cost(LATE)).patches if (patch.get_gid() or "").startswith("shapley-")]
    assert not any(patch.get_hatch() for patch in certain)


@pytest.mark.parametrize("paper", [pytest.param("a3", marks=pytest.mark.slow), "a4"])
@pytest.mark.parametrize("draw", [waterfall, costs])
@pytest.mark.parametrize("name", few_examples())
def test_no_texts_touch_on_the_cases_of_the_kit(name: str, draw: Any, paper: str) -> None:
    ax = draw(kit(name), paper=paper, lang="en" if paper == "a3" else "nl")
    assert touching(ax) == []
    assert off_the_page(ax) == []


@pytest.mark.parametrize("seed", range(2))
def test_no_texts_touch_on_made_up_cases(seed: int) -> None:
    case = made_up_case(seed, 2 + seed * 4, 20 + seed * 12, undated=seed / 3)
    found = cost_of(ck.analyse(case), draws=40)
    for draw in (waterfall, costs):
        ax = draw(found, paper="a4")
        assert touching(ax) == []
        assert off_the_page(ax) == []


def test_long_names_are_shortened_and_stay_on_the_page() -> None:
    long = "Afdeling_voor $bijzondere$ zaken van de gemeente aan de overkant van het water " * 3
    case = Case.model_validate(
        {
            "id": "lang",
            "title": long,
            "actors": [{"id": "bewoner", "kind": "resident"}, {"id": "balie", "label": long}],
            "touchpoints": [
                {"id": "een-lange-naam", "kind": "question", "from": "bewoner", "to": "balie", "when": "0"},
                {"id": "nog-een-naam", "kind": "answer", "from": "balie", "to": "bewoner", "when": "90"},
            ],
        }
    )
    for draw in (waterfall, costs):
        ax = draw(cost_of(ck.analyse(case)))
        assert touching(ax) == []
        assert off_the_page(ax) == []


@pytest.mark.parametrize("draw", [waterfall, costs])
def test_the_same_case_gives_the_same_bytes(draw: Any, tmp_path: Path) -> None:
    one, other = (save(draw(cost(UNSURE)), tmp_path / f"{n}.svg").read_bytes() for n in (1, 2))
    assert one == other


def test_another_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="choose from a3, a4"):
        waterfall(cost(LATE), paper="a5")


def test_only_the_whole_and_the_rows_at_the_open_end_say_at_least() -> None:
    told = [text.get_text() for text in waterfall(cost(RUNNING)).texts]
    least = [text for text in told if "minstens" in text]
    assert [text for text in least if "minstens 0 " in text] == []
    assert "14 dagen (13 tot 14), waarvan" in " ".join(told)
    rows = [text for text in least if not text.startswith("Doorlooptijd")]
    assert [text.split(" dagen")[0] for text in rows] == ["minstens 186", "minstens 200", "minstens 150"]
    assert not [text for text in words(waterfall(cost(LATE))).split(" | ") if "minstens" in text]


def test_the_lead_names_both_numbers_where_the_middle_days_give_another_sum() -> None:
    found = cost(
        "a: inwoner > gemeente vraag @2022-03\n"
        "b: gemeente > bank vraag @2022-03-20/2022-05-10 re=a\n"
        "c: gemeente > wijkteam vraag @2022-03-10/2022-05-20 re=a\n"
        "d: gemeente > inwoner antwoord @2022-04/2022-12 re=a depends_on=b,c"
    )
    total = sum(part.days for part in found.waterfall)
    assert found.lead is not None
    assert found.lead.value != total
    assert f"; op de middelste dagen {total}, van a" in words(waterfall(found))
    assert "op de middelste dagen 30" not in words(waterfall(cost(LATE)))
