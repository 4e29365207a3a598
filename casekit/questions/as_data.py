"""The questions of a case, and what was answered, as JSON."""

from __future__ import annotations

from typing import Any

from casekit.questions.deciding import driving_path, questions
from casekit.questions.words import asked
from casekit.replay import replay
from casekit.story import Story

__all__ = ["as_data"]


def as_data(story: Story, lang: str = "nl", issue: str | None = None) -> dict[str, Any]:
    r"""Open questions, answers, the path on the middle days, and what happened before it could.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> data = as_data(tell(case_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @28")))
    >>> data["open"][0]["days"], data["path"]
    ([28, 28], ['a', 'b'])
    """
    return {
        "case": story.case.id,
        "path": list(driving_path(story, issue)),
        "open": [
            {
                "before": one.before,
                "after": one.after,
                "why": one.why,
                "days": [int(one.days.lo), int(one.days.hi)] if one.days else None,
                "text": list(asked(one, story, lang)),
            }
            for one in questions(story, issue)
        ],
        "answered": [
            {
                "before": link.before,
                "after": link.after,
                "needed": link.needed,
                "answered_by": link.answered_by,
                "answered_on": link.answered_on,
                "note": link.note,
            }
            for link in story.case.links
        ],
        "replay": [
            {"before": one.before, "after": one.after, "basis": one.basis, "certain": one.certain}
            for one in replay(story)
        ],
    }
