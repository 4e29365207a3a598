"""Cases for the tests of exchange: one that can be counted by hand, and texts that are hard on other programs."""

from __future__ import annotations

from casekit.case import Case
from casekit.notation import case_of

HARD = (
    "<img src=x onerror=alert(1)>", "</script>", '"', "'", "&amp;", "a]]>b", "=1+1", "-x", "@x", "+31 6", "'=x",
    "\N{GRINNING FACE}", "\u0645\u0631\u062d\u0628\u0627", "regel\nregel", "a\tb", "a\rb", "a\x85b", " spatie ",
    "x; y", "json:x", "javascript:alert(1)", "_x0041_", "$\\frac$",
)  # fmt: skip


def counted() -> Case:
    """Three actors, three touchpoints; the second has two receivers, so there are four edges."""
    return case_of(
        """
        actor inwoner kind=resident
        actor balie of gemeente kind=municipality
        t1: inwoner > balie            aanvraag  @2021-03-05 issue=bijstand
        t2: balie > inwoner,wijkteam   bericht   @2021-03-09/2021-03-11 re=t1 experience=-1
        t3: wijkteam > inwoner         toezegging promise.due=2021-04-01 turning_point=ja
        """,
        id="geteld",
        title="Geteld",
        issues=["bijstand"],
    )


def case_saying(text: str) -> Case:
    """A case that says the text wherever a case can say something."""
    row = {
        "id": "t1",
        "from": "a",
        "to": ["b"],
        "kind": "question",
        "summary": text,
        "note": text,
        "says": {text: text},
    }
    return Case.model_validate(
        {
            "id": "c",
            "title": text,
            "actors": [{"id": "a", "kind": "resident", "label": text, "role": text}, {"id": "b", "label": "b"}],
            "touchpoints": [{**row, "eigen veld": text}],
        }
    )
