"""Rules of membership as dated data: when a contribution is due, until which age one may join."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.questions import Figure, Question
from jamsostek_rentan.values.dated import DatedValue, value_in_force
from jamsostek_rentan.values.months import next_working_day


if TYPE_CHECKING:
    from collections.abc import Container

    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["AgeLimit", "Membership"]


@attrs.frozen(kw_only=True)
class AgeLimit:
    """Up to which age one may register (*batas usia pendaftaran*).

    Args:
        years: The age.
        inclusive: Whether one of that very age may still register.
    """

    years: int
    inclusive: Figure[bool]


@attrs.frozen(kw_only=True)
class Membership:
    """The dated rules of membership (*ketentuan kepesertaan*).

    Args:
        due_days: The day of the contribution month on which it is due, with its months.
        age_limits: Up to which age one may register, with its months.
    """

    due_days: tuple[DatedValue[int], ...] = ()
    age_limits: tuple[DatedValue[AgeLimit], ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions these rules depend on."""
        found = (
            question for dated in self.age_limits for question in dated.value.inclusive.questions
        )
        return tuple(dict.fromkeys(found))

    def due_date(self, month: ContributionMonth, *, holidays: Container[date] = ()) -> date | None:
        """The day on which a contribution is due (*jatuh tempo*); none where no rule is known.

        Args:
            month: The contribution month.
            holidays: Days off besides Saturdays and Sundays; the due day moves past them.
        """
        rule = value_in_force(self.due_days, month)
        if rule is None:
            return None
        return next_working_day(date(month.year, month.month, rule.value), holidays=holidays)
