"""Rate tables: the protocol that any table follows, and the dated table read from a file."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING, Protocol, Unpack, runtime_checkable

import attrs

from jamsostek_rentan.errors import NoRateInForceError
from jamsostek_rentan.law.bands import BandedRate
from jamsostek_rentan.law.cells import price_cell
from jamsostek_rentan.law.facts import KnownCase, PricingFacts, check_facts, check_program
from jamsostek_rentan.law.prices import Ordinary, Price
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.law.questions import Figure, Question, by_options, certain
from jamsostek_rentan.law.reliefs import Relief, Ruling
from jamsostek_rentan.values.dated import DatedValue, edges_of, value_in_force
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth


if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsostek_rentan.law.conditions import Window


__all__ = [
    "ComparableTable",
    "DatedRateTable",
    "FlatRate",
    "RateTable",
    "earlier_sources_of",
    "owed",
]


@runtime_checkable
class RateTable(Protocol):
    """Whatever has these three calls is a rate table and plugs in everywhere.

    A table is pure: the same arguments give the same answer.  A rulebook hands it every fact as
    a value, never ``None`` (the income as the lower bound of its band, the first month of
    membership as one month); a table may ignore what it does not need.

    >>> from jamsostek_rentan import law
    >>> isinstance(law.bpu().rates, RateTable)
    True
    """

    def price(
        self, program: Program, month: ContributionMonth, **facts: Unpack[PricingFacts]
    ) -> Price:
        """The price of a programme in a contribution month."""
        ...

    def income_breaks(self, program: Program, month: ContributionMonth) -> tuple[Rupiah, ...]:
        """The lower bounds, from zero up, between which income does not change the price."""
        ...

    def membership_breaks(
        self, program: Program, month: ContributionMonth
    ) -> tuple[ContributionMonth, ...]:
        """The first months of membership, ascending, from which on the price may differ."""
        ...


@runtime_checkable
class ComparableTable(RateTable, Protocol):
    """A rate table that also tells in which months its statements begin and end, and which hold.

    Two such tables are compared without a period, and only where their statements differ.
    """

    def statements(self, program: Program, month: ContributionMonth) -> tuple[object, ...]:
        """Everything it says of a month; equal statements price alike."""
        ...

    def edges(self) -> set[ContributionMonth]:
        """The months in which something begins to hold, or holds no longer."""
        ...


@attrs.frozen(kw_only=True)
class FlatRate:
    """A contribution that is the same for every income."""

    amount: Rupiah

    @property
    def breaks(self) -> tuple[Rupiah, ...]:
        """One stretch, from zero up."""
        return (Rupiah(0),)

    @property
    def amounts(self) -> tuple[Rupiah, ...]:
        """Its one contribution."""
        return (self.amount,)

    def ordinary(self, _income: Rupiah) -> Figure[Ordinary]:
        """The contribution, whatever the income."""
        return certain(Ordinary(amount=self.amount, flat=True))


@attrs.frozen(kw_only=True, eq=False, slots=False)
class DatedRateTable:
    """Dated rates and dated reliefs, each with its ground; tables compare by their content.

    Args:
        rates: The rates of each programme, in order of time, without overlap or gap.
        reliefs: The temporary reliefs; at most one of them speaks of any case.
        questions: The open questions its bands and reliefs depend on.
        checked_through: The last month for which the law was checked.

    >>> from jamsostek_rentan import law
    >>> table = law.bpu().rates
    >>> [relief.id for relief in table.reliefs], len(table.questions)
    (['pp49-2020', 'pp50-2025'], 9)
    """

    rates: tuple[tuple[Program, tuple[DatedValue[BandedRate | FlatRate], ...]], ...]
    reliefs: tuple[Relief, ...]
    questions: tuple[Question, ...]
    checked_through: ContributionMonth

    def price(
        self, program: Program, month: ContributionMonth, **facts: Unpack[PricingFacts]
    ) -> Price:
        """The price of a programme in a contribution month; see :meth:`Rulebook.price`."""
        case = check_facts(month, **facts)
        return price_cell(
            lambda known: self._price(program, month, known),
            case,
            month,
            income_breaks=self.income_breaks(program, month),
            membership_breaks=self.membership_breaks(program, month),
        ).known_price()

    def income_breaks(self, program: Program, month: ContributionMonth) -> tuple[Rupiah, ...]:
        """The incomes from which on a price may differ in a month, in any reading."""
        return self._rate(program, month).value.breaks

    def membership_breaks(
        self, program: Program, month: ContributionMonth
    ) -> tuple[ContributionMonth, ...]:
        """The first months of membership from which on a relief of the month may differ."""
        found: set[ContributionMonth] = set()
        for relief in self._reliefs(program):
            found |= relief.membership_breaks(month)
        return tuple(sorted(found))

    def earlier_sources(self, program: Program, month: ContributionMonth) -> set[FundingSource]:
        """The sources of funds that may change the price of a month by having paid earlier."""
        reliefs = self._reliefs(program)
        return {source for relief in reliefs for source in relief.earlier_sources(month)}

    def statements(self, program: Program, month: ContributionMonth) -> tuple[object, ...]:
        """The rate of a month and the reliefs that speak of it; equal ones price alike."""
        rate = value_in_force(dict(self.rates).get(program, ()), month)
        return (rate, *(one for one in self.reliefs if one.speaks_of(program, month)))

    def edges(self) -> set[ContributionMonth]:
        """The months in which something begins to hold, or holds no longer."""
        dated = [rate for _, rates in self.rates for rate in rates]
        return edges_of((*dated, *(window for one in self.reliefs for window in one.windows)))

    @functools.cached_property
    def content_hash(self) -> str:
        """A hash of everything the table says, the same on every machine."""
        content = (self.rates, self.reliefs, self.questions, self.checked_through)
        return hashlib.sha256(repr(content).encode()).hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DatedRateTable):
            return NotImplemented
        return self.content_hash == other.content_hash

    def __hash__(self) -> int:
        return hash(self.content_hash)

    def __repr__(self) -> str:
        return f"<DatedRateTable {self.content_hash[:12]} checked through {self.checked_through}>"

    def _rate(
        self, program: Program, month: ContributionMonth
    ) -> DatedValue[BandedRate | FlatRate]:
        check_program(program)
        rates = dict(self.rates).get(program, ())
        found = value_in_force(rates, month)
        if found is None:
            raise NoRateInForceError(
                f"{program.name} of {month} was asked.",
                f"The table knows it from {rates[0].first} to {rates[-1].last or 'now'}."
                if rates
                else "The table has no rate for this programme.",
                "Ask for a month it knows, or plug in a table that knows this one.",
            )
        return found

    def _reliefs(self, program: Program) -> Iterator[Relief]:
        return (relief for relief in self.reliefs if program in relief.programs)

    def _price(self, program: Program, month: ContributionMonth, case: KnownCase) -> Price:
        dated = self._rate(program, month)
        ordinary = dated.value.ordinary(case.declared_income)
        ruling = self._ruling(program, month, case)
        return Price(
            program=program,
            month=month,
            ordinary=ordinary,
            figure=owed(ordinary, ruling),
            basis=dated.ground,
            ruling=ruling,
            ended=None if ruling else self._ended(program, month, case),
            checked_through=self.checked_through,
        )

    def _ruling(self, program: Program, month: ContributionMonth, case: KnownCase) -> Ruling | None:
        for relief in self._reliefs(program):
            ruling = relief.ruling(month, case)
            if ruling is not None:
                return ruling
        return None

    def _ended(
        self, program: Program, month: ContributionMonth, case: KnownCase
    ) -> tuple[Relief, Window] | None:
        for relief in self._reliefs(program):
            window = relief.window(self.checked_through, case.sector)
            if window is not None and window.last < month:
                return relief, window
        return None


def earlier_sources_of(
    table: RateTable, program: Program, month: ContributionMonth
) -> set[FundingSource]:
    """The sources of funds that may change a price by having paid earlier.

    They are what a table says by a call ``earlier_sources``, and all where it has none.
    """
    told = getattr(table, "earlier_sources", None)
    return set(FundingSource) if told is None else told(program, month)


def owed(ordinary: Figure[Ordinary], ruling: Ruling | None) -> Figure[Rupiah]:
    """What is owed of an ordinary contribution, in every reading of both."""
    normal = ordinary.map(lambda one: one.amount)
    if ruling is None:
        return normal
    eased, granted = normal.map(ruling.relief.paid), ruling.granted
    return by_options(granted.over, [eased if verdict else normal for verdict in granted.values])
