"""Numbers under which somebody keeps a person: files, decisions, clients, documents, judgments."""

from __future__ import annotations

import re

from casekit.privacy.rules.rule import EDGE, OPEN, Rule, after, matching

__all__ = ["RULES"]

_NUMBER = r"(?:[ \-]?(?:nummers?|nrs?|number|code)|-id)"
_NUMBER_BITS = ("nummer", "nr", "number", "code", "-id")
_KEPT = (
    r"(?:dossier|zaak|zaaks|cliënt|client|cli[eë]nten|klant|relatie|beschikking(?:s)?|"
    r"aanvraag|polis|debiteur(?:en)?|cjib|parket|rol|"
    r"insolventie|faillissement(?:s)?|registratie|factuur|verzekering(?:s|de)?|"
    r"verzekerden|patient(?:en)?|patiënt(?:en)?|persoons|"
    r"personeels|medewerkers?|student|leerling|onderwijs|huurder(?:s)?|huurcontract|"
    r"contract|abonnement(?:s)?|inschrijf|"
    r"inschrijving(?:s)?|lidmaatschaps?|leden|lid|melding(?:s)?|klacht|ticket|"
    r"incident|order|bestel|transactie|betalings|boete|"
    r"aanslag|loonheffingen|uitkering(?:s)?|vordering(?:s)?|lening|krediet|hypotheek|"
    r"bezwaar|beroep(?:s)?|beslag|exploot|deurwaarder(?:s)?|"
    r"incasso|behandel|intake|traject|toewijzing(?:s)?|wmo|jeugdwet|participatiewet|"
    r"uwv|svb|gezins|huishoud|case|file|customer|patient|"
    r"policy|insurance|bkr|kadaster|kadastraal|meter|aansluit|ean|serie|chassis|"
    r"imei|track ?(?:en|and) ?trace|barcode|pas|bibliotheek|voedselbank)"
)
_ALWAYS = (
    r"(?:big|kvk|rsin|agb|imei|v-?nummer|vnummer|btw|vat|uzovi|lrk|ean|vreemdelingen|a-?nummer|kamer van koophandel)"
)
_PAPER = (
    r"(?:paspoort|passport|identiteitskaart|id-?kaart|id-?bewijs|identiteitsbewijs|"
    r"legitimatie|legitimatiebewijs|rijbewijs|"
    r"verblijfsdocument|verblijfsvergunning|verblijfskaart|documentnummer|document|"
    r"driving licen[cs]e|identity card|id card)"
)
_LINK = (
    r"\.?[ ]?(?:[:=#]|is|was|luidt|met|onder|van het dossier|,)?[ ]?(?:nr\.?|"
    r"nummer|no\.?)?[ ]?[:=#]?[ ]?[\"'(\[]?"
)
_FAR_LINK = rf"(?:{_LINK}|[^0-9\n.;:=]{{0,40}}+[:=][ ]?| (?:van|bij|op)[^0-9\n.;:=]{{0,30}}? is )"
"""After a word that ends in "nummer" there may be of whom it is, before the number itself."""
_CODE = (
    r"(?P<value>(?=[^\s]{0,24}[0-9]|(?-i:[A-Z]{1,4})[ ][0-9])[A-Za-z0-9][A-Za-z0-9]{0,"
    r"24}+(?:[./\-_][A-Za-z0-9]{1,24}+){0,6}+(?:[ ][0-9]{2,}[0-9.\-/]{0,20}+(?<![.\-/])){0,"
    r"5}+)"
)

_DATE = re.compile(
    r"(?:[0-3]?[0-9][-/. ][01]?[0-9][-/. ](?:(?:19|20)[0-9]{2}|[0-9]{2})|(?:19|"
    r"20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9])(?![0-9])"
)
_YEARS = re.compile(r"(?:19|20)[0-9]{2}(?:[ /\-]{1,3}(?:(?:19|20)[0-9]{2}|[0-9]{2}))?")
_MONEY = re.compile(
    r" ?(?:€|euro|eur(?![^\W_])|,-|,[0-9]{2}(?![0-9])|%|uur|dagen|weken|maanden|"
    r"jaar|keer|stuks)",
    re.IGNORECASE,
)


