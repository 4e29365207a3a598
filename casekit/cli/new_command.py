"""`casekit new`: a case to start from, as a folder with a file that explains itself or as a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from casekit.cli.frame import Command, json_option, show_json
from casekit.errors import InputRefused, Problem, shown
from casekit.text import say

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def new(case_id: str, output: str, excel: bool, as_json: bool) -> int:
        from casekit.read.case_file import FILE_NAME
        from casekit.read.safe.naming import is_folder_name
        from casekit.write.atomic import save_bytes
        from casekit.write.start import start_text

        if not is_folder_name(case_id):
            raise InputRefused([Problem("new_id", "casekit new", values={"value": shown(case_id)})])
        folder = Path(output) / case_id
        file = Path(output) / f"{case_id}.xlsx" if excel else folder / FILE_NAME
        for there in (file,) if excel else (folder,):
            if there.exists() or there.is_symlink():
                raise InputRefused([Problem("new_exists", str(there))])
        if excel:
            from casekit.write.book.workbook import template_workbook

            save_bytes(file, template_workbook(case_id, lang))
        else:
            save_bytes(file, start_text(case_id, lang).encode("utf-8"))
        if as_json:
            show_json({"case": case_id, "file": str(file)})
            return 0
        click.echo(say("cli.new.done", lang, file=file))
        if excel:
            click.echo(say("cli.new.next_excel", lang, file=file))
        else:
            click.echo(say("cli.new.next", lang, case=folder))
        return 0

    return Command(
        "new",
        lang,
        new,
        [
            click.Argument(["case_id"], metavar=say("cli.new.id", lang)),
            click.Option(["--output"], default=".", metavar="DIR", help=say("cli.new.output", lang)),
            click.Option(["--excel"], is_flag=True, help=say("cli.new.excel", lang)),
            json_option(lang),
        ],
    )
