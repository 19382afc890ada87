"""How many heads, or how many months, a budget pays for: to the rupiah, under every reading."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from what_ifs import DRAFT, RULES

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    ContributionPeriod,
    FundingSource,
    ProjectedLawWarning,
    Rupiah,
    Sector,
    Worker,
    affordable_cover,
    affordable_months,
    cost_of_cover,
)


if TYPE_CHECKING:
    from collections.abc import Callable

    from jamsostek_rentan import AffordableCover


BUDGET = Rupiah(25_000_000)
AUTUMN = ContributionPeriod.parse("2026-09/2026-11")


def _cover(period: str, funding: FundingSource, **facts: object) -> AffordableCover:
    return affordable_cover(
        BUDGET,
        ContributionPeriod.parse(period),
        rules=RULES,
        sector=Sector.OTHER,
        funding=funding,
        **facts,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("period", "funding", "workers", "left", "doubts"),
    [
        ("2025-04/2025-06", FundingSource.APBD, 496, 1_600, []),
        ("2026-09/2026-11", FundingSource.SELF, 992, 1_600, []),
        ("2026-09/2026-11", FundingSource.CSR, 992, 1_600, [496]),
        ("2026-09/2026-11", FundingSource.APBD, 496, 1_600, []),
        ("2026-02/2026-04", FundingSource.SELF, 595, 10_000, []),
    ],
)
def test_how_many_heads_a_budget_covers(
    period: str, funding: FundingSource, workers: int, left: int, doubts: list[int]
) -> None:
    """In ordinary months, in months of a relief, and across its border."""
    found = _cover(period, funding)

    assert (found.workers, found.left_over) == (workers, Rupiah(left))
    assert found.cost == BUDGET - Rupiah(left)
    assert [doubt.value for doubt in found.doubts] == doubts
    assert found.covered == ()


def test_without_a_presumed_reading_both_head_counts_are_named() -> None:
    """APBDes in 2026 is open."""
    found = _cover("2026-09/2026-11", FundingSource.APBDES)

    with pytest.raises(jr.UnsettledLawError, match=r"992 if .* 496 if"):
        found.workers.bit_length()
    assert sorted(found.by_reading().values()) == [496, 992]
    written = str(found.explain("en"))
    assert "is open" in written
    assert "496" in written
    assert "992" in written


def test_nothing_affordable_is_nobody_and_the_whole_budget() -> None:
    """Neither heads nor months."""
    found = affordable_cover(Rupiah(50_399), AUTUMN, rules=RULES, funding=FundingSource.APBD)
    assert (found.workers, found.cost, found.left_over) == (0, Rupiah(0), Rupiah(50_399))
    none = affordable_cover(Rupiah(0), AUTUMN, rules=RULES, funding=FundingSource.APBD)
    assert (none.workers, none.left_over) == (0, Rupiah(0))
    months = affordable_months(
        Rupiah(16_799),
        workers=1,
        starting=AUTUMN.first,
        rules=RULES,
        funding=FundingSource.APBD,
    )
    assert (months.months, months.period, months.left_over) == (0, None, Rupiah(16_799))


def test_a_budget_explains_itself() -> None:
    """What a head costs and why, then the heads, in either language."""
    found = _cover("2026-09/2026-11", FundingSource.CSR)
    english, indonesian = (str(found.explain(lang)) for lang in ("en", "id"))
    assert "Rp25.000.000 covers 992 heads" in english
    assert "PP 50/2025" in english
    assert "Rp25.000.000 mencukupi untuk 992 orang" in indonesian
    assert "496" in indonesian
    months = affordable_months(
        BUDGET, workers=496, starting=AUTUMN.first, rules=RULES, funding=FundingSource.APBD
    )
    assert "selama 3 bulan" in str(months.explain("id"))


def _people(*incomes: int | None) -> list[Worker]:
    return [
        Worker(
            f"w-{at}",
            sector=Sector.OTHER,
            declared_income=jr.LOWEST_BAND if income is None else Rupiah(income),
        )
        for at, income in enumerate(incomes)
    ]


def test_workers_are_taken_in_order_up_to_the_first_unaffordable_one() -> None:
    """A cheap one after it is not looked at; in another order it is covered."""
    people = _people(None, 20_500_000, None)
    found = affordable_cover(
        Rupiah(100_000), AUTUMN, rules=RULES, workers=people, funding=FundingSource.APBD
    )
    assert [worker.id for worker in found.covered] == ["w-0"]
    assert (found.cost, found.left_over) == (Rupiah(50_400), Rupiah(49_600))
    other = affordable_cover(
        Rupiah(110_000),
        AUTUMN,
        rules=RULES,
        workers=[people[0], people[2], people[1]],
        funding=FundingSource.APBD,
    )
    assert [worker.id for worker in other.covered] == ["w-0", "w-2"]
    assert other.head is None
    assert "110.000" in str(other.explain("id"))


def test_sectors_and_readings_meet_in_one_list() -> None:
    """A driver costs half from January 2026; the village's question makes two counts."""
    people = [
        Worker("driver", sector=Sector.TRANSPORT),
        Worker("farmer", sector=Sector.OTHER),
        Worker("other", sector=Sector.OTHER),
    ]
    winter = ContributionPeriod.parse("2026-01/2026-02")
    found = affordable_cover(
        Rupiah(84_000), winter, rules=RULES, workers=people, funding=FundingSource.APBDES
    )
    assert sorted(found.by_reading().values()) == [2, 3]


