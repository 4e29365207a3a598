"""A case file of every published version is read by this one, and a file of a later version is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casekit.errors import InputRefused
from casekit.read.case_file import read_case
from casekit.read.safe.guard import Document
from casekit.read.upgrade import STEPS, upgraded, version
from casekit.values import FORMAT

FORMATS = Path(__file__).parent / "formats"


def test_every_published_version_has_a_file_and_every_step_is_there() -> None:
    assert sorted(path.stem for path in FORMATS.glob("*.yaml")) == [str(n) for n in range(FORMAT + 1)]
    assert sorted(STEPS) == list(range(FORMAT))


@pytest.mark.parametrize("number", range(FORMAT + 1))
def test_a_file_of_an_older_version_gives_what_it_gave_then(number: int) -> None:
    case = read_case(FORMATS / f"{number}.yaml")
    assert case.format == FORMAT
    assert case.id == str(number)
    assert (case.title, case.status, case.retention) == ("Een huishouden zonder inkomen", "fictional", "tot 2031")
    assert case.observed is not None
    assert (case.observed.from_, case.observed.until) == ("2021-03-01", "2021-12-31")
    assert [issue.id for issue in case.issues] == ["bijstand", "huur"]
    assert [stage.attention_days for stage in case.issues[0].stages] == [None, 14]
    assert [(actor.id, actor.kind) for actor in case.actor_list] == [
        ("inwoner", "resident"), ("loket", "municipality"), ("hulp", "other"),
    ]  # fmt: skip
    first, second, third, fourth = case.touchpoint_list
    assert (first.kind, first.when, first.summary) == ("application", "2021-03-05", "vraagt aan; kenmerk #12")
    assert (second.to, second.asks, second.responds_to) == (("inwoner", "hulp"), ("loonstrook",), ("t1",))
    assert third.promise is not None
    assert (third.when, third.promise.due) == ("t2 + 2 weeks", "2021-04-01")
    assert (fourth.amount, fourth.experience, fourth.turning_point, fourth.order) == (1050.5, 1, True, 4)
    assert fourth.outcome == "done"
    assert (len(case.items), len(case.requirements), len(case.holds), len(case.norms)) == (1, 1, 1, 1)
    assert (len(case.coverage), len(case.sources), len(case.life_events), len(case.debts)) == (1, 1, 1, 1)
    assert case.model_extra == {"eigen_veld": "blijft bewaard"}


@pytest.mark.parametrize(("given", "expected"), [(None, 0), ("0", 0), ("1", 1), (1, 1), (" 1 ", 1), ("", 0)])
def test_a_file_without_a_number_is_of_the_first_version(given: Any, expected: int) -> None:
    assert version(Document("f", {"format": given})) == expected


@pytest.mark.parametrize(
    ("given", "code"),
    [("2", "newer_format"), (999, "newer_format"), ("een", "not_a_format"), ("1.0", "not_a_format"),
     ("-1", "not_a_format"), ("9" * 5000, "not_a_format"), ([1], "not_a_format"), (True, "not_a_format"),
     ("²", "not_a_format")],
)  # fmt: skip
def test_a_later_version_and_what_is_no_version_are_refused_with_advice(given: Any, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        upgraded(Document("f", {"format": given}))
    assert [problem.code for problem in refused.value.problems] == [code]
    assert refused.value.problems[0].sentence("nl") != refused.value.problems[0].sentence("en")


def test_a_document_is_upgraded_in_memory_only() -> None:
    document = Document("f", {"id": "c", "format": "0"})
    assert upgraded(document).data == {"id": "c", "format": FORMAT}
    assert document.data == {"id": "c", "format": "0"}
