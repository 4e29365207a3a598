"""The mutation score on a random sample of the mutants, where all of them would take hours.

    python benchmarks/mutation_sample.py [SIZE] [SEED]

Run in a clone (it makes a folder `mutants`). Makes the mutants of `stalls/`, `when/` and `norms/`, draws SIZE
of them (700) with a fixed SEED, runs the tests that reach each, and prints the share that a test notices, with
its Wilson interval. A timeout counts as noticed; a mutant that no test reaches as not noticed.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from math import sqrt
from pathlib import Path

MUTANTS = Path("mutants")
ONE_ROOM = "casekit.norms.calendar.*"
NOT_NOTICED = (0, 5, 33)
"""Exit codes: the tests passed, or no test reaches the mutant."""


def results() -> dict[str, int | None]:
    """The exit code per mutant; None where it did not run yet."""
    found: dict[str, int | None] = {}
    for path in MUTANTS.rglob("*.meta"):
        found.update(json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"])
    return found


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    z = 1.96
    middle = (hits + z * z / 2) / (n + z * z)
    half = z * sqrt(hits * (n - hits) / n + z * z / 4) / (n + z * z)
    return middle - half, middle + half


def main(size: int, seed: int) -> None:
    """Draw, run, and print."""
    subprocess.run(["mutmut", "run", ONE_ROOM], check=False)  # makes all mutants before it runs these
    names = sorted(results())
    sample = random.Random(seed).sample(names, min(size, len(names)))
    subprocess.run(["mutmut", "run", *sample], check=False)
    found = results()
    codes = [found[name] for name in sample if found[name] is not None]
    noticed = sum(code not in NOT_NOTICED for code in codes)
    lo, hi = wilson(noticed, len(codes))
    print(f"{noticed} of {len(codes)} mutants noticed, out of {len(names)}")
    print(f"{noticed / len(codes):.1%}, 95 % interval {lo:.1%} to {hi:.1%}")


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    main(*(words + [700, 20261122][len(words) :]))
