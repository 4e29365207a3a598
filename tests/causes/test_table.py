"""Votes beside the analysis as a table, on a case in which one can point at every place."""

from __future__ import annotations

from casekit.causes.book import book_of
from casekit.causes.table import vote_table
from casekit.notation import case_of
from casekit.votes import Votes

CASE = case_of(
    """
    t1: inwoner > gemeente aanvraag @0 issue=a
    t2: gemeente > inwoner besluit @100 re=t1 issue=a
    t3: inwoner > school vraag @5 issue=b
    t4: school > inwoner antwoord @6 re=t3 issue=b
    t5: inwoner > wijkteam aanvraag @10 issue=c
    t6: wijkteam > inwoner besluit @210 re=t5 issue=c
    """
)
ROOM = Votes(session="s1", present=8, dots=3, counts={"t1": 4, "t3": 5})


def test_what_the_room_saw_and_what_it_did_not_stand_in_one_table() -> None:
    table = vote_table(book_of(CASE, votes=(ROOM,)))
    assert table[["touchpoint", "dots", "people_lo", "people_hi", "by", "candidate"]].values.tolist() == [
        ["t3", 5, 2, 5, "room", True],
        ["t1", 4, 2, 4, "both", False],
        ["t5", 0, 0, 0, "analysis", False],
    ]
    assert table["stalls"].tolist() == ["", "stil dossier", "stil dossier"]


def test_stalls_are_called_in_the_language_that_is_asked_for() -> None:
    table = vote_table(book_of(CASE, votes=(ROOM,)), "en")
    assert table["stalls"].tolist() == ["", "dormant issue", "dormant issue"]


def test_without_votes_there_is_only_the_analysis_and_without_stalls_nothing() -> None:
    assert vote_table(book_of(CASE))["by"].tolist() == ["analysis", "analysis"]
    empty = vote_table(book_of(case_of("a: inwoner > gemeente vraag")))
    assert len(empty) == 0
    assert list(empty.columns) == list(vote_table(book_of(CASE)).columns)
