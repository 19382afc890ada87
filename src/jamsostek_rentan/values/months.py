"""Contribution months and periods: calendar months counted whole, both ends included."""

from __future__ import annotations

import calendar
import functools
import operator
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self, TypeAlias, overload

import attrs
from dateutil.relativedelta import relativedelta

from jamsostek_rentan.errors import InvalidMonthError, InvalidPeriodError


if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator


__all__ = [
    "ContributionMonth",
    "ContributionPeriod",
    "Months",
    "age_on",
    "gaps_between",
    "next_working_day",
    "periods_of",
]

_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_SATURDAY = 5


@functools.total_ordering
@attrs.frozen(repr=False)
class ContributionMonth:
    """A month for which a contribution is owed (*iuran bulan*, BLTH).

    Not a date: months are added and counted, never parts of them.

    Args:
        year: From 1 to 9999.
        month: From 1 to 12.

    Raises:
        InvalidMonthError: For a month that the calendar does not have.

    >>> november = ContributionMonth(2026, 11)
    >>> print(november + 3, november - 11, november - ContributionMonth(2026, 1))
    2027-02 2025-12 10
    >>> november.last_day
    datetime.date(2026, 11, 30)
    """

    year: int
    month: int

    def __attrs_post_init__(self) -> None:
        if not (
            type(self.year) is int
            and type(self.month) is int
            and 1 <= self.month <= 12  # noqa: PLR2004 - the months of a year
            and date.min.year <= self.year <= date.max.year
        ):
            raise InvalidMonthError(
                f"Month {self.month!r} of year {self.year!r} was asked.",
                "A year has the months 1 to 12; years run from 1 to 9999, both whole numbers.",
                "Write for example ContributionMonth(2026, 11).",
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a month written ``YYYY-MM``, as ``str()`` writes it.

        Raises:
            InvalidMonthError: For any other text.

        >>> ContributionMonth.parse("2026-11")
        ContributionMonth(2026, 11)
        """
        found = _ISO_MONTH.fullmatch(text) if type(text) is str else None
        if not found:
            raise InvalidMonthError(
                f"{text!r} was to be read as a contribution month.",
                "A month is written as year, hyphen, month: YYYY-MM.",
                "Write for example 2026-11.",
            )
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month in which a day lies.

        >>> ContributionMonth.of(date(2026, 11, 22))
        ContributionMonth(2026, 11)
        """
        return cls(day.year, day.month)

    @property
    def ordinal(self) -> int:
        """The months since January of the year 0, for counting and for columns of numbers.

        >>> ContributionMonth(2026, 11).ordinal
        24322
        """
        return self.year * 12 + self.month - 1

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def for_months(self, count: int) -> ContributionPeriod:
        """The period of *count* months that begins with this one.

        Raises:
            InvalidPeriodError: For fewer than one month.

        >>> print(ContributionMonth(2026, 11).for_months(3))
        2026-11/2027-01
        """
        return ContributionPeriod(self, self + (operator.index(count) - 1))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    def __repr__(self) -> str:
        return f"ContributionMonth({self.year}, {self.month})"

    def __lt__(self, other: ContributionMonth) -> bool:
        if isinstance(other, ContributionMonth):
            return self.ordinal < other.ordinal
        return NotImplemented

    def __add__(self, months: int) -> ContributionMonth:
        if type(months) is not int:
            return NotImplemented
        years, month = divmod(self.ordinal + months, 12)
        return ContributionMonth(years, month + 1)

    @overload
    def __sub__(self, other: ContributionMonth) -> int: ...
    @overload
    def __sub__(self, other: int) -> ContributionMonth: ...
    def __sub__(self, other: ContributionMonth | int) -> int | ContributionMonth:
        if isinstance(other, ContributionMonth):
            return self.ordinal - other.ordinal
        if type(other) is int:
            return self + -other
        return NotImplemented


Months: TypeAlias = tuple[ContributionMonth, ...]
"""Some months, in order."""


@attrs.frozen(order=True, repr=False)
class ContributionPeriod:
    """Contribution months in a row (*periode iuran*), the first and the last included.

    Args:
        first: The first month.
        last: The last month, not before the first.

    Raises:
        InvalidPeriodError: For a period that ends before it begins.

    >>> quarter = ContributionPeriod.parse("2026-11/2027-01")
    >>> len(quarter), [str(month) for month in quarter]
    (3, ['2026-11', '2026-12', '2027-01'])
    >>> print(quarter & ContributionPeriod.parse("2027-01/2027-12"))
    2027-01/2027-01
    """

    first: ContributionMonth
    last: ContributionMonth

    def __attrs_post_init__(self) -> None:
        for month in (self.first, self.last):
            if type(month) is not ContributionMonth:
                raise InvalidPeriodError(
                    f"A period was asked from {self.first!r} to {self.last!r}.",
                    "A period runs from one ContributionMonth to another.",
                    "Read text with ContributionPeriod.parse, days with touched_by.",
                )
        if self.last < self.first:
            raise InvalidPeriodError(
                f"A period from {self.first} to {self.last} was asked.",
                "A period ends in the month it begins or in a later one.",
                "Exchange the two months, or ask for at least one month.",
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period written ``YYYY-MM/YYYY-MM``, as ``str()`` writes it.

        Raises:
            InvalidPeriodError: For a text without the two months, or reversed.
            InvalidMonthError: For a month that is not one.

        >>> ContributionPeriod.parse("2026-11/2027-01").last
        ContributionMonth(2027, 1)
        """
        first, slash, last = text.partition("/")
        if not slash:
            raise InvalidPeriodError(
                f"{text!r} was to be read as a contribution period.",
                "A period is written as its first and its last month: YYYY-MM/YYYY-MM.",
                "Write for example 2026-11/2027-01; one month is 2026-11/2026-11.",
            )
        return cls(ContributionMonth.parse(first), ContributionMonth.parse(last))

    @classmethod
    def touched_by(cls, first_day: date, last_day: date) -> Self:
        """The months that an interval of days touches, both days included.

        Raises:
            InvalidPeriodError: When the last day lies before the first.

        >>> print(ContributionPeriod.touched_by(date(2026, 11, 30), date(2026, 12, 1)))
        2026-11/2026-12
        """
        if last_day < first_day:
            raise InvalidPeriodError(
                f"The months touched from {first_day} to {last_day} were asked.",
                "The interval ends before it begins.",
                "Exchange the two days.",
            )
        return cls(ContributionMonth.of(first_day), ContributionMonth.of(last_day))

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"

    def __repr__(self) -> str:
        return f"ContributionPeriod({self.first!r}, {self.last!r})"

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __iter__(self) -> Iterator[ContributionMonth]:
        return (self.first + past for past in range(len(self)))

    def __contains__(self, month: object) -> bool:
        return isinstance(month, ContributionMonth) and self.first <= month <= self.last

    def __and__(self, other: ContributionPeriod) -> ContributionPeriod | None:
        """The months both have, or none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return None if last < first else ContributionPeriod(first, last)

    def adjoins(self, other: ContributionPeriod) -> bool:
        """Whether one begins in the month after the other ends.

        >>> year = ContributionPeriod.parse("2026-01/2026-12")
        >>> year.adjoins(ContributionPeriod.parse("2027-01/2027-03"))
        True
        """
        return other.first - self.last == 1 or self.first - other.last == 1


def gaps_between(periods: Iterable[ContributionPeriod]) -> tuple[ContributionPeriod, ...]:
    """The months between the first and the last of some periods that none of them has.

    >>> [str(gap) for gap in gaps_between([
    ...     ContributionPeriod.parse("2026-01/2026-03"),
    ...     ContributionPeriod.parse("2026-06/2026-12"),
    ... ])]
    ['2026-04/2026-05']
    """
    found: list[ContributionPeriod] = []
    reached: ContributionMonth | None = None
    for period in sorted(periods):
        if reached is not None and period.first - reached > 1:
            found.append(ContributionPeriod(reached + 1, period.first - 1))
        reached = period.last if reached is None else max(reached, period.last)
    return tuple(found)


def periods_of(months: Iterable[ContributionMonth]) -> tuple[ContributionPeriod, ...]:
    """Months as the periods in which they stand in a row, in order.

    >>> [str(period) for period in periods_of(ContributionPeriod.parse("2026-01/2026-03"))]
    ['2026-01/2026-03']
    """
    found: list[ContributionPeriod] = []
    for month in sorted(set(months)):
        goes_on = bool(found) and month - found[-1].last == 1
        first = found.pop().first if goes_on else month
        found.append(ContributionPeriod(first, month))
    return tuple(found)


def age_on(day: date, *, birth_date: date) -> int:
    """Whole years of age on a day.

    One born on 29 February completes a year on 28 February where the year has no 29th.

    Raises:
        InvalidPeriodError: For a day before the birth.

    >>> age_on(date(2026, 11, 22), birth_date=date(1961, 11, 23))
    64
    """
    if day < birth_date:
        raise InvalidPeriodError(
            f"The age on {day} of someone born on {birth_date} was asked.",
            "That day lies before the birth.",
            "Check which of the two is wrong.",
        )
    return int(relativedelta(day, birth_date).years)


def next_working_day(day: date, *, holidays: Container[Any] = ()) -> date:
    """The day itself when people work on it, else the next day on which they do.

    Args:
        day: A calendar day.
        holidays: Days off besides Saturdays and Sundays: whatever answers ``day in holidays``.

    >>> next_working_day(date(2026, 11, 15))
    datetime.date(2026, 11, 16)
    """
    while day.weekday() >= _SATURDAY or day in holidays:
        day += timedelta(days=1)
    return day
