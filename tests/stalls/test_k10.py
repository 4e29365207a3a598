"""K10: asking again for what was there."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k10_asking_again import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

VALID_90 = [{"id": "loonstrook", "valid_days": 90}]


def repeats(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **blocks))))


def test_a_colleague_asks_for_what_another_desk_had_received() -> None:
    (stall,) = repeats(
        """
        actor balie of gemeente
        actor klantmanager of gemeente
        a: inwoner > balie        levering        @0  issue=bijstand shares=loonstrook
        b: klantmanager > inwoner verzoek_stukken @10 issue=bijstand asks=loonstrook
        """,
        items=[{"id": "loonstrook", "label": "laatste loonstrook"}],
    )
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == ("K10", "certain", "b", ("a", "b"))
    assert stall.actors == ("inwoner", "balie", "klantmanager")
    assert (stall.issue, stall.start, stall.end, stall.days) == (
        "bijstand",
        Span(10, 10),
        Span(10, 10),
        Span(0, 0),
    )
    assert (stall.norm, stall.tags, stall.details) == (None, (), {"items": "laatste loonstrook"})


def test_it_lasts_until_it_was_given_again() -> None:
    (stall,) = repeats(
        """
        a: inwoner > gemeente levering        @0  shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook
        c: inwoner > gemeente levering        @17 re=b shares=loonstrook
        """
    )
    assert (stall.end, stall.days) == (Span(17, 17), Span(7, 7))


def test_a_case_that_waited_for_something_else_too_lost_no_days_by_the_repeat() -> None:
    (stall,) = repeats(
        """
        a: inwoner > gemeente levering        @0  shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook,polis
        c: inwoner > gemeente levering        @17 re=b shares=loonstrook,polis
        """
    )
    assert (stall.end, stall.days, stall.details["items"]) == (Span(10, 10), Span(0, 0), "loonstrook")


def test_a_question_for_an_item_asks_again_too() -> None:
    (stall,) = repeats(
        """
        a: inwoner > gemeente levering @0  shares=inkomen
        b: gemeente > inwoner vraag    @10 asks=inkomen
        c: inwoner > gemeente antwoord @12 re=b
        """
    )
    assert (stall.at, stall.days) == ("b", Span(2, 2))


def test_every_repeat_is_counted() -> None:
    found = repeats(
        """
        a: inwoner > gemeente levering        shares=loonstrook
        b: gemeente > inwoner verzoek_stukken asks=loonstrook
        c: inwoner > gemeente levering        shares=loonstrook re=b
        d: gemeente > inwoner verzoek_stukken asks=loonstrook
        """
    )
    assert [stall.touchpoints for stall in found] == [("a", "b"), ("c", "d")]


def test_order_alone_shows_it() -> None:
    (stall,) = repeats(
        """
        a: inwoner > gemeente levering        shares=loonstrook
        b: gemeente > inwoner verzoek_stukken asks=loonstrook
        """
    )
    assert stall.verdict == "certain"


@pytest.mark.parametrize(
    ("day", "verdict"), [("90", "certain"), ("91", None), ("80/95", "possible"), ("91/95", None)]
)
def test_an_item_that_had_expired_may_be_asked_again(day: str, verdict: str | None) -> None:
    found = repeats(
        f"""
        a: inwoner > gemeente levering        @0 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @{day} asks=loonstrook
        """,
        items=VALID_90,
    )
    assert [stall.verdict for stall in found] == ([verdict] if verdict else [])


def test_without_days_an_item_that_can_expire_is_possible_at_most() -> None:
    (stall,) = repeats(
        """
        a: inwoner > gemeente levering        shares=loonstrook
        b: gemeente > inwoner verzoek_stukken asks=loonstrook
        """,
        items=VALID_90,
    )
    assert stall.verdict == "possible"


def test_one_surely_repeated_item_makes_the_repeat_certain() -> None:
    (stall,) = repeats(
        """
        a: inwoner > gemeente levering        shares=polis
        b: inwoner > gemeente levering        shares=loonstrook
        c: gemeente > inwoner verzoek_stukken asks=loonstrook,polis
        """,
        items=VALID_90,
    )
    assert (stall.verdict, stall.touchpoints) == ("certain", ("a", "b", "c"))
    assert stall.details["items"] == "loonstrook, polis"


def test_changed_circumstances_are_a_reason_to_ask_again() -> None:
    lines = """
    a: inwoner > gemeente levering        @0  shares=loonstrook
    b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook
    """
    assert repeats(lines, life_events=[{"id": "werk", "when": "5", "changes": ["loonstrook"]}]) == []
    assert repeats(lines, life_events=[{"id": "kind", "when": "5", "changes": ["gezin"]}])


def test_a_copy_that_could_not_be_read_is_a_reason_to_ask_again() -> None:
    assert (
        repeats(
            """
            a: inwoner > gemeente levering        shares=loonstrook
            b: gemeente > inwoner verzoek_stukken re=a asks=loonstrook says.loonstrook=onleesbaar
            """
        )
        == []
    )


def requirement(basis: str, **more: object) -> list[dict[str, object]]:
    way = {"needs": ["loonstrook"]}
    return [{"id": "r", "goal": "uitkering", "alternatives": [way], "basis": basis, "imposed_at": "b"} | more]


def test_a_check_that_the_law_asks_for_is_no_repeat() -> None:
    lines = """
    a: inwoner > gemeente levering        shares=loonstrook
    b: gemeente > inwoner verzoek_stukken asks=loonstrook
    """
    assert repeats(lines, requirements=requirement("law")) == []
    assert repeats(lines, requirements=requirement("practice"))
    assert repeats(lines, requirements=requirement("law", imposed_at="a"))
    assert repeats(lines, requirements=requirement("law", alternatives=[{"needs": ["polis"]}]))


def test_another_organisation_asks_for_the_first_time() -> None:
    assert (
        repeats(
            """
            a: inwoner > gemeente levering   shares=loonstrook
            b: school > inwoner   verzoek_stukken asks=loonstrook
            """
        )
        == []
    )


CHAIN = """
    actor gemeente kind={first}
    actor uwv      kind={second}
    a: inwoner > uwv      levering        @0  shares=loonstrook
    b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook
    """
MAY_SHARE = [{"id": "loonstrook", "share_basis": "Wet SUWI", "valid_days": 90}]


def chain(first: str = "municipality", second: str = "benefits_agency", **blocks: object) -> list[Stall]:
    return repeats(CHAIN.format(first=first, second=second), **({"items": MAY_SHARE} | blocks))


def test_in_the_chain_of_work_and_income_once_is_enough() -> None:
    (stall,) = chain()
    assert (stall.touchpoints, stall.tags, stall.verdict) == (("a", "b"), ("chain",), "certain")


def test_the_chain_counts_only_for_what_may_be_shared() -> None:
    assert chain(items=[{"id": "loonstrook"}]) == []


def test_only_municipalities_and_benefit_agencies_are_the_chain() -> None:
    assert chain(second="school") == []
    assert chain(first="school") == []


def test_a_copy_of_its_own_that_may_have_expired_gives_way_to_a_sure_one_in_the_chain() -> None:
    lines = CHAIN.format(first="municipality", second="benefits_agency")
    old = "x: inwoner > gemeente levering @-85/-75 shares=loonstrook\n"
    (stall,) = repeats(old + lines, items=MAY_SHARE)
    assert (stall.touchpoints, stall.tags, stall.verdict) == (("a", "b"), ("chain",), "certain")
    (stall,) = repeats(old + lines.replace("@0 ", "@-86/-76 "), items=MAY_SHARE)
    assert (stall.touchpoints, stall.tags, stall.verdict) == (("x", "b"), (), "possible")


def test_what_was_only_said_is_an_inferred_link() -> None:
    lines = """
    a: inwoner > gemeente gesprek channel=telefoon {note} shares=inkomen
    b: gemeente > inwoner vraag   asks=inkomen
    """
    assert repeats(lines.format(note=""))[0].tags == ("inferred_link",)
    assert repeats(lines.format(note="note=genoteerd"))[0].tags == ()
    assert repeats(lines.format(note="note=x link_basis=inferred"))[0].tags == ("inferred_link",)


def test_what_the_resident_or_a_colleague_asks_is_no_repeat() -> None:
    assert (
        repeats(
            """
            a: inwoner > gemeente levering shares=loonstrook
            b: gemeente > uwv     vraag    asks=loonstrook
            c: inwoner > gemeente vraag    asks=loonstrook
            """
        )
        == []
    )


def status(lines: str) -> tuple[str, tuple[str, ...]]:
    found = next(kind for kind in analyse(case_of(lines)).kinds if kind.kind == "K10")
    return found.status, found.missing


def test_without_coded_items_it_cannot_be_assessed() -> None:
    assert status("b: gemeente > inwoner verzoek_stukken") == ("not_assessable", ("asks", "shares"))
    assert status("b: gemeente > inwoner verzoek_stukken asks=loonstrook") == ("not_assessable", ("shares",))
    assert status("a: inwoner > gemeente levering shares=polis") == ("not_assessable", ("asks",))


def test_a_first_ask_is_an_opportunity_and_none_found() -> None:
    lines = "a: inwoner > gemeente levering shares=polis\nb: gemeente > inwoner vraag asks=loonstrook"
    assert status(lines) == ("none", ())


def test_there_is_an_opportunity_where_an_organisation_asks() -> None:
    def chance(lines: str) -> bool:
        return KIND.opportunity(Evidence(case_of(lines)))

    assert chance("b: gemeente > inwoner verzoek_stukken")
    assert not chance("b: gemeente > uwv verzoek_stukken")
    assert not chance("b: gemeente > inwoner vraag")


ROUND = """
a: gemeente > inwoner verzoek_stukken
b: inwoner > gemeente levering        re=a
"""


def test_asking_for_documents_again_after_they_came_is_possible_where_no_items_are_coded() -> None:
    (stall,) = find(Evidence(case_of(ROUND + "c: gemeente > inwoner verzoek_stukken re=b")))
    assert (stall.verdict, stall.at, stall.touchpoints) == ("possible", "c", ("a", "b", "c"))
    assert "order" in stall.tags


def test_a_third_round_of_the_same_party_is_part_of_the_same_stall() -> None:
    more = "c: gemeente > inwoner verzoek_stukken\nd: gemeente > inwoner verzoek_stukken"
    assert [stall.at for stall in find(Evidence(case_of(ROUND + more)))] == ["c"]


def test_an_ask_of_another_party_or_before_anything_came_is_no_second_round() -> None:
    assert list(find(Evidence(case_of(ROUND + "c: wijkteam > inwoner verzoek_stukken")))) == []
    twice = "a: gemeente > inwoner verzoek_stukken\nb: gemeente > inwoner verzoek_stukken"
    assert list(find(Evidence(case_of(twice)))) == []


def test_what_came_back_and_had_to_be_brought_again_bites_where_it_came_back() -> None:
    text = ROUND + "c: gemeente > inwoner bericht re=b\nd: inwoner > gemeente levering re=a"
    (stall,) = find(Evidence(case_of(text)))
    assert (stall.at, stall.touchpoints) == ("c", ("a", "b", "c", "d"))


def test_bringing_in_two_parts_is_no_second_round() -> None:
    assert list(find(Evidence(case_of(ROUND + "d: inwoner > gemeente levering re=a")))) == []


def test_order_says_nothing_where_the_items_are_coded() -> None:
    coded = """
    a: gemeente > inwoner verzoek_stukken asks=loonstrook
    b: inwoner > gemeente levering        re=a shares=loonstrook
    c: gemeente > inwoner verzoek_stukken asks=huurcontract re=b
    """
    assert list(find(Evidence(case_of(coded)))) == []
