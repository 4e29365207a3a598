"""Made-up sets of cases, random but the same for the same seed, with codings that carry whole threads."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from casekit.case import Case
from casekit.causes.book import Book, book_of
from casekit.coding import Coding
from casekit.compare.run import Comparison, compare_books
from casekit.notation import case_of
from casekit.taxonomy import causes
from casekit.vocabulary import codes

__all__ = ["made_up_cases", "made_up_set"]

DESKS = "gemeente wijkteam schuldhulp bank woning uwv school"
ACTORS = """
actor gemeente kind=municipality
actor wijkteam kind=welfare
actor schuldhulp kind=debt_service
actor bank kind=creditor
actor woning kind=housing
actor uwv kind=benefits_agency
actor school kind=school
"""
PIECES = (
    "{a}: inwoner > {x} vraag @{d} due=14\n{b}: {x} > inwoner antwoord @{e} re={a}",
    "{a}: inwoner > {x} aanvraag @{d} due=14\n{b}: inwoner > {x} navraag @{e} re={a}",
    "{a}: {x} > {y} verwijzing @{d}\n{b}: {y} > inwoner acceptatie @{e} re={a}",
    "{a}: {x} > {y} verwijzing @{d}\n{b}: inwoner > {x} navraag @{e}",
    "{a}: inwoner > {x} vraag @{d} due=14\n{b}: {x} > {y} vraag @{d} re={a}\n{c}: {y} > {x} antwoord @{e} re={b}",
    "{a}: {x} > inwoner verzoek_stukken @{d} asks=loon\n{b}: {y} > inwoner verzoek_stukken @{e} asks=loon",
    "{a}: {x} > inwoner toezegging @{d} promise.due={d}\n{b}: {x} > inwoner besluit @{e}",
)
BEHIND = tuple(cause.code for cause in causes() if cause.level)
LEANING = {"K01": "O5", "K02": "U3", "K03": "U9", "K06": "O3", "K08": "O1", "K10": "U4"}


def made_up_cases(count: int, seed: int = 1) -> Iterator[Case]:
    """Cases of two to five pieces of story, each between desks that chance picks."""
    chance = random.Random(seed)
    for n in range(count):
        day, lines = 0, [ACTORS]
        for piece in range(chance.randint(2, 5)):
            x, y = chance.sample(DESKS.split(), 2)
            names = {letter: f"t{piece}{letter}" for letter in "abc"}
            wait = chance.choice([3, 10, 30, 60, 90])
            late = f"{day + wait}/{day + wait + chance.choice([0, 0, 12])}"
            lines.append(chance.choice(PIECES).format(x=x, y=y, d=day, e=late, **names))
            day += wait + chance.choice([15, 40])
        text = "\n".join([*lines, f"observed @0..@{day + 60}"])
        yield case_of(text, id=f"casus-{n + 1:02}", title=f"Wachten bij {n + 2} loketten tegelijk")


@cache
def made_up_set(count: int, seed: int = 1) -> Comparison:
    """So many cases beside each other, of which most of the stalls have a cause and many a whole thread."""
    return compare_books([_coded(book_of(case), seed + n) for n, case in enumerate(made_up_cases(count, seed))])


def _coded(book: Book, seed: int) -> Book:
    chance = random.Random(seed)
    rows = []
    for key, stall in book.stalls.items():
        cause = LEANING.get(stall.kind[:3]) if chance.random() < 0.6 else None
        row = {
            "stall": key,
            "cause": cause or chance.choice(BEHIND),
            "precondition": chance.choice(codes("precondition")[:8]),
        }
        links = ["stall", "precondition", "cause"][: 3 if chance.random() < 0.7 else 2]
        rows.append(row | {"evidence": [{"link": links, "kind": "document", "says": "gezien"}]})
    return replace(book, codings=(Coding(coder="consensus", codes=rows),))
