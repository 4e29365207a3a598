"""What a creditor may charge for collecting a debt out of court: the legal scale, as dated data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

__all__ = ["Scale", "collection_costs", "scale_on", "scales"]

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Scale:
    """One legal scale, with the days on which it holds and what is uncertain about it.

    `brackets` are the upper end of each slice in euros (None for the last) and its percentage; `not_for` the kinds
    of creditors to whom it does not apply.
    """

    id: str
    label: str
    label_en: str
    brackets: tuple[tuple[Decimal | None, Decimal], ...]
    minimum: Decimal
    maximum: Decimal
    not_for: frozenset[str]
    article: str
    source_url: str
    checked_on: str
    confidence: Literal["high", "medium", "low"]
    enabled: bool
    valid_from: date | None
    valid_until: date | None
    note: str
    note_en: str

    def costs(self, principal: Decimal) -> Decimal:
        """The costs by this scale, to the cent, without VAT; none for a principal of nothing."""
        if principal <= 0:
            return Decimal(0)
        costs, below = Decimal(0), Decimal(0)
        for up_to, percent in self.brackets:
            upper = principal if up_to is None else min(principal, up_to)
            costs += max(upper - below, Decimal(0)) * percent / 100
            below = up_to if up_to is not None else below
        return min(max(costs, self.minimum), self.maximum).quantize(CENT, ROUND_HALF_UP)


@cache
def scales() -> tuple[Scale, ...]:
    """Every scale in `collection_costs.toml`, those that are off included.

    >>> [(scale.id, str(scale.valid_from)) for scale in scales()]
    [('bik-2012', '2012-07-01')]
    """
    text = files("casekit.norms").joinpath("collection_costs.toml").read_text(encoding="utf-8")
    return tuple(_scale(row) for row in tomllib.loads(text, parse_float=Decimal)["scale"])


def _scale(row: dict[str, Any]) -> Scale:
    days = {name: date.fromisoformat(row[name]) if name in row else None for name in ("valid_from", "valid_until")}
    amounts = {name: Decimal(row[name]) for name in ("minimum", "maximum")}
    brackets = tuple(
        (Decimal(part["up_to"]) if "up_to" in part else None, Decimal(part["percent"])) for part in row["brackets"]
    )
    return Scale(**{**row, **days, **amounts, "brackets": brackets, "not_for": frozenset(row["not_for"])})


def scale_on(when: date | None = None) -> Scale | None:
    """The scale in force on a day; None where there is none. Without a day, the newest.

    >>> scale_on(date(2012, 6, 30)) is None
    True
    """
    held = [
        scale
        for scale in scales()
        if scale.enabled
        and (when is None or scale.valid_from is None or scale.valid_from <= when)
        and (when is None or scale.valid_until is None or when <= scale.valid_until)
    ]
    return max(held, key=lambda scale: scale.valid_from or date.min, default=None)


def collection_costs(principal: Decimal | float, when: date | None = None) -> Decimal | None:
    """The most that collecting a principal (in euros) may cost by the scale of that day, without VAT.

    None on a day for which no scale is known. Source: Besluit vergoeding voor buitengerechtelijke incassokosten,
    article 2.

    >>> [str(collection_costs(principal)) for principal in (100, 900, 2_500, 1_000_000)]
    ['40.00', '135.00', '375.00', '6775.00']
    >>> collection_costs(900, date(2010, 1, 1)) is None
    True
    """
    scale = scale_on(when)
    return scale.costs(Decimal(str(principal))) if scale is not None else None
