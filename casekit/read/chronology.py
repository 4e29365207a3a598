"""Reading a chronology that comes from elsewhere (JSON) into a case; nothing is invented, nothing is lost.

The format: `id`, `title`, `language`, `source`, `actors`, `touchpoints`, and optionally `findings` and
`notes`. Those two are somebody's conclusions: they are left out, and that is reported. What has no place
of its own in a case goes to a note, and is reported too.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from casekit.case import Case
from casekit.errors import InputRefused, Problem, closest, shown
from casekit.read.case_file import parse_case
from casekit.read.durations import stated_due, stated_duration, stated_months
from casekit.read.imported import Imported, Tally
from casekit.read.safe.guard import MAX_BYTES, MAX_TOUCHPOINTS, Document
from casekit.read.safe.json_guard import parse_json
from casekit.read.safe.opening import read_file
from casekit.values import is_blank
from casekit.vocabulary import find_code
from casekit.when import timeline

__all__ = ["import_chronology"]

LEFT_OUT = ("findings", "notes")
_TOP = {"id", "title", "language", "source", "actors", "touchpoints", "summary", "question", *LEFT_OUT}
_ACTOR = {"id", "label", "kind", "role", "organisation", "team", "acts_for"}
_SOURCE = ("publisher", "reference", "url", "year")
_ROW = {
    "id", "date", "order", "from", "to", "kind", "summary", "outcome", "due", "responds_to", "promise",
    "channel", "issue", "amount", "experience", "turning_point",
}  # fmt: skip
_CLIENTS = ("resident", "household")


@cache
def _kinds() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("casekit.read").joinpath("chronology.toml").read_text(encoding="utf-8"))


def import_chronology(path: str | Path) -> Imported:
    """The case that a chronology JSON file describes.

    Raises InputRefused with everything that is wrong with it.
    """
    file = str(path)
    data = _load(Path(path))
    problems = list(_wrong(data, file))
    if problems:
        raise InputRefused(problems)
    report: list[Problem] = []
    for name in LEFT_OUT:
        if data.get(name):
            report.append(Problem("left_out", file, severity="warning", values={"field": name}))
    case_data = _case(data, file, report)
    _drop_impossible_times(case_data, file, report)
    document = Document(file, case_data)
    case, warnings = parse_case(document)
    tally = (Tally("actors", len(case.actor_list)), Tally("touchpoints", len(case.touchpoint_list)))
    return Imported(case, tuple(report), tuple(replace(warning, line=None) for warning in warnings), tally)


def _load(path: Path) -> dict[str, Any]:
    file = str(path)
    content = read_file(path, MAX_BYTES, absent="no_chronology")
    if not content.strip():
        raise InputRefused([Problem("empty_chronology", file)])
    data = parse_json(content, file)
    if not isinstance(data, dict) or not isinstance(data.get("touchpoints"), list):
        raise InputRefused([Problem("not_a_chronology", file)])
    if len(data["touchpoints"]) > MAX_TOUCHPOINTS:
        raise InputRefused([Problem("event_log", file, values={"n": len(data["touchpoints"])})])
    return data


def _wrong(data: dict[str, Any], file: str) -> Iterator[Problem]:
    """What keeps a chronology from being read; the rest is for the check of the case."""
    name = data.get("id")
    if name is None or (isinstance(name, str) and is_blank(name)):
        yield Problem("missing_field", file, values={"field": "id", "id": "?"})
    elif not isinstance(name, str):
        yield Problem("not_a_folder_name", file, values={"value": shown(name)})
    for part, needed in (("actors", ("id",)), ("touchpoints", ("id", "from", "to", "kind"))):
        rows = data.get(part)
        if not isinstance(rows, list):
            yield Problem("not_a_list", file, values={"field": part, "id": shown(name)})
            continue
        for place, row in enumerate(rows, 1):
            if isinstance(row, dict):
                yield from _wrong_row(row, place, needed, file)
            else:
                yield Problem("not_fields", file, values={"field": part, "id": place})


def _wrong_row(row: dict[str, Any], place: int, needed: tuple[str, ...], file: str) -> Iterator[Problem]:
    given = row.get("id")
    where = {"id": shown(given) if _is_name(given) else place}
    for field in needed:
        value = row.get(field)
        if value in (None, "", []):
            yield Problem("missing_field", file, values={**where, "field": field})
        elif not _is_name(value) and not (field == "to" and isinstance(value, list) and all(map(_is_name, value))):
            yield Problem("not_text", file, values={**where, "field": field})
        elif field == "kind" and _translation(str(value)) is None:
            values = {**where, "field": field, "value": shown(value), "near": closest(str(value), _kinds())}
            yield Problem("unknown_word", file, values=values)
    if "kind" in needed and isinstance(row.get("responds_to"), dict):
        yield Problem("not_text", file, values={**where, "field": "responds_to"})


def _is_name(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip() != ""


def _translation(kind: str) -> dict[str, Any] | None:
    """The row of the table for a kind of a chronology; a speech act of the kit's own stands for itself."""
    found = _kinds().get(kind)
    if found is None and (code := find_code("kind", kind)) is not None:
        return {"kind": code}
    return found


