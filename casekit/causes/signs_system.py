"""Signs of causes in the system of laws and money (S1-S8); the list itself is in `casekit.taxonomy`."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.causes.sharing import kept_apart
from casekit.causes.sign import Look, Sign, together
from casekit.stalls.severity import client_acts
from casekit.stalls.stall import Stall
from casekit.story import Step

__all__ = [
    "DEBTS", "ENTITLEMENTS", "complexity_interaction", "designed_wait", "distrust_control", "fragmented_debt_system",
    "government_creditor", "legal_basis_data_sharing", "non_take_up", "overestimated_capacity", "public_creditors",
]  # fmt: skip

AT_ONCE = 3
"""So many issues that run at the same time are a pile of schemes."""
TANGLED = ("K07", "K10", "K11", "K12", "K13", "K14", "K16", "G2", "M1")
"""Kinds that schemes which run together can bring about; that a wait was long, they explain less well."""
ACTS = 3
"""So many acts of the resident at one stall are several; as many as for dropping out (G3)."""
CONTROLS = 3
TRACKS = 3
YEAR = 365
CREDITORS = 2

ENTITLEMENTS = frozenset({"social_assistance", "special_assistance", "advance", "wmo"})
"""Procedures that begin only when somebody applies. Debt assistance may begin with a referral."""
DEBTS = frozenset({"debt_assistance", "debt_collection", "early_signal", "threatening", "health_premium"})
PUBLIC = frozenset({"municipality", "benefits_agency", "tax_authority"})

_POINTS_TO = frozenset({"advice", "referral"})
_ENTERS = frozenset({"application", "registration"})
_GRANTS = frozenset({"decision", "payment", "delivery"})
_CONTROL = frozenset({"document_request", "refusal", "measure", "closure"})
_SUPPORT = frozenset({"delivery", "payment", "advice", "conversation", "solved"})
_COLLECTS = frozenset({"measure", "chase"})


def complexity_interaction(look: Look) -> Iterator[Sign]:
    """S1: three issues or more at once, or a step that hangs on a step of another issue."""
    story = look.story
    if story.one_issue:
        return
    for stall in look.stalls:
        hangs = [
            (story.by_id[earlier], step)
            for step in look.around(stall)
            for earlier in (*step.t.depends_on, *(e for e, n in story.links.get(step.id, {}).items() if n == "yes"))
            if earlier in story.by_id and step.issue != story.by_id[earlier].issue
            if step.issue and story.by_id[earlier].issue
        ]
        if hangs:
            yield Sign("S1", stall.key, "hangs_on", together(step for pair in hangs for step in pair))
        running = _running(look, stall) if stall.kind.startswith(TANGLED) else []
        if len(running) >= AT_ONCE:
            yield Sign("S1", stall.key, "at_once", together(running), "case", {"n": len(running)})


def _running(look: Look, stall: Stall) -> list[Step]:
    """The first steps of the issues that surely ran on the one day of a stall on which the most of them did."""
    stretches = []
    for issue, steps in look.story.by_issue.items():
        start = max(stall.start.hi, min(step.span.hi for step in steps))
        end = min(stall.end.lo, max(step.span.lo for step in steps))
        if issue and start <= end:
            stretches.append((start, end, steps[0]))
    by_day = ([first for lo, hi, first in stretches if lo <= day <= hi] for day, _, _ in stretches)
    return max(by_day, key=len, default=[])


def legal_basis_data_sharing(look: Look) -> Iterator[Sign]:
    """S2: what another party had did not come over, and the kit knows no ground for sharing it."""
    for stall, apart in kept_apart(look):
        if not apart.grounds and apart.decidable:
            values = {"items": ", ".join(apart.items)}
            yield Sign("S2", stall.key, apart.form, apart.touchpoints, values=values, itself=apart.itself)


def non_take_up(look: Look) -> Iterator[Sign]:
    """S3: somebody pointed to a provision, and the resident's side never applied on that issue."""
    story = look.story
    for stall in look.stalls:
        if story.procedure(stall.issue) not in ENTITLEMENTS:
            continue
        steps = story.by_issue.get(stall.issue, ())
        if any(s.kind in (_ENTERS if s.from_client else _GRANTS) for s in steps):
            continue
        pointed = [s for s in look.around(stall) if s.kind in _POINTS_TO and not s.from_client]
        if pointed:
            yield Sign("S3", stall.key, "no_application", together(pointed))


