"""Replacing a word everywhere in a case: values, comments and ids; nothing else changes, and it is written down."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from casekit.errors import InputRefused
from casekit.privacy.look import Hit, hits, look
from casekit.privacy.replace import replace_word
from casekit.read.case_file import read_case
from tests.privacy.hiding import case_text, write

ABOUT = {"reason": "een rol is genoeg", "by": "docent", "on": "2026-11-20"}


def hit_of(folder: Path, word: str) -> Hit:
    return next(hit for hit in hits(folder)[0] if word in hit.word)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "casus"
    text = case_text(
        comment="# mevrouw Pietersen las dit na",
        title="'Bij mevrouw Pietersen: een vraag'",
        label='"mevrouw Pietersen"',
        actor="pietersen",
        summary="|\n      De inwoner belt mevrouw Pietersen.\n      Pietersens dochter niet.",
    )
    write(folder, "case.yaml", text.replace("}}", "}"))
    write(
        folder,
        "codings/a.yaml",
        "# over Pietersen\ncodes: [{stall: K01-t1, cause: O3, rationale: Pietersen zei niets}]\n",
    )
    write(folder, "private/involved.yaml", "organisations: [{label: Pietersen}]\n")
    return folder


def test_the_word_goes_everywhere_and_ids_go_with_all_that_refers_to_them(folder: Path) -> None:
    before = (folder / "case.yaml").read_text()
    done = replace_word(folder, hit_of(folder, "Pietersen"), "de buurvrouw", **ABOUT)
    after = (folder / "case.yaml").read_text()
    case = read_case(folder)
    assert [actor.id for actor in case.actor_list] == ["inwoner", "de_buurvrouw"]
    assert case.touchpoint_list[0].to == ("de_buurvrouw",)
    assert case.title == "Bij mevrouw de buurvrouw: een vraag"
    assert "# mevrouw de buurvrouw las dit na" in after
    assert "Pietersens dochter" in after, "part of another word stays, and is found on its own"
    assert len(after.splitlines()) == len(before.splitlines())
    assert done.counts == {"case.yaml": 6, "codings/a.yaml": 2}
    assert "Pietersen" in (folder / "private/involved.yaml").read_text()


def test_the_log_says_what_sort_where_by_whom_and_why_and_never_what_stood_there(folder: Path) -> None:
    done = replace_word(folder, hit_of(folder, "Pietersen"), "de buurvrouw", **ABOUT)
    text = done.log.read_text()
    (row,) = yaml.safe_load(text)["replaced"]
    assert "pietersen" not in text.casefold()
    assert (row["by"], row["why"], row["with"]) == ("docent", "een rol is genoeg", "de buurvrouw")
    assert "case.yaml: touchpoints.1.summary" in row["where"]
    assert "case.yaml: #" in row["where"]
    assert done.log == folder / "private" / "log.yaml"


def test_what_stood_there_is_kept_in_a_backup_that_never_leaves(folder: Path) -> None:
    from casekit.read.backups import open_backup

    before = (folder / "case.yaml").read_bytes()
    done = replace_word(folder, hit_of(folder, "Pietersen"), "de buurvrouw", **ABOUT)
    assert open_backup(done.backup.path).files["case.yaml"] == before
    assert done.backup.path.parent == folder / "private" / "backups"


def test_an_id_that_is_there_already_is_refused_and_nothing_changes(folder: Path) -> None:
    before = (folder / "case.yaml").read_bytes()
    with pytest.raises(InputRefused):
        replace_word(folder, hit_of(folder, "Pietersen"), "inwoner", **ABOUT)
    assert (folder / "case.yaml").read_bytes() == before
    assert not (folder / "private" / "log.yaml").exists()


@pytest.mark.parametrize(
    "text", ["a: b", "# x", "[x", "'", '"', "{y}", "- z", "ja", "null", "@wijk", "a, b", "*", "2021"]
)
def test_signs_that_mean_something_in_the_file_are_text_in_a_value(text: str, tmp_path: Path) -> None:
    write(tmp_path, "case.yaml", case_text(label="mevrouw Pietersen", summary="bij mevrouw Pietersen, daar"))
    replace_word(tmp_path, hit_of(tmp_path, "Pietersen"), text, **ABOUT)
    case = read_case(tmp_path)
    assert case.touchpoint_list[0].summary in (f"bij mevrouw {text}, daar", f"bij {text}, daar")


def test_what_may_never_leave_can_be_replaced_too(tmp_path: Path) -> None:
    write(tmp_path, "case.yaml", case_text(summary="BSN 111222333 en nog eens 111222333"))
    done = replace_word(tmp_path, hit_of(tmp_path, "111222333"), "een nummer", **ABOUT)
    assert done.counts == {"case.yaml": 2}
    assert [one for one in look(tmp_path).found if one.severity == "BLOCK"] == []


def test_what_stands_in_another_sort_of_file_is_for_the_program_that_made_it(tmp_path: Path) -> None:
    write(tmp_path, "case.yaml", case_text())
    write(tmp_path, "brief.txt", "BSN 111222333")
    with pytest.raises(InputRefused, match="cannot replace anything"):
        replace_word(tmp_path, hit_of(tmp_path, "111222333"), "een nummer", **ABOUT)
