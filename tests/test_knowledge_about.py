"""One item told whole: who had it, who could have, along which contacts, and who needed it without it."""

from __future__ import annotations

import pytest

from casekit.knowledge import About, about, as_data, could_know, items_of, needs
from casekit.notation import case_of
from casekit.story import Story, tell


def story(lines: str, **blocks: object) -> Story:
    return tell(case_of(lines, **blocks))


def one(lines: str, **blocks: object) -> About:
    return about(story(lines, **blocks))[0]


CHAIN = """
    a: werkgever > uwv      bericht   @0  shares=loon
    b: uwv       > wijkteam bericht   @5
    c: wijkteam  > gemeente bericht   @9
    d: gemeente  > inwoner  afwijzing @20 needs=loon
    """


def ids(steps: object) -> list[str]:
    return [step.id for step in steps]  # type: ignore[attr-defined]


# -- the chain of contacts


def test_an_arrival_tells_every_contact_and_everybody_on_the_way() -> None:
    arrival = could_know(story(CHAIN))["gemeente", "loon"]
    assert ids(arrival.steps) == ["a", "b", "c"]
    assert [passed.who for passed in arrival.path] == ["uwv", "wijkteam", "gemeente"]
    assert (arrival.origin.id, arrival.day) == ("a", 9)


def test_an_item_that_goes_two_ways_comes_along_the_earlier_one() -> None:
    shortcut = CHAIN + "e: uwv > gemeente bericht @7"
    assert ids(could_know(story(shortcut))["gemeente", "loon"].steps) == ["a", "e"]
    assert ids(could_know(story(CHAIN + "e: uwv > gemeente bericht @12"))["gemeente", "loon"].steps) == [
        "a",
        "b",
        "c",
    ]


def test_the_strict_and_the_loose_chain_may_differ() -> None:
    lines = """
    a: werkgever > uwv      bericht @0 shares=loon
    b: uwv       > gemeente bericht @0
    c: uwv       > wijkteam bericht @3
    d: wijkteam  > gemeente bericht @8
    """
    told = story(lines)
    assert ids(could_know(told, "loose")["gemeente", "loon"].steps) == ["a", "b"]
    assert ids(could_know(told, "strict")["gemeente", "loon"].steps) == ["a", "c", "d"]


def test_a_meeting_that_brought_it_to_several_stands_in_the_chain_once() -> None:
    told = story("a: inwoner > school bericht @0 shares=x\nb: wijkteam > school,gemeente overleg @5 channel=overleg")
    assert ids(could_know(told, "loose")["gemeente", "x"].steps) == ["a", "b"]


# -- who had it, and who could have


def test_every_actor_is_told_of_in_the_order_of_the_case() -> None:
    known = {who.actor: who for who in one(CHAIN).known}
    assert list(known) == ["werkgever", "uwv", "wijkteam", "gemeente", "inwoner"]
    first = {actor: who.documented.id if who.documented else None for actor, who in known.items()}
    assert first == {"werkgever": "a", "uwv": "a", "wijkteam": None, "gemeente": None, "inwoner": None}
    assert [who.actor for who in known.values() if who.client] == ["inwoner"]
    assert known["wijkteam"].certain is not None
    assert known["wijkteam"].certain.day == 5


def test_items_come_from_the_list_and_from_the_contacts() -> None:
    told = story("a: inwoner > school bericht shares=b asks=c needs=d", items=[{"id": "a"}, {"id": "b"}])
    assert [item.id for item in items_of(told)] == ["a", "b", "c", "d"]
    assert items_of(story("a: inwoner > school vraag")) == ()


# -- who needed it


def test_who_needed_what_another_had_could_surely_have_had_it() -> None:
    need = one(CHAIN).needs[0]
    assert (need.step.id, need.actor, need.had, need.lacked, need.reach) == ("d", "gemeente", "no", True, "certain")
    assert ids(need.way) == ["a", "b", "c"]
    assert [(holder.party, holder.step.id) for holder in need.holders] == [("werkgever", "a"), ("uwv", "a")]


@pytest.mark.parametrize(
    ("contact", "reach", "way"),
    [
        ("@9", "certain", ["a", "b"]),
        ("@20", "possible", ["a", "b"]),
        ("@0", "possible", ["a", "b"]),
        ("@15/25", "possible", ["a", "b"]),
        ("@30", "none", []),
    ],
)
def test_a_contact_counts_by_its_day(contact: str, reach: str, way: list[str]) -> None:
    lines = f"""
    a: werkgever > uwv     bericht @0 shares=loon
    b: uwv > gemeente      bericht {contact}
    d: gemeente > inwoner  afwijzing @20 needs=loon
    """
    need = one(lines).needs[0]
    assert (need.reach, ids(need.way)) == (reach, way)


