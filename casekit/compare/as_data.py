"""A comparison as plain data, in the form that `casekit compare --json` gives."""

from __future__ import annotations

from typing import Any

from casekit.compare.change import Change
from casekit.compare.explore import Bundles, Explored
from casekit.compare.interfaces import Interface, Pareto
from casekit.compare.layers import Layers
from casekit.compare.places import Places
from casekit.compare.prevalence import PERCENTAGES_FROM, Interval, Prevalence, jeffreys
from casekit.compare.run import Comparison
from casekit.compare.waits import Waiting
from casekit.compare.words import selection_text
from casekit.stalls.as_data import span
from casekit.text import say

__all__ = ["as_data", "bundles_data", "change_data", "table_data"]


def as_data(comparison: Comparison, lang: str = "nl", selection: str | None = None) -> dict[str, Any]:
    """Codes are English in any language; shares lie between 0 and 1, None where there are too few cases."""
    table = comparison.matrix
    chance = comparison.chance
    return {
        "cases": [
            {
                "case": book.case.id,
                "status": book.case.status,
                "municipality": book.case.municipality,
                "selection": book.case.selection,
                "stalls": len(book.analysis.stalls),
                "coders": [coding.coder for coding in book.coders],
                "uncoded": len(book.uncoded),
            }
            for book in comparison.books
        ],
        "n": len(comparison.books),
        "selection": selection or selection_text(comparison.selections, lang),
        "kinds": [
            {"kind": kind, "name": say(f"kind.{kind}.name", lang), **_prevalence(table.prevalence(kind))}
            for kind in table.kinds
        ],
        "matrix": [
            {
                "case": case,
                "cells": {kind: table.value(case, kind) for kind in table.kinds},
                "stalls": {kind: list(keys) for kind in table.kinds if (keys := table.cells[case, kind].stalls)},
                "missing": {
                    kind: list(fields) for kind in table.kinds if (fields := table.cells[case, kind].missing)
                },
            }
            for case in table.cases
        ],
        "rates": [
            {
                "kind": one.kind,
                "occasion": one.occasion,
                "per": one.rate.per,
                "rate": None if "few_cases" in one.rate.hinders else _rounded(one.rate.rate),
                "interval": _interval(one.rate.interval),
                "stalls": one.rate.stalls,
                "occasions": one.rate.opportunities,
                "cases": one.rate.cases,
                "hinders": list(one.rate.hinders),
            }
            for one in comparison.often
        ],
        "together": {
            "threshold": _rounded(chance.threshold),
            "tried": chance.tried,
            "permutations": chance.permutations,
            "pairs": [
                {"kinds": list(pair.kinds), "cases": list(pair.cases), "jaccard": _rounded(pair.jaccard)}
                for pair in comparison.shared
            ],
        },
        "causes": [
            {"cause": claim.code, "grade": claim.grade, "cases": list(claim.cases)} for claim in comparison.claims
        ],
        "threads": [
            {
                "stall": chain.stall.code,
                "precondition": chain.precondition.code,
                "cause": chain.cause.code,
                "cases": list(chain.cases),
            }
            for chain in comparison.layers.chains
        ],
        "layers": _layers(comparison.layers),
        "interfaces": _pareto(comparison.pareto),
        "bottlenecks": [
            {"role": one.role, "cases": list(one.cases), "days": _rounded(one.days), "of_days": _rounded(one.of_days)}
            for one in comparison.bottlenecks
        ],
        "waits": [_waiting(one) for one in comparison.waiting],
        "municipalities": _places(comparison.places, table.kinds),
    }


def _prevalence(found: Prevalence) -> dict[str, Any]:
    shares = found.percentages
    beside = jeffreys(found.yes, found.n) if shares else None
    return {
        "yes": found.yes,
        "possible": found.possible,
        "no": found.no,
        "n": found.n,
        "not_observable": found.not_observable,
        "no_opportunity": found.no_opportunity,
        "share": [_rounded(found.lower), _rounded(found.upper)] if shares else None,
        "interval": _interval(found.lower_interval) if shares else None,
        "interval_upper": _interval(found.upper_interval) if shares else None,
        "jeffreys": _interval(beside),
    }


def _layers(found: Layers) -> dict[str, Any]:
    return {
        "nodes": [
            {"layer": node.layer, "code": node.code, "cases": list(cases)} for node, cases in found.nodes.items()
        ],
        "links": [
            {"from": link.behind.code, "to": link.before.code, "cases": list(link.cases)} for link in found.links
        ],
        "left_out": found.left_out,
    }


