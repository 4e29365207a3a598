"""Whether a case may go out: consent per source, what rests on it, retention, and the member check."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casekit.case import Case
from casekit.coding import Coding
from casekit.consent import Consent
from casekit.notation import case_of
from casekit.release.allowed import consent_problems, reading_problems, what_rests_on

TODAY = date(2026, 3, 1)
TEXT = """
t1: inwoner > gemeente vraag @0 source=gesprek
t2: gemeente > inwoner besluit @30 source=dossier
t3: gemeente > inwoner antwoord @40 source=gesprek,dossier
"""
HOLDS = [{"id": "h1", "basis": "law", "from": "10", "until": "20", "source": "dossier"}]
SOURCES = [{"id": "gesprek", "kind": "interview"}, {"id": "dossier", "kind": "file"}]


def case(status: str = "reconstruction", **blocks: Any) -> Case:
    return case_of(TEXT, **{"status": status, "sources": SOURCES, "holds": HOLDS, **blocks})


def consent(*rows: dict[str, Any], **more: Any) -> Consent:
    given = {"retention": "2029-01-01", "member_check": [{"with": "resident", "result": "agreed"}], **more}
    return Consent.model_validate({"sources": list(rows), **given})


def whole(level: str = "A", **more: Any) -> Consent:
    return consent({"source": "gesprek", "level": level}, {"source": "dossier", "level": level}, **more)


def codes(found: Case, given: Consent | None, level: str = "A") -> list[str]:
    problems = consent_problems(found, given, level, TODAY)
    assert all(problem.sentence(lang) for problem in problems for lang in ("nl", "en"))
    return [problem.code for problem in problems]


def test_a_fictional_case_and_a_composite_need_no_consent() -> None:
    assert codes(case("fictional"), None, "W") == []
    assert codes(case("composite"), None, "W") == []


def test_a_reconstruction_with_consent_for_all_its_sources_may_go_out() -> None:
    assert codes(case(), whole()) == []


def test_a_case_that_does_not_say_what_it_is_counts_as_a_reconstruction() -> None:
    unsaid = case().model_copy(update={"status": None})
    assert codes(unsaid, None) == codes(case(), None)
    assert "consent_missing" in codes(unsaid, None)


@pytest.mark.parametrize(("given", "level"), [(a, b) for a in "OAW" for b in "OAW"])
def test_consent_covers_its_own_level_and_every_smaller_circle(given: str, level: str) -> None:
    found = codes(case(), whole(given), level)
    assert found == ([] if "OAW".index(given) >= "OAW".index(level) else ["consent_too_low", "consent_too_low"])


def test_a_source_without_a_row_or_without_a_level_has_no_consent() -> None:
    assert codes(case(), consent({"source": "gesprek", "level": "W"}, {"source": "dossier"})) == ["consent_missing"]
    assert codes(case(), consent({"source": "gesprek", "level": "W"})) == ["consent_missing"]


def test_a_withdrawn_source_blocks_every_level_and_lists_what_rests_on_it() -> None:
    given = consent({"source": "gesprek", "level": "W"}, {"source": "dossier", "level": "W", "withdrawn": True})
    for level in "OAW":
        (problem,) = consent_problems(case(), given, level, TODAY)
        assert (problem.code, problem.severity) == ("consent_withdrawn", "error")
        assert "contactmomenten t2, t3 (alleen hierop: t2); wachttijden met een reden h1" in problem.sentence("nl")
        assert "touchpoints t2, t3 (only on this: t2); waits with a reason h1" in problem.sentence("en")


def test_a_published_source_needs_no_consent_unless_it_was_taken_back() -> None:
    for field in ({"publisher": "ombudsman"}, {"url": "https://voorbeeld.nl/rapport"}):
        public = case(sources=[SOURCES[0], {**SOURCES[1], **field}])
        assert codes(public, consent({"source": "gesprek", "level": "A"})) == []
        taken = consent({"source": "gesprek", "level": "A"}, {"source": "dossier", "withdrawn": True})
        assert codes(public, taken) == ["consent_withdrawn"]


def test_consent_that_was_given_after_the_release_is_no_consent_yet() -> None:
    later = {"source": "dossier", "level": "A", "obtained": "2026-03-02"}
    assert codes(case(), consent({"source": "gesprek", "level": "A"}, later)) == ["consent_later"]
    assert codes(case(), consent({"source": "gesprek", "level": "A"}, {**later, "obtained": "2026-03"})) == []


def test_a_reconstruction_without_sources_is_told_once_what_to_do() -> None:
    assert codes(case_of("a: inwoner > gemeente vraag", status="reconstruction"), whole()) == ["consent_no_sources"]


def test_a_touchpoint_without_a_source_is_a_warning_that_names_it() -> None:
    bare = case_of(TEXT + "t4: inwoner > gemeente bericht", status="reconstruction", sources=SOURCES)
    (problem,) = consent_problems(bare, whole(), "A", TODAY)
    assert (problem.code, problem.severity) == ("consent_unsourced", "warning")
    assert problem.part("found").endswith(": t4.")


def test_everything_that_names_a_source_rests_on_it_also_in_a_field_of_ones_own() -> None:
    full = case(
        life_events=[{"id": "baan_kwijt", "source": "gesprek"}],
        debts=[{"id": "huur", "source": ["gesprek", "dossier"]}],
        items=[{"id": "loonstrook", "source": "dossier"}],
        requirements=[{"id": "v1", "goal": "x", "source": "gesprek"}],
        coverage=[{"source": "gesprek", "actor": "inwoner"}],
    )
    found = what_rests_on(full, "gesprek")
    assert found.parts == {
        "touchpoints": ("t1", "t3"),
        "requirements": ("v1",),
        "life_events": ("baan_kwijt",),
        "debts": ("huur",),
        "coverage": ("inwoner",),
    }
    assert found.alone == ("t1",)
    assert what_rests_on(full, "onbekend").in_words("en") == "nothing in this case"


def test_codings_whose_evidence_names_the_source_rest_on_it_too() -> None:
    rows = [{"stall": "K02-t1-t2", "cause": "U3", "evidence": [{"kind": "document", "source": "dossier"}]}]
    coding = Coding.model_validate({"coder": "codeur-a", "codes": rows})
    assert what_rests_on(case(), "dossier", [coding]).codings == (("codeur-a", "K02-t1-t2"),)
    assert what_rests_on(case(), "gesprek", [coding]).codings == ()
    given = consent({"source": "gesprek", "level": "A"}, {"source": "dossier", "withdrawn": True})
    (problem,) = consent_problems(case(), given, "A", TODAY, [coding])
    assert "codeur-a/K02-t1-t2" in problem.sentence("nl")


def test_a_long_list_is_cut_in_the_message_and_whole_in_the_answer() -> None:
    text = "\n".join(f"t{n}: inwoner > gemeente vraag source=gesprek" for n in range(30))
    long = case_of(text, status="reconstruction", sources=SOURCES[:1])
    assert len(what_rests_on(long, "gesprek").parts["touchpoints"]) == 30
    (problem,) = consent_problems(long, consent({"source": "gesprek", "withdrawn": True}), "O", TODAY)
    assert "en nog 10" in problem.sentence("nl")


@pytest.mark.parametrize(
    ("retention", "code"),
    [("2026-03-01", None), ("2026-02-28", "retention_passed"), ("2026", None), ("2026-02", "retention_passed")],
)
def test_the_last_day_on_which_a_case_may_be_kept_is_still_allowed(retention: str, code: str | None) -> None:
    assert codes(case(), whole(retention=retention)) == ([code] if code else [])


def test_without_a_retention_date_there_is_a_warning_and_one_in_the_case_counts() -> None:
    assert codes(case(), whole(retention=None)) == ["retention_missing"]
    assert codes(case(retention="2029-01-01"), whole(retention=None)) == []
    assert codes(case(retention="2025-01-01"), whole()) == ["retention_passed"]
    assert codes(case(retention="vijf jaar"), whole(retention=None)) == ["retention_missing"]


@pytest.mark.parametrize(("level", "severity"), [("O", None), ("A", "warning"), ("W", "error")])
def test_no_member_check_is_a_warning_at_a_and_an_error_at_w(level: str, severity: str | None) -> None:
    problems = consent_problems(case(), whole("W", member_check=[]), level, TODAY)
    assert [(one.code, one.severity) for one in problems] == (
        [("member_check_missing", severity)] if severity else []
    )


def test_a_member_check_that_was_not_possible_counts_with_a_reason_only() -> None:
    row = {"with": "resident", "result": "not_possible"}
    assert codes(case(), whole("W", member_check=[row]), "W") == ["member_check_missing"]
    assert codes(case(), whole("W", member_check=[{**row, "why": "verhuisd"}]), "W") == []


def test_an_objection_stands_until_the_same_one_agrees() -> None:
    objected = {"with": "resident", "on": "2026-01-05", "result": "objected"}
    other = {"with": "experience_expert", "on": "2026-02-01", "result": "agreed"}
    agreed = {"with": "resident", "on": "2026-02-01", "result": "changed"}
    for level in "OAW":
        assert codes(case(), whole("W", member_check=[objected, other]), level) == ["member_check_objected"]
        assert codes(case(), whole("W", member_check=[agreed, objected]), level) == []
    assert codes(case(), whole("W", member_check=[objected, {**agreed, "on": "2026-06-01"}])) == [
        "member_check_objected"
    ]


def test_a_second_reader_is_needed_for_a_and_w_before_the_release() -> None:
    reading = {"level": "A", "on": "2026-02-01", "by": "tweede lezer", "checked": True}

    def missing(asked: str, **row: Any) -> bool:
        found = reading_problems(case(), whole(readings=[{**reading, **row}]), asked, TODAY)
        return [problem.code for problem in found] == ["reading_missing"]

    assert not missing("O", checked=False)
    assert not missing("A")
    assert missing("A", checked=False)
    assert missing("A", on="2026-04-01")
    assert missing("A", by=None)
    assert missing("W")
    assert not missing("W", level="W")
    assert reading_problems(case("fictional"), None, "W", TODAY) == []
    assert [one.code for one in reading_problems(case("composite"), None, "W", TODAY)] == ["reading_missing"]
