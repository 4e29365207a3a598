"""The legal grounds: complete, dated, with a source; named by bodies, procedure and date, and never a verdict."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from casekit.knowledge import Ground, grounds, grounds_for
from casekit.notation import case_of
from casekit.story import Story, tell
from casekit.text import say
from casekit.vocabulary import codes
from tests.pages import rows, sections

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {"nl": DOCS / "nl" / "kennis.md", "en": DOCS / "en" / "knowledge.md"}
NAMED = {
    "wgs-data-in", "wgs-data-out", "wgs-data-health", "wgs-data-reuse", "wgs-ask-less", "wgs-partners", "bgs-rent",
    "wgs-offer", "pw-ask-once",
}  # fmt: skip


def case(
    *,
    holder: str = "benefits_agency",
    needer: str = "municipality",
    procedure: str | None = "debt_assistance",
    when: str = "2022-03-01",
    standard: str = "",
) -> Story:
    issues = [{"id": "i", **({"procedure": procedure} if procedure else {})}]
    items = [{"id": "x", "standard_for": [standard] if standard else []}]
    lines = f"""
    actor h kind={holder}
    actor n kind={needer}
    a: h > werk bericht @2020-01-01 shares=x
    b: n > inwoner besluit {"@" + when if when else ""} issue=i needs=x
    """
    return tell(case_of(lines, issues=issues, items=items))


def named(story: Story, holder: str = "h") -> list[str]:
    return [ground.id for ground in grounds_for(story, holder, "n", "x", story.by_id["b"])]


def test_the_grounds_are_those_of_the_domain_study() -> None:
    assert {ground.id for ground in grounds()} == NAMED
    assert len(grounds()) == len(NAMED)


@pytest.mark.parametrize("ground", grounds(), ids=lambda ground: ground.id)
def test_every_ground_says_where_it_comes_from_and_what_is_uncertain(ground: Ground) -> None:
    assert ground.source_url.startswith("https://")
    assert date.fromisoformat(ground.checked_on) >= date(2026, 11, 21)
    assert ground.confidence in ("high", "medium")
    assert ground.valid_from is None or date.fromisoformat(ground.valid_from) >= date(2012, 7, 1)
    assert {*ground.from_kinds, *ground.to_kinds} <= set(codes("actor_kind"))
    assert set(ground.procedures) <= set(codes("procedure"))
    for words in (ground.named, ground.about, ground.doubt):
        assert words("nl")
        assert words("nl") != words("en")


@pytest.mark.parametrize("ground", grounds(), ids=lambda ground: ground.id)
def test_no_wording_says_that_sharing_was_allowed_or_had_to_be_done(ground: Ground) -> None:
    verdict = re.compile(r"\b(toegestaan|verplicht|moest|mocht|allowed|obliged|must|duty)\b", re.IGNORECASE)
    for lang in ("nl", "en"):
        assert not verdict.search(f"{ground.named(lang)} {ground.about(lang)}")
    assert "toetsen" in say("knowledge.grounds", "nl", party="", grounds="")
    assert "kan dragen" in say("knowledge.grounds", "nl", party="", grounds="")


def test_a_ground_is_named_where_bodies_procedure_and_date_fit() -> None:
    assert named(case()) == ["wgs-data-in", "wgs-ask-less"]
    assert named(case(procedure="social_assistance")) == ["pw-ask-once"]
    assert named(case(holder="housing", procedure="early_signal")) == ["wgs-partners", "bgs-rent", "wgs-offer"]
    assert named(case(holder="utility", procedure="early_signal")) == ["wgs-partners", "wgs-offer"]
    assert named(case(holder="health")) == ["wgs-data-health"]
    assert named(case(holder="municipality", needer="debt_service")) == [
        "wgs-data-in",
        "wgs-data-out",
        "wgs-data-reuse",
        "wgs-ask-less",
    ]


def test_none_is_named_where_the_case_does_not_say_enough_or_it_does_not_fit() -> None:
    assert named(case(procedure=None)) == []
    assert named(case(holder="other")) == []
    assert named(case(holder="school")) == []
    assert named(case(needer="housing")) == []
    assert named(case(), holder="werk") == []


def test_a_ground_is_not_named_before_its_first_day_and_is_where_the_day_is_not_known() -> None:
    assert named(case(when="2020-12-31")) == []
    assert named(case(when="2021-01-01")) == ["wgs-data-in", "wgs-ask-less"]
    assert named(case(when="2020-12/2021-02")) == ["wgs-data-in", "wgs-ask-less"]
    assert named(case(when="")) == ["wgs-data-in", "wgs-ask-less"]


def test_a_standard_document_of_a_procedure_counts_as_that_procedure() -> None:
    assert named(case(procedure=None, standard="debt_assistance")) == ["wgs-data-in", "wgs-ask-less"]
    assert named(case(procedure="special_assistance", standard="i")) == ["pw-ask-once"]


def test_inside_one_body_only_reuse_is_named() -> None:
    lines = """
    actor h of gemeente kind=municipality
    actor n of gemeente kind=debt_service
    b: n > inwoner besluit @2022-03-01 issue=i needs=x
    """
    story = tell(case_of(lines, issues=[{"id": "i", "procedure": "debt_assistance"}]))
    assert named(story) == ["wgs-data-reuse"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_shows_the_grounds_as_they_are_in_the_data(lang: str) -> None:
    heading = {"nl": "gronden", "en": "grounds"}[lang]
    text = next(text for title, text in sections(PAGES[lang]) if heading in title.casefold())
    shown = [row for row in rows(text) if row[0].strip("`") in NAMED]
    certainty = {"high": {"nl": "hoog", "en": "high"}, "medium": {"nl": "redelijk", "en": "medium"}}
    assert shown == [
        [
            f"`{ground.id}`",
            f"[{ground.article}]({ground.source_url})",
            ground.about(lang),
            ground.valid_from or {"nl": "niet nagekeken", "en": "not checked"}[lang],
            certainty[ground.confidence][lang],
        ]
        for ground in grounds()
    ]
