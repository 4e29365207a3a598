"""The knowledge map: every bar, arrow and need that there is, none touching, readable without colour."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes

from casekit.case import Case
from casekit.examples import example
from casekit.figures import knowledge_map
from casekit.figures.brief import brief
from casekit.notation import case_of
from casekit.when import Span, timeline
from tests.figures.boxes import names, off_the_page, touching, written
from tests.figures.dense import made_up_case

CASE = case_of("""
    a: werkgever > uwv      bericht   @0  shares=loon
    b: uwv       > wijkteam bericht   @0
    c: uwv       > wijkteam bericht   @9
    d: wijkteam  > gemeente bericht   @12/30
    e: gemeente  > inwoner  afwijzing @20 needs=loon
    f: uwv       > gemeente bericht   @40 shares=loon
    """)


def box(ax: Axes, gid: str) -> Any:
    return next(patch for patch in ax.patches if patch.get_gid() == gid)


def words(ax: Axes) -> set[str]:
    return {text.get_text() for text in written(ax)}


def test_bars_are_open_then_hatched_then_filled_and_each_begins_at_its_contact() -> None:
    ax = knowledge_map(CASE, "loon")
    assert sorted(names(ax, "documented-")) == ["gemeente", "uwv", "werkgever"]
    assert sorted(names(ax, "certain-")) == ["gemeente", "wijkteam"]
    assert sorted(names(ax, "possible-")) == ["inwoner", "wijkteam"]
    loose, strict = box(ax, "possible-wijkteam"), box(ax, "certain-wijkteam")
    assert loose.get_x() + loose.get_width() == pytest.approx(strict.get_x())
    assert (loose.get_hatch(), loose.get_linestyle() != "solid", bool(strict.get_hatch())) == (None, True, True)
    assert box(ax, "documented-uwv").get_hatch() is None
    assert box(ax, "certain-gemeente").get_x() < box(ax, "documented-gemeente").get_x()
    assert box(ax, "documented-uwv").get_x() == pytest.approx(box(ax, "documented-werkgever").get_x())


def test_arrows_tell_what_was_shared_and_what_could_have_gone_along() -> None:
    ax = knowledge_map(CASE, "loon")
    assert sorted(names(ax, "shared-")) == ["a-uwv", "f-gemeente"]
    assert sorted(names(ax, "passed-")) == ["b-wijkteam", "c-wijkteam", "d-gemeente", "e-inwoner"]
    styles = {line.get_gid(): line.get_linestyle() for line in ax.lines if line.get_gid()}
    assert styles["shared-a-uwv"] != styles["passed-b-wijkteam"]


def test_a_step_that_needed_it_stands_in_the_row_of_who_took_it() -> None:
    ax = knowledge_map(CASE, "loon")
    assert names(ax, "need-") == ["e"]
    mark = next(line for line in ax.lines if line.get_gid() == "need-e")
    bar = box(ax, "documented-gemeente")
    assert bar.get_y() < float(mark.get_ydata()[0]) < bar.get_y() + bar.get_height()  # type: ignore[index]


def test_every_actor_has_a_row_and_the_residents_side_is_tinted_and_bold() -> None:
    ax = knowledge_map(CASE, "loon")
    assert {"werkgever", "uwv", "wijkteam", "gemeente", "inwoner"} <= words(ax)
    weights = {text.get_text(): text.get_weight() for text in written(ax)}
    assert (weights["inwoner"], weights["uwv"]) == ("bold", "normal")


def test_all_items_stand_beside_each_other_with_their_days() -> None:
    ax = knowledge_map(example("bijstand-aanvraag"))
    assert {"laatste loonstrook", "6 okt 23", "niet te beoordelen"} <= words(ax)
    assert sorted(names(ax, "need-")) == ["t16-bewijs_van_inkomen", "t31-loonstrook", "t41-huisbezoek"]
    assert "uwv_loket-loonstrook" in names(ax, "documented-")
    assert "klantmanager_1-loonstrook" in names(ax, "certain-")


@pytest.mark.parametrize(
    ("name", "item", "lang", "paper"),
    [("bijstand-aanvraag", "loonstrook", "nl", "a4"), ("kinderarmoede", "schuldenoverzicht", "en", "a3")],
)
def test_no_text_touches_another_or_leaves_the_sheet(name: str, item: str, lang: str, paper: str) -> None:
    for shown in (None, item):
        ax = knowledge_map(example(name), shown, lang=lang, paper=paper)
        assert touching(ax) == []
        assert off_the_page(ax) == []
        assert min(text.get_fontsize() for text in written(ax)) >= 5.5 - 1e-6


def crowded() -> Case:
    """Fifteen parties, sixty contacts of which many undated or to the month, and thirty items."""
    data = made_up_case(3).model_dump(by_alias=True, exclude_none=True)
    for n, row in enumerate(data["touchpoints"]):
        row["shares"] = [f"gegeven nummer {n % 30} met een lange naam"] if n % 3 == 0 else []
        row["needs"] = [f"gegeven nummer {(n * 7) % 30} met een lange naam"] if n % 4 == 0 else []
    return Case.model_validate(data)


def test_many_items_actors_and_contacts_make_the_sheet_grow_and_nothing_touches() -> None:
    case = crowded()
    for item in (None, "gegeven nummer 0 met een lange naam"):
        ax = knowledge_map(case, item)
        assert touching(ax) == []
        assert off_the_page(ax) == []
    assert knowledge_map(case).get_xlim()[1] > 297


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_without_dates_the_places_in_the_order_stand_there(lang: str) -> None:
    case = case_of("a: inwoner > school bericht shares=x\nb: school > gemeente bericht needs=y")
    assert {"a · nr. 1", "a · no. 1"} & words(knowledge_map(case, "x", lang=lang))
    assert {"nr. 2", "no. 2"} & words(knowledge_map(case, lang=lang))
    assert names(knowledge_map(case, "y"), "need-") == ["b"]


def test_a_case_without_items_says_so_and_an_unknown_item_or_paper_is_an_error() -> None:
    case = case_of("a: inwoner > school vraag")
    assert any("noemt geen gegevens" in text for text in words(knowledge_map(case)))
    with pytest.raises(ValueError, match="item"):
        knowledge_map(case, "x")
    with pytest.raises(ValueError, match="paper"):
        knowledge_map(case, paper="a5")


def test_it_can_stand_inside_other_axes() -> None:
    figure, ax = plt.subplots(figsize=(4, 3))
    assert knowledge_map(CASE, "loon", ax=ax) is ax
    assert touching(ax) == []
    plt.close(figure)


@pytest.mark.parametrize(
    ("span", "dated", "expected"),
    [
        (Span(0, 0), True, "5 mrt 21"),
        (Span(0, 20), True, "mrt 21"),
        (Span(0, 60), True, "mrt 21–mei 21"),
        (Span(0, float("inf")), True, "≥ mrt 21"),
        (Span(-float("inf"), 0), True, "≤ mrt 21"),
        (Span(-float("inf"), float("inf")), True, "nr. 7"),
        (Span(4, 4), False, "dag 4"),
        (Span(4, 9), False, "dag 4–9"),
        (Span(4, float("inf")), False, "≥ dag 4"),
    ],
)
def test_a_moment_in_a_few_letters(span: Span, dated: bool, expected: str) -> None:
    case = case_of(f"a: inwoner > school vraag @{'2021-03-05' if dated else '0'}")
    assert brief(span, timeline(case), 7) == expected
