"""The real reconstructions go through import, check, stalls and figure without a hand touching them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.cli import main
from tests.few import mostly_slow

FOLDER = Path(__file__).parents[3] / "shared" / "cases-dev"
FILES = sorted(FOLDER.glob("*.json"))


@pytest.mark.skipif(not FILES, reason="the folder ../shared/cases-dev with the real cases is not there")
@pytest.mark.parametrize(
    "file", mostly_slow(FILES, *FILES[-1:]) or [FOLDER / "none.json"], ids=lambda path: path.stem
)
def test_a_real_case_goes_all_the_way(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = json.loads(file.read_text(encoding="utf-8"))
    assert main(["import", str(file), "--output", str(tmp_path)]) == 0
    case = tmp_path / given["id"]
    assert main(["check", str(case)]) == 0
    capsys.readouterr()
    assert main(["stalls", str(case), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    ids = [t["id"] for t in given["touchpoints"]]
    assert found["stalls"]
    assert all(set(stall["touchpoints"]) <= set(ids) for stall in found["stalls"])
    for name in ("timeline", "network"):
        figure = tmp_path / f"{name}.svg"
        assert main(["figure", name, str(case), "-o", str(figure)]) == 0
        assert figure.read_text(encoding="utf-8").rstrip().endswith("</svg>")
    text = (case / "case.yaml").read_text(encoding="utf-8")
    assert text.count("  - id: ") == len(given["actors"]) + len(ids) + 1
    for finding in given["findings"]:
        assert finding["what"] not in text
