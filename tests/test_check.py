"""The checks between the parts of a case, on a case in memory and on large ones."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from casekit.case import Case
from casekit.check import check_links
from casekit.errors import Problem
from casekit.notation import case_of
from casekit.read.safe.guard import Document
from casekit.when import timeline
from casekit.write.case_file import case_text


def checked(text: str, **blocks: Any) -> list[Problem]:
    return list(check_links(case_of(text, **blocks), Document("f", {})))


def codes(text: str, **blocks: Any) -> list[str]:
    return [problem.code for problem in checked(text, **blocks)]


ASK = "a: inwoner > gemeente vraag"


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("responds_to=x", "unknown_touchpoint"),
        ("depends_on=x", "unknown_touchpoint"),
        ("issue=x", "unknown_issue"),
        ("asks=x", "unknown_item"),
        ("shares=x", "unknown_item"),
        ("needs=x", "unknown_item"),
        ("source=x", "unknown_source"),
        ("stage=x", "unknown_stage"),
        ("debt=x", "unknown_debt"),
        ("promise.by=x", "unknown_actor"),
    ],
)
def test_a_name_that_is_not_in_its_list_is_a_problem_where_there_is_a_list(field: str, code: str) -> None:
    lists = {name: [{"id": "y"}] for name in ("issues", "items", "sources", "stages", "debts")}
    assert codes(f"{ASK} {field}", **lists) == [code]
    without = codes(f"{ASK} {field}")
    assert without == ([code] if code in ("unknown_touchpoint", "unknown_actor") else [])


@pytest.mark.parametrize(
    ("name", "row", "code"),
    [
        ("holds", {"basis": "law", "actors": "x"}, "unknown_actor"),
        ("holds", {"basis": "law", "from": "x + 2 days"}, "unknown_touchpoint"),
        ("coverage", {"source": "s", "actor": "x"}, "unknown_actor"),
        ("coverage", {"source": "s", "actor": "gemeente", "until": "x + 2 days"}, "unknown_touchpoint"),
        ("requirements", {"goal": "g", "imposed_by": "x"}, "unknown_actor"),
        ("requirements", {"goal": "g", "waived_at": "x"}, "unknown_touchpoint"),
        ("sources", {"perspective": "x"}, "unknown_actor"),
        ("life_events", {"actor": "x"}, "unknown_actor"),
        ("life_events", {"when": "x + 2 days"}, "unknown_touchpoint"),
        ("debts", {"creditor": "x"}, "unknown_actor"),
    ],
)
def test_names_in_the_other_lists_are_checked_too(name: str, row: dict[str, Any], code: str) -> None:
    assert codes(ASK, **{name: [{"id": "n", **row}]}) == [code]


def test_an_organisation_that_only_an_actor_names_is_a_party() -> None:
    text = "actor balie of stad\na: inwoner > balie vraag"
    assert codes(text, coverage=[{"source": "s", "actor": "stad"}]) == []
    assert codes(text, organisations=[{"id": "dorp"}]) == ["unknown_organisation"]


def test_replies_in_a_circle_name_all_of_them() -> None:
    (problem,) = checked(
        """
        a: inwoner > gemeente vraag depends_on=c
        b: gemeente > inwoner antwoord re=a
        c: inwoner > gemeente vraag re=b
        """
    )
    assert (problem.code, problem.values["ids"]) == ("reply_circle", "a, b, c")


@pytest.mark.parametrize(
    ("asked", "reply", "wrong"),
    [
        ("@2021-05-02", "@2021-05-01", True),
        ("@2021-05-01", "@2021-05-01", False),
        ("@2021-05-01", "@2021-05", False),
        ("@2021-06", "@2021-05", True),
        ("@2021-05", "@2021-05-31", False),
        ("order=2", "order=1", True),
        ("order=1", "order=1", False),
    ],
)
def test_a_reply_may_be_on_the_same_day_but_not_surely_before(asked: str, reply: str, wrong: bool) -> None:
    text = f"a: inwoner > gemeente vraag {asked}\nb: gemeente > inwoner antwoord re=a {reply}"
    assert ("reply_to_later" in codes(text)) == wrong


@pytest.mark.parametrize(
    ("due", "wrong"),
    [
        ("2021-04-30", True),
        ("2021-05-01", False),
        ("2021-05", False),
        ("2021-04", True),
        ("a - 1 days", True),
        ("a + 0 days", False),
    ],
)
def test_a_due_day_may_be_the_day_itself_but_not_before(due: str, wrong: bool) -> None:
    assert codes(f"{ASK} @2021-05-01 'due={due}'") == (["due_before_start"] if wrong else [])


def test_dates_in_a_circle_of_three_name_all_three_and_who_only_counts_from_it_not() -> None:
    (problem,) = checked(
        """
        a: inwoner > gemeente vraag '@c + 1 day'
        b: gemeente > inwoner antwoord '@a + 1 day'
        c: inwoner > gemeente vraag '@b + 1 day'
        d: inwoner > gemeente vraag '@c + 1 day'
        """
    )
    assert (problem.code, problem.values["ids"]) == ("when_circle", "a, b, c")


def test_a_debt_from_before_the_case_may_have_a_date_where_days_are_numbers() -> None:
    assert codes(f"{ASK} @3", debts=[{"id": "d", "since": "2019"}]) == []


def test_many_mistyped_names_are_all_reported_in_little_time() -> None:
    rows = "\n".join(f"t{n}: inwoner > gemeente vraag re=u{n}" for n in range(3000))
    start = time.perf_counter()
    found = codes(rows)
    assert found == ["unknown_touchpoint"] * 3000
    assert time.perf_counter() - start < 20


@pytest.mark.slow
@pytest.mark.parametrize("command", ["check", "stalls"])
def test_ten_thousand_touchpoints_just_work_within_a_minute(command: str, tmp_path: Path) -> None:
    kinds = ("question", "answer", "application", "decision", "referral", "promise", "chase", "document_request")
    rows = [
        {
            "id": f"t{n}",
            "from": "inwoner" if n % 2 == 0 else f"b{n % 7}",
            "to": f"b{n % 7}" if n % 2 == 0 else "inwoner",
            "kind": kinds[n % 8],
            "when": str(n // 6),
            "issue": f"i{n % 50}",
            **({"responds_to": f"t{n - 1}"} if n % 2 else {}),
        }
        for n in range(10_000)
    ]
    case = Case.model_validate(
        {
            "id": "groot",
            "issues": [f"i{n}" for n in range(50)],
            "actors": [{"id": "inwoner"}, *({"id": f"b{n}", "kind": "gemeente"} for n in range(7))],
            "touchpoints": rows,
        }
    )
    path = tmp_path / "case.yaml"
    path.write_text(case_text(case), encoding="utf-8")
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "casekit", command, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert time.perf_counter() - start < 60


@pytest.mark.parametrize(("first", "last"), [("2021-05-01", "2021-01-01"), ("90", "10")])
def test_an_observed_period_that_ends_before_it_starts_is_named_as_such(first: str, last: str) -> None:
    assert codes(f"{ASK}\nobserved @{first}..@{last}") == ["period_reversed"]


TWO = "a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @30"


def answer(before: str, after: str, needed: str = "ja") -> dict[str, str]:
    return {"before": before, "after": after, "needed": needed}


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([answer("a", "b")], []),
        ([answer("a", "b"), answer("a", "b")], []),
        ([answer("a", "x")], ["unknown_touchpoint"]),
        ([answer("a", "a")], ["link_to_itself"]),
        ([answer("a", "b"), answer("a", "b", "nee")], ["link_answered_twice"]),
        ([answer("b", "a")], ["link_to_later"]),
        ([answer("b", "a", "nee")], []),
        ([answer("b", "a", "weet niet")], []),
        ([answer("a", "b"), answer("b", "a")], ["reply_circle"]),
    ],
)
def test_an_answer_names_two_touchpoints_once_and_the_first_is_not_later(
    links: list[dict[str, str]], expected: list[str]
) -> None:
    assert codes(TWO, links=links) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ({"start_event": "a", "end_event": "b"}, []),
        ({"start_event": "b", "end_event": "b"}, []),
        ({"start_event": "x"}, ["unknown_touchpoint"]),
        ({"end_event": "x"}, ["unknown_touchpoint"]),
        ({"start_event": "b", "end_event": "a"}, ["lead_time_reversed"]),
    ],
)
def test_a_lead_time_runs_from_a_touchpoint_to_one_that_is_not_before_it(
    events: dict[str, str], expected: list[str]
) -> None:
    assert codes(TWO, **events) == expected


@pytest.mark.parametrize(("day", "expected"), [("29", []), ("30", []), ("31", ["before_it_could"])])
def test_what_happened_before_the_day_on_which_it_could_deserves_attention(day: str, expected: list[str]) -> None:
    problems = checked(f"{TWO} not_before={day}")
    assert [problem.code for problem in problems] == expected
    assert all(problem.severity == "warning" for problem in problems)


def test_an_answer_that_one_was_needed_orders_two_contacts_of_which_one_has_no_day() -> None:
    text = "a: inwoner > gemeente vraag view=x\nb: gemeente > inwoner antwoord @30 view=y"
    assert timeline(case_of(text)).spans["a"].hi > 30
    assert timeline(case_of(text, links=[answer("a", "b")])).spans["a"].hi == 30
    assert timeline(case_of(text, links=[answer("a", "b", "weet niet")])).spans["a"].hi > 30


def test_an_answer_that_the_days_contradict_is_refused() -> None:
    text = "a: inwoner > gemeente vraag @2021-03-09 view=x\nb: gemeente > inwoner antwoord @2021-03-05 view=y"
    assert codes(text, links=[answer("a", "b")]) == ["link_to_later"]
