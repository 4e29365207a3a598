"""A save that is killed, stopped, or finds no room: the old version or the new one, whole, and never another."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from casekit.cli import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals, limits and mounts")

# A process of its own, without threads, that makes a child per round and ends it at a random moment of its save.
NURSERY = """
import json, os, random, signal, sys, time
from pathlib import Path
from casekit.write.atomic import save_bytes

target, how, rounds, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), signal.Signals(int(sys.argv[4]))
OLD, NEW = b"old " * 100_000, b"new!" * 150_000
ways = {"casekit": save_bytes, "plain": lambda path, content: path.write_bytes(content)}
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what it runs in the background
ways[how](target, NEW)
start = time.perf_counter()
ways[how](target, NEW)
usual = time.perf_counter() - start
dice, found = random.Random(1), []
for turn in range(rounds):
    save_bytes(target, OLD)
    ready, begin = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(begin, b".")
            ways[how](target, NEW)
            while True:
                time.sleep(0.01)
        except KeyboardInterrupt:
            pass
        os._exit(0)
    os.read(ready, 1)
    time.sleep(dice.uniform(0, 1.3 * usual))
    os.kill(child, number)
    while os.waitpid(child, os.WNOHANG) == (0, 0):  # Python loses an interrupt that comes in a destructor
        time.sleep(0.05)
        os.kill(child, number)
    os.close(ready), os.close(begin)
    content = target.read_bytes()
    found.append("old" if content == OLD else "new" if content == NEW else "broken")
print(json.dumps(found))
"""


def ended(folder: Path, how: str, rounds: int, number: signal.Signals) -> Counter[str]:
    """What the file held after each round."""
    words = [sys.executable, "-c", NURSERY, str(folder / "case.yaml"), how, str(rounds), str(int(number))]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return Counter(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("number", "rounds"),
    [
        (signal.SIGKILL, 12),
        (signal.SIGINT, 12),
        pytest.param(signal.SIGKILL, 500, marks=pytest.mark.slow),
        pytest.param(signal.SIGINT, 500, marks=pytest.mark.slow),
    ],
)
def test_a_save_that_is_ended_at_a_random_moment_leaves_the_old_or_the_new_file(
    number: signal.Signals, rounds: int, tmp_path: Path
) -> None:
    found = ended(tmp_path, "casekit", rounds, number)
    assert found["old"] + found["new"] == rounds
    assert found["old"] > 0
    assert found["new"] > 0


@pytest.mark.slow
def test_the_same_rounds_break_a_file_that_is_written_in_the_plain_way(tmp_path: Path) -> None:
    assert ended(tmp_path, "plain", 200, signal.SIGKILL)["broken"] > 0


class Done(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    return lambda *words: Done(main(words), *capsys.readouterr())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB, with a file on it."""
    disk = tmp_path / "schijf"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "casekit-test", str(disk)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("only an administrator may make a small disk")
    (disk / "f.json").write_text("oud")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(("lang", "said"), [("nl", "de schijf is vol"), ("en", "the disk is full")])
def test_on_a_full_disk_the_old_file_stays_and_the_message_says_so(
    lang: str, said: str, small_disk: Path, typed: Callable[..., Done]
) -> None:
    done = typed("schema", "-o", str(small_disk / "f.json"), "--lang", lang)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert (small_disk / "f.json").read_text() == "oud"
    assert os.listdir(small_disk) == ["f.json"]


def test_on_a_disk_that_cannot_be_written_the_old_file_stays_and_the_message_says_so(
    small_disk: Path, typed: Callable[..., Done]
) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for name in ("f.json", "nieuw.json", "map/nieuw.json"):
        done = typed("schema", "-o", str(small_disk / name))
        assert (done.code, done.out) == (1, "")
        assert "u mag hier niet schrijven" in done.err
        assert name in done.err
    assert (small_disk / "f.json").read_text() == "oud"
    assert os.listdir(small_disk) == ["f.json"]


# A process of its own, since a limit cannot be taken away again.
LIMITED = """
import resource, sys
from casekit.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.exit(main(sys.argv[1:]))
"""


def test_above_what_the_system_allows_the_old_file_stays_and_the_message_says_so(tmp_path: Path) -> None:
    (tmp_path / "f.json").write_text("oud")
    words = [sys.executable, "-c", LIMITED, "schema", "-o", str(tmp_path / "f.json")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "te groot voor deze schijf" in done.stderr
    assert (tmp_path / "f.json").read_text() == "oud"
    assert os.listdir(tmp_path) == ["f.json"]


@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="an administrator may write anywhere")
def test_without_the_right_to_write_the_old_file_stays_and_the_message_says_so(
    tmp_path: Path, typed: Callable[..., Done]
) -> None:
    (tmp_path / "f.json").write_text("oud")
    (tmp_path / "f.json").chmod(0o444)
    done = typed("schema", "-o", str(tmp_path / "f.json"))
    assert "u mag hier niet schrijven" in done.err
    tmp_path.chmod(0o555)
    done = typed("schema", "-o", str(tmp_path / "g.json"))
    tmp_path.chmod(0o755)
    assert "u mag hier niet schrijven" in done.err
    assert (tmp_path / "f.json").read_text() == "oud"
    assert os.listdir(tmp_path) == ["f.json"]


CHRONOLOGY = {
    "id": "c",
    "actors": [{"id": "r", "kind": "resident"}, {"id": "g", "kind": "municipality"}],
    "touchpoints": [{"id": "t1", "order": 1, "from": "r", "to": "g", "kind": "letter"}],
}


@pytest.mark.parametrize(("error", "said"), [(KeyboardInterrupt, "Gestopt."), (MemoryError, "geheugen")])
@pytest.mark.parametrize("moment", ["fsync", "replace", "chmod"])
def test_an_import_that_is_stopped_or_runs_out_of_memory_changes_nothing(
    error: type[BaseException],
    said: str,
    moment: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: Callable[..., Done],
) -> None:
    def stop(*words: object) -> None:
        raise error

    (tmp_path / "bron.json").write_text(json.dumps(CHRONOLOGY), encoding="utf-8")
    with monkeypatch.context() as changed:
        changed.setattr(os, moment, stop)
        done = typed("import", str(tmp_path / "bron.json"), "--output", str(tmp_path / "cases"))
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert os.listdir(tmp_path) == ["bron.json"]
