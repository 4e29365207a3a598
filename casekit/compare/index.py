"""The index of a folder of cases: what each is about, where it stalls, what was coded; to filter and to search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casekit.case import Case
from casekit.causes.book import Book, open_book
from casekit.compare.matrix import COLUMNS
from casekit.errors import InputRefused, Problem, closest, shown
from casekit.read.library import case_folders
from casekit.taxonomy import NEEDS_WORDS, find_cause
from casekit.vocabulary import codes, find_code

__all__ = ["Broken", "Entry", "Index", "Wanted", "as_data", "index", "kept", "wanted"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One case. `kinds`: of its stalls, as families; `causes`: coded behind a stall; `words`: its text."""

    id: str
    title: str | None
    status: str | None
    municipality: str | None
    selection: str | None
    procedures: tuple[str, ...]
    touchpoints: int
    stalls: int
    kinds: tuple[str, ...]
    causes: tuple[str, ...]
    coders: int
    votes: int
    folder: Path
    words: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A case folder that could not be read, and why."""

    folder: Path
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The cases of a folder in the order of their names, and those that cannot be read."""

    entries: tuple[Entry, ...]
    broken: tuple[Broken, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a case must have to be kept: all of it."""

    kinds: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    municipality: str | None = None
    procedure: str | None = None
    status: str | None = None
    words: tuple[str, ...] = ()


def index(folder: str | Path) -> Index:
    """The index of the cases in a folder; a case that cannot be read does not hide the others.

    Raises InputRefused when there is no case.

    >>> from casekit.examples import example_path
    >>> found = index(example_path("twaalf-regels"))
    >>> found.entries[0].id, found.entries[0].touchpoints
    ('twaalf-regels', 12)
    """
    folders = case_folders(folder)
    entries: list[Entry] = []
    broken: list[Broken] = []
    for path in folders:
        try:
            entries.append(_entry(open_book(path), path))
        except InputRefused as error:
            broken.append(Broken(path, tuple(error.problems)))
    return Index(tuple(entries), tuple(broken))


def _entry(book: Book, folder: Path) -> Entry:
    case = book.case
    here = {stall.kind[:3] for stall in book.analysis.stalls}
    causes = dict.fromkeys(said.cause for said in book.said if said.cause not in NEEDS_WORDS)
    return Entry(
        id=case.id,
        title=case.title,
        status=case.status,
        municipality=case.municipality,
        selection=case.selection,
        procedures=tuple(dict.fromkeys(issue.procedure for issue in case.issues if issue.procedure)),
        touchpoints=len(case.touchpoint_list),
        stalls=len(book.analysis.stalls),
        kinds=tuple(kind for kind in COLUMNS if kind in here),
        causes=tuple(causes),
        coders=len(book.coders),
        votes=len(book.votes),
        folder=folder,
        words=_plain(" ".join(_texts(case))),
    )


def _texts(case: Case) -> Iterator[str]:
    """The words that people look for a case by."""
    about = (case.id, case.title, case.summary, case.question, case.municipality)
    labels = (one.label for part in (case.issues, case.organisations, case.actor_list, case.items) for one in part)
    told = (touchpoint.summary for touchpoint in case.touchpoint_list)
    yield from (text for text in (*about, *labels, *told) if text)


def _plain(text: str) -> str:
    """Letters without accents or capitals."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def wanted(
    kinds: Iterable[str] = (),
    causes: Iterable[str] = (),
    municipality: str | None = None,
    procedure: str | None = None,
    status: str | None = None,
    words: Iterable[str] = (),
) -> Wanted:
    """What was asked for, with codes for words in either language. Raises InputRefused for words that mean nothing.

    >>> wanted(causes=["overdracht mislukt"], procedure="schuldhulp").procedure
    'debt_assistance'
    """
    problems: list[Problem] = []

    def unknown(field: str, value: str, known: Iterable[str]) -> None:
        values = {"field": field, "value": shown(value), "near": closest(value, known)}
        problems.append(Problem("library_filter", "casekit library", values=values))

    families = []
    for kind in kinds:
        code = kind.strip().upper()[:3]
        families.append(code)
        if code not in COLUMNS:
            unknown("kind", kind, COLUMNS)
    lists = {"procedure": procedure, "status": status}
    found = {name: find_code(name, value) if value else None for name, value in lists.items()}
    for name, value in lists.items():
        if value and found[name] is None:
            unknown(name, value, codes(name))
    own = [cause.code if (cause := find_cause(typed)) else typed for typed in causes]
    if problems:
        raise InputRefused(problems)
    return Wanted(
        tuple(families), tuple(own), municipality, found["procedure"], found["status"], tuple(map(_plain, words))
    )


def kept(found: Index, asked: Wanted) -> tuple[Entry, ...]:
    """The cases that have all that was asked for."""
    return tuple(entry for entry in found.entries if _has(entry, asked))


def _has(entry: Entry, asked: Wanted) -> bool:
    return (
        {*asked.kinds} <= {*entry.kinds}
        and {*asked.causes} <= {*entry.causes}
        and asked.municipality in (None, entry.municipality)
        and (asked.procedure is None or asked.procedure in entry.procedures)
        and asked.status in (None, entry.status)
        and all(word in entry.words for word in asked.words)
    )


def as_data(found: Index, entries: Iterable[Entry]) -> dict[str, Any]:
    """An index as plain data, without the text that was searched."""
    return {
        "n": len(found.entries),
        "cases": [
            {
                "case": one.id,
                "title": one.title,
                "status": one.status,
                "municipality": one.municipality,
                "selection": one.selection,
                "procedures": list(one.procedures),
                "touchpoints": one.touchpoints,
                "stalls": one.stalls,
                "kinds": list(one.kinds),
                "causes": list(one.causes),
                "coders": one.coders,
                "votes": one.votes,
                "folder": str(one.folder),
            }
            for one in entries
        ],
        "broken": [str(one.folder) for one in found.broken],
    }
