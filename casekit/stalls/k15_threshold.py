"""K15, a threshold before the first real contact: conditions to meet before anyone listens.

From the report or first application on an issue to the first conversation, the default is no prerequisite
at all. A prerequisite is a request for documents, a requirement, or a refusal that names what has to be
there first. What precedes a conversation about an *application* may as well be needed for the decision;
there it counts only where a requirement says so, where the conversation came in answer to it, or where the
law gives a term to the first conversation.

No stall: a question to find the right desk, an identity check, a requirement by law, the resident's own
choice, a conversation by the emergency route.

Sources: Nationale ombudsman, "Een open deur?" (2018); Wgs 4; administrative burden; methods K15.
"""

from __future__ import annotations

from collections.abc import Iterator

from casekit.norms import threshold
from casekit.stalls.evidence import Evidence
from casekit.stalls.kind import Kind
from casekit.stalls.stall import NormUse, Stall
from casekit.story import Step
from casekit.waits import Waits
from casekit.when import Span

__all__ = ["KIND", "chosen", "find"]

_MOST = threshold("K15")
_TALKS = frozenset({"conversation", "acceptance"})
_ENDS = frozenset({"decision", "solved", "withdrawal"})
_IDENTITY = ("identit", "legitim", "paspoort", "passport", "bsn")


def find(e: Evidence) -> Iterator[Stall]:
    """The issues where something had to be arranged before the first conversation; one stall per issue.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: inwoner > gemeente  melding
    ... b: gemeente > inwoner  verzoek_stukken re=a
    ... c: gemeente > inwoner  gesprek
    ... ''')
    >>> [(stall.at, stall.touchpoints) for stall in find(Evidence(case))]
    [('b', ('a', 'b', 'c'))]
    """
    waits = Waits(e.story)
    # What had to be brought before anyone listened was not needed yet: the resident's turn counts here.
    waits.pauses = tuple(pause for pause in waits.pauses if pause.basis != "client_turn")
    for entry, talk in _doors(e):
        asked = [step for step in _before(e, entry, talk) if _prerequisite(e, entry, step, talk)]
        if len(asked) > _MOST:
            yield _stall(e, waits, entry, asked, talk)


def _doors(e: Evidence) -> Iterator[tuple[Step, Step]]:
    """Per issue the first report or application of the resident's side, and the first conversation after.

    None where they had talked before, or where it was decided without a conversation.
    """
    emergencies = [
        step
        for name in e.story.by_issue
        if e.story.procedure(name) == "threatening"
        for step in e.story.by_issue[name]
        if _is_talk(step)
    ]
    for steps in e.story.by_issue.values():
        entry = next((s for s in steps if s.kind in ("registration", "application") or _is_talk(s)), None)
        if entry is None or _is_talk(entry) or not entry.from_client:
            continue
        ends = (s for s in (*steps, *emergencies) if s.place > entry.place and (s.kind in _ENDS or _is_talk(s)))
        talk = min(ends, key=lambda step: step.place, default=None)
        if talk is not None and _is_talk(talk):
            yield entry, talk


def _is_talk(step: Step) -> bool:
    """Whether the resident's side and an organisation really talked, or help began."""
    if step.from_client == step.to_client:
        return False
    if step.kind == "appointment":
        return step.t.outcome == "done"
    return step.kind == "conversation" or (step.kind in _TALKS and not step.from_client)


def _before(e: Evidence, entry: Step, talk: Step) -> Iterator[Step]:
    for step in e.story.later(entry):
        if step.place >= talk.place:
            return
        if step.to_client and not step.from_client:
            yield step


def _prerequisite(e: Evidence, entry: Step, step: Step, talk: Step) -> bool:
    """Whether a step of an organisation put something between the resident and the first conversation."""
    if chosen(e, step.issue, step.span) or _only_identity(e, step):
        return False
    required = [
        requirement
        for requirement in e.story.imposed.get(step.id, ())
        if requirement.basis != "law" and not _waived(e, requirement.waived_at, talk)
    ]
    if required:
        return True
    if step.id in e.story.imposed:
        return False  # all that it imposed was law, or was dropped before the conversation
    if step.kind != "document_request" and not (step.kind == "refusal" and step.t.needs):
        return False
    return entry.kind == "registration" or _led_to(e, step, talk) or _norm(e, entry) is not None


def _norm(e: Evidence, entry: Step) -> NormUse | None:
    """The term to the first conversation; the due date of an application is that of its decision."""
    norm = e.norm_for(entry, "K15")
    return None if norm is not None and norm.rung == 1 and entry.kind == "application" else norm


def _waived(e: Evidence, name: str | None, talk: Step) -> bool:
    return name is not None and name in e.story.by_id and e.story.by_id[name].place <= talk.place


def _led_to(e: Evidence, step: Step, talk: Step) -> bool:
    """Whether the conversation came in answer to the prerequisite, or to what met it."""
    met = {step.id, *(reply.id for reply in e.story.replies.get(step.id, ()))}
    return bool(met & {*talk.t.responds_to, *talk.t.depends_on})


def _only_identity(e: Evidence, step: Step) -> bool:
    """Whether nothing but proof of identity was asked."""
    labels = {item.id: item.label or "" for item in e.case.items}
    names = [f"{item} {labels.get(item, '')}".casefold() for item in step.t.asks]
    return bool(names) and all(any(word in name for word in _IDENTITY) for name in names)


def chosen(e: Evidence, issue: str, span: Span) -> bool:
    """Whether the resident had chosen, on an issue, to wait or to go this way in these days."""
    for hold in e.case.holds:
        if hold.basis == "client_choice" and hold.issue in (None, issue):
            start, end = e.waits.ends_of(hold)
            if start.lo <= span.hi and end.hi >= span.lo:
                return True
    return False


def _stall(e: Evidence, waits: Waits, entry: Step, asked: list[Step], talk: Step) -> Stall:
    ids = (entry.id, *(step.id for step in asked), talk.id)
    norm = _norm(e, entry)
    start = entry.span if norm is not None else asked[0].span
    items = {item for step in asked for item in (*step.t.asks, *step.t.needs)}
    inferred = any(step.t.link_basis == "inferred" for step in asked)
    return Stall(
        kind="K15",
        verdict="certain",
        at=asked[0].id,
        touchpoints=ids,
        actors=e.story.actors_of(ids),
        issue=entry.issue,
        start=start,
        end=talk.span,
        days=waits.net(start, talk.span, entry.issue, asked[0].sender),
        clock=asked[0].sender,
        norm=norm,
        tags=("inferred_link",) if inferred else (),
        details={"steps": len(asked), "items": len(items)},
    )


def _missing(e: Evidence) -> tuple[str, ...]:
    """Without a report and the first conversation after it, the start of the story is not covered."""
    if any(True for _ in _doors(e)):
        return ()
    entered = any(e.story.by_kind[kind] for kind in ("registration", "application"))
    return ("conversation",) if entered else ("registration",)


KIND = Kind(
    code="K15",
    group="access",
    find=find,
    opportunity=lambda e: any(True for _ in _doors(e)),
    missing=_missing,
)
