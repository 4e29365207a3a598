"""What was found on the real days, as it goes along with a case whose days do not."""

from __future__ import annotations

from casekit.case import Result
from casekit.release.moments import lasted_in
from casekit.stalls.run import Analysis
from casekit.stalls.travelled import result_of

__all__ = ["results_of"]


def results_of(analysis: Analysis, action: str) -> tuple[Result, ...]:
    r"""Every stall, worst first, then every kind that was not found, with why.

    `action`: how a length is told: "days", "quarters" or "none". A verdict and a length to the quarter do not give a
    day back: of a norm only its name goes along, not when its clock began or ran out.

    >>> from casekit.notation import case_of
    >>> from casekit.stalls.run import analyse
    >>> found = analyse(case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a"))
    >>> [(one.id, one.verdict, one.lasted) for one in results_of(found, "quarters")][0]
    ('K02-a-b', 'certain', '0-3 months')
    """
    stalls = tuple(result_of(stall, lambda days: lasted_in(days, action)) for stall in analysis.stalls)
    others = tuple(
        Result.model_validate({"id": one.kind, "kind": one.kind, "verdict": one.status, "missing": one.missing})
        for one in analysis.kinds
        if one.status != "found"
    )
    return (*stalls, *others)
