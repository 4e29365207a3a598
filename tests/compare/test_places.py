"""By municipality: how many of them, out of those where it could be judged, and which setting that is."""

from __future__ import annotations

import pytest

from casekit.causes.book import book_of
from casekit.compare.matrix import matrix
from casekit.compare.places import Places, places, setting
from casekit.notation import case_of
from tests.causes import claimed
from tests.causes.claimed import coding, row
from tests.compare.referred import Book, arrived, late, lost, nobody_looked, on_time, talked, unheard


def by_place(*books: Book) -> Places:
    return places(books, matrix(books))


def test_a_kind_is_counted_once_for_each_municipality_that_shows_it() -> None:
    found = by_place(
        lost("a", municipality="gemeente-1"),
        unheard("b", municipality="gemeente-1"),
        arrived("c", municipality="gemeente-2"),
    )
    assert [(place.name, place.cases, place.kinds["K06"]) for place in found.places] == [
        ("gemeente-1", ("a", "b"), (2, 2)),
        ("gemeente-2", ("c",), (0, 1)),
    ]
    assert (found.with_kind("K06"), found.could_show("K06")) == (1, 2)


def test_a_municipality_where_it_could_not_be_judged_is_not_in_the_denominator() -> None:
    found = by_place(
        lost("a", municipality="gemeente-1"),
        nobody_looked("b", municipality="gemeente-2"),
        talked("c", municipality="gemeente-3"),
    )
    assert (found.with_kind("K06"), found.could_show("K06"), len(found.places)) == (1, 1, 3)


def test_a_cause_counts_where_one_case_holds_its_whole_thread() -> None:
    found = by_place(
        claimed.late("a", coding(row()), place="gemeente-1"),
        claimed.late("b", coding(row()), place="gemeente-2"),
        claimed.late("c", coding(row(evidence=[])), place="gemeente-3"),
        claimed.late("d", coding(row("U3")), place="gemeente-3"),
    )
    assert found.causes == ("O5", "U3")
    assert (found.with_cause("O5"), found.with_cause("U3"), found.with_cause("S1")) == (2, 1, 0)
    assert [place.causes for place in found.places] == [{"O5": ("a",)}, {"O5": ("b",)}, {"U3": ("d",)}]


def test_cases_that_name_no_municipality_are_listed() -> None:
    found = by_place(late("a"), on_time("b", municipality="gemeente-1"))
    assert (found.unknown, [place.name for place in found.places]) == (("a",), ["gemeente-1"])


def test_numbered_pseudonyms_stand_in_their_order() -> None:
    names = ["gemeente-10", "gemeente-9", "dorp", "gemeente-1"]
    found = by_place(*(late(f"c{n}", municipality=name) for n, name in enumerate(names)))
    assert [place.name for place in found.places] == ["dorp", "gemeente-1", "gemeente-9", "gemeente-10"]


@pytest.mark.parametrize(
    ("count", "name"),
    [(0, "other"), (1, "other"), (2, "werkplaats"), (3, "other"), (6, "other"), (7, "leernetwerk"),
     (10, "leernetwerk"), (11, "other")],
)  # fmt: skip
def test_two_are_a_werkplaats_and_seven_to_ten_a_leernetwerk(count: int, name: str) -> None:
    assert setting(count) == name
    assert by_place(*(talked(f"c{n}", municipality=f"gemeente-{n}") for n in range(count))).setting == name


def test_what_is_only_possible_in_a_municipality_is_told_apart() -> None:
    found = by_place(lost("a", municipality="gemeente-1"), maybe_late("b"))
    assert (found.with_kind("K02"), found.only_possible("K02")) == (1, 1)
    assert found.only_possible("K06") == 0


def maybe_late(name: str) -> Book:
    text = "actor g kind=municipality\na: inwoner > g vraag @0 due=14\nb: g > inwoner antwoord @10/30 re=a"
    return book_of(case_of(text).model_copy(update={"id": name, "municipality": "gemeente-2"}))
