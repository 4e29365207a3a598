"""A case as the text of a case file."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

import yaml

from casekit.case import Case
from casekit.filled import filled
from casekit.write.layout import WIDTH, laid_out

__all__ = ["CaseDumper", "Quoted", "block", "case_text", "case_version", "one_line"]


class CaseDumper(yaml.SafeDumper):
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


class Quoted(str):
    """A text that is written between double quotes, on one line, whatever it is."""


CaseDumper.add_representer(str, _as_typed)
CaseDumper.add_representer(
    Quoted, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", str(value), '"')
)


def case_text(case: Case) -> str:
    """The case file of a case; reading it gives an equal case.

    >>> from casekit.notation import case_of
    >>> print(case_text(case_of("a: inwoner > gemeente  vraag @2021-03-05")).splitlines()[-1].strip())
    when: 2021-03-05
    """
    return laid_out(filled(case), block)


def block(value: Any, width: int = WIDTH) -> str:
    """Any value as PyYAML writes it in a case file."""
    text: str = yaml.dump(value, Dumper=CaseDumper, sort_keys=False, allow_unicode=True, width=width)
    return text


def one_line(name: str, value: Any) -> str:
    """A field and its value as one line of a case file.

    >>> one_line("to", ["gemeente", "wijkteam"]), one_line("when", "2021-03~")
    ('to: [gemeente, wijkteam]', 'when: 2021-03~')
    """
    flow = isinstance(value, list | tuple | dict)
    text: str = yaml.dump(
        {name: value}, Dumper=CaseDumper, default_flow_style=flow, sort_keys=False, allow_unicode=True, width=10**6
    )
    return text.strip()[1:-1] if flow else text.strip()


def case_version(case: Case) -> str:
    """What tells this version of a case from others, whatever the layout and comments of its file: 16 signs.

    >>> from casekit.notation import case_of
    >>> asked, complained = case_of("a: inwoner > gemeente  vraag"), case_of("a: inwoner > gemeente  klacht")
    >>> case_version(asked) == case_version(complained)
    False
    """
    return sha256(case_text(case).encode("utf-8", "surrogatepass")).hexdigest()[:16]
