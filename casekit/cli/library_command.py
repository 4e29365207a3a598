"""`casekit library`: what a folder of cases holds, filtered and searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.compare.index import Entry

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def library(
        folder: str,
        kind: tuple[str, ...],
        cause: tuple[str, ...],
        municipality: str | None,
        procedure: str | None,
        status: str | None,
        search: tuple[str, ...],
        as_json: bool,
    ) -> int:
        from casekit.compare.index import as_data, index, kept, wanted

        asked = wanted(kind, cause, municipality, procedure, status, search)
        found = index(folder)
        show([problem for broken in found.broken for problem in broken.problems], lang)
        entries = kept(found, asked)
        if as_json:
            show_json(as_data(found, entries))
            return 0
        click.echo(folder)
        if len(entries) == len(found.entries):
            click.echo(plural("library.count", len(entries), lang))
        else:
            click.echo(say("library.kept", lang, n=len(entries), of=len(found.entries)))
        for entry in entries:
            _print(entry, lang)
        return 0

    options = [
        click.Option(["--kind"], multiple=True, metavar="CODE", help=say("cli.library.kind", lang)),
        click.Option(["--cause"], multiple=True, metavar="CODE", help=say("cli.library.cause", lang)),
        click.Option(["--municipality"], metavar="ID", help=say("cli.library.municipality", lang)),
        click.Option(["--procedure"], metavar="CODE", help=say("cli.library.procedure", lang)),
        click.Option(["--status"], metavar="CODE", help=say("cli.library.status", lang)),
        click.Option(["--search"], multiple=True, metavar="TEXT", help=say("cli.library.search", lang)),
    ]
    argument = click.Argument(["folder"], metavar=say("cli.library.folder", lang))
    return Command("library", lang, library, [argument, *options, json_option(lang)])


def _print(entry: Entry, lang: str) -> None:
    from casekit.vocabulary import label

    click.echo()
    wrapped(f"{entry.id}: {entry.title}" if entry.title else entry.id)
    procedures = ", ".join(label("procedure", code, lang) for code in entry.procedures)
    parts = [
        label("status", entry.status, lang) if entry.status else "",
        entry.municipality or "",
        procedures,
        plural("library.touchpoints", entry.touchpoints, lang),
    ]
    wrapped(", ".join(part for part in parts if part) + ".", "   ", "   ")
    kinds = ", ".join(entry.kinds) or say("library.no_stalls", lang)
    wrapped(say("library.stalls", lang, kinds=kinds), "   ", "   ")
    if entry.selection:
        wrapped(say("compare.selection", lang, text=entry.selection), "   ", "   ")
    if entry.causes:
        coders = plural("library.coders", entry.coders, lang)
        wrapped(say("library.causes", lang, causes=", ".join(entry.causes), coders=coders), "   ", "   ")
