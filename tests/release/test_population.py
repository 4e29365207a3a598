"""How many households one may expect to look like the one in a case, and which trait to coarsen first."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Case, Trait
from casekit.notation import case_of
from casekit.release.population import expected, in_words, population_problems, published_shares


def trait(attribute: str, value: str, share: float | None = None, id: str | None = None) -> Trait:
    return Trait(id=id or attribute, attribute=attribute, value=value, share=share)


WORKED = [trait("household", "eenoudergezin", 0.08), trait("children", "4+", 0.03), trait("age", "27-39", 0.10)]


def case(*traits: Trait, region: int | None = 55_000, status: str = "reconstruction") -> Case:
    blocks: dict[str, Any] = {"status": status, "region_households": region}
    return case_of("t: inwoner > gemeente vraag", **blocks).model_copy(update={"traits": traits})


def told(found: Case, level: str) -> list[tuple[str, str]]:
    problems = population_problems(found, level, "case.yaml")
    assert all(problem.sentence(lang) for problem in problems for lang in ("nl", "en"))
    return [(problem.code, problem.severity) for problem in problems]


def test_the_published_example_gives_thirteen_households_and_a_warning() -> None:
    found = expected(55_000, WORKED, None)
    assert found.households == pytest.approx(13.2)
    assert (found.verdict, found.missing) == ("few", ())
    assert [(one.share, one.own, one.finer) for one in found.factors] == [
        (0.08, True, False),
        (0.03, True, False),
        (0.10, True, False),
    ]


def test_the_trait_to_coarsen_first_is_the_one_with_the_largest_gain_and_each_gain_is_told() -> None:
    first, *others = expected(55_000, WORKED, None).gains
    assert (first.trait, first.coarser) == ("children", "1+")
    assert first.households == pytest.approx(55_000 * 0.08 * 0.10)  # a single parent has children by definition
    assert [(one.trait, one.coarser) for one in others] == [("household", None), ("age", None)]
    assert [one.households for one in others] == [pytest.approx(165), pytest.approx(132)]


def test_a_band_takes_the_published_share_within_the_type_of_household() -> None:
    found = expected(100_000, [trait("household", "alleenstaande ouder"), trait("children", "4")], "O")
    assert [(one.shown, one.share) for one in found.factors] == [("eenoudergezin", 0.0738), ("3+", 0.0952)]
    wide = expected(100_000, [trait("household", "single parent"), trait("children", "4")], "A", "en")
    assert [(one.shown, one.share) for one in wide.factors] == [("household with children", 0.3199), ("1+", 1.0)]


def test_a_share_of_the_case_holds_for_the_value_as_typed_only() -> None:
    (exact,) = expected(1000, [trait("children", "3+", 0.02)], "O").factors
    assert (exact.share, exact.own, exact.finer) == (0.02, True, False)
    (banded,) = expected(1000, [trait("children", "4", 0.02)], "O").factors
    assert (banded.share, banded.own) == (0.0504, False)
    (common,) = expected(1000, [trait("children", "4", 0.2)], "O").factors
    assert (common.share, common.own, common.finer) == (0.2, True, True)
    (unpublished,) = expected(1000, [trait("age", "34", 0.02)], "O").factors
    assert (unpublished.shown, unpublished.share, unpublished.finer) == ("27-39", 0.02, True)


def test_an_unknown_share_gives_at_most_and_says_what_lacks() -> None:
    found = expected(55_000, [trait("household", "eenoudergezin"), trait("work", "nachtdienst")], "O")
    assert (found.missing, found.verdict) == (("work",), "unknown")
    assert found.households == pytest.approx(55_000 * 0.0738)
    assert any("hooguit 4.059" in line for line in in_words(found))
    assert any("at most 4,059" in line.casefold() for line in in_words(found, "en"))


def test_at_a_only_what_has_a_wide_word_or_band_is_shown() -> None:
    traits = [trait("work", "nachtdienst"), trait("housing", "sociale huur"), trait("age", "oud"), trait("other", "")]
    found = expected(1000, traits, "A")
    assert dict(found.shown) == {"housing": "huurwoning"}
    assert found.hidden == ("work", "age", "other")


def test_at_w_traits_go_along_only_when_a_hundred_households_have_them() -> None:
    traits = [trait("household", "eenoudergezin"), trait("children", "4")]
    assert dict(expected(55_000, traits, "W").shown) == {"household": "huishouden met kinderen", "children": "1+"}
    assert dict(expected(200, traits, "W").shown) == {}
    assert dict(expected(None, traits, "W").shown) == {}
    assert dict(expected(55_000, [*traits, trait("age", "34")], "W").shown) == {}


@pytest.mark.parametrize(
    ("share", "code", "severity"),
    [(0.0099, "population_too_few", "error"), (0.0101, "population_few", "warning"), (0.2, None, None)],
)
def test_below_ten_is_refused_below_a_hundred_warned(share: float, code: str | None, severity: str | None) -> None:
    found = case(trait("other", "iets", share), region=1000)
    assert told(found, "O") == ([(code, severity)] if code else [])


@pytest.mark.parametrize(("level", "code"), [("O", "too_few"), ("A", "few"), ("W", "few")])
def test_a_refusal_and_a_warning_name_the_trait_to_coarsen_first(level: str, code: str) -> None:
    found = case(trait("household", "eenoudergezin"), trait("housing", "particulier"), region=100)
    (problem,) = population_problems(found, level, "case.yaml")
    assert problem.code == f"population_{code}"
    assert "soort huishouden ('household')" in problem.sentence("nl")


def test_at_most_so_few_is_refused_too_and_the_lacking_share_is_told() -> None:
    found = case(trait("household", "eenoudergezin"), trait("work", "nachtdienst"), region=100)
    assert told(found, "O") == [("population_too_few", "error"), ("population_missing", "warning")]
    (first, _) = population_problems(found, "O", "case.yaml")
    assert "hooguit 7,4" in first.sentence("nl")
    assert "nachtdienst" not in first.sentence("nl")


def test_without_a_region_or_traits_nothing_is_claimed() -> None:
    assert told(case(trait("children", "4"), region=None), "A") == [("population_no_region", "warning")]
    assert told(case(), "A") == [("population_no_traits", "warning")]
    assert in_words(expected(None, WORKED, "A")) != []


def test_a_case_without_a_household_needs_no_estimate() -> None:
    for status in ("fictional", "composite"):
        assert told(case(trait("other", "x", 0.0001), status=status), "W") == []


def test_the_words_name_every_share_with_its_source_and_the_assumption() -> None:
    for lang, assumption in (
        ("nl", "alsof de kenmerken niets met elkaar te maken hebben"),
        ("en", "as if the traits"),
    ):
        lines = in_words(expected(55_000, [trait("housing", "koop"), *WORKED], "O", lang), lang)
        assert any("57" in line and "82900NED" in line and "2023" in line for line in lines)
        assert any(assumption in line for line in lines)
        assert len(lines) >= 7


def test_every_published_share_has_a_source_a_year_and_what_is_uncertain() -> None:
    seen = set()
    for one in published_shares():
        assert 0 < one["share"] <= 1
        assert one["source_url"].startswith("https://") if one["source"] else one["share"] == 1
        assert one["confidence"] in ("high", "medium", "low")
        assert 2015 <= one["year"] <= 2026
        assert one["checked_on"]
        assert one["uncertain"]
        key = (one["attribute"], one["code"], one.get("given"))
        assert key not in seen
        seen.add(key)
        if "counts" in one:
            part, whole = one["counts"]
            assert part / whole == pytest.approx(one["share"], abs=6e-5)


def test_the_published_shares_add_up() -> None:
    def share(attribute: str, given: str | None, *codes: str) -> float:
        rows = [one for one in published_shares() if one["attribute"] == attribute and one.get("given") == given]
        return float(sum(one["share"] for one in rows if one["code"] in codes))

    whole = pytest.approx(1, abs=2e-4)
    assert share("household", None, "single", "single_parent", "couple_children", "couple") == whole
    assert share("household", None, "with_children", "without_children") == whole
    assert share("children", None, "0", "1-2", "3+") == whole
    for household in ("single_parent", "couple_children"):
        assert share("children", household, "1-2", "3+") == whole


VALUES = st.one_of(
    st.builds(trait, st.just("household"), st.sampled_from(["alleenstaand", "eenoudergezin", "paar met kinderen"])),
    st.builds(trait, st.just("children"), st.sampled_from(["0", "1", "2", "3", "5"])),
    st.builds(trait, st.just("housing"), st.sampled_from(["koop", "sociale huur", "particuliere huur"])),
)


@given(st.lists(VALUES, max_size=3, unique_by=lambda one: one.id), st.integers(1, 10**6))
def test_a_coarser_level_never_has_fewer_households_and_every_gain_is_one(traits: list[Trait], region: int) -> None:
    fine, wide = expected(region, traits, "O"), expected(region, traits, "A")
    assert fine.households is not None
    assert wide.households is not None
    if not fine.missing:
        assert wide.households >= fine.households * 0.999
    assert all(gain.households > fine.households for gain in fine.gains)
    assert [gain.households for gain in fine.gains] == sorted((g.households for g in fine.gains), reverse=True)
