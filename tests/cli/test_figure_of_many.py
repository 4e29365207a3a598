"""`casekit figure matrix`, `prevalence`, `layers` and `pareto`: over any number of cases, or folders of cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.cli.drawings import DRAWINGS, OF_MANY
from casekit.cli.frame import run
from tests.few import mostly_slow

CASES = Path(__file__).parents[2] / "cases"
TWO = [str(CASES / name) for name in ("huur-verwijzing-kwijt", "bewind-in-de-wacht")]
SELECTION = "gekozen omdat er iets vastliep"


@pytest.mark.parametrize("name", OF_MANY)
def test_each_figure_takes_more_cases(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / f"{name}.svg"
    assert run(["figure", name, *TWO, "-o", str(file), "--json", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(file), "figure": name, "sheets": 1}
    assert ": 2 cases" in file.read_text("utf-8")
    assert "How chosen: Verzonnen" in file.read_text("utf-8")


@pytest.mark.parametrize("name", mostly_slow(OF_MANY))
def test_a_folder_counts_as_all_its_cases(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.pdf"
    assert run(["figure", name, str(CASES), "-o", str(file)]) == 0
    assert file.stat().st_size > 1000


def test_one_case_is_enough_and_how_it_was_chosen_can_be_told(tmp_path: Path) -> None:
    file = tmp_path / "m.svg"
    asked = [
        "figure",
        "matrix",
        TWO[0],
        "-o",
        str(file),
        "--selection",
        SELECTION,
        "--order",
        "stalls",
        "--paper",
        "a4",
    ]
    assert run(asked) == 0
    assert f"Hoe gekozen: {SELECTION}" in file.read_text("utf-8")


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_figure_of_one_case_takes_one(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["figure", name, *TWO, "-o", str(tmp_path / "x.svg")]) == 2
    told = capsys.readouterr().err
    assert f"de figuur {name} gaat over één casus" in told
    assert "matrix, prevalence, layers, pareto" in told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["pareto", "--order", "stalls"], "--order hoort niet bij de figuur pareto, wel bij: matrix."),
        (["network", "--selection", "x"], "wel bij: matrix, prevalence, layers, pareto."),
        (["matrix", "--issue", "huur"], "--issue hoort niet bij de figuur matrix"),
        (["layers", "--sheet", "2"], "--sheet hoort niet bij"),
        (["matrix", "--sheet", "2"], "deze figuur heeft 1 bladen"),
        (["matrix", "--order", "best"], "alike, stalls"),
    ],
)
def test_an_option_that_does_not_fit_is_wrong_usage(
    asked: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.svg"
    assert run(["figure", asked[0], TWO[0], *asked[1:], "-o", str(file)]) == 2
    assert told in " ".join(capsys.readouterr().err.split())
    assert not file.exists()


def test_all_cases_that_are_not_there_are_named_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = [str(tmp_path / name) for name in ("een", "twee")]
    assert run(["figure", "matrix", *missing, "-o", str(tmp_path / "x.svg")]) == 1
    told = capsys.readouterr().err
    assert all(name in told for name in missing)
