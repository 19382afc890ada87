"""Several cohorts from several funds: whom each budget year pays for, and what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.amounts import Amounts, Summed
from jamsostek_rentan.cover.records import listed
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.questions import Figure, explored
from jamsostek_rentan.planning.blocks import (
    Block,
    BudgetLine,
    Purses,
    StopRule,
    heads_at,
    lines_of,
    worker_months_of,
)
from jamsostek_rentan.planning.funds import Cohort, Fund, groups_of


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jamsostek_rentan.law.programs import Program
    from jamsostek_rentan.law.questions import Ask, Readings
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["BudgetPlan", "CohortCover", "plan_budget"]


@attrs.frozen(kw_only=True)
class CohortCover:
    """How many heads of a cohort its fund pays for.

    Args:
        cohort: The cohort.
        figure: How many heads, under each reading.

    >>> from jamsostek_rentan import Cohort, ContributionMonth, Fund, FundingSource, Rupiah, law
    >>> from jamsostek_rentan import plan_budget
    >>> main = Fund(
    ...     "main", name="APBD murni", funding=FundingSource.APBD,
    ...     budgets={2025: Rupiah(1_000_000)},
    ... )
    >>> june = ContributionMonth(2025, 6).for_months(1)
    >>> plan = plan_budget([Cohort("june", main, period=june, workers=100)], rules=law.bpu())
    >>> plan.covers[0].workers, plan.covers[0].not_covered.settled
    (59, 41)
    """

    cohort: Cohort
    figure: Figure[int] = attrs.field(metadata={"column": "heads"})

    @property
    def workers(self) -> int:
        """How many heads are paid for.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        return self.figure.settled

    @property
    def not_covered(self) -> Figure[int]:
        """How many heads are not paid for, under each reading."""
        return self.figure.map(lambda heads: self.cohort.heads - heads)

    def by_reading(self) -> dict[Readings, int]:
        """How many heads are paid for under each combination of readings; never fails."""
        return self.figure.by_reading()


@attrs.frozen(kw_only=True)
class BudgetPlan(Summed[BudgetLine]):
    """Whom some funds pay for, and what is left of them, by :func:`plan_budget`.

    Args:
        covers: How many heads of each cohort are paid for, in the order of the cohorts.
        lines: What they cost, by cohort, programme and month.

    >>> from jamsostek_rentan import Cohort, ContributionMonth, Fund, FundingSource, Rupiah, law
    >>> from jamsostek_rentan import plan_budget
    >>> funds = [
    ...     Fund(name, name=name, funding=FundingSource.APBD, budgets={2025: Rupiah(budget)})
    ...     for name, budget in (("murni", 10_080_000), ("perubahan", 4_200_000))
    ... ]
    >>> january = ContributionMonth(2025, 1)
    >>> plan = plan_budget(
    ...     [
    ...         Cohort("I", funds[0], period=january.for_months(12), workers=50),
    ...         Cohort("II", funds[1], period=(january + 7).for_months(5), workers=80),
    ...     ],
    ...     rules=law.bpu(),
    ... )
    >>> [cover.workers for cover in plan.covers], plan.total
    ([50, 50], Rupiah(14_280_000))
    >>> print(*plan.left.values())
    Rp0 Rp0
    """

    covers: tuple[CohortCover, ...]
    lines: tuple[BudgetLine, ...]

    @property
    def by_cohort(self) -> Amounts[Cohort]:
        """What each cohort costs."""
        return self.amounts(lambda line: line.cohort, (cover.cohort for cover in self.covers))

    @property
    def by_fund(self) -> Amounts[Fund]:
        """What each fund pays."""
        return self.amounts(lambda line: line.cohort.fund, self._funds)

    @property
    def by_fund_and_year(self) -> Amounts[tuple[Fund, int]]:
        """What each fund pays in each budget year (*realisasi*)."""
        keys = ((fund, year) for fund in self._funds for year, _ in fund.budgets)
        return self.amounts(lambda line: (line.cohort.fund, line.month.year), keys)

    @property
    def left(self) -> Amounts[tuple[Fund, int]]:
        """What is left of each fund that has a budget, in each budget year (*sisa pagu*)."""
        return Amounts(
            tuple(
                ((fund, year), spent.map(fund.budget(year).__sub__))
                for (fund, year), spent in self.by_fund_and_year.figures()
                if fund.budgets
            )
        )

    @property
    def by_program(self) -> Amounts[Program]:
        """What each programme costs."""
        return self.amounts(lambda line: line.program)

    @property
    def by_month(self) -> Amounts[ContributionMonth]:
        """What each contribution month costs."""
        months = sorted({line.month for line in self.lines})
        return self.amounts(lambda line: line.month, months)

    @property
    def worker_months(self) -> Figure[int]:
        """Heads times months, under each reading (*orang-bulan*)."""
        return worker_months_of(self.lines)

    @property
    def _funds(self) -> tuple[Fund, ...]:
        return tuple(dict.fromkeys(cover.cohort.fund for cover in self.covers))


