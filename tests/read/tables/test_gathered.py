"""What is wrong all down a column is told once, and what only follows from something else is left out."""

from __future__ import annotations

import pytest

from casekit.errors import InputRefused
from casekit.read.tables.assemble import assemble
from tests.read.tables.test_assemble import table

HEADERS = ["Datum", "Wie", "Met wie", "Wat gebeurde er", "Soort contact"]


def told(*rows: list[str], headers: list[str] = HEADERS) -> list[tuple[str, str]]:
    """Code and cell of each problem."""
    with pytest.raises(InputRefused) as error:
        assemble([table("Blad1", [headers, *rows])], "boek.xlsx", case_id="c")
    return [(problem.code, str(problem.line)) for problem in error.value.problems]


def sentence(*rows: list[str], headers: list[str] = HEADERS) -> str:
    with pytest.raises(InputRefused) as error:
        assemble([table("Blad1", [headers, *rows])], "boek.xlsx", case_id="c")
    return error.value.problems[0].sentence("nl")


def row(kind: str = "vraag", when: str = "5-3-2021", to: str = "gemeente") -> list[str]:
    return [when, "inwoner", to, "Belt.", kind]


def test_words_of_one_column_are_told_together_with_where_each_stands_and_the_list() -> None:
    rows = [row("zwaaien"), row("zingen"), row("zwaaien"), row()]
    assert told(*rows) == [("column_words", "E2")]
    text = sentence(*rows)
    assert "'zwaaien' (E2, E4); 'zingen' (E3)" in text
    assert "een van deze woorden: vraag, aanvraag," in text
    assert "kolom 'kanaal'" not in text


def test_words_of_another_column_are_sent_there() -> None:
    text = sentence(row("telefoon"), row("brief"), row("mail"))
    assert "horen in een kolom 'kanaal'" in text
    assert "maak er een kolom 'soort' bij" in text


def test_one_mistyped_word_keeps_its_hint() -> None:
    assert told(row("verwijsing"), row()) == [("unknown_word", "E2")]
    assert "Bedoelt u 'verwijzing'?" in sentence(row("verwijsing"))


def test_three_empty_cells_of_a_column_are_told_together_and_two_apart() -> None:
    assert told(row(to=""), row(to=""), row(to="")) == [("column_gaps", "C2")]
    assert "C2:C4" in sentence(row(to=""), row(to=""), row(to=""))
    assert told(row(to=""), row(to="")) == [("missing_field", "C2"), ("missing_field", "C3")]


def test_a_column_that_is_not_there_is_told_once_and_not_again_in_every_row() -> None:
    assert told(row()[:4], row(when="31-4-2021")[:4], headers=HEADERS[:4]) == [
        ("no_column", "A1"),
        ("no_such_date", "A3"),
    ]


def test_a_header_with_a_slip_is_named_beside_the_one_that_is_missed() -> None:
    text = sentence(row(), headers=["Datum", "Wie", "naar", "Wat", "soortt"])
    assert "er is geen kolom 'soort'. Er is wel een kolom 'soortt'." in text


def test_without_touchpoints_the_want_of_actors_is_no_news() -> None:
    assert told(["melk", "1"], headers=["Boodschap", "Aantal"]) == [("no_sheet", "None")]
