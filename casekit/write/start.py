"""A case file to start from: a small fictional case that gives a picture at once, and all fields explained.

The example stands in `start-nl.toml` and `start-en.toml`, what the fields mean in `casekit/vocabulary/fields.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from textwrap import wrap
from typing import Any

from casekit.case import Case
from casekit.schema import field_texts
from casekit.text import say
from casekit.write.case_file import one_line

__all__ = ["start_case", "start_fields", "start_text"]

_WIDTH = 110


@cache
def start_fields(lang: str = "nl") -> tuple[dict[str, Any], dict[str, Any]]:
    """The example in a language, as it is typed: what is filled in at the start, and what may be added.

    >>> [actor["id"] for actor in start_fields("en")[0]["actors"]]
    ['resident', 'municipality']
    """
    text = files("casekit.write").joinpath(f"start-{lang}.toml").read_text(encoding="utf-8")
    example = tomllib.loads(text)
    return example["start"], example["more"]


def start_case(lang: str = "nl") -> Case:
    """The whole example as a case, in which every field is used.

    >>> start_case().touchpoint_list[-1].id
    't4'
    """
    start, more = start_fields(lang)
    lists = {name: [*start[name], *more.get(name, ())] for name, rows in start.items() if isinstance(rows, list)}
    return Case.model_validate({**more, **start, **lists})


def start_text(case_id: str, lang: str = "nl") -> str:
    """The text of a new case file: the start of the example, and every other field as a comment that explains.

    A line that begins with `# ` explains; a line that begins with `#` and a field counts when the `#` is taken away.

    >>> "id: huur-en-toeslag" in start_text("huur-en-toeslag").splitlines()
    True
    """
    start, more = start_fields(lang)
    start = {"format": Case.model_fields["format"].default, "id": case_id, **start}
    known = [name for name in field_texts()["Case"] if name in start or name in more]
    blocks = [list(_remark(say("new.intro", lang, id=case_id)))]
    blocks += [list(_block(name, start[name], more.get(name), lang)) for name in known if name in start]
    blocks.append(list(_remark(say("new.more", lang))))
    blocks += [list(_block(name, None, more[name], lang)) for name in known if name not in start]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _block(name: str, start: Any, more: Any, lang: str) -> Iterator[str]:
    """One field of the case: what it means, and its value; what is only possible stands behind a `#`."""
    mark = "#" if start is None else ""
    rows = more if start is None else start
    yield from _explained("Case", name, rows, lang)
    if not isinstance(rows, list):
        yield mark + one_line(name, rows)
        return
    yield f"{mark}{name}:"
    for row in start or ():
        yield from (("    " if place else "  - ") + one_line(*field) for place, field in enumerate(row.items()))
    for row in more or ():
        if start:
            yield from _remark(say("new.another", lang), "  ")
        yield from _explained_row(_part_of("Case", name), row, lang)


def _explained_row(part: str, row: dict[str, Any], lang: str) -> Iterator[str]:
    """A row behind `#`, each field with what it means above it."""
    for place, (name, value) in enumerate(row.items()):
        yield from _explained(part, name, value, lang, "    " if place else "  ")
        yield ("    #" if place else "  #- ") + one_line(name, value)


def _explained(part: str, name: str, value: Any, lang: str, indent: str = "") -> Iterator[str]:
    """What a field means, and on a line of their own the fields that stand on one line with it."""
    needed = name in _schema(part).get("required", ())
    yield from _remark(
        field_texts()[part][name][lang] + (f" ({say('new.required', lang)})" if needed else ""), indent
    )
    rows = value if isinstance(value, list) else [value]
    if part != "Case" or isinstance(value, dict):
        for field in dict.fromkeys(field for row in rows if isinstance(row, dict) for field in row):
            if (inner := _part_of(part, name)) and field in field_texts()[inner]:
                yield from _remark(f"- {field}: {field_texts()[inner][field][lang]}", indent)


def _remark(text: str, indent: str = "") -> Iterator[str]:
    for line in text.strip().splitlines():
        for piece in wrap(line, _WIDTH - len(indent), subsequent_indent="  " if line.startswith("- ") else "") or [
            ""
        ]:
            yield f"{indent}# {piece}".rstrip()


@cache
def _schema(part: str) -> dict[str, Any]:
    schema = Case.model_json_schema(by_alias=True)
    found: dict[str, Any] = schema if part == "Case" else schema["$defs"][part]
    return found


def _part_of(part: str, name: str) -> str:
    """The part that a field holds, one or many of them."""
    shape = _schema(part)["properties"][name]
    for option in shape.get("anyOf", [shape]):
        target = option.get("items", option).get("$ref", "")
        if target:
            return str(target).rpartition("/")[2]
    return ""
