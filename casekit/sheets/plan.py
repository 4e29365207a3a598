"""Which sheets a case has and which columns they have: worked out from the definition of the case.

`headers.toml` gives the order of the sheets and columns and their Dutch names; everything else about a
column (its kind, its closed list, what it refers to) follows from `casekit.case`.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from casekit.case import Case
from casekit.check import NAMES
from casekit.vocabulary import closed_lists, codes

__all__ = [
    "CASE_HEADERS",
    "CASE_NAMES",
    "Field",
    "Sheet",
    "find_sheet",
    "fitting_sheet",
    "header_field",
    "known_headers",
    "nearest",
    "plain_header",
    "sheet",
    "sheets",
]

FieldKind = Literal["text", "moment", "name", "names", "word", "yes_no", "number", "pairs", "promise"]

CASE_HEADERS = {"nl": ("veld", "waarde", "uitleg"), "en": ("field", "value", "explanation")}
"""The columns of the sheet of the case itself, which has one row per field."""

_PARTS = {
    "case": "Case", "actors": "Actor", "touchpoints": "Touchpoint", "organisations": "Organisation",
    "issues": "Issue", "stages": "Stage", "items": "Item", "requirements": "Requirement",
    "alternatives": "Alternative", "holds": "Hold", "norms": "Norm", "sources": "Source", "coverage": "Coverage",
    "life_events": "LifeEvent", "debts": "Debt", "links": "Link", "traits": "Trait",
    "results": "Result",
}  # fmt: skip
CASE_NAMES = {name for names in CASE_HEADERS.values() for name in names[:2]}
_LIKELY = {"touchpoints": 0, "actors": 1}
"""Which sheet it is where headers fit more than one: people have these two first."""
_OWNERS = {"stages": ("issue", "issues", False), "alternatives": ("requirement", "requirements", True)}
"""Rows that belong to a row of another sheet: the column that names it, that sheet, whether it must be filled."""
_REFERS = {"actor": "actors", "party": "actors"}


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its field under the name in a case file (`promise.due` for a field within a field)."""

    name: str
    kind: FieldKind
    nl: str
    en: str
    words: str | None = None
    """The closed list of the vocabulary that its values come from."""
    options: tuple[str, ...] = ()
    """Other fixed values, as they stand in a file."""
    refers: str | None = None
    """The sheet whose ids it holds."""
    required: bool = False
    part: str = ""
    """Where `vocabulary/fields.toml` explains it: the part, and the field in that part."""
    field: str = ""

    def header(self, lang: str = "nl") -> str:
        """What the column is called."""
        return self.nl if lang == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a list of the case (`touchpoints`), the case itself (`case`), or rows that belong to other rows."""

    name: str
    part: str
    nl: str
    en: str
    fields: tuple[Field, ...]
    owner: str | None = None
    """The column that says to which row of which sheet a row belongs."""
    owner_sheet: str | None = None

    def title(self, lang: str = "nl") -> str:
        """What the sheet is called."""
        return self.nl if lang == "nl" else self.en

    def field(self, name: str) -> Field | None:
        """The column of a field."""
        return next((field for field in self.fields if field.name == name), None)


@cache
def _headers() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("casekit.sheets").joinpath("headers.toml").read_text(encoding="utf-8"))


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets, in their order.

    >>> [sheet.nl for sheet in sheets()][:3]
    ['Casus', 'Actoren', 'Contactmomenten']
    """
    schema = Case.model_json_schema(by_alias=True)
    parts = {"Case": schema, **schema["$defs"]}
    titles = _headers()["sheets"]
    made = []
    for name, title in titles.items():
        part = _PARTS[name]
        owner, owner_sheet, needed = _OWNERS.get(name, (None, None, False))
        fields: list[Field] = []
        for field, header in _headers()[part].items():
            if field == owner:
                fields.append(Field(field, "name", header, _english(field), refers=owner_sheet, required=needed))
            elif field == "observed":
                fields += _inner(parts["Period"], "Period", "observed", "observed", f"{header} ")
            elif field == "promise":
                fields.append(_field(parts[part], part, field, header, name))
                fields += [f for f in _inner(parts["Promise"], "Promise", "promise", "promise") if f.field != "what"]
            else:
                fields.append(_field(parts[part], part, field, header, name))
        made.append(Sheet(name, part, title["nl"], title["en"], tuple(fields), owner, owner_sheet))
    return tuple(made)


def sheet(name: str) -> Sheet:
    """The sheet of a list of the case. Raises KeyError."""
    return _by_name()[name]


@cache
def _by_name() -> dict[str, Sheet]:
    return {one.name: one for one in sheets()}


def _english(field: str) -> str:
    return field.replace("_", " ").replace(".", " ")


