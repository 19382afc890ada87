"""A lapse closes months: what can still be paid once cover has ended, and who registers anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import attrs

from jamsostek_rentan.cover.status import End, registered_again
from jamsostek_rentan.law.arrears import Arrears
from jamsostek_rentan.values.months import ContributionMonth


if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from jamsostek_rentan.cover.accounts import Claim
    from jamsostek_rentan.law.arrears import Stated


__all__ = ["Gate", "Lapse"]


class Lapse(NamedTuple):
    """Cover that ended because months were not paid, and those months."""

    arrears: Arrears
    end: End
    unpaid: tuple[ContributionMonth, ...]


@attrs.frozen
class Gate:
    """Which months can be paid: not those before a return, but for some that are still owed.

    Args:
        closed_before: The month in which cover was taken up again, or would be.
        reopened: Months before it that are still owed.
        shut: Whether nothing can be paid before the worker has registered anew.
    """

    closed_before: ContributionMonth | None = None
    reopened: frozenset[ContributionMonth] = frozenset()
    shut: bool = False

    def lets(self, claim: Claim) -> bool:
        """Whether a month can be paid; one that is not owed leads to money to be traced."""
        if self.shut:
            return False
        before = self.closed_before is not None and claim.month < self.closed_before
        return not (claim.owed and before) or claim.month in self.reopened

    @classmethod
    def after(
        cls,
        lapse: Lapse,
        *,
        day: date,
        registrations: tuple[date, ...],
        read: Callable[[Stated], bool],
    ) -> Gate:
        """The gate that money of a day finds after a lapse."""
        arrears, (ended_on, back_on), unpaid = lapse
        again = back_on is not None or registered_again(registrations, ended_on, day)
        payable = (month for month in unpaid if month.last_day < ended_on)
        return cls(
            closed_before=ContributionMonth.of(back_on or day),
            reopened=frozenset(payable if read(arrears.old_months_owed) else ()),
            shut=not again and read(arrears.registers_anew),
        )
