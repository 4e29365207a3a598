"""From a case to its stalls: all kinds, then caps, owners of days, severity and confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from casekit.case import Case, Result
from casekit.stalls.confidence import judge
from casekit.stalls.evidence import Evidence
from casekit.stalls.kind import Kind
from casekit.stalls.kinds import KINDS, in_order
from casekit.stalls.observations import Observation, observations
from casekit.stalls.ownership import own_days
from casekit.stalls.severity import weigh
from casekit.stalls.stall import Stall
from casekit.stalls.travelled import RELEASED, is_stall, stall_of, travels
from casekit.story import Story

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Analysis", "KindStatus", "analyse", "sensitivity", "stall_table", "stalls_on"]

Status = Literal["found", "none", "no_opportunity", "not_observable", "not_assessable"]
FACTORS = (0.75, 1.0, 1.5)
"""Norms are tried at these multiples (methods 5.2)."""


@dataclass(frozen=True, slots=True)
class KindStatus:
    """What can be said about one kind in this case, and which fields are missing for more."""

    kind: str
    status: Status
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """The stalls of one case, worst first, and what stands beside them; `evidence` is the ground under them.

    `assumptions` are codes: "one_issue", "no_coverage", "no_observed", "heaped", "views", "weekday_unknown"; or
    "released": the stalls were found on the real days, before the case was coarsened.
    """

    evidence: Evidence
    stalls: tuple[Stall, ...]
    kinds: tuple[KindStatus, ...]
    observations: tuple[Observation, ...]
    assumptions: tuple[str, ...]

    @property
    def case(self) -> Case:
        """The case."""
        return self.evidence.case

    @property
    def story(self) -> Story:
        """The case told in order."""
        return self.evidence.story

    @cached_property
    def _found_at(self) -> dict[float, list[str]]:
        """The keys of what is found when every norm is multiplied by a factor; worked out when somebody asks."""
        if travels(self.case):
            return {1.0: [stall.key for stall in self.stalls]}  # the days on which they were found are not here
        others = {factor: _find(self.evidence.with_factor(factor)) for factor in FACTORS if factor != 1.0}
        return {1.0: [stall.key for stall in self.stalls]} | {
            factor: [stall.key for stall in stalls] for factor, stalls in others.items()
        }

    @property
    def sensitivity(self) -> dict[float, int]:
        """How many stalls there are when every norm is multiplied by a factor (methods 5.2)."""
        return {factor: len(self._found_at[factor]) for factor in sorted(self._found_at)}

    @property
    def borderline(self) -> frozenset[str]:
        """The keys of stalls that disappear when norms are half as long again."""
        kept = {*self._found_at[max(self._found_at)]}
        return frozenset(stall.key for stall in self.stalls if stall.norm and stall.key not in kept)


def analyse(case: Case) -> Analysis:
    """Find the stalls of a case, with every kind.

    >>> import casekit as ck
    >>> analyse(ck.example("twaalf-regels")).assumptions
    ('one_issue', 'no_coverage', 'no_observed')
    """
    evidence = Evidence(case)
    if travels(case):
        return _travelled(evidence)
    stalls = stalls_on(evidence)
    return Analysis(
        evidence=evidence,
        stalls=stalls,
        kinds=tuple(_status(kind, evidence) for kind in KINDS.values()),
        observations=tuple(observations(evidence, stalls)),
        assumptions=assumptions(evidence),
    )


def _travelled(evidence: Evidence) -> Analysis:
    """What was found before the days were coarsened, on the case as it is told now."""
    results = evidence.case.results
    kinds = {one.kind: KindStatus(one.kind, _status_of(one), one.missing) for one in results if not is_stall(one)}
    kinds |= {one.kind[:3]: KindStatus(one.kind[:3], "found") for one in results if is_stall(one)}
    return Analysis(
        evidence=evidence,
        stalls=tuple(stall_of(one, evidence.story) for one in results if is_stall(one)),
        kinds=tuple(kinds[code] for code in KINDS if code in kinds),
        observations=(),
        assumptions=(RELEASED,),
    )


def _status_of(result: Result) -> Status:
    """What was said about a kind that was not found."""
    known: tuple[Status, ...] = ("none", "no_opportunity", "not_observable")
    return next((status for status in known if status == result.verdict), "not_assessable")


def assumptions(evidence: Evidence) -> tuple[str, ...]:
    """What the case does not say and the analysis therefore assumes."""
    time = evidence.story.time
    held = {
        "one_issue": evidence.story.one_issue,
        "no_coverage": evidence.assumes_coverage,
        "no_observed": evidence.assumes_end,
        "heaped": bool(time.heaped),
        "views": len({step.t.view for step in evidence.story.steps}) > 1,
        "weekday_unknown": time.day0 is None and any(span.exact for span in time.spans.values()),
    }
    return tuple(name for name, applies in held.items() if applies)


def _find(evidence: Evidence) -> list[Stall]:
    """The stalls of all kinds as the kinds give them, with verdicts capped by what is only assumed."""
    for kind in in_order():
        evidence.found[kind.code] = [_capped(stall, kind, evidence) for stall in kind.find(evidence)]
    return [stall for stalls in evidence.found.values() for stall in stalls]


def _capped(stall: Stall, kind: Kind, evidence: Evidence) -> Stall:
    """At most possible where the finding rests on a default of the kit (design section 3)."""
    assumed = (
        (kind.by_issue and evidence.story.one_issue)
        or ("absence" in stall.tags and evidence.assumes_coverage)
        or ("censored" in stall.tags and evidence.assumes_end)
        or _across_views(stall, evidence)
    )
    return replace(stall, verdict="possible") if assumed else stall


def _across_views(stall: Stall, evidence: Evidence) -> bool:
    """Whether it rests on an order between timelines that no date shows."""
    rows = [evidence.story.by_id[name] for name in stall.touchpoints]
    views = {step.t.view for step in rows}
    return len(views) > 1 and not all(step.span.exact for step in rows)


def stalls_on(evidence: Evidence) -> tuple[Stall, ...]:
    """All stalls on fresh ground, each with its severity and confidence, worst first."""
    stalls = own_days(_find(evidence), evidence)
    stalls = [replace(stall, severity=weigh(stall, evidence)) for stall in stalls]
    stalls = [replace(stall, confidence=judge(stall, evidence)) for stall in stalls]
    return tuple(sorted(stalls, key=_worst_first))


def _worst_first(stall: Stall) -> tuple[object, ...]:
    assert stall.severity is not None
    over = stall.severity.days_over
    return (
        KINDS[stall.kind[:3]].group == "marker",
        KINDS[stall.kind[:3]].group == "consequence",
        stall.verdict != "certain",
        -(over.lo if over else 0),
        -stall.severity.harms,
        -stall.severity.client_actions,
        -min(stall.days.lo, 1e9),
        stall.key,
    )


def _status(kind: Kind, evidence: Evidence) -> KindStatus:
    missing = kind.missing(evidence)
    if evidence.found[kind.code]:
        return KindStatus(kind.code, "found", missing)
    if missing:
        return KindStatus(kind.code, "not_assessable", missing)
    if kind.code in evidence.unseen:
        return KindStatus(kind.code, "not_observable")
    return KindStatus(kind.code, "none" if kind.opportunity(evidence) else "no_opportunity")


def sensitivity(case: Case, factors: Iterable[float] = FACTORS) -> dict[float, int]:
    """How many stalls there are when every norm is multiplied by a factor (methods 5.2)."""
    evidence = Evidence(case)
    return {factor: len(_find(evidence.with_factor(factor))) for factor in factors}


def stall_table(case: Case, lang: str = "nl") -> pd.DataFrame:
    """The stalls of a case as a table, worst first; one row per stall.

    Columns: `key`, `kind`, `name`, `verdict`, `at`, `touchpoints`, `actors`, `issue`, `start_lo`,
    `start_hi`, `end_lo`, `end_hi`, `days_lo`, `days_hi` (days; days since day 0 for start and end),
    `over_lo`, `over_hi` (days over the norm), `norm`, `confidence`, `statement`, `refuted_by`.

    >>> import casekit as ck
    >>> list(ck.stalls(ck.example("twaalf-regels")).columns[:4])
    ['key', 'kind', 'name', 'verdict']
    """
    import pandas as pd

    from casekit.stalls.statement import columns, row

    analysis = analyse(case)
    return pd.DataFrame([row(stall, analysis, lang) for stall in analysis.stalls], columns=columns())
