"""The code convention: what a code says about a touchpoint (`soort:verwijzing`, `soort > verwijzing`, `tp`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from casekit.read.coded.segments import Code
from casekit.sheets.cells import EXAMPLE_ID, CellWrong, from_cell
from casekit.sheets.plan import Field, header_field, nearest, plain_header, sheet
from casekit.vocabulary import find_code
from casekit.when.edtf import parse_moment

__all__ = ["MANY", "MARK", "Said", "almost", "code_text", "field_of", "meaning", "understood"]

MARK = ""
"""Stands where the name of a field stands, for the code that says: this is a touchpoint."""

MANY = ("names", "pairs")
"""The kinds of field that hold more than one value."""

Said: TypeAlias = tuple[str, str]
"""A field of a touchpoint, under its name in a case file, and the value as typed."""

_SPLIT = re.compile(r"\s*[:>/\\=]\s*")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("casekit.read.coded").joinpath("convention.toml").read_text(encoding="utf-8"))


@cache
def field_of(name: str) -> Field:
    """The column of touchpoints that a field has."""
    field = sheet("touchpoints").field(name)
    assert field is not None  # only names that came out of `meaning` come here
    return field


def code_text(code: Code) -> str:
    """A code as people see it in the codebook.

    >>> code_text(("soort", "verwijzing"))
    'soort > verwijzing'
    """
    return " > ".join(code)


def meaning(code: Code) -> tuple[Said, ...]:
    """What a code says; nothing for a code that is not of the convention.

    A value stands in the code itself or is a code under it; a code that can be said with yes needs none.

    >>> meaning(("naar:gemeente",)), meaning(("soort", "verwijzing")), meaning(("keerpunt",))
    ((('to', 'gemeente'),), (('kind', 'verwijzing'),), (('turning_point', 'ja'),))
    >>> meaning(("toezegging:dag55",)), meaning(("wantrouwen",))
    ((('promise', 'ja'), ('promise.due', 'dag55')), ())
    """
    leaf = code[-1].strip()
    word, _, value = _parted(leaf)
    field = _field(word)
    if field is not None and value:
        return _said(field, value)
    above = _field(code[-2]) if len(code) > 1 else None
    if above is not None and leaf:
        return _said(above, leaf)
    if field is not None and (field == MARK or field_of(field).kind in ("yes_no", "promise")):
        return ((field, "" if field == MARK else "ja"),)
    return ()


def _parted(leaf: str) -> tuple[str, bool, str]:
    found = _SPLIT.search(leaf)
    return (leaf[: found.start()], True, leaf[found.end() :].strip()) if found else (leaf, False, "")


@cache
def _field(word: str) -> str | None:
    """The field that a word means, or the mark of a touchpoint."""
    plain = plain_header(word.replace("-", " "))
    if plain in _words()["mark"]:
        return MARK
    for name, words in _words()["fields"].items():
        if plain in words:
            return str(name)
    found = header_field(sheet("touchpoints"), plain)
    return found.name if found is not None else None


def _said(field: str, value: str) -> tuple[Said, ...]:
    if field == MARK:
        return ((MARK, ""), ("id", value))
    if field == "promise" and _is_moment(value):
        return (("promise", "ja"), ("promise.due", value))
    return ((field, value),)


def _is_moment(value: str) -> bool:
    text = _moment_text(value)
    return text != value or parse_moment(text) is not None


def _moment_text(value: str) -> str:
    """A moment without the word before it (`dag55`), and with the slash of a case file (`38..45`)."""
    words = "|".join(_words()["fields"]["when"])
    text = re.sub(rf"^(?:{words})\s*[:=]?\s*(?=[\d~])", "", value.strip(), flags=re.IGNORECASE)
    return re.sub(r"(?<=[\d~?])\s*\.\.\s*(?=\d)", "/", text)


def understood(field: Field, value: str) -> str | None:
    """The value as a cell of its column may hold it; None when it cannot be what the field asks.

    >>> understood(field_of("when"), "38..45"), understood(field_of("kind"), "Verwijzing")
    ('38/45', 'Verwijzing')
    >>> understood(field_of("kind"), "zwaaien") is None
    True
    """
    if value.startswith(("json:", *EXAMPLE_ID.values())):  # signs for the kit in a workbook, not for people
        return None
    if field.words:
        return value if find_code(field.words, value) else None
    text = _moment_text(value) if field.kind == "moment" else value
    try:
        read = from_cell(field, text)
    except CellWrong:
        return None
    if field.options and str(read) not in field.options:
        return None
    if field.kind == "yes_no" and str(read).casefold() not in ("ja", "nee", "yes", "no", "true", "false"):
        return None
    return text


def almost(code: Code) -> str | None:
    """The word of the convention that a code may have meant (`soor:vraag`), if it has a value but no known word."""
    word, parted, value = _parted(code[-1].strip())
    if not parted or not value or len(word) < 3 or _field(word) is not None:
        return None
    known = {plain_header(name): name for f in sheet("touchpoints").fields for name in (f.nl, f.en)}
    known |= {name: name for words in (_words()["mark"], *_words()["fields"].values()) for name in words}
    return nearest(word, known)
