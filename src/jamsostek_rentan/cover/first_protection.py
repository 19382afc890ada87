"""From which day a first contribution protects, and which day of a paper that would need."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jamsostek_rentan.cover.people import Sponsor


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jamsostek_rentan.cover.accounts import Settlement
    from jamsostek_rentan.cover.timeline import CoverageTimeline
    from jamsostek_rentan.law.arrears import FirstProtection
    from jamsostek_rentan.law.programs import Program
    from jamsostek_rentan.law.questions import Figure


__all__ = ["Beginning", "beginning_of"]


class Beginning(NamedTuple):
    """The day on which protection begins, and the day it would need that was not given."""

    day: date
    not_given: str | None


def beginning_of(  # noqa: PLR0913 - each is a part of the question
    settlements: Iterable[Settlement],
    *,
    program: Program | None,
    timeline: CoverageTimeline,
    registrations: tuple[date, ...],
    rule: FirstProtection | None,
    read: Callable[[Figure[bool]], bool],
) -> Beginning | None:
    """When the first contribution for a programme, or for any, begins to protect.

    The first is the one that protects first by its payment: as its month begins, or on the day of
    the payment, where the month had begun before.  The day of the complete form or of the
    agreement may bring that forward, for the sources of funds for which the rule says so.  None
    where nothing was paid.
    """
    own = (one for one in settlements if program in {None, *dict(one.amounts)})
    paid = ((max(one.on, one.month.first_day), one.month, one) for one in own)
    found = min(paid, key=lambda one: one[:2], default=None)
    if found is None:
        return None
    by_payment, month, first = found
    if rule is None or by_payment == month.first_day or not isinstance(first.payer, Sponsor):
        return Beginning(by_payment, None)
    if first.payer.funding in rule.form_for and read(rule.form):
        day, name = min(registrations, default=None), "registered_on"
    elif first.payer.funding in rule.agreement_for and read(rule.agreement):
        day, name = _paper(timeline, first, program), "reference_date"
    else:
        return Beginning(by_payment, None)
    if day is None:
        return Beginning(by_payment, name)
    return Beginning(min(by_payment, max(day, month.first_day)), None)


def _paper(timeline: CoverageTimeline, first: Settlement, program: Program | None) -> date | None:
    """The day of the paper on which a month was sponsored, where it was given."""
    return next(
        (
            given.reference_date
            for given in timeline.sponsorships
            if given.sponsor == first.payer
            and first.month in given.period
            and program in {None, *given.programs}
        ),
        None,
    )