def test_months_go_on_across_the_end_of_a_relief() -> None:
    """From November 2026 on: two months at half the price, then the ordinary one."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = affordable_months(
            Rupiah(2 * 8_400 + 3 * 16_800 + 100),
            workers=1,
            starting=ContributionMonth(2026, 11),
            rules=RULES,
            sector=Sector.OTHER,
            funding=FundingSource.SELF,
        )
    assert (found.months, str(found.period), found.left_over) == (
        5,
        "2026-11/2027-03",
        Rupiah(100),
    )
    assert [one.category for one in caught] == [ProjectedLawWarning]
    assert "2026-12 to 2027-03" in str(caught[0].message)


def test_months_that_are_not_reached_are_not_announced() -> None:
    """Three months up to the last one checked: the fourth is looked at, and not sold."""
    found = affordable_months(
        Rupiah(50_400),
        workers=1,
        starting=ContributionMonth(2026, 8),
        rules=RULES.refusing(projected=True),
        funding=FundingSource.APBD,
    )
    assert found.months == 3


def test_facts_of_months_far_away_are_not_asked() -> None:
    """A month of 2025 costs the same in every sector; those of 2026 do not, and are not reached."""
    found = affordable_months(
        Rupiah(16_800),
        workers=1,
        starting=ContributionMonth(2025, 6),
        rules=RULES,
        funding=FundingSource.SELF,
    )
    assert found.months == 1


def test_a_long_budget_is_followed_year_after_year() -> None:
    """Forty months for two workers of different price."""
    people = _people(None, 1_200_000)
    each = 16_800 + 18_800
    found = affordable_months(
        Rupiah(40 * each + each - 1),
        workers=people,
        starting=ContributionMonth(2021, 12),
        rules=RULES,
        funding=FundingSource.APBD,
    )
    assert (found.months, found.left_over) == (40, Rupiah(each - 1))
    assert found.workers == 2


@pytest.mark.parametrize(
    ("wrong", "error", "names"),
    [
        (lambda: affordable_cover(Rupiah(-1), AUTUMN, rules=RULES), jr.InvalidFactError, "-Rp1|-1"),
        (lambda: affordable_cover(1_000, AUTUMN, rules=RULES), jr.InvalidFactError, "Rupiah"),
        (
            lambda: affordable_cover(
                BUDGET, ContributionPeriod.parse("2014-01/2014-02"), rules=RULES
            ),
            jr.NoRateInForceError,
            "2014",
        ),
        (
            lambda: affordable_cover(
                BUDGET, ContributionMonth(2026, 2), rules=RULES, funding=FundingSource.SELF
            ),
            jr.MissingFactError,
            "sector",
        ),
        (
            lambda: affordable_cover(
                BUDGET,
                AUTUMN,
                rules=RULES,
                workers=_people(None) * 2,
                funding=FundingSource.APBD,
            ),
            jr.InvalidFactError,
            "given twice",
        ),
        (
            lambda: affordable_cover(
                BUDGET,
                AUTUMN,
                rules=RULES,
                workers=[Worker("w", member_since=ContributionMonth(2027, 1))],
                funding=FundingSource.APBD,
            ),
            jr.InvalidFactError,
            "begins with 2027-01",
        ),
        (
            lambda: affordable_months(
                BUDGET, workers=0, starting=AUTUMN.first, rules=RULES, funding=FundingSource.APBD
            ),
            jr.InvalidFactError,
            "no workers",
        ),
        (
            lambda: affordable_cover(BUDGET, AUTUMN, rules=RULES, workers=5),
            jr.InvalidFactError,
            "each of Worker",
        ),
        (
            lambda: affordable_months(BUDGET, workers=2.5, starting=AUTUMN.first, rules=RULES),
            jr.InvalidFactError,
            "each of Worker",
        ),
        (
            lambda: affordable_months(
                Rupiah(0),
                workers=[Worker("w", member_since=AUTUMN.last)],
                starting=AUTUMN.first,
                rules=RULES,
                funding=FundingSource.APBD,
            ),
            jr.InvalidPeriodError,
            "Not all of them are members",
        ),
        (
            lambda: affordable_months(BUDGET, workers=3, starting="2026-01", rules=RULES),
            jr.InvalidFactError,
            "starting",
        ),
        (
            lambda: affordable_months(
                Rupiah(10**12),
                workers=1,
                starting=AUTUMN.first,
                rules=RULES,
                funding=FundingSource.APBD,
            ),
            jr.InvalidPeriodError,
            "600 months",
        ),
    ],
)
def test_what_cannot_be_answered_is_refused(
    wrong: Callable[[], object], error: type[Exception], names: str
) -> None:
    """Named, with what to do."""
    with pytest.raises(error, match=names):
        wrong()


@pytest.mark.filterwarnings("ignore::jamsostek_rentan.ProjectedLawWarning")
def test_a_price_of_nothing_covers_nobody_in_particular() -> None:
    """A what-if that makes both programmes free."""
    free = RULES
    for program in (jr.Program.JKK, jr.Program.JKM):
        free = free.with_rate(
            program, first=ContributionMonth(2026, 1), amount=Rupiah(0), basis=DRAFT
        )
    with pytest.raises(jr.InvalidFactError, match="costs nothing"):
        affordable_cover(BUDGET, AUTUMN, rules=free, funding=FundingSource.APBD)
    with pytest.raises(jr.InvalidPeriodError, match="600 months"):
        affordable_months(
            BUDGET, workers=1, starting=AUTUMN.first, rules=free, funding=FundingSource.APBD
        )


MONTHS = st.builds(ContributionMonth, st.integers(2022, 2026), st.integers(1, 11))
BUDGETS = st.integers(0, 10**9)
FUNDS = st.sampled_from([one for one in FundingSource if one is not FundingSource.APBDES])


@given(BUDGETS, MONTHS, st.integers(1, 3), FUNDS, st.sampled_from(Sector))
def test_heads_are_the_most_that_the_budget_pays(
    rupiah: int, first: ContributionMonth, length: int, funding: FundingSource, sector: Sector
) -> None:
    """What they cost is within the budget, and one more is not."""
    last = min(first + (length - 1), ContributionMonth(2026, 11))
    period = ContributionPeriod(first, last)
    found = affordable_cover(Rupiah(rupiah), period, rules=RULES, funding=funding, sector=sector)

    def cost(heads: int) -> Rupiah:
        return cost_of_cover(heads, period, rules=RULES, funding=funding, sector=sector).total

    assert cost(found.workers) == found.cost <= Rupiah(rupiah) < cost(found.workers + 1)
    more = affordable_cover(
        Rupiah(rupiah + 16_800), period, rules=RULES, funding=funding, sector=sector
    )
    assert more.workers >= found.workers
    shorter = affordable_cover(Rupiah(rupiah), first, rules=RULES, funding=funding, sector=sector)
    assert shorter.workers >= found.workers


@given(BUDGETS, MONTHS, st.integers(1, 500), FUNDS)
@pytest.mark.filterwarnings("ignore::jamsostek_rentan.ProjectedLawWarning")
def test_months_are_the_most_that_the_budget_pays(
    rupiah: int, first: ContributionMonth, heads: int, funding: FundingSource
) -> None:
    """What they cost is within the budget, and one more is not."""
    rupiah = rupiah % (500_000 * heads)  # a budget of some years
    found = affordable_months(
        Rupiah(rupiah),
        workers=heads,
        starting=first,
        rules=RULES,
        funding=funding,
        sector=Sector.OTHER,
    )
    longer = cost_of_cover(
        heads,
        first.for_months(found.months + 1),
        rules=RULES,
        funding=funding,
        sector=Sector.OTHER,
    )
    amounts = list(longer.by_month.values())
    assert sum(amounts[:-1], Rupiah(0)) == found.cost <= Rupiah(rupiah) < longer.total


@given(st.lists(st.sampled_from([None, 1_200_000, 5_000_000]), max_size=8), BUDGETS)
def test_a_list_of_equals_is_a_count_and_any_list_a_prefix(
    incomes: list[int | None], rupiah: int
) -> None:
    """Who is covered stands at the front, and the next one did not fit."""
    people = _people(*incomes)
    budget = Rupiah(rupiah % 600_000)
    found = affordable_cover(
        budget, AUTUMN, rules=RULES, workers=people, funding=FundingSource.APBD
    )
    assert found.covered == tuple(people[: found.workers])
    costs = [
        cost_of_cover([one], AUTUMN, rules=RULES, funding=FundingSource.APBD).total
        for one in people
    ]
    assert found.cost == sum(costs[: found.workers], Rupiah(0)) <= budget
    if found.workers < len(people):
        assert found.cost + costs[found.workers] > budget


def test_months_that_are_not_needed_are_not_asked_about() -> None:
    """Four months from August 2025 end in November; the sector matters from January 2026 on."""
    for months in range(1, 5):
        found = jr.affordable_months(
            Rupiah(16_800 * months),
            workers=1,
            starting=ContributionMonth(2025, 8),
            rules=RULES,
            funding=jr.FundingSource.SELF,
        )
        assert (found.months, found.left_over) == (months, Rupiah(0))
    with pytest.raises(jr.MissingFactError, match="to January 2026 was asked without sector"):
        jr.affordable_months(
            Rupiah(16_800 * 5),
            workers=1,
            starting=ContributionMonth(2025, 8),
            rules=RULES,
            funding=jr.FundingSource.SELF,
        )


def test_months_are_worked_out_with_their_grounds() -> None:
    """And what is projected is marked in the working too."""
    with pytest.warns(jr.ProjectedLawWarning):
        found = jr.affordable_months(
            Rupiah(1_000_000),
            workers=10,
            starting=ContributionMonth(2027, 1),
            rules=RULES,
            sector=jr.Sector.OTHER,
            funding=jr.FundingSource.CSR,
        )
    told = str(found.explain("id"))

    assert found.months == 5
    assert "PP 44/2015" in told
    assert "diperiksa" in told
    nothing = jr.affordable_months(
        Rupiah(1), workers=1, starting=ContributionMonth(2025, 1), rules=RULES
    )
    assert (nothing.months, nothing.quote) == (0, None)
    assert str(nothing.explain("id"))
