"""A zip file that somebody gave (.xlsx, .docx, .qdpx, a backup): judged by its table of contents before unpacking.

Nothing is written to disk: a member is read into memory, by the name that the reader expects. The table is read
by `zipfile`; unpacking is done here, since `zipfile` believes the size that a member says it has only afterwards.
"""

from __future__ import annotations

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO

from casekit.errors import InputRefused, Problem, shown
from casekit.read.safe.guard import strange_sign
from casekit.read.safe.naming import is_device_name
from casekit.text import LANGUAGES, say

__all__ = ["MAX_MEMBERS", "MAX_SIZE", "Package", "leads_elsewhere", "open_package"]

MAX_MEMBERS = 2_000
MAX_SIZE = 128_000_000
MAX_RATIO = 150
RATIO_FROM = 10_000_000
_MAX_TABLE = 2_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Office from before 2007 begins, and a newer one with a password."""
_MEMBER, _END, _END_64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_ARCHIVES = (_MEMBER, _END, b"7z\xbc\xaf\x27\x1c", b"Rar!")
_ARCHIVE_NAMES = (
    ".zip", ".7z", ".rar", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".jar", ".xlsx", ".docx", ".qdpx",
)  # fmt: skip
# Documents that an office file or a coding project carries along in a place of their own; no reader opens them.
_CARRIED: dict[str, str | tuple[str, ...]] = {
    "xlsx": "xl/embeddings/",
    "docx": "word/embeddings/",
    "office": ("ppt/embeddings/", "xl/embeddings/", "word/embeddings/", "object ", "objectreplacements/"),
    "qdpx": "sources/",
    "backup": "case/",
}
_MARKS = {"xlsx": "xl/workbook", "docx": "word/document", "qdpx": ".qde"}
"""What stands in the name of a part that every file of a kind has."""


@dataclass(frozen=True, slots=True)
class Package:
    """An opened zip file: what it is called, and its members by name (folders left out)."""

    file: str
    kind: str
    members: dict[str, zipfile.ZipInfo] = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members, in the order of the table of contents."""
        return tuple(self.members)

    def __contains__(self, name: object) -> bool:
        return name in self.members

    def read(self, name: str) -> bytes:
        """All bytes of a member. Raises InputRefused when it is not there, or not what the table says."""
        info = self.members.get(name)
        if info is None:
            raise InputRefused([_problem("part_missing", self.file, self.kind, part=shown(name))])
        data = _unpacked(self.content, info, info.file_size + 1)
        if data is None or len(data) != info.file_size or zlib.crc32(data) != info.CRC:
            raise InputRefused([_problem("part_broken", self.file, self.kind, part=shown(name))])
        return data


def open_package(content: bytes, file: str, *, kind: str) -> Package:
    """Open a zip file that should be of a kind: "xlsx", "docx", "office" (any of these), "qdpx" or "backup".

    Raises InputRefused with what is wrong: no zip, cut off, password, the old Excel format, two members of one
    name, names that lead elsewhere, links, too many or too large members, members over each other, a file inside
    the file.

    >>> open_package(b"", "huur.xlsx", kind="xlsx")
    Traceback (most recent call last):
    ...
    casekit.errors.InputRefused: huur.xlsx: the file is empty. ...
    """
    code = _not_a_zip(content)
    if code:
        raise InputRefused([_problem(code, file, kind)])
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, EOFError, OSError, OverflowError):
        raise InputRefused([_problem("package_cut_off", file, kind)]) from None
    problems = [
        _problem(code, file, kind, **values)
        for judge in (_too_much, _locked, partial(_bad_names, kind=kind), _layout)
        for code, values in judge(content, infos)
    ]
    if not problems:  # only what is whole can be looked into
        problems = [_problem(code, file, kind, **values) for code, values in _another_kind(content, infos, kind)]
    if problems:
        raise InputRefused(problems)
    return Package(file, kind, {info.orig_filename: info for info in infos if not info.is_dir()}, content)


def _problem(code: str, file: str, kind: str, **values: object) -> Problem:
    what = {lang: say(f"package.{kind}", lang) for lang in LANGUAGES}
    again = {lang: say(f"package.again.{kind}", lang) for lang in LANGUAGES}
    return Problem(code, file, values={"what": what, "again": again, **values})


def _not_a_zip(content: bytes) -> str | None:
    """Why the bytes are not one whole zip file with a table of contents of a size that can be read."""
    if not content.strip(b"\0 \t\r\n"):
        return "package_empty"
    if content.startswith(_OLD_OFFICE):
        return "old_office"
    end = content.rfind(_END, max(0, len(content) - 65_557))
    if end < 0 or len(content) < end + 22:
        return "package_cut_off" if content.startswith(b"PK") else "not_a_package"
    disk, table_disk, here, members, size, start, note = struct.unpack("<4H2LH", content[end + 4 : end + 22])
    if members == 0 and size == 0:
        return "package_empty"
    if members > MAX_MEMBERS or here != members or size > _MAX_TABLE:
        return "package_many"
    if _END_64 in content[max(0, end - 20) : end] or 0xFFFFFFFF in (size, start) or disk or table_disk:
        return "package_unusual"
    if end + 22 + note > len(content) or start + size > end:
        return "package_cut_off"
    if end + 22 + note < len(content) or start + size < end or not content.startswith(_MEMBER):
        return "package_hides"
    return None


