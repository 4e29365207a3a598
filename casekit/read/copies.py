"""Second versions of a case file that lie beside it: of a conflict here, of OneDrive, Dropbox and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from casekit.errors import Problem

__all__ = ["copies_beside", "free_name", "told_of_copies"]

_SUFFIXES = (".yaml", ".yml")
# What file services put into the name of a second version, in English and Dutch.
_WORDS = re.compile(r"conflict|kopie|\bcopy\b|exemplaar|~\w+$", re.IGNORECASE)
_GOES_ON = re.compile(r"[ ._(~\[-]")
"""What follows the name of a file in that of its copy: "case (1)", "case-LAPTOP", "case.conflict-1"."""


def free_name(path: Path, word: str) -> Path:
    """A name beside a file that nothing has yet: `case.conflict-1.yaml`.

    >>> free_name(Path("nergens/case.yaml"), "conflict").name
    'case.conflict-1.yaml'
    """
    names = (path.with_name(f"{path.stem}.{word}-{n}{path.suffix}") for n in count(1))
    return next(name for name in names if not name.exists() and not name.is_symlink())


def copies_beside(file: Path) -> list[Path]:
    """The files beside a case file that look like another version of it, by name."""
    try:
        names = sorted(path for path in file.parent.iterdir() if path.suffix.lower() in _SUFFIXES)
    except OSError:
        return []
    return [path for path in names if path.name != file.name and _is_copy(path, file)]


def _is_copy(path: Path, file: Path) -> bool:
    if not path.stem.casefold().startswith(file.stem.casefold()):
        # A service may have been given another name for it, but a folder holds one case: case.yaml.
        return file.stem == "case" and _WORDS.search(path.stem) is not None
    rest = path.stem[len(file.stem) :]
    # Beside case.yaml no other case belongs. Beside another name there may be more cases: casus-1, casus-2.
    return not rest or (_GOES_ON.match(rest) is not None and (file.stem == "case" or bool(_WORDS.search(rest))))


def told_of_copies(file: Path) -> Iterator[Problem]:
    """A warning for each of them: they are not read, and somebody's work may be in them."""
    for path in copies_beside(file):
        yield Problem("copy_beside", str(path), severity="warning", values={"name": file.name})
