"""The shipped law, what-ifs about it, and a table of one's own, for tests."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import jamsostek_rentan as jr
from jamsostek_rentan import Assumption, ContributionMonth, FundingSource, Program, Rupiah, Sector
from jamsostek_rentan.law.reliefs import Relief


RULES = jr.law.bpu()
GROUND = jr.LegalBasis(
    instrument="An invented regulation",
    article="1",
    address="none",
    evidence=jr.Evidence.INFERRED,
    checked_on=date(2026, 11, 22),
    note=jr.Bilingual("Invented for a test.", "Rekaan untuk pengujian."),
)
DRAFT = Assumption(reason="a draft is discussed", author="an example")
JANUARY = ContributionMonth(2027, 1)
DECEMBER = ContributionMonth(2027, 12)
ALONE = {"funding": FundingSource.SELF, "sector": Sector.OTHER}


def jkm_halved() -> jr.Rulebook:
    """The shipped law with JKM halved in 2027."""
    return RULES.with_rate(
        Program.JKM, first=JANUARY, last=DECEMBER, amount=Rupiah(3_400), basis=DRAFT
    )


def draft_relief(**others: object) -> Relief:
    """A draft that halves JKM from April to December 2027, but for what is said otherwise."""
    facts: dict[str, object] = {
        "programs": [Program.JKM],
        "share_paid": Fraction(1, 2),
        "first": ContributionMonth(2027, 4),
        "last": DECEMBER,
        "basis": DRAFT,
    }
    return Relief.of("draft", **{**facts, **others})  # type: ignore[arg-type]


class OwnTable:
    """A class that follows the protocol and eases every month without naming its reliefs."""

    def price(self, program: Program, month: ContributionMonth, **facts: object) -> jr.Price:
        """The shipped price."""
        return RULES.rates.price(program, month, **facts)  # type: ignore[arg-type]

    def income_breaks(self, program: Program, month: ContributionMonth) -> tuple[Rupiah, ...]:
        """Those of the shipped table."""
        return RULES.rates.income_breaks(program, month)

    def membership_breaks(
        self, program: Program, month: ContributionMonth
    ) -> tuple[ContributionMonth, ...]:
        """Those of the shipped table."""
        return RULES.rates.membership_breaks(program, month)
