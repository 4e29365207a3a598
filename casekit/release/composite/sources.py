"""The cases that a composite is made of: read, and looked at for what stands in the way of using them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from casekit.case import Case
from casekit.errors import InputRefused, Problem
from casekit.read.case_file import case_path, load_case
from casekit.read.consent_file import FOLDER, load_consent
from casekit.release.allowed import consent_problems
from casekit.release.unicity import Track, sequence_of
from casekit.stalls.run import Analysis, analyse
from casekit.write.case_file import case_version

__all__ = ["FEWEST", "LEVEL", "Source", "read_sources", "source_problems", "too_few"]

FEWEST = 3
"""Cases that a composite is made of at least (privacy.md 2.4)."""
LEVEL = "A"
"""The level up to which the sources of a case must be cleared: a composite is made to be shown."""


@dataclass(frozen=True)
class Source:
    """One source case: what it is called here, where it stands, and what came of looking at its consent."""

    name: str
    path: str
    case: Case
    about_consent: tuple[Problem, ...] = ()

    @cached_property
    def analysis(self) -> Analysis:
        """Its stalls."""
        return analyse(self.case)

    @cached_property
    def track(self) -> Track:
        """Its touchpoints in order, by kind and day since the first."""
        return sequence_of(self.case)

    @cached_property
    def version(self) -> str:
        """The version of the case."""
        return case_version(self.case)


def read_sources(
    paths: Sequence[str | Path], on: date, names: Sequence[str] | None = None
) -> tuple[tuple[Source, ...], list[Problem]]:
    """The cases at these paths, each once, and what is wrong with those that cannot be read.

    `names`: as a plan calls them; else their ids, with a number where two have the same.
    """
    there: dict[str, tuple[str | Path, str | None]] = {}
    for place, path in enumerate(paths):
        there.setdefault(_one(path), (path, names[place] if names else None))
    read: list[Source] = []
    problems: list[Problem] = []
    for path, name in there.values():
        try:
            read.append(_read(path, name, on))
        except InputRefused as refused:
            problems += refused.problems
    seen: Counter[str] = Counter()
    for place, source in enumerate(read):
        seen[source.name] += 1
        if (n := seen[source.name]) > 1:
            read[place] = replace(source, name=f"{source.name}-{n}")
    return tuple(read), problems


def _one(path: str | Path) -> str:
    """What tells that two paths mean the same case."""
    try:
        return os.path.realpath(case_path(path))
    except InputRefused:
        return str(path)


def _read(path: str | Path, name: str | None, on: date) -> Source:
    case, _ = load_case(path)
    consent, _ = load_consent(path, [row.id for row in case.sources])
    about = consent_problems(case, consent, LEVEL, on, file=str(case_path(path).parent / FOLDER / "consent.yaml"))
    return Source(name or case.id, str(path), case, tuple(about))


def too_few(sources: Sequence[Source], file: str) -> Iterator[Problem]:
    """Whether there are three cases that differ: one with the same touchpoints on the same days is a copy."""
    different = {source.track for source in sources}
    if len(different) < FEWEST:
        yield Problem("composite_few", file, values={"n": len(different), "given": len(sources)})


def source_problems(sources: Sequence[Source]) -> Iterator[Problem]:
    """What keeps each of these cases out of a composite, and what deserves attention."""
    for source in sources:
        if source.case.release == "W":
            yield Problem("composite_release", source.path)
        yield from source.about_consent
