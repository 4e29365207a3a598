"""Telephone numbers. Those of national helplines and agencies are of no person, and stand in helplines.toml."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from casekit.privacy.rules.rule import Rule, after, before, matching

__all__ = ["RULES", "of_the_nation"]

_LINES = tomllib.loads((files("casekit.privacy.rules") / "helplines.toml").read_text("utf-8"))["line"]
_NATIONAL = frozenset(re.sub("[^0-9]", "", number) for line in _LINES for number in line["numbers"])

_SEP = r"[ .\-/]{0,3}"
_FREE = r"(?<![0-9+])(?<![0-9][.,:\-])"
_COUNTRY = r"(?:\(\+31\)|(?:\+|(?<![^\W_])00)[ ]?31)[ .\-/]{0,3}(?:\(0\)|0)?"
_DATE = re.compile(
    r"[0-3]?[0-9]([-./])[01]?[0-9]\1(?:(?:19|20)[0-9]{2}|'?[0-9]{2}(?![-./]?[0-9]))(?![0-9])|"
    r"(?:19|20)[0-9]{2}([-./])[01]?[0-9]\2[0-3]?[0-9](?![0-9])"
)
_HOURS = re.compile(r"[0-2]?[0-9]\.[0-5][0-9] ?(?:-|tot) ?[0-2]?[0-9]\.[0-5][0-9]")
_YEARS = re.compile(r"(?:19|20)[0-9]{2}(?:[ .\-/]{1,3}(?:19|20)[0-9]{2})+")
_AMOUNT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")


def _national_form(match: re.Match[str]) -> str:
    """Only digits, from the 0 that is dialled within the country."""
    digits = re.sub(r"[^0-9]", "", match["value"].replace("(0)", "" if re.match(r"\+|00", match["value"]) else "0"))
    return re.sub(r"^(?:00)?310?(?=[0-9]{7,9}$)", "0", digits)


def of_the_nation(number: str) -> bool:
    """Whether a number is that of a national helpline or agency.

    >>> of_the_nation("0900 - 8844"), of_the_nation("0900-1234")
    (True, False)
    """
    return re.sub("[^0-9]", "", number) in _NATIONAL


def _private(match: re.Match[str]) -> bool:
    return _national_form(match) not in _NATIONAL and not _service(match)


def _service(match: re.Match[str]) -> bool:
    """A number that is meant for the public: of an organisation."""
    return bool(re.match("0800|090[069]", _national_form(match))) and _national_form(match) not in _NATIONAL


def _no_date(match: re.Match[str]) -> bool:
    value = match["value"]
    after_day = re.match(r"0[0-9][-/. ](?:19|20)[0-9]{2}(?![0-9])", value) and re.search(
        "[0-9][-/.]$", before(match, 3)
    )
    return not (_DATE.match(value) or _HOURS.match(value) or _YEARS.fullmatch(value) or after_day)


def _no_amount(match: re.Match[str]) -> bool:
    money = re.search(r"(?:€|eur|euro) ?\+? ?$", before(match, 8), re.IGNORECASE)
    return not (money or re.match(r" ?(?:€|eur|,[0-9]{2}(?![0-9])|,-|%)", after(match, 6), re.IGNORECASE))


def _is_number(match: re.Match[str]) -> bool:
    value = match["value"]
    municipality = re.fullmatch("14[ ]?0[0-9]{2,3}", value)
    return not (of_the_nation(value) or municipality or _AMOUNT.fullmatch(value))


_TEN = (
    rf"(?:\(0[1-9]\)(?:{_SEP}[0-9]){{8}}|\(0[1-9][0-9]\)(?:{_SEP}[0-9]){{7}}|\(0[1-9][0-9]{{2}}\)(?:{_SEP}[0-9]){{6}}"
    rf"|\(0\){_SEP}[1-9](?:{_SEP}[0-9]){{8}}|0[ ]?[1-9](?:{_SEP}[0-9]){{8}})"
)
_DUTCH = (
    rf"(?P<value>{_COUNTRY}{_SEP}[1-9](?:{_SEP}[0-9]){{8}}|{_FREE}{_TEN}|(?<![0-9])31[ ]?6(?:[ ]?[0-9]"
    rf"){{8}})(?![0-9])"
)
_SERVICE = (
    rf"(?P<value>(?:{_COUNTRY}{_SEP}|{_FREE}0)(?:8{_SEP}0{_SEP}0|9{_SEP}0{_SEP}[069])"
    rf"(?:(?:{_SEP}[0-9]){{7}}|(?:{_SEP}[0-9]){{4}}))(?![0-9])"
)
_FOREIGN = (
    rf"(?P<value>(?<![^\W_])\+[ ]?[1-9][0-9]{{0,2}}[)]?{_SEP}(?:\(0\))?(?:{_SEP}[0-9]){{7,"
    rf"12}}|(?<![^\W_])(?<![0-9][.,\-])00{_SEP}[1-9](?:{_SEP}[0-9]){{8,13}})(?![0-9])"
)
_CUE = (
    r"(?<![^\W_])(?:tel|telefoon|telefonisch|telnr|telefoonnummer|telefoonnr|"
    r"mobiel|mobieltje|mob|gsm|06-nummer|whatsapp|"
    r"whatsappnummer|appen|appt|sms|bel|bellen|belt|gebeld|phone|call|mobile|"
    r"bereikbaar|doorkiesnummer|noodnummer|fax)(?![^\W_])"
)
_CUED = rf"{_CUE}[^0-9\n€]{{0,20}}(?P<value>[(+]?[0-9](?:[)]?{_SEP}[0-9]){{5,13}})(?![0-9])"

_CUE_BITS = ("tel", "mob", "gsm", "06-n", "app", "sms", "bel", "phone", "call", "bereik", "nummer", "fax")

RULES = (
    Rule("phone", "BLOCK", matching(_DUTCH, _private, _no_date, _no_amount, digits=10)),
    Rule("phone", "BLOCK", matching(_FOREIGN, _private, _no_amount, needs=("+", "00"), digits=8)),
    Rule("phone", "BLOCK", matching(_CUED, _private, _no_date, _no_amount, _is_number, needs=_CUE_BITS, digits=6)),
    Rule("phone", "CONFIRM", matching(_SERVICE, _service, _no_date, needs=("8", "9"), digits=8)),
    Rule("phone", "CONFIRM", matching(_DUTCH, _service, _no_date, digits=10)),
)
