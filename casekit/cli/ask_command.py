"""`casekit ask`: the few yes/no questions that decide the critical path; every answer is kept at once."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from casekit.cli.frame import Command, json_option, show, show_json
from casekit.errors import InputRefused
from casekit.text import plural, say

if TYPE_CHECKING:
    from casekit.questions.answers import Answer
    from casekit.questions.deciding import Question
    from casekit.story import Story

__all__ = ["command"]


def command(lang: str) -> click.Command:
    """The command, in a language."""

    def ask(
        case: str, issue: str | None, by: str | None, on: str | None, answers: tuple[str, ...], as_json: bool
    ) -> int:
        from casekit.replay import replay_problems

        asking = _Asking(case, lang, by, on or _today(), issue)
        show(list(replay_problems(asking.story, asking.file)), lang)
        if answers and by is None:
            raise click.UsageError(say("cli.ask.needs_by", lang), click.get_current_context())
        if answers:
            asking.keep([_typed(text, asking.story, lang) for text in answers])
        elif not as_json:
            asking.converse()
        if as_json:
            show_json(asking.as_data())
        else:
            asking.conclude()
        return 1 if asking.refused else 0

    options: list[click.Parameter] = [
        click.Argument(["case"], metavar=say("cli.case", lang)),
        click.Option(["--issue"], metavar="ID", help=say("cli.cost.issue", lang)),
        click.Option(["--by"], metavar="ROLE", help=say("cli.ask.by", lang)),
        click.Option(["--on"], metavar="DATE", help=say("cli.ask.on", lang)),
        click.Option(["--answer", "answers"], multiple=True, metavar="A,B=ja", help=say("cli.ask.answer", lang)),
        json_option(lang),
    ]
    return Command("ask", lang, ask, options)


def _today() -> str:
    from datetime import date

    return date.today().isoformat()


def _typed(text: str, story: Story, lang: str) -> Answer:
    """`A,B=ja`; an id may hold a comma itself."""
    from casekit.questions.answers import Answer

    pair, sign, word = text.rpartition("=")
    pieces = pair.split(",")
    ways = [(",".join(pieces[:n]).strip(), ",".join(pieces[n:]).strip()) for n in range(1, len(pieces))]
    if not sign or not ways:
        raise click.UsageError(say("cli.ask.no_sign", lang), click.get_current_context())
    known = (way for way in ways if set(way) <= set(story.by_id))
    return Answer(*next(known, ways[0]), word.strip())


@dataclass
class _Asking:
    """One time that the questions of a case are asked."""

    path: str
    lang: str
    by: str | None
    on: str
    issue: str | None = None
    saved: int = 0
    refused: bool = False
    passed: set[tuple[str, str]] = field(default_factory=set)
    """Questions whose answer the case refused."""

    def __post_init__(self) -> None:
        from casekit.cli.named import check_names
        from casekit.questions.deciding import driving_path
        from casekit.read.case_file import case_path, load_case
        from casekit.story import tell

        self.file = str(case_path(self.path))
        case, warnings = load_case(self.path)
        show(warnings, self.lang)
        self.story = tell(case)
        check_names(self.story, self.file, self.issue)
        self.first_path = driving_path(self.story, self.issue)

    def open(self) -> list[Question]:
        """The questions that are left."""
        from casekit.questions.deciding import questions

        return [one for one in questions(self.story, self.issue) if (one.before, one.after) not in self.passed]

    def keep(self, answers: list[Answer]) -> None:
        """Save answers in the case. Raises InputRefused, with nothing saved."""
        from casekit.questions.answers import save_answers
        from casekit.read.case_file import read_case
        from casekit.story import tell

        done = save_answers(self.path, answers, by=self.by or "", on=self.on, lang=self.lang)
        self.saved += sum(change.what == "added" and change.path[0] == "links" for change in done.changes)
        show(done.warnings, self.lang)
        self.story = tell(read_case(self.path))

    def converse(self) -> None:
        """Ask until nothing is left, or whoever answers stops: what was answered so far is kept."""
        if left := self.open():
            click.echo(plural("cli.ask.start", len(left), self.lang))
        try:
            while left := self.open():
                if self.by is None:
                    self.by = click.prompt(say("cli.ask.role", self.lang))
                if (word := self._prompt(left[0])) is None:
                    return
                self._try(left[0], word)
        except (click.Abort, KeyboardInterrupt):
            click.echo()

    def _prompt(self, question: Question) -> str | None:
        """What is answered to a question; None to stop."""
        from casekit.questions.words import asked
        from casekit.vocabulary import find_code

        lines = asked(question, self.story, self.lang)
        click.echo()
        for line in lines:
            click.echo(textwrap.fill(line, 100, subsequent_indent="   ", break_long_words=False))
        while True:
            typed: str = click.prompt(say("cli.ask.prompt", self.lang)).strip()
            if typed.casefold() in ("stop", "s"):
                return None
            if find_code("needed", typed) is not None:
                return typed
            click.echo(say("cli.ask.again", self.lang))

    def _try(self, question: Question, word: str) -> None:
        """Keep an answer; one that the case refuses is told, and the question is left for now."""
        from casekit.questions.answers import Answer

        try:
            self.keep([Answer(question.before, question.after, word)])
        except InputRefused as error:
            show(error.problems, self.lang)
            self.refused = True
            if any(problem.code in ("answer_role", "answer_day") for problem in error.problems):
                raise click.Abort from None  # every next answer would be refused as well
            self.passed.add((question.before, question.after))

    def conclude(self) -> None:
        """What was kept, what is left, and whether it changed the path."""
        from casekit.questions.deciding import driving_path

        left = len(self.open())
        if not self.saved and not left:
            click.echo(say("cli.ask.none", self.lang))
            return
        kept = plural("cli.ask.done", self.saved, self.lang) if self.saved else say("cli.ask.kept", self.lang)
        click.echo(kept)
        now = driving_path(self.story, self.issue)
        if self.saved and now == self.first_path:
            click.echo(say("cli.ask.same_path", self.lang))
        elif self.saved:
            old, new = (" → ".join(path) for path in (self.first_path, now))
            click.echo(say("cli.ask.path", self.lang, old=old, new=new))
        if left:
            click.echo(plural("cli.ask.left", left, self.lang))

    def as_data(self) -> dict[str, Any]:
        """The open and answered questions as JSON."""
        from casekit.questions.as_data import as_data

        return {**as_data(self.story, self.lang, self.issue), "saved": self.saved}
