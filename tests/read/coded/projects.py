"""REFI-QDA projects as four programs write them, zipped here from text.

None of these programs can be installed where the tests run (QualCoder is in no package index, the others are sold).
The forms follow the REFI-QDA Standard 1.5 and what the public code of QualCoder says about the habits of each program
that it reads: one selection per code or several codes per selection, what a sign is, ends of
lines, where comments are.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from html import escape
from uuid import UUID, uuid5

from tests.read.coded.interview import SEGMENTS, TEXTS

_SPACE = UUID(int=3)
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def guid(name: str) -> str:
    return str(uuid5(_SPACE, name))


def zipped(xml: str, files: dict[str, str | bytes] | None = None, name: str = "project.qde") -> bytes:
    """A project: the XML, and the files beside it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
        for path, text in (files or {}).items():
            archive.writestr(path, text)
    return content.getvalue()


def codebook(names: Iterable[str]) -> str:
    codes = "".join(f'<Code guid="{guid(name)}" name="{escape(name)}" isCodable="true"/>' for name in names)
    return f"<CodeBook><Codes>{codes}</Codes></CodeBook>"


def selection(start: int, end: int, names: Iterable[str] = (), inside: str = "", name: str = "") -> str:
    codings = "".join(
        f'<Coding guid="{guid(f"{start} {end} {one}")}"><CodeRef targetGUID="{guid(one)}"/></Coding>' for one in names
    )
    return (
        f'<PlainTextSelection guid="{guid(f"{start} {end} {name}")}" name="{escape(name)}" startPosition="{start}"'
        f' endPosition="{end}">{inside}{codings}</PlainTextSelection>'
    )


def source(number: int, selections: str, path: str | None = None) -> str:
    path = path if path is not None else f"internal://{guid(f'text {number}')}.txt"
    return (
        f'<TextSource guid="{guid(f"source {number}")}" name="Gesprek met de moeder" plainTextPath="{path}">'
        f"{selections}</TextSource>"
    )


def project(
    book: str, sources: str, rest: str = "", origin: str = "casekit test", version: str = "1.0", users: str = ""
) -> str:
    return (
        f'{_HEAD}<Project xmlns="urn:QDA-XML:project:{version}" name="oefening" origin="{origin}">{users}{book}'
        f"<Sources>{sources}</Sources>{rest}</Project>"
    )


def _names() -> list[str]:
    return list(dict.fromkeys(code for *_, codes in SEGMENTS for code in codes))


def _texts(folder: str, text: Callable[[str], str | bytes]) -> dict[str, str | bytes]:
    return {f"{folder}/{guid(f'text {number}')}.txt": text(one) for number, one in enumerate(TEXTS, 1)}


def _selections(number: int, place: Callable[[str, int], int], inside: str = "") -> str:
    text = TEXTS[number - 1]
    return "".join(
        selection(place(text, start), place(text, end), codes, inside)
        for document, start, end, codes in SEGMENTS
        if document == number
    )


def qualcoder() -> bytes:
    """Every code is a selection of its own, called by the text that it selects; code points; folder `Sources`."""
    rows = {1: "", 2: ""}
    for number, start, end, codes in SEGMENTS:
        words = TEXTS[number - 1][start:end]
        rows[number] += "".join(selection(start, end, [code], name=words) for code in codes)
    category = f'<Code guid="{guid("groep")}" name="groep" isCodable="false">'
    inner = codebook(_names()).replace("<Codes>", f"<Codes>{category}").replace("</Codes>", "</Code></Codes>")
    xml = project(inner, source(1, rows[1]) + source(2, rows[2]), origin="QualCoder")
    return zipped(xml, _texts("Sources", str))


def atlas_ti() -> bytes:
    """Several codes per selection; the files end their lines with two signs, the numbers count one; a BOM."""
    xml = project(
        codebook(_names()),
        "".join(source(n, _selections(n, lambda text, place: place)) for n in (1, 2)),
        origin="ATLAS.ti Win 23",
    )
    xml = xml.replace(guid("tp"), guid("tp").upper())
    return zipped(xml, _texts("sources", lambda text: ("\ufeff" + text.replace("\n", "\r\n")).encode()))


def maxqda() -> bytes:
    """Codes under codes; UTF-16; a selection without a code but with a comment is an annotation."""
    kinds = sorted({code for code in _names() if code.startswith("soort")})
    under = "".join(f'<Code guid="{guid(code)}" name="{code[6:]}"/>' for code in kinds)
    book = codebook(code for code in _names() if code not in kinds)
    book = book.replace("</Codes>", f'<Code guid="{guid("soort")}" name="soort">{under}</Code></Codes>')

    def halves(text: str, place: int) -> int:
        return len(text[:place].encode("utf-16-le")) // 2

    start, end = SEGMENTS[0][1:3]
    comment = selection(start + 3, end, (), "<Description>zelf gezegd</Description>", "opmerking")
    sources = source(1, _selections(1, halves) + comment) + source(2, _selections(2, halves))
    return zipped(project(book, sources, origin="MAXQDA 2022"), _texts("sources", str), "interviews.qde")


def nvivo() -> bytes:
    """Ends of lines count as two; an annotation is a note behind a link; whose words: a coding with a case."""

    def windows(text: str, place: int) -> int:
        return len(text[:place].replace("\n", "\r\n"))

    start, end = SEGMENTS[0][1:3]
    anna = f'<Coding guid="{guid("x")}"><CodeRef targetGUID="{guid("person")}"/></Coding>'
    annotated = selection(start, end, (), anna, "aantekening")
    rest = (
        f'<Cases><Case guid="{guid("person")}" name="Iemand Anders"/></Cases>'
        f'<Notes><Note guid="{guid("note")}" plainTextPath="internal://{guid("note")}.txt"/></Notes>'
        f'<Links><Link guid="{guid("link")}" originGUID="{guid("note")}"'
        f' targetGUID="{guid(f"{start} {end} aantekening")}"/></Links>'
    )
    sources = source(1, _selections(1, windows) + annotated) + source(2, _selections(2, windows))
    xml = project(codebook(_names()), sources, rest, "NVivo", "0:4")
    files = _texts("Sources", lambda text: text.replace("\n", "\r\n"))
    return zipped(xml, {**files, f"Sources/{guid('note')}.txt": "zelf gezegd"})


PROGRAMS = {"QualCoder": qualcoder, "ATLAS.ti": atlas_ti, "MAXQDA": maxqda, "NVivo": nvivo}
