"""A case as the text of a case file."""

from __future__ import annotations

import re
from typing import Any

import yaml

from casekit.case import Case, Part, Promise

__all__ = ["case_text"]


class _Dumper(yaml.SafeDumper):
    """Lists stand indented under their name, as people type them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True  # the reader refuses references


def _as_typed(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    """Dates and numbers without quotes, since the reader takes everything as text; lines of text below each other."""
    style = '"' if re.search("[\t\r\x85\u2028\u2029]", value) else "|" if "\n" in value else None
    node = dumper.represent_scalar("tag:yaml.org,2002:str", value, style)
    if re.fullmatch(r"[\d/.~-]*\d[\d/.~-]*", value):
        node.tag = dumper.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return node


_Dumper.add_representer(str, _as_typed)


def case_text(case: Case) -> str:
    """The case file of a case; reading it gives an equal case.

    >>> from casekit.notation import case_of
    >>> print(case_text(case_of("a: inwoner > gemeente  vraag @2021-03-05")).splitlines()[-1].strip())
    when: 2021-03-05
    """
    return yaml.dump(_fields(case), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def _fields(part: Part) -> dict[str, Any]:
    """The fields that were filled in, under their names in a file, then those that the kit does not know."""
    filled = {
        info.alias or name: _plain(getattr(part, name))
        for name, info in type(part).model_fields.items()
        if name in part.model_fields_set
    }
    known = {key: value for key, value in filled.items() if value is not None and value != []}
    return {**known, **(part.model_extra or {})}


def _plain(value: Any) -> Any:
    if isinstance(value, Promise):
        return _fields(value) or True
    if isinstance(value, Part):
        return _fields(value)
    if isinstance(value, dict):
        return value or None
    if isinstance(value, tuple):
        inner = [_plain(item) for item in value]
        return inner[0] if len(inner) == 1 and isinstance(inner[0], str) else inner
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
