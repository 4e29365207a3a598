"""What a stored value of a workbook means: its text without escapes, its number, or the date that it is shown as.

Texts are read here and not by openpyxl, which takes out every "x005F_" and leaves other escapes in; which number
formats are dates, and which day a serial number is, comes from openpyxl.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite
from typing import Literal

from casekit.errors import InputRefused, Problem, shown
from casekit.read.safe.guard import strange_sign
from casekit.read.safe.xml_walk import Attributes, walk_xml
from casekit.sheets.cells import MOST_SIGNS, PLACE_FORMAT
from casekit.sheets.table import Raw

__all__ = ["MAIN", "ValueWrong", "Values", "main_names", "read_formats", "read_strings"]

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of sheets, in the ordinary and in the strict form of the standard."""

MOST_STRINGS = 500_000
MOST_FORMATS = 100_000
LONGEST_FORMAT = 255
MILLISECONDS = 86_400_000
_LAST_SERIAL = {False: 2_958_465, True: 2_957_003}
"""31 December 9999, counted from 1900 or from 1904."""
_LONG_NUMBER = 1e15
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
# Only signs that XML cannot hold are written as an escape, and an underscore before what looks like one. Some
# programs (openpyxl, and so pandas) escape nothing: a `_x0041_` in their files was typed like that.
_ESCAPE = re.compile("_x(?:005[Ff]_(?=x[0-9A-Fa-f]{4}_)|(00[01][0-9A-Fa-f]|[Ff]{3}[EeFf])_)")
_ZEROS = re.compile("00+")
_PLACES = tuple(PLACE_FORMAT.replace('"("', a).replace('")"', b) for a, b in (('"("', '")"'), (r"\(", r"\)"), "()"))
"""The format of a place in the list, as the kit writes it and as other programs save it."""


class ValueWrong(ValueError):
    """A cell that holds no value that can be kept; `code` names the problem."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, object] = values
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a number format makes of a number."""

    kind: Literal["number", "date", "time", "hours", "place", "zeros", "unseen"] = "number"
    precision: Literal["day", "month", "year", "no_year"] = "day"
    zeros: int = 0


_PLAIN = Shape()


@dataclass(frozen=True, slots=True)
class Values:
    """The shared texts of a workbook, the shape of each cell style, and where its days are counted from."""

    strings: list[str] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    from_1904: bool = False

    def shape(self, style: str | None) -> Shape:
        """What the format of a cell style makes of a number."""
        return self.shapes[int(style)] if style and style.isdecimal() and int(style) < len(self.shapes) else _PLAIN

    def value(self, kind: str, style: str | None, stored: str) -> Raw:
        """The value of a cell. Raises ValueWrong."""
        if kind == "n":
            return self._number(stored.strip(), self.shape(style)) if stored.strip() else None
        if kind == "s":
            return self._shared(stored) if stored.strip() else None
        if kind in ("str", "inlineStr"):
            return plain_text(stored) or None
        if kind == "b":
            return _one_of({"0": False, "1": True, "false": False, "true": True, "": None}, stored.strip())
        if kind == "e":
            raise ValueWrong("workbook_error_value", value=shown(stored))
        if kind == "d":
            return _iso(stored.strip()) if stored.strip() else None
        raise ValueWrong("workbook_broken_cell")

    def _shared(self, stored: str) -> str | None:
        place = int(stored) if stored.strip().isdecimal() and len(stored) < 10 else -1
        if not 0 <= place < len(self.strings):
            raise ValueWrong("workbook_broken_cell")
        return _checked(self.strings[place]) or None

    def _number(self, stored: str, shape: Shape) -> Raw:
        if not _NUMBER.fullmatch(stored) or not isfinite(number := float(stored)):
            raise ValueWrong("workbook_broken_cell")
        if shape.kind in ("date", "time"):
            return self._moment(number, shape)
        if abs(number) >= _LONG_NUMBER:
            raise ValueWrong("workbook_long_number")
        if shape.kind == "hours":
            minutes, seconds = divmod(round(number * 86_400), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        if not number.is_integer():
            return number
        if number >= 0 and shape.kind in ("place", "zeros"):
            return f"({int(number)})" if shape.kind == "place" else str(int(number)).zfill(shape.zeros)
        return int(number)

    def _moment(self, number: float, shape: Shape) -> date | datetime | time | str:
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        if not 0 <= number < _LAST_SERIAL[self.from_1904] + 1:
            raise ValueWrong("workbook_date_outside")
        day, moment = divmod(round(number * MILLISECONDS), MILLISECONDS)
        if shape.kind == "time" and day == 0:
            return (datetime.min + timedelta(milliseconds=moment)).time()
        if not self.from_1904 and day in (0, 60):
            raise ValueWrong("workbook_day_60" if day else "workbook_date_outside")
        if shape.precision == "no_year":
            raise ValueWrong("workbook_no_year")
        # openpyxl takes the first day of 1904 for a time without a day, so days from 1904 are added here.
        first = MAC_EPOCH + timedelta(days=day) if self.from_1904 else from_excel(day, WINDOWS_EPOCH)
        full: datetime = first + timedelta(milliseconds=moment)
        if moment:
            return full
        if shape.precision == "month" and full.day == 1:
            return f"{full:%Y-%m}"
        if shape.precision == "year" and (full.month, full.day) == (1, 1):
            return f"{full:%Y}"
        return full.date()


def plain_text(stored: str) -> str:
    """A text as it was typed. Raises ValueWrong when it is too long or has signs that nobody sees.

    >>> plain_text("_x005F_x000D_ is een teken"), plain_text("_x0041_")
    ('_x000D_ is een teken', '_x0041_')
    """
    return _checked(_unescaped(stored))


def _unescaped(stored: str) -> str:
    return (
        _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "_", stored) if "_x" in stored else stored
    )


