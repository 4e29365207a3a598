"""`casekit composite`: a plan for a teaching case out of three or more cases, and the case that the plan makes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, problem_data, show, show_json, wrapped
from casekit.text import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casekit.release.composite.run import Made, Proposed
    from casekit.stalls.stall import Stall

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def composite(
        cases: tuple[str, ...],
        plan: str | None,
        output: str | None,
        case_id: str | None,
        update: bool,
        on: str | None,
        as_json: bool,
    ) -> int:
        from casekit.release.composite.run import made_from, plan_at, propose_plan

        day = _day(on, lang)
        if cases:
            name = case_id or say("cli.composite.default_id", lang)
            if plan is None and output is None:
                raise click.UsageError(say("cli.composite.needs_output", lang))
            proposed = propose_plan(cases, name, plan or plan_at(output or "", name), day, lang)
            show(proposed.warnings, lang)
            show_json(_proposed_data(proposed, lang)) if as_json else _print_proposed(proposed, output, lang)
            return 0
        if plan is None or output is None:
            raise click.UsageError(say("cli.composite.needs", lang))
        made = made_from(plan, output, day, update=update, lang=lang)
        show(made.warnings, lang)
        show_json(_made_data(made, lang)) if as_json else _print_made(made, lang)
        return 0

    return Command(
        "composite",
        lang,
        composite,
        [
            click.Argument(["cases"], nargs=-1, metavar=f"[{say('cli.cases', lang)}]"),
            click.Option(["--plan"], metavar="FILE", help=say("cli.composite.plan", lang)),
            click.Option(["-o", "--output"], metavar="DIR", help=say("cli.composite.output", lang)),
            click.Option(["--id", "case_id"], metavar="ID", help=say("cli.composite.id", lang)),
            click.Option(["--update"], is_flag=True, help=say("cli.composite.update", lang)),
            click.Option(["--on"], metavar="DATE", help=say("cli.composite.on", lang)),
            json_option(lang),
        ],
    )


def _day(on: str | None, lang: str) -> date:
    """The day on which consent is looked at: today, unless another is given."""
    try:
        return date.fromisoformat(on) if on else date.today()
    except ValueError:
        raise click.UsageError(say("cli.release.no_day", lang)) from None


def _print_proposed(done: Proposed, output: str | None, lang: str) -> None:
    plan = done.plan
    n = plural("composite.fragments", len(plan.fragments), lang)
    touchpoints = sum(len(one.touchpoints) for one in plan.fragments)
    values = {"n": n, "cases": len(plan.cases), "touchpoints": touchpoints, "file": done.file}
    wrapped(say("cli.composite.proposed", lang, **values))
    day = 0
    for one in plan.fragments:
        day += one.starts_after
        about = f"{one.about} {_name(one.about, lang)}" if one.about else say("cli.composite.about_none", lang)
        ids = ", ".join(row.touchpoint for row in one.touchpoints)
        told = {
            "id": one.id,
            "case": one.case,
            "n": plural("composite.touchpoints", len(one.touchpoints), lang),
            "touchpoints": ids,
            "about": about,
        }
        wrapped(say("cli.composite.fragment", lang, **told, day=day), "      ", "  ")
    click.echo()
    wrapped(say("cli.composite.kept_plan", lang))
    folder = output if output is not None else "DIR"
    click.echo(say("cli.composite.next", lang, file=done.file, folder=folder))


def _name(kind: str, lang: str) -> str:
    from casekit.stalls.statement import name

    return name(kind, lang)


def _print_made(made: Made, lang: str) -> None:
    from casekit.release.composite.found_back import ENOUGH

    case, taken = made.composed.case, made.plan.taken
    fragments = plural("composite.fragments", len(taken), lang)
    sizes, of = _sizes(made), len(case.touchpoint_list)
    values = {"file": made.file, "touchpoints": of, "fragments": fragments, "cases": len(sizes)}
    if made.changes is not None:
        wrapped(say("cli.composite.updated", lang, file=made.file, n=len(made.changes)))
    wrapped(say("cli.composite.made", lang, **values))
    for name, n in sizes.items():
        parts = plural("composite.fragments", sum(one.case == name for one in taken), lang)
        told = {"case": name, "fragments": parts, "n": n, "of": of, "percent": round(100 * n / of)}
        wrapped(say("cli.composite.share", lang, **told), "     ", "   ")
    wrapped(say("cli.composite.how", lang), "   ", "   ")
    click.echo()
    for line in _stall_lines(made, lang):
        wrapped(line, "     ", "   " if line[:1].islower() else "")
    click.echo()
    wrapped(say("cli.composite.back", lang))
    for back in made.back:
        key = "back_few" if back.share is None else "back_one" if back.share >= 0.01 else "back_little"
        wrapped(
            say(f"cli.composite.{key}", lang, case=back.case, share=round(100 * (back.share or 0))), "     ", "   "
        )
    wrapped(say("cli.composite.back_most", lang, most=round(100 * ENOUGH)), "   ", "   ")
    for run in made.runs:
        wrapped(say("cli.composite.run", lang, touchpoints=", ".join(run.touchpoints), case=run.case))
    if not made.runs:
        wrapped(say("cli.composite.no_runs", lang))
    click.echo()
    wrapped(say("cli.composite.kept_plan", lang))


def _sizes(made: Made) -> Counter[str]:
    """How many touchpoints each case gave."""
    sizes = Counter[str]()
    for one in made.plan.taken:
        sizes[one.case] += len(one.touchpoints)
    return sizes


def _stall_lines(made: Made, lang: str) -> Iterator[str]:
    stalls = made.stalls
    kept, gone = len(stalls.kept), len(stalls.gone)
    yield say("cli.composite.stalls", lang, n=kept, of=kept + gone)
    for one in stalls.kept:
        yield say("cli.composite.kept", lang, **_stall(one, lang))
    for fragment, kind, ids in stalls.gone:
        values = {"kind": kind, "name": _name(kind, lang), "touchpoints": ", ".join(ids), "fragment": fragment}
        yield say("cli.composite.gone", lang, **values)
    for one in stalls.new:
        yield say("cli.composite.new", lang, **_stall(one, lang))
    if stalls.new:
        yield say("cli.composite.new_why", lang)


def _stall(stall: Stall, lang: str) -> dict[str, str]:
    return {"kind": stall.kind, "name": _name(stall.kind, lang), "touchpoints": ", ".join(stall.touchpoints)}


def _proposed_data(done: Proposed, lang: str) -> dict[str, Any]:
    fragments = [
        {
            "id": one.id,
            "case": one.case,
            "about": one.about,
            "starts_after": one.starts_after,
            "touchpoints": [row.touchpoint for row in one.touchpoints],
        }
        for one in done.plan.fragments
    ]
    problems = [problem_data(one, lang) for one in done.warnings]
    return {"plan": str(done.file), "case": done.plan.id, "fragments": fragments, "problems": problems}


def _made_data(made: Made, lang: str) -> dict[str, Any]:
    from casekit.release.composite.plan import stubs

    case = made.composed.case
    return {
        "case": case.id,
        "status": case.status,
        "file": str(Path(made.file)),
        "touchpoints": len(case.touchpoint_list),
        "cases": dict(_sizes(made)),
        "unwritten": stubs(made.plan),
        "fragments": [
            {"id": one.fragment.id, "case": one.source.name, "touchpoints": _ids(made, one.fragment.id)}
            for one in made.composed.pieces
        ],
        "stalls": {
            "kept": [one.key for one in made.stalls.kept],
            "gone": ["-".join((kind, *ids)) for _, kind, ids in made.stalls.gone],
            "new": [one.key for one in made.stalls.new],
        },
        "found_back": [
            {"case": one.case, "share": None if one.share is None else round(one.share, 3), "too_much": one.too_much}
            for one in made.back
        ],
        "runs": [{"case": one.case, "touchpoints": list(one.touchpoints)} for one in made.runs],
        "changes": None if made.changes is None else len(made.changes),
        "problems": [problem_data(one, lang) for one in made.warnings],
    }


def _ids(made: Made, fragment: str) -> list[str]:
    """What the touchpoints of a fragment are called in the composite, in order."""
    return sorted(
        (new for (one, _), new in made.composed.ids.items() if one == fragment), key=lambda new: int(new[1:])
    )
