"""A folder of cases: which cases are in it, and what it says about how they were chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.compare.run import open_books
from casekit.errors import InputRefused
from casekit.read.library import BESIDE, NOTE, case_folders, library_note

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
    (book,), _, _ = open_books(file)
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


def test_everything_that_is_wrong_with_any_case_and_with_the_note_is_told_at_once(library: Path) -> None:
    add(library / "een", "actors: []\ntouchpoints: [{id: a}]")
    add(library / "twee" / "codings", "codes: [{stall: K01-a}]", "codeur-a.yaml")
    (library / NOTE).write_text("title: [1]", encoding="utf-8")
    found = refused(library)
    assert {file for _, file in found} >= {"case.yaml", "codeur-a.yaml", NOTE}


def test_too_many_cases_in_one_folder_are_refused_beside_other_problems(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casekit.read.library.MOST", 2)
    assert refused(library, library / "weg") == [("too_many_cases", "cases"), ("no_file", "weg")]


# -- what the folder says about itself -----------------------------------------------------------------------


def test_the_note_says_how_the_cases_were_chosen_in_either_language(library: Path) -> None:
    (library / NOTE).write_text("title: Casussen\nselection: vastgelopen\nselection_en: stuck", encoding="utf-8")
    note, warnings = library_note(case_folders(library))
    assert note is not None
    assert [note.in_words("selection", lang) for lang in ("nl", "en")] == ["vastgelopen", "stuck"]
    assert [note.in_words("title", lang) for lang in ("nl", "en")] == ["Casussen", "Casussen"]
    assert (note.in_words("theme", "en"), warnings) == (None, [])


def test_without_a_note_or_with_cases_of_two_folders_there_is_none(library: Path, tmp_path: Path) -> None:
    assert library_note(case_folders(library)) == (None, [])
    (library / NOTE).write_text("title: Casussen", encoding="utf-8")
    assert library_note(case_folders([library, add(tmp_path / "ander" / "vijf")])) == (None, [])
    assert library_note(()) == (None, [])


def test_one_case_has_the_note_of_the_folder_that_it_is_in(library: Path) -> None:
    (library / NOTE).write_text("title: Casussen", encoding="utf-8")
    for path in (library / "een", library / "een" / "case.yaml", add(library / "een", file="oud.yaml") / "oud.yaml"):
        note, _ = library_note(case_folders(path))
        assert note is not None
        assert note.title == "Casussen"


def test_a_field_that_nobody_knows_is_a_warning(library: Path) -> None:
    (library / NOTE).write_text("selectoin: vastgelopen", encoding="utf-8")
    _, note, warnings = open_books(library)
    assert note is not None
    assert [(one.severity, Path(one.file).name, one.line) for one in warnings] == [("warning", NOTE, 1)]
    assert "'selection'" in warnings[0].sentence("nl")


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), ("- a\n- b", "not_a_library_note"), ("een zin", "not_a_library_note")]
)
def test_a_note_that_is_no_note_is_refused(library: Path, text: str, code: str) -> None:
    (library / NOTE).write_text(text, encoding="utf-8")
    assert refused(library) == [(code, NOTE)]