def _digits(match: re.Match[str]) -> int:
    return sum(sign.isdigit() for sign in match["value"])


def _not_otherwise(match: re.Match[str]) -> bool:
    value = match["value"]
    return not (_DATE.match(value) or _YEARS.fullmatch(value) or _MONEY.match(after(match)))


def _no_date(match: re.Match[str]) -> bool:
    return not (_DATE.match(match["value"]) or _MONEY.match(after(match)))


def _of_paper(match: re.Match[str]) -> bool:
    value = match["value"]
    if _DATE.search(value):
        return False
    return _digits(match) >= 6 or (value.isalnum() and value.upper() == value and _digits(match) >= 1)


def _three(match: re.Match[str]) -> bool:
    return _digits(match) >= 3


def _five(match: re.Match[str]) -> bool:
    return _digits(match) >= 5


def _four(match: re.Match[str]) -> bool:
    return _digits(match) >= 4


def _other_number(match: re.Match[str]) -> bool:
    """A number of something that is no file: a page, a house, a telephone."""
    return not re.match(
        "(?:huis|wachtlijst|pagina|blad|artikel|vers|versie|volg|rang|regel|rij|kolom|kamer|"
        "lijn|bus|jaar|week|hoofdstuk|telefoon|tel|"
        "mobiel|mobiele|nood|fax|reken|rekening|bank|giro|alarm|service|wet|tabel|"
        "figuur|punt|maat|schoen|06|gratis|informatie|"
        "burgerservice|burger service|sofi|bsn|rug|spoor|perron|verdieping|vlucht|"
        "stembureau|norm|staatsblad|kamerstuk|product|model)",
        match[0],
        re.IGNORECASE,
    )


_PAPER_BITS = ("pas", "kaart", "bewijs", "legitim", "document", "vergunning", "licen", "card")

