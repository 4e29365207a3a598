"""Receipts of releases: what went out, when, for whom, and which checks it passed.

A receipt stands in the released folder and, for a case of real people, also in `private/releases/` beside the
working case. A later release is held against the earlier ones: two at other coarseness tell more than either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from casekit.case import Case
from casekit.errors import InputRefused, Problem
from casekit.read.case_file import case_path
from casekit.read.consent_file import FOLDER
from casekit.read.copies import free_name
from casekit.read.safe.guard import read_yaml
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.release.population import Expected
from casekit.release.together import Singled
from casekit.text import LANGUAGES, say
from casekit.write.atomic import save_text
from casekit.write.case_file import block

__all__ = [
    "RECEIPT",
    "content_hash",
    "earlier",
    "earlier_problems",
    "for_recipients",
    "keep_receipt",
    "receipt_of",
    "receipt_text",
]

RECEIPT = "receipt.yaml"
RELEASES = "releases"
MOST = 200


def content_hash(files: Mapping[str, bytes]) -> str:
    """The SHA-256 over the names and the content of files, whatever their order.

    >>> content_hash({"a": b"1", "b": b"2"}) == content_hash({"b": b"2", "a": b"1"})
    True
    """
    total = sha256()
    for name in sorted(files):
        total.update(name.encode("utf-8") + b"\0" + sha256(files[name]).digest())
    return total.hexdigest()


def receipt_text(receipt: Mapping[str, Any]) -> str:
    """A receipt as the text of its file."""
    return block(dict(receipt))


def keep_receipt(case_file: str | Path, receipt: Mapping[str, Any], on: date) -> Path:
    """Keep a receipt beside the working case, and return its file; one of the same day and level stays there too."""
    folder = case_path(case_file).parent / FOLDER / RELEASES
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{receipt['level']}-{on.isoformat()}.yaml"
    if target.exists():
        target = free_name(target, "2")
    return save_text(target, receipt_text(receipt))


def earlier(case_file: str | Path) -> tuple[Mapping[str, Any], ...]:
    """The receipts beside a case, by name. Raises InputRefused for one that cannot be read."""
    folder = case_path(case_file).parent / FOLDER / RELEASES
    found = []
    for path in sorted(folder.glob("*.yaml"))[:MOST]:
        data = read_yaml(read_file(path, MEGABYTE), str(path)).data
        if not isinstance(data, dict) or "level" not in data:
            raise InputRefused([Problem("release_receipt", str(path))])
        found.append(data)
    return tuple(found)


def earlier_problems(
    receipts: tuple[Mapping[str, Any], ...], level: str, changed: tuple[str, ...], file: str
) -> list[Problem]:
    """A warning when an earlier release told the case more or less coarsely than this one will."""
    now = (level, ", ".join(changed))
    others = {(str(one["level"]), str(one.get("changed") or "")): str(one.get("date", "?")) for one in receipts}
    others.pop(now, None)
    if not others:
        return []
    told = ", ".join(f"{level} ({day})" for (level, _), day in sorted(others.items()))
    return [Problem("release_earlier", file, severity="warning", values={"releases": told, "level": level})]


def receipt_of(
    case: Case,
    files: Mapping[str, bytes],
    warned: Iterable[Problem],
    *,
    level: str,
    on: date,
    recipients: Sequence[str],
    made_from: str,
    changed: Sequence[str],
    texts: bool,
    read: bool,
    meets: int | None,
    estimate: Expected | None,
    singled: Sequence[Singled],
) -> dict[str, Any]:
    """What the researcher keeps of a release; `meets`: organisations in the room that occur in the case.

    `read`: a second reader had to go through it. `made_from`: the version of the working case; `changed`: rows of the
    table that are not those of the kit.
    """
    receipt: dict[str, Any] = {
        "case": case.id,
        "level": level,
        "date": on.isoformat(),
        "status": case.status,
        "what_this_is": {lang: say(_what(case, level), lang) for lang in LANGUAGES},
        "recipients": [*recipients],
        "content_hash": content_hash(files),
        "made_from": made_from,
        "casekit": version("casekit"),
        "texts": texts,
        **({"changed": ", ".join(changed)} if changed else {}),
        "checks": _checks(case, level, read, {one.code for one in warned}, meets),
        "single_out": [one.as_data() for one in singled],
    }
    if estimate is not None and estimate.households is not None:
        receipt["expected_households"] = {"about": round(estimate.households), "at_most": bool(estimate.missing)}
    return receipt


def for_recipients(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """The receipt as it goes along: not who of the room is in the case, nor what would tie two releases together."""
    checks = [one for one in receipt["checks"] if one["check"] != "room"]
    return {key: value for key, value in receipt.items() if key != "made_from"} | {"checks": checks}


def _what(case: Case, level: str) -> str:
    """What the release is called: pseudonymised, unless it is about nobody."""
    if case.status in ("fictional", "composite"):
        return f"release.is.{case.status}"
    return "release.is.coarse" if level == "W" else "release.is.pseudonymised"


_WARNINGS = {
    "identifiers": ("privacy_",),
    "consent": ("consent_", "retention_"),
    "member_check": ("member_check_",),
    "second_reader": (),
    "population": ("population_",),
    "combination": ("combination",),
    "earlier_releases": ("release_earlier",),
}
"""Each check, and how the codes of what it warns about begin."""


def _checks(case: Case, level: str, read: bool, warned: set[str], meets: int | None) -> list[dict[str, Any]]:
    """Each check with its outcome: passed, warned, not needed, or not done. What failed, never gets here."""
    real = case.status not in ("fictional", "composite")
    needed = dict.fromkeys(_WARNINGS, real) | {
        "identifiers": True,
        "second_reader": case.status != "fictional" and read and level != "O",
    }
    checks: list[dict[str, Any]] = []
    for name, starts in _WARNINGS.items():
        attention = any(code.startswith(starts) for code in warned) if starts else False
        outcome = "not_needed" if not needed[name] else "warned" if attention else "passed"
        checks.append({"check": name, "outcome": outcome})
    room = "not_done" if meets is None else "warned" if meets else "passed"
    return [*checks, {"check": "room", "outcome": room, "meets": meets or 0}]
