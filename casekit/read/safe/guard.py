"""A YAML reader that refuses what could hurt or be lost, and remembers the line of everything.

Everything but null stays text, as typed: the case definition decides what is a number. A file is read event by
event and built along the way, so that neither of the two parsers of PyYAML gets deep, and a bomb stays small.
What is lost after ` #` is for `comments`; the words for a parser's error are in `slips`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from casekit.errors import InputRefused, Place, Problem, shown
from casekit.read.safe.comments import Comments
from casekit.read.safe.slips import slip

__all__ = [
    "LOADER",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_TOUCHPOINTS",
    "Document",
    "read_yaml",
    "refuse_crowds",
    "strange_sign",
]

MAX_BYTES = 5_000_000
MAX_NODES = 400_000
"""Room for 10,000 touchpoints of 15 fields; a field is two nodes, its name and its value."""
MAX_SIGNS = 600_000
"""Signs that may begin a node, or lines. A field has one colon and two nodes; a comment is work as well."""
MAX_TOUCHPOINTS = 50_000
MAX_DEPTH = 20
MOST_ALIKE = 5
MOST_COUNTED = 1_000
_STRANGE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_RARE_BREAK = re.compile("[\x85\u2028\u2029]")
"""What YAML takes for the end of a line, and an editor does not show as one."""
_BREAK = re.compile("\r\n|[\n\r]")
_ROW = re.compile(r"^ *- ", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_LIMITS = ("too_deep", "too_many_nodes", "second_document")
_BARE = (None, "")
"""The style of a value without quotes: the two parsers say it in their own way."""
_NULL = ("", "~", "null", "Null", "NULL")
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    document = Document(file, None)
    told = _Told(file)
    comments = Comments(rows)
    stop: Problem | None = None
    try:
        for number, row in enumerate(rows if "\t" in text else (), 1):
            if "\t" in row and not row.lstrip().startswith("#"):
                told.add("tab", number)
        if not _build(text, document, told, comments):
            stop = Problem("empty", file)
    except _Enough as enough:
        stop = Problem(enough.code, file, enough.line) if enough.code else None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two: an escape of no existing sign
        stop = slip(error, rows, file)
    last = stop.line if stop and isinstance(stop.line, int) else len(rows)
    for row in comments.lost():
        if row < last and not told.full:
            told.add("cut_off", row + 1)
    # What else was found on the line where the parser gave up, is why it did.
    if stop and (stop.code in _LIMITS or stop.line not in {problem.line for problem in told.problems}):
        told.problems.append(stop)
    if told.problems:
        raise InputRefused(told.all())
    return document


def _decode(content: bytes, file: str) -> str:
    """The text of a file, once it is known to be text of a size and shape that can be read."""
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
    refuse_crowds(content, file)
    rows = _rows_of_a_log(text)
    if rows > MAX_TOUCHPOINTS:
        raise InputRefused([Problem("event_log", file, values={"n": rows})])
    told = _Told(file)
    if _STRANGE.search(text) or _RARE_BREAK.search(text):
        for number, row in enumerate(_BREAK.split(text), 1):
            if found := _STRANGE.search(row) or _RARE_BREAK.search(row):
                told.add("control_character", number, character=f"U+{ord(found[0]):04X}")
            if told.full:
                break
    if found := _DIRECTIVE.search(text):  # reading ten thousand of these takes the parser minutes
        told.add("directive", text.count("\n", 0, found.start()) + 1)
    if told.problems:
        raise InputRefused(told.all())
    return text


def refuse_crowds(content: bytes, file: str) -> None:
    """Refuse, before anything is parsed, what has more signs that can begin a value than a case can have."""
    signs = sum(map(content.count, (b",", b"[", b"{", b":", b"-", b"?")))
    if max(signs, content.count(b"\n"), content.count(b":") * 5 // 2, content.count(b" #") * 6) > MAX_SIGNS:
        raise InputRefused([Problem("too_many_nodes", file)])


def _rows_of_a_log(text: str) -> int:
    """How many rows stand under `touchpoints`, by the dashes that are indented as the first one is."""
    _, _, rows = text.partition("\ntouchpoints:")
    first = _ROW.search(rows)
    return rows.count("\n" + first[0]) if first else 0


def strange_sign(text: str) -> str | None:
    """The code of the first sign in a text that nobody types and nobody sees, or None.

    >>> strange_sign("links" + chr(0x202E) + "rechts")
    'U+202E'
    """
    found = _STRANGE.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


class _Told:
    """What is wrong, from the top of the file; of one sort only the first few, and how many more there are."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.counts: dict[str, int] = {}

    def add(self, code: str, line: int, **values: object) -> None:
        n = self.counts[code] = self.counts.get(code, 0) + 1
        if n <= MOST_ALIKE:
            self.problems.append(Problem(code, self.file, line, values=values))

    @property
    def full(self) -> bool:
        """Whether reading on would only tell more of the same."""
        return max(self.counts.values(), default=0) >= MOST_COUNTED

    def all(self) -> Iterator[Problem]:
        """The problems by line, and after the last of each sort how many more there are."""
        yield from sorted(self.problems, key=lambda problem: problem.line if isinstance(problem.line, int) else 0)
        for code, n in self.counts.items():
            if n > MOST_ALIKE:
                lines = [problem.line for problem in self.problems if problem.code == code]
                yield Problem("more_alike", self.file, values={"n": n - MOST_ALIKE, "line": lines[0]})


