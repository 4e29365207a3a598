"""A release: what stands in its way is told all at once; what leaves is whole, always the same, and has a receipt."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

import casekit as ck
from casekit.errors import InputRefused
from casekit.release.levels import LEVELS
from casekit.release.receipts import content_hash
from casekit.release.run import prepare, release
from tests.release.working import CASE, READ, asked, working


def codes(folder: Path, level: str, severity: str = "error", **other: Any) -> set[str]:
    """The codes of what refuses a release; or, of one that passed, of what deserves attention."""
    try:
        ready = prepare(folder, asked(level, **other))
    except InputRefused as refused:
        return {one.code for one in refused.problems if one.severity == severity}
    return {one.code for one in ready.warnings if one.severity == severity}


@pytest.mark.parametrize("level", LEVELS)
def test_a_case_with_all_that_is_asked_passes_at_every_level(tmp_path: Path, level: str) -> None:
    assert codes(working(tmp_path), level) == set()


# R01


def test_without_consent_nothing_leaves(tmp_path: Path) -> None:
    assert "consent_missing" in codes(working(tmp_path, consent={}), "A")


def test_consent_for_a_smaller_circle_is_not_enough(tmp_path: Path) -> None:
    sources = [
        {"source": "gesprek_moeder", "obtained": "2025-01-10", "level": "O"},
        {"source": "dossier_team", "obtained": "2025-01-10", "level": "A"},
    ]
    folder = working(tmp_path, consent={"sources": sources})
    assert "consent_too_low" in codes(folder, "A")
    assert "consent_too_low" not in codes(folder, "O")


def test_a_withdrawn_source_blocks_and_lists_what_rests_on_it(tmp_path: Path) -> None:
    sources = [
        {"source": "gesprek_moeder", "obtained": "2025-01-10", "level": "W", "withdrawn": "ja"},
        {"source": "dossier_team", "obtained": "2025-01-10", "level": "W"},
    ]
    with pytest.raises(InputRefused) as refused:
        prepare(working(tmp_path, consent={"sources": sources}), asked("O"))
    (withdrawn,) = (one for one in refused.value.problems if one.code == "consent_withdrawn")
    assert "t1, t3" in withdrawn.sentence("nl")


# R02


def test_who_is_in_the_room_is_told_and_refuses_nothing(tmp_path: Path) -> None:
    folder = working(tmp_path)
    register = "organisations:\n  - {organisation: Stichting Voorbeeld, actor: loket_zuid}\n"
    (folder / "private" / "involved.yaml").write_text(register, encoding="utf-8")
    there = tmp_path / "zaal.txt"
    there.write_text("Woningcorporatie Elders\nStichting Voorbeeld\n", encoding="utf-8")
    ready = prepare(folder, asked("A", present=str(there)))
    (meets,) = (one for one in ready.warnings if one.code == "room_meets")
    assert "let op: deze organisatie komt voor in de casus" in meets.sentence("nl").lower()
    assert meets.line == 2
    room = ready.receipt["checks"][-1]
    assert room == {"check": "room", "outcome": "warned", "meets": 1}


def test_that_nobody_looked_at_the_room_is_told(tmp_path: Path) -> None:
    assert "release_nobody_named" in codes(working(tmp_path), "A", "warning")


# R03


def test_a_table_with_days_at_level_w_is_refused_with_the_field_to_coarsen(tmp_path: Path) -> None:
    table = tmp_path / "eigen.toml"
    table.write_text('[Touchpoint]\nwhen = ["days", "days", "days"]\n', encoding="utf-8")
    folder = working(tmp_path)
    with pytest.raises(InputRefused) as refused:
        prepare(folder, asked("W", levels=str(table)))
    (loosened,) = (one for one in refused.value.problems if one.severity == "error")
    assert (loosened.code, loosened.values["fields"]) == ("release_loosened", "Touchpoint.when")
    assert "release_loosened" in codes(folder, "A", "warning", levels=str(table))


def test_a_household_that_is_nearly_alone_is_refused_with_what_to_coarsen_first(tmp_path: Path) -> None:
    traits = [
        {"id": "gezin", "attribute": "household", "value": "eenoudergezin", "share": "0.08"},
        {"id": "werk", "attribute": "work", "value": "zeldzaam beroep", "share": "0.0001"},
    ]
    folder = working(tmp_path, {"traits": traits})
    with pytest.raises(InputRefused) as refused:
        prepare(folder, asked("O"))
    (few,) = (one for one in refused.value.problems if one.code == "population_too_few")
    assert "werk" in few.sentence("nl")


# R04: what may never leave, stops a release wherever it stands


@pytest.mark.parametrize("where", ["note", "comment", "coding", "beside"])
def test_a_number_that_points_to_a_person_blocks_wherever_it_stands(tmp_path: Path, where: str) -> None:
    folder = working(tmp_path, {"note": "bsn 111222333"} if where == "note" else None)
    if where == "comment":
        with (folder / "case.yaml").open("a", encoding="utf-8") as file:
            file.write("# bel 06-12345678\n")
    elif where == "coding":
        (folder / "codings").mkdir()
        row = "codes:\n  - {stall: K01-t1, cause: unknown, rationale: zie NL91ABNA0417164300}\n"
        (folder / "codings" / "codeur-a.yaml").write_text(row, encoding="utf-8")
    elif where == "beside":
        (folder / "aantekening.txt").write_text("mail naar iemand@voorbeeld.example", encoding="utf-8")
    assert "privacy_found" in codes(folder, "W")


def test_a_word_in_a_text_that_leaves_must_be_decided_on_and_one_that_stays_need_not(tmp_path: Path) -> None:
    rows = [
        {**CASE["touchpoints"][0], "summary": "mevrouw Ardoul vraagt een uitkering aan"},
        *CASE["touchpoints"][1:],
    ]
    folder = working(tmp_path, {"touchpoints": rows})
    assert "privacy_confirm" in codes(folder, "A")
    assert codes(folder, "W") == set()
    assert codes(folder, "A", texts=False) == set()


# R05


def test_two_releases_at_other_coarseness_are_told_to_be_easier_to_trace(tmp_path: Path) -> None:
    folder = working(tmp_path)
    release(folder, tmp_path / "een", asked("A"))
    assert "release_earlier" not in codes(folder, "A", "warning")
    ready = prepare(folder, asked("O"))
    (earlier,) = (one for one in ready.warnings if one.code == "release_earlier")
    assert "samen herleidbaarder" in earlier.sentence("nl")


# what else stands in the way


def test_without_a_second_reader_no_text_goes_to_the_atelier(tmp_path: Path) -> None:
    folder = working(tmp_path, consent={"readings": None})
    assert codes(folder, "A") == {"reading_missing"}
    assert codes(folder, "A", texts=False) == set()
    assert codes(folder, "A", second_reader="tweede lezer") == set()


def test_a_second_reading_is_added_to_what_was_recorded_once_the_release_went_through(tmp_path: Path) -> None:
    folder = working(tmp_path)
    file = folder / "private" / "consent.yaml"
    before = file.read_bytes()
    prepare(folder, asked("A", second_reader="collega"))
    assert file.read_bytes() == before
    release(folder, tmp_path / "uit", asked("A", second_reader="collega"))
    readings = yaml.safe_load(file.read_text(encoding="utf-8"))["readings"]
    assert [one["by"] for one in readings] == [READ["by"], "collega"]


def test_a_library_without_cases_is_told(tmp_path: Path) -> None:
    assert codes(working(tmp_path), "O", library=str(tmp_path / "nergens")) == {"no_file"}


def test_a_case_kept_too_long_does_not_leave(tmp_path: Path) -> None:
    assert "retention_passed" in codes(working(tmp_path, consent={"retention": "2026-01-01"}), "O")


def test_a_case_that_does_not_say_what_it_is_does_not_leave(tmp_path: Path) -> None:
    assert codes(working(tmp_path, {"status": None}), "O") == {"release_no_status"}


def test_a_release_is_not_released_again(tmp_path: Path) -> None:
    done = release(working(tmp_path), tmp_path / "uit", asked("A"))
    assert codes(done.folder, "W") == {"release_of_release"}


def test_a_real_municipality_with_product_and_year_is_told_while_it_stays(tmp_path: Path) -> None:
    folder = working(tmp_path, {"municipality": "Voorbeeldstad"})
    assert "combination" in codes(folder, "A", "warning")


def test_everything_that_stands_in_the_way_is_told_at_once(tmp_path: Path) -> None:
    folder = working(tmp_path, {"note": "bsn 111222333"}, {"retention": "2020-01-01", "readings": None})
    assert codes(folder, "A") == {"privacy_found", "retention_passed", "reading_missing"}


def test_a_slip_in_what_was_recorded_is_no_consent(tmp_path: Path) -> None:
    folder = working(tmp_path, consent={"retentie": "2020-01-01"})
    assert codes(folder, "O") == {"unknown_field"}


def test_a_name_does_not_go_onto_the_receipt(tmp_path: Path) -> None:
    assert codes(working(tmp_path), "O", recipients=("mevrouw Ardoul",)) == {"release_named"}


def test_words_in_the_ids_of_touchpoints_do_not_leave(tmp_path: Path) -> None:
    rows = [{**CASE["touchpoints"][0], "id": "belt_zeedijk"}]
    folder = working(tmp_path, {"touchpoints": rows})
    assert codes(folder, "A") == {"release_ids"}
    assert codes(folder, "O") == set()


def test_a_composite_with_texts_that_nobody_wrote_does_not_leave(tmp_path: Path) -> None:
    rows = [{**CASE["touchpoints"][0], "summary": "<inwoner vraagt iets aan>"}]
    folder = working(tmp_path, {"touchpoints": rows, "status": "samengesteld"})
    assert codes(folder, "W") == {"release_stubs"}


# what leaves


def test_nothing_is_written_when_something_stands_in_the_way(tmp_path: Path) -> None:
    folder = working(tmp_path, consent={"readings": None})
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputRefused):
        release(folder, tmp_path / "uit", asked("A"))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_release_goes_into_a_folder_of_its_own_and_never_over_another(tmp_path: Path) -> None:
    folder = working(tmp_path)
    done = release(folder, tmp_path / "uit", asked("A"))
    assert sorted(path.name for path in done.folder.iterdir()) == ["case.yaml", "receipt.yaml"]
    with pytest.raises(InputRefused) as refused:
        release(folder, tmp_path / "uit", asked("A"))
    assert refused.value.problems[0].code == "release_there"


def test_the_receipt_says_what_left_and_its_hash_is_that_of_the_files(tmp_path: Path) -> None:
    done = release(working(tmp_path), tmp_path / "uit", asked("A", recipients=("atelier van maart",)))
    receipt = yaml.safe_load((done.folder / "receipt.yaml").read_text(encoding="utf-8"))
    assert (receipt["case"], receipt["level"], str(receipt["date"])) == ("werkcasus", "A", "2026-03-02")
    assert receipt["recipients"] == ["atelier van maart"]
    assert "persoonsgegevens" in receipt["what_this_is"]["nl"]
    files = {path.name: path.read_bytes() for path in done.folder.iterdir() if path.name != "receipt.yaml"}
    assert receipt["content_hash"] == content_hash(files)
    assert {one["check"]: one["outcome"] for one in receipt["checks"]}["second_reader"] == "passed"


def test_a_copy_of_the_receipt_stays_with_the_researcher(tmp_path: Path) -> None:
    folder = working(tmp_path)
    done = release(folder, tmp_path / "uit", asked("A"))
    assert done.kept == folder / "private" / "releases" / "A-2026-03-02.yaml"
    kept, shared = (yaml.safe_load(path.read_bytes()) for path in (done.kept, done.folder / "receipt.yaml"))
    assert kept == done.ready.receipt | {"date": kept["date"]}
    assert {*kept} - {*shared} == {"made_from"}
    assert [one["check"] for one in kept["checks"]] == [*(one["check"] for one in shared["checks"]), "room"]
    again = release(folder, tmp_path / "nog-eens", asked("A"))
    assert again.kept is not None
    assert again.kept != done.kept


def test_the_word_anonymised_stands_nowhere(tmp_path: Path) -> None:
    done = release(working(tmp_path), tmp_path / "uit", asked("W"))
    text = "".join(path.read_text(encoding="utf-8") for path in done.folder.rglob("*.yaml")).lower()
    assert "geanonimiseerd" not in text
    assert "anonymised" not in text.replace("pseudonymised", "")


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_case_gives_the_same_bytes(tmp_path: Path, level: str) -> None:
    folder = working(tmp_path)
    first, second = (prepare(folder, asked(level)) for _ in range(2))
    assert first.files == second.files
    assert first.receipt == second.receipt


def test_the_private_folder_never_leaves(tmp_path: Path) -> None:
    done = release(working(tmp_path), tmp_path / "uit", asked("O"))
    assert not (done.folder / "private").exists()


@pytest.mark.parametrize("level", LEVELS)
def test_the_stalls_of_the_real_days_travel_and_nobody_counts_them_again(tmp_path: Path, level: str) -> None:
    folder = working(tmp_path)
    done = release(folder, tmp_path / "uit", asked(level))
    before, after = ck.analyse(ck.read_case(folder)), ck.analyse(ck.read_case(done.folder))
    assert [(one.key, one.verdict) for one in after.stalls] == [(one.key, one.verdict) for one in before.stalls]
    assert {one.kind: one.status for one in after.kinds} == {one.kind: one.status for one in before.kinds}
    assert after.assumptions == ("released",)


def test_what_if_is_not_worked_out_on_days_that_are_not_there(tmp_path: Path) -> None:
    done = release(working(tmp_path), tmp_path / "uit", asked("A"))
    case = ck.read_case(done.folder)
    with pytest.raises(InputRefused) as refused:
        ck.what_if(case, without=[ck.analyse(case).stalls[0].key])
    assert refused.value.problems[0].code == "whatif_released"


def test_what_people_coded_goes_to_the_atelier_and_not_to_a_public_workshop(tmp_path: Path) -> None:
    folder = working(tmp_path)
    key = ck.analyse(ck.read_case(folder)).stalls[0].key
    (folder / "codings").mkdir()
    coding = (
        f"role: docent\ncodes:\n  - {{stall: {key}, cause: O3, rationale: niemand keek of het aankwam, note: los}}\n"
    )
    (folder / "codings" / "codeur-a.yaml").write_text(coding, encoding="utf-8")
    files = prepare(folder, asked("A")).files
    row = yaml.safe_load(files["codings/codeur-1.yaml"])["codes"][0]
    assert row == {"stall": key, "cause": "O3", "rationale": "niemand keek of het aankwam"}
    assert not [name for name in files if "codeur-a" in name]
    assert "codings/codeur-1.yaml" not in prepare(folder, asked("W")).files


def test_the_hash_changes_with_one_sign_and_not_with_the_order() -> None:
    one, other = {"a": b"1", "b": b"2"}, {"a": b"1", "b": b"3"}
    assert content_hash(one) != content_hash(other)
    assert content_hash(one) == content_hash(dict(reversed(one.items())))
    assert len(content_hash(one)) == len(sha256(b"").hexdigest())


def test_how_far_the_case_stands_out_is_measured_among_its_neighbours(tmp_path: Path) -> None:
    folder = working(tmp_path)
    assert prepare(folder, asked("O")).singled == ()
    twin = folder.parent / "tweeling"
    twin.mkdir()
    text = (folder / "case.yaml").read_text(encoding="utf-8").replace("id: werkcasus", "id: tweeling")
    (twin / "case.yaml").write_text(text, encoding="utf-8")
    assert [(one.known, one.share) for one in prepare(folder, asked("O")).singled] == [(2, 0.0), (3, 0.0), (4, 0.0)]


def test_a_copy_of_the_case_in_a_library_does_not_hide_it(tmp_path: Path) -> None:
    folder = working(tmp_path)
    shared = tmp_path / "gedeeld"
    for name in ("werkcasus", "een-andere"):
        (shared / name).mkdir(parents=True)
        text = (folder / "case.yaml").read_text(encoding="utf-8").replace("id: werkcasus", f"id: {name}")
        text = text if name == "werkcasus" else text.replace("kind: besluit", "kind: bericht")
        (shared / name / "case.yaml").write_text(text, encoding="utf-8")
    found = prepare(folder, asked("O", library=str(shared))).singled
    assert {one.cases for one in found} == {2}
    assert found[-1].share == 1
