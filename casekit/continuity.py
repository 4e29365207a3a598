"""How steady the contacts are: whether the resident meets the same people, in phases or by turns.

The indices say where to look, not who did wrong: a warm handover lowers them and is good. They touch one side
of continuity only (who meets whom), not whether information or plans are passed on.

Sources: Bice & Boxerman 1977 (COC); Jee & Cabana 2006; Rosenberg & Zulman 2020; Haggerty et al. 2003;
methods 3.3.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb
from typing import TYPE_CHECKING, Literal

from casekit.norms import threshold
from casekit.story import CLIENT, Step, Story, tell

if TYPE_CHECKING:
    import pandas as pd

    from casekit.case import Case

__all__ = ["Contact", "Continuity", "Level", "contacts", "continuity", "continuity_table", "order_p"]

Level = Literal["person", "organisation"]

EXACT_UP_TO = 120
"""Contacts for which the p-value counts every order; above it a fixed sample of orders is drawn."""
DRAWS = 999
SEED = 3
WORK = 200_000
"""At most so many contacts are drawn in all, so that a very long case answers too."""

NO_MEETING = frozenset({"silence", "life_event", "not_reached", "no_show", "lookup", "measure"})
"""Acts in which nobody was met."""
MEETING = frozenset({"conversation", "consultation"})
"""Acts in which all who are named were there; other acts reach their receivers from one sender."""
NO_PROFESSIONAL = frozenset(
    {"resident", "household", "volunteer", "employer", "creditor", "bailiff", "court", "ombudsman", "system"}
)
"""Kinds of actors that give no help that could be continuous: family, those who are owed, those who judge."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact of the household with one professional: who, and the touchpoint that shows it."""

    who: str
    step: Step


@dataclass(frozen=True, slots=True)
class Continuity:
    """The indices of one row of contacts; None where the formula says nothing.

    `n` contacts with `m` distinct providers; with n_i contacts of provider i:
    `upc` max n_i / n; `coc` (sum n_i^2 - n) / (n (n - 1)); `hhi` sum (n_i / n)^2, at least 1 / m;
    `secon` the share of contacts with the same provider as the one before; `known` the share, after the
    first, with a provider seen before. COC and UPC bound each other tightly: they are no two pieces of
    evidence. From fewer than four contacts (`threshold("M1")`) only `m` should be shown.
    """

    n: int
    m: int
    upc: float | None
    coc: float | None
    hhi: float | None
    secon: float | None
    known: float | None

    @property
    def order(self) -> float | None:
        """SECON - COC: below 0 the contacts hop between the same providers, above 0 they come in phases.

        COC is what SECON is on average over all orders of the same contacts, so that this is order alone.
        """
        return None if self.secon is None or self.coc is None else self.secon - self.coc


def continuity(row: Sequence[Hashable]) -> Continuity:
    """The indices of a row of contacts, each given as the provider met, in order.

    >>> hop, phases = continuity("ABABABABAB"), continuity("AAAAABBBBB")
    >>> round(hop.coc, 2), hop.secon, round(phases.coc, 2), round(phases.secon, 2)
    (0.44, 0.0, 0.44, 0.89)
    >>> continuity("A").coc is None
    True
    """
    n, counts = len(row), Counter(row)
    squares = sum(count * count for count in counts.values())
    pairs = n - 1
    return Continuity(
        n=n,
        m=len(counts),
        upc=max(counts.values()) / n if n else None,
        hhi=squares / (n * n) if n else None,
        coc=(squares - n) / (n * pairs) if n > 1 else None,
        secon=_same(row) / pairs if n > 1 else None,
        known=(n - len(counts)) / pairs if n > 1 else None,
    )


def _same(row: Sequence[Hashable]) -> int:
    """How often a contact is with the provider of the contact before."""
    return sum(first == second for first, second in pairwise(row))


