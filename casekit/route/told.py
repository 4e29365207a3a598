"""The comparison in words: a sentence per step, and why a touchpoint is taken for a step."""

from __future__ import annotations

from casekit.case import Case
from casekit.designed import called
from casekit.norms import norms_for
from casekit.route.align import COSTS
from casekit.route.compare import Comparison, Lived, Walked
from casekit.route.fit import on_route
from casekit.route.term import Term
from casekit.stalls.statement import days_in_words, label
from casekit.text import plural, say
from casekit.vocabulary import label as word

__all__ = [
    "act",
    "act_in_words",
    "cost_in_words",
    "guess_in_words",
    "issue_name",
    "name_of",
    "scope",
    "step_in_words",
    "term_in_words",
]


def step_in_words(found: Comparison, walked: Walked, lang: str = "nl") -> str:
    """What became of a step, with the touchpoints; a question mark stands behind a guess.

    >>> import casekit as ck
    >>> found = ck.route(ck.example("twaalf-regels"), "bijstand")
    >>> step_in_words(found, found.steps[1])
    'gedaan, vermoedelijk (t1?)'
    """
    ids = [name if stated else f"{name}?" for name, stated in zip(walked.touchpoints, walked.stated, strict=True)]
    guessed = (walked.status == "done" and not walked.stated[0]) or (
        walked.status == "skipped" and walked.verdict == "possible"
    )
    if walked.status == "undecided":
        either = ", ".join(f"{name}?" for name in walked.perhaps)
        parts = [say("route.status.undecided", lang, group=walked.step.alternatives, ids=either)]
    elif walked.outside == "before":
        parts = [say("route.status.before", lang)]
    else:
        parts = [say(f"route.maybe.{walked.status}" if guessed else f"route.status.{walked.status}", lang)]
    if walked.status == "skipped" and walked.step.alternatives:
        parts.append(say("route.one_of_group", lang))
    if ids:
        parts[0] += f" ({ids[0]})"
    if ids[1:]:
        parts.append(say("route.repeated", lang, ids=", ".join(ids[1:])))
    if walked.one_final:
        parts.append(say("route.one_final", lang))
    if walked.overtaken_by:
        names = {one.step.id: name_of(one, lang) for one in found.steps}
        steps = ", ".join(dict.fromkeys(names[name] for name in walked.overtaken_by))
        key = "route.overtaken" if walked.order_known else "route.overtaken_maybe"
        parts.append(say(key, lang, steps=steps))
    if walked.term is not None:
        parts.append(term_in_words(found.case, walked.term, lang))
    elif walked.step.norm and walked.status == "done":
        parts.append(say("route.term.unclear", lang))
    return "; ".join(parts)


def name_of(walked: Walked, lang: str = "nl") -> str:
    """What a step is called; the name of its group where the case does not tell which of the group was done."""
    group = walked.step.alternatives if walked.status == "undecided" else None
    return group or called(walked.step, lang)


def term_in_words(case: Case, term: Term, lang: str = "nl") -> str:
    """How long a step took against its norm, with on what the norm rests."""
    values = {
        "norm": term.article or _norm_name(case, term.norm, lang),
        "days": days_in_words(term.days, lang),
        "allowed": days_in_words(term.allowed, lang),
    }
    return say(f"route.term.{term.verdict}", lang, **values)


def _norm_name(case: Case, name: str, lang: str) -> str:
    """What a norm without an article is called: its own label, or that a date was named for this answer."""
    if name.startswith("due:"):
        return say("route.term.named_date", lang)
    norm = next((norm for norm in norms_for(case) if norm.id == name), None)
    return (norm and ((norm.label_en if lang == "en" else None) or norm.label)) or name


def guess_in_words(found: Comparison, one: Lived, lang: str = "nl") -> str:
    """Why a touchpoint that names no step is taken for one."""
    names = {step.id: called(step, lang) for step in found.route.steps}
    lived = found.story.by_id[one.touchpoint]
    return say(
        "route.guess_of_group" if one.may_be else "route.guess",
        lang,
        id=one.touchpoint,
        step=one.step if one.may_be else names[one.step or ""],
        kind=word("kind", lived.kind, lang),
        sender=label(found.story, lived.t.from_),
        receiver=", ".join(label(found.story, to) for to in lived.t.to),
    )


def act(found: Comparison, touchpoint: str, lang: str = "nl") -> str:
    """The speech act of a touchpoint, as a word."""
    return word("kind", found.story.by_id[touchpoint].kind, lang)


def act_in_words(found: Comparison, one: Lived, lang: str = "nl") -> str:
    """A touchpoint that is no step: its id and act, or on which other route it is a step."""
    if one.elsewhere:
        return say("route.elsewhere", lang, id=one.touchpoint, step=one.elsewhere)
    return f"{one.touchpoint} {act(found, one.touchpoint, lang)}"


def cost_in_words(found: Comparison, lang: str = "nl") -> str:
    """What the differences add up to, and of what."""
    parts = [f"{n} × {COSTS[name]} {say(f'route.costs.{name}', lang)}" for name, n in found.counts.items() if n]
    return say("route.cost", lang, cost=found.cost, parts=", ".join(parts) or "0")


def issue_name(found: Comparison, issue: str) -> str:
    """What an issue is called in the case."""
    known = found.story.issues.get(issue)
    return (known.label if known else None) or issue


def scope(found: Comparison, lang: str = "nl") -> list[str]:
    """What was looked at, what was left out, and what that makes of the answer."""
    names = ", ".join(issue_name(found, issue) for issue in found.issues)
    said = [say("route.issues", lang, issues=names) if names else say("route.whole", lang)]
    if found.left_out:
        said.append(plural("route.left_out", found.left_out, lang))
    rivals = _rivals(found)
    if rivals:
        said.append(say("route.many_issues", lang, issues=", ".join(rivals)))
    if not found.dated:
        said.append(say("route.no_days", lang))
    return said


def _rivals(found: Comparison) -> tuple[str, ...]:
    """The issues looked at that each could walk the whole route: taken together, steps look repeated."""
    by_procedure: dict[str | None, list[str]] = {}
    for issue in found.issues:
        by_procedure.setdefault(found.story.procedure(issue), []).append(issue)
    main = next((p for p in found.route.procedure if p in by_procedure), None)
    rivals = by_procedure.get(main, ()) if main else ()
    return tuple(rivals) if len(rivals) > 1 and set(rivals) <= set(on_route(found.route, found.story)) else ()
