"""Looking at a case: where things are, what is expected where it stands, what could not be looked into."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import InputRefused
from casekit.privacy.inside.case_yaml import yaml_text
from casekit.privacy.inside.header import asks_for_a_person
from casekit.privacy.look import look
from casekit.privacy.mask import mask_of
from tests.few import few, mostly_slow
from tests.privacy.hiding import case_text, write

ROOT = Path(__file__).parents[2]
SECRET = "111222333"


def places(folder: Path, severity: str = "BLOCK") -> list[str]:
    return [one.place for one in look(folder).found if one.severity == severity]


def test_a_place_is_the_line_and_column_where_an_editor_shows_it(tmp_path: Path) -> None:
    text = case_text(
        comment=f"# zie\n# BSN {SECRET}", title=f"'een {SECRET}'", summary=f">-\n      eerst\n      en {SECRET}"
    )
    write(tmp_path, "case.yaml", text)
    rows = text.splitlines()
    seen = [tuple(map(int, place.split(":")[1:])) for place in places(tmp_path)]
    assert len(seen) == 3
    assert all(rows[line - 1][column - 1 :].startswith(SECRET) for line, column in seen)


def test_a_cell_is_named_with_its_sheet_and_a_hidden_sheet_is_said_to_be_hidden(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Tabel"
    book.active["A1"], book.active["E14"] = "dag", f"BSN {SECRET}"
    secret = book.create_sheet("Weg")
    secret["B2"] = f"BSN {SECRET}"
    secret.sheet_state = "veryHidden"
    book.save(tmp_path / "lijst.xlsx")
    found = {one.place: one.where.hidden for one in look(tmp_path).found if one.severity == "BLOCK"}
    assert found == {"lijst.xlsx:Tabel:E14": False, "lijst.xlsx:Weg:B2": True}


def test_two_things_in_one_cell_have_two_places(tmp_path: Path) -> None:
    write(tmp_path, "a.json", f'{{"x": "BSN {SECRET} en mail jan@voorbeeld.example"}}')
    assert places(tmp_path) == ["a.json:x", "a.json:x~2"]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "b.json", "case.yaml", "c.xml"])
@pytest.mark.parametrize("field", ["bsn", "Geboortedatum", "naam_kind", "e-mail", "Postcode", "dossiernummer"])
def test_the_name_of_a_field_counts_whatever_is_in_it(name: str, field: str, tmp_path: Path) -> None:
    made = {
        "a.csv": f"dag;{field}\n1;niets\n",
        "a.tsv": f"dag\t{field}\n1\tniets\n",
        "b.json": f'{{"{field}": "niets"}}',
        "case.yaml": case_text(extra=f"{field}: niets"),
        "c.xml": f"<a {field}='niets'/>",
    }
    write(tmp_path, name, made[name])
    assert [one.kind for one in look(tmp_path).found] == ["field_name"]


def test_the_header_of_a_sheet_counts_and_the_same_word_further_down_does_not(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["dag", "kanaal", "telefoon"], [1, "telefoon", "x"], [2, "e-mail", "y"]):
        book.active.append(row)
    book.save(tmp_path / "lijst.xlsx")
    assert [one.place.rpartition(":")[2] for one in look(tmp_path).found if one.kind == "field_name"] == ["C1"]


@pytest.mark.parametrize(
    "name", ["naam in beeld", "gemeente (schuilnaam)", "adres van de bron", "kanaal", "id", "name"]
)
def test_a_header_of_the_kit_is_no_field_about_a_person(name: str) -> None:
    assert not asks_for_a_person(name)


def test_a_moment_in_a_field_for_moments_is_no_text(tmp_path: Path) -> None:
    write(
        tmp_path, "case.yaml", case_text(extra="day_zero: 2021-03-05\nobserved: {from: 2021-01-01, until: 2021-12}")
    )
    assert look(tmp_path).found == ()


def test_what_a_published_source_says_of_itself_asks_nothing(tmp_path: Path) -> None:
    source = "{id: a, publisher: Universiteit Zutphen, label: Jansen en Pietersen, reference: ECLI:NL:RVS:2020:1}"
    write(tmp_path, "case.yaml", case_text(extra=f"provenance: Jansen en Pietersen\nsources: [{source}]"))
    assert look(tmp_path).found == ()


@pytest.mark.parametrize("grave", [f"BSN {SECRET}", "NL91 ABNA 0417 1643 00", "06-12345678", "jan@voorbeeld.example"])
def test_but_what_may_never_leave_is_found_there_too(grave: str, tmp_path: Path) -> None:
    source = f'{{id: a, publisher: x, label: "{grave}", reference: "{grave}"}}'
    write(tmp_path, "case.yaml", case_text(extra=f'provenance: "{grave}"\nsources: [{source}]'))
    assert len(places(tmp_path)) == 3


def test_a_source_that_was_not_published_is_text(tmp_path: Path) -> None:
    write(tmp_path, "case.yaml", case_text(extra="sources: [{id: a, label: gesprek met mevrouw Pietersen}]"))
    assert "CONFIRM" in {one.severity for one in look(tmp_path).found}


def test_a_role_with_a_name_as_id_is_found_everywhere_it_stands(tmp_path: Path) -> None:
    write(tmp_path, "case.yaml", case_text(actor="mevrouw_Jansen"))
    found = [one for one in look(tmp_path).found if one.severity == "CONFIRM"]
    assert len(found) == 2
    assert "Jansen" not in repr(found)


UNREAD = {
    "a.pdf": (b"%PDF-1.4 niet heel", {"no_pdf_reader", "broken"}),
    "a.doc": (b"\xd0\xcf\x11\xe0" + bytes(100), {"password"}),
    "a.xlsx": (b"PK\x03\x04 half", {"package"}),
    "a.zip": (b"PK\x03\x04", {"archive"}),
    "a.bin": (bytes(range(256)) * 10, {"binary"}),
    "a.gif": (b"GIF89a" + bytes(100), {"binary"}),
    "a.txt": (b"x" * 5_000_001, {"too_large"}),
    "~$a.xlsx": (b"x", {"open_elsewhere"}),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_looked_into_is_told(name: str, tmp_path: Path) -> None:
    content, reasons = UNREAD[name]
    (tmp_path / name).write_bytes(content)
    (one,) = look(tmp_path).unread
    assert (one.file, one.whole) == (name, True)
    assert one.reason in reasons


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_links_and_pipes_are_told_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "buiten"
    folder = tmp_path / "casus"
    write(outside, "a.txt", f"BSN {SECRET}")
    write(folder, "case.yaml", case_text())
    (folder / "weg").symlink_to(outside)
    (folder / "a.txt").symlink_to(outside / "a.txt")
    os.mkfifo(folder / "pijp")
    seen = look(folder)
    assert seen.found == ()
    assert {one.file: one.reason for one in seen.unread} == {"weg": "link", "a.txt": "link", "pijp": "device"}
    with pytest.raises(InputRefused):
        look(folder / "a.txt")


HOSTILE = {
    "an alias.yaml": b"a: &a [x]\nb: *a",
    "nested.yaml": b"id: " + b"[" * 100_000,
    "nested.json": b"[" * 20_000,
    "entities.svg": b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
    "nested.svg": b"<g>" * 20_000,
    "quotes.html": b"<p title='" * 10_000,
    "remarks.html": b"<!--" * 10_000,
    "a quote.csv": b'"' + b"x;" * 40_000,
    "items.md": b"- " * 40_000,
    "no end.png": b"\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXt",
    "no size.jpg": b"\xff\xd8\xff\xe1\x00\x00" * 1000,
    "folded.ics": b"BEGIN\n " * 10_000,
    "quotes.py": b"x = '" * 10_000,
}


@pytest.mark.parametrize(
    "name", mostly_slow(HOSTILE, "an alias.yaml", "nested.svg", "quotes.html", "no end.png", "no size.jpg")
)
def test_a_hostile_file_is_looked_at_in_a_few_seconds_and_breaks_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    begun = time.monotonic()
    look(tmp_path)
    assert time.monotonic() - begun < 20


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "bom.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 20_000_000 + b"</a>")
    (one,) = look(tmp_path).unread
    assert one.reason == "package"


def test_an_empty_folder_and_a_path_without_a_file_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "weg"):
        with pytest.raises(InputRefused):
            look(path)


@pytest.mark.parametrize("word", ["111222333", "Jansen", "Jan Jansen", "jan@voorbeeld.example", "XX-999-X", "é", "-"])
def test_a_mask_says_nothing_of_the_word_itself(word: str) -> None:
    for lang in ("nl", "en"):
        assert word not in mask_of(word).told(lang)


@few(40)
@given(st.text(max_size=30), st.text(max_size=30))
def test_every_comment_and_every_value_of_a_file_is_a_piece(comment: str, value: str) -> None:
    import yaml

    plain = "".join(sign for sign in comment if sign.isprintable())
    text = f"# {plain}\n" + yaml.safe_dump({"id": value}, allow_unicode=True)
    try:
        pieces = [piece.text for piece in yaml_text(text.encode("utf-8"), "case.yaml")]
    except (InputRefused, UnicodeEncodeError):
        return
    assert not plain.strip() or f" {plain}".rstrip() in [one.rstrip() for one in pieces]
    assert not value.strip() or value in pieces or value.isdecimal()
