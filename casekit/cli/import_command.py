"""`casekit import`: what somebody has (a workbook, CSV, coded interviews, a chronology) becomes a case folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, problem_data, show, show_json
from casekit.errors import Cell, Problem, spot
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.read.imported import Imported, Tally
    from casekit.write.arrival import Arrived

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def import_(
        files: tuple[str, ...],
        output: str,
        case_id: str | None,
        accept: tuple[str, ...],
        update: bool,
        as_json: bool,
    ) -> int:
        from casekit.read.roads import import_case

        imported = import_case(files, case_id=case_id, accept=frozenset(accept))
        from casekit.cli.told import told
        from casekit.write.arrival import arrive

        arrived = arrive(imported, output, update=update, lang=lang)
        report = [*imported.report, *imported.warnings]
        from casekit.cli.gate_line import case_warnings

        show(case_warnings(Path(arrived.file).parent), lang)
        if as_json:
            show_json(_as_data(imported, arrived, report, lang))
            return 0
        show(report, lang)
        untouched = [tally for tally in imported.tally if _only_example(tally)]
        for tally in imported.tally:
            if tally not in untouched:
                _print_tally(tally, lang)
        if untouched:
            names = ", ".join(_title(tally, lang) for tally in untouched)
            click.echo(say("cli.import.untouched", lang, sheets=names))
        n, m = len(imported.case.touchpoint_list), len(imported.case.actor_list)
        key = "cli.import.updated" if arrived.changes is not None else "cli.import.done"
        click.echo(say(key, lang, file=arrived.file, touchpoints=n, actors=m))
        for change in arrived.changes or ():
            click.echo(f"  {told(change, lang)}")
        if arrived.changes == ():
            click.echo(say("cli.import.same", lang))
        if arrived.to_do:
            click.echo(say("cli.import.to_do", lang, file=arrived.to_do, n=len(imported.to_do)))
        return 0

    return Command(
        "import",
        lang,
        import_,
        [
            click.Argument(["files"], nargs=-1, required=True, metavar=say("cli.import.files", lang)),
            click.Option(["--output"], required=True, metavar="DIR", help=say("cli.import.output", lang)),
            click.Option(["--id", "case_id"], metavar="ID", help=say("cli.import.id", lang)),
            click.Option(["--accept"], multiple=True, metavar="CODE", help=say("cli.import.accept", lang)),
            click.Option(["--update"], is_flag=True, help=say("cli.import.update", lang)),
            json_option(lang),
        ],
    )


def _only_example(tally: Tally) -> bool:
    """Whether a sheet is as the kit made it: nobody filled in a row."""
    return tally.kept == 0 and {row.reason for row in tally.aside} == {"example"}


def _title(tally: Tally, lang: str) -> str:
    """Rows that come from no sheet are told under the name of the list that they belong to."""
    from casekit.sheets.plan import sheets

    return next((one.title(lang) for one in sheets() if one.name == tally.sheet), tally.sheet)


def _print_tally(tally: Tally, lang: str) -> None:
    """How many rows were read, kept and set aside, and each row that was set aside with why."""
    if not tally.read:
        return
    counts = {"read": plural("cli.import.rows", tally.read, lang), "kept": tally.kept, "aside": len(tally.aside)}
    click.echo(say("cli.import.tally", lang, sheet=_title(tally, lang), **counts))
    for row in tally.aside:
        where = spot(row.place)[lang] if row.place is not None else row.values.get("place", tally.sheet)
        click.echo(f"  {where}: {say(f'aside.{row.reason}', lang)}")


def _as_data(imported: Imported, arrived: Arrived, report: Sequence[Problem], lang: str) -> dict[str, Any]:
    from casekit.cli.told import as_data

    return {
        "case": imported.case.id,
        "file": arrived.file,
        "actors": len(imported.case.actor_list),
        "touchpoints": len(imported.case.touchpoint_list),
        "tally": [
            {
                "sheet": tally.sheet,
                "read": tally.read,
                "kept": tally.kept,
                "aside": [
                    {
                        "cell": f"{row.place.sheet}!{row.place}" if isinstance(row.place, Cell) else None,
                        "line": row.place if isinstance(row.place, int) else None,
                        "reason": row.reason,
                        "missing": list(row.missing),
                    }
                    for row in tally.aside
                ],
            }
            for tally in imported.tally
        ],
        "to_do": arrived.to_do,
        "changes": None if arrived.changes is None else [as_data(change, lang) for change in arrived.changes],
        "report": [problem_data(problem, lang) for problem in report],
    }
