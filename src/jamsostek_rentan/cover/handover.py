"""The handover (*peralihan ke kepesertaan mandiri*): what changes when the sponsor stops."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, overload

import attrs
from dateutil.relativedelta import relativedelta

from jamsostek_rentan.cover.handover_texts import explain_handover, message_of
from jamsostek_rentan.cover.outcomes import Outcome, Renewal, Stops
from jamsostek_rentan.cover.sponsorship import SelfPayment, Sponsorship
from jamsostek_rentan.errors import InvalidFactError, InvalidPeriodError
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.law.questions import Figure, total
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from jamsostek_rentan.cover.people import Worker
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.explanation import Explanation
    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.texts import Language


__all__ = ["CohortHandover", "HandoverPlan", "PriceChange", "plan_handover"]

_NEAR_AGE_LIMIT = relativedelta(months=12)


@attrs.frozen(kw_only=True)
class PriceChange:
    """The price of one programme before and after a handover, and why it changes.

    Args:
        before: The price of the last sponsored month.
        after: The price of the next month somebody pays, by its payer.
        unchanged_payer: What that month would cost if the old payer went on paying.

    >>> from jamsostek_rentan import Sponsor, Worker, law
    >>> regency = Sponsor("regency", name="Kabupaten Mawar", funding=FundingSource.APBD)
    >>> may = ContributionMonth(2026, 5).for_months(1)
    >>> handover = plan_handover(Sponsorship(Worker("w-1"), regency, period=may), rules=law.bpu())
    >>> change = handover.changes[0]
    >>> change.before.amount, change.after.amount, change.by_month, change.by_payer
    (Rupiah(10_000), Rupiah(5_000), False, True)
    """

    before: Price
    after: Price
    unchanged_payer: Price

    @property
    def program(self) -> Program:
        """The programme."""
        return self.before.program

    @property
    def by_month(self) -> bool:
        """Whether a relief that begins or ends changes it."""
        return self.before.figure != self.unchanged_payer.figure

    @property
    def by_payer(self) -> bool:
        """Whether the change of payer changes it, or what is in doubt about it."""
        return self.unchanged_payer.figure != self.after.figure

    @property
    def in_doubt_only(self) -> bool:
        """Whether the change of payer leaves the amount and changes only the doubt about it."""
        old, new = self.unchanged_payer.figure, self.after.figure
        settled = not old.unsettled and not new.unsettled
        return self.by_payer and settled and old.settled == new.settled


@attrs.frozen(kw_only=True)
class HandoverPlan:
    """What happens to one worker's cover when a sponsorship ends.

    Args:
        stimulus: The sponsorship that ends.
        outcome: Who pays next: the worker, another sponsor, the same one again, or nobody.
        next_month: The next month somebody pays; none when nobody does.
        due_date: The day that month is due.
        changes: The price before and after, for each programme.
        remind_on: Days to remind the next payer.
        full_jkm_from: The month from which full JKM stands, under each reading, for cover
            without a gap since *covered_since*; none where no rule is known.
        scholarship_from: The month that completes the contributions a JKM scholarship asks for.
        age_limit_day: The day from which registering again is no longer sure, where it is near.

    >>> from jamsostek_rentan import Sponsor, Worker, law
    >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.EMPLOYEE_DONATION)
    >>> december = ContributionMonth(2021, 12).for_months(1)
    >>> stimulus = Sponsorship(Worker("w-001"), melati, period=december)
    >>> handover = plan_handover(stimulus, rules=law.bpu())
    >>> print(handover.next_month, handover.due_date, handover.after.settled)
    2022-01 2022-01-17 Rp16.800
    """

    stimulus: Sponsorship
    outcome: Outcome
    next_month: ContributionMonth | None
    due_date: date | None
    changes: tuple[PriceChange, ...]
    remind_on: tuple[date, ...]
    full_jkm_from: Figure[ContributionMonth] | None
    scholarship_from: ContributionMonth | None
    age_limit_day: date | None

    @property
    def worker(self) -> Worker:
        """The worker covered."""
        return self.stimulus.worker

    @property
    def last_sponsored(self) -> ContributionMonth:
        """The last month the sponsor owes."""
        return self.stimulus.period.last

    @property
    def first_self_paid(self) -> ContributionMonth | None:
        """The first month the worker owes; none when somebody else pays, or nobody."""
        return self.next_month if isinstance(self.outcome, SelfPayment) else None

    @property
    def surely_covered_through(self) -> date:
        """The last day that is surely covered if nobody pays after the sponsor."""
        return self.last_sponsored.last_day

    @property
    def gap(self) -> ContributionPeriod | None:
        """The months between the last sponsored one and the next that nobody owes."""
        if self.next_month is None or self.next_month - self.last_sponsored == 1:
            return None
        return ContributionPeriod(self.last_sponsored + 1, self.next_month - 1)

    @property
    def paid_late(self) -> tuple[ContributionMonth, ...]:
        """Months of a renewal that are paid after the month has ended."""
        if not isinstance(self.outcome, Renewal):
            return ()
        return tuple(
            month
            for month in self.outcome.sponsorship.period
            if month.last_day < self.outcome.paid_on
        )

    @property
    def before(self) -> Figure[Rupiah]:
        """What the last sponsored month costs, under each reading."""
        return total([change.before.figure for change in self.changes])

    @property
    def after(self) -> Figure[Rupiah]:
        """What the next month costs, under each reading; nothing when nobody pays."""
        paid = self.changes if self.next_month else ()
        return total([change.after.figure for change in paid])

    @property
    def full_jkm_by_stimulus(self) -> Figure[bool] | None:
        """Whether the stimulus alone reaches full JKM, under each reading."""
        if self.full_jkm_from is None:
            return None
        return self.full_jkm_from.map(lambda month: month <= self.last_sponsored)

    @property
    def self_paid_months_to_full_jkm(self) -> Figure[int] | None:
        """How many months after the stimulus have to be paid, without a gap, for full JKM."""
        if self.full_jkm_from is None:
            return None
        return self.full_jkm_from.map(lambda month: max(0, month - self.last_sponsored))

    def explain(self, lang: Language) -> Explanation:
        """The full working, for the officer, in ``en`` or ``id``."""
        return explain_handover(self, lang)

    def message(self, lang: Language) -> str:
        """What the worker has to know, in ``en`` or ``id``: at most 600 characters."""
        return message_of(self, lang)


@attrs.frozen
class CohortHandover:
    """The handovers of many workers.

    Args:
        plans: The plan of each worker, in the order given.

    >>> from jamsostek_rentan import Sponsor, Worker, law
    >>> village = Sponsor("village", name="Desa Melati", funding=FundingSource.APBDES)
    >>> april = ContributionMonth(2026, 4).for_months(1)
    >>> cohort = plan_handover(
    ...     [Sponsorship(Worker(f"w-{n}"), village, period=april) for n in range(100)],
    ...     rules=law.bpu(),
    ... )
    >>> sorted(map(str, cohort.before.by_reading().values())), cohort.after.settled
    (['Rp1.680.000', 'Rp840.000'], Rupiah(840_000))
    """

    plans: tuple[HandoverPlan, ...]

    @property
    def before(self) -> Figure[Rupiah]:
        """What the last sponsored months cost together, under each reading."""
        return total([plan.before for plan in self.plans])

    @property
    def after(self) -> Figure[Rupiah]:
        """What the next months cost together, under each reading."""
        return total([plan.after for plan in self.plans])


@overload
def plan_handover(
    stimulus: Sponsorship,
    *,
    rules: Rulebook,
    then: Outcome | None = ...,
    covered_since: ContributionMonth | None = ...,
    remind_days_before: Sequence[int] = ...,
    holidays: Container[date] = ...,
) -> HandoverPlan: ...
@overload
def plan_handover(
    stimulus: Iterable[Sponsorship],
    *,
    rules: Rulebook,
    then: None = ...,
    covered_since: None = ...,
    remind_days_before: Sequence[int] = ...,
    holidays: Container[date] = ...,
) -> CohortHandover: ...
def plan_handover(  # noqa: PLR0913 - each is a part of the question
    stimulus: Sponsorship | Iterable[Sponsorship],
    *,
    rules: Rulebook,
    then: Outcome | None = None,
    covered_since: ContributionMonth | None = None,
    remind_days_before: Sequence[int] = (14, 3),
    holidays: Container[date] = (),
) -> HandoverPlan | CohortHandover:
    """Plan what happens when a sponsorship ends, for one worker or for a cohort.

    Args:
        stimulus: The sponsorship that ends, or those of a cohort.
        rules: The rulebook.
        then: Who pays next, for one worker; the worker from the month after, where it is not said.
        covered_since: For one worker, the month since which contributions were paid without a
            gap; the first sponsored month, where it is not said.
        remind_days_before: On which days before the due date to remind the next payer.
        holidays: Days off besides Saturdays and Sundays, past which due dates move.

    Raises:
        InvalidPeriodError: When the next payment would begin before the sponsorship ends, or
            cover since later than the sponsorship begins.
        InvalidFactError: When a cohort has two workers of one id, or the next sponsorship is
            another worker's.
        MissingFactError: For a fact about a worker that changes a price; it names the worker.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from jamsostek_rentan import Sector, Sponsor, Worker, law
    >>> regency = Sponsor("regency", name="Kabupaten Mawar", funding=FundingSource.APBD)
    >>> spring = ContributionMonth(2026, 3).for_months(3)
    >>> siti = Worker("w-001", sector=Sector.OTHER)
    >>> handover = plan_handover(Sponsorship(siti, regency, period=spring), rules=law.bpu())
    >>> print(handover.first_self_paid, handover.before.settled, handover.after.settled)
    2026-06 Rp16.800 Rp8.400
    """
    if isinstance(stimulus, Sponsorship):
        since = covered_since or stimulus.period.first
        plan = _plan(stimulus, rules, then, since, remind_days_before, holidays)
        rules.announce_projected(_prices(plan))
        return plan
    if then is not None or covered_since is not None:
        raise InvalidFactError(
            "The same next payment or earlier cover was given for a whole cohort.",
            "What follows, and what came before, is each worker's own.",
            "Plan the handover of each worker, or leave then= and covered_since= out.",
        )
    given = tuple(stimulus)
    seen: set[str] = set()
    for one in given:
        if one.worker.id in seen:
            raise InvalidFactError(
                f"A cohort was given with two workers {one.worker.label}.",
                "Each worker is handed over once.",
                "Remove the double, or give the two people different ids.",
            )
        seen.add(one.worker.id)
    plans = tuple(
        _plan(one, rules, None, one.period.first, remind_days_before, holidays) for one in given
    )
    rules.announce_projected(price for plan in plans for price in _prices(plan))
    return CohortHandover(plans)


def _prices(plan: HandoverPlan) -> Iterable[Price]:
    return (price for change in plan.changes for price in (change.before, change.after))


def _plan(  # noqa: PLR0913, PLR0917 - what plan_handover was asked, one by one
    stimulus: Sponsorship,
    rules: Rulebook,
    then: Outcome | None,
    covered_since: ContributionMonth,
    remind_days_before: Sequence[int],
    holidays: Container[date],
) -> HandoverPlan:
    outcome = then or SelfPayment.after(stimulus, programs=stimulus.programs)
    next_month, payer = _next(stimulus, outcome)
    due = rules.due_date(next_month, holidays=holidays) if next_month else None
    waiting, scholarship = rules.benefits.jkm_waiting, rules.benefits.scholarship
    covered = Program.JKM in stimulus.programs
    if covered_since > stimulus.period.first:
        raise InvalidPeriodError(
            f"Cover since {covered_since} was given for a sponsorship in {stimulus.period}.",
            "The sponsorship itself covers from its first month.",
            "Give an earlier month, or leave it out.",
        )
    return HandoverPlan(
        stimulus=stimulus,
        outcome=outcome,
        next_month=next_month,
        due_date=due,
        changes=_changes(stimulus, next_month, payer, rules),
        remind_on=tuple(due - timedelta(days=days) for days in remind_days_before) if due else (),
        full_jkm_from=rules.answered(waiting.full_from(covered_since))
        if waiting and covered
        else None,
        scholarship_from=scholarship.reached(covered_since) if scholarship and covered else None,
        age_limit_day=_age_limit_day(stimulus, rules),
    )


def _next(
    stimulus: Sponsorship, outcome: Outcome
) -> tuple[ContributionMonth | None, FundingSource | None]:
    """The next month somebody pays, and from whose money."""
    if isinstance(outcome, Stops):
        return None, None
    if isinstance(outcome, SelfPayment):
        month, funding = outcome.starting, FundingSource.SELF
    else:
        following = outcome.sponsorship if isinstance(outcome, Renewal) else outcome
        if following.worker.id != stimulus.worker.id:
            raise InvalidFactError(
                f"A sponsorship of {following.worker.label} was to follow for "
                f"{stimulus.worker.label}.",
                "A handover is of one worker.",
                "Give the sponsorship of the same worker.",
            )
        month, funding = following.period.first, following.sponsor.funding
    if month <= stimulus.period.last:
        raise InvalidPeriodError(
            f"The next payment was to begin with {month}.",
            f"The sponsorship lasts through {stimulus.period.last}.",
            "Begin after it, or look at double_funded() of a timeline.",
        )
    return month, funding


def _changes(
    stimulus: Sponsorship,
    next_month: ContributionMonth | None,
    payer: FundingSource | None,
    rules: Rulebook,
) -> tuple[PriceChange, ...]:
    worker, sponsor = stimulus.worker, stimulus.sponsor

    def price(program: Program, month: ContributionMonth, funding: FundingSource) -> Price:
        cell = rules.cell(
            program,
            month,
            sector=worker.sector,
            funding=funding,
            declared_income=worker.declared_income,
            member_since=worker.member_since,
            member_by=None if worker.member_since else stimulus.period.first,
        )
        return cell.known_price(worker=worker.label)

    last = stimulus.period.last
    month, paid_by = next_month or last, payer or sponsor.funding
    return tuple(
        PriceChange(
            before=price(program, last, sponsor.funding),
            after=price(program, month, paid_by),
            unchanged_payer=price(program, month, sponsor.funding),
        )
        for program in stimulus.programs
    )


def _age_limit_day(stimulus: Sponsorship, rules: Rulebook) -> date | None:
    """The day from which registering again is no longer sure, where it comes within a year."""
    limit = value_in_force(rules.membership.age_limits, stimulus.period.last + 1)
    if limit is None or stimulus.worker.birth_date is None:
        return None
    inclusive = rules.answered(limit.value.inclusive)
    years = limit.value.years + (not inclusive.unsettled and inclusive.settled)
    day = stimulus.worker.birth_date + relativedelta(years=years)
    return day if day <= stimulus.period.last.last_day + _NEAR_AGE_LIMIT else None
