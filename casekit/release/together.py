"""How far a case can be told from the others in its library, as a level of release shows all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casekit.case import Case
from casekit.errors import InputRefused
from casekit.read.case_file import case_path, read_case
from casekit.read.library import case_folders
from casekit.release.unicity import single_out
from casekit.text import say

__all__ = ["Singled", "in_words", "singled_out"]


@dataclass(frozen=True, slots=True)
class Singled:
    """Who knows `known` touchpoints of the case finds it back among `cases` cases in this share of the times."""

    known: int
    share: float
    cases: int

    def as_data(self) -> Mapping[str, Any]:
        """For a receipt."""
        return {"known": self.known, "share": round(self.share, 3), "cases": self.cases}


def singled_out(path: str | Path, library: str | Path | None, level: str) -> tuple[Singled, ...]:
    """For 2, 3 and 4 touchpoints; nothing where the library holds no other case.

    `library`: the folder with cases; by default the folder that holds the case. The case itself, and a copy of it, is
    no other case: among copies of itself nothing stands out. One that cannot be read says nothing, and is left out.
    Raises InputRefused for a library in which there is no case.
    """
    file = case_path(path).resolve()
    own = read_case(file)
    around = Path(library) if library else file.parent.parent
    others: list[Case] = []
    for folder in case_folders(library) if library else _cases_in(around):
        try:
            other = read_case(case_path(folder))
        except InputRefused:
            continue
        if other.id != own.id:
            others.append(other)
    if not others:
        return ()
    shares = single_out([own, *others], 0, level)
    return tuple(Singled(p, share, len(others) + 1) for p, share in shares.items() if share is not None)


def _cases_in(folder: Path) -> tuple[Path, ...]:
    try:
        return case_folders(folder)
    except InputRefused:
        return ()


def in_words(found: tuple[Singled, ...], level: str, lang: str = "nl") -> list[str]:
    """What was measured, in sentences."""
    if not found:
        return [say("release.single_alone", lang)]
    head = say("release.single_head", lang, n=found[0].cases, level=level)
    return [head, *(say("release.single", lang, known=one.known, share=round(one.share * 100)) for one in found)]
