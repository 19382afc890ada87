"""Pledges: what a sponsor promised, what arrived from whom, what was used, what is left."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from jamsostek_rentan.cover.people import Sponsor
from jamsostek_rentan.cover.records import (
    at_least,
    check_day,
    check_day_if_any,
    check_period,
    check_text,
    check_text_if_any,
    refuse_unless_day,
)
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = ["Pledge", "Promise", "Receipt", "Use", "WorkerMonths", "WorkersFor"]

_NOTHING = Rupiah(0)


@attrs.frozen
class WorkerMonths:
    """A promise of so many contribution months of one worker each.

    Args:
        count: How many worker-months, at least one.

    Raises:
        InvalidFactError: For a count that is not a whole number of at least one.

    >>> WorkerMonths(1_050).count
    1050
    """

    count: int = attrs.field(validator=at_least(1))


@attrs.frozen
class WorkersFor:
    """A promise to pay for so many workers in each month of a period.

    Args:
        count: How many workers, at least one.
        period: The contribution months.

    Raises:
        InvalidFactError: For a count that is not a whole number of at least one.
        InvalidPeriodError: For a period that is not a ``ContributionPeriod``.

    >>> WorkersFor(350, ContributionPeriod.parse("2026-01/2026-03")).worker_months
    1050
    """

    count: int = attrs.field(validator=at_least(1))
    period: ContributionPeriod = attrs.field(validator=check_period)

    @property
    def worker_months(self) -> int:
        """The workers times the months of the period, in worker-months."""
        return self.count * len(self.period)


Promise: TypeAlias = Rupiah | WorkerMonths | WorkersFor
"""What may be promised: rupiah, worker-months, or workers for a period."""


@attrs.frozen
class Receipt:
    """Money for a pledge that arrived from one giver (*penerimaan*).

    Args:
        giver: Who gave it, as your list names them; one of 16 digits is taken for a NIK and never
            shown.
        on: The day it arrived.
        amount: What arrived, in rupiah, above zero.
        reference: A transfer or receipt, as it is called.
        reference_date: The day of that paper.

    Raises:
        InvalidFactError: For a giver or a reference that is no text or empty, a day that is none,
            or an amount that is not above zero.

    >>> Receipt("donor-1", on=date(2026, 1, 5), amount=Rupiah(168_000), reference="TRF-01").amount
    Rupiah(168_000)
    """

    giver: str = attrs.field(validator=check_text, repr=lambda value: repr(masked(value)))
    on: date = attrs.field(kw_only=True, validator=check_day)
    amount: Rupiah = attrs.field(kw_only=True, validator=at_least(Rupiah(1)))
    reference: str | None = attrs.field(default=None, kw_only=True, validator=check_text_if_any)
    reference_date: date | None = attrs.field(
        default=None, kw_only=True, validator=check_day_if_any
    )


@attrs.frozen(kw_only=True)
class Use:
    """Contributions paid out of a pledge (*penggunaan*).

    Args:
        on: The day they were paid.
        amount: What was paid, in rupiah, zero or more.
        worker_months: How many contribution months of one worker each it paid for, zero or more.
        reference: A payment code or list, as it is called.
        reference_date: The day of that paper.

    Raises:
        InvalidFactError: For a day that is none, an amount or worker-months below zero, or a
            reference that is no text or empty.

    >>> Use(on=date(2026, 1, 12), amount=Rupiah(84_000), worker_months=5).worker_months
    5
    """

    on: date = attrs.field(validator=check_day)
    amount: Rupiah = attrs.field(validator=at_least(_NOTHING))
    worker_months: int = attrs.field(validator=at_least(0))
    reference: str | None = attrs.field(default=None, validator=check_text_if_any)
    reference_date: date | None = attrs.field(default=None, validator=check_day_if_any)


def _paper(entry: Receipt | Use) -> tuple[date, str, str]:
    """The day, the reference and its day, by which entries stand in order."""
    return entry.on, entry.reference or "", str(entry.reference_date or "")


def _receipts(given: Iterable[Receipt]) -> tuple[Receipt, ...]:
    receipts = _each(Receipt, given)
    return tuple(sorted(receipts, key=lambda one: (*_paper(one), one.giver, one.amount)))


def _uses(given: Iterable[Use]) -> tuple[Use, ...]:
    uses = _each(Use, given)
    return tuple(sorted(uses, key=lambda one: (*_paper(one), one.amount, one.worker_months)))


def _each(kind: type[Receipt | Use], given: Iterable[Any]) -> tuple[Any, ...]:
    entries = tuple(given)
    for entry in entries:
        _refuse_unless(kind, entry, "among the entries of a Pledge")
    return entries


def _check_sponsor(_: Pledge, __: attrs.Attribute[Any], given: object) -> None:
    _refuse_unless(Sponsor, given, "as Pledge.sponsor")


def _refuse_unless(kind: type, given: object, place: str) -> None:
    if not isinstance(given, kind):
        raise InvalidFactError(
            f"A {type(given).__name__} was given {place}.",
            f"In that place stands a {kind.__name__}.",
            f"Make a {kind.__name__} of it.",
        )


def _check_promise(_: Pledge, __: attrs.Attribute[Any], given: object) -> None:
    counted = isinstance(given, (WorkerMonths, WorkersFor))
    if not counted and not (isinstance(given, Rupiah) and given > _NOTHING):
        raise InvalidFactError(
            f"{masked(repr(given))} was given as Pledge.promised.",
            "Rupiah above zero, worker-months, or workers for a period are promised.",
            "Write for example Rupiah(5_880_000), WorkerMonths(350) or WorkersFor(350, period).",
        )


def _check_once(_: Pledge, __: attrs.Attribute[Any], given: tuple[Receipt, ...]) -> None:
    for one, two in pairwise(given):
        if one.reference and one == two:
            raise InvalidFactError(
                f"The receipt {one.reference!r} of {one.amount} on {one.on} from "
                f"{masked(one.giver)} was recorded twice.",
                "The two are equal in everything, their reference too, so it is the same money.",
                "Leave one out, or give each its own reference.",
            )


@attrs.frozen
class Pledge:
    """What a sponsor promised, and what came of it (ours: *komitmen donasi iuran*).

    What arrived may come from many givers.  Nothing is capped: where more was used than arrived
    or than was promised, the figures say so by going below zero.  The order in which receipts and
    uses are given does not matter; they are kept by day.

    Args:
        id: The pledge's identifier; one of 16 digits is taken for a NIK and never shown.
        sponsor: Who promised.
        promised: Rupiah above zero, worker-months, or workers for a period.
        receipts: What arrived.
        uses: What was paid out of it.

    Raises:
        InvalidFactError: For an id that is no text or empty, a sponsor or a promise that is none,
            an entry of another kind, or a receipt with a reference that was recorded twice.

    >>> from jamsostek_rentan import FundingSource
    >>> staff = Sponsor("staff", name="PT Kenanga", funding=FundingSource.EMPLOYEE_DONATION)
    >>> pledge = Pledge("p-01", staff, promised=WorkerMonths(30), receipts=[
    ...     Receipt("donor-1", on=date(2026, 1, 5), amount=Rupiah(168_000)),
    ...     Receipt("donor-2", on=date(2026, 1, 9), amount=Rupiah(84_000)),
    ... ])
    >>> january = pledge.using(Use(on=date(2026, 1, 12), amount=Rupiah(168_000), worker_months=10))
    >>> january.received, january.used, january.in_hand, january.left
    (Rupiah(252_000), Rupiah(168_000), Rupiah(84_000), 20)
    >>> january.receiving(Receipt("donor-1", on=date(2026, 2, 5), amount=Rupiah(16_800))).in_hand
    Rupiah(100_800)
    >>> january.on(date(2026, 1, 5)).received
    Rupiah(168_000)
    >>> january.by_giver()
    {'donor-1': Rupiah(168_000), 'donor-2': Rupiah(84_000)}
    """

    id: str = attrs.field(validator=check_text, repr=lambda value: repr(masked(value)))
    sponsor: Sponsor = attrs.field(validator=_check_sponsor)
    promised: Promise = attrs.field(kw_only=True, validator=_check_promise)
    receipts: tuple[Receipt, ...] = attrs.field(
        default=(), kw_only=True, converter=_receipts, validator=_check_once
    )
    uses: tuple[Use, ...] = attrs.field(default=(), kw_only=True, converter=_uses)

    @property
    def received(self) -> Rupiah:
        """What arrived from all givers, in rupiah."""
        return sum((receipt.amount for receipt in self.receipts), _NOTHING)

    @property
    def used(self) -> Rupiah:
        """What was paid out of it, in rupiah."""
        return sum((use.amount for use in self.uses), _NOTHING)

    @property
    def in_hand(self) -> Rupiah:
        """What arrived and was not used, in rupiah; below zero where the sponsor advanced it."""
        return self.received - self.used

    @property
    def used_worker_months(self) -> int:
        """How many contribution months of one worker each were paid for."""
        return sum(use.worker_months for use in self.uses)

    @property
    def left(self) -> Rupiah | int:
        """What was promised and not used, in the unit of the promise.

        Rupiah where rupiah were promised, else worker-months; below zero where more was used than
        promised.
        """
        promised = self.promised
        if isinstance(promised, Rupiah):
            return promised - self.used
        months = promised.count if isinstance(promised, WorkerMonths) else promised.worker_months
        return months - self.used_worker_months

    def by_giver(self) -> dict[str, Rupiah]:
        """What arrived from each giver, in rupiah, by giver.

        The givers are whole, as they were given: mask a NIK before it is shown.
        """
        found: dict[str, Rupiah] = {}
        for receipt in sorted(self.receipts, key=lambda one: one.giver):
            found[receipt.giver] = found.get(receipt.giver, _NOTHING) + receipt.amount
        return found

    def on(self, day: date) -> Pledge:
        """The pledge as it stood at the end of a day: what arrived and was used by then.

        Raises:
            InvalidFactError: For what is not a day of the calendar.
        """
        refuse_unless_day(day, "the day on which a Pledge was asked")
        return attrs.evolve(
            self,
            receipts=[receipt for receipt in self.receipts if receipt.on <= day],
            uses=[use for use in self.uses if use.on <= day],
        )

    def receiving(self, receipt: Receipt) -> Pledge:
        """The pledge with one more receipt.

        Raises:
            InvalidFactError: For what is not a receipt, or one with a reference recorded before.
        """
        return attrs.evolve(self, receipts=[*self.receipts, receipt])

    def using(self, use: Use) -> Pledge:
        """The pledge with one more use.

        Raises:
            InvalidFactError: For what is not a use.
        """
        return attrs.evolve(self, uses=[*self.uses, use])
