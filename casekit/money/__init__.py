"""Debts and collection costs that grew while a case stalled, in euros; nothing else has a price here.

What grows: the amount of a measure against the household (costs, or what is withheld), and what a debt is said to
be more than before (`says` with the id of the debt). A debt that is new, and stress or time, are not counted.

The ladder of methods 4.8: *documented* where the case gives the amount; else *scale*, what the legal scale for
collection costs allows at most, once for a debt, and only where it applies; else *unknown*. The two are never
added up: the scale has to be verified. Interest and bailiffs' tariffs are not reckoned (`norms/collection_costs`).

*During* a stall means between its first and its last day: at the same time, not because of it. Where the dates
leave open whether it was, the amount runs from nothing to all of it. In the total of a case each amount counts
once, however many stalls it fell in. `severity.money` of a stall is close to it: it counts by order alone, from
the touchpoint where the stall bites.
"""

from casekit.money.during import During, Grown, money, money_total
from casekit.money.growth import Growth, growths
from casekit.money.words import euros, money_data, money_lines

__all__ = [
    "During",
    "Grown",
    "Growth",
    "euros",
    "growths",
    "money",
    "money_data",
    "money_lines",
    "money_total",
]
