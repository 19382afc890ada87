"""Temporary reliefs (*penyesuaian iuran*, *keringanan iuran*): when, for whom, and what is paid."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.errors import InvalidRateTableError
from jamsostek_rentan.law.basis import Basis
from jamsostek_rentan.law.conditions import (
    Condition,
    EarlierPayerClause,
    MemberClause,
    PayerClause,
    Proviso,
    Window,
    verdict_of,
)
from jamsostek_rentan.law.facts import check_month, check_months, check_programs, check_share
from jamsostek_rentan.law.programs import FundingSource, Program, Sector
from jamsostek_rentan.law.questions import Figure, Question, certain, combined
from jamsostek_rentan.values.explanation import Step, step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.texts import Bilingual, Labelled


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jamsostek_rentan.law.facts import KnownCase
    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["Relief", "Rounding", "Ruling"]


class Rounding(Labelled):
    """How a relief rounds to whole rupiah, where its share leaves a fraction."""

    DOWN = Bilingual("down to a whole rupiah", "ke bawah ke rupiah penuh")
    UP = Bilingual("up to a whole rupiah", "ke atas ke rupiah penuh")
    NEAREST = Bilingual(
        "to the nearest rupiah, a half upwards", "ke rupiah terdekat, setengah ke atas"
    )

    def apply(self, exact: Fraction) -> int:
        """Round an exact amount that is not negative."""
        if self is Rounding.DOWN:
            return math.floor(exact)
        if self is Rounding.UP:
            return math.ceil(exact)
        return math.floor(exact + Fraction(1, 2))


@attrs.frozen(kw_only=True)
class Ruling:
    """Whether a relief is granted in one case, and by which of its conditions."""

    relief: Relief
    reasons: tuple[tuple[Condition, Figure[bool]], ...]
    granted: Figure[bool]

    @property
    def window(self) -> Window:
        """The months of the relief that the case lies in."""
        return next(why for why, _ in self.reasons if isinstance(why, Window))

    def answered(self, readings: Mapping[str, str], *, presuming: bool) -> Ruling:
        """The ruling once some questions are answered; without *presuming*, none by itself."""
        return attrs.evolve(
            self,
            granted=self.granted.answered(readings, presuming=presuming),
            reasons=tuple(
                (condition, granted.answered(readings, presuming=presuming))
                for condition, granted in self.reasons
            ),
        )

    def step(self) -> Step:
        """The ruling as a step of a working."""
        rounding = self.relief.rounding
        return step(
            f"relief.{verdict_of(self.granted)}",
            *(condition.step(granted) for condition, granted in self.reasons),
            *([step("relief.rounding", rounding=rounding)] if rounding else []),
            ground=self.relief.basis,
            name=self.relief.name,
            share=self.relief.share_paid,
        )


@attrs.frozen(kw_only=True)
class Relief:
    """A temporary relief of contributions.

    Args:
        id: Its name, for example ``pp50-2025``.
        name: Its official name.
        programs: The programmes whose contributions it eases.
        share_paid: The share of the ordinary contribution that is still paid.
        rounding: How it rounds, where its share leaves a fraction of a rupiah.
        windows: Its months, for each sector.
        payers: Which sources of funds it is granted to; every source is in one clause.
        earlier_payers: What it says of those for whom another source paid an earlier month, or
            none where that does not matter.
        members: What it asks of membership; empty when it asks nothing.
        provisos: What else it asks.
        basis: Where it says how much is paid.

    >>> from jamsostek_rentan import law
    >>> relief = law.bpu().rates.reliefs[-1]
    >>> relief.name.id, str(relief.share_paid), relief.paid(Rupiah(29_500))
    ('penyesuaian iuran PP 50/2025', '1/2', Rupiah(14_750))
    """

    id: str
    name: Bilingual
    programs: tuple[Program, ...]
    share_paid: Fraction
    rounding: Rounding | None
    windows: tuple[Window, ...]
    payers: tuple[PayerClause, ...]
    earlier_payers: EarlierPayerClause | None = None
    members: tuple[MemberClause, ...]
    provisos: tuple[Proviso, ...]
    basis: Basis

    @classmethod
    def of(  # noqa: PLR0913 - each is a part of what a relief says
        cls,
        id: str,  # noqa: A002 - the name it has in the value
        *,
        programs: Iterable[Program],
        share_paid: Fraction,
        first: ContributionMonth,
        last: ContributionMonth,
        basis: Basis,
        name: Bilingual | None = None,
        sectors: Iterable[Sector] = tuple(Sector),
        funding: Iterable[FundingSource] = tuple(FundingSource),
        rounding: Rounding | None = None,
    ) -> Relief:
        """A relief that asks for the sector and the source of funds alone, on one ground.

        Raises:
            InvalidFactError: For a share that is no exact part of the whole, or no month.
            InvalidPeriodError: For a last month before the first.

        >>> from jamsostek_rentan import Assumption, ContributionMonth
        >>> Relief.of(
        ...     "draft", programs=[Program.JKM], share_paid=Fraction(1, 2),
        ...     first=ContributionMonth(2027, 4), last=ContributionMonth(2027, 12),
        ...     basis=Assumption(reason="a draft", author="an example"),
        ... ).name.en
        'draft'
        """
        check_share(share_paid, "share_paid")
        check_month(last, "last")
        check_months(first, last, f"The relief {id!r}")
        granted = tuple(funding)
        refused = tuple(source for source in FundingSource if source not in granted)
        return cls(
            id=id,
            name=name or Bilingual(id, id),
            programs=check_programs(programs),
            share_paid=share_paid,
            rounding=rounding,
            windows=(Window(sectors=tuple(sectors), first=first, last=last, basis=basis),),
            payers=tuple(
                PayerClause(funding=sources, granted=certain(value=verdict), basis=basis)
                for sources, verdict in ((granted, True), (refused, False))
                if sources
            ),
            members=(),
            provisos=(),
            basis=basis,
        )

    def window(self, month: ContributionMonth, sector: Sector) -> Window | None:
        """Its window for a sector, if that has the month."""
        return next(
            (window for window in self.windows if month in window and sector in window.sectors),
            None,
        )

    def _has(self, month: ContributionMonth) -> bool:
        return any(month in window for window in self.windows)

    def speaks_of(self, program: Program, month: ContributionMonth) -> bool:
        """Whether a month of a programme is one of its own, for some sector."""
        return program in self.programs and self._has(month)

    def shared_with(self, other: Relief) -> Iterator[tuple[Program, ContributionMonth]]:
        """Where two reliefs speak of one case: a programme, and the first month of it."""
        for program in self.programs:
            for left, right in product(self.windows, other.windows):
                first = left.shared_with(right)
                if program in other.programs and first is not None:
                    yield program, first

    def ruling(self, month: ContributionMonth, case: KnownCase) -> Ruling | None:
        """Whether it is granted in one case; none when the month lies outside its window."""
        window = self.window(month, case.sector)
        if window is None:
            return None
        reasons: list[tuple[Condition, Figure[bool]]] = [
            (attrs.evolve(window, sectors=(case.sector,)), certain(value=True))
        ]
        reasons += [
            (attrs.evolve(payer, funding=(case.funding,)), payer.granted)
            for payer in self.payers
            if case.funding in payer.funding
        ]
        reasons += self._earlier_payer_reasons(case)
        reasons += [
            (member, member.grants(month, case.member_since))
            for member in self.members
            if member.speaks_of(case.member_since)
        ]
        reasons += [(proviso, proviso.granted) for proviso in self.provisos]
        granted = combined(all, [verdict for _, verdict in reasons])
        return Ruling(relief=self, reasons=tuple(reasons), granted=granted)

    def _earlier_payer_reasons(self, case: KnownCase) -> Iterator[tuple[Condition, Figure[bool]]]:
        """What the sources of funds that paid earlier months decide."""
        clause = self.earlier_payers
        if clause is None:
            return
        told = set(case.earlier_funding) & set(clause.funding) - {case.funding}
        for payer in self.payers:
            funding = tuple(source for source in payer.funding if source in told)
            granted = combined(any, [payer.granted, clause.granted])
            if funding and granted != certain(value=True):
                yield attrs.evolve(clause, funding=funding), granted

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions its conditions depend on."""
        verdicts = [clause.granted for clause in self.payers]
        verdicts += [self.earlier_payers.granted] if self.earlier_payers else []
        verdicts += [clause.granted for clause in self.members]
        verdicts += [clause.granted for clause in self.provisos]
        found = (question for verdict in verdicts for question in verdict.questions)
        return tuple(dict.fromkeys(found))

    def membership_breaks(self, month: ContributionMonth) -> set[ContributionMonth]:
        """Months of joining at which its ruling on a month may change."""
        if not self._has(month):
            return set()
        return {at for member in self.members for at in member.breaks(month)}

    def earlier_sources(self, month: ContributionMonth) -> set[FundingSource]:
        """The sources of funds whose earlier payments its ruling on a month may turn on."""
        if self.earlier_payers is None or not self._has(month):
            return set()
        return set(self.earlier_payers.funding)

    def paid(self, normal: Rupiah) -> Rupiah:
        """What is paid of an ordinary contribution where it is granted.

        Raises:
            InvalidRateTableError: For a fraction of a rupiah, where it names no rounding.
        """
        exact = normal.amount * self.share_paid
        if self.rounding is not None:
            return Rupiah(self.rounding.apply(exact))
        if exact.denominator > 1:
            raise InvalidRateTableError(
                f"{self.share_paid} of {normal} was asked for the relief {self.id!r}.",
                "That is no whole rupiah, and the relief names no rounding.",
                "Give the relief a rounding, or a contribution that leaves no fraction.",
            )
        return Rupiah(exact)
