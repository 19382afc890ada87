"""Whether somebody is of an age to be enrolled: by a policy, and by the law as it is read."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING, Any

from jamsostek_rentan.planning.eligibility.breaches import Breach
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.months import age_on


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.eligibility.policy import EligibilityPolicy
    from jamsostek_rentan.values.months import ContributionPeriod


__all__ = ["can_be_born", "judge_of_ages"]

_FIRST_YEAR = 1900

_LEAP_YEAR = 1904


def can_be_born(born: date, *, on: date) -> bool:
    """Whether somebody who lives on a day can be born on another.

    >>> can_be_born(date(1985, 5, 15), on=date(2025, 1, 1))
    True
    >>> can_be_born(date(2025, 5, 15), on=date(2025, 1, 1))
    False
    """
    return born.year >= _FIRST_YEAR and born <= on


def judge_of_ages(
    policy: EligibilityPolicy, period: ContributionPeriod, rules: Rulebook
) -> Callable[[date], tuple[Breach, ...]]:
    """What tells of a birth date which rules an age breaks on the first and last day of cover."""
    first, last = period.first.first_day, period.last.last_day

    @functools.cache
    def judge(age: int, at_end: int) -> tuple[Breach, ...]:
        return (*_by_policy(policy, age, at_end), *_by_law(rules, period, age, at_end))

    age_at_first, age_at_last = _ages_on(first), _ages_on(last)

    def judge_born(born: date) -> tuple[Breach, ...]:
        return judge(age_at_first(born), age_at_last(born))

    return judge_born


def _ages_on(day: date) -> Callable[[date], int]:
    """The age on one day, of many: what :func:`age_on` says, asked once for each day of a year."""

    @functools.cache
    def short_by(month: int, of_month: int) -> int:
        born = date(_LEAP_YEAR, month, of_month)
        return day.year - born.year - age_on(day, birth_date=born)

    def age(born: date) -> int:
        return day.year - born.year - short_by(born.month, born.day)

    return age


def _by_policy(policy: EligibilityPolicy, age: int, at_end: int) -> Iterator[Breach]:
    least, most, most_at_end = policy.least_age, policy.most_age, policy.most_age_at_end
    if least is not None and age < least:
        yield _breach("age-under", age=age, least=least)
    if most is not None and age > most:
        yield _breach("age-over", age=age, most=most)
    elif most_at_end is not None and at_end > most_at_end:
        yield _breach("age-over-at-end", age=at_end, most=most_at_end)


def _by_law(rules: Rulebook, period: ContributionPeriod, age: int, at_end: int) -> Iterator[Breach]:
    """The age limit of the law, by every reading, as chosen or presumed, or by some reading."""
    limit = value_in_force(rules.membership.age_limits, period.first)
    if limit is None:
        return
    about = {"years": limit.value.years, "ground": limit.ground}
    refused = rules.answered(limit.value.inclusive).map(
        lambda inclusive: age >= limit.value.refused_age(inclusive=inclusive)
    )
    if all(refused.values):
        yield _breach("age-limit", age=age, **about)
    elif any(refused.values):
        presumed = not refused.unsettled and refused.settled
        yield _breach("age-limit-presumed" if presumed else "age-limit-open", age=age, **about)
    elif at_end > limit.value.years:
        yield _breach("age-limit-at-end", age=at_end, **about)


def _breach(rule: str, **values: Any) -> Breach:  # noqa: ANN401 - whatever its text is about
    return Breach(rule, "birth_date", tuple(values.items()))
