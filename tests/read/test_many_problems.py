"""A file that is wrong in thousands of places is refused at once, in words that somebody can still read."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.errors import MOST_ALIKE, InputRefused, Problem, few
from casekit.read.case_file import read_case
from casekit.read.tables.csv_tables import csv_tables
from tests.read.safe.battery import Row, run_rows

ACTORS = "id: c\nactors: [{id: a, kind: inwoner}, {id: b}]\n"
ROW = "- {{id: t{0}, from: a, to: b, kind: {1}}}\n"


def case_with(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "c" / "case.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_of_many_problems_of_one_sort_the_first_are_told_and_how_many_more_there_are() -> None:
    many = [Problem("missing_field", "case.yaml", n, values={"field": "to", "id": n}) for n in range(1, 81)]
    other = Problem("empty", "case.yaml", 90)
    told = few([*many, other])
    assert told[:MOST_ALIKE] == many[:MOST_ALIKE]
    assert (told[MOST_ALIKE].code, told[MOST_ALIKE].line, told[MOST_ALIKE].values) == ("and_more", 51, {"n": 30})
    assert told[MOST_ALIKE + 1 :] == [other]
    assert few(many[:MOST_ALIKE]) == many[:MOST_ALIKE]


def test_the_name_of_a_file_cannot_break_or_turn_a_message_around() -> None:
    problem = Problem("empty", "boze\nopzet" + chr(0x202E) + "lmay.esac", 3)
    assert problem.where() == "boze\ufffdopzet\ufffdlmay.esac, regel 3"


@pytest.mark.parametrize("field", ["issues", "stages", "actors", "sources"])
def test_a_text_too_long_for_an_id_where_a_list_should_stand_is_a_problem(tmp_path: Path, field: str) -> None:
    path = case_with(
        tmp_path, f"{ACTORS}touchpoints: [{{id: t1, from: a, to: b, kind: vraag}}]\n".replace("actors", "x")
    )
    path.write_text(f"{path.read_text(encoding='utf-8')}{field}: {'x' * 300}\n", encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_case(path)
    assert refused.value.problems[0].file == str(path)


def test_a_term_of_more_days_than_can_be_reckoned_with_is_refused(tmp_path: Path) -> None:
    norm = f"norms: [{{id: n, days: {'9' * 400}}}]\n"
    path = case_with(tmp_path, f"{ACTORS}touchpoints: [{{id: t1, from: a, to: b, kind: vraag}}]\n{norm}")
    with pytest.raises(InputRefused) as refused:
        read_case(path)
    assert [(problem.values["field"], problem.line) for problem in refused.value.problems] == [("days", 4)]


def test_a_table_with_thousands_of_columns_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "contactmomenten.csv"
    for text in ("id;" * 100_000, "id;van\n" + ";" * 700_000):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputRefused) as refused:
            csv_tables([path])
        assert [problem.code for problem in refused.value.problems] == ["too_many_nodes"]


@pytest.mark.slow
def test_ten_thousand_wrong_rows_take_a_few_seconds_and_fit_on_a_screen(tmp_path: Path) -> None:
    rows = {
        "kind": "".join(ROW.format(n, f"q{n}") for n in range(10_000)),
        "actor": "".join(ROW.format(n, "vraag").replace("from: a", f"from: x{n}") for n in range(10_000)),
        "texts": "- t\n" * 10_000,
        "empty": "".join(f"- {{id: t{n}}}\n" for n in range(10_000)),
    }
    paths = {}
    for name, text in rows.items():
        (tmp_path / name).mkdir()
        paths[name] = case_with(tmp_path / name, f"{ACTORS}touchpoints:\n{text}")
    found = run_rows([Row(name, ["check", str(path)]) for name, path in paths.items()])
    for one in found.values():
        assert one.code == 1, one.err
        assert len(one.err.splitlines()) <= 3 * (MOST_ALIKE + 1)
        assert one.seconds < 6
        assert one.megabytes < 200
