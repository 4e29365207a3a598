"""A folder of cases: which cases are in it, and what it says about how they were chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.compare.run import open_books
from casekit.errors import InputRefused
from casekit.read.library import BESIDE, case_folders

CASE = """
actors: [{id: inwoner, kind: resident}, {id: gemeente, kind: municipality}]
touchpoints: [{id: a, from: inwoner, to: gemeente, kind: question}]
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with three cases."""
    for name in ("een", "twee", "drie"):
        add(tmp_path / "cases" / name)
    return tmp_path / "cases"


def add(folder: Path, text: str = CASE, file: str = "case.yaml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")
    return folder


def names(*paths: Path) -> list[str]:
    return [folder.name for folder in case_folders(paths)]


def refused(*paths: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as error:
        open_books(paths)
    return [(problem.code, Path(problem.file).name) for problem in error.value.problems]


def test_a_folder_with_cases_is_all_its_cases_in_the_order_of_their_names(library: Path) -> None:
    assert names(library) == ["drie", "een", "twee"]


def test_one_path_may_be_text_and_a_case_folder_or_its_file_is_one_case(library: Path) -> None:
    assert case_folders(str(library / "een")) == (library / "een",)
    assert case_folders(library / "een" / "case.yaml") == (library / "een",)


def test_a_case_that_is_meant_twice_is_there_once_where_it_was_meant_first(library: Path) -> None:
    assert names(library / "twee", library, library / "een" / "case.yaml") == ["twee", "drie", "een"]


def test_a_case_file_with_a_name_of_its_own_is_that_case_and_not_another_in_its_folder(library: Path) -> None:
    file = add(library / "een", CASE.replace("id: a,", "id: anders,"), "oud.yaml") / "oud.yaml"
    assert case_folders(file) == (file,)
    (book,), _ = open_books(file)
    assert [one.id for one in book.case.touchpoint_list] == ["anders"]


def test_what_else_lies_in_the_folder_is_no_case(library: Path) -> None:
    (library / "README.md").write_text("Lees mij.", encoding="utf-8")
    (library / "leeg").mkdir()
    add(library / ".verborgen")
    add(library / "een" / "dieper")
    assert names(library) == ["drie", "een", "twee"]


def test_files_for_all_cases_that_a_pattern_of_the_shell_names_too_are_passed_over(library: Path) -> None:
    for name in BESIDE:
        (library / name).write_text("title: Casussen", encoding="utf-8")
    assert names(*sorted(library.iterdir())) == ["drie", "een", "twee"]


def test_a_folder_that_is_a_case_is_one_case_even_with_cases_below_it(library: Path) -> None:
    assert names(add(library)) == ["cases"]


def test_all_paths_without_a_case_are_told_at_once(library: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    given = [tmp_path / "weg", library, tmp_path / "leeg"]
    assert refused(*given) == [("no_file", "weg"), ("no_case_in_folder", "leeg")]


def test_a_link_in_the_folder_is_refused_and_never_passed_over(library: Path, tmp_path: Path) -> None:
    (library / "vier").symlink_to(add(tmp_path / "elders"), target_is_directory=True)
    assert refused(library) == [("link", "vier")]


@pytest.mark.parametrize("there", [True, False])
def test_so_is_a_case_file_that_is_a_link_also_where_it_leads_nowhere(
    library: Path, tmp_path: Path, there: bool
) -> None:
    (library / "vier").mkdir()
    target = add(tmp_path / "elders") if there else tmp_path / "nergens"
    (library / "vier" / "case.yaml").symlink_to(target / "case.yaml")
    assert refused(library) == [("link", "case.yaml")]


def test_a_folder_that_is_a_link_itself_is_refused(library: Path, tmp_path: Path) -> None:
    (tmp_path / "alle").symlink_to(library, target_is_directory=True)
    assert refused(tmp_path / "alle") == [("link", "alle")]


def test_everything_that_is_wrong_with_any_case_is_told_at_once(library: Path) -> None:
    add(library / "een", "actors: []\ntouchpoints: [{id: a}]")
    add(library / "twee" / "codings", "codes: [{stall: K01-a}]", "codeur-a.yaml")
    found = refused(library)
    assert {file for _, file in found} >= {"case.yaml", "codeur-a.yaml"}


def test_too_many_cases_in_one_folder_are_refused_beside_other_problems(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casekit.read.library.MOST", 2)
    assert refused(library, library / "weg") == [("too_many_cases", "cases"), ("no_file", "weg")]
