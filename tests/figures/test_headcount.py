"""The figure of the helper count: what it counts, and that all of it can be read."""

from __future__ import annotations

import pytest

import casekit as ck
from casekit.figures import helpers
from casekit.headcount import headcount
from casekit.notation import case_of
from casekit.story import tell
from casekit.text import LANGUAGES
from tests.figures.boxes import names, off_the_page, touching, written
from tests.figures.dense import made_up_case


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("paper", [pytest.param("a3", marks=pytest.mark.slow), "a4"])
def test_no_words_touch_or_leave_the_page(seed: int, paper: str) -> None:
    ax = helpers(made_up_case(seed, parties=4 + seed * 8, touchpoints=70), paper=paper)
    assert touching(ax) == []
    assert off_the_page(ax) == []
    assert min(text.get_fontsize() for text in written(ax)) >= 5.5 - 1e-6


def test_sixty_organisations_in_one_month_leave_marks_without_names_where_there_is_no_room() -> None:
    lines = "\n".join(f"t{n}: inwoner > organisatie_nummer_{n} vraag @{n % 28}" for n in range(60))
    ax = helpers(case_of(lines))
    assert len(names(ax, "arrival-")) == 60
    assert touching(ax) == []
    assert off_the_page(ax) == []


def test_every_month_and_every_first_contact_is_there() -> None:
    case = ck.example("kinderarmoede")
    count = headcount(tell(case))
    ax = helpers(case)
    assert sorted(names(ax, "month-")) == sorted(f"{month.start:g}" for month in count.months)
    assert names(ax, "arrival-") == [arrival.who for arrival in count.arrivals]
    shown = " ".join(text.get_text() for text in written(ax))
    assert all(word in shown for word in ("het wijkteam", "woningcorporatie", "2022", "2023", "Fictieve casus"))


def test_a_bar_is_as_high_as_its_count_and_dotted_where_the_dates_leave_room() -> None:
    case = case_of(
        "a: inwoner > A vraag @2021-01-05\nb: inwoner > B vraag @2021-01-06\nc: inwoner > C vraag @2021-01/2021-02"
    )
    ax = helpers(case)
    height = {patch.get_gid(): patch.get_height() for patch in ax.patches if patch.get_gid()}
    one = height["most-month-0"]
    assert height["month-0"] == pytest.approx(2 * one)
    assert height["most-month-31"] == pytest.approx(one)
    assert height["month-31"] == 0


def test_a_case_with_an_order_only_has_the_line_and_says_so() -> None:
    ax = helpers(ck.example("twaalf-regels"))
    assert names(ax, "month-") == []
    assert names(ax, "arrival-") == ["gemeente", "wijkteam", "schuldhulp"]
    assert any("Alleen de volgorde is bekend" in text.get_text() for text in written(ax))


def test_a_case_without_contacts_says_that_there_are_none() -> None:
    ax = helpers(case_of("a: gemeente > wijkteam vraag"))
    assert any("geen contact" in text.get_text() for text in written(ax))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_that_more_helpers_is_not_worse(lang: str) -> None:
    shown = " ".join(text.get_text() for text in written(helpers(ck.example("bijstand-aanvraag"), lang=lang)))
    assert {"nl": "niet slechter", "en": "not worse"}[lang] in shown
    assert {"nl": "mrt", "en": "Mar"}[lang] in shown


def test_another_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown paper"):
        helpers(ck.example("twaalf-regels"), paper="a5")
