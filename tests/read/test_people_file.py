"""Lists of participants in every form people make them in, and the register of who is really involved."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import Cell, InputRefused
from casekit.read.people_file import Present, load_involved, read_involved, read_present
from tests.few import few

ROOT = Path(__file__).parents[2]
NAMES = ["Gemeente Voorbeeldstad", "Stichting Het Anker"]
SECRET = "Achternaam-van-een-deelnemer"


def present(folder: Path, name: str, content: bytes) -> tuple[Present, ...]:
    (folder / name).write_bytes(content)
    return read_present(folder / name)


def refused(folder: Path, name: str, content: bytes) -> list[str]:
    with pytest.raises(InputRefused) as found:
        present(folder, name, content)
    for problem in found.value.problems:
        assert all(SECRET not in problem.sentence(lang) for lang in ("nl", "en"))
    return [problem.code for problem in found.value.problems]


def workbook(*sheets: list[list[Any]]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return content.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_has_one_organisation_per_line(tmp_path: Path, encoding: str) -> None:
    content = "Gemeente Voorbeeldstad\r\n\r\n  Café   De Hoek \n".encode(encoding)
    assert present(tmp_path, "zaal.txt", content) == (
        Present("Gemeente Voorbeeldstad", 1),
        Present("Café De Hoek", 3),
    )


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("header", ["organisatie", "Organisation", "ORGANISATIE "])
def test_a_csv_file_is_read_by_its_header_and_nothing_else_is_kept(
    tmp_path: Path, separator: str, header: str
) -> None:
    rows = [["naam", header, "mail"], [SECRET, NAMES[0], "x"], [SECRET, "", "y"], [SECRET, NAMES[1], "z"]]
    text = "\n".join(separator.join(row) for row in rows)
    found = present(tmp_path, "zaal.csv", ("\ufeff" + text).encode())
    assert [one.organisation for one in found] == NAMES
    assert [one.place for one in found] == [Cell("zaal.csv", 2, "B"), Cell("zaal.csv", 4, "B")]
    assert SECRET not in repr(found)


def test_a_workbook_is_read_on_any_sheet_below_its_header_also_under_a_title(tmp_path: Path) -> None:
    first = [["Aanmeldingen"], ["12 maart"]]
    second = [["Deelnemers"], [], ["Naam", "Organisatie"], [SECRET, NAMES[0]], [SECRET, None], [SECRET, NAMES[1]]]
    found = present(tmp_path, "zaal.xlsx", workbook(first, second))
    assert [one.organisation for one in found] == NAMES
    assert [str(one.place) for one in found] == ["B4", "B6"]
    assert SECRET not in repr(found)


def test_a_formula_in_the_column_is_refused_and_elsewhere_passed_over(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.xlsx", workbook([["organisatie"], ["=A1"]])) == ["present_cell"]
    found = present(tmp_path, "b.xlsx", workbook([["organisatie", "aantal"], [NAMES[0], "=1+1"]]))
    assert [one.organisation for one in found] == [NAMES[0]]


@pytest.mark.parametrize(
    "content",
    [
        b"- Gemeente Voorbeeldstad\n- Stichting Het Anker\n",
        b"- {naam: x, organisatie: Gemeente Voorbeeldstad}\n- {organisation: Stichting Het Anker}\n",
    ],
)
def test_a_yaml_file_is_a_list_of_names_or_of_rows(tmp_path: Path, content: bytes) -> None:
    found = present(tmp_path, "zaal.yaml", content)
    assert [(one.organisation, one.place) for one in found] == [(NAMES[0], 1), (NAMES[1], 2)]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("zaal.docx", b"PK", "present_kind"),
        ("zaal.pdf", b"%PDF", "present_kind"),
        ("zaal.txt", b"\n \n", "present_empty"),
        ("zaal.txt", b"a\0b", "present_kind"),
        ("zaal.csv", f"naam;mail\n{SECRET};x\n".encode(), "csv_no_headers"),
        ("zaal.csv", f"naam;organisatie\n{SECRET};\n".encode(), "present_empty"),
        ("zaal.csv", b"", "csv_empty"),
        ("zaal.yaml", b"organisatie: a", "present_list"),
        ("zaal.yaml", f"- {{naam: {SECRET}}}".encode(), "present_list"),
        ("zaal.yaml", b"- [a]", "present_list"),
    ],
)
def test_a_list_that_cannot_be_used_says_what_is_expected(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    assert refused(tmp_path, name, content) == [code]


def test_a_workbook_without_the_column_or_that_is_none_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.xlsx", workbook([["Naam"], [SECRET]])) == ["present_column"]
    assert refused(tmp_path, "b.xlsx", b"geen werkboek") != []


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as found:
        read_present(tmp_path / "weg.txt")
    assert [problem.code for problem in found.value.problems] == ["no_such_file"]


def test_the_register_is_a_list_of_organisations_with_the_actor_they_are(tmp_path: Path) -> None:
    case = Path(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "twaalf-regels"))
    assert load_involved(case) == (None, [])
    (case / "private").mkdir()
    (case / "private" / "involved.yaml").write_text(
        "- {organisation: Stichting Het Anker, actor: welzijn, aliases: [HA, Anker]}\n- organisation: Woonbron\n",
        encoding="utf-8",
    )
    register, warnings = load_involved(case)
    assert warnings == []
    assert register is not None
    assert [(one.organisation, one.actor, one.aliases) for one in register] == [
        ("Stichting Het Anker", "welzijn", ("HA", "Anker")),
        ("Woonbron", None, ()),
    ]


def test_the_register_may_stand_under_a_name_of_its_own_and_an_empty_one_is_a_register() -> None:
    assert read_involved(b"organisations: [{organisation: a}]", "i.yaml")[0][0].organisation == "a"
    assert read_involved(b"[]", "i.yaml") == ((), [])


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"gemeente: a", ["not_a_register"]),
        (b"tekst", ["not_a_register"]),
        (b"- {actor: a}\n- {organisation: ''}\n", ["missing_field", "missing_field"]),
    ],
)
def test_a_register_that_cannot_be_used_is_refused_with_everything_wrong(content: bytes, codes: list[str]) -> None:
    with pytest.raises(InputRefused) as found:
        read_involved(content, "i.yaml")
    assert [problem.code for problem in found.value.problems] == codes
    assert all(problem.line for problem in found.value.problems)


BROKEN = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 255)), min_size=1, max_size=5)
LISTS = {
    "zaal.csv": b'naam;organisatie\nx;Gemeente\ny;"Het Anker"\n',
    "zaal.txt": "Gemeente\nCafé\n".encode("utf-16"),
    "zaal.yaml": b"- {organisatie: a}\n- b\n",
    "zaal.xlsx": workbook([["naam", "organisatie"], ["x", "Gemeente"]]),
}


@few(20)
@given(st.sampled_from(sorted(LISTS)), BROKEN)
def test_a_damaged_list_is_read_or_refused_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, name: str, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(LISTS[name])
    for place, sign in changes:
        content[place % len(content)] = sign
    path = tmp_path_factory.mktemp("zaal") / name
    path.write_bytes(bytes(content))
    try:
        told = [one.organisation for one in read_present(path)]
    except InputRefused as refused:
        told = [problem.sentence(lang) for problem in refused.problems for lang in ("nl", "en")]
    assert told
    assert all(told)
