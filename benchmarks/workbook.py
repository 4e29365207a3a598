"""How long a workbook of many touchpoints takes to write and to import, and how much memory.

    python benchmarks/workbook.py [TOUCHPOINTS]

Everything runs in processes of its own, from start to end. The import stands beside the bare loading of the same file
by openpyxl in the same run: a ratio says more than seconds on a machine that others use too. Best of three.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from made_cases import made_case

from casekit.case import Case

SIZE = 2_000
ASKED_SECONDS, ASKED_MEGABYTES = 3, 300
TIMES = 3

WRITE = """
import sys
from pathlib import Path
from casekit.read.case_file import read_case
from casekit.write.book.workbook import case_workbook
from time import perf_counter
case = read_case(sys.argv[1])
start = perf_counter()
content = case_workbook(case)
print(perf_counter() - start)
Path(sys.argv[2]).write_bytes(content)
"""
BARE = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"


class Run(NamedTuple):
    """What one process took, and what it printed."""

    seconds: float
    megabytes: float
    printed: str


def run(*words: str) -> Run:
    """Run Python with these words; stops with what it said when it fails."""
    with tempfile.TemporaryFile("w+") as out:
        start = perf_counter()
        child = subprocess.Popen([sys.executable, *words], stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        seconds = perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        printed = out.read()
    if child.returncode:
        sys.exit(printed)
    size = used.ru_maxrss if sys.platform == "darwin" else used.ru_maxrss * 1024
    return Run(seconds, size / 1e6, printed)


def with_words(case: Case) -> Case:
    """The case as people fill it in: with a summary and a note at every touchpoint."""
    data = case.model_dump(by_alias=True, exclude_unset=True)
    for place, row in enumerate(data["touchpoints"]):
        row["summary"] = (
            f"De inwoner vraagt voor de {place}e keer hoe het staat, en krijgt te horen dat het nog loopt."
        )
        row["note"] = "De brief zelf is niet gezien; het gesprek is later opgeschreven."
    return Case.model_validate(data)


def main() -> None:
    """Measure and print."""
    from casekit.write.case_file import case_text

    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    with tempfile.TemporaryDirectory() as folder:
        case_file, book = Path(folder) / "case.yaml", Path(folder) / "casus.xlsx"
        case_file.write_text(case_text(with_words(made_case(size))), encoding="utf-8")
        written = min(float(run("-c", WRITE, str(case_file), str(book)).printed) for _ in range(TIMES))
        print(f"{size} touchpoints, {book.stat().st_size / 1e6:.1f} MB: written in {written:.1f} s")
        bare = min(run("-c", BARE, str(book)) for _ in range(TIMES))
        print(f"loaded bare by openpyxl: {bare.seconds:.1f} s, {bare.megabytes:.0f} MB")
        targets = [Path(folder) / f"out{n}" for n in range(TIMES)]
        kit = min(run("-m", "casekit", "import", str(book), "--output", str(to)) for to in targets)
        print(f"imported by casekit: {kit.seconds:.1f} s, {kit.megabytes:.0f} MB", end="")
        print(f" ({kit.seconds / bare.seconds:.1f} x openpyxl)")
        fine = kit.seconds <= ASKED_SECONDS and kit.megabytes <= ASKED_MEGABYTES
        print(f"asked of 2,000: {ASKED_SECONDS} s and {ASKED_MEGABYTES} MB: {'yes' if fine else 'NO'}")


if __name__ == "__main__":
    main()
