"""What Taguette writes. `taguette_highlights.csv` is from the real program (1.5.2), made by `make_taguette.py`.

The workbook and the project file are no text, so that they are built here in the form that the same run of the
program gave; where Taguette is installed, its own files are made and read too.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from importlib.util import find_spec
from pathlib import Path

import pytest

from casekit.errors import InputRefused
from casekit.read.coded import import_coded, is_highlights
from casekit.read.imported import Imported
from tests.read.coded.interview import SEGMENTS, TEXTS

HERE = Path(__file__).parent
CSV = (HERE / "taguette_highlights.csv").read_text(encoding="utf-8")
SCHEMA = """
create table projects (id integer primary key, name text, description text, created text);
create table documents (id integer primary key, name text, project_id integer, contents text);
create table highlights (id integer primary key, document_id integer, start_offset integer, end_offset integer,
                         snippet text);
create table tags (id integer primary key, project_id integer, path text, description text);
create table highlight_tags (highlight_id integer, tag_id integer);
insert into projects values (1, 'oefening', '', '');
"""


def given(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def database(more: str = "", schema: str = SCHEMA) -> bytes:
    with sqlite3.connect(":memory:") as made:
        made.executescript(schema + more)
        return made.serialize()


def project() -> bytes:
    rows = [f"insert into documents values ({n}, 'Gesprek met de moeder', 1, '');" for n in (1, 2)]
    tags = {tag: n for n, tag in enumerate(dict.fromkeys(tag for *_, codes in SEGMENTS for tag in codes), 1)}
    rows += [f"insert into tags values ({n}, 1, '{tag}', '');" for tag, n in tags.items()]
    for n, (document, start, end, codes) in enumerate(SEGMENTS, 1):
        first, last = (len(TEXTS[document - 1][:place].replace("\n", "").encode()) for place in (start, end))
        rows.append(f"insert into highlights values ({n}, {document}, {first}, {last}, 'tekst');")
        rows += [f"insert into highlight_tags values ({n}, {tags[tag]});" for tag in codes]
    return database("".join(rows))


def workbook() -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("highlights")
        for number, row in enumerate(csv.reader(io.StringIO(CSV))):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    return content.getvalue()


def check(made: Imported) -> None:
    assert [(t.id, t.from_, t.kind, t.responds_to) for t in made.case.touchpoint_list] == [
        ("T07", "inwoner", "application", ()),
        ("T2", "inwoner", "chase", ()),
        ("T3", "gemeente", "refusal", ("T07",)),
    ]
    assert [aside.reason for aside in made.to_do] == ["incomplete", "coded_no_touchpoint"]
    assert made.tally[-1].read == 21
    assert "moeder" not in repr(made)
    assert "Gesprek" not in repr(made)


def test_the_table_of_highlights_becomes_a_case(tmp_path: Path) -> None:
    made = import_coded(given(tmp_path, "gesprekken.csv", CSV))
    check(made)
    assert made.case.touchpoint_list[0].note == "document 1, highlight 1"


@pytest.mark.parametrize("separator", [";", "\t"])
def test_so_does_a_table_that_another_program_saved_again(separator: str, tmp_path: Path) -> None:
    again = io.StringIO()
    csv.writer(again, delimiter=separator).writerows(csv.reader(io.StringIO(CSV)))
    check(import_coded(given(tmp_path, "gesprekken.csv", "\ufeff" + again.getvalue())))


def test_the_workbook_of_highlights_becomes_the_same_case(tmp_path: Path) -> None:
    check(import_coded(given(tmp_path, "gesprekken.xlsx", workbook())))


def test_the_project_file_becomes_the_same_case_and_knows_the_places(tmp_path: Path) -> None:
    made = import_coded(given(tmp_path, "gesprekken.sqlite3", project()))
    check(made)
    assert made.case.touchpoint_list[0].note == "document 1, 0-46"


def test_in_the_project_file_a_code_may_lie_on_a_part_of_the_touchpoint(tmp_path: Path) -> None:
    more = (
        "insert into tags values (1, 1, 'tp', ''), (2, 1, 'van:inwoner', ''), (3, 1, 'naar:gemeente', ''),"
        "(4, 1, 'soort:vraag', '');"
        "insert into highlights values (1, 1, 0, 50, ''), (2, 1, 5, 9, ''), (3, 1, 60, 70, '');"
        "insert into highlight_tags values (1, 1), (1, 2), (1, 3), (2, 4);"
    )
    made = import_coded(given(tmp_path, "p.sqlite3", database(more)), case_id="huur")
    assert [(t.kind, made.case.id) for t in made.case.touchpoint_list] == [("question", "huur")]
    assert [problem.code for problem in made.report] == ["coded_bare"]


@pytest.mark.skipif(find_spec("taguette") is None, reason="Taguette is not installed here")
def test_the_files_of_the_program_itself_become_the_same_case(tmp_path: Path) -> None:
    from tests.read.coded.make_taguette import make

    make(tmp_path)
    assert (tmp_path / "highlights.csv").read_text(encoding="utf-8") == CSV
    for name in ("highlights.csv", "highlights.xlsx", "project.sqlite3"):
        check(import_coded(tmp_path / name))


def refused(path: Path) -> list[str]:
    with pytest.raises(InputRefused) as error:
        import_coded(path)
    return [problem.code for problem in error.value.problems]


BAD = {
    "no rows with a tp": ("x.csv", "id,document,tag,content\n1,a,van:x,y\n", "coded_no_mark"),
    "other columns": ("x.csv", "id,van,naar,soort\n1,a,b,vraag\n", "coded_no_highlights"),
    "nothing": ("x.csv", "", "coded_no_highlights"),
    "a field too many": ("x.csv", "id,document,tag,content\n1,a,tp,b,c\n", "coded_csv_broken"),
    "an open quotation mark": ("x.csv", 'id,document,tag,content\n1,a,tp,"b\n', "coded_csv_broken"),
    "no number": ("x.csv", "id,document,tag,content\n,a,tp,b\n", "coded_no_number"),
    "another encoding": ("x.csv", "id,document,tag,content\n1,a,tp,é\n".encode("latin-1"), "not_utf8"),
    "a NUL": ("x.csv", "id,document,tag,content\n1,a,tp,\0\n", "control_character"),
    "a sign that turns text round": ("x.csv", "id,document,tag,content\n1,a,tp\u202e,b\n", "control_character"),
    "no database": ("x.sqlite3", "geen database", "coded_no_taguette"),
    "half a database": ("x.sqlite3", project()[:9000], "coded_no_taguette"),
    "another database": ("x.sqlite3", database(schema="create table t (a);"), "coded_no_taguette"),
    "two projects": ("x.sqlite3", database("insert into projects values (2, 'b', '', '');"), "coded_projects"),
    "places that are no numbers": (
        "x.sqlite3", database("insert into highlights values (1, 1, 'a', 'b', '');"), "coded_no_place",
    ),
    "a codebook": ("x.qdc", "<CodeBook/>", "coded_only_codebook"),
    "a project without sources": ("x.qde", "<Project/>", "coded_only_qde"),
    "something else": ("x.pdf", "%PDF", "coded_other_file"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_read_is_refused_with_advice(what: str, tmp_path: Path) -> None:
    name, content, code = BAD[what]
    assert refused(given(tmp_path, name, content)) == [code]


def test_a_table_that_is_a_query_without_end_is_refused(tmp_path: Path) -> None:
    endless = SCHEMA.replace("create table highlights (", "create table unused (") + (
        "create view highlights as with recursive n(id) as (select 1 union all select id + 1 from n)"
        " select id, 1 as document_id, 1 as start_offset, 2 as end_offset, '' as snippet from n;"
    )
    assert refused(given(tmp_path, "x.sqlite3", database(schema=endless))) == ["coded_no_taguette"]


def test_the_headers_of_taguette_are_known_from_those_of_a_table_of_touchpoints() -> None:
    assert is_highlights(CSV.splitlines()[0].split(","))
    assert not is_highlights(["id", "van", "naar", "soort", "wanneer"])
