"""LibreOffice opens a workbook and saves it without harm: tried with the real program."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import casekit as ck
from casekit.read.tables.assemble import assemble
from casekit.read.tables.workbook import workbook_tables
from casekit.write.book.workbook import case_workbook, template_workbook

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
]


def saved_again(content: bytes, folder: Path, to: str = "xlsx") -> Path:
    """The file as LibreOffice saves it, without a window and with settings of its own."""
    before, after = folder / "voor" / "casus.xlsx", folder / "na"
    before.parent.mkdir(exist_ok=True)
    before.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profiel').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(after), str(before)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return after / f"casus.{to}"


def helps(book: Any) -> dict[str, dict[str, tuple[Any, ...]]]:
    """Per sheet and place: which list is offered, and the explanation."""
    return {
        page.title: {
            str(one.sqref): (one.formula1 if one.type == "list" else "", one.promptTitle, one.prompt)
            for one in page.data_validations.dataValidation
        }
        for page in book.worksheets
    }


def colours(book: Any) -> dict[str, dict[str, list[str]]]:
    """Per sheet and place: the formulas of its colours, without the quotes that a sheet name may do without."""
    return {
        page.title: {
            str(area.sqref): [rule.formula[0].replace("'", "") for rule in rules]
            for area, rules in page.conditional_formatting._cf_rules.items()
        }
        for page in book.worksheets
    }


def widths(page: Any) -> dict[int, float]:
    return {n: round(one.width) for one in page.column_dimensions.values() for n in range(one.min, one.max + 1)}


@pytest.mark.parametrize("name", ["bijstand-aanvraag", "kinderarmoede"])
def test_a_case_comes_back_the_same_and_nothing_is_reported(name: str, tmp_path: Path) -> None:
    case = ck.example(name)
    content = saved_again(case_workbook(case), tmp_path).read_bytes()
    read = workbook_tables(content, "casus.xlsx")
    assert [problem.sentence() for problem in read.report] == []
    assert assemble(read.tables, "casus.xlsx").case == case


def test_what_helps_to_fill_in_is_still_there(tmp_path: Path) -> None:
    content = template_workbook("casus")
    before = openpyxl.load_workbook(BytesIO(content))
    after = openpyxl.load_workbook(saved_again(content, tmp_path))
    assert after.sheetnames == before.sheetnames
    assert helps(after) == helps(before)
    assert colours(after) == colours(before)
    assert set(after.defined_names) >= {name for name in before.defined_names if name.startswith("kit_")}
    for old, new in zip(before.worksheets, after.worksheets, strict=True):
        columns = range(1, old.max_column + 1) if old.sheet_state == "visible" else ()
        assert [widths(new)[n] for n in columns] == [widths(old)[n] for n in columns]
        assert new.sheet_state == old.sheet_state
        assert new.print_title_rows == old.print_title_rows
        assert new.auto_filter.ref == old.auto_filter.ref
        assert new.page_setup.orientation == (old.page_setup.orientation or "portrait")
    # Frozen headers are settings of a window; LibreOffice keeps none when it saves without one.


def test_every_sheet_prints_and_the_explanation_fits_on_one_page(tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler (pdftotext) is not installed")
    pdf = saved_again(template_workbook("casus"), tmp_path, "pdf")
    pages = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout
    texts = pages.decode("utf-8").rstrip("\f").split("\f")
    footers = [text.split("casus – ")[-1].split("  ")[0].strip() for text in texts]
    assert footers.count("Lees mij") == 1
    assert footers.count("Contactmomenten") <= 3
    assert "casekit import" in texts[0]
    assert len(texts) <= 22
