"""The grade of a claim follows the table of the ladder, whatever the order, and evidence only ever helps it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.causes.book import Book, book_of
from casekit.causes.claim_words import carried_in_words, evidence_in_words, need_in_words, row_in_words
from casekit.causes.ladder import Claim, claims
from casekit.coding import CONSENSUS, Coding
from casekit.notation import case_of
from casekit.stalls.statement import statement
from tests.causes.claimed import KEY, PROVED, REJECTED, coding, late, on_time, row

RULE = {"link": ["cause"], "kind": "rule_text", "says": "gezien"}
GUN = {**RULE, "prescribes": "yes"}
NEGATIVE = {"cause": "O5", "kind": "K02", "present": "no", "evidence": [{"kind": "data", "says": "gezien"}]}
NAMES = ("een", "twee", "drie")


def claim(*books: Book) -> Claim:
    (found,) = claims(books, ["O5"])
    return found


def cases(**but: Any) -> list[Book]:
    return [late(name, coding(row(**but))) for name in NAMES]


def strong(*more: dict[str, Any]) -> dict[str, Any]:
    return {"evidence": [*PROVED, *more], "rivals": [REJECTED]}


def codes(found: Claim) -> list[str]:
    return [need.code for need in found.missing]


def test_named_without_a_whole_thread_is_a_suspicion() -> None:
    found = claim(late("een", coding(row(evidence=None))))
    assert (found.grade, found.threads, found.inferred_only, found.organisations) == (0, (), True, 0)
    assert codes(found) == ["stall_evidence", "precondition_evidence", "cause_evidence"]
    assert dict(found.missing[0].values) == {"case": "een", "stall": KEY}


def test_one_whole_thread_is_an_indication_and_two_cases_of_one_organisation_too() -> None:
    assert claim(*cases()[:1]).grade == 1
    found = claim(*cases()[:2])
    assert (found.grade, found.cases, codes(found)) == (1, ("een", "twee"), ["more_cases"])
    assert found.missing[0].values["n"] == 1


def test_three_cases_or_two_organisations_are_a_pattern() -> None:
    assert claim(*cases()).grade == 2
    assert claim(*(late(name, coding(row()), place=name) for name in NAMES[:2])).grade == 2
    assert codes(claim(*cases())) == ["independent_source", "rivals", "rivals", "rivals"]


def test_one_case_three_times_is_one_case() -> None:
    assert claim(*(late("een", coding(row())) for _ in NAMES)).grade == 1


def test_a_source_beside_accounts_tested_rivals_and_days_make_it_plausible() -> None:
    found = claim(*cases(**strong(RULE)))
    assert (found.grade, codes(found)) == (3, ["smoking_gun", "negative_case"])
    assert found.saved is not None
    assert found.saved.value == 3 * 46


@pytest.mark.parametrize(
    ("but", "needs"),
    [
        ({"rivals": [REJECTED]}, ["independent_source"]),
        ({"evidence": [*PROVED, RULE]}, ["rivals"] * 3),
        ({**strong(RULE), "rivals": [{**REJECTED, "result": "open"}]}, ["rivals"] * 3),
        ({**strong(RULE), "rivals": [{**REJECTED, "test": "straw"}]}, ["rivals"] * 3),
        ({**strong(RULE), "rivals": [REJECTED, {**REJECTED, "result": "stands"}]}, ["rival_stands"] * 3),
    ],
)
def test_each_of_these_keeps_it_a_pattern(but: dict[str, Any], needs: list[str]) -> None:
    found = claim(*cases(**but))
    assert (found.grade, codes(found)) == (2, needs)


def test_evidence_that_the_case_does_not_have_lifts_no_claim_and_is_the_first_to_mend() -> None:
    away = [{**each, "source": "niet_bestaand", "touchpoints": ["t999"]} for each in PROVED]
    found = claim(*cases(evidence=away))
    assert (found.grade, found.no_evidence) == (0, True)
    assert codes(found) == ["evidence_unknown"]
    gun = claim(*cases(**strong({**GUN, "source": "niet_bestaand"})))
    assert (gun.grade, codes(gun)) == (2, ["independent_source"])


def test_where_it_is_sure_that_it_was_not_shorter_nobody_is_sent_for_dates() -> None:
    text = (
        "actor gemeente kind=municipality\na: inwoner > gemeente aanvraag @0 issue=i due=14\n"
        "c: inwoner > gemeente vraag @0 issue=j\nb: gemeente > inwoner besluit @60 issue=i re=a\n"
        "d: gemeente > inwoner antwoord @90 issue=j re=c\n"
    )
    books = [
        book_of(case_of(text, id=name, start_event="c", end_event="d"), coding(row(**strong(RULE)))) for name in NAMES
    ]
    found = claim(*books)
    assert codes(found) == ["not_shorter"]


def test_what_makes_a_stall_uncertain_is_told_as_the_stalls_tell_it() -> None:
    text = "a: inwoner > loket aanvraag\nb: loket > wijkteam verwijzing\nc: wijkteam > loket verwijzing"
    book = book_of(case_of(text), coding(row(stall="K07-b-c")))
    (need,) = claim(book).missing
    assert need.code == "stall_grade"
    why = str(need.values["weak"])
    told = need_in_words(need)
    assert "sources" in why
    assert "één herinnering of geen bron vermeld" in told
    assert told.removesuffix(".").endswith(statement(book.stalls["K07-b-c"], book.analysis).split("omdat: ")[1][:-1])


def test_a_rule_that_prescribes_it_and_a_negative_case_make_it_strong() -> None:
    books = cases(**strong(GUN))
    assert (claim(*books).grade, codes(claim(*books))) == (3, ["negative_case"])
    found = claim(*books, on_time("goed", coding(seen=[NEGATIVE])))
    assert (found.grade, codes(found), len(found.negative)) == (4, [], 1)
    told = claim(
        *cases(**strong(RULE, {**GUN, "kind": "professional", "says": "gezien"})),
        on_time("goed", coding(seen=[NEGATIVE])),
    )
    assert (told.grade, codes(told)) == (3, ["smoking_gun"]), "somebody who says that a rule says it is no rule"


def test_a_contrary_case_lowers_no_grade_and_is_always_with_the_claim() -> None:
    against = [on_time("goed", coding(seen=[{**NEGATIVE, "present": "yes"}])), late("vier", coding(row("S1")))]
    found = claim(*cases(), *against)
    assert found.grade == claim(*cases()).grade
    assert [(one.case, one.how) for one in found.contrary] == [("goed", "present_no_stall"), ("vier", "absent_stall")]


def test_what_was_meant_as_a_contrary_or_negative_case_and_is_none_is_set_aside() -> None:
    found = claim(*cases(), on_time("goed", coding(seen=[{**NEGATIVE, "kind": "K06"}])))
    assert (found.negative, [one.why for one in found.set_aside]) == ((), ["no_opportunity"])


def test_disputed_and_orphaned_rows_never_count() -> None:
    disputed = late("drie", coding(row()), coding(row("O3"), coder="codeur-b"))
    orphan = late("drie", coding(row(stall="K02-weg")))
    for third in (disputed, orphan):
        assert claim(*cases()[:2], third).cases == ("een", "twee")
    assert [one.missing for one in claim(*cases()[:2], disputed).partial] == [("disputed",)]


def test_highest_first_then_more_cases_then_the_taxonomy_and_no_claim_for_unknown() -> None:
    rows = (row("S1", evidence=None), row("O3", evidence=None), row("unknown", rationale="?"), row("U4"), row("O5"))
    found = claims([late("een", coding(*rows)), late("twee", coding(row("O5")))])
    assert [(one.code, one.grade) for one in found] == [("O5", 1), ("U4", 1), ("O3", 0), ("S1", 0)]


def test_what_people_filled_in_is_told_most_often_first() -> None:
    found = claim(*cases()[:2], late("drie", coding(row(changer="council", leverage=None))))
    assert (found.changers, found.leverages, found.locations) == (
        ("management", "council"),
        ("term_or_capacity",),
        ("budget",),
    )


@pytest.mark.parametrize(
    ("proof", "words"), [([], "GEEN BEWIJS"), ([{"kind": "inferred"}], "ALLEEN AFGELEID"), (PROVED, "professional")]
)
def test_no_evidence_at_all_reads_differently_from_inferred(proof: Any, words: str) -> None:
    found = claim(late("een", coding(row(evidence=proof))))
    for text in (evidence_in_words(found), row_in_words(found)):
        assert words in text


def test_one_thread_is_one() -> None:
    assert "Dat is 1 draad in 1 casus, bij minstens 1 organisatie." in [*carried_in_words(claim(*cases()[:1]))]


# -- properties -------------------------------------------------------------------------------------

KINDS = st.sampled_from(["document", "rule_text", "data", "professional", "resident", "inferred"])
LINKS = st.lists(st.sampled_from(["stall", "precondition", "cause"]), min_size=1, max_size=3, unique=True)
EVIDENCE = st.fixed_dictionaries(
    {"link": LINKS, "kind": KINDS, "prescribes": st.booleans().map({True: "yes", False: "no"}.get)}
)
RIVALS = st.lists(
    st.fixed_dictionaries(
        {
            "explanation": st.just("iets anders"),
            "test": st.sampled_from(["hoop", "straw"]),
            "result": st.sampled_from(["rejected", "open", "stands"]),
        }
    ),
    max_size=2,
)
ROWS = st.fixed_dictionaries(
    {
        "cause": st.sampled_from(["O5", "O5", "O3"]),
        "precondition": st.sampled_from(["waiting_list", "no_time", None]),
        "evidence": st.lists(EVIDENCE, max_size=4),
        "rivals": RIVALS,
    }
)
CODERS = st.dictionaries(st.sampled_from(["codeur-a", "codeur-b", CONSENSUS]), ROWS, min_size=1, max_size=3)
PLACES = st.sampled_from(["A", "B", None])
SMALL = settings(max_examples=15, deadline=None)


def build(number: int, coders: dict[str, dict[str, Any]], place: str | None) -> Book:
    return late(f"c{number}", *(coding(row(**said), coder=coder) for coder, said in coders.items()), place=place)


def grades(books: list[Book]) -> dict[str, int]:
    return {one.code: one.grade for one in claims(books)}


WELL = on_time("goed", coding(seen=[NEGATIVE]))
BOOKS = st.lists(st.tuples(CODERS, PLACES), min_size=1, max_size=3)


@SMALL
@given(BOOKS, st.data())
def test_taking_evidence_away_never_raises_a_grade(given_books: list[Any], data: st.DataObject) -> None:
    before = grades([WELL, *(build(n, *one) for n, one in enumerate(given_books))])
    coders, _ = data.draw(st.sampled_from(given_books))
    said = data.draw(st.sampled_from(list(coders.values())))
    if said["evidence"]:
        said["evidence"] = [*said["evidence"]]
        said["evidence"].pop(data.draw(st.integers(0, len(said["evidence"]) - 1)))
    after = grades([WELL, *(build(n, *one) for n, one in enumerate(given_books))])
    assert all(after[code] <= before[code] for code in before)


@SMALL
@given(BOOKS, RIVALS, PLACES)
def test_a_case_with_a_whole_thread_never_lowers_a_grade(
    given_books: list[Any], rivals: Any, place: str | None
) -> None:
    books = [WELL, *(build(n, *one) for n, one in enumerate(given_books))]
    more = late("erbij", coding(row(rivals=rivals)), place=place)
    before, after = grades(books), grades([*books, more])
    assert all(after[code] >= before[code] for code in before)


@SMALL
@given(BOOKS, st.randoms())
def test_the_order_of_books_and_of_coders_changes_nothing(given_books: list[Any], chance: Any) -> None:
    books = [WELL, *(build(n, *one) for n, one in enumerate(given_books))]
    turned = [build(n, dict(reversed(coders.items())), place) for n, (coders, place) in enumerate(given_books)]
    shuffled = [*turned, WELL]
    chance.shuffle(shuffled)
    assert [summary(one) for one in claims(books)] == [summary(one) for one in claims(shuffled)]


def summary(found: Claim) -> tuple[object, ...]:
    return (found.code, found.grade, found.cases, found.organisations, found.missing, found.saved, found.contrary)


@SMALL
@given(BOOKS)
def test_what_does_not_hang_together_never_counts(given_books: list[Any]) -> None:
    books = [build(n, *one) for n, one in enumerate(given_books)]
    for found in claims(books):
        assert all(one.whole and one.agreed and one.stall.key in (KEY,) for one in found.threads)
        assert (found.grade == 0) == (not found.threads)
    lost: list[Coding] = [coding(row(stall="K02-weg"), coder="codeur-c")]
    with_orphans = [late(f"o{n}", *lost) for n in range(3)]
    assert grades([*books, *with_orphans]) == grades(books)


def test_a_rival_that_stands_in_any_thread_that_counts_keeps_the_claim_a_pattern() -> None:
    settled, stands = strong(RULE), {**strong(RULE), "rivals": [{**REJECTED, "result": "stands"}]}
    three = cases(**settled)
    assert claim(*three).grade == 3
    told = claim(*three, late("d", coding(row(**stands))))
    assert told.grade == 2
    assert [need.values["case"] for need in told.missing if need.code == "rival_stands"] == ["d"]


def test_evidence_that_points_at_nothing_and_says_nothing_carries_no_link() -> None:
    empty = [{"link": ["stall", "precondition", "cause"], "kind": "rule_text", "prescribes": "yes"}]
    assert claim(late("a", coding(row(evidence=empty)))).grade == 0
