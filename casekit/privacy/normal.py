"""A text as an eye reads it: invisible, odd and look-alike characters made plain, each with its place as typed.

Nearly every identifier that a detector misses is missed because of one character nobody sees (privacy.md 1.4): a soft
hyphen pasted from Word, a thin space, a Cyrillic letter, a line end. So everything that looks for something looks at
a `View`, never at the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from casekit.privacy.alike import FOREIGN, LETTERS, digits_for_letters, digits_for_words

__all__ = ["View", "edited", "joined", "normalise"]

MOST_MARKS = 8
"""Accents on one letter that are read together: putting many in order takes the square of them."""
WIDEST_INDENT = 200

_PLAIN = re.compile(r"[\n\x20-\x25\x27-\x7e]++")
_ENTITY = re.compile(r"&(?:amp;){0,3}+(?:#[0-9]{1,7}+;?|#[xX][0-9a-fA-F]{1,6}+;?|[A-Za-z][A-Za-z0-9]{1,31}+;)")
_WORD = re.compile(r"[^\W_]++")
_LINE_END = re.compile(rf"\n[ ]{{0,{WIDEST_INDENT}}}+(?:[#>|]{{1,3}}+[ ]{{0,8}}+){{0,3}}+")

_SIGNS = str.maketrans(
    {"−": "-", "⁃": "-", "˗": "-", "─": "-", "━": "-", "‐": "-", "⁄": "/", "∕": "/", "·": ".", "•": ".", "∙": ".",
     "⋅": ".", "。": ".", "۔": ".", "٫": ",", "٬": ",", "’": "'", "‘": "'", "ʼ": "'", "′": "'", "´": "'", "‛": "'",
     "“": '"', "”": '"', "„": '"', "∶": ":", "ꓸ": ".", "\t": " ", "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n",
     "\u2028": "\n", "\u2029": "\n", "\u115f": None, "\u1160": None, "\u3164": None}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """A text made plain. Character `i` stands for characters `starts[i]` to `ends[i]` of the text as typed.

    >>> seen = normalise("0\N{SOFT HYPHEN}6\N{EN DASH}12")
    >>> seen.text, seen.span(0, 2)
    ('06-12', (0, 3))
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` of this view stand in the text as typed (`end` exclusive, not empty)."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=4096)
def _plain(cluster: str) -> str:
    """A character with its accents, as it is read; nothing for what cannot be seen."""
    out = []
    for sign in unicodedata.normalize("NFKC", cluster).translate(_SIGNS):
        kind = unicodedata.category(sign)
        if kind == "Pd":
            out.append("-")
        elif kind == "Zs":
            out.append(" ")
        elif kind[0] == "M" or kind in ("Cf", "Cs") or (kind == "Cc" and sign != "\n"):
            continue
        elif kind[0] == "N" and (digit := unicodedata.digit(sign, None)) is not None:
            out.append(str(digit))
        else:
            out.append(sign)
    return "".join(out)


def _pieces(text: str) -> Iterable[tuple[str, int, int]]:
    """The characters with their places, entities unescaped, the invisible left out; plain stretches in one piece."""
    at, end = 0, len(text)
    while at < end:
        if plain := _PLAIN.match(text, at):
            yield plain[0], at, plain.end()
            at = plain.end()
        elif text[at] == "&" and (entity := _ENTITY.match(text, at)):
            meant = unescape(re.sub(r"&(?:amp;)+", "&", entity[0]))
            for sign in meant:
                yield sign, at, entity.end()
            at = entity.end()
        elif text.startswith("\r\n", at):
            yield "\n", at, at + 2
            at += 2
        else:
            if unicodedata.category(text[at]) != "Cf":
                yield text[at], at, at + 1
            at += 1


def normalise(text: str) -> View:
    """How the text reads.

    NFKC with accents composed, without what is invisible; plain dashes, digits and spaces; entities unescaped;
    look-alike letters of other alphabets, and letters and words that stand for digits, replaced.

    >>> normalise("&#48;6 12&nbsp;34 \N{CYRILLIC SMALL LETTER A}b").text
    '06 12 34 ab'
    >>> normalise("nul zes een twee drie").text
    '0 6 1 2 3'
    """
    if text.isascii() and "&" not in text and text.isprintable():
        seen = View(text, range(len(text)), range(1, len(text) + 1))
    else:
        seen = _read_by_character(text)
    if not seen.text.isascii():
        seen = View(_WORD.sub(_in_one_script, seen.text), seen.starts, seen.ends)
    seen = View(digits_for_letters(seen.text), seen.starts, seen.ends)
    return edited(seen, digits_for_words(seen.text))


def _read_by_character(text: str) -> View:
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    waiting, begin, until = "", 0, 0

    def settle() -> None:
        plain = waiting if waiting.isascii() and waiting.isprintable() else _plain(waiting)
        out.append(plain)
        starts.extend([begin] * len(plain))
        ends.extend([until] * len(plain))

    for piece, start, end in _pieces(text):
        if len(waiting) <= MOST_MARKS and waiting and unicodedata.category(piece[0])[0] == "M":
            waiting, until = waiting + piece, end
            continue
        settle()
        if len(piece) > 1:  # a plain stretch: all but its last character, which may have an accent after it
            out.append(piece[:-1])
            starts.extend(range(start, end - 1))
            ends.extend(range(start + 1, end))
            piece, start = piece[-1], end - 1
        waiting, begin, until = piece, start, end
    settle()
    return View("".join(out), starts, ends)


def _in_one_script(word: re.Match[str]) -> str:
    """A word with letters of another alphabet among Latin ones, or made of nothing but look-alikes, in Latin."""
    text = word[0]
    if text.isascii() or not any(sign in LETTERS for sign in text):
        return text
    mixed = any(sign.isascii() for sign in text)
    return text.translate(LETTERS_TABLE) if mixed or not FOREIGN.search(text.translate(LETTERS_TABLE)) else text


LETTERS_TABLE = str.maketrans(LETTERS)


def edited(view: View, edits: Iterable[tuple[int, int, str]]) -> View:
    """The view with stretches replaced: (start, end, what comes there), in order and apart from each other."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, new in edits:
        out += (view.text[at:start], new)
        first, last = view.span(start, end)
        starts += [*view.starts[at:start], *[first] * len(new)]
        ends += [*view.ends[at:start], *[last] * len(new)]
        at = end
    if not at:
        return view
    return View("".join([*out, view.text[at:]]), [*starts, *view.starts[at:]], [*ends, *view.ends[at:]])


def joined(view: View) -> tuple[View, View] | None:
    """The view with its lines joined, once by a space and once by nothing at all; None when there is one line.

    The indentation goes with the line end, and the `#` of a comment or the `>` of a quotation. A hyphen at the end of
    a line stands for itself in the first ("06-" / "12345678"), and for a broken word in the second. An empty line
    parts what is around it.

    >>> [seen.text for seen in joined(normalise("Kerk-" + chr(10) + "  # straat 12"))]
    ['Kerk-straat 12', 'Kerkstraat 12']
    """
    text = view.text
    if "\n" not in text:
        return None
    spaced: list[tuple[int, int, str]] = []
    glued: list[tuple[int, int, str]] = []
    last = 0
    for found in _LINE_END.finditer(text):
        start, end = found.span()
        while start > max(last, found.start() - WIDEST_INDENT) and text[start - 1] == " ":
            start -= 1
        if end < len(text) and text[end] != "\n" and start > last and text[start - 1] != "\n":
            hyphen = text[start - 1] == "-"
            spaced.append((start, end, "" if hyphen else " "))
            glued.append((start - 1 if hyphen and start - 1 > last else start, end, ""))
        last = end
    return edited(view, spaced), edited(view, glued)