def order_p(row: Sequence[Hashable], exact_up_to: int = EXACT_UP_TO) -> float | None:
    """How often chance alone gives an order like this: a p-value for SECON - COC, to both sides.

    The share of all orders of the same contacts in which SECON lies at least as far from COC, above or
    below. Up to `exact_up_to` contacts every order counts; above that a sample of at most 999 with a fixed
    seed, the order itself included. None below two contacts.

    >>> round(order_p("ABABABABAB"), 3)  # 4 of the 252 orders
    0.016
    """
    n = len(row)
    if n < 2:
        return None
    counts = sorted(Counter(row).values())
    middle = sum(count * (count - 1) for count in counts)  # n times the expected number of same pairs
    far = abs(n * _same(row) - middle)
    if n <= exact_up_to:
        ways = _orders(counts)
        return sum(many for same, many in enumerate(ways) if abs(n * same - middle) >= far) / sum(ways)
    draw, shuffled = random.Random(SEED), [name for name, count in enumerate(counts) for _ in range(count)]
    draws, hits = min(DRAWS, WORK // n), 0
    for _ in range(draws):
        draw.shuffle(shuffled)
        hits += abs(n * _same(shuffled) - middle) >= far
    return (hits + 1) / (draws + 1)


def _orders(counts: Sequence[int]) -> list[int]:
    """How many orders have 0, 1, 2 ... contacts with the provider of the contact before.

    Glue contacts of one provider into blocks: `glued[j]` counts the orders of j blocks, in which blocks of
    one provider may still meet. Inclusion and exclusion then gives the orders with exactly so many pairs.
    """
    glued = [1]
    for count in counts:
        blocks = [0, *(comb(count - 1, j - 1) for j in range(1, count + 1))]
        glued = [
            sum(comb(j, i) * glued[i] * blocks[j - i] for i in range(max(0, j - count), min(j, len(glued) - 1) + 1))
            for j in range(len(glued) + count)
        ]
    n = sum(counts)
    return [
        sum((-1) ** (r - k) * comb(r, k) * glued[n - r] for r in range(k, n - len(counts) + 1))
        for k in range(n - len(counts) + 1)
    ]


def contacts(story: Story, level: Level = "organisation", issue: str | None = None) -> list[Contact]:
    """The household's contacts with professionals, in order: on one issue, or in the whole case.

    A contact through a representative counts as the household's; who pays, judges, employs or is owed is
    no professional here. At most one contact a day with the same one, where the day is known. `level`
    tells persons (actors) apart, or organisations only.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: inwoner > gemeente vraag    @0
    ... b: gemeente > inwoner antwoord @0
    ... c: inwoner > wijkteam vraag    @1
    ... ''')
    >>> [contact.who for contact in contacts(tell(case))]
    ['gemeente', 'wijkteam']
    """
    found: list[Contact] = []
    seen: set[tuple[float, str]] = set()
    for step in story.steps if issue is None else story.by_issue[issue]:
        for actor in _met(story, step):
            who = actor if level == "person" else story.party(actor)
            if step.span.exact and (step.span.lo, who) in seen:
                continue
            if step.span.exact:
                seen.add((step.span.lo, who))
            found.append(Contact(who, step))
    return found


def _met(story: Story, step: Step) -> list[str]:
    """The professionals whom the household met in a touchpoint, each once."""
    if step.kind in NO_MEETING or step.t.channel == "automatic":
        return []
    if step.from_client:
        others = step.t.to
    elif step.to_client:
        others = (step.t.from_, *(step.t.to if step.kind in MEETING else ()))
    else:
        return []
    return [actor for actor in dict.fromkeys(others) if _professional(story, actor)]


def _professional(story: Story, actor: str) -> bool:
    found = story.actors.get(actor)
    kind = found.kind if found else "other"
    kind = (story.party_kind(story.party(actor)) or kind) if kind == "other" else kind
    return kind not in NO_PROFESSIONAL and story.party(actor) != CLIENT and not story.client_side(actor)


def continuity_table(case: Case) -> pd.DataFrame:
    """The indices of a case as a table: the whole case and each issue, for persons and for organisations.

    Columns: `issue` ("" is the whole case), `level`, `contacts`, `distinct`, and from four contacts on
    `upc`, `coc`, `hhi`, `secon`, `known`, `order` (SECON - COC) and `p` (shares from 0 to 1; empty below).
    Low for persons but high for organisations: other workers, same desk. Low for both: fragmentation.

    >>> import casekit as ck
    >>> continuity_table(ck.example("twaalf-regels"))["contacts"].tolist()  # persons, organisations
    [9, 9]
    """
    import pandas as pd

    story = tell(case)
    names = [name for name in story.by_issue if name] if not story.one_issue else []
    rows = []
    for issue in (None, *names):
        for level in _LEVELS:
            row = [contact.who for contact in contacts(story, level, issue)]
            index, enough = continuity(row), len(row) >= threshold("M1")
            shown = {name: getattr(index, name) if enough else None for name in _SHOWN}
            rows.append(
                {"issue": issue or "", "level": level, "contacts": index.n, "distinct": index.m}
                | shown
                | {"p": order_p(row) if enough else None}
            )
    return pd.DataFrame(rows).astype(dict.fromkeys((*_SHOWN, "p"), float))


_LEVELS: tuple[Level, ...] = ("person", "organisation")
_SHOWN = ("upc", "coc", "hhi", "secon", "known", "order")
