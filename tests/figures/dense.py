"""Made-up cases of any size, random but the same for the same seed, with stalls that nobody computed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from casekit.case import Case
from casekit.stalls.stall import Stall
from casekit.when import Span, timeline

PARTIES = [
    ("bewoner", "Bewoner", "resident", None),
    ("dochter", "Dochter (helpt mee)", "household", None),
    ("kcc", "Klantcontactcentrum", "municipality", "gem"),
    ("bb", "Bijzondere bijstand", "municipality", "gem"),
    ("wi", "Werk en Inkomen", "municipality", "gem"),
    ("shv", "Schuldhulpverlening gemeente", "debt_service", "gem"),
    ("wt", "Wijkteam", "welfare", "gem"),
    ("kb", "Kredietbank / bewindvoering", "debt_service", None),
    ("en", "Energieleverancier", "utility", None),
    ("gdw", "Gerechtsdeurwaarder", "bailiff", None),
    ("wci", "Woningcorporatie, huurincasso", "housing", "wc"),
    ("wcs", "Woningcorporatie, sociaal beheer", "housing", "wc"),
    ("ha", "Huisarts / praktijkondersteuner", "health", None),
    ("wz", "Welzijnsorganisatie", "welfare", "wz"),
    ("vb", "Vrijwillige budgetmaatjes", "volunteer", "wz"),
]
KINDS = [
    "referral",
    "acceptance",
    "message",
    "decision",
    "promise",
    "question",
    "refusal",
    "document_request",
]
KINDS += ["delivery", "registration", "consultation", "chase", "answer", "silence", "not_reached"]
STALLS = ["K01", "K02", "K03", "K04", "K05", "K06a", "K07", "K08", "K10", "K12", "K13", "K14", "K16"]
STALLS += ["G1", "G2", "M1"]
SUMMARY = "Vraagt opnieuw naar de stand van zaken en hoort dat de aanvraag nog op een andere afdeling ligt."


def made_up_case(
    seed: int = 1, parties: int = 15, touchpoints: int = 60, undated: float = 1 / 3, holds: int = 5
) -> Case:
    """A case with some touchpoints undated, some to the month, some with several receivers."""
    chance = random.Random(seed)
    people = PARTIES[:parties]
    people += [(f"p{n}", f"Partij nummer {n}", "other", None) for n in range(len(people), parties)]
    ids = [name for name, *_ in people]
    day = date(2021, 3, 5)
    rows: list[dict[str, Any]] = []
    for n in range(1, touchpoints + 1):
        day += timedelta(chance.choice([0, 1, 2, 3, 5, 8, 13, 30, 30, 70]))
        to = chance.sample(ids, min(len(ids), 2 if chance.random() < 0.07 else 1))
        row: dict[str, Any] = {
            "id": f"t{n}",
            "from": chance.choice(ids),
            "to": to,
            "kind": chance.choice(KINDS),
        }
        row["summary"] = " ".join(SUMMARY.split()[chance.randrange(6) :])
        if chance.random() >= undated:
            row["when"] = day.isoformat() if chance.random() < 0.7 else day.strftime("%Y-%m")
        if chance.random() < 0.35:
            row["experience"] = chance.choice([-1, 0, 1])
        row["turning_point"] = chance.random() < 0.05
        rows.append(row)
    waits = []
    for n in range(holds):
        start = date(2021, 3, 5) + timedelta(chance.randrange(400))
        end = start + timedelta(chance.choice([7, 14, 28, 56]))
        wait = {
            "id": f"h{n}",
            "basis": "law",
            "label": chance.choice(["zoekperiode", "beslistermijn", "behandeling"]),
        }
        waits.append(wait | {"from": start.isoformat(), "until": end.isoformat(), "actors": [chance.choice(ids)]})
    return Case.model_validate(
        {
            "id": "verzonnen",
            "title": "Verzonnen casus: wie vroeg, beloofde of besloot wat?",
            "status": "fictional",
            "organisations": [
                {"id": "gem", "label": "Gemeente"},
                {"id": "wc"},
                {"id": "wz", "label": "Welzijn"},
            ],
            "actors": [
                {"id": name, "label": label, "kind": kind, "organisation": organisation}
                for name, label, kind, organisation in people
            ],
            "touchpoints": rows,
            "holds": waits,
        }
    )


def made_up_stalls(case: Case, count: int = 12, seed: int = 1) -> tuple[Stall, ...]:
    """Stalls of all kinds and both verdicts, on touchpoints of this case; no two have the same key."""
    chance = random.Random(seed)
    when = timeline(case)
    by_id = {touchpoint.id: touchpoint for touchpoint in case.touchpoint_list}
    made: dict[str, Stall] = {}
    for n in range(count):
        first = chance.randrange(len(when.order))
        last = min(len(when.order) - 1, first + chance.choice([0, 1, 3, 6, 12, 25]))
        evidence = tuple(dict.fromkeys((when.order[first], when.order[last])))
        bites = by_id[evidence[0]]
        stall = Stall(
            kind=STALLS[n % len(STALLS)],
            verdict=chance.choice(["certain", "possible"]),
            at=evidence[0],
            touchpoints=evidence,
            actors=(bites.from_, *bites.to),
            issue="casus",
            start=when.spans[evidence[0]],
            end=when.spans[evidence[-1]],
            days=Span(1, 9),
        )
        made[stall.key] = stall
    return tuple(made.values())
