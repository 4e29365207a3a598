"""`casekit figure`: the timeline or the network of a case as an SVG, PNG or PDF."""

from __future__ import annotations

import json
from pathlib import Path

import click

from casekit.cli.frame import Command, json_option
from casekit.text import say

__all__ = ["command"]

FIGURES = ("timeline", "network")
SUFFIXES = (".svg", ".png", ".pdf")


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def figure(name: str, case: str, output: str, paper: str | None, sheet: int, as_json: bool) -> int:
        if Path(output).suffix.lower() not in SUFFIXES:
            raise click.UsageError(say("cli.figure.suffix", lang, file=output), click.get_current_context())
        from casekit.figures import network, save, sheets, timeline
        from casekit.read.case_file import read_case
        from casekit.stalls.run import analyse

        analysis = analyse(read_case(case))
        if name == "timeline":
            size = paper or "a3"
            total = sheets(analysis.case, size)
            if not 1 <= sheet <= total:
                raise click.UsageError(say("cli.figure.no_sheet", lang, n=total), click.get_current_context())
            ax = timeline(analysis.case, analysis.stalls, lang=lang, paper=size, sheet=sheet)
        else:
            total = 1
            ax = network(analysis.case, analysis.stalls, lang=lang, paper=paper or "a4")
        save(ax, output)
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
            click.Argument(["case"], metavar=say("cli.case", lang)),
            click.Option(
                ["-o", "--output"],
                required=True,
                metavar=say("cli.file", lang),
                help=say("cli.figure.output", lang),
            ),
            click.Option(["--paper"], type=click.Choice(("a3", "a4")), help=say("cli.figure.paper", lang)),
            click.Option(["--sheet"], type=int, default=1, help=say("cli.figure.sheet", lang)),
            json_option(lang),
        ],
    )
