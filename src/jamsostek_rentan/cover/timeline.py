"""Coverage timelines: month by month and programme by programme, who owes a worker's cover."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.contributions import Due
from jamsostek_rentan.cover.events import EndEvent
from jamsostek_rentan.cover.people import Sponsor, Worker, facts_of
from jamsostek_rentan.cover.resolution import (
    Stretch,
    check_timeline,
    death_day,
    death_month,
    first_month,
    months_paid,
    resolve,
)
from jamsostek_rentan.cover.sponsorship import SelfPayment, Sponsorship
from jamsostek_rentan.errors import InvalidPeriodError
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from datetime import date

    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["CoverageTimeline", "DoubleFunding", "Gap", "dues_owed"]


@attrs.frozen(kw_only=True)
class Gap:
    """A month nobody owes, after the first month that was covered (*bulan tanpa iuran*).

    >>> siti, may = Worker("w-001"), ContributionMonth(2026, 5)
    >>> timeline = CoverageTimeline.of(siti, self_payment=SelfPayment(starting=may))
    >>> timeline.gaps(through=may + 12)
    ()
    """

    month: ContributionMonth
    program: Program


@attrs.frozen(kw_only=True)
class DoubleFunding:
    """A month two sponsors or more would pay (*tumpang tindih pembiayaan*); the first one owes it.

    Args:
        month: The contribution month.
        program: The programme.
        sponsorships: Their sponsorships, that of the one who owes it first.

    >>> from jamsostek_rentan import FundingSource
    >>> siti, january = Worker("w-001"), ContributionMonth(2026, 1)
    >>> regency = Sponsor("regency", name="Kabupaten Mawar", funding=FundingSource.APBD)
    >>> village = Sponsor("village", name="Desa Melati", funding=FundingSource.APBDES)
    >>> timeline = CoverageTimeline.of(siti, sponsorships=[
    ...     Sponsorship(siti, regency, period=january.for_months(3)),
    ...     Sponsorship(siti, village, period=(january + 2).for_months(3)),
    ... ])
    >>> for double in timeline.double_funded():
    ...     print(double.month, double.program.name, [who.label for who in double.sponsors])
    2026-03 JKK ['Kabupaten Mawar', 'Desa Melati']
    2026-03 JKM ['Kabupaten Mawar', 'Desa Melati']
    """

    month: ContributionMonth
    program: Program
    sponsorships: tuple[Sponsorship, ...]

    @property
    def sponsors(self) -> tuple[Sponsor, ...]:
        """Who would pay, the one who owes it first."""
        return tuple(sponsorship.sponsor for sponsorship in self.sponsorships)


@attrs.frozen(kw_only=True)
class CoverageTimeline:
    """Who owes a worker's cover, month by month (ours: *riwayat kepesertaan per bulan*).

    For each programme every month is owed by one sponsor, by the worker, or by nobody.  Make one
    with :meth:`of`; the order of what it is made of does not matter.

    Args:
        worker: The worker covered.
        sponsorships: Who pays for which months, by precedence.
        self_payment: From when on the worker pays the months no sponsor does, or none.
        events: What ended cover, by the day it happened.
        stretches: The months in a row of one payer, by programmes and month.

    >>> from jamsostek_rentan import FundingSource, Sector, law
    >>> siti = Worker("w-001", sector=Sector.OTHER)
    >>> regency = Sponsor("regency", name="Kabupaten Mawar", funding=FundingSource.APBD)
    >>> stimulus = Sponsorship(siti, regency, period=ContributionMonth(2026, 3).for_months(3))
    >>> timeline = CoverageTimeline.of(
    ...     siti, sponsorships=[stimulus], self_payment=SelfPayment.after(stimulus)
    ... )
    >>> for due in timeline.dues(rules=law.bpu(), through=ContributionMonth(2026, 6))[-4:]:
    ...     print(due.month, due.program.name, due.payer.label, due.amount, due.due_date)
    2026-05 JKK Kabupaten Mawar Rp10.000 2026-05-15
    2026-05 JKM Kabupaten Mawar Rp6.800 2026-05-15
    2026-06 JKK w-001 Rp5.000 2026-06-15
    2026-06 JKM w-001 Rp3.400 2026-06-15
    """

    worker: Worker
    sponsorships: tuple[Sponsorship, ...]
    self_payment: SelfPayment | None
    events: tuple[EndEvent, ...]
    stretches: tuple[Stretch, ...]

    @classmethod
    def of(
        cls,
        worker: Worker,
        *,
        sponsorships: Iterable[Sponsorship] = (),
        self_payment: SelfPayment | None = None,
        events: Iterable[EndEvent] = (),
    ) -> CoverageTimeline:
        """The timeline of a worker.

        Raises:
            InvalidFactError: For a sponsorship of another worker, two of one sponsor over the
                same month and programme, or nothing that covers anybody.
            InvalidPeriodError: For an end event before the first month, or self-payment before
                the membership.

        >>> from jamsostek_rentan import FundingSource
        >>> siti = Worker("w-001")
        >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
        >>> stimulus = Sponsorship(siti, melati, period=ContributionMonth(2026, 1).for_months(3))
        >>> timeline = CoverageTimeline.of(
        ...     siti, sponsorships=[stimulus], self_payment=SelfPayment.after(stimulus)
        ... )
        >>> timeline.payer(ContributionMonth(2026, 3), Program.JKK).label
        'Yayasan Melati'
        >>> timeline.payer(ContributionMonth(2026, 4), Program.JKK).label
        'w-001'
        """
        by_precedence = tuple(sorted(sponsorships, key=lambda given: given.precedence))
        ended = tuple(sorted(events, key=lambda event: (event.happened_on, event.kind.name)))
        check_timeline(worker, by_precedence, self_payment, ended)
        return cls(
            worker=worker,
            sponsorships=by_precedence,
            self_payment=self_payment,
            events=ended,
            stretches=resolve(worker, by_precedence, self_payment, ended),
        )

    @property
    def first(self) -> ContributionMonth:
        """The first month anybody pays."""
        return first_month(self.sponsorships, self.self_payment)

    @property
    def died_on(self) -> date | None:
        """The day the worker died, or none."""
        return death_day(self.events)

    @property
    def last_sponsored(self) -> ContributionMonth | None:
        """The last month a sponsor owes, or none."""
        months = [stretch.period.last for stretch in self.stretches if stretch.sponsorship]
        return max(months, default=None)

    @property
    def programs(self) -> tuple[Program, ...]:
        """The programmes that somebody pays for."""
        paid = {program for given in self.sponsorships for program in given.programs}
        paid |= set(self.self_payment.programs if self.self_payment else ())
        return tuple(program for program in Program if program in paid)

    def knowing(self, sponsorships: Container[Sponsorship]) -> CoverageTimeline | None:
        """The timeline by some of its sponsorships alone; none where they cover nobody."""
        known = tuple(given for given in self.sponsorships if given in sponsorships)
        if not known and self.self_payment is None:
            return None
        stretches = resolve(self.worker, known, self.self_payment, self.events)
        return attrs.evolve(self, sponsorships=known, stretches=stretches)

    def held(self, programs: Iterable[Program]) -> tuple[Program, ...]:
        """Those of some programmes that somebody pays for; all that are, where it is none of them.

        >>> alone = SelfPayment(starting=ContributionMonth(2026, 5))
        >>> timeline = CoverageTimeline.of(Worker("w-001"), self_payment=alone)
        >>> timeline.held([Program.JKK, Program.JHT]), timeline.held([Program.JHT])
        ((Program.JKK,), (Program.JKK, Program.JKM))
        """
        paid = self.programs
        return tuple(program for program in programs if program in paid) or paid

    def payer(self, month: ContributionMonth, program: Program) -> Sponsor | Worker | None:
        """Who owes a month for a programme; none in a gap."""
        for stretch in self.stretches:
            if program in stretch.programs and month in stretch.period:
                return stretch.payer
        return None

    def gaps(self, *, through: ContributionMonth) -> tuple[Gap, ...]:
        """The months from the first one on that nobody owes, up to a month or the worker's death.

        Args:
            through: The last month looked at.
        """
        last = min(through, death_month(self.events))
        if last < self.first:
            return ()
        return tuple(
            Gap(month=month, program=program)
            for month in ContributionPeriod(self.first, last)
            for program in self.programs
            if self.payer(month, program) is None
        )

    def double_funded(self) -> tuple[DoubleFunding, ...]:
        """The months that two sponsors or more would pay, each named once with all of them."""
        found: list[DoubleFunding] = []
        if not self.sponsorships:
            return ()
        periods = {given: months_paid(given, self.events) for given in self.sponsorships}
        last = max(given.period.last for given in self.sponsorships)
        for month in ContributionPeriod(self.first, max(last, self.first)):
            for program in self.programs:
                paying = tuple(
                    given
                    for given, period in periods.items()
                    if period and month in period and program in given.programs
                )
                if len(paying) > 1:
                    found.append(DoubleFunding(month=month, program=program, sponsorships=paying))
        return tuple(found)

    def dues(
        self,
        *,
        rules: Rulebook,
        through: ContributionMonth | None = None,
        holidays: Container[date] = (),
    ) -> tuple[Due, ...]:
        """What is owed, one due for each month and programme, by month.

        Args:
            rules: The rulebook.
            through: The last month; the last sponsored one where it is not said.
            holidays: Days off besides Saturdays and Sundays, past which due dates move.

        Raises:
            InvalidPeriodError: Where no last month is said and no sponsor sets one.
            MissingFactError: Before any due is given, for a fact that changes one.
            ProjectedLawError: For a month after the last checked one, where that is refused.

        Warns:
            ProjectedLawWarning: Once, for months after the last checked one.
        """
        last = through or self.last_sponsored
        if last is None:
            raise InvalidPeriodError(
                f"The dues of {self.worker.label} were asked without a last month.",
                "Self-payment has no end of its own.",
                "Say through=ContributionMonth(...).",
            )
        dues = dues_owed(self, through=last, rules=rules, holidays=holidays)
        rules.announce_projected(due.price for due in dues)
        return tuple(dues)


def dues_owed(
    timeline: CoverageTimeline,
    *,
    through: ContributionMonth,
    rules: Rulebook,
    holidays: Container[date] = (),
) -> list[Due]:
    """The dues of a timeline by month; projected months are not announced.

    Raises:
        MissingFactError: Before any due is given, for a fact that changes one.
    """
    worker, label = timeline.worker, timeline.worker.label
    dues: list[Due] = []
    for program, stretch in product(Program, timeline.stretches):
        if program not in stretch.programs or through < stretch.period.first:
            continue
        payer, given = stretch.payer, stretch.sponsorship
        reference = given.reference if given else None
        cells = rules.cells(
            program,
            ContributionPeriod(stretch.period.first, min(stretch.period.last, through)),
            **facts_of(
                worker,
                funding=stretch.funding,
                covered_from=timeline.first,
                earlier_funding=stretch.earlier_funding,
            ),
        )
        dues += [
            Due(
                worker=worker,
                payer=payer,
                price=cell.known_price(worker=label),
                due_date=rules.due_date(cell.price.month, holidays=holidays),
                reference=reference,
                what_ifs=rules.what_ifs_in(cell.price.month),
            )
            for cell in cells
        ]
    dues.sort(key=lambda due: due.price.month.ordinal)
    return dues
