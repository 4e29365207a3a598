"""Times that a summary states in words."""

from __future__ import annotations

import pytest

from casekit.read.durations import stated_due, stated_duration, stated_months
from casekit.when import parse_duration, parse_moment


@pytest.mark.parametrize(
    ("summary", "duration", "words"),
    [
        ("Pas na vijf maanden komt er een brief.", "~5 months", "na vijf maanden"),
        ("Wacht al drie weken op antwoord.", "~3 weeks", "al drie weken"),
        ("De aanvraag ligt twee maanden lang stil.", "~2 months", "twee maanden lang"),
        ("Een week later belt hij weer.", "~1 weeks", "Een week later"),
        ("Hears nothing for about six weeks.", "~6 weeks", "for about six weeks"),
        ("A letter comes after 10 days.", "~10 days", "after 10 days"),
        ("Na een half jaar nog geen besluit.", "~6 months", "Na een half jaar"),
        ("Het duurde anderhalf jaar.", "~18 months", "duurde anderhalf jaar"),
        ("Na één dag.", "~1 days", "Na één dag"),
    ],
)
def test_a_duration_that_says_that_time_has_passed_is_read_with_its_words(
    summary: str, duration: str, words: str
) -> None:
    found = stated_duration(summary)
    assert found is not None
    assert found[0] == duration
    assert words in found[1]
    assert parse_duration(found[0]) is not None


@pytest.mark.parametrize(
    "summary",
    [
        "",
        "Belt.",
        "Moet binnen drie weken reageren.",
        "Komt over drie weken terug.",
        "Heeft een kind van vijf jaar.",
        "Heeft drie maanden huurachterstand.",
        "Kondigt aan na drie dagen te controleren.",
        "De afspraak is gepland na twee weken.",
        "Within five days.",
        "Na enkele weken.",
        "Na een paar maanden.",
    ],
)
def test_a_term_a_plan_an_age_or_an_unknown_number_is_no_time_that_has_passed(summary: str) -> None:
    assert stated_duration(summary) is None


def test_in_a_record_of_waiting_any_duration_counts_but_a_term_a_plan_or_an_age() -> None:
    assert stated_duration("Vijf maanden stilte.", waiting=True) == ("~5 months", "Vijf maanden")
    assert stated_duration("Zou binnen vijf maanden komen.", waiting=True) is None
    assert stated_duration("Zou over vijf maanden komen.", waiting=True) is None
    assert stated_duration("Het kind is vijf jaar oud.", waiting=True) is None


@pytest.mark.parametrize(
    ("summary", "interval"),
    [
        ("Van mei tot december 2007 gebeurt er niets.", "2007-05/2007-12"),
        ("Van november 2007 tot en met februari 2008.", "2007-11/2008-02"),
        ("Van november tot februari 2008 blijft het stil.", "2007-11/2008-02"),
        ("Between March and May 2013 nothing happens.", "2013-03/2013-05"),
    ],
)
def test_a_period_between_two_months_is_read(summary: str, interval: str) -> None:
    found = stated_months(summary)
    assert found is not None
    assert found[0] == interval
    assert parse_moment(interval) is not None


def test_a_period_without_a_year_is_not_read() -> None:
    assert stated_months("Van mei tot december gebeurt er niets.") is None


@pytest.mark.parametrize(
    ("summary", "due", "words"),
    [
        ("Belt volgende week terug.", "1-13 days", "volgende week"),
        ("Will call back next week.", "1-13 days", "next week"),
        ("Komt deze week nog langs.", "0-6 days", "deze week"),
        ("Neemt met spoed contact op.", "0-13 days", "met spoed"),
        ("Belt zo snel mogelijk terug.", "0-13 days", "zo snel mogelijk"),
        ("Belt zo spoedig mogelijk terug.", "0-13 days", "zo spoedig mogelijk"),
        ("Will reply as soon as possible.", "0-13 days", "as soon as possible"),
        ("Neemt binnen drie dagen contact op.", "3 days", "binnen drie dagen"),
        ("Besluit binnen 8 weken.", "8 weeks", "binnen 8 weken"),
        ("Will decide within a month.", "1 months", "within a month"),
        ("Belt binnen een week, zo snel mogelijk.", "1 weeks", "binnen een week"),
    ],
)
def test_by_when_something_was_promised_is_read_with_its_words(summary: str, due: str, words: str) -> None:
    assert stated_due(summary) == (due, words)
    assert parse_duration(due) is not None


@pytest.mark.parametrize("summary", ["", "Belt terug.", "Belt ooit.", "De week daarna.", "Spoedig herstel gewenst."])
def test_a_promise_without_a_time_gets_none(summary: str) -> None:
    assert stated_due(summary) is None
