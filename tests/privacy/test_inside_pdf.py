"""A PDF is looked into where its reader is installed, and is told as not looked into where it is not."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from casekit.privacy.look import look

SECRET = "BSN 111222333"


def pdf(text: str, author: str) -> bytes:
    """A PDF of one page, written by hand."""
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Author ({author}) >>",
    ]
    made, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    made += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    end = made.index("xref\n0")
    return f"{made}trailer << /Size {len(parts) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{end}\n%%EOF\n".encode()


@pytest.mark.skipif(find_spec("pypdf") is None, reason="pypdf is not installed")
@pytest.mark.parametrize(("text", "author", "place"), [(SECRET, "niets", "p1"), ("niets", SECRET, "author")])
def test_the_text_and_the_properties_are_looked_into(text: str, author: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(text, author))
    seen = look(tmp_path)
    assert ([one.kind for one in seen.found], seen.unread) == (["bsn"], ())
    assert place in seen.found[0].where.path


@pytest.mark.skipif(find_spec("pypdf") is not None, reason="pypdf is installed")
def test_without_its_reader_a_pdf_is_told_as_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(SECRET, SECRET))
    assert [one.reason for one in look(tmp_path).unread] == ["no_pdf_reader"]
