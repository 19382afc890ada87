"""Which paid months count towards a benefit that one has to wait for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jamsostek_rentan.values.months import ContributionMonth, periods_of


if TYPE_CHECKING:
    from datetime import date

    from jamsostek_rentan.cover.status import Walk
    from jamsostek_rentan.law.waiting import JkmWaiting


__all__ = ["full_jkm_from", "scholarship_months"]


class _Paid(NamedTuple):
    """The months of the membership of a day, and the first of them after the last break."""

    months: Sequence[ContributionMonth]
    after_break: ContributionMonth


def full_jkm_from(walk: Walk, *, on: date) -> ContributionMonth | None:
    """The month from which full JKM stands, by what was paid by a day.

    None before the first month, once cover has ended, or where no rule is known.
    """
    waiting, paid = walk.rules.benefits.jkm_waiting, _paid(walk, on)
    if waiting is None or paid is None or walk.ended_on(on=on):
        return None
    start, counted = paid.months[0], paid.months
    if paid.after_break != start and walk.read(waiting.restarts.holds):
        start = paid.after_break
        counted = [month for month in counted if month >= start]
    if walk.read(waiting.elapsed):
        waited = start + waiting.months
    else:
        waited = _last_asked_for(walk, waiting, counted)
    return waiting.stands_from(start, waited)


def _last_asked_for(
    walk: Walk, waiting: JkmWaiting, counted: Sequence[ContributionMonth]
) -> ContributionMonth:
    """The month in which the last contribution asked for counts, paid or still to come."""
    missing = waiting.months - len(counted)
    if missing > 0:
        return counted[-1] + missing
    last = counted[waiting.months - 1]
    paid_in = ContributionMonth.of(max(walk.paid[month] for month in counted[: waiting.months]))
    early = max(paid_in, counted[0])
    return early if early < last and walk.read(waiting.ahead.holds) else last


def scholarship_months(walk: Walk, *, on: date) -> int:
    """How many contribution months up to a day count towards the scholarship of JKM."""
    rule, paid = walk.rules.benefits.scholarship, _paid(walk, on)
    if rule is None or paid is None:
        return 0
    months = [month for month in paid.months if month.first_day <= on]
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
