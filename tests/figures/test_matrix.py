"""The table of cases and kinds: every cell by its value, similar cases together, counts and never a share."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from casekit.causes.book import book_of
from casekit.compare.prevalence import CELLS
from casekit.compare.run import Comparison, compare_books
from casekit.figures import matrix, matrix_sheets
from casekit.figures.paper import paper_of
from casekit.figures.seriation import alike_below
from casekit.notation import case_of
from tests.few import few, mostly_slow
from tests.figures.boxes import names, off_the_page, touching
from tests.figures.manymade import made_up_set

LATE = "a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a\n"
IN_TIME = "a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @9 re=a\n"


@cache
def drawn(count: int, lang: str = "nl", paper: str = "a4", order: str = "alike", sheet: int = 1) -> Axes:
    """A made-up set as it is drawn; tests only look at it."""
    return matrix(made_up_set(count), lang=lang, paper=paper, order=order, sheet=sheet)


def words(ax: Axes) -> str:
    return " | ".join(text.get_text() for text in ax.texts)


def three() -> Comparison:
    """Two cases with a late answer and one without."""
    texts = {"vroeg": IN_TIME, "laat": LATE, "later": LATE.replace("@30", "@90")}
    return compare_books([book_of(case_of(text, id=name, title="Wachten")) for name, text in texts.items()])


def rows(ax: Axes) -> list[str]:
    """The cases from top to bottom."""
    found = {
        (t.get_gid() or "")[5:]: t.get_position()[1] for t in ax.texts if (t.get_gid() or "").startswith("case-")
    }
    return sorted(found, key=lambda name: found[name])


def test_every_cell_is_there_once_with_its_value() -> None:
    found = made_up_set(12)
    ax = drawn(12)
    counted = Counter(cell.value for cell in found.matrix.cells.values())
    assert {value: len(names(ax, f"{value}-")) for value in CELLS} == {value: counted[value] for value in CELLS}
    table = found.matrix
    assert sorted(names(ax, "yes-")) == sorted(
        f"{case}-{kind}" for case in table.cases for kind in table.kinds if table.value(case, kind) == "yes"
    )


def test_the_five_values_differ_without_colour() -> None:
    ax = drawn(12)
    looks = set()
    for value in CELLS:
        cells = [artist for artist in ax.get_children() if (artist.get_gid() or "").startswith(f"{value}-")]
        patches = {
            (p.get_hatch(), to_rgb(p.get_facecolor()) == (1, 1, 1), p.get_linewidth() > 0)
            for p in ax.patches
            if p in cells
        }
        lines = {(line.get_marker(), len(line.get_xdata())) for line in ax.lines if line in cells}  # type: ignore[arg-type]
        assert len(patches | lines) == 1
        looks |= patches | lines
    assert len(looks) == len(CELLS)


def test_the_foot_counts_the_cases_that_can_be_judged_and_gives_no_share() -> None:
    ax = matrix(three(), paper="a4")
    foot = {(t.get_gid() or "")[5:]: t.get_text() for t in ax.texts if (t.get_gid() or "").startswith("foot-")}
    assert foot["K02"] == "2 van 3"
    assert foot["K06"] == "–"
    assert "%" not in words(ax) + words(drawn(12))


def test_what_is_possible_stands_under_the_count() -> None:
    found = made_up_set(12)
    ax = drawn(12)
    more = {(t.get_gid() or "")[5:]: t.get_text() for t in ax.texts if (t.get_gid() or "").startswith("more-")}
    possible = {kind: found.matrix.prevalence(kind).possible for kind in found.matrix.kinds}
    assert more == {kind: f"+{n}" for kind, n in possible.items() if n}


def test_cases_that_are_alike_stand_under_each_other_whatever_the_order_of_the_files() -> None:
    found = three()
    assert rows(matrix(found)) == rows(matrix(compare_books(found.books[::-1]))) == ["laat", "later", "vroeg"]


@given(st.dictionaries(st.text("abc", min_size=1), st.frozensets(st.sampled_from("uvwxyz"))))
@few(15)
def test_the_order_holds_every_row_once_and_each_is_most_like_the_one_above_it(
    kinds: dict[str, frozenset[str]],
) -> None:
    order = alike_below(kinds)
    assert sorted(order) == sorted(kinds)
    assert order == alike_below(dict(reversed(kinds.items())))

    def alike(one: str, other: str) -> float:
        return len(kinds[one] & kinds[other]) / max(1, len(kinds[one] | kinds[other]))

    for n, name in enumerate(order[1:], 1):
        assert alike(order[n - 1], name) == max(alike(order[n - 1], later) for later in order[n:])
    empty = [n for n, name in enumerate(order) if not kinds[name]]
    assert empty == [*range(len(order) - len(empty), len(order))]


def test_by_stalls_the_case_with_most_kinds_comes_first() -> None:
    found = made_up_set(6)
    table = found.matrix
    seen = [
        sum(table.value(case, kind) in ("yes", "possible") for kind in table.kinds)
        for case in rows(drawn(6, order="stalls"))
    ]
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize(("count", "paper"), mostly_slow([(26, "a4"), (50, "a3")], (26, "a4")))
def test_many_cases_take_more_sheets_with_every_case_on_one_of_them(count: int, paper: str) -> None:
    found = made_up_set(count)
    assert matrix_sheets(found, paper) == 2
    first, second = (drawn(count, paper=paper, sheet=n) for n in (1, 2))
    assert sorted(rows(first) + rows(second)) == sorted(found.cases)
    assert f"Blad 2 van 2: casus {count // 2 + 1} tot en met {count} van {count}." in words(second)
    assert max(ax.get_ylim()[0] for ax in (first, second)) <= paper_of(paper).height + 1e-6
    feet = [[t.get_text() for t in ax.texts if (t.get_gid() or "").startswith("foot-")] for ax in (first, second)]
    assert feet[0] == feet[1]
    with pytest.raises(ValueError, match="no sheet 3"):
        matrix(found, sheet=3, paper=paper)


@pytest.mark.parametrize(
    ("lang", "paper"), mostly_slow([("nl", "a4"), ("en", "a3"), ("nl", "a3"), ("en", "a4")], ("nl", "a4"))
)
@pytest.mark.parametrize("count", mostly_slow([3, 12, 50], 12))
def test_no_texts_touch_with_few_and_with_many_cases(count: int, lang: str, paper: str) -> None:
    ax = drawn(count, lang, paper)
    assert touching(ax) == []
    assert off_the_page(ax) == []


def test_long_names_stay_in_their_place() -> None:
    long = "een-casus-met-een-naam-die-maar-niet-ophoudt-en-nog-even-doorgaat-tot-het-einde"
    case = case_of(LATE, id=long, title="Een titel die langer is dan de kolom waar hij in staat " * 3)
    ax = matrix(compare_books([book_of(case)]), paper="a4", selection="gekozen omdat " + "het vastliep en " * 30)
    assert touching(ax) == []
    assert off_the_page(ax) == []


def test_how_the_cases_were_chosen_always_stands_there() -> None:
    found = three()
    assert "Hoe deze casussen gekozen zijn, staat nergens" in words(matrix(found))
    cases = [book.case.model_copy(update={"selection": "eerste aanmeldingen"}) for book in found.books]
    told = compare_books([book_of(case) for case in cases])
    assert "Hoe gekozen: eerste aanmeldingen" in words(matrix(told))
    assert "How chosen: eerste aanmeldingen" in words(matrix(told, lang="en"))
    assert "How chosen: by lot" in words(matrix(told, lang="en", selection="by lot"))


def test_made_up_cases_say_so_and_an_unknown_order_or_paper_is_refused() -> None:
    assert "Fictieve casussen" in words(drawn(12))
    real = [book_of(case_of(LATE, id=name, status="reconstruction")) for name in "ab"]
    mixed = compare_books([*real, book_of(case_of(LATE, id="c"))])
    assert "Fictief of samengesteld: 1 van de 3" in words(matrix(mixed))
    assert "Gepseudonimiseerde reconstructies" in words(matrix(compare_books(real)))
    with pytest.raises(ValueError, match="choose from alike, stalls"):
        matrix(mixed, order="best")
    with pytest.raises(ValueError, match="choose from a3, a4"):
        matrix(mixed, paper="a5")
