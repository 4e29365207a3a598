"""The layered picture: whole threads only, numbers of cases, few crossings, words that are never cut."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes

from casekit.causes.book import Book, book_of
from casekit.coding import Coding
from casekit.compare.layers import Link, Node
from casekit.compare.run import compare_books
from casekit.figures import layers
from casekit.figures.layerplan import LayerPlan, nodes_of, plan_layers
from casekit.figures.layers import MOST_LINKS, _followed
from casekit.figures.levels import arrange, crossings, passing
from casekit.figures.paper import paper_of
from casekit.notation import case_of
from casekit.taxonomy import Cause, causes
from tests.few import few, mostly_slow
from tests.figures.boxes import names, off_the_page, touching
from tests.figures.manymade import made_up_set

LATE = "a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a"
WHOLE = [{"link": ["stall", "precondition", "cause"], "kind": "document", "says": "gezien"}]


def late(name: str, cause: str, precondition: str = "waiting_list", whole: bool = True) -> Book:
    """A case with one late answer, and one cause behind it."""
    row = {"stall": "K02-a-b", "cause": cause, "precondition": precondition, "evidence": WHOLE if whole else []}
    return book_of(case_of(LATE, id=name), Coding(coder="consensus", codes=[row]))


def words(ax: Axes) -> str:
    return " | ".join(text.get_text() for text in ax.texts)


def said(ax: Axes, gid: str) -> str:
    return next(text.get_text() for text in ax.texts if text.get_gid() == gid)


def thickness(ax: Axes, gid: str) -> float:
    return next(float(patch.get_linewidth()) for patch in ax.patches if patch.get_gid() == gid)


def plan_of(count: int, paper: str = "a4") -> LayerPlan:
    found = made_up_set(count).layers
    links, _ = _followed(found.links, paper_of(paper))
    return plan_layers(links, {node: node.code for node in nodes_of(links)}, paper_of(paper), 30)


def test_boxes_and_lines_have_their_number_of_cases_and_a_half_thread_is_not_there() -> None:
    books = [late("c1", "U3"), late("c2", "U3"), late("c3", "S8"), late("c4", "O5", whole=False)]
    ax = layers(compare_books(books), paper="a4")
    assert sorted(names(ax, "node-")) == [
        "execution-U3", "precondition-waiting_list", "stall-K02", "system-S8",
    ]  # fmt: skip
    assert sorted(names(ax, "link-")) == ["S8-waiting_list", "U3-waiting_list", "waiting_list-K02"]
    assert said(ax, "cases-execution-U3") == "2 casussen"
    assert said(ax, "cases-stall-K02") == "3 casussen"
    assert said(ax, "number-U3-waiting_list") == "2"
    assert sorted(names(ax, "number-")) == ["U3-waiting_list", "waiting_list-K02"]
    assert thickness(ax, "link-waiting_list-K02") > thickness(ax, "link-U3-waiting_list")
    assert thickness(ax, "link-U3-waiting_list") > thickness(ax, "link-S8-waiting_list")
    assert "Daarnaast is er 1 draad" in words(ax)
    assert "geen hele draad" in words(ax)


def test_every_box_and_line_of_the_data_is_there() -> None:
    found = made_up_set(12).layers
    ax = layers(made_up_set(12), lang="en")
    assert sorted(names(ax, "node-")) == sorted(f"{node.layer}-{node.code}" for node in found.nodes)
    assert sorted(names(ax, "link-")) == sorted(f"{link.behind.code}-{link.before.code}" for link in found.links)
    more = {f"{link.behind.code}-{link.before.code}" for link in found.links if len(link.cases) > 1}
    assert set(names(ax, "number-")) == more


def test_layers_stand_from_the_law_down_to_the_stalls_and_no_box_is_behind_another() -> None:
    plan = plan_of(12)
    assert [band.layer for band in plan.bands] == [
        "system",
        "organisation_chain",
        "execution",
        "precondition",
        "stall",
    ]
    for node, (x0, y0, x1, y1) in plan.boxes.items():
        band = next(band for band in plan.bands if band.layer == node.layer)
        assert band.top < y0 < y1 < band.foot
        assert paper_of("a4").margin < x0 < x1 <= paper_of("a4").right + 1e-6
    for one, other in combinations(plan.boxes.values(), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("count", mostly_slow([12, 50], 12))
def test_no_line_runs_behind_a_box(count: int) -> None:
    plan = plan_of(count)
    for curves in plan.curves:
        for (_, _, x, y), (x_next, y_next, _, _) in pairwise(curves):
            assert x == x_next
            for x0, y0, x1, y1 in plan.boxes.values():
                assert not (x0 < x < x1 and y0 < (y + y_next) / 2 < y1)


def test_lines_of_one_case_go_first_where_there_are_too_many() -> None:
    stall = Node("stall", "K02")
    links = [Link(Node("precondition", str(n)), stall, ("c1", "c2") if n < 5 else ("c1",)) for n in range(12)]
    assert _followed(links, paper_of("a4")) == (links, 1)
    links += [Link(Node("precondition", str(n)), stall, ("c3",)) for n in range(12, MOST_LINKS + 1)]
    assert _followed(links, paper_of("a4")) == (links[:5], 2)


@pytest.mark.slow
def test_with_more_lines_than_can_be_followed_those_of_more_cases_are_drawn_and_the_sheet_says_so() -> None:
    found = made_up_set(50)
    kept = [link for link in found.layers.links if len(link.cases) > 1]
    assert len(kept) <= MOST_LINKS < len(found.layers.links)
    ax = layers(found, paper="a4")
    assert len(names(ax, "link-")) == len(names(ax, "number-")) == len(kept)
    hidden = len(found.layers.links) - len(kept)
    assert f"in minstens 2 casussen zo is; {hidden} lijnen met minder casussen staan er niet bij" in words(ax)
    assert touching(ax) == []
    assert off_the_page(ax) == []


def test_words_in_a_box_are_never_cut() -> None:
    long = (
        "Samenwerkingsovereenkomstenregistratiesysteem dat niemand bijhoudt en waar toch iedereen op vertrouwt " * 2
    )
    own = Cause(code="eigen", name="eigen", level="system", nl=long, en=long, own=True)
    book = late("c1", "eigen")
    book = Book(book.analysis, book.codings, causes=(*causes(), own))
    ax = layers(compare_books([book]), paper="a4")
    told = words(ax)
    assert [word for word in long.split() if word not in told] == []
    assert touching(ax) == []
    assert off_the_page(ax) == []


def test_without_a_whole_thread_it_says_why_and_draws_nothing() -> None:
    ax = layers(compare_books([late("c1", "U3", whole=False)]))
    assert "Nog geen casus heeft een hele draad" in words(ax)
    assert "Daarnaast is er 1 draad waaraan een schakel, bewijs of overeenstemming ontbreekt." in words(ax)
    assert "Dat zegt niets over de oorzaken zelf" in words(ax)
    assert names(ax, "node-") == []
    english = layers(compare_books([late("c1", "U3", whole=False)]), lang="en")
    assert "No case has a whole thread yet" in words(english)


def test_how_the_cases_were_chosen_stands_there() -> None:
    assert "Hoe deze casussen gekozen zijn, staat nergens" in words(layers(made_up_set(3)))
    assert "How chosen: by lot" in words(layers(made_up_set(3), lang="en", selection="by lot"))


@pytest.mark.parametrize(("lang", "paper"), mostly_slow([("nl", "a4"), ("en", "a3")], ("nl", "a4")))
@pytest.mark.parametrize(("count", "seed"), mostly_slow([(3, 1), (12, 1), (50, 1), (50, 2), (50, 3)], (12, 1)))
def test_no_texts_touch_with_few_and_with_many_cases(count: int, seed: int, lang: str, paper: str) -> None:
    ax = layers(made_up_set(count, seed), lang=lang, paper=paper)
    assert touching(ax) == []
    assert off_the_page(ax) == []


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[list[str]], list[tuple[str, str]]]:
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    levels = [[f"{n}{m}" for m in range(size)] for n, size in enumerate(sizes)]
    boxes = [(box, n) for n, level in enumerate(levels) for box in level]
    pairs = [(one, other) for one, n in boxes for other, m in boxes if n < m]
    return levels, draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12))


@given(drawings())
@few(15)
def test_boxes_and_what_passes_never_overlap_and_the_order_never_crosses_more(
    drawing: tuple[list[list[str]], list[tuple[str, str]]],
) -> None:
    levels, lines = drawing
    paths = passing(levels, lines)
    wide = {box: 10.0 for level in levels for box in level}
    order, x = arrange(levels, paths, wide, 2.0, 200)
    first = [
        [*level, *(one for path in paths for one in path[1:-1] if one[1] == n)] for n, level in enumerate(levels)
    ]  # type: ignore[index]
    assert [sorted(map(str, level)) for level in order] == [sorted(map(str, level)) for level in first]
    assert crossings(order, paths) <= crossings(first, paths)
    for level in order:
        places = [(x[one] - wide.get(one, 2.0) / 2, x[one] + wide.get(one, 2.0) / 2) for one in level]  # type: ignore[call-overload]
        assert all(one[1] <= other[0] + 1e-6 for one, other in pairwise(places))
        assert all(low >= -1e-6 and high <= 200 + 1e-6 for low, high in places)
