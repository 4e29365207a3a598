"""How long it takes to load and compare a library of cases.

    python benchmarks/library.py [CASES]

Makes a temporary folder with copies of the cases in `cases/`, each with an id of its own and with its codings and
votes (200 without a number), and prints per step the seconds on the clock and those of the processor. The promise:
200 cases load and compare within 10 s on an idle machine.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time

from casekit.compare.as_data import as_data
from casekit.compare.run import Comparison, compare_books, open_books

CASES = Path(__file__).parents[1] / "cases"
COUNT = 200

PARTS: tuple[tuple[str, Callable[[Comparison], object]], ...] = (
    ("matrix", lambda found: found.matrix),
    ("rates", lambda found: found.often),
    ("together", lambda found: found.chance),
    ("claims", lambda found: found.claims),
    ("layers", lambda found: found.layers),
    ("pareto", lambda found: found.pareto),
    ("waits", lambda found: found.waiting),
    ("places", lambda found: found.places),
    ("bottlenecks", lambda found: found.bottlenecks),
    ("as data", as_data),
)


def copies(folder: Path, count: int) -> None:
    """So many cases in a folder, in turn copied from those of the kit; what stands beside them too."""
    originals = [path for path in sorted(CASES.iterdir()) if (path / "case.yaml").exists()]
    for n in range(count):
        original = originals[n % len(originals)]
        name = f"{original.name}-{n}"
        shutil.copytree(original, folder / name)
        file = folder / name / "case.yaml"
        text = file.read_text(encoding="utf-8")
        head = f"id: {original.name}\n"
        assert head in text, f"{original.name} has no id of its own"
        file.write_text(text.replace(head, f"id: {name}\n", 1), encoding="utf-8")


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Prints the seconds that a step takes."""
    clock, processor = perf_counter(), process_time()
    yield
    print(f"{name:12} {perf_counter() - clock:6.2f} s, of the processor {process_time() - processor:6.2f} s")


def main(count: int) -> None:
    """Print the seconds per step."""
    with tempfile.TemporaryDirectory() as folder:
        copies(Path(folder), count)
        with timed(f"{count} cases"):
            with timed("load"):
                books, warnings = open_books(folder)
            found = compare_books(books, warnings)
            for name, part in PARTS:
                with timed(name):
                    part(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else COUNT)
