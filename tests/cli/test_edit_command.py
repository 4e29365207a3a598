"""`casekit edit`: what is asked is done and told, the rest stays, and what cannot be is refused as a whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import casekit as ck
from casekit.cli import main

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return shutil.copytree(CASES / "twaalf-regels", tmp_path / "twaalf-regels")


@pytest.fixture
def text(case: Path) -> str:
    return (case / "case.yaml").read_text(encoding="utf-8")


def edit(case: Path, *arguments: str) -> int:
    return main(["edit", str(case), *arguments])


def codes(capsys: pytest.CaptureFixture[str], case: Path, *arguments: str) -> list[str]:
    """The codes of the problems of an edit that is refused and writes nothing."""
    before = (case / "case.yaml").read_bytes()
    assert edit(case, *arguments, "--json") == 1
    assert (case / "case.yaml").read_bytes() == before
    out, err = capsys.readouterr()
    assert err.count("Fout: ") == len(json.loads(out)["problems"])
    return [problem["code"] for problem in json.loads(out)["problems"]]


def test_a_field_is_set_told_and_saved_and_the_rest_stays(
    case: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edit(case, "--set", "t3.when=5 maart 2021", "--set", "titel=Eén brief") == 0
    assert (case / "case.yaml").read_text(encoding="utf-8") == text.replace("Mijn eerste casus", "Eén brief").replace(
        "kind: verzoek om stukken}", "kind: verzoek om stukken, when: 2021-03-05}"
    )
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "de casus: titel was Mijn eerste casus, is Eén brief",
        "t3: wanneer is nu 2021-03-05",
        f"Bewaard: {case / 'case.yaml'}.",
    ]
    assert err == ""


def test_rows_are_added_and_removed_and_a_new_row_can_be_named_at_once(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "id=t13, van=gemeente, naar=inwoner; wijkteam, kind=betaling, summary=betaalt, later dan gezegd"
    arguments = ["--add-touchpoint", row, "--add", "Bronnen", "id=brief", "--set", "t13.source=brief"]
    assert edit(case, *arguments, "--add-actor", "id=school", "--remove", "t12", "--lang", "en") == 0
    read = ck.read_case(case)
    assert (read.touchpoint_list[-1].id, read.touchpoint_list[-1].to) == ("t13", ("inwoner", "wijkteam"))
    assert (read.touchpoint_list[-1].source, read.actor_list[-1].kind) == (("brief",), "school")
    out, _ = capsys.readouterr()
    assert "t12: removed (from gemeente; to inwoner; kind decision)\n" in out
    assert "t13: added (from gemeente; to inwoner, wijkteam; kind payment; summary betaalt, later dan gezegd" in out


def test_a_field_is_emptied(case: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert edit(case, "--unset", "title") == 0
    assert (case / "case.yaml").read_text(encoding="utf-8") == text.replace("title: Mijn eerste casus\n", "")
    assert "de casus: titel was Mijn eerste casus, is nu leeg" in capsys.readouterr().out


def test_a_dry_run_tells_and_writes_nothing(case: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert edit(case, "--set", "title=Anders", "--dry-run") == 0
    assert "titel was Mijn eerste casus, is Anders\nNiet bewaard" in capsys.readouterr().out
    assert (case / "case.yaml").read_text(encoding="utf-8") == text
    assert os.listdir(case) == os.listdir(CASES / "twaalf-regels")


def test_what_the_file_says_already_leaves_it_as_it_is(
    case: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert edit(case, "--set", "t1.kind=application", "--set", "t2.turning_point=nee") == 0
    assert "Er verandert niets" in capsys.readouterr().out
    assert (case / "case.yaml").read_text(encoding="utf-8") == text


def test_the_outcome_comes_as_json_with_whole_values(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "Een lange samenvatting. " * 10
    assert edit(case, "--set", f"t1.summary={long}", "--set", "eigen veld.x=1") == 1
    capsys.readouterr()
    assert edit(case, "--set", f"t1.summary={long}", "--json") == 0
    out, err = capsys.readouterr()
    data: dict[str, Any] = json.loads(out)
    assert (err, data["saved"], len(data["changes"])) == ("", True, 1)
    change = data["changes"][0]
    assert (change["what"], change["path"], change["old"]) == ("changed", ["touchpoints", "t1", "summary"], None)
    assert change["new"] == long
    assert len(change["text"]) < 100


def test_all_problems_come_at_once_and_nothing_is_written(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--set", "t33.when=2021", "--set", "t3.wannee=2021", "--set", "t3.when=morgen", "--unset", "bla"]
    arguments += ["--set", "t4.kind=vraagg", "--set", "t5.to=gemeent", "--add", "boodschap", "x=1"]
    found = codes(capsys, case, *arguments)
    assert sorted(found) == sorted(
        [
            "no_such_list",
            "key_no_row",
            "key_no_field",
            "cell_no_moment",
            "key_no_field",
            "unknown_word",
            "unknown_actor",
        ]
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--set", "t3.kind=vraagg"], "unknown_word"),
        (["--set", "t3.to=nergens"], "unknown_actor"),
        (["--set", "t3.experience=9"], "wrong_value"),
        (["--set", "t3.responds_to=t12"], "reply_to_later"),
        (["--unset", "t3.kind"], "missing_field"),
        (["--remove", "inwoner"], "unknown_actor"),
        (["--add-touchpoint", "id=t1, from=inwoner, to=gemeente, kind=vraag"], "double_id"),
        (["--add-touchpoint", "from=inwoner, to=gemeente, kind=vraag"], "missing_field"),
        (["--set", "title=a", "--set", "titel=b"], "key_twice"),
        (["--set", "id=a/b"], "not_a_folder_name"),
        (["--set", "t3.note=a\x1bb"], "control_character"),
    ],
)
def test_an_edit_that_would_make_the_case_wrong_is_refused(
    case: Path, arguments: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code in codes(capsys, case, *arguments)


def test_a_warning_is_told_only_when_it_is_new(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert edit(case, "--set", "t1.when=2021-03-05", "--set", "t2.when=2021-03-01") == 0
    assert "t2 staat na t1, maar heeft een eerdere datum" in capsys.readouterr().err
    assert edit(case, "--set", "title=x") == 0
    assert capsys.readouterr().err == ""


def test_a_comment_that_lost_its_place_is_pointed_at(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = case / "case.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("eerste casus\n", "eerste casus # let op\n"), encoding="utf-8"
    )
    assert edit(case, "--unset", "title") == 0
    assert "regel 3: 1 keer stond er commentaar" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8").splitlines()[2] == "# let op"


def test_an_edit_can_mend_a_case_that_is_not_in_order(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = case / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: klacht", "kind: klagt"), encoding="utf-8")
    assert edit(case, "--set", "title=x") == 1
    assert edit(case, "--set", "t11.kind=klacht") == 0
    assert "t11: soort is nu klacht" in capsys.readouterr().out
    assert ck.read_case(case)


@pytest.mark.parametrize("arguments", [[], ["--set", "title"], ["--set", "=x"], ["--add", "actors"]])
def test_an_edit_that_says_nothing_is_wrong_usage(case: Path, arguments: list[str]) -> None:
    assert edit(case, *arguments) == 2


def test_a_file_that_is_broken_missing_or_a_link_is_refused(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "case.yaml").symlink_to(case / "case.yaml")
    before = (case / "case.yaml").read_bytes()
    for path in (tmp_path / "link", tmp_path / "nergens", tmp_path):
        assert edit(path, "--set", "title=x") == 1
        assert "Fout: " in capsys.readouterr().err
    assert (case / "case.yaml").read_bytes() == before
    (case / "case.yaml").write_text("a: b: c", encoding="utf-8")
    assert edit(case, "--set", "title=x") == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may write everything")
def test_a_file_that_may_not_be_written_is_left_alone(case: Path, text: str) -> None:
    (case / "case.yaml").chmod(0o444)
    assert edit(case, "--set", "title=x") == 1
    assert (case / "case.yaml").read_text(encoding="utf-8") == text


@pytest.mark.slow
def test_four_programs_that_edit_one_case_lose_none_of_four_hundred_edits_without_saying_so(case: Path) -> None:
    code = (
        "import sys\n"
        "from casekit.cli import main\n"
        "for n in range(100):\n"
        "    name = f'p{sys.argv[2]}n{n}'\n"
        "    done = main(['edit', sys.argv[1], '--add', 'items', 'id=' + name, '--json'])\n"
        "    print('kept' if done == 0 else 'reported', name, file=sys.stderr)\n"
    )
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(case), str(number)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    lines = [line.split() for program in programs for line in program.communicate()[1].splitlines()]
    told = {words[1]: words[0] for words in lines if words[0] in ("kept", "reported")}
    assert [program.returncode for program in programs] == [0, 0, 0, 0]
    assert len(told) == 400
    assert {item.id for item in ck.read_case(case).items} == {name for name, what in told.items() if what == "kept"}
    assert list(told.values()).count("kept") > 300  # a program that waits ten seconds for its turn says so
