"""`casekit whatif`: the same case with one thing different, and the scenarios that are saved with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.lines import print_case
from casekit.cli.named import between_options, check_names, draw_options
from casekit.errors import InputRefused
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.scenario import Scenario
    from casekit.stalls.run import Analysis
    from casekit.whatif import Ground, WhatIf

__all__ = ["asked_scenario", "command"]

_KEY = re.compile(r"[KGM]\d{1,2}[a-c]?-.+")
_DAYS = re.compile(r"\d{1,5}")
_OPTION = {"name": "save", "saved_by": "by"}
_BAD = {"share": "bad_share", "norms": "bad_norm", "saved_on": "bad_on"}


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed as different, and what to do with it."""

    without: tuple[str, ...]
    norm: tuple[str, ...]
    share: tuple[str, ...]
    coordinator: str | None
    name: str | None
    save: str | None
    label: str | None
    question: str | None
    by: str | None
    on: str | None

    @property
    def different(self) -> bool:
        """Whether anything is."""
        return bool(self.without or self.norm or self.share) or self.coordinator is not None


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def whatif(
        given: tuple[str, ...],
        without: tuple[str, ...],
        issue: str | None,
        start: str | None,
        end: str | None,
        draws: int,
        seed: int,
        as_json: bool,
        **typed: object,
    ) -> int:
        case, keys = _case_and_keys(given, without, lang)
        counted = {"issue": issue, "start": start, "end": end, "draws": draws, "seed": seed}
        return _run(case, _Typed(without=keys, **typed), counted, lang, as_json)  # type: ignore[arg-type]

    words = ("scenario", "save", "label", "question", "by", "on")
    names = {"scenario": ["--scenario", "name"], "by": ["--by"], "on": ["--on"]}
    shown = {"scenario": "NAME", "save": "NAME", "by": "ROLE", "on": "DATE"}
    options: list[click.Parameter] = [
        click.Argument(["given"], nargs=-1, required=True, metavar=say("cli.case", lang)),
        click.Option(["--without"], multiple=True, metavar="KEY…", help=say("cli.whatif.without", lang)),
        click.Option(["--norm"], multiple=True, metavar="ID=DAYS", help=say("cli.whatif.norm", lang)),
        click.Option(["--share"], multiple=True, metavar="ITEM=ACTOR@DAY", help=say("cli.whatif.share", lang)),
        click.Option(["--coordinator"], metavar="ACTOR", help=say("cli.whatif.coordinator", lang)),
        *(
            click.Option(
                names.get(word, [f"--{word}"]), metavar=shown.get(word, "TEXT"), help=say(f"cli.whatif.{word}", lang)
            )
            for word in words
        ),
        *between_options(lang),
        *draw_options(lang),
        json_option(lang),
    ]
    return Command("whatif", lang, whatif, options)


def _case_and_keys(given: tuple[str, ...], without: tuple[str, ...], lang: str) -> tuple[str, tuple[str, ...]]:
    """The case among what stands loose: `--without KEY KEY` leaves the other keys there."""
    keys = [word for word in given if without and len(given) > 1 and _KEY.fullmatch(word)]
    cases = [word for word in given if word not in keys]
    if len(cases) != 1:
        raise click.UsageError(say("cli.whatif.one_case", lang), click.get_current_context())
    return cases[0], (*without, *keys)


def _run(case: str, typed: _Typed, counted: dict[str, Any], lang: str, as_json: bool) -> int:
    from casekit.read.case_file import load_case
    from casekit.stalls.run import analyse
    from casekit.whatif import answer, ground_of, on_real_days

    scenario = _scenario(case, typed, lang)
    read, warnings = load_case(case)
    show(warnings, lang)
    analysis = analyse(read)
    check_names(analysis.story, case, counted["issue"], (counted["start"], counted["end"]))
    on_real_days(analysis)
    ground = ground_of(analysis, **counted)
    if scenario is None:
        return _list(case, ground, lang, as_json)
    _look(ground, scenario, case, typed.name is not None, lang)
    saved = None
    if typed.save is not None:
        from casekit.write.scenario_file import save_scenario

        saved = str(save_scenario(case, scenario))
    found = answer(ground, scenario)
    if as_json:
        from casekit.whatif.as_data import as_data

        show_json({**as_data(found, lang), **({"saved": saved} if saved else {})})
        return 0
    _print(found, lang)
    if saved:
        click.echo("\n" + say("whatif.saved_as", lang, file=saved))
    return 0


def _look(ground: Ground, scenario: Scenario, case: str, kept: bool, lang: str) -> None:
    """Refuse what the case does not have; warn where a saved scenario names it, for it was there once."""
    from casekit.whatif.named import not_there

    problems = not_there(ground, scenario, case, "warning" if kept else "error")
    if problems and not kept:
        raise InputRefused(problems)
    show(problems, lang)


