"""`casekit agenda`: what returns over cases, as one page for those who can change it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.check_command import cases_argument
from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.text import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casekit.compare.agenda import Agenda, Point
    from casekit.compare.agenda_words import Block

__all__ = ["command"]

AUDIENCES = ("council", "management", "national")


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def agenda(
        cases: tuple[str, ...],
        audience: str | None,
        grade: int,
        selection: str | None,
        output: str | None,
        as_json: bool,
    ) -> int:
        if output is not None and Path(output).suffix.lower() not in (".html", ".htm"):
            raise click.UsageError(say("cli.agenda.suffix", lang, file=output), click.get_current_context())
        from casekit.compare.agenda import agenda as agenda_of
        from casekit.compare.agenda_words import blocks
        from casekit.compare.run import compare
        from casekit.export.agenda_page import agenda_page
        from casekit.write.atomic import save_text

        comparison = compare(cases)
        show(comparison.warnings, lang)
        found = agenda_of(comparison, audience, grade)
        page = list(blocks(found, selection, lang))
        if output is not None:
            save_text(output, agenda_page(page, lang))
        if as_json:
            show_json({**_data(found, lang), "file": output})
        elif output is not None:
            click.echo(say("cli.agenda.done", lang, file=output))
        else:
            _print(page)
        return 0

    options = [
        click.Option(["--for", "audience"], type=click.Choice(AUDIENCES), help=say("cli.agenda.for", lang)),
        click.Option(["--grade"], type=click.IntRange(0, 4), default=2, help=say("cli.agenda.grade", lang)),
        click.Option(["--selection"], metavar="TEXT", help=say("cli.agenda.selection", lang)),
        click.Option(["-o", "--output"], metavar=say("cli.file", lang), help=say("cli.agenda.output", lang)),
    ]
    return Command("agenda", lang, agenda, [cases_argument(lang), *options, json_option(lang)])


def _print(page: Iterable[Block]) -> None:
    for block in page:
        if block.form in ("point", "foot"):
            click.echo()
        wrapped(block.text, "     " if block.form == "item" else "", "   - " if block.form == "item" else "")


def _data(found: Agenda, lang: str) -> dict[str, Any]:
    """The page as plain data; counts below three are None, as on the page."""
    from casekit.compare.agenda import few

    return {
        "cases": found.cases,
        "audience": found.audience,
        "made_up": found.made_up,
        "points": [_point(point, lang) for point in found.points],
        "more": found.more,
        "not_known": {
            "below": few(found.below),
            "unseen": list(found.unseen),
            "uncoded": few(found.uncoded),
            "disputed": few(found.disputed),
        },
    }


def _point(point: Point, lang: str) -> dict[str, Any]:
    """A point; counts below three are None, as on the page."""
    from casekit.compare.agenda import few

    saved = point.saved
    return {
        "cause": point.cause.code,
        "label": None if point.cause.own else point.cause.label(lang),
        "level": point.cause.level,
        "grade": point.grade,
        "cases": point.cases,
        "municipalities": point.municipalities,
        "kinds": {
            kind: {"yes": few(had.yes), "possible": few(had.possible), "n": few(had.n)}
            for kind, had in point.kinds.items()
        },
        "evidence_level": point.evidence_level,
        "contrary": point.contrary,
        "saved": None if saved is None else {"value": saved.value, "range": [saved.lo, saved.hi]},
        "systemic": point.systemic,
        "changers": list(point.changers),
        "leverages": list(point.leverages),
        "questions": [one.question(lang) for one in point.questions],
        "needs": list(point.needs),
    }
