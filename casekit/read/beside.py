"""The small files that people add beside a case: scenarios, codings, votes; each in a folder of its own, by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from casekit.errors import InputRefused, Problem, each_of, place_order
from casekit.part import Part
from casekit.read.case_file import case_path
from casekit.read.safe.guard import Document
from casekit.read.shapes import invalid, unknown_fields, without_nulls
from casekit.text import LANGUAGES, say

__all__ = ["SUFFIX", "about", "beside", "files_beside", "part_in", "read_beside", "shared_files"]

SUFFIX = ".yaml"
MOST = 200
"""Files of one sort beside one case; nobody looks through more."""

P = TypeVar("P", bound=Part)


def files_beside(case_file: str | Path, folder: str) -> dict[str, Path]:
    """The files in a folder beside a case, by name. Raises InputRefused when there is no case."""
    there = case_path(case_file).parent / folder
    return {path.stem: path for path in sorted(there.glob(f"*{SUFFIX}"))[:MOST]}


def read_beside(
    case_file: str | Path, folder: str, read: Callable[[Path], tuple[P, list[Problem]]]
) -> tuple[tuple[P, ...], list[Problem]]:
    """All that is read from the files in a folder beside a case, and the warnings.

    Raises InputRefused with what is wrong in all of them.
    """
    found = each_of(files_beside(case_file, folder).values(), read)
    return tuple(part for part, _ in found), [one for _, warnings in found for one in warnings]


def shared_files(case_file: str | Path, name: str) -> tuple[Path, ...]:
    """The files of a name that hold for a case: beside it, and in the folder that holds the cases; its own first.

    Raises InputRefused when there is no such case.
    """
    folder = case_path(case_file).parent
    around = folder.parent if folder.name not in ("", "..") else folder / ".."
    return tuple(path for path in (folder / name, around / name) if os.path.lexists(path))


def beside(case_file: str | Path, folder: str, name: str) -> Path:
    """Where the file of a name stands, or would stand, beside a case."""
    return case_path(case_file).parent / folder / f"{name}{SUFFIX}"


@contextmanager
def about(whole: str) -> Iterator[None]:
    """Tell of a file that cannot be read at all what it should have been; `whole` is the text that names it.

    The words of the reader itself are about a case, and lead astray beside one.

    >>> with about("code.the_coding"):
    ...     raise InputRefused([Problem("empty", "codeur-a.yaml")])
    Traceback (most recent call last):
    ...
    casekit.errors.InputRefused: codeur-a.yaml: the file is empty. Expected: the coding...
    """
    try:
        yield
    except InputRefused as refused:
        named = {lang: say(whole, lang) for lang in LANGUAGES}
        raise InputRefused(
            replace(one, code=_OF_A_SMALL_FILE[one.code], values={**one.values, "whole": named})
            if one.code in _OF_A_SMALL_FILE
            else one
            for one in refused.problems
        ) from None


_OF_A_SMALL_FILE = {"empty": "small_empty", "binary": "small_binary"} | dict.fromkeys(
    ("too_large", "too_many_nodes", "event_log", "too_deep"), "small_too_large"
)


def part_in(document: Document, model: type[P], whole: str, **given: object) -> tuple[P, list[Problem]]:
    """The part that a document describes, with the fields in `given`, and warnings about fields nobody knows.

    `whole` is the text that names such a file. Raises InputRefused with everything that is wrong with its shape.
    """
    try:
        part = model.model_validate({**without_nulls(document.data), **given})
    except ValidationError as error:
        raise InputRefused(sorted(invalid(error, document, whole), key=place_order)) from None
    return part, sorted(unknown_fields(part, document, whole=whole), key=place_order)
