"""Putting a case into a shared folder: only through the gate, whole or not at all, without what must stay behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit.case import Case
from casekit.errors import InputRefused, Problem, shown
from casekit.privacy.decided import FOLDER
from casekit.privacy.gate import problems_of
from casekit.privacy.inside.files import MAX_FILE, files_in
from casekit.privacy.look import look
from casekit.read.backups import BACKUPS
from casekit.read.case_file import FILE_NAME, case_path, load_case
from casekit.read.coding_file import load_codings
from casekit.read.consent_file import load_consent
from casekit.read.safe.naming import found_as
from casekit.read.safe.opening import read_file
from casekit.release.allowed import consent_problems
from casekit.text import LANGUAGES, say
from casekit.when import timeline
from casekit.write.atomic import save_folder

__all__ = ["Added", "add_to_library"]


@dataclass(frozen=True, slots=True)
class Added:
    """A case that was put into a shared folder: where, how many files, and what did not go along."""

    folder: Path
    files: int
    warnings: tuple[Problem, ...]


def add_to_library(case: str | Path, library: str | Path, on: date) -> Added:
    """Copy a case into a shared folder, once the gate for a release has let it pass.

    `private/` and backups stay behind, and so does what could not be looked into (told as a warning). Who shares the
    library is a researcher, so a working case needs consent for level O on that day; a release had its own checks.
    Raises InputRefused with everything that is refused, for a case that is not in order, and when a case of that name
    is there already; OSError when it cannot be written.
    """
    file = case_path(case)
    truth, _ = load_case(file)
    whole = file.name == FILE_NAME
    seen = look(file.parent if whole else file)
    problems = [*problems_of(seen, "release"), *_consent(truth, file, on)]
    target = Path(library) / truth.id
    if found_as(target) is not None:
        problems.append(Problem("library_there", str(target), values={"value": shown(truth.id)}))
    if errors := [one for one in problems if one.severity == "error"]:
        raise InputRefused(errors)
    if not whole:
        save_folder(target, {FILE_NAME: read_file(file, MAX_FILE)})
        return Added(target, 1, tuple(problems))
    files: dict[str, bytes] = {}
    warnings: list[Problem] = [one for one in problems if one.code != "privacy_unread"]
    reasons = {one.file: one.reason for one in seen.unread}
    for path in files_in(file.parent)[0]:
        name = path.relative_to(file.parent).as_posix()
        if name.split("/")[0] in (FOLDER, BACKUPS):
            continue
        if name in reasons:
            reason = {lang: say(f"privacy.reason.{reasons[name]}", lang) for lang in LANGUAGES}
            warnings.append(Problem("library_left_out", str(path), None, "warning", {"reason": reason}))
        else:
            files[name] = read_file(path, MAX_FILE)
    if look(file.parent).found != seen.found:  # somebody is still working on it
        raise InputRefused([Problem("backup_changing", str(file.parent))])
    save_folder(target, files)
    return Added(target, len(files), tuple(warnings))


def _consent(case: Case, file: Path, on: date) -> list[Problem]:
    """Whether those who gave the sources agreed that other researchers see the case."""
    if case.results:
        return []
    consent, warnings = load_consent(file, (one.id for one in case.sources))
    codings, _ = load_codings(file)
    if case.status == "reconstruction" and timeline(case).day0 is not None:
        warnings.append(Problem("library_real_days", str(file), severity="warning"))
    return [*warnings, *consent_problems(case, consent, "O", on, codings, str(file.parent / FOLDER / "consent.yaml"))]
