"""Contribution months and periods count whole months, both ends included."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import ContributionMonth, ContributionPeriod


NOVEMBER = ContributionMonth(2026, 11)
YEAR = ContributionPeriod.parse("2026-01/2026-12")


def test_months_are_added_and_counted_across_years() -> None:
    """November and three months is February."""
    assert ContributionMonth(2027, 2) == NOVEMBER + 3
    assert ContributionMonth(2025, 12) == NOVEMBER - 11
    assert NOVEMBER - ContributionMonth(2025, 12) == 11
    assert ContributionMonth(2025, 12) < NOVEMBER <= ContributionMonth(2026, 11)
    assert ContributionMonth.of(date(2026, 11, 22)) == NOVEMBER
    assert (NOVEMBER.first_day, NOVEMBER.last_day) == (date(2026, 11, 1), date(2026, 11, 30))
    assert ContributionMonth(2024, 2).last_day == date(2024, 2, 29)
    assert copy.copy(NOVEMBER) == pickle.loads(pickle.dumps(NOVEMBER)) == NOVEMBER
    assert hash(NOVEMBER) == hash(ContributionMonth(2026, 11))


def test_months_and_periods_are_written_in_iso_both_ways() -> None:
    """What str writes, parse reads."""
    assert str(NOVEMBER) == "2026-11"
    assert ContributionMonth.parse("0987-01") == ContributionMonth(987, 1)
    assert str(YEAR) == "2026-01/2026-12"
    assert repr(YEAR) == (
        "ContributionPeriod(ContributionMonth(2026, 1), ContributionMonth(2026, 12))"
    )


@pytest.mark.parametrize(
    ("year", "month"), [(2026, 13), (2026, 0), (0, 1), (10_000, 1), (2026, 1.0), (True, 1)]
)
def test_a_month_the_calendar_does_not_have_is_refused(year: int, month: int) -> None:
    """Month 13 is an error that teaches."""
    with pytest.raises(jr.InvalidMonthError, match="1 to 12"):
        ContributionMonth(year, month)


@pytest.mark.parametrize(
    "text", [None, 202611, "2026-13", "2026-1", "26-01", "2026/01", "November 2026", ""]
)
def test_a_text_that_is_no_month_is_refused(text: str) -> None:
    """Only YYYY-MM is read."""
    with pytest.raises(jr.InvalidMonthError):
        ContributionMonth.parse(text)


@pytest.mark.parametrize("operation", [lambda: NOVEMBER + 1.0, lambda: NOVEMBER - True])
def test_months_are_counted_in_whole_numbers(operation: object) -> None:
    """There is no half a month."""
    with pytest.raises(TypeError):
        operation()  # type: ignore[operator]


def test_months_do_not_compare_with_days() -> None:
    """A month is not a date."""
    with pytest.raises(TypeError):
        assert date(2026, 11, 1) > NOVEMBER  # type: ignore[operator]


def test_a_period_includes_both_ends() -> None:
    """Three months from November end in January."""
    quarter = NOVEMBER.for_months(3)

    assert list(quarter) == [NOVEMBER, NOVEMBER + 1, NOVEMBER + 2]
    assert len(quarter) == 3
    assert ContributionMonth(2027, 1) in quarter
    assert ContributionMonth(2027, 2) not in quarter
    assert "2026-11" not in quarter


@pytest.mark.parametrize("count", [0, -1])
def test_a_period_has_at_least_one_month(count: int) -> None:
    """An empty period is none."""
    with pytest.raises(jr.InvalidPeriodError):
        NOVEMBER.for_months(count)


@pytest.mark.parametrize("months", [("2026-02", "2026-06"), (date(2026, 2, 1), date(2026, 6, 1))])
def test_a_period_runs_between_months(months: tuple[object, object]) -> None:
    """Not between texts or days."""
    with pytest.raises(jr.InvalidPeriodError, match=r"ContributionPeriod\.parse"):
        ContributionPeriod(*months)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["2026-12/2026-01", "2026-11", "2026-11/"])
def test_a_text_that_is_no_period_is_refused(text: str) -> None:
    """Reversed, single and open periods are errors."""
    with pytest.raises(ValueError, match=r"asked|read") as caught:
        ContributionPeriod.parse(text)

    assert isinstance(caught.value, jr.JamsostekRentanError)


def test_periods_meet_adjoin_and_leave_gaps() -> None:
    """What both have, what follows what, and what nobody has."""
    spring = ContributionPeriod.parse("2026-03/2026-05")
    summer = ContributionPeriod.parse("2026-06/2026-08")
    late = ContributionPeriod.parse("2026-11/2027-02")

    assert YEAR & late == ContributionPeriod.parse("2026-11/2026-12")
    assert spring & summer is None
    assert spring.adjoins(summer)
    assert summer.adjoins(spring)
    assert not spring.adjoins(late)
    assert not spring.adjoins(YEAR)
    assert jr.gaps_between([late, spring, summer]) == (ContributionPeriod.parse("2026-09/2026-10"),)
    assert jr.gaps_between([YEAR, spring, late]) == ()
    assert jr.gaps_between([]) == ()
    assert sorted([late, spring]) == [spring, late]


def test_months_touched_by_days_include_both_days() -> None:
    """One day is a month; reversed days are an error."""
    assert len(ContributionPeriod.touched_by(date(2026, 1, 31), date(2026, 2, 1))) == 2
    with pytest.raises(jr.InvalidPeriodError, match="ends before it begins"):
        ContributionPeriod.touched_by(date(2026, 2, 1), date(2026, 1, 31))


def test_age_is_completed_on_the_birthday() -> None:
    """A day before it, the year is not full."""
    assert jr.age_on(date(2026, 11, 22), birth_date=date(1961, 11, 22)) == 65
    assert jr.age_on(date(2026, 11, 21), birth_date=date(1961, 11, 22)) == 64
    assert jr.age_on(date(2025, 2, 28), birth_date=date(2004, 2, 29)) == 21
    assert jr.age_on(date(2025, 2, 27), birth_date=date(2004, 2, 29)) == 20
    with pytest.raises(jr.InvalidPeriodError, match="before the birth"):
        jr.age_on(date(1961, 11, 21), birth_date=date(1961, 11, 22))


def test_a_due_day_moves_to_the_next_working_day() -> None:
    """Over a weekend, and over holidays that anybody hands in."""
    assert jr.next_working_day(date(2026, 11, 13)) == date(2026, 11, 13)
    assert jr.next_working_day(date(2026, 11, 14)) == date(2026, 11, 16)
    assert jr.next_working_day(date(2026, 11, 14), holidays={date(2026, 11, 16)}) == date(
        2026, 11, 17
    )