RULES = (
    Rule(
        "ecli",
        "BLOCK",
        matching(
            rf"{OPEN}(?P<value>ECLI[ ]?[:. ][ ]?[A-Z]{{2}}[ ]?[:. ][ ]?[A-Z0-9]{{1,7}}[ ]?[:. ][ ]?[0-9]{{4}}"
            rf"[ ]?[:. ][ ]?[A-Z0-9]{{1,25}}(?:\.[A-Z0-9]{{1,10}}){{0,3}})",
            needs=("ecli",),
        ),
        glue=True,
    ),
    Rule(
        "ecli",
        "BLOCK",
        matching(rf"{OPEN}(?:LJN|LJ-nummer)[ :]{{0,3}}(?P<value>[A-Z]{{2}}[0-9]{{4}}){EDGE}", needs=("lj",)),
    ),
    Rule(
        "document_number",
        "BLOCK",
        matching(
            rf"{OPEN}{_PAPER}{_NUMBER}?s?(?!\w)[^0-9\n.;]{{0,20}}?{_LINK}{OPEN}(?P<value>(?=[A-Z0-9]{{0"
            rf",8}}[0-9])[A-Z0-9]{{7,12}}|[A-Z0-9]{{2,4}}(?:[ .\-][A-Z0-9]{{2,5}}){{1,"
            rf"4}}){EDGE}",
            _of_paper,
            _no_date,
            needs=_PAPER_BITS,
        ),
    ),
    Rule(
        "document_number",
        "BLOCK",
        matching(
            rf"{OPEN}(?:v-?nummer|v-?nr|vreemdelingennummer|vreemdelingennr)(?![^\W_])\.?[^0-9\n.;]{{0,15}}"
            rf"(?P<value>[0-9](?:[ .\-]?[0-9]){{6,10}})(?![0-9])",
            needs=("v-n", "vn", "vreem"),
            digits=7,
        ),
    ),
    Rule(
        "case_number",
        "BLOCK",
        matching(
            rf"{OPEN}(?P<value>NL[ .]?[0-9](?:[ .]?[0-9]){{8}}[ .]?B[ .]?[0-9]{{2}}){EDGE}", needs=("nl",), digits=9
        ),
    ),
    Rule(
        "case_number",
        "BLOCK",
        matching(rf"{OPEN}{_KEPT}{_NUMBER}(?![^\W_]){_FAR_LINK}{OPEN}{_CODE}", _three, _no_date, needs=_NUMBER_BITS),
    ),
    Rule(
        "case_number", "BLOCK", matching(rf"{OPEN}{_ALWAYS}{_NUMBER}?(?![^\W_]){_LINK}{OPEN}{_CODE}", _four, _no_date)
    ),
    Rule(
        "case_number",
        "BLOCK",
        matching(
            rf"{OPEN}(?:[^\W\d_]{{0,20}}kenmerk|referentie|reference|ref|referentienummer|onderwerp)(?![^\W_])"
            rf"{_LINK}{OPEN}{_CODE}",
            _three,
            _not_otherwise,
        ),
    ),
    Rule(
        "case_number",
        "BLOCK",
        matching(
            rf"{OPEN}(?:dossier|zaak|polis|beschikking|parket|rol|rolnr|aanslag|factuur|"
            rf"case|file|melding|klacht|cliënt|client|klant|kenmerk|insolventie|faillissement|"
            rf"cjib|proces-verbaal|procesverbaal|pv|mutatie|bvh)(?![^\W_])"
            rf"{_LINK}{OPEN}{_CODE}",
            _four,
            _not_otherwise,
        ),
    ),
    Rule(
        "case_number",
        "BLOCK",
        matching(
            rf"{OPEN}(?:onder|met|zijn|haar|ons|uw|hun|geregistreerd als) (?:nummer|nr)\.?[ :]{{1,2}}{_CODE}",
            _five,
            _no_date,
            needs=("nummer", "nr"),
        ),
    ),
    # Any word that ends in "nummer", with a number that is too long to count something.
    Rule(
        "case_number",
        "BLOCK",
        matching(
            rf"{OPEN}[^\W\d_][\w\-]{{2,25}}?(?:nummer|nr)(?![^\W_]){_LINK}{OPEN}{_CODE}",
            _four,
            _not_otherwise,
            _other_number,
            needs=_NUMBER_BITS,
        ),
    ),
    # Shapes that need no word: of the public prosecutor, and of the insolvency register.
    Rule(
        "case_number",
        "BLOCK",
        matching(
            rf"{OPEN}(?<![0-9][/.,\-])(?P<value>[0-9]{{2}}[/.\-][0-9]{{6}}-[0-9]{{2}}){EDGE}(?![-/.][0-9])", digits=10
        ),
    ),
    # Of the courts: "9482716 CV EXPL 21-5530", "FT RK 22/463".
    Rule(
        "case_number",
        "BLOCK",
        matching(
            rf"{OPEN}(?P<value>(?:[0-9]{{5,9}}[ /\-]{{1,3}})?[A-Z]{{2}}[ ](?:EXPL|VERZ|RK|ZA|EA|KI)[ ]?[0-9]{{2}}"
            rf"[ /\-]{{1,3}}[0-9]{{1,6}}){EDGE}",
            case=True,
        ),
    ),
    Rule(
        "case_number",
        "BLOCK",
        matching(rf"{OPEN}(?P<value>[FRS]\.[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{1,5}}){EDGE}(?![-/.][0-9])"),
    ),
    Rule(
        "case_number",
        "BLOCK",
        matching(
            rf"{OPEN}(?P<value>(?:AWB|SGR|ROT|UTR|AMS|ARN|ZWO|BRE|DHA|C)[ \-]?[0-9]{{2}}[/ ][0-9]{{3,"
            rf"6}}(?: [A-Z]{{2,6}})?(?:[ /]{{1,3}}(?:HA|KG|FA|JE|RK)[ ]?[0-9 \-]{{2,12}}[0-9])?){EDGE}",
            case=True,
        ),
    ),
)
