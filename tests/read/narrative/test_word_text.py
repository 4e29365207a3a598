"""The text of a Word file in its order: what was put in counts, what was crossed out does not, and that is told."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from casekit.errors import InputRefused
from casekit.read.narrative.draft import draft
from casekit.read.narrative.word_file import word_pieces

docx = pytest.importorskip("docx")


def saved(document: Any) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def marked(paragraph: Any, tag: str, text: str) -> None:
    """A run within a mark of Word: inserted (`w:ins`) or deleted (`w:del`)."""
    from docx.oxml import OxmlElement

    mark, run = OxmlElement(tag), OxmlElement("w:r")
    words = OxmlElement("w:delText" if tag == "w:del" else "w:t")
    words.text = text
    run.append(words)
    mark.append(run)
    paragraph._p.append(mark)


def test_headings_items_paragraphs_and_tables_come_in_their_order() -> None:
    document = docx.Document()
    document.add_heading("2021", 1)
    document.add_paragraph("Moeder belt.", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "5-3-2021", "brief"
    document.add_paragraph("Slot.")
    pieces = word_pieces(saved(document), "v.docx").pieces
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("heading", "2021"), ("item", "Moeder belt."), ("row", "5-3-2021 | brief"), ("paragraph", "Slot."),
    ]  # fmt: skip


def test_inserted_text_counts_and_deleted_text_is_left_out_and_told(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("5 maart 2021: moeder ")
    marked(paragraph, "w:del", "mailt")
    marked(paragraph, "w:ins", "belt")
    paragraph.add_run(" de gemeente")
    (tmp_path / "v.docx").write_bytes(saved(document))
    made = draft(tmp_path / "v.docx")
    assert made.rows[0].text == "5 maart 2021: moeder belt de gemeente"
    assert [(problem.code, problem.values["n"]) for problem in made.report] == [("draft_left_out", 1)]


def test_a_line_break_in_a_paragraph_is_a_line_of_its_own() -> None:
    document = docx.Document()
    document.add_paragraph("5 maart 2021: moeder belt\n6 maart 2021: vader belt")
    assert len(word_pieces(saved(document), "v.docx").pieces) == 2


def test_a_table_in_a_cell_is_read_once() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "buiten"
    cell.add_table(rows=1, cols=1).cell(0, 0).text = "binnen"
    assert [piece.text for piece in word_pieces(saved(document), "v.docx").pieces] == ["buiten binnen"]


def test_headers_are_left_out_and_counted() -> None:
    document = docx.Document()
    document.add_paragraph("tekst")
    document.sections[0].header.paragraphs[0].text = "kenmerk"
    assert word_pieces(saved(document), "v.docx").left_out == {"headers": 1}


def test_a_file_without_text_and_half_a_file_are_refused() -> None:
    empty, whole = saved(docx.Document()), saved(docx.Document())
    for content in (empty, whole[: len(whole) // 2], b""):
        with pytest.raises(InputRefused):
            word_pieces(content, "v.docx")
