"""What changed between two plans: *semula*, *menjadi*, *bertambah (berkurang)*."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from jamsostek_rentan.cover.amounts import sum_of
from jamsostek_rentan.cover.records import refuse_unless
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.law.questions import Figure, explored
from jamsostek_rentan.planning.blocks import worker_months_of
from jamsostek_rentan.planning.budget_plans import BudgetPlan
from jamsostek_rentan.values.money import Rupiah


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jamsostek_rentan.law.questions import Ask, Readings
    from jamsostek_rentan.planning.blocks import BudgetLine


__all__ = ["PlanChange", "PlanChanges", "compare_plans"]

Key: TypeAlias = tuple[str | None, str | None, Program | None]
"""Cohort, fund and programme; none where they are taken together."""


def _in_brackets(amount: Rupiah) -> str:
    """An amount as budgets write a change: less is in brackets.

    >>> _in_brackets(Rupiah(-16_800)), _in_brackets(Rupiah(16_800))
    ('(Rp16.800)', 'Rp16.800')
    """
    return f"({-amount})" if amount < Rupiah(0) else str(amount)


@attrs.frozen(kw_only=True)
class PlanChange:
    """What one row of a budget was and what it becomes (*semula*, *menjadi*).

    Args:
        cohort: The cohort; none where cohorts are taken together.
        fund: The fund; likewise.
        program: The programme; likewise.
        worker_months_before: Heads times months of the earlier plan.
        worker_months_after: Heads times months of the later one.
        before: What it cost, in rupiah, under each reading.
        after: What it costs.
        change: How much more that is; less stands in brackets where it is printed.

    >>> from jamsostek_rentan.law.questions import certain
    >>> row = PlanChange(
    ...     cohort="I", fund="APBD", program=Program.JKK,
    ...     worker_months_before=certain(12), worker_months_after=certain(10),
    ...     before=certain(Rupiah(120_000)), after=certain(Rupiah(100_000)),
    ...     change=certain(Rupiah(-20_000)),
    ... )
    >>> row.change.settled
    Rupiah(-20_000)
    """

    cohort: str | None
    fund: str | None
    program: Program | None
    worker_months_before: Figure[int] = attrs.field(metadata={"column": "months_semula"})
    worker_months_after: Figure[int] = attrs.field(metadata={"column": "months_menjadi"})
    before: Figure[Rupiah] = attrs.field(metadata={"column": "semula"})
    after: Figure[Rupiah] = attrs.field(metadata={"column": "menjadi"})
    change: Figure[Rupiah] = attrs.field(metadata={"shown": _in_brackets})

    def by_reading(self) -> dict[Readings, Rupiah]:
        """How much more it costs under each combination of readings; never fails."""
        return self.change.by_reading()


@attrs.frozen(kw_only=True)
class PlanChanges:
    """What changed between two plans, by :func:`compare_plans`.

    Args:
        rows: By cohort, fund and programme, those of the earlier plan first.
        by_fund: By fund.
        by_program: By programme.
        total: Everything together.

    >>> from jamsostek_rentan import plan_budget, law
    >>> nothing = plan_budget([], rules=law.bpu())
    >>> print(compare_plans(nothing, nothing).total.change.settled)
    Rp0
    """

    rows: tuple[PlanChange, ...]
    by_fund: tuple[PlanChange, ...]
    by_program: tuple[PlanChange, ...]
    total: PlanChange


def compare_plans(before: BudgetPlan, after: BudgetPlan) -> PlanChanges:
    """What each cohort, fund and programme cost before and after, and how much more or less.

    Args:
        before: The earlier plan or budget plan.
        after: The later one.

    Raises:
        InvalidFactError: For anything else.

    >>> from jamsostek_rentan import Cohort, ContributionMonth, Fund, FundingSource, law
    >>> from jamsostek_rentan import plan_budget
    >>> fund = Fund("apbd", name="APBD", funding=FundingSource.APBD)
    >>> year = ContributionMonth(2025, 1).for_months(12)
    >>> changes = compare_plans(*(
    ...     plan_budget([Cohort("I", fund, period=year, workers=heads)], rules=law.bpu())
    ...     for heads in (100, 90)
    ... ))
    >>> print(*(changes.total.before.settled, changes.total.after.settled))
    Rp20.160.000 Rp18.144.000
    >>> from jamsostek_rentan.reports.tables import printable
    >>> for row in printable(changes.rows, "id"):
    ...     print(row["Program"], row["Bertambah/(berkurang)"])
    JKK (Rp1.200.000)
    JKM (Rp816.000)
    """
    refuse_unless(before, BudgetPlan, "before")
    refuse_unless(after, BudgetPlan, "after")
    return PlanChanges(
        rows=_rows(before, after, lambda line: (line.cohort.id, line.cohort.fund.id, line.program)),
        by_fund=_rows(before, after, lambda line: (None, line.cohort.fund.id, None)),
        by_program=_rows(before, after, lambda line: (None, None, line.program)),
        total=_row((None, None, None), before.lines, after.lines),
    )


def _rows(
    before: BudgetPlan, after: BudgetPlan, key: Callable[[BudgetLine], Key]
) -> tuple[PlanChange, ...]:
    found: dict[Key, tuple[list[BudgetLine], list[BudgetLine]]] = {}
    for place, plan in enumerate((before, after)):
        for line in plan.lines:
            found.setdefault(key(line), ([], []))[place].append(line)
    return tuple(_row(at, *sides) for at, sides in found.items())


def _row(key: Key, before: Iterable[BudgetLine], after: Iterable[BudgetLine]) -> PlanChange:
    cohort, fund, program = key
    old, new = tuple(before), tuple(after)
    latest = (*old, *new)[-1:]
    was, becomes = sum_of(old), sum_of(new)

    def more(ask: Ask) -> Rupiah:
        return ask(becomes) - ask(was)

    return PlanChange(
        cohort=next((line.cohort.label for line in latest if cohort is not None), None),
        fund=next((line.cohort.fund.label for line in latest if fund is not None), None),
        program=program,
        worker_months_before=worker_months_of(old, program),
        worker_months_after=worker_months_of(new, program),
        before=was,
        after=becomes,
        change=explored(more),
    )
