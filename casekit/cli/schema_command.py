"""`casekit schema`: the JSON Schema of a case file, for editors."""

from __future__ import annotations

import json

import click

from casekit.cli.frame import Command, json_option
from casekit.text import say

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def schema(output: str | None, as_json: bool) -> int:
        from casekit.schema import schema_text
        from casekit.write.atomic import save_text

        text = schema_text()
        if output is None:
            click.echo(text, nl=False)
        elif as_json:
            save_text(output, text)
            click.echo(json.dumps({"file": output}, ensure_ascii=False))
        else:
            save_text(output, text)
            click.echo(say("cli.figure.done", lang, file=output))
        return 0

    return Command(
        "schema",
        lang,
        schema,
        [
            click.Option(["-o", "--output"], metavar=say("cli.file", lang), help=say("cli.schema.output", lang)),
            json_option(lang),
        ],
    )
