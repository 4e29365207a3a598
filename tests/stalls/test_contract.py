"""The whole of what a program and a reader get for one small case, word for word.

The case can be counted by hand: asked on 1 March 2021, due on the 15th, chased on the 20th, a measure on the
25th, answered on the 31st; observed until 30 April.
"""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.as_data import as_data
from casekit.stalls.run import Analysis, analyse
from casekit.stalls.statement import row

LINES = """
a: inwoner > gemeente vraag    @2021-03-01 due=2021-03-15 issue=huur source=dossier
c: inwoner > gemeente navraag  @2021-03-20 issue=huur re=a
m: deurwaarder > inwoner maatregel @2021-03-25 issue=huur amount=40
b: gemeente > inwoner antwoord @2021-03-31 re=a issue=huur source=dossier
hold client_choice @2021-04-02..@2021-04-09 issue=huur
observed @2021-03-01..@2021-04-30
"""
BLOCKS = {
    "issues": [{"id": "huur", "label": "de huur"}],
    "sources": [{"id": "dossier", "label": "het dossier", "kind": "file", "perspective": "gemeente"}],
    "coverage": [{"source": "dossier", "actor": "gemeente", "from": "2021-03-01", "until": "2021-04-30"}],
}


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(case_of(LINES, **BLOCKS))


def test_the_late_answer_as_data(analysis: Analysis) -> None:
    assert as_data(analysis)["stalls"][0] == {
        "key": "K02-a-b",
        "kind": "K02",
        "verdict": "certain",
        "at": "a",
        "touchpoints": ["a", "b"],
        "actors": ["inwoner", "gemeente"],
        "issue": "huur",
        "start": [0, 0],
        "end": [30, 30],
        "days": [30, 30],
        "norm": {
            "id": "due:a",
            "rung": 1,
            "days": [14, 14],
            "basis": "promise",
            "text": "eigen toezegging of afspraak",
        },
        "severity": {
            "days_over": [16, 16],
            "critical_days": [16, 16],
            "share": [0.5, 0.5],
            "money": 40.0,
            "client_actions": 1,
            "harms": 1,
        },
        "owned_days": 16,
        "mechanism_of": [],
        "confidence": {"grade": "B", "date": 2, "link": 2, "norm": 2, "sources": 2, "rival": 0},
        "borderline": False,
        "statement": "Te late reactie (K02, zeker). Op de overgang inwoner → gemeente, de huur (1 maart "
        "2021 – 31 maart 2021): het antwoord kwam na 30 dagen. Norm: 14 dagen (eigen "
        "toezegging of afspraak); daarboven: 16 dagen. Bewijs: a, b. Bronnen: het dossier. "
        "Tegenbewijs: nog niet gezocht. Kosten: 16 dagen van de doorlooptijd van de casus; 1 "
        "handeling van de inwoner in die tijd; 1 maatregel tegen het huishouden in die tijd; "
        "€ 40 vastgelegd. Zekerheid: B, omdat: een andere verklaring is nog niet onderzocht.",
        "refuted_by": "een eerder antwoord, een geldige opschorting, of een ander begin van de termijn",
    }


