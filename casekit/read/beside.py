"""The small files that people add beside a case: scenarios, codings, votes; each in a folder of its own, by name."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from casekit.case import Part
from casekit.errors import InputRefused, Problem, place_order
from casekit.read.case_file import case_path
from casekit.read.safe.guard import Document
from casekit.read.shapes import invalid, unknown_fields, without_nulls

__all__ = ["SUFFIX", "beside", "files_beside", "part_in"]

SUFFIX = ".yaml"
MOST = 200
"""Files of one sort beside one case; nobody looks through more."""

P = TypeVar("P", bound=Part)


def files_beside(case_file: str | Path, folder: str) -> dict[str, Path]:
    """The files in a folder beside a case, by name. Raises InputRefused when there is no case."""
    there = case_path(case_file).parent / folder
    return {path.stem: path for path in sorted(there.glob(f"*{SUFFIX}"))[:MOST]}


def beside(case_file: str | Path, folder: str, name: str) -> Path:
    """Where the file of a name stands, or would stand, beside a case."""
    return case_path(case_file).parent / folder / f"{name}{SUFFIX}"


def part_in(document: Document, model: type[P], whole: str, **given: object) -> tuple[P, list[Problem]]:
    """The part that a document describes, with the fields in `given`, and warnings about fields nobody knows.

    `whole` is the text that names such a file. Raises InputRefused with everything that is wrong with its shape.
    """
    try:
        part = model.model_validate({**without_nulls(document.data), **given})
    except ValidationError as error:
        raise InputRefused(sorted(invalid(error, document, whole), key=place_order)) from None
    return part, sorted(unknown_fields(part, document, whole=whole), key=place_order)
