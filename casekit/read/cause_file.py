"""Own codes: the system causes that people add beside the kit's list, from `causes.yaml`.

The file stands beside the case, or in the folder that holds the cases, where all of them share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from casekit.errors import InputRefused, Place, Problem, each_of, place_order, shown
from casekit.part import Part
from casekit.read.beside import about, shared_files
from casekit.read.safe.guard import Document, read_yaml
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.read.shapes import invalid, unknown_fields, without_nulls
from casekit.taxonomy import Cause, causes, find_cause
from casekit.values import YesNo, many
from casekit.vocabulary import find_code

__all__ = ["FILE_NAME", "cause_files", "known_causes", "own_causes", "read_causes"]

FILE_NAME = "causes.yaml"
WHOLE = "causes.the_file"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,11}")
"""A code is read aloud at a table and printed in a figure: short, and one word."""


def _level(value: Any) -> Any:
    """The level in either language, as its code."""
    code = find_code("cause_level", value) if isinstance(value, str) else None
    if code is None:
        raise PydanticCustomError("vocabulary", "not a level", {"list": "cause_level", "value": str(value)})
    return code


class _Row(Part):
    """One own cause as it stands in the file."""

    code: str = Field(min_length=1)
    label: str = Field(min_length=1)
    label_en: str | None = None
    name: str | None = None
    level: Annotated[Literal["execution", "organisation_chain", "system"], BeforeValidator(_level)]
    about: str = ""
    about_en: str = ""
    sign: str = ""
    sign_en: str = ""
    source_url: Annotated[tuple[str, ...], BeforeValidator(many)] = ()
    checked_on: str | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    note: str = ""
    note_en: str = ""
    short: YesNo = True

    def cause(self) -> Cause:
        """The cause that the row describes: what has no English says the Dutch."""
        return Cause(
            code=self.code,
            name=self.name or self.code,
            level=self.level,
            nl=self.label,
            en=self.label_en or self.label,
            about_nl=self.about,
            about_en=self.about_en or self.about,
            sign_nl=self.sign,
            sign_en=self.sign_en or self.sign,
            source_url=self.source_url,
            checked_on=self.checked_on,
            confidence=self.confidence,
            note_nl=self.note,
            note_en=self.note_en or self.note,
            short=self.short,
            own=True,
        )


class _File(Part):
    causes: tuple[_Row, ...]


def cause_files(case_file: str | Path) -> tuple[Path, ...]:
    """The files with own causes that hold for a case, its own first.

    Raises InputRefused when there is no such case.
    """
    return shared_files(case_file, FILE_NAME)


def own_causes(case_file: str | Path) -> tuple[tuple[Cause, ...], list[Problem]]:
    """The own causes that hold for a case, those beside it first, and the warnings.

    A code in both files: the one beside the case counts, with a warning. Raises InputRefused with everything that
    is wrong in all files.
    """

    def read_one(path: Path) -> tuple[Path, tuple[Cause, ...], list[Problem]]:
        with about(WHOLE):
            return path, *read_causes(read_file(path, MEGABYTE), str(path))

    found: dict[str, Cause] = {}
    warnings: list[Problem] = []
    for path, read, more in each_of(cause_files(case_file), read_one):
        warnings += more
        for cause in read:
            if find_cause(cause.code, found.values()):
                warnings.append(Problem("own_cause_again", str(path), None, "warning", {"code": shown(cause.code)}))
            else:
                found[cause.code] = cause
    return tuple(found.values()), warnings


def known_causes(case_file: str | Path) -> tuple[Cause, ...]:
    """The causes that may be named in a case: those of the kit, then its own. Raises as `own_causes` does."""
    return (*causes(), *own_causes(case_file)[0])


def read_causes(content: bytes, file: str) -> tuple[tuple[Cause, ...], list[Problem]]:
    """The causes that a text describes, and the warnings. Raises InputRefused with everything that is wrong.

    >>> found, warnings = read_causes(b"causes: [{code: L1, label: Losse formulieren, level: stelsel}]", "c.yaml")
    >>> found[0].code, found[0].level, found[0].own, warnings
    ('L1', 'system', True, [])
    """
    document = read_yaml(content, file)
    if not isinstance(document.data, dict) or "causes" not in document.data:
        raise InputRefused([Problem("not_causes", file, 1)])
    document.data = without_nulls(document.data)
    problems = list(_taken(document))
    try:
        read = _File.model_validate(document.data)
    except ValidationError as error:
        raise InputRefused(sorted([*_invalid(error, document), *problems], key=place_order)) from None
    if problems:
        raise InputRefused(sorted(problems, key=place_order))
    warnings = sorted(unknown_fields(read, document, whole=WHOLE), key=place_order)
    return tuple(row.cause() for row in read.causes), warnings


def _taken(document: Document) -> Iterator[Problem]:
    """Codes that are no code, and words that the kit or another row has already: a word must mean one cause."""
    rows = document.data.get("causes")
    seen: list[tuple[Cause, Place | None]] = []
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        words = _words(row)
        if "code" not in words:
            continue
        line = document.line("causes", place, "code")
        if not _CODE.fullmatch(words["code"]):
            yield Problem("own_cause_code", document.file, line)
        own = [cause for cause, _ in seen]
        for field, word in words.items():
            at = document.line("causes", place, field)
            kit, other = find_cause(word), find_cause(word, own)
            if kit is not None:
                both = {"nl": kit.nl, "en": kit.en}
                values: dict[str, object] = {"value": shown(word), "field": field, "code": kit.code, "kit": both}
                yield Problem("own_cause_of_kit", document.file, at, values=values)
            elif other is not None:
                where = next(where for cause, where in seen if cause is other)
                values = {"value": shown(word), "field": field, "line": where}
                yield Problem("own_cause_twice", document.file, at, values=values)
        label = words.get("label", words["code"])
        name, english = words.get("name", words["code"]), words.get("label_en", label)
        seen.append((Cause(code=words["code"], name=name, nl=label, en=english), line))


def _words(row: Any) -> dict[str, str]:
    """The words of a row by which a cause can be found, by their field."""
    fields = ("code", "name", "label", "label_en")
    return {f: row[f] for f in fields if isinstance(row.get(f), str)} if isinstance(row, dict) else {}


def _invalid(error: ValidationError, document: Document) -> Iterator[Problem]:
    """What pydantic refused, with words of its own where those of a case file would not help."""
    for problem in invalid(error, document, WHOLE):
        if problem.code == "unknown_word":
            values = {"value": problem.values["value"], "near": problem.values["near"]}
            yield Problem("own_cause_level", document.file, problem.line, values=values)
        else:
            yield problem
