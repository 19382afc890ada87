"""What of an earlier plan is fixed: the months paid or decreed, their money, and who goes on."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.events import EndKind
from jamsostek_rentan.cover.records import refuse_unless, refuse_unless_day
from jamsostek_rentan.law.questions import total
from jamsostek_rentan.planning.blocks import BudgetLine
from jamsostek_rentan.planning.candidate_records import Assignment
from jamsostek_rentan.planning.leavers import MonthsRefunded
from jamsostek_rentan.planning.plans import Plan
from jamsostek_rentan.planning.refunds import refund_lines, refund_problems
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual, both, masked


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jamsostek_rentan.law.questions import Figure
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.funds import Cohort, Fund
    from jamsostek_rentan.planning.scheme import Scheme


__all__ = ["FixedThrough", "Frozen", "freeze", "nothing_frozen"]

FixedThrough = ContributionMonth | dict[str, ContributionMonth] | None
"""The last month that is paid or decreed, of all cohorts or by cohort id."""


@attrs.frozen(kw_only=True)
class Frozen:
    """What of an earlier plan is fixed, as the cohorts of a scheme have it now.

    Args:
        periods: The months that are to be planned, by cohort id; none where all are fixed.
        assignments: The months that are fixed, of everybody who was in.
        lines: What they cost.
        earlier: The earlier plan.
        on: The day of planning.
        refunds: The months that were given back so far.
        problems: Why the earlier plan cannot be gone on with.
    """

    periods: dict[str, ContributionPeriod | None]
    assignments: tuple[Assignment, ...] = ()
    lines: tuple[BudgetLine, ...] = ()
    earlier: Plan | None = None
    on: date | None = None
    refunds: tuple[MonthsRefunded, ...] = ()
    problems: tuple[Bilingual, ...] = ()

    @functools.cached_property
    def spent(self) -> dict[tuple[str, int], Figure[Rupiah]]:
        """What each fund has spent of each budget year, by its id."""
        found: dict[tuple[str, int], list[Figure[Rupiah]]] = {}
        for line in self.lines:
            found.setdefault((line.cohort.fund.id, line.month.year), []).append(line.figure)
        return {key: total(figures) for key, figures in found.items()}

    @functools.cached_property
    def paid_through(self) -> dict[str, ContributionMonth]:
        """The last month of each worker that is fixed, whichever cohort pays it."""
        found: dict[str, ContributionMonth] = {}
        for one in self.assignments:
            last = found.get(one.worker.id, one.period.last)
            found[one.worker.id] = max(last, one.period.last)
        return found

    @property
    def dead(self) -> frozenset[str]:
        """Who died, by the replacements so far."""
        trail = () if self.earlier is None else self.earlier.replacements
        return frozenset(one.leaver.id for one in trail if one.event.kind is EndKind.DEATH)

    def members(self, cohort: Cohort) -> dict[str, ContributionMonth]:
        """Who is in a cohort by the earlier plan, with the first month that was paid or planned."""
        return self._members.get(cohort.id, {})

    @functools.cached_property
    def _members(self) -> dict[str, dict[str, ContributionMonth]]:
        """Of a cohort that has no months left, only those whose months are fixed."""
        if self.earlier is None or not _is_certain(self.earlier):
            return {}
        firsts: dict[str, ContributionMonth] = {}
        for one in self.earlier.assignments:
            first = firsts.get(one.worker.id, one.period.first)
            firsts[one.worker.id] = min(first, one.period.first)
        fixed = {(one.cohort.id, one.worker.id) for one in self.assignments}
        return {
            str(chosen.cohort): {
                worker.id: firsts[worker.id]
                for worker in chosen.taken
                if self.periods.get(str(chosen.cohort)) or (chosen.cohort, worker.id) in fixed
            }
            for chosen in self.earlier.selections.settled
        }


def nothing_frozen(scheme: Scheme) -> Frozen:
    """What is fixed where nothing was planned before."""
    return Frozen(periods={cohort.id: cohort.period for cohort in scheme.cohorts})


def freeze(  # noqa: PLR0913 - each is a part of the question
    scheme: Scheme,
    earlier: Plan,
    *,
    rules: Rulebook,
    on: date,
    through: FixedThrough,
    refunds: tuple[MonthsRefunded, ...],
) -> Frozen:
    """What of an earlier plan is fixed on a day.

    Args:
        scheme: The scheme as it is now.
        earlier: The earlier plan.
        rules: The rulebook; readings chosen by now settle what was in doubt.
        on: The day.
        through: The last month paid or decreed, of all cohorts or by cohort id; where it is not
            said, the month of the day.  What an earlier plan has fixed stays so.
        refunds: Months that were given back.
    """
    refuse_unless(earlier, Plan, "after")
    refuse_unless_day(on, "on")
    today = ContributionMonth.of(on)
    fixed = _by_cohort(earlier, through, today)
    assignments, lines = _kept(scheme, earlier, fixed)
    periods: dict[str, ContributionPeriod | None] = {}
    paid = {one.cohort.id for one in assignments}
    for cohort in scheme.cohorts:
        begins = max(fixed[cohort.id] + 1, today) if cohort.id in paid else today
        first, last = max(begins, cohort.period.first), cohort.period.last
        periods[cohort.id] = ContributionPeriod(first, last) if first <= last else None
    frozen = Frozen(
        periods=periods,
        assignments=assignments,
        lines=tuple(_as_now(scheme, rules, (*lines, *refund_lines(refunds, earlier)))),
        earlier=earlier,
        on=on,
        refunds=(*earlier.refunds, *refunds),
    )
    problems = (
        *_problems(scheme, earlier, frozen, fixed, today),
        *_unknown(earlier, through),
        *refund_problems(refunds, earlier, assignments, on),
    )
    return attrs.evolve(frozen, problems=problems)


def _by_cohort(
    earlier: Plan, through: FixedThrough, today: ContributionMonth
) -> dict[str, ContributionMonth]:
    """The last fixed month of each cohort: what was fixed before stays so."""
    given = through if isinstance(through, dict) else {}
    everywhere = today if through is None or isinstance(through, dict) else through
    refuse_unless(everywhere, ContributionMonth, "fixed_through")
    for month in given.values():
        refuse_unless(month, ContributionMonth, "fixed_through")
    fixed = {cohort.id: given.get(cohort.id, everywhere) for cohort in earlier.scheme.cohorts}
    for one in earlier.fixed:
        fixed[one.cohort.id] = max(fixed[one.cohort.id], one.period.last)
    return fixed


def _kept(
    scheme: Scheme, earlier: Plan, fixed: Mapping[str, ContributionMonth]
) -> tuple[tuple[Assignment, ...], tuple[BudgetLine, ...]]:
    """The fixed months of the earlier plan, in the cohorts as they are now."""
    if not _is_certain(earlier):
        return (), ()
    assignments: list[Assignment] = []
    for one in earlier.assignments:
        last = min(one.period.last, fixed[one.cohort.id])
        if one.period.first <= last:
            assignments.append(
                attrs.evolve(
                    one,
                    cohort=scheme.cohort(one.cohort.id) or one.cohort,
                    period=ContributionPeriod(one.period.first, last),
                )
            )
    paid = {one.cohort.id for one in assignments}
    lines = (
        line
        for line in earlier.lines
        if line.cohort.id in paid and line.month <= fixed[line.cohort.id]
    )
    return tuple(assignments), tuple(lines)


def _as_now(scheme: Scheme, rules: Rulebook, lines: Iterable[BudgetLine]) -> Iterator[BudgetLine]:
    """Lines of the cohorts as they are now, under the readings that are chosen now."""
    for line in lines:
        yield attrs.evolve(
            line,
            cohort=scheme.cohort(line.cohort.id) or line.cohort,
            figure=rules.answered(line.figure),
        )


def _unknown(earlier: Plan, through: FixedThrough) -> Iterator[Bilingual]:
    """Cohorts that are said to be fixed and that the earlier plan does not have."""
    for name in through if isinstance(through, dict) else ():
        if earlier.scheme.cohort(name) is None:
            yield both("scheme.fixed-unknown", cohort=masked(str(name)))


def _is_certain(plan: Plan) -> bool:
    return not plan.selections.over


def _problems(
    scheme: Scheme,
    earlier: Plan,
    frozen: Frozen,
    fixed: Mapping[str, ContributionMonth],
    today: ContributionMonth,
) -> Iterator[Bilingual]:
    if not _is_certain(earlier):
        questions = tuple(question.id for question in earlier.selections.questions)
        yield both("scheme.list-open", questions=questions)
    if earlier.scheme.id != scheme.id:
        yield both("scheme.other-scheme", scheme=scheme, other=earlier.scheme)
    if earlier.on is not None and frozen.on is not None and frozen.on < earlier.on:
        yield both("scheme.planned-backwards", on=frozen.on, before=earlier.on)
    paid = {one.cohort.id for one in frozen.assignments}
    for old in earlier.scheme.cohorts:
        if old.id in paid:
            yield from _of_old(old, scheme.cohort(old.id), frozen)
    for new in scheme.cohorts:
        if new.id not in fixed and new.period.first < today:
            yield both("scheme.begins-before", cohort=new, first=new.period.first, today=today)
    funds = {fund.id: fund for fund in scheme.funds if fund.budgets}
    for (fund_id, year), spent in frozen.spent.items():
        if fund_id in funds:
            yield from _overspent(funds[fund_id], year, spent)


def _of_old(old: Cohort, new: Cohort | None, frozen: Frozen) -> Iterator[Bilingual]:
    """A cohort with fixed months that is gone, or another one now."""
    if new is None:
        yield both("scheme.cohort-gone", cohort=old)
    elif _payer_of(new) != _payer_of(old):
        yield both("scheme.cohort-changed", cohort=old)
    elif new.period.first != old.period.first or new.period.last < _last(frozen, old):
        yield both("scheme.cohort-moved", cohort=old, period=old.period)


def _payer_of(cohort: Cohort) -> tuple[object, ...]:
    """Who pays for a cohort, and what."""
    return cohort.fund.id, cohort.fund.payer, cohort.programs


def _last(frozen: Frozen, cohort: Cohort) -> ContributionMonth:
    return max(one.period.last for one in frozen.assignments if one.cohort.id == cohort.id)


def _overspent(fund: Fund, year: int, spent: Figure[Rupiah]) -> Iterator[Bilingual]:
    budget = dict(fund.budgets).get(year, Rupiah(0))
    if any(amount > budget for amount in spent.values):
        yield both("scheme.overspent", fund=fund, year=str(year), budget=budget, spent=spent)
