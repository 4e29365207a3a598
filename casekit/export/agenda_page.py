"""The agenda as one HTML page to print on A4; it needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from itertools import groupby

from casekit.compare.agenda_words import Block
from casekit.export.page import page
from casekit.export.page import text as escape

__all__ = ["agenda_page"]

_TAGS = {"title": "h1", "lead": 'p class="soft"', "point": "h2", "text": "p", "foot": 'p class="foot"'}


def agenda_page(blocks: Iterable[Block], lang: str = "nl") -> str:
    """The page as text.

    >>> "<li>a &amp; b</li>" in agenda_page([Block("title", "T"), Block("item", "a & b")])
    True
    """
    given = list(blocks)
    style = files("casekit.export").joinpath("agenda.css").read_text(encoding="utf-8")
    title = next((block.text for block in given if block.form == "title"), "")
    body = "\n".join(_piece(form, [block.text for block in some]) for form, some in groupby(given, _form))
    return page(title, body, style, lang)


def _form(block: Block) -> str:
    return block.form


def _piece(form: str, texts: list[str]) -> str:
    if form == "item":
        return "<ul>\n" + "\n".join(f"<li>{escape(text)}</li>" for text in texts) + "\n</ul>"
    tag = _TAGS[form]
    return "\n".join(f"<{tag}>{escape(text)}</{tag.split()[0]}>" for text in texts)
