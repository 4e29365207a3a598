"""What deserves a look in what people coded: warnings only. What was coded stays, and people decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from casekit.causes.book import Book
from casekit.coding import Coded, Evidence
from casekit.errors import Problem, closest, did_you_mean, shown
from casekit.read.beside import beside
from casekit.read.coding_file import FOLDER
from casekit.stalls.stall import Stall
from casekit.text import LANGUAGES, say

__all__ = ["looks_like_a_name", "looks_like_a_person", "nearest_stall", "problems_of"]

# Two words with a capital: a first name and a last name. A role is written without.
_PERSON = re.compile(
    r"[^\W\d_a-z][^\W\d_A-Z]+(?:[ _.-]+(?:van|de|der|den|ter|ten|el|al|d'))*[ _.-]*[^\W\d_a-z][^\W\d_A-Z]+"
)


def problems_of(book: Book) -> list[Problem]:
    """Warnings about the codings of a case, per coder: what they are about that is not there, and what is thin.

    A stall that was coded and is not found (any more), with the nearest that is there; evidence that names
    touchpoints or sources which the case does not have; a cause for which all evidence is inferred; a coder who
    looks like a person's name.

    >>> from casekit.causes.book import book_of
    >>> from casekit.coding import Coding
    >>> from casekit.notation import case_of
    >>> coding = Coding(coder="codeur-a", codes=[{"stall": "K02-a", "cause": "U3"}])
    >>> [problem.code for problem in problems_of(book_of(case_of("a: inwoner > gemeente vraag"), coding))]
    ['code_orphaned']
    """
    found: list[Problem] = []
    for coding in book.codings:
        file = str(beside(book.path, FOLDER, coding.coder)) if book.path is not None else coding.coder
        if looks_like_a_person(coding.coder):
            found.append(_warning("code_person", file))
        for row in coding.codes:
            found += _about_row(book, row, file)
        for seen in coding.seen:
            found += _cited(book, seen.evidence, {"stall": shown(seen.kind), "cause": shown(seen.cause)}, file)
    return found


def looks_like_a_person(coder: str) -> bool:
    """Whether a coder looks like a person's name: two words with a capital.

    >>> looks_like_a_person("Voornaam-Achternaam"), looks_like_a_person("docent-onderzoeker")
    (True, False)
    """
    return _PERSON.fullmatch(coder) is not None


def looks_like_a_name(coder: str) -> bool:
    """Whether no new coding should be called so: a person's name, or one word that is written as a first name is.

    >>> [looks_like_a_name(coder) for coder in ("Voornaam", "Voornaam-Achternaam", "docent", "A", "UWV")]
    [True, True, False, False, False]
    """
    return looks_like_a_person(coder) or (len(coder) > 1 and coder.isalpha() and coder == coder.capitalize())


def nearest_stall(book: Book, key: str) -> str | None:
    """The stall that is there and is most like one that is not: of the same kind, or at the same touchpoint.

    >>> from casekit.examples import example_path
    >>> from casekit.causes.book import open_book
    >>> nearest_stall(open_book(example_path("twaalf-regels")), "K02-t1")
    'K01-t1'
    """
    kind, _, where = key.partition("-")
    ids = set(where.split("-"))

    def alike(stall: Stall) -> tuple[bool, float]:
        return stall.kind[:3] == kind[:3], SequenceMatcher(None, stall.key, key).ratio()

    near = [stall for stall in book.analysis.stalls if stall.kind[:3] == kind[:3] or stall.at in ids | {where}]
    return max(near, key=alike).key if near else None


def _about_row(book: Book, row: Coded, file: str) -> Iterator[Problem]:
    about: dict[str, object] = {"stall": shown(row.stall), "cause": shown(row.cause)}
    if row.stall not in book.stalls:
        yield _warning("code_orphaned", file, **about, near=did_you_mean(nearest_stall(book, row.stall)))
    yield from _cited(book, row.evidence, about, file)
    if row.evidence and all(one.kind == "inferred" for one in row.evidence):
        yield _warning("code_inferred", file, **about)


def _cited(book: Book, evidence: Iterable[Evidence], about: dict[str, object], file: str) -> Iterator[Problem]:
    """What evidence names and the case does not have, each once."""
    rows = tuple(evidence)
    touchpoints = [*book.analysis.story.by_id]
    sources = {name: source.id for source in book.case.sources for name in (source.id, source.label) if name}
    for name in dict.fromkeys(name for one in rows for name in one.touchpoints if name not in touchpoints):
        yield _warning("code_cites_touchpoint", file, **about, value=shown(name), near=closest(name, touchpoints))
    names = ", ".join(shown(source.id) for source in book.case.sources if source.id)
    key = "code.sources_there" if names else "code.sources_none"
    there = {lang: say(key, lang, **({"names": names} if names else {})) for lang in LANGUAGES}
    for name in dict.fromkeys(one.source for one in rows if one.source and one.source not in book.sources):
        yield _warning(
            "code_cites_source", file, **about, value=shown(name), near=closest(name, sources), there=there
        )


def _warning(code: str, file: str, **values: object) -> Problem:
    return Problem(code, file, None, "warning", values)
