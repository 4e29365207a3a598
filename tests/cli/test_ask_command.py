"""`casekit ask`: on a real terminal, from a pipe and by options; every answer is kept at once."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import casekit as ck
from casekit.cli import main

BY = ("--by", "onderzoeker")
TEXT = """\
# een opmerking die blijft
format: 1
id: c
actors: [{id: i, kind: inwoner}, {id: g, kind: gemeente}]
touchpoints:
  - {id: t1, from: i, to: g, kind: vraag, when: 2021-03-01}
  - {id: t2, from: g, to: i, kind: ontvangst, when: 2021-03-05}
  - {id: t3, from: g, to: i, kind: antwoord, when: 2021-04-02}
"""
QUESTIONS = ("Moest t2 (ontvangst) gebeuren voordat t3 (antwoord) kon?", "Moest t1 (vraag) gebeuren voordat t2")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "case.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path / "c"


def ask(case: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "casekit", "ask", str(case), *arguments]
    return subprocess.run(words, input=typed, capture_output=True, text=True, check=False)


def answers(case: Path) -> list[tuple[str, str, str]]:
    return [(link.before, link.after, link.needed) for link in ck.read_case(case).links]


class Terminal:
    """`casekit ask` in a terminal: what is typed goes in, what is on the screen comes out."""

    def __init__(self, *words: str) -> None:
        import pty

        self.master, slave = pty.openpty()
        self.screen, self.seen = "", 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "casekit", "ask", *words],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True, preexec_fn=_own_terminal,
        )  # fmt: skip
        os.close(slave)

    def wait_for(self, text: str) -> None:
        """Read until a text comes after the one that was waited for before."""
        while (place := self.screen.find(text, self.seen)) < 0:
            assert self._read(), f"{text!r} did not come on the screen:\n{self.screen}"
        self.seen = place + len(text)

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def end(self, again: str = "") -> int:
        """The exit code; what is left for the screen is read first.

        `again` is pressed as long as nothing happens: a Ctrl-C just before Python waits for a key goes unseen.
        """
        while (more := self._read(2 if again else 20)) or (again and self.process.poll() is None):
            if not more:
                with suppress(OSError):
                    self.type(again)
        os.close(self.master)
        return self.process.wait(20)

    def _read(self, seconds: float = 20) -> bool:
        """Put what comes on the screen; false when nothing comes any more."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        try:
            piece = os.read(self.master, 4096).decode(errors="replace") if ready else ""
        except OSError:  # the other side is gone
            return False
        self.screen += piece
        return bool(piece)


