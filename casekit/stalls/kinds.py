"""The kinds of stall, in one visible mapping. Adding one: its file, its line here, its wording, its test."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import TopologicalSorter

from casekit.stalls import (
    g1_failure_demand,
    g2_harm_while_waiting,
    g3_dropping_out,
    k01_unanswered_request,
    k02_late_response,
    k03_broken_promise,
    k04_dormant_issue,
    k05_internal_chain,
    k06_open_referral,
    k07_referral_loop,
    k08_nobody_at_turn,
    k09_handover_loss,
    k10_asking_again,
    k11_missed_knowledge,
    k12_conflicting_messages,
    k13_contradictory_requirements,
    k14_stopped_clock,
    k15_threshold,
    k16_restart,
    m1_fragmentation,
    m2_bottleneck,
)
from casekit.stalls.kind import Kind

__all__ = ["KINDS", "in_order"]

KINDS: dict[str, Kind] = {
    module.KIND.code: module.KIND
    for module in (
        k01_unanswered_request,
        k02_late_response,
        k03_broken_promise,
        k04_dormant_issue,
        k05_internal_chain,
        k06_open_referral,
        k07_referral_loop,
        k08_nobody_at_turn,
        k09_handover_loss,
        k10_asking_again,
        k11_missed_knowledge,
        k12_conflicting_messages,
        k13_contradictory_requirements,
        k14_stopped_clock,
        k15_threshold,
        k16_restart,
        g1_failure_demand,
        g2_harm_while_waiting,
        g3_dropping_out,
        m1_fragmentation,
        m2_bottleneck,
    )
}


def in_order() -> Iterable[Kind]:
    """The kinds, each after those whose stalls it needs."""
    names = TopologicalSorter({code: kind.after for code, kind in KINDS.items()}).static_order()
    return [KINDS[name] for name in names if name in KINDS]
