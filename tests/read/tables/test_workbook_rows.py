"""The rows about Excel of the list of bad inputs, through the command: what is refused leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.safe.battery import Happened, Row, contents, run_rows

from .workbooks import SHEET, by_hand, cell, packed, relations, worksheet

GOOD = by_hand(cell("A2", "t1", "str"))
OPEN_DOCUMENT = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}
FILES: dict[str, tuple[str, bytes, str]] = {
    "X01 empty": ("x.xlsx", b"", "leeg"),
    "X01 text": ("x.xlsx", b"id;naam\n", "iets anders dan de naam zegt"),
    "X01 half": ("x.xlsx", GOOD[: len(GOOD) // 2], "niet heel"),
    "X02 old or with a password": ("x.xlsx", b"\xd0\xcf\x11\xe0" + bytes(3_000), "wachtwoord"),
    "X03 macros": ("x.xlsx", by_hand(more={"xl/vbaProject.bin": b"x"}), "macro's"),
    "X04 a link to another workbook": ("x.xlsx", by_hand(more={"xl/externalLinks/e1.xml": "<x/>"}), "ander bestand"),
    "X05 spaces in styles": ("x.xlsx", by_hand(more={"xl/styles.xml": b" " * 60_000_000}), "zip-bom"),
    "X06 far cells": ("x.xlsx", by_hand(cell("XFD1048576", 1)), "cel XFD1048576"),
    "X08 entities": ("x.xlsx", by_hand(sheet=f"<!DOCTYPE x>{worksheet('')}"), "DOCTYPE"),
    "X12 rows out of order": ("x.xlsx", by_hand(cell("A3", 1) + cell("A2", 1)), "cel A2"),
    "X17 merged": ("x.xlsx", by_hand(after='<mergeCells><mergeCell ref="A4:A6"/></mergeCells>'), "A4:A6"),
    "X19 formula": ("x.xlsx", by_hand('<row r="14"><c r="B14"><f>1+1</f></c></row>'), "cel B14"),
    "X20 error value": ("x.xlsx", by_hand(cell("A2", "#N/A", "e")), "cel A2"),
    "X25 long text": ("x.xlsx", by_hand(cell("A2", "x" * 40_000, "str")), "32767"),
    "X32 an embedded file": ("x.xlsx", by_hand(sheet_relations=relations(("r1", "oleObject", "x"))), "ander bestand"),
    "X33 LibreOffice": ("x.xlsx", packed(OPEN_DOCUMENT), "LibreOffice"),
    "X34 broken sheet": ("x.xlsx", by_hand(more={SHEET: "<worksheet"}), "blad Contactmomenten"),
}
"""Per row: the name of the file, what is in it, and words of the message."""


@pytest.mark.slow
def test_every_row_is_refused_in_words_in_a_second_and_leaves_nothing(tmp_path: Path) -> None:
    rows = []
    for number, (name, (file, content, _)) in enumerate(FILES.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / file).write_bytes(content)
        rows.append(Row(name, ["import", str(folder / file), "--output", str(folder / "uit")]))
    before = contents(tmp_path)
    for name, happened in run_rows(rows).items():
        assert_refused(name, happened, FILES[name][2])
    assert contents(tmp_path) == before


def assert_refused(name: str, happened: Happened, words: str) -> None:
    assert happened.code == 1, (name, happened.err)
    assert words in happened.err, (name, happened.err)
    assert "Traceback" not in happened.err, name
    assert happened.seconds < 1, name
    assert happened.megabytes < 200, name
