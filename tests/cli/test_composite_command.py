"""`casekit composite`: from cases to a plan, from a plan to a case, and what is told on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.cli.frame import run
from casekit.read.case_file import read_case
from tests.release.three import cases

PLAN = "uit/les/private/plan.yaml"


@pytest.fixture
def propose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command that proposes a plan for three cases in the folder where we are."""
    monkeypatch.chdir(tmp_path)
    return ["composite", *cases(Path()), "--id", "les", "-o", "uit"]


def test_a_proposal_and_then_the_case(propose: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(propose) == 0
    told = capsys.readouterr().out
    assert "zaak_alfa" in told
    assert f"casekit composite --plan {PLAN} -o uit" in told
    assert not Path("uit/les/case.yaml").exists()
    assert run(["composite", "--plan", PLAN, "-o", "uit"]) == 0
    out, err = capsys.readouterr()
    assert "nog niet herschreven" in err
    assert "Haperingen van de fragmenten die in de samengestelde casus terugkwamen" in out
    assert read_case("uit/les").status == "composite"


def test_the_plan_can_stand_elsewhere(propose: list[str]) -> None:
    assert run([*propose[:-2], "--plan", "elders/mijn-plan.yaml"]) == 0
    assert run(["composite", "--plan", "elders/mijn-plan.yaml", "-o", "uit"]) == 0
    assert Path(PLAN).is_file()


def test_json_has_the_same_in_codes(propose: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*propose, "--json"]) == 0
    proposed = json.loads(capsys.readouterr().out)
    assert proposed["plan"] == PLAN
    assert {one["case"] for one in proposed["fragments"]} == {"zaak_alfa", "zaak_bravo", "zaak_charlie"}
    assert run(["composite", "--plan", PLAN, "-o", "uit", "--json", "--lang", "en"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["status"], made["stalls"]["gone"], made["runs"]) == ("composite", [], [])
    assert sum(made["cases"].values()) == made["touchpoints"] == made["unwritten"]
    assert [one["share"] is None for one in made["found_back"]] == [False, False, True]
    ids = [name for one in made["fragments"] for name in one["touchpoints"]]
    assert sorted(ids) == sorted(row.id for row in read_case("uit/les").touchpoint_list)


def test_making_it_again_asks_for_update_and_keeps_what_was_changed_by_hand(
    propose: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    make = ["composite", "--plan", PLAN, "-o", "uit"]
    assert run(propose) == 0
    assert run(make) == 0
    assert run(make) == 1
    plan = Path(PLAN)
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("title: Samengestelde casus", "title: Geld en huur"),
        encoding="utf-8",
    )
    assert run([*make, "--update"]) == 0
    assert read_case("uit/les").title == "Geld en huur"
    assert run(["edit", "uit/les", "--set", "summary=met de hand"]) == 0
    plan.write_text(plan.read_text(encoding="utf-8").replace("Geld en huur", "Geld"), encoding="utf-8")
    capsys.readouterr()
    assert run([*make, "--update"]) == 1
    assert "case.conflict-1.yaml" in capsys.readouterr().err
    assert read_case("uit/les").summary == "met de hand"


@pytest.mark.parametrize(
    "words", [[], ["zaak_alfa"], ["--plan", "plan.yaml"], ["--plan", "plan.yaml", "-o", "uit", "--on", "morgen"]]
)
def test_what_is_missing_is_told(words: list[str], propose: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["composite", *words]) == 2
    assert "casekit composite --help" in capsys.readouterr().err


def test_in_english_the_case_is_english(propose: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*propose, "--lang", "en"]) == 0
    assert run(["composite", "--plan", PLAN, "-o", "uit", "--lang", "en"]) == 0
    case = read_case("uit/les")
    assert (case.language, case.title) == ("en", "Composite case")
    assert case.provenance == "Composed of 3 fragments of 3 cases. This household does not exist."
    assert "resident" in {row.id for row in case.actor_list}


def test_what_is_told_of_it_says_that_it_is_composite(propose: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(propose) == 0
    assert run(["composite", "--plan", PLAN, "-o", "uit"]) == 0
    capsys.readouterr()
    assert run(["stalls", "uit/les"]) == 0
    assert "Samengestelde casus" in capsys.readouterr().out.splitlines()[1]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["timeline", "network"])
def test_a_picture_of_it_says_that_it_is_composite(name: str, propose: list[str]) -> None:
    assert run(propose) == 0
    assert run(["composite", "--plan", PLAN, "-o", "uit"]) == 0
    assert run(["edit", "uit/les", "--set", "title=Geld en huur"]) == 0
    assert run(["figure", name, "uit/les", "-o", "t.svg"]) == 0
    assert "Samengestelde casus" in Path("t.svg").read_text(encoding="utf-8")