def _inner(schema: dict[str, Any], part: str, prefix: str, english: str, dutch: str = "") -> list[Field]:
    """The columns of a part within a row (a promise, the period observed)."""
    fields = [_field(schema, part, name, f"{dutch}{header}", "") for name, header in _headers()[part].items()]
    return [
        replace(
            one,
            name=f"{prefix}.{one.name}",
            en=_english(f"{english} {one.name}"),
            refers="actors" if one.name == "by" else None,
            required=False,
        )
        for one in fields
    ]


def _field(schema: dict[str, Any], part: str, name: str, header: str, sheet_name: str) -> Field:
    shape = schema["properties"][name]
    shape = next((option for option in shape.get("anyOf", [shape]) if option.get("type") != "null"), shape)
    kind: FieldKind = "text"
    words: str | None = None
    options: tuple[str, ...] = ()
    refers = NAMES.get(sheet_name, {}).get(name)
    if name == "promise":
        kind = "promise"
    elif shape.get("enum") and shape["type"] == "string":
        words = next((one for one in closed_lists() if list(codes(one)) == shape["enum"]), None)
        kind, options = ("word", ()) if words else ("text", tuple(shape["enum"]))
    elif shape.get("format") == "edtf":
        kind = "moment"
    elif shape.get("type") in ("number", "integer"):
        kind, options = "number", tuple(str(value) for value in shape.get("enum", ()))
    elif shape.get("type") == "boolean":
        kind = "yes_no"
    elif shape.get("type") == "array":
        kind = "names"
    elif shape.get("type") == "object":
        kind = "pairs"
    elif refers or name == "id":
        kind = "name"
    sheet = _REFERS.get(refers, f"{refers}s") if refers else None
    required = name in schema.get("required", ())
    return Field(name, kind, header, _english(name), words, options, sheet, required, part, name)


def plain_header(text: str) -> str:
    """A header or sheet name as it is compared: without capitals, double spaces, underscores or a closing star."""
    text = unicodedata.normalize("NFC", text).casefold().replace("_", " ").replace(".", " ").replace("*", " ")
    return " ".join(text.split())


def find_sheet(text: str) -> Sheet | None:
    """The sheet that a name means, in either language or as the list is called in a case file.

    >>> find_sheet("contactmomenten ").name, find_sheet("Boodschappen")
    ('touchpoints', None)
    """
    return next((s for s in sheets() if plain_header(text) in _names(s.nl, s.en, s.name)), None)


def header_field(sheet: Sheet, text: str) -> Field | None:
    """The column that a header means, in either language or as the field is called in a case file.

    >>> header_field(sheet("touchpoints"), "Antwoord op").name
    'responds_to'
    """
    return _by_header(sheet.name).get(plain_header(text))


@cache
def _by_header(name: str) -> dict[str, Field]:
    one = sheet(name)
    return {header: field for field in one.fields for header in known_headers(one, field)}


def known_headers(sheet: Sheet, field: Field) -> set[str]:
    """All that a column may be called, in plain form."""
    also = _headers()["also"].get(sheet.name, {}).get(field.name, ())
    return _names(field.nl, field.en, field.name, *also)


def fitting_sheet(headers: Sequence[str]) -> Sheet | None:
    """The sheet that these headers belong to: the needed columns are there, and most columns are known.

    An id may be left out: touchpoints can be counted. Touchpoints are known by who did something, and to whom
    or when; which needed column is not there is told when they are read. None when no sheet fits.

    >>> fitting_sheet(["datum", "van", "naar", "soort"]).name, fitting_sheet(["melk", "brood"])
    ('touchpoints', None)
    """
    if len({plain_header(header) for header in headers} & CASE_NAMES) >= 2:
        return sheet("case")
    found: list[tuple[int, int, Sheet]] = []
    for place, one in enumerate(sorted(sheets(), key=lambda one: _LIKELY.get(one.name, len(_LIKELY)))):
        there = {field.name for header in headers if (field := header_field(one, header)) is not None}
        needed = {field.name for field in one.fields if field.required}
        enough = there and needed - ({"id"} if len(needed) > 1 else set()) <= there
        if one.name == "touchpoints":
            enough = "from" in there and bool({"to", "when"} & there) and len(there) > 2
        if one.name != "case" and enough:
            found.append((len(there), -place, one))
    return max(found)[2] if found else None


def nearest(text: str, known: dict[str, str]) -> str | None:
    """The known name (plain form -> as shown) that looks most like a mistyped one."""
    near = get_close_matches(plain_header(text), known, n=1, cutoff=0.75)
    return known[near[0]] if near else None


def _names(*names: str) -> set[str]:
    return {plain_header(name) for name in names}
