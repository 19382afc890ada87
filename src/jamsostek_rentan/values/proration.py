"""The four things that are prorated; a statutory amount never is.

The law knows no part of a month: a month touched is a month owed.  What is prorated is the count
of months in an interval of days, the burden of one month between parties who change over within
it, a lump sum, and the agency's own target count.  None of them changes what is owed to whom.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar, cast

from dateutil.relativedelta import relativedelta

from jamsostek_rentan.errors import InvalidPeriodError, InvalidSplitError
from jamsostek_rentan.values.money import Rupiah, split
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


__all__ = [
    "MonthCount",
    "count_months",
    "count_towards_target",
    "share_burden",
    "spread",
]

K = TypeVar("K")


class MonthCount(enum.Enum):
    """How contribution months are counted in an interval of days.

    Only ``WHOLE_MONTHS`` claims to follow the law; the others are for agreements that say so.

    >>> from datetime import date
    >>> count_months(date(2026, 11, 30), date(2026, 12, 1), convention=MonthCount.INSIDE_MONTHS)
    0
    """

    WHOLE_MONTHS = "whole months"
    """Every calendar month that the interval touches."""
    INSIDE_MONTHS = "inside months"
    """Only calendar months that lie wholly inside the interval."""
    ANNIVERSARY = "anniversary"
    """Every month begun, counted from the first day, so that 10 March to 9 April is one."""


def count_months(
    first_day: date, last_day: date, *, convention: MonthCount = MonthCount.WHOLE_MONTHS
) -> int:
    """Contribution months in an interval of days, both days included.

    Args:
        first_day: The first day of the interval.
        last_day: The last day of the interval.
        convention: How months are counted.

    Raises:
        InvalidPeriodError: When the last day lies before the first.

    >>> from datetime import date
    >>> interval = date(2026, 3, 10), date(2026, 5, 9)
    >>> [count_months(*interval, convention=convention) for convention in MonthCount]
    [3, 1, 2]
    """
    touched = len(ContributionPeriod.touched_by(first_day, last_day))
    if convention is MonthCount.WHOLE_MONTHS:
        return touched
    if convention is MonthCount.ANNIVERSARY:
        passed = relativedelta(last_day, first_day)
        return int(passed.years * 12 + passed.months) + 1
    begins_late = first_day.day > 1
    ends_early = last_day < ContributionMonth.of(last_day).last_day
    return max(0, touched - begins_late - ends_early)


def share_burden(
    amount: Rupiah, month: ContributionMonth, *, changeovers: date | Sequence[date]
) -> tuple[Rupiah, ...]:
    """Share one month's amount by days between parties who follow one another within it.

    This is a reimbursement between them; it never changes who owes the agency the month.

    Args:
        amount: What was paid for the month, in rupiah; one programme at a time.
        month: The month concerned.
        changeovers: For each change, the day on which the next party's turn begins; one day
            alone is one change.

    Returns:
        One part for each party in turn; together they are the amount.

    Raises:
        InvalidPeriodError: For a day outside the month, or days that do not ascend.

    >>> from datetime import date
    >>> share_burden(Rupiah(10_000), ContributionMonth(2026, 11), changeovers=[date(2026, 11, 11)])
    (Rupiah(3_333), Rupiah(6_667))
    """
    if isinstance(changeovers, date):
        changeovers = (changeovers,)
    if any(ContributionMonth.of(day) != month for day in changeovers):
        raise InvalidPeriodError(
            f"The burden of {month} was to be shared at {', '.join(map(str, changeovers))}.",
            "A changeover lies within the month it divides.",
            "Share each month by its own changeovers.",
        )
    edges = [1, *(day.day for day in changeovers), month.last_day.day + 1]
    days = [after - before for before, after in pairwise(edges)]
    if any(turn <= 0 for turn in days[1:]):
        raise InvalidPeriodError(
            f"The burden of {month} was to be shared at {', '.join(map(str, changeovers))}.",
            "Changeovers follow one another, each on a later day.",
            "Give each day once, in order.",
        )
    return split(amount, days)


def spread(
    lump_sum: Rupiah, over: Mapping[K, int | Fraction | Rupiah] | Iterable[K]
) -> dict[K, Rupiah]:
    """Spread a lump sum over months, programmes, workers or places; the parts sum to it.

    Args:
        lump_sum: A pledge, a budget or a partial payment, in rupiah.
        over: What it is spread over: keys with weights, or keys alone for equal parts.

    Raises:
        InvalidSplitError: For no key, a key given twice, or weights that cannot be used.

    >>> spread(Rupiah(10_000), {"JKK": Rupiah(10_000), "JKM": Rupiah(6_800)})
    {'JKK': Rupiah(5_952), 'JKM': Rupiah(4_048)}
    """
    weights: dict[K, int | Fraction | Rupiah]
    if isinstance(over, Mapping):
        weights = dict(cast("Mapping[K, int | Fraction | Rupiah]", over))
    else:
        keys = tuple(over)
        weights = dict.fromkeys(keys, 1)
        if len(weights) < len(keys):
            raise InvalidSplitError(
                f"{lump_sum} was to be spread over {len(keys)} keys.",
                f"Only {len(weights)} of them differ.",
                "Name each month, worker or place once, with a weight if it counts more.",
            )
    return dict(zip(weights, split(lump_sum, weights.values()), strict=True))


def count_towards_target(
    workers: int, months: int, *, full_after: int, shorter_counts: bool
) -> Fraction:
    """How many workers a sponsored group counts for in a target of the agency.

    Args:
        workers: Heads in the group.
        months: Contribution months paid for each.
        full_after: Months from which every head counts whole.
        shorter_counts: Whether fewer months count in proportion, or not at all.

    Returns:
        An exact number; no source states a rounding.

    Raises:
        InvalidSplitError: For a negative count, or a target that no month reaches.

    >>> count_towards_target(1_000, 3, full_after=6, shorter_counts=True)
    Fraction(500, 1)
    """
    if min(workers, months) < 0 or full_after < 1:
        raise InvalidSplitError(
            f"{workers} workers for {months} of {full_after} months were to be counted.",
            "Heads and months are zero or more, and a target asks for at least one month.",
            "Check the three numbers.",
        )
    if months >= full_after:
        return Fraction(workers)
    return Fraction(workers * months, full_after) if shorter_counts else Fraction(0)
