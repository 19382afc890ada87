"""What may follow a sponsorship: self-payment, another sponsor, a renewal, or nobody."""

from __future__ import annotations

from datetime import date

import attrs

from jamsostek_rentan.cover.sponsorship import SelfPayment, Sponsorship


__all__ = ["Outcome", "Renewal", "Stops"]


@attrs.frozen(kw_only=True)
class Renewal:
    """A sponsor goes on paying, from a new period and on a later day (*perpanjangan*).

    Args:
        sponsorship: The new sponsorship.
        paid_on: The day its first payment is made; months that have ended by then are late.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Sponsor, Worker
    >>> regency = Sponsor("regency", name="Kabupaten Mawar", funding=FundingSource.APBD)
    >>> year = ContributionMonth(2027, 1).for_months(12)
    >>> renewal = Renewal(
    ...     sponsorship=Sponsorship(Worker("w-001"), regency, period=year),
    ...     paid_on=date(2027, 4, 10),
    ... )
    >>> print(renewal.sponsorship.period)
    2027-01/2027-12
    """

    sponsorship: Sponsorship
    paid_on: date


@attrs.frozen
class Stops:
    """Nobody pays after the sponsor.

    >>> Stops()
    Stops()
    """


Outcome = SelfPayment | Sponsorship | Renewal | Stops
"""What may follow a sponsorship."""
