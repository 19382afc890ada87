"""The pictures of the explanation pages, drawn by the library itself at each build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jamsostek_rentan as jr
from jamsostek_rentan.reports.diagrams import draw_transitions
from jamsostek_rentan.reports.pictures import draw_handover, draw_timeline
from jamsostek_rentan.reports.protection_picture import draw_protection


if TYPE_CHECKING:
    from pathlib import Path


__all__ = ["draw_pictures"]


def draw_pictures(folder: Path) -> None:
    """Draw who pays for a worker in turn, what cover is worth by month, and how it ends."""
    folder.mkdir(exist_ok=True)
    siti = jr.Worker("w-001", sector=jr.Sector.OTHER)
    january = jr.ContributionMonth(2026, 1)
    village = jr.Sponsor("village", name="Desa Melati", funding=jr.FundingSource.APBDES)
    company = jr.Sponsor("company", name="PT Kenanga", funding=jr.FundingSource.CSR)
    first = jr.Sponsorship(siti, village, period=january.for_months(4))
    second = jr.Sponsorship(siti, company, period=(january + 4).for_months(4))
    timeline = jr.CoverageTimeline.of(
        siti, sponsorships=[first, second], self_payment=jr.SelfPayment.after(second)
    )
    plan = jr.plan_handover(second, rules=jr.law.bpu())
    coverage = draw_timeline(timeline, through=january + 11, lang="en")
    (folder / "coverage.svg").write_text(coverage, encoding="utf-8")
    (folder / "handover.svg").write_text(draw_handover(plan, lang="en"), encoding="utf-8")
    quarter = jr.ContributionPeriod.parse("2025-07/2025-09")
    stimulus = jr.Sponsorship(siti, village, period=quarter)
    three_months = draw_protection(
        jr.CoverageTimeline.of(siti, sponsorships=[stimulus]),
        through=quarter.last + 5,
        rules=jr.law.bpu(),
        lang="en",
    )
    (folder / "three-months.svg").write_text(three_months, encoding="utf-8")
    (folder / "transitions.svg").write_text(draw_transitions(lang="en"), encoding="utf-8")
