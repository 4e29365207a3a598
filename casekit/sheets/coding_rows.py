"""A coded cause as rows of the coding workbook, by column: the first says all, the rows below it more evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casekit.coding import Coded, Evidence
from casekit.sheets.cells import to_cell
from casekit.sheets.coding_plan import LINKS, MANY, PARTS, RIVAL, columns, kind_cell, of_link
from casekit.sheets.table import Raw
from casekit.vocabulary import label

__all__ = ["rows_of"]

_Row = dict[str, Raw]


def rows_of(coded: Coded, lang: str = "nl") -> list[_Row]:
    """The rows of one coded cause, by the name of the column; the stall and the cause are left to who asks.

    >>> row = Coded(stall="K02-a", cause="O3", evidence=[{"kind": "data", "link": ["stall", "cause"]}])
    >>> [sorted(cells) for cells in rows_of(row)]
    [['evidence_cause_kind', 'evidence_stall_kind']]
    """
    evidence = [_evidence_cells(row, lang) for row in _fitted(coded.evidence)]
    rivals = [
        {f"rival_{part}": value for part in RIVAL if (value := getattr(rival, part)) is not None}
        for rival in coded.rivals
    ]
    rows: list[_Row] = []
    for place in range(max(1, len(evidence), len(rivals))):
        cells = _said(coded) if not place else {}
        cells |= rivals[place] if place < len(rivals) else {}
        row: _Row = {name: _cell(name, value, lang) for name, value in cells.items()}
        rows.append(row | (evidence[place] if place < len(evidence) else {}))
    return rows


def _said(coded: Coded) -> dict[str, Any]:
    """What the row itself says."""
    names = [one.name for one in columns() if one.name in Coded.model_fields and one.name not in ("stall", "cause")]
    return {name: value for name in names if (value := getattr(coded, name)) not in (None, ())}


def _fitted(evidence: tuple[Evidence, ...]) -> list[list[Evidence]]:
    """Evidence in rows, so that reading from left to right and down gives it back as it was, in its order."""
    rows: list[list[Evidence]] = []
    end = len(LINKS)
    for one in evidence:
        places = [LINKS.index(link) for link in one.link]
        alike = any(one == other.model_copy(update={"link": one.link}) for other in (rows[-1] if rows else ()))
        if min(places) <= end or alike:
            rows.append([])
        rows[-1].append(one)
        end = max(places)
    return rows


def _evidence_cells(row: list[Evidence], lang: str) -> _Row:
    cells: _Row = {}
    for one in row:
        for link in one.link:
            cells[of_link(link, "kind")] = kind_cell(one.kind, one.prescribes, lang)
            for part in PARTS:
                value = getattr(one, part)
                if part != "kind" and value not in (None, ()):
                    name = of_link(link, part)
                    cells[name] = _cell(name, value, lang)
    return cells


def _cell(name: str, value: Any, lang: str) -> str | int | float:
    field = next(one for one in columns() if one.name == name)
    if name in MANY:
        words = str(field.words)
        return to_cell(replace(field, words=None), tuple(label(words, code, lang) for code in value), lang)
    return to_cell(field, value, lang)
