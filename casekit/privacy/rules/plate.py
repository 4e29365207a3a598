"""Number plates: the fourteen Dutch series (sidecodes), and those of neighbours after a word that says so."""

from __future__ import annotations

import re

from casekit.privacy.rules.rule import EDGE, OPEN, Rule, after, before, matching, words

__all__ = ["RULES", "SIDECODES"]

SIDECODES = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9",
    "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX", "9-XX-999", "999-XX-9",
)  # fmt: skip
"""X a letter, 9 a digit. Source: RDW, "Cijfers- en lettercombinaties"."""

_CUE = re.compile(
    r"kenteken|nummerbord|nummerplaat|kentekenplaat|number ?plate|license plate|"
    r"licence plate|plaatnummer",
    re.IGNORECASE,
)
_VEHICLES = words(
    "auto autootje wagen bus busje bestelbus bestelauto bedrijfsauto leaseauto personenauto motor motorfiets "
    "scooter brommer snorfiets bromfiets caravan aanhanger taxi vrachtwagen voertuig car opel volkswagen vw golf "
    "polo ford toyota renault peugeot citroën citroen fiat kia seat skoda bmw mercedes audi volvo nissan hyundai "
    "suzuki mazda"
)
_VEHICLE = re.compile(rf"(?<![^\W_])(?:{'|'.join(_VEHICLES)})(?![^\W_])", re.IGNORECASE)
_BITS = ("kenteken", "nummer", "plate", "plaat", *_VEHICLES)
_MONTH = re.compile(r"(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)", re.IGNORECASE)
_WORDS = frozenset(
    words(
        "aan de en er et eu of om op in is te uur van tot bij per ik je we ze wij zij nu na ja nee km cm mm kg kwh "
        "eur jr jl mnd min max wk wkn sec dag ook dus dan die dat het een zij pas vol weg had was nog als met bij per"
    )
)


def _shape(code: str, separator: str) -> str:
    parts = code.split("-")
    return separator.join(f"{'[A-Z]' if part[0] == 'X' else '[0-9]'}{{{len(part)}}}" for part in parts)


def _any(separator: str) -> str:
    return "|".join(_shape(code, separator) for code in SIDECODES)


def _groups(match: re.Match[str]) -> list[str]:
    return re.findall("[A-Za-z]+", match["value"])


def _no_month(match: re.Match[str]) -> bool:
    day_month_year = re.fullmatch(
        r"[0-9]{1,2}[^0-9A-Za-z]{1,3}([A-Za-z]{3})[^0-9A-Za-z]{1,3}[0-9]{1,2}", match["value"]
    )
    return not (day_month_year and _MONTH.fullmatch(day_month_year[1]))


def _no_words(match: re.Match[str]) -> bool:
    """Not "12 en 34", unless somebody says that it is a plate."""
    if _said(match):
        return True
    return not any(group in _WORDS for group in _groups(match)) and not all(
        group.lower() in _WORDS for group in _groups(match)
    )


def _one_separator(match: re.Match[str]) -> bool:
    """The same between all its parts, or nothing between any: "op 3512" is no plate of "op", "35" and "12"."""
    separators = [separator.strip() for separator in re.findall("[^0-9A-Za-z]+", match["value"])]
    return len(separators) != 1 and len(set(separators)) < 2


def _capitals(match: re.Match[str]) -> bool:
    return all(group.isupper() for group in _groups(match))


def _said(match: re.Match[str]) -> bool:
    return bool(_CUE.search(before(match, 50)) or _CUE.search(after(match, 25)))


def _vehicle(match: re.Match[str]) -> bool:
    return _said(match) or bool(_VEHICLE.search(before(match, 40)) or _VEHICLE.search(after(match, 20)))


def _mixed(match: re.Match[str]) -> bool:
    value = match["value"]
    return 4 <= len(re.findall("[0-9A-Za-z]", value)) <= 9 and bool(
        re.search("[0-9]", value) and re.search("[A-Z]", value)
    )


_SHORT_GROUPS = r"(?=(?:[0-9A-Z]{1,3}+[ .\-]{1,3}+){2}[0-9A-Z]{1,3}+(?![^\W_]))"
"""What every plate with separators is, before its series is looked at: it spares most words."""
_ALONE = rf"{OPEN}(?<![^\W_]-)"
_LAST = rf"{EDGE}(?!-[^\W_])"

RULES = (
    Rule(
        "plate",
        "BLOCK",
        matching(
            rf"{_ALONE}{_SHORT_GROUPS}(?P<value>{_any(r'[ ]?-[ ]?')}){_LAST}", _no_month, _no_words, needs=("-",)
        ),
    ),
    Rule(
        "plate",
        "BLOCK",
        matching(
            rf"{_ALONE}{_SHORT_GROUPS}(?P<value>{_any(r'[ .-]{1,3}')}){_LAST}",
            _capitals,
            _one_separator,
            _no_month,
            _no_words,
        ),
    ),
    Rule(
        "plate",
        "BLOCK",
        matching(
            rf"{OPEN}(?P<value>{_any(r'[ .-]{0,3}')}){EDGE}",
            _vehicle,
            _one_separator,
            _no_month,
            _no_words,
            needs=_BITS,
        ),
    ),
    # Belgian plates look like nothing else; others are taken at the word of "kenteken".
    Rule(
        "plate",
        "BLOCK",
        matching(rf"{_ALONE}(?P<value>[1-9]-[A-Z]{{3}}-[0-9]{{3}}){_LAST}", case=True, needs=("-",)),
    ),
    Rule(
        "plate",
        "BLOCK",
        matching(
            rf"{OPEN}(?P<value>[1-9][ -]?[A-Z]{{3}}[ -]?[0-9]{{3}}|[A-Z]{{3}}[ -][0-9]{{3}}"
            rf"|[A-ZÄÖÜ]{{1,3}}[ -][A-Z]{{1,2}}[ -]?[0-9]{{1,4}}[EH]?|[A-Z]{{2,3}} ?[0-9A-Z]{{4,5}}){EDGE}",
            _vehicle,
            _mixed,
            _capitals,
            case=True,
            needs=_BITS,
        ),
    ),
    Rule(
        "plate",
        "BLOCK",
        matching(
            r"(?:kenteken|nummerbord|nummerplaat|kentekenplaat)(?:s|nummer)?(?![^\W_])[ ]?(?:[:=]|is|was|met)?[ ]?\"?"
            r"(?P<value>[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4}){1,2})(?![^\W_])",
            _mixed,
            _capitals,
            case=True,
            needs=("kenteken", "nummer"),
        ),
    ),
)
