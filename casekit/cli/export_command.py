"""`casekit export`: a case in the form of another program, read back and compared where that can be done."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casekit.cli.frame import Command, json_option, show_json
from casekit.errors import InputRefused, Problem
from casekit.text import say

if TYPE_CHECKING:
    from casekit.case import Case

__all__ = ["FORMS", "command"]

FORMS = {
    "excel": ".xlsx",
    "csv": "",
    "json_case": ".json",
    "graphml": ".graphml",
    "gexf": ".gexf",
    "kumu": ".json",
    "prsm": ".xlsx",
    "causal_map": ".xlsx",
}
"""What can be written, and what the name of the file then ends in; CSV is a folder of files."""
BY_SUFFIX = {".xlsx": "excel", ".json": "json_case", ".graphml": "graphml", ".gexf": "gexf"}
ONE_WAY = ("prsm", "causal_map")
ONLINE = {"kumu": "Kumu", "prsm": "PRSM", "causal_map": "Causal Map"}


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def export(case: str, output: str, replace: bool, as_json: bool, **chosen: bool) -> int:
        form = _form([name for name in FORMS if chosen[name]], output, lang)
        from casekit.read.case_file import read_case

        if os.path.lexists(output) and not replace:
            raise InputRefused([Problem("export_exists", output)])
        truth = read_case(case)
        written = _save_csv(truth, output, lang) if form == "csv" else _save(truth, form, output, lang)
        from casekit.cli.gate_line import warn_in_one_line

        warn_in_one_line([case], lang)
        compared = form not in ONE_WAY
        if as_json:
            data = {"case": truth.id, "form": form.replace("_", "-"), "files": written, "read_back": compared}
            show_json(data)
            return 0
        click.echo(say("cli.export.done", lang, file=output))
        click.echo(say("cli.export.same" if compared else "cli.export.one_way", lang))
        if form in ONLINE:
            click.echo(say("cli.export.share", lang, program=ONLINE[form]), err=True)
        return 0

    return Command(
        "export",
        lang,
        export,
        [
            click.Argument(["case"], metavar=say("cli.case", lang)),
            *(
                click.Option([_flag(name), name], is_flag=True, help=say(f"cli.export.form.{name}", lang))
                for name in FORMS
            ),
            click.Option(
                ["-o", "--output"], required=True, metavar=say("cli.file", lang), help=say("cli.export.output", lang)
            ),
            click.Option(["--replace"], is_flag=True, help=say("cli.export.replace", lang)),
            json_option(lang),
        ],
    )


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _form(chosen: list[str], output: str, lang: str) -> str:
    """The form that was asked for; without an answer, the one that the name of the file says."""
    suffix = Path(output).suffix.lower()
    form = chosen[0] if chosen else BY_SUFFIX.get(suffix, "")
    context = click.get_current_context()
    if len(chosen) > 1 or not form:
        raise click.UsageError(say("cli.export.one_form", lang, forms=", ".join(map(_flag, FORMS))), context)
    if FORMS[form] and suffix != FORMS[form]:
        raise click.UsageError(say("cli.export.suffix", lang, file=output, suffix=FORMS[form]), context)
    return form


def _save(truth: Case, form: str, output: str, lang: str) -> list[str]:
    from casekit.write.atomic import save_bytes

    def verify(content: bytes) -> None:
        if form not in ONE_WAY and _read_back(content, form, output) != truth:
            raise InputRefused([Problem("export_differs", output)])

    save_bytes(output, _writer(form)(truth, lang), verify)
    return [output]


def _save_csv(truth: Case, output: str, lang: str) -> list[str]:
    from casekit.export.csv_tables import csv_tables
    from casekit.read.tables.assemble import assemble
    from casekit.read.tables.csv_tables import csv_tables as read_tables
    from casekit.write.atomic import save_bytes, save_folder

    files = csv_tables(truth, lang)
    if os.path.lexists(output):
        for name, content in files.items():
            save_bytes(Path(output) / name, content)
    else:
        save_folder(output, files)
    written = [str(Path(output) / name) for name in files]
    if assemble(read_tables(written).tables, output).case != truth:
        raise InputRefused([Problem("export_differs", output)])
    return written


def _writer(form: str) -> Callable[[Case, str], bytes]:
    if form == "excel":
        from casekit.write.book.workbook import case_workbook

        return case_workbook
    # The writers stand in a file each, named after their form; `to_json_case` would be no English.
    name = "case_json" if form == "json_case" else form
    writer: Callable[[Case, str], bytes] = getattr(import_module(f"casekit.export.{name}"), f"to_{name}")
    return writer


def _read_back(content: bytes, form: str, output: str) -> Case:
    if form == "excel":
        from casekit.read.tables.assemble import assemble
        from casekit.read.tables.workbook import workbook_tables

        return assemble(workbook_tables(content, output).tables, output).case
    from casekit.read.drawn.exchange import read_exchange

    return read_exchange(content, output).case
