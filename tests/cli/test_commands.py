"""What every command keeps to: exit codes, languages, help, messages on stderr, only JSON on stdout, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from casekit.cli.frame import COMMANDS
from casekit.text import LANGUAGES
from tests.few import mostly_slow

ROOT = Path(__file__).parents[2]
TWELVE = str(ROOT / "cases" / "twaalf-regels")
FLAGSHIP = str(ROOT / "cases" / "bijstand-aanvraag")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return run


def process(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "casekit", *words], capture_output=True, text=True, check=False, **more
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_lists_every_command_in_the_language_asked_for(run: Any, lang: str) -> None:
    code, out, err = run("--help", "--lang", lang)
    assert (code, err) == (0, "")
    assert out.startswith({"nl": "Gebruik: casekit", "en": "Usage: casekit"}[lang])
    assert all(f"\n  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_a_language_and_json(run: Any, command: str, lang: str) -> None:
    code, out, err = run(command, "--help", "--lang", lang)
    assert (code, err) == (0, "")
    heading = {"nl": "Voorbeeld:", "en": "Example:"}[lang]
    assert f"casekit {command}" in out.split(heading)[1]
    for option in ("--lang", "--json", "--help"):
        assert option in out
    foreign = {"nl": ("Usage", "Options", "Show this"), "en": ("Gebruik", "Opties", "Laat")}[lang]
    assert not any(word in out for word in foreign)


@pytest.mark.parametrize("words", [("--lang", "en", "check"), ("check", "--lang", "en"), ("check", "--lang=en")])
def test_the_language_may_stand_anywhere(run: Any, words: tuple[str, ...]) -> None:
    code, out, _ = run(*words, TWELVE)
    assert code == 0
    assert "in order (" in out


@pytest.mark.parametrize(
    ("words", "nl", "en"),
    [
        (["chek"], "Bedoelt u 'check'?", "Did you mean 'check'?"),
        (["xyz"], "bestaat niet", "xyz"),
        (["check"], "ontbreekt", "missing"),
        (["check", TWELVE, "--jsn"], "Bedoelt u '--json'?", "Did you mean '--json'?"),
        (["check", TWELVE, "--lang", "fr"], "nl, en", "nl, en"),
        (["check", TWELVE, "--lang"], "--lang", "--lang"),
        (["import", "x.json"], "--output ontbreekt", "--output"),
        (["figure", "timelin", TWELVE, "-o", "x.svg"], "timeline, network", "timeline, network"),
        (["figure", "timeline", TWELVE, "-o", "x.bmp"], "x.bmp", "x.bmp"),
        (["figure", "timeline", TWELVE, "-o", "x.svg", "--sheet", "a"], "--sheet past niet", "--sheet"),
        (["figure", "timeline", TWELVE, "-o", "x.svg", "--sheet", "9"], "bladen", "sheet"),
        (["figure", "network", TWELVE, "te", "veel", "-o", "x.svg"], "woord te veel", "too many"),
        (["demo", "x"], "woord te veel", "too many"),
    ],
)
def test_wrong_usage_is_exit_2_with_a_hint_on_stderr(
    run: Any, words: list[str], nl: str, en: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for lang, expected in (("nl", nl), ("en", en)):
        code, out, err = run("--lang", lang, *words)
        assert (code, out) == (2, "")
        assert expected in err
        assert "--help" in err
        assert err.startswith({"nl": "Fout: ", "en": "Error: "}[lang])
    assert os.listdir(tmp_path) == []


def test_without_a_command_the_help_is_shown_and_that_is_wrong_usage(run: Any) -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert err.startswith("Gebruik: casekit")


def test_the_version_is_shown(run: Any) -> None:
    code, out, _ = run("--version")
    assert (code, out.split()[-1]) == (0, "0.1.0")


BAD = {
    "leeg.yaml": b"",
    "tabs.yaml": b"id: c\nactors:\n\t- {id: a}\n",
    "aanhaling.yaml": b'id: c\ntitle: "open\n',
    "binair.yaml": bytes(range(256)),
    "utf16.yaml": "id: c".encode("utf-16"),
    "lijst.json": b"[1, 2]",
    "lijst.yaml": b"- id: c\n",
    "niets.yaml": b"id: c\nactors: [{id: a}]\ntouchpoints: []\n",
    "actor.yaml": b"id: c\nactors: [{id: a, kind: inwoner}]\ntouchpoints: [{id: t, from: a, to: b, kind: vraag}]\n",
    "soort.yaml": b"id: c\nactors: [{id: a, kind: inwoner}]\ntouchpoints: [{id: t, from: a, to: a, kind: vrag}]\n",
    "diep.yaml": b"id: " + b"[" * 100_000,
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_exit_1_with_file_found_expected_and_do_for_every_command_and_nothing_is_written(
    run: Any, name: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(BAD[name])
    for words in (["check"], ["stalls"], ["figure", "timeline", "-o", "f.svg"], ["import", "--output", "uit"]):
        code, _, err = run(*words, name, "--lang", lang)
        assert code == 1
        assert err.startswith({"nl": "Fout", "en": "Error"}[lang] + f": {name}")
        assert {"nl": "Verwacht:", "en": "Expected:"}[lang] in err
        assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize(
    "command", [["check"], ["stalls"], ["figure", "network", "-o", "f.svg"], ["import", "--output", "u"]]
)
def test_with_json_stdout_holds_json_alone_also_when_the_input_is_refused(
    run: Any, command: list[str], tmp_path: Path
) -> None:
    code, out, _ = run(*command, str(tmp_path / "x.yaml"), "--json", "--lang", "en")
    data = json.loads(out)
    assert code == 1
    (problem,) = data["problems"]
    assert set(problem) == {"severity", "code", "file", "line", "cell", "found", "expected", "do"}
    assert problem["code"] in ("no_file", "no_such_file", "no_chronology")
    assert problem["found"] == "this file does not exist."


@pytest.mark.parametrize("lang", mostly_slow(LANGUAGES, "nl"))
def test_an_output_that_cannot_be_written_is_exit_1_in_words(run: Any, lang: str, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x")
    (tmp_path / "map.svg").mkdir()
    for words in (
        ["figure", "network", TWELVE, "-o", str(tmp_path / "bestand" / "f.svg")],
        ["figure", "network", TWELVE, "-o", str(tmp_path / "map.svg")],
        ["demo", "-o", str(tmp_path / "bestand")],
        ["schema", "-o", str(tmp_path / "map.svg")],
    ):
        code, out, err = run(*words, "--lang", lang)
        assert (code, out) == (1, "")
        assert err.startswith({"nl": "Fout: ", "en": "Error: "}[lang])
        assert {"nl": "kan niet worden geschreven", "en": "cannot be written"}[lang] in err
        assert ".tmp" not in err
    assert sorted(os.listdir(tmp_path)) == ["bestand", "map.svg"]


def test_as_a_process_the_exit_codes_and_streams_are_the_same(tmp_path: Path) -> None:
    good, bad, wrong = process("check", TWELVE), process("check", str(tmp_path)), process("check")
    assert [done.returncode for done in (good, bad, wrong)] == [0, 1, 2]
    assert "in orde" in good.stdout
    assert "Let op" in good.stderr
    assert "Fout" in bad.stderr
    assert wrong.stdout == ""


def test_a_terminal_that_cannot_show_a_sign_is_no_reason_to_stop() -> None:
    done = process("stalls", TWELVE, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
def test_a_reader_that_stops_reading_is_no_error() -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "casekit", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.read(10)
    writer.stdout.close()
    assert b"Traceback" not in writer.stderr.read()
    writer.stderr.close()
    writer.wait(30)


@pytest.mark.slow
def test_help_comes_within_a_third_of_a_second() -> None:
    taken = []
    for _ in range(7):
        start = time.perf_counter()
        assert process("--help").returncode == 0
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.3
