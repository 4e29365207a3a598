"""Files of office programs (Excel, Word, PowerPoint, LibreOffice): every part of the zip file that they are.

A workbook tells of each text the sheet and the cell; of the others the part it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from casekit.errors import InputRefused
from casekit.privacy.inside.header import asks_for_a_person, is_only_a_header
from casekit.privacy.inside.html import html_text
from casekit.privacy.inside.images import JPEG, PNG, image_text, strings_of
from casekit.privacy.inside.piece import Inside, Piece, Unread, Where, as_cell
from casekit.privacy.inside.strings import Strings, local
from casekit.privacy.inside.xml import NotXml, xml_strings
from casekit.read.safe.package import Package, open_package

__all__ = ["office_text"]

_XML = (".xml", ".rels", ".vml", ".rdf")
_OFTEN = re.compile(
    r"(?:xl|word|ppt|docProps|_rels|customXml|META-INF|Configurations2|Thumbnails|[\w]*/_rels)/|[^/]*$"
)
"""Folders that these programs make; what people name themselves is in the others, or is a picture or a file."""
_EMBEDDED = (".xlsx", ".docx", ".pptx", ".xlsm", ".odt", ".ods")
_HEADER_ROWS = 10
MOST_INSIDE = 2


def office_text(content: bytes, file: str, depth: int = 0) -> Inside:
    """What an office file holds. Raises InputRefused for a zip file that is not safe to unpack."""
    kind = {"xlsx": "xlsx", "xlsm": "xlsx", "docx": "docx"}.get(file.rpartition(".")[2].lower(), "office")
    package = open_package(content, file, kind=kind)
    pieces: list[Piece] = []
    unread: list[Unread] = []
    found: dict[str, Strings] = {}
    for name in package.names:
        in_name = [Piece(name, Where(path=(name,)), name=True, grave_only=_OFTEN.match(name) is not None)]
        pieces += in_name
        try:
            if name.lower().endswith(_XML):
                found[name] = xml_strings(package.read(name))
            else:
                inside = _other(package.read(name), name, file, depth)
                pieces += inside.pieces
                unread += inside.unread
        except NotXml:
            pieces += _as_text(package.read(name), name)
            unread.append(Unread(file, "as_text", name, whole=False))
        except InputRefused:
            unread.append(Unread(file, "part", name))
    sheets = _sheets(package, found)
    shared = (
        [piece for piece in found[_STRINGS].pieces if not piece.where.path or piece.where.path[0] != "#"]
        if _STRINGS in found
        else []
    )
    used: set[int] = set()
    for name, strings in found.items():
        here = sheets.get(name)
        if here is None:
            pieces += (_in_part(piece, name) for piece in strings.pieces if name != _STRINGS or piece not in shared)
            continue
        sheet, hidden = here
        cells = list(strings.pieces)
        for number, cell in strings.shared:
            if number < len(shared):
                used.add(number)
                where = Where(cell=cell, hidden=any(one.where.cell == cell and one.where.hidden for one in cells))
                cells.append(replace(shared[number], where=where, starts=()))
        pieces += _of_a_sheet(cells, sheet, hidden)
    pieces += (_in_part(piece, _STRINGS) for number, piece in enumerate(shared) if number not in used)
    return Inside(tuple(pieces), tuple(unread))


_STRINGS = "xl/sharedStrings.xml"


def _in_part(piece: Piece, name: str) -> Piece:
    """A text in a part that is no sheet; what a program wrote about itself asks nothing of the author."""
    technical = name.startswith(("[Content_Types]", "_rels/", "META-INF/")) or "/_rels/" in name
    own = ("styles.xml", "theme", "settings", "fontTable", "app.xml", "webSettings", "stylesWithEffects", "numbering")
    technical = technical or any(word in PurePosixPath(name).name or f"/{word}/" in name for word in own)
    external = piece.where.path[:1] == ("target",) and "://" in piece.text
    where = replace(piece.where, line=None, column=None, path=(name, *piece.where.path))
    return replace(piece, where=where, starts=(), grave_only=piece.grave_only or (technical and not external))


def _of_a_sheet(cells: list[Piece], sheet: str, hidden: bool) -> Iterator[Piece]:
    """The texts of a sheet, each with its cell; a row with names of columns is known as such."""
    rows: dict[int, int] = {}
    for piece in cells:
        row = _row(piece)
        if row and not piece.grave_only:
            rows[row] = rows.get(row, 0) + 1
    header = next((row for row in sorted(rows) if rows[row] > 1), min(rows, default=0))
    for piece in cells:
        where = replace(piece.where, line=None, column=None, sheet=sheet, hidden=hidden or piece.where.hidden)
        where = replace(where, path=() if where.cell else where.path)
        row = _row(piece)
        named = row == header and asks_for_a_person(piece.text)
        named = named or (0 < row <= _HEADER_ROWS and is_only_a_header(piece.text))
        yield as_cell(replace(piece, where=where, header=piece.header or named, starts=()))


def _row(piece: Piece) -> int:
    cell = re.fullmatch(r"[A-Za-z]{1,3}(\d{1,7})", piece.where.cell or "")
    return int(cell[1]) if cell else 0


def _sheets(package: Package, found: dict[str, Strings]) -> dict[str, tuple[str, bool]]:
    """Of every part that belongs to a sheet: what the sheet is called, and whether it is hidden."""
    if "xl/workbook.xml" not in found:
        return {}
    names = _attributes(package, "xl/workbook.xml", "sheet")
    targets = _targets(package, "xl/workbook.xml")
    sheets: dict[str, tuple[str, bool]] = {}
    for one in names:
        part = targets.get(one.get("id", ""))
        if part:
            sheets[part] = (one.get("name", ""), one.get("state", "visible") != "visible")
            for beside in _targets(package, part).values():
                if re.search(r"comment|drawing", beside, re.IGNORECASE):
                    sheets[beside] = sheets[part]
    return sheets


def _targets(package: Package, part: str) -> dict[str, str]:
    """The parts that a part refers to, by the id of the reference."""
    path = PurePosixPath(part)
    rels = str(path.parent / "_rels" / f"{path.name}.rels")
    if rels not in package:
        return {}
    found = {}
    for one in _attributes(package, rels, "relationship"):
        steps: list[str] = []
        target = one.get("target", "")
        for step in (target if target.startswith("/") else f"{path.parent}/{target}").strip("/").split("/"):
            steps = steps[:-1] if step == ".." else [*steps, step]
        found[one.get("id", "")] = "/".join(steps)
    return found


def _attributes(package: Package, part: str, tag: str) -> list[dict[str, str]]:
    """The attributes of every element of a name in a small part."""
    from xml.parsers import expat

    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == tag:
            found.append({local(key): value for key, value in attributes.items()})

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(package.read(part), True)
    except (expat.ExpatError, InputRefused):
        return []
    return found


def _other(content: bytes, name: str, file: str, depth: int) -> Inside:
    """A part that is no XML: a picture, a file inside the file, settings of a printer, a macro."""
    low = name.lower()
    if content.startswith((PNG, JPEG)):
        pieces = tuple(_in_part(piece, name) for piece in image_text(content))
        return Inside(pieces, (Unread(file, "picture", name, whole=False),))
    if low.endswith(_EMBEDDED) and depth < MOST_INSIDE:
        inside = office_text(content, PurePosixPath(name).name, depth + 1)
        return Inside(
            tuple(_in_part(piece, name) for piece in inside.pieces),
            tuple(replace(one, file=file, part=f"{name}/{one.part}") for one in inside.unread),
        )
    if "printersettings" in low or low == "mimetype":
        return Inside(tuple(Piece(text, Where(path=(name,)), grave_only=True) for text in strings_of(content)))
    if low.endswith((".txt", ".csv", ".htm", ".html", ".svg", ".json", ".rtf")):
        return Inside(tuple(_as_text(content, name)))
    return Inside((), (Unread(file, "macro" if "vbaproject" in low else "part", name),))


def _as_text(content: bytes, name: str) -> Iterator[Piece]:
    text = content.decode("utf-8", "replace")
    yield from (_in_part(piece, name) for piece in html_text(text))
