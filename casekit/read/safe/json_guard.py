"""A JSON reader that refuses what could hurt or be lost: double names, NaN, far nesting, signs that nobody sees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from casekit.errors import InputRefused, Problem, shown
from casekit.read.safe.guard import MAX_DEPTH, refuse_crowds, strange_sign

__all__ = ["parse_json"]


def parse_json(content: bytes, file: str) -> Any:
    """What a JSON file says. Raises InputRefused with what is wrong with it.

    >>> parse_json(b'{"id": "a"}', "a.json")
    {'id': 'a'}
    """
    refuse_crowds(content, file)
    data = _parse(content, file)
    strange = list(_not_plain(data, file))
    if strange:
        raise InputRefused(strange)
    return data


def _parse(content: bytes, file: str) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_doubles, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = Problem("not_utf8", file, line)
    except json.JSONDecodeError as error:
        problem = Problem("not_json", file, error.lineno)
    except _DoubleKey as error:
        problem = Problem("duplicate_key", file, values={"field": shown(error.args[0])})
    except ValueError:  # a number that is none, or of thousands of digits
        problem = Problem("not_json", file)
    except RecursionError:
        problem = Problem("too_deep", file)
    raise InputRefused([problem])


class _DoubleKey(ValueError):
    pass


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise _DoubleKey(key)
        seen[key] = value
    return seen


def _no_constant(word: str) -> None:
    raise ValueError(word)


def _not_plain(data: Any, file: str) -> Iterator[Problem]:
    """Signs that nobody sees, once each, and nesting that no case has."""
    signs: set[str] = set()
    todo: list[tuple[Any, int]] = [(data, 0)]
    while todo:
        value, depth = todo.pop()
        if depth > MAX_DEPTH:
            yield Problem("too_deep", file)
            return
        if isinstance(value, str):
            sign = strange_sign(value)
            if sign and sign not in signs:
                signs.add(sign)
                yield Problem("control_character", file, values={"character": sign})
        elif isinstance(value, dict):
            todo += [(inner, depth + 1) for pair in value.items() for inner in pair]
        elif isinstance(value, list):
            todo += [(inner, depth + 1) for inner in value]
