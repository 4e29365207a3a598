"""Signs of causes in organisations and the chain (O1-O8): on a case that has it, and on one nearly the same."""

from __future__ import annotations

from tests.causes.signed import look_at, shown, signs

HELPERS = """
a: inwoner > gemeente  vraag     @0
b: inwoner > school    vraag     @1
c: inwoner > wijkteam  vraag     @2
d: inwoner > schuldhulp vraag    @3
e: wijkteam > ggz      verwijzing @4
{more}
observed @0..@90
"""


def test_o1_four_helpers_and_none_in_contact_with_half_of_the_others() -> None:
    found = [one for one in signs("O1", look_at(HELPERS.format(more=""))) if one.stall == "K06a-e"]
    assert [(one.form, one.touchpoints, one.scope) for one in found] == [("no_lead", ("a", "b", "c", "d"), "case")]
    assert found[0].values == {"n": 4, "most": 0}


def test_o1_no_sign_where_one_holds_the_whole_together_or_where_there_are_few() -> None:
    lead = "f: wijkteam > gemeente overleg @5\ng: wijkteam > school overleg @6"
    assert shown("O1", HELPERS.format(more=lead)) == set()
    assert shown("O1", "a: wijkteam > schuldhulp verwijzing @0\nb: schuldhulp > inwoner gesprek @40") == set()


def test_o1_the_marker_of_fragmentation_is_a_sign_by_itself() -> None:
    rounds = "\n".join(f"t{n}: inwoner > org{n % 4} bericht @{n}" for n in range(8))
    assert ("M1", "fragmented", ("t0", "t1", "t2", "t3")) in shown("O1", rounds, organisations=[{"id": "org0"}])


DOMAINS = """
actor gemeente kind=municipality domain=inkomen
actor school kind=school domain=onderwijs
actor corporatie kind=housing domain=wonen
a: inwoner > gemeente   vraag      @0
b: inwoner > school     vraag      @1
c: inwoner > corporatie vraag      @2
d: {who} > ggz          verwijzing @3
{more}
observed @0..@90
"""


def test_o2_three_domains_without_contact_between_them() -> None:
    found = shown("O2", DOMAINS.format(who="school", more=""))
    assert ("K06a", "few_links", ("a", "b", "c")) in found


def test_o2_no_sign_where_domains_meet_or_where_no_domain_is_named() -> None:
    assert shown("O2", DOMAINS.format(who="school", more="e: school > gemeente overleg @4")) == set()
    assert shown("O2", DOMAINS.format(who="school", more="").replace("domain=", "team=")) == set()


def test_o3_a_referral_or_handover_that_did_not_arrive_or_came_back() -> None:
    referred = "a: wijkteam > schuldhulp verwijzing @0\n{after}\nobserved @0..@90"
    assert shown("O3", referred.format(after="")) == {("K06a", "not_landed", ("a",))}
    assert shown("O3", referred.format(after="b: schuldhulp > inwoner gesprek @40")) == {("K06b", "late", ("a", "b"))}
    assert shown("O3", referred.format(after="b: schuldhulp > inwoner gesprek @10")) == set()
    circle = "a: inwoner > gemeente vraag\nb: gemeente > wijkteam verwijzing\nc: wijkteam > gemeente verwijzing"
    assert ("K07", "circle", ("b", "c")) in shown("O3", circle)


def test_o3_a_handover_of_which_no_result_is_known_while_something_waits() -> None:
    text = """
    a: inwoner > balie vraag      @0 due=20
    b: balie > team    overdracht @2 outcome={what}
    c: balie > inwoner antwoord   @60 re=a
    """
    assert ("K02", "no_result", ("b",)) in shown("O3", text.format(what="unknown"))
    assert shown("O3", text.format(what="done")) == set()


def first(goal: str, need: str, at: str) -> dict[str, object]:
    return {"id": at, "goal": goal, "alternatives": [{"needs": [need]}], "imposed_at": at}


def test_o4_two_parties_whose_requirements_wait_for_each_other() -> None:
    text = "a: kredietbank > inwoner weigering @0\nb: {who} > inwoner weigering @10\nobserved @0..@100"
    needed = [first("schuldhulp", "behandeling", "a"), first("behandeling", "schuldhulp", "b")]
    assert ("K13", "ask", ("a", "b")) in shown("O4", text.format(who="ggz"), requirements=needed)
    assert shown("O4", text.format(who="kredietbank"), requirements=needed) == set()


