"""Signs of the causes at the front line (U1-U9): each on a case that has it, and on one that is nearly the same."""

from __future__ import annotations

from tests.causes.signed import shown

TALK = "a: inwoner > gemeente melding @0 \n{between}\nz: gemeente > inwoner gesprek @9"
ASKED = TALK.format(between="b: gemeente > inwoner verzoek_stukken @2 re=a")


def test_u1_documents_asked_before_the_first_conversation() -> None:
    assert shown("U1", ASKED) == {("K15", "before_talk", ("a", "b", "z"))}


def test_u1_no_sign_where_somebody_listens_at_once() -> None:
    assert shown("U1", TALK.format(between="")) == set()


LATE = "a: inwoner > gemeente vraag @0 due=20\n{letter}\nz: gemeente > inwoner antwoord @60 re=a"


def test_u2_a_letter_that_the_resident_found_bad() -> None:
    text = LATE.format(letter="b: gemeente > inwoner bericht @5 channel=letter experience=-1")
    assert ("K02", "felt_bad", ("b",)) in shown("U2", text)


def test_u2_no_sign_in_a_letter_that_was_fine_a_bad_visit_or_a_letter_of_the_resident() -> None:
    for letter in (
        "b: gemeente > inwoner bericht @5 channel=letter experience=0",
        "b: gemeente > inwoner gesprek @5 channel=visit experience=-1",
        "b: inwoner > gemeente bericht @5 channel=letter experience=-1",
    ):
        assert shown("U2", LATE.format(letter=letter)) == set()


def test_u2_a_letter_asked_something_and_the_resident_did_nothing_more() -> None:
    text = "a: inwoner > gemeente aanvraag @0\nb: gemeente > inwoner afspraak @50 channel=letter\n{after}"
    silent = text.format(after="c: gemeente > inwoner bericht @90")
    assert {found[1:] for found in shown("U2", silent)} == {("no_act", ("b",))}
    assert shown("U2", text.format(after="c: inwoner > gemeente bericht @90")) == set()
    assert shown("U2", text.format(after="")) == set()  # the record stops: nobody knows


def test_u3_a_wait_longer_than_its_term_by_law_by_promise_and_by_the_kits_own_limit() -> None:
    asked = "a: inwoner > gemeente aanvraag @0 issue=i due=20\nb: gemeente > inwoner besluit @{day} re=a"
    assert shown("U3", asked.format(day=60)) == {("K02", "over", ("a", "b"))}
    assert shown("U3", asked.format(day=10)) == set()
    promised = """
    a: gemeente > inwoner toezegging @0 promise.what=hulp promise.due=10
    b: gemeente > inwoner levering   @30 re=a
    """
    assert shown("U3", promised) == {("K03", "promised", ("a", "b"))}
    referred = "a: wijkteam > schuldhulp verwijzing @0\nb: schuldhulp > inwoner gesprek @{day}"
    assert shown("U3", referred.format(day=40)) == {("K06b", "over_kit", ("a", "b"))}
    assert shown("U3", referred.format(day=20)) == set()


def test_u3_no_sign_without_dates_or_where_the_stall_is_no_wait() -> None:
    assert shown("U3", "a: inwoner > gemeente vraag\nb: inwoner > gemeente navraag re=a") == set()
    assert shown("U3", ASKED) == set()


def test_u4_asked_for_what_was_there() -> None:
    text = "a: inwoner > gemeente aanvraag @0 shares=loonstrook\nb: gemeente > inwoner verzoek_stukken @5 asks={item}"
    found = shown("U4", text.format(item="loonstrook"))
    assert ("K10", "again", ("a", "b")) in found
    assert {form for _, form, _ in found} == {"again", "was_there"}  # K14a: it stopped the clock as well
    assert shown("U4", text.format(item="huurcontract")) == set()


def test_u4_two_parties_asked_for_the_same_document() -> None:
    text = """
    a: inwoner > gemeente vraag           @0 due=20
    b: gemeente > inwoner verzoek_stukken @5 asks=polis
    c: {who} > inwoner    verzoek_stukken @9 asks=polis
    d: gemeente > inwoner antwoord        @60 re=a
    """
    assert ("K02", "two_parties", ("b", "c")) in shown("U4", text.format(who="school"))
    assert shown("U4", text.format(who="gemeente")) == set()


def test_u5_a_referral_after_which_nobody_made_contact() -> None:
    text = "a: wijkteam > schuldhulp verwijzing @0\n{after}\nobserved @0..@90"
    assert shown("U5", text.format(after="")) == {("K06a", "no_contact", ("a",))}
    assert shown("U5", text.format(after="b: schuldhulp > inwoner gesprek @40")) == {("K06b", "ends", ("b",))}
    assert shown("U5", text.format(after="b: schuldhulp > inwoner levering @40")) == set()


