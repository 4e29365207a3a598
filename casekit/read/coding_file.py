"""From the files beside a case to what people coded, with every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from casekit.coding import CONSENSUS, Coding
from casekit.errors import InputRefused, Place, Problem, closest, did_you_mean, place_order, shown
from casekit.read.beside import about, files_beside, part_in, read_beside
from casekit.read.cause_file import known_causes
from casekit.read.safe.guard import Document, read_yaml
from casekit.read.safe.naming import is_folder_name
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.taxonomy import NEEDS_WORDS, Cause, find_cause, typed_as
from casekit.text import LANGUAGES
from casekit.values import is_blank
from casekit.vocabulary import codes, labels, suggest

__all__ = ["FOLDER", "WHOLE", "WORDS", "coding_files", "coding_in", "load_coding", "load_codings", "read_coding"]

FOLDER = "codings"
WHOLE = "code.the_coding"
_KIND = re.compile(r"K(0[1-9]|1[0-6])|G[1-3]")


def coding_files(case_file: str | Path) -> dict[str, Path]:
    """The files with codings in the folder of a case, by coder."""
    return files_beside(case_file, FOLDER)


def load_codings(
    case_file: str | Path, known: Sequence[Cause] | None = None
) -> tuple[tuple[Coding, ...], list[Problem]]:
    """All codings beside a case, and the warnings; `known` are the causes that may be named, where they were read.

    Raises InputRefused with what is wrong in all of them.
    """
    among = known_causes(case_file) if known is None else known
    return read_beside(case_file, FOLDER, lambda path: load_coding(case_file, path, among))


def load_coding(
    case_file: str | Path, path: str | Path, known: Sequence[Cause] | None = None
) -> tuple[Coding, list[Problem]]:
    """The coding in one file beside a case, and the warnings. Raises InputRefused with everything that is wrong."""
    known = known_causes(case_file) if known is None else known
    with about(WHOLE):
        content = read_file(Path(path), MEGABYTE, absent="no_such_file")
    return read_coding(content, str(path), known)


def read_coding(content: bytes, file: str, causes: Iterable[Cause]) -> tuple[Coding, list[Problem]]:
    """The coding that a text describes, of the coder that its file is called after; raises as `load_coding` does.

    `causes` are those that may be named: by code, name or label.

    >>> from casekit.taxonomy import causes
    >>> text = b"codes: [{stall: K02-t1-t2, cause: Overdracht mislukt}]"
    >>> coding, warnings = read_coding(text, "codeur-a.yaml", causes())
    >>> coding.coder, coding.codes[0].cause, warnings
    ('codeur-a', 'O3', [])
    """
    with about(WHOLE):
        document = read_yaml(content, file)
    if not isinstance(document.data, dict):
        raise InputRefused([Problem("not_a_coding", file, 1)])
    coder = Path(file).stem
    if not is_folder_name(coder):
        raise InputRefused([Problem("coder_name", file, values={"value": shown(coder)})])
    return coding_in(document, coder, causes)


def coding_in(document: Document, coder: str, causes: Iterable[Cause]) -> tuple[Coding, list[Problem]]:
    """The coding of a coder that a document holds, whatever was read to get it; raises as `load_coding` does."""
    among = tuple(causes)
    problems = [*_wrong_rows(document, among), *_wrong_seen(document, among)]
    if coder == CONSENSUS and not document.data.get("decided_by"):
        problems.append(Problem("coding_decided", document.file, document.line("decided_by") or 1))
    try:
        coding, warnings = part_in(document, Coding, WHOLE, coder=coder)
    except InputRefused as refused:
        wrong = map(_with_its_list, refused.problems)
        raise InputRefused(sorted([*wrong, *problems], key=place_order)) from None
    if problems:
        raise InputRefused(sorted(problems, key=place_order))
    return _with_codes(coding, among), warnings


WORDS = {
    "precondition": "precondition", "barrier": "barrier", "effect": "effect", "conduct": "conduct_norm",
    "changer": "changer", "leverage": "leverage", "location": "location", "owner": "actor_kind",
    "substitution": "needed", "test": "rival_test", "result": "rival_result", "kind": "evidence_kind",
    "link": "chain_link",
}  # fmt: skip
"""The closed list of each field of a coding that has one."""
_ALIKE = 0.75


def _with_its_list(problem: Problem) -> Problem:
    """A word that is not in its list, with the list itself; a hint only where it looks much like one of them."""
    words = WORDS.get(str(problem.values.get("field")))
    if problem.code != "unknown_word" or words is None:
        return problem
    typed = str(problem.values["value"])
    there = {lang: labels(words, lang) for lang in LANGUAGES}
    near = {lang: suggest(words, typed, lang) for lang in LANGUAGES}
    if (
        not any(near.values())
        or max(_like(typed, word) for word in (*codes(words), *there["nl"], *there["en"])) < _ALIKE
    ):
        near = dict.fromkeys(LANGUAGES)
    listed = {lang: ", ".join(there[lang]) for lang in LANGUAGES}
    values = {"value": typed, "field": problem.values["field"], "near": did_you_mean(near), "words": listed}
    return replace(problem, code="code_word", values=values)


def _like(typed: str, word: str) -> float:
    return SequenceMatcher(None, typed.casefold(), word.casefold()).ratio()


def _with_codes(coding: Coding, among: tuple[Cause, ...]) -> Coding:
    """Every cause as its code, however it was typed."""

    def code(typed: str) -> str:
        found = find_cause(typed, among)
        return found.code if found else typed

    return coding.model_copy(
        update={
            "codes": tuple(row.model_copy(update={"cause": code(row.cause)}) for row in coding.codes),
            "seen": tuple(row.model_copy(update={"cause": code(row.cause)}) for row in coding.seen),
        }
    )


def _rows(document: Document, field: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a list, each with its place and what it says in text: also where its shape is wrong elsewhere."""
    rows = document.data.get(field)
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict):
            yield place, {name: value.strip() for name, value in row.items() if isinstance(value, str)}


def _wrong_rows(document: Document, among: tuple[Cause, ...]) -> Iterator[Problem]:
    said: set[tuple[str, str]] = set()
    for place, row in _rows(document, "codes"):
        if not row.get("cause"):
            continue
        found = find_cause(row["cause"], among)
        where = document.line("codes", place, "cause")
        if found is None:
            yield _unknown(row["cause"], document, where, among)
            continue
        if (about := (row.get("stall", ""), found.code)) in said and row.get("stall"):
            yield Problem("coding_twice", document.file, where, values={"cause": shown(found.code)})
        said.add(about)
        if found.code in NEEDS_WORDS and is_blank(row.get("rationale", "")):
            yield Problem("coding_reason", document.file, where, values={"cause": shown(found.code)})


def _wrong_seen(document: Document, among: tuple[Cause, ...]) -> Iterator[Problem]:
    for place, row in _rows(document, "seen"):
        if row.get("cause") and find_cause(row["cause"], among) is None:
            yield _unknown(row["cause"], document, document.line("seen", place, "cause"), among)
        if row.get("kind") and not _KIND.fullmatch(row["kind"]):
            where = document.line("seen", place, "kind")
            yield Problem("coding_kind", document.file, where, values={"value": shown(row["kind"])})


def _unknown(cause: str, document: Document, where: Place | None, among: tuple[Cause, ...]) -> Problem:
    near = closest(cause, typed_as(among))
    return Problem("unknown_cause", document.file, where, values={"value": shown(cause), "near": near})
