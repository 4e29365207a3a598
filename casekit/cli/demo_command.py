"""`casekit demo`: the main job on the case that comes with the kit."""

from __future__ import annotations

from pathlib import Path

import click

from casekit.cli.frame import Command, json_option, show_json
from casekit.text import say

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def demo(output: str, as_json: bool) -> int:
        from casekit.cli.stalls_command import print_analysis
        from casekit.examples import FLAGSHIP, example
        from casekit.export.report import write_report
        from casekit.figures import network, save, timeline
        from casekit.stalls.as_data import as_data
        from casekit.stalls.run import analyse

        analysis = analyse(example(FLAGSHIP))
        folder = Path(output)
        case, stalls = analysis.case, analysis.stalls
        files = [
            save(timeline(case, stalls, lang=lang, paper="a3"), folder / say("cli.demo.timeline", lang)),
            save(network(case, stalls, lang=lang), folder / say("cli.demo.network", lang)),
            write_report(analysis, folder / say("cli.demo.report", lang), lang),
        ]
        if as_json:
            data = {**as_data(analysis, lang), "files": [str(file) for file in files]}
            show_json(data)
            return 0
        print_analysis(analysis, lang)
        click.echo("\n" + say("cli.demo.done", lang))
        for file in files:
            click.echo(f"  {file}")
        return 0

    return Command(
        "demo",
        lang,
        demo,
        [
            click.Option(
                ["-o", "--output"], default="casekit-demo", metavar="DIR", show_default=True,
                help=say("cli.demo.output", lang),
            ),
            json_option(lang),
        ],
    )  # fmt: skip
