"""Uncertain time: what people type as a date, and the days it can stand for."""

from casekit.when.edtf import ANYTIME, Moment, Span, add_months, parse_duration, parse_moment
from casekit.when.timeline import Timeline, timeline

__all__ = [
    "ANYTIME",
    "Moment",
    "Span",
    "Timeline",
    "add_months",
    "parse_duration",
    "parse_moment",
    "timeline",
]
