"""The truth table and the bundles: what a column says of a case, when there is no table, and the noise beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casekit.causes.book import Book
from casekit.coding import Coding
from casekit.compare.as_data import bundles_data, table_data
from casekit.compare.explore import Explored, bundles, columns, explore
from casekit.compare.run import Comparison, compare_books
from tests.causes import claimed
from tests.causes.claimed import coding, row
from tests.compare.referred import arrived, book, late, lost, nobody_looked, on_time, talked

BOTH = """
actor gemeente kind=municipality
actor hulp kind=debt_service
a: inwoner > gemeente vraag @0 due=14 issue=j
b: gemeente > inwoner antwoord @{answer} re=a issue=j
r: gemeente > hulp verwijzing @10 issue=i
c: hulp > inwoner gesprek @{heard} re=r issue=i
observed @0..@160
"""


def both(name: str, *, late: bool, lost: bool) -> Book:
    """A question that was answered late or not, and a referral that came late or not."""
    return book(name, BOTH.format(answer=30 if late else 10, heard=95 if lost else 15))


def twelve() -> Comparison:
    """Six cases with both, three with neither, three with a late answer only."""
    shapes = [(True, True)] * 6 + [(False, False)] * 3 + [(True, False)] * 3
    return compare_books([both(f"c{n:02}", late=a, lost=b) for n, (a, b) in enumerate(shapes)])


def test_twelve_cases_give_all_rows_with_their_cases_and_counts() -> None:
    found = explore(twelve(), "K06", ["K02"], "wachten gaat voor")
    assert [(one.setting, len(one.cases), one.yes, one.verdict) for one in found.table.rows] == [
        ((True,), 9, 6, "contradictory"),
        ((False,), 3, 0, "no"),
    ]
    assert (found.reason, found.outcome, found.table.recipes) == ("wachten gaat voor", "K06", ())


def test_a_recipe_never_misses() -> None:
    found = explore(twelve(), "K02", ["K06"], "r")
    (recipe,) = found.table.recipes
    assert (recipe.literals, len(recipe.cases), recipe.hangs_on) == (((0, True),), 6, ())
    assert 0 < found.noise < 1


def test_below_twelve_known_cases_there_is_no_table() -> None:
    eleven = compare_books([*twelve().books[:11], nobody_looked("z")])
    found = explore(eleven, "K02", ["K06"], "r").table
    assert (found.n, found.hinders, found.rows, found.recipes) == (11, ("few_cases",), (), ())
    assert found.left_out == (11,)


def test_an_outcome_that_does_not_vary_gives_no_table() -> None:
    same = compare_books([both(f"c{n}", late=True, lost=n % 2 == 0) for n in range(12)])
    found = explore(same, "K02", ["K06"], "r").table
    assert (found.n, found.hinders, found.rows) == (12, ("outcome_constant",), ())


def test_five_conditions_are_too_many_and_none_too_few() -> None:
    five = ["K01", "K03", "K06", "K07", "K08"]
    for conditions, wrong in ((five, "1 to 4"), ([], "1 to 4"), (["K06", "K06"], "named once")):
        with pytest.raises(ValueError, match=wrong):
            explore(twelve(), "K02", conditions, "r")


@pytest.mark.parametrize("name", ["K06a", "M1", "S1", "iets"])
def test_a_column_that_is_not_there_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        explore(twelve(), name, ["K06"], "r")
    with pytest.raises(KeyError):
        explore(twelve(), "K06", [name], "r")


def test_columns_are_the_kinds_and_what_was_coded_but_unknown_and_other() -> None:
    rows = (row("O5"), row("unknown", rationale="Niet te zien."))
    found = columns(compare_books([claimed.late("a", coding(*rows, seen=[seen("S1", "no")]))]))
    assert found[19:] == ("O5", "S1")


def seen(cause: str, present: str) -> dict[str, Any]:
    return {"cause": cause, "kind": "K02", "present": present, "evidence": [{"kind": "document", "says": "gezien"}]}


def test_what_could_not_be_seen_or_could_not_come_about_is_unknown_in_a_table() -> None:
    cases = compare_books([lost("a"), arrived("b"), nobody_looked("c"), talked("d")])
    found = explore(cases, "K06", ["K06"], "r").table
    assert (found.n, found.left_out) == (2, (2, 3))


CODED: list[tuple[str, Book, bool | None]] = [
    ("whole thread", claimed.late("c", coding(row())), True),
    ("a thread without evidence", claimed.late("c", coding(row(evidence=[]))), None),
    ("nobody looked", claimed.late("c"), None),
    ("looked, and it was not there", claimed.on_time("c", coding(seen=[seen("O5", "no")])), False),
    ("looked, and it was there", claimed.on_time("c", coding(seen=[seen("O5", "yes")])), True),
    (
        "two who looked do not agree",
        claimed.on_time("c", coding(seen=[seen("O5", "yes")]), coding(seen=[seen("O5", "no")], coder="codeur-b")),
        None,
    ),
    (
        "two who did not agree, and what they decided",
        claimed.on_time(
            "c",
            coding(seen=[seen("O5", "yes")]),
            coding(seen=[seen("O5", "no")], coder="codeur-b"),
            coding(seen=[seen("O5", "no")], coder="consensus"),
        ),
        False,
    ),
    (
        "named without proof, and absent elsewhere",
        claimed.late("c", coding(row(evidence=[]), seen=[seen("O5", "no")])),
        None,
    ),
]


@pytest.mark.parametrize(("made", "there"), [one[1:] for one in CODED], ids=[one[0] for one in CODED])
def test_a_cause_is_known_only_where_it_was_proved_or_looked_for(made: Book, there: bool | None) -> None:
    named = Coding(coder="codeur-z", seen=[seen("O5", "no")])
    cases = compare_books([made, claimed.on_time("ander", named)])
    found = explore(cases, "O5", ["K02"], "r").table
    assert found.left_out == (() if there is not None else (0,))
    twelve = [made, *(claimed.on_time(f"a{n}", named) for n in range(11))]
    rows = explore(compare_books(twelve), "O5", ["K02"], "r")
    if there:
        assert sum(one.yes for one in rows.table.rows) == 1
    elif there is False:
        assert rows.table.hinders == ("outcome_constant",)


def test_the_data_say_exploratory_and_hold_no_shares_of_cases() -> None:
    data = table_data(explore(twelve(), "K02", ["K06"], "r"))
    assert data["exploratory"] is True
    assert data["rows"][0] == {
        "conditions": {"K06": True},
        "verdict": "yes",
        "n": 6,
        "yes": 6,
        "cases": [f"c{n:02}" for n in range(6)],
    }
    assert (data["recipes"][0]["covers"], data["n"]) == ([6, 9], 12)
    assert json.dumps(data)


def shared() -> Comparison:
    return compare_books([both(f"c{n}", late=n < 4, lost=n < 3) for n in range(8)])


def test_a_bundle_is_what_three_cases_share_with_what_it_hangs_on() -> None:
    found = bundles(shared())
    assert found.kinds == ("K02", "K06")
    (one,) = found.concepts
    assert [found.kinds[place] for place in one.kinds] == ["K02", "K06"]
    assert [found.cases[place] for place in one.cases] == ["c0", "c1", "c2"]
    data = bundles_data(found)
    assert (data["exploratory"], data["bundles"][0]["hangs_on"]) == (True, [])
    assert set(data["noise"]) == {"concepts", "shown"}


def test_cases_without_stalls_have_no_bundles() -> None:
    assert bundles(compare_books([on_time("a"), on_time("b")])).concepts == ()
    assert bundles(compare_books([late("a")])).concepts == ()


def test_an_explored_table_is_the_same_for_another_order_of_the_cases() -> None:
    def counted(found: Explored) -> list[tuple[tuple[bool, ...], int, int]]:
        return [(one.setting, len(one.cases), one.yes) for one in found.table.rows]

    cases = twelve()
    turned = compare_books(cases.books[::-1])
    assert counted(explore(cases, "K02", ["K06"], "r")) == counted(explore(turned, "K02", ["K06"], "r"))
