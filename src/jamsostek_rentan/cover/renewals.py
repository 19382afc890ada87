"""Renewal (*perpanjangan*): what a sponsor's next year finds of each worker."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.amounts import Summed
from jamsostek_rentan.cover.events import EndEvent
from jamsostek_rentan.cover.people import Sponsor, Worker
from jamsostek_rentan.cover.status import CoverageStatus, by_danger
from jamsostek_rentan.law.questions import Figure
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionPeriod, Months


if TYPE_CHECKING:
    from jamsostek_rentan.law.questions import Readings


__all__ = ["RenewalLine", "RenewalPlan"]


@attrs.frozen(kw_only=True)
class RenewalLine:
    """What a renewal finds of one worker, each under every reading.

    Args:
        worker: The worker.
        event: What ended the sponsor's sponsorship before, or none; then nothing is renewed.
        status: The status on the day, before anything is paid.
        ends_on: The day on which cover ends if nothing is paid; none where it has ended.
        unpaid: The months in a row, the running one the last, that are not paid.
        payable: The months that the payment of the day pays, late ones first.
        too_late: Months owed by the sponsor, by the new decree too, that nobody paid and that
            cannot be paid any more.
        registers_anew: Whether the worker has to register anew first.
        may_be_refused: Whether registering, or a first contribution, may be refused for age; none
            where the day of birth or the rule is not known.
        status_after: The status on the day, once it is paid.
        credit: What the sponsor's credit pays of them, in rupiah.
        figure: What is to be paid besides, in rupiah.

    >>> from jamsostek_rentan import ContributionMonth
    >>> from jamsostek_rentan import CoverageLedger, CoverageTimeline, FundingSource, Sector
    >>> from jamsostek_rentan import Sponsor, Sponsorship, Worker, law, plan_renewal
    >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
    >>> siti, may = Worker("w-001", sector=Sector.OTHER), ContributionMonth(2025, 5)
    >>> ledger = CoverageLedger.of(
    ...     CoverageTimeline.of(
    ...         siti, sponsorships=[Sponsorship(siti, melati, period=may.for_months(1))]
    ...     ),
    ...     rules=law.bpu(),
    ... )
    >>> line = plan_renewal(
    ...     [ledger], sponsor=melati, period=(may + 1).for_months(2), on=date(2025, 6, 20)
    ... ).lines[0]
    >>> print(line.status.settled.name, line.amount, *line.payable.settled)
    NOT_YET Rp50.400 2025-05 2025-06 2025-07
    """

    worker: Worker
    event: EndEvent | None
    status: Figure[CoverageStatus]
    ends_on: Figure[date | None]
    unpaid: Figure[Months]
    payable: Figure[Months]
    too_late: Figure[Months]
    registers_anew: Figure[bool]
    may_be_refused: Figure[bool | None] = attrs.field(metadata={"nothing": "cell.unknown"})
    status_after: Figure[CoverageStatus]
    credit: Figure[Rupiah]
    figure: Figure[Rupiah]

    @property
    def amount(self) -> Rupiah:
        """What is to be paid, in rupiah.

        Raises:
            UnsettledLawError: When an open question changes it and no reading is presumed.
        """
        return self.figure.settled

    def by_reading(self) -> dict[Readings, Rupiah]:
        """What is to be paid under each combination of readings; never fails."""
        return self.figure.by_reading()

    @property
    def by_danger(self) -> tuple[object, ...]:
        """A key that puts first those whose cover is in danger, and last those who have left."""
        return self.event is not None, by_danger(self.status, self.ends_on), self.worker.id


@attrs.frozen(kw_only=True)
class RenewalPlan(Summed[RenewalLine]):
    """A sponsor's next year (*perpanjangan*), by :func:`plan_renewal`.

    Those whose cover is in danger stand first, in the lines and in each list.  A worker stands in a
    list when any reading says so.

    Args:
        sponsor: Who goes on paying.
        period: For which months.
        on: The day of the decree and of the payment.
        lines: What it finds of each worker.

    >>> from jamsostek_rentan import ContributionMonth
    >>> from jamsostek_rentan import FundingSource, Sponsor, plan_renewal
    >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
    >>> june = ContributionMonth(2025, 6)
    >>> plan = plan_renewal([], sponsor=melati, period=june.for_months(6), on=date(2025, 6, 20))
    >>> plan.total, plan.in_danger
    (Rupiah(0), ())
    """

    sponsor: Sponsor
    period: ContributionPeriod
    on: date
    lines: tuple[RenewalLine, ...]

    @property
    def in_danger(self) -> tuple[RenewalLine, ...]:
        """Who is in arrears, and loses cover unless the months are paid."""
        return self._those(CoverageStatus.IN_ARREARS)

    @property
    def ended(self) -> tuple[RenewalLine, ...]:
        """Whose cover has ended (*kepesertaan berakhir*)."""
        return self._those(CoverageStatus.ENDED)

    @property
    def to_register_anew(self) -> tuple[RenewalLine, ...]:
        """Who has to register anew, at least by one reading."""
        return tuple(line for line in self.lines if any(line.registers_anew.values))

    @property
    def may_be_refused(self) -> tuple[RenewalLine, ...]:
        """Who may be refused for age."""
        return tuple(line for line in self.lines if any(line.may_be_refused.values))

    def _those(self, status: CoverageStatus) -> tuple[RenewalLine, ...]:
        return tuple(line for line in self.lines if status in line.status.values)