def _case(data: dict[str, Any], file: str, report: list[Problem]) -> dict[str, Any]:
    clients = {str(row["id"]) for row in data["actors"] if _client_side(row)}
    texts = ("id", "title", "summary", "question", "language")
    case: dict[str, Any] = {key: data[key] for key in texts if data.get(key)}
    source = data.get("source")
    if isinstance(source, dict):
        case["provenance"] = ", ".join(
            str(source[key]) for key in ("publisher", "reference", "year") if source.get(key)
        )
        entry = {key: source[key] for key in ("id", *_SOURCE) if source.get(key)}
        entry |= {"year": str(entry["year"])} if "year" in entry else {}
        _to_note(case, {f"source.{key}": source[key] for key in source if key not in entry}, data["id"], file, report)
        case["sources"] = [{"id": "bron", **entry}]
    elif source:
        case["provenance"] = source
    case["actors"] = [_actor(row, file, report) for row in data["actors"]]
    asked: dict[str, dict[str, Any]] = {}
    rows: list[dict[str, Any]] = []
    for row in data["touchpoints"]:
        made = _touchpoint(row, asked, clients, rows, file, report)
        asked[made["id"]] = made
        rows.append(made)
    case["touchpoints"] = rows
    rest = {key: value for key, value in data.items() if key not in _TOP and value is not None}
    _to_note(case, rest, data["id"], file, report)
    return case


def _client_side(row: dict[str, Any]) -> bool:
    return find_code("actor_kind", str(row.get("kind"))) in _CLIENTS or bool(row.get("acts_for"))


def _actor(row: dict[str, Any], file: str, report: list[Problem]) -> dict[str, Any]:
    actor = {key: row[key] for key in row if key in _ACTOR and row[key] not in (None, "", [])}
    if actor.get("kind") and find_code("actor_kind", str(actor["kind"])) is None:
        _to_note(actor, {"kind": actor.pop("kind")}, row["id"], file, report)
    _to_note(actor, {key: value for key, value in row.items() if key not in _ACTOR}, row["id"], file, report)
    return actor


def _touchpoint(
    row: dict[str, Any],
    asked: dict[str, dict[str, Any]],
    clients: set[str],
    before: list[dict[str, Any]],
    file: str,
    report: list[Problem],
) -> dict[str, Any]:
    receivers = [str(name) for name in (row["to"] if isinstance(row["to"], list) else [row["to"]])]
    replies = row.get("responds_to") or []
    replies = [str(name) for name in (replies if isinstance(replies, list) else [replies])]
    kind, inferred = _speech_act(row, receivers, [asked[name] for name in replies if name in asked], clients)
    made: dict[str, Any] = {"id": str(row["id"]), "when": row.get("date"), "order": row.get("order")}
    made |= {"from": str(row["from"]), "to": receivers, "kind": kind, "responds_to": replies}
    for key in ("outcome", "summary", "channel", "issue", "amount", "experience", "turning_point"):
        made[key] = row.get(key)
    promise = row.get("promise") or kind == "promise"
    if promise is True:
        made["promise"] = {"due": row["due"]} if row.get("due") else True
    else:
        made |= {"promise": promise or None, "due": row.get("due")}
    if inferred:
        made["link_basis"] = "inferred"
    made = {key: value for key, value in made.items() if value not in (None, "", [])}
    rest = {key: value for key, value in row.items() if key not in _ROW and value is not None}
    _to_note(made, rest, made["id"], file, report)
    if not row.get("date"):
        _stated_time(made, replies, before, file, report)
    if made.get("promise") is True and (due := stated_due(str(made.get("summary", "")))):
        made["promise"] = {"due": f"{made['id']} + {due[0]}"}
        _inferred(made, "due", made["promise"]["due"], due[1], file, report)
    return made


