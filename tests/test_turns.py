"""Who is at turn (methods 3.6, K08 and appendix A)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.notation import case_of
from casekit.story import tell
from casekit.turns import Turn, turns
from casekit.vocabulary import codes

ASKED = "a: inwoner > gemeente aanvraag issue=huur\n"
MUNICIPALITY = ("held", ("gemeente",))
RESIDENT = ("client", ("client",))
NOBODY = ("nobody", ())
IDLE = ("idle", ())
CLOSED = ("closed", ())


def all_turns(text: str, issue: str = "huur") -> list[Turn]:
    return list(turns(tell(case_of(text)), issue))


def last(text: str, issue: str = "huur") -> tuple[str, tuple[str, ...]] | None:
    """Who is at turn in the end."""
    found = all_turns(
        "\n".join(f"{line} issue=huur" if "issue=" not in line else line for line in text.strip().splitlines()), issue
    )
    return (found[-1].state, found[-1].holders) if found else None


def test_turns_follow_each_other_without_gaps() -> None:
    found = all_turns("""
        x: inwoner > gemeente bericht         issue=huur
        a: inwoner > gemeente aanvraag        issue=huur
        b: gemeente > inwoner verzoek_stukken issue=huur re=a
        c: inwoner > gemeente levering        issue=huur re=b
        d: gemeente > inwoner bericht         issue=huur
        e: gemeente > inwoner besluit         issue=huur re=a
    """)
    assert [(t.state, t.since.id, t.until.id if t.until else None) for t in found] == [
        ("held", "a", "b"), ("client", "b", "c"), ("held", "c", "e"), ("idle", "e", None),
    ]  # fmt: skip
    assert all(turn.issue == "huur" for turn in found)


def test_before_anybody_asks_anything_nobody_is_looked_at() -> None:
    assert last("a: gemeente > inwoner bericht") is None
    assert last("a: inwoner > gemeente bericht") is None


@pytest.mark.parametrize(("lines", "expected"), [
    # asking
    ("a: inwoner > gemeente vraag", MUNICIPALITY),
    ("a: inwoner > gemeente,wijkteam vraag", ("held", ("gemeente", "wijkteam"))),
    ("a: gemeente > inwoner vraag", RESIDENT),
    ("a: inwoner > inwoner vraag", None),
    ("a: gemeente > gemeente vraag", None),
    ("a: inwoner > gemeente vraag outcome=gedaan", IDLE),
    ("a: inwoner > gemeente vraag outcome=afgewezen", None),
    ("a: inwoner > gemeente vraag\nb: inwoner > gemeente navraag outcome=gedaan", MUNICIPALITY),
    ("a: inwoner > gemeente vraag\nb: inwoner > wijkteam vraag outcome=afgewezen", MUNICIPALITY),
    # documents
    ("a: inwoner > gemeente aanvraag\nb: gemeente > inwoner verzoek_stukken", RESIDENT),
    ("a: inwoner > gemeente aanvraag\nb: gemeente > gemeente verzoek_stukken", MUNICIPALITY),
    ("a: gemeente > inwoner verzoek_stukken\nb: inwoner > gemeente levering re=a", MUNICIPALITY),
    ("a: gemeente > inwoner verzoek_stukken\nb: werkgever > gemeente levering re=a", MUNICIPALITY),
    ("a: gemeente > inwoner verzoek_stukken\nb: werkgever > wijkteam levering re=a", IDLE),
    ("a: gemeente > inwoner vraag\nb: inwoner > gemeente antwoord re=a", MUNICIPALITY),
    ("a: gemeente > inwoner vraag\nb: inwoner > inwoner levering", RESIDENT),
    ("a: inwoner > gemeente aanvraag\nb: gemeente > inwoner verzoek_stukken re=a\n"
     "c: inwoner > gemeente levering re=b\nd: gemeente > inwoner besluit re=c", IDLE),
    # promises
    ("a: gemeente > inwoner toezegging", MUNICIPALITY),
    ("a: inwoner > gemeente toezegging", RESIDENT),
    # referrals
    ("a: wijkteam > schuldhulp verwijzing", ("shared", ("wijkteam", "schuldhulp"))),
    ("a: wijkteam > schuldhulp,inwoner verwijzing", ("shared", ("wijkteam", "schuldhulp"))),
    ("a: wijkteam > schuldhulp verwijzing\nb: schuldhulp > wijkteam acceptatie re=a", ("held", ("schuldhulp",))),
    ("a: wijkteam > schuldhulp verwijzing\nb: schuldhulp > gemeente overleg", ("held", ("schuldhulp",))),
    ("a: wijkteam > schuldhulp verwijzing\n"
     "b: schuldhulp > wijkteam ontvangst re=a", ("shared", ("wijkteam", "schuldhulp"))),
    ("a: wijkteam > schuldhulp verwijzing\nb: inwoner > schuldhulp gesprek", ("shared", ("wijkteam", "schuldhulp"))),
    ("a: wijkteam > schuldhulp verwijzing\nb: schuldhulp > wijkteam afwijzing re=a", ("held", ("wijkteam",))),
    ("a: wijkteam > schuldhulp verwijzing\nb: schuldhulp > inwoner afwijzing re=a", NOBODY),
    ("a: wijkteam > schuldhulp verwijzing\nb: schuldhulp > wijkteam afwijzing", NOBODY),
    ("a: inwoner > schuldhulp verwijzing\nb: schuldhulp > inwoner afwijzing re=a", NOBODY),
    ("a: wijkteam > schuldhulp verwijzing outcome=gedaan", IDLE),
    ("a: wijkteam > schuldhulp verwijzing outcome=afgewezen", None),
    # handing over, refusing, closing
    ("a: wijkteam > schuldhulp overdracht", NOBODY),
    ("a: gemeente > gemeente overdracht", NOBODY),
    ("a: wijkteam > schuldhulp overdracht\nb: schuldhulp > inwoner gesprek", ("held", ("schuldhulp",))),
    ("a: inwoner > gemeente vraag\nb: gemeente > inwoner afwijzing re=a", NOBODY),
    ("a: inwoner > gemeente vraag\nb: gemeente > inwoner afsluiting", NOBODY),
    ("a: inwoner > gemeente vraag\nb: inwoner > gemeente afwijzing re=a", MUNICIPALITY),
    ("a: inwoner > gemeente vraag\nx: inwoner > wijkteam vraag\n"
     "b: gemeente > inwoner afwijzing re=a", ("held", ("wijkteam",))),
    ("a: gemeente > inwoner vraag\nx: inwoner > wijkteam vraag\nb: wijkteam > inwoner afwijzing re=x", RESIDENT),
    ("a: gemeente > inwoner afwijzing\nb: wijkteam > inwoner bericht", NOBODY),
    ("a: gemeente > inwoner afwijzing\nb: wijkteam > inwoner niet_bereikt", NOBODY),
    ("a: gemeente > inwoner afwijzing\nb: wijkteam > gemeente overleg", ("held", ("wijkteam",))),
    ("a: gemeente > inwoner afwijzing\nb: wijkteam > wijkteam vraag", ("held", ("wijkteam",))),
    ("a: gemeente > inwoner afwijzing\nb: inwoner > inwoner vraag", NOBODY),
    # answering
    ("a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord re=a", IDLE),
    ("a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord", IDLE),
    ("a: inwoner > gemeente vraag\nb: wijkteam > inwoner antwoord", MUNICIPALITY),
    ("a: inwoner > gemeente vraag\nb: gemeente > gemeente antwoord re=a", MUNICIPALITY),
    ("a: inwoner > gemeente vraag\nb: gemeente > gemeente besluit re=a", MUNICIPALITY),
    ("a: inwoner > gemeente vraag\nx: inwoner > wijkteam vraag\nb: wijkteam > inwoner antwoord re=x", MUNICIPALITY),
    ("a: inwoner > gemeente vraag\nb: inwoner > gemeente navraag re=a\nc: gemeente > inwoner antwoord re=b", IDLE),
    ("a: inwoner > gemeente vraag\nb: gemeente > inwoner ontvangst re=a\nc: gemeente > inwoner antwoord re=b", IDLE),
    ("a: gemeente > inwoner toezegging\nb: gemeente > inwoner advies", MUNICIPALITY),
    ("a: gemeente > inwoner toezegging\nb: gemeente > inwoner betaling", IDLE),
    ("a: gemeente > inwoner toezegging\nb: gemeente > inwoner levering", IDLE),
    ("a: gemeente > inwoner toezegging\nb: gemeente > inwoner besluit", IDLE),
    ("a: inwoner > gemeente vraag\nb: inwoner > wijkteam vraag\n"
     "c: gemeente > inwoner afsluiting re=a", ("held", ("wijkteam",))),
    # meeting
    ("a: inwoner > gemeente vraag\nb: gemeente > inwoner gesprek\nc: gemeente > inwoner besluit", IDLE),
    ("a: inwoner > gemeente vraag\nb: wijkteam > inwoner gesprek", ("held", ("wijkteam",))),
    ("a: inwoner > gemeente aanvraag\nb: gemeente > inwoner gesprek re=a\n"
     "c: wijkteam > inwoner antwoord", MUNICIPALITY),
    ("a: inwoner > gemeente aanvraag\nb: gemeente > inwoner gesprek re=a\n"
     "x: inwoner > wijkteam vraag\nc: wijkteam > inwoner antwoord re=x", MUNICIPALITY),
    ("a: inwoner > gemeente vraag\nb: gemeente > inwoner gesprek re=a\n"
     "x: inwoner > wijkteam vraag\nc: wijkteam > inwoner antwoord re=x", IDLE),
    ("a: inwoner > gemeente vraag\nb: wijkteam > inwoner afspraak", MUNICIPALITY),
    ("a: gemeente > inwoner vraag\nb: wijkteam > inwoner afspraak", ("held", ("wijkteam",))),
    ("a: wijkteam > inwoner afspraak", ("held", ("wijkteam",))),
    ("a: inwoner > gemeente afspraak", None),
    # ending
    ("a: inwoner > gemeente vraag\nb: inwoner > gemeente intrekking", CLOSED),
    ("a: inwoner > gemeente vraag\nb: gemeente > inwoner opgelost\nc: gemeente > inwoner antwoord", CLOSED),
    # what a party says about who has it
    ("a: gemeente > inwoner bericht says.eigenaar=wijkteam", ("held", ("wijkteam",))),
    ("a: gemeente > inwoner bericht says.owner=gemeente", MUNICIPALITY),
    ("a: gemeente > inwoner bericht says.eigenaar=inwoner", RESIDENT),
    ("a: gemeente > wijkteam bericht says.eigenaar=wijkteam\n"
     "b: wijkteam > gemeente bericht says.eigenaar=gemeente", NOBODY),
    ("a: gemeente > wijkteam bericht says.eigenaar=wijkteam\n"
     "b: wijkteam > gemeente bericht says.eigenaar=wijkteam", ("held", ("wijkteam",))),
    ("a: gemeente > inwoner bericht says.eigenaar=onbekend", None),
    ("a: inwoner > gemeente bericht says.eigenaar=gemeente", None),
])  # fmt: skip
def test_every_speech_act_does_to_the_turn_what_the_methods_say(
    lines: str, expected: tuple[str, tuple[str, ...]] | None
) -> None:
    everybody = "z: gemeente > wijkteam,inwoner bericht issue=anders\n"
    assert last(everybody + lines) == expected


def test_in_a_case_without_issues_a_refusal_does_not_pass_to_who_was_asked_something_else() -> None:
    lines = "a: inwoner > gemeente vraag\nx: inwoner > wijkteam vraag\nb: gemeente > inwoner afwijzing re=a"
    assert all_turns(lines, "")[-1].state == "nobody"


def test_issues_have_turns_of_their_own() -> None:
    text = ASKED + "b: wijkteam > inwoner toezegging issue=inkomen"
    assert [turn.holders for turn in all_turns(text, "huur")] == [("gemeente",)]
    assert [turn.holders for turn in all_turns(text, "inkomen")] == [("wijkteam",)]


def test_a_representative_who_is_asked_is_at_turn_itself() -> None:
    text = "actor bewind acts_for=inwoner\na: gemeente > bewind vraag\nz: gemeente > inwoner bericht issue=anders"
    assert last("\n".join(f"{line} issue=huur" if line.startswith("a:") else line for line in text.splitlines())) == (
        "held",
        ("bewind",),
    )


PARTIES = ("inwoner", "gemeente", "wijkteam", "balie")


@given(
    st.lists(
        st.tuples(st.sampled_from(codes("kind")), st.sampled_from(PARTIES), st.sampled_from(PARTIES), st.booleans()),
        max_size=9,
    )
)
def test_whatever_happens_turns_are_whole(acts: list[tuple[str, str, str, bool]]) -> None:
    lines = [
        f"t{n}: {sender} > {receiver} {kind}" + (f" re=t{n - 1}" if linked and n else "")
        for n, (kind, sender, receiver, linked) in enumerate(acts)
    ]
    story = tell(case_of("\n".join(["actor balie of gemeente", *lines])))
    for issue in story.by_issue:
        found = list(turns(story, issue))
        for turn, following in pairwise(found):
            assert turn.until == following.since
            assert (turn.state, turn.holders) != (following.state, following.holders)
        assert all(turn.until is None for turn in found[-1:])
        for turn in found:
            assert bool(turn.holders) == (turn.state in ("held", "shared", "client"))


def test_a_chase_that_replies_to_nothing_is_about_what_was_asked_already() -> None:
    text = """
    a: inwoner  > gemeente aanvraag @0
    n: inwoner  > gemeente navraag  @10
    b: gemeente > inwoner  besluit  @30 re=a
    """
    story = tell(case_of(text))
    assert [turn.state for turn in turns(story, "")] == ["held", "idle"]


def test_a_chase_to_somebody_who_owes_nothing_asks_anew() -> None:
    text = """
    a: inwoner  > gemeente aanvraag @0
    n: inwoner  > school   navraag  @10
    b: gemeente > inwoner  besluit  @30 re=a
    """
    story = tell(case_of(text))
    assert [turn.holders for turn in turns(story, "")][-1] == ("school",)
