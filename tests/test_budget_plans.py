"""Cohorts and funds: whom each budget year pays for, in order, to the rupiah."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from what_ifs import RULES

import jamsostek_rentan as jr
from jamsostek_rentan import (
    Cohort,
    ContributionMonth,
    ContributionPeriod,
    Fund,
    FundingSource,
    Rupiah,
    Sector,
    Worker,
    cost_of_cover,
    plan_budget,
)


if TYPE_CHECKING:
    from collections.abc import Callable


JANUARY = ContributionMonth(2025, 1)
YEAR = JANUARY.for_months(12)
MONTH = 16_800


def _fund(name: str = "apbd", funding: FundingSource = FundingSource.APBD, **years: int) -> Fund:
    budgets = {int(year.removeprefix("y")): Rupiah(amount) for year, amount in years.items()}
    return Fund(name, name=name.upper(), funding=funding, budgets=budgets)


def _cohort(name: str, fund: Fund, period: str, workers: object, **facts: object) -> Cohort:
    return Cohort(
        name,
        fund,
        period=ContributionPeriod.parse(period),
        workers=workers,  # type: ignore[arg-type]
        **facts,  # type: ignore[arg-type]
    )


def test_a_main_budget_and_a_revised_one() -> None:
    """January to December from the one, August to December from the other."""
    main, revised = _fund("murni", y2025=201_600 * 100 + 5), _fund("perubahan", y2025=84_000 * 40)
    plan = plan_budget(
        [
            _cohort("I", main, "2025-01/2025-12", 100),
            _cohort("II", revised, "2025-08/2025-12", 50),
        ],
        rules=RULES,
    )
    assert [cover.workers for cover in plan.covers] == [100, 40]
    assert [cover.not_covered.settled for cover in plan.covers] == [0, 10]
    assert plan.worker_months.settled == 100 * 12 + 40 * 5
    assert dict(plan.by_fund.items()) == {
        main: Rupiah(20_160_000),
        revised: Rupiah(3_360_000),
    }
    assert plan.left[main, 2025] == Rupiah(5)
    assert plan.left[revised, 2025] == Rupiah(0)
    assert plan.total == Rupiah(23_520_000)
    assert plan.by_program[jr.Program.JKK] == Rupiah(14_000_000)
    assert plan.by_month[JANUARY] == Rupiah(100 * MONTH)
    assert plan.by_month[JANUARY + 7] == Rupiah(140 * MONTH)
    assert sum(plan.by_cohort.values(), Rupiah(0)) == plan.total


def test_a_fund_stops_at_the_first_unaffordable_head() -> None:
    """The dear worker stands in the way of the cheap ones after, in this cohort and the next."""
    dear = Worker("dear", sector=Sector.OTHER, declared_income=Rupiah(20_500_000))
    cheap = [Worker(f"w-{at}", sector=Sector.OTHER) for at in range(4)]
    fund, other = _fund(y2025=100_000), _fund("other", y2025=100_000)
    plan = plan_budget(
        [
            _cohort("I", fund, "2025-01/2025-01", [cheap[0], dear, cheap[1]]),
            _cohort("II", fund, "2025-01/2025-01", [cheap[2]]),
            _cohort("III", other, "2025-01/2025-01", [cheap[3]]),
        ],
        rules=RULES,
    )
    assert [cover.workers for cover in plan.covers] == [1, 0, 1]
    assert plan.left[fund, 2025] == Rupiah(100_000 - MONTH)


def test_each_budget_year_is_apart() -> None:
    """November to February: the poorer year decides, and money of the other stays where it is."""
    fund = _fund(y2024=10 * 2 * MONTH, y2025=7 * 2 * MONTH + 1)
    plan = plan_budget([_cohort("I", fund, "2024-11/2025-02", 10)], rules=RULES)
    assert plan.covers[0].workers == 7
    assert plan.by_fund_and_year[fund, 2024] == Rupiah(7 * 2 * MONTH)
    assert (plan.left[fund, 2024], plan.left[fund, 2025]) == (Rupiah(3 * 2 * MONTH), Rupiah(1))


def test_an_open_question_makes_two_plans() -> None:
    """A village budget in 2026: as many again, if it is eased."""
    fund = _fund("desa", FundingSource.APBDES, y2026=10 * MONTH)
    plan = plan_budget(
        [_cohort("I", fund, "2026-10/2026-10", 100, sector=Sector.OTHER)], rules=RULES
    )
    assert sorted(plan.covers[0].figure.values) == [10, 20]
    with pytest.raises(jr.UnsettledLawError):
        plan.covers[0].workers.bit_length()
    assert plan.total == Rupiah(10 * MONTH)
    assert plan.left[fund, 2026] == Rupiah(0)


def test_a_worker_may_stand_in_cohorts_one_after_the_other() -> None:
    """Spring by the one, autumn by the other; not the same month twice."""
    siti = Worker("w-1", sector=Sector.OTHER)
    fund = _fund(y2025=10**6)
    spring = _cohort("I", fund, "2025-01/2025-03", [siti])
    plan = plan_budget([spring, _cohort("II", fund, "2025-09/2025-10", [siti])], rules=RULES)
    assert plan.total == Rupiah(5 * MONTH)
    with pytest.raises(jr.InvalidFactError, match="w-1 stands in the cohorts I and II"):
        plan_budget([spring, _cohort("II", fund, "2025-03/2025-04", [siti])], rules=RULES)


_COHORT = _cohort("I", _fund(y2025=10**6), "2025-01/2025-01", 10)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: _fund(y2025=-1), "Rupiah, zero or more"),
        (
            lambda: Fund("f", name="F", funding="APBD", budgets={2025: Rupiah(1)}),
            "is a FundingSource",
        ),
        (lambda: _fund("", y2025=1), "not empty"),
        (lambda: _cohort("I", _fund(y2025=1), "2025-01/2025-01", 0), "0 heads"),
        (lambda: _cohort("I", _fund(y2025=1), "2025-01/2025-01", []), "0 heads"),
        (_fund, "of one year at least"),
        (lambda: Fund("f", name="F", funding=FundingSource.APBD, budgets=5), "for budgets"),  # type: ignore[arg-type]
        (
            lambda: Fund("f", name="F", funding=FundingSource.APBD, budgets=[(1,)]),
            "each budget year",
        ),  # type: ignore[arg-type]
        (
            lambda: Fund(
                "f",
                name="F",
                funding=FundingSource.APBD,
                budgets=((2025, Rupiah(1)), (2025, Rupiah(2))),
            ),
            "Two budgets of 2025",
        ),
        (lambda: _fund("f", FundingSource.SELF, y2025=1), "other than SELF"),
        (lambda: plan_budget("x", rules=RULES), "each of Cohort"),  # type: ignore[arg-type]
        (lambda: plan_budget([_COHORT, _COHORT], rules=RULES), "Two cohorts I"),
        (
            lambda: _cohort(
                "I", _fund(y2025=1), "2025-01/2025-01", [Worker("w")], sector=Sector.OTHER
            ),
            "bring their own along",
        ),
        (lambda: _cohort("I", _fund(y2025=1), "2025-01/2025-01", None), "A NoneType"),
        (lambda: _cohort("I", _fund(y2025=1), "2025-01/2025-01", "100"), "A str"),
        (lambda: _cohort("I", _fund(y2025=1), "2025-01/2025-01", 1.5), "A float"),
        (
            lambda: _cohort("I", _fund(y2025=1), "2025-01/2025-01", [Worker("w"), Worker("w")]),
            "given twice in the cohort I",
        ),
        (
            lambda: plan_budget([_cohort("I", _fund(y2025=1), "2025-12/2026-01", 1)], rules=RULES),
            "months of 2026",
        ),
        (
            lambda: plan_budget(
                [_cohort("I", _fund(y2025=1), "2025-01/2025-01", 1) for _ in range(2)], rules=RULES
            ),
            "Two cohorts I",
        ),
        (
            lambda: plan_budget(
                [
                    _cohort("I", _fund(y2025=1), "2025-01/2025-01", 1),
                    _cohort("II", _fund(y2025=2), "2025-01/2025-01", 1),
                ],
                rules=RULES,
            ),
            "Two funds apbd",
        ),
    ],
)
def test_what_cannot_be_planned_is_refused(wrong: Callable[[], object], says: str) -> None:
    """Named, with what to do."""
    with pytest.raises(jr.InvalidFactError, match=says):
        wrong()


def test_a_cohort_covers_nobody_before_membership() -> None:
    """As a sponsorship does not."""
    late = Worker("w-1", member_since=ContributionMonth(2025, 2))
    with pytest.raises(jr.InvalidPeriodError, match="member since 2025-02"):
        _cohort("I", _fund(y2025=1), "2025-01/2025-03", [late])
    assert _cohort("I", _fund(y2025=1), "2025-02/2025-03", [late]).heads == 1


def test_nothing_to_plan_costs_nothing() -> None:
    """No cohort, no line."""
    plan = plan_budget([], rules=RULES)
    assert (plan.total, plan.covers, len(plan.left)) == (Rupiah(0), (), 0)
    assert plan.worker_months.settled == 0


COHORTS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 14), st.integers(1, 9), st.integers(1, 60)),
    min_size=1,
    max_size=4,
)


@given(COHORTS, st.lists(st.integers(0, 8_000_000), min_size=4, max_size=4))
def test_nothing_is_overspent_and_everything_adds_up(
    asked: list[tuple[int, int, int, int]], budgets: list[int]
) -> None:
    """By fund and year; and a fund that has not stopped covers everybody."""
    funds = [
        _fund("one", y2024=budgets[0], y2025=budgets[1]),
        _fund("two", FundingSource.DBHCHT, y2024=budgets[2], y2025=budgets[3]),
    ]
    cohorts = [
        Cohort(
            str(at),
            funds[fund],
            period=(ContributionMonth(2024, 1) + first).for_months(length),
            workers=heads,
        )
        for at, (fund, first, length, heads) in enumerate(asked)
    ]
    plan = plan_budget(cohorts, rules=RULES)

    assert all(left >= Rupiah(0) for left in plan.left.values())
    for amounts in (plan.by_fund, plan.by_cohort, plan.by_program, plan.by_month):
        assert sum(amounts.values(), Rupiah(0)) == plan.total
    for fund in plan.by_fund:
        for year, budget in fund.budgets:
            assert plan.by_fund_and_year[fund, year] + plan.left[fund, year] == budget
    stopped: set[Fund] = set()
    for cover in plan.covers:
        cohort = cover.cohort
        assert (
            plan.by_cohort[cohort]
            == cost_of_cover(
                cover.workers, cohort.period, rules=RULES, funding=cohort.fund.funding
            ).total
        )
        if cohort.fund in stopped:
            assert cover.workers == 0
        if cover.workers < cohort.heads:
            stopped.add(cohort.fund)
