"""The gate: what a look at a case means for working on, for a shared library, and for a release.

In a working folder nothing is held up. Into a library nothing goes that may never leave; out in a release nothing
goes on which the author has not decided either.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal

from casekit.errors import Cell, Place, Problem
from casekit.privacy.decided import FOLDER
from casekit.privacy.look import Found, Look
from casekit.text import LANGUAGES, plural, say

__all__ = ["GATES", "Gate", "instead_of", "kind_name", "problems_of", "seen"]

Gate = Literal["working", "library", "release"]
GATES: tuple[Gate, ...] = ("working", "library", "release")
"""From mild to strict."""


def problems_of(look: Look, gate: Gate = "working") -> list[Problem]:
    """What is to be said at a gate, all at once; errors are what it refuses.

    >>> from casekit.examples import example_path
    >>> from casekit.privacy.look import look
    >>> [one for one in problems_of(look(example_path("twaalf-regels")), "library") if one.severity == "error"]
    []
    """
    grave: Literal["error", "warning"] = "warning" if gate == "working" else "error"
    asked: Literal["error", "warning"] = "error" if gate == "release" else "warning"
    problems = [_found(one, look, grave) for one in look.found if one.severity == "BLOCK"]
    words = Counter(one.file for one in look.open if one.severity == "CONFIRM")
    for file, n in words.items():
        count = {lang: plural("privacy.words", n, lang) for lang in LANGUAGES}
        values = {"n": count, "path": look.called}
        problems.append(Problem("privacy_confirm", _file(look, file), None, asked, values))
    for one in look.unread:
        if f"/{FOLDER}/" in f"/{one.file}" and one.reason != "words":
            continue  # what never leaves
        reason = {lang: say(f"privacy.reason.{one.reason}", lang) for lang in LANGUAGES}
        where = f"{_file(look, one.file)} ({one.part})" if one.part else _file(look, one.file)
        problems.append(Problem("privacy_unread", where, None, "warning", {"reason": reason}))
    return problems


def seen(looks: list[Look]) -> list[Problem]:
    """One warning for all that still asks for something in these looks; none when nothing does."""
    open_ones = [one for one in looks if one.open]
    n = sum(len(one.open) for one in open_ones)
    if not n:
        return []
    count = {lang: plural("privacy.places", n, lang) for lang in LANGUAGES}
    paths = " ".join(one.called for one in open_ones[:3]) + (" …" if len(open_ones) > 3 else "")
    return [Problem("privacy_seen", open_ones[0].called, None, "warning", {"n": count, "path": paths})]


def kind_name(kind: str, lang: str) -> str:
    """What a kind is called."""
    return say(f"privacy.kind.{kind}", lang)


def instead_of(kind: str, lang: str) -> str:
    """What could stand there instead."""
    return say(f"privacy.instead.{kind}", lang)


def _found(one: Found, look: Look, severity: Literal["error", "warning"]) -> Problem:
    values: dict[str, object] = {
        "kind": {lang: kind_name(one.kind, lang) for lang in LANGUAGES},
        "mask": {lang: one.mask.told(lang) for lang in LANGUAGES},
        "instead": {lang: instead_of(one.kind, lang) for lang in LANGUAGES},
        "hidden": {lang: f", {say('privacy.at.hidden', lang)}" if one.where.hidden else "" for lang in LANGUAGES},
    }
    place = _place(one)
    file = _file(look, one.file)
    if place is None and one.where.path:
        file = f"{file} ({'/'.join(one.where.path)})"
    return Problem("privacy_found", file, place, severity, values)


def _place(one: Found) -> Place | None:
    if one.where.cell and one.where.sheet is not None:
        letters = one.where.cell.rstrip("0123456789")
        return Cell(one.where.sheet, int(one.where.cell[len(letters) :] or 0), letters)
    return one.where.line


def _file(look: Look, file: str) -> str:
    """A file in a folder that was looked into, with the folder before it as it was typed."""
    called = Path(look.called)
    return str(called / file) if look.folder else str(called)
