"""Benefits (*manfaat*) as dated data: what each event pays, and the scholarship of the children."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.arrears import Stated
from jamsostek_rentan.law.basis import Basis, LegalBasis
from jamsostek_rentan.law.measures import Measure
from jamsostek_rentan.law.risks import BenefitKind, RiskEvent
from jamsostek_rentan.law.waiting import JkmWaiting
from jamsostek_rentan.values.dated import holds_in
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual


if TYPE_CHECKING:
    from jamsostek_rentan.law.questions import Question


__all__ = ["Benefit", "Benefits", "Scholarship", "ScholarshipLevel"]


@attrs.frozen(kw_only=True)
class Benefit:
    """What some events pay, from a month on (*manfaat*).

    Args:
        kind: What it is.
        events: What has to happen, of one programme.
        first: The first month in which an event pays it.
        last: The last one, or none while it holds.
        measure: How it is measured.
        basis: Where it says so.

    >>> from jamsostek_rentan import law
    >>> funeral = law.bpu().benefits.of(RiskEvent.DEATH, ContributionMonth(2026, 11))[-1]
    >>> funeral.kind.label.en, funeral.measure.amount
    ('funeral costs', Rupiah(10_000_000))
    """

    kind: BenefitKind
    events: tuple[RiskEvent, ...]
    first: ContributionMonth
    last: ContributionMonth | None
    measure: Measure
    basis: Basis


@attrs.frozen(kw_only=True)
class ScholarshipLevel:
    """What a level of schooling pays, and for how long.

    Args:
        name: The level, in both languages.
        years: For how many years at most.
        a_year: How much for each year, in rupiah.
    """

    name: Bilingual
    years: int
    a_year: Rupiah


@attrs.frozen(kw_only=True)
class Scholarship:
    """The scholarship of a participant's children (*beasiswa pendidikan anak*).

    Args:
        events: What opens it.
        first: The first month in which an event opens it.
        jkm_months: Contribution months that are asked for where JKM opens it; JKK asks for none.
        across_breaks: Whether the months before a break count too.
        children: For how many children at most.
        below_age: Until which age, in years, not married and not working.
        levels: What each level of schooling pays.
        basis: Where it says so.

    >>> from jamsostek_rentan import law
    >>> law.bpu().benefits.scholarship.most
    Rupiah(174_000_000)
    """

    events: tuple[RiskEvent, ...]
    first: ContributionMonth
    jkm_months: int
    across_breaks: Stated
    children: int
    below_age: int
    levels: tuple[ScholarshipLevel, ...]
    basis: LegalBasis

    @property
    def most(self) -> Rupiah:
        """What all children together may get at most, in rupiah."""
        return sum((level.a_year * level.years for level in self.levels), Rupiah(0)) * self.children

    def reached(self, start: ContributionMonth) -> ContributionMonth:
        """The month that completes what JKM asks for, for cover without a gap from a month on."""
        return start + (self.jkm_months - 1)


@attrs.frozen(kw_only=True)
class Benefits:
    """The dated rules of benefits (*ketentuan manfaat*).

    Args:
        stated: What events pay.
        jkm_waiting: The waiting period of the full JKM benefit.
        scholarship: The scholarship.
    """

    stated: tuple[Benefit, ...] = ()
    jkm_waiting: JkmWaiting | None = None
    scholarship: Scholarship | None = None

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions these rules depend on."""
        waiting = self.jkm_waiting.questions if self.jkm_waiting else ()
        across = self.scholarship.across_breaks.holds.questions if self.scholarship else ()
        return (*waiting, *across)

    def of(self, event: RiskEvent, month: ContributionMonth) -> tuple[Benefit, ...]:
        """What an event of a month pays, in the order of its kinds."""
        found = [one for one in self.stated if event in one.events and holds_in(one, month)]
        return tuple(sorted(found, key=lambda one: list(BenefitKind).index(one.kind)))

    def scholarship_of(self, event: RiskEvent, month: ContributionMonth) -> Scholarship | None:
        """The scholarship that an event of a month may open, or none."""
        rule = self.scholarship
        return rule if rule and event in rule.events and rule.first <= month else None
