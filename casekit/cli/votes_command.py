"""`casekit votes`: where a room thinks that a case stalls, before it sees the analysis; then the two side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from casekit.cli.frame import Command, json_option, show, show_json, wrapped
from casekit.cli.lines import print_case, stall_line
from casekit.cli.named import unknown_names
from casekit.errors import InputRefused, Problem, shown
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.causes.book import Book
    from casekit.causes.sidebyside import Place, SideBySide
    from casekit.stalls.stall import Stall
    from casekit.story import Step, Story
    from casekit.votes import Votes

__all__ = ["command"]

PER_PERSON = 3
_OF_SAVING = ("present", "dots", "per_person", "on", "after_analysis", "note")


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def votes(
        case: str, session: str | None, places: tuple[str, ...], ballot: bool, as_json: bool, **typed: Any
    ) -> int:
        from casekit.read.case_file import load_case
        from casekit.read.votes_file import load_votes
        from casekit.story import tell

        _refuse_what_does_nothing(session, ballot, places, typed, lang)
        found, warnings = load_case(case)
        story = tell(found)
        show(warnings, lang)
        if session is not None:
            return _save(case, story, session, places, typed, lang, as_json)
        there, _ = load_votes(case, story.by_id)
        if ballot or places or not there:
            return _ballot(case, story, places, bool(there), lang, as_json)
        return _side_by_side(case, lang, as_json)

    def option(name: str, *spelled: str, **more: Any) -> click.Option:
        return click.Option([*spelled], help=say(f"cli.votes.{name}", lang), **more)

    options: list[click.Parameter] = [
        click.Argument(["case"], metavar=say("cli.case", lang)),
        option("ballot", "--ballot", is_flag=True),
        option("places", "--places", multiple=True, metavar="T1,T4"),
        option("save", "--save", "session", metavar="NAME"),
        option("present", "--present", type=int, metavar="N"),
        option("dots", "--dots", multiple=True, metavar="T3=4"),
        option("per_person", "--per-person", type=int, metavar="N"),
        option("on", "--on", metavar="DATE"),
        option("after_analysis", "--after-analysis", is_flag=True),
        option("note", "--note", metavar="TEXT"),
        json_option(lang),
    ]
    return Command("votes", lang, votes, options)


def _refuse_what_does_nothing(
    session: str | None, ballot: bool, places: tuple[str, ...], typed: dict[str, Any], lang: str
) -> None:
    """Options that go with another one, without it: the reader would think that they did something."""
    text, context = "", click.get_current_context()
    if session is None:
        given = [name for name in _OF_SAVING if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
        lonely = [f"--{name.replace('_', '-')}" for name in given]
        text = say("cli.votes.only_save", lang, options=", ".join(lonely)) if lonely else ""
    elif ballot:
        text = say("cli.votes.not_both", lang)
    elif typed["present"] is None or not (typed["dots"] or places):
        text = say("cli.votes.incomplete", lang)
    if text:
        raise click.UsageError(text, context)


# -- saving ------------------------------------------------------------------------------------------------


def _save(
    case: str, story: Story, session: str, places: tuple[str, ...], typed: dict[str, Any], lang: str, as_json: bool
) -> int:
    """Keep what a room voted, or tell everything that is wrong with it."""
    from casekit.write.coding_file import save_votes

    votes = _typed_votes(case, story, session, _names(places, story), typed)
    file = str(save_votes(case, votes, story.by_id))
    if as_json:
        show_json({"saved": votes.model_dump(mode="json"), "file": file})
        return 0
    counts = {"given": votes.given, "possible": votes.possible, "present": votes.present}
    click.echo(say("cli.votes.saved", lang, file=file, **counts))
    wrapped(say("cli.votes.saved_before" if votes.before_analysis else "cli.votes.saved_after", lang, case=case))
    return 0


def _typed_votes(case: str, story: Story, session: str, places: Sequence[str], typed: dict[str, Any]) -> Votes:
    """The votes as they were typed. Raises InputRefused with every problem; that they are there already is one."""
    from dataclasses import replace

    from casekit.read.beside import beside
    from casekit.read.case_file import case_path
    from casekit.read.safe.naming import found_as, is_folder_name
    from casekit.read.votes_file import FOLDER, read_votes
    from casekit.votes import MOST, MOST_PER_PERSON
    from casekit.write.case_file import block

    file = str(case_path(case))
    problems = [] if is_folder_name(session) else [Problem("session_name", file, values={"value": shown(session)})]
    path = beside(case, FOLDER, session if not problems else "session")
    of_file = str(path) if not problems else file
    if not problems and found_as(path) is not None:
        problems.append(Problem("votes_there", str(path), values={"value": shown(session)}))
    counts = dict.fromkeys(places, 0)
    # What stands on the command line stands in no file: the message names the option.
    dotted, more = _counted(typed["dots"])
    problems += more
    problems += unknown_names(story, "--places", [], places)
    problems += unknown_names(story, "--dots", [], [name for name in dotted if name not in places])
    off = [name for name in dotted if places and name not in places and name in story.by_id]
    problems += [Problem("votes_off_ballot", "--dots", values={"value": shown(name)}) for name in off]
    numbers = {
        "present": typed["present"],
        "dots": PER_PERSON if typed["per_person"] is None else typed["per_person"],
    }
    ranges = (
        ("present", MOST, Problem("votes_present", "--present")),
        ("dots", MOST_PER_PERSON, Problem("votes_per_person", "--per-person")),
    )
    wrong = []
    for name, most, problem in ranges:
        if not 1 <= numbers[name] <= most:
            wrong.append(name)
            problems.append(replace(problem, values={"value": numbers[name], "most": most}))
    data = {
        "held_on": typed["on"],
        # A number that was told to be wrong is not told again.
        **{name: "1" if name in wrong else str(number) for name, number in numbers.items()},
        "before_analysis": not typed["after_analysis"],
        "counts": {**counts, **dotted},
        "whole_ballot": True if places else None,
        "note": typed["note"],
    }
    try:
        filled = {name: value for name, value in data.items() if value is not None}
        votes, _ = read_votes(block(filled).encode(), str(path), story.by_id)
    except InputRefused as refused:
        # Nothing stands in a file yet, so there is no line to point at.
        more = [replace(one, file=of_file, line=None) for one in refused.problems]
        if wrong:  # how many dots there could be is not known then
            more = [one for one in more if one.code != "too_many_dots"]
        raise InputRefused([*problems, *more]) from None
    if problems:
        raise InputRefused(problems)
    return votes


def _counted(typed: Iterable[str]) -> tuple[dict[str, int], list[Problem]]:
    """The dots per touchpoint as `t3=4`, and what cannot be read or is there twice."""
    counts: dict[str, int] = {}
    problems = []
    for text in typed:
        name, _, number = (part.strip() for part in text.rpartition("="))
        if not name or not (number.isascii() and number.isdigit() and len(number) < 6):
            problems.append(Problem("votes_dots", "--dots", values={"value": shown(text)}))
        elif name in counts:
            problems.append(Problem("votes_twice", "--dots", values={"value": shown(name)}))
        else:
            counts[name] = int(number)
    return counts, problems


def _names(typed: Iterable[str], story: Story) -> list[str]:
    """The touchpoints of `--places t1,t4`; an id may hold a comma itself."""
    found = [name for text in typed for name in ([text] if text in story.by_id else text.split(","))]
    return [*dict.fromkeys(name.strip() for name in found if name.strip())]


# -- the ballot: nothing of the analysis ---------------------------------------------------------------------


def _ballot(case: str, story: Story, typed: tuple[str, ...], there: bool, lang: str, as_json: bool) -> int:
    """The places to vote on, in the order of the case. No stall is looked for here, so that none can show."""
    from casekit.causes.sidebyside import MOST_PLACES
    from casekit.questions.words import touchpoint

    chosen = _names(typed, story)
    problems = [*unknown_names(story, "--places", [], chosen)]
    if len(chosen) > MOST_PLACES:
        values = {"n": len(chosen), "most": MOST_PLACES}
        problems.append(Problem("votes_many_places", "--places", values=values))
    if problems:
        raise InputRefused(problems)
    steps = [step for step in story.steps if not chosen or step.id in chosen]
    if as_json:
        places = [_place_data(step, story, lang) for step in steps]
        votes: dict[str, Any] = {} if there else {"sessions": [], "both": [], "room": [], "analysis": None}
        show_json({"case": story.case.id, "sealed": True, **votes, "most_places": MOST_PLACES, "places": places})
        return 0
    print_case(story.case, lang)
    click.echo(say("votes.ballot", lang) + "\n")
    if not there:
        wrapped(say("votes.none_yet", lang))
    wrapped(say("votes.how", lang, n=PER_PERSON))
    if len(steps) > MOST_PLACES:
        wrapped(say("votes.many", lang, n=len(steps), most=MOST_PLACES))
    click.echo()
    for number, step in enumerate(steps, 1):
        first = f"{number:>3}. "
        wrapped(touchpoint(step, story, lang), " " * len(first), first)
    click.echo()
    some = " ".join(f"--dots {step.id}={n}" for step, n in zip(steps, (4, 2), strict=False))
    click.echo(say("votes.then", lang))
    click.echo(f"   casekit votes {case} --save sessie-1 --present 12 {some}")
    return 0


def _place_data(step: Step, story: Story, lang: str) -> dict[str, Any]:
    from casekit.stalls.as_data import span
    from casekit.stalls.statement import label, moment_in_words

    return {
        "touchpoint": step.id,
        "days": span(step.span),
        "when": moment_in_words(step.span, story, lang),
        "from": label(story, step.t.from_),
        "to": [label(story, actor) for actor in step.t.to],
        "kind": step.kind,
        "summary": step.t.summary,
    }


# -- side by side ------------------------------------------------------------------------------------------


def _side_by_side(case: str, lang: str, as_json: bool) -> int:
    from casekit.causes.book import open_book
    from casekit.causes.sidebyside import as_data, side_by_side

    book = open_book(case)
    show([problem for problem in book.warnings if problem.code.startswith("votes")], lang)
    if as_json:
        show_json(as_data(book))
        return 0
    seen = side_by_side(book)
    print_case(book.case, lang)
    click.echo(say("votes.title", lang) + "\n")
    for votes in seen.sessions:
        wrapped(_session(votes, lang), "   ")
    if not seen.sessions:
        wrapped(say("votes.only_later", lang))
    else:
        _print_columns(seen, book, lang)
    _print_beside(seen, book, lang)
    return 0


def _session(votes: Votes, lang: str) -> str:
    when = f" ({votes.held_on})" if votes.held_on else ""
    counts = {"present": votes.present, "given": votes.given, "possible": votes.possible}
    return say("votes.session", lang, session=votes.session + when, **counts)


def _print_columns(seen: SideBySide, book: Book, lang: str) -> None:
    """Both, only the room, only the analysis."""
    story, rooms = book.analysis.story, len(seen.sessions)
    _heading("both", len(seen.both), lang)
    for place in seen.both:
        _print_place(place, story, rooms, lang)
        for key, stalls in (("here", place.at), ("near", place.near)):
            for stall in stalls:
                wrapped(say(f"votes.{key}", lang, stall=stall_line(stall, story, lang)), "        ", "      ")
    _heading("room", len(seen.room), lang)
    for place in seen.room:
        _print_place(place, story, rooms, lang)
        if place.candidate:
            wrapped(say("votes.candidate", lang, rooms=", ".join(place.strong)), "      ", "      ")
    _heading("analysis", len(seen.analysis), lang)
    overlooked = [missed for missed in seen.analysis if missed.votable is not False]
    for missed in overlooked:
        line = stall_line(missed.stall, story, lang) + "."
        ballots = (("on", missed.on_ballot), ("near", missed.near_ballot), ("off", missed.off_ballot))
        for key, sessions in ballots:
            if sessions:
                line += " " + say(f"votes.{key}_ballot", lang, rooms=", ".join(sessions))
        wrapped(line, "      ", "   ")
    if any(missed.votable is None for missed in overlooked):
        wrapped(say("votes.not_known", lang), "   ", "   ")
    if overlooked:
        wrapped(say("votes.why_nobody", lang), "   ", "   ")
    closed = [missed for missed in seen.analysis if missed.votable is False]
    if closed:
        wrapped(say("votes.closed", lang), "   ", "   ")
    for missed in closed:
        wrapped(stall_line(missed.stall, story, lang) + ".", "        ", "      ")


def _heading(name: str, n: int, lang: str) -> None:
    click.echo(f"\n{say(f'votes.column.{name}', lang)} ({n})")
    if not n:
        click.echo(f"   {say('votes.nothing', lang)}")


def _print_place(place: Place, story: Story, rooms: int, lang: str) -> None:
    """A place with its dots, in how many rooms, and how many people that are at least."""
    from casekit.questions.words import touchpoint

    wrapped(touchpoint(story.by_id[place.touchpoint], story, lang), "      ", "   ")
    dots = plural("votes.dots", place.dots, lang)
    people = plural("votes.people", place.voters[0], lang)
    text = say("votes.count", lang, dots=dots, people=people)
    if rooms > 1:
        text += " " + say("votes.rooms", lang, some=len(place.sessions), rooms=rooms)
    wrapped(text, "      ", "      ")


def _print_beside(seen: SideBySide, book: Book, lang: str) -> None:
    """What stands beside the three columns: the case as a whole, votes after the analysis, places that are gone."""
    story = book.analysis.story
    if seen.whole:
        click.echo(f"\n{say('votes.whole', lang)}")
        for stall in seen.whole:
            wrapped(_name(stall, lang), "      ", "   ")
    if seen.later:
        click.echo()
        wrapped(say("votes.later", lang))
        for votes in seen.later:
            wrapped(_session(votes, lang), "      ", "   ")
        for place in seen.repeated:
            _print_place(place, story, len(seen.later), lang)
    if seen.elsewhere:
        names = ", ".join(f"{shown(name)} ({plural('votes.dots', n, lang)})" for name, n in seen.elsewhere.items())
        click.echo()
        wrapped(say("votes.elsewhere", lang, names=names))


def _name(stall: Stall, lang: str) -> str:
    from casekit.stalls.statement import name

    return f"{stall.key}: {name(stall.kind, lang)}"
