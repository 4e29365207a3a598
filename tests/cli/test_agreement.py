"""`casekit agreement`: numbers with what they rest on, differences as questions, and what was settled."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from casekit.write.case_file import block

CASES = Path(__file__).parents[2] / "cases"
FIRST, SECOND = "K01-t1", "K07-t5-t7-t9"

Coder = dict[str, str]


@pytest.fixture
def case(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the smallest case with codings: per coder the cause of each stall."""

    def case(name: str = "een", **coders: Coder) -> Path:
        folder = tmp_path / name
        shutil.copytree(CASES / "twaalf-regels", folder, ignore=shutil.ignore_patterns("codings", "votes"))
        file = folder / "case.yaml"
        file.write_text(
            file.read_text(encoding="utf-8").replace("id: twaalf-regels", f"id: {name}"), encoding="utf-8"
        )
        (folder / "codings").mkdir()
        for coder, causes in coders.items():
            codes = [
                {"stall": stall, "cause": cause, "rationale": f"omdat {coder}"} for stall, cause in causes.items()
            ]
            more = {"decided_by": ["docent"], "decided_on": "2026-03-04"} if coder == "consensus" else {"blind": "ja"}
            (folder / "codings" / f"{coder}.yaml").write_text(block({**more, "codes": codes}), encoding="utf-8")
        return folder

    return case


@pytest.fixture
def agreement(capsys: pytest.CaptureFixture[str]) -> Any:
    def agreement(*words: Path | str) -> tuple[int, Any, str]:
        code = main(["agreement", *map(str, words)])
        shown = capsys.readouterr()
        return code, json.loads(shown.out) if "--json" in words else " ".join(shown.out.split()), shown.err

    return agreement


def test_numbers_come_with_stalls_and_coders_and_without_a_grade(agreement: Any, case: Any) -> None:
    code, out, _ = agreement(case(a={FIRST: "U3", SECOND: "O1"}, b={FIRST: "U3", SECOND: "O3"}))
    assert code == 0
    assert "2 codeurs (a, b); 2 haperingen door twee of meer van hen gecodeerd." in out
    assert "Hoofdoorzaak: alfa 0,40 (95%-marge" in out
    assert "1 van de 2 paren gelijk; 2 haperingen, 2 codeurs." in out
    assert "minder dan 10 haperingen" in out
    assert not any(grade in out.lower() for grade in ("goede", "voldoende", "matig", "slecht"))


def test_a_difference_is_a_question_and_shows_what_each_wrote(agreement: Any, case: Any) -> None:
    _, out, _ = agreement(case(a={FIRST: "U3"}, b={FIRST: "O3"}), "--lang", "en")
    assert "A sees 'Term passed or standstill' (U3), b sees 'Handover failed' (O3)." in out
    assert "What would you have to see to change your mind?" in out
    assert "- a: omdat a - b: omdat b" in out


def test_what_was_settled_stands_apart(agreement: Any, case: Any) -> None:
    _, out, _ = agreement(case(a={FIRST: "U3"}, b={FIRST: "O3"}, consensus={FIRST: "O3"}))
    assert "Om over te praten" not in out
    assert "Vastgesteld (1)" in out
    assert "Vastgesteld door één rol (docent) op 2026-03-04." in out
    assert "Samen" not in out


def test_without_a_second_coder_it_says_what_is_lacking(agreement: Any, case: Any) -> None:
    code, out, _ = agreement(case())
    assert (code, "Nog niemand heeft oorzaken gecodeerd in" in out) == (0, True)
    code, out, _ = agreement(case("twee", a={FIRST: "U3"}))
    assert (code, "Alleen a heeft gecodeerd." in out) == (0, True)


def test_several_cases_are_taken_together(agreement: Any, case: Any) -> None:
    one = case("een", a={FIRST: "U3"}, b={FIRST: "O3"})
    two = case("twee", a={FIRST: "U3"}, b={FIRST: "U3"})
    code, data, _ = agreement(one, two, "--json")
    assert code == 0
    assert {"coders", "units", "cause", "level", "per_cause", "disagreements", "settled"} <= data.keys()
    assert (data["units"], data["cause"]["same"], data["cause"]["percent"]) == (2, 1, None)
    assert {row["cause"] for row in data["per_cause"]} == {"U3", "O3"}
    assert len(data["disagreements"]) == 1


def test_a_folder_of_cases_is_all_the_cases_in_it(agreement: Any, case: Any) -> None:
    one = case("een", a={FIRST: "U3"}, b={FIRST: "O3"})
    case("twee", a={FIRST: "U3"}, b={FIRST: "U3"})
    code, data, _ = agreement(one.parent, "--json")
    assert (code, data["cases"], data["units"]) == (0, ["een", "twee"], 2)


def test_two_cases_with_one_id_are_refused(agreement: Any, case: Any) -> None:
    one, two = case("een", a={FIRST: "U3"}), case("twee", a={FIRST: "U3"})
    shutil.copyfile(one / "case.yaml", two / "case.yaml")
    code, _, err = agreement(one, two)
    assert code == 1
    assert err.count("Fout:") == 2


def test_alpha_that_has_no_meaning_is_null_with_a_reason(agreement: Any, case: Any) -> None:
    _, data, _ = agreement(case(a={FIRST: "U3"}, b={FIRST: "U3"}), "--json")
    assert (data["cause"]["alpha"], data["cause"]["interval"], data["cause"]["reason"]) == (None, None, "too_few")


def test_everything_that_is_wrong_in_all_cases_is_told_at_once(agreement: Any, case: Any) -> None:
    one, two = case("een", a={FIRST: "Q9"}), case("twee", a={FIRST: "Q8"})
    code, _, err = agreement(one, two)
    assert code == 1
    assert "Q9" in err
    assert "Q8" in err
