"""`casekit edit`: small edits of a case file from the shell; comments and layout stay."""

from __future__ import annotations

from collections.abc import Iterator

import click

from casekit.cli.frame import Command, json_option, problem_data, show, show_json
from casekit.text import say

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def edit(
        case: str,
        fill: tuple[str, ...],
        empty: tuple[str, ...],
        add: tuple[tuple[str, str], ...],
        add_touchpoint: tuple[str, ...],
        add_actor: tuple[str, ...],
        remove: tuple[str, ...],
        dry_run: bool,
        as_json: bool,
    ) -> int:
        from casekit.cli.told import as_data, told
        from casekit.write.edit.asked import Asked, edit_case

        rows = [("actors", text) for text in add_actor] + [("touchpoints", text) for text in add_touchpoint]
        asked = Asked(tuple(_pairs(fill, lang)), empty, (*add, *rows), remove)
        if not (fill or empty or asked.add or remove):
            raise click.UsageError(say("cli.edit.nothing", lang), click.get_current_context())
        done = edit_case(case, asked, save=not dry_run)
        if as_json:
            data = {
                "file": str(done.file),
                "saved": done.saved,
                "changes": [as_data(change, lang) for change in done.changes],
                "report": [problem_data(problem, lang) for problem in done.warnings],
            }
            show_json(data)
            return 0
        show(done.warnings, lang)
        for change in done.changes:
            click.echo(told(change, lang))
        key = "cli.edit.done" if done.saved else "cli.edit.dry" if done.changes else "cli.edit.same"
        click.echo(say(key, lang, file=done.file))
        return 0

    options = [
        click.Option(["--set", "fill"], multiple=True, metavar="KEY=VALUE", help=say("cli.edit.set", lang)),
        click.Option(["--unset", "empty"], multiple=True, metavar="KEY", help=say("cli.edit.unset", lang)),
        click.Option(["--add-touchpoint"], multiple=True, metavar="ROW", help=say("cli.edit.add_touchpoint", lang)),
        click.Option(["--add-actor"], multiple=True, metavar="ROW", help=say("cli.edit.add_actor", lang)),
        click.Option(["--add"], multiple=True, type=(str, str), metavar="LIST ROW", help=say("cli.edit.add", lang)),
        click.Option(["--remove"], multiple=True, metavar="ID", help=say("cli.edit.remove", lang)),
        click.Option(["--dry-run"], is_flag=True, help=say("cli.edit.dry_run", lang)),
    ]
    argument = click.Argument(["case"], metavar=say("cli.case", lang))
    return Command("edit", lang, edit, [argument, *options, json_option(lang)])


def _pairs(fill: tuple[str, ...], lang: str) -> Iterator[tuple[str, str]]:
    """Key and value of each `--set`."""
    for text in fill:
        key, sign, value = text.partition("=")
        if not sign or not key.strip():
            raise click.UsageError(say("cli.edit.no_sign", lang), click.get_current_context())
        yield key.strip(), value
