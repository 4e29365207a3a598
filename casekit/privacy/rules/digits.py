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
    if " " in value and (years or max(map(len, groups)) < 3):
        return False
    if re.fullmatch(r"[0-2]?[0-9]\.[0-5][0-9][ ]?-[ ]?[0-2]?[0-9]\.[0-5][0-9]", value):
        return False
    return not (years and len(groups) == 2 and min(map(len, groups)) < 4)


def _no_amount(match: re.Match[str]) -> bool:
    return not (_MONEY_BEFORE.search(before(match, 6)) or _MONEY_AFTER.match(after(match, 14)))


def _no_law(match: re.Match[str]) -> bool:
    return not (_LAW.search(before(match, 30)) or of_the_nation(match["value"]))


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
