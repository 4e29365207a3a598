"""`casekit check`: every problem of case files at once, and what limits the analysis."""

from __future__ import annotations

from typing import Any

import click

from casekit.cli.frame import Command, json_option, problem_data, show, show_json
from casekit.errors import InputRefused, Problem, few
from casekit.text import plural, say

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def check(cases: tuple[str, ...], as_json: bool) -> int:
        results = [_checked(path) for path in cases]
        if as_json:
            found = [_as_data(path, problems, lang) for path, problems in zip(cases, results, strict=True)]
            show_json(found[0] if len(found) == 1 else {"cases": found})
        else:
            for path, problems in zip(cases, results, strict=True):
                _print(path, problems, lang)
        return 1 if any(problem.severity == "error" for problems in results for problem in problems) else 0

    return Command("check", lang, check, [cases_argument(lang), json_option(lang)])


def cases_argument(lang: str) -> click.Argument:
    """One or more case files or folders."""

    def only_cases(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
        from casekit.read.library import without_beside

        return tuple(without_beside(given))

    metavar = say("cli.cases", lang)
    return click.Argument(["cases"], nargs=-1, required=True, metavar=metavar, callback=only_cases)


def _checked(path: str) -> list[Problem]:
    """All errors of a case and of what people coded and voted beside it, or all warnings and what limits it."""
    from casekit.causes.about_codes import problems_of
    from casekit.causes.book import open_book
    from casekit.cli.gate_line import case_warnings
    from casekit.read.case_file import case_path
    from casekit.stalls.limits import limits

    try:
        book = open_book(path)
        return [*book.warnings, *problems_of(book), *limits(book.case, str(case_path(path))), *case_warnings(path)]
    except InputRefused as refused:
        return list(refused.problems)


def _print(path: str, problems: list[Problem], lang: str) -> None:
    show(problems, lang)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    counts = f"{plural('cli.errors', errors, lang)}, {plural('cli.warnings', warnings, lang)}"
    click.echo(say("cli.check.bad" if errors else "cli.check.good", lang, file=path, counts=counts))


def _as_data(path: str, problems: list[Problem], lang: str) -> dict[str, Any]:
    return {
        "file": path,
        "ok": not any(problem.severity == "error" for problem in problems),
        "problems": [problem_data(problem, lang) for problem in few(problems)],
    }
