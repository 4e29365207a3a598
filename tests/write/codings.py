"""Codings as anybody may write them: for the property that nothing is lost on the way."""

from __future__ import annotations

from hypothesis import strategies as st

from casekit.coding import Coded, Coding, Evidence, Rival
from casekit.taxonomy import causes
from casekit.vocabulary import codes

TEXTS = st.sampled_from(
    [
        "Niemand volgde het.",
        "=1+1",
        "json:",
        "ja",
        "5",
        "2021-03",
        "a;b, c",
        "regel één\nregel twee",
        "'x'",
        "  inspringen",
        "_x0041_",
    ]
)
NAMES = st.sampled_from(["t1", "t2", "t8", "t-3", "a;b", "1", "document", "K02"])
STALLS = st.sampled_from(["K01-t1", "K02-t3-t31", "K06a-t8"])


def word(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(codes(name))


def some(name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(word(name), max_size=3, unique=True).map(tuple)


LINKS = st.lists(word("chain_link"), min_size=1, max_size=3, unique=True).map(
    lambda links: tuple(link for link in codes("chain_link") if link in links)
)
EVIDENCE = st.builds(
    Evidence,
    link=LINKS,
    kind=word("evidence_kind"),
    source=st.none() | NAMES,
    touchpoints=st.lists(NAMES, max_size=3).map(tuple),
    says=st.none() | TEXTS,
    prescribes=st.booleans(),
)
RIVALS = st.builds(
    Rival,
    explanation=TEXTS,
    test=st.none() | word("rival_test"),
    expected=st.none() | TEXTS,
    found=st.none() | TEXTS,
    result=word("rival_result"),
)
ROWS = st.builds(
    Coded,
    stall=STALLS,
    cause=st.sampled_from([cause.code for cause in causes()]),
    rationale=TEXTS,
    precondition=st.none() | word("precondition"),
    precondition_note=st.none() | TEXTS,
    evidence=st.lists(EVIDENCE, max_size=4).map(tuple),
    rivals=st.lists(RIVALS, max_size=3).map(tuple),
    barrier=st.none() | word("barrier"),
    effect=some("effect"),
    stress=st.none() | st.booleans(),
    conduct=some("conduct_norm"),
    changer=st.none() | word("changer"),
    leverage=st.none() | word("leverage"),
    location=st.none() | word("location"),
    owner=st.none() | word("actor_kind"),
    substitution=st.none() | word("needed"),
    substitution_note=st.none() | TEXTS,
    note=st.none() | TEXTS,
)


def codings(coder: str = "codeur-a") -> st.SearchStrategy[Coding]:
    """Any coding of one coder: no stall and cause twice, the rows of a stall one after another."""
    rows = st.lists(ROWS, max_size=4, unique_by=lambda row: (row.stall, row.cause)).map(
        lambda found: tuple(sorted(found, key=lambda row: row.stall))
    )
    return st.builds(
        Coding,
        coder=st.just(coder),
        role=st.none() | st.sampled_from(["docent", "sociaal werker"]),
        coded_on=st.none() | st.sampled_from(["2026-03-04", "2026-03", "2026-03~"]),
        blind=st.none() | st.booleans(),
        codes=rows,
    )
