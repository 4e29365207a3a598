"""Dates of birth: a date, as people write it, with a word that says whose beginning it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from casekit.privacy.finding import Severity
from casekit.privacy.rules.rule import EDGE, OPEN, Rule, after, before, matching

__all__ = ["RULES"]

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|january|february|mar(?:ch)?|may|june|july|august|"
    r"oct(?:ober)?)(?:\.(?=[ ,]?['0-9]))?"
)
_FULL_YEAR = r"(?:18|19|20)[0-9]{2}"
_YEAR = rf"(?:'?{_FULL_YEAR}|'?[0-9]{{2}})(?![0-9])"
_ORDINAL = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende|"
    r"vijftiende|zestiende|zeventiende|achttiende|negentiende|twintigste|[a-zë]{6,"
    r"9}twintigste|dertigste|eenendertigste|"
    r"een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|"
    r"vijftien|zestien|zeventien|achttien|"
    r"negentien|twintig|[a-zë]{6,9}twintig|dertig|eenendertig)"
)
_WORD_YEAR = r"(?:negentien ?(?:honderd)?|tweeduizend|twintig)[ ]?(?:en )?[a-zë]{3,18}"
_DAY = r"(?:[0-2]?[0-9]|3[01])(?:e|ste|de|st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:[0-2]?[0-9]|3[01])[ ]?[\-/.|][ ]?[01]?[0-9][ ]?[\-/.|][ ]?{_YEAR}"
    rf"|{_FULL_YEAR}[ ]?[\-/.][ ]?[01]?[0-9][ ]?[\-/.][ ]?[0-3]?[0-9](?![0-9])"
    rf"|{_DAY}[ .\-/]{{0,2}}(?:of )?{_MONTH}[ ,.\-/]{{0,2}}{_YEAR})"
)
_IN_WORDS = rf"(?:{_MONTH}[ ]{_DAY},?[ ]{_YEAR}|{_ORDINAL} {_MONTH} (?:{_WORD_YEAR}|{_FULL_YEAR}))"
"""A date that begins with a word. Apart from the others, so that what stands before a digit is passed at once."""
_LOOSE = (
    rf"(?:{_DATE}|[0-3]?[0-9][ ][01]?[0-9][ ]{_YEAR}|[0-3][0-9][01][0-9](?:{_FULL_YEAR}|[0-9]{{2}})(?![0-9])"
    rf"|{_FULL_YEAR}[01][0-9][0-3][0-9](?![0-9]))"
)
"""After a word that says so, also a date with spaces or with nothing between its parts."""
_NO_YEAR = rf"(?:{_DAY}[ ]?{_MONTH}|[0-3]?[0-9][\-/][01]?[0-9])(?![\w]|[\-/][0-9])"
_NO_YEAR_IN_WORDS = rf"(?:{_ORDINAL} {_MONTH}|{_MONTH} {_DAY})(?![\w]|[\-/][0-9])"

_BORN = (
    r"(?:geboren|geb|gebdat|geb\.?[ ]?(?:dat|dd|dtm|datum|d\.d)|geboortedatum|"
    r"geboortedata|geboortedag|geboorte-?datum|geborene|"
    r"born|birth ?date|birth ?day|date of birth|d\.?o\.?b|verjaardag|verjaart|jarig|"
    r"bevallen|bevalling|geboorte|ter wereld gekomen|levenslicht)"
)
_LINK = r"\.?[^0-9.;!?\n]{0,35}+"
_SHORT_LINK = r"\.?(?:[ :,(]{1,3}(?:op|on|in|is|was|de|the|te [^\W\d_]{2,20})){0,3}[ :,(]{1,3}"
_STOPS = re.compile(
    r"(?<![^\W_])(?:en|maar|daarna|kwam|kreeg|heeft|had|na|sinds|toen|omdat|zodat|"
    r"waarna|vroeg|vraagt|meldt|and|but|when|then|"
    r"aangifte|aanvraag|brief|besluit|gesprek|overleg|verlof|worden|verhuisd|verhuisde|besloot|voor)(?![^\W_])",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?<![^\W_])(?:zoon|zoontje|dochter|dochtertje|kind|kindje|jongen|jongetje|"
    r"meisje|baby|man|vrouw|moeder|vader|mevrouw|mevr|"
    r"mw|meneer|dhr|cliënt|client|partner|broer|broertje|zus|zusje|oma|opa|oudste|"
    r"jongste|tweeling|son|daughter|child|mother|"
    r"father|kleinzoon|kleindochter|pleegkind|stiefzoon|stiefdochter|naam|betrokkene|"
    r"bewoner|bewoonster|inwoner)(?![^\W_])",
    re.IGNORECASE,
)
_AGE = (
    r"(?:(?:al |weer |dan |nu |net |pas )?(?:[0-9]{1,2}|(?:een|één)(?= ?(?:[.,;!?)\n]|$|jaar|en |maar ))|"
    r"twee|drie|vier|"
    r"vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|"
    r"zestien|zeventien|achttien|negentien|twintig|[a-zë]{3,8}(?:twintig|dertig|"
    r"veertig|vijftig|zestig|zeventig|tachtig|negentig)|"
    r"dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|volwassen|meerderjarig|"
    r"jarig))(?![\w\-/:%€]|[.,][0-9]|[ ](?:euro|uur|weken|dagen|maanden|stukken|"
    r"keer))"
)


def _holds(match: re.Match[str]) -> bool:
    """What stands between the word and the date is no other event."""
    said, start = match.start(), match.start("value")
    between = match.string[said:start] if said < start else match.string[match.end("value") : match.end()]
    return not _STOPS.search(between)


def _of_person(match: re.Match[str]) -> bool:
    return "'" in match["value"] or bool(_PERSON.search(before(match, 45)))


def _of_name(match: re.Match[str]) -> bool:
    return bool(re.search(r"[^\W\d_,:] (?-i:[A-Z])[^\W\d_]{1,20} ?\($", before(match, 45)))


def _not_birth_of_a_thing(match: re.Match[str]) -> bool:
    return not re.match(r" ?(?:euro|€|uur|%)", after(match), re.IGNORECASE)


_BORN_BITS = ("geb", "born", "birth", "dob", "o.b", "verja", "jarig", "beval", "wereld", "licht")
_TURNS_BITS = ("word", "werd", "turn")
_BIRTHDAY_BITS = ("jarig", "verja", "birthday", "geboor", "gebor", "born")

_CHILD = (
    rf"{OPEN}(?:oudste|jongste|middelste|zoon|zoontje|dochter|dochtertje|kind(?:[ ][1-9])?|jongen|"
    r"meisje|baby|kindje|son|daughter|"
    r"child|eldest|youngest)(?![^\W_])"
)
_CHILD_BITS = (
    "oudste",
    "jongste",
    "middelste",
    "zoon",
    "dochter",
    "kind",
    "jongen",
    "meisje",
    "baby",
    "son",
    "daughter",
    "child",
    "est",
)
_AT_ONCE = r"(?:[.,;/)]|$|\n|en |and |\+|&|\|)"
"""Nothing that was done on that day comes after it."""

_LATER = (
    rf"[^0-9.;!?\n]{{0,30}}?{OPEN}(?:geboren|geb|born|ter wereld|jarig|verjaart|verjaardag|geboortedatum)(?![^\W_])"
)
_BIRTH = rf"{OPEN}{_BORN}(?![^\W_])"
_BIRTHDAY = rf"{OPEN}(?:jarig|verjaardag|verjaart|verjaren|birthday)(?![^\W_])"
_BORN_ON = rf"{OPEN}(?:geboren|geb|geboortedag|geboortedatum|born|bevallen)(?![^\W_])"
_TURNS = rf"{OPEN}(?:wordt|werd|worden|word|geworden|turns|turned)(?![^\W_])"


def _birth(severity: Severity, pattern: str, *tests: Callable[[re.Match[str]], bool], needs: tuple[str, ...]) -> Rule:
    return Rule("birth_date", severity, matching(pattern, *tests, needs=needs, digits=0))


_SELF = re.compile(r"(?<![^\W_])(?:ik|hij|zij|ze|i|he|she)(?: [^\W\d_]{2,12}){0,2} ?$", re.IGNORECASE)


def _of_somebody(match: re.Match[str]) -> bool:
    return bool(_SELF.search(before(match, 30)) or _of_person(match))


RULES = (
    _birth(
        "BLOCK",
        rf"{OPEN}(?:ben|is|zijn|am) (?:zelf |ook )?(?:van|from) (?P<value>{_DATE}){EDGE}",
        _of_somebody,
        needs=(" van", " from"),
    ),
    _birth("BLOCK", rf"{_BIRTH}{_LINK}(?P<value>{_LOOSE}){EDGE}", _holds, needs=_BORN_BITS),
    _birth("BLOCK", rf"{_BIRTH}{_SHORT_LINK}(?P<value>{_IN_WORDS}){EDGE}", _holds, needs=_BORN_BITS),
    _birth("BLOCK", rf"{OPEN}(?<![0-9][\-/.])(?P<value>{_DATE}|{_IN_WORDS}){_LATER}", _holds, needs=_BIRTHDAY_BITS),
    _birth("BLOCK", rf"(?:°|\*(?=[^\n]{{6,20}} te (?-i:[A-Z])))[ ]?(?P<value>{_DATE}){EDGE}", needs=("°", "*")),
    _birth("BLOCK", rf"\([ ]?(?P<value>{_DATE})[ ]?\)", _of_person, needs=("(",)),
    _birth(
        "BLOCK", rf"{_CHILD}(?:[ ]\([mvjMVJ]\))?[ ]?[:,(]?[ ]?(?P<value>{_DATE})(?=[ ]?{_AT_ONCE})", needs=_CHILD_BITS
    ),
    _birth("BLOCK", rf"{OPEN}(?<![0-9][\-/.])(?P<value>{_DATE})[ ]?[,(:=][ ]?(?:de )?{_CHILD}", needs=_CHILD_BITS),
    _birth("BLOCK", rf"{OPEN}(?<![0-9][\-/.])(?P<value>{_DATE})[ ]\([mvj]\)", needs=("(m)", "(v)", "(j)")),
    _birth("BLOCK", rf"{_BORN_ON}{_LINK}(?P<value>{_NO_YEAR})", _holds, needs=_BORN_BITS),
    _birth("BLOCK", rf"{_BORN_ON}{_SHORT_LINK}(?P<value>{_NO_YEAR_IN_WORDS})", _holds, needs=_BORN_BITS),
    _birth("CONFIRM", rf"\([ ]?(?P<value>{_DATE})[ ]?\)", _of_name, needs=("(",)),
    _birth("CONFIRM", rf"{_TURNS}[^0-9.;!?\n]{{0,25}}+(?P<value>{_DATE}|{_NO_YEAR})[ ]{_AGE}", needs=_TURNS_BITS),
    _birth(
        "CONFIRM", rf"{_TURNS}{_SHORT_LINK}(?P<value>{_IN_WORDS}|{_NO_YEAR_IN_WORDS})[ ]{_AGE}", needs=_TURNS_BITS
    ),
    _birth(
        "CONFIRM",
        rf"{OPEN}(?P<value>{_DATE}|{_IN_WORDS}|{_NO_YEAR}|{_NO_YEAR_IN_WORDS})[ ](?:wordt|"
        rf"werd|worden|word|turns|turned)(?![^\W_])(?:[ ][^\W\d_]{{1,12}}+){{0,3}}?[ ]{_AGE}",
        needs=_TURNS_BITS,
    ),
    _birth("CONFIRM", rf"{_BIRTHDAY}{_LINK}(?P<value>{_NO_YEAR})", _holds, needs=_BIRTHDAY_BITS),
    _birth("CONFIRM", rf"{_BIRTHDAY}{_SHORT_LINK}(?P<value>{_NO_YEAR_IN_WORDS})", _holds, needs=_BIRTHDAY_BITS),
    _birth("CONFIRM", rf"{OPEN}(?P<value>{_NO_YEAR}|{_NO_YEAR_IN_WORDS}){_LATER}", _holds, needs=_BIRTHDAY_BITS),
    _birth(
        "CONFIRM",
        rf"{OPEN}(?:geboren|geb|geboortejaar|born|year of birth)(?![^\W_])\.?(?:[ :]{{1,"
        rf"2}}(?:in|uit|rond|is|anno|het jaar)){{0,3}}[ :]{{1,2}}(?P<value>(?:{_MONTH} )?{_FULL_YEAR}|"
        rf"(?:{_MONTH} )?'[0-9]{{2}}){EDGE}",
        _not_birth_of_a_thing,
        needs=("geb", "born", "birth"),
    ),
    _birth(
        "CONFIRM",
        rf"{OPEN}(?P<value>{_FULL_YEAR})[ ](?:is |was |werd |zijn )?(?:[^\W\d_]{{1,"
        rf"12}} ){{0,2}}geboren(?![^\W_])",
        _holds,
        needs=("geboren",),
    ),
)
