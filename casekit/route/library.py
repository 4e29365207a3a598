"""The designed routes that there are: those of the kit, those beside a case, and any file that is named."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path

from casekit.case import Case
from casekit.designed import Designed
from casekit.errors import InputRefused, Problem, closest, shown
from casekit.norms import library as norms
from casekit.read.case_file import case_path
from casekit.read.route_file import load_route, read_route

__all__ = ["beside", "find_route", "routes"]

FOLDER = "routes"
SUFFIXES = (".yaml", ".yml")


@cache
def routes() -> dict[str, Designed]:
    """The routes that come with the kit, by id.

    >>> sorted(routes())
    ['bijstand', 'schuldhulp', 'vroegsignaal']
    """
    known = {norm.id for norm in norms()}
    texts = sorted(files("casekit").joinpath(FOLDER).iterdir(), key=lambda part: part.name)
    found = [read_route(text.read_bytes(), text.name, known)[0] for text in texts if text.name.endswith(SUFFIXES)]
    return {route.id: route for route in found}


def beside(case_file: str | Path) -> dict[str, Path]:
    """The files with routes that lie in `routes/` beside the folder of a case, by name without suffix."""
    folder = Path(os.path.abspath(case_path(case_file))).parent.parent / FOLDER
    found = sorted(path for path in folder.glob("*") if path.suffix.lower() in SUFFIXES)
    return {path.stem: path for path in found}


def find_route(
    against: str | Path, case: Case | None = None, case_file: str | Path | None = None
) -> tuple[Designed, list[Problem]]:
    """The route that a word means, and the warnings about it.

    A path to a file, else the name of a file in `routes/` beside the case, else a route of the kit. `case` has
    norms of its own that steps may name. Raises InputRefused for a route that there is not, or that is wrong.

    >>> find_route("schuldhulp")[0].steps[0].id
    'hulpvraag'
    """
    known = {norm.id for norm in (*norms(), *(case.norms if case else ()))}
    word = str(against)
    if word.lower().endswith(SUFFIXES):
        return load_route(word, known)
    own = beside(case_file) if case_file is not None else {}
    if word in own:
        return load_route(own[word], known)
    if word in routes():
        return routes()[word], []
    there = sorted({*own, *routes()})
    values = {"routes": ", ".join(map(shown, there)), "near": closest(word, there)}
    raise InputRefused([Problem("unknown_route", shown(word), values=values)])
