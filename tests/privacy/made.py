"""Numbers of nobody, each valid by its own check, in the ways people write it, with what stands around it."""

from __future__ import annotations

import random
from collections.abc import Callable

from casekit.privacy.rules.bank import passes_97
from casekit.privacy.rules.person import passes_eleven
from casekit.privacy.rules.plate import SIDECODES
from casekit.privacy.rules.rule import words

Made = tuple[str, str, str]
"""What stands before the value, the value, what stands after it."""

SAFE = "BDFGHJKLNPRSTVXZ"
MONTHS = words("januari februari maart april mei juni juli augustus september oktober november december")
SHORT = words("jan feb mrt apr mei jun jul aug sep okt nov dec")
ENGLISH = words("January February March April May June July August September October November December")


def digits(r: random.Random, size: int) -> str:
    return "".join(r.choice("0123456789") for _ in range(size))


def letters(r: random.Random, size: int, of: str = SAFE) -> str:
    return "".join(r.choice(of) for _ in range(size))


def until(make: Callable[[], str], holds: Callable[[str], bool]) -> str:
    while not holds(made := make()):
        pass
    return made


def grouped(text: str, sizes: tuple[int, ...], separator: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    return separator.join([*parts, text[at:]] if text[at:] else parts)


def bsn(r: random.Random) -> Made:
    number = until(lambda: r.choice("123456789") + digits(r, 8), passes_eleven)
    written = r.choice(
        [
            number,
            grouped(number, (3, 3, 3), " "),
            grouped(number, (4, 2, 3), "."),
            grouped(number, (3, 3, 3), "-"),
            grouped(number, (4, 2, 3), " "),
            grouped(number, (2, 2, 2, 3), " "),
        ]
    )
    return r.choice(
        [("BSN: ", written, "."), ("Zij gaf ", written, " op bij de balie."), ("Burgerservicenummer ", written, "")]
    )


def bsn_not_valid(r: random.Random) -> Made:
    number = until(lambda: digits(r, 9), lambda made: not passes_eleven(made))
    return r.choice(
        [("bsn ", number, ""), ("Haar sofinummer is ", number[1:], "."), ("BSN van de zoon: ", number, ", zei zij")]
    )


def iban(r: random.Random) -> Made:
    country, make = r.choice(
        [
            ("NL", lambda: r.choice(["ABNA", "RABO", "INGB", "SNSB", "TRIO"]) + digits(r, 10)),
            ("BE", lambda: digits(r, 12)),
            ("DE", lambda: digits(r, 18)),
            ("PL", lambda: digits(r, 24)),
            ("TR", lambda: digits(r, 5) + "0" + digits(r, 16)),
            ("GB", lambda: letters(r, 4) + digits(r, 14)),
            ("MA", lambda: digits(r, 24)),
        ]
    )
    account = make()
    check = next(f"{n:02}" for n in range(2, 99) if passes_97(f"{country}{n:02}{account}"))
    number = country + check + account
    written = r.choice(
        [
            number,
            number.lower(),
            grouped(number, (4,) * (len(number) // 4), " "),
            grouped(number, (4,) * (len(number) // 4), "."),
            grouped(number.lower(), (4,) * (len(number) // 4), " "),
        ]
    )
    return r.choice(
        [
            ("Gestort op ", written, " en daarna niets."),
            ("IBAN ", written, ""),
            ("rekening ", written, ", op naam van haar man"),
        ]
    )


def old_account(r: random.Random) -> Made:
    number = r.choice("123456789") + digits(r, 8)
    written = r.choice([number, grouped(number, (2, 2, 2, 3), "."), grouped(number, (4, 2, 3), ".")])
    return r.choice(["rekeningnummer ", "bankrekening: ", "rek.nr. ", "haar rekening is "]), written, "."


def phone(r: random.Random) -> Made:
    tail = r.choice("123456789") + digits(r, 7)
    area, rest = r.choice(["10", "20", "30", "40", "50", "70"]), r.choice("23456789") + digits(r, 6)
    town, local = r.choice(["113", "297", "343", "411", "592"]), r.choice("23456789") + digits(r, 5)
    written = r.choice(
        [
            f"06-{tail}",
            f"06 {tail}",
            f"06{tail}",
            f"06 {grouped(tail, (2, 2, 2, 2), ' ')}",
            f"06-{grouped(tail, (2, 2, 2, 2), '-')}",
            f"06.{grouped(tail, (2, 2, 2, 2), '.')}",
            f"06 {grouped(tail, (4, 4), ' ')}",
            f"06-{grouped(tail, (2, 3, 3), ' ')}",
            f"+316{tail}",
            f"+31 6 {tail}",
            f"+31 (0)6 {grouped(tail, (4, 4), ' ')}",
            f"+31-6-{tail}",
            f"00316{tail}",
            f"0031 6 {tail}",
            f"(0)6 {tail}",
            f"(06) {tail}",
            f"0{area}-{rest}",
            f"0{area} {grouped(rest, (3, 2, 2), ' ')}",
            f"(0{area}) {rest}",
            f"0{area}{rest}",
            f"+31 {area} {rest}",
            f"0{town}-{local}",
            f"0{town} {grouped(local, (2, 2, 2), ' ')}",
            f"(0{town}) {local}",
            f"+32 4{digits(r, 2)} {grouped(digits(r, 6), (2, 2, 2), ' ')}",
            f"+49 15{digits(r, 1)} {digits(r, 8)}",
            f"+90 5{digits(r, 2)} {grouped(digits(r, 7), (3, 2, 2), ' ')}",
            f"0032 4{digits(r, 2)} {digits(r, 6)}",
            f"+48 {grouped(digits(r, 9), (3, 3, 3), ' ')}",
        ]
    )
    return r.choice(
        [
            ("Bel ", written, " na vijf uur."),
            ("Zij is bereikbaar op ", written, ""),
            ("", written, " is van de buurvrouw"),
        ]
    )


def email(r: random.Random) -> Made:
    name, host = (
        r.choice(["naam", "n.achternaam", "moeder_1980", "j-de-wit", "x+y"]),
        r.choice(["voorbeeld", "mijn-post", "mail.school"]),
    )
    end = r.choice(["nl", "com", "example", "info"])
    plain = name.replace("+", "").replace("-", "").replace("_", "")
    host_plain = host.replace("-", "")
    written = r.choice(
        [
            f"{name}@{host}.{end}",
            f"{name}@{host}.{end}".upper(),
            f"{plain} [at] {host_plain}.{end}",
            f"{plain}(at){host_plain}.{end}",
            f"{plain.replace('.', ' punt ')} apenstaartje {host_plain.replace('.', ' punt ')} punt {end}",
            f"{plain}[at]{host_plain}[punt]{end}",
            f"{plain.replace('.', '')} at voorbeeld punt {end}",
            f"{plain} @ {host_plain}.{end}",
            f"{plain}[@]{host_plain}.{end}",
            f"{plain.replace('.', '')} at voorbeeld.{end}",
        ]
    )
    return r.choice([("Mail: ", written, ""), ("Stuur het naar: ", written, "."), ("(", written, ")")])


def plate(r: random.Random) -> Made:
    made = "".join(
        r.choice(SAFE) if sign == "X" else r.choice("0123456789") if sign == "9" else "-"
        for sign in r.choice(SIDECODES)
    )
    return r.choice(
        [
            ("De auto met ", made, " stond voor de deur."),
            ("kenteken ", made.lower(), ""),
            ("Kenteken: ", made.replace("-", ""), "."),
            ("nummerbord ", made.replace("-", "").lower(), ""),
            ("In de straat staat de ", made.replace("-", " "), "."),
            ("een ", made, ""),
        ]
    )


def postcode(r: random.Random) -> Made:
    ends = until(
        lambda: letters(r, 2, "ABCDEGHJKLMNPRSTVWXZ"),
        lambda made: made not in ("SA", "SD", "SS") and made.lower() not in WORDS,
    )
    number = str(r.choice([n for n in range(1011, 9999) if not 1900 <= n < 2100]))
    return r.choice(
        [
            ("Zij woont op ", f"{number} {ends}", "."),
            ("", f"{number}{ends}", ""),
            ("postcode ", f"{number}{ends.lower()}", ""),
            ("bij ", f"{number}{ends.lower()}", " om de hoek"),
            ("adres: ", f"{number} {ends.lower()}", ""),
            ("in ", f"{number}  {ends}", ""),
        ]
    )


WORDS = frozenset(
    words(
        "aa al bv cm dm de ds en er et eu ex ga ge ha he ik in is ja je jl jr kg kj km kw lb mb me mm mw na"
        "no nr nu of om on op or os pd pk pm po pp pr re st te to tv ui uk us ut uw va vd vm wa wc we wo xl"
        "ze zn zo zs cv vv gl pv sp bb be ov hr mo jz gp gd nl ww zw vn ah tv pc vo nv it iq gb bw sr sv rv"
        "ao hb mk lo ab id dj rk cd pe ev dd el lp ad ca ct dr"
    )
)


def birth_date(r: random.Random) -> Made:
    day, month, year = r.randint(1, 28), r.randint(1, 12), r.randint(1935, 2023)
    numbers = [
        f"{day}-{month}-{year}",
        f"{day:02}-{month:02}-{year}",
        f"{day:02}/{month:02}/{year}",
        f"{day}.{month}.{year}",
        f"{day:02}-{month:02}-{year % 100:02}",
        f"{year}-{month:02}-{day:02}",
        f"{day} {MONTHS[month - 1]} {year}",
        f"{day} {SHORT[month - 1]}. {year}",
        f"{day}e {MONTHS[month - 1]} {year}",
    ]
    short = f"{day}-{month}-'{year % 100:02}"
    return r.choice(
        [
            ("geb. ", r.choice(numbers), ""),
            ("Hij is geboren op ", r.choice(numbers), " in de stad."),
            ("geboortedatum: ", r.choice(numbers), ""),
            ("De jongste (", short, ") gaat naar school."),
            ("geb ", f"{day:02}{month:02}{year}", ""),
            ("born on ", f"{day} {ENGLISH[month - 1]} {year}", "."),
            ("DOB: ", f"{day:02}/{month:02}/{year}", ""),
            ("Op ", r.choice(numbers), " is hun dochter geboren."),
            ("Born ", f"{ENGLISH[month - 1]} {day}, {year}", ""),
            ("geboren: ", short, ""),
            ("Zijn verjaardag is ", f"{day} {MONTHS[month - 1]} {year}", ""),
            ("zoon (", f"{day:02}-{month:02}-{year}", ")"),
        ]
    )


def birthday(r: random.Random) -> Made:
    date = f"{r.randint(1, 28)} {r.choice(MONTHS)}"
    return r.choice(
        [
            ("Zij wordt ", date, " twaalf."),
            ("Zij wordt op ", date, " 18."),
            ("Hij is op ", date, " jarig."),
            ("Jarig op ", date, "."),
            ("Op ", date, " wordt hij zestien."),
        ]
    )
