"""Exact ages: those of children are asked about, those of adults are for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.privacy.finding import Finding
from casekit.privacy.words.lists import table
from casekit.privacy.words.sentence import lowered, sentence_at, starts

__all__ = ["ages"]

_DUTCH, _ENGLISH = (table("cues")[name].split() for name in ("numbers", "numbers_en"))
_WRITTEN = [*_DUTCH, *_ENGLISH]
_VALUES = {"anderhalf": 1, "één": 1} | dict(zip(_DUTCH, range(len(_DUTCH)), strict=True))
_VALUES |= dict(zip(_ENGLISH, range(1, len(_ENGLISH) + 1), strict=True)) | {"één": 1}
_N = (
    rf"(?:anderhalf|\d{{1,2}}(?:[.,]5)?|{'|'.join(sorted({*_WRITTEN, 'één'}, key=lambda w: -len(w)))})(?:½|"
    rf" ?1/2|(?:-?en-?| )een(?:-| )half)?"
)
_CHILD = (
    "(?:(?:klein|pleeg|stief|puber|tiener|school|tweeling)?(?:zoon|zoons|zonen|zoontje|"
    "zoontjes|dochter|dochters|dochtertje|dochtertjes|kind|kinderen|kindje|kindjes|kids)"
    "|kleinkind|kleinkinderen|zn|dochtr|dchtr|dcht|jeugdige|jeugdigen|dreumes|knul"
    "|jongen|jongens|jongetje|meisje|meisjes|baby|baby's|peuter|kleuter|tiener|puber|tweeling|"
    "drieling|broer|broertje|zus|zusje|zusjes|oudste|jongste|middelste|leerling"
    "|son|sons|daughter|daughters|child|children|boy|girl|toddler|brother|sister)"
)
_UNIT = r"(?:jaar(?:tjes)?|jr\.?|mnd\.?|maand(?:en|jes)?|weken|week|weekjes|dagen|years?|months?|weeks?)"
_MORE = rf"(?:(?: ?{_UNIT})?(?:,| en| and| ,|,? ?&|,? plus) (?:van |een van )?{_N}(?! ?%)){{0,8}}"
_NO = (
    r"(?!\w|[.,:]\d| ?(?:uur|euro|%|procent|keer|x |dagen per|kinderen|personen|maal|tot "
    r"|t/m|en ouder|of ouder|of jonger|weken te|brieven))"
)
_LATER = (
    r"(?! ?(?:lang|per |geleden|bezig|in |onder|zonder|aan |actief|ziek|dakloos|getrouwd|gescheiden|"
    r"werkloos|later|samen|niet|uit |bij|wacht|op |werkzaam|achter|thuis|met|moest|geen|"
    r"school|weg|te laat|terug|hier|afwezig|wachten|over|long|ago|without|late|on ))"
)

_PATTERNS = (
    # een 6-jarige, 6-jarig zoontje, zesjarige
    re.compile(
        rf"(?<!\w)(?P<age>(?:\d{{1,2}}[- ]?|(?:{'|'.join((*_DUTCH, 'één'))})-?)jarig(?:e|en)?)(?!\w)(?! "
        rf"[^\W\d_]{{0,20}}(?:traject|regeling|looptijd|termijn|contract|periode|opleiding|plan|"
        rf"bewind|afspraak|sanering|overeenkomst|programma|cyclus|bestaan|relatie|huwelijk|studie|"
        rf"strijd|lening|wachttijd|onderzoek|jubileum|dienstverband|verblijf))"
    ),
    re.compile(rf"(?<!\w)(?P<age>{_N}[- ](?:year|month|week)s?[- ]old)(?!\w)"),
    # 6 jaar oud
    re.compile(rf"(?<!\w)(?P<age>{_N} {_UNIT} (?:oud|jong|old))(?!\w|er)"),
    # zoon van 4, kinderen van 3, 5 en 9 (jaar)
    re.compile(
        rf"(?<!\w){_CHILD}(?: [^\W\d_]{{1,20}}){{0,2}}?(?: ook)?,? (?:is|wordt|werd|"
        rf"was|turns|turned)(?: toen| dan| nu| net| pas| bijna| ook| inmiddels| ongeveer| now| binnenkort|"
        rf" morgen| straks| volgende (?:week|maand)| dit jaar)? (?P<age>{_N}{_MORE}(?: {_UNIT})?){_NO}{_LATER}"
    ),
    re.compile(
        rf"(?<!\w){_CHILD}(?: [^\W\d_]{{1,20}}){{0,2}}?(?: ook)?,? (?:van|v\.|v|aged|of)(?: nu| net| pas| bijna|"
        rf" inmiddels| ongeveer)? (?P<age>{_N}{_MORE}(?: ?{_UNIT}(?!\w))?+){_NO}(?! (?:lang|geleden|long|ago))"
    ),
    # mijn jongens zijn 8 en 10: of one number alone one does not know of what
    re.compile(
        rf"(?<!\w){_CHILD} (?:zijn|waren|worden|are|were)(?: toen| nu| net| now)? "
        rf"(?P<age>{_N}(?:, ?{_N}){{0,6}} (?:en|and) {_N}(?: ?{_UNIT})?){_NO}{_LATER}"
    ),
    re.compile(rf"(?<!\w)(?:ik|hij|zij|ze|i|he|she) (?:was|werd) (?P<age>{_N})(?=,? (?:toen|when)(?!\w))"),
    # toen mijn dochter elf was
    re.compile(rf"(?<!\w){_CHILD} (?P<age>{_N}(?: {_UNIT})?) (?:was|is|werd|wordt)(?!\w)"),
    # dochter (7), kinderen (3, 5 en 9 jaar)
    re.compile(rf"(?<!\w){_CHILD}(?: [^\W\d_]{{1,20}})?,? ?\((?P<age>{_N}{_MORE}(?: ?{_UNIT})?)(?: oud)?\)"),
    # zoon, 4 jaar; zoontje 4 jaar; dochter 7 jr
    re.compile(rf"(?<!\w){_CHILD}(?: [^\W\d_]{{1,20}})?[,:]? (?P<age>{_N}{_MORE} ?{_UNIT}){_NO}{_LATER}"),
    re.compile(rf"(?<!\w){_CHILD}, (?P<age>{_N}),"),
    # hij is vier (jaar); ze wordt 12
    re.compile(
        rf"(?<!\w)(?:hij|zij|ze|die|she|he|ik|i|mevrouw|meneer|mw\.?|dhr\.?|vader|moeder|vrouw|"
        rf"man|cliënt|inwoner)(?:'m| ben|'s| is| was| wordt| werd| turned| turns| am)(?: nu|"
        rf" net| pas| bijna| al| inmiddels| only| just| in [^\W\d_]{{3,9}})? (?P<age>{_N} (?:jaar|"
        rf"maanden|years|months)|\d{{1,2}}){_NO}{_LATER}"
    ),
    # een jongen, meisje ... leeftijd: 4; wordt 3 juni twaalf; op zijn vijfde; de jongste is 3
    re.compile(rf"(?<!\w)(?:leeftijd(?:en)?|lft\.?|ages?):? (?P<age>{_N}{_MORE}(?: {_UNIT})?){_NO}"),
    re.compile(rf"(?<!\w)(?:wordt|werd) \d{{1,2}} [a-z]{{3,9}} (?P<age>{_N}(?: jaar)?){_NO}"),
    re.compile(rf"(?<!\w){_CHILD}tjes? en (?:een )?{_CHILD} van (?P<age>{_N}{_MORE}(?: {_UNIT})?){_NO}"),
)
_NAMED = (
    # Sem is vier (jaar), Sem (8)
    re.compile(
        rf"(?<![\w])[A-ZÀ-Þ][^\W\d_]{{1,20}} (?:is|was|wordt|werd)(?: nu| net| pas| bijna| al|"
        rf" inmiddels)? (?P<age>(?:{_N}) (?:jaar|maanden)|\d{{1,2}}){_NO}{_LATER}"
    ),
    re.compile(r"(?<![\w])[A-ZÀ-Þ][^\W\d_]{1,20},? \((?P<age>\d{1,2}(?: jaar| jr| mnd| maanden)?)\)"),
)
_NUMBER = re.compile(r"\d|" + "|".join(word for word in _WRITTEN) + "|anderhalf")
_ADULT = re.compile(
    r"(?<!\w)\((?P<age>(?:1[89]|[2-9]\d)(?: ?jaar| ?jr)?)\)|(?<!\w)(?:man|vrouw|mevrouw|"
    r"meneer|woman) (?:van|of|\(|,) ?(?P<more>(?:1[89]|[2-9]\d)(?: ?jaar)?)(?![\w%.,]\d)"
)
_BAND = re.compile(
    r"(?:tot|t/m|onder de|boven de|vanaf|tussen|ouder dan|jonger dan|minimaal|maximaal|"
    r"onder|boven|ongeveer|until|over|under|above)(?: de| hun| zijn| haar)? $"
)
_PRODUCT = re.compile(
    r"\b(?:iq|term(?:ijn|ijnen)|rate|dossier|pagina|blz|artikel|traject|regeling|procedure|schuldregeling)\W{0,3}$"
)


def value(text: str) -> float | None:
    """The first number of an age, in years.

    >>> value("vier"), value("8 maanden"), value("16-jarige")
    (4, 0, 16)
    """
    match = re.match(r"\d{1,2}", text)
    low = text.lower()
    if re.search(r"maand|mnd|week|weken|dagen|month", low):
        return 0
    if match:
        return int(match.group())
    word = next((word for word in sorted(_VALUES, key=lambda w: -len(w)) if low.startswith(word)), None)
    return None if word is None else _VALUES[word]


def ages(text: str) -> Iterator[Finding]:
    """Ages to the year: below eighteen is a child."""
    low_text = lowered(text)
    if not _NUMBER.search(low_text):
        return
    begins = starts(text)
    for pattern in (*_PATTERNS, *_NAMED):
        for match in pattern.finditer(text if pattern in _NAMED else low_text):
            start, end = match.span("age")
            years = value(match["age"])
            before = low_text[max(0, start - 20) : start]
            if years is None or _BAND.search(before) or _PRODUCT.search(before):
                continue
            yield Finding("child_age", "CONFIRM", start, end) if years < 18 else Finding("age", "NOTE", start, end)
    for match in _ADULT.finditer(low_text):
        name = "age" if match["age"] else "more"
        low, high = sentence_at(begins, match.start(), len(text))
        if not re.search(r"\bart(?:ikel|\.)|€|euro", low_text[low:high]):
            yield Finding("age", "NOTE", *match.span(name))
