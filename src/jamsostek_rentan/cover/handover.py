"""The handover (*peralihan ke kepesertaan mandiri*): what changes when the sponsor stops."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.handover_texts import explain_handover, message_of
from jamsostek_rentan.cover.outcomes import Outcome, Renewal
from jamsostek_rentan.cover.sponsorship import SelfPayment, Sponsorship
from jamsostek_rentan.law.choices import Choice
from jamsostek_rentan.law.membership import MembershipChange
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.questions import Figure, total
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from jamsostek_rentan.cover.people import Worker
    from jamsostek_rentan.law.programs import Program
    from jamsostek_rentan.law.questions import Readings
    from jamsostek_rentan.values.explanation import Explanation
    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.texts import Language


__all__ = ["CohortHandover", "HandoverPlan", "PriceChange"]


@attrs.frozen(kw_only=True)
class PriceChange:
    """The price of one programme before and after a handover, and why it changes.

    Args:
        before: The price of the last sponsored month.
        after: The price of the next month somebody pays, by its payer.
        unchanged_payer: What that month would cost if the old payer went on paying.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Sector, Sponsor
    >>> from jamsostek_rentan import Sponsorship, Worker, law, plan_handover
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
        chosen: Readings chosen for questions about its protection.
        what_ifs: Changes of the membership rules it rests on.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Sector, Sponsor
    >>> from jamsostek_rentan import Sponsorship, Worker, law, plan_handover
    >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.EMPLOYEE_DONATION)
    >>> december = ContributionMonth(2021, 12).for_months(1)
    >>> stimulus = Sponsorship(Worker("w-001"), melati, period=december)
    >>> handover = plan_handover(stimulus, rules=law.bpu())
    >>> print(handover.next_month, handover.due_date, handover.after.settled)
    2022-01 2022-01-17 Rp16.800
    >>> handover.by_reading()
    {(): Rupiah(16_800)}
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
    chosen: tuple[Choice, ...] = ()
    what_ifs: tuple[MembershipChange, ...] = ()

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

    def by_reading(self) -> dict[Readings, Rupiah]:
        """What the next month costs under each combination of readings; never fails."""
        return self.after.by_reading()

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

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Sector, Sponsor
    >>> from jamsostek_rentan import Sponsorship, Worker, law, plan_handover
    >>> village = Sponsor("village", name="Desa Melati", funding=FundingSource.APBDES)
    >>> april = ContributionMonth(2026, 4).for_months(1)
    >>> cohort = plan_handover(
    ...     [Sponsorship(Worker(f"w-{n}"), village, period=april) for n in range(100)],
    ...     rules=law.bpu(),
    ... )
    >>> sorted(map(str, cohort.before.by_reading().values())), cohort.after.settled
    (['Rp1.680.000', 'Rp840.000'], Rupiah(840_000))
    >>> sorted(map(str, set(cohort.by_reading().values())))
    ['Rp1.680.000', 'Rp840.000']
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

    def by_reading(self) -> dict[Readings, Rupiah]:
        """What the next months cost under each combination of readings; never fails."""
        return self.after.by_reading()
