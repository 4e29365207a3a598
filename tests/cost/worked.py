"""The worked example of methods 6.3 as a case: every late step has a term of its own."""

from __future__ import annotations

WORKED = """
aanvraag:   inwoner > gemeente   aanvraag   @0   issue=hulp due=28
gesprek:    gemeente > inwoner   antwoord   @30  issue=hulp re=aanvraag
verwijzing: gemeente > bewind    verwijzing @33  issue=bewind depends_on=gesprek due=47
vraag:      gemeente > uwv       vraag      @70  issue=uitkering depends_on=gesprek due=98
intake:     bewind > inwoner     gesprek    @75  issue=bewind re=verwijzing
opdracht:   gemeente > bewind    vraag      @75  issue=plan re=intake due=108 order=5
antwoord:   uwv > gemeente       antwoord   @110 issue=uitkering re=vraag
plan:       bewind > gemeente    antwoord   @122 issue=plan re=opdracht
verzoek:    inwoner > gemeente   aanvraag   @122 issue=besluit depends_on=plan due=136
besluit:    gemeente > inwoner   besluit    @150 issue=besluit re=verzoek depends_on=antwoord
uitvoering: gemeente > inwoner   levering   @164 issue=besluit depends_on=besluit{fixed}
"""
"""`intake` takes 42 days of 14, the plan 47 of 33, the answer 40 of 28, the decision 28 of 14, the first talk 30
of 28. `opdracht` and `verzoek` fall on the day of what they came of, so that each term starts where it does there."""

STALLS = {
    "gesprek": "K02-aanvraag-gesprek",
    "intake": "K06b-verwijzing-intake",
    "plan": "K02-opdracht-plan",
    "answer": "K02-vraag-antwoord",
    "decision": "K02-verzoek-besluit",
}


def worked(fixed: str = "") -> str:
    """The lines of the case; `fixed` are more fields of the execution."""
    return WORKED.replace("{fixed}", fixed)
