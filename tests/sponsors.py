"""A worker and three sponsors for tests; all of them are made up."""

from __future__ import annotations

from jamsostek_rentan import (
    ContributionPeriod,
    FundingSource,
    Sector,
    Sponsor,
    Sponsorship,
    Worker,
)


SITI = Worker("w-001", sector=Sector.OTHER)
REGENCY = Sponsor("regency", name="Kabupaten Mawar", funding=FundingSource.APBD)
VILLAGE = Sponsor("village", name="Desa Melati", funding=FundingSource.APBDES)
COMPANY = Sponsor("company", name="PT Kenanga", funding=FundingSource.CSR)


def paid(sponsor: Sponsor, period: str, worker: Worker = SITI, **details: object) -> Sponsorship:
    """A sponsorship over a period that is written as text."""
    return Sponsorship(
        worker,
        sponsor,
        period=ContributionPeriod.parse(period),
        **details,  # type: ignore[arg-type]
    )
