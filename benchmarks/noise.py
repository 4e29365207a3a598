"""What chance delivers in a comparison of cases: the figures to hold a finding against, beside those of the methods.

    python benchmarks/noise.py

Random tables in which nothing hangs together. Per number of cases: the largest overlap among the pairs of 19 kinds
that 40 % of the cases have (median); the share of tables with a recipe of at most two conditions that fits perfectly
and covers three cases; and the number of formal concepts, all and those large enough to be shown (median).
"""

from __future__ import annotations

from time import perf_counter

from casekit.compare.concepts import noise_count
from casekit.compare.together import noise_jaccard
from casekit.compare.truthtable import noise_share

KINDS, PREVALENCE = 19, 0.4
LARGEST = {8: 0.80, 12: 0.75, 20: 0.62, 50: 0.46}
RECIPES = {8: (0.35, 0.42, 0.53), 12: (0.34, 0.48, 0.70), 20: (0.30, 0.42, 0.65), 50: (0.02, 0.03, 0.07)}
CONDITIONS = (3, 4, 6)
CONCEPTS = {12: 100, 20: 255}


def main() -> None:
    """Print what is found beside what was published."""
    start = perf_counter()
    print(f"largest overlap of {KINDS} kinds at {PREVALENCE:.0%}, median of 2000 tables")
    for n, published in LARGEST.items():
        print(f"  n = {n:2}: {noise_jaccard(n, KINDS, PREVALENCE, runs=2000):.2f}  (published {published:.2f})")
    print("share of 4000 tables with a perfect recipe of at most two conditions over three cases")
    for n, row in RECIPES.items():
        for conditions, published in zip(CONDITIONS, row, strict=True):
            share = noise_share(n, conditions, runs=4000)
            print(f"  n = {n:2}, {conditions} conditions: {share:3.0%}  (published {published:3.0%})")
    print(f"formal concepts of {KINDS} kinds at {PREVALENCE:.0%}, median of 200 tables")
    for n, published in CONCEPTS.items():
        found = noise_count(n, KINDS, PREVALENCE, runs=200)
        print(f"  n = {n:2}: {found.concepts:.0f}, large enough {found.shown:.0f}  (published about {published})")
    print(f"{perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
