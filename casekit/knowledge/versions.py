"""Which version of an item somebody had, beside the newest there was.

Source: Kossinets, Kleinberg & Watts 2008 (out-of-date views); methods 3.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.asks import validity
from casekit.knowledge.arrivals import shown_by
from casekit.story import Step, Story
from casekit.when import Span

__all__ = ["View", "outdated"]


@dataclass(frozen=True, slots=True)
class View:
    """What somebody who needed an item had of it at a step, beside the newest there was.

    `had` and `newest` are the touchpoints that made those versions (None: there was none); `behind` is
    the number of days between them.
    """

    step: Step
    item: str
    had: Step | None
    newest: Step | None
    behind: Span | None


def outdated(story: Story) -> Iterator[View]:
    """The steps that needed an item of which a newer version existed than the one that was there.

    A version is made where an item is shared by who did not get it from another, or where it was changed
    since; passing it on keeps the version. Nobody is told to have been wrong: this is what was within
    sight.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> story = tell(case_of('''
    ... a: inwoner  > gemeente levering @0  shares=inkomen
    ... b: inwoner  > school   bericht  @30 shares=inkomen
    ... c: gemeente > inwoner  besluit  @50 needs=inkomen
    ... '''))
    >>> [(view.had.id, view.newest.id, view.behind) for view in outdated(story)]
    [('a', 'b', Span(lo=30, hi=30))]
    """
    newest: dict[str, Step] = {}
    version: dict[tuple[str, str], Step] = {}
    got: set[tuple[str, str]] = set()
    for step in story.steps:
        for item in step.t.needs if not step.from_client else ():
            had, last = version.get((step.sender, item)), newest.get(item)
            if last is not None and had is not last:
                behind = story.wait(had.span, last.span) if had is not None else None
                yield View(step, item, had, last, behind)
        for item, names in shown_by(step).items():
            sender = step.sender
            made = step if (sender, item) not in got else version[sender, item]
            if made is not step and validity(story, made, step, item) is None:
                made = step
            if step.kind == "lookup":
                made = newest.get(item, step)
            if item not in newest or newest[item].place < made.place:
                newest[item] = made
            version[sender, item] = made
            for party in {story.party(name) for name in names} - {sender}:
                got.add((party, item))
                if (party, item) not in version or version[party, item].place < made.place:
                    version[party, item] = made
