"""`casekit library`: what a folder of cases holds, filtered and searched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from casekit.cli.frame import Command, json_option, problem_data, show, show_json, wrapped
from casekit.errors import InputRefused, Problem
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.compare.index import Entry, Index

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def library(
        folder: str,
        add: tuple[str, ...],
        kind: tuple[str, ...],
        cause: tuple[str, ...],
        municipality: str | None,
        procedure: str | None,
        status: str | None,
        search: tuple[str, ...],
        as_json: bool,
    ) -> int:
        if add:
            return _add(folder, add, as_json, lang)
        from casekit.compare.index import as_data, index, kept, wanted

        asked = wanted(kind, cause, municipality, procedure, status, search)
        found, stopped, warnings = _through_the_gate(index(folder))
        show([*(problem for broken in found.broken for problem in broken.problems), *warnings], lang)
        entries = kept(found, asked)
        if as_json:
            show_json(as_data(found, entries))
            return 1 if stopped else 0
        click.echo(folder)
        if len(entries) == len(found.entries):
            click.echo(plural("library.count", len(entries), lang))
        else:
            click.echo(say("library.kept", lang, n=len(entries), of=len(found.entries)))
        for entry in entries:
            _print(entry, lang)
        return 1 if stopped else 0

    options = [
        click.Option(["--add"], multiple=True, metavar=say("cli.case", lang), help=say("cli.library.add", lang)),
        click.Option(["--kind"], multiple=True, metavar="CODE", help=say("cli.library.kind", lang)),
        click.Option(["--cause"], multiple=True, metavar="CODE", help=say("cli.library.cause", lang)),
        click.Option(["--municipality"], metavar="ID", help=say("cli.library.municipality", lang)),
        click.Option(["--procedure"], metavar="CODE", help=say("cli.library.procedure", lang)),
        click.Option(["--status"], metavar="CODE", help=say("cli.library.status", lang)),
        click.Option(["--search"], multiple=True, metavar="TEXT", help=say("cli.library.search", lang)),
    ]
    argument = click.Argument(["folder"], metavar=say("cli.library.folder", lang))
    return Command("library", lang, library, [argument, *options, json_option(lang)])


def _through_the_gate(found: Index) -> tuple[Index, bool, list[Problem]]:
    """The index without cases that hold what may never leave, whether there are any, and warnings."""
    from casekit.compare.index import Broken, Index
    from casekit.privacy.gate import problems_of
    from casekit.privacy.look import look

    entries, stopped, warnings = [], [], list[Problem]()
    for entry in found.entries:
        problems = problems_of(look(entry.folder), "library")
        if errors := tuple(one for one in problems if one.severity == "error"):
            stopped.append(Broken(entry.folder, errors))
        else:
            entries.append(entry)
            warnings += problems
    return Index(tuple(entries), (*found.broken, *stopped)), bool(stopped), warnings


def _add(folder: str, cases: tuple[str, ...], as_json: bool, lang: str) -> int:
    """Put cases into a shared folder, each through the gate; what is wrong with one does not hold up the others."""
    from casekit.release.share import add_to_library

    added, refused = [], list[Problem]()
    for case in cases:
        try:
            added.append(add_to_library(case, folder, date.today()))
        except InputRefused as error:
            refused += error.problems
    warnings = [warning for one in added for warning in one.warnings]
    if as_json:
        show_json(
            {
                "added": [{"folder": str(one.folder), "files": one.files} for one in added],
                "problems": [problem_data(problem, lang) for problem in (*warnings, *refused)],
            }
        )
    else:
        for one in added:
            click.echo(say("cli.library.added", lang, folder=one.folder, n=one.files))
    show([*warnings, *refused], lang)
    return 1 if refused else 0


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
