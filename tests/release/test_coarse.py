"""What a release tells of a case: as much as the table says, nothing typed for the researcher, and never a day."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Case
from casekit.read.case_file import parse_case
from casekit.read.safe.guard import read_yaml
from casekit.release.coarse import coarsened, in_order
from casekit.release.lens import lens_of
from casekit.release.levels import LEVELS, kit_table
from casekit.release.moments import moments_of
from casekit.release.run import prepare
from casekit.when import timeline
from casekit.write.case_file import case_text
from tests.release.working import CASE, asked, working
from tests.sheets.whole_cases import whole_cases


def released(folder: Path, level: str, **other: Any) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(prepare(folder, asked(level, **other)).files["case.yaml"])
    return data


def text_of(folder: Path, level: str) -> str:
    return "\n".join(content.decode() for content in prepare(folder, asked(level)).files.values())


@pytest.mark.parametrize("level", LEVELS)
def test_no_calendar_date_and_no_year_of_the_case_leaves(tmp_path: Path, level: str) -> None:
    text = text_of(working(tmp_path), level)
    assert not re.search(r"\b20\d\d\b", text.replace("2029-01-01", ""))


def test_level_o_tells_days_since_the_start(tmp_path: Path) -> None:
    rows = released(working(tmp_path), "O")["touchpoints"]
    assert [str(row["when"]) for row in rows] == ["0", "4", "84/126", "229"]


def test_level_a_tells_quarters(tmp_path: Path) -> None:
    folder = working(tmp_path)
    (folder / "private" / "key.yaml").write_text("offset: 0\n", encoding="utf-8")
    rows = released(folder, "A")["touchpoints"]
    assert [row["when"] for row in rows] == ["0/90", "0/90", "0/181", "182/272"]


def test_level_w_tells_only_the_order(tmp_path: Path) -> None:
    data = released(working(tmp_path), "W")
    assert [row["id"] for row in data["touchpoints"]] == ["t1", "t2", "t3", "t4"]
    assert not any("when" in row or "due" in row for row in data["touchpoints"])
    assert "observed" not in data


def test_actors_become_what_they_are_with_a_number(tmp_path: Path) -> None:
    data = released(working(tmp_path), "A")
    assert [row["id"] for row in data["actors"]] == ["inwoner", "gemeente-1", "gemeente-2"]
    assert [row["id"] for row in data["organisations"]] == ["organisatie"]
    assert data["touchpoints"][1]["to"] == "gemeente-2"
    assert data["actors"][1]["organisation"] == "organisatie"


def test_ids_that_people_made_up_become_numbers_and_what_refers_to_them_follows(tmp_path: Path) -> None:
    debts = [{"id": "schuld_zeedijk", "label": "een schuld", "creditor": "loket_zuid", "issue": "uitkering"}]
    data = released(working(tmp_path, {"debts": debts}), "A")
    assert [row["id"] for row in data["issues"]] == ["kwestie-1"]
    assert {row["issue"] for row in data["touchpoints"]} == {"kwestie-1"}
    assert (data["debts"][0]["id"], data["debts"][0]["issue"]) == ("schuld-1", "kwestie-1")
    assert all(row.get("issue", "kwestie-1") == "kwestie-1" for row in data["results"])


def test_an_id_that_no_row_explains_does_not_leave_either(tmp_path: Path) -> None:
    rows = [
        {**CASE["touchpoints"][0], "issue": "kwestie_zeedijk", "asks": ["brief_zeedijk"], "says": {"zeedijk": "ja"}},
        *CASE["touchpoints"][1:],
    ]
    actors = [*CASE["actors"][:2], {"id": "team_twee", "kind": "gemeente", "organisation": "team_zeedijk"}]
    folder = working(tmp_path, {"issues": None, "organisations": None, "touchpoints": rows, "actors": actors})
    for level in ("A", "W"):
        assert "zeedijk" not in text_of(folder, level)


def test_where_a_reconstruction_comes_from_stays_unless_it_was_published(tmp_path: Path) -> None:
    told = {"provenance": "gesprekken in een klein dorp"}
    assert "provenance" not in released(working(tmp_path, told), "W")
    public = [{"id": "gesprek_moeder", "publisher": "een ombudsman"}, {"id": "dossier_team", "kind": "eigen dossier"}]
    folder = working(tmp_path / "openbaar", {**told, "sources": public})
    assert released(folder, "W")["provenance"] == "gesprekken in een klein dorp"


def test_sources_become_numbers(tmp_path: Path) -> None:
    data = released(working(tmp_path), "A")
    assert data["sources"] == [{"id": "bron-1"}, {"id": "bron-2"}]
    assert data["touchpoints"][0]["source"] == "bron-1"


def test_kinds_become_groups_from_level_a_on(tmp_path: Path) -> None:
    row = {"id": "t1", "from": "moeder", "to": "loket_zuid", "kind": "levering", "source": ["dossier_team"]}
    folder = working(tmp_path, {"touchpoints": [row]})
    assert released(folder, "O")["touchpoints"][0]["kind"] == "delivery"
    assert released(folder, "A")["touchpoints"][0]["kind"] == "answer"


def test_amounts_become_bands_and_wider_ones_at_level_a(tmp_path: Path) -> None:
    folder = working(tmp_path)
    assert released(folder, "O")["touchpoints"][2]["amount_band"] == "1000-5000"
    row = released(folder, "A")["touchpoints"][2]
    assert (row["amount_band"], "amount" in row) == ("1000-20000", False)
    assert "amount_band" not in released(folder, "W")["touchpoints"][2]


def test_texts_go_to_the_atelier_and_not_to_a_public_workshop(tmp_path: Path) -> None:
    folder = working(tmp_path)
    assert released(folder, "A")["touchpoints"][0]["summary"] == "vraagt een uitkering aan"
    assert "summary" not in released(folder, "W")["touchpoints"][0]


def test_without_texts_nothing_typed_goes_along(tmp_path: Path) -> None:
    data = released(working(tmp_path), "A", texts=False)
    assert "summary" not in data["touchpoints"][0]
    assert [row["label"] for row in data["actors"]] == ["inwoner", "gemeente 1", "gemeente 2"]


def test_a_note_stays_with_the_researcher(tmp_path: Path) -> None:
    assert "een losse notitie" not in text_of(working(tmp_path), "A")


def test_a_field_that_the_kit_does_not_know_does_not_go_along(tmp_path: Path) -> None:
    folder = working(tmp_path, {"bijlage": "iets eigens"})
    assert "iets eigens" not in text_of(folder, "O")


def test_a_comment_in_the_file_does_not_go_along(tmp_path: Path) -> None:
    folder = working(tmp_path)
    with (folder / "case.yaml").open("a", encoding="utf-8") as file:
        file.write("# nog vragen aan de buurvrouw\n")
    assert "buurvrouw" not in text_of(folder, "O")


def test_a_trait_is_told_in_its_band_and_in_public_only_where_enough_households_have_it(tmp_path: Path) -> None:
    folder = working(tmp_path)
    assert released(folder, "A")["traits"] == [
        {"id": "kenmerk-1", "attribute": "household", "value": "huishouden met kinderen"}
    ]
    few = working(tmp_path / "weinig", {"region_households": 300})
    assert "traits" not in released(few, "W")


def test_what_happened_on_one_day_has_one_place_in_the_order(tmp_path: Path) -> None:
    rows = [
        {"id": name, "when": day, "from": "moeder", "to": "loket_zuid", "kind": "vraag", "source": ["dossier_team"]}
        for name, day in (("t2", "2021-03-09"), ("t1", "2021-03-05"), ("t3", "2021-03-09"))
    ]
    data = released(working(tmp_path, {"touchpoints": rows}), "W")
    assert [(row["id"], row["order"]) for row in data["touchpoints"]] == [("t1", 1), ("t2", 2), ("t3", 2)]


def test_a_fictional_case_keeps_its_texts_and_names_and_still_loses_its_days(tmp_path: Path) -> None:
    data = released(working(tmp_path, {"status": "fictief"}), "W")
    assert data["touchpoints"][0]["summary"] == "vraagt een uitkering aan"
    assert data["actors"][1]["id"] == "loket_zuid"
    assert "when" not in data["touchpoints"][0]


def test_a_composite_case_keeps_its_days_too(tmp_path: Path) -> None:
    data = released(working(tmp_path, {"status": "samengesteld"}), "W")
    assert "summary" in data["touchpoints"][0]


@given(
    whole_cases(),
    st.sampled_from(LEVELS),
    st.sampled_from(["fictional", "reconstruction", "composite"]),
    st.integers(0, 90),
)
def test_any_case_can_be_read_after_it_was_made_coarse(case: Case, level: str, status: str, offset: int) -> None:
    case = case.model_copy(update={"status": status})
    moments = moments_of(case, offset)
    lens = lens_of(case, level, kit_table(), moments, texts=True, traits={})
    coarse = Case.model_validate(coarsened(in_order(case, moments), lens))
    again, _ = parse_case(read_yaml(case_text(coarse).encode(), "case.yaml"))
    assert [row.id for row in again.touchpoint_list] == [*moments.time.order]
    assert not timeline(again).contradictions
    if level == "W" and status == "reconstruction":
        assert not any(row.summary or row.when or row.note for row in again.touchpoint_list)


@given(whole_cases(), st.integers(0, 90))
def test_the_quarters_of_a_release_hold_the_days_of_the_case(case: Case, offset: int) -> None:
    case = case.model_copy(update={"status": "reconstruction"})
    moments = moments_of(case, offset)
    lens = lens_of(case, "A", kit_table(), moments, texts=False, traits={})
    told = timeline(Case.model_validate(coarsened(in_order(case, moments), lens))).spans
    for name, span in moments.time.spans.items():
        shifted = span.shift(offset - moments.start)
        assert told[name].lo <= shifted.hi
        assert told[name].hi >= shifted.lo
