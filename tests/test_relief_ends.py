"""The end of a relief: heads and rupiah by sector and payer, before and after."""

from __future__ import annotations

import pytest
from sponsors import COMPANY, REGENCY, VILLAGE, paid
from what_ifs import RULES

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    CoverageTimeline,
    FundingSource,
    Rupiah,
    Sector,
    SelfPayment,
    Worker,
    end_of_relief,
)
from jamsostek_rentan.reports.tables import printable


def _timelines() -> list[CoverageTimeline]:
    """Ten farmers of a company to December, then alone; five drivers of a regency; a village."""
    found: list[CoverageTimeline] = []
    for at in range(10):
        worker = Worker(f"farmer-{at}", sector=Sector.OTHER)
        stimulus = paid(COMPANY, "2026-10/2026-12", worker)
        found.append(
            CoverageTimeline.of(
                worker, sponsorships=[stimulus], self_payment=SelfPayment.after(stimulus)
            )
        )
    for at in range(5):
        worker = Worker(f"driver-{at}", sector=Sector.TRANSPORT)
        found.append(
            CoverageTimeline.of(worker, sponsorships=[paid(REGENCY, "2026-10/2027-12", worker)])
        )
    alone = Worker("driver", sector=Sector.TRANSPORT)
    found.append(
        CoverageTimeline.of(alone, self_payment=SelfPayment(starting=ContributionMonth(2026, 10)))
    )
    fisher = Worker("fisher", sector=Sector.OTHER)
    found.append(
        CoverageTimeline.of(fisher, sponsorships=[paid(VILLAGE, "2026-12/2027-01", fisher)])
    )
    return found


@pytest.mark.filterwarnings("ignore::jamsostek_rentan.ProjectedLawWarning")
def test_what_ends_in_december_and_in_march() -> None:
    """For others after December 2026, for drivers after March 2027; a regency pays the same."""
    lines = end_of_relief(_timelines(), relief="pp50-2025", rules=RULES)
    told = {
        (line.sector, getattr(line.payer, "id", line.payer)): (
            str(line.last_month),
            line.workers_before,
            line.workers_after,
            sorted({one.amount for one in line.before.values}),
            sorted({one.amount for one in line.after.values}),
        )
        for line in lines
    }
    assert told == {
        (Sector.OTHER, "company"): ("2026-12", 10, 0, [84_000, 168_000], [0]),
        (Sector.OTHER, FundingSource.SELF): ("2026-12", 0, 10, [0], [168_000]),
        (Sector.OTHER, "village"): ("2026-12", 1, 1, [8_400, 16_800], [16_800]),
        (Sector.TRANSPORT, "regency"): ("2027-03", 5, 5, [84_000], [84_000]),
        (Sector.TRANSPORT, FundingSource.SELF): ("2027-03", 1, 1, [8_400], [16_800]),
    }
    by_key = {(line.sector, line.payer): line for line in lines}
    assert by_key[Sector.TRANSPORT, FundingSource.SELF].change.settled == Rupiah(8_400)
    assert by_key[Sector.OTHER, COMPANY].change.settled == Rupiah(-84_000)
    (row, *_) = printable(lines, "id")
    assert row["Bulan terakhir keringanan"] == "Desember 2026"


def test_what_cannot_be_told_is_refused() -> None:
    """No sector, no such relief, no list; and nobody owes nothing."""
    unknown = CoverageTimeline.of(
        Worker("w-1"), self_payment=SelfPayment(starting=ContributionMonth(2026, 10))
    )
    with pytest.raises(jr.InvalidFactError, match="whose sector is not known"):
        end_of_relief([unknown], relief="pp50-2025", rules=RULES)
    with pytest.raises(jr.UnknownNameError, match="pp99"):
        end_of_relief([], relief="pp99", rules=RULES)
    with pytest.raises(jr.InvalidFactError, match="each of CoverageTimeline"):
        end_of_relief(unknown, relief="pp50-2025", rules=RULES)  # type: ignore[arg-type]
    assert end_of_relief([], relief="pp50-2025", rules=RULES) == ()
