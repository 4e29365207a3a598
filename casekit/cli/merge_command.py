"""`casekit merge`: the timelines of several organisations as one case, with what a person must decide."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, problem_data, show, show_json
from casekit.cli.told import short
from casekit.errors import InputRefused, Problem, shown
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.merge.alike import Proposal
    from casekit.merge.join import Contradiction, Merged
    from casekit.write.arrival import Arrived

__all__ = ["command"]

MOST = 20
"""Proposals shown on the screen; all of them stand in `--json` and in the list beside the case."""


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def merge(
        cases: tuple[str, ...], output: str, case_id: str | None, same: tuple[str, ...], update: bool, as_json: bool
    ) -> int:
        from casekit.cli.told import told
        from casekit.merge.join import merge
        from casekit.read.case_file import read_case
        from casekit.read.imported import Imported
        from casekit.write.arrival import arrive

        if len(cases) < 2:
            raise InputRefused([Problem("merge_one_case", cases[0])])
        read = [read_case(path) for path in cases]
        name = case_id or "-".join(dict.fromkeys(case.id for case in read))
        merged = merge(read, name, [_pair(text) for text in same], lang)
        imported = Imported(merged.case, (), merged.warnings)
        arrived = arrive(imported, output, update=update, remember=True, lang=lang)
        listed = _save_list(merged, Path(arrived.file).parent, lang)
        if as_json:
            show_json(_as_data(merged, arrived, listed, lang))
            return 0
        show(merged.warnings, lang)
        _print(merged, lang)
        n, m = len(merged.case.touchpoint_list), len(merged.case.actor_list)
        key = "cli.merge.done" if arrived.changes is None else "cli.import.updated"
        click.echo(say(key, lang, file=arrived.file, touchpoints=n, actors=m))
        for change in arrived.changes or ():
            click.echo(f"  {told(change, lang)}")
        if listed:
            click.echo(say("cli.merge.list", lang, file=listed))
        return 0

    return Command(
        "merge",
        lang,
        merge,
        [
            click.Argument(["cases"], nargs=-1, required=True, metavar=say("cli.cases", lang)),
            click.Option(["-o", "--output"], required=True, metavar="DIR", help=say("cli.merge.output", lang)),
            click.Option(["--id", "case_id"], metavar="ID", help=say("cli.merge.id", lang)),
            click.Option(["--same"], multiple=True, metavar="ID=ID", help=say("cli.merge.same", lang)),
            click.Option(["--update"], is_flag=True, help=say("cli.merge.update", lang)),
            json_option(lang),
        ],
    )


def _pair(text: str) -> tuple[str, str]:
    first, sign, second = (part.strip() for part in text.partition("="))
    if not (first and sign and second):
        raise InputRefused([Problem("merge_no_pair", shown(text))])
    return first, second


def _print(merged: Merged, lang: str) -> None:
    for view, names in merged.renamed.items():
        click.echo(say("cli.merge.renamed", lang, view=view, n=len(names)))
    if merged.proposals:
        click.echo(plural("cli.merge.proposals", len(merged.proposals), lang))
        for proposal in merged.proposals[:MOST]:
            click.echo(f"  {_proposed(proposal, lang)}")
    if merged.contradictions:
        click.echo(plural("cli.merge.contradictions", len(merged.contradictions), lang))
        for contradiction in merged.contradictions:
            click.echo(f"  {_contradicted(contradiction, lang)}")


def _proposed(proposal: Proposal, lang: str) -> str:
    from casekit.merge.join import header_of

    why = ", ".join(say(f"merge.why.{reason}", lang) for reason in proposal.why)
    text = f"{proposal.first} = {proposal.second}: {why}"
    if proposal.differ:
        fields = ", ".join(header_of(("touchpoints", "", field), lang) for field, _, _ in proposal.differ)
        text += "; " + say("merge.differ", lang, fields=fields)
    return text


def _contradicted(contradiction: Contradiction, lang: str) -> str:
    from casekit.merge.join import header_of

    *row, _ = contradiction.path
    place = row[1] if row else say("word.the_case", lang)
    values = "; ".join(say("merge.says", lang, view=view, value=_value(value)) for view, value in contradiction.said)
    return f"{place}, {header_of(contradiction.path, lang)}: {values}"


def _value(value: Any) -> str:
    return short(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _save_list(merged: Merged, folder: Path, lang: str) -> str | None:
    """What a person must decide, as a table beside the case; None when there is nothing.

    An earlier list stays: somebody may have written in it.
    """
    from casekit.merge.join import header_of
    from casekit.read.copies import free_name
    from casekit.write.atomic import save_text
    from casekit.write.tables import table_text

    if not (merged.proposals or merged.contradictions):
        return None
    rows = [[say(f"merge.list.{key}", lang) for key in ("what", "first", "second", "why", "differ")]]
    for one in merged.proposals:
        why = ", ".join(say(f"merge.why.{reason}", lang) for reason in one.why)
        named = [(header_of(("touchpoints", "", field), lang), a, b) for field, a, b in one.differ]
        differ = "; ".join(f"{header}: {_value(a)} / {_value(b)}" for header, a, b in named)
        rows.append([say("merge.list.same", lang), one.first, one.second, why, differ])
    for other in merged.contradictions:
        place = other.path[1] if len(other.path) > 1 else say("word.the_case", lang)
        said = "; ".join(say("merge.says", lang, view=view, value=_value(value)) for view, value in other.said)
        rows.append([say("merge.list.contradiction", lang), place, "", header_of(other.path, lang), said])
    target, text = folder / say("merge.list.file", lang), table_text(rows)
    if target.exists() and target.read_bytes() != text.encode("utf-8"):
        target = free_name(target, "2")
    return str(save_text(target, text))


def _as_data(merged: Merged, arrived: Arrived, listed: str | None, lang: str) -> dict[str, Any]:
    from casekit.cli.told import as_data

    return {
        "case": merged.case.id,
        "file": arrived.file,
        "list": listed,
        "actors": len(merged.case.actor_list),
        "touchpoints": len(merged.case.touchpoint_list),
        "renamed": merged.renamed,
        "proposals": [
            {
                "first": one.first,
                "second": one.second,
                "why": list(one.why),
                "differ": [{"field": field, "first": a, "second": b} for field, a, b in one.differ],
            }
            for one in merged.proposals
        ],
        "contradictions": [
            {"path": list(one.path), "said": [{"view": view, "value": value} for view, value in one.said]}
            for one in merged.contradictions
        ],
        "changes": None if arrived.changes is None else [as_data(change, lang) for change in arrived.changes],
        "report": [problem_data(problem, lang) for problem in merged.warnings],
    }
