"""`casekit check`: all problems of all cases at once, and what limits the analysis."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main

CASES = Path(__file__).parents[2] / "cases"
ROWS = (
    "id: c\nissues: [i]\nactors: [{id: a, kind: inwoner}, {id: b}]\ntouchpoints:\n"
    "  - {id: t1, from: a, to: b, kind: vraag, issue: i}\n"
    "  - {id: t2, from: b, to: a, kind: antwoord, issue: j}\n"
    "  - {id: t3, from: x, to: a, kind: antwoord}\n"
)


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Any:
    def check(*words: str) -> tuple[int, Any, str]:
        code = main(["check", *words])
        shown = capsys.readouterr()
        return code, json.loads(shown.out) if "--json" in words else shown.out, shown.err

    return check


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def written(text: str, name: str = "c") -> str:
        path = tmp_path / name / "case.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return written


def test_every_problem_of_every_case_comes_in_one_go(check: Any, written: Any) -> None:
    first, second = written(ROWS), written("", "d")
    code, out, err = check(first, second, str(CASES / "twaalf-regels"))
    assert code == 1
    assert [line.split(": ")[1] for line in err.splitlines() if line.startswith("Fout")] == [
        f"{first}, regel 6", f"{first}, regel 7", second,
    ]  # fmt: skip
    assert "(2 fouten, 0 aandachtspunten)" in out
    assert "(1 fout, 0 aandachtspunten)" in out
    assert "twaalf-regels: in orde (0 fouten" in out


def test_json_has_one_object_for_one_case_and_a_list_for_more(check: Any, written: Any) -> None:
    path = written(ROWS)
    code, one, err = check(path, "--json")
    assert (code, err, one["file"], one["ok"]) == (1, "", path, False)
    assert [(p["code"], p["line"], p["severity"]) for p in one["problems"]] == [
        ("unknown_issue", 6, "error"), ("unknown_actor", 7, "error"),
    ]  # fmt: skip
    code, both, _ = check(path, str(CASES / "bijstand-aanvraag"), "--json")
    assert [case["ok"] for case in both["cases"]] == [False, True]


def test_an_unknown_field_is_a_warning_and_no_error(check: Any, written: Any) -> None:
    text = "id: c\nactors: [{id: a, kind: inwoner}]\ntouchpoints: [{id: t, from: a, to: a, kind: vraag, summry: x}]\n"
    code, data, _ = check(written(text), "--json", "--lang", "en")
    (problem,) = [p for p in data["problems"] if p["code"] == "unknown_field"]
    assert (code, data["ok"], problem["severity"], problem["line"]) == (0, True, "warning", 3)
    assert "Did you mean 'summary'?" in problem["found"]


def test_touchpoints_without_an_issue_are_counted_with_the_kinds_that_suffer(check: Any, written: Any) -> None:
    code, _, err = check(written(ROWS.replace("issue: j", "when: 3").replace("from: x", "from: b")))
    (line,) = [line for line in err.splitlines() if "geen 'issue' bij 2 van de 3" in line]
    assert code == 0
    for kind in ("K04", "K06", "K07", "K08"):
        assert kind in line


def test_what_is_not_coded_at_all_and_what_is_assumed_is_said(check: Any) -> None:
    _, data, _ = check(str(CASES / "twaalf-regels"), "--json")
    codes = [problem["code"] for problem in data["problems"]]
    assert codes.count("assumption") == 3
    assert "nothing_coded" in codes
    assert all(problem["severity"] == "warning" for problem in data["problems"])


def test_a_case_with_everything_coded_has_nothing_to_warn_of(check: Any) -> None:
    _, data, _ = check(str(CASES / "bijstand-aanvraag"), "--json")
    assert data["problems"] == []


@pytest.fixture
def coded(tmp_path: Path) -> Any:
    """A case of the kit with files beside it."""

    def coded(**files: str) -> str:
        case = shutil.copytree(CASES / "twaalf-regels", tmp_path / "twaalf-regels")
        for folder, text in files.items():
            (case / folder).mkdir()
            (case / folder / "een.yaml").write_text(text, encoding="utf-8")
        return str(case)

    return coded


def test_what_is_wrong_with_codings_and_votes_beside_a_case_comes_at_once(check: Any, coded: Any) -> None:
    path = coded(codings="codes: [{stall: K01-t1, cause: QQ}]", votes="{present: 1, counts: {t1: 99}}")
    code, out, _ = check(path)
    assert code == 1
    assert "(2 fouten, 0 aandachtspunten)" in out
    code, data, _ = check(path, "--json")
    assert (code, data["ok"]) == (1, False)
    assert [one["code"] for one in data["problems"]] == ["unknown_cause", "too_many_dots"]


def test_what_is_strange_in_a_coding_or_a_vote_deserves_attention(check: Any, coded: Any) -> None:
    evidence = "[{kind: document, source: nergens, touchpoints: [t99]}]"
    rows = f"codes: [{{stall: K01-t1, cause: U3, evidence: {evidence}}}, {{stall: K01-weg, cause: U3}}]"
    code, data, _ = check(coded(codings=rows, votes="{present: 4, counts: {weg: 1}}"), "--json")
    codes = {one["code"] for one in data["problems"]}
    assert (code, data["ok"]) == (0, True)
    assert {"code_cites_source", "code_cites_touchpoint", "code_orphaned", "votes_elsewhere"} <= codes


@pytest.mark.parametrize("name", sorted(path.parent.name for path in CASES.glob("*/codings")))
def test_the_codings_of_the_kit_have_nothing_strange(check: Any, name: str) -> None:
    _, data, _ = check(str(CASES / name), "--json")
    assert [one for one in data["problems"] if one["code"].startswith(("code_", "votes_", "unknown_"))] == []
