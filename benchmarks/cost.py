"""How long it takes to work out what stalls cost: what-ifs over draws, exact Shapley shares, and a whole case.

    python benchmarks/cost.py

Three figures, best of three in one process: 2,000 draws with 12 what-ifs on 100 touchpoints, all of which have
uncertain days; exact Shapley shares of 12 stalls on one set of days; and all of it on a case of 300 touchpoints:
stalls, cost, money, the questions that decide the path, a what-if, who could have known every item, the three
designed routes, helpers and continuity. Beside the first stands the same work done one draw after the other in plain
Python, on a tenth of the draws and counted ten times.
"""

from __future__ import annotations

from time import perf_counter

import numpy as np
from made_cases import made_case
from speed import best

from casekit.case import Case
from casekit.continuity import continuity_table
from casekit.cost import cost_of
from casekit.cost.collapse import atoms_of, savings
from casekit.cost.late import Late, costs_days, late_days
from casekit.cost.network import Network, network_of
from casekit.cost.shapley import shapley
from casekit.courier import courier
from casekit.headcount import headcount
from casekit.knowledge.about import about
from casekit.money import money
from casekit.notation import case_of
from casekit.questions import questions
from casekit.route.library import routes
from casekit.route.run import route_of
from casekit.stalls.run import Analysis, analyse
from casekit.waits import Waits
from casekit.whatif.run import what_if

DRAWS = 2000
WHAT_IFS = 12


def uncertain_case(size: int = 100) -> Case:
    """A row of questions with a due date each, answered some time in a fortnight, on two tracks that meet."""
    lines = ["t0: inwoner > gemeente aanvraag @0"]
    for n in range(1, size // 2):
        asker, party = ("gemeente", "uwv") if n % 2 else ("wijkteam", "school")
        before = f"b{n - 2}" if n > 2 else "t0"
        day = 30 * n
        due = f" due={day + 10}" if n <= WHAT_IFS else ""
        lines.append(f"a{n}: {asker} > {party} vraag @{day}/{day + 6} depends_on={before}{due}")
        lines.append(f"b{n}: {party} > {asker} antwoord @{day + 16}/{day + 26} re=a{n}")
    last = size // 2 - 1
    lines.append(f"z: gemeente > inwoner besluit @{30 * last + 40} re=t0 depends_on=b{last},b{last - 1}")
    return case_of("\n".join(lines))


def ground(analysis: Analysis) -> tuple[Network, list[Late]]:
    """The network with its draws, and the late days of the twelve stalls."""
    network = network_of(analysis.story, start=None, end=None, draws=DRAWS, seed=1)
    waits = Waits(analysis.story)
    late = [late_days(stall, network, waits) for stall in analysis.stalls if costs_days(stall)]
    return network, late[:WHAT_IFS]


def what_ifs(analysis: Analysis) -> None:
    """Draw, and what each of the stalls saves in every draw."""
    network, late = ground(analysis)
    atoms = atoms_of(network, late)
    for k in range(len(late)):
        only = np.zeros((1, len(late)), dtype=bool)
        only[0, k] = True
        savings(network, atoms, only)


def plainly(network: Network, late: list[Late], draws: int) -> None:
    """The same what-ifs, one draw after the other."""
    atoms = atoms_of(network, late)
    for draw in range(draws):
        days = network.days[:, draw].tolist()
        lags = network.lags[:, draw].tolist()
        for k in range(len(late)):
            moved: dict[int, int] = {}
            for n in network.reach:
                sources = network.before[n]
                day = max(moved[p] for p in sources) + lags[n] if sources else days[n]
                if n in atoms:
                    row = min(draw, len(atoms[n].sizes) - 1)
                    day -= int(atoms[n].sizes[row][atoms[n].covers[row][:, k]].sum())
                moved[n] = day


def all_of_it(case: Case) -> None:
    """From the case to everything that the kit says about it."""
    analysis = analyse(case)
    story = analysis.story
    cost = cost_of(analysis)
    money(analysis)
    questions(story)
    costly = next(one.key for one in cost.stalls if one.over is not None)
    what_if(case, without=[costly])
    about(story)
    for route in routes():
        route_of(case, route)
    headcount(story)
    courier(story)
    continuity_table(case)


def main() -> None:
    """Print the three figures."""
    analysis = analyse(uncertain_case())
    network, late = ground(analysis)
    print(
        f"touchpoints {len(analysis.story.steps)}, stalls that cost days {len(late)}, draws {network.days.shape[1]}"
    )
    fast = best(lambda: what_ifs(analysis), 3)
    start = perf_counter()
    plainly(network, late, DRAWS // 10)
    slow = 10 * (perf_counter() - start)
    print(f"{DRAWS} draws x {len(late)} what-ifs: {fast:.2f} s (plain Python {slow:.1f} s, {slow / fast:.0f} times)")
    atoms = atoms_of(network, late, central=True)
    shares = best(
        lambda: shapley(len(late), lambda sets: savings(network, atoms, sets, central=True), orders=0, seed=1), 3
    )
    print(f"exact Shapley for {len(late)} stalls: {1000 * shares:.0f} ms")
    large = made_case(300)
    whole = best(lambda: all_of_it(large), 3)
    print(f"a case of {len(large.touchpoint_list)} touchpoints, all of it: {whole:.2f} s")


if __name__ == "__main__":
    main()
