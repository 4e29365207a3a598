"""Seven digits or more that are nothing else: a number of somebody, until the author says that it is not."""

from __future__ import annotations

import re

from casekit.privacy.rules.phone import of_the_nation
from casekit.privacy.rules.rule import EDGE, OPEN, Rule, after, before, matching

__all__ = ["RULES"]

_LAW = re.compile(
    r"(?:verordening|richtlijn|regulation|directive|\(eu\)|\(eg\)|stb|stcrt|staatsblad|"
    r"staatscourant|kamerstuk|kamerstukken|pbeu|trb|"
    r"doi|isbn|issn|orcid|isni|bwbr|sha|hash|commit|versie|version|build)[^\n]{0,14}$",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"(?:€|\$|£|eur|euro) ?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(
    r" ?(?:€|euro|eur(?![^\W_])|,[0-9]{2}(?![0-9])|,-|%|inwoners|mensen|huishoudens|"
    r"mln|miljoen|miljard)",
    re.IGNORECASE,
)
_DIALLED = re.compile(r"(?<![0-9])(0[0-9]{2,3})[ .\-]{1,3}$")
"""What is dialled before the rest of a telephone number."""
_YEAR = r"(?:1[89]|20)[0-9]{2}"
_DATE = re.compile(
    rf"(?<![0-9])(?:[0-3]?[0-9][ ]?[-/. ][ ]?[01]?[0-9][ ]?[-/. ][ ]?(?:{_YEAR}|"
    rf"[0-9]{{2}})|{_YEAR}[-/. ][01]?[0-9][-/. ][0-3]?[0-9])(?![.\-/]?[0-9])"
)


def _grouped(match: re.Match[str]) -> bool:
    value = match["value"]
    groups = re.findall("[0-9]+", value)
    years = [group for group in groups if re.fullmatch(_YEAR, group)]
    if sum(map(len, groups)) < 7 or len(years) == len(groups) or _DATE.search(value):
        return False
    if re.fullmatch(r"[0-9]{1,3}(?:[. ][0-9]{3})+", value) and len(set(re.findall("[. ]", value))) == 1:
        return False  # an amount or a number of people: 1.250.000
    if _a_range(groups, value):
        return False
    if " " in value and (years or max(map(len, groups)) < 3):
        return False
    if re.fullmatch(r"[0-2]?[0-9]\.[0-5][0-9][ ]?-[ ]?[0-2]?[0-9]\.[0-5][0-9]", value):
        return False
    return not (years and len(groups) == 2 and min(map(len, groups)) < 4)


def _a_range(groups: list[str], value: str) -> bool:
    """From so many to so many, in round numbers: "1000-20000". A year with a number behind it is no range."""
    if len(groups) != 2 or not re.fullmatch("[0-9]{2,6}[ ]?-[ ]?[0-9]{2,6}", value):
        return False
    low, high = groups
    a_year = re.fullmatch("20[0-4][0-9]", low) and int(low) % 50
    apart = len(high) - len(low) > 1 or int(low) >= int(high) or low[0] == "0"
    return not apart and not a_year and int(low) % 25 == int(high) % 25 == 0


def _no_amount(match: re.Match[str]) -> bool:
    return not (_MONEY_BEFORE.search(before(match, 6)) or _MONEY_AFTER.match(after(match, 14)))


def _no_law(match: re.Match[str]) -> bool:
    dialled = _DIALLED.search(before(match, 8))
    whole = (dialled[1] if dialled else "") + match["value"]
    return not (_LAW.search(before(match, 30)) or of_the_nation(whole))


RULES = (
    Rule(
        "digits",
        "CONFIRM",
        matching(
            rf"{OPEN}(?<![0-9][.,:/\-+])(?<![0-9] - )(?P<value>(?-i:[A-Z]{{0,3}})[0-9]{{7,"
            rf"40}}){EDGE}(?![.,][0-9])",
            _no_amount,
            _no_law,
            digits=7,
        ),
    ),
    # A parcel, a meter, a policy: capitals and digits in one, of which seven are digits.
    Rule(
        "digits",
        "CONFIRM",
        matching(
            rf"{OPEN}(?P<value>(?!BWB|CVDR|ISBN|ISSN|DOI|ISO|NEN)(?=(?:[A-Z]{{0,9}}[0-9]){{7}})(?=[0-9]{{0,9}}[A-Z])[0-9A-Z]{{9,30}}){EDGE}",
            _no_law,
            case=True,
            digits=3,
        ),
    ),
    Rule(
        "digits",
        "CONFIRM",
        matching(
            rf"{OPEN}(?<![0-9][.,:/\-+])(?<![0-9] - )(?P<value>(?-i:(?:[A-Z]{{1,4}}[.\-]?)?)[0-9]{{1,"
            rf"12}}(?:[.\-/ ][0-9]{{1,12}}){{1,6}}){EDGE}(?![.,:/\-]?[0-9])",
            _grouped,
            _no_amount,
            _no_law,
            digits=7,
        ),
    ),
)
