"""`casekit figure waterfall`, `costs` and `path`: of one issue, or between two touchpoints."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.cli.drawings import FIGURES, TAKEN_BY
from casekit.cli.figure_command import command
from casekit.cli.frame import run
from casekit.text import LANGUAGES, say
from tests.few import mostly_slow

CASE = str(Path(__file__).parents[2] / "cases" / "bijstand-aanvraag")


@pytest.mark.parametrize("lang", mostly_slow(LANGUAGES, "nl"))
@pytest.mark.parametrize("name", ["waterfall", "costs", "path"])
def test_each_figure_of_time_is_made_in_both_languages(name: str, lang: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.svg"
    assert run(["figure", name, CASE, "-o", str(file), "--lang", lang]) == 0
    assert {"nl": "Doorlooptijd: ", "en": "Lead time: "}[lang] in file.read_text("utf-8")


def test_from_and_until_decide_what_counts(tmp_path: Path) -> None:
    file = tmp_path / "part.svg"
    assert run(["figure", "waterfall", CASE, "-o", str(file), "--from", "t3", "--until", "t31"]) == 0
    assert "Doorlooptijd: 116 dagen, van t3" in file.read_text("utf-8")


def test_an_issue_has_a_lead_time_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "rent.svg"
    assert run(["figure", "costs", CASE, "-o", str(file), "--issue", "huur"]) == 0
    assert "Doorlooptijd: 183 dagen" not in file.read_text("utf-8")


def test_names_that_are_not_there_are_refused_all_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.png"
    assert run(["figure", "path", CASE, "-o", str(file), "--issue", "zonneschijn", "--until", "t999"]) == 1
    message = capsys.readouterr().err
    assert "'zonneschijn'" in message
    assert "'t999'" in message
    assert not file.exists()


def test_two_issues_have_no_one_lead_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["figure", "waterfall", CASE, "-o", str(tmp_path / "x.png"), "--issue", "huur", "--issue", "bijstand"]
    assert run(typed) == 2
    assert "één kwestie" in capsys.readouterr().err


def test_a_sheet_of_the_path_that_is_not_there_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["figure", "path", CASE, "-o", str(tmp_path / "x.png"), "--sheet", "9"]) == 2
    assert "1 bladen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["waterfall", "--against", "x"], "--against hoort niet bij de figuur waterfall, wel bij: route."),
        (["helpers", "--without", "x"], "--without hoort niet bij de figuur helpers, wel bij: whatif."),
        (["network", "--sheet", "1"], "wel bij: timeline, path, route, agreement, matrix."),
        (["timeline", "--issue", "huur"], "wel bij: route, waterfall, costs, path, whatif."),
        (["knowledge", "--from", "t3"], "--from hoort niet bij"),
    ],
)
def test_an_option_of_another_figure_is_wrong_usage(
    typed: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.svg"
    assert run(["figure", typed[0], CASE, *typed[1:], "-o", str(file)]) == 2
    assert told in " ".join(capsys.readouterr().err.split())
    assert not file.exists()


def test_the_table_of_options_names_figures_and_options_that_there_are() -> None:
    options = {option.name for option in command("nl").params}
    assert set(TAKEN_BY) <= options
    assert {name for figures in TAKEN_BY.values() for name in figures} <= set(FIGURES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_names_every_figure(lang: str) -> None:
    assert [name for name in FIGURES if f"({name})" not in say("cli.figure.help", lang)] == []
