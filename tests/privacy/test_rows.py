"""The rows on identifiers of the specification, and their neighbours: what is refused, asked about, or left alone.

Rows R01 to R05, on recognisability, stand in `tests/release/test_run.py`.
"""

from __future__ import annotations

import pytest

from casekit.privacy.text import findings

REFUSED: dict[str, tuple[str, ...]] = {
    "I01 the number of a citizen": (
        "BSN 111222333", "bsn: 1112.22.333", "burgerservicenummer 111 222 333", "sofinummer 11122233",
        "het nummer 111222333 staat op de brief",
    ),
    "I02 an account": (
        "NL39 RABO 0300 0652 64", "nl39rabo0300065264", "NL39 RABO 0300\n0652 64", "BE68 5390 0754 7034",
        "DE89 3704 0044 0532 0130 00", "IBAN NL91-ABNA-0417-1643-00",
    ),
    "I03 a telephone": (
        "06-12345678", "06 12 34 56 78", "+31 6 12345678", "0031612345678", "(010) 123 45 67", "010-1234567",
        "0123-456789", "+49 151 23456789",
    ),
    "I04 mail": (
        "naam@voorbeeld.example", "naam apenstaartje voorbeeld punt nl", "naam [at] voorbeeld.nl",
        "na\u00adam@voorbeeld.example",
    ),
    "I05 a full postcode": ("1234 AB", "1234AB", "woont op 1234 ab", "Dorpsweg 3, 1234 AB Voorbeeldstad"),
    "I06 a plate": (
        "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX", "99-XXX-9", "9-XXX-99", "XX-999-X",
        "X-999-XX", "kenteken XX999X", "het kenteken is 99XXX9",
    ),
    "I07 a number of a file or a judgment": (
        "dossiernummer 2021-00123", "zaaknummer Z/21/004567", "ons kenmerk: Z-2021-00123", "cliëntnummer 4821",
        "parketnummer 01/123456-20", "F.10/20/123", "ECLI:NL:CRVB:2019:1234", "CJIB-nummer 1234567890",
    ),
    "I08 a date of birth": (
        "geb. 3-6-2011", "geboren op 3 juni 2011", "geboortedatum: 03/06/2011", "geb 2011-06-03",
        "zijn dochter (3-6-2011)",
    ),
}  # fmt: skip

ASKED: dict[str, tuple[str, ...]] = {
    "I04 a profile": ("te vinden als @kleine.tijger", "https://www.voorbeeldboek.example/profiel/iemand"),
    "I08 a birthday": ("wordt 3 juni twaalf",),
    "I09 a name": (
        "mevrouw Ardoul belt", "dhr. J.P. van der Wersch", "zijn zoon Ilyas", "mevr ardoul belt niet terug",
        "MEVROUW ARDOUL", "Yeliz' moeder", "klantmanager Peetersz", "gesproken met Chantoe Ramdjiawan",
    ),
    "I10 a place where people know each other": (
        "zit op basisschool De Regenboog", "speelt bij VV Trapvogels", "gaat naar de Opstandingskerk",
        "huisartsenpraktijk Het Veer", "werkt bij bakkerij Stokroos", "woont in Ulrumerzijl",
        "in de Lindenstraat", "in de wijk Zuiderkwartier",
    ),
    "I11 the age of a child, an exact day, a long number": (
        "haar zoon van 4", "een 6-jarige", "kinderen van 3, 5 en 9", "een baby van 8 maanden", "op 14 maart 2021",
        "het getal 4821953 op de brief",
    ),
    "I13 what hides": ("M\u200bevrouw Ardoul", "mevrouw Аrdoul", "ｍevrouw Ardoul"),
}  # fmt: skip

NOTED = (
    "de enige winkel in het dorp", "een tweeling", "het stond in de krant",
)  # fmt: skip

LEFT_ALONE = (
    "De Participatiewet geldt sinds 1 januari 2015.",
    "Artikel 4:13 Awb noemt acht weken.",
    "Het bedrag is € 1.250,00 en later 1250 euro.",
    "Het UWV, de SVB en het CJIB sturen elk een brief.",
    "In mei en in juni gebeurt er niets.",
    "Bel 113 of 0800-0113, of de Belastingtelefoon op 0800-0543.",
    "De Nederlandse en de Turkse taal.",
    "De roos in de tuin bloeit, en de jongen is sterk.",
    "Zie K06 bij t12, na 56 dagen in week 34 van 2021.",
    "Klantmanager belt en vraagt stukken op.",
)


def severities(text: str) -> set[str]:
    return {one.severity for one in findings(text)}


@pytest.mark.parametrize(("row", "text"), [(row, text) for row, texts in REFUSED.items() for text in texts])
def test_what_may_never_leave_is_found_in_every_notation(row: str, text: str) -> None:
    assert "BLOCK" in severities(text), row


@pytest.mark.parametrize(("row", "text"), [(row, text) for row, texts in ASKED.items() for text in texts])
def test_what_the_author_must_decide_on_is_asked(row: str, text: str) -> None:
    assert "CONFIRM" in severities(text), row


@pytest.mark.parametrize("text", NOTED)
def test_what_is_only_recognisable_in_context_is_noted(text: str) -> None:
    assert severities(text) == {"NOTE"}


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_i12_ordinary_words_laws_months_amounts_and_agencies_are_left_alone(text: str) -> None:
    assert severities(text) == set()
