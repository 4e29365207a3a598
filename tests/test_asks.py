"""Asking for documents: what was there, what came, and whether the ask was in order."""

from __future__ import annotations

import pytest

from casekit.asks import Ask, asks_of, delivery_of
from casekit.notation import case_of
from casekit.story import tell

VALID_90 = [{"id": "loonstrook", "valid_days": 90}]
STANDARD = [{"id": "huurcontract", "standard_for": ["bijstand"]}]


def asks(lines: str, **blocks: object) -> list[Ask]:
    return list(asks_of(tell(case_of(lines, **blocks))))


# -- a: it was already there --------------------------------------------------------------------------


def test_an_ask_for_what_was_there_is_at_fault() -> None:
    (ask,) = asks(
        """
        a: inwoner > gemeente aanvraag @0 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook
        """
    )
    assert (ask.faults, ask.doubts, ask.held, ask.first) == (("a",), (), {"loonstrook": "a"}, None)
    assert ask.application is not None
    assert ask.application.id == "a"


def test_an_ask_for_something_else_too_is_in_order() -> None:
    (ask,) = asks(
        """
        a: inwoner > gemeente aanvraag @0 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook,huurcontract
        """
    )
    assert (ask.faults, ask.doubts, ask.held) == ((), (), {"loonstrook": "a"})


def test_an_ask_without_items_says_nothing() -> None:
    (ask,) = asks("b: gemeente > inwoner verzoek_stukken @10")
    assert (ask.faults, ask.doubts, ask.application, ask.delivery) == ((), (), None, None)


def test_only_requests_for_documents_to_the_resident_are_asks() -> None:
    assert (
        asks(
            """
            a: gemeente > uwv     verzoek_stukken asks=loonstrook
            b: gemeente > inwoner vraag           asks=loonstrook
            c: inwoner > gemeente verzoek_stukken asks=loonstrook
            """
        )
        == []
    )


@pytest.mark.parametrize(
    ("day", "faults", "doubts"),
    [("90", ("a",), ()), ("91", (), ()), ("85/95", (), ("a",)), ("80/90", ("a",), ()), ("91/99", (), ())],
)
def test_an_item_is_there_until_the_last_day_it_is_valid(
    day: str, faults: tuple[str, ...], doubts: tuple[str, ...]
) -> None:
    (ask,) = asks(
        f"""
        a: inwoner > gemeente aanvraag @0 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @{day} asks=loonstrook
        """,
        items=VALID_90,
    )
    assert (ask.faults, ask.doubts) == (faults, doubts)


def test_what_was_sent_back_or_could_not_be_read_was_not_there() -> None:
    for first, second in (
        ("outcome=rejected", ""),
        ("", "says.loonstrook=onleesbaar"),
        ("", "says.loonstrook=Leeg"),
    ):
        (ask,) = asks(
            f"""
            a: inwoner > gemeente aanvraag @0 shares=loonstrook {first}
            b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook {second}
            """
        )
        assert ask.faults == ()


def test_a_word_that_it_never_came_is_no_reason() -> None:
    (ask,) = asks(
        """
        a: inwoner > gemeente aanvraag @0 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook says.loonstrook="niet ontvangen"
        """
    )
    assert ask.faults == ("a",)


def test_a_flaw_of_an_earlier_copy_does_not_touch_a_later_one() -> None:
    (ask,) = asks(
        """
        a: inwoner > gemeente levering @0 shares=loonstrook
        b: gemeente > inwoner bericht @1 says.loonstrook=onleesbaar
        c: inwoner > gemeente levering @5 shares=loonstrook
        d: gemeente > inwoner verzoek_stukken @10 asks=loonstrook
        """
    )
    assert ask.held == {"loonstrook": "c"}


# -- b: one piece at a time ---------------------------------------------------------------------------

