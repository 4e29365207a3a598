"""The closed lists of a case file, with Dutch and English labels."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

__all__ = ["closed_lists", "codes", "entries", "find_code", "label", "labels", "suggest"]


@cache
def _lists() -> dict[str, dict[str, dict[str, str]]]:
    folder = files("casekit.vocabulary")
    parts = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("vocabulary.toml", "axes.toml"))
    return {name: entries for part in parts for name, entries in tomllib.loads(part).items()}


def closed_lists() -> tuple[str, ...]:
    """The names of the lists."""
    return tuple(_lists())


def entries(name: str) -> dict[str, dict[str, str]]:
    """One list as it stands in the file: per code its labels, and the other words that reading accepts."""
    return _lists()[name]


def _plain(word: str) -> str:
    return word.strip().casefold().replace("_", " ").replace("-", " ")


@cache
def _words(name: str) -> dict[str, str]:
    """Every accepted word of a list, in plain form, with its code."""
    words: dict[str, str] = {}
    for code, entry in entries(name).items():
        for word in (code, entry["nl"], entry["en"], *entry.get("also", ())):
            words.setdefault(_plain(word), code)
    return words


def codes(name: str) -> tuple[str, ...]:
    """The codes of one list, in the order of the file.

    >>> codes("link_basis")
    ('explicit', 'inferred')
    """
    return tuple(entries(name))


def label(name: str, code: str, lang: str = "nl", form: str = "") -> str:
    """The word people read for a code; an unknown code is its own label.

    `form="does"` gives the verb of a speech act ("wijst af").

    >>> label("kind", "refusal"), label("kind", "refusal", "en", "does")
    ('afwijzing', 'refuses')
    """
    entry = entries(name).get(code)
    if entry is None:
        return code.replace("_", " ")
    if form:
        return entry[form if lang == "nl" else f"{form}_{lang}"]
    return entry[lang]


def labels(name: str, lang: str = "nl") -> tuple[str, ...]:
    """The words people read for all codes of one list, in the order of the file.

    >>> labels("link_basis")
    ('staat in de bron', 'afgeleid')
    """
    return tuple(label(name, code, lang) for code in codes(name))


def find_code(name: str, word: str) -> str | None:
    """The code that a typed word stands for, in either language, or None.

    >>> find_code("kind", "Verzoek_stukken"), find_code("kind", "zwaaien")
    ('document_request', None)
    """
    return _words(name).get(_plain(word))


def suggest(name: str, word: str, lang: str = "nl") -> str | None:
    """The label of the entry that looks most like a mistyped word.

    >>> suggest("kind", "verwijsing")
    'verwijzing'
    """
    near = get_close_matches(_plain(word), _words(name), n=1, cutoff=0.6)
    return label(name, _words(name)[near[0]], lang) if near else None
