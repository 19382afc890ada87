"""A lapse closes months: what can still be paid once cover has ended, and who registers anew."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import attrs

from jamsostek_rentan.cover.protection import registered_again
from jamsostek_rentan.law.arrears import Arrears
from jamsostek_rentan.values.months import ContributionMonth


if TYPE_CHECKING:
    from collections.abc import Callable

    from jamsostek_rentan.cover.accounts import Claim
    from jamsostek_rentan.law.arrears import Stated


__all__ = ["Gate", "Lapse"]


class Lapse(NamedTuple):
    """Cover that ended because months were not paid, and those months."""

    arrears: Arrears
    on: date
    unpaid: tuple[ContributionMonth, ...]


@attrs.frozen
class Gate:
    """Which months can be paid: not those before a return, but for some that are still owed.

    Args:
        lapsed_on: The day of the last lapse, or none.
        closed_before: The month of the payment after it.
        reopened: Months before it that are still owed.
        shut: Whether nothing can be paid before the worker has registered anew.
    """

    lapsed_on: date | None = None
    closed_before: ContributionMonth | None = None
    reopened: frozenset[ContributionMonth] = frozenset()
    shut: bool = False

    def lets(self, claim: Claim) -> bool:
        """Whether a month can be paid; one that is not owed leads to money to be traced."""
        if self.closed_before is None or not claim.owed:
            return True
        open_now = claim.month >= self.closed_before or claim.month in self.reopened
        return open_now and not self.shut

    def after(
        self,
        lapse: Lapse,
        *,
        day: date,
        registrations: tuple[date, ...],
        read: Callable[[Stated], bool],
    ) -> Gate:
        """The gate that money of a day finds after a lapse."""
        reopened = self.reopened
        if lapse.on != self.lapsed_on:
            owed = read(lapse.arrears.old_months_owed)
            payable = (of for of in lapse.unpaid if of.last_day < lapse.on)
            reopened = frozenset(payable if owed else ())
        again = registered_again(registrations, lapse.on, day)
        return Gate(
            lapsed_on=lapse.on,
            closed_before=ContributionMonth.of(day),
            reopened=reopened,
            shut=not again and read(lapse.arrears.registers_anew),
        )
