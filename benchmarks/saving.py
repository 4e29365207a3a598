"""How long saving a case takes, beside a plain write of the same bytes.

    python benchmarks/saving.py [SIZE ...]

Prints per size: making the text, and saving it in the one way of the kit (temporary file, to disk, read back,
compare, replace), each as the middle of eleven runs; and how many times a plain write that takes, which is open,
write and close without waiting for the disk. The promise: a case of 300 touchpoints within 0.1 s.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from made_cases import made_case

from casekit.write.atomic import save_text
from casekit.write.case_file import case_text

SIZES = (300, 2000)
RUNS = 11


def middle(work: Callable[[], object]) -> float:
    """Seconds of the middle one of some runs."""
    taken = []
    for _ in range(RUNS):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def main(sizes: list[int]) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(dir=".") as folder:  # on the disk where cases lie, not in memory
        path = Path(folder, "case.yaml")
        for size in sizes:
            case = made_case(size)
            text = case_text(case)
            making = middle(lambda case=case: case_text(case))  # type: ignore[misc]
            plain = middle(lambda text=text: path.write_text(text, encoding="utf-8"))  # type: ignore[misc]
            saving = middle(lambda text=text: save_text(path, text))  # type: ignore[misc]
            whole = making + saving
            print(f"{size} touchpoints ({len(text) // 1000} kB): {1000 * whole:.1f} ms", end=" ")
            print(f"(text {1000 * making:.1f}, save {1000 * saving:.1f}), {whole / plain:.0f} x", end=" ")
            print(f"a plain write ({1000 * plain:.1f} ms)")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or list(SIZES))
