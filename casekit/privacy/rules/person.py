"""The number that every resident of the Netherlands has, and what stands in for it."""

from __future__ import annotations

import re

from casekit.privacy.rules.rule import EDGE, OPEN, Rule, after, before, matching

__all__ = ["RULES", "passes_eleven"]

_CUE = re.compile(
    r"(?<![^\W_])(?:bsn|b\.s\.n|sofi|sociaal[- ]fiscaal|burger[- ]?service[- ]?(?:nummer|"
    r"nr)|citizen service)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:0?[1-9]|[12][0-9]|3[01])([-./ ])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}|"
    r"(?:19|20)[0-9]{2}([-./])(?:0?[1-9]|1[0-2])\2[0-3]?[0-9]"
)
_MONEY_BEFORE = re.compile(r"(?:€|eur|euro|\$|£) ?$", re.IGNORECASE)
_DIALLED = re.compile(r"(?:\+[0-9]{1,3}|00[0-9]{2}|\(0\))[ .\-]{0,2}$")
_MONEY_AFTER = re.compile(r" ?(?:€|eur\b|euro|,[0-9]{2}\b|,-)", re.IGNORECASE)


def passes_eleven(digits: str) -> bool:
    """The 11-test of a BSN: nine times the first digit, eight times the second ... minus the last, divisible by 11.

    >>> passes_eleven("111222333"), passes_eleven("123456789")
    (True, False)
    """
    number = digits.rjust(9, "0")
    if len(number) != 9 or number == "000000000":
        return False
    return (sum(int(d) * w for d, w in zip(number, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))) % 11 == 0


def _digits(match: re.Match[str]) -> str:
    return re.sub("[^0-9]", "", match["value"])


def _passes(match: re.Match[str]) -> bool:
    return passes_eleven(_digits(match))


def _cued(match: re.Match[str]) -> bool:
    cued = _CUE.search(before(match, 60)) or _CUE.search(after(match, 25))
    return bool(cued) and not _DATE.fullmatch(match["value"])


def _nothing_else(match: re.Match[str]) -> bool:
    return not (
        (" " in match["value"] and re.match(" [0-9]", after(match)))
        or _DIALLED.search(before(match, 8))
        or _MONEY_BEFORE.search(before(match, 6))
        or _MONEY_AFTER.match(after(match, 8))
        or _DATE.search(match["value"])
    )


_NINE = (
    rf"{OPEN}(?<![0-9][.,:/\-])(?<![+])(?<![^\W_]-)(?P<value>[0-9](?:[ .\-]{{0,"
    rf"2}}+[0-9]){{8}}){EDGE}(?![.,:/\-]?[0-9])"
)
_ANY = r"(?<![0-9])(?P<value>[0-9](?:[ .\-/]{0,3}+[0-9]){7,8})(?![0-9])"

RULES = (
    Rule(
        "bsn",
        "BLOCK",
        matching(_ANY, _cued, needs=("bsn", "b.s.n", "sofi", "fiscaal", "burger", "citizen"), digits=8),
    ),
    Rule("bsn", "BLOCK", matching(_NINE, _passes, _nothing_else, digits=9)),
)
