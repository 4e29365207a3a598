"""What never stands in the project, and what keeps it readable. Each check is shown to be able to fail."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 400

# Written so that this file does not match itself.
_MACHINE = re.compile(r"/(?:work|farm|home|root|opt|Users)/[A-Za-z.]|[A-Z]:\\\\?Users\\")
_HOSTS = re.compile(r"p[y]pi\.org|p[y]thonhosted|registry\.n[p]mjs|deb\.d[e]bian\.org|conda\.a[n]aconda")
_NO_IDEA = {"utils", "util", "helpers", "misc", "common"}

Check = Callable[[str, bytes], Iterator[str]]


def too_long(name: str, content: bytes) -> Iterator[str]:
    """A Python file of more than 400 lines is more than one idea."""
    lines = len(content.splitlines())
    if name.endswith(".py") and lines > LONGEST:
        yield f"{lines} lines"


def without_an_idea(name: str, content: bytes) -> Iterator[str]:
    """A module named after no idea collects everything."""
    if name.endswith(".py") and _NO_IDEA & set(Path(name).with_suffix("").parts):
        yield "a name that says nothing"


def of_this_machine(name: str, content: bytes) -> Iterator[str]:
    """A path of one computer means nothing on another."""
    yield from (match[0] for match in _MACHINE.finditer(content.decode("utf-8", "replace")))


def registry_host(name: str, content: bytes) -> Iterator[str]:
    """Institutions have an index of their own."""
    yield from (match[0] for match in _HOSTS.finditer(content.decode("utf-8", "replace")))


def binary(name: str, content: bytes) -> Iterator[str]:
    """What code can make is not kept, and what is kept can be read."""
    try:
        if "\x00" in content.decode("utf-8"):
            yield "a NUL"
    except UnicodeDecodeError:
        yield "not UTF-8 text"


def with_output(name: str, content: bytes) -> Iterator[str]:
    """A notebook is kept as written, not as run."""
    if name.endswith(".ipynb"):
        for number, cell in enumerate(json.loads(content)["cells"], start=1):
            if cell.get("outputs") or cell.get("execution_count") is not None:
                yield f"cell {number} holds output: clear it before saving"


def with_a_maker(name: str, content: bytes) -> Iterator[str]:
    """A notebook says which language it is in, and nothing of the computer or the person that saved it."""
    if name.endswith(".ipynb"):
        book = json.loads(content)
        plain = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        plain |= {"language_info": {"name": "python"}}
        yield from (f"metadata: {key}" for key, value in book.get("metadata", {}).items() if value != plain.get(key))
        for number, cell in enumerate(book["cells"], start=1):
            if cell.get("metadata") or cell.get("attachments"):
                yield f"cell {number} holds metadata"


CHECKS: dict[Check, tuple[tuple[str, bytes], tuple[str, bytes]]] = {
    # check: (what it must find, what it must let pass)
    too_long: (("casekit/a.py", b"x\n" * (LONGEST + 1)), ("casekit/a.py", b"x\n" * LONGEST)),
    without_an_idea: (("casekit/read/utils.py", b""), ("casekit/read/safe/guard.py", b"utils")),
    of_this_machine: (("a.md", b"see /" + b"home/me/x"), ("a.md", b"../home and /usr/bin/env")),
    registry_host: (("a.txt", b"https://pypi" + b".org/simple"), ("a.txt", b"https://example.org")),
    binary: (("a.txt", b"\x89PNG\r\n\x1a\n\x00"), ("a.txt", "één – twee".encode())),
    with_output: (
        ("a.ipynb", b'{"cells": [{"outputs": [{"text": "1"}], "execution_count": null}]}'),
        ("a.ipynb", b'{"cells": [{"source": "1"}, {"outputs": [], "execution_count": null}]}'),
    ),
    with_a_maker: (
        ("a.ipynb", b'{"cells": [], "metadata": {"authors": [{"name": "x"}]}}'),
        ("a.ipynb", b'{"cells": [{"metadata": {}}], "metadata": {"language_info": {"name": "python"}}}'),
    ),
}


@pytest.fixture(scope="module")
def kept() -> list[tuple[str, bytes]]:
    """Name and content of every file that git keeps, or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout, so nothing says which files are kept")
    paths = [(name, ROOT / name) for name in sorted(set(listed.split("\0"))) if name]
    return [(name, path.read_bytes()) for name, path in paths if path.is_file()]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_no_kept_file_is(check: Check, kept: list[tuple[str, bytes]]) -> None:
    assert len(kept) > 20
    assert [f"{name}: {found}" for name, content in kept for found in check(name, content)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_check_finds_what_is_wrong_and_lets_the_rest_pass(check: Check) -> None:
    bad, good = CHECKS[check]
    assert list(check(*bad))
    assert list(check(*good)) == []
