"""`casekit diff`: what changed between two versions, in words and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from casekit.cli import main

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str]:
    old = CASES / "twaalf-regels" / "case.yaml"
    new = Path(shutil.copy(old, tmp_path / "nieuw.yaml"))
    text = new.read_text(encoding="utf-8").replace("kind: klacht}", "kind: escalatie, when: 2021-03}")
    lines = text.replace("title: Mijn", "# een nieuwe titel\ntitle:   Onze").splitlines()
    new.write_text("\n".join([*lines[:12], *lines[13:], lines[12]]) + "\nrelease: intern\n", encoding="utf-8")
    return str(old), str(new)


def test_each_change_is_a_line_and_comments_and_layout_do_not_count(
    versions: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *versions]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "  de casus: titel was Mijn eerste casus, is Onze eerste casus",
        "  t11: wanneer is nu 2021-03",
        "  t2: staat nu na t12",
        "  de casus: vrijgave is nu intern",
    ]
    assert main(["diff", *reversed(versions), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "4 changes." in out
    assert "  t11: when was 2021-03, is now empty\n" in out
    assert "  t2: now stands after t1\n" in out


def test_versions_that_say_the_same_do_not_differ(capsys: pytest.CaptureFixture[str]) -> None:
    case = str(CASES / "kinderarmoede")
    assert main(["diff", case, f"{case}/case.yaml"]) == 0
    assert capsys.readouterr().out.startswith("Geen verschillen tussen ")


def test_the_changes_come_as_json(versions: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *versions, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["a"], data["b"]) == versions
    assert [(change["what"], change["path"], change["after"]) for change in data["changes"]][1:3] == [
        ("changed", ["touchpoints", "t11", "when"], None),
        ("moved", ["touchpoints", "t2"], "t12"),
    ]


def test_the_problems_of_both_versions_come_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.yaml").write_text("- x", encoding="utf-8")
    assert main(["diff", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")]) == 1
    assert capsys.readouterr().err.count("Fout: ") == 2
