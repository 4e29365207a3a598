"""A coding and its workbook hold the same, and the workbook shows nothing of what others coded."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given

from casekit.coding import Coding
from casekit.errors import InputRefused
from casekit.read.coding_book import CodingBook, read_coding_book
from casekit.sheets.coding_plan import columns
from casekit.taxonomy import causes, short_list
from casekit.text import LANGUAGES
from casekit.write.coding_book import coding_workbook
from tests.few import few
from tests.write.codings import codings

STALLS = [("K01-t1", "Er kwam niets."), ("K02-t3-t31", "Het kwam laat."), ("K06a-t8", "Het kwam niet aan.")]
KEYS = [key for key, _ in STALLS]
NL = {column.name: column.nl for column in columns()}


def book_of(coding: Coding, lang: str = "nl") -> bytes:
    return coding_workbook(coding, STALLS, causes(), lang, case="test", state="s")


def back(content: bytes) -> CodingBook:
    return read_coding_book(content, "codes.xlsx", causes(), KEYS)


def changed(**cells: object) -> bytes:
    """The workbook of nobody yet, with cells of its first row filled in."""
    book = openpyxl.load_workbook(BytesIO(book_of(Coding(coder="codeur-a"))))
    page = book["Haperingen"]
    for name, value in cells.items():
        page.cell(2, 1 + list(NL).index(name)).value = value  # type: ignore[union-attr]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def refused(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as wrong:
        back(content)
    return [(problem.code, str(problem.line)) for problem in wrong.value.problems]


@pytest.mark.parametrize("lang", LANGUAGES)
@given(coding=codings())
@few(8, suppress_health_check=list(HealthCheck))
def test_any_coding_comes_back_from_its_workbook_as_it_was(lang: str, coding: Coding) -> None:
    read = back(book_of(coding, lang))
    # The rows of a stall come in the order of the stalls of the case; the order within a stall is kept.
    assert read.coding.model_copy(update={"codes": ()}) == coding.model_copy(update={"codes": ()})
    assert {key: read.coding.of(key) for key in KEYS} == {key: coding.of(key) for key in KEYS}
    assert (len(read.coding.codes), read.case, read.state) == (len(coding.codes), "test", "s")
    assert read.warnings == ()


def test_what_people_decided_together_comes_back_too() -> None:
    together = Coding(coder="consensus", decided_by=("docent", "sociaal werker"), decided_on="2026-04-01")
    assert back(book_of(together)).coding == together


def test_the_same_coding_gives_the_same_bytes() -> None:
    coding = Coding(coder="codeur-a", codes=[{"stall": "K01-t1", "cause": "O3"}])  # type: ignore[list-item]
    assert book_of(coding) == book_of(coding)


def test_every_stall_has_a_row_and_the_short_list_of_causes_is_offered_first() -> None:
    book = openpyxl.load_workbook(BytesIO(book_of(Coding(coder="codeur-a"))))
    assert book.sheetnames[:3] == ["Uitleg", "Haperingen", "Oorzaken"]
    assert [row[0] for row in book["Haperingen"].iter_rows(min_row=2, max_row=4, values_only=True)] == KEYS
    listed = [str(row[0]) for row in book["Oorzaken"].iter_rows(min_row=2, values_only=True)]
    assert [one.split()[0] for one in listed[:10]] == [cause.code for cause in short_list()]
    assert len(listed) == len(causes())
    lists = {
        str(rule.sqref).split(":")[0]: rule.formula1 for rule in book["Haperingen"].data_validations.dataValidation
    }
    assert lists["C2"] == "kit_cause"


def test_evidence_for_two_links_that_is_the_same_stays_two_pieces() -> None:
    rows = [{"link": [link], "kind": "document", "source": "dossier"} for link in ("stall", "cause")]
    coding = Coding.model_validate(
        {"coder": "codeur-a", "codes": [{"stall": "K01-t1", "cause": "O3", "evidence": rows}]}
    )
    assert back(book_of(coding)).coding == coding


def test_a_filled_in_workbook_is_read_with_the_words_that_people_see() -> None:
    read = back(changed(cause="O3 Overdracht mislukt", rationale="Zomaar.", changer="ketenoverleg", stress="ja"))
    row = read.coding.codes[0]
    assert (row.stall, row.cause, row.changer, row.stress) == ("K01-t1", "O3", "chain_table", True)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"cause": "O3 Het weer"}, [("unknown_cause", "C2")]),
        ({"rationale": "Omdat."}, [("codebook_no_cause", "D2")]),
        ({"stall": None, "cause": "O3"}, [("codebook_no_key", "C2")]),
        ({"cause": "unknown"}, [("coding_reason", "C2")]),
        ({"cause": "O3", "changer": "de buurman"}, [("codebook_word", "AB2")]),
        ({"cause": "O3", "evidence_cause_source": "dossier"}, [("codebook_no_kind", "P2")]),
        ({"cause": "O3", "evidence_cause_kind": "krantje"}, [("codebook_word", "O2")]),
        ({"cause": "O3", "rival_result": "afgevallen"}, [("codebook_no_rival", "W2")]),
        ({"cause": "O3", "rationale": "=1+1"}, [("workbook_formula", "D2")]),
    ],
)
def test_what_is_wrong_is_told_by_cell(cells: dict[str, object], found: list[tuple[str, str]]) -> None:
    assert refused(changed(**cells)) == found


def test_everything_that_is_wrong_is_told_at_once_with_the_name_of_the_column() -> None:
    with pytest.raises(InputRefused) as wrong:
        back(changed(cause="O33", changer="managment", evidence_stall_says="x", rival_found="y"))
    codes = [problem.code for problem in wrong.value.problems]
    assert codes == ["unknown_cause", "codebook_no_kind", "codebook_no_rival", "codebook_word"]
    said = wrong.value.problems[-1].sentence("nl")
    assert "blad Haperingen, cel AB2" in said
    assert "'Wie kan dit veranderen'" in said
    assert "Bedoelt u 'management'?" in said


def rows(*cells: dict[str, Any]) -> bytes:
    """A workbook of one's own with only these columns and rows."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Haperingen"
    names = list(dict.fromkeys(name for row in cells for name in row))
    page.append([NL.get(name, name) for name in names])
    for row in cells:
        page.append([row.get(name) for name in names])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_rows(*cells: dict[str, Any]) -> CodingBook:
    return read_coding_book(rows(*cells), "codes.xlsx", causes(), KEYS, "codeur-a")


