"""Chronologies in a few words, for the tests of the import."""

from __future__ import annotations

from typing import Any

__all__ = ["chronology", "row"]


def row(name: str, sender: str, to: str, kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "date": None, "order": int(name[1:]), "from": sender, "to": to, "kind": kind, **fields}


def chronology(*rows: Any, **fields: Any) -> dict[str, Any]:
    actors = [
        {"id": "r", "kind": "resident"},
        {"id": "g", "kind": "municipality"},
        {"id": "k", "kind": "debt_service"},
    ]
    return {"id": "c", "title": "T", "language": "nl", "actors": actors, "touchpoints": list(rows)} | fields
