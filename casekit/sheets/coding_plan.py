"""Which columns the coding workbook has: one row per stall and cause; more evidence goes on in the row below.

Evidence has a group of columns for each link of the chain. The same evidence under two links of one row is one
piece of evidence that carries both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from casekit.sheets.plan import Field, plain_header
from casekit.taxonomy import Cause, find_cause
from casekit.text import LANGUAGES, has, say
from casekit.vocabulary import codes, find_code, label, labels

__all__ = [
    "ABOUT", "LINKS", "MANY", "PARTS", "RIVAL", "cause_cell", "cause_in", "column", "columns", "evidence_kind",
    "evidence_kinds", "field_title", "find_column", "kind_cell", "of_link", "sheet_names",
]  # fmt: skip

LINKS = codes("chain_link")
PARTS = {"kind": "word", "source": "name", "touchpoints": "names", "says": "text"}
"""What evidence says, by column; whether a rule itself asks for the stall stands with its kind."""
RIVAL = {"explanation": "text", "test": "word", "expected": "text", "found": "text", "result": "word"}
ABOUT = ("case", "coder", "role", "coded_on", "blind", "decided_by", "decided_on", "state")
"""What the sheet with the explanation says about the coding itself."""

_WORDS = {
    "precondition": "precondition", "barrier": "barrier", "effect": "effect", "conduct": "conduct_norm",
    "changer": "changer", "leverage": "leverage", "location": "location", "owner": "actor_kind",
    "substitution": "needed", "rival_test": "rival_test", "rival_result": "rival_result",
}  # fmt: skip
MANY = ("effect", "conduct")
"""Columns in which several words of their list may stand."""


@cache
def columns() -> tuple[Field, ...]:
    """The columns in their order.

    >>> [column.nl for column in columns()][:4], len(columns())
    (['Sleutel', 'Hapering', 'Oorzaak', 'Waarom'], 34)
    """
    kinds = dict.fromkeys(("statement", "cause", "rationale", "precondition_note", "substitution_note"), "text")
    names = ["stall", "statement", "cause", "rationale", "precondition", "precondition_note"]
    names += [of_link(link, part) for link in LINKS for part in PARTS]
    names += [f"rival_{part}" for part in RIVAL]
    names += ["location", "owner", "substitution", "substitution_note", "changer", "leverage"]
    names += ["barrier", "effect", "stress", "conduct", "note"]
    kinds |= {of_link(link, part): kind for link in LINKS for part, kind in PARTS.items()}
    kinds |= {f"rival_{part}": kind for part, kind in RIVAL.items()} | {"stall": "name", "stress": "yes_no"}
    kinds |= {"note": "text"} | dict.fromkeys(MANY, "names")
    return tuple(
        Field(
            name,
            kinds.get(name, "word"),  # type: ignore[arg-type]
            _header(name, "nl"),
            _header(name, "en"),
            words=_WORDS.get(name) or ("evidence_kind" if name.endswith("_kind") else None),
        )
        for name in names
    )


def _header(name: str, lang: str) -> str:
    for link in LINKS:
        for part in PARTS:
            if name == of_link(link, part):
                return say(f"codebook.evidence.{part}", lang, link=label("chain_link", link, lang))
    return say(f"codebook.column.{name}", lang)


def of_link(link: str, part: str) -> str:
    """The name of a column of evidence for one link of the chain.

    >>> of_link("cause", "kind")
    'evidence_cause_kind'
    """
    return f"evidence_{link}_{part}"


def column(name: str) -> Field:
    """The column with a name."""
    return next(one for one in columns() if one.name == name)


def find_column(header: str) -> Field | None:
    """The column that a header means, in either language or by its name.

    >>> find_column("why").name, find_column("Sleutel").name, find_column("prijs") is None
    ('rationale', 'stall', True)
    """
    plain = plain_header(header)
    return next((one for one in columns() if plain in map(plain_header, (one.nl, one.en, one.name))), None)


def field_title(name: str, lang: str = "nl") -> str:
    """What people call a field of a coding: the header of its column, or where it has several or none, a word.

    >>> field_title("rationale"), field_title("rivals"), field_title("coder")
    ('Waarom', 'Andere uitleg', 'Codeur')
    """
    found = next((one for one in columns() if one.name == name), None)
    if found is not None:
        return found.header(lang)
    key = f"code.field.{name}"
    return say(key if has(key, lang) else f"codebook.field.{name}", lang)


def sheet_names(which: str) -> tuple[str, ...]:
    """What a sheet of the workbook is called, in each language: `stalls`, `causes` or `about`."""
    return tuple(say(f"codebook.sheet.{which}", lang) for lang in LANGUAGES)


def cause_cell(code: str, among: Iterable[Cause], lang: str = "nl") -> str:
    """A cause as it stands in a cell; only the code where nobody knows it.

    >>> cause_cell("O3", [find_cause("O3")])
    'O3 Overdracht mislukt'
    """
    found = next((cause for cause in among if cause.code == code), None)
    return f"{found.code} {found.label(lang)}" if found is not None else code


def cause_in(cell: str, among: Sequence[Cause]) -> str:
    """The code of the cause that a cell names; the cell as it is where it names none.

    >>> known = [find_cause("O3")]
    >>> [cause_in(cell, known) for cell in ("o3 Handover failed", "Overdracht mislukt", "O3 het weer")]
    ['O3', 'O3', 'O3 het weer']
    """
    whole = find_cause(cell, among)
    if whole is not None:
        return whole.code
    first, _, rest = cell.strip().partition(" ")
    cause, named = find_cause(first, among), find_cause(rest, among)
    return cause.code if cause is not None and cause is named else cell


def evidence_kinds(lang: str = "nl") -> tuple[str, ...]:
    """What may stand as the kind of evidence: a text of people that itself asks for the stall comes last.

    >>> evidence_kinds("en")[-1]
    'text of a rule (asks for the stall)'
    """
    return (*labels("evidence_kind", lang), *(kind_cell(code, True, lang) for code in ("document", "rule_text")))


def kind_cell(code: str, prescribes: bool, lang: str = "nl") -> str:
    """The kind of evidence, and whether it itself asks for the stall, in one cell."""
    return label("evidence_kind", code, lang) + (say("codebook.prescribes", lang) if prescribes else "")


def evidence_kind(cell: str) -> tuple[str, bool]:
    """The kind of evidence in a cell (as its code where that is known), and whether it itself asks for the stall.

    >>> evidence_kind("document (schrijft de hapering voor)"), evidence_kind("krant")
    (('document', True), ('krant', False))
    """
    for lang in LANGUAGES:
        ending = say("codebook.prescribes", lang)
        if cell.strip().casefold().endswith(ending.casefold()):
            word = cell.strip()[: -len(ending)]
            return find_code("evidence_kind", word) or word, True
    return find_code("evidence_kind", cell) or cell, False
