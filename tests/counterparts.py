"""Which English page tells what which Dutch page tells."""

from __future__ import annotations

__all__ = ["COUNTERPARTS"]

COUNTERPARTS = {
    "beginnen": "getting-started",
    "bewerken": "editing",
    "bewaren": "saving",
    "bewijsladder": "evidence-ladder",
    "coderen": "coding",
    "continuiteit": "continuity",
    "eens": "agreement",
    "excel": "excel",
    "figuren": "figures",
    "gecodeerde-interviews": "coded-interviews",
    "geld": "money",
    "grafen": "graphs",
    "handelingsrepertoire": "action-options",
    "haperingen": "stalls",
    "hoe-getest": "how-tested",
    "importeren": "importing",
    "index": "index",
    "kennis": "knowledge",
    "kosten": "cost",
    "kritieke-weg": "critical-path",
    "map-met-casussen": "library",
    "normen": "norms",
    "opdrachten": "commands",
    "python": "python",
    "route": "route",
    "samenvoegen": "merging",
    "snelheid": "speed",
    "signaal": "signal",
    "stippen": "votes",
    "systeemoorzaken": "system-causes",
    "tijd": "time",
    "uitwisselen": "exchange",
    "veilig-openen": "opening-safely",
    "vergelijken": "comparing",
    "verhaal": "narrative",
    "wat-als": "what-if",
}
