"""Which paid months count towards a benefit that one has to wait for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsostek_rentan.values.months import ContributionMonth, periods_of


if TYPE_CHECKING:
    from datetime import date

    from jamsostek_rentan.cover.status import Walk
    from jamsostek_rentan.law.waiting import JkmWaiting


__all__ = ["full_jkm_from", "full_jkm_stands", "scholarship_months"]


class _Paid(NamedTuple):
    """The months of the membership of a day, and the first of them after the last break."""

    months: Sequence[ContributionMonth]
    after_break: ContributionMonth


def full_jkm_from(walk: Walk, *, on: date) -> ContributionMonth | None:
    """The month from which full JKM stands, if what is owed by a day and after it is paid.

    None before the first month, once cover has ended, or where no rule is known.
    """
    waiting, paid = walk.rules.benefits.jkm_waiting, _paid(walk, on)
    if waiting is None or paid is None or walk.ended_on(on=on):
        return None
    counted = _counted(walk, waiting, paid)
    if walk.read(waiting.elapsed):
        return waiting.stands_from(counted[0], counted[0] + waiting.months)
    missing = waiting.months - len(counted)
    if missing > 0:
        to_come = max(counted[-1] + missing, ContributionMonth.of(on))
        return waiting.stands_from(counted[0], to_come)
    asked = counted[: waiting.months]
    paid_in = max(ContributionMonth.of(walk.paid[month]) for month in asked)
    if paid_in >= asked[-1]:
        return waiting.stands_from(counted[0], paid_in)
    at_once = walk.read(waiting.ahead.holds)
    return waiting.stands_from(counted[0], max(paid_in, counted[0]) if at_once else asked[-1])


def full_jkm_stands(walk: Walk, *, on: date) -> bool:
    """Whether a death of a day pays the full JKM benefit, by what was paid by that day.

    The day is one on which JKM pays.
    """
    waiting, paid = walk.rules.benefits.jkm_waiting, _paid(walk, on)
    if waiting is None or on < waiting.from_day or paid is None:
        return True
    month = ContributionMonth.of(on)
    counted = _counted(walk, waiting, paid)
    if walk.read(waiting.elapsed):
        return waiting.stands_from(counted[0], counted[0] + waiting.months) <= month
    known = [one for one in counted if walk.paid[one] <= on]
    begun = [one for one in known if one <= month]
    if len(begun) >= waiting.months:
        return True
    # What was paid ahead beyond a month that nobody paid is in no row, but counts where all does.
    beyond = [one for one in walk.paid if one > counted[-1] and walk.paid[one] <= on]
    if len(known) + len(beyond) < waiting.months or not walk.read(waiting.ahead.holds):
        return False
    return len(known) >= waiting.months or not walk.read(waiting.restarts.holds)


def _counted(walk: Walk, waiting: JkmWaiting, paid: _Paid) -> Sequence[ContributionMonth]:
    """The months that count: all, or those since the last break."""
    if paid.after_break == paid.months[0] or not walk.read(waiting.restarts.holds):
        return paid.months
    return [month for month in paid.months if month >= paid.after_break]


def scholarship_months(walk: Walk, *, on: date) -> int:
    """How many contribution months paid by a day count towards the scholarship of JKM."""
    rule, paid = walk.rules.benefits.scholarship, _paid(walk, on)
    if rule is None or paid is None:
        return 0
    months = [one for one in paid.months if one.first_day <= on and walk.paid[one] <= on]
    after = [month for month in months if month >= paid.after_break]
    asked = rule.jkm_months
    # Whether older months count is asked only where it decides.
    if len(after) < asked <= len(months) and not walk.read(rule.across_breaks.holds):
        return len(after)
    return len(months)


def _paid(walk: Walk, on: date) -> _Paid | None:
    """What was paid of the months in a row that had begun by a day, and of those before."""
    begun = [run for run in periods_of(walk.paid) if run.first.first_day <= on]
    if not begun:
        return None
    months = [month for run in begun for month in run]
    ends = [*walk.ends(until=on)]
    back = [month for month in months if not ends or month.last_day > ends[-1]]
    return _Paid(months, max(begun[-1].first, back[0]) if back else begun[-1].first)
