"""Full Dutch postcodes: with a house number, a front door."""

from __future__ import annotations

import re

from casekit.privacy.rules.rule import EDGE, OPEN, Rule, after, before, matching, words

__all__ = ["POSTCODE", "RULES"]

POSTCODE = r"[1-9][0-9]{3}[ ]{0,2}[.\-]?[ ]?(?!S[ADS])[A-Z]{2}"

_CUE = re.compile(
    r"postcode|(?<![^\W_])pc(?![^\W_])|zip|woont|adres|straat|laan|weg|plein|ingeschreven|verhui|verblijf|brp",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(r"[^\W\d_]{3,} [0-9]{1,4}[ -]?[a-z]{0,3}\.?,? ?$", re.IGNORECASE)
_PLACE_AFTER = re.compile(r",? {1,2}(?-i:[A-Z])['’]?[^\W\d_]{2}")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_SHORT = frozenset(
    words(
        "aan al bv cm dm de dd ds en er et eu ex ga ge ha he hé ie ik in is ja je jl jr kg kj km kw lb mb me mm mw "
        "na no nr nu of om on op or os pd pk pm po pp pr re st te to tv ui uk us ut uw va vd vm wa wc we wo xl ze zn "
        "zo zs"
    )
)
"""Two letters that are a word, or a measure, after an amount or a year."""
_LETTER_WORDS = frozenset(
    words(
        "OM EU NL UW WW ZW VN AH TV PC PO VO BV NV CU VV GL PV SP BB UK US BE CV OV AI IT HR MO JZ GP GD WA IQ KM KG "
        "CM MM MB GB KW DE EN OF IN OP TE IS ER WE ZE JE IK NU AL NA BW SR SV RV AO HB MK WO LO AB PK PM ID DJ OR RK "
        "CD WC XL"
    )
)
"""Two capitals that mean something by themselves; "AB" only after a year."""
_MONEY = re.compile(r"(?:€|\$|£|eur|euro) ?$", re.IGNORECASE)
_LAW = re.compile(r"(?:art|artikel|artikelen|artt|lid)\.? ?$", re.IGNORECASE)
_WHEN = re.compile(
    r"(?<![^\W_])(?:in|uit|van|sinds|vanaf|tot|na|voor|eind|begin|medio|jaar|"
    r"over|per|en|zomer|herfst|winter|voorjaar|najaar|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|[0-9][-/.]) ?$",
    re.IGNORECASE,
)


def _a_postcode(match: re.Match[str]) -> bool:
    value, front, back = match["value"], before(match), after(match)
    number, letters = value[:4], value[-2:]
    if _MONEY.search(front) or re.search(r"[0-9][.,:]$", front):
        return False
    if letters.islower() and letters in _SHORT and not value[4].isalpha() and "postcode" not in front.lower():
        return False
    if _CUE.search(front[-18:]) or _NUMBER_BEFORE.search(front):
        return True
    if _LAW.search(front):
        return False
    spaced = not value[4].isalpha()
    if letters.isupper():
        known = letters in _LETTER_WORDS and (letters != "AB" or _YEAR.match(number))
        if spaced and known and not _PLACE_AFTER.match(back):
            return False
        return not (spaced and known and _YEAR.match(number) and _WHEN.search(front))
    if letters.lower() in (_SHORT if spaced else _UNITS):
        return False
    return not (spaced and _YEAR.match(number) and not _PLACE_AFTER.match(back))


_UNITS = frozenset(words("cl cm dl dm er gb ha kb kg kj km kw lx mb ml mm mw nd pk pp rd st tb th"))

RULES = (
    Rule("postcode", "BLOCK", matching(rf"{OPEN}(?:(?<=NL-)|(?<!-))(?P<value>{POSTCODE}){EDGE}", _a_postcode)),
    # Cut in two within its digits or its letters: only with its space, or "in 2023" / "Op 3 mei" would be one.
    Rule(
        "postcode",
        "BLOCK",
        matching(rf"{OPEN}(?P<value>[1-9][0-9]{{3}}[ ](?!S[ADS])[A-Z]{{2}}){EDGE}", _a_postcode, case=True),
        glue=True,
    ),
    Rule(
        "postcode", "CONFIRM", matching(rf"{OPEN}postcode(?:gebied)?s?[ :=]{{0,3}}(?P<value>[1-9][0-9]{{3}}){EDGE}")
    ),
)
