"""Large made-up cases for the speed measurements; the same seed gives the same case."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from casekit.case import Case

__all__ = ["made_case"]

ASKS = ("question", "application", "registration", "chase", "document_request", "referral")
REPLIES = ("answer", "decision", "delivery", "refusal", "promise", "receipt", "message", "conversation")
ITEMS = ("payslip", "contract", "bank", "identity", "rent", "budget")
STAGES = ("reported", "applied", "assessed", "decided")


def _date(day: int) -> str:
    return (date(2001, 1, 1) + timedelta(day)).isoformat()


def made_case(size: int, seed: int = 1) -> Case:
    """A case of `size` touchpoints with everything coded: issues, items, stages, holds, coverage, requirements."""
    dice = random.Random(seed)
    bodies = [f"org{n}" for n in range(max(4, min(40, size // 40)))]
    actors: list[dict[str, Any]] = [{"id": "resident", "kind": "resident"}]
    for body in bodies:
        actors += [{"id": f"{body}_{desk}", "kind": "municipality", "organisation": body} for desk in "ab"]
    issues = [f"i{n}" for n in range(max(2, size // 30))]
    rows: list[dict[str, Any]] = []
    day = 0
    open_rows: list[dict[str, Any]] = []
    for number in range(size):
        day += dice.choice((0, 1, 1, 2, 3, 9))
        row: dict[str, Any] = {"id": f"t{number}", "issue": dice.choice(issues), "order": number}
        if dice.random() < 0.7:
            row["when"] = _date(day)
        if open_rows and dice.random() < 0.5:
            asked = open_rows.pop(dice.randrange(max(0, len(open_rows) - 20), len(open_rows)))
            row |= {"from": asked["to"][0], "to": [asked["from"]], "kind": dice.choice(REPLIES)}
            row |= {"responds_to": [asked["id"]], "issue": asked["issue"]}
        else:
            desk = f"{dice.choice(bodies)}_{dice.choice('ab')}"
            kind = dice.choice(ASKS)
            sender, to = ("resident", desk) if kind in ASKS[:4] else (desk, "resident")
            if kind == "referral":
                to = f"{dice.choice(bodies)}_a"
            row |= {"from": sender, "to": [to], "kind": kind}
            open_rows.append(row)
        if row["kind"] == "promise":
            row["promise"] = {"due": _date(day + 7)}
        for field in ("asks", "shares", "needs"):
            if dice.random() < 0.3:
                row[field] = dice.sample(ITEMS, 2)
        if dice.random() < 0.3:
            row["stage"] = dice.choice(STAGES)
        if dice.random() < 0.1:
            row["says"] = {dice.choice(ITEMS): str(dice.randrange(4))}
        rows.append(row)
    return Case.model_validate(
        {
            "id": f"made-{size}",
            "status": "fictional",
            "observed": {"from": _date(0), "until": _date(day + 60)},
            "issues": [{"id": issue, "procedure": "social_assistance"} for issue in issues],
            "stages": [{"id": stage} for stage in STAGES],
            "actors": actors,
            "touchpoints": rows,
            "items": [{"id": item, "valid_days": 90, "standard_for": ["social_assistance"]} for item in ITEMS],
            "holds": [
                {
                    "id": f"h{n}",
                    "basis": "law",
                    "from": _date(n * 50),
                    "until": _date(n * 50 + 10),
                    "issue": dice.choice(issues),
                }
                for n in range(max(1, day // 200))
            ],
            "coverage": [
                {"source": "file", "actor": body, "from": _date(0), "until": _date(day + 60)} for body in bodies
            ],
            "sources": [{"id": "file", "kind": "file"}],
            "requirements": [
                {"id": "r1", "goal": "a", "alternatives": [{"needs": ["b"]}], "imposed_at": "t0"},
                {"id": "r2", "goal": "b", "alternatives": [{"needs": ["a"]}], "imposed_at": "t1"},
            ],
        }
    )
