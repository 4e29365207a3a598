"""What keeps a composite from being made: all of it at once, each with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casekit.consent import Consent
from casekit.errors import InputRefused, Problem
from casekit.notation import case_of
from casekit.release.composite.plan import load_plan
from casekit.release.composite.run import made_from, propose_plan
from casekit.write.consent_file import save_consent
from tests.release.three import ALFA, ON, TEXTS, cases, changed, proposed, save

REAL: dict[str, Any] = {"status": "reconstruction", "sources": [{"id": "gesprek"}]}


def refused(file: Path, folder: Path) -> list[Problem]:
    """The errors when the composite of a plan is made."""
    with pytest.raises(InputRefused) as error:
        made_from(file, folder, ON)
    assert not folder.exists()
    return [one for one in error.value.problems if one.severity == "error"]


def refused_to_propose(paths: list[str], folder: Path) -> list[str]:
    """The codes of the errors when a plan is proposed."""
    with pytest.raises(InputRefused) as error:
        propose_plan(paths, "les", folder / "plan.yaml", ON)
    assert not (folder / "plan.yaml").exists()
    return [one.code for one in error.value.problems if one.severity == "error"]


def test_two_cases_are_too_few(tmp_path: Path) -> None:
    assert refused_to_propose(cases(tmp_path)[:2], tmp_path) == ["composite_few"]


def test_the_same_case_twice_counts_once(tmp_path: Path) -> None:
    first, second, _ = cases(tmp_path)
    assert refused_to_propose([first, second, f"{first}/case.yaml"], tmp_path) == ["composite_few"]


def test_a_copy_under_another_name_counts_once(tmp_path: Path) -> None:
    first, second, _ = cases(tmp_path)
    copy = save(tmp_path, "zaak_kopie", case_of(ALFA.replace("vrouw_a", "iemand"), id="zaak_kopie", title="anders"))
    assert refused_to_propose([first, second, copy], tmp_path) == ["composite_few"]


def test_a_case_without_touchpoints_and_a_release_for_everybody_are_refused_together(tmp_path: Path) -> None:
    paths = cases(tmp_path, zaak_alfa={"release": "W"}, zaak_bravo={"touchpoints": []})
    assert refused_to_propose(paths, tmp_path) == ["no_touchpoints", "composite_release"]


def test_a_real_case_needs_consent(tmp_path: Path) -> None:
    assert refused_to_propose(cases(tmp_path, zaak_alfa=REAL), tmp_path) == ["consent_missing"]


@pytest.mark.parametrize(
    ("level", "withdrawn", "code"),
    [("O", False, "consent_too_low"), ("A", True, "consent_withdrawn"), ("A", False, None)],
)
def test_consent_must_reach_the_atelier_and_stand(
    level: str, withdrawn: bool, code: str | None, tmp_path: Path
) -> None:
    paths = cases(tmp_path, zaak_alfa=REAL)
    row = {"source": "gesprek", "level": level, "withdrawn": withdrawn, "obtained": "2025-01-01"}
    save_consent(paths[0], Consent.model_validate({"sources": [row], "retention": "2030-01-01"}))
    if code:
        assert refused_to_propose(paths, tmp_path) == [code]
    else:
        assert propose_plan(paths, "les", tmp_path / "plan.yaml", ON).plan.fragments


def test_consent_that_was_withdrawn_after_the_plan_keeps_the_case_out(tmp_path: Path) -> None:
    paths = cases(tmp_path, zaak_alfa=REAL)
    row = {"source": "gesprek", "level": "A", "obtained": "2025-01-01"}
    save_consent(paths[0], Consent.model_validate({"sources": [row], "retention": "2030-01-01"}))
    file = propose_plan(paths, "les", tmp_path / "plan.yaml", ON).file
    save_consent(
        paths[0], Consent.model_validate({"sources": [{**row, "withdrawn": True}], "retention": "2030-01-01"})
    )
    assert [one.code for one in refused(file, tmp_path / "uit")] == ["consent_withdrawn"]


def test_everything_that_is_wrong_in_a_plan_is_told_at_once_and_where(tmp_path: Path) -> None:
    file = proposed(tmp_path)
    plan, _, _ = load_plan(file)
    first, *others = [one.model_dump() for one in plan.fragments]
    wrong = {
        **first,
        "starts_after": -1,
        "issue": "nergens",
        "touchpoints": [{"touchpoint": "a99"}, *first["touchpoints"][:1] * 2],
    }
    roles = [one.model_dump() for one in plan.roles]
    roles[1]["actors"] = {"zaak_alfa": ["balie_nord"]}
    changed(file, fragments=[wrong, *others], roles=roles)
    found = refused(file, tmp_path / "uit")
    assert {one.code for one in found} >= {
        "composite_gap", "composite_issue", "composite_touchpoint", "composite_touchpoint_twice", "composite_actor",
        "composite_no_role",
    }  # fmt: skip
    lines = file.read_text(encoding="utf-8").splitlines()
    place = next(one.line for one in found if one.code == "composite_touchpoint")
    assert isinstance(place, int)
    assert "a99" in lines[place - 1]


def test_more_than_half_from_one_case_is_too_much(tmp_path: Path) -> None:
    file = proposed(tmp_path)
    plan, _, _ = load_plan(file)
    fragments = [one.model_dump() for one in plan.fragments]
    for one in fragments:
        if one["case"] == "zaak_alfa":
            one["touchpoints"] = [{"touchpoint": f"a{n}"} for n in range(1, 7)]
        else:
            one["touchpoints"] = one["touchpoints"][:1]
    changed(file, fragments=fragments)
    assert [one.code for one in refused(file, tmp_path / "uit")] == ["composite_half"]


def test_fragments_of_two_cases_are_too_few_whatever_the_plan_names(tmp_path: Path) -> None:
    file = proposed(tmp_path)
    plan, _, _ = load_plan(file)
    changed(file, fragments=[{**one.model_dump(), "take": one.case != "zaak_charlie"} for one in plan.fragments])
    codes = {one.code for one in refused(file, tmp_path / "uit")}
    assert "composite_few_used" in codes


@pytest.mark.parametrize("text", ["bel 06-12345678 terug", "gesproken op 5 maart 2021"])
def test_what_points_to_somebody_in_a_new_text_is_refused(text: str, tmp_path: Path) -> None:
    file = proposed(tmp_path)
    plan, _, _ = load_plan(file)
    fragments = [one.model_dump() for one in plan.fragments]
    fragments[0]["touchpoints"][0]["text"] = text
    changed(file, fragments=fragments)
    found = refused(file, tmp_path / "uit")
    assert {one.code for one in found} <= {"privacy_found", "privacy_confirm"}
    assert not any(text in one.sentence(lang) for one in found for lang in ("nl", "en"))


def test_a_plan_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    file = proposed(tmp_path)
    before = file.read_bytes()
    with pytest.raises(InputRefused) as error:
        propose_plan([str(tmp_path / name) for name in TEXTS], "les", file, ON)
    assert [one.code for one in error.value.problems] == ["composite_plan_there"]
    assert file.read_bytes() == before


def test_a_file_that_is_no_plan_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("- een\n- twee\n", encoding="utf-8")
    assert [one.code for one in refused(tmp_path / "plan.yaml", tmp_path / "uit")] == ["not_a_plan"]


def test_texts_that_nobody_wrote_are_counted_and_hold_nothing_up(tmp_path: Path) -> None:
    made = made_from(proposed(tmp_path), tmp_path / "uit", ON)
    count = sum(len(one.touchpoints) for one in made.plan.fragments)
    (problem,) = [one for one in made.warnings if one.code == "composite_stubs"]
    assert problem.part("found") == f"{count} teksten zijn nog niet herschreven."


def test_a_case_that_changed_since_the_plan_is_told(tmp_path: Path) -> None:
    file = proposed(tmp_path)
    path = tmp_path / "zaak_alfa" / "case.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "title: anders\n", encoding="utf-8")
    made = made_from(file, tmp_path / "uit", ON)
    assert [one.code for one in made.warnings if one.code == "composite_changed"] == ["composite_changed"]


def test_the_name_of_a_case_is_no_name_for_the_composite(tmp_path: Path) -> None:
    paths = cases(tmp_path)
    with pytest.raises(InputRefused) as error:
        propose_plan(paths, "zaak_bravo", tmp_path / "plan.yaml", ON)
    assert [one.code for one in error.value.problems] == ["composite_source_id"]
    assert [one.code for one in refused(changed(proposed(tmp_path / "weer"), id="zaak_alfa"), tmp_path / "uit")] == [
        "composite_source_id"
    ]


def test_a_case_that_is_gone_is_told_with_all_else_that_is_wrong(tmp_path: Path) -> None:
    file = proposed(tmp_path)
    (tmp_path / "zaak_bravo" / "case.yaml").unlink()
    plan, _, _ = load_plan(file)
    first, *others = [one.model_dump() for one in plan.fragments]
    changed(file, fragments=[{**first, "starts_after": -3}, *others])
    assert [one.code for one in refused(file, tmp_path / "uit")] == ["no_case_in_folder", "composite_gap"]
