"""Law of the scheme: no fund is overspent and no settled month changes, whatever is planned."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import (
    Cohort,
    ContributionMonth,
    ContributionPeriod,
    EndEvent,
    EndKind,
    Fund,
    FundingSource,
    MonthsRefunded,
    Plan,
    Priority,
    Program,
    Quota,
    Rupiah,
    Scheme,
    Sector,
    StopRule,
    Worker,
)


if TYPE_CHECKING:
    from random import Random


RULES = jr.law.bpu()
YEAR = 2025
JANUARY = ContributionMonth(YEAR, 1)
INCOMES = (jr.LOWEST_BAND, Rupiah(1_500_000), Rupiah(3_000_000))

WORKERS = st.lists(
    st.tuples(
        st.sampled_from(["Mawar", "Melati", "Kenanga"]),
        st.integers(1, 3),
        st.sampled_from(INCOMES),
        st.sampled_from(["petani", "nelayan"]),
    ),
    min_size=1,
    max_size=18,
)


def named(rows: list[tuple[str, int, Any, str]]) -> list[Worker]:
    """Candidates with different costs."""
    return [
        Worker(
            f"w-{at:02}",
            sector=Sector.OTHER,
            declared_income=income,
            facts={"village": village, "decile": decile, "job": job},
        )
        for at, (village, decile, income, job) in enumerate(rows)
    ]


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Schemes of two funds and three cohorts, with budgets that do not suffice."""
    funds = [
        Fund(
            name,
            name=f"Dana {name}",
            funding=FundingSource.APBD,
            budgets=draw(
                st.sampled_from(
                    [(), *({YEAR: Rupiah(amount)} for amount in (0, 400_000, 900_000, 2_000_000))]
                )
            ),
        )
        for name in ("murni", "perubahan")
    ]
    cohorts = [
        Cohort(
            name,
            fund,
            period=ContributionPeriod(ContributionMonth(YEAR, start), ContributionMonth(YEAR, 12)),
            workers=draw(st.integers(1, 9)),
            programs=programs,
            quotas=draw(
                st.sampled_from(
                    [(), (Quota("village", most=3),), (Quota("village", most=4, least=1),)]
                )
            ),
            among=among,
        )
        for name, fund, start, programs, among in (
            ("I", funds[0], 1, jr.BASIC_COVER, ()),
            ("II", funds[0], 4, [Program.JKK], {"job": ["nelayan"]}),
            ("III", funds[1], 8, jr.BASIC_COVER, ()),
        )
    ]
    return Scheme(
        "mawar",
        name="Program Mawar",
        place="Kabupaten Mawar",
        funds=funds,
        cohorts=cohorts,
        priority=[Priority("decile")],
        handover=jr.HandoverPolicy(then=jr.Afterwards.SELF_PAYMENT),
        stop=draw(st.sampled_from(StopRule)),
    )


def planned(scheme: Scheme, workers: list[Worker]) -> Plan | None:
    """The plan, or none where minima ask for more heads than there are."""
    try:
        return jr.plan(scheme, workers, rules=RULES)
    except jr.InvalidSchemeError as error:
        if all("need " in problem.en for problem in error.problems):
            return None
        raise


def budgets_hold(plan: Plan) -> bool:
    """Whether no fund has spent more of a year than it has."""
    return all(left >= Rupiah(0) for left in plan.left.values())


def months_of(plan: Plan, through: ContributionMonth) -> set[tuple[str, str, ContributionMonth]]:
    """Who is paid by which cohort in which month, up to a month."""
    return {
        (one.cohort.id, one.worker.id, month)
        for one in plan.assignments
        for month in one.period
        if month <= through
    }


def spent_by_month(plan: Plan, through: ContributionMonth) -> Counter[tuple[Any, ...]]:
    """What each cohort pays for each programme, up to a month, with what came back apart."""
    found: Counter[tuple[Any, ...]] = Counter()
    for line in plan.lines:
        if line.month <= through and line.heads.settled >= 0:
            found[line.cohort.id, line.program, line.month] += line.figure.settled.amount
    return +found


def check(plan: Plan, workers: list[Worker]) -> None:
    """What holds of every plan."""
    assert budgets_hold(plan)
    assert len(plan.participants) + len(plan.waiting) + len(plan.refusals) == len(workers)
    assert len({worker.id for worker in plan.participants}) == len(plan.participants)
    for cohort, chosen in zip(plan.scheme.cohorts, plan.selections.settled, strict=True):
        members = chosen.taken
        for month in cohort.period:
            inside = [
                one for one in plan.assignments if one.cohort == cohort and month in one.period
            ]
            assert len({one.worker.id for one in inside}) == len(inside)
        planned_now = dict(plan.periods).get(cohort.id)
        if planned_now is not None:
            assert len(members) <= cohort.heads
            places = Counter(dict(one.facts)["village"] for one in members)
            for quota in cohort.quotas:
                assert all(count <= quota.most for count in places.values())  # type: ignore[operator]
    for worker in workers:
        assert plan.why(worker.id), worker
    for timeline in plan.timelines():
        assert timeline.double_funded() == ()
    assert len(plan.handovers().plans) == len(plan.participants)


