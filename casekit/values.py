"""What one value of a case can be: a word of a closed list, a name, a moment, yes or no.

Everything in a file is text; these types decide what it means. `case` makes the parts of a case of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias
from unicodedata import category, normalize

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from casekit.vocabulary import codes, find_code
from casekit.when.edtf import parse_moment

__all__ = [
    "FORMAT",
    "STALL_KIND",
    "ActorKind",
    "Attribute",
    "Basis",
    "Channel",
    "Days",
    "Finding",
    "HoldBasis",
    "Kind",
    "Level",
    "LinkBasis",
    "Name",
    "Names",
    "Needed",
    "NormUnit",
    "Outcome",
    "Procedure",
    "SourceKind",
    "Status",
    "When",
    "YesNo",
    "as_object",
    "code_of",
    "is_blank",
    "literal",
    "many",
    "promise_form",
    "tells_nothing",
    "visible",
    "whole",
]

LONGEST_NAME = 200
MOST_DAYS = 1_000_000_000
"""A longer number of days is a slip, and no number that can be reckoned with."""
STALL_KIND = r"^(K(0[1-9]|1[0-6])|G[1-3]|M[12])[a-z]?$"
"""How the code of a kind of stall looks."""
FORMAT = 1
"""The version of the case file. A file without `format` is from before the numbering: version 0."""


def many(value: Any) -> Any:
    """One value where a list may stand is a list of one."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str | int | float) else value


def _moment(text: str) -> str:
    if parse_moment(text) is None:
        raise PydanticCustomError("moment", "not a moment", {"value": text})
    return text


def code_of(name: str) -> Any:
    """A word from a closed list, in either language, kept as its code."""

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "not a word")
        code = find_code(name, value)
        if code is None:
            raise PydanticCustomError("vocabulary", "not in the list", {"list": name, "value": value})
        return code

    return Annotated[str, BeforeValidator(read), WithJsonSchema({"type": "string", "enum": list(codes(name))})]


def as_object(key: str) -> BeforeValidator:
    """A single word where an object may stand fills the object's first field."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


def promise_form(value: Any) -> Any:
    """`promise: true` is a promise without particulars, `promise: false` is none."""
    if isinstance(value, str) and value.strip().casefold() in ("true", "yes", "ja", "false", "no", "nee"):
        value = value.strip().casefold() in ("true", "yes", "ja")
    if isinstance(value, bool):
        return {} if value else None
    return {"what": value} if isinstance(value, str) else value


def _yes_no(value: Any) -> Any:
    return {"ja": True, "nee": False}.get(value.strip().casefold(), value) if isinstance(value, str) else value


def whole(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.strip() in ("-1", "0", "1", "+1") else value


def visible(text: str) -> str:
    """A text without the signs that have no width and no meaning; they come along from Word, a PDF or a web page.

    >>> visible("huur" + chr(0x200B) + "schuld" + chr(0xAD))
    'huurschuld'
    """
    return _NO_WIDTH.sub("", text)


def literal(text: str) -> str:
    """A text as it is shown: a sign that nobody sees and that turns round what comes after it becomes a square.

    The readers of the kit refuse these signs; a case that a program made may hold them.

    >>> literal("links" + chr(0x202E) + "rechts")
    'links□rechts'
    """
    return _TURNS.sub("\N{WHITE SQUARE}", text)


def tells_nothing(name: str) -> bool:
    """Whether an id is a number with at most two letters before it: it can be shown, and leave, as it is.

    >>> tells_nothing("t12"), tells_nothing("belt_moeder")
    (True, False)
    """
    return _NEUTRAL.fullmatch(name) is not None


def is_blank(text: str) -> bool:
    """Whether nobody sees anything of a text: spaces of all widths, and signs without width.

    >>> is_blank(" " + chr(0xA0) + chr(0x200B)), is_blank("-")
    (True, False)
    """
    if text.isascii():
        return not text.strip()
    return all(sign.isspace() or sign in _BLANK or category(sign) in ("Cf", "Zs") for sign in text)


_NEUTRAL = re.compile(r"[a-z]{0,2}[-_.]?\d{1,4}[a-z]?", re.IGNORECASE)
_NO_WIDTH = re.compile("[\u00ad\u200b\u2060\ufeff]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters that look like a space."""


def _name(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return normalize("NFC", value).strip() if isinstance(value, str) else value


def _id(value: str) -> str:
    """A name that can be used as one: what is typed on one line, not a page."""
    if is_blank(value):
        raise PydanticCustomError("string_too_short", "empty")
    if value.isascii() and value.isprintable() and len(value) <= LONGEST_NAME:
        return value  # what nearly every name is; the rest asks what sort of sign each is
    if len(value) > LONGEST_NAME or any(category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in value):
        raise PydanticCustomError("not_an_id", "not a name")
    return value


if TYPE_CHECKING:
    Kind: TypeAlias = str
    ActorKind: TypeAlias = str
    Channel: TypeAlias = str
    Outcome: TypeAlias = str
    Status: TypeAlias = str
    LinkBasis: TypeAlias = str
    Needed: TypeAlias = str
    Level: TypeAlias = str
    HoldBasis: TypeAlias = str
    SourceKind: TypeAlias = str
    Basis: TypeAlias = str
    NormUnit: TypeAlias = str
    Procedure: TypeAlias = str
    Attribute: TypeAlias = str
    Finding: TypeAlias = str
else:
    Kind, ActorKind, Channel, Outcome = map(code_of, ("kind", "actor_kind", "channel", "outcome"))
    Status, LinkBasis, Level, HoldBasis = map(code_of, ("status", "link_basis", "level", "hold_basis"))
    SourceKind, Basis, NormUnit, Procedure = map(code_of, ("source_kind", "basis", "norm_unit", "procedure"))
    Needed, Attribute, Finding = map(code_of, ("needed", "attribute", "finding"))

Name = Annotated[str, BeforeValidator(_name), AfterValidator(_id), Field(min_length=1)]
Names = Annotated[tuple[Name, ...], BeforeValidator(many)]
When = Annotated[
    str,
    BeforeValidator(_name),
    AfterValidator(_moment),
    WithJsonSchema({"type": "string", "format": "edtf"}),
]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]
