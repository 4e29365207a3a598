"""A moment of fuzzing for every reader; the nightly job gives each of them ten minutes."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from .harnesses import HARNESSES, one

FUZZ = Path(__file__).with_name("fuzz.py")


@pytest.mark.parametrize("name", HARNESSES)
def test_what_the_fuzzing_starts_from_is_read_or_refused(name: str) -> None:
    read = [one(name, seed) for seed in HARNESSES[name].seeds()]
    assert read
    assert name == "yaml" or all(read)  # the case files are cut off, the rest is whole


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed on this computer")
@pytest.mark.parametrize("name", HARNESSES)
def test_nothing_but_a_refusal_comes_out_of_a_reader(name: str, tmp_path: Path) -> None:
    words = [sys.executable, str(FUZZ), name, "--runs", str(HARNESSES[name].runs)]
    words += ["--seed", "7", "--keep", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert list(tmp_path.iterdir()) == []