def test_the_chase_as_data(analysis: Analysis) -> None:
    assert as_data(analysis)["stalls"][1] == {
        "key": "G1-a-c",
        "kind": "G1",
        "verdict": "certain",
        "at": "c",
        "touchpoints": ["a", "c"],
        "actors": ["inwoner", "gemeente"],
        "issue": "huur",
        "start": [0, 0],
        "end": [19, 19],
        "days": [19, 19],
        "norm": {
            "id": "due:a",
            "rung": 1,
            "days": [14, 14],
            "basis": "promise",
            "text": "eigen toezegging of afspraak",
        },
        "severity": {
            "days_over": [5, 5],
            "critical_days": None,
            "share": [0.317, 0.317],
            "money": None,
            "client_actions": 0,
            "harms": 0,
        },
        "owned_days": 0,
        "mechanism_of": [],
        "confidence": {"grade": "B", "date": 2, "link": 2, "norm": 2, "sources": 2, "rival": 0},
        "borderline": True,
        "statement": "Onnodig aankloppen (G1, zeker). Op de overgang inwoner → gemeente, de huur (1 maart "
        "2021 – 20 maart 2021): 1 keer navraag over een verzoek dat al beantwoord had moeten "
        "zijn. Norm: 14 dagen (eigen toezegging of afspraak); daarboven: 5 dagen. Bewijs: a, "
        "c. Bronnen: het dossier. Tegenbewijs: nog niet gezocht. Zekerheid: B, omdat: een "
        "andere verklaring is nog niet onderzocht. Grensgeval: bij een anderhalf keer zo "
        "lange norm is dit geen hapering meer.",
        "refuted_by": "een antwoord van vóór de navraag, of nieuwe inhoud in de navraag",
    }


def test_what_stands_beside_the_stalls(analysis: Analysis) -> None:
    found = as_data(analysis)
    assert {key: value for key, value in found.items() if key not in ("stalls", "kinds")} == {
        "case": "test",
        "status": "fictional",
        "day0": "2021-03-01",
        "observations": [
            {
                "kind": "hold",
                "touchpoints": [],
                "hold": "h1",
                "basis": "client_choice",
                "issue": "huur",
                "days": [7, 7],
            }
        ],
        "assumptions": [],
        "sensitivity": {"0.75": 2, "1": 2, "1.5": 1},
    }


def test_what_is_said_of_every_kind(analysis: Analysis) -> None:
    kinds = {kind["kind"]: (kind["status"], kind["missing"]) for kind in as_data(analysis)["kinds"]}
    assert kinds == {
        "K01": ("none", []),
        "K02": ("found", []),
        "K03": ("no_opportunity", []),
        "K04": ("none", []),
        "K05": ("not_assessable", ["organisation"]),
        "K06": ("no_opportunity", []),
        "K07": ("no_opportunity", []),
        "K08": ("no_opportunity", []),
        "K09": ("not_assessable", ["organisation"]),
        "K10": ("not_assessable", ["asks", "shares"]),
        "K11": ("not_assessable", ["needs", "shares"]),
        "K12": ("not_assessable", ["says"]),
        "K13": ("not_assessable", ["requirements"]),
        "K14": ("not_assessable", ["asks", "shares"]),
        "K15": ("not_assessable", ["registration"]),
        "K16": ("not_assessable", ["stages"]),
        "G1": ("found", []),
        "G2": ("none", []),
        "G3": ("no_opportunity", []),
        "M1": ("not_assessable", ["organisation"]),
        "M2": ("not_assessable", ["cases"]),
    }


def test_the_same_stall_as_a_row_in_english(analysis: Analysis) -> None:
    assert row(analysis.stalls[0], analysis, "en") == {
        "key": "K02-a-b",
        "kind": "K02",
        "name": "late response",
        "verdict": "certain",
        "at": "a",
        "touchpoints": ("a", "b"),
        "actors": ("inwoner", "gemeente"),
        "issue": "huur",
        "start_lo": 0,
        "start_hi": 0,
        "end_lo": 30,
        "end_hi": 30,
        "days_lo": 30,
        "days_hi": 30,
        "over_lo": 16.0,
        "over_hi": 16.0,
        "norm": "due:a",
        "confidence": "B",
        "statement": "Late response (K02, certain). Between inwoner → gemeente, de huur (1 March 2021 – "
        "31 March 2021): the answer came after 30 days. Norm: 14 days (own promise or "
        "agreement); beyond that: 16 days. Evidence: a, b. Sources: het dossier. "
        "Counter-evidence: not looked for yet. Cost: 16 days of the lead time of the case; 1 "
        "act by the resident in that time; 1 measure against the household in that time; € "
        "40 documented. Confidence: B, because: another explanation has not been looked into "
        "yet.",
        "refuted_by": "an earlier answer, a valid suspension, or another start of the term",
    }
