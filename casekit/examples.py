"""The cases that come with the kit."""

from __future__ import annotations

from pathlib import Path

from casekit.case import Case
from casekit.read.case_file import FILE_NAME, read_case

__all__ = ["FLAGSHIP", "example", "example_path", "examples"]

FLAGSHIP = "bijstand-aanvraag"


def _folder() -> Path:
    """Inside an installed package, or at the top of a checkout."""
    inside = Path(__file__).parent / "cases"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "cases"


def examples() -> tuple[str, ...]:
    """The ids of the cases that come with the kit.

    >>> "twaalf-regels" in examples()
    True
    """
    return tuple(sorted(path.parent.name for path in _folder().glob(f"*/{FILE_NAME}")))


def example_path(name: str) -> Path:
    """The folder of a case that comes with the kit. Raises KeyError for another name."""
    if name not in examples():
        raise KeyError(name)
    return _folder() / name


def example(name: str) -> Case:
    """A case that comes with the kit. Raises KeyError for another name.

    >>> example("twaalf-regels").status
    'fictional'
    """
    return read_case(example_path(name))
