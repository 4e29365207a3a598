"""Numbers of files, papers and machines of nobody, addresses and accounts, with what stands around them."""

from __future__ import annotations

import random

from casekit.privacy.rules.bank import passes_luhn
from casekit.privacy.rules.person import passes_eleven
from tests.privacy.made import SAFE, Made, digits, grouped, letters, until


def case_number(r: random.Random) -> Made:
    number = r.choice(
        [
            digits(r, 7),
            f"Z-{r.randint(2015, 2024)}-{digits(r, 5)}",
            f"{r.randint(2015, 2024)}.{digits(r, 6)}",
            f"W{digits(r, 2)}/{digits(r, 4)}",
            f"{digits(r, 4)}.{digits(r, 4)}.{digits(r, 2)}",
            f"{r.randint(2015, 2024)}-{digits(r, 4)}",
        ]
    )
    word = r.choice(
        [
            "dossiernummer",
            "zaaknummer",
            "ons kenmerk",
            "cliëntnummer",
            "klantnummer",
            "relatienummer",
            "beschikkingsnummer",
            "aanvraagnummer",
            "polisnummer",
            "debiteurnummer",
            "CJIB-nummer",
            "rolnummer",
            "Dossiernr.",
            "zaaknr",
            "uw kenmerk",
            "registratienummer",
            "kvk-nummer",
            "BIG-nummer",
            "betalingskenmerk",
            "leerlingnummer",
            "contractnummer",
            "Referentie",
            "zaak nummer",
        ]
    )
    return r.choice(
        [
            (f"{word} ", number, ""),
            (f"{word}: ", number, "."),
            (f"{word} is ", number, ", schreef de gemeente"),
            (f"({word} ", number, ")"),
        ]
    )


def court_number(r: random.Random) -> Made:
    return r.choice(
        [
            ("parketnummer ", f"{digits(r, 2)}/{digits(r, 6)}-{digits(r, 2)}", ""),
            ("Parketnr. ", f"{digits(r, 2)}-{digits(r, 6)}-{digits(r, 2)}", "."),
            ("WSNP, ", f"F.{r.randint(10, 99)}/{r.randint(10, 24)}/{r.randint(1, 999)}", ""),
        ]
    )


def ecli(r: random.Random) -> Made:
    made = (
        f"ECLI:NL:{r.choice(['RBAMS', 'RBROT', 'GHDHA', 'CRVB', 'HR'])}:{r.randint(2012, 2024)}:{r.randint(1, 9999)}"
    )
    return r.choice(
        [
            ("zie ", made, ""),
            ("(", made, ")"),
            ("", made.lower(), " over haar"),
            ("uitspraak ", made.replace(":", ": "), ""),
        ]
    )


def card_number(r: random.Random) -> Made:
    number = until(lambda: "4" + digits(r, 15), passes_luhn)
    return (
        "betaald met ",
        r.choice([number, grouped(number, (4, 4, 4, 4), " "), grouped(number, (4, 4, 4, 4), "-")]),
        "",
    )


def document_number(r: random.Random) -> Made:
    return r.choice(
        [
            ("paspoort ", letters(r, 2) + letters(r, 6, SAFE + "0123456789") + r.choice("0123456789") + "", ""),
            ("paspoortnummer: ", f"{letters(r, 2)}{digits(r, 7)}", ""),
            ("V-nummer ", digits(r, 10), "."),
            ("v-nummer: ", grouped(digits(r, 10), (3, 3, 4), "."), ""),
            ("rijbewijs ", digits(r, 10), ""),
            ("ID-kaart ", f"{letters(r, 2)}{digits(r, 7)}", " is kwijt"),
        ]
    )


def ip(r: random.Random) -> Made:
    return "ingelogd vanaf ", ".".join(str(r.randint(10, 255)) for _ in range(4)), ""


def mac(r: random.Random) -> Made:
    return "telefoon met ", r.choice(":-").join(f"{r.randint(0, 255):02X}" for _ in range(6)).replace("AA", "A1"), ""


def coordinates(r: random.Random) -> Made:
    return "gevonden op ", f"{r.uniform(50.8, 53.5):.6f}, {r.uniform(3.4, 7.2):.6f}", "."


def address(r: random.Random) -> Made:
    street = r.choice(
        [
            "Kerkstraat",
            "Dorpsweg",
            "laan van Meerdervoort",
            "Prinses Beatrixlaan",
            "Nieuwe Gracht",
            "Oude Singel",
            "Zonnebloemstraat",
            "Burgemeester Jansenplein",
            "kerkstraat",
            "Grote Markt",
            "Westersingel",
        ]
    )
    return (
        r.choice(["Zij woont aan de ", "Adres: ", "op "]),
        f"{street} {r.choice(['', ''])}{r.randint(1, 899)}{r.choice(['', 'b', '-2', ' B', ' III'])}",
        ".",
    )


def address_with_postcode(r: random.Random) -> Made:
    return "Adres: ", f"Kerkstraat {r.randint(1, 899)}", f", {r.randint(3000, 9999)} XB"


def handle(r: random.Random) -> Made:
    return (
        r.choice(["Volg ", "zie ", "Insta: "]),
        f"@{r.choice(['mama_van_twee', 'jeroentje88', 'x.y.z1'])}",
        " voor foto's",
    )


def url(r: random.Random) -> Made:
    return (
        "zie ",
        r.choice(
            [
                "https://www.linkedin.com/in/een-naam-123",
                "facebook.com/een.naam",
                "https://www.basisschool.example.nl/team/een-naam",
                "www.voetbalclub.nl/leden",
                "instagram.com/naam.van.iemand",
            ]
        ),
        " daar",
    )


def long_number(r: random.Random) -> Made:
    number = until(
        lambda: r.choice("12346789") + digits(r, r.choice([6, 7, 9])), lambda made: not passes_eleven(made)
    )
    return r.choice(
        [
            ("Zij noemde ", number, " aan de balie."),
            ("op de brief stond ", f"Z{number}", ""),
            ("met ", f"{number[:3]}-{number[3:]}", " erop"),
        ]
    )
