"""Which acts of the resident's side fall away: surely, and at most."""

from __future__ import annotations

import casekit as ck
from casekit.notation import case_of
from casekit.whatif.actions import Actions

CHASED = """
a: inwoner > gemeente vraag     @0  due=14
b: inwoner > gemeente navraag @10 re=a
c: inwoner > gemeente navraag @20 re=a
d: inwoner > gemeente levering  @22
e: gemeente > inwoner antwoord  @30 re=a
f: inwoner > gemeente navraag @40
"""


def actions(text: str, *keys: str, **asked: object) -> Actions:
    return ck.what_if(case_of(text), without=keys, **asked).actions


def test_asking_again_after_the_term_was_surely_not_needed_and_before_it_was() -> None:
    assert actions(CHASED, "K02-a-e") == Actions(("c",), ("c", "d"))


def test_with_a_longer_term_asking_again_within_it_stays() -> None:
    assert actions(CHASED, norms={"due:a": 21}) == Actions((), ("d",))


def test_a_stall_that_is_only_possible_makes_nothing_sure() -> None:
    text = "a: inwoner > gemeente vraag @0 due=14\nc: inwoner > gemeente navraag @20 re=a\nobserved @0..@60"
    (stall,) = (stall for stall in ck.analyse(case_of(text)).stalls if stall.kind == "K01")
    assert stall.verdict == "possible"  # nothing says that an answer would have been seen
    assert actions(text, stall.key) == Actions((), ("c",))


def test_bringing_again_what_had_been_brought_was_not_needed() -> None:
    text = """
    a: inwoner > gemeente  aanvraag        @0  shares=loonstrook
    b: gemeente > inwoner  verzoek_stukken @10 asks=loonstrook
    c: inwoner > gemeente  levering        @20 re=b shares=loonstrook
    """
    assert actions(text, "K10-a-b").surely == ("c",)


def test_acts_on_another_issue_are_left_alone() -> None:
    text = CHASED.replace("due=14", "due=14 issue=x").replace("re=a\nd:", "re=a issue=x\nd:")
    text = text.replace("levering  @22", "levering  @22 issue=y")
    assert "d" not in actions(text, "K02-a-e").at_most


def test_being_sent_round_took_acts_that_were_not_needed() -> None:
    text = """
    a: inwoner > gemeente  vraag      @0  outcome=referred_on
    b: inwoner > wijkteam  vraag      @9  outcome=referred_on
    c: inwoner > gemeente  vraag      @20
    """
    found = ck.what_if(case_of(text), without=[stall.key for stall in ck.analyse(case_of(text)).stalls])
    assert set(found.actions.surely) <= set(found.actions.at_most)
    assert set(found.actions.at_most) <= {"a", "b", "c"}
