"""Random small cases for the properties that must hold for every kind of stall."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

ACTORS = (
    {"id": "inwoner", "kind": "resident"},
    {"id": "balie", "kind": "municipality", "organisation": "gemeente"},
    {"id": "klantmanager", "kind": "municipality", "organisation": "gemeente"},
    {"id": "wijkteam", "kind": "welfare"},
    {"id": "schuldhulp", "kind": "debt_service"},
)
KINDS = (
    "question", "application", "registration", "promise", "answer", "decision", "delivery", "refusal",
    "document_request", "referral", "acceptance", "handover", "consultation", "chase", "escalation", "appointment",
    "withdrawal", "no_show", "measure", "closure", "conversation", "message", "silence", "payment",
)  # fmt: skip
ITEMS = ("loonstrook", "huurcontract")
STAGES = ("gemeld", "aangevraagd", "besloten")


@st.composite
def case_data(draw: st.DrawFn, *, dated: bool = True) -> dict[str, Any]:
    """A case as it stands in a file: up to ten touchpoints, all with `order`, with days from 0 to 300."""
    size = draw(st.integers(2, 10))
    days = sorted(draw(st.lists(st.integers(0, 300), min_size=size, max_size=size)))
    rows = [_row(draw, number, days[number], dated) for number in range(size)]
    coverage = draw(st.booleans())
    data: dict[str, Any] = {
        "id": "c",
        "actors": [dict(actor) for actor in ACTORS],
        "touchpoints": rows,
        "items": [{"id": item, "valid_days": 60, "standard_for": ["i"]} for item in ITEMS],
        "issues": [{"id": "i"}, {"id": "j"}],
        "stages": [{"id": stage} for stage in STAGES],
        "holds": [_hold(draw, "h0")] if dated and draw(st.booleans()) else [],
    }
    if dated:
        data["observed"] = {"from": "0", "until": "330"}
    if coverage:
        data["coverage"] = [{"source": "s", "actor": actor["id"], "from": "0", "until": "330"} for actor in ACTORS]
    return data


def _row(draw: st.DrawFn, number: int, day: int, dated: bool) -> dict[str, Any]:
    sender = draw(st.sampled_from(ACTORS))["id"]
    others = [actor["id"] for actor in ACTORS if actor["id"] != sender]
    row: dict[str, Any] = {
        "id": f"t{number}",
        "order": number,
        "from": sender,
        "to": [draw(st.sampled_from(others))],
    }
    row["kind"] = draw(st.sampled_from(KINDS))
    if dated and draw(st.integers(0, 3)):
        row["when"] = str(day)
    if number and draw(st.booleans()):
        row["responds_to"] = [f"t{draw(st.integers(0, number - 1))}"]
    row["issue"] = draw(st.sampled_from(("i", "i", "j")))
    if dated and draw(st.integers(0, 2)) == 0:
        row["due"] = str(day + draw(st.integers(1, 60)))
    for field in ("asks", "shares", "needs"):
        if draw(st.integers(0, 2)) == 0:
            row[field] = [draw(st.sampled_from(ITEMS))]
    if draw(st.integers(0, 3)) == 0:
        row["stage"] = draw(st.sampled_from(STAGES))
    if draw(st.integers(0, 4)) == 0:
        row["outcome"] = draw(st.sampled_from(("no_response", "postponed", "partial", "rejected", "done")))
    return row


def _hold(draw: st.DrawFn, name: str) -> dict[str, Any]:
    start = draw(st.integers(0, 300))
    length = draw(st.integers(0, 80))
    basis = draw(st.sampled_from(("law", "client_choice", "process_time")))
    return {"id": name, "basis": basis, "from": str(start), "until": str(start + length)}


holds = st.composite(lambda draw: _hold(draw, "extra"))
