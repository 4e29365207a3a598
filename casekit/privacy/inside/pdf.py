"""The text and the properties of a PDF, where the package that can read them (pypdf) is there."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from casekit.privacy.inside.piece import Piece, Where

__all__ = ["Unreadable", "pdf_text"]

MOST_PAGES = 500


class Unreadable(Exception):
    """A PDF that cannot be looked into; the argument is the code of the reason."""


def pdf_text(content: bytes) -> Iterator[Piece]:
    """The pieces of a PDF: its properties, notes, and the text of every page. Raises Unreadable."""
    try:
        pypdf: Any = import_module("pypdf")
    except ImportError:
        raise Unreadable("no_pdf_reader") from None
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Unreadable("password")
        yield from _pieces(reader)
    except Unreadable:
        raise
    except Exception:  # a broken PDF can raise nearly anything in its reader
        raise Unreadable("broken") from None


def _pieces(reader: Any) -> Iterator[Piece]:
    for key, value in (reader.metadata or {}).items():
        grave = key in ("/Producer", "/Creator", "/CreationDate", "/ModDate")
        yield Piece(str(value), Where(path=(key.strip("/").lower(),)), grave_only=grave)
    xmp = reader.trailer["/Root"].get("/Metadata")
    if xmp is not None:
        text = xmp.get_object().get_data().decode("utf-8", "replace")
        yield Piece(text, Where(path=("XMP",)), grave_only=True)
    for name in reader.attachments:
        yield Piece(str(name), Where(path=("attachment",)), name=True)
    for number, page in enumerate(reader.pages, 1):
        if number > MOST_PAGES:
            raise Unreadable("too_large")
        text = page.extract_text() or ""
        if text.strip():
            yield Piece(text, Where(path=(f"p{number}",)))
        for note in page.get("/Annots") or ():
            said = note.get_object()
            for key in ("/Contents", "/T", "/Subj"):
                if said.get(key):
                    yield Piece(str(said[key]), Where(path=(f"p{number}", key.strip("/").lower())))
