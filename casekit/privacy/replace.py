"""Replacing a word everywhere in the files of a case, comments and ids included; only on demand, and written down.

The text of a file changes only where the word stands. Every file is read back before any is saved, and must say what
it said, apart from the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from casekit.errors import InputRefused, Problem
from casekit.privacy.decided import FOLDER, plain_word
from casekit.privacy.inside.case_yaml import field_names_in, ids_in
from casekit.privacy.inside.files import files_in
from casekit.privacy.look import Hit
from casekit.read.case_file import FILE_NAME, load_case, named, parse_case
from casekit.read.safe.guard import MAX_BYTES, read_yaml
from casekit.read.safe.opening import read_file
from casekit.text import say
from casekit.write.atomic import save_bytes, save_text
from casekit.write.backup import Made, make_backup
from casekit.write.case_file import block
from casekit.write.edit.edit import edited
from casekit.write.edit.places import Places
from casekit.write.lock import locked

__all__ = ["LOG", "Replaced", "replace_word", "says_the_word"]

LOG = "log.yaml"
BACKUPS = "backups"
_JOIN = r"[\s_\u00a0-]+"


@dataclass(frozen=True, slots=True)
class Replaced:
    """What was done: how often per file, and where what stood there and why it went are kept."""

    counts: dict[str, int]
    backup: Made
    log: Path


def replace_word(folder: Path, hit: Hit, text: str, *, reason: str, by: str, on: str, lang: str = "nl") -> Replaced:
    """Replace a word that was found everywhere in the YAML files of a case folder (not in `private/`).

    An id changes together with all that refers to it. Raises InputRefused, and then nothing has changed, when the
    word is in no such file, when a file cannot be changed safely, or when the case would not be in order.
    """
    if hit.path.suffix not in (".yaml", ".yml") or FOLDER in hit.path.relative_to(folder).parts:
        raise InputRefused([Problem("privacy_not_here", str(hit.path))])
    load_case(folder)  # what is not in order is told first, not built on
    pattern = _pattern(hit.word)
    with ExitStack() as stack:
        files = [path for path in files_in(folder)[0] if _is_own(path, folder)]
        for path in files:
            stack.enter_context(locked(path))
        made: dict[Path, bytes] = {}
        counts: dict[str, int] = {}
        paths: list[str] = []
        for path in files:
            content = read_file(path, MAX_BYTES)
            new, n = replaced_in(content, pattern, text, str(path))
            if n:
                made[path] = new
                counts[path.relative_to(folder).as_posix()] = n
                paths += _paths(content, pattern, path.relative_to(folder).as_posix())
        if not made:
            raise InputRefused([Problem("privacy_not_here", str(hit.path))])
        _check(folder, made)
        backup = make_backup(folder, folder / FOLDER / BACKUPS, on)
        for path, new in made.items():
            save_bytes(path, new)
    log = _write_down(folder, hit.found.kind, paths, text, reason=reason, by=by, on=on, lang=lang)
    return Replaced(counts, backup, log)


def _is_own(path: Path, folder: Path) -> bool:
    return path.suffix in (".yaml", ".yml") and FOLDER not in path.relative_to(folder).parts


def _pattern(word: str) -> re.Pattern[str]:
    """What finds a word however its parts are joined, and whatever its capitals; never inside another word."""
    parts = [re.escape(part) for part in re.split(r"[\s_]+", word.strip()) if part]
    return re.compile(rf"(?<![^\W_]){_JOIN.join(parts)}(?![^\W_])", re.IGNORECASE)


def replaced_in(content: bytes, pattern: re.Pattern[str], text: str, file: str) -> tuple[bytes, int]:
    r"""The text of a file with another word in it, and how often that was done. Raises InputRefused.

    >>> replaced_in(b"id: a  # Jansen belt\ntitle: 'Jansen'", _pattern("Jansen"), "de buurvrouw", "case.yaml")
    (b"id: a  # de buurvrouw belt\ntitle: 'de buurvrouw'", 2)
    """
    read_yaml(content, file)
    raw = content.decode("utf-8")
    mark, raw = ("\ufeff", raw[1:]) if raw.startswith("\ufeff") else ("", raw)
    places = Places(raw)
    new = _Words(places.root, pattern, text)
    changes: list[tuple[int, int, str]] = []
    n = 0
    for start, end in places.comment_spans:
        changed, count = pattern.subn(lambda _: text, raw[start:end])
        if count:
            changes.append((start, end, changed))
            n += count
    for node in places.scalars():
        value, count = new(node)
        if count:
            start, end = node.start_mark.index, places.end_of(node)
            changes.append((start, end, _typed(raw[start:end], node, value, pattern, text, file)))
            n += count
    for start, end, typed in sorted(changes, reverse=True):
        raw = raw[:start] + typed + raw[end:]
    result = (mark + raw).encode("utf-8")
    if n and _flat(read_yaml(result, file).data) != _flat(_meant(places.root, new)):
        raise InputRefused([Problem("privacy_by_hand", file)])
    return result, n


class _Words:
    """What a node of a file becomes: another word in a text, joined in an id, and the name of a field as it was."""

    def __init__(self, root: Any, pattern: re.Pattern[str], text: str) -> None:
        self._ids, self._names = ids_in(root), field_names_in(root)
        self._pattern, self._exact = pattern, re.compile(pattern.pattern)
        self._text = text

    def __call__(self, node: Any) -> tuple[str, int]:
        text = _as_id(self._text) if id(node) in self._ids else self._text
        # The word "Label" as somebody's name is not the field `label`.
        pattern = self._exact if id(node) in self._names else self._pattern
        return pattern.subn(lambda _: text, node.value)


def _meant(node: Any, new: _Words) -> Any:
    """What the file should say afterwards, made from what it said and not from its text."""
    if isinstance(node, yaml.MappingNode):
        return {new(key)[0]: _meant(value, new) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_meant(one, new) for one in node.value]
    if node.style in (None, "") and node.value in ("", "~", "null", "Null", "NULL"):
        return None
    return new(node)[0]


def _flat(value: Any) -> Any:
    """A value in which lines are words: a folded text may break elsewhere."""
    if isinstance(value, dict):
        return {key: _flat(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_flat(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def _as_id(text: str) -> str:
    """A text as part of an id: `de buurvrouw` is `de_buurvrouw`."""
    return "_".join(re.findall(r"[\w-]+", text)) or "x"


def _typed(raw: str, node: Any, value: str, pattern: re.Pattern[str], text: str, file: str) -> str:
    """A changed value in the way it was typed: lines of text stay lines, a plain word stays plain where it can."""
    if node.style in ("|", ">"):
        return pattern.sub(lambda _: text, raw)
    typed = value if node.style in (None, "") else "'" + value.replace("'", "''") + "'"
    if "\n" not in typed and node.style != '"':
        with suppress(InputRefused):
            if read_yaml(f"[{typed}]\n".encode(), file).data == [value]:
                return typed
    quoted: str = yaml.dump(value, default_style='"', allow_unicode=True, width=10**9)
    return quoted.strip()


def _check(folder: Path, made: dict[Path, bytes]) -> None:
    """That the case is in order with the new word; another id that is the same now would make two parts one."""
    file = folder / FILE_NAME
    if file in made:
        parse_case(named(read_yaml(made[file], str(file)), file))


def _paths(content: bytes, pattern: re.Pattern[str], name: str) -> Iterator[str]:
    """Where in a file the word stood, as the way to the field; words in that way itself are left out."""
    places = Places(content.decode("utf-8-sig"))
    todo: list[tuple[tuple[str, ...], Any]] = [((), places.root)]
    while todo:
        path, node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            for key, value in reversed(node.value):
                todo.append(((*path, pattern.sub("…", key.value)), value))
        elif isinstance(node, yaml.SequenceNode):
            todo += [((*path, str(number)), one) for number, one in reversed([*enumerate(node.value, 1)])]
        elif node is not None and pattern.search(node.value):
            yield f"{name}: {'.'.join(path)}"
    if any(pattern.search(comment) for comment in places.comments()):
        yield f"{name}: #"


def _write_down(
    folder: Path, kind: str, paths: list[str], text: str, *, reason: str, by: str, on: str, lang: str
) -> Path:
    """A row in the log of the case: what sort of thing, where, from which level to which, by whom, why; not what."""
    path = folder / FOLDER / LOG
    row = {
        "kind": kind,
        "where": paths,
        "from": "exact",
        "to": "general",
        "with": text,
        "by": by,
        "why": reason,
        "on": on,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path):
        content = read_file(path, MAX_BYTES) if path.exists() else b""
        data = read_yaml(content, str(path)).data if content.strip() else {}
        rows = data.get("replaced") if isinstance(data, dict) else None
        data = {**(data if isinstance(data, dict) else {}), "replaced": [*(rows or []), row]}
        text = edited(content.decode("utf-8"), data, str(path)) if content.strip() else ""
        save_text(path, text or f"# {say('privacy.log_file', lang)}\n{block(data)}")
    return path


def says_the_word(text: str, word: str) -> bool:
    """Whether a text gives away the word that it is about."""
    return bool(_pattern(word).search(text)) or plain_word(word) in plain_word(text)
