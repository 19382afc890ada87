"""Blocks of heads that cost the same, what they cost by month, and how far a fund goes."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.groups import prices_of
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.law.questions import Figure, explored
from jamsostek_rentan.planning.funds import Cohort
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, Labelled


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jamsostek_rentan.cover.groups import Group
    from jamsostek_rentan.law.questions import Ask
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["Block", "BudgetLine", "Purses", "StopRule", "heads_at", "lines_of", "worker_months_of"]


class StopRule(Labelled):
    """What a fund does at somebody whose months it cannot pay (*aturan berhenti*, ours).

    >>> StopRule.PASS_OVER.label.id
    'lewati yang tidak terbiayai'
    """

    FIRST_UNAFFORDABLE = Bilingual(
        "stop at the first it cannot pay for", "berhenti pada calon pertama yang tidak terbiayai"
    )
    """It pays for nobody after that one, though the next would cost less."""
    PASS_OVER = Bilingual("pass over whom it cannot pay for", "lewati yang tidak terbiayai")
    """It goes on with the next one whom it can pay for."""


@attrs.frozen(kw_only=True)
class BudgetLine:
    """What one cohort costs for one programme in one month.

    Args:
        cohort: The cohort; it knows its fund.
        program: The programme.
        month: The contribution month.
        heads: How many heads are paid for, under each reading; below zero where money came back.
        figure: What they cost, in rupiah, under each reading.

    >>> from jamsostek_rentan import Cohort, ContributionMonth, Fund, FundingSource, Rupiah, law
    >>> from jamsostek_rentan import plan_budget
    >>> main = Fund(
    ...     "main", name="APBD murni", funding=FundingSource.APBD,
    ...     budgets={2025: Rupiah(1_000_000)},
    ... )
    >>> june = ContributionMonth(2025, 6).for_months(1)
    >>> plan = plan_budget([Cohort("june", main, period=june, workers=100)], rules=law.bpu())
    >>> line = plan.lines[0]
    >>> print(line.program.name, line.heads.settled, line.figure.settled)
    JKK 59 Rp590.000
    """

    cohort: Cohort
    program: Program
    month: ContributionMonth
    heads: Figure[int]
    figure: Figure[Rupiah]


@attrs.frozen
class Block:
    """Heads of a cohort with the same facts, and the prices of their months."""

    cohort: Cohort
    heads: int
    prices: tuple[Price, ...]

    @classmethod
    def of(cls, cohort: Cohort, group: Group, rules: Rulebook) -> Block:
        """The block of a group in the months of a cohort."""
        ((_, prices),) = prices_of([group], cohort.period, cohort.programs, rules)
        return cls(cohort, group.heads, tuple(prices))

    def years(self, ask: Ask) -> dict[int, int]:
        """What one head costs in each budget year."""
        costs: dict[int, int] = {}
        for price in self.prices:
            costs[price.month.year] = costs.get(price.month.year, 0) + ask(price.figure).amount
        return costs


class Purses:
    """What is left of some funds in each budget year, in one world.

    Args:
        stop: What a fund does at somebody it cannot pay for.
        spent: What of each fund is spent already, by its id and budget year.
    """

    def __init__(self, stop: StopRule, spent: Mapping[tuple[str, int], int] | None = None) -> None:
        self._stop = stop
        self._spent = spent or {}
        self._left: dict[tuple[str, int], int] = {}
        self._stopped: set[str] = set()
        self._short: set[str] = set()
        self._keeping = False

    def stopped(self, cohort: Cohort) -> bool:
        """Whether the fund of a cohort pays for nobody more."""
        return cohort.fund.id in self._stopped

    def keeping(self, *, over: bool) -> None:
        """Pass over whom a fund cannot pay for while those who are in are served, until it is over.

        Whoever is in stays in as far as the money goes; a fund that could not pay for all of them
        stops for others, where that is its rule.
        """
        self._keeping = not over
        if over and self._stop is StopRule.FIRST_UNAFFORDABLE:
            self._stopped |= self._short

    def pay(self, cohort: Cohort, costs: Mapping[int, int], heads: int) -> int:
        """Pay for as many of some heads as the fund of a cohort can; how many that are."""
        fund = cohort.fund
        if fund.id in self._stopped:
            return 0
        if not fund.budgets:
            return heads
        paid = heads
        for year, cost in costs.items():
            left = self._left.setdefault(
                (fund.id, year), fund.budget(year).amount - self._spent.get((fund.id, year), 0)
            )
            paid = min(paid, left // cost) if cost else paid
        for year, cost in costs.items():
            self._left[fund.id, year] -= paid * cost
        if paid < heads:
            self._short.add(fund.id)
            if not self._keeping and self._stop is StopRule.FIRST_UNAFFORDABLE:
                self._stopped.add(fund.id)
        return paid


def lines_of(
    cohort: Cohort, blocks: Sequence[Block], allotted: Figure[tuple[int, ...]]
) -> Iterator[BudgetLine]:
    """What the heads of a cohort cost, by programme and month.

    Args:
        cohort: The cohort.
        blocks: The blocks of all cohorts.
        allotted: How many heads of each block are paid for, under each reading.
    """
    parts: defaultdict[tuple[Program, ContributionMonth], list[tuple[int, Figure[Rupiah]]]]
    parts = defaultdict(list)
    for at, block in enumerate(blocks):
        for price in block.prices if block.cohort is cohort else ():
            parts[price.program, price.month].append((at, price.figure))
    for program, month in product(cohort.programs, cohort.period):
        of = parts.get((program, month), [])

        def cost(ask: Ask, of: Sequence[tuple[int, Figure[Rupiah]]] = of) -> Rupiah:
            counts = ask(allotted)
            return sum((ask(each) * counts[at] for at, each in of), Rupiah(0))

        if of:
            yield BudgetLine(
                cohort=cohort,
                program=program,
                month=month,
                heads=heads_at(allotted, [at for at, _ in of]),
                figure=explored(cost),
            )


def heads_at(allotted: Figure[tuple[int, ...]], places: Sequence[int]) -> Figure[int]:
    """How many heads some blocks have together."""
    return allotted.map(lambda counts: sum(counts[at] for at in places))


def worker_months_of(lines: Iterable[BudgetLine], program: Program | None = None) -> Figure[int]:
    """Heads times months, each month of a head once where programmes are taken together."""
    figures = [line.heads for line in lines if line.program is (program or line.cohort.programs[0])]
    return explored(lambda ask: sum(map(ask, figures)))
