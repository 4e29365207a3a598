"""A zip file is judged by its table of contents, before anything is unpacked."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest

from casekit.errors import InputRefused
from casekit.read.safe.package import Package, open_package

BOOK = ("xl/workbook.xml", b"<workbook/>")
Member = tuple[str | zipfile.ZipInfo, bytes]


def packed(*members: Member, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as file:
        warnings.simplefilter("ignore")  # a name that is there twice is what some of these are about
        for name, content in members:
            file.writestr(name, content)
    return buffer.getvalue()


GOOD = packed(BOOK, ("xl/styles.xml", b"a" * 1000))


def read_all(content: bytes, kind: str) -> list[bytes]:
    opened = open_package(content, "f.xlsx", kind=kind)
    return [opened.read(name) for name in opened.names]


def refused(content: bytes, kind: str = "xlsx") -> list[str]:
    with pytest.raises(InputRefused) as error:
        read_all(content, kind)
    assert all(p.sentence("nl") != p.sentence("en") and "f.xlsx" in p.sentence() for p in error.value.problems)
    return [problem.code for problem in error.value.problems]


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("koppeling")
    info.external_attr = 0o120777 << 16
    return info


def changed(content: bytes, table_offset: int, member_offset: int, form: str, value: int) -> bytes:
    """The first member with another number in the table of contents and in its own header."""
    made = bytearray(content)
    struct.pack_into(form, made, made.find(b"PK\x01\x02") + table_offset, value)
    struct.pack_into(form, made, member_offset, value)
    return bytes(made)


def laid_over() -> bytes:
    """Two members of which the second lies inside the first."""
    inner = packed(("b", b"inner"), method=zipfile.ZIP_STORED)
    header = inner[: inner.find(b"PK\x01\x02")]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("xl/workbook.xml", b"...." + header)
        file.writestr("b", b"inner")
        file.filelist[1].header_offset = 30 + len("xl/workbook.xml") + 4
    return buffer.getvalue()


def test_a_package_gives_its_members_by_name() -> None:
    opened = open_package(GOOD, "f.xlsx", kind="xlsx")
    assert isinstance(opened, Package)
    assert opened.names == ("xl/workbook.xml", "xl/styles.xml")
    assert "xl/workbook.xml" in opened
    assert opened.read("xl/styles.xml") == b"a" * 1000
    with pytest.raises(InputRefused):
        opened.read("xl/elders.xml")


def test_what_the_programs_write_is_opened() -> None:
    book, word = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(book)
    docx.Document().save(word)
    assert "xl/workbook.xml" in open_package(book.getvalue(), "f", kind="xlsx")
    assert "word/document.xml" in open_package(word.getvalue(), "f", kind="docx")
    streamed = io.BytesIO()
    with zipfile.ZipFile(streamed, "w") as file, file.open("xl/workbook.xml", "w", force_zip64=True) as member:
        member.write(b"abc")
    assert open_package(streamed.getvalue(), "f", kind="xlsx").read("xl/workbook.xml") == b"abc"


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: b"", "package_empty"),
        (lambda: b"\0" * 100, "package_empty"),
        (packed, "package_empty"),
        (lambda: b"zomaar tekst", "not_a_package"),
        (lambda: b"<!DOCTYPE html><html>", "not_a_package"),
        (lambda: GOOD[: len(GOOD) // 2], "package_cut_off"),
        (lambda: GOOD[:-1], "package_cut_off"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_office"),
        (lambda: packed(("word/document.xml", b"")), "package_other"),
        (lambda: packed(("mimetype", b"application/vnd.oasis"), ("content.xml", b"")), "open_document"),
        (lambda: packed(BOOK, BOOK), "package_double"),
        (lambda: packed(BOOK, ("XL/Workbook.xml", b"")), "package_double"),
        (lambda: packed(BOOK, ("caf\u00e9", b""), ("cafe\u0301", b"")), "package_double"),
        (lambda: packed(BOOK, (link(), b"/etc/hosts")), "package_link"),
        (lambda: packed(BOOK, *((f"a{n}", b"") for n in range(2_000))), "package_many"),
        (lambda: packed(BOOK, *((f"a{n}", b"") for n in range(10_000))), "package_many"),
        (lambda: packed(BOOK, ("x", b" " * 20_000_000)), "package_swells"),
        (lambda: packed(BOOK, ("x", bytes(130_000_000)), method=zipfile.ZIP_STORED), "package_large"),
        (lambda: packed(BOOK, ("a.zip", GOOD)), "package_nested"),
        (lambda: packed(BOOK, ("a.xml", GOOD)), "package_nested"),
        (lambda: b"voor" + GOOD, "package_hides"),
        (lambda: GOOD + b"achter", "package_hides"),
        (lambda: packed(("xl/workbook.xml", b"anders")) + GOOD, "package_hides"),
        (lambda: packed(BOOK, method=zipfile.ZIP_BZIP2), "package_unusual"),
        (lambda: changed(packed(BOOK), 8, 6, "<H", 1), "package_password"),
        (lambda: changed(packed(("xl/workbook.xml", b"a" * 9_000_000)), 24, 22, "<L", 10), "part_broken"),
        (lambda: changed(packed(BOOK), 24, 22, "<L", 500), "part_broken"),
        (lambda: changed(packed(BOOK), 16, 14, "<L", 1), "part_broken"),
        (laid_over, "package_overlap"),
    ],
)  # fmt: skip  # made when its test runs: one that is large takes long to pack
def test_what_is_unsafe_or_not_whole_is_refused(made: Callable[[], bytes], code: str) -> None:
    assert code in refused(made())


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "a/../../x",
        "/x",
        "a\\x",
        "c:x",
        "a/./x",
        "a//x",
        "a/con.xml",
        "a/NUL",
        "a/x.",
        "a/x ",
        "a\nb",
        "a\u202eb",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert refused(packed(BOOK, (name, b""))) == ["package_name"]


def test_a_document_in_its_own_place_is_carried_along() -> None:
    opened = open_package(packed(BOOK, ("xl/embeddings/a.xlsx", GOOD)), "f", kind="xlsx")
    assert opened.names[-1] == "xl/embeddings/a.xlsx"
