"""A YAML reader that refuses what could hurt or be lost, and remembers the line of everything.

Everything but null stays text, as typed: the case definition decides what is a number. Anchors,
aliases, tags, duplicate keys, control characters and values cut off by ` #` are refused, each with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from casekit.errors import InputRefused, Place, Problem, shown

__all__ = ["Document", "read_yaml", "strange_sign"]

MAX_BYTES = 64_000_000
MAX_NODES = 3_000_000
MAX_DEPTH = 20
_STRANGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line."""
_BARE = (None, "")
"""The style of a value without quotes: the two parsers of PyYAML say it in their own way."""
_NULL = ("", "~", "null", "Null", "NULL")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Document:
    """What a file says, and on which line (the first is 1) or in which cell each part of it stands."""

    file: str
    data: Any
    lines: dict[tuple[str | int, ...], Place] = field(default_factory=dict)

    def line(self, *path: str | int) -> Place | None:
        """The line or cell of a part, or of the nearest part around it that is known."""
        for size in range(len(path), -1, -1):
            if path[:size] in self.lines:
                return self.lines[path[:size]]
        return None


def read_yaml(content: bytes, file: str) -> Document:
    """Read one YAML document. Raises InputRefused with all that can be said about what is wrong.

    >>> read_yaml(b"id: 012", "case.yaml").data
    {'id': '012'}
    """
    text = _decode(content, file)
    rows = _BREAK.split(text)
    problems = list(_events_refused(text, rows, file))
    if problems:
        raise InputRefused(problems)
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:  # the events were fine, so this is not expected; never a traceback
        raise InputRefused([_syntax(error, rows, file)]) from None
    finally:
        loader.dispose()
    document = Document(file, None)
    if node is None:
        raise InputRefused([Problem("empty", file)])
    document.data = _build(node, (), document, problems)
    if problems:
        raise InputRefused(problems)
    return document


def _decode(content: bytes, file: str) -> str:
    if len(content) > MAX_BYTES:
        raise InputRefused([Problem("too_large", file, values={"megabytes": MAX_BYTES // 1_000_000})])
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputRefused([Problem("binary", file)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputRefused([Problem("not_utf8", file, line)]) from None
    if not text.strip("\ufeff \t\r\n"):
        raise InputRefused([Problem("empty", file)])
    strange = [
        Problem("control_character", file, number, values={"character": sign})
        for number, row in enumerate(_BREAK.split(text), 1)
        if (sign := strange_sign(row))
    ]
    if strange:
        raise InputRefused(strange)
    return text


def strange_sign(text: str) -> str | None:
    """The code of the first sign in a text that nobody types and nobody sees, or None.

    >>> strange_sign("links" + chr(0x202E) + "rechts")
    'U+202E'
    """
    found = _STRANGE.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def _syntax(error: yaml.YAMLError, rows: list[str], file: str) -> Problem:
    """What the parser tripped over, as far as it is one of the slips that people make."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if context is not None and "quoted scalar" in str(getattr(error, "context", "")):
        return Problem("open_quote", file, context.line + 1)
    if mark is None:
        return Problem("not_yaml", file)
    line = mark.line + 1
    sign = rows[mark.line][mark.column : mark.column + 1] if mark.line < len(rows) else ""
    if sign == "\t":
        return Problem("tab", file, line)
    if sign in ("@", "`", "%"):
        return Problem("bare_sign", file, line, values={"character": sign})
    if "mapping values" in str(getattr(error, "problem", "")):
        return Problem("bare_colon", file, line)
    return Problem("not_yaml", file, line)


def _events_refused(text: str, rows: list[str], file: str) -> Iterator[Problem]:
    """What no case file may hold; found on the events, before anything is built."""
    depth = nodes = documents = 0
    try:
        events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    yield Problem("second_document", file, line)
            elif isinstance(event, yaml.AliasEvent):
                yield Problem("anchor", file, line)
            elif isinstance(event, yaml.NodeEvent):
                nodes += 1
                if event.anchor is not None:
                    yield Problem("anchor", file, line)
                if getattr(event, "tag", None) is not None:
                    yield Problem("tag", file, line)
                if isinstance(event, yaml.CollectionStartEvent):
                    depth += 1
                if isinstance(event, yaml.ScalarEvent):
                    if event.style in _BARE and _cut_off(event, rows):
                        yield Problem("cut_off", file, line)
                    elif event.style == '"' and (sign := strange_sign(event.value)):  # typed as an escape
                        yield Problem("control_character", file, line, values={"character": sign})
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH or nodes > MAX_NODES:
                yield Problem("too_deep" if depth > MAX_DEPTH else "too_many_nodes", file, line)
                return
    except yaml.YAMLError as error:
        yield _syntax(error, rows, file)


def _cut_off(event: Any, rows: list[str]) -> bool:
    """Whether a bare value, empty or not, is followed by ` #word`: most likely text, taken for a comment."""
    rest = "".join(rows[event.end_mark.line : event.end_mark.line + 1])[event.end_mark.column :]
    return re.match(r"\s+#[^\s#]", rest) is not None


def _build(node: Any, path: tuple[str | int, ...], document: Document, problems: list[Problem]) -> Any:
    document.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*path, place), document, problems) for place, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or _empty(key_node):
                problems.append(Problem("key_not_text", document.file, line))
                continue
            key = key_node.value
            if key in built:
                problems.append(Problem("duplicate_key", document.file, line, values={"field": shown(key)}))
                continue
            built[key] = _build(value_node, (*path, key), document, problems)
            document.lines[(*path, key)] = line
        return built
    return None if node.style in _BARE and node.value in _NULL else str(node.value)


def _empty(node: Any) -> bool:
    """Whether a name is no name."""
    return not node.value.strip() or (node.style in _BARE and node.value in _NULL)
