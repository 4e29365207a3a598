"""The cases that come with the kit are fictional, complete, and show what their READMEs say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import casekit as ck
from casekit.causes.book import open_book
from casekit.examples import examples
from casekit.read.case_file import load_case
from casekit.when import parse_moment, timeline

CASES = Path(__file__).parents[1] / "cases"
FLAGSHIP, CHILDREN, TWELVE = "bijstand-aanvraag", "kinderarmoede", "twaalf-regels"
KIT = examples()

KINDS = {f"K{n:02}" for n in range(1, 17)} | {"G1", "G2", "G3", "M1"}
VARIANTS = {"K06a", "K06b", "K06c"}
DUTCH_HOLIDAYS = {
    date(2023, 12, 25),
    date(2023, 12, 26),
    date(2024, 1, 1),
    date(2024, 3, 29),
    date(2024, 4, 1),
    date(2024, 5, 9),
    date(2024, 5, 20),
}

# A capital is an act, an abbreviation or the first word of a sentence; anything else could be a name.
CAPITALS_THAT_ARE_NO_NAMES = {"Awb", "Participatiewet", "UWV", "WW-uitkering", "Wgs"}
FIRST_WORDS = {
    "Achter", "Daarom", "Eén", "Fictional", "Iedereen", "Intussen", "Leerwerkplaats", "Mijn", "School", "Schuldhulp",
    "Toezeggingen", "Tussen", "Verzonnen", "Zaal", "Zeven",
}  # fmt: skip


@cache
def case_of(name: str) -> ck.Case:
    return ck.read_case(CASES / name)


@cache
def stalls_of(name: str) -> pd.DataFrame:
    return ck.stalls(case_of(name))


def readme(name: str) -> str:
    return (CASES / name / "README.md").read_text(encoding="utf-8")


def table(name: str, heading: str) -> list[tuple[str, list[str]]]:
    """The first cell and the touchpoint ids of every row under a heading."""
    section = readme(name).split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [(cells[0].strip(), re.findall(r"\bt\d+\b", cells[1])) for cells in rows[2:]]


def texts(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)
    elif isinstance(data, str):
        yield data


@cache
def texts_of(name: str) -> list[str]:
    """All text of a case and of what stands beside it, without the keys of stalls and the codes of causes."""
    files = [CASES / name / "case.yaml", *sorted((CASES / name).glob("*/*.yaml"))]
    found = texts([yaml.safe_load(file.read_text(encoding="utf-8")) for file in files])
    return [text for text in found if not re.fullmatch(r"[KGM]\d\d?[abc]?(-t\d+)*|[UOS]\d", text)]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w-]*", re.sub(r"\b[UOS]\d\b", "", text))


@cache
def small_letters() -> frozenset[str]:
    """Every word that stands somewhere without a capital: a name never does."""
    return frozenset(word for name in KIT for text in texts_of(name) for word in words(text) if word.islower())


def forms(name: str) -> Counter[str]:
    moments = (parse_moment(t.when) for t in case_of(name).touchpoint_list)
    return Counter(moment.form for moment in moments if moment)


def with_letter_off(kinds: set[str]) -> set[str]:
    return {kind[:3] for kind in kinds}


@pytest.mark.parametrize("name", KIT)
def test_a_case_is_read_without_a_word_of_complaint(name: str) -> None:
    case, warnings = load_case(CASES / name)
    assert case.id == name
    assert warnings == []
    assert timeline(case).contradictions == ()


@pytest.mark.parametrize("name", KIT)
def test_a_case_says_that_it_is_fictional(name: str) -> None:
    assert case_of(name).status == "fictional"
    text = (CASES / name / "case.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Verzonnen casus")
    assert "**Deze casus is verzonnen.**" in readme(name)
    assert "**This case is fictional" in readme(name)


@pytest.mark.parametrize("name", KIT)
def test_nobody_in_a_case_has_a_name(name: str) -> None:
    for text in texts_of(name):
        for sentence in re.split(r"(?<=[.!?:])\s+", text):
            first, *rest = words(sentence) or [""]
            capitals = {word for word in rest if word[0].isupper()}
            assert capitals <= CAPITALS_THAT_ARE_NO_NAMES, sentence
            if first[:1].isupper() and first not in CAPITALS_THAT_ARE_NO_NAMES:
                assert first in FIRST_WORDS or first.lower() in small_letters(), sentence


@pytest.mark.parametrize("name", KIT)
def test_touchpoints_are_numbered_in_the_order_of_the_story(name: str) -> None:
    touchpoints = case_of(name).touchpoint_list
    assert [t.id for t in touchpoints] == [f"t{n}" for n in range(1, len(touchpoints) + 1)]
    assert timeline(case_of(name)).order == tuple(t.id for t in touchpoints)


@pytest.mark.parametrize("name", [FLAGSHIP, CHILDREN])
def test_every_touchpoint_is_told_in_one_short_sentence(name: str) -> None:
    for t in case_of(name).touchpoint_list:
        assert t.summary
        assert t.summary.endswith("."), t.summary
        assert t.summary.count(".") == 1, t.summary
        assert len(t.summary.split()) <= 25, t.summary


# -- the flagship


def test_the_flagship_has_the_size_of_a_case_in_one_municipality() -> None:
    case = case_of(FLAGSHIP)
    assert 35 <= len(case.touchpoint_list) <= 45
    desks = [actor for actor in case.actor_list if actor.organisation == "gemeente"]
    assert len(desks) >= 5


def test_every_date_of_the_flagship_is_a_working_day() -> None:
    case = case_of(FLAGSHIP)
    assert forms(FLAGSHIP) == {"day": len(case.touchpoint_list)}
    days = [date.fromisoformat(str(t.when)) for t in case.touchpoint_list]
    assert days == sorted(days)
    assert all(day.weekday() < 5 and day not in DUTCH_HOLIDAYS for day in days)
    assert all(t.order is None for t in case.touchpoint_list)


def test_the_flagship_is_coded_in_full() -> None:
    case = case_of(FLAGSHIP)
    for t in case.touchpoint_list:
        assert all((t.issue, t.stage, t.channel, t.source)), t.id
    assert {hold.basis for hold in case.holds} >= {"law", "suspension", "client_turn", "client_choice"}
    assert all(hold.from_ and hold.until and hold.source for hold in case.holds)
    assert {source.perspective for source in case.sources} >= {"gemeente", "inwoner"}
    assert case.debts
    assert sum(t.kind == "measure" for t in case.touchpoint_list) == 1
    assert sum(t.turning_point for t in case.touchpoint_list) == 2
    assert sum(t.experience is not None for t in case.touchpoint_list) > len(case.touchpoint_list) / 2


def test_every_kind_can_be_assessed_on_the_flagship() -> None:
    status = {kind.kind: kind.status for kind in ck.analyse(case_of(FLAGSHIP)).kinds}
    assert set(status) >= KINDS
    assert {kind for kind in KINDS if status[kind] in ("not_assessable", "not_observable")} == set()


# -- child poverty


def test_the_child_poverty_case_is_complex() -> None:
    case = case_of(CHILDREN)
    assert len(case.actor_list) >= 12
    assert 52 <= len(case.touchpoint_list) <= 60
    assert len({t.issue for t in case.touchpoint_list}) >= 5


def test_the_child_poverty_case_crosses_domains() -> None:
    domains = {actor.domain for actor in case_of(CHILDREN).actor_list if actor.domain}
    assert {"onderwijs", "wonen", "inkomen", "schulden", "gezondheid"} <= domains


def test_the_child_poverty_case_has_money_worries() -> None:
    case = case_of(CHILDREN)
    assert len(case.debts) >= 3
    assert all(debt.amount for debt in case.debts)
    assert any(t.kind == "measure" and t.debt for t in case.touchpoint_list)


def test_the_child_poverty_case_knows_its_time_as_real_reconstructions_do() -> None:
    found, total = forms(CHILDREN), len(case_of(CHILDREN).touchpoint_list)
    assert 0.2 <= found["day"] / total <= 0.3
    assert found["part"] >= 5
    assert found["elapsed"] >= 5
    assert found["interval"] >= 2
    assert found["order"] >= total / 3


# -- twelve lines


def test_the_beginners_case_is_twelve_lines_of_four_fields() -> None:
    text = (CASES / TWELVE / "case.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)
    assert len(rows["touchpoints"]) == 12
    assert sum(line.startswith("  - {id: t") for line in text.splitlines()) == 12
    assert all(set(row) == {"id", "from", "to", "kind"} for row in rows["touchpoints"])
    assert 2 <= len(rows["actors"]) <= 4


def test_nothing_is_certain_in_the_beginners_case() -> None:
    assert not stalls_of(TWELVE).empty
    assert set(stalls_of(TWELVE)["verdict"]) == {"possible"}


# -- what the cases show, and what the READMEs say


def test_flagship_and_child_poverty_together_show_every_kind() -> None:
    found = set(stalls_of(FLAGSHIP)["kind"]) | set(stalls_of(CHILDREN)["kind"])
    assert with_letter_off(found) >= KINDS
    assert found >= VARIANTS


@pytest.mark.parametrize("name", KIT)
def test_a_readme_names_exactly_the_kinds_that_are_found(name: str) -> None:
    named = {kind for kind, _ in table(name, "Waar welke hapering te zien is")}
    assert named == set(stalls_of(name)["kind"])


@pytest.mark.parametrize("name", KIT)
def test_a_readme_names_touchpoints_that_exist_and_where_the_stall_bites(name: str) -> None:
    known = {t.id for t in case_of(name).touchpoint_list}
    assert set(re.findall(r"\bt\d+\b", readme(name))) <= known
    found = stalls_of(name)
    for kind, ids in table(name, "Waar welke hapering te zien is"):
        assert set(found.loc[found["kind"] == kind, "at"]) & set(ids), f"{kind} in the README of {name}"


@pytest.mark.parametrize(
    ("name", "kind", "at"),
    [
        (FLAGSHIP, "K02", "t33"),  # decided within eight weeks
        (FLAGSHIP, "K03", "t6"),  # put off in time, and accepted
        (FLAGSHIP, "K05", "t39"),  # read along within a week
        (FLAGSHIP, "K06", "t34"),  # in contact within two days, and reported back
        (FLAGSHIP, "K08", "t43"),  # taken on after the weekend
        (FLAGSHIP, "K09", "t43"),  # nothing was lost
        (FLAGSHIP, "K11", "t16"),  # nobody had it
        (FLAGSHIP, "K14", "t13"),  # asked in time, and not yet there
        (CHILDREN, "K02", "t17"),  # no term is known
        (CHILDREN, "K02", "t25"),  # spoken the next day
        (CHILDREN, "K04", "t44"),  # an agreed pause
        (CHILDREN, "K06", "t18"),  # a parcel within two weeks, and reported back
        (CHILDREN, "K11", "t40"),  # nobody stated a need
        (CHILDREN, "G2", "t56"),  # another debt
    ],
)
def test_what_only_looks_like_a_stall_is_none(name: str, kind: str, at: str) -> None:
    found = stalls_of(name)
    assert at not in set(found.loc[found["kind"].str.startswith(kind), "at"])
    looks_like = [ids for first, ids in table(name, "Wat hier géén hapering is") if first.startswith(kind)]
    assert any(at in ids for ids in looks_like)


@pytest.mark.parametrize("name", KIT)
def test_a_readme_tells_what_is_no_stall_and_where_the_patterns_come_from(name: str) -> None:
    assert table(name, "Wat hier géén hapering is")
    assert "## Waar de casus uit is samengesteld" in readme(name)


CODED = [name for name in KIT if name != TWELVE]


def test_eight_small_cases_and_more_are_there_to_compare() -> None:
    small = [name for name in KIT if 8 <= len(case_of(name).touchpoint_list) <= 16]
    assert len(small) >= 8


@pytest.mark.parametrize("name", CODED)
def test_two_people_coded_a_case_and_neither_of_them_by_name(name: str) -> None:
    book = open_book(CASES / name)
    assert book.warnings == ()
    assert [coding.coder for coding in book.coders] == ["codeur-a", "codeur-b"]
    assert book.orphaned == {}


def test_a_case_that_went_well_is_among_them() -> None:
    assert any(stalls_of(name).empty for name in KIT)
