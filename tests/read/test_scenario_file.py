"""Scenarios beside a case: what is read, what is refused, and that saving keeps only what was asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import casekit as ck
from casekit.errors import InputRefused
from casekit.read.scenario_file import find_scenario, load_scenario, load_scenarios, read_scenario
from casekit.scenario import Scenario
from casekit.write.scenario_file import save_scenario, scenario_text

ROOT = Path(__file__).parents[2]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "twaalf-regels"))


WHOLE = Scenario(
    name="alles",
    label="Wat als?",
    question="Wie regelt het?",
    without=["K02-t1-t2"],
    norms={"default:K06": 14},
    share=[{"item": "loonstrook", "actor": "gemeente", "day": "2021-03-05"}],
    coordinator="wijkteam",
    saved_by="onderzoeker",
    saved_on="2026-03-05",
)


def codes(content: bytes, file: str = "s.yaml") -> list[str]:
    with pytest.raises(InputRefused) as refused:
        read_scenario(content, file)
    assert all(problem.sentence(lang) for problem in refused.value.problems for lang in ("nl", "en"))
    return [problem.code for problem in refused.value.problems]


def test_a_scenario_comes_back_as_it_was_saved(case: Path) -> None:
    file = save_scenario(case, WHOLE)
    assert file == case / "scenarios" / "alles.yaml"
    assert load_scenario(file) == (WHOLE, [])
    assert find_scenario(case, "alles")[0] == WHOLE
    assert load_scenarios(case) == ((WHOLE,), [])


def test_only_what_was_asked_is_kept() -> None:
    assert scenario_text(Scenario(name="a", coordinator="wijkteam")) == "coordinator: wijkteam\n"


def test_a_scenario_that_is_there_is_not_replaced(case: Path) -> None:
    before = save_scenario(case, WHOLE).read_bytes()
    with pytest.raises(InputRefused) as refused:
        save_scenario(case, Scenario(name="Alles", coordinator="x"))
    assert [problem.code for problem in refused.value.problems] == ["scenario_there"]
    assert (case / "scenarios" / "alles.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["../buiten", "", "a/b", "nul"])
def test_a_name_that_no_file_can_have_is_refused(case: Path, name: str) -> None:
    with pytest.raises(InputRefused) as refused:
        save_scenario(case, Scenario(name=name or None, coordinator="x"))
    assert [problem.code for problem in refused.value.problems] == ["scenario_name"]
    assert not (case / "scenarios").exists()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"[a, b]", ["not_a_scenario"]),
        (b"label: leeg", ["scenario_empty"]),
        (b"norms: {x: veel}", ["not_a_number"]),
        (b"norms: {x: -1}\nshare: [{item: a, actor: b, day: ooit}]", ["wrong_value", "not_a_moment"]),
        (b"share: {item: a}", ["missing_field", "missing_field"]),
    ],
)
def test_everything_that_is_wrong_is_told_at_once(content: bytes, expected: list[str]) -> None:
    assert codes(content) == expected


def test_a_field_with_a_slip_is_told_with_the_nearest_one() -> None:
    _, warnings = read_scenario(b"without: [K02-a-b]\nlabl: x", "s.yaml")
    assert [(problem.code, "label" in problem.sentence()) for problem in warnings] == [("unknown_field", True)]


def test_what_is_wrong_in_several_files_is_told_at_once(case: Path) -> None:
    (case / "scenarios").mkdir()
    for name in ("een", "twee"):
        (case / "scenarios" / f"{name}.yaml").write_text("label: leeg\n", encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        load_scenarios(case)
    assert [Path(problem.file).stem for problem in refused.value.problems] == ["een", "twee"]


def test_a_name_that_is_not_there_is_told_with_those_that_are(case: Path) -> None:
    save_scenario(case, WHOLE)
    with pytest.raises(InputRefused) as refused:
        find_scenario(case, "ales")
    (problem,) = refused.value.problems
    assert "Bedoelt u 'alles'?" in problem.sentence("nl")


def test_a_case_with_scenarios_travels_whole(case: Path, tmp_path: Path) -> None:
    from casekit.read.backups import open_backup
    from casekit.write.backup import make_backup

    save_scenario(case, WHOLE)
    made = make_backup(case, tmp_path / "backups", "2026-03-05")
    assert "scenarios/alles.yaml" in open_backup(made.path).files
    assert ck.read_case(case) == ck.example("twaalf-regels")
