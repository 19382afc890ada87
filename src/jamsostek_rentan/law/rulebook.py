"""The rulebook (*himpunan ketentuan*): the rules by which everything is priced.

The module is long because the rulebook is the one door to the law: each of its calls is a few
lines over a smaller room, and most of its text says what the call promises.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, TypeVar, Unpack

import attrs

from jamsostek_rentan.errors import (
    ProjectedLawError,
    ProjectedLawWarning,
    UnknownNameError,
)
from jamsostek_rentan.law.benefits import Benefits
from jamsostek_rentan.law.changes import (
    Change,
    ChangedTable,
    RateChange,
    ReliefAdded,
    ReliefRemoved,
    changed,
    standing_relief,
)
from jamsostek_rentan.law.choices import Choice, readings_of
from jamsostek_rentan.law.endings import Ending, endings
from jamsostek_rentan.law.facts import (
    PricingFacts,
    check_facts,
)
from jamsostek_rentan.law.membership import Membership, MembershipChange
from jamsostek_rentan.law.memo import Memo
from jamsostek_rentan.law.questions import Figure, Question, Readings
from jamsostek_rentan.law.rates import RateTable
from jamsostek_rentan.law.targets import TargetRule


if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence
    from datetime import date
    from fractions import Fraction

    from jamsostek_rentan.law.basis import Basis
    from jamsostek_rentan.law.cells import Cell
    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.law.programs import FundingSource, Program
    from jamsostek_rentan.law.reliefs import Relief
    from jamsostek_rentan.values.money import Rupiah
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
        choices: Questions that were answered, by id.
        membership_changes: What-ifs about membership.
        refuses_presumed: Whether presumed readings are refused too.
        refuses_projected: Whether months after the last checked one are refused.

    >>> from jamsostek_rentan import law
    >>> rules = law.bpu()
    >>> rules == law.bpu(), len(rules.open_questions())
    (True, 20)
    """

    rates: RateTable
    rate_questions: tuple[Question, ...] = attrs.field(
        default=attrs.Factory(lambda self: getattr(self.rates, "questions", ()), takes_self=True)
    )
    membership: Membership = attrs.field(factory=Membership)
    benefits: Benefits = attrs.field(factory=Benefits)
    targets: tuple[TargetRule, ...] = ()
    choices: tuple[Choice, ...] = ()
    membership_changes: tuple[MembershipChange, ...] = ()
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
                where it is left out), ``member_since`` or ``member_by``, a month in which the
                worker was a member at the latest, and ``earlier_funding``, whose money paid
                earlier months; each only where the price depends on it.

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
        case = check_facts(month, **facts)
        return self._memo.cell(self, program, month, case)

    def cells(
        self, program: Program, period: ContributionPeriod, **facts: Unpack[PricingFacts]
    ) -> tuple[Cell, ...]:
        """The prices of a programme in each month of a period, as :meth:`cell` gives them.

        The period begins no earlier than the membership.
        """
        case = check_facts(period.first, **facts)
        return self._memo.cells(self, program, period, case)

    def income_breaks(self, program: Program, month: ContributionMonth) -> tuple[Rupiah, ...]:
        """The bounds between which income changes no price, as the table promises them."""
        return self._memo.slot(self, program, month).income_breaks

    def earlier_sources(self, program: Program, month: ContributionMonth) -> set[FundingSource]:
        """The sources of funds that may change a price by having paid earlier months."""
        return self._memo.slot(self, program, month).earlier_sources

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
        return self._memo.due_date(self, month)

    def what_ifs_in(self, month: ContributionMonth) -> tuple[MembershipChange, ...]:
        """The what-ifs about membership that speak of a month."""
        if not self.membership_changes:
            return ()
        return tuple(change for change in self.membership_changes if change.speaks_of(month))

    def remembered(self, statement: object, tell: Callable[[object], str]) -> str:
        """What is told of a statement of these rules, told once."""
        known = self._memo.statements
        if id(statement) not in known:
            known[id(statement)] = statement, tell(statement)
        return known[id(statement)][1]

    def announce_projected(self, prices: Iterable[Price], *, calls_up: int = 2) -> None:
        """Warn once, where the caller's caller stands, that some prices are projected; or refuse.

        Args:
            prices: The prices.
            calls_up: How many calls up from here whoever asked for them stands.

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
            stacklevel=calls_up + 1,
        )

    @property
    def readings(self) -> Readings:
        """The readings chosen, as pairs of question id and reading id."""
        return readings_of(self.choices)

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

    def with_reading(
        self,
        question_id: str,
        reading_id: str,
        *,
        decided_by: str | None = None,
        reference: str | None = None,
        reference_date: date | None = None,
    ) -> Rulebook:
        """The rulebook with a question answered; what it touches says so when explained.

        Args:
            question_id: The id of the question.
            reading_id: The id of one of its readings.
            decided_by: Who decided so.
            reference: The letter or decree it rests on, as it is called.
            reference_date: The day of that paper.

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
                choice = Choice(
                    question=question,
                    reading=reading_id,
                    decided_by=decided_by,
                    reference=reference,
                    reference_date=reference_date,
                )
                others = (other for other in self.choices if other.question.id != question_id)
                choices = sorted((choice, *others), key=lambda one: one.question.id)
                return attrs.evolve(self, choices=tuple(choices))
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
        changed = attrs.evolve(self, rates=table, rate_questions=known, choices=())
        ids = {question.id for question in changed.questions}
        choices = tuple(choice for choice in self.choices if choice.question.id in ids)
        return attrs.evolve(changed, choices=choices)

    @property
    def changes(self) -> tuple[Change | MembershipChange, ...]:
        """The what-ifs of this rulebook, in the order they were made."""
        rates = self.rates.changes if isinstance(self.rates, ChangedTable) else ()
        return (*rates, *self.membership_changes)

    def with_rate(  # noqa: PLR0913 - each is a part of what the rate says
        self,
        program: Program,
        *,
        first: ContributionMonth,
        last: ContributionMonth | None = None,
        amount: Rupiah | None = None,
        share_of_base: Fraction | None = None,
        basis: Basis,
    ) -> Rulebook:
        """The rulebook with another ordinary contribution for some months (*andaian*).

        Args:
            program: The programme.
            first: The first month in which it holds.
            last: The last one; without, it has no end.
            amount: The contribution in rupiah, the same for every income; or
            share_of_base: its share of the base income of the bands.
            basis: On what it rests: a LegalBasis, or an Assumption.

        Raises:
            InvalidFactError: Without a ground, or without exactly one of amount and share.
            InvalidPeriodError: For a last month before the first.

        >>> from jamsostek_rentan import Assumption, ContributionMonth, FundingSource, Program
        >>> from jamsostek_rentan import Rupiah, law
        >>> june = ContributionMonth(2026, 6)
        >>> dearer = law.bpu().with_rate(
        ...     Program.JKM, first=june, amount=Rupiah(8_000),
        ...     basis=Assumption(reason="a draft is discussed", author="an example"),
        ... )
        >>> facts = {"funding": FundingSource.SELF}
        >>> dearer.price(Program.JKM, june, **facts).amount
        Rupiah(4_000)
        >>> dearer.price(Program.JKM, june - 1, **facts).amount
        Rupiah(3_400)
        """
        change = RateChange(
            program=program,
            first=first,
            last=last,
            amount=amount,
            share_of_base=share_of_base,
            basis=basis,
        )
        return self.with_change(change)

    def with_relief(self, relief: Relief) -> Rulebook:
        """The rulebook with one more relief; make it with :meth:`Relief.of`.

        Raises:
            InvalidFactError: For a relief without a ground.
            InvalidRateTableError: For one in whose months another relief speaks already, or
                whose id another one has.
        """
        return self.with_change(ReliefAdded(relief=relief))

    def without_relief(self, relief_id: str, *, basis: Basis) -> Rulebook:
        """The rulebook as if a relief were granted to nobody.

        Args:
            relief_id: The id of the relief, such as ``pp50-2025``.
            basis: On what that rests.

        Raises:
            UnknownNameError: For a relief the table does not have.
            InvalidFactError: Without a ground.
        """
        relief = standing_relief(self.rates, relief_id)
        return self.with_change(ReliefRemoved(relief=relief, basis=basis))

    def with_membership(
        self,
        *,
        first: ContributionMonth,
        last: ContributionMonth | None = None,
        due_day: int | None = None,
        age_limit: int | None = None,
        basis: Basis,
    ) -> Rulebook:
        """The rulebook with another due day or age limit for some months.

        Args:
            first: The first month in which it holds.
            last: The last one; without, it has no end.
            due_day: The day of the contribution month on which it is due, 1 to 28.
            age_limit: The age up to which, inclusive, one may register.
            basis: On what it rests.

        Raises:
            InvalidFactError: Without a ground, or without exactly one of the two rules.
        """
        return self.with_change(
            MembershipChange(
                first=first, last=last, due_day=due_day, age_limit=age_limit, basis=basis
            )
        )

    def with_change(self, change: Change | MembershipChange) -> Rulebook:
        """The rulebook with a what-if that was made before, of :attr:`changes`."""
        if isinstance(change, MembershipChange):
            return attrs.evolve(
                self,
                membership=change.apply(self.membership),
                membership_changes=(*self.membership_changes, change),
            )
        return attrs.evolve(self, rates=changed(self.rates, change))

    def ending(self, *, within: int, on: date, unchecked_for: int = 365) -> tuple[Ending, ...]:
        """What ends soon, what that does to a price, and what was not checked for long.

        Args:
            within: How many days are looked ahead.
            on: The day from which; never today by itself.
            unchecked_for: After how many days a check is old.

        >>> from datetime import date
        >>> from jamsostek_rentan import law
        >>> [str(one.last_day) for one in law.bpu().ending(within=180, on=date(2026, 11, 22))]
        ['2026-12-31', '2027-03-31']
        """
        return endings(self, within=within, on=on, unchecked_for=unchecked_for)

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
