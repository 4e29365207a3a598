"""From a case and the name of a route to the two laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casekit.case import Case
from casekit.designed import Designed
from casekit.route.compare import Comparison, compare
from casekit.route.library import find_route, routes

__all__ = ["route_of"]


def route_of(case: Case, against: Designed | str | Path, issues: str | Sequence[str] | None = None) -> Comparison:
    """The route of a case as lived, beside a route as designed.

    `against` is the id of a route of the kit ("bijstand", "schuldhulp", "vroegsignaal"), the path of a route
    file, or a route; `issues` one issue or more, else those that follow the route. Raises InputRefused for a
    route that cannot be used, and KeyError for an issue that the case does not have.

    Source: the *schaduwreis* beside the *klantreis* (Movisie, Klantreis Sociaal Domein).

    >>> import casekit as ck
    >>> found = ck.route(ck.example("bijstand-aanvraag"), "bijstand")
    >>> found.names("repeated")
    ('aanvraag', 'stukken_gevraagd')
    """
    route = against if isinstance(against, Designed) else find_route(against, case)[0]
    chosen = (issues,) if isinstance(issues, str) else issues
    known = {issue.id for issue in case.issues} | {t.issue for t in case.touchpoint_list}
    for issue in chosen or ():
        if issue not in known:
            raise KeyError(issue)
    elsewhere = (step.id for other in routes().values() for step in other.steps)
    return compare(case, route, chosen, elsewhere)
