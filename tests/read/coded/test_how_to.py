"""The how-to says what is so: its codes mean what it says, its reasons are those of the kit, its example is real."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.cli.frame import run
from casekit.read.coded.convention import MARK, meaning
from casekit.text import say
from tests.pages import blocks, codes, rows, sections

DOCS = Path(__file__).parents[3] / "docs"
PAGES = {"nl": DOCS / "nl" / "gecodeerde-interviews.md", "en": DOCS / "en" / "coded-interviews.md"}
REASONS = ("no_touchpoint", "two_touchpoints", "two_values", "unreadable", "same_id", "link")


def table(lang: str, place: int) -> list[list[str]]:
    """The rows of a table on the page, by its place."""
    found = [rows(text) for _, text in sections(PAGES[lang])]
    return [part for part in found if part][place]


@pytest.mark.parametrize("lang", PAGES)
def test_every_code_on_the_page_is_of_the_convention_and_the_examples_of_a_row_say_the_same(lang: str) -> None:
    for first, _, others in table(lang, 0):
        fields = {name.split(".")[0] for name, _ in meaning((codes(first)[0],))} - {MARK}
        for code in codes(first) + codes(others):
            said = {name.split(".")[0] for name, _ in meaning((code,))}
            assert said, code
            assert said - {MARK} == fields, code


@pytest.mark.parametrize("lang", PAGES)
def test_every_reason_on_the_page_is_one_of_the_kit_and_none_is_missing(lang: str) -> None:
    shown = {row[0] for row in table(lang, 1)}
    assert shown == {say("aside.incomplete", lang), *(say(f"aside.coded_{reason}", lang) for reason in REASONS)}


@pytest.mark.parametrize("lang", PAGES)
def test_the_example_gives_what_the_page_shows(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    found = blocks(PAGES[lang])
    example = next(block for block in found if block.title == "highlights.csv")
    Path("highlights.csv").write_text(example.text, encoding="utf-8")
    typed = next(block.text for block in found if block.language == "bash").splitlines()[0].split()[1:]
    assert run(typed) == 0
    printed = capsys.readouterr().out
    assert printed in [block.text for block in found]