def test_a_row_that_goes_on_adds_evidence_and_may_not_say_something_else() -> None:
    first = {"stall": "K01-t1", "cause": "O3", "evidence_stall_kind": "document", "rationale": None}
    read = read_rows(first, {**first, "evidence_stall_kind": "gegevens uit een systeem", "rationale": "Nu pas."})
    assert [one.kind for one in read.coding.codes[0].evidence] == ["document", "data"]
    assert read.coding.codes[0].rationale == "Nu pas."
    with pytest.raises(InputRefused) as wrong:
        read_rows({**first, "rationale": "Dit."}, {**first, "rationale": "Dat."})
    assert "cel D2" in wrong.value.problems[0].sentence("nl")
    assert str(wrong.value.problems[0].line) == "D3"


def test_a_stall_that_is_not_there_any_more_is_kept_and_told_and_one_that_never_was_is_refused() -> None:
    sheet = rows({"stall": "K02-t3-t32", "cause": "O3"})
    before = Coding.model_validate({"coder": "codeur-a", "codes": [{"stall": "K02-t3-t32", "cause": "U3"}]})
    read = read_coding_book(sheet, "codes.xlsx", causes(), KEYS, "codeur-a", before=lambda coder: before)
    assert read.coding.codes[0].stall == "K02-t3-t32"
    assert [problem.code for problem in read.warnings] == ["codebook_no_stall"]
    assert "K02-t3-t31" in read.warnings[0].sentence("en")
    with pytest.raises(InputRefused) as wrong:
        read_coding_book(sheet, "codes.xlsx", causes(), KEYS, "codeur-a", before=lambda coder: None)
    assert [(one.code, str(one.line)) for one in wrong.value.problems] == [("code_no_stall", "A2")]
    assert "K02-t3-t31" in wrong.value.problems[0].sentence("nl")


