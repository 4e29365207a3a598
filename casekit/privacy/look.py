"""Looking for what points to a person in everything that a case folder, or any file or folder, holds."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from casekit.errors import InputRefused, Problem
from casekit.privacy.decided import FOLDER, WORDS, Decisions, decisions_at
from casekit.privacy.finding import SEVERITIES, Finding, Severity
from casekit.privacy.inside.files import files_in, inside, inside_bytes, name_of_file
from casekit.privacy.inside.header import asks_for_a_person
from casekit.privacy.inside.piece import Inside, Piece, Unread, Where
from casekit.privacy.mask import Mask, mask_of, masked
from casekit.privacy.text import findings
from casekit.read.case_file import FILE_NAME
from casekit.read.safe.opening import is_link

__all__ = ["Found", "Hit", "Look", "found_in", "hits", "look", "look_at"]

_SAYS_NOTHING = re.compile(r"[a-z]{1,30}|[a-z]{1,3}\d{1,2}|[-+]?\d{1,4}")
"""One small word, an id such as `t12`, a short number: half of what stands in a case, and nobody is known by it."""
_JOINS = (str.maketrans("_", " "), str.maketrans("_-.", "   "))
"""What joins the words in an id or in the name of a file."""
FIELD_NAME = "field_name"


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found, and where; never the thing itself.

    `start` and `end` of the finding count in the text that stands there (a field, a cell, a comment). `place` is how
    people name it: `case.yaml:12:30`. `decided`: the author has said that the word may stay.
    """

    finding: Finding
    file: str
    where: Where
    place: str
    mask: Mask
    decided: bool = False

    @property
    def kind(self) -> str:
        """The code of what sort of thing it is."""
        return self.finding.kind

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.finding.severity


