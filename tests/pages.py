"""A page of the docs as its reader sees it: blocks to type over, sections, and rows of tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Block", "blocks", "codes", "prose_of", "rows", "sections", "slug", "text_of"]


class Block(NamedTuple):
    """A fenced block: its language, its title, and what stands in it."""

    language: str
    title: str
    text: str


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    fence = re.compile(r'^```(\w*)(?: title="([^"]*)")?\n(.*?)^```$', re.M | re.S)
    return [Block(*found) for found in fence.findall(text_of(page).replace("\r", ""))]


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def prose_of(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", text_of(page), flags=re.M | re.S)


def sections(page: Path) -> Iterator[tuple[str, str]]:
    """Every heading of a page with the text until the next one."""
    parts = re.split(r"^(#{1,4} .*)$", text_of(page), flags=re.M)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def rows(text: str) -> list[list[str]]:
    """The cells of every row of every table in a text, without the heads."""
    found: list[list[str]] = []
    lines = text.splitlines()
    for place, line in enumerate(lines):
        after = lines[place + 1] if place + 1 < len(lines) else ""
        if line.startswith("|") and not line.startswith("| ---") and not after.startswith("| ---"):
            found.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return found


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def slug(heading: str) -> str:
    """The anchor that the site gives a heading."""
    plain = unicodedata.normalize("NFKD", heading.lstrip("# ")).encode("ascii", "ignore").decode()
    words = re.sub(r"[^\w\s-]", "", plain).strip().lower()
    return re.sub(r"[\s-]+", "-", words)