def _speech_act(
    row: dict[str, Any], receivers: list[str], replied: list[dict[str, Any]], clients: set[str]
) -> tuple[str, bool]:
    """The speech act of a row by the table, and whether that it asks for an answer is inferred."""
    entry = _translation(str(row["kind"])) or {"kind": "message"}
    from_client, to_client = row["from"] in clients, all(name in clients for name in receivers)
    if from_client and "from_client" in entry:
        return entry["from_client"], bool(entry.get("asks_from_client"))
    if "reply" in entry and any(_asked_back(earlier, row, receivers) for earlier in replied):
        return entry["reply"], entry["reply"] != "question"
    if to_client and "to_client" in entry:
        return entry["to_client"], False
    return entry["kind"], bool(entry.get("asks")) and not to_client


def _asked_back(earlier: dict[str, Any], row: dict[str, Any], receivers: list[str]) -> bool:
    """Whether the earlier row asked something, other than applied, and this one goes back to who asked."""
    asks = ("question", "registration", "escalation", "objection", "document_request")
    return earlier["kind"] in asks and earlier["from"] in receivers and earlier["from"] != row["from"]


def _stated_time(
    made: dict[str, Any], replies: list[str], before: list[dict[str, Any]], file: str, report: list[Problem]
) -> None:
    """A time that only the summary states becomes an elapsed time, marked as inferred, with its words."""
    summary = str(made.get("summary", ""))
    waiting = made["kind"] == "silence"
    base = replies[0] if replies else _just_before(made, before)
    months = stated_months(summary) if waiting else None
    duration = stated_duration(summary, waiting=waiting) if base else None
    if months:
        made["when"], words = months
    elif duration:
        amount, words = duration
        made["when"] = f"{base} + {amount}"
    else:
        return
    _inferred(made, "when", made["when"], words, file, report)


def _just_before(made: dict[str, Any], before: list[dict[str, Any]]) -> str | None:
    """The row before this one, where the list stands in the known order."""
    orders = [n for row in (*before[-1:], made) if isinstance(n := row.get("order"), int | float)]
    if not before or orders != sorted(orders):
        return None
    return str(before[-1]["id"])


def _inferred(made: dict[str, Any], field: str, value: str, words: str, file: str, report: list[Problem]) -> None:
    """Mark what was read from words, keep the words, and report it."""
    made["link_basis"] = "inferred"
    _add_note(made, f'{field}: "{words}"')
    values = {"id": made["id"], field: value}
    report.append(Problem(f"{field}_from_words", file, severity="warning", values=values))


def _drop_impossible_times(case: dict[str, Any], file: str, report: list[Problem]) -> None:
    """Leave out a time read from words where it cannot be true beside the dates; the words stay in the note."""
    told = {p.values["id"] for p in report if p.code == "when_from_words"}
    while told:
        try:
            clashes = timeline(Case.model_validate(case)).contradictions
        except ValueError:
            return  # the check will say what is wrong
        wrong = told.intersection(name for clash in clashes for name in clash)
        for row in case["touchpoints"]:
            if row["id"] in wrong:
                del row["when"]
                report.append(Problem("time_not_used", file, severity="warning", values={"id": row["id"]}))
        if not wrong:
            return
        told -= wrong


def _to_note(made: dict[str, Any], rest: dict[str, Any], name: object, file: str, report: list[Problem]) -> None:
    for key, value in rest.items():
        if value in (None, "", [], {}):
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        _add_note(made, f"{key}: {text}")
        report.append(Problem("kept_in_note", file, severity="warning", values={"field": key, "id": name}))


def _add_note(made: dict[str, Any], text: str) -> None:
    made["note"] = f"{made['note']}; {text}" if made.get("note") else text
