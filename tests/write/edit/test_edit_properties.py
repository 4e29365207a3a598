"""Whatever is edited in whatever layout: the case is the one that was meant, and the rest stays as it was typed."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Case
from casekit.changes import applied, changes
from casekit.read.safe.guard import read_yaml
from casekit.write.edit.edit import edited
from tests.few import few
from tests.stalls.made import case_data
from tests.write.scribbled import scribbled

WORDS = (
    "kort", "een, twee", "a: b", "schuld #3", "# vooraan", "- streep", "'aan'halen\"", "[haak", "{krul}", "ja", "12",
    "2021-03-05", "@team", "regel een\nregel twee", "  spaties", "x\n", "lang " * 40, "é€", "null", "~", "a\n\n  b",
    "| streep", "> meer", "? vraag", "c0.", "!nee", "%", "`", "* ster", "&en",
)  # fmt: skip


def as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items()}
    return [as_text(one) for one in value] if isinstance(value, list) else str(value)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A case as a file holds it, with free text and fields of people's own."""
    data: dict[str, Any] = as_text(draw(case_data()))
    random = Random(draw(st.integers(0, 2**32)))
    for part in [data, *data["touchpoints"], *data["actors"]]:
        for field in ("summary", "note", "label", "eigen veld"):
            if random.random() < 0.3:
                part[field] = random.choice(WORDS)
    needed = [{"needs": ["loonstrook"]}, {"needs": ["a", "b"]}]
    data["requirements"] = [{"id": "r", "goal": "g", "alternatives": needed}]
    if random.random() < 0.5:
        data["touchpoints"][0]["promise"] = random.choice(["ja", "bellen", {"due": "40"}])
        data["touchpoints"][0]["says"] = {"bedrag": random.choice(WORDS)}
        data["issues"] = ["i", {"id": "j", "stages": ["een", "twee"]}]
        data["eigen"] = {"diep": [{"a": "1"}, {"a": random.choice(WORDS)}], "lijst": ["x", random.choice(WORDS)]}
    return {key: value for key, value in data.items() if value != []}


def other(data: dict[str, Any], random: Random) -> dict[str, Any]:
    """The same case after a few edits: fields that were set or emptied, rows that came, went or moved."""
    new: dict[str, Any] = Case.model_validate(data).model_dump(mode="json", by_alias=True, exclude_unset=True)
    for _ in range(random.randint(1, 4)):
        rows = new[random.choice(["touchpoints", "actors", "items"])]
        row = random.choice(rows)
        match random.choice(["set", "set", "unset", "add", "remove", "move", "top", "promise", "nested"]):
            case "set":
                row[random.choice(["note", "label", "source", "nog een"])] = random.choice(WORDS)
            case "unset":
                for field in set(row) - {"id", "from", "to", "kind"}:
                    if random.random() < 0.5:
                        del row[field]
            case "add":
                added = {"id": f"n{random.randint(0, 99)}", "from": "inwoner", "to": ["balie", "wijkteam"]}
                if added["id"] not in {one["id"] for one in rows}:
                    added |= {"kind": "message"} if rows is new["touchpoints"] else {}
                    rows.insert(random.randint(0, len(rows)), added | {"note": random.choice(WORDS)})
            case "remove":
                if len(rows) > 1:
                    rows.remove(row)
            case "move":
                rows.remove(row)
                rows.insert(random.randint(0, len(rows)), row)
            case "top":
                new[random.choice(["title", "note", "release", "zelf"])] = random.choice(WORDS)
                new.pop(random.choice(["holds", "coverage", "observed", "eigen"]), None)
            case "promise":
                row = random.choice(new["touchpoints"])
                row["promise"] = random.choice([{}, {"what": "bellen", "due": "50"}, {"due": "40"}])
                row["says"] = random.choice([{}, {"bedrag": "1", "duur": "2"}])
            case "nested":
                new["issues"] = [{"id": "i", "label": random.choice(WORDS)}, {"id": "j", "stages": [{"id": "twee"}]}]
                new["requirements"][0]["alternatives"] = [{"needs": ["a", "b"], "offered": False}, {"needs": ["c"]}]
    return new


def comments_in(text: str, given: list[str]) -> list[str]:
    """Which of the comments stand in a text as they stood there."""
    ends = [line.rstrip() for line in text.splitlines()]
    return [comment for comment in given if any(end.endswith(comment) for end in ends)]


def read(text: str) -> Case:
    return Case.model_validate(_filled(read_yaml(text.encode(), "f").data))


def _filled(value: Any) -> Any:
    return {k: v for k, v in value.items() if v is not None} if isinstance(value, dict) else value


@given(cases(), st.integers(0, 2**32), st.integers(0, 2**32))
@few(10)
def test_a_case_in_any_layout_becomes_the_other_case_and_keeps_its_comments(
    typed: dict[str, Any], style: int, edit: int
) -> None:
    file = scribbled(typed, style)
    old, new = read(file.text), Case.model_validate(other(typed, Random(edit)))
    assert old == Case.model_validate(typed)
    result = edited_to(file.text, old, new)
    assert read(result) == new
    assert comments_in(result, file.comments) == file.comments
    touched = {change.path[:2] for change in changes(old, new)}
    for row, lines in file.rows.items():
        if row not in touched and (row[0],) not in touched and row[0] in ("actors", "touchpoints", "items"):
            assert lines.rstrip() in result
    assert ("\r\n" in result) == ("\r\n" in file.text) or "\n" not in file.text
    assert result.count("\r\n") in (0, result.count("\n"))
    assert result.startswith("\ufeff") == file.text.startswith("\ufeff")


def edited_to(text: str, old: Case, new: Case) -> str:
    """`rewritten`, without the check of what a case must be: these are not all possible cases."""
    return edited(text, applied(read_yaml(text.encode(), "f").data, changes(old, new)))
