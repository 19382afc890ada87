"""How a programme stands on a day, and what each event would pay by it."""

from __future__ import annotations

from datetime import date

import attrs

from jamsostek_rentan.cover.event_benefits import EventBenefits
from jamsostek_rentan.cover.status import CoverageStatus
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.law.questions import Figure
from jamsostek_rentan.values.explanation import Step, step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["ProgramProtection", "Standing"]


@attrs.frozen(kw_only=True)
class Standing:
    """How a programme stands on a day, under one reading.

    Args:
        status: The status of the membership.
        stands: Whether an event of the day would be paid.
        since: The first day of cover without an end, where it stands.
        full: Whether the full benefit stands, where one has to wait for it.
        full_from: The month from which it does; none where cover does not stand, or nothing is
            waited for.
        months: Contribution months counted towards the scholarship.
    """

    status: CoverageStatus
    stands: bool
    since: date | None
    full: bool
    full_from: ContributionMonth | None
    months: int


@attrs.frozen(kw_only=True)
class ProgramProtection:
    """What one programme is worth to a worker on a day.

    Args:
        program: The programme.
        standing: How it stands, under each reading.
        base_income: The base income (*dasar penghasilan*) that benefits are measured by, in
            rupiah; none where the rate table names none.
        events: What each event would pay; those alone of which the rules know a benefit.

    >>> from jamsostek_rentan import ContributionMonth, CoverageTimeline, SelfPayment, Worker, law
    >>> from jamsostek_rentan import Program, protection_on
    >>> july = ContributionMonth(2025, 7)
    >>> timeline = CoverageTimeline.of(Worker("w-001"), self_payment=SelfPayment(starting=july))
    >>> protection = protection_on(date(2025, 8, 10), timeline, rules=law.bpu())
    >>> jkk = protection.of(Program.JKK)
    >>> jkk.status.settled.label.id, str(jkk.since.settled), jkk.base_income.settled
    ('aktif', '2025-07-01', Rupiah(1_000_000))
    """

    program: Program
    standing: Figure[Standing]
    base_income: Figure[Rupiah | None]
    events: tuple[EventBenefits, ...]

    @property
    def status(self) -> Figure[CoverageStatus]:
        """The status of the membership, under each reading."""
        return self.standing.map(lambda standing: standing.status)

    @property
    def stands(self) -> Figure[bool]:
        """Whether an event of the day would be paid, under each reading."""
        return self.standing.map(lambda standing: standing.stands)

    @property
    def since(self) -> Figure[date | None]:
        """The day since which cover stands, under each reading; none where it does not."""
        return self.standing.map(lambda standing: standing.since)

    def step(self) -> Step:
        """It as a step of a working."""
        steps = [step("protection.promise", promise=self.status.map(lambda one: one.promise))]
        if any(self.since.values):
            steps.append(step("protection.since", since=self.since))
        if any(self.base_income.values):
            steps.append(step("protection.base", base=self.base_income))
        if not self.events:
            steps.append(step("protection.unknown"))
        return step(
            "protection.program",
            *steps,
            *(event.step() for event in self.events),
            program=self.program,
            title=self.program.title,
            status=self.status,
        )
