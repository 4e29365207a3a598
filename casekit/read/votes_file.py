"""From the files beside a case to what rooms voted, with every problem at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from casekit.errors import InputRefused, Problem, closest, shown
from casekit.read.beside import about, part_in, read_beside
from casekit.read.safe.guard import read_yaml
from casekit.read.safe.naming import is_folder_name
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.votes import Votes

__all__ = ["FOLDER", "load_votes", "read_votes"]

FOLDER = "votes"
WHOLE = "votes.the_votes"


def load_votes(case_file: str | Path, touchpoints: Iterable[str]) -> tuple[tuple[Votes, ...], list[Problem]]:
    """The votes of every session beside a case, and warnings. Raises InputRefused with what is wrong in all."""
    known = tuple(touchpoints)

    def read(path: Path) -> tuple[Votes, list[Problem]]:
        with about(WHOLE):
            return read_votes(read_file(path, MEGABYTE, absent="no_such_file"), str(path), known)

    return read_beside(case_file, FOLDER, read)


def read_votes(content: bytes, file: str, touchpoints: Iterable[str]) -> tuple[Votes, list[Problem]]:
    """The votes that a text describes, of the session that its file is called after; `touchpoints` are those there.

    More dots than there were to give are refused, and a touchpoint that the case does not have (any more) is a
    warning: the dots stay. Raises InputRefused with everything that is wrong.

    >>> votes, _ = read_votes(b"{present: 4, counts: {t1: 3}}", "sessie-1.yaml", ["t1"])
    >>> votes.session, votes.counts
    ('sessie-1', {'t1': 3})
    """
    document = read_yaml(content, file)
    if not isinstance(document.data, dict):
        raise InputRefused([Problem("not_votes", file, 1)])
    name = Path(file).stem
    if not is_folder_name(name):
        raise InputRefused([Problem("session_name", file, values={"value": shown(name)})])
    votes, warnings = part_in(document, Votes, WHOLE, session=name)
    if votes.given > votes.possible:
        dots: dict[str, object] = {"given": votes.given, "possible": votes.possible}
        raise InputRefused([Problem("too_many_dots", file, document.line("counts"), values=dots)])
    known = tuple(touchpoints)
    for place in votes.counts:
        if place not in known:
            values = {"value": shown(place), "near": closest(place, known)}
            warnings.append(Problem("votes_elsewhere", file, document.line("counts", place), "warning", values))
    return votes, warnings
