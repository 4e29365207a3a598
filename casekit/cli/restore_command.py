"""`casekit restore`: a backup becomes a case folder again, and what stood there is not lost."""

from __future__ import annotations

from datetime import date

import click

from casekit.cli.frame import Command, json_option, show_json
from casekit.text import plural, say

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def restore(backup: str, output: str, replace: bool, as_json: bool) -> int:
        from casekit.write.backup import restore_backup

        done = restore_backup(backup, output, date.today().isoformat(), replace=replace)
        if as_json:
            data = {
                "case": done.backup.case,
                "folder": str(done.folder),
                "files": len(done.backup.files),
                "changed": done.changed,
                "before": str(done.before.path) if done.before else None,
            }
            show_json(data)
            return 0
        files = plural("cli.backup.files", len(done.backup.files), lang)
        key = "cli.restore.done" if done.changed else "cli.restore.same"
        click.echo(say(key, lang, folder=done.folder, files=files))
        if done.before:
            click.echo(say("cli.restore.before", lang, file=done.before.path))
        return 0

    return Command(
        "restore",
        lang,
        restore,
        [
            click.Argument(["backup"], metavar=say("cli.restore.backup", lang)),
            click.Option(["--output"], required=True, metavar="DIR", help=say("cli.restore.output", lang)),
            click.Option(["--replace"], is_flag=True, help=say("cli.restore.replace", lang)),
            json_option(lang),
        ],
    )
