"""Laws of protection: sums add up, nothing is paid without cover, and waiting never costs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    ContributionPeriod,
    CoverageLedger,
    CoverageStatus,
    CoverageTimeline,
    FundingSource,
    Payment,
    Program,
    Protection,
    RiskEvent,
    Rupiah,
    SelfPayment,
    Sponsor,
    Sponsorship,
    Worker,
    protection_on,
)
from jamsostek_rentan.strategies import contribution_months, contribution_periods


if TYPE_CHECKING:
    from collections.abc import Iterator


RULES = jr.law.bpu()
SITI = Worker("w-001", sector=jr.Sector.OTHER)
REGENCY = Sponsor("regency", name="Kabupaten Mawar", funding=FundingSource.APBD)
FIRST, LAST = ContributionMonth(2024, 9), ContributionMonth(2025, 12)
DAYS = st.dates(date(2024, 8, 1), date(2026, 3, 31))
FULL, REDUCED, NOTHING = Rupiah(42_000_000), Rupiah(10_000_000), Rupiah(0)


@st.composite
def timelines(draw: st.DrawFn) -> CoverageTimeline:
    """A sponsor for some months, the worker from some month on, or both."""
    period = draw(contribution_periods(min_value=FIRST, max_value=LAST, max_months=6))
    alone = SelfPayment(starting=draw(contribution_months(min_value=FIRST, max_value=LAST)))
    which = draw(st.sampled_from(["sponsor", "worker", "both"]))
    return CoverageTimeline.of(
        SITI,
        sponsorships=[] if which == "worker" else [Sponsorship(SITI, REGENCY, period=period)],
        self_payment=None if which == "sponsor" else alone,
    )


@st.composite
def ledgers(draw: st.DrawFn) -> CoverageLedger:
    """One who pays alone, some months at a time, on some days."""
    timeline = CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=FIRST))
    days = draw(st.lists(st.dates(date(2024, 9, 1), date(2025, 10, 31)), max_size=4))
    payments = [
        Payment(SITI, on=day, amount=Rupiah(16_800) * draw(st.integers(1, 4))) for day in days
    ]
    return CoverageLedger.of(timeline, payments=payments, rules=RULES)


def _worlds(protection: Protection) -> Iterator[tuple[jr.EventBenefits, dict[str, str]]]:
    """Each event in each way of answering every question it depends on."""
    for program in protection.programs:
        for event in program.events:
            parts = [line.amount for line in event.lines if line.amount is not None]
            figures = [*parts, event.stands, program.standing]
            known: dict[str, tuple[str, ...]] = {
                question.id: question.options for one in figures for question in one.questions
            }
            worlds: list[dict[str, str]] = [{}]
            for name, options in known.items():
                worlds = [{**world, name: option} for world in worlds for option in options]
            yield from ((event, world) for world in worlds)


@given(st.one_of(timelines(), ledgers()), DAYS)
def test_the_sum_of_an_event_is_the_sum_of_its_benefits(
    cover: CoverageTimeline | CoverageLedger, day: date
) -> None:
    """In every reading, and nothing is paid where cover does not stand."""
    for event, world in _worlds(protection_on(day, cover, rules=RULES)):
        parts = [line.amount.at(world) for line in event.lines if line.amount is not None]

        if not parts:
            continue
        assert event.total.at(world) == sum(parts, NOTHING)
        if not event.stands.at(world):
            assert event.total.at(world) == NOTHING
        if event.event is RiskEvent.DEATH:
            assert event.total.at(world) in {FULL, REDUCED, NOTHING}
            assert (event.total.at(world) == NOTHING) == (not event.stands.at(world))


@given(ledgers(), DAYS)
def test_cover_stands_while_active_and_never_once_it_has_ended(
    ledger: CoverageLedger, day: date
) -> None:
    """In every reading; and it stands since a day that has come."""
    for program in protection_on(day, ledger, rules=RULES).programs:
        for standing in program.standing.values:
            if standing.status is CoverageStatus.ACTIVE:
                assert standing.stands
            if standing.status in {CoverageStatus.ENDED, CoverageStatus.NOT_YET}:
                assert not standing.stands
            alive = {CoverageStatus.ACTIVE, CoverageStatus.IN_ARREARS}
            assert (standing.since is not None) == (standing.stands or standing.status in alive)
            assert standing.since is None or standing.since <= day


@given(
    contribution_months(min_value=FIRST, max_value=LAST),
    st.integers(0, 300),
    st.integers(0, 100),
)
def test_a_death_pays_no_less_the_longer_one_has_paid(
    first: ContributionMonth, days: int, more: int
) -> None:
    """Without a gap, in each reading, once the waiting period is law."""
    timeline = CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=first))
    day = max(first.first_day, date(2025, 2, 24)) + timedelta(days=days)
    early, late = (
        protection_on(at, timeline, rules=RULES).pays(RiskEvent.DEATH)
        for at in (day, day + timedelta(days=more))
    )

    for reading in ("paid", "elapsed"):
        world = {"jkm/three-months": reading}
        assert early.total.at(world) <= late.total.at(world)
        assert early.total.at(world) in {REDUCED, FULL}


@given(contribution_periods(min_value=FIRST, max_value=LAST, max_months=12), DAYS)
def test_a_ledger_paid_on_each_first_day_is_worth_what_the_plan_says(
    period: ContributionPeriod, day: date
) -> None:
    """The plan takes every month as paid on its first day."""
    timeline = CoverageTimeline.of(SITI, sponsorships=[Sponsorship(SITI, REGENCY, period=period)])
    payments = [Payment(REGENCY, on=month.first_day, amount=Rupiah(16_800)) for month in period]
    ledger = CoverageLedger.of(timeline, payments=payments, rules=RULES)
    by_plan, by_ledger = (protection_on(day, cover, rules=RULES) for cover in (timeline, ledger))

    assert by_plan.programs == by_ledger.programs
    assert (by_plan.planned, by_ledger.planned) == (True, False)


@given(timelines(), DAYS, st.sampled_from([*RiskEvent][:3]))
def test_who_pays_changes_no_benefit(
    timeline: CoverageTimeline, day: date, event: RiskEvent
) -> None:
    """Only whether the months are paid: another source of funds pays the same benefits."""
    village = Sponsor("village", name="Desa Melati", funding=FundingSource.APBDES)
    other = CoverageTimeline.of(
        SITI,
        sponsorships=[
            Sponsorship(SITI, village, period=given.period) for given in timeline.sponsorships
        ],
        self_payment=timeline.self_payment,
    )

    assert (
        protection_on(day, timeline, rules=RULES).pays(event).total
        == protection_on(day, other, rules=RULES).pays(event).total
    )


@given(st.integers(1, 40), st.integers(1, 40))
def test_longer_incapacity_pays_more_and_never_more_than_the_base(months: int, more: int) -> None:
    """Each month pays the whole base income or half of it."""
    timeline = CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=FIRST))
    protection = protection_on(date(2025, 8, 10), timeline, rules=RULES)
    lines = [protection.temporary_incapacity(months=one) for one in (months, months + more)]
    short, long = (line.amount.settled for line in lines if line.amount is not None)

    assert Rupiah(500_000) * more <= long - short <= Rupiah(1_000_000) * more
    assert protection.of(Program.JKK).base_income.settled == Rupiah(1_000_000)