class _Enough(Exception):
    """Reading stops here."""

    def __init__(self, code: str | None = None, line: int = 0) -> None:
        self.code, self.line = code, line


_NAMELESS = object()
"""Stands for a name that cannot be used: what comes after it is read, and left out."""


@dataclass(slots=True)
class _Open:
    """A list or a set of fields that is not closed yet."""

    made: Any
    path: tuple[str | int, ...]
    line: int
    column: int
    flow: bool
    key: Any = None
    key_line: int = 0


def _build(text: str, document: Document, told: _Told, comments: Comments) -> int:
    """Fill the document with what the text says; gives how many documents the text holds."""
    around: list[_Open] = []
    documents = nodes = 0
    event: Any
    for event in yaml.parse(text, Loader=LOADER):
        kind = type(event)
        line = event.start_mark.line + 1
        if told.counts and told.full:
            raise _Enough
        if kind is yaml.ScalarEvent or kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            nodes += 1
            if nodes > MAX_NODES:
                raise _Enough("too_many_nodes", line)
            if event.anchor is not None:
                told.add("anchor", line)
            if event.tag is not None:
                told.add("tag", line)
            if kind is yaml.ScalarEvent:
                _scalar(event, line, around, document, told)
                if comments.any:
                    comments.scalar(event, around[-1].column if around and not around[-1].flow else None)
            else:
                if len(around) == MAX_DEPTH:
                    raise _Enough("too_deep", line)
                made: Any = {} if kind is yaml.MappingStartEvent else []
                path = _place(made, line, around, document, told)
                known = document.line(*path)
                here = known if isinstance(known, int) else line
                around.append(_Open(made, path, here, event.start_mark.column, bool(event.flow_style)))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            if around.pop().flow:
                comments.end(event.end_mark)
        elif kind is yaml.AliasEvent:
            told.add("anchor", line)
            _place(None, line, around, document, told)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents == 2:
                raise _Enough("second_document", line)
    return documents


def _scalar(event: Any, line: int, around: list[_Open], document: Document, told: _Told) -> None:
    value = event.value
    bare = event.style in _BARE
    if event.style == '"' and (sign := strange_sign(value)):  # typed as an escape
        told.add("control_character", line, character=sign)
    top = around[-1] if around else None
    if top is None or top.key is not None or type(top.made) is list:
        _place(None if bare and value in _NULL else value, line, around, document, told)
        return
    top.key_line, top.key = line, value
    if not value.strip() or (bare and value in _NULL):
        top.key = _NAMELESS
        told.add("key_not_text", line)
    elif bare and value == "<<":
        top.key = _NAMELESS
        told.add("merge_key", line)
    elif value in top.made:
        top.key = _NAMELESS
        told.add("duplicate_key", line, field=shown(value))


def _place(made: Any, line: int, around: list[_Open], document: Document, told: _Told) -> tuple[str | int, ...]:
    """Put a value where it belongs, and remember its line where that is another than of what is around it."""
    if not around:
        document.data = made
        document.lines[()] = line
        return ()
    top = around[-1]
    if type(top.made) is list:
        path = (*top.path, len(top.made))
        top.made.append(made)
    elif top.key is None:  # a list or fields, where a name should stand
        told.add("key_not_text", line)
        top.key, top.key_line = _NAMELESS, line
        return (*top.path, "?")
    else:
        key, top.key = top.key, None
        if key is _NAMELESS:
            return (*top.path, "?")
        path, line = (*top.path, key), top.key_line
        top.made[key] = made
    if line != top.line:
        document.lines[path] = line
    return path
