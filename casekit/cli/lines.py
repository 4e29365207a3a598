"""A case above what is told of it, and a stall on one line beside what people said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from casekit.case import Case
    from casekit.stalls.stall import Stall
    from casekit.story import Story

__all__ = ["print_case", "stall_line"]


def print_case(case: Case, lang: str) -> None:
    """What a case is called, and that it is fictional or what else it is."""
    from casekit.stalls.travelled import status_in_words

    click.echo(case.title or case.id)
    if status := status_in_words(case, lang):
        click.echo(status)


def stall_line(stall: Stall, story: Story, lang: str) -> str:
    """The key of a stall, what sort it is, between whom, and how many days where it lasted any."""
    from casekit.stalls.statement import between, days_in_words, name

    text = f"{stall.key}: {name(stall.kind, lang)}, {' – '.join(between(stall, story))}"
    return f"{text}, {days_in_words(stall.days, lang)}" if stall.days.hi >= 0.5 else text
