"""A working folder with a reconstruction in it that may be released: what the tests then take away or add."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from casekit.release.run import Asked
from casekit.write.case_file import block

ON = date(2026, 3, 2)
READ = {"level": "W", "on": "2026-03-01", "by": "tweede lezer", "checked": "ja"}
CONSENT: dict[str, Any] = {
    "sources": [
        {
            "source": "gesprek_moeder",
            "kind": "interview",
            "obtained": "2025-01-10",
            "level": "W",
            "given_by": "inwoner",
        },
        {"source": "dossier_team", "kind": "file", "obtained": "2025-01-20", "level": "W"},
    ],
    "retention": "2029-01-01",
    "member_check": [{"with": "resident", "on": "2025-06-01", "by": "docent", "result": "agreed"}],
    "readings": [READ],
}
CASE: dict[str, Any] = {
    "id": "werkcasus",
    "title": "een aanvraag die bleef liggen",
    "status": "reconstruction",
    "summary": "de inwoner wacht lang op een besluit",
    "observed": {"from": "2021-03-05", "until": "2021-12-31"},
    "region_households": 55000,
    "traits": [{"id": "gezin", "attribute": "household", "value": "eenoudergezin"}],
    "issues": [{"id": "uitkering", "label": "de uitkering", "procedure": "bijstand"}],
    "organisations": [{"id": "gem", "label": "de gemeente", "kind": "gemeente"}],
    "actors": [
        {"id": "moeder", "label": "moeder", "kind": "inwoner"},
        {"id": "loket_zuid", "label": "het loket", "kind": "gemeente", "organisation": "gem"},
        {"id": "team_twee", "label": "het tweede team", "kind": "gemeente", "organisation": "gem"},
    ],
    "touchpoints": [
        {"id": "t1", "when": "2021-03-05", "from": "moeder", "to": "loket_zuid", "kind": "aanvraag",
         "issue": "uitkering", "summary": "vraagt een uitkering aan", "source": ["gesprek_moeder"]},
        {"id": "t2", "when": "2021-03-09", "from": "loket_zuid", "to": "team_twee", "kind": "verwijzing",
         "issue": "uitkering", "summary": "stuurt de aanvraag door", "source": ["dossier_team"],
         "note": "een losse notitie"},
        {"id": "t3", "when": "2021-06", "from": "moeder", "to": "loket_zuid", "kind": "navraag",
         "issue": "uitkering", "responds_to": ["t1"], "summary": "vraagt hoe het staat", "source": ["gesprek_moeder"],
         "amount": 1450},
        {"id": "t4", "when": "2021-10-20", "from": "team_twee", "to": "moeder", "kind": "besluit",
         "issue": "uitkering", "responds_to": ["t1"], "summary": "kent de uitkering toe", "source": ["dossier_team"]},
    ],
    "sources": [{"id": "gesprek_moeder", "kind": "gesprek"}, {"id": "dossier_team", "kind": "eigen dossier"}],
}  # fmt: skip


def working(folder: Path, case: dict[str, Any] | None = None, consent: dict[str, Any] | None = None) -> Path:
    """The folder of a working case; `case` and `consent` change or take away (None) fields of those above."""
    target = folder / "werk" / "werkcasus"
    (target / "private").mkdir(parents=True)
    (target / "case.yaml").write_text(block(_with(CASE, case)), encoding="utf-8")
    if consent != {}:
        (target / "private" / "consent.yaml").write_text(block(_with(CONSENT, consent)), encoding="utf-8")
    return target


def _with(whole: dict[str, Any], other: dict[str, Any] | None) -> dict[str, Any]:
    return {key: value for key, value in {**whole, **(other or {})}.items() if value is not None}


def asked(level: str, **other: Any) -> Asked:
    """A release at a level on a fixed day."""
    return Asked(level, ON, **other)
