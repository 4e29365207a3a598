"""How long all kinds of stall take, in all and per kind.

    python benchmarks/speed.py [SIZE ...]

Prints per size: making the story (time, order, turns), every kind, and the whole of `analyse`; and per kind
the ratio to the size before, beside that of n log n. Best of three runs in one process.
"""

from __future__ import annotations

import gc
import sys
from math import log
from time import perf_counter

from made_cases import made_case

from casekit.case import Case
from casekit.stalls.evidence import Evidence
from casekit.stalls.kinds import in_order
from casekit.stalls.run import analyse

SIZES = (300, 3000, 10000)


def best(work: object, times: int) -> float:
    """Seconds of the fastest of some runs."""
    found = []
    for _ in range(times):
        start = perf_counter()
        work()  # type: ignore[operator]
        found.append(perf_counter() - start)
    return min(found)


def per_kind(size: int) -> dict[str, float]:
    """Seconds per kind, each after the kinds it needs, and of the story before any; best of three.

    As `timeit` does, without the garbage collector: what it costs depends on all that is in memory.
    """
    case = made_case(size)
    runs = [_once(case) for _ in range(3)]
    return {name: min(run[name] for run in runs) for name in runs[0]}


def _once(case: Case) -> dict[str, float]:
    gc.collect()
    gc.disable()
    start = perf_counter()
    evidence = Evidence(case)
    _ = evidence.turns
    taken = {"story": perf_counter() - start}
    for kind in in_order():
        start = perf_counter()
        evidence.found[kind.code] = list(kind.find(evidence))
        taken[kind.code] = perf_counter() - start
    gc.enable()
    return taken


def main(sizes: list[int]) -> None:
    """Print the table."""
    analyse(made_case(60))  # what is loaded once is not the speed of the kinds
    before: tuple[int, dict[str, float]] | None = None
    for size in sizes:
        case = made_case(size)
        whole = best(lambda case=case: analyse(case), 3 if size <= 3000 else 1)
        print(f"\n{size} touchpoints: analyse {whole:.2f} s")
        taken = per_kind(size)
        for name, seconds in taken.items():
            ratio = ""
            if before is not None and before[1][name] > 0.002:
                growth = size * log(size) / (before[0] * log(before[0]))
                ratio = f"  x {seconds / before[1][name]:5.1f} (n log n: x {growth:.1f})"
            print(f"  {name:<6} {seconds:7.3f} s{ratio}")
        before = (size, taken)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or list(SIZES))
