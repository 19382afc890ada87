"""Planning a handover: the next payer, the prices before and after, the days that matter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, overload

from dateutil.relativedelta import relativedelta

from jamsostek_rentan.cover.handover import CohortHandover, HandoverPlan, PriceChange
from jamsostek_rentan.cover.outcomes import Outcome, Renewal, Stops
from jamsostek_rentan.cover.people import facts_of, first_double
from jamsostek_rentan.cover.sponsorship import SelfPayment, Sponsorship
from jamsostek_rentan.errors import InvalidFactError, InvalidPeriodError
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.values.dated import value_in_force


if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.law.questions import Figure
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["full_jkm_from", "plan_handover"]

_NEAR_AGE_LIMIT = relativedelta(months=12)


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

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Sector, Sponsor
    >>> from jamsostek_rentan import Sponsorship, Worker, law, plan_handover
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
    double = first_double(one.worker for one in given)
    if double is not None:
        raise InvalidFactError(
            f"A cohort was given with two workers {double.label}.",
            "Each worker is handed over once.",
            "Remove the double, or give the two people different ids.",
        )
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
    scholarship = rules.benefits.scholarship
    covered = Program.JKM in stimulus.programs
    if covered_since > stimulus.period.first:
        raise InvalidPeriodError(
            f"Cover since {covered_since} was given for a sponsorship in {stimulus.period}.",
            "The sponsorship itself covers from its first month.",
            "Give an earlier month, or leave it out.",
        )
    age_limit_day = _age_limit_day(stimulus, rules)
    asked = (
        *(rules.benefits.questions if covered else ()),
        *(rules.membership.questions if age_limit_day else ()),
    )
    return HandoverPlan(
        stimulus=stimulus,
        outcome=outcome,
        next_month=next_month,
        due_date=due,
        changes=_changes(stimulus, next_month, payer, rules),
        remind_on=tuple(due - timedelta(days=days) for days in remind_days_before) if due else (),
        full_jkm_from=full_jkm_from(covered_since, programs=stimulus.programs, rules=rules),
        scholarship_from=scholarship.reached(covered_since) if scholarship and covered else None,
        age_limit_day=age_limit_day,
        chosen=tuple(choice for choice in rules.choices if choice.question in asked),
        what_ifs=rules.what_ifs_in(next_month) if next_month else (),
    )


def full_jkm_from(
    covered_since: ContributionMonth, *, programs: Iterable[Program], rules: Rulebook
) -> Figure[ContributionMonth] | None:
    """The month from which full JKM stands, for cover without a gap since a month.

    It is told under each reading; none where JKM is not paid for, or no rule is known.
    """
    waiting = rules.benefits.jkm_waiting
    if waiting is None or Program.JKM not in programs:
        return None
    return rules.answered(waiting.full_from(covered_since))


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
        facts = facts_of(
            worker,
            funding=funding,
            covered_from=stimulus.period.first,
            earlier_funding=(sponsor.funding,) if month > last else (),
        )
        return rules.cell(program, month, **facts).known_price(worker=worker.label)

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
    years = limit.value.refused_age(inclusive=not inclusive.unsettled and inclusive.settled)
    day = stimulus.worker.birth_date + relativedelta(years=years)
    return day if day <= stimulus.period.last.last_day + _NEAR_AGE_LIMIT else None
