"""Signs of causes at the front line and in the work process (U1-U9); the list itself is in `casekit.taxonomy`."""

from __future__ import annotations

from collections.abc import Iterator

from casekit.asks import only_spoken
from casekit.causes.sharing import kept_apart
from casekit.causes.sign import Look, Sign, itself, together
from casekit.norms import threshold
from casekit.stalls.kinds import KINDS
from casekit.story import Step

__all__ = [
    "access_threshold", "communication_tone", "delay", "dropout_between_steps", "missing_decision",
    "repeated_data_request", "sharing_hesitancy", "signal_not_followed", "unused_discretion",
]  # fmt: skip

_WRITTEN = frozenset({"letter", "email", "portal", "message", "automatic"})
_WANTS_AN_ACT = frozenset({"document_request", "question", "appointment", "chase"})
_NO_END = frozenset({"referral", "appointment", "acceptance", "conversation", "no_show", "not_reached", "withdrawal"})
"""Acts after which a next step is due: a path that ends with one has no result."""
_APPLIED = frozenset({"application", "objection"})
_DECIDES = frozenset({"decision", "refusal"})
_SIGNALS = frozenset({"registration"})
_NO_CONTACT = frozenset({"silence", "lookup"})


def access_threshold(look: Look) -> Iterator[Sign]:
    """U1: what had to be done before the first conversation."""
    for stall in look.of_kind("K15"):
        yield itself("U1", stall, "before_talk", n=stall.details["steps"])


def communication_tone(look: Look) -> Iterator[Sign]:
    """U2: a letter that the resident found bad, or after which the resident did nothing more."""
    letters = [s for s in look.story.steps if s.to_client and not s.from_client and s.t.channel in _WRITTEN]
    for stall, bad in look.signed({step.id for step in letters if step.t.experience == -1}):
        yield Sign("U2", stall.key, "felt_bad", bad, values={"n": len(bad)})
    no_act = {step.id for step in letters if step.kind in _WANTS_AN_ACT and _no_act_after(look, step)}
    for stall, letter in look.signed(no_act):
        yield Sign("U2", stall.key, "no_act", letter)


def _no_act_after(look: Look, letter: Step) -> bool:
    """Whether the record goes on after a letter, and the resident's side does nothing more on the issue."""
    told = letter.t.outcome == "no_response"
    for step in look.story.later(letter):
        if step.from_client and step.kind != "silence":
            return False
        told = True
    return told


def delay(look: Look) -> Iterator[Sign]:
    """U3: more days of waiting than a term allows; the kit's own limits are told apart."""
    for stall in look.stalls:
        if KINDS[stall.kind[:3]].group != "waiting" and stall.kind not in ("K06a", "K06b"):
            continue
        over = stall.severity.days_over if stall.severity else None
        if stall.norm is None or over is None or over.hi <= 0:
            continue
        values = {"days": stall.days, "allowed": stall.norm.days}
        if stall.norm.id.startswith("promise:"):
            yield Sign("U3", stall.key, "promised", stall.touchpoints, values={"days": over})
        elif stall.norm.id.startswith("default:"):
            yield Sign("U3", stall.key, "over_kit", stall.touchpoints, values=values)
        else:
            yield Sign("U3", stall.key, "over", stall.touchpoints, values=values)


def repeated_data_request(look: Look) -> Iterator[Sign]:
    """U4: asked again for what was there, or for one document by two parties."""
    for stall in look.stalls:
        if stall.kind in ("K10", "K14a"):
            yield itself("U4", stall, "again" if stall.kind == "K10" else "was_there")
            continue
        asked: dict[str, Step] = {}
        twice: list[Step] = []
        for step in look.around(stall):
            if step.kind == "document_request" and step.to_client and not step.from_client:
                for item in step.t.asks:
                    first = asked.setdefault(item, step)
                    if first.sender != step.sender:
                        twice += [first, step]
        if twice:
            yield Sign("U4", stall.key, "two_parties", together(twice))


