"""Replacement (*penggantian peserta*): who comes for those who died, moved away or left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import attrs

from jamsostek_rentan.cover.contributions import check_rules
from jamsostek_rentan.cover.events import EndEvent
from jamsostek_rentan.cover.handover_planner import full_jkm_from
from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.records import listed, refuse_unless
from jamsostek_rentan.planning.freezing import freeze
from jamsostek_rentan.planning.leavers import MonthsRefunded, NobodyCame, Replacement
from jamsostek_rentan.planning.planner import planned
from jamsostek_rentan.planning.plans import Plan
from jamsostek_rentan.planning.quotas import place_of
from jamsostek_rentan.planning.scheme import readings_of
from jamsostek_rentan.planning.worker_facts import fact_of
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import both, masked


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.freezing import FixedThrough, Frozen
    from jamsostek_rentan.planning.funds import Cohort
    from jamsostek_rentan.planning.quotas import Place
    from jamsostek_rentan.planning.selection import Selection
    from jamsostek_rentan.values.texts import Bilingual


__all__ = ["replace_workers"]


def replace_workers(  # noqa: PLR0913 - each is a part of the question
    plan: Plan,
    leaving: Mapping[str, EndEvent],
    *,
    on: date,
    rules: Rulebook,
    workers: Iterable[Worker] | None = None,
    fixed_through: FixedThrough = None,
    refunds: Iterable[MonthsRefunded] = (),
) -> Plan:
    """Let those who wait come for those who left, one for one, inside quota and available money.

    Each cohort takes no more than left it, in order of priority and under its quotas, for the
    months that are not paid or decreed.  The month in which somebody died or left is still owed;
    what was paid for later months is money to be traced, and pays for nobody else until a refund is
    recorded.  The result is a plan whose ``replacements`` are the trail, this one's last.

    Args:
        plan: The plan as it stands.
        leaving: What ended the cover of each of those who left, by worker id.
        on: The day of the replacement.
        rules: The rulebook.
        workers: The candidates; those of the plan, where it is not said.
        fixed_through: As for :func:`plan`.
        refunds: As for :func:`plan`.

    Raises:
        InvalidSchemeError: With every problem: somebody who is not in, an event known only later
            or in a month that is not fixed, a refund of months nobody paid, and all that
            :func:`plan` refuses.
        InvalidFactError: For anything of a wrong kind.

    >>> from datetime import date
    >>> from jamsostek_rentan import Cohort, ContributionMonth, EndKind, Fund, FundingSource
    >>> from jamsostek_rentan import Priority, Scheme, law, plan
    >>> fund = Fund("desa", name="Desa Mawar", funding=FundingSource.APBDES)
    >>> year = ContributionMonth(2025, 1).for_months(12)
    >>> scheme = Scheme(
    ...     "mawar-2025", name="1 desa 2 pekerja", place="Desa Mawar", funds=[fund],
    ...     cohorts=[Cohort("I", fund, period=year, workers=2)], priority=[Priority("decile")],
    ... )
    >>> people = [Worker(f"w-{n}", facts={"decile": n}) for n in (1, 2, 3)]
    >>> first = plan(scheme, people, rules=law.bpu())
    >>> died = EndEvent(
    ...     kind=EndKind.DEATH, happened_on=date(2025, 4, 3), known_on=date(2025, 5, 6)
    ... )
    >>> second = replace_workers(first, {"w-1": died}, on=date(2025, 5, 10), rules=law.bpu())
    >>> trail = second.replacements[0]
    >>> print(trail.newcomer.id, trail.period, trail.paid_after, trail.full_jkm.settled)
    w-3 2025-06/2025-12 2025-05/2025-05 True
    """
    refuse_unless(plan, Plan, "plan")
    refuse_unless(leaving, Mapping, "leaving")
    for worker_id, event in leaving.items():
        refuse_unless(worker_id, str, "leaving")
        refuse_unless(event, EndEvent, "leaving")
    everybody = (*plan.participants, *plan.waiting, *(one.worker for one in plan.refusals))
    given = listed(everybody if workers is None else workers, Worker, "workers")
    candidates = tuple(worker for worker in given if worker.id not in leaving)
    check_rules(rules)
    known, problems = readings_of(plan.scheme, rules)
    back = listed(refunds, MonthsRefunded, "refunds")
    frozen = freeze(plan.scheme, plan, rules=known, on=on, through=fixed_through, refunds=back)
    still_in = {worker.id for worker in candidates}
    inside = {str(chosen.cohort): chosen.taken for chosen in plan.selections.settled}
    left = {
        cohort: [worker for worker in members if worker.id in leaving]
        for cohort, members in inside.items()
    }
    heads = {
        cohort: len(left[cohort]) + sum(worker.id in still_in for worker in members)
        for cohort, members in inside.items()
    }
    problems += tuple(_problems(plan, frozen, leaving, on))
    new = planned(plan.scheme, candidates, known, frozen, heads=heads, problems=problems)
    fixed = {(one.cohort.id, one.worker.id): one.period for one in new.fixed}
    trail = [
        replacement
        for cohort, chosen in zip(plan.scheme.cohorts, new.selections.settled, strict=True)
        for replacement in _replacements(new, cohort, chosen, left[cohort.id], leaving, fixed)
    ]
    return attrs.evolve(new, replacements=(*plan.replacements, *trail))


def _problems(
    plan: Plan, frozen: Frozen, leaving: Mapping[str, EndEvent], on: date
) -> Iterator[Bilingual]:
    """Why some of those who leave cannot: not in, known only later, or in a month still open."""
    cohorts = {
        worker.id: str(chosen.cohort)
        for chosen in plan.selections.settled
        for worker in chosen.taken
    }
    for worker_id, event in leaving.items():
        name = masked(worker_id)
        if worker_id not in cohorts:
            yield both("scheme.leaver-unknown", worker=name)
            continue
        if event.known_on > on:
            yield both("scheme.leaver-later", worker=name, known=event.known_on, on=on)
        period = frozen.periods[cohorts[worker_id]]
        if period is not None and event.month >= period.first:
            yield both("scheme.leaver-open", worker=name, month=event.month, first=period.first)


def _replacements(  # noqa: PLR0913, PLR0917 - each is a part of the trail
    new: Plan,
    cohort: Cohort,
    chosen: Selection,
    left: Sequence[Worker],
    leaving: Mapping[str, EndEvent],
    fixed: Mapping[tuple[str, str], ContributionPeriod],
) -> Iterator[Replacement]:
    """The trail of one cohort: each of those who left, with who came instead."""
    period = dict(new.periods).get(cohort.id)
    nobody = NobodyCame.NO_CANDIDATE
    if period is None:
        nobody = NobodyCame.NO_MONTHS
    elif chosen.unaffordable or chosen.stopped:
        nobody = NobodyCame.NO_MONEY
    newcomers = _paired(cohort, left, (*chosen.by_minimum, *chosen.by_priority))
    for place, leaver in enumerate(left):
        event = leaving[leaver.id]
        replacement = Replacement(
            leaver=leaver,
            event=event,
            cohort=cohort,
            on=cast("date", new.on),
            paid_after=_after(event, fixed.get((cohort.id, leaver.id))),
        )
        if place in newcomers and period is not None:
            since = full_jkm_from(period.first, programs=cohort.programs, rules=new.rules)
            yield attrs.evolve(
                replacement,
                newcomer=newcomers[place],
                period=period,
                full_jkm=None if since is None else since.map(period.__contains__),
            )
        else:
            yield attrs.evolve(replacement, why_nobody=nobody)


def _paired(
    cohort: Cohort, left: Sequence[Worker], newcomers: Iterable[Worker]
) -> dict[int, Worker]:
    """Who comes for whom: those of the same narrowest place, then of wider ones, then in order."""
    path = max((quota.by for quota in cohort.quotas), key=len, default=())
    rest = list(newcomers)
    found: dict[int, Worker] = {}
    for depth in range(len(path), -1, -1):
        of_place: dict[Place, list[Worker]] = {}
        for newcomer in reversed(rest):
            of_place.setdefault(_place(newcomer, path[:depth]), []).append(newcomer)
        for at, leaver in enumerate(left):
            same = of_place.get(_place(leaver, path[:depth]))
            if same and at not in found:
                found[at] = same.pop()
        paired = {newcomer.id for newcomer in found.values()}
        rest = [newcomer for newcomer in rest if newcomer.id not in paired]
    return found


def _place(worker: Worker, path: Iterable[str]) -> Place:
    return place_of(fact_of(worker, fact) for fact in path)


def _after(event: EndEvent, paid: ContributionPeriod | None) -> ContributionPeriod | None:
    """The months after an event among those that are paid or decreed."""
    if paid is None or event.month >= paid.last:
        return None
    return ContributionPeriod(max(paid.first, event.month + 1), paid.last)
