"""Releasing a case: every check first, then the coarse case, then one look at what would leave; all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from casekit.case import Case
from casekit.causes.book import Book, open_book
from casekit.consent import Consent, Reading
from casekit.errors import InputRefused, Problem
from casekit.part import Part
from casekit.privacy.decided import FOLDER
from casekit.privacy.gate import problems_of
from casekit.privacy.look import look
from casekit.privacy.text import findings
from casekit.read.case_file import case_path, parse_case
from casekit.read.cause_file import FILE_NAME as CAUSES
from casekit.read.coding_file import FOLDER as CODINGS
from casekit.read.consent_file import load_consent
from casekit.read.people_file import load_involved, read_present
from casekit.read.safe.guard import read_yaml
from casekit.read.votes_file import FOLDER as VOTES
from casekit.release.allowed import consent_problems, reading_problems
from casekit.release.coarse import coarsened, in_order
from casekit.release.key import offset_of
from casekit.release.leaving import leaving_problems
from casekit.release.lens import Lens, lens_of
from casekit.release.levels import Table, kit_table, loosened, read_table
from casekit.release.moments import moments_of
from casekit.release.population import Expected, expected, population_problems
from casekit.release.receipts import (
    RECEIPT,
    earlier,
    earlier_problems,
    for_recipients,
    keep_receipt,
    receipt_of,
    receipt_text,
)
from casekit.release.results import results_of
from casekit.release.room import MEETS, combination_problems, room_problems
from casekit.release.together import Singled, singled_out
from casekit.values import tells_nothing
from casekit.write.atomic import save_folder
from casekit.write.case_file import block, case_text, case_version
from casekit.write.consent_file import save_consent

__all__ = ["Asked", "Ready", "Released", "prepare", "release"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of a release: the level ("O", "A", "W"), the day, who gets it, and who is in the room.

    `present`: a file with the participants; `levels`: a table of your own; `texts`: whether texts may go along at
    all; `library`: the folder of cases to compare with (by default the one that holds the case). `second_reader`: the
    role of who went through the checklist just now; it is recorded when the release goes through.
    """

    level: str
    on: date
    present: str | None = None
    recipients: tuple[str, ...] = ()
    levels: str | None = None
    texts: bool = True
    library: str | None = None
    second_reader: str | None = None


