"""Signs of causes in the system (S1-S9): on a case that has it, and on one nearly the same."""

from __future__ import annotations

from casekit.causes.signs import SIGNS
from tests.causes.signed import look_at, shown, signs

LOOP = """
a: inwoner > gemeente  vraag      @0 issue=huur
b: gemeente > wijkteam verwijzing @5 issue=huur
c: wijkteam > gemeente verwijzing @20 issue=huur
{more}
"""


def test_s1_three_issues_at_once_on_the_days_of_a_stall() -> None:
    others = "\n".join(
        f"{n}1: inwoner > {n} vraag @{{day}} issue={n}\n{n}2: {n} > inwoner bericht @40 issue={n}" for n in "xy"
    )
    found = [one for one in signs("S1", look_at(LOOP.format(more=others.format(day=1)))) if one.stall == "K07-b-c"]
    assert [(one.form, one.touchpoints, one.scope, one.values) for one in found] == [
        ("at_once", ("a", "x1", "y1"), "case", {"n": 3})
    ]
    assert "K07" not in {kind for kind, _, _ in shown("S1", LOOP.format(more=others.format(day=30)))}


def test_s1_no_sign_without_issues_or_without_dates() -> None:
    assert shown("S1", LOOP.format(more="").replace("issue=huur", "")) == set()
    undated = (
        "a: x > y verwijzing issue=i\nb: y > x verwijzing issue=i\nc: x > z bericht issue=j\nd: x > z bericht issue=k"
    )
    assert shown("S1", undated) == set()


def test_s1_a_step_that_hangs_on_a_step_of_another_issue() -> None:
    text = """
    a: inwoner > gemeente  aanvraag @0 issue=uitkering
    b: inwoner > belasting vraag    @1 issue=toeslag due=20
    c: belasting > inwoner antwoord @60 issue=toeslag re=b depends_on={on}
    """
    assert ("K02", "hangs_on", ("a", "c")) in shown("S1", text.format(on="a"))
    assert not any(kind == "K02" for kind, _, _ in shown("S1", text.format(on="b")))


KNOWN = """
actor wijk kind=municipality
actor uwv kind={kind}
a: werkgever > uwv    bericht   @0 shares=loon issue=i
b: uwv > wijk         bericht   @5 issue=i
c: wijk > inwoner     afwijzing @9 needs=loon issue=i
"""


def test_s2_what_another_body_had_did_not_come_and_no_ground_is_known() -> None:
    housing = [{"id": "i", "procedure": "housing"}]
    found = shown("S2", KNOWN.format(kind="benefits_agency").replace("werkgever", "school"), issues=housing)
    assert found == set()  # what kind of body the school is, is not said: nothing follows from no ground
    case = KNOWN.format(kind="benefits_agency").replace("werkgever > uwv", "inwoner > uwv")
    assert ("K11a", "elsewhere", ("a", "b", "c")) in shown("S2", case, issues=housing)


def test_s2_no_sign_where_a_ground_is_known_or_the_case_says_too_little() -> None:
    case = KNOWN.format(kind="benefits_agency").replace("werkgever > uwv", "inwoner > uwv")
    assert shown("S2", case, issues=[{"id": "i", "procedure": "social_assistance"}]) == set()
    assert shown("S2", case, issues=[{"id": "i"}]) == set()
    unsaid = KNOWN.format(kind="other").replace("werkgever > uwv", "inwoner > uwv")
    assert shown("S2", unsaid, issues=[{"id": "i", "procedure": "housing"}]) == set()


def test_s3_somebody_pointed_to_a_provision_and_nobody_applied() -> None:
    text = """
    a: inwoner > school  vraag      @0 issue=i due=20
    b: school > gemeente verwijzing @2 issue=i
    {after}
    observed @0..@90
    """
    issues = [{"id": "i", "procedure": "special_assistance"}]
    assert {touchpoints for _, _, touchpoints in shown("S3", text.format(after=""), issues=issues)} == {("b",)}
    assert shown("S3", text.format(after="c: inwoner > gemeente aanvraag @9 issue=i"), issues=issues) == set()
    assert shown("S3", text.format(after="c: gemeente > inwoner betaling @9 issue=i"), issues=issues) == set()
    assert shown("S3", text.format(after=""), issues=[{"id": "i", "procedure": "debt_assistance"}]) == set()