def with_touchpoints(typed: str) -> CodingBook:
    sheet = rows(
        {"stall": "K01-t1", "cause": "O3", "evidence_stall_kind": "document", "evidence_stall_touchpoints": typed}
    )
    return read_coding_book(sheet, "codes.xlsx", causes(), KEYS, "codeur-a", touchpoints=["t1", "t2", "t 3"])


def test_touchpoints_may_have_only_a_space_between_them_and_must_be_in_the_case() -> None:
    for typed, meant in [("t1 t2", ("t1", "t2")), ("t2, t1", ("t2", "t1")), ("t 3; t1", ("t 3", "t1"))]:
        assert with_touchpoints(typed).coding.codes[0].evidence[0].touchpoints == meant
    with pytest.raises(InputRefused) as wrong:
        with_touchpoints("t1 t99, t2 t98")
    problems = wrong.value.problems
    assert [(one.code, str(one.line)) for one in problems] == [("codebook_no_touchpoint", "D2")] * 2
    assert "'t99'" in problems[0].sentence("nl")


def test_a_word_that_is_not_in_the_list_gets_the_list_of_its_cell_and_no_far_fetched_hint() -> None:
    with pytest.raises(InputRefused) as wrong:
        back(changed(cause="O3", precondition="Snelheid", conduct="Snelheid", stress="soms"))
    word, other, yes_no = (one.sentence("nl") for one in sorted(wrong.value.problems, key=lambda one: one.code))
    assert "keuzelijst van 'Voorwaarde'" in word
    assert "te weinig tijd, " in word
    assert "keuzelijst in deze cel" in word
    assert "keuzelijst van 'Behoorlijkheid'" in other
    assert "(rij 2)" in yes_no
    for said in (word, other):
        assert "Bedoelt u" not in said
        assert "(1)" not in said
        assert "casekit new" not in said


def test_a_mistake_on_the_sheet_with_the_explanation_is_told_by_its_cell() -> None:
    book = openpyxl.load_workbook(BytesIO(book_of(Coding(coder="codeur-a"))))
    titles = {row[0].value: row[1] for row in book["Uitleg"].iter_rows() if row[0].value}
    titles["Gecodeerd op"].value, titles["Blind gecodeerd"].value = "gisteren", "soms"
    out = BytesIO()
    book.save(out)
    with pytest.raises(InputRefused) as wrong:
        back(out.getvalue())
    said = [one.sentence("nl") for one in wrong.value.problems]
    for name, text in zip(("Gecodeerd op", "Blind gecodeerd"), said, strict=True):
        assert f"blad Uitleg, cel {titles[name].coordinate}" in text
    assert "'Gecodeerd op'" in said[0]
    titles["Gecodeerd op"].value, titles["Blind gecodeerd"].value, titles["Codeur"].value = None, None, None
    out = BytesIO()
    book.save(out)
    assert refused(out.getvalue()) == [("codebook_no_coder", titles["Codeur"].coordinate)]


def test_a_column_that_is_nearly_known_is_refused_and_another_is_left_out_with_a_word() -> None:
    with pytest.raises(InputRefused) as wrong:
        read_rows({"stall": "K01-t1", "cause": "O3", "Waaromm": "x"})
    assert [problem.code for problem in wrong.value.problems] == ["codebook_column"]
    read = read_rows({"stall": "K01-t1", "cause": "O3", "prijs": 3})
    assert [problem.code for problem in read.warnings] == ["codebook_column"]


def test_a_workbook_without_a_coder_without_the_sheet_or_of_another_is_refused() -> None:
    for content, coder, code in [
        (rows({"stall": "K01-t1", "cause": "O3"}), None, "codebook_no_coder"),
        (book_of(Coding(coder="codeur-b")), "codeur-a", "codebook_of_another"),
        (rows({"stall": "K01-t1"}), "codeur-a", "codebook_no_column"),
    ]:
        with pytest.raises(InputRefused) as wrong:
            read_coding_book(content, "codes.xlsx", causes(), KEYS, coder)
        assert [problem.code for problem in wrong.value.problems] == [code]
    empty = openpyxl.Workbook()
    assert empty.active is not None
    empty.active.append(["a"])
    out = BytesIO()
    empty.save(out)
    assert refused(out.getvalue()) == [("codebook_no_sheet", "None")]
