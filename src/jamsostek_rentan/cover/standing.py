"""How a programme stands on a day, and what each event would pay by it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.event_benefits import EventBenefits
from jamsostek_rentan.cover.status import CoverageStatus
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.law.questions import Figure
from jamsostek_rentan.values.explanation import Ground, Step, step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, both


if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["ProgramProtection", "Standing"]


@attrs.frozen(kw_only=True)
class Standing:
    """How a programme stands on a day, under one reading.

    Args:
        status: The status of the membership.
        stands: Whether an event of the day would be paid.
        since: The day since which the membership has not ended; a month in between may have been
            in arrears.  None where there is no membership.
        full: Whether the waiting period of the full benefit is over, where there is one.
        full_from: The month from which it is, if what is owed is paid; none where there is no
            membership, or no waiting period.
        months: Contribution months counted towards the scholarship, of JKM.
        not_given: The day of a paper that was not given and might bring protection forward.
    """

    status: CoverageStatus
    stands: bool
    since: date | None
    full: bool
    full_from: ContributionMonth | None
    months: int
    not_given: str | None

    @property
    def promise(self) -> Bilingual:
        """What may be told about benefits."""
        late = self.stands and self.status is CoverageStatus.NOT_YET
        return both("protection.paid-since") if late else self.status.promise


@attrs.frozen(kw_only=True)
class ProgramProtection:
    """What one programme is worth to a worker on a day.

    Args:
        program: The programme.
        standing: How it stands, under each reading.
        base_income: The base income (*dasar penghasilan*) that benefits are measured by, in
            rupiah; none where the rate table names none.
        basis: On what the base income rests.
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
    basis: Ground
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
        """The day since which the membership has not ended, under each reading, or none."""
        return self.standing.map(lambda standing: standing.since)

    def steps(self) -> Iterator[Step]:
        """What is to be said before its events."""
        yield step("protection.promise", promise=self.standing.map(lambda one: one.promise))
        for name in dict.fromkeys(one.not_given for one in self.standing.values):
            if name is not None:
                yield step(f"protection.not-given.{name.replace('_', '-')}")
        if any(self.since.values):
            never = both("protection.never")
            yield step("protection.since", since=self.since.map(lambda day: day or never))
        if any(self.base_income.values) and any(self.stands.values):
            yield step("protection.base", base=self.base_income, ground=self.basis)
        if not self.events:
            yield step("protection.unknown")

    def step(self) -> Step:
        """It as a step of a working; events are told where cover stands by some reading."""
        events = self.events if any(self.stands.values) else ()
        return step(
            "protection.program",
            *self.steps(),
            *(event.step() for event in events),
            program=self.program,
            title=self.program.title,
            status=self.status,
        )
