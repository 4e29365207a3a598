"""A second opinion on a text, by deduce: a program of others, that the user installs, in a process of its own.

deduce (3.0.6, LGPL, UMC Utrecht) knows medical notes and lists of Dutch names. What it adds is asked about, never
blocked. As it comes, it takes minutes to start, writes 83 MB next to its own code, and has every program that loads
it log everything (privacy.md 0); so it is loaded by `second_child`, without its three long lists, and stopped when it
takes too long.
"""

from __future__ import annotations

import json
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from importlib.util import find_spec

from casekit.errors import InputRefused, Problem
from casekit.privacy.finding import Finding
from casekit.privacy.normal import View, normalise
from casekit.privacy.text import findings

__all__ = ["MOST_SECONDS", "is_installed", "second_opinion"]

MOST_SECONDS = 60.0
"""How long all texts together may take: it starts in two seconds, and reads some 100 kB in ten."""


def is_installed() -> bool:
    """Whether deduce can be asked here."""
    return find_spec("deduce") is not None


def second_opinion(texts: Sequence[str], seconds: float = MOST_SECONDS) -> list[tuple[Finding, ...]]:
    """What deduce finds in each text where the rules of the kit find nothing: `second_opinion`, CONFIRM.

    Raises:
        InputRefused: deduce is not installed, or it broke off, or it took longer than `seconds`.
    """
    if not is_installed():
        raise InputRefused([Problem("second_opinion_absent", "deduce")])
    views = [normalise(text) for text in texts]
    told = _ask([view.text for view in views], seconds)
    return [
        tuple(_only_new(_on_the_text(view, spans), findings(text)))
        for text, view, spans in zip(texts, views, told, strict=True)
    ]


def _ask(texts: list[str], seconds: float) -> list[list[tuple[int, int]]]:
    # -P: a file deduce.py in the folder where somebody works is not what is meant.
    command = [sys.executable, "-P", "-m", "casekit.privacy.second_child"]
    try:
        done = subprocess.run(
            command, input=json.dumps(texts).encode(), capture_output=True, timeout=seconds, check=True
        )
        told = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise InputRefused([Problem("second_opinion_slow", "deduce", values={"seconds": round(seconds)})]) from None
    except (subprocess.CalledProcessError, ValueError):
        # What it said is not shown: it may hold the text.
        raise InputRefused([Problem("second_opinion_broken", "deduce")]) from None
    return [[(start, end) for start, end in spans] for spans in told]


def _on_the_text(view: View, spans: Iterable[tuple[int, int]]) -> list[Finding]:
    return [
        Finding("second_opinion", "CONFIRM", *view.span(start, end))
        for start, end in sorted(spans)
        if 0 <= start < end <= len(view.text)
    ]


def _only_new(found: Iterable[Finding], known: tuple[Finding, ...]) -> Iterable[Finding]:
    """What lies over nothing that is known, and over nothing before it."""
    ends = [one.end for one in known]
    last = 0
    for one in found:
        at = bisect_left(ends, one.start + 1)
        if one.start >= last and (at == len(known) or known[at].start >= one.end):
            last = one.end
            yield one
