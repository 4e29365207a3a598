"""A stall in words: the fixed form of the evidence statement (methods 4.6), in both languages, blaming nobody."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest
from hypothesis import given

from casekit.case import Case
from casekit.notation import case_of
from casekit.stalls.run import Analysis, analyse
from casekit.stalls.statement import (
    amount_in_words,
    columns,
    cost,
    days_in_words,
    moment_in_words,
    name,
    norm_in_words,
    question,
    refuted_by,
    row,
    sources_in_words,
    statement,
)
from casekit.story import Story
from casekit.when import Span

from .made import case_data

LATE = case_of(
    """
    a: inwoner > gemeente   vraag     @2021-03-01 due=2021-03-11 source=brief
    c: deurwaarder > inwoner maatregel @2021-03-20 amount=1234.5
    b: gemeente > inwoner   antwoord  @2021-04-10 re=a
    observed @2021-03-01..@2021-05-01
    """,
    sources=[{"id": "brief", "label": "de brief van de inwoner"}],
)


@pytest.fixture(scope="module")
def late() -> Analysis:
    return analyse(LATE)


@pytest.mark.parametrize(
    ("days", "nl", "en"),
    [
        (Span(0, 0), "0 dagen", "0 days"),
        (Span(1, 1), "1 dag", "1 day"),
        (Span(2, 2), "2 dagen", "2 days"),
        (Span(1, 2), "1 tot 2 dagen", "1 to 2 days"),
        (Span(0, 9), "0 tot 9 dagen", "0 to 9 days"),
        (Span(1, inf), "minstens 1 dagen", "at least 1 days"),
        (Span(30, inf), "minstens 30 dagen", "at least 30 days"),
        (Span(0, inf), "een onbekend aantal dagen", "an unknown number of days"),
    ],
)
def test_a_number_of_days_is_said_as_people_say_it(days: Span, nl: str, en: str) -> None:
    assert (days_in_words(days, "nl"), days_in_words(days, "en")) == (nl, en)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(0, 0), "1 maart 2021"),
        (Span(0, 30), "maart 2021"),
        (Span(31, 60), "april 2021"),
        (Span(0, 29), "tussen 1 maart 2021 en 30 maart 2021"),
        (Span(1, 30), "tussen 2 maart 2021 en 31 maart 2021"),
        (Span(-inf, 3), "tot 4 maart 2021"),
        (Span(3, inf), "vanaf 4 maart 2021"),
        (Span(-inf, inf), "zonder datum"),
    ],
)
def test_a_moment_is_a_day_a_month_a_period_or_unknown(span: Span, words: str) -> None:
    assert moment_in_words(span, Story(LATE)) == words


def test_without_dates_a_day_has_a_number() -> None:
    story = Story(case_of("a: inwoner > gemeente vraag @3"))
    assert moment_in_words(Span(3, 3), story) == "dag 3"
    assert moment_in_words(Span(3, 5), story, "en") == "between day 3 and day 5"


@pytest.mark.parametrize(
    ("amount", "nl", "en"),
    [
        (60, "60", "60"),
        (0.5, "0,50", "0.50"),
        (1234.5, "1.234,50", "1,234.50"),
        (1_234_567, "1.234.567", "1,234,567"),
    ],
)
def test_an_amount_is_written_out_in_full(amount: float, nl: str, en: str) -> None:
    assert (amount_in_words(amount, "nl"), amount_in_words(amount, "en")) == (nl, en)


def test_the_statement_says_kind_verdict_place_time_norm_evidence_sources_cost_and_certainty(late: Analysis) -> None:
    (stall,) = [stall for stall in late.stalls if stall.kind == "K02"]
    text = statement(stall, late)
    assert text.startswith("Te late reactie (K02, zeker). Op de overgang inwoner → gemeente")
    for part in (
        "(1 maart 2021 – 10 april 2021):", "Norm: ", "daarboven: 30 dagen", "Bewijs: a, b.",
        "Bronnen: de brief van de inwoner.", "Tegenbewijs: nog niet gezocht.", "€ 1.234,50", "Zekerheid: ",
    ):  # fmt: skip
        assert part in text
    english = statement(stall, late, "en")
    assert "€ 1,234.50" in english
    assert "Bewijs" not in english
    assert cost(stall).startswith("30 dagen van de doorlooptijd")
    assert "1 maatregel" in cost(stall)
    assert sources_in_words(stall, late.story) == "de brief van de inwoner"
    assert "10 dagen" in norm_in_words(stall)


def test_without_a_source_that_is_said() -> None:
    analysis = analyse(
        case_of("a: inwoner > gemeente vraag @0 due=9\nb: gemeente > inwoner antwoord @40 re=a\nobserved @0..@50")
    )
    (stall,) = [stall for stall in analysis.stalls if stall.kind == "K02"]
    assert sources_in_words(stall, analysis.story) == "niet vermeld"


def test_a_row_has_the_columns_of_the_table(late: Analysis) -> None:
    assert list(row(late.stalls[0], late)) == columns()


def test_an_unknown_kind_has_no_wording() -> None:
    with pytest.raises(KeyError):
        name("K99")


@given(case_data())
def test_every_stall_can_be_said_in_both_languages_with_its_evidence(data: dict[str, Any]) -> None:
    analysis = analyse(Case.model_validate(data))
    for stall in analysis.stalls:
        for lang in ("nl", "en"):
            text = statement(stall, analysis, lang)
            assert "{" not in text
            assert "  " not in text
            assert "inf" not in text.split()
            assert ", ".join(stall.touchpoints) in text
            assert refuted_by(stall, lang)
            assert question(stall, lang).endswith("?")
            for blame in ("schuld van", "verwijtbaar", "nalatig", "fout van", "negligent", "to blame"):
                assert blame not in text.lower()