_Found = Iterator[tuple[str, dict[str, object]]]


def _too_much(content: bytes, infos: list[zipfile.ZipInfo]) -> _Found:
    if len(infos) > MAX_MEMBERS:
        yield "package_many", {}
    total = sum(info.file_size for info in infos)
    if total > MAX_SIZE:
        yield "package_large", {"megabytes": total // 1_000_000, "most": MAX_SIZE // 1_000_000}
    for info in infos:
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            yield "package_swells", {"part": shown(info.orig_filename), "megabytes": info.file_size // 1_000_000}


def _locked(content: bytes, infos: list[zipfile.ZipInfo]) -> _Found:
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        yield "package_password", {}
    elif any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        yield "package_unusual", {}


def _bad_names(content: bytes, infos: list[zipfile.ZipInfo], kind: str) -> _Found:
    seen: set[str] = set()
    for info in infos:
        # Old zip programs of Windows write `sources\a.txt`; coding programs were built with them.
        name = info.orig_filename.replace("\\", "/") if kind == "qdpx" else info.orig_filename
        where: dict[str, object] = {"part": shown(name) if not strange_sign(name) else "…"}
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            yield "package_link", where
        if leads_elsewhere(name) or (info.is_dir() and info.file_size):
            yield "package_name", where
        key = unicodedata.normalize("NFKC", name).casefold().rstrip("/")
        if key in seen:
            yield "package_double", where
        seen.add(key)


def leads_elsewhere(name: str) -> bool:
    """Whether a name of a member could mean a place outside the folder, or nothing at all."""
    steps = name.removesuffix("/").split("/")
    return (
        any(sign in name for sign in "\\:\n\t")
        or strange_sign(name) is not None
        or any(step in ("", ".", "..") or step.endswith((".", " ")) or is_device_name(step) for step in steps)
    )


def _layout(content: bytes, infos: list[zipfile.ZipInfo]) -> _Found:
    """Members that lie over each other, are elsewhere than the table says, or have a second zip between them."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        begin = _begin(content, info)
        if begin is None or begin + info.compress_size > len(content):
            yield "part_broken", {"part": shown(info.orig_filename)}
            return
        if info.header_offset < end:
            yield "package_overlap", {}
            return
        if _MEMBER in content[end : info.header_offset]:
            yield "package_hides", {}
            return
        end = begin + info.compress_size
    table = struct.unpack("<L", content[content.rfind(_END) + 16 :][:4])[0]
    if end > table:
        yield "package_overlap", {}
    elif _MEMBER in content[end:table]:
        yield "package_hides", {}


def _begin(content: bytes, info: zipfile.ZipInfo) -> int | None:
    """Where the bytes of a member begin; None when it is not the member that the table of contents says."""
    head = content[info.header_offset : info.header_offset + 30]
    if len(head) < 30 or not head.startswith(_MEMBER):
        return None
    flags, method, _, _, crc, packed, size, name, extra = struct.unpack("<2H2H3L2H", head[6:30])
    start: int = info.header_offset + 30
    encoding = "utf-8" if info.flag_bits & 0x800 else "cp437"
    if (
        content[start : start + name].decode(encoding, "replace") != info.orig_filename
        or method != info.compress_type
    ):
        return None
    # Bit 3: sizes and checksum stand after the member. A size of all ones stands in the extra field.
    told = not flags & 0x8 and 0xFFFFFFFF not in (packed, size)
    if told and (crc, packed, size) != (info.CRC, info.compress_size, info.file_size):
        return None
    return start + int(name) + int(extra)


def _unpacked(content: bytes, info: zipfile.ZipInfo, most: int) -> bytes | None:
    """At most so many bytes of a member; None when it cannot be unpacked."""
    begin = _begin(content, info)
    if begin is None:
        return None
    packed = memoryview(content)[begin : begin + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        return bytes(packed[:most])
    try:
        return zlib.decompressobj(-15).decompress(packed, most)
    except zlib.error:
        return None


def _another_kind(content: bytes, infos: list[zipfile.ZipInfo], kind: str) -> _Found:
    """A zip of another kind, and a file inside the file."""
    names = [info.orig_filename.casefold() for info in infos]
    if kind in _MARKS and not any(_MARKS[kind] in name for name in names):
        opendocument = "mimetype" in names and "content.xml" in names
        yield ("open_document" if opendocument else "package_other"), {}
    for info in infos:
        name = info.orig_filename.casefold().replace("\\", "/")
        if name.startswith(_CARRIED.get(kind, "\n")):
            continue
        if name.endswith(_ARCHIVE_NAMES) or (_unpacked(content, info, 6) or b"").startswith(_ARCHIVES):
            yield "package_nested", {"part": shown(info.orig_filename)}
            return
