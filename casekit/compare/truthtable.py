"""Which conditions go with an outcome, as a truth table (crisp-set QCA). Exploratory, and only where it is asked for.

Every combination of the conditions is a row, also those that no case has and those whose cases end differently.
A *recipe* is one condition, present or absent, or two of them, that three cases or more have and that all end with
the outcome; a longer one is left out where one of its parts is a recipe by itself.

Such recipes turn up in pure chance: with twelve cases and four conditions in half of all random tables. So:

- at most four conditions, chosen beforehand with reasons; at least twelve cases; and cases that went well too, as
  an outcome that does not vary explains nothing. `hinders` says which is not met, and then there is no table;
- a case in which a condition or the outcome is unknown has no row; `left_out` names it;
- each recipe says which cases it hangs on: without one of those it would not be found;
- show `noise_share` for the same number of cases and conditions beside it.

For more than this, export `csv_rows` to R (QCA, SetMethods).

Sources: Ragin 1987 (The Comparative Method) and 2006 (Political Analysis 14, 291-310) for consistency and coverage;
Rihoux and Ragin 2009 (Configurational Comparative Methods); methods 7.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from casekit.compare.known import Flags, Rows, yes_and_known

__all__ = [
    "CASES_COVERED",
    "CASES_NEEDED",
    "MOST_CONDITIONS",
    "Recipe",
    "Row",
    "TruthTable",
    "csv_heads",
    "csv_rows",
    "noise_share",
    "truth_table",
]

MOST_CONDITIONS = 4
CASES_NEEDED = 12
CASES_COVERED = 3

_COUNTED = ("OUT", "n", "incl", "cov", "cases")

Literal = tuple[int, bool]
"""A condition, by number, and whether it is present."""


@dataclass(frozen=True, slots=True)
class Row:
    """One combination of conditions: which of them are present, its cases by number, and those with the outcome.

    `consistency`: the share of its cases with the outcome, None without cases. `coverage`: the share of all cases
    with the outcome that stand in this row.
    """

    setting: tuple[bool, ...]
    cases: tuple[int, ...]
    yes: int
    consistency: float | None
    coverage: float

    @property
    def verdict(self) -> str:
        """What its cases say: "yes", "no", "contradictory", or "empty"."""
        if not self.cases:
            return "empty"
        return {len(self.cases): "yes", 0: "no"}.get(self.yes, "contradictory")


@dataclass(frozen=True, slots=True)
class Recipe:
    """What all of three cases or more with the outcome have, and no case without it.

    `coverage`: its share of all cases with the outcome. `hangs_on`: the cases, by number, that it is not found
    without, each left out alone; `stability`: the share of the table's cases that can be missed.
    """

    literals: tuple[Literal, ...]
    cases: tuple[int, ...]
    coverage: float
    stability: float
    hangs_on: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TruthTable:
    """All rows and the recipes, most cases first; or neither, and in `hinders` why not.

    `n`: the cases in the table. `hinders`: "few_cases", "outcome_constant". Nothing of it has been minimised.
    """

    conditions: tuple[str, ...]
    n: int
    left_out: tuple[int, ...]
    hinders: tuple[str, ...]
    rows: tuple[Row, ...]
    recipes: tuple[Recipe, ...]


def truth_table(names: Sequence[str], conditions: Rows, outcome: Sequence[bool | None]) -> TruthTable:
    """The truth table of cases x conditions and their outcome; None where a case does not say.

    ValueError with more than four conditions, none, a name that is used twice, or lists of unequal length.

    >>> conditions = [(True, True), (True, False), (False, True), (False, False)] * 3
    >>> found = truth_table(["no_mandate", "waiting_list"], conditions, [True, True, False, False] * 3)
    >>> [(row.setting, len(row.cases), row.verdict) for row in found.rows[:2]]
    [((True, True), 3, 'yes'), ((True, False), 3, 'yes')]
    >>> [(recipe.literals, recipe.coverage, recipe.stability) for recipe in found.recipes]
    [(((0, True),), 1.0, 1.0)]
    """
    if not 1 <= len(names) <= MOST_CONDITIONS:
        raise ValueError(f"a truth table has 1 to {MOST_CONDITIONS} conditions, and here are {len(names)}")
    if len(set(names)) < len(names):
        raise ValueError("a condition is named once")
    if len(conditions) != len(outcome) or any(len(row) != len(names) for row in conditions):
        raise ValueError("every case has one value for each condition and one for the outcome")
    yes, known = yes_and_known([(*row, end) for row, end in zip(conditions, outcome, strict=True)])
    complete = known.all(axis=1)
    cases = np.flatnonzero(complete)
    met, ends = np.split(yes.reshape(-1, len(names) + 1)[cases], [len(names)], axis=1)
    ends = ends[:, 0]
    hinders = []
    if len(cases) < CASES_NEEDED:
        hinders.append("few_cases")
    if not ends.any() or ends.all():
        hinders.append("outcome_constant")
    left_out = tuple(np.flatnonzero(~complete).tolist())
    rows = () if hinders else _rows(met, ends, cases)
    recipes = () if hinders else _with_stability(met, ends, cases)
    return TruthTable(tuple(names), len(cases), left_out, tuple(hinders), rows, recipes)


def csv_rows(table: TruthTable, cases: Sequence[str] | None = None) -> list[dict[str, str | int | float]]:
    """The rows as R packages write them: 1 or 0 per condition, OUT (1, 0, C, ?), n, incl (consistency), cov, cases.

    `cases`: what the cases are called; without it there is no such column, as a row of one case points at it.

    >>> table = truth_table(["a"], [[True]] * 6 + [[False]] * 6, [True] * 6 + [False] * 5 + [True])
    >>> csv_rows(table)[1]
    {'a': 0, 'OUT': 'C', 'n': 6, 'incl': 0.1667, 'cov': 0.1429}
    """
    names = csv_heads(table)[: len(table.conditions)]
    signs = {"yes": "1", "no": "0", "contradictory": "C", "empty": "?"}
    found: list[dict[str, str | int | float]] = []
    for row in table.rows:
        line: dict[str, str | int | float] = dict(zip(names, map(int, row.setting), strict=True))
        line |= {"OUT": signs[row.verdict], "n": len(row.cases)}
        line |= {"incl": "" if row.consistency is None else round(row.consistency, 4), "cov": round(row.coverage, 4)}
        if cases is not None:
            line["cases"] = " ".join(cases[case] for case in row.cases)
        found.append(line)
    return found


def csv_heads(table: TruthTable) -> list[str]:
    """The columns of `csv_rows`; a condition that is called as one of the others gets a line behind its name.

    >>> csv_heads(TruthTable(("K06", "n"), 0, (), (), (), ()))
    ['K06', 'n_', 'OUT', 'n', 'incl', 'cov', 'cases']
    """
    return [*(f"{name}_" if name in _COUNTED else name for name in table.conditions), *_COUNTED]


@cache
def noise_share(n: int, conditions: int, runs: int = 2000, seed: int = 1) -> float:
    """The share of random tables of n cases that hold a recipe: each condition and the outcome a coin on its own.

    >>> round(noise_share(12, 4, runs=500), 1)
    0.5
    """
    random = np.random.default_rng(seed)
    found = 0
    for _ in range(runs):
        drawn = random.random((n, conditions + 1)) < 0.5
        found += bool(_perfect(drawn[:, :-1], drawn[:, -1]).any())
    return found / runs


def _rows(met: Flags, ends: Flags, cases: NDArray[np.intp]) -> tuple[Row, ...]:
    rows = []
    for setting in product((True, False), repeat=met.shape[1]):
        here = (met == setting).all(axis=1)
        size, yes = int(here.sum()), int((here & ends).sum())
        consistency = yes / size if size else None
        rows.append(Row(setting, tuple(cases[here].tolist()), yes, consistency, yes / int(ends.sum())))
    return tuple(rows)


def _literals(met: Flags) -> Flags:
    """Cases x literals: every condition present, then every condition absent."""
    return np.hstack([met, ~met])


def _perfect(met: Flags, ends: Flags) -> Flags:
    """Which pairs of literals three cases have, all with the outcome; on the diagonal a literal by itself."""
    literals = _literals(met).astype(np.float32)
    ended = literals * ends[:, None]
    yes, all_of_them = ended.T @ literals, literals.T @ literals
    perfect: Flags = (yes == all_of_them) & (yes >= CASES_COVERED)
    return perfect


def _recipes(met: Flags, ends: Flags) -> set[tuple[int, ...]]:
    """Literals, by number, of each recipe; none if the outcome does not vary."""
    if not ends.any() or ends.all():
        return set()
    perfect = _perfect(met, ends)
    alone = np.diag(perfect)
    pairs = zip(*np.nonzero(np.triu(perfect, 1)), strict=True)
    return {(int(one),) for one in np.flatnonzero(alone)} | {
        (int(a), int(b)) for a, b in pairs if not alone[a] and not alone[b]
    }


def _with_stability(met: Flags, ends: Flags, cases: NDArray[np.intp]) -> tuple[Recipe, ...]:
    n, width = met.shape
    without = [_recipes(np.delete(met, case, axis=0), np.delete(ends, case)) for case in range(n)]
    found = []
    for recipe in _recipes(met, ends):
        here = _literals(met)[:, recipe].all(axis=1)
        hangs_on = tuple(int(cases[case]) for case in range(n) if recipe not in without[case])
        literals = tuple(sorted((one % width, one < width) for one in recipe))
        coverage = int(here.sum()) / int(ends.sum())
        found.append(Recipe(literals, tuple(cases[here].tolist()), coverage, 1 - len(hangs_on) / n, hangs_on))
    return tuple(sorted(found, key=lambda one: (-one.coverage, len(one.literals), one.literals)))