def plan_budget(cohorts: Iterable[Cohort], *, rules: Rulebook) -> BudgetPlan:
    """Whom some funds pay for: cohort after cohort, head after head, each budget year apart.

    A head is paid for when its fund can pay all of its months, those of each year from the budget
    of that year; a fund without a budget pays for everybody.  At the *first unaffordable* head its
    fund stops: nobody after it, in this cohort or in a later one of the same fund, is paid for.
    Quotas, and whom a cohort is for, are kept by :func:`plan`, which looks at the candidates.

    Args:
        cohorts: The cohorts, in the order in which they are served.
        rules: The rulebook.

    Raises:
        InvalidFactError: For two cohorts or two funds of one id, a worker in two cohorts of the
            same month, or a year for which a fund has no budget.
        MissingFactError: When a fact that was not given changes what a month costs.
        NoRateInForceError: When no rate speaks of a month.
        ProjectedLawError: For a month after the last checked one, where that is refused.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from jamsostek_rentan import Cohort, ContributionMonth, Fund, FundingSource, Rupiah, law
    >>> from jamsostek_rentan import plan_budget
    >>> fund = Fund(
    ...     "apbd", name="APBD", funding=FundingSource.APBD,
    ...     budgets={2024: Rupiah(1_000_000), 2025: Rupiah(500_000)},
    ... )
    >>> across = ContributionMonth(2024, 11).for_months(4)
    >>> plan = plan_budget([Cohort("I", fund, period=across, workers=40)], rules=law.bpu())
    >>> plan.covers[0].workers, [str(left) for left in plan.left.values()]
    (14, ['Rp529.600', 'Rp29.600'])
    """
    given = listed(cohorts, Cohort, "cohorts")
    _check(given)
    blocks = [Block.of(cohort, group, rules) for cohort in given for group in groups_of(cohort)]
    rules.announce_projected(price for block in blocks for price in block.prices)
    allotted = explored(lambda ask: _allot(blocks, ask))
    covers: list[CohortCover] = []
    lines: list[BudgetLine] = []
    for cohort in given:
        mine = [at for at, block in enumerate(blocks) if block.cohort is cohort]
        covers.append(CohortCover(cohort=cohort, figure=heads_at(allotted, mine)))
        lines += lines_of(cohort, blocks, allotted)
    return BudgetPlan(covers=tuple(covers), lines=tuple(lines))


def _allot(blocks: Sequence[Block], ask: Ask) -> tuple[int, ...]:
    """How many heads of each block are paid for in one world."""
    purses = Purses(StopRule.FIRST_UNAFFORDABLE)
    return tuple(purses.pay(block.cohort, block.years(ask), block.heads) for block in blocks)


def _check(cohorts: Sequence[Cohort]) -> None:
    known: dict[str, Cohort] = {}
    funds: dict[str, Fund] = {}
    for cohort in cohorts:
        if cohort.id in known:
            raise InvalidFactError(
                f"Two cohorts {cohort.id} were given.",
                "Each has an id of its own, by which it is told from the others.",
                "Rename one of them.",
            )
        known[cohort.id] = cohort
        if funds.setdefault(cohort.fund.id, cohort.fund) != cohort.fund:
            raise InvalidFactError(
                f"Two funds {cohort.fund.id} were given, in the cohort {cohort.id} among others.",
                "They differ in name, source of funds or budget.",
                "Use one Fund for both, or give them different ids.",
            )
        for month in cohort.period if cohort.fund.budgets else ():
            cohort.fund.budget(month.year)
    _check_workers(cohorts)


def _check_workers(cohorts: Sequence[Cohort]) -> None:
    covered: dict[str, list[Cohort]] = {}
    for cohort in cohorts:
        for worker in () if isinstance(cohort.workers, int) else cohort.workers:
            others = covered.setdefault(worker.id, [])
            double = next((one for one in others if one.period & cohort.period), None)
            if double is not None:
                raise InvalidFactError(
                    f"The worker {worker.label} stands in the cohorts {double.id} and {cohort.id}.",
                    "Both would pay the same months.",
                    "Take the worker out of one of them.",
                )
            others.append(cohort)
