"""`casekit votes`: a ballot that shows nothing of the analysis, votes that are kept, and the two side by side."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from casekit.examples import example
from casekit.stalls.run import analyse
from casekit.stalls.statement import name

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the smallest case, on which nobody voted."""
    folder = tmp_path / "twaalf-regels"
    shutil.copytree(CASES / "twaalf-regels", folder, ignore=shutil.ignore_patterns("codings", "votes"))
    return folder


@pytest.fixture
def votes(case: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def votes(*words: str) -> tuple[int, Any, str]:
        code = main(["votes", str(case), *words])
        shown = capsys.readouterr()
        out = json.loads(shown.out) if "--json" in words and code == 0 else " ".join(shown.out.split())
        return code, out, " ".join(shown.err.split())

    return votes


SAVE = ("--save", "sessie-1", "--present", "12", "--dots", "t3=4", "--dots", "t8=2")


def kinds_and_keys() -> list[str]:
    stalls = analyse(example("twaalf-regels")).stalls
    return [word for stall in stalls for word in (stall.key, name(stall.kind), stall.kind + " ")]


def test_before_anybody_voted_the_places_are_there_and_no_stall_is(votes: Any) -> None:
    code, out, _ = votes()
    assert code == 0
    assert all(f"t{n} (" in out for n in range(1, 13))
    assert "Stem voordat iemand de analyse ziet." in out
    assert not [word for word in kinds_and_keys() if word in out]


def test_in_json_the_analysis_is_sealed_too(votes: Any) -> None:
    _, data, _ = votes("--json")
    assert (data["sealed"], data["analysis"], data["sessions"]) == (True, None, [])
    assert [place["touchpoint"] for place in data["places"]] == [f"t{n}" for n in range(1, 13)]
    assert not [word for word in kinds_and_keys() if word in json.dumps(data, ensure_ascii=False)]


def test_the_ballot_stays_sealed_when_there_are_votes(votes: Any) -> None:
    votes(*SAVE)
    _, out, _ = votes("--ballot", "--places", "t4,t1")
    assert "1. t1 (" in out
    assert "2. t4 (" in out
    assert "t3 (" not in out
    assert not [word for word in kinds_and_keys() if word in out]
    _, data, _ = votes("--ballot", "--json")
    assert "room" not in data


def test_votes_are_kept_with_the_places_that_got_none(votes: Any, case: Path) -> None:
    code, out, _ = votes(*SAVE, "--places", "t1,t3,t8", "--on", "2026-03-04", "--note", "eerste keer")
    assert code == 0
    assert "(6 van de 36 stippen, 12 aanwezigen)" in out
    kept = (case / "votes" / "sessie-1.yaml").read_text(encoding="utf-8")
    assert kept.splitlines()[-2:] == ["whole_ballot: true", "note: eerste keer"]
    assert kept.startswith("held_on: 2026-03-04\npresent: 12\ncounts:\n  t1: 0\n  t3: 4\n  t8: 2\n")


def test_the_room_stands_beside_the_analysis(votes: Any) -> None:
    votes(*SAVE, "--dots", "t10=1", "--places", "t1,t3,t8,t10")
    _, out, _ = votes()
    both, _, rest = out.partition("Alleen de zaal (2)")
    room, _, analysis = rest.partition("Alleen de analyse (2)")
    assert "hier: K01-t10: onbeantwoord verzoek" in both
    assert "Kandidaat (sessie-1)" in room
    assert "4 stippen, van ten minste 2 mensen." in room
    assert (
        "K01-t1: onbeantwoord verzoek, inwoner – gemeente, een onbekend aantal dagen. Stond op het biljet van"
        in analysis
    )
    assert "Waarom zag niemand dit?" in analysis


def test_nobody_is_asked_why_they_did_not_see_what_they_could_not_vote_on(votes: Any) -> None:
    votes("--save", "sessie-1", "--present", "12", "--dots", "t3=4", "--places", "t1,t3")
    _, out, _ = votes()
    overlooked, _, closed = out.partition("Stond niet op het biljet; hierop kon niemand stemmen:")
    assert "K01-t1:" in overlooked
    assert "Waarom zag niemand dit?" in overlooked
    assert "niet vastgelegd" not in out
    assert "K01-t10:" in closed
    assert "Waarom" not in closed
    _, data, _ = votes("--json")
    ballots = {one["stall"]: (one["votable"], one["on_ballot"], one["off_ballot"]) for one in data["analysis"]}
    assert ballots["K01-t1"] == (True, ["sessie-1"], [])
    assert ballots["K01-t10"] == (False, [], ["sessie-1"])


def test_a_ballot_that_nobody_wrote_down_is_not_known(votes: Any) -> None:
    votes(*SAVE)
    _, out, _ = votes()
    assert "hierop kon niemand stemmen" not in out
    assert "is niet vastgelegd of de plek erop stond" in out


def test_what_is_wrong_on_the_command_line_is_told_at_its_option(votes: Any, case: Path) -> None:
    code, _, err = votes("--save", "s", "--present", "0", "--per-person", "21", *("--dots", "t99=1", "--dots", "x"))
    assert code == 1
    assert "--present: er staat dat er 0 mensen waren." in err
    assert "Vul minstens 1 mens in." in err
    assert "--per-person: er staat dat ieder 21 stippen had." in err
    assert "--dots: 'x' is geen contactmoment" in err
    assert "--dots: het contactmoment 't99'" in err
    assert err.count("Fout:") == 4
    assert str(case) not in err
    _, _, err = votes("--save", "s", "--present", "3", "--dots", "t3=1", "--places", "t77")
    assert "--places: het contactmoment 't77'" in err
    assert "--dots: er zijn stippen voor 't3'" in err


def test_votes_after_the_analysis_stand_apart(votes: Any) -> None:
    _, out, _ = votes(*SAVE, "--after-analysis")
    assert "staan apart" in out
    _, out, _ = votes()
    assert "Er is nog geen stemming van vóór de analyse." in out
    assert "Na het zien van de analyse." in out
    _, data, _ = votes("--json")
    assert (data["room"], data["both"]) == ([], [])
    assert [place["touchpoint"] for place in data["after_analysis"]["places"]] == ["t3", "t8"]


def test_json_has_the_columns_in_codes(votes: Any) -> None:
    votes(*SAVE)
    _, data, _ = votes("--json")
    assert data["sessions"] == [{"session": "sessie-1", "held_on": None, "present": 12, "dots": 3, "given": 6}]
    assert [(one["touchpoint"], one["dots"], one["candidate"]) for one in data["room"]] == [
        ("t3", 4, True),
        ("t8", 2, False),
    ]
    assert [one["stall"] for one in data["analysis"]] == ["K01-t1", "K01-t10", "K07-t5-t7-t9"]


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_kept(votes: Any, case: Path) -> None:
    code, _, err = votes(
        *("--save", "../weg", "--present", "2", "--dots", "t1=9", "--dots", "t99=1"),
        *("--dots", "veel", "--dots", "t1=2", "--on", "ooit", "--places", "t2"),
    )
    assert code == 1
    for found in ("'../weg'", "'t99'", "'veel'", "'t1' staat twee keer", "'ooit'", "'t1', en dat staat niet bij"):
        assert found in err
    assert not (case / "votes").exists()
    code, _, err = votes("--save", "s", "--present", "2", "--dots", "t1=9")
    assert (code, "9 stippen geteld" in err) == (1, True)


def test_what_a_room_voted_is_never_replaced(votes: Any, case: Path) -> None:
    votes(*SAVE)
    kept = (case / "votes" / "sessie-1.yaml").read_bytes()
    code, _, err = votes("--save", "sessie-1", "--present", "9", "--dots", "t99=1")
    assert code == 1
    assert "al stemmen van de sessie" in err
    assert "t99" in err
    assert (case / "votes" / "sessie-1.yaml").read_bytes() == kept


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--present", "3"), "hoort bij --save: --present"),
        (("--after-analysis",), "--after-analysis"),
        (("--save", "s"), "--present en --dots"),
        (("--save", "s", "--present", "3"), "--present en --dots"),
        (("--ballot", *SAVE), "Kies er één"),
    ],
)
def test_an_option_that_would_do_nothing_is_wrong_usage(votes: Any, words: tuple[str, ...], told: str) -> None:
    code, _, err = votes(*words)
    assert (code, told in err) == (2, True)


def test_more_places_than_fit_are_refused_and_a_long_case_says_so(
    votes: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "lang"
    shutil.copytree(CASES / "kinderarmoede", folder, ignore=shutil.ignore_patterns("codings", "votes"))
    assert main(["votes", str(folder)]) == 0
    assert "--places" in capsys.readouterr().out
    assert main(["votes", str(folder), "--places", ",".join(f"t{n}" for n in range(1, 17))]) == 1
    assert "16 plekken" in capsys.readouterr().err
    code, _, err = votes("--places", "t1,t77")
    assert (code, "'t77'" in err) == (1, True)
