"""Answers to the questions about the critical path, kept in the case itself with who gave them and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casekit.case import Case
from casekit.errors import InputRefused, Problem, did_you_mean, shown
from casekit.read.case_file import case_path, read_case
from casekit.sheets.plan import nearest, plain_header
from casekit.story import Story, tell
from casekit.text import LANGUAGES
from casekit.values import is_blank
from casekit.vocabulary import find_code, label, suggest
from casekit.when import parse_moment
from casekit.write.edit.asked import Asked, Edited, edit_case

__all__ = ["Answer", "answer", "save_answers"]

LONGEST_ROLE = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether `before` was needed for `after`; `needed` as it was typed, in either language."""

    before: str
    after: str
    needed: str


def answer(path: str | Path, before: str, after: str, needed: str, *, by: str, on: str | date) -> Case:
    """Keep one answer in the case at a path, and give the case as it is then.

    `needed` is yes, no or unknown (`ja`, `nee`, `weet niet`); `by` a role, never a name; `on` the day of the answer.
    An answer that was given before is not kept twice. Raises InputRefused, with nothing written, for touchpoints
    that are not there or not in that order, for another answer to the same question, and when the case cannot be so.
    """
    save_answers(path, [Answer(before, after, needed)], by=by, on=str(on))
    return read_case(path)


def save_answers(
    path: str | Path, answers: Iterable[Answer], *, by: str, on: str, lang: str = "nl", save: bool = True
) -> Edited:
    """Keep answers in the case at a path, all of them or none; the words are written in `lang`.

    Raises InputRefused with everything that is wrong with them.
    """
    file = str(case_path(path))
    story = tell(read_case(path))
    wanted = list(dict.fromkeys(answers))
    problems = [*_who_and_when(by, on, file), *(p for one in wanted for p in _wrong(one, story, file))]
    problems += _disagreeing(wanted, file)
    if problems:
        raise InputRefused(problems)
    known = {(link.before, link.after) for link in story.case.links}
    new = {(one.before, one.after): one for one in wanted if (one.before, one.after) not in known}
    rows = tuple(("links", _row(one, by, on, lang)) for one in new.values())
    return edit_case(path, Asked(add=rows), save=save) if rows else Edited(case_path(path))


def _row(one: Answer, by: str, on: str, lang: str) -> str:
    """The row of an answer as it is typed for an edit; what holds the signs of such a row stands between quotes."""
    word = label("needed", find_code("needed", one.needed) or "", lang)
    fields = {"before": one.before, "after": one.after, "needed": word, "answered_by": by.strip(), "answered_on": on}
    return ", ".join(f"{name}={_quoted(value)}" for name, value in fields.items())


def _quoted(value: str) -> str:
    return f'"{value}"' if "," in value or "=" in value else value


def _who_and_when(by: str, on: str, file: str) -> Iterator[Problem]:
    if is_blank(by) or len(by) > LONGEST_ROLE or '"' in by or len(by.splitlines()) > 1:
        yield Problem("answer_role", file)
    moment = parse_moment(on)
    if moment is None or moment.form != "day":
        yield Problem("answer_day", file, values={"value": shown(on)})


def _wrong(one: Answer, story: Story, file: str) -> Iterator[Problem]:
    """What is wrong with one answer."""
    names = {"before": one.before, "after": one.after}
    for field, name in names.items():
        if name not in story.by_id:
            near = did_you_mean(nearest(name, {plain_header(known): known for known in story.by_id}))
            yield Problem("unknown_touchpoint", file, values={"value": shown(name), "field": field, "near": near})
    code = find_code("needed", one.needed)
    if code is None:
        near = did_you_mean({lang: suggest("needed", one.needed, lang) for lang in LANGUAGES})
        yield Problem("answer_word", file, values={"value": shown(one.needed), "near": near})
    if not set(names.values()) <= set(story.by_id):
        return
    if story.by_id[one.before].place >= story.by_id[one.after].place:
        yield Problem("answer_order", file, values={key: shown(name) for key, name in names.items()})
    for link in story.case.links:
        if code is not None and (link.before, link.after) == (one.before, one.after) and link.needed != code:
            given = {lang: label("needed", link.needed, lang) for lang in LANGUAGES}
            yield Problem("answer_given", file, values={**names, "given": given})


def _disagreeing(answers: Iterable[Answer], file: str) -> Iterator[Problem]:
    """Two answers to one question at once that are not the same."""
    first: dict[tuple[str, str], str | None] = {}
    for one in answers:
        code = find_code("needed", one.needed)
        said = first.setdefault((one.before, one.after), code)
        if said is not None and code is not None and said != code:
            given = {lang: label("needed", said, lang) for lang in LANGUAGES}
            yield Problem(
                "answer_given", file, values={"before": shown(one.before), "after": shown(one.after), "given": given}
            )