@dataclass(frozen=True)
class Look:
    """What came of looking: what was found, and what could not be looked into.

    `folder`: whether the path is that of a folder, with files in it.
    """

    path: Path
    folder: bool
    case: bool
    found: tuple[Found, ...]
    unread: tuple[Unread, ...]

    @cached_property
    def called(self) -> str:
        """The path as it was typed; what the name of the file or folder itself gives away is left out."""
        return str(self.path.parent / _Scan().shown_file(self.path.name)) if self.path.name else str(self.path)

    @cached_property
    def open(self) -> tuple[Found, ...]:
        """What still asks for something: all that is grave, and words on which nobody decided."""
        return tuple(
            one for one in self.found if one.severity == "BLOCK" or (one.severity == "CONFIRM" and not one.decided)
        )

    def counts(self) -> dict[str, int]:
        """How many of each severity, and how many of them were decided."""
        of = {
            severity: sum(one.severity == severity for one in self.found) for severity in ("BLOCK", "CONFIRM", "NOTE")
        }
        return {**of, "decided": sum(one.decided for one in self.found), "unread": len(self.unread)}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found together with the word itself: only for who decides on it or replaces it, and never shown."""

    found: Found
    path: Path
    word: str = field(repr=False)


def look(path: str | Path, only: tuple[str, ...] = (), *, second: bool = False) -> Look:
    """Look into a case folder, a case file, or any other file or folder; `only` files with one of these endings.

    `second`: another program is asked as well (`privacy.second`). Raises InputRefused when there is nothing at the
    path, or the other program is not there.

    >>> from casekit.examples import example_path
    >>> look(example_path("twaalf-regels")).counts()["BLOCK"]
    0
    """
    found, unread = hits(path, only, second=second)
    root = Path(path)
    case = (root / FILE_NAME).is_file() or root.name == FILE_NAME
    return Look(root, root.is_dir(), case, tuple(hit.found for hit in found), unread)


def hits(
    path: str | Path, only: tuple[str, ...] = (), *, second: bool = False
) -> tuple[list[Hit], tuple[Unread, ...]]:
    """What is found at a path with the words themselves, and what could not be looked into."""
    root = Path(path)
    if is_link(root):
        raise InputRefused([Problem("link", str(root))])
    if not os.path.lexists(root):
        raise InputRefused([Problem("no_such_file", str(root))])
    scan = _Scan()
    unread: list[Unread] = []
    if root.is_dir():
        files, unread = files_in(root)
        if not files and not unread:
            raise InputRefused([Problem("privacy_empty_folder", str(root))])
        if only:
            files, unread = [file for file in files if file.name.endswith(only)], []
        names = [file.relative_to(root).as_posix() for file in files]
        scan.names(root.resolve().name, "", root)
    else:
        files, names = [root], [root.name]
    held = [(name, inside(file, scan.shown_file(name))) for file, name in zip(files, names, strict=True)]
    return _found(scan, held, unread, root if root.is_dir() else root.parent, second)


def look_at(files: Mapping[str, bytes], called: str | Path, beside: str | Path) -> Look:
    """Look at files by name that are not saved anywhere yet, with what was decided in the case folder `beside`.

    `called`: what they will be called together.

    >>> look_at({"a.txt": b"bel 06-12345678"}, "uit", ".").counts()["BLOCK"]
    1
    """
    scan = _Scan()
    held = [(name, inside_bytes(content, scan.shown_file(name))) for name, content in files.items()]
    found, unread = _found(scan, held, [], Path(beside), False)
    return Look(Path(called), True, FILE_NAME in files, tuple(hit.found for hit in found), unread)


def _found(
    scan: _Scan, files: Iterable[tuple[str, Inside]], unread: list[Unread], above: Path, second: bool
) -> tuple[list[Hit], tuple[Unread, ...]]:
    """What is found in files that were opened, by name in `above`, and whether the author decided on it."""
    decisions = _Decided(above)
    pieces: list[tuple[Piece, str, Path]] = []
    for name, held in files:
        shown = scan.shown_file(name)
        private = f"/{FOLDER}/" in f"/{name}"
        unread += (replace(one, part=scan.shown_file(one.part)) for one in held.unread)
        for piece in (*name_of_file(name), *held.pieces):
            pieces.append((replace(piece, grave_only=True) if private else piece, shown, above / name))
    if second:
        scan.ask(piece.text for piece, _, _ in pieces if not piece.grave_only)
    for piece, shown, file in pieces:
        scan.piece(piece, shown, file)
    unread = [replace(one, file=scan.shown_file(one.file)) for one in unread]
    made = [
        replace(hit, found=replace(hit.found, decided=decisions(hit))) if hit.found.severity != "BLOCK" else hit
        for hit in scan.numbered()
    ]
    return made, (*unread, *(replace(one, file=scan.shown_file(one.file)) for one in decisions.unread))


def found_in(piece: Piece, find: Callable[[str], tuple[Finding, ...]] = findings) -> Iterator[Finding]:
    """What points to a person in one piece of text, given what is expected there."""
    found = _everywhere(piece, find)
    if piece.header and asks_for_a_person(piece.text) and not any(one.severity == "BLOCK" for one in found):
        yield Finding(FIELD_NAME, "BLOCK", 0, len(piece.text))
        return
    for one in found:
        if one.kind not in piece.without and (one.severity == "BLOCK" or not piece.grave_only):
            yield one


def _everywhere(piece: Piece, find: Callable[[str], tuple[Finding, ...]]) -> list[Finding]:
    """What is found in a text, also when what joins its words is read as a space; the gravest where two overlap."""
    readings = dict.fromkeys((piece.text, *(piece.text.translate(joins) for joins in _JOINS if piece.name)))
    if len(readings) == 1:
        return [*find(piece.text)]
    kept: list[Finding] = []
    every = [one for text in readings for one in find(text)]
    for one in sorted(every, key=lambda one: SEVERITIES.index(one.severity)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


class _Scan:
    """All that was found so far; each text is looked through once, wherever it stands."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Finding, ...]] = {}
        self._shown: dict[str, str] = {}
        self._hits: list[Hit] = []

    def find(self, text: str) -> tuple[Finding, ...]:
        if text not in self._known:
            self._known[text] = () if _SAYS_NOTHING.fullmatch(text) else findings(text)
        return self._known[text]

    def ask(self, texts: Iterable[str]) -> None:
        """Have another program look at these texts too."""
        from casekit.privacy.second import second_opinion

        asked = [*dict.fromkeys(texts)]
        for text, more in zip(asked, second_opinion(asked), strict=True):
            self._known[text] = tuple(sorted((*self.find(text), *more), key=lambda one: one.start))

    def shown(self, name: str) -> str:
        """The name of a sheet, a field or a row as a message may show it."""
        if name not in self._shown:
            self._shown[name] = self._masked(Piece(name, name=True))
        return self._shown[name]

    def shown_file(self, name: str) -> str:
        """The name of a file, with the folders before it, as a message may show it."""
        pieces = {piece.text: self._masked(piece) for piece in name_of_file(name)}
        steps = ((step, step if step in pieces else step.rpartition(".")[0]) for step in name.split("/"))
        return "/".join(pieces.get(stem, stem) + step.removeprefix(stem) for step, stem in steps)

    def _masked(self, piece: Piece) -> str:
        spans = [(one.start, one.end) for one in found_in(piece, self.find) if one.severity != "NOTE"]
        return masked(piece.text, spans)

    def names(self, name: str, shown: str, path: Path) -> None:
        for piece in name_of_file(name):
            self.piece(piece, shown, path)

    def piece(self, piece: Piece, file: str, path: Path) -> None:
        for finding in found_in(piece, self.find):
            word = piece.text[finding.start : finding.end]
            where = piece.at(finding.start)
            where = replace(
                where,
                path=tuple(self.shown(step) for step in where.path),
                sheet=None if where.sheet is None else self.shown(where.sheet),
            )
            self._hits.append(Hit(Found(finding, file, where, _place(file, where), mask_of(word)), path, word))

    def numbered(self) -> Iterator[Hit]:
        """What was found, each with a place of its own."""
        used: dict[str, int] = {}
        for hit in self._hits:
            place = hit.found.place
            used[place] = n = used.get(place, 0) + 1
            yield replace(hit, found=replace(hit.found, place=f"{place}~{n}")) if n > 1 else hit


def _place(file: str, where: Where) -> str:
    """How people name a place: `case.yaml:12:30`, `lijst.xlsx:Blad1:E14`, `data.json:a/b`."""
    if where.line and not where.cell:
        return f"{file}:{where.line}:{where.column or 1}"
    steps = [where.sheet, where.cell] if where.cell else [where.sheet, "/".join(where.path)]
    return ":".join([file, *(step for step in steps if step)])


class _Decided:
    """Whether the author has decided on a word: as is written in the nearest case folder around the file."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._at: dict[Path, Decisions | None] = {}
        self.unread: list[Unread] = []

    def __call__(self, hit: Hit) -> bool:
        folder = hit.path if hit.path.is_dir() else hit.path.parent
        decisions = self._of(folder)
        return decisions is not None and decisions.holds(hit.word)

    def _of(self, folder: Path) -> Decisions | None:
        if folder not in self._at:
            self._at[folder] = self._read(folder)
        return self._at[folder]

    def _read(self, folder: Path) -> Decisions | None:
        if not (folder / FOLDER / WORDS).exists():
            return self._of(folder.parent) if folder != self._root and self._root in folder.parents else None
        try:
            return decisions_at(folder)
        except InputRefused:
            self.unread.append(Unread(f"{FOLDER}/{WORDS}", "words", whole=False))
            return None
