"""How sure a finding is: five dimensions of 0 to 2, and never an A without a person (methods 4.7)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casekit.case import Case
from casekit.notation import case_of
from casekit.stalls.confidence import judge
from casekit.stalls.evidence import Evidence
from casekit.stalls.stall import NormUse, Stall
from casekit.when import Span

TEXT = "a: inwoner > gemeente vraag @0 source=dossier\nb: gemeente > inwoner antwoord @40 re=a source=gesprek"
DAY = Span(0, 0)


def case(*sources: dict[str, Any]) -> Case:
    return case_of(TEXT, sources=list(sources))


def norm(rung: int) -> NormUse:
    return NormUse("n", rung, Span(10, 10))


CERTAIN = Stall(
    "K02", "certain", "a", ("a", "b"), ("inwoner", "gemeente"), "", DAY, Span(40, 40), Span(40, 40), norm(2)
)
FILE = {"id": "dossier", "kind": "file", "perspective": "gemeente"}
TALK = {"id": "gesprek", "kind": "interview", "perspective": "inwoner"}


def test_exact_dates_a_link_in_the_source_a_law_and_two_sides_come_to_eight_and_still_no_a() -> None:
    found = judge(CERTAIN, Evidence(case(FILE, TALK)))
    assert (found.date, found.link, found.norm, found.sources, found.rival) == (2, 2, 2, 2, 0)
    assert found.grade == "B"


@pytest.mark.parametrize(
    ("change", "date"),
    [({}, 2), ({"start": Span(0, 3)}, 1), ({"end": Span(40, 50)}, 1), ({"verdict": "possible"}, 0)],
)
def test_the_date_is_exact_wide_but_certain_or_leaves_room(change: dict[str, Any], date: int) -> None:
    assert judge(replace(CERTAIN, **change), Evidence(case())).date == date


@pytest.mark.parametrize(
    ("tags", "link"),
    [((), 2), (("inferred_link",), 1), (("ambiguous_link",), 0), (("inferred_link", "ambiguous_link"), 0)],
)
def test_the_link_is_in_the_source_inferred_or_ambiguous(tags: tuple[str, ...], link: int) -> None:
    assert judge(replace(CERTAIN, tags=tags), Evidence(case())).link == link


@pytest.mark.parametrize(("rung", "grade"), [(1, 2), (2, 2), (3, 1), (4, 0)])
def test_the_norm_counts_by_its_rung(rung: int, grade: int) -> None:
    assert judge(replace(CERTAIN, norm=norm(rung)), Evidence(case())).norm == grade


def test_without_a_norm_what_order_shows_is_weak_and_what_needs_no_norm_is_strong() -> None:
    assert judge(replace(CERTAIN, norm=None, tags=("order",)), Evidence(case())).norm == 0
    assert judge(replace(CERTAIN, norm=None), Evidence(case())).norm == 2


@pytest.mark.parametrize(
    ("sources", "grade"),
    [
        ((), 0),
        ((TALK,), 0),
        ((FILE,), 2),
        ((FILE | {"perspective": "elders"},), 1),
        ((FILE | {"perspective": None},), 1),
        ((FILE | {"kind": "document", "perspective": None},), 1),
        ((TALK, {"id": "dossier", "kind": "interview", "perspective": "gemeente"}), 2),
        ((TALK, {"id": "dossier", "kind": "interview", "perspective": "inwoner"}), 0),
    ],
)
def test_two_sides_or_the_own_file_count_double_and_one_memory_for_nothing(
    sources: tuple[dict[str, Any], ...], grade: int
) -> None:
    assert judge(CERTAIN, Evidence(case(*sources))).sources == grade


def test_a_possible_stall_one_on_a_reference_norm_and_a_low_sum_are_c() -> None:
    strong = Evidence(case(FILE, TALK))
    assert judge(replace(CERTAIN, verdict="possible"), strong).grade == "C"
    assert judge(replace(CERTAIN, norm=norm(4)), strong).grade == "C"
    assert judge(CERTAIN, Evidence(case())).grade == "B"  # 2 + 2 + 2
    assert judge(replace(CERTAIN, tags=("inferred_link",), norm=norm(3)), Evidence(case())).grade == "C"  # 2 + 1 + 1
    assert judge(replace(CERTAIN, norm=norm(3)), Evidence(case())).grade == "B"  # 2 + 2 + 1