def test_s4_more_control_than_support_in_the_whole_case() -> None:
    text = """
    a: inwoner > gemeente aanvraag        @0 due=20
    b: gemeente > inwoner verzoek_stukken @2
    c: gemeente > inwoner verzoek_stukken @4
    d: gemeente > inwoner afwijzing       @60 re=a
    {more}
    """
    found = [one for one in signs("S4", look_at(text.format(more=""))) if one.stall == "K02-a-d"]
    assert [(one.touchpoints, one.scope, one.values) for one in found] == [
        (("b", "c", "d"), "case", {"control": 3, "support": 0})
    ]
    talks = "\n".join(f"e{n}: gemeente > inwoner gesprek @{60 + n}" for n in range(3))
    assert shown("S4", text.format(more=talks)) == set()
    assert (
        shown("S4", text.format(more="").replace("d: gemeente > inwoner afwijzing", "d: gemeente > inwoner besluit"))
        == set()
    )


def test_s5_the_resident_acted_three_times_while_it_stalled() -> None:
    text = "a: inwoner > gemeente vraag @0 due=20\n{acts}\nz: gemeente > inwoner antwoord @60 re=a"
    acts = [f"b{n}: inwoner > gemeente bericht @{10 + n}" for n in range(3)]
    assert ("K02", "acts", ("b0", "b1", "b2")) in shown("S5", text.format(acts="\n".join(acts)))
    assert not any(kind == "K02" for kind, _, _ in shown("S5", text.format(acts="\n".join(acts[:2]))))


DEBTS = """
actor gemeente kind=municipality
actor belasting kind={kind}
a: inwoner > gemeente   vraag     @0 issue=schuld due=20
b: belasting > inwoner  maatregel @30 issue=schuld
c: gemeente > inwoner   antwoord  @60 issue=schuld re=a
"""
OWED = [{"id": "d", "creditor": "gemeente", "issue": "schuld"}]


def test_s6_two_public_creditors() -> None:
    found = [
        one for one in signs("S6", look_at(DEBTS.format(kind="tax_authority"), debts=OWED)) if one.stall == "K02-a-c"
    ]
    assert [(one.touchpoints, one.scope, one.values["n"]) for one in found] == [(("b",), "case", 2)]


def test_s6_no_sign_with_one_public_and_one_private_creditor() -> None:
    assert shown("S6", DEBTS.format(kind="creditor"), debts=OWED) == set()


def test_s7_three_tracks_about_debts_or_one_that_lasts() -> None:
    text = "a: inwoner > hulp vraag @0 issue=x due=20\nb: hulp > inwoner antwoord @60 issue=x re=a\n{more}"
    others = "c: k > inwoner maatregel @5 issue=y\nd: m > inwoner maatregel @6 issue=z"
    tracks = [{"id": name, "procedure": "debt_collection"} for name in "xyz"]
    assert ("K02", "tracks", ("a", "c", "d")) in shown("S7", text.format(more=others), issues=tracks)
    assert shown("S7", text.format(more=others), issues=tracks[:2]) == set()
    years = text.format(more="e: hulp > inwoner bericht @400 issue=x")
    assert ("K02", "long", ("a", "e")) in shown("S7", years, issues=tracks)
    assert shown("S7", years, issues=[{"id": "x", "procedure": "housing"}]) == set()


def test_s8_a_wait_by_law_or_rhythm_on_the_days_of_a_stall() -> None:
    text = (
        "a: inwoner > gemeente vraag @0 issue=i due=20\nb: gemeente > inwoner antwoord @90 issue=i re=a\nhold {hold}"
    )
    assert ("K02", "law", ()) in shown("S8", text.format(hold="law @5..@30 issue=i"))
    assert ("K02", "calendar", ()) in shown("S8", text.format(hold="calendar @5..@30"))
    for hold in ("law @5..@30 issue=j", "law @100..@110 issue=i", "client_choice @5..@9 issue=i"):
        assert shown("S8", text.format(hold=hold)) == set()


def test_s9_has_no_sign_that_a_case_can_show() -> None:
    assert [code for code, sign in SIGNS.items() if sign.find is None] == ["S9"]
