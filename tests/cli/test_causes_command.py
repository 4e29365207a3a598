"""`casekit causes`: the short list first, the rest behind --all, own codes, the axes, and JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from casekit.cli.causes_command import AXES
from casekit.taxonomy import causes as of_the_kit
from casekit.taxonomy import short_list
from casekit.vocabulary import codes, label

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def causes(capsys: pytest.CaptureFixture[str]) -> Any:
    def causes(*words: str) -> tuple[int, Any, str]:
        code = main(["causes", *words])
        shown = capsys.readouterr()
        return code, json.loads(shown.out) if "--json" in words else shown.out, shown.err

    return causes


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CASES / "twaalf-regels", tmp_path / "twaalf-regels"))


def explained(out: str) -> list[str]:
    """The codes that stand at the head of a cause."""
    heads = [line.split()[0] for line in out.splitlines() if line.startswith("   ") and not line.startswith("    ")]
    return [word for word in heads if word in {one.code for one in of_the_kit()}]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_short_list_is_explained_and_the_rest_is_only_named(causes: Any, lang: str) -> None:
    code, out, err = causes("--lang", lang)
    assert (code, err) == (0, "")
    assert explained(out) == [*(one.code for one in short_list()), "unknown", "other"]
    text = " ".join(out.split())
    assert all(f"{one.code} {one.label(lang)}" in text for one in of_the_kit())
    assert all(one.sign(lang) in text for one in short_list())


def test_all_of_them_stand_per_level_the_short_list_first(causes: Any) -> None:
    _, out, _ = causes("--all")
    level = explained(out)[:9]
    assert level == ["U1", "U3", "U4", "U8", "U2", "U5", "U6", "U7", "U9"]
    assert sorted(explained(out)) == sorted(one.code for one in of_the_kit())
    assert "https://staatvandeuitvoering.nl/algemeen-beeld" in out


def test_an_own_code_stands_among_those_of_its_level_and_says_that_it_is_one(causes: Any, case: Path) -> None:
    (case / "causes.yaml").write_text("causes: [{code: L1, label: Losse formulieren, level: stelsel}]", "utf-8")
    _, out, err = causes(str(case))
    assert err == ""
    system = out[out.index("Stelsel") :]
    assert "L1 Losse formulieren (eigen code)" in system


def test_own_codes_that_are_wrong_are_refused_and_a_case_that_is_not_there_too(causes: Any, case: Path) -> None:
    (case / "causes.yaml").write_text("causes: [{code: U1, label: Iets, level: stelsel}]", "utf-8")
    code, out, err = causes(str(case))
    assert (code, out) == (1, "")
    assert "U1" in err
    assert causes(str(case.parent / "nergens"))[0] == 1


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_axes_are_explained_with_their_words(causes: Any, lang: str) -> None:
    code, out, _ = causes("--axes", "--lang", lang)
    assert code == 0
    text = " ".join(out.split())
    assert all(label(name, word, lang) in text for name in AXES for word in codes(name))
    assert explained(out) == []


def test_the_json_has_the_whole_list_and_the_axes_when_asked(causes: Any, case: Path) -> None:
    (case / "causes.yaml").write_text("causes: [{code: L1, label: Losse formulieren, level: stelsel}]", "utf-8")
    _, data, _ = causes(str(case), "--json")
    assert [one["code"] for one in data["causes"]] == [*(one.code for one in of_the_kit()), "L1"]
    assert (data["causes"][-1]["own"], data["causes"][-1]["level"]) == (True, "system")
    assert "axes" not in data
    _, data, _ = causes("--axes", "--json")
    assert [one["axis"] for one in data["axes"]] == list(AXES)
    assert data["axes"][1]["words"][0] == {"code": "law", "nl": "wet", "en": "law"}
