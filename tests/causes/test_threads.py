"""A thread is whole only when every link has evidence, people agree, and the stall is sure enough."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.causes.book import book_of
from casekit.causes.organisations import Organisation, least_number, organisation_of
from casekit.causes.threads import Thread, threads
from casekit.coding import CONSENSUS
from casekit.notation import case_of
from casekit.stalls.run import analyse
from tests.causes.claimed import KEY, PROVED, coding, late, row


def one(*codings: Any) -> Thread:
    (found,) = threads(late("een", *codings))
    return found


def without(link: str) -> list[dict[str, Any]]:
    return [each for each in PROVED if each["link"] != [link]]


def test_a_chain_with_evidence_for_every_link_is_whole() -> None:
    found = one(coding(row()))
    assert (found.whole, found.missing, found.precondition, found.case) == (True, (), "waiting_list", "een")
    assert found.evidence_level == "professional"


@pytest.mark.parametrize("link", ["stall", "precondition", "cause"])
def test_a_link_without_evidence_is_named(link: str) -> None:
    assert one(coding(row(evidence=without(link)))).missing == (f"{link}_evidence",)


@pytest.mark.parametrize("link", ["stall", "precondition", "cause"])
def test_inferred_carries_no_link(link: str) -> None:
    evidence = [*without(link), {"link": [link], "kind": "inferred"}]
    assert one(coding(row(evidence=evidence))).missing == (f"{link}_evidence",)


def test_one_piece_of_evidence_can_carry_the_whole_chain() -> None:
    assert one(
        coding(row(evidence=[{"link": ["stall", "precondition", "cause"], "kind": "resident", "says": "gezien"}]))
    ).whole


def test_a_chain_without_a_precondition_is_not_whole() -> None:
    assert one(coding(row(precondition=None, evidence=without("precondition")))).missing == (
        "precondition",
        "precondition_evidence",
    )


def test_a_stall_that_is_only_c_carries_no_thread() -> None:
    text = "a: inwoner > loket aanvraag\nb: loket > wijkteam verwijzing\nc: wijkteam > loket verwijzing"
    book = book_of(case_of(text), coding(row(stall="K07-b-c")))
    assert threads(book)[0].missing == ("stall_grade",)


def test_a_cause_that_one_of_two_coders_named_is_disputed_and_not_whole() -> None:
    book = late("een", coding(row("O5")), coding(row("O3"), coder="codeur-b"))
    assert [(each.cause, each.agreed, each.missing) for each in threads(book)] == [
        ("O5", False, ("disputed",)),
        ("O3", False, ("disputed",)),
    ]


def test_what_people_decide_together_ends_a_dispute() -> None:
    together = coding(row("O3", evidence=None), coder=CONSENSUS)
    book = late("een", coding(row("O5")), coding(row("O3"), coder="codeur-b"), together)
    assert {each.cause: each.whole for each in threads(book)} == {"O5": False, "O3": True}


def test_evidence_of_all_who_named_a_cause_counts_together() -> None:
    first, second = coding(row(evidence=PROVED[:1])), coding(row(evidence=PROVED[1:]), coder="codeur-b")
    assert one(first, second).whole


def test_evidence_for_another_precondition_is_no_evidence_for_this_one() -> None:
    first = coding(row(precondition="no_time", evidence=[PROVED[0], PROVED[2]]))
    together = coding(row(precondition="no_time", evidence=None), coder=CONSENSUS)
    second = coding(row(precondition="waiting_list"), coder="codeur-b")
    assert one(first, second, together).missing == ("precondition_evidence",)
    assert one(first, second).precondition == "waiting_list", "the one that somebody showed"


def test_unknown_and_other_are_no_thread_and_an_orphan_is_none_either() -> None:
    rows = [row("unknown", rationale="?"), row("other", rationale="?"), row("O5", stall="K01-verdwenen")]
    assert threads(late("een", coding(*rows))) == ()


@pytest.mark.parametrize(
    ("kinds", "best"),
    [(["resident", "professional"], "professional"), (["inferred", "resident"], "resident"), ([], "inferred")],
)
def test_the_evidence_level_is_the_best_kind_for_the_cause(kinds: list[str], best: str) -> None:
    evidence = [{"link": ["cause"], "kind": kind, "says": "gezien"} for kind in kinds] + [
        {"link": ["stall"], "kind": "document", "says": "gezien"}
    ]
    found = one(coding(row(evidence=evidence)))
    assert (found.evidence_level, found.inferred_only) == (best, best == "inferred")


def test_a_field_says_what_all_decided_else_what_each_coder_said() -> None:
    first, second = coding(row(changer="team")), coding(row(changer="council"), coder="codeur-b")
    assert one(first, second).told("changer") == ("team", "council")
    assert one(first, second, coding(row(changer="council"), coder=CONSENSUS)).told("changer") == ("council",)


# -- evidence that the case does not have ------------------------------------------------------------


@pytest.mark.parametrize("named", [{"source": "niet_bestaand"}, {"touchpoints": ["t999"]}])
@pytest.mark.parametrize("link", ["stall", "precondition", "cause"])
def test_evidence_that_names_what_the_case_does_not_have_carries_no_link(link: str, named: dict[str, Any]) -> None:
    found = one(coding(row(evidence=[*without(link), {"link": [link], "kind": "document", **named}])))
    assert (found.whole, found.missing, found.evidence_for(link)) == (False, ("evidence_unknown",), ())


def test_beside_evidence_that_counts_it_does_no_harm_and_adds_nothing() -> None:
    found = one(coding(row(evidence=[*PROVED, {"link": ["cause"], "kind": "document", "touchpoints": ["a", "t9"]}])))
    assert (found.whole, found.evidence_level) == (True, "professional")


def test_a_source_is_known_by_its_id_by_its_label_and_by_what_a_touchpoint_calls_it() -> None:
    text = "a: inwoner > gemeente aanvraag @0 due=14 source=mail\nb: gemeente > inwoner besluit @60 re=a"
    case = case_of(text, sources=[{"id": "dossier", "label": "Het dossier"}])
    for name, missing in (("dossier", ()), ("Het dossier", ()), ("mail", ()), ("brief", ("evidence_unknown",))):
        proof = [*without("cause"), {"link": ["cause"], "kind": "document", "source": name, "touchpoints": ["a"]}]
        (found,) = threads(book_of(case, coding(row(evidence=proof))))
        assert found.missing == missing


def test_without_any_evidence_a_cause_is_not_even_inferred() -> None:
    inferred = [{"link": ["cause"], "kind": "inferred"}]
    assert [one(coding(row(evidence=proof))).no_evidence for proof in (None, inferred)] == [True, False]


# -- organisations ----------------------------------------------------------------------------------


def test_the_organisation_is_the_one_on_whose_clock_it_stalled_never_the_resident() -> None:
    found = one(coding(row())).organisation
    assert found == Organisation("een", "gemeente", "municipality", None)
    for text in (
        "a: gemeente > inwoner document_request @0 due=10\nb: inwoner > gemeente delivery @40 re=a",
        "a: inwoner > loket vraag @0 due=10",
        "a: wijkteam > schuldhulp verwijzing @0\nobserved @0..@200",
    ):
        analysis = analyse(case_of(text))
        parties = {each and each.party for each in (organisation_of(s, analysis.story) for s in analysis.stalls)}
        assert parties & {"client", "inwoner"} == set()


def test_one_unknown_municipality_never_makes_two_organisations() -> None:
    books = [late("een", coding(row()), place="A"), late("twee", coding(row()))]
    found = [each.organisation for book in books for each in threads(book)]
    assert least_number(each for each in found if each) == 1


@pytest.mark.parametrize(
    ("found", "number"),
    [
        ([("a", "x", None, None), ("b", "y", None, None)], 1),
        ([("a", "x", None, None), ("a", "y", None, None)], 2),
        ([("a", "x", "housing", None), ("b", "y", "welfare", None)], 2),
        ([("a", "x", "housing", None), ("b", "y", "housing", None)], 1),
        ([("a", "x", "housing", "A"), ("b", "y", "housing", "B")], 2),
        ([("a", "x", "housing", "A"), ("b", "y", "housing", "A")], 1),
        ([("a", "x", "housing", None), ("a", "z", "housing", None), ("b", "y", "housing", "B")], 2),
        ([], 0),
    ],
)
def test_the_least_number_of_organisations_that_fits(found: list[tuple[Any, ...]], number: int) -> None:
    assert least_number(Organisation(*each) for each in found) == number


def test_a_national_body_is_the_same_in_every_municipality() -> None:
    parties = ("dienst kind=tax_authority", "dienst kind=tax_authority")
    books = [late(name, coding(row()), place=name, party=party) for name, party in zip("AB", parties, strict=True)]
    assert least_number(each.organisation for book in books for each in threads(book) if each.organisation) == 1


def test_a_case_with_two_municipalities_does_not_say_which_is_the_one_it_is_from() -> None:
    text = (
        "actor oud kind=municipality\nactor nieuw kind=municipality\n"
        "a: inwoner > oud aanvraag @0 due=14\nb: oud > inwoner besluit @60 re=a\nc: inwoner > nieuw vraag @61"
    )
    analysis = analyse(case_of(text, municipality="A"))
    stall = next(each for each in analysis.stalls if each.key == KEY)
    found = organisation_of(stall, analysis.story)
    assert found is not None
    assert (found.party, found.place) == ("oud", None)
