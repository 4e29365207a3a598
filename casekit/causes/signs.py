"""The signs of the system causes, in one visible mapping: code, how its sign is found, and what a case needs for it.

Adding one: its function in `signs_execution`, `signs_chain` or `signs_system`, its line here, its wording
(`sign.<code>.<form>`), its tests. A cause with no function has no sign that a case can show: ask people.
"""

from __future__ import annotations

from casekit.causes import signs_chain as chain
from casekit.causes import signs_execution as execution
from casekit.causes import signs_system as system
from casekit.causes.sign import Look, SignOf

__all__ = ["SIGNS"]


def _written(look: Look) -> tuple[str, ...]:
    coded = {
        "channel": any(step.t.channel for step in look.story.steps),
        "experience": any(step.t.experience is not None for step in look.story.steps),
    }
    return tuple(field for field, there in coded.items() if not there)


def _requirements(look: Look) -> tuple[str, ...]:
    return () if look.story.case.requirements else ("requirements",)


def _procedure(look: Look) -> tuple[str, ...]:
    return () if any(issue.procedure for issue in look.story.case.issues) else ("procedure",)


def _sharing(look: Look) -> tuple[str, ...]:
    return (*look.lacks("K11"), *_procedure(look))


def _domain(look: Look) -> tuple[str, ...]:
    case = look.story.case
    there = any(actor.domain for actor in case.actor_list) or any(body.domain for body in case.organisations)
    return () if there else ("domain",)


def _holds(look: Look) -> tuple[str, ...]:
    return () if look.story.case.holds else ("holds",)


def _issue(look: Look) -> tuple[str, ...]:
    return ("issue",) if look.story.one_issue else ()


def _debts(look: Look) -> tuple[str, ...]:
    return () if look.story.case.debts or system.public_creditors(look) else ("debts",)


def _tracks(look: Look) -> tuple[str, ...]:
    about_debts = any(issue.procedure in system.DEBTS for issue in look.story.case.issues)
    return () if about_debts or look.story.case.debts else ("procedure", "debts")


SIGNS: dict[str, SignOf] = {
    "U1": SignOf(execution.access_threshold, lambda look: look.lacks("K15")),
    "U2": SignOf(execution.communication_tone, _written),
    "U3": SignOf(execution.delay, lambda look: look.lacks("K02", "K04")),
    "U4": SignOf(execution.repeated_data_request, lambda look: look.lacks("K10")),
    "U5": SignOf(execution.dropout_between_steps),
    "U6": SignOf(execution.missing_decision),
    "U7": SignOf(execution.unused_discretion, _requirements),
    "U8": SignOf(execution.sharing_hesitancy, _sharing),
    "U9": SignOf(execution.signal_not_followed),
    "O1": SignOf(chain.no_case_lead, lambda look: look.lacks("M1")),
    "O2": SignOf(chain.silo_working, _domain),
    "O3": SignOf(chain.failed_handover),
    "O4": SignOf(chain.conflicting_rules_targets, lambda look: look.lacks("K12", "K13")),
    "O5": SignOf(chain.capacity, _holds),
    "O6": SignOf(chain.it_registration, lambda look: look.lacks("K09", "K10", "K12")),
    "O7": SignOf(chain.exclusion_rule, _requirements),
    "O8": SignOf(chain.no_feedback_loop),
    "S1": SignOf(system.complexity_interaction, _issue),
    "S2": SignOf(system.legal_basis_data_sharing, _sharing),
    "S3": SignOf(system.non_take_up, _procedure),
    "S4": SignOf(system.distrust_control),
    "S5": SignOf(system.overestimated_capacity),
    "S6": SignOf(system.government_creditor, _debts),
    "S7": SignOf(system.fragmented_debt_system, _tracks),
    "S8": SignOf(system.designed_wait, _holds),
    "S9": SignOf(),  # only people who work with a rule can say that it cannot be carried out
}
