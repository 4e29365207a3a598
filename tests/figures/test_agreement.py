"""The figure of what coders see: every cell is there, marked without colour, and all of it can be read."""

from __future__ import annotations

import random
from functools import cache

import pytest

from casekit.case import Case
from casekit.causes.agreement import agreement
from casekit.causes.agreement_words import measured
from casekit.causes.book import Book, book_of
from casekit.coding import Coding
from casekit.figures import agreement_sheets, agreement_table
from casekit.notation import case_of
from casekit.stalls.run import analyse
from tests.figures.boxes import names, off_the_page, touching, written

CODES = ("O3", "U3", "O1", "S8", "U1", "unknown", "other", "U2")


@cache
def late(n: int) -> tuple[Case, tuple[str, ...]]:
    """A case with as many late answers, and the keys of their stalls, worst first."""
    case = case_of(
        "\n".join(
            f"t{i}: inwoner > gemeente aanvraag @{i} issue=i{i}\n"
            f"r{i}: gemeente > inwoner besluit @{i + 100} re=t{i} issue=i{i}"
            for i in range(n)
        )
    )
    return case, tuple(stall.key for stall in analyse(case).stalls)


def book(n: int, coders: int, *, consensus: bool = True) -> Book:
    """A book in which coders agree about half of the time, and leave some stalls out."""
    case, keys = late(n)
    draw = random.Random(n * 10 + coders)
    truth = {key: draw.choice(CODES) for key in keys}
    codings = [
        Coding.model_validate({"coder": f"codeur-{c}", "blind": True, "codes": [
            {"stall": key, "cause": truth[key] if draw.random() < 0.5 else draw.choice(CODES)}
            for key in keys if draw.random() < 0.9
        ]})
        for c in range(coders)
    ]  # fmt: skip
    together = {"coder": "consensus", "codes": [{"stall": key, "cause": truth[key]} for key in keys[:2]]}
    return book_of(case, *codings, *([Coding.model_validate(together)] if consensus else []))


@pytest.mark.parametrize(
    ("n", "coders", "lang", "paper"),
    [
        (3, 2, "nl", "a4"),
        (12, 5, "en", "a4"),
        pytest.param(50, 5, "nl", "a4", marks=pytest.mark.slow),
        pytest.param(3, 5, "en", "a4", marks=pytest.mark.slow),
        pytest.param(12, 2, "nl", "a3", marks=pytest.mark.slow),
        pytest.param(50, 2, "en", "a4", marks=pytest.mark.slow),
        pytest.param(12, 12, "nl", "a4", marks=pytest.mark.slow),
    ],
)
def test_no_words_touch_or_leave_the_page(n: int, coders: int, lang: str, paper: str) -> None:
    ax = agreement_table(book(n, coders), lang=lang, paper=paper)
    assert touching(ax) == []
    assert off_the_page(ax) == []
    assert min(text.get_fontsize() for text in written(ax)) >= 5.5 - 1e-6


def test_every_coded_stall_has_a_cell_for_each_coder_who_coded_it() -> None:
    whole = book(3, 2)
    cells = names(agreement_table(whole), "cause-")
    assert sorted(cells) == sorted(f"{coding.coder}-{key}" for coding in whole.codings for key in coding.main)


def test_more_than_25_stalls_go_on_to_another_sheet() -> None:
    whole = book(50, 2)
    assert agreement_sheets(whole) == 2
    first, second = (names(agreement_table(whole, sheet=sheet), "compared-") for sheet in (1, 2))
    assert (len(first), len({*first, *second})) == (25, len(whole.stalls) - len(whole.uncoded))
    assert any("Blad 2 van 2" in text.get_text() for text in written(agreement_table(whole, sheet=2)))
    with pytest.raises(ValueError, match="sheet 3 of 2"):
        agreement_table(whole, sheet=3)


def test_same_and_different_are_told_by_edge_and_word_and_not_by_colour_alone() -> None:
    case, keys = late(3)
    said = (("a", "U3", "U3"), ("b", "U3", "O3"))
    whole = book_of(
        case,
        *(
            Coding.model_validate(
                {"coder": who, "codes": [{"stall": k, "cause": c} for k, c in zip(keys[:2], named, strict=True)]}
            )
            for who, *named in said
        ),
    )
    ax = agreement_table(whole)
    edges = {patch.get_gid(): patch.get_linestyle() for patch in ax.patches if patch.get_gid()}
    assert edges[f"cause-a-{keys[0]}"] == edges[f"cause-b-{keys[0]}"] == "solid"
    assert edges[f"cause-a-{keys[1]}"] == edges[f"cause-b-{keys[1]}"] != "solid"
    words = {text.get_gid(): text.get_text() for text in ax.texts if text.get_gid()}
    assert words[f"compared-{keys[0]}"] == "="
    assert words[f"compared-{keys[1]}"] == "≠ ander niveau"
    assert any("1 andere hapering, die niemand codeerde" in text.get_text() for text in written(ax))


def test_the_numbers_stand_below_with_what_they_rest_on() -> None:
    whole = book(12, 2)
    shown = " ".join(text.get_text() for text in written(agreement_table(whole)))
    assert measured(agreement(whole).cause) in shown


def test_more_coders_than_fit_are_counted_in_words() -> None:
    shown = " ".join(text.get_text() for text in written(agreement_table(book(3, 12))))
    assert "van de 12 codeurs" in shown


def test_a_case_that_nobody_coded_says_so() -> None:
    ax = agreement_table(book_of(late(3)[0]), lang="en")
    assert any("Nobody has coded causes here yet." in text.get_text() for text in written(ax))
    assert agreement_sheets(book_of(late(3)[0])) == 1


@pytest.mark.parametrize(
    ("first", "second", "heads"),
    [
        (["docent", "inwoner"], ["docent", "wijkteam"], {"samen vastgesteld"}),
        (["docent", "inwoner"], ["docent"], {"vastgesteld", "(door één rol)"}),
    ],
)
def test_together_is_only_said_of_what_more_than_one_role_decided(
    first: list[str], second: list[str], heads: set[str]
) -> None:
    case, keys = late(2)
    rows = [{"stall": key, "cause": "U3", "decided_by": by} for key, by in zip(keys, (first, second), strict=True)]
    together = Coding.model_validate({"coder": "consensus", "codes": rows})
    texts = " ".join(text.get_text().replace("\n", " ") for text in written(agreement_table(book_of(case, together))))
    assert {words for words in ("samen vastgesteld", "(door één rol)") if words in texts} == heads - {"vastgesteld"}
    assert "vastgesteld" in texts
    assert texts.count("één rol") == ("(door één rol)" in heads)
