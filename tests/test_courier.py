"""The resident as courier: what counts as an errand, what does not, and how sure it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casekit as ck
from casekit.courier import Courier, courier
from casekit.examples import examples
from casekit.notation import case_of
from casekit.story import tell
from tests.few import kit

FETCH = """
a: gemeente > inwoner   verzoek_stukken asks=contract
b: inwoner > verhuurder vraag           asks=contract
c: verhuurder > inwoner levering        shares=contract
d: inwoner > gemeente   levering        shares=contract
"""
CARRY = """
a: uwv > inwoner      bericht  @0  shares=besluit
b: inwoner > gemeente levering @10 shares=besluit
"""
SENT_ON = """
a: inwoner > gemeente vraag     outcome=doorverwezen
b: inwoner > wijkteam vraag
"""


def errands(text: str, **blocks: Any) -> list[tuple[str, str, str]]:
    return [(errand.what, errand.at, errand.verdict) for errand in told(text, **blocks).errands]


def told(text: str, **blocks: Any) -> Courier:
    return courier(tell(case_of(text, **blocks)))


# -- fetched -----------------------------------------------------------------------------------


def test_what_one_asks_for_and_another_has_is_fetched_by_the_resident() -> None:
    (errand,) = told(FETCH).errands
    assert (errand.what, errand.at, errand.source, errand.target) == ("fetched", "b", "verhuurder", "gemeente")
    assert errand.items == ("contract",)
    assert errand.touchpoints == ("a", "b", "d")
    assert errand.verdict == "certain"


def test_a_turn_to_another_counts_when_nothing_came_of_it() -> None:
    assert told("\n".join(FETCH.splitlines()[:3])).errands[0].touchpoints == ("a", "b")


def test_on_another_issue_the_turn_is_only_possibly_for_what_was_asked() -> None:
    lines = FETCH.replace("b: inwoner > verhuurder vraag ", "b: inwoner > verhuurder vraag issue=wonen")
    assert errands(lines)[0] == ("fetched", "b", "possible")


def test_asking_back_who_asked_or_asking_after_the_delivery_fetches_nothing() -> None:
    assert errands("a: gemeente > inwoner verzoek_stukken asks=x\nb: inwoner > gemeente vraag asks=x") == []
    assert errands(
        "a: gemeente > inwoner verzoek_stukken asks=x\nb: inwoner > gemeente levering shares=x\n"
        "c: inwoner > bank vraag asks=x"
    ) == []  # fmt: skip


# -- carried -----------------------------------------------------------------------------------


def test_bringing_what_another_party_had_is_carrying() -> None:
    (errand,) = told(CARRY).errands
    assert (errand.what, errand.at, errand.source, errand.target) == ("carried", "b", "uwv", "gemeente")
    assert errand.touchpoints == ("a", "b")
    assert errand.verdict == "certain"


def test_what_the_other_had_from_the_resident_only_is_possible_unless_it_may_be_shared() -> None:
    lines = "a: inwoner > uwv levering shares=loon\nb: inwoner > gemeente levering shares=loon"
    assert errands(lines) == [("carried", "b", "possible")]
    assert errands(lines, items=[{"id": "loon", "share_basis": "wet"}]) == [("carried", "b", "certain")]


def test_one_act_is_one_errand_whatever_it_carries() -> None:
    lines = "a: uwv > inwoner bericht shares=x,y\nb: inwoner > gemeente,school levering shares=x,y"
    assert len(told(lines).errands) == 1
    assert told(lines).errands[0].items == ("x", "y")


@pytest.mark.parametrize(
    ("why", "lines", "blocks"),
    [
        ("the target had it", f"z: uwv > gemeente bericht shares=besluit\n{CARRY}", {}),
        (
            "one organisation",
            "actor a1 of g\nactor a2 of g\n" + CARRY.replace("uwv", "a1").replace("gemeente", "a2"),
            {},
        ),
        ("it had lapsed", CARRY, {"items": [{"id": "besluit", "valid_days": 5}]}),
        ("it had changed", CARRY, {"life_events": [{"id": "l", "when": "5", "changes": ["besluit"]}]}),
        ("no consent", CARRY, {"holds": [{"id": "h", "basis": "privacy_refusal", "from": "0", "until": "20"}]}),
        ("nobody else had it", "a: inwoner > gemeente levering shares=loon", {}),
        ("to the own side", CARRY.replace("inwoner > gemeente", "inwoner > gezin"), {}),
    ],
)
def test_no_errand(why: str, lines: str, blocks: dict[str, Any]) -> None:
    assert errands(lines, **blocks) == [], why


def test_who_acts_for_the_resident_is_the_residents_side() -> None:
    lines = "actor hulp acts_for=inwoner\na: uwv > hulp bericht shares=x\nb: hulp > gemeente levering shares=x"
    assert errands(lines) == [("carried", "b", "certain")]


# -- sent on -----------------------------------------------------------------------------------


def test_going_where_one_was_sent_is_carrying_the_question() -> None:
    (errand,) = told(SENT_ON).errands
    assert (errand.what, errand.source, errand.target) == ("sent_on", "gemeente", "wijkteam")
    assert (errand.touchpoints, errand.verdict) == (("a", "b"), "possible")


def test_a_stated_link_makes_it_certain() -> None:
    assert errands(SENT_ON.replace("> wijkteam vraag", "> wijkteam vraag depends_on=a"))[0][2] == "certain"


def test_a_referral_from_one_to_the_other_takes_the_question_along() -> None:
    assert errands("a: gemeente > wijkteam verwijzing\nb: inwoner > wijkteam vraag") == []


def test_a_mere_refusal_sends_nobody_anywhere() -> None:
    assert errands("a: gemeente > inwoner afwijzing\nb: inwoner > wijkteam vraag") == []


# -- the whole ---------------------------------------------------------------------------------


def test_fields_that_stand_nowhere_are_named() -> None:
    assert told(SENT_ON).missing == ("asks", "shares")
    assert told(CARRY).missing == ("asks",)
    assert told(FETCH).missing == ()


def test_the_case_on_social_assistance_shows_the_contract_that_had_to_be_fetched() -> None:
    found = courier(tell(ck.example("bijstand-aanvraag"))).errands
    assert [(errand.what, errand.at, errand.touchpoints) for errand in found] == [("fetched", "t14", ("t13", "t14"))]


def test_every_errand_is_an_act_of_the_residents_side_among_its_own_evidence() -> None:
    for name in examples():
        story = tell(kit(name))
        for errand in courier(story).errands:
            assert story.by_id[errand.at].from_client
            assert errand.at in errand.touchpoints
            assert errand.source != errand.target


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.booleans(), st.sampled_from("xy")), min_size=1, max_size=8))
def test_dates_are_not_needed_and_a_shift_of_all_days_changes_nothing(acts: list[tuple[str, bool, str]]) -> None:
    def lines(first: int | None) -> str:
        rows = []
        for n, (party, own, item) in enumerate(acts):
            who = f"inwoner > {party}" if own else f"{party} > inwoner"
            rows.append(f"t{n}: {who} bericht shares={item}" + ("" if first is None else f" @{first + n}"))
        return "\n".join(rows)

    undated = told(lines(None)).errands
    assert undated == told(lines(0)).errands == told(lines(500)).errands
    assert len({errand.at for errand in undated}) == len(undated)