def test_what_only_the_resident_had_or_could_bring_is_within_nobody_elses_reach() -> None:
    with_client = one("a: inwoner > inwoner bericht @0 shares=x\nb: gemeente > inwoner besluit @9 needs=x").needs[0]
    assert (with_client.holders, with_client.with_client, with_client.reach) == ((), True, "none")
    lines = """
    a: school   > inwoner  bericht @0 shares=x
    b: inwoner  > gemeente vraag   @5
    c: gemeente > inwoner  besluit @9 needs=x
    """
    assert (one(lines).needs[0].reach, one(lines).needs[0].with_client) == ("client", True)


def test_who_had_it_lacked_nothing_and_neither_does_the_resident() -> None:
    had = "a: inwoner > gemeente bericht @0 shares=x\nb: gemeente > inwoner besluit @9 needs=x"
    assert [(need.had, need.own and need.own.id, need.lacked) for need in one(had).needs] == [("yes", "a", False)]
    assert one("a: school > gemeente bericht @0 shares=x\nb: inwoner > gemeente vraag @9 needs=x").needs == ()


def test_a_colleague_who_had_it_is_named_as_such() -> None:
    lines = """
    actor balie   of gemeente
    actor inkomen of gemeente
    a: inwoner > balie bericht @0 shares=x
    b: inkomen > inwoner besluit @9 needs=x
    """
    need = one(lines).needs[0]
    assert (need.actor, need.had, need.own and need.own.id, need.lacked) == ("inkomen", "colleague", "a", False)


def test_what_may_have_expired_was_perhaps_there_and_what_did_was_not() -> None:
    lines = "a: inwoner > gemeente bericht @0/30 shares=x\nb: gemeente > inwoner besluit @40 needs=x"

    def had(days: int) -> str:
        return one(lines, items=[{"id": "x", "valid_days": days}]).needs[0].had

    assert [had(days) for days in (50, 20, 5)] == ["yes", "perhaps", "no"]


def test_no_consent_is_told_and_names_no_grounds() -> None:
    lines = (
        CHAIN
        + "hold privacy_refusal @0..@30 items=loon\n"
        + "actor uwv kind=benefits_agency\nactor gemeente kind=municipality"
    )
    issues = [{"id": "i", "procedure": "social_assistance"}]
    need = one(lines.replace("needs=", "issue=i needs="), issues=issues).needs[0]
    assert need.refusal is not None
    assert need.refusal.id == "h1"
    assert all(holder.grounds == () for holder in need.holders)
    agreed = one(lines.replace("@0..@30", "@25..@30").replace("needs=", "issue=i needs="), issues=issues).needs[0]
    assert agreed.refusal is None
    assert [ground.id for holder in agreed.holders for ground in holder.grounds] == ["pw-ask-once"]


def test_an_item_that_nothing_shows_cannot_be_judged() -> None:
    unshown = one("a: gemeente > inwoner besluit needs=x asks=x")
    assert not unshown.shown
    assert as_data(story("a: gemeente > inwoner besluit needs=x"), [unshown])["items"][0]["assessable"] is False


def test_without_dates_the_order_says_what_was_possible_and_no_day_is_known() -> None:
    lines = CHAIN.replace("@0", "").replace("@5", "").replace("@9", "").replace("@20", "")
    told = story(lines)
    need = about(told)[0].needs[0]
    assert (need.reach, ids(need.way)) == ("possible", ["a", "b", "c"])
    data = as_data(told, about(told))["items"][0]
    assert {who["could_possible"]["day"] for who in data["known"]} == {None}
    assert (data["needs"][0]["days"], data["needs"][0]["order"]) == ([None, None], 4)


def test_the_data_hold_every_id_and_the_table_a_row_per_need() -> None:
    data = as_data(story(CHAIN), about(story(CHAIN)))
    assert data["items"][0]["known"][3]["could_certain"] == {
        "day": 9,
        "contacts": ["a", "b", "c"],
        "who": ["uwv", "wijkteam", "gemeente"],
    }
    table = needs(case_of(CHAIN))
    assert table[["touchpoint", "actor", "had", "reach"]].values.tolist() == [["d", "gemeente", "no", "certain"]]
    assert table["contacts"].tolist() == [("a", "b", "c")]
    assert needs(case_of("a: inwoner > school vraag")).empty
