"""The signs of one cause in a case, in a form that a test can compare."""

from __future__ import annotations

from typing import Any

from casekit.case import Case
from casekit.causes.sign import Look, Sign
from casekit.causes.signs import SIGNS
from casekit.notation import case_of
from casekit.stalls.run import analyse

ISSUE = {"id": "i", "procedure": "special_assistance"}


def look_at(text: str, **blocks: Any) -> Look:
    """A case in notation as signs look at it."""
    return Look(analyse(case_of(text, **blocks)))


def signs(code: str, look: Look | Case) -> list[Sign]:
    """All signs of a cause."""
    look = Look(analyse(look)) if isinstance(look, Case) else look
    find = SIGNS[code].find
    assert find is not None
    return list(find(look))


def shown(code: str, text: str, **blocks: Any) -> set[tuple[str, str, tuple[str, ...]]]:
    """Of the signs of a cause in a case: the stall's kind, the form, the touchpoints."""
    return {(one.stall.split("-")[0], one.form, one.touchpoints) for one in signs(code, look_at(text, **blocks))}