def dropout_between_steps(look: Look) -> Iterator[Sign]:
    """U5: a path that ends without a result: dropped out, not landed, or nothing more after a contact."""
    still = threshold("K04")
    for stall in look.stalls:
        if stall.kind.startswith("G3"):
            yield itself("U5", stall, "stopped")
        elif stall.kind == "K06a":
            yield itself("U5", stall, "no_contact")
        else:
            last = look.around(stall)[-1]
            if (
                last.kind in _NO_END
                and stall.issue == last.issue
                and not any(True for _ in look.story.later(last))
                and look.story.end - last.span.hi > still
            ):
                yield Sign("U5", stall.key, "ends", (last.id,), values={"n": still})


def missing_decision(look: Look) -> Iterator[Sign]:
    """U6: an application or objection without a decision, or a refusal that was only spoken."""
    story = look.story
    for stall in look.stalls:
        at = story.by_id[stall.at]
        open_still = stall.kind in ("K01", "K04", "K08") and story.answer_to(at) is None
        if open_still and at.kind in _APPLIED and at.from_client:
            yield Sign("U6", stall.key, "none", (at.id,))
    decided = [s for s in story.steps if s.kind in _DECIDES and s.to_client and not s.from_client]
    spoken = {step.id for step in decided if only_spoken(step) and not _on_paper_later(look, step)}
    for stall, ids in look.signed(spoken):
        yield Sign("U6", stall.key, "spoken", ids)


def _on_paper_later(look: Look, spoken: Step) -> bool:
    return any(step.kind in _DECIDES and not only_spoken(step) for step in look.story.later(spoken))


def unused_discretion(look: Look) -> Iterator[Sign]:
    """U7: a requirement that rests on a way of working, or on what somebody says is the rule."""
    story = look.story
    imposed = [(story.by_id[name], needs) for name, needs in story.imposed.items() if name in story.by_id]
    for basis in ("practice", "claim"):
        resting = {s.id for s, needs in imposed if not s.from_client and any(need.basis == basis for need in needs)}
        for stall, ids in look.signed(resting):
            yield Sign("U7", stall.key, basis, ids)


def sharing_hesitancy(look: Look) -> Iterator[Sign]:
    """U8: what another party had did not come over, and a ground for sharing it can be named."""
    for stall, apart in kept_apart(look):
        if apart.grounds:
            values = {"items": ", ".join(apart.items), "grounds": "; ".join(apart.grounds)}
            yield Sign("U8", stall.key, apart.form, apart.touchpoints, values=values, itself=apart.itself)


def signal_not_followed(look: Look) -> Iterator[Sign]:
    """U9: a signal of one party to another about the household, and no contact or a late one after it."""
    between = (s for s in look.story.steps if not (s.from_client or s.to_client or s.internal))
    contacts = {signal.id: _first_contact(look, signal) for signal in between if signal.kind in _SIGNALS}
    for stall, ids in look.signed(contacts.keys()):
        last = look.around(stall)[-1].place
        for signal in map(look.story.by_id.__getitem__, ids):
            contact = contacts[signal.id]
            if contact is None and (signal.place < last or stall.at == signal.id):
                yield Sign("U9", stall.key, "no_contact", (signal.id,))
            elif contact is not None and stall.at == signal.id and stall.kind in ("K01", "K02"):
                yield Sign("U9", stall.key, "late", (signal.id, contact.id))
            elif contact is not None and contact.place > last > signal.place:
                yield Sign("U9", stall.key, "after", (signal.id, contact.id))


def _first_contact(look: Look, signal: Step) -> Step | None:
    """The first time after a signal that who received it turned to the household."""
    later = look.story.steps[signal.place + 1 :]
    found = (s for s in later if s.to_client and s.sender in signal.receivers and s.kind not in _NO_CONTACT)
    return next(found, None)