def asked_scenario(
    case: str,
    name: str | None,
    without: tuple[str, ...],
    analysis: Analysis,
    issues: tuple[str, ...],
    ends: tuple[str | None, str | None],
    lang: str,
) -> tuple[Ground, Scenario]:
    """What a picture is asked to show: a saved scenario, or the case without some stalls.

    Raises as the command does.
    """
    from casekit.whatif import ground_of, on_real_days

    typed = _Typed(without, (), (), None, name, None, None, None, None, None)
    scenario = _scenario(case, typed, lang)
    if scenario is None:
        raise click.UsageError(say("cli.whatif.figure_nothing", lang), click.get_current_context())
    if len(issues) > 1:
        raise click.UsageError(say("cli.figure.one_issue", lang), click.get_current_context())
    issue = next(iter(issues), None)
    check_names(analysis.story, case, issue, ends)
    on_real_days(analysis)
    ground = ground_of(analysis, start=ends[0], end=ends[1], issue=issue)
    _look(ground, scenario, case, name is not None, lang)
    return ground, scenario


def _scenario(case: str, typed: _Typed, lang: str) -> Scenario | None:
    """What is asked: a saved scenario, or a new one; None where nothing is."""
    if typed.name is not None:
        from casekit.read.scenario_file import find_scenario

        if typed.save is not None or typed.different:
            key = "nothing_saved" if typed.save is not None else "and_scenario"
            raise click.UsageError(say(f"cli.whatif.{key}", lang), click.get_current_context())
        scenario, warnings = find_scenario(case, typed.name)
        show(warnings, lang)
        return scenario
    if typed.different:
        return _new(typed, lang)
    if any(word is not None for word in (typed.save, typed.label, typed.question, typed.by, typed.on)):
        raise click.UsageError(say("cli.whatif.nothing", lang), click.get_current_context())
    return None


def _new(typed: _Typed, lang: str) -> Scenario:
    from pydantic import ValidationError

    from casekit.scenario import Scenario
    from casekit.whatif.run import fields_of_share

    norms = {}
    for text in typed.norm:
        name, _, days = text.rpartition("=")
        if not name or not _DAYS.fullmatch(days):
            raise click.UsageError(say("cli.whatif.bad_norm", lang), click.get_current_context())
        norms[name] = days
    data: dict[str, object] = {
        "without": typed.without,
        "norms": norms,
        "share": [fields_of_share(text) for text in typed.share],
        "coordinator": typed.coordinator,
        "label": typed.label,
        "question": typed.question,
        "saved_by": typed.by,
    }
    if typed.save is not None:
        data |= {"name": typed.save, "saved_on": _today() if typed.on is None else typed.on}
    try:
        return Scenario.model_validate({key: value for key, value in data.items() if value not in (None, (), {}, [])})
    except ValidationError as error:
        wrong = {str(one["loc"][0]) for one in error.errors()}
        key = next((key for field, key in _BAD.items() if field in wrong), None)
        option = ", ".join(f"--{_OPTION.get(field, field)}" for field in sorted(wrong))
        words = say(f"cli.whatif.{key}", lang) if key else say("cli.whatif.bad_word", lang, option=option)
        raise click.UsageError(words, click.get_current_context()) from None


def _today() -> str:
    from datetime import date

    return date.today().isoformat()


def _list(case: str, ground: Ground, lang: str, as_json: bool) -> int:
    """The scenarios that are saved, each with what it saves; and how to make one."""
    from casekit.read.scenario_file import load_scenarios
    from casekit.whatif import answer
    from casekit.whatif.as_data import as_data

    scenarios, warnings = load_scenarios(case)
    show(warnings, lang)
    for scenario in scenarios:
        _look(ground, scenario, case, True, lang)
    answers = [answer(ground, scenario) for scenario in scenarios]
    if as_json:
        show_json({"case": ground.analysis.case.id, "scenarios": [as_data(one, lang) for one in answers]})
        return 0
    click.echo(ground.analysis.case.title or ground.analysis.case.id)
    click.echo(say("whatif.listed" if answers else "whatif.none_saved", lang))
    for found in answers:
        wrapped(_row(found, lang), "     ", "   - ")
    if answers:
        _print_assumptions(answers[0], lang)
    stall = next((stall.key for stall in ground.analysis.stalls if stall.kind[0] == "K"), None)
    click.echo()
    click.echo(say("whatif.how", lang, case=case, stall=stall) if stall else say("whatif.how_no_stall", lang))
    return 0


def _row(found: WhatIf, lang: str) -> str:
    from casekit.cost.words import in_days
    from casekit.whatif.words import question_in_words

    lo, hi = len(found.actions.surely), len(found.actions.at_most)
    values = {
        "label": found.scenario.label or question_in_words(found.scenario, found.analysis, lang),
        "name": found.scenario.name,
        "actions": plural("whatif.acts", lo, lang) if lo == hi else say("whatif.acts_between", lang, lo=lo, hi=hi),
    }
    if found.saved is None:
        return say("whatif.row_unknown", lang, **values)
    return say("whatif.row", lang, days=in_days(found.saved, lang, at_least=found.status == "at_least"), **values)


def _print(found: WhatIf, lang: str) -> None:
    from casekit.whatif.words import answer_in_words, question_in_words

    case = found.analysis.case
    print_case(case, lang)
    for text in (found.scenario.label, found.scenario.question):
        if text:
            wrapped(text)
    wrapped(question_in_words(found.scenario, found.analysis, lang))
    for line in answer_in_words(found, lang):
        click.echo()
        wrapped(line)
    _print_assumptions(found, lang)


def _print_assumptions(found: WhatIf, lang: str) -> None:
    from casekit.whatif.words import assumptions_in_words

    click.echo("\n" + say("whatif.assumes", lang))
    for line in assumptions_in_words(found, lang):
        wrapped(line, "     ", "   - ")
