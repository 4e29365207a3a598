"""What keeps kinds of stall from being assessed in a case: the coding advice of the check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casekit.case import Case
from casekit.errors import Problem
from casekit.replay import replay_problems
from casekit.sheets.titles import field_title
from casekit.stalls.evidence import Evidence
from casekit.stalls.kinds import KINDS
from casekit.stalls.run import assumptions
from casekit.stalls.travelled import RELEASED, travels
from casekit.text import LANGUAGES, say

__all__ = ["limits"]


def limits(case: Case, file: str) -> Iterator[Problem]:
    """Warnings about what may have happened before it could, and about missing fields, with the kinds they limit."""
    if travels(case):
        text = {lang: say(f"assumption.{RELEASED}", lang) for lang in LANGUAGES}
        yield Problem("assumption", file, severity="warning", values={"text": text})
        return  # what the coarse case lacks, the results that travel with it had
    evidence = Evidence(case)
    yield from replay_problems(evidence.story, file)
    without_issue = [t for t in case.touchpoint_list if not evidence.story.by_id[t.id].issue]
    if without_issue and not evidence.story.one_issue:
        kinds = [code for code, kind in KINDS.items() if kind.by_issue]
        values = {"field": "issue", "n": len(without_issue), "total": len(case.touchpoint_list)}
        yield Problem("not_assessable", file, severity="warning", values={**values, "kinds": ", ".join(kinds)})
    by_field: dict[str, list[str]] = defaultdict(list)
    for code, kind in KINDS.items():
        for field in kind.missing(evidence):
            if field != "cases":
                by_field[field].append(code)
    for field, kinds in by_field.items():
        title = {lang: field_title(field, lang) for lang in LANGUAGES}
        values = {"field": field, "title": title, "kinds": ", ".join(kinds)}
        yield Problem("nothing_coded", file, severity="warning", values=values)
    for name in assumptions(evidence):
        text = {lang: say(f"assumption.{name}", lang) for lang in LANGUAGES}
        yield Problem("assumption", file, severity="warning", values={"text": text})
