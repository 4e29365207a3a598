"""All wording that people read, by key, in Dutch and English."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["LANGUAGES", "capital", "has", "number", "plural", "say"]

LANGUAGES = ("nl", "en")


@cache
def _texts(lang: str) -> dict[str, str]:
    """The texts of one language, from all its files, with dotted keys."""
    flat: dict[str, str] = {}

    def walk(table: dict[str, Any], prefix: str) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                walk(value, f"{prefix}{key}.")
            else:
                flat[prefix + key] = value

    for part in files("casekit.text").iterdir():
        if part.name.startswith(lang) and part.name.endswith(".toml"):
            walk(tomllib.loads(part.read_text(encoding="utf-8")), "")
    return flat


def has(key: str, lang: str = "nl") -> bool:
    """Whether a text exists."""
    return key in _texts(lang)


def say(key: str, lang: str = "nl", **values: object) -> str:
    """The text of a key, filled in. Raises KeyError for an unknown key or a missing value.

    >>> say("word.days", n=3)
    '3 dagen'
    """
    text = _texts(lang)[key]
    return text.format(**values) if values else text


def number(value: float, lang: str = "nl", digits: int = 2) -> str:
    """A number with the comma or point of the language, and a real minus sign.

    >>> number(0.4444), number(-0.1, "en"), number(3, "en", 1)
    ('0,44', '−0.10', '3.0')
    """
    text = f"{value:.{digits}f}".replace("-", "−")
    return text.replace(".", ",") if lang == "nl" else text


def capital(text: str) -> str:
    """A text that begins a sentence.

    >>> capital("te late reactie")
    'Te late reactie'
    """
    return text[:1].upper() + text[1:]


def plural(key: str, n: int, lang: str = "nl") -> str:
    """The text `key.one` or `key.many` with its number.

    >>> plural("word.stalls", 1), plural("word.stalls", 2)
    ('1 hapering', '2 haperingen')
    """
    return say(f"{key}.one" if n == 1 else f"{key}.many", lang, n=n)