def distrust_control(look: Look) -> Iterator[Sign]:
    """S4: in the whole case more asking, refusing and collecting than giving and talking."""
    control = [s for s in look.story.steps if s.kind in _CONTROL and s.to_client and not s.from_client]
    support = [s for s in look.story.steps if s.kind in _SUPPORT and s.to_client != s.from_client]
    support = [s for s in support if s.to_client or s.kind == "conversation"]
    if len(control) < CONTROLS or len(control) <= len(support):
        return
    values = {"control": len(control), "support": len(support)}
    ids, issues = together(control), {step.issue for step in control}
    for stall in look.stalls:
        if stall.issue in issues or not set(ids).isdisjoint(stall.touchpoints):
            yield Sign("S4", stall.key, "more_control", ids, "case", values)


def overestimated_capacity(look: Look) -> Iterator[Sign]:
    """S5: the resident had to do something three times or more while the stall lasted."""
    for stall in look.stalls:
        acts = client_acts(stall, look.story)
        if len(acts) >= ACTS:
            yield Sign("S5", stall.key, "acts", together(acts), values={"n": len(acts)})


def public_creditors(look: Look) -> dict[str, list[Step]]:
    """The public bodies that the household owes or that collect from it, each with the steps that show it."""
    story = look.story
    debts = {debt.id: story.party(debt.creditor) for debt in story.case.debts if debt.creditor}
    found: dict[str, list[Step]] = {who: [] for who in debts.values() if story.party_kind(who) in PUBLIC}
    for step in story.steps:
        collects = step.kind in _COLLECTS and step.to_client and story.party_kind(step.sender) in PUBLIC
        if collects and (step.kind == "measure" or step.t.debt):
            found.setdefault(step.sender, []).append(step)
        elif step.t.debt and debts.get(step.t.debt) in found:
            found[debts[step.t.debt]].append(step)
    return found


def government_creditor(look: Look) -> Iterator[Sign]:
    """S6: two public creditors or more; at the stalls about their debts, and at harm while waiting."""
    creditors = public_creditors(look)
    if len(creditors) < CREDITORS:
        return
    story = look.story
    issues = {d.issue for d in story.case.debts if d.issue and d.creditor and story.party(d.creditor) in creditors}
    shown = together(steps[0] for steps in creditors.values() if steps)
    theirs = {step.id for steps in creditors.values() for step in steps}
    for stall in look.stalls:
        if stall.kind == "G2" or stall.issue in issues or any(step.id in theirs for step in look.around(stall)):
            yield Sign("S6", stall.key, "several", shown, "case", {"n": len(creditors)})


def fragmented_debt_system(look: Look) -> Iterator[Sign]:
    """S7: three tracks about debts or more, or one that surely runs for over a year."""
    story = look.story
    named = {debt.issue for debt in story.case.debts}
    tracks = {i: s for i, s in story.by_issue.items() if i and (story.procedure(i) in DEBTS or i in named)}
    if len(tracks) >= TRACKS:
        shown = together(steps[0] for steps in tracks.values())
        for stall in look.stalls:
            if stall.issue in tracks or stall.kind == "G2":
                yield Sign("S7", stall.key, "tracks", shown, "case", {"n": len(tracks)})
    for stall in look.stalls:
        steps = tracks.get(stall.issue, [])
        if steps and _surely(steps) > YEAR:
            shown = together((steps[0], steps[-1]))
            yield Sign("S7", stall.key, "long", shown, "case", {"n": round(_surely(steps))})


def _surely(steps: list[Step]) -> float:
    """The least number of days from the first to the last step."""
    return max(step.span.lo for step in steps) - min(step.span.hi for step in steps)


def designed_wait(look: Look) -> Iterator[Sign]:
    """S8: a wait that the law or a fixed rhythm makes, on the days of a stall."""
    for stall in look.stalls:
        for hold in look.holds_at(stall, "law", "calendar"):
            yield Sign("S8", stall.key, hold.basis, values={"hold": hold.label or hold.id})
