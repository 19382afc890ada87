"""The rulebook (*himpunan ketentuan*): the rules by which everything is priced."""

from __future__ import annotations

import warnings
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar, Unpack

import attrs

from jamsostek_rentan.errors import (
    InvalidRateTableError,
    ProjectedLawError,
    ProjectedLawWarning,
    UnknownNameError,
)
from jamsostek_rentan.law.benefits import Benefits
from jamsostek_rentan.law.cells import Cell, price_cell
from jamsostek_rentan.law.facts import (
    Case,
    KnownCase,
    PricingFacts,
    check_facts,
    check_month,
    check_program,
)
from jamsostek_rentan.law.membership import Membership
from jamsostek_rentan.law.memo import Memo, Slot, check_breaks
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.questions import Figure, Question, Readings
from jamsostek_rentan.law.rates import RateTable
from jamsostek_rentan.law.targets import TargetRule


if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from datetime import date
    from fractions import Fraction

    from jamsostek_rentan.law.programs import Program
    from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


__all__ = ["Rulebook"]

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Rulebook:
    """The rules by which everything is priced; every call that needs law takes one as ``rules=``.

    Args:
        rates: The rate table.
        rate_questions: The open questions its prices may depend on.
        membership: The rules of membership.
        benefits: The waiting periods of benefits.
        targets: How the agency counts sponsored groups towards its targets.
        readings: Questions that were answered, as pairs of question id and reading id.
        refuses_presumed: Whether presumed readings are refused too.
        refuses_projected: Whether months after the last checked one are refused.

    >>> from jamsostek_rentan import law
    >>> rules = law.bpu()
    >>> rules == law.bpu(), len(rules.open_questions())
    (True, 10)
    """

    rates: RateTable
    rate_questions: tuple[Question, ...] = attrs.field(
        default=attrs.Factory(lambda self: getattr(self.rates, "questions", ()), takes_self=True)
    )
    membership: Membership = attrs.field(factory=Membership)
    benefits: Benefits = attrs.field(factory=Benefits)
    targets: tuple[TargetRule, ...] = ()
    readings: Readings = ()
    refuses_presumed: bool = False
    refuses_projected: bool = False
    _memo: Memo = attrs.field(factory=Memo, init=False, eq=False, repr=False)

    def price(
        self, program: Program, month: ContributionMonth, **facts: Unpack[PricingFacts]
    ) -> Price:
        """What is owed for one programme in one contribution month, and why.

        Args:
            program: The programme.
            month: The contribution month; never the day of payment, never today.
            facts: ``sector``, ``funding``, ``declared_income`` (in rupiah; the lowest band
                where it is left out), and ``member_since`` or ``member_by``, a month in which
                the worker was a member at the latest; each only where the price depends on it.

        Raises:
            MissingFactError: When a fact that was not given changes the price.
            InvalidFactError: For facts that cannot be so, or contradict each other.
            NoRateInForceError: When no rate speaks of the month.
            ProjectedLawError: For a month after the last checked one, where that is refused.

        Warns:
            ProjectedLawWarning: For a month after the last checked one.

        >>> from jamsostek_rentan import ContributionMonth, FundingSource, Program, law
        >>> rules = law.bpu()
        >>> november = ContributionMonth(2026, 11)
        >>> rules.price(Program.JKK, november, funding=FundingSource.APBD).amount
        Rupiah(10_000)
        >>> rules.price(Program.JKK, november, funding=FundingSource.SELF).amount
        Rupiah(5_000)
        """
        price = self.cell(program, month, **facts).known_price()
        if price.projected:
            self.announce_projected([price])
        return price

    def cell(
        self, program: Program, month: ContributionMonth, **facts: Unpack[PricingFacts]
    ) -> Cell:
        """The price in every world its givens allow, for software that adds prices up.

        Unlike :meth:`price` it neither fails for a missing fact nor warns of a projected month.
        """
        slot = self._memo.months.get((program, month)) or self._open(program, month)
        case = check_facts(month, **facts)
        key = slot.key(case)
        return slot.cells.get(key) or self._priced(slot, key, case)

    def cells(
        self, program: Program, period: ContributionPeriod, **facts: Unpack[PricingFacts]
    ) -> tuple[Cell, ...]:
        """The prices of a programme in each month of a period, as :meth:`cell` gives them.

        The period begins no earlier than the membership.
        """
        months = self._memo.periods.get((program, period)) or self._open_period(program, period)
        case = check_facts(period.first, **facts)
        found: list[Cell] = []
        for alike in months:
            key = alike[0].key(case)
            found += [slot.cells.get(key) or self._priced(slot, key, case) for slot in alike]
        return tuple(found)

    def due_date(self, month: ContributionMonth, *, holidays: Container[date] = ()) -> date | None:
        """The day on which a contribution is due (*jatuh tempo*); none where no rule is known.

        Args:
            month: The contribution month.
            holidays: Days off besides Saturdays and Sundays, past which the due date moves.

        >>> from jamsostek_rentan import ContributionMonth, law
        >>> law.bpu().due_date(ContributionMonth(2026, 11))
        datetime.date(2026, 11, 16)
        """
        if holidays != ():
            return self.membership.due_date(month, holidays=holidays)
        known = self._memo.due_dates.get(month.ordinal)
        if known is None:
            self._memo.make_room()
            known = self._memo.due_dates[month.ordinal] = self.membership.due_date(month)
        return known

    def announce_projected(self, prices: Iterable[Price]) -> None:
        """Warn once, two calls up, that some prices are projected; or refuse them.

        Raises:
            ProjectedLawError: Where projected months are refused.
        """
        projected = [price for price in prices if price.projected]
        if not projected:
            return
        first = min(price.month for price in projected)
        last = max(price.month for price in projected)
        asked = f"A price of {first if first == last else f'{first} to {last}'} was asked."
        known = f"The law was checked through {projected[0].checked_through}, not further."
        if self.refuses_projected:
            raise ProjectedLawError(
                asked, known, "Ask for an earlier month, or allow projected prices."
            )
        warnings.warn(
            f"{asked} {known} The price is projected by the rules as they stand.",
            ProjectedLawWarning,
            stacklevel=3,
        )

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question of law that a figure or a rule may depend on."""
        return (*self.rate_questions, *self.membership.questions, *self.benefits.questions)

    def answered(self, figure: Figure[T]) -> Figure[T]:
        """A figure under the readings chosen here, and the refusals made here."""
        return figure.answered(dict(self.readings), presuming=not self.refuses_presumed)

    def open_questions(self) -> tuple[Question, ...]:
        """The questions of law that no reading was chosen for (*ketentuan yang belum jelas*)."""
        answered = dict(self.readings)
        return tuple(question for question in self.questions if question.id not in answered)

    def with_reading(self, question_id: str, reading_id: str) -> Rulebook:
        """The rulebook with a question answered; what it touches says so when explained.

        Raises:
            UnknownNameError: For a question or a reading that does not exist.

        >>> from jamsostek_rentan import ContributionMonth, FundingSource, Program, law
        >>> rules = law.bpu().with_reading("pp50-2025/apbdes", "reduced")
        >>> november = ContributionMonth(2026, 11)
        >>> rules.price(Program.JKK, november, funding=FundingSource.APBDES).amount
        Rupiah(5_000)
        """
        for question in self.questions:
            if question.id == question_id:
                reading = question.reading(reading_id)
                readings = {**dict(self.readings), question_id: reading.id}
                return attrs.evolve(self, readings=tuple(sorted(readings.items())))
        raise UnknownNameError(
            f"The question {question_id!r} was asked.",
            f"The questions are {', '.join(question.id for question in self.questions)}.",
            "Choose one of them.",
        )

    def refusing(self, *, presumed: bool | None = None, projected: bool | None = None) -> Rulebook:
        """The rulebook that refuses presumed readings, projected months, or both.

        Args:
            presumed: Whether presumed readings are refused; unchanged where it is not said.
            projected: Whether projected months are refused; unchanged where it is not said.
        """
        return attrs.evolve(
            self,
            refuses_presumed=self.refuses_presumed if presumed is None else presumed,
            refuses_projected=self.refuses_projected if projected is None else projected,
        )

    def using_rates(self, table: RateTable, *, questions: Sequence[Question] = ()) -> Rulebook:
        """The rulebook with another rate table plugged in.

        Chosen readings are kept for the questions that the new table has too.

        Args:
            table: Any object with the calls of :class:`RateTable`.
            questions: The questions its prices may depend on, besides those it carries itself.
        """
        known = (*getattr(table, "questions", ()), *questions)
        changed = attrs.evolve(self, rates=table, rate_questions=known, readings=())
        ids = {question.id for question in changed.questions}
        readings = tuple(pair for pair in self.readings if pair[0] in ids)
        return attrs.evolve(changed, readings=readings)

    def target_count(self, group: str, *, workers: int, months: int) -> Fraction:
        """How many workers a sponsored group counts for in the agency's targets, exactly.

        Args:
            group: The agency's group code, such as ``SG`` or ``SC``.
            workers: Heads in the group.
            months: Contribution months paid for each.

        Raises:
            UnknownNameError: For a code the rules do not know.

        >>> from jamsostek_rentan import law
        >>> law.bpu().target_count("SG", workers=1_000, months=3)
        Fraction(500, 1)
        """
        for rule in self.targets:
            if group in rule.groups:
                return rule.count(workers, months)
        codes = sorted(code for rule in self.targets for code in rule.groups)
        raise UnknownNameError(
            f"The group code {group!r} was asked.",
            f"The codes are {', '.join(codes)}.",
            "Choose one of them.",
        )

    def _open(self, program: Program, month: ContributionMonth) -> Slot:
        check_program(program)
        check_month(month)
        slot = Slot(
            program,
            month,
            self.rates.income_breaks(program, month),
            self.rates.membership_breaks(program, month),
        )
        check_breaks(slot)
        self._memo.make_room()
        self._memo.months[program, month] = slot
        return slot

    def _open_period(
        self, program: Program, period: ContributionPeriod
    ) -> tuple[tuple[Slot, ...], ...]:
        """The months of a period, those with the same breaks together."""
        slots = (
            self._memo.months.get((program, month)) or self._open(program, month)
            for month in period
        )
        alike = tuple(tuple(run) for _, run in groupby(slots, key=lambda slot: slot.breaks))
        self._memo.make_room()
        self._memo.periods[program, period] = alike
        return alike

    def _priced(self, slot: Slot, key: object, case: Case) -> Cell:
        cell = price_cell(
            lambda known: self._price(slot.program, slot.month, known),
            case,
            slot.month,
            income_breaks=slot.income_breaks,
            membership_breaks=slot.membership_breaks,
        )
        self._memo.make_room()
        slot.cells[key] = cell
        return cell

    def _price(self, program: Program, month: ContributionMonth, case: KnownCase) -> Price:
        price = self.rates.price(program, month, **case._asdict())
        if not isinstance(price, Price):
            raise InvalidRateTableError(
                f"{program.name} of {month} was asked of a rate table.",
                f"It gave a {type(price).__name__}.",
                "A table makes its prices with Price.of, which keeps the ground beside them.",
            )
        return price.under(dict(self.readings), presuming=not self.refuses_presumed)
