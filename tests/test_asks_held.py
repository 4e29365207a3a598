"""What had been brought, and whether it still held; and which recorded waits rest on an ask."""

from __future__ import annotations

from casekit.asks import changed_between, held_at, only_spoken, still_valid, unfounded, validity
from casekit.notation import case_of
from casekit.story import Story, tell

VALID_90 = [{"id": "loonstrook", "valid_days": 90}]


def story(lines: str, **blocks: object) -> Story:
    return tell(case_of(lines, **blocks))


def test_a_named_change_outweighs_a_vague_one() -> None:
    lines = "a: inwoner > gemeente levering @0 shares=loonstrook\nb: gemeente > inwoner bericht @30"

    def sure(**event: object) -> str | None:
        told = story(lines, life_events=[{"id": "e", **event}], items=VALID_90)
        return validity(told, told.by_id["a"], told.by_id["b"], "loonstrook")

    assert sure(when="1") is None
    assert sure(when="30") is None
    assert sure(when="0") == "possible"
    assert sure(when="31") == "certain"
    assert sure(when="-1") == "certain"
    assert sure(when="25/40") == "possible"
    assert sure(changes=["loonstrook"]) == "possible"
    assert sure(changes=["huurcontract"], when="5") == "certain"
    assert sure() == "certain"


def test_a_change_is_possible_or_certain_alike_for_who_asks_whether_it_may_have_changed() -> None:
    told = story(
        "a: inwoner > gemeente levering @0/40 shares=loonstrook\nb: gemeente > inwoner bericht @95/100",
        items=VALID_90,
        life_events=[{"id": "e", "when": "20"}],
    )
    first, last = told.steps
    assert changed_between(told, first, last, "loonstrook")
    assert not still_valid(told, first, last, "loonstrook")
    assert still_valid(told, first, last, "huurcontract")


def test_a_life_event_touchpoint_counts_for_the_items_it_names() -> None:
    for shares, sure in (("shares=loonstrook", None), ("shares=polis", "certain"), ("", None)):
        told = story(
            f"""
            a: inwoner > gemeente levering @0 shares=loonstrook
            b: inwoner > inwoner levensgebeurtenis @5 {shares}
            c: gemeente > inwoner bericht @9
            """
        )
        assert validity(told, told.by_id["a"], told.by_id["c"], "loonstrook") == sure


def test_what_is_held_is_looked_for_before_the_step_only() -> None:
    told = story(
        """
        a: inwoner > gemeente levering @0 shares=loonstrook
        b: niemand > gemeente niet_bereikt @1 shares=polis
        """
    )
    assert held_at(told, "gemeente", told.by_id["a"], "loonstrook") is None
    found = held_at(told, "gemeente", told.by_id["b"], "loonstrook")
    assert found is not None
    assert (found[0].id, found[1]) == ("a", "certain")
    assert held_at(told, "inwoner", told.by_id["b"], "loonstrook") is None


def test_spoken_is_without_a_note() -> None:
    told = story(
        """
        a: inwoner > gemeente levering channel=balie
        b: inwoner > gemeente levering channel=balie note=genoteerd
        c: inwoner > gemeente levering channel=brief
        d: inwoner > gemeente levering
        """
    )
    assert [only_spoken(step) for step in told.steps] == [True, False, False, False]


def test_a_suspension_on_an_ask_that_was_not_in_order_is_unfounded() -> None:
    told = story(
        """
        a: inwoner > gemeente aanvraag @0 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook
        hold suspension @10..@20
        hold suspension @11..@20
        hold law        @10..@20
        hold suspension @10..@20 issue=anders
        hold suspension @10..@20 items=polis
        hold client_turn @8/10..@20 items=loonstrook
        """
    )
    assert [unfounded(told, hold) for hold in told.case.holds] == [True, False, False, False, False, True]


def test_a_suspension_on_an_ask_in_order_is_founded() -> None:
    told = story(
        """
        b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook
        hold suspension @10..@20
        """
    )
    assert not unfounded(told, told.case.holds[0])


def test_what_goes_round_inside_one_organisation_was_not_brought_from_outside() -> None:
    told = story(
        """
        actor balie   of gemeente
        actor inkomen of gemeente
        a: balie > inkomen     bericht         shares=loonstrook
        b: inkomen > inwoner   verzoek_stukken asks=loonstrook
        """
    )
    assert held_at(told, "gemeente", told.by_id["b"], "loonstrook") is None
