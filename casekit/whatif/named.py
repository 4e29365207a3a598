"""What a scenario names and the case does not have, each with what is there instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from casekit.errors import Problem, closest, shown
from casekit.scenario import Scenario, Share
from casekit.story import Story
from casekit.text import LANGUAGES, say
from casekit.whatif.ground import Ground
from casekit.whatif.parts import day_of

__all__ = ["not_there", "what_is_left"]

LISTED = 40
"""Names that a message lists at most."""


def what_is_left(ground: Ground, scenario: Scenario) -> Scenario:
    """The scenario without what this case does not have (any more): what an answer can be about."""
    keys = {stall.key for stall in ground.analysis.stalls}
    story = ground.analysis.story
    return scenario.model_copy(
        update={
            "without": tuple(key for key in scenario.without if key in keys),
            "norms": {name: days for name, days in scenario.norms.items() if name in ground.terms},
            "share": tuple(share for share in scenario.share if not [*_share(story, share, "", "error")]),
            "coordinator": None if [*_coordinator(story, scenario, "", "error")] else scenario.coordinator,
        }
    )


def not_there(
    ground: Ground, scenario: Scenario, file: str, severity: Literal["error", "warning"] = "error"
) -> tuple[Problem, ...]:
    """One problem for everything that a scenario names and that is not there, or cannot be."""
    story = ground.analysis.story
    keys = [stall.key for stall in ground.analysis.stalls]
    found = [_unknown("whatif_no_stall", key, keys, file, severity) for key in scenario.without if key not in keys]
    terms = sorted(ground.terms) if scenario.norms else []
    found += [_unknown("whatif_no_term", name, terms, file, severity) for name in scenario.norms if name not in terms]
    for share in scenario.share:
        found += _share(story, share, file, severity)
    return (*found, *_coordinator(story, scenario, file, severity))


Severity = Literal["error", "warning"]


def _share(story: Story, share: Share, file: str, severity: Severity) -> Iterator[Problem]:
    items = {item.id for item in story.case.items}
    items |= {item for step in story.steps for item in (*step.t.shares, *step.t.needs, *step.t.asks)}
    if share.item not in items:
        yield _unknown("whatif_no_item", share.item, sorted(items), file, severity)
    if share.actor not in _actors(story):
        yield _unknown("whatif_no_actor", share.actor, _actors(story), file, severity)
    if day_of(story, share) is None:
        yield Problem("whatif_no_day", file, severity=severity, values={"value": shown(share.day)})


def _coordinator(story: Story, scenario: Scenario, file: str, severity: Severity) -> Iterator[Problem]:
    actor = scenario.coordinator
    if actor is None:
        return
    if actor not in _actors(story):
        yield _unknown("whatif_no_actor", actor, _actors(story), file, severity)
    elif story.client_side(actor):
        yield Problem("whatif_client_side", file, severity=severity, values={"value": shown(actor)})
    elif not any(actor in (step.t.from_, *step.t.to) for step in story.steps):
        yield Problem("whatif_no_contact", file, severity=severity, values={"value": shown(actor)})


def _actors(story: Story) -> list[str]:
    used = (actor for step in story.steps for actor in (step.t.from_, *step.t.to))
    return list(dict.fromkeys((*story.actors, *used)))


def _unknown(code: str, value: str, there: Sequence[str], file: str, severity: Severity) -> Problem:
    values: dict[str, object] = {
        "value": _key(value),
        "near": closest(value, there),
        "there": _listed(there),
    }
    return Problem(code, file, severity=severity, values=values)


def _listed(names: Iterable[str]) -> dict[str, str]:
    """What there is to choose from, or that there is nothing, per language."""
    listed = [_key(name) for name in names]
    if not listed:
        return {lang: say("whatif.none_there", lang) for lang in LANGUAGES}
    text = ", ".join(listed[:LISTED]) + (", …" if len(listed) > LISTED else "")
    return {lang: say("whatif.one_of", lang, names=text) for lang in LANGUAGES}


def _key(name: str) -> str:
    """A name as a message may show it; the key of a stall is longer than a word, and holds ids only."""
    return name if " " not in name and name.isprintable() and len(name) <= 200 else shown(name)
