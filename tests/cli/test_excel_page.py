"""The page about Excel is true: what its workbook shows, and what the import says about it."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from casekit.cli.frame import run
from tests.few import mostly_slow
from tests.pages import blocks

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    """The pictures of the workbook, as the site draws them."""
    spec = importlib.util.spec_from_file_location("workbook_pictures", DOCS / "hooks" / "workbook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def shown(lang: str, start: str) -> list[str]:
    """The lines that the page shows as printed."""
    page = DOCS / lang / "excel.md"
    return [line for block in blocks(page) for line in block.text.splitlines() if re.match(start, line)]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_mistakes_on_the_page_are_told_as_it_says_and_mended_they_are_gone(
    lang: str, hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path(f"{hook.CASE_ID[lang]}.xlsx")
    command = ["import", str(file), "--output", "cases", "--lang", lang]
    file.write_bytes(hook.filled_in(lang))
    assert run(command) == 1
    told = capsys.readouterr().err.splitlines()
    lines = shown(lang, "Fout|Error")
    assert len(lines) == len(told) == 3
    for line, found in zip(lines, told, strict=True):
        assert found.startswith(line)
    assert not Path("cases").exists()

    file.write_bytes(hook.filled_in(lang, mended=True))
    assert run(command) == 0
    printed = capsys.readouterr().out
    assert "\n".join(shown(lang, "Contactm|Touchp|  |Gemaakt|Made")[-3:-1]) in printed
    assert shown(lang, "Gemaakt|Made")[0] in printed
    (untouched,) = (line for line in printed.splitlines() if line.startswith(("Alleen", "Only")))
    assert untouched.count(",") > 8  # sheets with nothing but their example share one line


@pytest.mark.parametrize("lang", mostly_slow(["nl", "en"], "nl"))
def test_every_picture_that_the_page_asks_for_is_drawn_from_the_workbook(lang: str, hook: ModuleType) -> None:
    text = (DOCS / lang / "excel.md").read_text(encoding="utf-8")
    asked = re.findall(r"<!-- workbook: ([\w-]+) \| ", text)
    assert set(asked) == set(hook.VIEWS)

    page = SimpleNamespace(file=SimpleNamespace(src_uri=f"{lang}/excel.md"))
    drawn = hook.on_page_markdown(text, page)
    assert "<!-- workbook" not in drawn
    assert drawn.count("<svg") == drawn.count("</svg>") == len(asked)
    kinds = {"nl": ["aanvraag", "verzoek om stukken"], "en": ["application", "document request"]}[lang]
    assert all(f">{word}</text>" in drawn for word in kinds)


def test_a_picture_colours_what_the_workbook_colours(hook: ModuleType) -> None:
    filled, mended = hook.picture("filled", "x", "nl"), hook.picture("mended", "x", "nl")
    assert (filled.count("#FFE699"), filled.count("#F8CBAD")) == (2, 1)
    assert "#FFE699" not in mended
    assert "#F8CBAD" not in mended
