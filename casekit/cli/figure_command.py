"""`casekit figure`: one picture of a case, or of many cases, as an SVG, PNG or PDF."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from casekit.cli.check_command import cases_argument
from casekit.cli.drawings import DRAWINGS, FIGURES, OF_MANY, TAKEN_BY, Asked
from casekit.cli.frame import Command, json_option, show
from casekit.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["command"]

SUFFIXES = (".svg", ".png", ".pdf")


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def figure(
        name: str,
        cases: tuple[str, ...],
        output: str,
        paper: str | None,
        sheet: int,
        item: str | None,
        against: str | None,
        issue: tuple[str, ...],
        start: str | None,
        end: str | None,
        scenario: str | None,
        without: tuple[str, ...],
        stall: tuple[str, ...],
        order: str | None,
        selection: str | None,
        as_json: bool,
    ) -> int:
        _refuse_what_is_not_for(name, lang)
        if Path(output).suffix.lower() not in SUFFIXES:
            raise click.UsageError(say("cli.figure.suffix", lang, file=output), click.get_current_context())
        if name not in OF_MANY and len(cases) > 1:
            words = say("cli.figure.one_case", lang, name=name, figures=", ".join(OF_MANY))
            raise click.UsageError(words, click.get_current_context())
        choices = (item, against, issue, start, end, scenario, without, stall, order, selection)
        ax, total = _drawn(name, cases, Asked(cases[0], lang, paper, sheet, *choices))
        from casekit.cli.gate_line import warn_in_one_line
        from casekit.figures import save

        save(ax, output)
        warn_in_one_line(_meant(name, cases), lang)
        if as_json:
            click.echo(json.dumps({"file": output, "figure": name, "sheets": total}, ensure_ascii=False))
        else:
            more = " " + say("cli.figure.more", lang, n=total) if total > 1 else ""
            click.echo(say("cli.figure.done", lang, file=output) + more)
        return 0

    return Command(
        "figure",
        lang,
        figure,
        [
            click.Argument(["name"], type=click.Choice(FIGURES)),
            cases_argument(lang),
            click.Option(
                ["-o", "--output"],
                required=True,
                metavar=say("cli.file", lang),
                help=say("cli.figure.output", lang),
            ),
            click.Option(["--paper"], type=click.Choice(("a3", "a4")), help=say("cli.figure.paper", lang)),
            click.Option(["--sheet"], type=int, default=1, help=say("cli.figure.sheet", lang)),
            click.Option(["--item"], metavar="ITEM", help=say("cli.knowledge.figure_item", lang)),
            click.Option(["--against"], metavar="ROUTE", help=say("cli.route.figure_against", lang)),
            click.Option(["--issue"], multiple=True, metavar="ID", help=say("cli.figure.issue", lang)),
            click.Option(["--from", "start"], metavar="ID", help=say("cli.cost.from", lang)),
            click.Option(["--until", "end"], metavar="ID", help=say("cli.cost.until", lang)),
            click.Option(["--scenario"], metavar="NAME", help=say("cli.whatif.figure_scenario", lang)),
            click.Option(["--without"], multiple=True, metavar="KEY", help=say("cli.whatif.figure_without", lang)),
            click.Option(["--stall"], multiple=True, metavar="KEY", help=say("cli.ladder.figure_stall", lang)),
            click.Option(["--order"], type=click.Choice(("alike", "stalls")), help=say("cli.figure.order", lang)),
            click.Option(["--selection"], metavar="TEXT", help=say("cli.compare.selection", lang)),
            json_option(lang),
        ],
    )


def _meant(name: str, cases: tuple[str, ...]) -> tuple[str | Path, ...]:
    """The cases that a figure is about."""
    if name not in OF_MANY:
        return cases
    from casekit.read.library import case_folders

    return case_folders(cases)


def _drawn(name: str, cases: tuple[str, ...], asked: Asked) -> tuple[Axes, int]:
    """The figure of one case, or over all cases that the paths mean."""
    if name in OF_MANY:
        from casekit.compare.run import compare

        comparison = compare(cases)
        show(comparison.warnings, asked.lang)
        return OF_MANY[name](comparison, asked)
    from casekit.read.case_file import read_case
    from casekit.stalls.run import analyse

    return DRAWINGS[name](analyse(read_case(asked.case)), asked)


def _refuse_what_is_not_for(name: str, lang: str) -> None:
    """An option that this figure does not look at is refused: the reader would think that it did something."""
    context = click.get_current_context()
    for option in context.command.params:
        figures = TAKEN_BY.get(option.name or "", (name,))
        typed = context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
        if typed and name not in figures:
            values = {"option": option.opts[0], "name": name, "figures": ", ".join(figures)}
            raise click.UsageError(say("cli.figure.not_for", lang, **values), context)
