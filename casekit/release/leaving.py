"""One look of the gate at the very files that would leave, before anything is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from casekit.errors import Problem
from casekit.privacy.gate import problems_of
from casekit.privacy.look import look_at

__all__ = ["leaving_problems"]


def leaving_problems(files: Mapping[str, bytes], what: str, beside: str | Path, called: str) -> list[Problem]:
    """What the gate says of the files of a case folder before they are saved, with the author's decisions at hand.

    `what`: what the folder will be (a level, or the id of a composite); `beside`: the folder of the working case,
    where those decisions stand; `called`: what people should look into.
    """
    problems = problems_of(look_at(files, f"{called} ({what})", beside), "release")
    return [replace(one, values={**one.values, "path": called}) for one in problems]
