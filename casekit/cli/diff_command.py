"""`casekit diff`: what changed between two versions of a case, in words."""

from __future__ import annotations

import click

from casekit.cli.frame import Command, json_option, show_json
from casekit.errors import InputRefused, Problem
from casekit.text import plural, say

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def diff(first: str, second: str, as_json: bool) -> int:
        from casekit.changes import changes
        from casekit.cli.told import as_data, told
        from casekit.read.case_file import read_case

        cases, problems = [], list[Problem]()
        for path in (first, second):
            try:
                cases.append(read_case(path))
            except InputRefused as refused:
                problems += refused.problems
        if problems:
            raise InputRefused(problems)
        found = changes(*cases)
        if as_json:
            data = {"a": first, "b": second, "changes": [as_data(change, lang) for change in found]}
            show_json(data)
            return 0
        if not found:
            click.echo(say("cli.diff.same", lang, a=first, b=second))
            return 0
        click.echo(
            say("cli.diff.found", lang, a=first, b=second, changes=plural("cli.diff.changes", len(found), lang))
        )
        for change in found:
            click.echo(f"  {told(change, lang)}")
        return 0

    names = (say("cli.diff.first", lang), say("cli.diff.second", lang))
    arguments = [click.Argument([key], metavar=name) for key, name in zip(("first", "second"), names, strict=True)]
    return Command("diff", lang, diff, [*arguments, json_option(lang)])
