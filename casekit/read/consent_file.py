"""From `private/consent.yaml` beside a case to what people agreed to, with every problem at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from casekit.consent import Consent
from casekit.errors import InputRefused, Problem, closest, place_order, shown
from casekit.read.beside import about, beside, part_in
from casekit.read.safe.guard import Document, read_yaml
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.values import is_blank
from casekit.vocabulary import find_code

__all__ = ["FOLDER", "NAME", "consent_path", "load_consent", "read_consent"]

FOLDER = "private"
"""What stands in this folder beside a case never leaves with it."""
NAME = "consent"
WHOLE = "consent.the_file"


def consent_path(case_file: str | Path) -> Path:
    """Where the consent of a case stands, or would stand. Raises InputRefused when there is no such case."""
    return beside(case_file, FOLDER, NAME)


def load_consent(case_file: str | Path, sources: Iterable[str] = ()) -> tuple[Consent | None, list[Problem]]:
    """What was recorded beside a case, None when there is no file, and the warnings; `sources`: those of the case.

    Raises InputRefused with everything that is wrong.
    """
    path = consent_path(case_file)
    if not os.path.lexists(path):
        return None, []
    with about(WHOLE):
        return read_consent(read_file(path, MEGABYTE), str(path), sources)


def read_consent(content: bytes, file: str, sources: Iterable[str] = ()) -> tuple[Consent, list[Problem]]:
    """The consent that a text describes, and the warnings. Raises InputRefused with everything that is wrong.

    A source that the case does not have (any more) is a warning when the case's `sources` are given.

    >>> consent, warnings = read_consent(b"sources: [{source: gesprek, level: atelier, withdrawn: nee}]", "c.yaml")
    >>> consent.sources[0].level, consent.sources[0].withdrawn, warnings
    ('A', False, [])
    """
    document = read_yaml(content, file)
    if not isinstance(document.data, dict):
        raise InputRefused([Problem("not_consent", file, 1)])
    problems = list(_wrong(document))
    try:
        consent, warnings = part_in(document, Consent, WHOLE)
    except InputRefused as refused:
        raise InputRefused(sorted([*refused.problems, *problems], key=place_order)) from None
    if problems:
        raise InputRefused(problems)
    known = tuple(sources)
    for place, row in enumerate(consent.sources):
        if known and row.source not in known:
            values = {"value": shown(row.source), "near": closest(row.source, known)}
            line = document.line("sources", place, "source")
            warnings.append(Problem("consent_elsewhere", file, line, "warning", values))
    return consent, sorted(warnings, key=place_order)


def _wrong(document: Document) -> Iterator[Problem]:
    """What the shape of a row does not tell: a source that stands there twice, and a missing reason."""
    seen: set[str] = set()
    for place, row in _rows(document, "sources"):
        source = row.get("source")
        if isinstance(source, str) and source.strip():
            if source.strip() in seen:
                line = document.line("sources", place, "source")
                yield Problem("consent_twice", document.file, line, values={"value": shown(source.strip())})
            seen.add(source.strip())
    for place, row in _rows(document, "member_check"):
        result, why = row.get("result"), row.get("why")
        impossible = isinstance(result, str) and find_code("member_result", result) == "not_possible"
        if impossible and (not isinstance(why, str) or is_blank(why)):
            yield Problem("member_check_why", document.file, document.line("member_check", place, "result"))


def _rows(document: Document, name: str) -> Iterator[tuple[int, dict[str, object]]]:
    rows = document.data.get(name)
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield place, row
