"""Letters that look like other letters, and letters and words that stand for digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.privacy.rules.rule import words

__all__ = ["FOREIGN", "LETTERS", "digits_for_letters", "digits_for_words"]

_PAIRS = (
    # Cyrillic
    "АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT ХX УY ЗZ аa еe оo рp сc уy хx ѕs іi јj ԁd ԛq ԝw һh ӏl кk мm нn "
    "тt вb гr пn "
    # Greek
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo αa ιi κk νv ρp τt υu χx ηn "
    # Armenian, Cherokee, small capitals and letters without a dot
    "օo ոn սu հh Ꭺa ᎪA ᏴB ᏟC ᎬE ᎻH ᎫJ ᏦK ᏞL ᎷM ᏢP ᏚS ᎢT ᏙV ᎳW ᏃZ ᴀA ʙB ᴄC ᴅD ᴇE ɢG ʜH ɪI ᴊJ ᴋK ʟL ᴍM ɴN ᴏO ᴘP ʀR ᴛT "
    "ᴜU ᴠV ᴡW ᴢZ ɑa ɡg"
)
LETTERS: dict[str, str] = {pair[0]: pair[1] for pair in _PAIRS.split()}
"""The letters of other alphabets that nobody can tell from a Latin one (after Unicode TR39, confusables)."""

FOREIGN = re.compile(r"[\u0370-\u058f\u13a0-\u13ff\u0600-\u06ff\u0590-\u05ff]")
"""A letter that is of another alphabet, once the look-alikes are replaced."""

_DIGIT_LIKE = str.maketrans("OoIl", "0011")
_HALF_DIGITS = re.compile(r"(?<![^\W_])(?=[0-9OoIl]{0,30}+(?![^\W_]))[OoIl]{0,3}+[0-9][0-9OoIl]{0,29}+(?![^\W_])")
_ZEROS = re.compile(r"(?<=[0-9][ .\-])[Oo]{2,4}+(?![^\W_])")
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Za-z]{2}")


def digits_for_letters(text: str) -> str:
    """The text with O, I and l read as digits in a word of digits.

    >>> digits_for_letters("O6-12E45 en O6-l2345678, 06-12 OO 34 56, of 1 liter")
    '06-12E45 en 06-12345678, 06-12 00 34 56, of 1 liter'
    """

    def as_digits(word: re.Match[str]) -> str:
        return word[0] if _POSTCODE.fullmatch(word[0]) else word[0].translate(_DIGIT_LIKE)

    return _ZEROS.sub(as_digits, _HALF_DIGITS.sub(as_digits, text))


def _number_words() -> dict[str, str]:
    """The numbers below a hundred as they are written: what a telephone number is read out in."""
    units = words("nul een twee drie vier vijf zes zeven acht negen")
    teens = words("tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien")
    tens = words("twintig dertig veertig vijftig zestig zeventig tachtig negentig")
    english = words("zero one two three four five six seven eight nine")
    numbers = {word: str(i) for row in (units, english) for i, word in enumerate(row)} | {"één": "1", "oh": "0"}
    numbers |= {word: str(i) for i, word in enumerate(teens, 10)}
    for i, ten in enumerate(tens, 2):
        numbers[ten] = f"{i}0"
        for j, unit in enumerate(units[1:], 1):
            numbers[unit + ("ën" if unit.endswith("e") else "en") + ten] = f"{i}{j}"
    return numbers


_WORDS = _number_words()
_ONE = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPOKEN = re.compile(rf"(?<![^\W_])(?:(?:{_ONE})(?:[ ,\-]{{1,3}}|(?![^\W_]))){{4,16}}+", re.IGNORECASE)
_NUL_ZES = re.compile(r"(?<![^\W_])(?:nul|zero)[ \-]{0,2}(?:zes|six|6)(?![^\W_])", re.IGNORECASE)
_EACH = re.compile(rf"(?<![^\W_])(?:{_ONE})(?![^\W_])", re.IGNORECASE)
_GLUED = re.compile(r"(?<![^\W_])(?:nul)(?:zes)(?![^\W_])", re.IGNORECASE)


def digits_for_words(text: str) -> Iterator[tuple[int, int, str]]:
    """What to put in the place of number words that are read out one after the other: start, end, digits.

    >>> list(digits_for_words("bel nul zes 12345678"))
    [(4, 7, '0'), (8, 11, '6')]
    """
    last = 0
    for run in sorted([*_SPOKEN.finditer(text), *_NUL_ZES.finditer(text)], key=lambda run: (run.start(), -run.end())):
        for word in _EACH.finditer(text, max(last, run.start()), run.end()):
            if last > run.start() and "," in text[last : word.start()]:
                yield last, word.start(), " "
            yield word.start(), word.end(), _WORDS[word[0].lower()]
            last = word.end()
        if glued := _GLUED.match(text, max(last, run.start()), run.end()):
            yield glued.start(), glued.end(), "06"
            last = glued.end()
