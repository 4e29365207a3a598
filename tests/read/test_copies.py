"""A second version of a case that lies beside it is told, and never read for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.cli import main
from casekit.errors import InputRefused
from casekit.read.case_file import load_case
from casekit.write.atomic import save_text

CASE = "id: c\nactors: [{id: r, kind: inwoner}, {id: g}]\ntouchpoints: [{id: t1, from: r, to: g, kind: vraag}]\n"

COPIES = [
    "case.conflict-1.yaml", "case.copy-2.yaml", "case (conflictkopie).yaml", "case (1).yaml", "case 2.yaml",
    "case-LAPTOP-AB12.yaml", "case (Tester's conflicted copy 2021-03-05).yaml", "case - kopie.yaml", "Case.YAML",
    "case.sync-conflict-20210305-101010-ABCDEFG.yaml", "case (SFConflict tester 2021-03-05-10-10-10).yaml",
    "case_conflict.yml", "casus (conflictkopie).yaml", "Kopie van casus.yaml", "case~HEAD.yaml", "case.yml",
]  # fmt: skip
OTHERS = ["causes.yaml", "casework.yaml", "workshop-1.yaml", "case.txt", "case.yaml.bak", "agenda.yaml", "cases.yaml"]


@pytest.mark.parametrize("name", COPIES)
def test_a_second_version_beside_a_case_is_told_and_not_read(name: str, tmp_path: Path) -> None:
    file = save_text(tmp_path / "case.yaml", CASE)
    if (tmp_path / name).exists():
        pytest.skip("this disk sees no difference between capitals and others")
    save_text(tmp_path / name, "[geen casus")
    case, warnings = load_case(tmp_path)
    assert case.id == "c"
    (told,) = [problem for problem in warnings if problem.code == "copy_beside"]
    assert told.severity == "warning"
    assert told.file == str(tmp_path / name)
    assert file.read_text() == CASE


@pytest.mark.parametrize("name", OTHERS)
def test_what_people_keep_beside_a_case_is_no_second_version(name: str, tmp_path: Path) -> None:
    save_text(tmp_path / "case.yaml", CASE)
    save_text(tmp_path / name, "[geen casus")
    assert [problem for problem in load_case(tmp_path)[1] if problem.code == "copy_beside"] == []


def test_cases_beside_each_other_are_no_versions_of_each_other_but_a_copy_is(tmp_path: Path) -> None:
    for name in ("casus-1", "casus-10", "casus-1-vervolg", "ander", "casus-1 (conflictkopie)", "kopieerapparaat"):
        save_text(tmp_path / f"{name}.yaml", CASE)
    told = [problem.file for problem in load_case(tmp_path / "casus-1.yaml")[1] if problem.code == "copy_beside"]
    assert told == [str(tmp_path / "casus-1 (conflictkopie).yaml")]


def test_check_warns_of_a_second_version_and_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_text(tmp_path / "case.yaml", CASE)
    save_text(tmp_path / "case (conflictkopie).yaml", CASE)
    assert main(["check", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert "case (conflictkopie).yaml: dit lijkt een tweede versie van case.yaml" in err
    assert "in orde" in out


def test_a_second_version_is_told_too_when_the_case_itself_is_refused(tmp_path: Path) -> None:
    save_text(tmp_path / "case.yaml", "")
    save_text(tmp_path / "case.copy-1.yaml", CASE)
    with pytest.raises(InputRefused) as refused:
        load_case(tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["empty", "copy_beside"]