SALAMI = """
    a: inwoner > gemeente aanvraag        @0  issue=bijstand
    b: gemeente > inwoner verzoek_stukken @10 issue=bijstand asks=loonstrook
    {between}
    c: gemeente > inwoner verzoek_stukken @40 issue=bijstand asks={asked}
    """


def second_ask(asked: str = "huurcontract", between: str = "", **blocks: object) -> Ask:
    return asks(SALAMI.format(asked=asked, between=between), **({"items": STANDARD} | blocks))[-1]


def test_a_later_ask_for_what_was_on_the_standard_list_is_at_fault() -> None:
    ask = second_ask()
    assert (ask.faults, ask.new_standard) == (("b",), ("huurcontract",))
    assert ask.first is not None
    assert ask.first.id == "b"


def test_a_standard_list_may_be_that_of_the_procedure_in_either_language() -> None:
    for name in ("social_assistance", "bijstand"):
        ask = asks(
            SALAMI.replace("issue=bijstand", "issue=i1").format(asked="huurcontract", between=""),
            items=[{"id": "huurcontract", "standard_for": [name]}],
            issues=[{"id": "i1", "procedure": "social_assistance"}],
        )[-1]
        assert ask.faults == ("b",)


def test_a_later_ask_for_what_is_not_on_the_list_is_in_order() -> None:
    assert second_ask("polis").faults == ()
    assert second_ask(items=[]).faults == ()
    assert second_ask(items=[{"id": "huurcontract", "standard_for": ["wmo"]}]).faults == ()


def test_asking_once_more_for_what_was_asked_at_first_is_not_new() -> None:
    items = [{"id": "loonstrook", "standard_for": ["bijstand"]}]
    assert second_ask("loonstrook", items=items).faults == ()


def test_what_came_in_between_without_being_asked_is_not_new() -> None:
    items = [{"id": "huurcontract", "standard_for": ["bijstand"], "valid_days": 5}]
    sent = "x: inwoner > gemeente levering @20 issue=bijstand shares=huurcontract"
    assert second_ask(between=sent, items=items).faults == ()


def test_what_was_there_and_valid_at_the_first_ask_is_not_new() -> None:
    lines = SALAMI.replace("@0 ", "@0 shares=huurcontract ").format(asked="huurcontract", between="")
    items = [{"id": "huurcontract", "standard_for": ["bijstand"], "valid_days": 20}]
    assert asks(lines, items=items)[-1].faults == ()


def test_what_had_expired_before_the_first_ask_is_new() -> None:
    lines = SALAMI.replace("@0 ", "@0 shares=huurcontract ").format(asked="huurcontract", between="")
    items = [{"id": "huurcontract", "standard_for": ["bijstand"], "valid_days": 5}]
    assert asks(lines, items=items)[-1].faults == ("b",)


def test_what_may_have_expired_before_the_first_ask_is_in_doubt() -> None:
    lines = SALAMI.replace("@0 ", "@0/6 shares=huurcontract ").format(asked="huurcontract", between="")
    items = [{"id": "huurcontract", "standard_for": ["bijstand"], "valid_days": 5}]
    assert (asks(lines, items=items)[-1].faults, asks(lines, items=items)[-1].doubts) == ((), ("b",))


def test_a_new_fact_explains_a_new_ask() -> None:
    moved = [{"id": "verhuisd", "when": "20", "changes": ["huurcontract"]}]
    assert second_ask(life_events=moved).faults == ()
    maybe = second_ask(life_events=[{"id": "verhuisd", "when": "5/20", "changes": ["huurcontract"]}])
    assert (maybe.faults, maybe.doubts) == ((), ("b",))
    assert second_ask(between="x: inwoner > inwoner levensgebeurtenis @20 issue=bijstand").faults == ()


def test_after_a_new_application_the_first_ask_is_a_first_ask_again() -> None:
    again = """
    x: gemeente > inwoner afwijzing @20 issue=bijstand re=a
    y: inwoner > gemeente aanvraag  @30 issue=bijstand
    """
    ask = second_ask(between=again)
    assert (ask.first, ask.faults) == (None, ())
    assert ask.application is not None
    assert ask.application.id == "y"


