"""`casekit whatif`: what is asked, answered, saved and refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main

ROOT = Path(__file__).parents[2]
FLAGSHIP = str(ROOT / "cases" / "bijstand-aanvraag")
TWELVE = str(ROOT / "cases" / "twaalf-regels")
KEY = "K02-t3-t31"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["whatif", *words])
        shown = capsys.readouterr()
        return code, " ".join(shown.out.split()), " ".join(shown.err.split())

    return run


@pytest.mark.parametrize(
    ("lang", "saved", "assumed"),
    [("nl", "dagen eerder klaar", "Al het andere duurde even lang"), ("en", "days earlier", "All else took as long")],
)
def test_an_answer_stands_next_to_what_it_assumes(run: Any, lang: str, saved: str, assumed: str) -> None:
    code, out, err = run(FLAGSHIP, "--without", KEY, "--lang", lang)
    assert (code, err) == (0, "")
    assert saved in out
    assert assumed in out


def test_several_keys_may_follow_one_option(run: Any) -> None:
    _, one, _ = run(FLAGSHIP, "--without", KEY, "K02-t17-t37", "--json")
    _, other, _ = run("--without", "K02-t17-t37", KEY, FLAGSHIP, "--json")
    assert json.loads(one)["gone"] == json.loads(other)["gone"] == ["K02-t17-t37", KEY]


def test_json_has_codes_and_intervals(run: Any) -> None:
    code, out, err = run(FLAGSHIP, "--norm", "default:K06=14", "--coordinator", "klantmanager_1", "--json")
    found = json.loads(out)
    assert (code, err, found["status"]) == (0, "", "known")
    assert found["saved_days"]["range"] == [found["saved_days"]["median"]] * 2
    assert len(found["saved_actions"]["range"]) == 2
    assert {one["code"] for one in found["assumptions"]} >= {
        "same_durations",
        "no_capacity",
        "norm_kept",
        "follows_up",
    }


def test_without_an_option_the_saved_scenarios_are_listed_with_what_they_save(run: Any) -> None:
    code, out, _ = run(FLAGSHIP)
    assert code == 0
    assert "[besluit-op-tijd]: 46 dagen" in out
    assert "--save NAAM" in out
    _, none, _ = run(TWELVE)
    assert "nog geen scenario's" in none
    _, data, _ = run(FLAGSHIP, "--json")
    assert [one["scenario"]["name"] for one in json.loads(data)["scenarios"]] == [
        "besluit-op-tijd",
        "loonstrook-bekend",
    ]


def test_what_was_asked_is_saved_beside_the_case_and_answered_anew(run: Any, tmp_path: Path) -> None:
    case = shutil.copytree(TWELVE, tmp_path / "twaalf-regels")
    words = ("--save", "antwoord", "--label", "Wat als?", "--by", "docent", "--on", "2026-03-05")
    code, out, _ = run(str(case), "--without", "K01-t1", *words)
    assert code == 0
    assert "Bewaard:" in out
    text = (case / "scenarios" / "antwoord.yaml").read_text(encoding="utf-8")
    assert text == "label: Wat als?\nwithout:\n  - K01-t1\nsaved_by: docent\nsaved_on: 2026-03-05\n"
    code, out, _ = run(str(case), "--scenario", "antwoord")
    assert code == 0
    assert "niet te bepalen" in out
    assert run(str(case), "--without", "K01-t1", *words)[0] == 1  # it is there already


def test_a_saved_scenario_that_names_what_is_gone_says_so_and_stays_as_it_was(run: Any, tmp_path: Path) -> None:
    case = shutil.copytree(TWELVE, tmp_path / "twaalf-regels")
    (case / "scenarios").mkdir()
    file = case / "scenarios" / "oud.yaml"
    file.write_text("without: [K01-t1, K02-t1-t99]\n", encoding="utf-8")
    code, out, err = run(str(case), "--scenario", "oud")
    assert code == 0
    assert "K02-t1-t99" in err
    assert "1 deel van dit scenario staat niet meer in de casus" in out
    assert file.read_text(encoding="utf-8") == "without: [K01-t1, K02-t1-t99]\n"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--without", "K02-t3-t3"], 1, "Bedoelt u 'K02-t3-t31'?"),
        (["--norm", "x=3"], 1, "default:K06"),
        (["--norm", "x"], 2, "ID=DAGEN"),
        (["--norm", "default:K06=-1"], 2, "ID=DAGEN"),
        (["--share", "loonstrook@3"], 2, "GEGEVEN=ACTOR@DAG"),
        (["--share", "loonstrook=balie@2024-01"], 1, "niet één dag"),
        (["--coordinator", "inwoner"], 1, "niet de koerier"),
        (["--scenario", "besluit"], 1, "besluit-op-tijd"),
        (["--scenario", "besluit-op-tijd", "--coordinator", "balie"], 2, "combineer"),
        (["--save", "x"], 2, "--without"),
        (["--without", KEY, "--save", "x", "--on", "ooit"], 2, "--on"),
        (["--without", KEY, "--issue", "bijstan"], 1, "bijstand"),
        (["--without", KEY, TWELVE], 2, "één casus"),
    ],
)
def test_what_cannot_be_is_told_in_one_message_and_nothing_is_written(
    run: Any, words: list[str], code: int, told: str
) -> None:
    found, out, err = run(FLAGSHIP, *words)
    assert found == code
    assert told in err
    assert out == ""
    assert sorted(path.stem for path in Path(FLAGSHIP, "scenarios").iterdir()) == [
        "besluit-op-tijd",
        "loonstrook-bekend",
    ]


def test_the_picture_takes_a_saved_scenario_or_a_key(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "wat-als.svg"
    for words in (["--scenario", "besluit-op-tijd"], ["--without", KEY, "--from", "t3"]):
        assert main(["figure", "whatif", FLAGSHIP, *words, "-o", str(file)]) == 0
        assert "eerder klaar" in file.read_text(encoding="utf-8")
    assert main(["figure", "whatif", FLAGSHIP, "-o", str(file)]) == 2
    assert main(["figure", "whatif", FLAGSHIP, "--without", "K02-t3", "-o", str(file)]) == 1
    told = capsys.readouterr().err
    assert "--scenario NAAM of --without SLEUTEL" in told
    assert "K02-t3-t31" in told


@pytest.mark.parametrize("typed", [("--without", ""), ("--without", "a\nb"), ("--without", KEY, "--save", "n" * 300)])
def test_a_name_that_cannot_be_one_is_not_taken_for_a_wrong_day(run: Any, typed: tuple[str, ...]) -> None:
    code, out, err = run(FLAGSHIP, *typed)
    assert (code, out) == (2, "")
    assert "--on" not in err


@pytest.mark.parametrize("option", ["--coordinator", "--save"])
def test_an_empty_word_is_refused_by_the_name_of_its_option(run: Any, option: str) -> None:
    code, out, err = run(FLAGSHIP, option, "", *(["--without", KEY] if option == "--save" else []))
    assert (code, out) == (2, "")
    assert f"wat bij {option} staat, is leeg" in err


def test_where_there_is_nothing_to_choose_from_it_says_so(run: Any, tmp_path: Path) -> None:
    case = tmp_path / "klein.yaml"
    case.write_text(
        "id: klein\nactors: [{id: inwoner, kind: resident}, {id: balie}]\n"
        "touchpoints: [{id: t1, from: inwoner, to: balie, kind: question, when: 2024-03-01}]\n",
        encoding="utf-8",
    )
    for typed in (["--share", "loonstrook=balie@2024-03-02"], ["--scenario", "x"]):
        code, _, err = run(str(case), *typed)
        assert code == 1
        assert "Verwacht: geen, want deze casus heeft er geen." in err
    case.write_text(case.read_text(encoding="utf-8").replace("question", "report"), encoding="utf-8")
    _, _, err = run(str(case), "--without", "K02-t1-t2", "--lang", "en")
    assert "Expected: none, as this case has none." in err


def test_a_day_is_said_as_people_say_it(run: Any) -> None:
    for lang, told in (
        ("nl", "Wat als: balie op 15 oktober 2023 het gegeven"),
        ("en", "on 15 October 2023?"),
    ):
        code, out, _ = run(FLAGSHIP, "--share", "loonstrook=balie@2023-10-15", "--lang", lang)
        assert code == 0
        assert told.lower() in out.lower()


def test_without_dates_one_count_of_acts_is_said_once(run: Any) -> None:
    _, out, _ = run(TWELVE, "--coordinator", "gemeente")
    assert "0 tot 0" not in out


def test_the_help_of_the_scenario_speaks_of_no_picture(run: Any) -> None:
    _, out, _ = run("--help")
    assert "bij de casus is bewaard" in out
    assert "het beeld" not in out