@dataclass(frozen=True)
class Ready:
    """A release that passed: the case as it leaves, its files by path, the receipt, and what deserves attention."""

    case: Case
    files: dict[str, bytes]
    receipt: dict[str, Any]
    warnings: tuple[Problem, ...]
    expected: Expected | None
    singled: tuple[Singled, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """Where a release went, and where its receipt was kept beside the working case (not for a fictional case)."""

    folder: Path
    ready: Ready
    kept: Path | None


def release(path: str | Path, output: str | Path, asked: Asked) -> Released:
    """Release a case into `output/<id>/`, and keep the receipt.

    Raises InputRefused with everything that stands in the way; then nothing was written but the key of the case.
    """
    ready = prepare(path, asked)
    folder = Path(output) / ready.case.id
    if folder.exists() or folder.is_symlink():
        raise InputRefused([Problem("release_there", str(folder))])
    if asked.second_reader:
        consent, _ = load_consent(path)
        save_consent(path, _with_reading(consent, asked) or Consent())
    save_folder(folder, {**ready.files, RECEIPT: receipt_text(for_recipients(ready.receipt)).encode("utf-8")})
    kept = None if ready.case.status == "fictional" else keep_receipt(path, ready.receipt, asked.on)
    return Released(folder, ready, kept)


def _with_reading(consent: Consent | None, asked: Asked) -> Consent | None:
    """What was recorded, and that a second reader (a role) went through the checklist for this level."""
    if not asked.second_reader:
        return consent
    now = consent or Consent()
    row = {"level": asked.level, "on": asked.on.isoformat(), "by": asked.second_reader, "checked": True}
    return now.model_copy(update={"readings": (*now.readings, Reading.model_validate(row))})


def prepare(path: str | Path, asked: Asked) -> Ready:
    """Everything of a release but the writing. Raises InputRefused with everything that stands in the way, at once.

    >>> from casekit.examples import example_path
    >>> ready = prepare(example_path("twaalf-regels"), Asked("A", date(2026, 1, 1)))
    >>> ready.case.release, ready.receipt["status"]
    ('A', 'fictional')
    """
    book = open_book(path)
    file = str(case_path(path))
    if book.case.results:
        raise InputRefused([Problem("release_of_release", file)])
    if book.case.status is None:
        raise InputRefused([Problem("release_no_status", file)])
    table = read_table(asked.levels) if asked.levels else kit_table()
    recorded, about_consent = load_consent(path, (one.id for one in book.case.sources))
    consent = _with_reading(recorded, asked)
    about_consent = [replace(one, severity="error") if one.code == "unknown_field" else one for one in about_consent]
    room = _room(book.case, asked, file)
    found = [*book.warnings, *about_consent, *_before(book, consent, table, asked, file), *room]
    refused = [one for one in found if one.severity != "warning"]
    if refused:
        raise InputRefused([*refused, *(one for one in found if one.severity == "warning")])

    lens = _lens(book, table, asked, path)
    case = _coarse_case(book, lens)
    files = _files(book, lens, case)
    found += combination_problems(book.case, case, asked.level, file)
    found += leaving_problems(files, asked.level, case_path(path).parent, str(path))
    refused = [one for one in found if one.severity != "warning"]
    if refused:
        raise InputRefused(refused)
    estimate = None if lens.made_up else expected(book.case.region_households, book.case.traits, asked.level)
    singled = singled_out(path, asked.library, asked.level)
    receipt = receipt_of(
        case,
        files,
        found,
        level=asked.level,
        on=asked.on,
        recipients=asked.recipients,
        made_from=case_version(book.case),
        changed=table.changed,
        texts=lens.made_up or (asked.texts and asked.level != "W"),
        read=asked.texts,
        meets=len({one.line for one in room if one.code in MEETS}) if asked.present else None,
        estimate=estimate,
        singled=singled,
    )
    return Ready(case, files, receipt, tuple(found), estimate, singled)


def _before(book: Book, consent: Consent | None, table: Table, asked: Asked, file: str) -> Iterator[Problem]:
    """What can be said before anything is made coarser."""
    case, level = book.case, asked.level
    at = str(case_path(file).parent / FOLDER / "consent.yaml")
    yield from problems_of(look(case_path(file).parent), "library")
    yield from consent_problems(case, consent, level, asked.on, book.codings, at)
    if asked.texts:
        yield from reading_problems(case, consent, level, asked.on, at)
    yield from population_problems(case, level, file)
    yield from _typed(book.case, asked, file)
    loose = loosened(table, level)
    if loose and case.status != "fictional":
        severity = "error" if level == "W" and case.status == "reconstruction" else "warning"
        values = {"fields": ", ".join(loose), "level": level}
        yield Problem("release_loosened", str(asked.levels), None, severity, values)  # type: ignore[arg-type]
    if case.status != "fictional":
        yield from earlier_problems(earlier(file), level, table.changed, file)
    if not asked.present and level != "O":
        yield Problem("release_nobody_named", file, severity="warning")


def _typed(case: Case, asked: Asked, file: str) -> Iterator[Problem]:
    """What was typed with this release or in ids that stay, and could point to somebody."""
    for what in (*asked.recipients, *filter(None, [asked.second_reader])):
        if any(one.severity != "NOTE" for one in findings(what)):
            yield Problem("release_named", file, values={"length": len(what)})
    telling = [row.id for row in case.touchpoint_list if not tells_nothing(row.id)]
    if telling and asked.level != "O" and case.status == "reconstruction":
        yield Problem("release_ids", file, values={"n": len(telling)})
    stubs = [row.id for row in case.touchpoint_list if (row.summary or "").startswith("<")]
    if stubs and case.status == "composite":
        yield Problem("release_stubs", file, values={"ids": ", ".join(stubs[:10]), "n": len(stubs)})


def _lens(book: Book, table: Table, asked: Asked, path: str | Path) -> Lens:
    case = book.case
    made_up = case.status in ("fictional", "composite")
    offset = 0 if made_up or asked.level != "A" else offset_of(path)
    traits = expected(case.region_households, case.traits, asked.level).shown
    if made_up:
        traits = {one.id: one.value or "" for one in case.traits}
    return lens_of(case, asked.level, table, moments_of(case, offset), texts=asked.texts, traits=traits)


def _coarse_case(book: Book, lens: Lens) -> Case:
    """The case as it leaves, with the results of the real days; it is read back as anybody would read it."""
    results = results_of(book.analysis, lens.action("Result", "lasted"))
    told = in_order(book.case, lens.moments).model_copy(update={"results": results})
    data = {**coarsened(told, lens), "release": lens.level}
    case = Case.model_validate(data)
    again, _ = parse_case(read_yaml(case_text(case).encode("utf-8"), "case.yaml"))
    return again


def _files(book: Book, lens: Lens, case: Case) -> dict[str, bytes]:
    """The case and what people added beside it, by path."""
    files = {"case.yaml": case_text(case)}
    for n, coding in enumerate(book.codings, 1):
        if lens.action("Coding", "codes") != "none" and (text := _part(coding, lens, "coder")):
            own_name = coding.is_consensus or lens.action("Coding", "coder") == "keep"
            files[f"{CODINGS}/{coding.coder if own_name else f'codeur-{n}'}.yaml"] = text
    for n, votes in enumerate(book.votes, 1):
        if lens.action("Votes", "counts") != "none" and (text := _part(votes, lens, "session")):
            own_name = lens.action("Votes", "session") == "keep"
            files[f"{VOTES}/{votes.session if own_name else f'sessie-{n}'}.yaml"] = text
    used = {row.cause for coding in book.codings for row in coding.codes}
    used |= {row.cause for coding in book.codings for row in coding.seen}
    own = [one for one in book.causes if one.own and one.code in used]
    if own and any(name.startswith(CODINGS) for name in files):
        rows = [{"code": one.code, "label": one.nl, "label_en": one.en, "level": one.level} for one in own]
        files[CAUSES] = block({"causes": rows})
    return {name: text.encode("utf-8") for name, text in files.items()}


def _part(part: Part, lens: Lens, name: str) -> str:
    return block({key: value for key, value in coarsened(part, lens).items() if key != name})


def _room(case: Case, asked: Asked, file: str) -> list[Problem]:
    """What the room should know, where a list of participants was given."""
    if not asked.present:
        return []
    involved, about = load_involved(file)
    return [*about, *room_problems(involved, case, read_present(asked.present), asked.present)]
