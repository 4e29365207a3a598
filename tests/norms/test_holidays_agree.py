"""Proof of where the holidays of the package and those of the Algemene termijnenwet agree and differ."""

from datetime import date, timedelta
from functools import cache

import pytest
from holidays import country_holidays

from casekit.norms import atw_holidays

YEARS = range(2010, 2036)


@cache
def public(year: int) -> dict[date, set[str]]:
    """The public holidays of the package, with their Dutch names."""
    days = country_holidays("NL", years=year, language="nl")
    return {day: set(days.get_list(day)) for day in days}


@pytest.mark.parametrize("year", YEARS)
def test_our_list_is_the_public_list_plus_good_friday_and_5_may_without_two_sundays(year: int) -> None:
    days = public(year)
    easter = next(day for day, names in days.items() if "Eerste paasdag" in names)
    sundays = {day for day, names in days.items() if names <= {"Eerste paasdag", "Eerste pinksterdag"}}
    expected = (set(days) - sundays) | {easter - timedelta(2), date(year, 5, 5)}
    assert atw_holidays(year) == expected


@pytest.mark.parametrize("year", YEARS)
def test_the_two_days_we_leave_out_are_sundays_so_that_no_term_changes(year: int) -> None:
    left_out = set(public(year)) - atw_holidays(year)
    assert len(left_out) == 2
    assert all(day.weekday() == 6 for day in left_out)


@pytest.mark.parametrize("year", YEARS)
def test_the_one_day_we_add_is_5_may_in_the_years_that_the_package_skips_it(year: int) -> None:
    added = atw_holidays(year) - set(public(year))
    # In 2016 Ascension Day was on 5 May.
    assert added == (set() if year % 5 == 0 or year == 2016 else {date(year, 5, 5)})


@pytest.mark.parametrize("year", YEARS)
def test_good_friday_is_two_days_before_easter_in_the_package_too(year: int) -> None:
    named = [day for day, names in public(year).items() if "Goede vrijdag" in names]
    assert len(named) == 1
    assert named[0] in atw_holidays(year)
    assert named[0].weekday() == 4


@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_the_nine_days_of_the_act(year: int) -> None:
    # New Year, Good Friday, Easter Monday, King's Day, 5 May, Ascension, Whit Monday, two Christmas days;
    # nine names, fewer days only where two of them fall together.
    assert len(atw_holidays(year)) == (8 if year == 2016 else 9)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2010, date(2010, 4, 30)),
        (2013, date(2013, 4, 30)),
        (2006, date(2006, 4, 29)),  # 30 April was a Sunday
        (2014, date(2014, 4, 26)),  # 27 April was a Sunday, in the first year of King's Day
        (2015, date(2015, 4, 27)),
        (2025, date(2025, 4, 26)),  # 27 April was a Sunday
        (2026, date(2026, 4, 27)),
        (2031, date(2031, 4, 26)),  # 27 April will be a Sunday
    ],
)
def test_the_birthday_of_the_king_or_queen_moves_to_saturday(year: int, day: date) -> None:
    around = {date(year, 4, number) for number in (26, 27, 28, 29, 30)}
    easter = {d for d, names in public(year).items() if "Tweede paasdag" in names}
    assert (atw_holidays(year) & around) - easter == {day}
