"""The figures that `casekit figure` draws: one function each, in one visible table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from casekit.cli.frame import show
from casekit.text import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from casekit.compare.run import Comparison
    from casekit.cost import Cost
    from casekit.stalls.run import Analysis

__all__ = ["DRAWINGS", "FIGURES", "OF_MANY", "TAKEN_BY", "Asked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked for; None where it was left to the figure."""

    case: str
    lang: str
    paper: str | None = None
    sheet: int = 1
    item: str | None = None
    against: str | None = None
    issues: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    scenario: str | None = None
    without: tuple[str, ...] = ()
    stall: tuple[str, ...] = ()
    order: str | None = None
    selection: str | None = None


def _timeline(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.figures import sheets, timeline

    paper = asked.paper or "a3"
    total = _sheets(sheets(analysis.case, paper), asked)
    ax = timeline(analysis.case, analysis.stalls, lang=asked.lang, paper=paper, sheet=asked.sheet)
    return ax, total


def _network(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.figures import network

    return network(analysis.case, analysis.stalls, lang=asked.lang, paper=asked.paper or "a4"), 1


def _helpers(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.figures import helpers

    return helpers(analysis.case, lang=asked.lang, paper=asked.paper or "a4"), 1


def _knowledge(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.cli.knowledge_command import asked_item
    from casekit.figures import knowledge_map
    from casekit.knowledge import items_of

    asked_item(items_of(analysis.story), asked.item, asked.case)
    return knowledge_map(analysis.case, asked.item, lang=asked.lang, paper=asked.paper or "a4"), 1


def _route(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.cli.route_command import compared
    from casekit.figures import route, route_sheets

    if asked.against is None:
        raise click.UsageError(say("cli.route.needs_against", asked.lang), click.get_current_context())
    found, warnings = compared(analysis.case, asked.case, asked.against, asked.issues)
    show(warnings, asked.lang)
    paper = asked.paper or "a4"
    total = _sheets(route_sheets(found, paper), asked)
    return route(found, lang=asked.lang, paper=paper, sheet=asked.sheet), total


def _cost(analysis: Analysis, asked: Asked) -> Cost:
    from casekit.cli.named import check_names
    from casekit.cost import cost_of

    if len(asked.issues) > 1:
        raise click.UsageError(say("cli.figure.one_issue", asked.lang), click.get_current_context())
    issue = next(iter(asked.issues), None)
    check_names(analysis.story, asked.case, issue, (asked.start, asked.end))
    return cost_of(analysis, start=asked.start, end=asked.end, issue=issue)


def _waterfall(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.figures import waterfall

    return waterfall(_cost(analysis, asked), lang=asked.lang, paper=asked.paper or "a4"), 1


def _costs(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.figures import costs

    return costs(_cost(analysis, asked), lang=asked.lang, paper=asked.paper or "a4"), 1


def _path(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.figures import critical_path, sheets

    cost, paper = _cost(analysis, asked), asked.paper or "a3"
    total = _sheets(sheets(analysis.case, paper), asked)
    return critical_path(cost, lang=asked.lang, paper=paper, sheet=asked.sheet), total


def _whatif(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.cli.whatif_command import asked_scenario
    from casekit.figures import whatif
    from casekit.whatif import answer

    ends = (asked.start, asked.end)
    found = asked_scenario(asked.case, asked.scenario, asked.without, analysis, asked.issues, ends, asked.lang)
    return whatif(answer(*found), lang=asked.lang, paper=asked.paper or "a4"), 1


def _causes(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.causes.about_codes import problems_of
    from casekit.causes.book import open_book
    from casekit.errors import InputRefused, Problem, closest, shown
    from casekit.figures import cause_tree

    keys = [stall.key for stall in analysis.stalls]
    values = ({"value": shown(key), "near": closest(key, keys)} for key in asked.stall if key not in keys)
    refused = [Problem("suggest_no_stall", asked.case, values=one) for one in values]
    if refused:
        raise InputRefused(refused)
    book = open_book(asked.case)
    show([*book.warnings, *problems_of(book)], asked.lang)
    return cause_tree(book, stalls=asked.stall or None, lang=asked.lang, paper=asked.paper or "a4"), 1


def _agreement(analysis: Analysis, asked: Asked) -> tuple[Axes, int]:
    from casekit.causes.book import open_book
    from casekit.figures import agreement_sheets, agreement_table

    book = open_book(asked.case)
    show(book.warnings, asked.lang)
    total = _sheets(agreement_sheets(book), asked)
    return agreement_table(book, lang=asked.lang, paper=asked.paper or "a4", sheet=asked.sheet), total


def _matrix(comparison: Comparison, asked: Asked) -> tuple[Axes, int]:
    from casekit.figures import matrix, matrix_sheets

    paper, lang, selection = asked.paper or "a3", asked.lang, asked.selection
    total = _sheets(matrix_sheets(comparison, paper, lang, selection=selection), asked)
    order = asked.order or "alike"
    ax = matrix(comparison, lang=lang, paper=paper, sheet=asked.sheet, order=order, selection=selection)
    return ax, total


def _prevalence(comparison: Comparison, asked: Asked) -> tuple[Axes, int]:
    from casekit.figures import prevalence

    return prevalence(comparison, lang=asked.lang, paper=asked.paper or "a4", selection=asked.selection), 1


def _layers(comparison: Comparison, asked: Asked) -> tuple[Axes, int]:
    from casekit.figures import layers

    return layers(comparison, lang=asked.lang, paper=asked.paper or "a3", selection=asked.selection), 1


def _pareto(comparison: Comparison, asked: Asked) -> tuple[Axes, int]:
    from casekit.figures import pareto

    return pareto(comparison, lang=asked.lang, paper=asked.paper or "a4", selection=asked.selection), 1


def _sheets(total: int, asked: Asked) -> int:
    """The number of sheets, once it is sure that the one that was asked for is among them."""
    if not 1 <= asked.sheet <= total:
        raise click.UsageError(say("cli.figure.no_sheet", asked.lang, n=total), click.get_current_context())
    return total


Drawing = Callable[["Analysis", Asked], "tuple[Axes, int]"]

DRAWINGS: dict[str, Drawing] = {
    "timeline": _timeline,
    "network": _network,
    "helpers": _helpers,
    "waterfall": _waterfall,
    "costs": _costs,
    "path": _path,
    "knowledge": _knowledge,
    "route": _route,
    "whatif": _whatif,
    "causes": _causes,
    "agreement": _agreement,
}
"""By the name that people type: the figure of one case, and how many sheets it takes in all."""

OF_MANY: dict[str, Callable[[Comparison, Asked], tuple[Axes, int]]] = {
    "matrix": _matrix,
    "prevalence": _prevalence,
    "layers": _layers,
    "pareto": _pareto,
}
"""The same for the figures over any number of cases."""

FIGURES = (*DRAWINGS, *OF_MANY)
"""Every name that people may type."""

_OF_TIME = ("waterfall", "costs", "path", "whatif")

TAKEN_BY: dict[str, tuple[str, ...]] = {
    "sheet": ("timeline", "path", "route", "agreement", "matrix"),
    "item": ("knowledge",),
    "against": ("route",),
    "issue": ("route", *_OF_TIME),
    "start": _OF_TIME,
    "end": _OF_TIME,
    "scenario": ("whatif",),
    "without": ("whatif",),
    "stall": ("causes",),
    "order": ("matrix",),
    "selection": tuple(OF_MANY),
}
"""By the option: the figures that look at it. What every figure takes is not here."""
