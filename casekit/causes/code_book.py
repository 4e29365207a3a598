"""The workbook of a coder: out with every stall in it, and back into the file of the coder without losing a word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casekit.causes.about_codes import looks_like_a_name
from casekit.causes.code import coding_of
from casekit.coding import Coding
from casekit.errors import InputRefused, Problem, shown
from casekit.read.beside import beside
from casekit.read.case_file import load_case
from casekit.read.cause_file import known_causes
from casekit.read.coding_book import read_coding_book
from casekit.read.coding_file import FOLDER
from casekit.read.safe.naming import is_folder_name
from casekit.read.safe.opening import read_file
from casekit.sheets.coding_plan import field_title
from casekit.stalls.run import Analysis, analyse
from casekit.stalls.stall import Stall
from casekit.stalls.statement import between, name, what
from casekit.text import LANGUAGES, capital, say
from casekit.write.atomic import save_bytes
from casekit.write.coding_book import coding_workbook
from casekit.write.coding_file import save_coding
from casekit.write.coding_join import joined
from casekit.write.lock import content_hash

__all__ = ["Taken", "take_workbook", "workbook_of", "write_workbook"]

MOST_BYTES = 20_000_000


def workbook_of(case_file: str | Path, coder: str, lang: str = "nl") -> bytes:
    """The workbook in which a coder names causes: every stall, and what this coder coded so far; of others nothing.

    Raises InputRefused for what is wrong with the case, the coding, or the name of the coder.
    """
    if not is_folder_name(coder):
        file = str(beside(case_file, FOLDER, "x").parent)
        raise InputRefused([Problem("coder_name", file, values={"value": shown(coder)})])
    if looks_like_a_name(coder):
        raise InputRefused([Problem("coder_person", str(beside(case_file, FOLDER, "x").parent))])
    case, _ = load_case(case_file)
    analysis = analyse(case)
    coding = coding_of(case_file, coder) or Coding(coder=coder)
    rows = [(stall.key, _in_words(stall, analysis, lang)) for stall in analysis.stalls]
    state = _state(case_file, coder)
    return coding_workbook(coding, rows, known_causes(case_file), lang, case=case.id, state=state, status=case.status)


def _in_words(stall: Stall, analysis: Analysis, lang: str) -> str:
    """What happened, short enough for a cell: between whom, about what, and at which touchpoints."""
    sender, receiver = between(stall, analysis.story)
    clause = what(stall, analysis.story, lang)
    title = name(stall.kind, lang)
    values = {
        "name": capital(title),
        "sure": "" if stall.verdict == "certain" else f" ({say('word.possible', lang)})",
        "from": sender,
        "to": receiver,
        "issue": f", {issue}" if (issue := analysis.story.issue_label(stall.issue)) else "",
        "what": clause,
        "touchpoints": ", ".join(stall.touchpoints),
    }
    return say("codebook.statement", lang, **values)


def write_workbook(case_file: str | Path, coder: str, file: str | Path, lang: str = "nl") -> Path:
    """Save the workbook of a coder. Raises InputRefused when there is a file already: it may hold work."""
    path = Path(file)
    if path.suffix.casefold() != ".xlsx":
        raise InputRefused([Problem("code_not_xlsx", str(path))])
    content = workbook_of(case_file, coder, lang)
    if path.exists():
        raise InputRefused([Problem("codebook_there", str(path))])
    return save_bytes(path, content)


def _state(case_file: str | Path, coder: str) -> str:
    """The fingerprint of the coding as it stands in its file; that of nothing where there is none."""
    path = beside(case_file, FOLDER, coder)
    return content_hash(path.read_bytes() if path.exists() else b"")


@dataclass(frozen=True)
class Taken:
    """What came in from a workbook: the file of the coder, the coding as it is now, and what to look at."""

    file: Path
    coding: Coding
    warnings: tuple[Problem, ...]


def take_workbook(case_file: str | Path, workbook: str | Path, coder: str | None = None) -> Taken:
    """Put what a coding workbook says in the file of its coder. What stands there and is not in the workbook stays.

    Was the file changed since the workbook was made, then a field that both fill in with something else is refused,
    each with where it stands; nothing is saved then. Raises InputRefused with everything that is wrong.
    """
    case, _ = load_case(case_file)
    analysis = analyse(case)
    keys = [stall.key for stall in analysis.stalls]
    content = read_file(Path(workbook), MOST_BYTES, absent="no_such_file")
    read = read_coding_book(
        content,
        str(workbook),
        known_causes(case_file),
        keys,
        coder,
        touchpoints=analysis.story.by_id,
        before=lambda whose: coding_of(case_file, whose),
    )
    if read.case and read.case != case.id:
        values: dict[str, object] = {"value": shown(read.case), "case": shown(case.id)}
        raise InputRefused([Problem("codebook_of_other_case", str(workbook), values=values)])
    whose = read.coding.coder
    if looks_like_a_name(whose):
        raise InputRefused([Problem("coder_person", str(workbook))])
    there = coding_of(case_file, whose)
    if there is None:
        return Taken(save_coding(case_file, read.coding), read.coding, read.warnings)
    file = str(beside(case_file, FOLDER, whose))
    both = joined(there, read.coding)
    if both.clashes and read.state != _state(case_file, whose):
        raise InputRefused(
            Problem(
                "codebook_changed",
                str(workbook),
                read.places.get((clash.stall, clash.cause)),
                values={
                    "stall": shown(clash.stall) if clash.stall else "-",
                    "cause": shown(clash.cause) if clash.cause else "-",
                    "field": {lang: field_title(clash.field, lang) for lang in LANGUAGES},
                    "other": file,
                },
            )
            for clash in both.clashes
        )
    warnings = read.warnings
    if both.stays:
        rest = ", ".join(f"{cause} ({shown(stall)})" for stall, cause in both.stays)
        warnings += (Problem("codebook_stays", str(workbook), None, "warning", {"other": file, "what": rest}),)
    return Taken(save_coding(case_file, both.coding), both.coding, warnings)
