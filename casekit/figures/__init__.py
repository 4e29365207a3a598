"""Figures of one case. They show what they are given, and compute nothing about the case."""

from casekit.figures.network import network
from casekit.figures.save import save
from casekit.figures.timeline import sheets, timeline

__all__ = ["network", "save", "sheets", "timeline"]
