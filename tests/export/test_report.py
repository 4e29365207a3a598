"""The report: one page that holds everything, needs nothing beside it, and says what it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import casekit as ck
from casekit.export.report import report, write_report
from casekit.notation import case_of


@pytest.fixture(scope="module")
def page() -> str:
    return report(ck.analyse(ck.example("bijstand-aanvraag")))


class Ids(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name == "id" and value:
                self.ids.append(value)
            if name in ("href", "xlink:href") and value and value.startswith("#"):
                self.links.append(value[1:])
            elif name in ("href", "src") and value and "//" in value:
                self.fetched.append(value)


def test_it_names_every_stall_and_every_touchpoint(page: str) -> None:
    ids = set(Ids(page).ids)
    analysis = ck.analyse(ck.example("bijstand-aanvraag"))
    assert {f"to-stall-{stall.key}" for stall in analysis.stalls} <= ids
    assert {f"to-touchpoint-{t.id}" for t in analysis.case.touchpoint_list} <= ids


def test_its_links_lead_somewhere_and_nothing_is_fetched_from_outside(page: str) -> None:
    found = Ids(page)
    assert set(found.links) <= set(found.ids)
    assert found.fetched == []
    assert "@import" not in page


def test_it_says_that_the_case_is_fictional_and_that_nobody_is_blamed(page: str) -> None:
    assert "Fictieve casus" in page
    assert "oordeelt niet" in page


def test_it_holds_the_figures_of_the_case_and_of_its_cost(page: str) -> None:
    assert page.count("<svg") == 4
    assert "Doorlooptijd: 183 dagen" in page
    assert re.search(r'id="stall-K\d\d', page)


@pytest.mark.slow
def test_the_same_case_gives_the_same_page(page: str) -> None:
    assert report(ck.analyse(ck.example("bijstand-aanvraag"))) == page


def test_it_can_be_read_in_english() -> None:
    page = report(ck.analyse(ck.example("twaalf-regels")), "en")
    assert 'lang="en"' in page
    assert "Where it stalls" in page
    assert "hapert" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.S).replace(
        ck.example("twaalf-regels").title or "", ""
    )


def test_what_people_typed_is_shown_as_text_and_never_runs() -> None:
    case = case_of("a: inwoner > gemeente vraag 'summary=<script>alert(1)</script>'", title="<b>x</b>")
    page = report(ck.analyse(case))
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_a_sign_that_turns_words_round_is_shown_instead_of_obeyed() -> None:
    page = report(ck.analyse(case_of("a: inwoner > gemeente vraag", title="links\u202erechts")))
    assert "\u202e" not in page
    assert "<h1>links□rechts</h1>" in page


def test_a_case_without_stalls_has_a_report_too(tmp_path: Path) -> None:
    path = write_report(ck.analyse(case_of("a: inwoner > gemeente bericht")), tmp_path / "r.html")
    assert "geen haperingen" in path.read_text(encoding="utf-8")


def test_a_case_without_dates_says_that_days_cannot_be_told() -> None:
    page = report(ck.analyse(ck.example("twaalf-regels")))
    assert page.count("<svg") == 2
    assert "Dagen zijn niet te bepalen" in page