def _own_terminal() -> None:
    """So that Ctrl-C reaches the process, as it does for people."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell ignores it for what it runs in the background
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    pytest.importorskip("pty")
    started: list[Terminal] = []
    yield started
    for one in started:
        if one.process.poll() is None:
            one.process.kill()


PROMPT = "ja, nee, weet niet of stop:"


def test_a_conversation_on_a_terminal_asks_who_answers_once_and_keeps_every_answer_at_once(
    case: Path, terminals: list[Terminal]
) -> None:
    terminals.append(terminal := Terminal(str(case)))
    terminal.wait_for("Noem een rol, geen naam:")
    terminal.type("onderzoeker\r")
    terminal.wait_for(QUESTIONS[0])
    terminal.wait_for(PROMPT)
    terminal.type("misschien\r")
    terminal.wait_for("Antwoord met ja, nee, weet niet (w) of stop.")
    terminal.wait_for(PROMPT)
    assert answers(case) == []
    terminal.type("j\r")
    terminal.wait_for(QUESTIONS[1])
    assert answers(case) == [("t2", "t3", "yes")]
    terminal.type("s\r")
    assert terminal.end() == 0
    assert terminal.screen.count("Noem een rol") == 1
    assert "1 antwoord bewaard in de casus." in terminal.screen
    assert "Er is nog 1 vraag open." in terminal.screen


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_stopping_with_a_key_keeps_what_was_answered(case: Path, key: str, terminals: list[Terminal]) -> None:
    terminals.append(terminal := Terminal(str(case), *BY))
    terminal.wait_for(PROMPT)
    terminal.type("weet niet\r")
    terminal.wait_for(QUESTIONS[1])
    terminal.wait_for(PROMPT)
    terminal.type(key)
    assert terminal.end(again=key) == 0
    assert answers(case) == [("t2", "t3", "unknown")]
    assert "Traceback" not in terminal.screen
    assert "1 antwoord bewaard" in terminal.screen


def test_what_somebody_else_answered_meanwhile_stays_and_the_next_question_comes(
    case: Path, terminals: list[Terminal]
) -> None:
    terminals.append(terminal := Terminal(str(case), *BY))
    terminal.wait_for(PROMPT)
    ck.answer(case, "t2", "t3", "nee", by="lector", on="2026-11-01")
    terminal.type("ja\r")
    terminal.wait_for("is al beantwoord: nee")
    terminal.wait_for(QUESTIONS[1])
    terminal.type("stop\r")
    assert terminal.end() == 1
    assert answers(case) == [("t2", "t3", "no")]


def test_the_end_of_input_is_a_stop_and_english_words_will_do(case: Path) -> None:
    done = ask(case, *BY, "--lang", "en", typed="no\n")
    assert done.returncode == 0
    assert "Did t2 (receipt) have to happen before t3 (answer) could?" in done.stdout
    assert answers(case) == [("t2", "t3", "no")]
    assert "The critical path was t1 → t2 → t3, and is now t1 → t3." in done.stdout
    assert (case / "case.yaml").read_text(encoding="utf-8").startswith(TEXT)


def test_when_all_is_answered_there_are_no_questions_and_nobody_is_asked_who_answers(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = ask(case, *BY, typed="nee\n" * 20)
    assert done.returncode == 0
    asked = [line for line in done.stdout.splitlines() if line.startswith("Moest ")]
    assert len(asked) == len(set(asked)) == len(answers(case)) == 2
    assert main(["ask", str(case)]) == 0
    (again,) = capsys.readouterr().out.splitlines()
    assert again.startswith("Geen vragen")


def test_answers_by_option_are_kept_with_who_and_when(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--answer", "t2,t3=ja", "--answer", "t1,t2=weet niet", "--on", "2026-11-01"]
    assert main(["ask", str(case), *BY, *options]) == 0
    assert answers(case) == [("t2", "t3", "yes"), ("t1", "t2", "unknown")]
    assert {(one.answered_by, one.answered_on) for one in ck.read_case(case).links} == {("onderzoeker", "2026-11-01")}
    assert "2 antwoorden bewaard" in capsys.readouterr().out


def test_json_lists_what_is_open_and_what_was_answered(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", str(case), *BY, "--answer", "t2,t3=nee", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data) == {"case", "path", "open", "answered", "replay", "saved"}
    assert data["saved"] == 1
    assert [(one["before"], one["after"], one["needed"]) for one in data["answered"]] == [("t2", "t3", "no")]
    assert [(one["before"], one["after"], one["days"]) for one in data["open"]] == [("t1", "t3", [32, 32])]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--answer", "t2,t99=ja", *BY], 1),
        (["--answer", "t3,t2=ja", *BY], 1),
        (["--answer", "t2,t3=misschien", *BY], 1),
        (["--answer", "t2,t3=ja", *BY, "--on", "gisteren"], 1),
        (["--answer", "t2,t3=ja", "--answer", "t2,t3=nee", *BY], 1),
        (["--answer", "t2,t3=ja", "--by", ""], 1),
        (["--answer", "t2,t3=ja"], 2),
        (["--answer", "t2=ja", *BY], 2),
        (["--answer", "t2,t3", *BY], 2),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_saved(
    case: Path, options: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (case / "case.yaml").read_bytes()
    assert main(["ask", str(case), *options]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Fout: ")
    assert (case / "case.yaml").read_bytes() == before


def test_an_answer_the_other_way_around_is_an_answer_too(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = "links: [{before: t3, after: t2, needed: nee}, {before: t2, after: t1, needed: nee}]\n"
    (case / "case.yaml").write_text(TEXT + links, encoding="utf-8")
    assert main(["ask", str(case)]) == 0
    assert capsys.readouterr().out.startswith("Geen vragen")


def test_what_happened_before_it_could_is_warned_about_by_ask_and_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "c" / "case.yaml"
    file.parent.mkdir()
    rows = [
        "{id: a, from: g, to: i, kind: besluit, when: 2021-03-01/2021-03-05, responds_to: b, view: p}",
        "{id: b, from: i, to: g, kind: aanvraag, when: 2021-03-03/2021-03-30, view: q}",
    ]
    file.write_text(
        f"format: 1\nid: c\nactors: [{{id: i, kind: inwoner}}, {{id: g}}]\ntouchpoints: [{', '.join(rows)}]\n",
        encoding="utf-8",
    )
    for words in (["ask", str(file), "--json"], ["check", str(file)]):
        assert main(words) == 0
        assert "a gebeurde vóór b" in capsys.readouterr().err


def test_a_case_that_cannot_be_read_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", str(tmp_path / "niets"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "no_file"
