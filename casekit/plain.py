"""A case as plain data, as JSON can hold it: the same names as in a case file, nothing left out, nothing added."""

from __future__ import annotations

from typing import Any

from casekit.case import Case

__all__ = ["case_data"]


def case_data(case: Case) -> dict[str, Any]:
    """The fields that were filled in, as plain data under their names in a case file.

    >>> from casekit.notation import case_of
    >>> case_data(case_of("a: inwoner > gemeente  vraag"))["touchpoints"]
    [{'id': 'a', 'from': 'inwoner', 'to': ['gemeente'], 'kind': 'question'}]
    """
    data = case.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    return {"format": case.format, **{key: value for key, value in data.items() if key != "format"}}
