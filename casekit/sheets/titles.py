"""What a field of a case is called where people read: the header of its column, or the title of its sheet."""

from __future__ import annotations

from collections.abc import Iterable

from casekit.sheets.plan import sheet, sheets
from casekit.text import has, say
from casekit.vocabulary import codes, label

__all__ = ["field_title", "field_titles"]


def field_title(name: str, lang: str = "nl") -> str:
    """The words for something that a case lacks: a field, a list, a kind of touchpoint, or what `lacking` says.

    >>> [field_title(name) for name in ("asks", "organisation", "requirements", "conversation", "norm")]
    ['vraagt', 'organisatie', 'Vereisten', 'gesprek', 'een norm met een termijn']
    """
    if has(f"lacking.{name}", lang):
        return say(f"lacking.{name}", lang)
    for rows in ("touchpoints", "actors"):
        if (field := sheet(rows).field(name)) is not None:
            return field.header(lang)
    if (found := next((one for one in sheets() if one.name == name), None)) is not None:
        return found.title(lang)
    return label("kind", name, lang) if name in codes("kind") else name


def field_titles(names: Iterable[str], lang: str = "nl") -> str:
    """The words for more of them, on one line."""
    return ", ".join(field_title(name, lang) for name in names)
