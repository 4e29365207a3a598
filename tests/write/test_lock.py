"""Two people in one file: one at a time, and what cannot be joined is kept twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casekit.errors import InputRefused
from casekit.write.atomic import save_text
from casekit.write.lock import change_file, content_hash, locked

# One of several programs that each add lines to one file. With "hash" it goes by what it saw a moment before.
WRITER = """
import sys
from pathlib import Path
from casekit.errors import InputRefused
from casekit.write.lock import change_file, content_hash

path, name, edits, way = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
told = 0
for number in range(edits):
    line = f"{name}-{number}\\n".encode()
    if way == "lock":
        change_file(path, lambda content: content + line)
        continue
    while True:
        seen = path.read_bytes()
        try:
            change_file(path, lambda content: seen + line, content_hash(seen))
            break
        except InputRefused as refused:
            assert refused.problems[0].code == "changed_meanwhile"
            told += 1
print(told)
"""


def written_by(people: int, edits: int, way: str, path: Path) -> int:
    """How many conflicts were reported while so many programs worked in one file."""
    words = [[sys.executable, "-c", WRITER, str(path), f"p{n}", str(edits), way] for n in range(people)]
    writers = [subprocess.Popen(one, stdout=subprocess.PIPE, text=True) for one in words]
    told = [writer.communicate(timeout=240)[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * people
    return sum(map(int, told))


@pytest.mark.parametrize(
    ("people", "edits"), [pytest.param(4, 15, id="short"), pytest.param(4, 100, id="long", marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("way", ["lock", "hash"])
def test_of_several_programs_in_one_file_every_edit_is_kept_and_every_conflict_told_and_kept(
    people: int, edits: int, way: str, tmp_path: Path
) -> None:
    path = save_text(tmp_path / "f.txt", "")
    told = written_by(people, edits, way, path)
    lines = path.read_text().split()
    assert sorted(lines) == sorted(f"p{n}-{number}" for n in range(people) for number in range(edits))
    for name in (f"p{n}" for n in range(people)):
        assert [line for line in lines if line.startswith(f"{name}-")] == [f"{name}-{n}" for n in range(edits)]
    assert len(list(tmp_path.glob("f.conflict-*.txt"))) == told
    assert told == 0 or way == "hash"


def test_a_change_gives_the_new_content_and_keeps_the_rest(tmp_path: Path) -> None:
    path = save_text(tmp_path / "f.txt", "een\n")
    seen = content_hash(path.read_bytes())
    assert change_file(path, lambda content: content + b"twee\n", seen) == b"een\ntwee\n"
    assert path.read_bytes() == b"een\ntwee\n"


def test_when_somebody_else_was_first_both_versions_are_kept_and_both_are_named(tmp_path: Path) -> None:
    path = save_text(tmp_path / "case.yaml", "gelezen")
    seen = content_hash(path.read_bytes())
    save_text(path, "van de ander")
    for number in (1, 2):
        with pytest.raises(InputRefused) as refused:
            change_file(path, lambda content: b"van mij", seen)
        (problem,) = refused.value.problems
        kept = tmp_path / f"case.conflict-{number}.yaml"
        assert kept.read_text() == "van mij"
        assert path.read_text() == "van de ander"
        for lang in ("nl", "en"):
            assert str(path) in problem.sentence(lang)
            assert str(kept) in problem.sentence(lang)


def test_a_change_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    path = save_text(tmp_path / "f.txt", "een")
    before = path.stat()
    assert change_file(path, lambda content: content, "another hash") == b"een"
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_change_that_fails_leaves_the_file_and_the_lock_free(tmp_path: Path) -> None:
    path = save_text(tmp_path / "f.txt", "een")

    def fail(content: bytes) -> bytes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        change_file(path, fail)
    assert change_file(path, bytes.upper) == b"EEN"


def test_a_file_that_is_not_there_is_refused_and_not_made(tmp_path: Path) -> None:
    for path in (tmp_path / "f.txt", tmp_path / "map" / "f.txt"):
        with pytest.raises(InputRefused) as refused:
            change_file(path, bytes.upper)
        assert refused.value.problems[0].code == "no_file"
        assert not path.exists()
    assert not (tmp_path / "map").exists()


HOLDER = """
import sys, time
from casekit.write.lock import locked
with locked(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_file_that_another_program_holds_is_told_and_a_program_that_dies_lets_go(tmp_path: Path) -> None:
    path = save_text(tmp_path / "f.txt", "een")
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    start = time.monotonic()
    with pytest.raises(InputRefused) as refused, locked(path, timeout=0.2):
        pass
    assert 0.2 <= time.monotonic() - start < 5
    assert "Er is niets veranderd" in refused.value.problems[0].sentence("nl")
    holder.kill()
    holder.communicate()
    assert change_file(path, bytes.upper) == b"EEN"


@pytest.mark.skipif(os.name == "nt", reason="Windows takes the lock file away")
def test_the_lock_is_one_hidden_file_beside_it(tmp_path: Path) -> None:
    path = save_text(tmp_path / "case.yaml", "een")
    change_file(path, bytes.upper)
    assert sorted(os.listdir(tmp_path)) == [".case.yaml.lock", "case.yaml"]