def test_an_application_sent_in_twice_is_one_application() -> None:
    ask = second_ask(between="y: inwoner > gemeente aanvraag  @30 issue=bijstand")
    assert ask.faults == ("b",)
    assert ask.application is not None
    assert ask.application.id == "a"


def test_a_withdrawn_application_waits_for_nothing() -> None:
    ask = second_ask(between="y: inwoner > gemeente intrekking @30 issue=bijstand")
    assert ask.application is None


# -- c: late ------------------------------------------------------------------------------------------


def late(day: str, extra: str = "", due: str = "due=56", **blocks: object) -> tuple[str, ...]:
    (ask,) = asks(
        f"""
        a: inwoner > gemeente aanvraag        @0 {due}
        b: gemeente > inwoner verzoek_stukken @{day} asks=loonstrook
        {extra}
        """,
        **blocks,
    )
    return ask.faults


def test_a_first_ask_after_half_of_the_term_is_late() -> None:
    assert (late("28"), late("29"), late("28/40"), late("29/40")) == ((), ("c",), (), ("c",))


def test_the_term_may_come_from_the_law() -> None:
    gemeente = "actor gemeente kind=municipality"
    # Eight weeks and at most three days more, as the weekday is not known.
    assert (late("29", gemeente, ""), late("30", gemeente, "")) == ((), ("c",))
    assert late("300", "", "") == ()


def test_a_legitimate_wait_may_account_for_a_late_ask() -> None:
    assert late("40", "hold law @5..@20") == ()
    assert late("40", "hold law @5..@20 issue=anders") == ("c",)
    assert late("40", "hold law @41..@60") == ("c",)
    assert late("40", holds=[{"id": "h", "basis": "law", "from": "5"}]) == ()


def test_a_wait_before_the_application_does_not_account_for_a_late_ask() -> None:
    assert late("40", "hold law @-20..@-5") == ("c",)


def test_a_new_fact_explains_a_late_ask() -> None:
    assert late("40", life_events=[{"id": "werk", "when": "30"}]) == ()


def test_a_term_of_less_than_a_week_is_short() -> None:
    for due, short in (("16", True), ("17", False), ("14/18", False)):
        (ask,) = asks(f"b: gemeente > inwoner verzoek_stukken @10 due={due}")
        assert ask.short is short
    (ask,) = asks("b: gemeente > inwoner verzoek_stukken @10")
    assert not ask.short


# -- what brought it ----------------------------------------------------------------------------------


def delivered(lines: str) -> str | None:
    told = tell(case_of("a: gemeente > inwoner verzoek_stukken @0 asks=loonstrook\n" + lines))
    found = delivery_of(told, told.by_id["a"])
    return found.id if found else None


def test_the_last_reply_that_delivers_is_the_delivery() -> None:
    assert delivered("b: inwoner > gemeente levering re=a\nc: inwoner > gemeente levering re=a") == "c"
    assert delivered("b: inwoner > gemeente aanvraag re=a shares=loonstrook") == "b"
    assert delivered("b: inwoner > gemeente vraag re=a") is None
    assert delivered("b: gemeente > inwoner levering re=a") is None


def test_without_a_link_the_first_act_that_shares_an_item_is_the_delivery() -> None:
    assert delivered("b: inwoner > gemeente bericht shares=loonstrook") == "b"
    assert delivered("b: inwoner > uwv bericht shares=loonstrook") is None
    assert delivered("b: werkgever > gemeente bericht shares=loonstrook") is None
    assert delivered("b: inwoner > gemeente bericht shares=loonstrook issue=anders") is None


def test_what_comes_after_a_second_ask_answers_that_one() -> None:
    again = "b: gemeente > inwoner verzoek_stukken asks=loonstrook\n"
    assert delivered(again + "c: inwoner > gemeente bericht shares=loonstrook") is None
