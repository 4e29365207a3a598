"""What is in the package of a workbook: its sheets and where they stand, what is refused, what is left out.

A part is found by the relations between the parts, as the standard says; its name alone means nothing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from casekit.errors import InputRefused, Problem
from casekit.read.safe.guard import strange_sign
from casekit.read.safe.package import Package, open_package
from casekit.read.safe.xml import parse_xml
from casekit.read.tables.workbook_values import MAIN

__all__ = ["Book", "SheetPart", "open_book"]

MOST_SHEETS = 200
"""A case has sixteen."""
LONGEST_NAME = 100
"""Of a sheet; Excel allows 31 signs."""

MOST_BYTES = 4_000_000
"""Of a part that lists other parts; a real one has a few thousand."""

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_SHEET_TYPES = ("worksheet", "chartsheet")
_LEFT_OUT = {
    "drawing": "drawing",
    "picture": "drawing",
    "image": "drawing",
    "ctrlProp": "drawing",
    "pivotTable": "pivot",
    "slicer": "pivot",
    "timeline": "pivot",
}
"""The kind of a related part -> what it is called when it is left out."""

_EMPTY_DRAWING = 2_000
"""Bytes: more than a drawing that holds nothing has."""


class Relation(NamedTuple):
    """A relation of a part: what kind, to which part or address, and whether that is outside the file."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet: its name, its part (None for a sheet that is only a chart), its comments, what is left out of it."""

    name: str
    part: str | None
    hidden: bool = False
    comments: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The parts of a workbook that are read, and what is wrong with the others."""

    package: Package
    sheets: tuple[SheetPart, ...] = ()
    strings: str | None = None
    styles: str | None = None
    from_1904: bool = False
    problems: tuple[Problem, ...] = field(default=())


def open_book(content: bytes, file: str) -> Book:
    """The parts of a workbook. Raises InputRefused when the file cannot be read as one."""
    if file.casefold().endswith(".numbers"):
        raise InputRefused([Problem("workbook_numbers", file)])
    package = open_package(content, file, kind="xlsx")
    main = next((one.target for one in _relations(package, "") if one.kind == "officeDocument"), None)
    path = _found(package, main)
    if path is None:
        raise InputRefused([_broken(package, main or "xl/workbook.xml")])
    if path.endswith(".bin"):
        raise InputRefused([Problem("workbook_binary", file)])
    root = _root(package, path)
    if root.tag not in {f"{{{space}}}workbook" for space in MAIN}:
        raise InputRefused([_broken(package, path)])
    relations = _relations_by_id(package, path)
    by_kind = {relation.kind: relation.target for relation in relations.values()}
    problems = list(_refused(package, [*relations.values()]))
    sheets = list(_sheets(package, root, relations, problems))
    date_system = next((one.get("date1904", "0") for one in root.iter() if _local(one) == "workbookPr"), "0")
    return Book(
        package, tuple(sheets), _found(package, by_kind.get("sharedStrings")), _found(package, by_kind.get("styles")),
        date_system in ("1", "true", "on"), tuple(problems),
    )  # fmt: skip


def _broken(package: Package, part: str) -> Problem:
    return Problem("workbook_broken", package.file, values={"part": part[:80] if not strange_sign(part) else "…"})


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _root(package: Package, part: str) -> Element:
    if package.members[part].file_size > MOST_BYTES:
        raise InputRefused([Problem("workbook_much", package.file)])
    return parse_xml(package.read(part), package.file, part)


def _found(package: Package, part: str | None) -> str | None:
    """The name of a part as it stands in the package; capitals make no difference."""
    if part is None or part in package:
        return part
    return next((name for name in package.names if name.casefold() == part.casefold()), None)


def _relations(package: Package, part: str) -> tuple[Relation, ...]:
    return tuple(_relations_by_id(package, part).values())


def _relations_by_id(package: Package, part: str) -> dict[str, Relation]:
    """What a part (or the package itself: "") is related to."""
    folder, name = posixpath.split(part)
    path = _found(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    if path is None:
        return {}
    made = {}
    for one in _root(package, path):
        outside = one.get("TargetMode") == "External"
        target = one.get("Target", "")
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        made[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target, outside)
    return made


def _refused(package: Package, relations: list[Relation]) -> Iterator[Problem]:
    """Parts that no workbook for the kit may hold."""
    names = [name.casefold() for name in package.names]
    types = package.read(path).lower() if (path := _found(package, "[Content_Types].xml")) else b""
    macros = ("vbaproject", "xl/macrosheets/", "xl/dialogsheets/")
    if b"macroenabled" in types or b"vbaproject" in types or any(mark in name for name in names for mark in macros):
        yield Problem("workbook_macros", package.file)
    kinds = {relation.kind for relation in relations}
    if kinds & {"externalLink", "connections"} or any(name.startswith("xl/externallinks/") for name in names):
        yield Problem("workbook_links", package.file)
    if any(name.startswith(("xl/embeddings/", "xl/activex/")) for name in names):
        yield Problem("workbook_embedded", package.file)


def _sheets(
    package: Package, root: Element, relations: dict[str, Relation], problems: list[Problem]
) -> Iterator[SheetPart]:
    seen: set[str] = set()
    taken: set[str] = set()
    listed = [sheet for group in root if _local(group) == "sheets" for sheet in group]
    if len(listed) > MOST_SHEETS:
        raise InputRefused([Problem("workbook_much", package.file)])
    for one in listed:
        name = one.get("name", "")
        relation = relations.get(one.get(f"{{{_RELATIONS}}}id") or one.get(f"{{{_STRICT_RELATIONS}}}id") or "")
        part = _found(package, relation.target) if relation and not relation.outside else None
        if not name.strip() or len(name) > LONGEST_NAME or strange_sign(name) or name.casefold() in seen:
            name = name[:LONGEST_NAME]
            problems.append(Problem("workbook_sheet_name", package.file, values={"number": len(seen) + 1}))
        seen.add(name.casefold())
        if relation is None or part is None or part in taken:
            problems.append(_broken(package, relation.target if relation else name))
        elif relation.kind not in _SHEET_TYPES:
            if not any(problem.code == "workbook_macros" for problem in problems):
                problems.append(Problem("workbook_macros", package.file))
        else:
            hidden = one.get("state", "visible") != "visible"
            taken.add(part)
            yield _sheet(package, name, part, relation.kind, hidden, problems)


def _sheet(package: Package, name: str, part: str, kind: str, hidden: bool, problems: list[Problem]) -> SheetPart:
    if kind == "chartsheet":
        return SheetPart(name, None, hidden, left_out=("drawing",))
    relations = _relations(package, part)
    if any(one.kind in ("oleObject", "package", "control") for one in relations) and not any(
        problem.code == "workbook_embedded" for problem in problems
    ):
        problems.append(Problem("workbook_embedded", package.file))
    comments = [
        comment.get("ref", "")
        for one in relations
        if one.kind in ("comments", "threadedComment") and (path := _found(package, one.target))
        for comment in _root(package, path).iter()
        if _local(comment) in ("comment", "threadedComment")
    ]
    left_out = {_LEFT_OUT[one.kind] for one in relations if one.kind in _LEFT_OUT and not _empty(package, one)}
    return SheetPart(name, part, hidden, tuple(dict.fromkeys(comments)), tuple(sorted(left_out)))


def _empty(package: Package, relation: Relation) -> bool:
    """Whether a drawing holds nothing: LibreOffice gives one to every sheet that it saves."""
    path = _found(package, relation.target)
    if relation.kind != "drawing" or path is None or package.members[path].file_size > _EMPTY_DRAWING:
        return False
    return len(_root(package, path)) == 0
