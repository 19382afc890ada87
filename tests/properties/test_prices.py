"""Laws of the scheme for any rate table: bands leave no gap, and a relief never raises."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import Program, Rupiah
from jamsostek_rentan.law.questions import all_over, worlds
from jamsostek_rentan.law.rates import FlatRate
from jamsostek_rentan.strategies import (
    contribution_months,
    contribution_periods,
    funding_sources,
    programs,
    rate_tables,
    rupiahs,
    sectors,
    workers,
)
from jamsostek_rentan.values.dated import value_in_force


if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from jamsostek_rentan.law.bands import BandedRate

    World = Mapping[str, Hashable]


SHIPPED = jr.law.bpu()
FROM = jr.ContributionMonth(2018, 12)
# Any income, and often one near a bound of the shipped bands.
INCOMES = st.one_of(
    rupiahs(max_value=Rupiah(30_000_000)),
    st.builds(
        lambda bound, under: Rupiah(max(0, bound.amount - under)),
        st.sampled_from(SHIPPED.rates.income_breaks(Program.JKK, FROM)),
        st.integers(-2, 1_001),
    ),
)
TABLES = st.one_of(st.just(SHIPPED), rate_tables().map(SHIPPED.using_rates))


@pytest.fixture(autouse=True)
def _projections_are_expected() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jr.ProjectedLawWarning)
        yield


def plainly_owed(rate: BandedRate | FlatRate, income: Rupiah) -> Iterator[tuple[World, Rupiah]]:
    """The rule of the bands said once more: the last band reached, one after another."""
    if isinstance(rate, FlatRate):
        yield {}, rate.amount
        return
    for world in worlds(rate.questions):
        base = rate.bands[0].base
        for band in rate.bands:
            reading = str(world[band.question.id]) if band.question else ""
            reach = Rupiah(0)
            if rate.between and world[rate.between.question.id] in rate.between.upper_under:
                reach = rate.between.width
            if income + reach >= band.lower and reading not in band.absent_under:
                base = dict(band.base_under).get(reading, band.base)
        yield world, Rupiah(base.amount * rate.share_of_base)


@given(
    TABLES,
    programs(),
    contribution_months(min_value=FROM, max_value=jr.ContributionMonth(2027, 6)),
    INCOMES,
    funding_sources(),
    sectors(),
    st.integers(0, 60),
)
def test_a_relief_never_raises_an_amount(
    rules: jr.Rulebook,
    program: Program,
    month: jr.ContributionMonth,
    income: Rupiah,
    funding: jr.FundingSource,
    sector: jr.Sector,
    months_of_membership: int,
) -> None:
    """Under no reading, and nothing is ever owed below zero."""
    price = rules.price(
        program,
        month,
        declared_income=income,
        funding=funding,
        sector=sector,
        member_since=month - months_of_membership,
    )

    for readings, amount in price.by_reading().items():
        ordinary = price.ordinary.given(dict(readings)).settled
        assert Rupiah(0) <= amount <= ordinary.amount


@given(TABLES, programs(), contribution_months(min_value=FROM), INCOMES)
def test_every_rupiah_of_income_has_one_band_and_bands_ascend(
    rules: jr.Rulebook, program: Program, month: jr.ContributionMonth, income: Rupiah
) -> None:
    """A rupiah more never costs less."""
    facts: jr.PricingFacts = {
        "funding": jr.FundingSource.APBD,
        "sector": jr.Sector.OTHER,
        "member_since": month,
    }
    price = rules.price(program, month, declared_income=income, **facts)
    more = rules.price(program, month, declared_income=income + Rupiah(1), **facts)
    breaks = rules.rates.income_breaks(program, month)

    for world in worlds(all_over([price.ordinary, more.ordinary])):
        assert price.ordinary.at(world).amount <= more.ordinary.at(world).amount
    assert breaks[0] == Rupiah(0)
    assert (income + Rupiah(1) in breaks) or price is more


@given(TABLES, programs(), contribution_months(min_value=FROM), INCOMES)
def test_the_breaks_are_complete_in_every_reading(
    rules: jr.Rulebook, program: Program, month: jr.ContributionMonth, income: Rupiah
) -> None:
    """The table itself, asked for an income, says what it says at the break below."""
    assert isinstance(rules.rates, jr.DatedRateTable)
    rate = value_in_force(dict(rules.rates.rates)[program], month)
    assert rate is not None
    below = max(at for at in rules.rates.income_breaks(program, month) if at <= income)

    assert rate.value.ordinary(income) == rate.value.ordinary(below)
    for world, amount in plainly_owed(rate.value, income):
        assert rate.value.ordinary(income).at(world).amount == amount


@given(
    TABLES,
    programs(),
    contribution_months(min_value=FROM),
    funding_sources(),
    sectors(),
    INCOMES,
)
def test_a_price_names_its_questions_or_has_one_amount(
    rules: jr.Rulebook,
    program: Program,
    month: jr.ContributionMonth,
    funding: jr.FundingSource,
    sector: jr.Sector,
    income: Rupiah,
) -> None:
    """Choosing every reading one by one leads to the amounts of by_reading."""
    facts: jr.PricingFacts = {
        "funding": funding,
        "sector": sector,
        "declared_income": income,
        "member_since": month,
    }
    price = rules.price(program, month, **facts)

    for readings, amount in price.by_reading().items():
        chosen = rules
        for question, reading in readings:
            chosen = chosen.with_reading(question, reading)
        settled = chosen.price(program, month, **facts)
        assert settled.amount == amount
        assert settled.doubts == ()
        assert str(settled.normal) in str(settled.explain("en"))


@given(
    TABLES,
    st.integers(0, 100_000),
    contribution_periods(min_value=FROM, max_months=18),
    funding_sources(),
    sectors(),
    st.lists(programs(), unique=True, min_size=1),
)
def test_a_quote_is_the_sum_of_its_lines_and_of_its_months(
    rules: jr.Rulebook,
    heads: int,
    period: jr.ContributionPeriod,
    funding: jr.FundingSource,
    sector: jr.Sector,
    chosen: list[Program],
) -> None:
    """Under every reading, by line, by programme, by month, and month by month."""
    facts: jr.Facts = {"funding": funding, "sector": sector, "member_since": period.first}
    quote = jr.cost_of_cover(heads, period, rules=rules, programs=chosen, **facts)

    for readings, total in quote.by_reading().items():
        world = dict(readings)
        lines = [line.figure.given(world).settled for line in quote.lines]
        assert sum(lines, Rupiah(0)) == total
        for amounts in (quote.by_program, quote.by_month):
            parts = [amounts.figure(key).given(world).settled for key in amounts]
            assert sum(parts, Rupiah(0)) == total
        months = [
            jr.cost_of_cover(heads, month, rules=rules, programs=chosen, **facts).figure
            for month in period
        ]
        assert sum((month.given(world).settled for month in months), Rupiah(0)) == total


@given(
    st.lists(workers(), max_size=12, unique_by=lambda worker: worker.id),
    contribution_periods(max_months=12),
    funding_sources(),
)
def test_a_quote_for_workers_is_the_sum_of_their_dues(
    people: list[jr.Worker], period: jr.ContributionPeriod, funding: jr.FundingSource
) -> None:
    """In any order, each worker counted once and from the month of joining."""
    quote = jr.cost_of_cover(people, period, rules=SHIPPED, funding=funding)
    payer = (
        None
        if funding is jr.FundingSource.SELF
        else jr.Sponsor("melati", name="Melati", funding=funding)
    )
    dues = [
        due
        for worker in people
        for due in jr.dues_of(worker, period, payer=payer or worker, rules=SHIPPED)
    ]

    for readings, total in quote.by_reading().items():
        amounts = [due.price.figure.given(dict(readings)).settled for due in dues]
        assert sum(amounts, Rupiah(0)) == total
    assert quote.workers == len(people)
    assert len(dues) == sum(line.workers for line in quote.lines)
    turned = jr.cost_of_cover(people[::-1], period, rules=SHIPPED, funding=funding)
    assert turned.by_reading() == quote.by_reading()


@given(TABLES, programs(), contribution_months(min_value=FROM), INCOMES)
def test_a_fact_that_is_asked_for_changes_the_figure(
    rules: jr.Rulebook, program: Program, month: jr.ContributionMonth, income: Rupiah
) -> None:
    """And one that is not asked for does not."""
    prices = {
        (funding, sector): rules.price(
            program,
            month,
            declared_income=income,
            funding=funding,
            sector=sector,
            member_since=month,
        ).figure
        for funding in jr.FundingSource
        for sector in jr.Sector
    }
    if len(set(prices.values())) > 1:
        with pytest.raises(jr.MissingFactError) as caught:
            rules.price(program, month, declared_income=income, member_since=month)
        assert set(caught.value.facts) <= {"funding", "sector"}
    else:
        price = rules.price(program, month, declared_income=income, member_since=month)
        assert set(prices.values()) == {price.figure}
