"""All wording stands in both languages with the same blanks, is used, and nothing that is used is missing."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import casekit
from casekit.errors import Problem, did_you_mean, shown
from casekit.stalls.kinds import KINDS
from casekit.text import LANGUAGES, has, plural, say

PACKAGE = Path(casekit.__file__).parent
SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "text"]


def flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def texts(lang: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((PACKAGE / "text").glob(f"{lang}*.toml")):
        for key, value in flat(tomllib.loads(path.read_text(encoding="utf-8"))):
            assert key not in found, f"{key} stands in two files"
            found[key] = value
    return found


NL, EN = texts("nl"), texts("en")


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@cache
def nodes() -> list[ast.AST]:
    """Every node of all code of the kit."""
    return [node for path in SOURCES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


@cache
def literals() -> tuple[set[str], re.Pattern[str]]:
    """Every text in the code, and a pattern for every text that is put together there."""
    whole: set[str] = set()
    patterns: set[str] = set()
    for node in nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            whole.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.]+" for part in node.values
            ]
            patterns.add("".join(parts))
    # A pattern must say at least which room of the texts it means.
    rooms = [pattern for pattern in sorted(patterns) if re.match(r"\w+\\?[._]|.*_from_words", pattern)]
    return whole, re.compile("|".join(f"(?:{pattern})" for pattern in rooms))


def used(name: str) -> bool:
    whole, put_together = literals()
    return name in whole or put_together.fullmatch(name) is not None


def problems_made() -> set[str]:
    """The codes that the code gives to problems as they stand."""
    found = set()
    for node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
            first = node.args[0]
            found |= {c.value for c in ast.walk(first) if isinstance(c, ast.Constant) and " " not in str(c.value)}
    return {str(code) for code in found if re.fullmatch(r"[a-z0-9_]+", str(code)) and not str(code).endswith("_")}


PROBLEMS = {key.split(".")[1] for key in NL if key.startswith("problem.")}


def test_the_same_keys_stand_in_both_languages() -> None:
    assert sorted(set(NL) ^ set(EN)) == []


def test_the_same_blanks_stand_in_both_languages() -> None:
    assert [key for key in NL if blanks(NL[key]) != blanks(EN.get(key, ""))] == []


def test_no_text_is_the_same_in_both_languages_by_forgetting() -> None:
    same = [key for key in NL if NL[key] == EN.get(key) and len(re.findall(r"[A-Za-z]{4,}", blanked(NL[key]))) > 2]
    assert [key for key in same if not key.endswith(".example")] == []


def blanked(text: str) -> str:
    return re.sub(r"\{\w*\}", "", text)


def test_every_text_is_used() -> None:
    keys = [key for key in NL if not key.startswith(("kind.", "problem.", "month."))]
    assert [key for key in keys if not used(key) and not used(re.sub(r"\.(?:one|many)$", "", key))] == []


def test_every_problem_has_its_text_and_every_text_its_problem() -> None:
    made = problems_made() - {"actor", "party", "_from_words"}
    assert sorted(made - PROBLEMS) == []
    assert sorted(code for code in PROBLEMS if not used(code)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_says_what_was_found_and_an_error_what_to_do(lang: str) -> None:
    texts = {"nl": NL, "en": EN}[lang]
    parts = {code: [texts.get(f"problem.{code}.{part}") for part in ("found", "expected", "do")] for code in PROBLEMS}
    assert [code for code, three in parts.items() if None in three] == []
    assert [code for code, (found, _, _) in parts.items() if not found] == []
    assert [code for code, (_, expected, do) in parts.items() if expected and not do] == []


def test_every_kind_with_wording_is_a_kind() -> None:
    kinds = {key.split(".")[1][:3].rstrip("abc") for key in NL if key.startswith("kind.")}
    assert sorted(kinds - {code[:3] for code in KINDS}) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_is_filled_in_and_a_missing_key_or_blank_is_an_error(lang: str) -> None:
    assert plural("word.stalls", 1, lang) != plural("word.stalls", 2, lang)
    assert has("word.at_line", lang)
    assert not has("word.nonsense", lang)
    with pytest.raises(KeyError):
        say("word.nonsense", lang)
    with pytest.raises(KeyError):
        say("word.days", lang, other=3)


def test_a_problem_is_one_sentence_with_file_line_found_expected_and_do() -> None:
    values = {"value": "x", "near": did_you_mean("y"), "field": "from"}
    problem = Problem("unknown_actor", "case.yaml", 3, values=values)
    assert problem.sentence("en") == (
        "case.yaml, line 3: the actor 'x' in 'from' does not exist. Did you mean 'y'?"
        " Expected: an id from the list of actors. Correct the id, or add the actor."
    )
    assert Problem("empty", "f").where("nl") == "f"
    assert "  " not in Problem("unknown_actor", "f", values=values | {"near": did_you_mean(None)}).sentence()


@pytest.mark.parametrize(
    ("value", "seen"),
    [("t1", "t1"), ("verzoek om stukken", "verzoek om stukken"), ("een twee drie vier", "een twee drie vier"),
     ("een twee drie vier vijf", "…"), ("x" * 40, "x" * 40), ("x" * 41, "…"), ("", "…"), (12, "12"), (["a"], "…")],
)  # fmt: skip
def test_a_message_shows_words_and_ids_but_no_sentences(value: object, seen: str) -> None:
    assert shown(value) == seen
