"""`casekit draft`: a plain narrative becomes a first table, for a person to complete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, problem_data, show, show_json
from casekit.errors import InputRefused, Problem
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.read.narrative.draft import Draft

__all__ = ["command"]

_SLASH = {"day_first": "day", "month_first": "month"}


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def draft_(file: str, output: str, accept: tuple[str, ...], as_json: bool) -> int:
        from casekit.export.draft import draft_book, draft_files
        from casekit.read.narrative.draft import draft
        from casekit.read.safe.naming import is_folder_name
        from casekit.write.atomic import save_bytes

        target = Path(output)
        if target.suffix.lower() not in (".xlsx", ".csv"):
            raise click.UsageError(say("cli.draft.suffix", lang, file=output))
        slash: Any = next((_SLASH[code] for code in accept if code in _SLASH), None)
        made = draft(file, slash=slash)
        case_id = target.stem if is_folder_name(target.stem) else Path(file).stem
        if target.suffix.lower() == ".xlsx":
            contents = {target.name: draft_book(made, case_id, lang)}
        else:
            contents = draft_files(made, target.stem, lang)
        files = {target.parent / name: content for name, content in contents.items()}
        there = [path for path in files if path.exists() or path.is_symlink()]
        if there:
            raise InputRefused([Problem("draft_exists", str(path)) for path in there])
        for path, content in files.items():
            save_bytes(path, content)
        if as_json:
            show_json(_as_data(made, list(files), lang))
            return 0
        show(made.report, lang)
        _print(made, lang)
        click.echo(say("cli.draft.done", lang, file=", ".join(map(str, files))))
        tables = [str(path) for path in files][:2] if len(files) > 1 else [str(target)]
        name = f" --id {case_id}" if len(files) > 1 else ""
        click.echo(say("cli.draft.next", lang, files=" ".join(tables), name=name))
        return 0

    return Command(
        "draft",
        lang,
        draft_,
        [
            click.Argument(["file"], metavar=say("cli.file", lang)),
            click.Option(["-o", "--output"], required=True, metavar="FILE", help=say("cli.draft.output", lang)),
            click.Option(
                ["--accept"], multiple=True, type=click.Choice(list(_SLASH)), help=say("cli.draft.accept", lang)
            ),
            json_option(lang),
        ],
    )


def _open(made: Draft) -> dict[str, int]:
    """In how many rows each of the fields that a touchpoint needs, and its time, is still empty."""
    return {name: sum(name not in row.values for row in made.rows) for name in ("from", "to", "kind", "when")}


def _print(made: Draft, lang: str) -> None:
    counts = {"rows": plural("cli.draft.rows", len(made.rows), lang), "rest": len(made.rest)}
    click.echo(say("cli.draft.tally", lang, read=plural("cli.draft.pieces", made.read, lang), **counts))
    if made.rows:
        click.echo(
            say(
                "cli.draft.open",
                lang,
                from_=_open(made)["from"],
                **{k: v for k, v in _open(made).items() if k != "from"},
            )
        )


def _as_data(made: Draft, files: list[Path], lang: str) -> dict[str, Any]:
    from casekit.export.draft import reason

    return {
        "files": [str(path) for path in files],
        "read": made.read,
        "rows": [
            {
                "id": row.id,
                "place": row.place,
                **{name: list(value) if isinstance(value, tuple) else value for name, value in row.values.items()},
                "proposals": [
                    {"field": m.field, "basis": m.basis, "words": m.words, "why": reason(m, lang)} for m in row.marks
                ],
            }
            for row in made.rows
        ],
        "actors": [{"id": name, "kind": kind} for name, kind in made.parties],
        "rest": [{"place": one.place, "reason": one.reason, "text": one.text} for one in made.rest],
        "open": _open(made),
        "report": [problem_data(problem, lang) for problem in made.report],
    }
