"""Two people who import the same new case at the same moment: one is first, and the other is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import casekit as ck
from casekit.cli import main

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="two processes at once need a fork")


def test_of_two_imports_at_once_one_makes_the_case_and_the_other_is_refused(tmp_path: Path) -> None:
    book = tmp_path / "casus.xlsx"
    book.write_bytes(ck.to_excel(ck.example("twaalf-regels")))
    assert main(["import", str(book), "--output", str(tmp_path / "warm")]) == 0
    for turn in range(3):
        output = tmp_path / f"out-{turn}"
        children = []
        for _ in range(2):
            child = os.fork()
            if child == 0:
                null = os.open(os.devnull, os.O_WRONLY)
                os.dup2(null, 1)
                os.dup2(null, 2)
                code = 99
                try:
                    code = main(["import", str(book), "--output", str(output)])
                finally:
                    os._exit(code)
            children.append(child)
        codes = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
        assert codes == [0, 1]
        assert [path.name for path in output.rglob("*")] == ["twaalf-regels", "case.yaml"]
        assert ck.read_case(output / "twaalf-regels") == ck.example("twaalf-regels")
