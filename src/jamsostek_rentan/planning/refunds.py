"""Money that came back to a fund: the months that were given back, at the price they were paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.cover.groups import Group, prices_of
from jamsostek_rentan.law.questions import certain
from jamsostek_rentan.planning.blocks import BudgetLine
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import both, masked


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.planning.candidate_records import Assignment
    from jamsostek_rentan.planning.leavers import MonthsRefunded
    from jamsostek_rentan.planning.plans import Plan
    from jamsostek_rentan.values.months import ContributionMonth
    from jamsostek_rentan.values.texts import Bilingual


__all__ = ["refund_lines", "refund_problems"]


def refund_problems(
    refunds: Sequence[MonthsRefunded], earlier: Plan, fixed: Iterable[Assignment], on: date
) -> Iterator[Bilingual]:
    """Why some refunds cannot be: of months nobody paid, given back before, or still to come."""
    paid = {(one.cohort.id, one.worker.id, month) for one in fixed for month in one.period}
    back = {(one.cohort, one.worker, month) for one in earlier.refunds for month in one.period}
    for refund in refunds:
        months = {(refund.cohort, refund.worker, month) for month in refund.period}
        if refund.on > on:
            yield both("scheme.refund-later", worker=refund, on=refund.on, day=on)
        if not months <= paid:
            cohort = masked(refund.cohort)
            about = {"worker": refund, "period": refund.period, "cohort": cohort}
            yield both("scheme.refund-unpaid", **about)
        if months & back:
            yield both("scheme.refund-twice", worker=refund, period=refund.period)
        back |= months


def refund_lines(refunds: Iterable[MonthsRefunded], earlier: Plan) -> Iterator[BudgetLine]:
    """What came back, below zero, by month and programme, at the price that was paid."""
    given = tuple(refunds)
    asked = {(refund.cohort, refund.worker) for refund in given}
    months: dict[tuple[str, str], dict[ContributionMonth, Assignment]] = {}
    for one in earlier.assignments if given else ():
        key = one.cohort.id, one.worker.id
        if key in asked:
            months.setdefault(key, {}).update(dict.fromkeys(one.period, one))
    for refund in given:
        paid = months.get((refund.cohort, refund.worker), {})
        for month in refund.period:
            if month in paid:
                yield from _lines_back(paid[month], month, earlier)


def _lines_back(one: Assignment, month: ContributionMonth, earlier: Plan) -> Iterator[BudgetLine]:
    first = min(
        other.period.first for other in earlier.assignments if other.worker.id == one.worker.id
    )
    for price in _prices(one, first, month, earlier):
        yield BudgetLine(
            cohort=one.cohort,
            program=price.program,
            month=month,
            heads=certain(-1),
            figure=price.figure.map(lambda amount: -amount),
        )


def _prices(
    one: Assignment, first: ContributionMonth, month: ContributionMonth, plan: Plan
) -> list[Price]:
    """The prices of a month of a worker, by the rules of the plan that planned it."""
    period = dict(plan.periods).get(one.cohort.id)
    if plan.earlier is not None and (period is None or month < period.first):
        return _prices(one, first, month, plan.earlier)
    group = Group.of_worker(one.worker, funding=one.cohort.fund.funding)
    ((_, prices),) = prices_of(
        [group], ContributionPeriod(first, month), one.cohort.programs, plan.rules
    )
    return [price for price in prices if price.month == month]
