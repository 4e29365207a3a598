"""What every what-if of a case stands on, worked out once: the network, and the late days of its stalls."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from casekit.cost.collapse import Atoms, atoms_of
from casekit.cost.late import Late, costs_days, late_days
from casekit.cost.network import Network
from casekit.cost.run import DRAWS, SEED, Reason, network_for
from casekit.stalls.run import Analysis, stalls_on
from casekit.stalls.stall import Stall

__all__ = ["Ground", "ground_of"]


@dataclass(frozen=True)
class Ground:
    """A case as it was. Without a network days cannot be told; `reason` then says why."""

    analysis: Analysis
    network: Network | None
    reason: Reason | None
    seed: int

    @cached_property
    def late(self) -> tuple[Late, ...]:
        """The late days of the stalls that have any of their own."""
        return tuple(found for stall in self.analysis.stalls if (found := self.late_of(stall)) is not None)

    def late_of(self, stall: Stall) -> Late | None:
        """The late days of a stall; None where it has none of its own, or days cannot be told."""
        if self.network is None or not costs_days(stall):
            return None
        return late_days(stall, self.network, self.analysis.evidence.waits)

    @cached_property
    def atoms(self) -> dict[int, Atoms]:
        """The late days in pieces, for every draw."""
        return atoms_of(self.network, self.late) if self.network is not None else {}

    @cached_property
    def terms(self) -> frozenset[str]:
        """The ids of the norms that a clock in this case is held against, those of stalls that cost days."""
        evidence = self.analysis.evidence.with_terms({})
        stalls_on(evidence)
        return frozenset(name for name in evidence.used if not name.startswith(("default:G", "default:K07")))

    def with_terms(self, terms: dict[str, int]) -> tuple[Stall, ...]:
        """The stalls that are held against these norms when they allow another number of days."""
        found = stalls_on(self.analysis.evidence.with_terms(terms))
        return tuple(stall for stall in found if stall.norm is not None and stall.norm.id in terms)


def ground_of(
    analysis: Analysis,
    *,
    start: str | None = None,
    end: str | None = None,
    issue: str | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Ground:
    """The ground of the what-ifs of a case; the lead time is that of `cost_of`. Raises KeyError as that does."""
    network = network_for(analysis, start=start, end=end, issue=issue, draws=draws, seed=seed)
    if isinstance(network, str):
        return Ground(analysis, None, network, seed)
    return Ground(analysis, network, None, seed)
