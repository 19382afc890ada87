"""Whatever is composed of prices tells its amount under every reading, and never fails."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import ContributionMonth, FundingSource, Rupiah, Sector


if TYPE_CHECKING:
    from collections.abc import Callable

RULES = jr.law.bpu()
NOVEMBER = ContributionMonth(2026, 11)
SITI = jr.Worker("w-001", sector=Sector.OTHER)
VILLAGE = jr.Sponsor("desa", name="Desa Mawar", funding=FundingSource.APBDES)
PAID = jr.Sponsorship(SITI, VILLAGE, period=NOVEMBER.for_months(1))
TIMELINE = jr.CoverageTimeline.of(SITI, sponsorships=[PAID])
FUND = jr.Fund("desa", name="APBDes", funding=FundingSource.APBDES, budgets={2026: Rupiah(33_600)})
COHORT = jr.Cohort("I", FUND, period=NOVEMBER.for_months(1), workers=9)
BUDGETED = jr.plan_budget([COHORT], rules=RULES)
SCHEME = jr.Scheme("mawar", name="Program", place="Desa Mawar", funds=[FUND], cohorts=[COHORT])
NOTHING = jr.plan_budget([], rules=RULES)
WHY = jr.Assumption(reason="an example", author="an example")
FACTS: dict[str, Any] = {"rules": RULES, "funding": FundingSource.APBDES}


def _renewal() -> jr.RenewalPlan:
    """October is not paid, and November is decreed."""
    october = jr.Sponsorship(SITI, VILLAGE, period=(NOVEMBER - 1).for_months(1))
    timeline = jr.CoverageTimeline.of(SITI, sponsorships=[october])
    return jr.plan_renewal(
        [jr.CoverageLedger.of(timeline, rules=RULES)],
        sponsor=VILLAGE,
        period=NOVEMBER.for_months(1),
        on=date(2026, 11, 5),
    )


EACH: dict[str, tuple[Callable[[], Any], set[Any]]] = {
    "price": (
        lambda: RULES.price(jr.Program.JKM, NOVEMBER, funding=FundingSource.APBDES),
        {Rupiah(3_400), Rupiah(6_800)},
    ),
    "quote": (lambda: jr.cost_of_cover(1, NOVEMBER, **FACTS), {Rupiah(8_400), Rupiah(16_800)}),
    "comparison": (
        lambda: jr.compare_costs(
            1,
            NOVEMBER,
            before=RULES,
            after=RULES.with_reading("pp50-2025/apbdes", "normal"),
            funding=FundingSource.APBDES,
        ),
        {Rupiah(8_400), Rupiah(0)},
    ),
    "due": (
        lambda: TIMELINE.dues(through=NOVEMBER, rules=RULES)[0],
        {Rupiah(5_000), Rupiah(10_000)},
    ),
    "totals": (
        lambda: jr.totals_of([TIMELINE], through=NOVEMBER, rules=RULES),
        {Rupiah(8_400), Rupiah(16_800)},
    ),
    "renewal": (_renewal, {Rupiah(16_800), Rupiah(33_600)}),
    "line of a renewal": (lambda: _renewal().lines[0], {Rupiah(16_800), Rupiah(33_600)}),
    "affordable heads": (
        lambda: jr.affordable_cover(Rupiah(33_600), NOVEMBER, **FACTS),
        {4, 2},
    ),
    "budget": (lambda: BUDGETED, {Rupiah(33_600)}),
    "cohort of a budget": (lambda: BUDGETED.covers[0], {4, 2}),
    "plan": (
        lambda: jr.plan(SCHEME, [SITI], rules=RULES),
        {Rupiah(8_400), Rupiah(16_800)},
    ),
    "change of a plan": (
        lambda: jr.compare_plans(NOTHING, jr.plan(SCHEME, [SITI], rules=RULES)).total,
        {Rupiah(8_400), Rupiah(16_800)},
    ),
}


@pytest.mark.parametrize("name", EACH)
def test_each_has_every_amount(name: str) -> None:
    """Though no reading of the village budget is presumed."""
    make, expected = EACH[name]

    found = make().by_reading()
    assert set(found.values()) == expected
    assert all(isinstance(key, tuple) for key in found)


def test_the_end_of_a_relief_has_every_amount() -> None:
    """By how much it costs more in the month after."""
    alone = jr.CoverageTimeline.of(
        SITI, self_payment=jr.SelfPayment(starting=ContributionMonth(2026, 11))
    )
    with pytest.warns(jr.ProjectedLawWarning):
        (line,) = jr.end_of_relief([alone], relief="pp50-2025", rules=RULES)

    assert line.by_reading() == {(): Rupiah(8_400)}