def gross(plan: Plan) -> Counter[str]:
    """What the dues of everybody come to by fund."""
    found: Counter[str] = Counter()
    for due in plan.dues():
        found[due.payer.id] += due.amount.amount
    return +found


@given(schemes(), WORKERS, st.randoms(use_true_random=False))
def test_a_plan_does_not_depend_on_the_order_of_its_candidates(
    scheme: Scheme, rows: list[tuple[str, int, Any, str]], chance: Random
) -> None:
    """Who is in, who waits, why, and every rupiah."""
    workers = named(rows)
    plan = planned(scheme, workers)
    if plan is None:
        return
    check(plan, workers)
    shuffled = list(workers)
    chance.shuffle(shuffled)
    again = planned(scheme, shuffled)

    assert again == plan
    assert list(again.records()) == list(plan.records())


@given(schemes(), WORKERS)
def test_what_the_funds_pay_is_what_everybody_owes(
    scheme: Scheme, rows: list[tuple[str, int, Any, str]]
) -> None:
    """The lines of the budget and the dues of the timelines are computed on two ways."""
    plan = planned(scheme, named(rows))
    if plan is None:
        return

    by_fund = Counter({fund.id: amount.amount for fund, amount in plan.by_fund.items()})
    assert gross(plan) == +by_fund
    worker_months = sum(len(one.period) for one in plan.assignments)
    assert plan.worker_months.settled == worker_months


@given(schemes(), WORKERS, st.data())
def test_nothing_is_overspent_and_nothing_fixed_changes_in_any_sequence(
    scheme: Scheme, rows: list[tuple[str, int, Any, str]], data: st.DataObject
) -> None:
    """Planned again and replaced, again and again, with money that comes back in between."""
    workers = named(rows)
    plan = planned(scheme, workers)
    if plan is None:
        return
    month = JANUARY
    here = {worker.id for worker in workers}
    for _ in range(data.draw(st.integers(1, 4), label="steps")):
        month += data.draw(st.integers(0, 3), label="months later")
        if month.year > YEAR:
            break
        on = date(YEAR, month.month, 15)
        ahead = data.draw(st.integers(0, 4), label="paid ahead")
        through = min(month + ahead, ContributionMonth(YEAR, 12))
        refunds = _refund(plan, on, through, data)
        inside = [worker.id for worker in plan.participants]
        if inside and data.draw(st.booleans(), label="replace"):
            leaving = data.draw(st.sets(st.sampled_from(inside), max_size=3), label="leaving")
            here -= leaving
            new = jr.replace_workers(
                plan,
                {name: _died(on) for name in leaving},
                on=on,
                rules=RULES,
                fixed_through=through,
                refunds=refunds,
            )
            assert len(new.replacements) == len(plan.replacements) + len(leaving)
            assert len(new.participants) <= len(plan.participants)
            still_in = {worker.id for worker in new.participants}
            assert set(inside) - leaving <= still_in
            for one in new.replacements[len(plan.replacements) :]:
                assert (one.newcomer is None) == (one.why_nobody is not None)
                assert one.newcomer is None or one.newcomer.id in here
        else:
            here -= data.draw(st.sets(st.sampled_from(sorted(here) or [""]), max_size=3))
            given_now = [worker for worker in workers if worker.id in here]
            try:
                new = jr.plan(
                    scheme,
                    given_now,
                    rules=RULES,
                    after=plan,
                    on=on,
                    fixed_through=through,
                    refunds=refunds,
                )
            except jr.InvalidSchemeError as error:
                if all("need " in problem.en for problem in error.problems):
                    continue
                raise
        check(new, [worker for worker in workers if worker.id in here])
        before = months_of(plan, through)
        paid = {cohort for cohort, _, _ in before}  # where nobody was, nothing is fixed
        assert {one for one in months_of(new, through) if one[0] in paid} == before
        spent, then = spent_by_month(plan, through), spent_by_month(new, through)
        assert {key: one for key, one in then.items() if key[0] in paid} == spent
        fixed_before = {
            (one.cohort.id, one.worker.id, at) for one in plan.fixed for at in one.period
        }
        assert fixed_before <= months_of(new, ContributionMonth(YEAR, 12))
        plan = new


def _died(on: date) -> EndEvent:
    return EndEvent(kind=EndKind.DEATH, happened_on=on, known_on=on)


def _refund(
    plan: Plan, on: date, through: ContributionMonth, data: st.DataObject
) -> list[MonthsRefunded]:
    """Perhaps one fixed month of somebody comes back."""
    before = {(one.cohort, one.worker, month) for one in plan.refunds for month in one.period}
    paid = sorted(months_of(plan, through) - before)
    if not paid or not data.draw(st.booleans(), label="money comes back"):
        return []
    cohort, worker, month = data.draw(st.sampled_from(paid))
    return [MonthsRefunded(worker=worker, cohort=cohort, period=month.for_months(1), on=on)]
