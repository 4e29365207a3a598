"""What a command in a working folder says of what is recognisable: it warns, and never holds anybody up."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from casekit.cli.frame import show
from casekit.errors import InputRefused, Problem

if TYPE_CHECKING:
    from casekit.privacy.look import Look

__all__ = ["case_warnings", "warn_in_one_line"]

OF_THE_CASE = (".yaml", ".yml")
"""What the outcome of a command is made from; the rest of a folder is for `check` and `privacy`."""


def case_warnings(path: str | Path) -> list[Problem]:
    """Everything recognisable in a case folder or file, as warnings."""
    from casekit.privacy.gate import problems_of

    return [one for found in _looks([path], ()) for one in problems_of(found, "working")]


def warn_in_one_line(paths: Iterable[str | Path], lang: str) -> None:
    """One line on stderr for all that is recognisable in these cases; nothing when there is nothing."""
    from casekit.privacy.gate import seen

    show(seen(_looks(paths, OF_THE_CASE)), lang)


def _looks(paths: Iterable[str | Path], only: tuple[str, ...]) -> list[Look]:
    from casekit.privacy.look import look

    looks = []
    for path in paths:
        with suppress(InputRefused):  # who opened the case has already told of it
            looks.append(look(path, only))
    return looks