def test_o4_two_parties_that_say_what_cannot_both_hold() -> None:
    text = "a: gemeente > inwoner bericht @0 says.recht=ja\nb: {who} > inwoner bericht @5 says.recht={what}"
    assert shown("O4", text.format(who="uwv", what="nee")) == {("K12", "say", ("a", "b"))}
    assert shown("O4", text.format(who="uwv", what="ja")) == set()
    assert shown("O4", text.format(who="gemeente", what="nee")) == set()


def test_o5_a_waiting_list_on_the_days_of_a_stall() -> None:
    text = "a: wijkteam > schuldhulp verwijzing @0 issue=i\nb: schuldhulp > inwoner gesprek @60 issue=i\nhold {hold}"
    assert shown("O5", text.format(hold="capacity @5..@50 issue=i")) == {("K06b", "waiting_list", ())}
    assert shown("O5", text.format(hold="capacity @5..@50 issue=i actors=schuldhulp")) != set()
    for hold in (
        "capacity @5..@50 issue=j",
        "capacity @70..@80 issue=i",
        "capacity @5..@50 issue=i actors=school",
        "law @5..@9 issue=i",
    ):
        assert shown("O5", text.format(hold=hold)) == set()


def test_o6_the_organisation_asked_for_what_had_reached_it() -> None:
    text = "a: inwoner > {first} aanvraag @0 shares=loon\nb: gemeente > inwoner verzoek_stukken @5 asks=loon"
    assert ("K10", "again_inside", ("a", "b")) in shown("O6", text.format(first="gemeente"))
    agencies = "actor uwv kind=benefits_agency\nactor gemeente kind=municipality\n"
    chain = shown("O6", agencies + text.format(first="uwv"))
    assert ("K10", "again_inside", ("a", "b")) not in chain


def test_o6_a_message_that_a_system_sends_says_something_else() -> None:
    text = (
        "a: balie > inwoner bericht @0 says.recht=ja\nb: post > inwoner bericht @5 says.recht=nee channel={channel}"
    )
    assert shown("O6", text.format(channel="automatic")) == {("K12", "by_itself", ("a", "b"))}
    assert shown("O6", text.format(channel="letter")) == set()


def test_o6_the_resident_carried_what_another_body_had() -> None:
    text = """
    a: uwv > inwoner      bericht  @0 shares=beschikking
    b: inwoner > gemeente aanvraag @5 {shares}
    c: gemeente > inwoner besluit  @90 re=b
    """
    assert {form for _, form, _ in shown("O6", text.format(shares="shares=beschikking"))} == {"carried"}
    assert shown("O6", text.format(shares="")) == set()


def test_o7_a_refusal_with_a_requirement_from_a_policy_rule() -> None:
    text = "a: inwoner > gemeente aanvraag @0 due=20\nb: gemeente > inwoner afwijzing @90 re=a"
    for basis, there in (("policy", True), ("law", False), ("practice", False)):
        needed = [{"id": "eis", "goal": "hulp", "basis": basis, "imposed_at": "b"}]
        assert shown("O7", text, requirements=needed) == ({("K02", "policy", ("b",))} if there else set())


def test_o8_what_one_worker_asked_another_without_a_reply() -> None:
    text = """
    a: inwoner > balie vraag    @0 due=20
    b: balie > beleid  vraag    @2
    {reply}
    d: balie > inwoner antwoord @60 re=a
    """
    assert ("K02", "no_reply", ("b",)) in shown("O8", text.format(reply=""))
    for reply in ("c: beleid > balie antwoord @5 re=b", "c: beleid > balie bericht @5"):
        assert shown("O8", text.format(reply=reply)) == set()


def test_o8_no_sign_where_the_answer_may_have_been_given_there_and_then_or_somebody_acted_on_it() -> None:
    text = """
    a: inwoner > balie vraag   @0 due=20
    b: balie > beleid  overleg @2 {how}
    c: {who} > inwoner bericht @9 {after}
    d: balie > inwoner antwoord @60 re=a
    """
    assert shown("O8", text.format(how="channel=meeting", who="balie", after="")) == set()
    assert shown("O8", text.format(how="", who="beleid", after="depends_on=b")) == set()
    silent = text.format(how="channel=meeting outcome=no_response", who="balie", after="")
    assert ("K02", "no_reply", ("b",)) in shown("O8", silent)


def test_o8_a_referrer_who_stayed_involved_and_heard_nothing() -> None:
    text = """
    a: wijkteam > schuldhulp verwijzing @0
    b: schuldhulp > inwoner  gesprek    @5
    {back}
    d: wijkteam > schuldhulp vraag      @90
    observed @0..@100
    """
    assert ("K06c", "not_reported", ("a", "b", "d")) in shown("O8", text.format(back=""))
    assert shown("O8", text.format(back="c: schuldhulp > wijkteam terugkoppeling @6 re=a")) == set()