def test_u5_the_resident_dropped_out_after_waiting() -> None:
    text = "a: inwoner > gemeente aanvraag @0\nb: inwoner > gemeente navraag @20 re=a\n{end}"
    out = "c: inwoner > gemeente navraag @40 re=a\nd: inwoner > gemeente intrekking @50 re=a"
    assert ("G3", "stopped", ("a", "b", "c", "d")) in shown("U5", text.format(end=out))
    assert shown("U5", text.format(end="c: gemeente > inwoner besluit @30 re=a")) == set()


def test_u6_an_application_that_got_no_decision() -> None:
    text = "a: inwoner > gemeente {kind} @0 {due}\n{reply}\nobserved @0..@200"
    assert shown("U6", text.format(kind="aanvraag", due="due=20", reply="")) == {("K01", "none", ("a",))}
    still = text.format(kind="aanvraag", due="", reply="b: inwoner > gemeente bericht @100")
    assert ("K04", "none", ("a",)) in shown("U6", still)
    assert shown("U6", text.format(kind="vraag", due="due=20", reply="")) == set()
    assert (
        shown("U6", text.format(kind="aanvraag", due="due=20", reply="b: gemeente > inwoner besluit @90 re=a"))
        == set()
    )


def test_u6_a_refusal_that_was_only_spoken() -> None:
    text = "a: inwoner > gemeente aanvraag @0 due=20\nb: gemeente > inwoner afwijzing @90 re=a channel={channel}"
    assert ("K02", "spoken", ("b",)) in shown("U6", text.format(channel="phone"))
    assert shown("U6", text.format(channel="letter")) == set()
    on_paper = text.format(channel="phone") + "\nc: gemeente > inwoner besluit @95 channel=letter"
    assert shown("U6", on_paper) == set()


def test_u7_a_requirement_that_rests_on_a_way_of_working_or_on_what_somebody_says() -> None:
    text = "a: inwoner > gemeente aanvraag @0 due=20\nb: gemeente > inwoner afwijzing @90 re=a"
    for basis, form in (("practice", "practice"), ("claim", "claim"), ("law", None), ("policy", None)):
        needed = [{"id": "eis", "goal": "hulp", "basis": basis, "imposed_at": "b"}]
        assert shown("U7", text, requirements=needed) == ({("K02", form, ("b",))} if form else set())


KNOWN = """
actor wijk kind=municipality
actor uwv kind=benefits_agency
a: werkgever > uwv    bericht   @0 shares=loon issue=i
b: uwv > wijk         bericht   @5 issue=i
c: wijk > inwoner     afwijzing @9 needs=loon issue=i
"""
GROUNDED = [{"id": "i", "procedure": "social_assistance"}]


def test_u8_what_another_body_had_did_not_come_and_a_ground_can_be_named() -> None:
    assert ("K11a", "elsewhere", ("a", "b", "c")) in shown("U8", KNOWN, issues=GROUNDED)


def test_u8_no_sign_without_a_ground_or_where_the_resident_did_not_agree() -> None:
    assert shown("U8", KNOWN, issues=[{"id": "i", "procedure": "housing"}]) == set()
    assert shown("U8", KNOWN + "hold privacy_refusal @0..@20 issue=i", issues=GROUNDED) == set()


def test_u8_a_request_between_bodies_that_was_refused_or_got_nothing() -> None:
    text = """
    actor wijk kind=municipality
    actor uwv kind=benefits_agency
    a: inwoner > wijk aanvraag @0 issue=i due=20
    b: wijk > uwv     vraag    @5 issue=i asks=loon
    {reply}
    z: wijk > inwoner besluit  @90 re=a issue=i
    """
    refused = text.format(reply="c: uwv > wijk afwijzing @9 re=b issue=i")
    assert ("K02", "refused", ("b", "c")) in shown("U8", refused, issues=GROUNDED)
    assert ("K02", "unanswered", ("b",)) in shown("U8", text.format(reply=""), issues=GROUNDED)
    answered = text.format(reply="c: uwv > wijk antwoord @9 re=b issue=i shares=loon")
    assert shown("U8", answered, issues=GROUNDED) == set()


SIGNAL = "a: verhuurder > gemeente melding @0 due=20\n{contact}\nz: gemeente > verhuurder antwoord @90 re=a"


def test_u9_a_signal_after_which_nobody_turned_to_the_household() -> None:
    assert ("K02", "no_contact", ("a",)) in shown("U9", SIGNAL.format(contact="b: school > inwoner bericht @3"))


def test_u9_a_late_response_to_a_signal() -> None:
    found = shown("U9", SIGNAL.format(contact="b: gemeente > inwoner gesprek @70"))
    assert ("K02", "late", ("a", "b")) in found


def test_u9_no_sign_where_the_signal_was_answered_in_time_or_was_no_signal() -> None:
    fine = """
    a: verhuurder > gemeente melding  @0
    b: gemeente > inwoner    gesprek  @3
    c: gemeente > verhuurder antwoord @5 re=a
    """
    assert shown("U9", fine) == set()
    assert shown("U9", SIGNAL.format(contact="b: school > inwoner bericht @3").replace("melding", "vraag")) == set()
