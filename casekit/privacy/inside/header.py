"""Names of fields that ask for somebody's particulars: a column "bsn" is no part of a case, whatever is in it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["asks_for_a_person", "is_only_a_header"]


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = files("casekit.privacy.inside").joinpath("header.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items()}


@lru_cache(maxsize=4096)
def asks_for_a_person(name: str) -> bool:
    """Whether the name of a field asks for what points to a person.

    >>> [asks_for_a_person(name) for name in ("BSN", "Naam_kind", "e-mailadres", "naam in beeld", "summary")]
    [True, True, True, False, False]
    """
    words = _words(name)
    if not words or len(words) > 5:
        return False
    lists = _lists()
    if "".join(words) in lists["always"] or (lists["always"] & {*words}):
        return True
    return bool(lists["alone"] & {*words}) and not lists["of_a_thing"] & {*words} and not _of_the_kit(name)


def is_only_a_header(name: str) -> bool:
    """Whether a text that asks for a person can be nothing but the name of a field.

    A channel is "telefoon" too, in every row of a column.

    >>> is_only_a_header("geboortedatum"), is_only_a_header("telefoon")
    (True, False)
    """
    return asks_for_a_person(name) and "".join(_words(name)) not in _lists()["also_a_value"]


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", name)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    plain = (
        re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain).casefold().replace("e-mail", "email").replace("e mail", "email")
    )
    return re.findall(r"[^\W\d_]+", plain)


def _of_the_kit(name: str) -> bool:
    """A header that the kit itself gives to a column: "naam in beeld", "adres van de bron"."""
    from casekit.sheets.plan import sheets

    plain = " ".join(name.split()).casefold()
    return any(
        plain == field.header(lang).casefold()
        for sheet in sheets()
        for field in sheet.fields
        for lang in ("nl", "en")
    )
