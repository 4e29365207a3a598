"""Amounts of days as people say them: the median, the range where there is one, "at least" where there is more."""

from __future__ import annotations

from casekit.cost.amount import Amount
from casekit.text import number, say

__all__ = ["figure", "in_days"]


def figure(value: float, lang: str = "nl") -> str:
    """A number of days with at most one decimal.

    >>> figure(12.0), figure(11.333), figure(11.333, "en")
    ('12', '11,3', '11.3')
    """
    return number(value, lang, 1).removesuffix(",0").removesuffix(".0")


def in_days(amount: Amount | None, lang: str = "nl", *, at_least: bool = False, unit: bool = True) -> str:
    """An amount in words; without `unit`, the numbers only.

    >>> in_days(Amount(7, 0, 22)), in_days(Amount(12, 12, 12), at_least=True), in_days(None)
    ('7 dagen (0 tot 22)', 'minstens 12 dagen', 'niet te bepalen')
    >>> in_days(Amount(7, 0, 22), unit=False)
    '7 (0 tot 22)'
    """
    if amount is None:
        return say("cost.undetermined", lang)
    middle = figure(amount.value, lang)
    text = say("cost.one_day" if middle == "1" else "cost.days", lang, n=middle) if unit else middle
    if at_least:
        text = say("cost.at_least", lang, days=text)
    if amount.exact:
        return text
    return text + " " + say("cost.range", lang, lo=figure(amount.lo, lang), hi=figure(amount.hi, lang))
