"""Waiting periods of benefits as dated data: from which contribution on the full benefit stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.arrears import Stated
from jamsostek_rentan.law.basis import LegalBasis
from jamsostek_rentan.law.questions import Figure, Question
from jamsostek_rentan.values.money import Rupiah


if TYPE_CHECKING:
    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["Benefits", "JkmWaiting", "ScholarshipWaiting"]


@attrs.frozen(kw_only=True)
class JkmWaiting:
    """The waiting period of the full JKM death benefit.

    Args:
        from_day: The day on which the rule came into force; before it there was none.
        months: Contributions in a row since registration that are asked for.
        elapsed: Whether those months must have passed, or their contributions only be paid.
        reduced: What a death before that pays, in rupiah.
        full: What a death after that pays, in rupiah.
        basis: Where it says so.
        restarts: Whether the months are counted anew after cover has ended.
    """

    from_day: date
    months: int
    elapsed: Figure[bool]
    reduced: Rupiah
    full: Rupiah
    basis: LegalBasis
    restarts: Stated

    def full_from(self, start: ContributionMonth) -> Figure[ContributionMonth]:
        """The month from which the full benefit stands, for cover without a gap from a month on.

        For each reading: the month of the last contribution asked for, or the month after it.
        """

        def stands_from(elapsed: bool) -> ContributionMonth:  # noqa: FBT001 - a reading
            waited = start + (self.months if elapsed else self.months - 1)
            # Whoever had waited before the rule began was covered in full from the first day.
            return start if (waited - 1).last_day < self.from_day else waited

        return self.elapsed.map(stands_from)


@attrs.frozen(kw_only=True)
class ScholarshipWaiting:
    """Contribution months after which a JKM death opens the scholarship (*beasiswa*)."""

    months: int
    basis: LegalBasis

    def reached(self, start: ContributionMonth) -> ContributionMonth:
        """The month that completes them, for cover without a gap from a month on."""
        return start + (self.months - 1)


@attrs.frozen(kw_only=True)
class Benefits:
    """The dated rules of benefits, as far as a handover needs them."""

    jkm_waiting: JkmWaiting | None = None
    scholarship: ScholarshipWaiting | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions these rules depend on."""
        waiting = self.jkm_waiting
        return (*waiting.elapsed.questions, *waiting.restarts.holds.questions) if waiting else ()
