"""The same identifiers as they come out of Word, PDF, a phone or a careful hand (privacy.md 1.4): all are found."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest

from casekit.privacy.text import findings
from tests.privacy.makers import MAKERS, sentences

IDENTIFIERS = {
    "bsn": "111222333",
    "phone": "06-12345678",
    "email": "mevrouw.café@voorbeeld.nl",
    "iban": "NL39 RABO 0300 0652 64",
    "plate": "12-BCD-3",
    "postcode": "3512 XB",
    "case_number": "Z-2021-00123",
    "birth_date": "3-6-2011",
    "ecli": "ECLI:NL:RBAMS:2021:1234",
}
CUES = {"case_number": "dossiernummer ", "birth_date": "geboren op ", "plate": "kenteken "}


def inside(sign: str) -> Callable[[str], str]:
    return lambda value: value[:3] + sign + value[3:]


def each(table: dict[str, str]) -> Callable[[str], str]:
    return lambda value: "".join(table.get(sign, sign) for sign in value)


FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
ARABIC = {str(n): chr(0x660 + n) for n in range(10)}
DEVANAGARI = {str(n): chr(0x966 + n) for n in range(10)}
CYRILLIC = dict(zip("aeocpxABCEHKMOPTX", "аеосрхАВСЕНКМОРТХ", strict=True))

WRITINGS: dict[str, Callable[[str], str]] = {
    "plain": lambda value: value,
    "a zero width space inside": inside("\u200b"),
    "a soft hyphen inside": inside("\u00ad"),
    "a word joiner after every sign": lambda value: "\u2060".join(value),
    "full width": each(FULL_WIDTH),
    "Arabic-Indic digits": each(ARABIC),
    "Devanagari digits": each(DEVANAGARI),
    "no-break spaces": each({" ": "\u00a0"}),
    "thin spaces": each({" ": "\u2009"}),
    "en dashes": each({"-": "–"}),
    "minus signs": each({"-": "−"}),
    "no-break hyphens": each({"-": "\u2011"}),
    "decomposed accents": lambda value: unicodedata.normalize("NFD", value),
    "Cyrillic letters": each(CYRILLIC),
    "letter O for 0": each({"0": "O"}),
    "letter l for 1": each({"1": "l"}),
    "split over a line end": inside("\n"),
    "split over a line end of Windows, indented": inside("\r\n    "),
    "split in a comment of YAML": inside("\n  # "),
    "numeric entities": lambda value: "".join(f"&#{ord(sign)};" for sign in value),
    "hexadecimal entities": lambda value: "".join(f"&#x{ord(sign):x};" for sign in value),
    "named entities": each({" ": "&nbsp;", "-": "&#8209;", "@": "&commat;", "é": "&eacute;"}),
    "entities in entities": each({" ": "&amp;nbsp;", "-": "&amp;#45;"}),
    "a right-to-left override": lambda value: "\u202e" + value + "\u202c",
    "superscript digits": each(dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))),
    "mathematical digits": each({str(n): chr(0x1D7CE + n) for n in range(10)}),
}


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("kind", IDENTIFIERS)
def test_it_is_found_in_whatever_way_it_is_written(kind: str, writing: str) -> None:
    written = WRITINGS[writing](IDENTIFIERS[kind])
    text = f"Zij gaf {CUES.get(kind, '')}{written} op bij de balie."
    blocks = [(one.kind, text[one.start : one.end]) for one in findings(text) if one.severity == "BLOCK"]
    assert [found for found, _ in blocks] == [kind]
    assert blocks[0][1].strip("\u202e\u202c") == written.strip("\u202e\u202c")


SPOKEN = {
    "nul zes een twee drie vier vijf zes zeven acht": "phone",
    "nul zes 12 34 56 78": "phone",
    "06 twaalf vierendertig zesenvijftig achtenzeventig": "phone",
    "zero six one two three four five six seven eight": "phone",
    "mevrouw punt cafe apenstaartje voorbeeld punt nl": "email",
    "mevrouw [at] voorbeeld [punt] nl": "email",
    "mevrouw(at)voorbeeld.nl": "email",
    "een een een twee twee twee drie drie drie": "bsn",
}


@pytest.mark.parametrize("spoken", SPOKEN)
def test_it_is_found_when_it_is_read_out(spoken: str) -> None:
    text = f"Zij gaf {spoken} op."
    assert [(one.kind, text[one.start : one.end]) for one in findings(text)] == [(SPOKEN[spoken], spoken)]


def test_an_underscore_is_a_space_in_an_id_or_the_name_of_a_file() -> None:
    text = "rekening_NL39_RABO_0300_0652_64_kenteken_12_BCD_3_zaaknummer_2021-12345_op_3512_XB.csv"
    assert [(one.kind, text[one.start : one.end]) for one in findings(text) if one.severity == "BLOCK"] == [
        ("iban", "NL39_RABO_0300_0652_64"),
        ("plate", "12_BCD_3"),
        ("case_number", "2021-12345"),
        ("postcode", "3512_XB"),
    ]


@pytest.mark.parametrize("what", [what for what, (_, severity, _) in MAKERS.items() if severity == "BLOCK"])
def test_no_sentence_loses_its_identifier_by_signs_that_nobody_sees(what: str) -> None:
    r = random.Random(what)
    for before, value, after in sentences(what, 40):
        at = r.randrange(1, len(value))
        hidden = value[:at] + r.choice(["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200d", "\u034f"]) + value[at:]
        text = before + hidden.replace(" ", r.choice("\u00a0\u2009\u202f ")) + after
        assert any(
            one.severity == "BLOCK" and one.start == len(before) and one.end == len(before) + len(hidden)
            for one in findings(text)
        ), text
