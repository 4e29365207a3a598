"""Issues, touchpoints and causes that people name on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from casekit.errors import InputRefused, Problem, closest, shown
from casekit.text import say

if TYPE_CHECKING:
    from casekit.story import Story
    from casekit.taxonomy import Cause

__all__ = ["between_options", "check_names", "named_causes", "unknown_names"]

FEW = 12
"""Names that a message lists."""


def between_options(lang: str) -> list[click.Parameter]:
    """From where to where the lead time counts."""
    return [
        click.Option(["--issue"], metavar="ID", help=say("cli.cost.issue", lang)),
        click.Option(["--from", "start"], metavar="ID", help=say("cli.cost.from", lang)),
        click.Option(["--until", "end"], metavar="ID", help=say("cli.cost.until", lang)),
    ]


def draw_options(lang: str) -> list[click.Parameter]:
    """How uncertain days are drawn."""
    return [
        click.Option(["--draws"], type=click.IntRange(1, 20_000), default=2000, help=say("cli.cost.draws", lang)),
        click.Option(["--seed"], type=click.IntRange(0), default=1, help=say("cli.cost.seed", lang)),
    ]


def check_names(story: Story, file: str, issue: str | None, touchpoints: Sequence[str | None] = ()) -> None:
    """Refuse names that the case does not have, all at once."""
    problems = [*unknown_names(story, file, [issue], touchpoints)]
    places = [story.by_id[name].place for name in touchpoints if name in story.by_id]
    if places != sorted(places):
        problems.append(Problem("backwards", file))
    if problems:
        raise InputRefused(problems)


def unknown_names(
    story: Story,
    file: str,
    issues: Sequence[str | None],
    touchpoints: Sequence[str | None] = (),
    *,
    without_contact: bool = False,
) -> Iterator[Problem]:
    """A problem for every name that the case does not have; None is nobody's name.

    An issue on which there was no contact counts only with `without_contact`.
    """
    there = [*dict.fromkeys([*story.by_issue, *(story.issues if without_contact else ())])]
    asked = [("no_such_issue", name, there) for name in issues]
    asked += [("no_such_touchpoint", name, [*story.by_id]) for name in touchpoints]
    for code, name, known in asked:
        if name is not None and name not in known:
            yield unknown_name(code, name, known, file)


def named_causes(words: Iterable[str], known: Iterable[Cause], file: str) -> list[str]:
    """The codes of the causes that were typed as code or name; refuses those that are none, all at once."""
    from casekit.taxonomy import find_cause, typed_as

    among, codes, refused = tuple(known), [], []
    for word in words:
        if (cause := find_cause(word, among)) is not None:
            codes.append(cause.code)
            continue
        near = closest(word, typed_as(among))
        refused.append(Problem("no_such_cause", file, values={"value": shown(word), "near": near}))
    if refused:
        raise InputRefused(refused)
    return list(dict.fromkeys(codes))


def unknown_name(code: str, name: str, known: Sequence[str], file: str) -> Problem:
    """The problem of one name that is not among those that are known."""
    some = ", ".join(shown(one) for one in known[:FEW] if one) + (", …" if len(known) > FEW else "")
    return Problem(code, file, values={"name": shown(name), "names": some or "-", "near": closest(name, known)})
