"""`casekit backup`: a copy of cases that counts, since it was opened and compared."""

from __future__ import annotations

from datetime import date

import click

from casekit.cli.check_command import cases_argument
from casekit.cli.frame import Command, json_option, problem_data, show, show_json
from casekit.errors import InputRefused, Problem
from casekit.read.backups import BACKUPS
from casekit.text import plural, say

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def backup(cases: tuple[str, ...], output: str, as_json: bool) -> int:
        from casekit.write.backup import make_backup

        made, refused = [], list[Problem]()
        for case in cases:  # what is wrong with one is no reason to leave the others without
            try:
                made.append(make_backup(case, output, date.today().isoformat()))
            except InputRefused as error:
                refused += error.problems
        warnings = [problem for one in made for problem in one.warnings]
        if as_json:
            data = {
                "backups": [
                    {"case": one.backup.case, "file": str(one.path), "files": len(one.backup.files), "new": one.new}
                    for one in made
                ],
                "problems": [problem_data(problem, lang) for problem in (*warnings, *refused)],
            }
            show_json(data)
        else:
            for one in made:
                files = plural("cli.backup.files", len(one.backup.files), lang)
                key = "cli.backup.done" if one.new else "cli.backup.same"
                click.echo(say(key, lang, file=one.path, files=files))
        show([*warnings, *refused], lang)
        return 1 if refused else 0

    return Command(
        "backup",
        lang,
        backup,
        [
            cases_argument(lang),
            click.Option(
                ["-o", "--output"], default=BACKUPS, metavar="DIR", show_default=True,
                help=say("cli.backup.output", lang),
            ),
            json_option(lang),
        ],
    )  # fmt: skip
