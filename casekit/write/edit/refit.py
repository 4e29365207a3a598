"""The text of a case file with other values in it, in which everything that stays the same stays byte for byte.

The text is edited, not a tree: a library that writes its tree again (ruamel.yaml was tried) wraps lines, changes
quotes and indents, and lets the comment of a removed row move to the row below it.

What happens to comments, exactly: each one stays.
- A comment line belongs to what stands below it; one that is indented deeper, right below a value, to that value.
- A comment inside a part that is replaced or removed becomes a comment line of its own: above the field or the row
  that was replaced, in the place of what was removed. So does the comment behind a removed row or field.
- A row that moves takes the comment lines above it along; those above the first row stay at the top of the list.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

from casekit.changes import matched
from casekit.write.case_file import CaseDumper, Quoted
from casekit.write.edit.places import BREAK, Entry, Places, Unfit

__all__ = ["refit"]

WIDTH = 110
_COMMENT_BEHIND = re.compile(r"[ \t]*,?([ \t]*#[^\n\r\x85\u2028\u2029]*)(\r\n|[\n\r\x85\u2028\u2029])[ \t]*")
_SHORT = 80
"""The longest list or part, in signs, that a new field holds on one line."""


def refit(places: Places, old: Any, new: Any, *, quoted: bool = False) -> str:
    """The text of `places`, which says `old`, made to say `new`; with `quoted`, new values stand between quotes.

    Raises Unfit for a layout that it does not know; whether the text says `new` is for the caller to check.
    """
    pen = _Pen(places, quoted)
    text, root = places.text, places.root
    if not isinstance(new, _collection(root)) or not new or not root.value:
        raise Unfit
    if not root.flow_style:
        start, end, inner = pen.block(root, old, new)
        result = text[:start] + inner + text[end:]
        ending = BREAK.search(result[-2:])
        return result[: -len(ending[0])] if ending and not _closed(text) else result
    inner, orphans = pen.flow(root, old, new)
    above = places.line_start(root.start_mark.index)
    lines = "".join(f"{comment}{places.newline}" for comment in orphans)
    return text[:above] + lines + text[above : root.start_mark.index] + inner + text[root.end_mark.index :]


def _collection(node: Any) -> tuple[type, ...]:
    """What a node can become without being replaced as a whole."""
    return (dict,) if isinstance(node, yaml.MappingNode) else (list,) if isinstance(node, yaml.SequenceNode) else ()


def _closed(text: str) -> bool:
    """Whether the last line of a text has an end."""
    return BREAK.fullmatch(text[-1:]) is not None


class _Pen:
    """Writes pieces of the new text: in the layout of the old one, with its line ends."""

    def __init__(self, places: Places, quoted: bool) -> None:
        self.places, self.text, self.quoted = places, places.text, quoted

    # --- Parts and lists with one field or row per line

    def block(self, node: Any, old: Any, new: Any) -> tuple[int, int, str]:
        """From where to where the text of a part or list in block style changes, and into what."""
        entries = self.places.entries(node)
        column = self.places.column(entries[0].start)
        line = self.places.line_start(entries[0].start)
        own_line = not self.text[line : entries[0].start].strip(" ")
        start = line if own_line else entries[0].start
        order = _order(old, new)
        kept = {place for place, _, _ in order if place is not None}
        pieces: list[str] = []
        waiting = self._left_behind(entries, kept, -1, column)
        for place, key, value in order:
            if place is None:
                body, lead = self._new(key, value, column, entries), ""
                orphans: list[str] = []
            else:
                body, orphans = self._entry(entries[place], old[entries[place].key], value, column)
                lead = self._lead(entries, place)
            above = self._lines(orphans, column)
            if pieces:
                piece = lead + waiting + above + " " * column + body
            elif own_line:
                piece = (
                    waiting + (lead if waiting else self._only_comments(lead, column)) + above + " " * column + body
                )
            else:  # a comment cannot stand before the first field of a row: it stands on the line of the dash
                below = self._only_comments(lead, column)
                piece = " " * column + self._ended(body) + self._only_comments(waiting, column) + below + above
            pieces.append(self._ended(piece))
            waiting = "" if place is None else self._left_behind(entries, kept, place, column)
        result = "".join(pieces) + waiting
        return start, entries[-1].end, result if own_line else result[column:]

    def _lead(self, entries: list[Entry], place: int) -> str:
        """The white lines and comment lines between an entry and the one before it."""
        start = self.places.line_start(entries[place].start)
        return self.text[entries[place - 1].end : start] if place else ""

    def _left_behind(self, entries: list[Entry], kept: set[int], place: int, column: int) -> str:
        """The comments of the entries after this one that are not kept."""
        left = ""
        while place + 1 < len(entries) and place + 1 not in kept:
            place += 1
            lead = self._lead(entries, place)
            left += lead if "#" in lead else ""
            left += self._lines(self.places.comments(entries[place].start, entries[place].end), column)
        return left

    def _only_comments(self, lines: str, column: int) -> str:
        return self._lines([line.strip() for line in BREAK.split(lines) if line.strip()], column)

    def _lines(self, comments: list[str], column: int) -> str:
        return "".join(f"{' ' * column}{comment}{self.places.newline}" for comment in comments)

    def _ended(self, piece: str) -> str:
        return piece if _closed(piece) else piece + self.places.newline

    def _entry(self, entry: Entry, old: Any, new: Any, column: int) -> tuple[str, list[str]]:
        """The text of an entry with its new value, and the comments that have no place in it any more."""
        node, text = entry.node, self.text
        if old == new:
            return text[entry.start : entry.end], []
        if isinstance(new, dict | list) and new and isinstance(new, _collection(node)) and node.value:
            try:
                if node.flow_style:
                    inner, orphans = self.flow(node, old, new)
                    start, end = node.start_mark.index, node.end_mark.index
                else:
                    start, end, inner = self.block(node, old, new)
                    orphans = []
                return text[entry.start : start] + inner + text[end : entry.end], orphans
            except Unfit:
                pass
        return self._replaced(entry, new, column)

    def _replaced(self, entry: Entry, new: Any, column: int) -> tuple[str, list[str]]:
        node, text = entry.node, self.text
        first = max(entry.head, node.start_mark.index)
        last = max(entry.head, self.places.end_of(node))
        gap, row = text[entry.head : first], isinstance(entry.key, int)
        is_line = first < last and not BREAK.search(text[first:last])
        one = self._one_line(new, _style(node), any_length=is_line, compact=row and is_line)
        if one is not None:
            at_next_line = last > entry.head and last == self.places.line_start(last)
            rest = (self.places.newline if at_next_line else "") + text[last : entry.end]
            space = gap if gap and not gap.strip(" ") else " "
            return text[entry.start : entry.head] + space + one + rest, self.places.comments(entry.head, last)
        line_end = min(self.places.next_line(max(last - 1, entry.head)), entry.end)
        lines = self._block_lines([new] if row else {"x": new}, column)
        body = text[entry.start : entry.head] + lines[column + len("-" if row else "x:") :]
        return body + text[line_end : entry.end], self.places.comments(entry.head, line_end)

    def _new(self, key: Any, value: Any, column: int, entries: list[Entry]) -> str:
        """A new field or row, in the manner of the rows beside it."""
        if isinstance(key, int):
            beside = entries[-1].node
            spread = isinstance(value, dict | list) and _collection(beside) and not beside.flow_style
            one = None if spread else self._one_line(value, compact=True)
            return f"- {one}" if one is not None else self._block_lines([value], column)[column:]
        one = self._one_line(value)
        if one is None:
            return self._block_lines({key: value}, column)[column:]
        return self._dump({key: Quoted("")}, flow=False, width=10**6).rstrip("\n").removesuffix('""') + one

    # --- Parts and lists between brackets

    def flow(self, node: Any, old: Any, new: Any) -> tuple[str, list[str]]:
        """The text of a part or list between brackets with its new value, and the comments without a place in it."""
        before = self.places.comments(node.start_mark.index, node.end_mark.index)
        result = self._brackets(node, old, new)
        return result, list((Counter(before) - Counter(Places(result).comments())).elements()) if before else []

    def _brackets(self, node: Any, old: Any, new: Any) -> str:
        text, start, end = self.text, node.start_mark.index, node.end_mark.index
        spans = [_Span.of(child) for child in node.value]
        first = spans[0].start if spans else start + 1
        last = spans[-1].end if spans else end - 1
        gaps = [text[start + 1 : first], *(text[a.end : b.start] for a, b in pairwise(spans))]
        if text[start : start + 1] not in ("[", "{") or any("?" in gap for gap in gaps):
            raise Unfit
        order = _order(old, new)
        opening, closing = text[start:first], text[last:end]
        if not spans or not order:
            opening, closing = text[start : start + 1], text[end - 1 : end]
        out, before = opening, -1
        keys = list(old) if isinstance(old, dict) else range(len(old))
        left = set(range(1, len(spans)))  # what stands between two entries is used once, in its own place
        for number, (place, key, value) in enumerate(order):
            after = before + 1
            if number and after in left and place in (None, after):
                out += gaps[after]
                left.discard(after)
            elif number and after == len(spans) and (rest := _COMMENT_BEHIND.match(closing)):
                # the comment behind the last entry stays behind it
                out += "," + rest[1] + rest[2] + " " * self.places.column(first)
                closing = self.places.newline + closing[rest.end() :]
            elif number:
                out += self._comma(spans, gaps)
            if place is not None:
                out += self._flow_entry(spans[place], old[keys[place]], value)
            elif isinstance(key, int):
                out += self._flow_text(value)
            else:
                out += self._flow_text({key: value})[1:-1]
            if place is not None:
                before = place
        return out + closing

    def _comma(self, spans: list[_Span], gaps: list[str]) -> str:
        """What stands between two entries: an end of line where those that are there have one."""
        if spans and BREAK.search(gaps[-1]):
            return f",{self.places.newline}{' ' * self.places.column(spans[-1].start)}"
        return ", "

    def _flow_entry(self, span: _Span, old: Any, new: Any) -> str:
        node = span.node
        if old == new:
            return self.text[span.start : span.end]
        first, last = node.start_mark.index, node.end_mark.index
        if isinstance(new, dict | list) and isinstance(new, _collection(node)) and node.value:
            inner = self._brackets(node, old, new)
        else:
            inner = self._flow_text(new, _style(node))
        head = self.text[span.start : first]
        if first == last:  # there was no value yet
            head = head.rstrip(" ").removesuffix(":") + ":"
        return head + (" " if head.endswith(":") else "") + inner

    # --- New text

    def _one_line(
        self, value: Any, style: str | None = None, *, any_length: bool = False, compact: bool = False
    ) -> str | None:
        """A value as it stands behind its name on one line; None when it takes more lines."""
        if isinstance(value, dict | list):
            text = self._flow_text(value)
            nested = isinstance(value, list) and any(isinstance(one, dict | list) for one in value)
            return text if compact or not value or (not nested and len(text) <= _SHORT) else None
        if isinstance(value, str) and not self.quoted:
            lines = "\n" in value and not value.endswith("\n")
            if lines or (len(value) > WIDTH and not any_length and "\n" not in value):
                return None
        return self._dump({"x": self._styled(value, style)}, flow=False, width=10**6)[len("x: ") :].rstrip("\n")

    def _flow_text(self, value: Any, style: str | None = None) -> str:
        """A value between brackets, on one line."""
        return self._dump([_in_brackets(self._styled(value, style))], flow=True, width=10**6).rstrip("\n")[1:-1]

    def _block_lines(self, value: Any, column: int) -> str:
        lines = self._dump(self._styled(value, None), flow=False, width=WIDTH).splitlines()
        return "".join(f"{' ' * column if line else ''}{line}{self.places.newline}" for line in lines)

    def _styled(self, value: Any, style: str | None) -> Any:
        """With quotes where they are asked for, or where they were."""
        if isinstance(value, dict):
            return {key: self._styled(one, None) for key, one in value.items()}
        if isinstance(value, list):
            return [self._styled(one, None) for one in value]
        if isinstance(value, str) and (self.quoted or style == '"' or value.endswith("\n")):
            return Quoted(value)
        return value

    @staticmethod
    def _dump(value: Any, *, flow: bool, width: int) -> str:
        text: str = yaml.dump(
            value, Dumper=CaseDumper, default_flow_style=flow, sort_keys=False, allow_unicode=True, width=width
        )
        return text


@dataclass(frozen=True, slots=True)
class _Span:
    """One entry between brackets: from the sign it begins with to behind its last, and its value."""

    start: int
    end: int
    node: Any

    @classmethod
    def of(cls, child: Any) -> _Span:
        key, value = child if isinstance(child, tuple) else (child, child)
        return cls(key.start_mark.index, max(key.end_mark.index, value.end_mark.index), value)


def _order(old: Any, new: Any) -> list[tuple[int | None, Any, Any]]:
    """What must stand there, in order: its place in the old text or None, its name or place, its value."""
    if isinstance(new, dict):
        places = {key: place for place, key in enumerate(old)}
        return [(places.get(key), key, value) for key, value in new.items()]
    return [(place, number, new[number]) for number, place in enumerate(matched(old, new))]


def _style(node: Any) -> str | None:
    return node.style if isinstance(node, yaml.ScalarNode) else None


def _in_brackets(value: Any) -> Any:
    """Between brackets a text of several lines stands between quotes."""
    if isinstance(value, dict):
        return {key: _in_brackets(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_in_brackets(one) for one in value]
    return Quoted(value) if isinstance(value, str) and "\n" in value else value
