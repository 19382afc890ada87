"""Values that hold for a run of months, each with its ground beside it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import attrs

from jamsostek_rentan.errors import InvalidPeriodError
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


__all__ = ["DatedValue", "clashes", "edges_of", "holds_in", "holes", "spliced", "value_in_force"]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class DatedValue(Generic[T]):
    """A value that holds from one contribution month to another.

    Args:
        value: What holds.
        first: The first month in which it holds.
        last: The last month, or none while it has no known end.
        ground: Why it holds: any object; the law gives it meaning.

    Raises:
        InvalidPeriodError: For a last month before the first.

    >>> flat = DatedValue(value=6_800, first=ContributionMonth(2015, 7), last=None, ground="PP")
    >>> ContributionMonth(2026, 11) in flat, ContributionMonth(2015, 6) in flat
    (True, False)
    """

    value: T
    first: ContributionMonth
    last: ContributionMonth | None
    ground: Any

    def __attrs_post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise InvalidPeriodError(
                f"A value from {self.first} to {self.last} was given.",
                "It ends before it begins.",
                "Exchange the two months, or leave the last one out while it still holds.",
            )

    def __contains__(self, month: ContributionMonth) -> bool:
        return holds_in(self, month)


def value_in_force(
    values: Iterable[DatedValue[T]], month: ContributionMonth
) -> DatedValue[T] | None:
    """The first of some dated values that holds in a month, or none.

    >>> flat = DatedValue(value=6_800, first=ContributionMonth(2015, 7), last=None, ground="PP")
    >>> value_in_force([flat], ContributionMonth(2026, 11)).value
    6800
    """
    return next((dated for dated in values if month in dated), None)


def clashes(
    values: Sequence[DatedValue[T]],
) -> tuple[tuple[DatedValue[T], DatedValue[T]], ...]:
    """Pairs of neighbours, by their first months, that hold in the same month.

    >>> old = DatedValue(value=1, first=ContributionMonth(2015, 7), last=None, ground="old")
    >>> new = DatedValue(value=2, first=ContributionMonth(2020, 1), last=None, ground="new")
    >>> len(clashes([new, old]))
    1
    """
    ordered = sorted(values, key=lambda dated: dated.first)
    return tuple((one, two) for one, two in pairwise(ordered) if two.first in one)


def holes(values: Sequence[DatedValue[T]]) -> tuple[ContributionPeriod, ...]:
    """Months between the first of some dated values and the last in which none holds.

    >>> old = DatedValue(
    ...     value=1, first=ContributionMonth(2015, 7), last=ContributionMonth(2019, 11), ground="-"
    ... )
    >>> new = DatedValue(value=2, first=ContributionMonth(2020, 1), last=None, ground="new")
    >>> [str(hole) for hole in holes([old, new])]
    ['2019-12/2019-12']
    """
    ordered = sorted(values, key=lambda dated: dated.first)
    return tuple(
        ContributionPeriod(one.last + 1, two.first - 1)
        for one, two in pairwise(ordered)
        if one.last is not None and two.first - one.last > 1
    )


def spliced(values: Iterable[DatedValue[T]], new: DatedValue[T]) -> tuple[DatedValue[T], ...]:
    """Dated values with another one in their midst; where it holds, the others do not.

    >>> old = DatedValue(value=15, first=ContributionMonth(2015, 7), last=None, ground="old")
    >>> new = DatedValue(
    ...     value=20, first=ContributionMonth(2027, 1), last=ContributionMonth(2027, 12), ground="?"
    ... )
    >>> [(one.value, str(one.first), str(one.last)) for one in spliced([old], new)]
    [(15, '2015-07', '2026-12'), (20, '2027-01', '2027-12'), (15, '2028-01', 'None')]
    """
    found = [new]
    for old in values:
        if old.first < new.first:
            last = new.first - 1 if old.last is None else min(old.last, new.first - 1)
            found.append(attrs.evolve(old, last=last))
        if new.last is not None and (old.last is None or new.last < old.last):
            found.append(attrs.evolve(old, first=max(old.first, new.last + 1)))
    return tuple(sorted(found, key=lambda dated: dated.first))


class Dated(Protocol):
    """Whatever holds from one month to another, or for good."""

    @property
    def first(self) -> ContributionMonth:
        """The first month in which it holds."""
        ...

    @property
    def last(self) -> ContributionMonth | None:
        """The last one, or none."""
        ...


def edges_of(values: Iterable[Dated]) -> set[ContributionMonth]:
    """The months in which one of some values begins to hold, or holds no longer.

    >>> old = DatedValue(
    ...     value=15, first=ContributionMonth(2015, 7), last=ContributionMonth(2026, 12), ground="-"
    ... )
    >>> sorted(map(str, edges_of([old])))
    ['2015-07', '2027-01']
    """
    found = list(values)
    ends = {dated.last + 1 for dated in found if dated.last is not None}
    return {dated.first for dated in found} | ends


def holds_in(dated: Dated, month: ContributionMonth) -> bool:
    """Whether something holds in a month."""
    return dated.first <= month and (dated.last is None or month <= dated.last)
