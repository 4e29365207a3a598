"""From a file to the text in it: by what its first bytes and its name say that it is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from casekit.errors import InputRefused
from casekit.privacy.inside.case_yaml import yaml_text
from casekit.privacy.inside.html import html_text
from casekit.privacy.inside.images import JPEG, PNG, image_text
from casekit.privacy.inside.office import office_text
from casekit.privacy.inside.pdf import Unreadable, pdf_text
from casekit.privacy.inside.piece import Inside, Piece, Unread, Where
from casekit.privacy.inside.plain import calendar_text, code_text, json_text, plain_text, prose_text, table_text
from casekit.privacy.inside.xml import NotXml, xml_text
from casekit.read.safe.opening import is_link, read_file
from casekit.write.atomic import TEMPORARY
from casekit.write.lock import LOCK_SUFFIX

__all__ = ["MAX_TEXT", "decoded", "files_in", "inside", "inside_bytes", "name_of_file"]

MAX_FILE = 64_000_000
MAX_TEXT = 5_000_000
MOST_FILES = 5_000
_OFFICE = (".xlsx", ".xlsm", ".xltx", ".docx", ".docm", ".dotx", ".pptx", ".pptm", ".ods", ".odt", ".odp", ".odg")
_XML = (".svg", ".xml", ".graphml", ".gexf", ".kml", ".drawio", ".xmind", ".rdf")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_USUAL = re.compile(r"readme|license|changelog|contributing|makefile|citation", re.IGNORECASE)
_OF_A_BACKUP = re.compile(r"-\d{4}-\d\d-\d\d-[0-9a-f]{8}$")
"""What the kit puts behind the name of a case in that of its backup: a day, and a hash that looks like anything."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NO_MORE_THAN_A_PROGRAM = (
    ".git",
    "__pycache__",
    ".venv",
    "node_modules",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
)


def files_in(folder: Path) -> tuple[list[Path], list[Unread]]:
    """The ordinary files in a folder and below, and what is there that is none; nothing leads out of the folder."""
    files: list[Path] = []
    unread: list[Unread] = []
    todo = [folder]
    while todo:
        here = todo.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:
            unread.append(Unread(_relative(here, folder), "not_allowed"))
            continue
        for entry in entries:
            path = Path(entry.path)
            name = entry.name
            if name.startswith(TEMPORARY) or (name.startswith(".") and name.endswith(LOCK_SUFFIX)):
                continue
            if is_link(path):
                unread.append(Unread(_relative(path, folder), "link"))
            elif entry.is_dir(follow_symlinks=False):
                if name in _NO_MORE_THAN_A_PROGRAM:
                    unread.append(Unread(_relative(path, folder), "program"))
                else:
                    todo.append(path)
            elif len(files) == MOST_FILES:
                return sorted(files), [*unread, Unread(_relative(folder, folder), "too_many")]
            else:
                files.append(path)
    return sorted(files), unread


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def name_of_file(name: str) -> Iterator[Piece]:
    """The names of the file and of the folders above it that were looked into; they travel with the content."""
    for step in name.split("/"):
        stem = step if "@" in step else step.rpartition(".")[0] or step
        stem = _OF_A_BACKUP.sub("", stem)
        yield Piece(stem, Where(path=("file_name",)), name=True, grave_only=_USUAL.fullmatch(stem) is not None)


def inside(path: Path, name: str) -> Inside:
    """What a file holds; `name` is what it is called in a message. What cannot be looked into is told."""
    try:
        content = read_file(path, MAX_FILE)
    except InputRefused as refused:
        code = {"too_large": "too_large", "link": "link", "device": "device", "lock_file": "open_elsewhere"}
        return Inside((), (Unread(name, code.get(refused.problems[0].code, "not_allowed")),))
    return inside_bytes(content, name)


def inside_bytes(content: bytes, name: str) -> Inside:
    """What the bytes of a file hold."""
    suffix = "." + name.lower().rpartition(".")[2]
    if content.startswith(b"PK\x03\x04") or suffix in _OFFICE:
        if suffix in (".zip", ".qdpx", ".jar", ".7z"):
            return Inside((), (Unread(name, "archive"),))
        try:
            return office_text(content, name)
        except InputRefused as refused:
            code = refused.problems[0].code
            return Inside(
                (), (Unread(name, "password" if code in ("package_password", "old_office") else "package"),)
            )
    if content.startswith((PNG, JPEG)):
        return Inside(tuple(image_text(content)), (Unread(name, "picture", whole=False),))
    if content.lstrip()[:5] == b"%PDF-" or suffix == ".pdf":
        try:
            return Inside(tuple(pdf_text(content)))
        except Unreadable as error:
            return Inside((), (Unread(name, str(error)),))
    if content.startswith(_OLD_OFFICE):
        return Inside((), (Unread(name, "password"),))
    return _text(content, name, suffix)


def _text(content: bytes, name: str, suffix: str) -> Inside:
    if len(content) > MAX_TEXT:
        return Inside((), (Unread(name, "too_large"),))
    if suffix in _XML:  # says itself in which letters it is written
        try:
            return Inside(tuple(xml_text(content)))
        except NotXml:
            pass
    text = decoded(content)
    if text is None:
        return Inside((), (Unread(name, "binary"),))
    if not text.strip():
        return Inside(())
    try:
        return Inside(tuple(_pieces(content, text, name, suffix)))
    except (InputRefused, NotXml, ValueError, RecursionError):
        return Inside(tuple(plain_text(text)), (Unread(name, "as_text", whole=False),))


def _pieces(content: bytes, text: str, name: str, suffix: str) -> Iterator[Piece]:
    if suffix in (".yaml", ".yml"):
        yield from yaml_text(content, name)
    elif suffix in (".json", ".ipynb", ".jsonl", ".geojson"):
        yield from json_text(text, notebook=suffix == ".ipynb")
    elif suffix in (".csv", ".tsv"):
        yield from table_text(text)
    elif suffix in (".html", ".htm", ".xhtml", *_XML):
        yield from html_text(text)
    elif suffix in (".md", ".markdown", ".rst", ".qmd"):
        yield from prose_text(text)
    elif suffix == ".py":
        yield from code_text(text)
    elif suffix in (".ics", ".vcf"):
        yield from calendar_text(text)
    elif text.lstrip()[:9].lower().startswith(("<?xml", "<!doctype", "<html", "<svg")):
        yield from html_text(text)
    else:
        yield from plain_text(text)


def decoded(content: bytes) -> str | None:
    """The text that bytes are, in UTF-8, UTF-16 or what Windows used before; None for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    begin = text[:100_000]
    return None if len(_CONTROL.findall(begin)) > len(begin) // 50 else text
