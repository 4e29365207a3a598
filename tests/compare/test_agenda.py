"""The signal upwards: only what recurs, in words, and nothing that points at anybody."""

from __future__ import annotations

import re
from functools import cache

import pytest

from casekit.causes.book import Book, book_of
from casekit.coding import Coding
from casekit.compare.agenda import AUDIENCES, Agenda, agenda, few
from casekit.compare.agenda_words import Block, blocks
from casekit.compare.run import Comparison, compare_books
from casekit.export.agenda_page import agenda_page
from casekit.notation import case_of

LATE = """
actor bewoner kind=resident
actor loketnoord kind=municipality
a: bewoner > loketnoord vraag @0 due=14
b: loketnoord > bewoner antwoord @30 re=a
"""


def evidence(*links: str, kind: str = "document") -> dict[str, object]:
    return {"link": list(links), "kind": kind, "says": "in de map van loketnoord"}


def coded(cause: str = "U3", **more: object) -> Coding:
    row = {
        "stall": "K02-a-b",
        "cause": cause,
        "rationale": "loketnoord zegt het zelf",
        "precondition": "waiting_list",
        "evidence": [evidence("stall", "precondition", "cause")],
        **more,
    }
    return Coding.model_validate({"coder": "codeur-a", "codes": [row]})


def book(number: int, *codings: Coding, municipality: str | None = None) -> Book:
    case = case_of(LATE).model_copy(update={"id": f"casus-{number}", "municipality": municipality})
    return book_of(case, *codings)


@cache
def three() -> Comparison:
    books = [book(n, coded(changer="council"), municipality=f"gemeente-{n}") for n in range(3)]
    return compare_books([*books, book(3), book(4)])


def words(found: Agenda, lang: str = "nl") -> str:
    return "\n".join(block.text for block in blocks(found, "gekozen omdat er iets vastliep", lang))


def test_a_cause_with_whole_threads_in_three_cases_is_a_point() -> None:
    (point,) = agenda(three()).points
    assert (point.cause.code, point.grade, point.cases, point.municipalities) == ("U3", 2, 3, 3)
    assert point.changers == ("council",)
    assert point.kinds["K02"].yes == 5


def test_a_cause_in_one_case_is_no_pattern_and_is_counted_below() -> None:
    found = agenda(compare_books([book(0, coded()), book(1), book(2)]))
    assert found.points == ()
    assert (found.below, found.more) == (1, 0)
    assert "nog geen patroon" in words(found)


def test_who_asks_for_a_lower_grade_sees_it_without_a_number_below_three() -> None:
    found = agenda(compare_books([book(0, coded()), book(1), book(2)]), lowest=1)
    (point,) = found.points
    assert (point.grade, point.cases, point.saved) == (1, None, None)
    assert "gezien in minder dan drie casussen" in words(found)
    assert not re.search(r"\b[12] (casus|hapering|oorzaak|van de)", words(found))


def test_of_fewer_than_three_cases_no_point_is_made() -> None:
    found = agenda(compare_books([book(0, coded()), book(1)]), lowest=0)
    assert found.points == ()
    assert "Er zijn minder dan drie casussen" in words(found)


def test_days_that_fewer_than_three_cases_save_are_not_told() -> None:
    assert agenda(three()).points[0].saved is not None
    quick = book(2, coded(), municipality="gemeente-2")
    assert agenda(compare_books([book(0, coded()), book(1, coded()), quick])).points[0].saved is not None
    assert agenda(compare_books([book(0, coded()), book(1), book(2)]), lowest=1).points[0].saved is None


def test_a_few_certain_cases_among_possible_ones_are_not_told_apart() -> None:
    from casekit.compare.agenda_words import _in_cases
    from casekit.compare.prevalence import Prevalence

    assert _in_cases(Prevalence(1, 3, 1, 0, 0), "nl").startswith("in hoogstens 4 van de 5")
    assert _in_cases(Prevalence(1, 0, 0, 0, 0), "nl") == "in minder dan drie casussen te beoordelen"


def test_why_a_case_says_it_was_chosen_stays_inside() -> None:
    case = case_of(LATE).model_copy(update={"selection": "Gekozen door mevrouw Noord"})
    books = [book_of(case.model_copy(update={"id": f"c{n}"}), coded()) for n in range(3)]
    page = agenda_page(blocks(agenda(compare_books(books))))
    assert "mevrouw" not in page
    assert "geen steekproef" in page


def test_counts_below_three_are_covered_and_none_is_none() -> None:
    assert [few(count) for count in (0, 1, 2, 3, 9)] == [0, None, None, 3, 9]


def test_every_reader_gets_what_that_reader_can_change() -> None:
    assert len(agenda(three(), "council").points) == 1
    assert agenda(three(), "national").points == ()
    assert set(AUDIENCES) == {"council", "management", "national"}
    with pytest.raises(KeyError):
        agenda(three(), "iedereen")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("lowest", [0, 1, 2])
def test_nothing_on_the_page_points_at_a_case_a_place_a_party_or_what_people_wrote(lang: str, lowest: int) -> None:
    page = agenda_page(blocks(agenda(three(), lowest=lowest), "gekozen", lang), lang)
    assert "loketnoord" not in page
    assert not re.search(r"casus-\d|gemeente-\d|codeur|K02-a-b", page)


def test_an_own_cause_goes_by_its_code() -> None:
    from casekit.taxonomy import Cause

    own = Cause(code="L1", name="L1", level="execution", nl="Loketnoord is dicht", en="Loketnoord closed", own=True)
    books = [book(n, coded("L1")) for n in range(3)]
    known = [Book(one.analysis, one.codings, (), (*one.causes, own)) for one in books]
    text = words(agenda(compare_books(known)))
    assert "Eigen oorzaak L1 (uitvoering)" in text
    assert "oketnoord" not in text


@pytest.mark.parametrize(("lang", "unknown"), [("nl", "Wat we niet weten"), ("en", "What we do not know")])
def test_the_page_says_how_sure_how_chosen_who_and_what_is_not_known(lang: str, unknown: str) -> None:
    text = words(agenda(three()), lang)
    assert "gekozen omdat er iets vastliep" in text
    assert ("2 van 4, patroon" if lang == "nl" else "2 of 4, pattern") in text
    assert ("gemeenteraad" if lang == "nl" else "council") in text
    assert unknown in text
    assert ("minder dan drie haperingen" if lang == "nl" else "fewer than three stalls") in text


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (("reconstruction",) * 2, "Alle casussen zijn gepseudonimiseerde reconstructies."),
        (("fictional", "composite"), "VOORBEELD: alle casussen zijn verzonnen of samengesteld."),
        (("reconstruction", "composite"), "Let op: 1 van de 2 casussen zijn verzonnen of samengesteld."),
    ],
)
def test_the_page_says_what_sort_of_cases_it_is_about(statuses: tuple[str, ...], said: str) -> None:
    cases = [case_of("a: inwoner > gemeente vraag", id=f"c{n}", status=one) for n, one in enumerate(statuses)]
    found = agenda(compare_books([book_of(case) for case in cases]))
    assert [block.text for block in blocks(found) if block.form == "lead"][1:] == [said]


def test_the_page_is_whole_html_and_what_people_typed_is_escaped() -> None:
    page = agenda_page([Block("title", "a < b"), Block("text", "<script>"), Block("item", "x"), Block("item", "y")])
    assert page.count("<li>") == 2
    assert "<script>" not in page
    assert page.startswith("<!doctype html>")
    assert "http" not in page.replace("http-equiv", "")
