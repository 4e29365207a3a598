"""CSV in the habits of Dutch offices, and nothing guessed where a row has moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import Phase, given

import casekit as ck
from casekit.case import Case
from casekit.errors import InputRefused
from casekit.export.csv_tables import csv_tables as to_csv
from casekit.read.tables.csv_tables import csv_rows, csv_tables
from tests.few import few
from tests.sheets.whole_cases import whole_cases

ACTORS = "id;soort\r\ninwoner;inwoner\r\ngemeente;gemeente\r\n"
ROWS = "id;van;naar;soort;wanneer;bedrag\r\nt1;inwoner;gemeente;vraag;05-03-2021;1.250,50\r\n"


def read(folder: Path, *contents: bytes | str) -> Case:
    paths = []
    for number, content in enumerate(contents):
        path = folder / f"{number}.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return ck.import_case(paths, case_id="c").case


def codes(folder: Path, *contents: bytes | str) -> set[str]:
    with pytest.raises(InputRefused) as error:
        read(folder, *contents)
    return {problem.code for problem in error.value.problems}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_separator_and_end_of_line_will_do(tmp_path: Path, separator: str, end: str) -> None:
    rows = ROWS.replace("1.250,50", '"1.250,50"').replace(";", separator).replace("\r\n", end)
    case = read(tmp_path, ACTORS.replace(";", separator).replace("\r\n", end), rows)
    (row,) = case.touchpoint_list
    assert (row.when, row.amount) == ("2021-03-05", 1250.5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_character_set_of_excel_will_do(tmp_path: Path, encoding: str) -> None:
    rows = "id;van;naar;soort;wat gebeurde er\r\nt1;inwoner;gemeente;vraag;één café kost € 3\r\n"
    case = read(tmp_path, ACTORS.encode(encoding), rows.encode(encoding))
    assert case.touchpoint_list[0].summary == "één café kost € 3"


def test_reading_as_windows_1252_is_told(tmp_path: Path) -> None:
    _, report = csv_rows("id;soort\ncafé;zorg\n".encode("cp1252"), "a.csv")
    assert [problem.code for problem in report] == ["csv_cp1252"]


def test_a_first_line_that_names_the_separator_is_no_header(tmp_path: Path) -> None:
    case = read(tmp_path, "sep=,\r\n" + ACTORS.replace(";", ","), ROWS)
    assert [actor.id for actor in case.actor_list] == ["inwoner", "gemeente"]


def test_separators_after_the_last_column_of_every_row_are_no_columns(tmp_path: Path) -> None:
    case = read(tmp_path, ACTORS.replace("\r\n", ";;\r\n"), ROWS)
    assert case.actor_list[0].model_extra == {}


def test_text_is_not_taken_for_nothing(tmp_path: Path) -> None:
    rows = "id;van;naar;soort;notitie\nt1;inwoner;gemeente;vraag;NA\nt2;inwoner;gemeente;vraag;null\n"
    assert [t.note for t in read(tmp_path, ACTORS, rows).touchpoint_list] == ["NA", "null"]


def test_lines_within_quotes_belong_to_one_field(tmp_path: Path) -> None:
    rows = 'id;van;naar;soort;notitie\nt1;inwoner;gemeente;vraag;"eerste\ntweede ""regel"""\n'
    assert read(tmp_path, ACTORS, rows).touchpoint_list[0].note == 'eerste\ntweede "regel"'


def test_the_name_of_the_file_may_say_which_sheet_it_is(tmp_path: Path) -> None:
    path = tmp_path / "Gegevens.csv"
    path.write_text("id;naam in beeld\nadres;het adres\n", encoding="utf-8")
    assert csv_tables([path]).tables[0].sheet == "items"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (ROWS.replace("1.250,50", "1.250,50;"), "csv_too_many"),
        (ROWS.replace("vraag;", "vraag;x;"), "csv_too_many"),
        (ROWS.replace("inwoner;gem", '"inwoner;gem'), "csv_quote"),
        (ROWS.replace("inwoner;gem", '"inw"oner;gem'), "csv_quote"),
        ("a;b\nc;d\n", "csv_no_headers"),
        ("", "csv_empty"),
        (" \r\n", "csv_empty"),
        (ROWS.split("\r\n")[0] + "\r\n", "no_touchpoints"),
        (ROWS.replace("vraag", "vra\0ag"), "binary"),
        (ROWS.replace("vraag", "vra\u202eag"), "control_character"),
        (ROWS.replace("vraag", "x" * 100_001), "csv_long_field"),
        (ROWS.replace("vraag", "x" * 200_000), "csv_long_field"),
        (ROWS.replace("inwoner", "cafÃ©"), "mojibake"),
        (ROWS.replace("\r\n", ";\r\n").replace("50;\r\n", "50;x\r\n"), "value_without_header"),
        (ROWS.encode("cp1252") + b"\x81;a;b;c;d;e", "not_utf8"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_for_certain_is_refused(tmp_path: Path, rows: bytes | str, code: str) -> None:
    assert code in codes(tmp_path, ACTORS, rows)


def test_a_row_with_a_field_too_many_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as error:
        read(tmp_path, ACTORS, ROWS + "t2;a;b;c;d;e;f\r\n")
    assert "cel A3" in error.value.problems[0].sentence("nl")


def test_the_line_on_which_a_quote_is_left_open_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as error:
        read(tmp_path, ACTORS, ROWS + 't2;"inwoner;gemeente;vraag;;\r\n' + "t3;inwoner;gemeente;vraag;;\r\n" * 5)
    assert error.value.problems[0].line == 3


def test_an_apostrophe_that_guards_against_formulas_is_taken_away(tmp_path: Path) -> None:
    rows = "id;van;naar;soort;notitie\nt1;inwoner;gemeente;vraag;'=1+1\nt2;inwoner;gemeente;vraag;'t loket\n"
    assert [t.note for t in read(tmp_path, ACTORS, rows).touchpoint_list] == ["=1+1", "'t loket"]


@given(whole_cases())
@few(6, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_a_case_as_csv_and_back_is_the_same_case(tmp_path_factory: pytest.TempPathFactory, case: Case) -> None:
    folder = tmp_path_factory.mktemp("csv")
    for name, content in to_csv(case).items():
        (folder / name).write_bytes(content)
    assert ck.import_case(sorted(folder.iterdir()), accept={"mojibake"}).case == case
