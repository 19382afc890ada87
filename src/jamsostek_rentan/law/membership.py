"""Rules of membership as dated data: when a contribution is due, until which age one may join."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

import attrs

from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.arrears import Arrears, FirstProtection
from jamsostek_rentan.law.basis import Basis, check_basis
from jamsostek_rentan.law.facts import check_months
from jamsostek_rentan.law.questions import Figure, Question, certain
from jamsostek_rentan.values.dated import DatedValue, edges_of, holds_in, spliced, value_in_force
from jamsostek_rentan.values.months import ContributionMonth, next_working_day
from jamsostek_rentan.values.texts import both, text


if TYPE_CHECKING:
    from collections.abc import Container

    from jamsostek_rentan.values.texts import Language


__all__ = ["LAST_DUE_DAY", "AgeLimit", "Membership", "MembershipChange"]

LAST_DUE_DAY = 28
"""The last day that every month has."""

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class AgeLimit:
    """Up to which age one may register (*batas usia pendaftaran*).

    Args:
        years: The age.
        inclusive: Whether one of that very age may still register.
    """

    years: int
    inclusive: Figure[bool]

    def in_words(self, lang: Language) -> str:
        """The age, and whether that very age may still register."""
        included = self.inclusive.map(lambda one: both("cell.yes" if one else "cell.no"))
        return text("age-limit.words", lang, years=self.years, included=included)

    def refused_age(self, *, inclusive: bool) -> int:
        """The age from which one may be refused, in years."""
        return self.years + inclusive


@attrs.frozen(kw_only=True)
class Membership:
    """The dated rules of membership (*ketentuan kepesertaan*).

    Args:
        due_days: The day of the contribution month on which it is due, with its months.
        age_limits: Up to which age one may register, with its months.
        arrears: What follows when a month is not paid, with its months.
        first_protection: From which day a first contribution that is paid late protects.
    """

    due_days: tuple[DatedValue[int], ...] = ()
    age_limits: tuple[DatedValue[AgeLimit], ...] = ()
    arrears: tuple[DatedValue[Arrears], ...] = ()
    first_protection: FirstProtection | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions these rules depend on."""
        found = [
            question for dated in self.age_limits for question in dated.value.inclusive.questions
        ]
        return tuple(dict.fromkeys((*found, *self.protection_questions)))

    @property
    def protection_questions(self) -> tuple[Question, ...]:
        """The open questions that arrears and the begin of protection depend on."""
        found = [question for dated in self.arrears for question in dated.value.questions]
        found += self.first_protection.questions if self.first_protection else ()
        return tuple(dict.fromkeys(found))

    def edges(self) -> set[ContributionMonth]:
        """The months in which a rule begins to hold, or holds no longer."""
        return edges_of((*self.due_days, *self.age_limits, *self.arrears))

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


@attrs.frozen(kw_only=True)
class MembershipChange:
    """Another due day, or another age limit, for some months.

    Args:
        first: The first month in which it holds.
        last: The last one, or none while it has no end.
        due_day: The day of the contribution month on which it is due, 1 to 28.
        age_limit: The age up to which, inclusive, one may register.
        basis: On what it rests.

    Raises:
        InvalidFactError: Without a ground, without exactly one of the two rules, or for a day
            that some month does not have.
    """

    first: ContributionMonth
    last: ContributionMonth | None
    due_day: int | None
    age_limit: int | None
    basis: Basis

    def __attrs_post_init__(self) -> None:
        check_basis(self.basis)
        check_months(self.first, self.last, "Another rule of membership")
        if (self.due_day is None) == (self.age_limit is None):
            raise InvalidFactError(
                f"Another rule of membership was asked from {self.first}.",
                "It is a due day or an age limit.",
                "Give one of due_day= and age_limit=; make two changes for both.",
            )
        if self.age_limit is not None and (type(self.age_limit) is not int or self.age_limit < 1):
            raise InvalidFactError(
                f"The age limit {self.age_limit!r} was asked.",
                "It is a whole number of years, one or more.",
                "Give for example 65.",
            )
        if self.due_day is not None and not 1 <= self.due_day <= LAST_DUE_DAY:
            raise InvalidFactError(
                f"The due day {self.due_day} was asked.",
                f"A day that every month has is asked, 1 to {LAST_DUE_DAY}.",
                "Give one of them.",
            )

    def speaks_of(self, month: ContributionMonth) -> bool:
        """Whether it holds in a month."""
        return holds_in(self, month)

    def apply(self, membership: Membership) -> Membership:
        """The rules of membership under it."""
        if self.due_day is not None:
            return attrs.evolve(
                membership, due_days=spliced(membership.due_days, self._dated(self.due_day))
            )
        limit = AgeLimit(years=self.age_limit or 0, inclusive=certain(value=True))
        return attrs.evolve(
            membership, age_limits=spliced(membership.age_limits, self._dated(limit))
        )

    def _dated(self, value: T) -> DatedValue[T]:
        return DatedValue(value=value, first=self.first, last=self.last, ground=self.basis)
