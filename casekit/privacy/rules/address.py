"""A street with a number: a front door, in most places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from casekit.privacy.rules.postcode import POSTCODE
from casekit.privacy.rules.rule import EDGE, OPEN, Rule, after, before, looks, matching, words

__all__ = ["RULES"]

_SUFFIXES = words(
    "straat str. straatje laan weg gracht plein plantsoen kade singel steeg dijk dreef hof hofje pad park markt "
    "baan boulevard erf gaarde hoek horst kamp veld velden wal zoom burg meer oord akker donk kwartier stede tuin "
    "vaart berg poort brink heuvel haven kant ring wijk werf sluis hage heide bos woud einde straße strasse str"
)
_HOUSE = (
    r"(?:nr\.? ?|nummer |no\.? )?[1-9][0-9]{0,4}(?:[ ]?-?[ ]?(?:[A-Z](?![^\W_])|"
    r"[IV]{1,3}(?![^\W_])|bis|hs|huis|rood|zwart)|-[0-9]{1,4}|/[0-9]{1,3})?"
)
_NO_STREET = re.compile(
    r"(?<![^\W_])(?:onder|terug|heen|halver|om|uit|in|toe|snel|auto|spoor|vaar|"
    r"fiets|lever|rijks|water|lucht|tussen|midden|gulden|zorg|"
    r"hulp|ver|op|bij|af|loop|leef|levens)weg$|(?:arbeids|woning|huizen|huur|"
    r"koop|super|vlooien|rommel|kerst|banen|energie|zorg|thuis|"
    r"vrij)markt$|(?:werk|zorg|wonings?|leer)plein$|^(?:straat|laan|weg|plein|"
    r"hof|pad|park|markt|kade|dijk|baan|hoek|kamp|veld|meer|berg|"
    r"tuin|bos|ring|wijk|haven|werf|heide|kant|poort|zoom|wal|stede|erf|hage|"
    r"oord|steeg|singel|gracht|str|snelweg|loopbaan|"
    r"gerechtshof|buurthof|kerkhof|bijbaan|voltijdbaan|deeltijdbaan|krijgshof|"
    r"onderhof|schuldenberg|vakantiepark|parkeerterrein|"
    r"zwembad|sportpark|sportveld|voetbalveld|invulveld|tekstveld|werkveld|beroepenveld|"
    r"speelveld|woonwijk|achterstandswijk|buurt|"
    r"zijkant|achterkant|voorkant|kwartier|huur|bezoek|onderzoek|verzoek|hoofdkwartier|juridisch|kring|gemeentewerf|"
    r"leefring|verzekering|regering|herinnering|ring|rapport|waarborg|verblijf)$",
    re.IGNORECASE,
)
_SURE = words("straat straatje laan weg gracht plein plantsoen kade singel steeg dijk dreef str. straße strasse")
"""Endings that make a street of a word without a capital too."""
_STARTERS = frozenset(
    words("in op aan bij naar van adres woonadres straat mevrouw mevr mw meneer dhr gezin familie fam cliënt client")
)
_UNIT = re.compile(
    r"[ ]?(?:%|€|,[0-9]|\.[0-9]|:[0-9]|/[0-9]|-[0-9]{1,2}-|euro|uur|dag|week|"
    r"weken|maand|jaar|jaren|keer|km|meter|m²|m2|minuten|personen|mensen|"
    r"gezinnen|huishoudens|woningen|kinderen|gesprekken|stuks|procent|januari|"
    r"februari|maart|april|mei|juni|juli|augustus|"
    r"september|oktober|november|december|afspraken|brieven|besluiten)",
    re.IGNORECASE,
)
_POSTCODE_NEAR = re.compile(rf"[ ,;(|/\n]{{0,6}}{POSTCODE}(?![^\W_])", re.IGNORECASE)


def _number_holds(match: re.Match[str]) -> bool:
    """What follows the street is the number of a house: no year, and not so many of something."""
    if re.fullmatch("(?:19|20)[0-9]{2}", match["number"]):
        return _postcode_follows(match)
    return not _UNIT.match(after(match, 14))


def _postcode_follows(match: re.Match[str]) -> bool:
    return bool(_POSTCODE_NEAR.match(match.string, match.end("value"), match.end("value") + 16))


def _street(with_postcode: bool) -> Callable[[str], Iterator[tuple[int, int]]]:
    """Streets, known by how their last word ends; the words before it are looked for from there, backwards."""

    def find(text: str) -> Iterator[tuple[int, int]]:
        for match in looks(_WORD_NUMBER, text):
            last = match["last"]
            if (
                last.lower().endswith(_SUFFIXES if last[0].isupper() or "-" in last else _SURE)
                and not _NO_STREET.search(last)
                and _number_holds(match)
                and (not with_postcode or _postcode_follows(match))
            ):
                yield _first_of(text, match.start()), match.end()

    return find


def _first_of(text: str, start: int) -> int:
    """Where the name of a street begins, of which the last word begins here."""
    for word in list(_CAPITALISED.finditer(text, max(0, start - 90), start))[::-1]:
        if word.end() != start or word["word"].lower() in _STARTERS:
            break
        start = word.start()
    return start


def _house_before_postcode(match: re.Match[str]) -> bool:
    return not re.search(r"(?:€|eur|in|uit|van|artikel|art\.?) ?$", before(match, 8), re.IGNORECASE)


_LETTERS = r"[^\W\d_]"
_CAPITAL = r"(?-i:['’]?[A-ZÀ-Þ])[\w'’.\-]{0,30}+"
_WORD_NUMBER = re.compile(
    rf"(?P<last>{_LETTERS}[\w'\-]{{1,40}}+\.?)(?P<value>(?:[ ]|,[ ]?)(?P<number>{_HOUSE})){EDGE}", re.IGNORECASE
)
_CAPITALISED = re.compile(
    r"(?<![^\W_])(?P<word>['’]?[A-ZÀ-Þ][\w'’.\-]{0,30}+)[ ](?:(?:van|de|der|den|"
    r"het|ter|ten|te|en|'t)[ ]){0,3}"
)
_LONG = (
    rf"(?P<value>(?P<street>(?:laan|weg|plein|straat|hof|kade|park|dreef|pad|singel) (?:van|"
    rf"naar|der|de|ter|op|over|achter|aan|in)(?: (?:de|den|der|het|'t|la|van))?"
    rf"(?: {_CAPITAL}){{1,3}}+)[ ](?P<number>{_HOUSE})){EDGE}"
)
_ODD = (
    rf"(?P<value>(?P<street>(?-i:(?:'s-|'t |Op de |Op den |Achter de |Achter het |"
    rf"Aan de |Bij de |In de |Oude |Nieuwe |Grote |Kleine |Lange |Korte |Hoge |"
    rf"Lage )){_CAPITAL}(?: {_CAPITAL})?)"
    rf"[ ](?P<number>{_HOUSE})){EDGE}"
)
_BEFORE_POSTCODE = (
    rf"(?P<value>(?P<street>{_CAPITAL}(?: {_CAPITAL}){{0,3}})[ ](?P<number>{_HOUSE}))(?=[ ,;(|/]{{1"
    rf",4}}{POSTCODE}(?![^\W_]))"
)

_SIDES = ("noord", "zuid", "oost", "west", "nz", "zz", "wz", "oz", "binnen", "buiten")
_SIDE = (
    rf"(?P<value>[A-ZÀ-Þ][\w'’\-]{{2,30}}+[ ](?:Noord|Zuid|Oost|West|Noordzijde|Zuidzijde|Oostzijde|Westzijde|"
    rf"[NZOW]\.?Z\.?|noord|zuid|oost|west|Binnen|Buiten)[ ]"
    rf"(?P<number>[1-9][0-9]{{0,4}}(?:[ ]?-?[ ]?[A-Za-z](?![^\W_])|-[0-9]{{1,4}})?))"
    rf"{EDGE}"
)
"""A street of which a part is called after its side: "Kanaaldijk Zuid 12"."""

_LONG_BITS = (" van ", " naar ", " der ", " de ", " ter ", " op ", " over ", " achter ", " aan ", " in ")
_ODD_BITS = (
    "'s-",
    "'t ",
    "de ",
    "den ",
    "het ",
    "oude ",
    "nieuwe ",
    "grote ",
    "kleine ",
    "lange ",
    "korte ",
    "hoge ",
    "lage ",
)

RULES = (
    Rule("address", "BLOCK", _street(with_postcode=True), glue=True),
    Rule("address", "BLOCK", matching(rf"{OPEN}{_LONG}", _number_holds, _postcode_follows, needs=_LONG_BITS)),
    Rule("address", "BLOCK", matching(rf"{OPEN}{_BEFORE_POSTCODE}", _house_before_postcode)),
    Rule("address", "CONFIRM", _street(with_postcode=False), glue=True),
    Rule("address", "CONFIRM", matching(rf"{OPEN}{_LONG}", _number_holds, needs=_LONG_BITS)),
    Rule("address", "CONFIRM", matching(rf"{OPEN}{_SIDE}", _number_holds, case=True, needs=_SIDES)),
    Rule("address", "CONFIRM", matching(rf"{OPEN}{_ODD}", _number_holds, needs=_ODD_BITS)),
    Rule(
        "address",
        "CONFIRM",
        matching(
            rf"{OPEN}(?P<value>(?:postbus|antwoordnummer|p\.?o\.? ?box)[ ][0-9]{{1,6}}){EDGE}",
            needs=("post", "antw", "box"),
        ),
    ),
    Rule(
        "address",
        "CONFIRM",
        matching(
            rf"{OPEN}(?:huisnummer|huisnr)\.?[ :]{{1,3}}(?P<value>[1-9][0-9]{{0,4}}[ ]?[a-z]?){EDGE}",
            needs=("huisn",),
        ),
    ),
)
