"""The cause tree: every chain that was coded, what carries each link, and that all of it can be read."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.axes import Axes

from casekit.causes.book import Book, book_of, open_book
from casekit.coding import Coding
from casekit.examples import example_path
from casekit.figures import cause_tree
from casekit.notation import case_of
from casekit.text import LANGUAGES
from tests.causes.claimed import KEY, PROVED, coding, late, row
from tests.figures.boxes import names, off_the_page, touching, written

CAUSES = ("U2", "O4", "S6", "U7", "S1", "O7")
PRECONDITIONS = ("fear_of_sanction", "system_gap", None, "no_feedback_agreed")
KINDS = ("professional", "inferred", "rule_text", "data")


def full(stalls: int, each: int = 2) -> Book:
    """A case with so many coded stalls, each with so many causes, of all sorts."""
    asked = [f"a{n}: inwoner > organisatie{n} aanvraag @{n * 5} due=14" for n in range(stalls)]
    answered = [f"b{n}: organisatie{n} > inwoner besluit @{n * 6 + 60} re=a{n}" for n in range(stalls)]
    text = "\n".join([*asked, *answered])
    case = case_of(
        text, title="Een huishouden met heel veel aanvragen tegelijk bij heel veel organisaties in de regio"
    )
    rows = [
        row(
            CAUSES[(n + m) % 6],
            stall=f"K02-a{n}-b{n}",
            precondition=PRECONDITIONS[(n + m) % 4],
            evidence=[{"link": ["precondition", "cause"], "kind": KINDS[n % 4]}],
            leverage="power" if m else None,
            changer="chain_table" if m else None,
        )
        for n in range(stalls)
        for m in range(each)
    ]
    return book_of(case, coding(*rows), coding(*rows[::2], coder="codeur-b"))


def words(ax: Axes) -> str:
    return " ".join(text.get_text() for text in written(ax))


def style_of(ax: Axes, gid: str) -> Any:
    found: Any = next(one for one in (*ax.patches, *ax.lines) if one.get_gid() == gid)
    return found.get_linestyle()


@pytest.mark.parametrize("stalls", [1, 4, 12])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("paper", [pytest.param("a3", marks=pytest.mark.slow), "a4"])
def test_no_words_touch_or_leave_the_page(stalls: int, lang: str, paper: str) -> None:
    ax = cause_tree(full(stalls), lang=lang, paper=paper)
    assert touching(ax) == []
    assert off_the_page(ax) == []
    assert min(text.get_fontsize() for text in written(ax)) >= 5.5 - 1e-6


@pytest.mark.parametrize("name", ["bijstand-aanvraag", "kinderarmoede"])
def test_the_cases_of_the_kit_can_be_read(name: str) -> None:
    ax = cause_tree(open_book(example_path(name)))
    assert (touching(ax), off_the_page(ax)) == ([], [])


def test_every_chain_is_there_with_its_four_boxes() -> None:
    ax = cause_tree(full(4))
    chains = names(ax, "cause-")
    assert len(chains) == 8
    assert sorted(names(ax, "stall-")) == [f"K02-a{n}-b{n}" for n in range(4)]
    assert names(ax, "precondition-") == names(ax, "leverage-") == chains
    for link in ("precondition", "cause", "leverage"):
        assert sorted(names(ax, f"link-{link}-")) == sorted(chains)


def test_a_link_is_solid_only_with_evidence_that_is_more_than_inferred() -> None:
    proved, guessed = row("O5"), row("O3", evidence=[{"link": ["precondition", "cause"], "kind": "inferred"}])
    ax = cause_tree(late("een", coding(proved, guessed)))
    for link in ("precondition", "cause"):
        assert style_of(ax, f"link-{link}-{KEY}-O5") == "-"
        assert style_of(ax, f"link-{link}-{KEY}-O3") != "-"
    assert "verhaal van een professional" in words(ax)


def test_a_cause_with_nothing_but_inference_looks_different_and_says_so() -> None:
    proved, guessed = row("O5"), row("O3", evidence=[{"link": ["cause"], "kind": "inferred"}])
    ax = cause_tree(late("een", coding(proved, guessed)))
    assert style_of(ax, f"cause-{KEY}-O5") in ("-", "solid")
    assert style_of(ax, f"cause-{KEY}-O3") not in ("-", "solid")
    assert words(ax).count("alleen afgeleid") == 2, "on the box, and in the legend"
    assert "alleen afgeleid" not in words(cause_tree(late("een", coding(proved))))


@pytest.mark.parametrize("proof", [None, [{"link": ["cause"], "kind": "document", "source": "niet_bestaand"}]])
def test_a_cause_without_evidence_that_counts_says_so_on_line_and_box(proof: Any) -> None:
    ax = cause_tree(late("een", coding(row("O3", evidence=proof))))
    assert style_of(ax, f"cause-{KEY}-O3") not in ("-", "solid")
    texts = [text.get_text() for text in written(ax)]
    assert "alleen afgeleid" not in texts
    assert texts.count("geen bewijs") >= 2


def test_what_people_do_not_agree_on_is_marked() -> None:
    ax = cause_tree(late("een", coding(row("O5"), row("O3")), coding(row("O5"), coder="codeur-b")))
    assert names(ax, "disputed-") == [f"{KEY}-O3"]
    assert "niet eens" in words(ax)


def test_the_level_of_a_cause_shows_in_its_shape() -> None:
    ax = cause_tree(late("een", coding(row("U4"), row("O5"), row("S1"))))
    shapes = {gid: type(one).__name__ for one in ax.patches if (gid := one.get_gid())}
    assert len({shapes[f"cause-{KEY}-{code}"] for code in ("U4", "O5", "S1")}) == 3


def test_what_is_missing_stands_in_its_place() -> None:
    bare = row(precondition=None, evidence=None, leverage=None, changer=None)
    text = words(cause_tree(late("een", coding(bare))))
    for missing in ("geen voorwaarde genoemd", "geen bewijs", "geen bewijs genoemd", "niet ingevuld"):
        assert missing in text


@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_what_does_not_fit_is_counted_and_no_stall_is_torn_apart(paper: str) -> None:
    book = full(12)
    ax = cause_tree(book, paper=paper)
    drawn, all_chains = len(names(ax, "cause-")), 24
    assert drawn < all_chains
    assert drawn == 2 * len(names(ax, "stall-"))
    assert f"{all_chains - drawn} rijen passen hier niet op" in words(ax)


def test_one_stall_can_be_asked_for_and_the_rest_is_then_not_missed() -> None:
    ax = cause_tree(full(12), stalls=["K02-a3-b3"])
    assert names(ax, "stall-") == ["K02-a3-b3"]
    assert "passen hier niet op" not in words(ax)


def test_a_case_without_codings_says_so() -> None:
    assert "heeft nog niemand een oorzaak gecodeerd" in words(cause_tree(late("een")))
    other = late("een", Coding(coder="codeur-a", codes=[{"stall": KEY, "cause": "unknown", "rationale": "?"}]))
    assert names(cause_tree(other), "cause-") == []


def test_stalls_without_a_cause_are_counted() -> None:
    book = full(3)
    ax = cause_tree(book_of(book.case, coding(row(stall="K02-a1-b1", evidence=PROVED))))
    assert f"{len(book.stalls) - 1} haperingen hebben (nog) geen oorzaak" in words(ax)