def _pareto(found: Pareto) -> dict[str, Any]:
    return {
        "total": _rounded(found.total),
        "undetermined": list(found.undetermined),
        "at_least": list(found.at_least),
        "dayless": found.dayless,
        "bars": [
            {
                **_interface(bar.interface),
                "days": {"value": bar.days.value, "range": [bar.days.lo, bar.days.hi]},
                "cases": list(bar.cases),
                "per_case": list(bar.range),
                "stalls": [{"case": case, "stall": key} for case, key in bar.stalls],
                "dayless": bar.dayless,
                "cumulative": _rounded(bar.cumulative) if len(found.cases) >= PERCENTAGES_FROM else None,
            }
            for bar in found.bars
        ],
    }


def _interface(one: Interface) -> dict[str, Any]:
    return {"from": one.giver, "to": one.taker, "inside": one.inside}


def _waiting(found: Waiting) -> dict[str, Any]:
    curve, band = found.curve, found.band
    return {
        "act": found.act,
        "n": len(found.waits),
        "cases": found.cases,
        "endings": found.endings,
        "undated": found.undated,
        "median": curve.median() if curve else None,
        "median_range": list(band.median()) if band else None,
        "curve": [
            {"day": step.day, "at_risk": step.at_risk, "waiting": _rounded(step.waiting)} for step in curve.steps
        ]
        if curve
        else None,
        "waits": [
            {"case": one.case, "touchpoint": one.touchpoint, "days": span(one.days), "ending": one.ending}
            for one in found.waits
        ],
    }


def _places(found: Places, kinds: tuple[str, ...]) -> dict[str, Any]:
    return {
        "setting": found.setting,
        "unknown": list(found.unknown),
        "municipalities": [
            {
                "municipality": place.name,
                "cases": list(place.cases),
                "kinds": {kind: list(place.kinds[kind]) for kind in kinds if any(place.kinds[kind])},
                "causes": {cause: list(cases) for cause, cases in place.causes.items()},
            }
            for place in found.places
        ],
        "kinds": {kind: [count, found.could_show(kind)] for kind in kinds if (count := found.with_kind(kind))},
        "possible": {kind: count for kind in kinds if (count := found.only_possible(kind))},
        "causes": {cause: found.with_cause(cause) for cause in found.causes},
    }


def change_data(found: Change) -> dict[str, Any]:
    """A comparison of before and after as plain data."""
    return {
        "day": found.day,
        "before": list(found.before),
        "after": list(found.after),
        "across": list(found.across),
        "undated": list(found.undated),
        "kinds": [
            {
                "kind": one.kind,
                "before": _prevalence(one.before),
                "after": _prevalence(one.after),
                "difference": _interval(one.interval),
                "verdict": one.verdict,
            }
            for one in found.kinds
        ],
        "waits_before": [_waiting(one) for one in found.waits_before],
        "waits_after": [_waiting(one) for one in found.waits_after],
        "chosen": {
            side: [{"selection": text, "cases": n} for text, n in chosen.items()]
            for side, chosen in (("before", found.chosen_before), ("after", found.chosen_after))
        },
        "caveats": list(found.caveats),
    }


def table_data(found: Explored) -> dict[str, Any]:
    """A truth table as plain data, labelled exploratory; counts and no shares, as rows hold few cases."""
    table = found.table
    ended = sum(row.yes for row in table.rows)
    return {
        "exploratory": True,
        "outcome": found.outcome,
        "conditions": list(table.conditions),
        "reason": found.reason,
        "n": table.n,
        "left_out": [found.cases[place] for place in table.left_out],
        "hinders": list(table.hinders),
        "rows": [
            {
                "conditions": dict(zip(table.conditions, row.setting, strict=True)),
                "verdict": row.verdict,
                "n": len(row.cases),
                "yes": row.yes,
                "cases": [found.cases[place] for place in row.cases],
            }
            for row in table.rows
        ],
        "recipes": [
            {
                "conditions": {table.conditions[place]: there for place, there in one.literals},
                "cases": [found.cases[place] for place in one.cases],
                "covers": [len(one.cases), ended],
                "hangs_on": [found.cases[place] for place in one.hangs_on],
            }
            for one in table.recipes
        ],
        "noise": _rounded(found.noise),
    }


def bundles_data(found: Bundles) -> dict[str, Any]:
    """Bundles as plain data, labelled exploratory."""
    return {
        "exploratory": True,
        "bundles": [
            {
                "kinds": [found.kinds[place] for place in one.kinds],
                "cases": [found.cases[place] for place in one.cases],
                "hangs_on": [found.cases[place] for place in one.hangs_on],
            }
            for one in found.concepts
        ],
        "noise": {"concepts": found.noise.concepts, "shown": found.noise.shown},
    }


def _interval(found: Interval | None) -> list[float | None] | None:
    return None if found is None else [_rounded(found.low), _rounded(found.high)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
