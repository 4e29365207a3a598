"""The words in which people tell time, Dutch and English: numbers, units, months, weekdays, seasons."""

from __future__ import annotations

__all__ = ["MONTHS", "MONTHS_SHORT", "NUMBERS", "ORDINALS", "SEASONS", "UNITS", "WEEKDAYS"]


def _numbered(*rows: str) -> dict[str, int]:
    return {word: number for number, words in enumerate(rows, 1) for word in words.split()}


NUMBERS = _numbered(
    "een één a an one", "twee two", "drie three", "vier four", "vijf five", "zes six", "zeven seven",
    "acht eight", "negen nine", "tien ten", "elf eleven", "twaalf twelve", "dertien thirteen",
    "veertien fourteen", "vijftien fifteen", "zestien sixteen", "zeventien seventeen",
    "achttien eighteen", "negentien nineteen", "twintig twenty",
)  # fmt: skip
UNITS = {
    "dag": "days", "dagen": "days", "day": "days", "days": "days",
    "week": "weeks", "weken": "weeks", "weeks": "weeks",
    "maand": "months", "maanden": "months", "month": "months", "months": "months",
    "jaar": "years", "year": "years", "years": "years",
}  # fmt: skip
MONTHS = _numbered(
    "januari january", "februari february", "maart march", "april", "mei may", "juni june", "juli july",
    "augustus august", "september", "oktober october", "november", "december",
)  # fmt: skip
MONTHS_SHORT = _numbered(
    "jan", "feb febr", "mrt mar maa", "apr", "mei may", "jun", "jul", "aug", "sep sept", "okt oct", "nov", "dec"
)
WEEKDAYS = _numbered(
    "maandag ma monday mon", "dinsdag di tuesday tue", "woensdag wo wednesday wed", "donderdag do thursday thu",
    "vrijdag vr friday fri", "zaterdag za saturday sat", "zondag zo sunday sun",
)  # fmt: skip
SEASONS = _numbered("voorjaar lente spring", "zomer summer", "najaar herfst autumn fall", "winter")
ORDINALS = _numbered("eerste first", "tweede second", "derde third", "vierde fourth")
