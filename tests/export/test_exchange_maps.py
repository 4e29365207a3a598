"""Kumu, PRSM, Causal Map and CSV: the keys, sheets and columns that each program documents."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

import casekit as ck
from casekit.case import Case
from casekit.export.csv_tables import csv_tables
from casekit.notation import case_of
from casekit.read.tables.assemble import assemble
from casekit.read.tables.csv_tables import csv_tables as read_tables
from tests.export.exchanged import HARD, case_saying, counted
from tests.few import few_examples, kit

BOOKS = {"prsm": ck.to_prsm, "causal_map": ck.to_causal_map}


def rows(content: bytes, sheet: str) -> list[dict[str, Any]]:
    header, *lines = openpyxl.load_workbook(BytesIO(content))[sheet].iter_rows(values_only=True)
    return [
        {str(name): value for name, value in zip(header, line, strict=True) if value is not None} for line in lines
    ]


def names(content: bytes) -> list[str]:
    return openpyxl.load_workbook(BytesIO(content)).sheetnames


# --- Kumu


def test_kumu_gets_elements_and_directed_connections_between_their_ids() -> None:
    data = json.loads(ck.to_kumu(counted()))
    ids = [one["id"] for part in ("elements", "connections") for one in data[part]]
    assert len(ids) == len(set(ids)) == 3 + 4
    elements = {one["id"]: one for one in data["elements"]}
    assert elements["actor:balie"] == {
        "id": "actor:balie", "label": "balie", "type": "gemeente", "tags": ["organisatie", "gemeente"],
        "organisatie": "gemeente", "soort casus": "Fictieve casus",
    }  # fmt: skip
    first = data["connections"][0]
    assert (first["from"], first["to"], first["direction"]) == ("actor:inwoner", "actor:balie", "directed")
    assert (first["type"], first["tags"], first["wanneer"]) == ("aanvraag", ["bijstand"], "2021-03-05")
    assert first["in woorden"] == "2021-03-05: inwoner → balie, aanvraag"
    assert {one[end] for one in data["connections"] for end in ("from", "to")} <= set(elements)


@pytest.mark.parametrize("case", few_examples())
def test_kumu_has_only_texts_numbers_and_lists_of_texts_to_show(case: str) -> None:
    data = json.loads(ck.to_kumu(kit(case)))
    for part in (*data["elements"], *data["connections"]):
        for key, value in part.items():
            assert isinstance(value, str | int | float) or (key == "tags" and all(isinstance(v, str) for v in value))


@pytest.mark.parametrize("text", HARD)
def test_a_description_in_kumu_can_start_no_html(text: str) -> None:
    data = json.loads(ck.to_kumu(case_saying(text)))
    assert "<" not in data["connections"][0]["description"] + data["elements"][0]["description"]


# --- PRSM


def test_prsm_gets_factors_and_links_between_their_labels() -> None:
    made = ck.to_prsm(counted())
    assert names(made) == ["Factors", "Links"]
    factors, links = rows(made, "Factors"), rows(made, "Links")
    assert [(row["Label"], row["GroupLabel"]) for row in factors] == [
        ("inwoner", "inwoner"), ("balie", "gemeente"), ("wijkteam", "overig"),
    ]  # fmt: skip
    assert [(row["From"], row["To"], row["Label"]) for row in links] == [
        ("inwoner", "balie", "aanvraag"),
        ("balie", "inwoner", "bericht"),
        ("balie", "wijkteam", "bericht"),
        ("wijkteam", "inwoner", "toezegging"),
    ]
    assert links[0]["wanneer"] == "2021-03-05"


@pytest.mark.parametrize("case", few_examples())
def test_prsm_finds_every_end_of_a_link_and_every_style(case: str) -> None:
    made = ck.to_prsm(kit(case))
    labels = [row["Label"] for row in rows(made, "Factors")]
    assert len(labels) == len(set(labels))
    for row in rows(made, "Links"):
        assert {row["From"], row["To"]} <= set(labels)
    for sheet in ("Factors", "Links"):
        styles = {(row["Style"], row["GroupLabel"]) for row in rows(made, sheet)}
        assert {number for number, _ in styles} <= set(range(1, 10))
        assert len({number for number, _ in styles}) == len(styles)
        assert len({header.casefold() for row in rows(made, sheet) for header in row}) == len(
            {header for row in rows(made, sheet) for header in row}
        )


def test_two_actors_with_one_label_are_told_apart_in_prsm() -> None:
    case = Case.model_validate(
        {
            "actors": [{"id": "a", "label": "loket"}, {"id": "b", "label": "loket"}],
            "touchpoints": [{"id": "t", "from": "a", "to": "b", "kind": "question"}],
        }
    )
    assert [row["Label"] for row in rows(ck.to_prsm(case), "Factors")] == ["loket (a)", "loket (b)"]


# --- Causal Map


def stalled() -> Case:
    """A question that nobody answers, and that somebody asks after."""
    return case_of(
        """
        a: inwoner > gemeente  vraag   @0  source=dossier,gesprek
        b: inwoner > gemeente  navraag @200 re=a
        observed @0..@400
        """,
        sources=[{"id": "dossier", "label": "het dossier"}, {"id": "gesprek"}],
    )


def test_causal_map_gets_links_with_a_quote_a_source_and_both_ends() -> None:
    made = ck.to_causal_map(stalled())
    assert names(made) == ["links", "statements", "sources"]
    needed = {"from_label", "to_label", "statement_id", "quote", "source_id"}
    statements = {row["statement_id"]: row for row in rows(made, "statements")}
    sources = {row["source_id"] for row in rows(made, "sources")}
    for link in rows(made, "links"):
        assert needed <= set(link)
        assert link["quote"] in statements[link["statement_id"]]["text"]
        assert link["source_id"] == statements[link["statement_id"]]["source_id"]
        assert link["source_id"] in sources


def test_what_the_case_says_and_what_casekit_sees_are_told_apart() -> None:
    links = {(r["basis"], r["from_label"], r["to_label"]) for r in rows(ck.to_causal_map(stalled()), "links")}
    question, chase = "inwoner; vraag; a", "inwoner; navraag; b"
    stall, signal = (
        "Hapering; onbeantwoord verzoek; inwoner – gemeente",
        "Gevolg; onnodig aankloppen; inwoner – gemeente",
    )
    assert links >= {
        ("antwoord op", question, chase),
        ("casekit ziet", question, stall),
        ("casekit ziet", question, signal),
        ("casekit ziet: bij hetzelfde contactmoment", stall, signal),
    }
    assert all(basis.startswith("casekit ziet") for basis, *ends in links if {stall, signal} & set(ends))


def test_a_touchpoint_that_two_sources_tell_is_cited_twice() -> None:
    said = [(row["touchpoint"], row["source_id"]) for row in rows(ck.to_causal_map(stalled()), "statements")]
    assert said == [("a", "dossier"), ("a", "gesprek"), ("b", "geen bron genoemd")]


@pytest.mark.parametrize("case", few_examples())
def test_no_arrow_of_causal_map_runs_against_the_known_order(case: str) -> None:
    place = {t.id: number for number, t in enumerate(kit(case).touchpoint_list)}
    for link in rows(ck.to_causal_map(kit(case)), "links"):
        ends = [link["from_label"].split("; ")[-1], link["to_label"].split("; ")[-1]]
        if all(end in place for end in ends):
            assert place[ends[0]] < place[ends[1]]


# --- Both workbooks


@pytest.mark.parametrize("form", BOOKS)
@pytest.mark.parametrize("text", HARD)
def test_hard_text_in_a_workbook_is_text_and_the_bytes_are_the_same(form: str, text: str) -> None:
    made = BOOKS[form](case_saying(text))
    assert made == BOOKS[form](case_saying(text))
    for page in openpyxl.load_workbook(BytesIO(made)):
        assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "b"}
    with ZipFile(BytesIO(made)) as parts:
        assert not any("hyperlink" in parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.mark.parametrize("form", BOOKS)
def test_a_text_that_does_not_fit_in_a_cell_is_refused_not_cut_off(form: str) -> None:
    with pytest.raises(ck.InputRefused) as refused:
        BOOKS[form](case_saying("x" * 32_768))
    assert refused.value.problems[0].code == "too_long_for_excel"


# --- CSV


def test_csv_is_as_dutch_programs_open_it() -> None:
    files = csv_tables(counted())
    assert list(files) == ["Casus.csv", "Actoren.csv", "Contactmomenten.csv", "Kwesties.csv"]
    content = files["Contactmomenten.csv"]
    assert content.startswith(b"\xef\xbb\xbfid;")
    assert content.count(b"\r\n") == 4
    assert "inwoner; wijkteam" in content.decode("utf-8-sig")


def test_decimals_have_a_comma_and_what_could_be_a_formula_an_apostrophe() -> None:
    case = case_of("a: inwoner > gemeente vraag amount=12.5 summary='=1+1' note='-12'")
    text = csv_tables(case)["Contactmomenten.csv"].decode("utf-8-sig")
    assert ";12,5;" in text
    assert ";'=1+1;" in text
    assert "'-12" not in text


@pytest.mark.parametrize("text", HARD)
def test_csv_comes_back_as_it_was(text: str, tmp_path: Path) -> None:
    files = csv_tables(case_saying(text))
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        assert not any(
            cell.startswith(("=", "+", "@", "\t"))
            for line in content.decode("utf-8-sig").split("\r\n")
            for cell in line.split(";")
        )
    read = read_tables([tmp_path / name for name in files])
    assert assemble(read.tables, "casus").case == case_saying(text)
