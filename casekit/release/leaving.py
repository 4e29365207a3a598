"""One look of the gate at the very files that would leave, before anything is saved."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from casekit.errors import Problem
from casekit.privacy.decided import FOLDER, WORDS
from casekit.privacy.gate import problems_of
from casekit.privacy.look import look
from casekit.write.atomic import save_folder

__all__ = ["leaving_problems"]


def leaving_problems(files: Mapping[str, bytes], name: str, beside: str | Path, called: str) -> list[Problem]:
    """What the gate says of the files of a case folder called `name`, with the author's decisions at hand.

    `beside`: the folder of the working case, where those decisions stand; `called`: what people should look into.
    """
    words = Path(beside) / FOLDER / WORDS
    decided = {f"{FOLDER}/{WORDS}": words.read_bytes()} if words.is_file() else {}
    with tempfile.TemporaryDirectory(prefix="casekit-") as folder:
        target = save_folder(Path(folder) / name, {**files, **decided})
        problems = problems_of(look(target), "release")
    inside = str(target)
    return [
        replace(
            one,
            file=f"{called} -> {one.file.removeprefix(inside).lstrip('/')}",
            values={**one.values, "path": called},
        )
        for one in problems
    ]
