"""`casekit upgrade`: a copy of an older case file in the present form, with its comments."""

from __future__ import annotations

import click

from casekit.cli.frame import Command, json_option, show_json
from casekit.text import say

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def upgrade(case: str, output: str, as_json: bool) -> int:
        from casekit.write.edit.upgraded import upgraded_copy

        made = upgraded_copy(case, output)
        if as_json:
            data = {
                "source": str(made.source),
                "file": str(made.file) if made.file else None,
                "from": made.old,
                "to": made.new,
            }
            show_json(data)
            return 0
        key = "cli.upgrade.done" if made.file else "cli.upgrade.current"
        click.echo(say(key, lang, source=made.source, file=made.file, old=made.old, new=made.new))
        return 0

    return Command(
        "upgrade",
        lang,
        upgrade,
        [
            click.Argument(["case"], metavar=say("cli.case", lang)),
            click.Option(["-o", "--output"], required=True, metavar="FILE", help=say("cli.upgrade.output", lang)),
            json_option(lang),
        ],
    )
