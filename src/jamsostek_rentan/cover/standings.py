"""How programmes stand on a day, by the books of a ledger or by a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.cover.counted_months import (
    full_jkm_from,
    full_jkm_stands,
    scholarship_months,
)
from jamsostek_rentan.cover.first_protection import Beginning
from jamsostek_rentan.cover.ledger import CoverageLedger, beginning_in, walk_of
from jamsostek_rentan.cover.standing import Standing
from jamsostek_rentan.cover.status import CoverageStatus, Walk
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.law.questions import Figure, explored
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jamsostek_rentan.cover.timeline import CoverageTimeline
    from jamsostek_rentan.law.questions import Ask
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["standings_on"]


def standings_on(
    cover: CoverageLedger | CoverageTimeline, held: Sequence[Program], day: date, rules: Rulebook
) -> Figure[tuple[Standing, ...]]:
    """How each programme held stands on a day, under each reading."""
    if isinstance(cover, CoverageLedger):
        then = cover.on(day)
        return explored(
            lambda ask: tuple(_by_ledger(cover, then, program, day, ask) for program in held)
        )
    return explored(
        lambda ask: tuple(_by_plan(cover, program, day, rules, ask) for program in held)
    )


def _by_ledger(
    ledger: CoverageLedger, then: CoverageLedger, program: Program, day: date, ask: Ask
) -> Standing:
    """By what was paid by a day; where that is nothing, by what was paid since for that day."""
    books = then
    walk = walk_of(then, ask(then.figure), program, ask)
    status = walk.status(on=day)
    if status is CoverageStatus.NOT_YET:
        books = ledger
        walk = walk_of(ledger, ask(ledger.figure), program, ask)
    return _standing(walk, status, program, day, beginning_in(books, program, ask))


def _by_plan(
    timeline: CoverageTimeline, program: Program, day: date, rules: Rulebook, ask: Ask
) -> Standing:
    planned = _planned(timeline, program, day)
    walk = Walk(planned, rules, ask, timeline.died_on)
    begin = Beginning(min(planned).first_day, None) if planned else None
    return _standing(walk, walk.status(on=day), program, day, begin)


def _planned(
    timeline: CoverageTimeline, program: Program, day: date
) -> dict[ContributionMonth, date]:
    """The months owed for a programme by a day, each as if paid on its first day."""
    last = ContributionMonth.of(day)
    periods = (
        ContributionPeriod(stretch.period.first, min(stretch.period.last, last))
        for stretch in timeline.stretches
        if program in stretch.programs and stretch.period.first <= last
    )
    return {month: month.first_day for period in periods for month in period}


def _standing(
    walk: Walk, status: CoverageStatus, program: Program, day: date, begin: Beginning | None
) -> Standing:
    paid_since = status is CoverageStatus.NOT_YET and ContributionMonth.of(day) in walk.paid
    if status is CoverageStatus.IN_ARREARS:
        stands = _paid_in_arrears(walk, day)
    else:
        late = paid_since and begin is not None and begin.day <= day
        stands = status is CoverageStatus.ACTIVE or late
    of_jkm = program is Program.JKM
    waiting = walk.rules.benefits.jkm_waiting
    member = stands or status in {CoverageStatus.ACTIVE, CoverageStatus.IN_ARREARS}
    return Standing(
        status=status,
        stands=stands,
        since=_since(walk, begin, day) if member else None,
        full=not of_jkm or full_jkm_stands(walk, on=day),
        full_from=full_jkm_from(walk, on=day)
        if of_jkm and waiting and waiting.from_day <= day
        else None,
        months=scholarship_months(walk, on=day) if of_jkm else 0,
        not_given=begin.not_given if paid_since and begin else None,
    )


def _paid_in_arrears(walk: Walk, day: date) -> bool:
    arrears = value_in_force(walk.rules.membership.arrears, ContributionMonth.of(day))
    return arrears is not None and walk.read(arrears.value.benefits_paid.holds)


def _since(walk: Walk, begin: Beginning | None, day: date) -> date | None:
    end = walk.last_end(on=day)
    if end is not None and end.back_on is not None:
        return end.back_on
    return begin and begin.day
