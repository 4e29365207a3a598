"""`casekit actions`: the questions beside a stall, the whole list, and what members add."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from casekit.causes.actions import actions
from casekit.cli import main

ROOT = Path(__file__).parents[2]
FLAGSHIP = str(ROOT / "cases" / "bijstand-aanvraag")
CLOSING = {"nl": "geen advies over een persoon", "en": "not advice about a person"}
ADD = ("--add", "Samen lopen", "--question", "Wie liep er mee?", "--fits", "K06")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["actions", *words])
        shown = capsys.readouterr()
        return code, " ".join(shown.out.split()), " ".join(shown.err.split())

    return run


@pytest.fixture
def case(tmp_path: Path) -> str:
    return str(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "cases" / "twaalf-regels"))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_without_a_case_the_whole_list_is_shown_as_questions(run: Any, lang: str) -> None:
    code, out, err = run("--lang", lang)
    assert (code, err) == (0, "")
    for option in actions():
        assert option.question(lang) in out
        assert str(option.source_url) in out
    assert CLOSING[lang] in out


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_beside_each_kind_of_stall_stand_a_few_questions_and_how_to_see_the_rest(run: Any, lang: str) -> None:
    code, out, err = run(FLAGSHIP, "--lang", lang)
    assert (code, err) == (0, "")
    assert "K02-t3-t31" in out
    assert f"casekit actions {FLAGSHIP} --stall K02" in out
    assert out.rstrip().endswith(".")
    assert CLOSING[lang] in out


def test_the_list_can_be_narrowed_to_a_kind_and_a_cause(run: Any) -> None:
    code, out, _ = run("--stall", "k06a", "--cause", "gebrek aan regie", "--json")
    assert code == 0
    assert {row["id"] for row in json.loads(out)["options"]} == {
        option.id for option in actions() if "K06" in option.stalls and "O1" in option.causes
    }


def test_json_has_the_options_of_each_stall_with_codes(run: Any) -> None:
    code, out, err = run(FLAGSHIP, "--json", "--lang", "en")
    data = json.loads(out)
    assert (code, err, data["case"]) == (0, "", "bijstand-aanvraag")
    assert all(row["options"] for row in data["stalls"])
    option = data["stalls"][0]["options"][0]
    assert {"id", "label", "question", "tried_where", "source", "changer", "causes", "own"} <= set(option)
    assert option["question"].startswith("What would")
    assert option["own"] is False


def test_a_stall_is_chosen_by_key_or_by_kind_and_then_all_its_questions_come(run: Any) -> None:
    _, out, _ = run(FLAGSHIP, "--stall", "K02-t3-t31", "--json")
    assert [row["stall"] for row in json.loads(out)["stalls"]] == ["K02-t3-t31"]
    _, out, _ = run(FLAGSHIP, "--stall", "k06", "--json")
    assert {row["kind"][:3] for row in json.loads(out)["stalls"]} == {"K06"}
    _, out, _ = run(FLAGSHIP, "--stall", "K02-t3-t31")
    assert all(option.question() in out for option in actions() if "K02" in option.stalls)
    assert "Nog " not in out


def test_what_also_fits_a_cause_comes_first_and_says_so(run: Any) -> None:
    _, out, _ = run(FLAGSHIP, "--stall", "K02", "--cause", "S7")
    assert out.index("Past ook bij S7") < out.index("bij ontvangst was gezegd")


def test_a_cause_that_no_option_fits_is_named_openly(run: Any) -> None:
    _, out, _ = run(FLAGSHIP, "--stall", "K02", "--cause", "U9")
    assert "Nog geen optie die ook bij U9 past; voeg er een toe." in out


def test_a_kind_that_the_case_does_not_have_gives_no_questions(run: Any) -> None:
    code, out, _ = run(FLAGSHIP, "--stall", "M2")
    assert code == 0
    assert "Geen haperingen gevonden" in out


def test_an_option_is_added_and_shown_as_that_of_members(run: Any, case: str) -> None:
    words = ("--cause", "O3", "--who", "team", "--where", "wijkteam", "--by", "docent", "--on", "2026-11-22")
    code, out, err = run(case, *ADD, *words, "--json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert data["added"]["id"] == "samen-lopen"
    assert (data["added"]["own"], data["added"]["changer"], data["added"]["causes"]) == (True, "team", ["O3"])
    assert Path(data["file"]) == Path(case) / "actions.yaml"
    code, out, err = run(case, "--add", "Samen bellen", "--question", "Wie belde?", "--fits", "K01", "--by", "docent")
    assert (code, err) == (0, "")
    assert "samen-bellen" in out
    _, out, _ = run(case)
    assert "Toegevoegd door: docent, 20" in out


def test_an_option_that_is_not_in_order_is_refused_with_all_that_is_wrong(run: Any, case: str) -> None:
    code, _, err = run(case, "--add", "X", "--question", "Doe dit.", "--fits", "K99", "--who", "iemand")
    assert code == 1
    assert err.count("Fout:") == 3
    assert not (Path(case) / "actions.yaml").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--add", "X", "--question", "Hoe?", "--fits", "K06"),
        (FLAGSHIP, "--add", "X"),
        (FLAGSHIP, *ADD, "--stall", "K06"),
        (FLAGSHIP, "--by", "docent"),
        (FLAGSHIP, "--stall", "K99"),
        ("--stall", "huur"),
        (FLAGSHIP, FLAGSHIP),
    ],
)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_wrong_usage_is_exit_2_and_nothing_is_written(run: Any, words: tuple[str, ...], lang: str) -> None:
    code, out, err = run(*words, "--lang", lang)
    assert (code, out) == (2, "")
    assert err
    assert not (Path(FLAGSHIP) / "actions.yaml").exists()


@pytest.mark.parametrize("case", [(), (FLAGSHIP,)])
def test_a_cause_that_is_none_is_refused_with_or_without_a_case(run: Any, case: tuple[str, ...]) -> None:
    code, out, err = run(*case, "--cause", "ZZ", "--cause", "QQ")
    assert (code, out, err.count("Fout:")) == (1, "", 2)
    code, out, _ = run(*case, "--cause", "ZZ", "--cause", "QQ", "--json")
    assert (code, [one["code"] for one in json.loads(out)["problems"]]) == (1, ["no_such_cause"] * 2)


def test_a_mistyped_cause_or_stall_gets_the_nearest(run: Any) -> None:
    assert "'Gebrek aan regie'" in run(FLAGSHIP, "--cause", "Gebrek aan regi")[2]
    assert "'K02-t3-t31'" in run(FLAGSHIP, "--stall", "K02-t3-t33")[2]


def test_a_file_of_members_that_is_not_in_order_stops_the_command(run: Any, case: str) -> None:
    (Path(case) / "actions.yaml").write_text("actions: [{label: A}]\n", encoding="utf-8")
    code, out, err = run(case)
    assert (code, out) == (1, "")
    assert "actions.yaml, regel 1" in err
