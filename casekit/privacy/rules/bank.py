"""Accounts: IBAN of every country, the Dutch accounts from before, and the numbers of payment cards."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from casekit.privacy.rules.rule import EDGE, OPEN, Rule, after, before, looks, matching

__all__ = ["RULES", "passes_97", "passes_luhn"]

_TABLE = tomllib.loads((files("casekit.privacy.rules") / "iban.toml").read_text("utf-8"))
_SHAPES = {
    country: re.compile(
        "".join(
            f"[{'0-9' if sort == 'n' else 'A-Z' if sort == 'a' else '0-9A-Z'}]{{{size}}}"
            for size, sort in re.findall("([0-9]+)([nac])", shape)
        )
    )
    for country, shape in _TABLE["bban"].items()
}
_SIZES = {country: sum(map(int, re.findall("[0-9]+", shape))) for country, shape in _TABLE["bban"].items()}
_START = re.compile(rf"{OPEN}([A-Z]{{2}})[ .\-]{{0,2}}+([0-9O])[ .\-]?([0-9O])", re.IGNORECASE)
_SIGN = re.compile(r"[ .\-:/]{0,2}+([0-9A-Za-z])")
_CUE = re.compile(r"iban|rekening|(?<![^\W_])rek(?![^\W_])|account|giro", re.IGNORECASE)
_DIGIT_LIKE = str.maketrans("OIL", "011")


def passes_97(iban: str) -> bool:
    """The check of an IBAN (ISO 13616): with the first four signs at the end, as a number, it leaves 1 after 97.

    >>> passes_97("NL39RABO0300065264"), passes_97("NL38RABO0300065264")
    (True, False)
    """
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def passes_luhn(digits: str) -> bool:
    """The check of a payment card and of an IMEI (ISO/IEC 7812): from the right, every second digit twice.

    >>> passes_luhn("4111111111111111"), passes_luhn("4111111111111112")
    (True, False)
    """
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    for match in looks(_START, text, digits=2):
        country, check, signs, at = match[1].upper(), (match[2] + match[3]).upper().replace("O", "0"), "", match.end()
        if country not in _SHAPES:
            continue
        while len(signs) < _SIZES[country] and (sign := _SIGN.match(text, at)):
            signs, at = signs + sign[1].upper(), sign.end()
        if len(signs) < _SIZES[country]:
            continue
        if (
            country == "NL"
        ):  # nothing else looks like it, whatever its check says: a slip of the pen points to someone
            signs = signs[:4] + signs[4:].translate(_DIGIT_LIKE)
        shape = _SHAPES[country].fullmatch(signs)
        if shape and (country == "NL" or passes_97(country + check + signs) or _CUE.search(before(match, 40))):
            yield match.start(), at


def _not_a_date(match: re.Match[str]) -> bool:
    return not re.match(r"[0-3]?[0-9]([-./])[01]?[0-9]\1(?:19|20)?[0-9]{2}(?![.\-]?[0-9])", match["value"])


def _card(match: re.Match[str]) -> bool:
    digits = re.sub("[^0-9]", "", match["value"])
    return len(set(digits)) > 1 and passes_luhn(digits) and not re.match(r"[.,][0-9]|%", after(match))


_ACCOUNT = r"(?:rekening|rek|account|postbank|bankrek|giro|girorek)(?:ing)?\.?(?:nummer|nr|number|no)?s?"

RULES = (
    Rule("iban", "BLOCK", _ibans, glue=True),
    # An account number after its word, as far as it goes: cut off, or with a slip of the pen.
    Rule(
        "iban",
        "BLOCK",
        matching(
            rf"{OPEN}iban\b[^0-9\n]{{0,20}}?{OPEN}(?P<value>[A-Z]{{2}}[ ]?[0-9]{{2}}(?:[ .\-]{{0,"
            rf"2}}[0-9A-Z]{{3,8}}){{1,7}}(?:[ .\-]{{0,2}}[0-9]{{1,2}})?){EDGE}",
            lambda match: len(re.findall("[0-9]", match["value"])) >= 8,
            needs=("iban",),
        ),
    ),
    Rule(
        "iban",
        "BLOCK",
        matching(
            rf"{_ACCOUNT}(?![^\W_])[^0-9\n.;€]{{0,20}}\.?[ :]{{0,2}}(?P<value>[0-9](?:[ .\-]{{0,"
            rf"2}}[0-9]){{8,9}})(?![0-9])",
            _not_a_date,
            needs=("rek", "account", "giro", "postbank"),
            digits=9,
        ),
    ),
    Rule(
        "iban",
        "BLOCK",
        matching(
            rf"{OPEN}(?:giro|postbank)(?:rekening)?(?:nummer|nr)?(?![^\W_])[^0-9\n.;€]{{0,"
            rf"12}}\.?[ :]{{0,2}}P? ?(?P<value>[0-9](?:[ .]{{0,1}}[0-9]){{3,8}})(?![0-9])",
            _not_a_date,
            needs=("giro", "postbank"),
            digits=4,
        ),
    ),
    Rule(
        "card_number",
        "BLOCK",
        matching(
            rf"{OPEN}(?<![0-9][.,:/\-+])(?P<value>[2-6][0-9]{{3}}(?:[ .\-]?[0-9]){{9,15}}){EDGE}(?![.,\-]?[0-9]"
            rf")",
            _card,
            digits=11,
        ),
    ),
)
