"""Runs commands on hostile files, each in a process of its own with 1 GB and 20 seconds, and measures them.

A test file gives rows and gets what happened to each; one helper process loads casekit once and forks per row, so
that a row that crashes takes nothing along and a row costs milliseconds. Other batteries (workbooks, tables) use it
in the same way: `happened = run_rows([Row("Y01", ["check", str(path)])])`.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[3]
MEMORY = 1_000_000_000
SECONDS = 20
LOADED = (
    "casekit.cli.check_command", "casekit.cli.import_command", "casekit.read.case_file", "casekit.read.chronology",
    "casekit.read.roads", "casekit.stalls.limits", "defusedxml.ElementTree", "openpyxl.styles.numbers",
    "openpyxl.utils.datetime",
)  # fmt: skip
"""Loaded once, so that a row measures the reading."""


@dataclass(frozen=True)
class Row:
    """One row of the battery: its name, and the command line without `casekit`."""

    name: str
    arguments: list[str]


@dataclass(frozen=True)
class Happened:
    """What a command did: exit code (negative: killed by a signal), messages, processor time, memory on top."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def run_rows(rows: list[Row]) -> dict[str, Happened]:
    """Run all rows and say by name what happened."""
    given = json.dumps([asdict(row) for row in rows])
    done = subprocess.run(
        [sys.executable, "-m", "tests.read.safe.battery"],
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return {name: Happened(**found) for name, found in json.loads(done.stdout).items()}


def contents(folder: Path) -> dict[str, bytes | str]:
    """Every file in a folder with its bytes, and every other thing with what it is."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() and not path.is_symlink() else "other"
        for path in sorted(folder.rglob("*"))
    }


def _run(row: Row, main: object) -> Happened:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            signal.alarm(SECONDS)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            code = 99
            try:
                code = main(row.arguments)  # type: ignore[operator]
            except BaseException:
                import traceback

                traceback.print_exc()
            sys.stdout.flush()
            os._exit(code)
        _, status, used = os.wait4(child, 0)
        out.seek(0)
        err.seek(0)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return Happened(
            os.waitstatus_to_exitcode(status),
            out.read().decode(),
            err.read().decode(),
            used.ru_utime + used.ru_stime,
            (used.ru_maxrss - before) / 1000,
        )


def _all() -> None:
    from casekit.cli import main

    for name in LOADED:
        import_module(name)
    rows = [Row(**row) for row in json.load(sys.stdin)]
    found = {row.name: asdict(_run(row, main)) for row in rows}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    _all()
