"""Sponsorship: who pays which programmes of a worker for which months, and what was pledged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.people import Sponsor, Worker
from jamsostek_rentan.cover.records import check_day_if_any
from jamsostek_rentan.errors import InvalidPeriodError
from jamsostek_rentan.law.facts import check_programs
from jamsostek_rentan.law.programs import BASIC_COVER, Program
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = ["SelfPayment", "Sponsorship"]


@attrs.frozen
class Sponsorship:
    """A sponsor pays some programmes of a worker for a period (*donasi iuran*, *bantuan iuran*).

    Args:
        worker: The worker covered.
        sponsor: Who pays.
        period: The contribution months paid for.
        programs: The programmes paid for; JKK and JKM unless said otherwise.
        priority: Where two sponsors would pay the same month, the lower number pays.
        reference: A decree, agreement or receipt, as it is called; shown wherever it is listed.
        reference_date: The day of that paper; in a ledger, money pays its months from then on.

    Raises:
        InvalidPeriodError: For a period that begins before the worker's membership.
        InvalidFactError: For a programme that is none, or is named twice.

    >>> from jamsostek_rentan import FundingSource
    >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
    >>> quarter = ContributionMonth(2026, 1).for_months(3)
    >>> Sponsorship(Worker("w-001"), melati, period=quarter).programs
    (Program.JKK, Program.JKM)
    """

    worker: Worker
    sponsor: Sponsor
    period: ContributionPeriod = attrs.field(kw_only=True)
    programs: tuple[Program, ...] = attrs.field(
        default=BASIC_COVER, kw_only=True, converter=check_programs
    )
    priority: int = attrs.field(default=0, kw_only=True)
    reference: str | None = attrs.field(default=None, kw_only=True)
    reference_date: date | None = attrs.field(
        default=None, kw_only=True, validator=check_day_if_any
    )

    def __attrs_post_init__(self) -> None:
        since = self.worker.member_since
        if since is not None and self.period.first < since:
            raise InvalidPeriodError(
                f"{self.sponsor.label} was to pay for {self.worker.label} in {self.period}.",
                f"The worker is a member since {since}.",
                "Begin the sponsorship then, or correct the first month of membership.",
            )

    @property
    def precedence(self) -> tuple[int, ContributionMonth, str, str]:
        """Among sponsorships of the same month the one with the lowest precedence pays.

        That is: the lower priority, then the earlier start, then the sponsor's id, then the
        reference.
        """
        return self.priority, self.period.first, self.sponsor.id, self.reference or ""


@attrs.frozen(kw_only=True)
class SelfPayment:
    """The worker pays from a month on (*melanjutkan kepesertaan secara mandiri*).

    Args:
        starting: The first month the worker pays, where no sponsor does.
        programs: The programmes the worker pays for; JKK and JKM unless said otherwise.

    >>> print(SelfPayment(starting=ContributionMonth(2026, 4)).starting)
    2026-04
    """

    starting: ContributionMonth
    programs: tuple[Program, ...] = attrs.field(default=BASIC_COVER, converter=check_programs)

    @classmethod
    def after(
        cls, stimulus: Sponsorship, *, programs: Iterable[Program] = BASIC_COVER
    ) -> SelfPayment:
        """Self-payment from the month after a sponsorship ends.

        >>> from jamsostek_rentan import FundingSource
        >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
        >>> december = ContributionMonth(2021, 12).for_months(1)
        >>> stimulus = Sponsorship(Worker("w-001"), melati, period=december)
        >>> print(SelfPayment.after(stimulus).starting)
        2022-01
        """
        return cls(starting=stimulus.period.last + 1, programs=tuple(programs))
