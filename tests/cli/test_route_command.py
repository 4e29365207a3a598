"""`casekit route`: the list of routes, the comparison in words and as JSON, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main

CASES = Path(__file__).parents[2] / "cases"
FLAGSHIP = str(CASES / "bijstand-aanvraag")
TWELVE = str(CASES / "twaalf-regels")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["route", *words])
        shown = capsys.readouterr()
        return code, " ".join(shown.out.split()), shown.err

    return run


def own_case(folder: Path, step: str = "") -> str:
    (folder / "c").mkdir()
    (folder / "c" / "case.yaml").write_text(
        "id: c\nactors: [{id: inwoner, kind: inwoner}, {id: gemeente, kind: gemeente}]\n"
        f"touchpoints: [{{id: t1, from: inwoner, to: gemeente, kind: aanvraag{step}}}]\n"
    )
    return str(folder / "c")


def test_without_a_route_the_list_says_which_fit_the_case(run: Any) -> None:
    code, out, err = run(FLAGSHIP)
    assert (code, err) == (0, "")
    assert "bijstand: Aanvraag om bijstand (past bij: bijstand, voorschot)" in out
    assert "schuldhulp: Schuldhulp van de gemeente (Wgs) (past bij: huur)" in out
    code, out, _ = run(FLAGSHIP, "--json")
    assert code == 0
    data = json.loads(out)
    assert {route["id"]: route["fits"] for route in data["routes"]} == {
        "bijstand": ["bijstand", "voorschot"], "schuldhulp": ["huur"], "vroegsignaal": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", ["voorschot: gedaan (t24); later dan de norm: 57 dagen", "opnieuw gedaan: t33?", "3 vermoedens."]),
        ("en", ["advance: done (t24); later than the norm: 57 days", "done again: t33?", "3 guesses."]),
    ],
)
def test_the_comparison_tells_what_was_late_repeated_and_guessed(run: Any, lang: str, words: list[str]) -> None:
    code, out, err = run(FLAGSHIP, "--against", "bijstand", "--lang", lang)
    assert (code, err) == (0, "")
    for word in words:
        assert word in out


def test_the_json_holds_every_step_touchpoint_and_cost(run: Any) -> None:
    code, out, _ = run(FLAGSHIP, "--against", "bijstand", "--json", "--lang", "en")
    data = json.loads(out)
    assert code == 0
    assert (data["route"]["id"], data["issues"], data["left_out"]) == ("bijstand", ["bijstand", "voorschot"], 7)
    advance = next(step for step in data["steps"] if step["id"] == "voorschot")
    assert advance["marks"] == ["late"]
    assert advance["term"] == {
        "norm": "pw-advance", "article": "Pw 52(1)", "since": "t3", "at": "t24",
        "days": [57, 57], "allowed": [28, 28], "over": [29, 29], "verdict": "certain",
    }  # fmt: skip
    assert {row["id"] for row in data["touchpoints"] if row["role"] == "repeated"} == {"t29", "t33"}
    assert data["cost"] == sum(cost["each"] * cost["times"] for cost in data["costs"].values())


def test_a_case_without_dates_gets_its_order_and_no_days(run: Any) -> None:
    code, out, _ = run(TWELVE, "--against", "bijstand")
    assert code == 0
    assert "Geen datums" in out
    assert "niet te bepalen" in out
    data = json.loads(run(TWELVE, "--against", "bijstand", "--json")[1])
    assert {step["term"]["verdict"] for step in data["steps"] if step["term"]} == {"undetermined"}
    assert data["day0"] is None


def test_one_issue_can_be_chosen(run: Any) -> None:
    data = json.loads(run(str(CASES / "kinderarmoede"), "--against", "schuldhulp", "--issue", "energie", "--json")[1])
    assert data["issues"] == ["energie"]
    assert next(step["term"]["norm"] for step in data["steps"] if step["term"]) == "wgs-crisis"


def test_a_route_of_one_s_own_is_found_beside_the_case_or_by_its_path(run: Any, tmp_path: Path) -> None:
    case = own_case(tmp_path, ", step: mijn_stap")
    (tmp_path / "routes").mkdir()
    (tmp_path / "routes" / "eigen.yaml").write_text("label: Van ons\nsteps: [{id: mijn_stap}]\n")
    assert "eigen: Van ons" in run(case)[1]
    for against in ("eigen", str(tmp_path / "routes" / "eigen.yaml")):
        code, out, err = run(case, "--against", against)
        assert (code, err) == (0, "")
        assert "mijn_stap: gedaan (t1)" in out
    assert "hoort bij een andere route" in run(case, "--against", "bijstand")[1]


def test_a_step_on_no_route_is_a_warning_with_what_it_looks_like(run: Any, tmp_path: Path) -> None:
    code, _, err = run(own_case(tmp_path, ", step: aanvrag"), "--against", "bijstand")
    assert code == 0
    assert "Bedoelt u 'aanvraag'?" in err


def test_two_issues_that_each_walk_the_route_bring_the_advice_to_choose_one(run: Any, tmp_path: Path) -> None:
    case = Path(own_case(tmp_path, ", issue: een, step: elders"))
    text = (case / "case.yaml").read_text()
    issues = "issues: [{id: een, procedure: bijstand}, {id: twee, procedure: bijstand}]\n"
    (case / "case.yaml").write_text(issues + text)
    code, out, err = run(str(case), "--against", "bijstand")
    assert code == 0
    assert "Kies er één met --issue: een, twee." in out
    code, out, err = run(str(case), "--against", "bijstand", "--issue", "twee")
    assert "Kies er één" not in out
    assert "'elders'" in err  # also of a touchpoint that is not looked at


def test_an_unknown_route_and_issue_are_refused_at_once(run: Any) -> None:
    code, out, err = run(FLAGSHIP, "--against", "bijstnd", "--issue", "hur")
    assert (code, out) == (1, "")
    assert "Bedoelt u 'bijstand'?" in err
    assert "Bedoelt u 'huur'?" in err
    code, out, _ = run(FLAGSHIP, "--against", "bijstnd", "--json")
    assert code == 1
    assert [problem["code"] for problem in json.loads(out)["problems"]] == ["unknown_route"]


def test_a_route_that_is_wrong_is_refused_with_every_mistake(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("steps:\n  - {id: a, after: b}\n  - {id: b, after: a, norm: x}\n")
    code, out, err = run(FLAGSHIP, "--against", str(path))
    assert (code, out) == (1, "")
    assert "in een kring" in err
    assert "de norm 'x'" in err


def test_the_figure_needs_a_route_and_takes_sheets(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = str(tmp_path / "r.svg")
    assert main(["figure", "route", FLAGSHIP, "-o", output]) == 2
    assert "--against" in capsys.readouterr().err
    assert main(["figure", "route", FLAGSHIP, "--against", "bijstand", "--sheet", "2", "-o", output]) == 2
    assert main(["figure", "route", FLAGSHIP, "--against", "bijstand", "-o", output]) == 0
    assert 'id="link-voorschot-t24"' in Path(output).read_text(encoding="utf-8")
