"""A folder of cases: which cases it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from casekit.errors import InputRefused, Problem
from casekit.read.case_file import FILE_NAME, case_path
from casekit.read.safe.opening import is_link

__all__ = ["case_folders", "without_beside"]

BESIDE = ("causes.yaml", "actions.yaml")
"""Files that hold for all cases in a folder."""
P = TypeVar("P", bound=str | Path)
MOST = 2_000
"""Cases that one folder may hold."""


def case_folders(paths: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """The folders of all cases that these paths mean: a case folder, a case file, or a folder that holds cases.

    A case file that goes by a name of its own stands here itself. A case that is meant twice is there once; the
    order is that of the paths, and within a folder that of the names. A link in a folder with cases is not passed
    over, as then a case would be missing: who opens it is told. Raises InputRefused for every path in which there is
    no case.

    >>> from casekit.examples import example_path
    >>> "twaalf-regels" in [folder.name for folder in case_folders(example_path("twaalf-regels").parent)]
    True
    """
    given = [paths] if isinstance(paths, str | Path) else [*paths]
    found: dict[Path, Path] = {}
    refused: list[Problem] = []
    for path in map(Path, without_beside(given)):
        try:
            folders = _inside(path) or [_meant(case_path(path))]
        except InputRefused as error:
            refused += error.problems
            continue
        for folder in folders:
            found.setdefault(folder.absolute() if is_link(folder) else folder.resolve(), folder)
    if refused:
        raise InputRefused(refused)
    return tuple(found.values())


def without_beside(given: Sequence[P]) -> list[P]:
    """The paths without files that hold for all cases in a folder, which `cases/*` names too.

    >>> without_beside(["cases/een", "cases/causes.yaml"]), without_beside(["cases/causes.yaml"])
    (['cases/een'], ['cases/causes.yaml'])
    """
    return [path for path in given if Path(path).name not in BESIDE] or [*given]


def _inside(path: Path) -> list[Path]:
    """The case folders right inside a folder that is no case itself."""
    if is_link(path) or not path.is_dir() or (path / FILE_NAME).exists():
        return []
    try:
        folders = [one for one in sorted(path.iterdir()) if not one.name.startswith(".") and _holds_a_case(one)]
    except OSError:
        return []
    if len(folders) > MOST:
        raise InputRefused([Problem("too_many_cases", str(path), values={"n": len(folders), "most": MOST})])
    return folders


def _holds_a_case(folder: Path) -> bool:
    file = folder / FILE_NAME
    return is_link(file) or file.exists()


def _meant(file: Path) -> Path:
    """What a case goes by: its folder, or the file where it has a name of its own."""
    return file.parent if file.name == FILE_NAME else file
