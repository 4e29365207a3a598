"""The cases that a composite is made of: read, and looked at for what stands in the way of using them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from casekit.case import Case
from casekit.errors import InputRefused, Problem, each_of
from casekit.read.case_file import case_path, load_case
from casekit.read.consent_file import load_consent
from casekit.release.allowed import consent_problems
from casekit.release.unicity import Track, sequence_of
from casekit.stalls.run import Analysis, analyse
from casekit.write.case_file import case_version

__all__ = ["FEWEST", "LEVEL", "Source", "read_sources", "source_problems"]

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


def read_sources(paths: Sequence[str | Path], on: date, names: Sequence[str] | None = None) -> tuple[Source, ...]:
    """The cases at these paths, each once; `names` as a plan calls them, else their ids.

    Raises InputRefused with everything that is wrong with any of them.
    """
    there: dict[str, tuple[str | Path, str | None]] = {}
    for place, path in enumerate(paths):
        key = os.path.realpath(case_path(path)) if _exists(path) else str(path)
        there.setdefault(key, (path, names[place] if names else None))
    read = each_of(there.values(), lambda one: _read(one[0], one[1], on))
    if names is not None:
        return tuple(read)
    seen: Counter[str] = Counter()
    unique = []
    for source in read:
        seen[source.name] += 1
        n = seen[source.name]
        unique.append(
            source if n == 1 else Source(f"{source.name}-{n}", source.path, source.case, source.about_consent)
        )
    return tuple(unique)


def _exists(path: str | Path) -> bool:
    try:
        case_path(path)
    except InputRefused:
        return False
    return True


def _read(path: str | Path, name: str | None, on: date) -> Source:
    case, _ = load_case(path)
    consent, _ = load_consent(path, [row.id for row in case.sources])
    about = consent_problems(case, consent, LEVEL, on, file=str(case_path(path).parent / "private" / "consent.yaml"))
    return Source(name or case.id, str(path), case, tuple(about))


def source_problems(sources: Sequence[Source], file: str) -> Iterator[Problem]:
    """What stands in the way of composing from these cases, and what deserves attention."""
    different = {source.track or source.name for source in sources}
    if len(different) < FEWEST:
        yield Problem("composite_few", file, values={"n": len(different), "given": len(sources)})
    for source in sources:
        if not source.case.touchpoint_list:
            yield Problem("composite_empty", source.path)
        if source.case.release == "W":
            yield Problem("composite_release", source.path)
        yield from source.about_consent
