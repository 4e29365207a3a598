"""A kind of stall is whole: its file, its line in the mapping, its wording in both languages, its tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import casekit.stalls
from casekit.stalls.kinds import KINDS, in_order
from casekit.text import LANGUAGES, has

FOLDER = Path(casekit.stalls.__file__).parent
FILES = sorted(path for path in FOLDER.glob("*.py") if re.match(r"[kgm]\d", path.name))
CODES = [*(f"K{n:02}" for n in range(1, 17)), "G1", "G2", "G3", "M1", "M2"]


def what_is_forgotten(code: str, modules: set[str], tests: Path) -> list[str]:
    """What a kind still needs, as somebody who adds one would want to read it."""
    missing = []
    if not any(module.startswith(f"{code.lower()}_") for module in modules):
        missing.append(f"a file casekit/stalls/{code.lower()}_….py")
    if code not in KINDS:
        missing.append("its line in casekit/stalls/kinds.py")
    for lang in LANGUAGES:
        for part in ("name", "what", "refuted", "question"):
            if not has(f"kind.{code}.{part}", lang):
                missing.append(f"kind.{code}.{part} in casekit/text/{lang}-kinds.toml")
    if not (tests / f"test_{code.lower()}.py").is_file():
        missing.append(f"tests/stalls/test_{code.lower()}.py")
    return missing


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_the_methods_is_whole(code: str) -> None:
    assert what_is_forgotten(code, {path.stem for path in FILES}, Path(__file__).parent) == []


def test_there_is_no_kind_besides_and_no_file_that_the_mapping_forgets() -> None:
    assert list(KINDS) == CODES
    assert len(FILES) == len(CODES)


def test_a_forgotten_kind_is_named_with_all_that_it_needs(tmp_path: Path) -> None:
    missing = what_is_forgotten("K99", set(), tmp_path)
    assert len(missing) == 3 + 2 * 4


def test_every_kind_goes_after_the_kinds_whose_stalls_it_needs() -> None:
    done: set[str] = set()
    for kind in in_order():
        assert set(kind.after) <= done
        done.add(kind.code)
    assert done == set(KINDS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_kind_says_where_it_comes_from_and_shows_an_example(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "Source" in text.split('"""')[1]
    assert ">>>" in text