def _checked(text: str) -> str:
    # A sign outside the first plane counts for two, as in Excel.
    if len(text) > MOST_SIGNS // 2 and len(text.encode("utf-16-le", "surrogatepass")) > 2 * MOST_SIGNS:
        raise ValueWrong("workbook_long_text", most=MOST_SIGNS)
    if sign := strange_sign(text):
        raise ValueWrong("workbook_control_character", character=sign)
    return text


def _one_of(meanings: Mapping[str, Raw], stored: str) -> Raw:
    if stored not in meanings:
        raise ValueWrong("workbook_broken_cell")
    return meanings[stored]


def _iso(stored: str) -> date | datetime | time:
    """A date as the strict form of the standard keeps it."""
    try:
        if "-" not in stored:
            return time.fromisoformat(stored.removesuffix("Z")).replace(tzinfo=None)
        moment = datetime.fromisoformat(stored.removesuffix("Z")).replace(tzinfo=None)
    except ValueError:
        raise ValueWrong("workbook_date_outside") from None
    return moment.date() if moment.time() == time() else moment


@lru_cache(1024)
def shape_of(form: str) -> Shape:
    """What a number format makes of a number.

    >>> shape_of("dd-mm-yyyy").kind, shape_of("mmm-yy").precision, shape_of('"("0")"').kind
    ('date', 'month', 'place')
    """
    from openpyxl.styles.numbers import STRIP_RE, is_date_format, is_timedelta_format

    bare = STRIP_RE.sub("", form.split(";")[0]).lower().replace("am/pm", "").replace("a/p", "")
    if form.count(";") > 1 and not form.replace(";", "").strip():
        return Shape("unseen")
    if form in _PLACES:
        return Shape("place")
    if _ZEROS.fullmatch(form):
        return Shape("zeros", zeros=len(form))
    if not is_date_format(form):
        return _PLAIN
    if is_timedelta_format(form):
        return Shape("hours")
    bare = re.sub(r"\\.", "", bare)
    day, year, month, clock = ("d" in bare, "y" in bare, "m" in bare, "h" in bare or "s" in bare)
    if clock and not (day or year):
        return Shape("time")
    if not year:
        return Shape("date", "no_year")
    return Shape("date", "day" if day else "month" if month else "year")


def main_names(*names: str) -> dict[str, str]:
    """The names of elements of a sheet as `walk_xml` wants them."""
    return {f"{space} {name}": name for space in MAIN for name in names}


_STRING_NAMES = main_names("si", "t", "rPh")


def read_strings(content: bytes, file: str, part: str) -> list[str]:
    """The shared texts of a workbook, in their order; the help for reading Japanese aloud is no text."""
    strings: list[str] = []
    pieces: list[str] = []
    reading = aloud = False

    def start(name: str, _: Attributes) -> None:
        nonlocal reading, aloud
        aloud = aloud or name == "rPh"
        reading = name == "t" and not aloud
        if name == "si":
            pieces.clear()

    def end(name: str) -> None:
        nonlocal reading, aloud
        reading = False
        aloud = aloud and name != "rPh"
        if name == "si":
            strings.append(_unescaped("".join(pieces)))
            if len(strings) > MOST_STRINGS:
                raise InputRefused([Problem("workbook_much", file)])

    def text(piece: str) -> None:
        if reading:
            pieces.append(piece)

    if content.count(b"<si") > MOST_STRINGS:
        raise InputRefused([Problem("workbook_much", file)])
    walk_xml(content, file, part, _STRING_NAMES, start=start, end=end, text=text)
    return strings


_FORMAT_NAMES = main_names("numFmt", "cellXfs", "xf")


def read_formats(content: bytes, file: str, part: str) -> list[Shape]:
    """What each cell style of a workbook makes of a number."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    forms: dict[str, str] = {str(number): form for number, form in BUILTIN_FORMATS.items()}
    styles: list[str] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "numFmt":
            forms[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif inside:
            styles.append(attributes.get("numFmtId", "0"))
        if len(styles) > MOST_FORMATS or len(forms) > MOST_FORMATS:
            raise InputRefused([Problem("workbook_much", file)])

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    walk_xml(content, file, part, _FORMAT_NAMES, start=start, end=end, text=lambda _: None)
    return [shape_of(forms.get(style, "General")[:LONGEST_FORMAT]) for style in styles]
