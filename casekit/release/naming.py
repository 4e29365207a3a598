"""Names that a release or a composite gives in place of those that were typed: what something is, with a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

__all__ = ["numbered", "slug"]


def numbered(words: Sequence[str], between: str = " ") -> list[str]:
    """Each word with a number where there are more of them.

    >>> numbered(["gemeente", "school", "gemeente"]), numbered(["school"], "-")
    (['gemeente 1', 'school', 'gemeente 2'], ['school'])
    """
    there, seen = Counter(words), Counter[str]()
    made = []
    for word in words:
        seen[word] += 1
        made.append(f"{word}{between}{seen[word]}" if there[word] > 1 else word)
    return made


def slug(words: str) -> str:
    """Words as an id.

    >>> slug("UWV/SVB en andere")
    'UWV-SVB-en-andere'
    """
    return "-".join(words.replace("/", " ").split())
