"""What was filled in in a part of a case, as plain data under the names of a case file."""

from __future__ import annotations

from typing import Any

from casekit.case import Actor, Case, Promise
from casekit.part import Part
from casekit.values import FORMAT

__all__ = ["case_data", "file_names", "filled"]


def filled(part: Part, *, defaults: bool = True) -> dict[str, Any]:
    """The fields that were filled in, then those that the kit does not know.

    Without `defaults` a value that says no more than an empty field does is left out, so that equal parts
    give equal data.

    >>> from casekit.case import Touchpoint
    >>> filled(Touchpoint.model_validate({"id": "a", "from": "x", "to": ["y"], "kind": "vraag"}))
    {'id': 'a', 'from': 'x', 'to': 'y', 'kind': 'question'}
    """
    data: dict[str, Any] = {"format": FORMAT} if isinstance(part, Case) else {}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if name not in part.model_fields_set or name == "format":
            continue
        # What kind an actor without a kind is depends on its id, so a kind always says something.
        if not defaults and value == info.default and not (isinstance(part, Actor) and name == "kind"):
            continue
        plain = _plain(value, defaults)
        if plain is not None and plain != []:
            data[info.alias or name] = plain
    return {**data, **(part.model_extra or {})}


def _plain(value: Any, defaults: bool) -> Any:
    if isinstance(value, Promise):
        return filled(value, defaults=defaults) or True
    if isinstance(value, Part):
        return filled(value, defaults=defaults)
    if isinstance(value, dict):
        return value or None
    if isinstance(value, tuple):
        inner = [_plain(item, defaults) for item in value]
        return inner[0] if len(inner) == 1 and isinstance(inner[0], str) else inner
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def file_names(part: type[Part]) -> tuple[str, ...]:
    """The fields of a part under their names in a file, in their order.

    >>> from casekit.case import Period
    >>> file_names(Period)
    ('from', 'until')
    """
    return tuple(info.alias or name for name, info in part.model_fields.items())


def case_data(case: Case) -> dict[str, Any]:
    """The whole case as JSON holds it: `filled`, but every list a list, so that programs meet one shape.

    >>> from casekit.notation import case_of
    >>> case_data(case_of("a: inwoner > gemeente  vraag"))["touchpoints"]
    [{'id': 'a', 'from': 'inwoner', 'to': ['gemeente'], 'kind': 'question'}]
    """
    data = case.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    return {"format": case.format, **{key: value for key, value in data.items() if key != "format"}}
