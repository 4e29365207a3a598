"""Norms as dated data, and the Dutch calendar that their terms are counted on."""

from casekit.norms.calendar import (
    add_working_days,
    allowed_days,
    atw_holidays,
    is_normal_day,
    penalty,
    roll_over,
    term_end,
)
from casekit.norms.library import (
    Result,
    Threshold,
    find_norm,
    in_force,
    library,
    norms_for,
    result,
    rung,
    threshold,
    thresholds,
)

__all__ = [
    "Result",
    "Threshold",
    "add_working_days",
    "allowed_days",
    "atw_holidays",
    "find_norm",
    "in_force",
    "is_normal_day",
    "library",
    "norms_for",
    "penalty",
    "result",
    "roll_over",
    "rung",
    "term_end",
    "threshold",
    "thresholds",
]
