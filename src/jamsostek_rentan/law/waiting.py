"""Waiting periods of benefits as dated data: from which contribution on a benefit stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.arrears import Stated
from jamsostek_rentan.law.basis import LegalBasis
from jamsostek_rentan.law.questions import Ask, Figure, Question, explored
from jamsostek_rentan.law.risks import BenefitKind


if TYPE_CHECKING:
    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["JkmWaiting"]


@attrs.frozen(kw_only=True)
class JkmWaiting:
    """The waiting period of the full JKM death benefit.

    Args:
        from_day: The day on which the rule came into force; before it there was none.
        months: Contributions in a row since registration that are asked for.
        elapsed: Whether those months must have passed, or their contributions only be paid.
        pays: What a death before that pays.
        basis: Where it says so.
        restarts: Whether the months are counted anew after a break.
        ahead: Whether contributions paid ahead count on the day they are paid; else each counts
            as its month begins.
    """

    from_day: date
    months: int
    elapsed: Figure[bool]
    pays: tuple[BenefitKind, ...]
    basis: LegalBasis
    restarts: Stated
    ahead: Stated

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions it depends on."""
        found = (self.elapsed, self.restarts.holds, self.ahead.holds)
        return tuple(question for figure in found for question in figure.questions)

    def full_from(
        self, start: ContributionMonth, *, paid_at_once: int = 1
    ) -> Figure[ContributionMonth]:
        """The month from which the full benefit stands, for cover without a gap from a month on.

        For each reading: the month of the last contribution asked for, or the month after it.
        Each contribution is taken as paid in its month, but for those that are paid at once by
        the first one.

        Args:
            start: The first contribution month.
            paid_at_once: How many contributions are paid by that month.
        """

        def told(ask: Ask) -> ContributionMonth:
            if ask(self.elapsed):
                return self.stands_from(start, start + self.months)
            ahead = paid_at_once >= self.months and ask(self.ahead.holds)
            return self.stands_from(start, start if ahead else start + (self.months - 1))

        return explored(told)

    def stands_from(self, start: ContributionMonth, waited: ContributionMonth) -> ContributionMonth:
        """The month from which the full benefit stands, for one who waits until a month.

        Whoever had waited before the rule began was covered in full from the first day.
        """
        return start if (waited - 1).last_day < self.from_day else waited
