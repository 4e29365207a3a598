"""`casekit agenda`: one page, on the screen or on paper."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from casekit.cli import main

CASES = str(Path(__file__).parents[2] / "cases")


def test_the_json_covers_small_numbers_and_names_no_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agenda", CASES, "--grade", "1", "--json"]) == 0
    text = capsys.readouterr().out
    data = json.loads(text)
    assert data["points"][0]["cause"] == "O3"
    assert all(count is None or count >= 3 for point in data["points"] for count in [point["cases"]])
    assert not any(folder.name in text for folder in Path(CASES).iterdir())


def test_a_page_that_is_no_html_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agenda", CASES, "-o", str(tmp_path / "signaal.pdf")]) == 2
    assert ".html" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_three_points_fit_on_one_sheet(tmp_path: Path, lang: str) -> None:
    if not (shutil.which("chromium") and shutil.which("pdfinfo")):
        pytest.skip("chromium and poppler-utils are not here")
    page, paper = tmp_path / "signaal.html", tmp_path / "signaal.pdf"
    assert main(["agenda", CASES, "--grade", "1", "--lang", lang, "-o", str(page)]) == 0
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    flags += ["--no-pdf-header-footer", f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={paper}"]
    command = ["chromium", *flags, page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    told = subprocess.run(["pdfinfo", str(paper)], check=True, capture_output=True, text=True).stdout
    assert "Pages:           1" in told
