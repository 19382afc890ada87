"""Law of the scheme: money that is divided is neither lost nor made."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import MonthCount, Rupiah
from jamsostek_rentan.strategies import contribution_months, rupiahs


SIGNED = rupiahs(min_value=Rupiah(-10_000_000), max_value=Rupiah(10_000_000))
WEIGHTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=40).filter(any)
DAYS = st.dates(date(2015, 7, 1), date(2027, 3, 31))


@given(SIGNED, WEIGHTS)
@example(Rupiah(2), [1, 1, 1, 0])
def test_the_parts_of_a_split_sum_to_the_whole(amount: Rupiah, weights: list[int]) -> None:
    """Each part is within one rupiah of its exact share, and nothing goes to weight zero."""
    parts = jr.split(amount, weights)

    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        exact = Fraction(amount.amount * weight, sum(weights))
        assert abs(part.amount - exact) < 1
        assert weight or not part


@given(SIGNED, WEIGHTS, st.integers(1, 50))
def test_only_the_proportion_of_weights_matters(
    amount: Rupiah, weights: list[int], factor: int
) -> None:
    """In whatever unit they are given."""
    scaled = [weight * factor for weight in weights]

    assert jr.split(amount, scaled) == jr.split(amount, weights)


@given(st.lists(rupiahs(max_value=Rupiah(10_000_000)), min_size=1, max_size=20).filter(any))
def test_splitting_by_the_parts_gives_the_parts(parts: list[Rupiah]) -> None:
    """Joining and splitting is the identity."""
    assert list(jr.split(Rupiah(sum(part.amount for part in parts)), parts)) == parts


@given(SIGNED, st.dictionaries(st.text(max_size=3), st.integers(1, 100), min_size=1, max_size=12))
def test_a_lump_sum_is_spread_whole(amount: Rupiah, places: dict[str, int]) -> None:
    """Over places with weights and over places without."""
    assert sum(jr.spread(amount, places).values()) == amount
    assert sum(jr.spread(amount, list(places)).values()) == amount
    assert list(jr.spread(amount, places)) == list(places)


@given(rupiahs(max_value=Rupiah(300_000)), contribution_months(), st.data())
def test_burdens_by_days_sum_to_the_price_of_the_month(
    amount: Rupiah, month: jr.ContributionMonth, data: st.DataObject
) -> None:
    """However many parties follow one another within it."""
    days = data.draw(st.sets(st.dates(month.first_day, month.last_day), max_size=5))
    parts = jr.share_burden(amount, month, changeovers=sorted(days))

    assert len(parts) == len(days) + 1
    assert sum(parts) == amount


@given(DAYS, st.integers(0, 800), st.sampled_from(MonthCount))
def test_adding_a_day_never_lowers_the_months_owed(
    first_day: date, length: int, convention: MonthCount
) -> None:
    """By any convention, at either end."""
    last_day = first_day + timedelta(days=length)
    counted = jr.count_months(first_day, last_day, convention=convention)

    assert jr.count_months(first_day, last_day + timedelta(1), convention=convention) >= counted
    assert jr.count_months(first_day - timedelta(1), last_day, convention=convention) >= counted


@given(DAYS, st.integers(0, 800))
def test_the_conventions_keep_their_order(first_day: date, length: int) -> None:
    """No convention owes more than months touched, or less than months inside."""
    last_day = first_day + timedelta(days=length)
    whole, inside, anniversary = (
        jr.count_months(first_day, last_day, convention=convention)
        for convention in (
            MonthCount.WHOLE_MONTHS,
            MonthCount.INSIDE_MONTHS,
            MonthCount.ANNIVERSARY,
        )
    )

    assert inside <= anniversary <= whole
