"""`casekit import`: a chronology that comes from elsewhere becomes a case folder."""

from __future__ import annotations

import json
from pathlib import Path

import click

from casekit.cli.frame import Command, json_option, problem_data, show
from casekit.errors import InputRefused, Problem
from casekit.text import say

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def import_(file: str, output: str, as_json: bool) -> int:
        from casekit.read.case_file import FILE_NAME
        from casekit.read.chronology import import_chronology
        from casekit.write.atomic import save_text
        from casekit.write.case_file import case_text

        imported = import_chronology(file)
        target = Path(output) / imported.case.id / FILE_NAME
        if target.exists():
            raise InputRefused([Problem("already_there", str(target))])
        save_text(target, case_text(imported.case))
        report = [*imported.report, *imported.warnings]
        if as_json:
            data = {
                "case": imported.case.id,
                "file": str(target),
                "actors": len(imported.case.actor_list),
                "touchpoints": len(imported.case.touchpoint_list),
                "report": [problem_data(problem, lang) for problem in report],
            }
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
            return 0
        show(report, lang)
        n, m = len(imported.case.touchpoint_list), len(imported.case.actor_list)
        click.echo(say("cli.import.done", lang, file=target, touchpoints=n, actors=m))
        return 0

    return Command(
        "import",
        lang,
        import_,
        [
            click.Argument(["file"], metavar=say("cli.file", lang)),
            click.Option(["--output"], required=True, metavar="DIR", help=say("cli.import.output", lang)),
            json_option(lang),
        ],
    )
