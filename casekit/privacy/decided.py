"""The words on which the author decided that they may stay: as salted hashes, each with a reason.

The file `private/words.yaml` beside a case never holds the words. Who has the file and a list of names could still
try them all: it stays with the case, and never leaves.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import pbkdf2_hmac
from pathlib import Path
from typing import Any

from casekit.errors import InputRefused, Problem
from casekit.read.consent_file import FOLDER
from casekit.read.safe.guard import read_yaml
from casekit.read.safe.opening import read_file
from casekit.text import say
from casekit.write.atomic import save_bytes
from casekit.write.case_file import block
from casekit.write.edit.edit import edited
from casekit.write.lock import locked

__all__ = ["FOLDER", "WORDS", "Decision", "Decisions", "decisions_at", "plain_word", "save_decisions"]

WORDS = "words.yaml"
ROUNDS = 2_000
"""Of the hash: 300 words within a second, and a list of all names in a country not within an hour."""
MOST_BYTES = 1_000_000
_POSSESSIVE = re.compile(r"(?:['\u2019\u02bc]s?|(?<=[sxz])['\u2019])$")
_QUOTES = " \t\r\n\"'\u2018\u2019\u201c\u201d()[]{}.,;:!?"


@dataclass(frozen=True, slots=True)
class Decision:
    """One word that may stay: its hash, what sort of thing it seemed, why it may stay, who said so (a role), when."""

    hash: str
    kind: str
    reason: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided in a case folder."""

    salt: str
    rows: tuple[Decision, ...] = ()

    def holds(self, word: str) -> bool:
        """Whether it was decided that this word may stay."""
        return bool(self.rows) and hashed(plain_word(word), self.salt) in {row.hash for row in self.rows}


def plain_word(word: str) -> str:
    r"""A word as decisions compare it: whatever its capitals, spaces and possessive s.

    >>> plain_word("Jan\u00a0 de Wit\u2019s"), plain_word("jan de wit")
    ('jan de wit', 'jan de wit')
    """
    plain = unicodedata.normalize("NFKC", word)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    plain = " ".join(plain.replace("_", " ").split()).casefold().strip(_QUOTES)
    return unicodedata.normalize("NFKC", _POSSESSIVE.sub("", plain)).strip(_QUOTES)


@cache
def hashed(word: str, salt: str) -> str:
    """The hash of a plain word."""
    return pbkdf2_hmac("sha256", word.encode("utf-8", "surrogatepass"), salt.encode("utf-8"), ROUNDS).hex()


def decisions_at(folder: str | Path) -> Decisions | None:
    """What was decided in a case folder; None when nothing was. Raises InputRefused for a file that is not right."""
    path = Path(folder) / FOLDER / WORDS
    if not path.exists():
        return None
    return read_decisions(read_file(path, MOST_BYTES), str(path))


def read_decisions(content: bytes, file: str) -> Decisions:
    """The decisions that a text describes. Raises InputRefused when it is no such text."""
    data = read_yaml(content, file).data
    rows = data.get("words") if isinstance(data, dict) else None
    salt = data.get("salt") if isinstance(data, dict) else None
    if not isinstance(salt, str) or not isinstance(rows, list) or not all(_is_row(row) for row in rows):
        raise InputRefused([Problem("privacy_words", file)])
    return Decisions(salt, tuple(Decision(**{name: row[name] for name in Decision.__slots__}) for row in rows))


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and all(isinstance(row.get(name), str) for name in Decision.__slots__)


def save_decisions(
    folder: str | Path, words: Iterable[tuple[str, str, str]], *, by: str, on: str, lang: str = "nl"
) -> Path:
    """Write down that words may stay: each a word, its kind, and the reason. Gives the file.

    A word that was decided on before gets the new reason. Raises InputRefused when the file there is not right.
    """
    path = Path(folder) / FOLDER / WORDS
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        content = read_file(path, MOST_BYTES) if path.exists() else b""
        there = read_decisions(content, str(path)) if content.strip() else Decisions(secrets.token_hex(16))
        rows = {row.hash: row for row in there.rows}
        for word, kind, reason in words:
            code = hashed(plain_word(word), there.salt)
            rows[code] = Decision(code, kind, reason, by, on)
        data = {
            "salt": there.salt,
            "words": [{name: getattr(row, name) for name in Decision.__slots__} for row in rows.values()],
        }
        if content.strip():
            text = edited(content.decode("utf-8"), data, str(path))
        else:
            text = f"# {say('privacy.words_file', lang)}\n{block(data)}"
        save_bytes(path, text.encode("utf-8"), lambda saved: read_decisions(saved, str(path)))
    return path
