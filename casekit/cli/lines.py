"""A stall on one line, where commands list stalls beside what people said about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casekit.stalls.stall import Stall
    from casekit.story import Story

__all__ = ["stall_line"]


def stall_line(stall: Stall, story: Story, lang: str) -> str:
    """The key of a stall, what sort it is, between whom, and how many days where it lasted any."""
    from casekit.stalls.statement import between, days_in_words, name

    text = f"{stall.key}: {name(stall.kind, lang)}, {' – '.join(between(stall, story))}"
    return f"{text}, {days_in_words(stall.days, lang)}" if stall.days.hi >= 0.5 else text
