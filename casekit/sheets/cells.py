"""One value of a case in one cell, and back without loss.

A value is written the way people write it ("ja", "a; b", a word of the list). Where that would not read back
as the same value, the cell says so: `json:` and the value as JSON.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from math import isfinite
from typing import Any, Literal

from casekit.sheets.dates import DateUnclear, to_moment
from casekit.sheets.plan import Field
from casekit.sheets.table import Raw
from casekit.values import is_blank as nothing_seen
from casekit.vocabulary import find_code, label

__all__ = [
    "EXAMPLE_ID",
    "MOST_SIGNS",
    "PLACE_FORMAT",
    "CellWrong",
    "Slash",
    "as_json",
    "from_cell",
    "is_blank",
    "place_of",
    "text_of",
    "to_cell",
]

EXAMPLE_ID = {"nl": "(voorbeeld)", "en": "(example)"}
"""The id of a row that shows how to fill in a sheet, and is no part of the case."""
PLACE_FORMAT = '"("0")"'
"""The number format of an order that nobody typed: only the place in the list. As text it reads "(3)"."""
MOST_SIGNS = 32_767
"""What fits in one cell of a workbook."""

_JSON = "json:"
_LONG_NUMBER = 1e15
"""From here on a workbook no longer keeps every digit."""
_SEPARATOR = re.compile(r"[;,\n]")
_PAIRS = re.compile(r"[;\n]")
# What a workbook or its XML does not give back as it was: control signs, other ends of line, and its own escapes.
_FRAGILE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_PLACE = re.compile(r"\((\d{1,6})\)")
_MONEY = re.compile(r"^(?:€|eur(?:o)?\b)\s*|\s*(?:€|eur(?:o)?)$|,-+$", re.IGNORECASE)

Slash = Literal["day", "month"] | None
"""What the first number of a date like 1/2/2021 is, if the user has said so."""


class CellWrong(ValueError):
    """A cell that cannot be what its column asks; `code` names the problem."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def is_blank(raw: Raw) -> bool:
    """Whether nothing stands in a cell."""
    return raw is None or (isinstance(raw, str) and nothing_seen(raw))


def to_cell(field: Field | None, value: Any, lang: str = "nl") -> str | int | float:
    """How a value of a field stands in a cell; a field that the kit does not know is None.

    >>> from casekit.sheets.plan import sheet
    >>> touchpoints = sheet("touchpoints")
    >>> to_cell(touchpoints.field("kind"), "refusal"), to_cell(touchpoints.field("to"), ("gemeente", "wijkteam"))
    ('afwijzing', 'gemeente; wijkteam')
    """
    if field is None and not isinstance(value, str):
        return as_json(value)
    shown = _as_people_write(field, value, lang)
    if isinstance(shown, str) and (_FRAGILE.search(shown) or not _reads_back(field, shown, value)):
        return as_json(value)
    return shown


def _reads_back(field: Field | None, shown: str, value: Any) -> bool:
    if isinstance(value, bool):
        return True
    if field is not None and field.words:
        return bool(find_code(field.words, shown) == value)
    try:
        return bool(from_cell(field, shown) == (list(value) if isinstance(value, tuple) else value))
    except CellWrong:
        return False


def _as_people_write(field: Field | None, value: Any, lang: str) -> str | int | float:
    if isinstance(value, bool):
        return {"nl": ("nee", "ja"), "en": ("no", "yes")}[lang][value]
    if isinstance(value, int | float):
        return _number_cell(value)
    if isinstance(value, str):
        return label(field.words, value, lang) if field is not None and field.words else value
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    if field is not None and field.kind == "pairs":
        return "; ".join(f"{key} = {said}" for key, said in value.items())
    return as_json(value)


def _number_cell(value: int | float) -> int | float | str:
    """A number that a workbook keeps (it has room for sixteen digits) and that people write without an exponent."""
    if abs(value) < _LONG_NUMBER and float(f"{value:.16G}") == value and "e" not in repr(value):
        return int(value) if float(value).is_integer() else value
    return as_json(value)


def as_json(value: Any) -> str:
    """A value that a cell cannot show as people write it."""
    text = json.dumps(value, ensure_ascii=False)
    if _FRAGILE.search(text):
        text = json.dumps(value, ensure_ascii=True).replace("_x", "\\u005fx")
    return _JSON + text


def from_cell(field: Field | None, raw: Raw, slash: Slash = None) -> Any:
    """The value that a filled cell stands for, ready for the definition of the case to check.

    A word of a closed list stays as typed. Raises CellWrong when the cell cannot be what its column asks.

    >>> from casekit.sheets.plan import sheet
    >>> amount = sheet("touchpoints").field("amount")
    >>> from_cell(amount, "€ 1.250,50"), from_cell(amount, 12)
    (1250.5, 12)
    """
    if isinstance(raw, str) and raw.startswith(_JSON):
        return _from_json(raw)
    kind = field.kind if field is not None else "text"
    if kind == "number":
        return _number(raw)
    if kind == "moment":
        return _moment(raw, slash)
    text = text_of(raw)
    if kind == "names":
        return [one for part in _SEPARATOR.split(text) if (one := part.strip())]
    if kind == "pairs":
        return _pairs(text)
    return text


def place_of(raw: Raw) -> int | None:
    """The place in the list, where an order column says no more than that.

    >>> place_of("(3)"), place_of(3)
    (3, None)
    """
    found = _PLACE.fullmatch(raw.strip()) if isinstance(raw, str) else None
    return int(found[1]) if found else None


def _from_json(raw: str) -> Any:
    try:
        return json.loads(raw[len(_JSON) :])
    except (ValueError, RecursionError):
        raise CellWrong("cell_not_json") from None


def text_of(raw: Raw) -> str:
    """A cell as text. Raises CellWrong for a number of which a workbook has lost digits."""
    if isinstance(raw, bool):
        return "ja" if raw else "nee"
    if isinstance(raw, int | float):
        if not isfinite(raw) or abs(raw) >= _LONG_NUMBER:
            raise CellWrong("cell_long_number")
        return str(int(raw)) if float(raw).is_integer() else repr(raw)
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, time):
        return raw.strftime("%H:%M")
    return raw or ""


def _number(raw: Raw) -> int | float:
    if isinstance(raw, int | float) and not isinstance(raw, bool) and isfinite(raw):
        return int(raw) if float(raw).is_integer() else raw
    if not isinstance(raw, str):
        raise CellWrong("not_a_number")
    text = _MONEY.sub("", raw.strip()).strip()
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    elif not _NUMBER.fullmatch(text):
        raise CellWrong("not_a_number")
    value = float(text.replace(",", "."))
    if not isfinite(value) or abs(value) >= _LONG_NUMBER:
        raise CellWrong("not_a_number")
    return int(value) if value.is_integer() else value


def _moment(raw: Raw, slash: Slash) -> str:
    if isinstance(raw, bool | time) or raw is None:
        raise CellWrong("cell_no_moment")
    try:
        return to_moment(raw, slash=slash)
    except DateUnclear as unclear:
        # A cell may hold a date in words; a case file may not: what was expected differs.
        raise CellWrong("cell_no_moment" if unclear.code == "not_a_moment" else unclear.code) from None


def _pairs(text: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for part in _PAIRS.split(text):
        key, sign, said = (piece.strip() for piece in part.partition("="))
        if not part.strip():
            continue
        if not (sign and key and said) or key in pairs:
            raise CellWrong("cell_not_pairs")
        pairs[key] = said
    return pairs
