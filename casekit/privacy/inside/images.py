"""What an image says in words beside its picture: the text in a PNG, the remarks and EXIF of a JPEG."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from casekit.privacy.inside.piece import Piece, Where

__all__ = ["JPEG", "PNG", "image_text", "strings_of"]

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
_MOST = 1_000_000
_WORDS = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){4,}")


def image_text(content: bytes) -> Iterator[Piece]:
    """The words in the bytes of a PNG or JPEG; nothing of what is drawn in it."""
    chunks = _png(content) if content.startswith(PNG) else _jpeg(content)
    for name, text in chunks:
        if text.strip():
            yield Piece(text, Where(path=(name,)), grave_only=name in ("Software", "ICC_PROFILE", "iCCP"))


def _png(content: bytes) -> Iterator[tuple[str, str]]:
    place = len(PNG)
    while place + 12 <= len(content):
        size = int.from_bytes(content[place : place + 4])
        kind = content[place + 4 : place + 8].decode("latin-1")
        data = content[place + 8 : place + 8 + size]
        place += 12 + size
        if kind not in ("tEXt", "zTXt", "iTXt"):
            if kind not in ("IDAT", "PLTE", "IEND", "fdAT"):
                yield from ((kind, text) for text in strings_of(data))
            continue
        key, _, rest = data.partition(b"\0")
        name = key.decode("latin-1")
        if kind == "zTXt":
            rest = _inflated(rest[1:])
        elif kind == "iTXt":
            packed, rest = rest[:1], rest[2:]
            language, _, rest = rest.partition(b"\0")
            translated, _, rest = rest.partition(b"\0")
            rest = _inflated(rest) if packed == b"\1" else rest
            yield name, " ".join((language.decode("utf-8", "replace"), translated.decode("utf-8", "replace")))
        yield name, rest.decode("utf-8" if kind == "iTXt" else "latin-1", "replace")
        yield "tEXt", name
    if place < len(content):
        yield from (("", text) for text in strings_of(content[place:]))


def _inflated(data: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj().decompress(data, _MOST)
    return b""


def _jpeg(content: bytes) -> Iterator[tuple[str, str]]:
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        kind = content[place + 1]
        size = int.from_bytes(content[place + 2 : place + 4])
        if kind == 0xDA:  # from here on it is the picture
            break
        data = content[place + 4 : place + 2 + size]
        if kind == 0xFE:
            yield "COM", data.decode("utf-8", "replace")
        elif 0xE0 <= kind <= 0xEF:
            yield from ((f"APP{kind - 0xE0}", text) for text in strings_of(data))
        place += 2 + max(size, 2)


def strings_of(data: bytes) -> Iterator[str]:
    r"""The stretches of bytes that can be read as words, also those of two bytes a letter.

    >>> list(strings_of(b"\x00\x01de naam\x00\x02"))
    ['de naam']
    """
    data = data[:_MOST]
    yield from (found[0].decode("utf-8", "replace") for found in _WORDS.finditer(data))
    yield from (found[0].decode("utf-16-le", "replace") for found in _WIDE.finditer(data))
    for swapped in re.finditer(rb"(?:\x00[\x20-\x7e]){4,}", data):
        yield swapped[0].decode("utf-16-be", "replace")
