"""One price: what is owed for one programme in one contribution month, and why."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from jamsostek_rentan.law.basis import Basis
from jamsostek_rentan.law.choices import Choice, readings_of
from jamsostek_rentan.law.conditions import Window
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.law.questions import Figure, Question, all_over, certain
from jamsostek_rentan.law.reliefs import Relief, Ruling
from jamsostek_rentan.values.explanation import Explanation, Ground, Step, step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, catalogue


if TYPE_CHECKING:
    from collections.abc import Sequence

    from jamsostek_rentan.law.questions import Doubt, Readings
    from jamsostek_rentan.values.texts import Language


__all__ = ["BandUsed", "Ordinary", "Price", "doubt_steps"]


@attrs.frozen(kw_only=True)
class BandUsed:
    """The band a reported income fell into: its bounds, and the ground of its base."""

    lower: Rupiah
    upper: Rupiah | None
    basis: Ground


@attrs.frozen(kw_only=True)
class Ordinary:
    """An ordinary contribution (*iuran normal*) under one reading, and how it comes about.

    Args:
        amount: The contribution, in rupiah.
        base: The *dasar penghasilan* it is a share of, where it is one.
        share: That share.
        band: The income band used.
        flat: Whether it is the same for every income.
    """

    amount: Rupiah
    base: Rupiah | None = None
    share: Fraction | None = None
    band: BandUsed | None = None
    flat: bool = False

    def __str__(self) -> str:
        return str(self.amount)

    def steps(self, ground: Ground) -> tuple[Step, ...]:
        """The steps that lead to it."""
        return (*self._band_steps(), self._amount_step(ground))

    def _band_steps(self) -> tuple[Step, ...]:
        if self.band is None:
            return ()
        return (
            step(
                "price.band.open" if self.band.upper is None else "price.band",
                ground=self.band.basis,
                base=self.base,
                lower=self.band.lower,
                upper=self.band.upper,
            ),
        )

    def _amount_step(self, ground: Ground) -> Step:
        if self.flat:
            key = "price.flat"
        elif self.base is None:
            key = "price.normal"
        else:
            key = "price.share" if self.share else "price.on-base"
        return step(key, amount=self.amount, ground=ground, share=self.share, base=self.base)


@attrs.frozen(kw_only=True, repr=False)
class Price:
    """What is owed for one programme in one contribution month, and why (*iuran*).

    Made by a rate table; a table of your own makes its prices with :meth:`Price.of`.

    Args:
        program: The programme.
        month: The contribution month.
        ordinary: The ordinary contribution for each reading of what is not clear.
        figure: What is owed for each reading of what is not clear.
        basis: The ground of the ordinary contribution.
        ruling: The relief whose months these are, and whether it is granted.
        ended: The relief that had this case in the last checked month, and its window.
        checked_through: The last month for which the law was checked, where the table knows one.
        removed: Reliefs that a what-if took away, with its ground.
        chosen: Questions that were answered by a chosen reading.
        moot: Facts that were not given and change nothing, with the value they are shown for.

    >>> from jamsostek_rentan import FundingSource, law
    >>> november = ContributionMonth(2026, 11)
    >>> price = law.bpu().price(Program.JKK, november, funding=FundingSource.CSR)
    >>> price.amount, price.normal, price.relief.id, price.projected
    (Rupiah(5_000), Rupiah(10_000), 'pp50-2025', False)
    """

    program: Program
    month: ContributionMonth
    ordinary: Figure[Ordinary]
    figure: Figure[Rupiah]
    basis: Ground
    ruling: Ruling | None = None
    ended: tuple[Relief, Window] | None = None
    checked_through: ContributionMonth | None = None
    removed: tuple[tuple[Bilingual, Basis], ...] = ()
    chosen: tuple[Choice, ...] = ()
    moot: tuple[tuple[str, object], ...] = ()
    projected: bool = attrs.field(
        default=attrs.Factory(
            lambda self: self.checked_through is not None and self.checked_through < self.month,
            takes_self=True,
        ),
        init=False,
        eq=False,
        repr=False,
    )
    """Whether the month lies after the last one for which the law was checked."""

    @classmethod
    def of(
        cls,
        program: Program,
        month: ContributionMonth,
        amount: Rupiah,
        *,
        basis: Ground,
        base_income: Rupiah | None = None,
    ) -> Price:
        """A price without relief or doubt, for a rate table of your own.

        >>> from datetime import date
        >>> from jamsostek_rentan import Bilingual, Evidence, LegalBasis
        >>> ground = LegalBasis(
        ...     instrument="A draft", article="-", address="-", evidence=Evidence.INFERRED,
        ...     checked_on=date(2026, 11, 22), note=Bilingual("Invented.", "Rekaan."),
        ... )
        >>> price = Price.of(
        ...     Program.JKM, ContributionMonth(2026, 11), Rupiah(7_000), basis=ground
        ... )
        >>> price.amount
        Rupiah(7_000)
        """
        return cls(
            program=program,
            month=month,
            ordinary=certain(Ordinary(amount=amount, base=base_income)),
            figure=certain(amount),
            basis=basis,
        )

    def __repr__(self) -> str:
        return f"<Price {self.program.name} {self.month}: {self.figure.in_words()}>"

    @property
    def amount(self) -> Rupiah:
        """What is owed, in rupiah, under the presumed readings.

        Raises:
            UnsettledLawError: When a question that changes it has no presumed reading.
        """
        return self.figure.settled

    @property
    def normal(self) -> Rupiah:
        """The ordinary contribution, in rupiah, under the presumed readings.

        Raises:
            UnsettledLawError: When a question that changes it has no presumed reading.
        """
        return self.ordinary.map(lambda ordinary: ordinary.amount).settled

    @property
    def base_income(self) -> Rupiah | None:
        """The *dasar penghasilan* it is a share of, where it is one.

        Raises:
            UnsettledLawError: When a question that changes it has no presumed reading.
        """
        return self.ordinary.settled.base

    @property
    def share_of_base(self) -> Fraction | None:
        """That share.

        Raises:
            UnsettledLawError: When a question that changes the base has no presumed reading.
        """
        return self.ordinary.settled.share

    @property
    def band(self) -> BandUsed | None:
        """The income band used, where there is one.

        Raises:
            UnsettledLawError: When a question that changes it has no presumed reading.
        """
        return self.ordinary.settled.band

    @property
    def relief(self) -> Relief | None:
        """The relief granted under the presumed readings, or none.

        Raises:
            UnsettledLawError: When that is an open question without a presumed reading.
        """
        return self.ruling.relief if self.ruling and self.ruling.granted.settled else None

    @property
    def doubts(self) -> tuple[Doubt[Rupiah], ...]:
        """What it would be if a question were read otherwise."""
        return self.figure.doubts

    def by_reading(self) -> dict[Readings, Rupiah]:
        """What is owed under each combination of readings; never fails."""
        return self.figure.by_reading()

    def under(self, choices: Sequence[Choice], *, presuming: bool = True) -> Price:
        """The price once some questions are answered; without *presuming*, none by itself."""
        over = all_over((self.figure, self.ordinary)) if self.ordinary.over else self.figure.over
        open_here = {about.id for about in over}
        chosen = tuple(choice for choice in choices if choice.question.id in open_here)
        if not chosen and presuming:
            return self
        readings = dict(readings_of(choices))
        return attrs.evolve(
            self,
            ordinary=self.ordinary.answered(readings, presuming=presuming),
            figure=self.figure.answered(readings, presuming=presuming),
            ruling=self.ruling and self.ruling.answered(readings, presuming=presuming),
            chosen=self.chosen + chosen,
        )

    def explain(self, lang: Language) -> Explanation:
        """How the price came about: each step with its amount and its ground.

        Args:
            lang: ``en`` or ``id``.

        Raises:
            UnknownNameError: For another language.
        """
        root = (
            step("price.unsettled", *self._steps(), program=self.program, month=self.month)
            if self.figure.unsettled
            else step(
                "price",
                *self._steps(),
                amount=self.amount,
                program=self.program,
                month=self.month,
            )
        )
        return Explanation(root, lang)

    def _steps(self) -> tuple[Step, ...]:
        return (*self.working(), *doubt_steps(self.figure))

    def working(self) -> tuple[Step, ...]:
        """The steps that lead to the amount, without the doubts about it."""
        steps = [*self._ordinary_steps()]
        if self.ruling is not None or self.ended is not None:
            steps += [
                step("price.moot", fact=catalogue()[f"fact.{fact}"], value=value)
                for fact, value in self.moot
            ]
        if self.ruling is not None:
            steps.append(self.ruling.step())
        if self.ended is not None:
            relief, window = self.ended
            steps.append(
                step("relief.ended", ground=window.basis, name=relief.name, last=window.last)
            )
        steps += [step("relief.removed", ground=basis, name=name) for name, basis in self.removed]
        steps += [choice.step() for choice in self.chosen]
        if self.projected:
            steps.append(step("price.projected", checked_through=self.checked_through))
        return tuple(steps)

    def _ordinary_steps(self) -> tuple[Step, ...]:
        if not self.ordinary.unsettled:
            return self.ordinary.settled.steps(self.basis)
        ways = dict.fromkeys(self.ordinary.values)
        return (
            step("price.ordinary.unclear", *(one for way in ways for one in way.steps(self.basis))),
        )


def doubt_steps(figure: Figure[Any]) -> tuple[Step, ...]:
    """The questions that bear on a figure, and its other values, each combination once."""
    doubts = figure.doubts
    alone = [doubt for doubt in doubts if len(doubt.questions) == 1]
    together = [doubt for doubt in doubts if len(doubt.questions) > 1]
    told = {question for doubt in doubts for question in doubt.questions}
    return (
        *(_question_step(question, alone) for question in figure.questions if question in told),
        *(
            step(
                "doubt.together",
                amount=doubt.value,
                readings=tuple(
                    question.reading(reading).text
                    for question, (_, reading) in zip(doubt.questions, doubt.readings, strict=True)
                ),
            )
            for doubt in together
        ),
    )


def _question_step(question: Question, doubts: list[Doubt[Any]]) -> Step:
    steps = (
        step("doubt.reading", amount=doubt.value, ground=reading.basis, reading=reading.text)
        for doubt in doubts
        for about, reading_id in doubt.readings
        if about == question.id
        for reading in (question.reading(reading_id),)
    )
    if question.presumed is None:
        return step("doubt.open", *steps, question=question.text)
    presumed = question.reading(question.presumed)
    return step(
        "doubt.presumed",
        *steps,
        ground=presumed.basis,
        question=question.text,
        presumed=presumed.text,
    )
