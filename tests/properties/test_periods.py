"""Law of the scheme: months are whole, and periods are sets of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan.strategies import contribution_months, contribution_periods, rupiahs


@given(contribution_months(), st.integers(-200, 200))
def test_adding_and_taking_months_is_the_identity(month: jr.ContributionMonth, count: int) -> None:
    """Counting agrees with adding."""
    assert month + count - count == month
    assert (month + count) - month == count
    assert (month < month + count) == (count > 0)


@given(contribution_months(), contribution_periods(), rupiahs())
def test_what_is_written_is_read(
    month: jr.ContributionMonth, period: jr.ContributionPeriod, amount: jr.Rupiah
) -> None:
    """Text both ways."""
    assert jr.ContributionMonth.parse(str(month)) == month
    assert jr.ContributionPeriod.parse(str(period)) == period
    assert jr.Rupiah.parse(str(amount)) == amount
    assert jr.Rupiah.parse(f"Rp. {str(amount)[2:]},-") == amount


@given(contribution_periods(), contribution_periods())
def test_an_intersection_has_the_months_of_both(
    one: jr.ContributionPeriod, two: jr.ContributionPeriod
) -> None:
    """And no other; whichever comes first."""
    both = one & two

    assert set(both or ()) == set(one) & set(two)
    assert both == two & one
    assert not (both and one.adjoins(two))


@given(st.lists(contribution_periods(), max_size=8))
def test_gaps_fill_what_periods_leave_open(periods: list[jr.ContributionPeriod]) -> None:
    """Between the first month and the last, each month is in a period or in one gap."""
    covered = {month for period in periods for month in period}
    gaps = [month for gap in jr.gaps_between(periods) for month in gap]

    assert not covered & set(gaps)
    assert len(gaps) == len(set(gaps))
    if periods:
        reach = jr.ContributionPeriod(min(covered), max(covered))
        assert covered | set(gaps) == set(reach)
