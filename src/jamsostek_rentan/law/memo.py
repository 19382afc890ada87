"""Prices computed so far: a memo that is no part of a rulebook's value."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.errors import InvalidRateTableError
from jamsostek_rentan.law.cells import Cell, price_cell
from jamsostek_rentan.law.facts import check_month, check_program
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.programs import LOWEST_BAND, FundingSource, Program
from jamsostek_rentan.law.rates import earlier_sources_of
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from datetime import date

    from jamsostek_rentan.law.facts import Case, KnownCase
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["Memo", "Slot", "check_breaks"]

_MOST_ENTRIES = 100_000


@attrs.define(eq=False)
class Slot:
    """The prices of a programme in a month that were computed so far."""

    program: Program
    month: ContributionMonth
    income_breaks: tuple[Rupiah, ...]
    membership_breaks: tuple[ContributionMonth, ...]
    earlier_sources: set[FundingSource]
    cells: dict[object, Cell] = attrs.field(factory=dict[object, Cell], init=False)
    _lower_bounds: tuple[int, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._lower_bounds = tuple(lower.amount for lower in self.income_breaks)

    @property
    def breaks(self) -> tuple[object, ...]:
        """Months with the same breaks have the same keys."""
        return self.income_breaks, self.membership_breaks, self.earlier_sources

    def key(self, case: Case) -> object:
        """The same for all cases that have the same price."""
        band: int | None = None
        if isinstance(case.declared_income, Rupiah):
            band = bisect_right(self._lower_bounds, case.declared_income.amount)
        elif case.declared_income is LOWEST_BAND:
            band = 1
        earlier = case.earlier_funding
        if earlier:
            earlier = tuple(source for source in earlier if source in self.earlier_sources)
        if not self.membership_breaks:
            return case.sector, case.funding, earlier, band
        since = case.member_since
        joined = since and bisect_right(self.membership_breaks, since)
        return case.sector, case.funding, earlier, band, joined, case.member_by


class Memo:
    """Prices computed so far: bounded, and empty again in every copy."""

    def __init__(self) -> None:
        self.months: dict[tuple[Program, ContributionMonth], Slot] = {}
        self.periods: dict[tuple[Program, ContributionPeriod], tuple[tuple[Slot, ...], ...]] = {}
        self.due_dates: dict[int, date | None] = {}
        self.statements: dict[int, tuple[object, str]] = {}
        self.entries = 0

    def __reduce__(self) -> tuple[type[Memo], tuple[()]]:
        return Memo, ()

    def slot(self, rules: Rulebook, program: Program, month: ContributionMonth) -> Slot:
        """What is remembered of a month."""
        return self.months.get((program, month)) or self._open(rules, program, month)

    def cell(self, rules: Rulebook, program: Program, month: ContributionMonth, case: Case) -> Cell:
        """The price of a case in every world its givens allow."""
        slot = self.slot(rules, program, month)
        key = slot.key(case)
        return slot.cells.get(key) or self._priced(rules, slot, key, case)

    def cells(
        self, rules: Rulebook, program: Program, period: ContributionPeriod, case: Case
    ) -> tuple[Cell, ...]:
        """The same for each month of a period."""
        runs = self.periods.get((program, period)) or self._open_period(rules, program, period)
        found: list[Cell] = []
        for alike in runs:
            key = alike[0].key(case)
            found += [slot.cells.get(key) or self._priced(rules, slot, key, case) for slot in alike]
        return tuple(found)

    def due_date(self, rules: Rulebook, month: ContributionMonth) -> date | None:
        """The day on which a month is due where no holidays are known."""
        known = self.due_dates.get(month.ordinal)
        if known is None:
            self._make_room()
            known = self.due_dates[month.ordinal] = rules.membership.due_date(month)
        return known

    def _make_room(self) -> None:
        """Count an entry, and forget all others when there are too many."""
        self.entries += 1
        if self.entries > _MOST_ENTRIES:
            for known in (self.months, self.periods, self.due_dates):
                known.clear()
            self.entries = 0

    def _open(self, rules: Rulebook, program: Program, month: ContributionMonth) -> Slot:
        check_program(program)
        check_month(month)
        slot = Slot(
            program,
            month,
            rules.rates.income_breaks(program, month),
            rules.rates.membership_breaks(program, month),
            earlier_sources_of(rules.rates, program, month),
        )
        check_breaks(slot)
        self._make_room()
        self.months[program, month] = slot
        return slot

    def _open_period(
        self, rules: Rulebook, program: Program, period: ContributionPeriod
    ) -> tuple[tuple[Slot, ...], ...]:
        """The months of a period, those with the same breaks together."""
        slots = (self.slot(rules, program, month) for month in period)
        alike = tuple(tuple(run) for _, run in groupby(slots, key=lambda slot: slot.breaks))
        self._make_room()
        self.periods[program, period] = alike
        return alike

    def _priced(self, rules: Rulebook, slot: Slot, key: object, case: Case) -> Cell:
        cell = price_cell(
            lambda known: _price(rules, slot, known),
            case,
            slot.month,
            income_breaks=slot.income_breaks,
            membership_breaks=slot.membership_breaks,
        )
        self._make_room()
        slot.cells[key] = cell
        return cell


def _price(rules: Rulebook, slot: Slot, case: KnownCase) -> Price:
    price = rules.rates.price(slot.program, slot.month, **case._asdict())
    if not isinstance(price, Price):
        raise InvalidRateTableError(
            f"{slot.program.name} of {slot.month} was asked of a rate table.",
            f"It gave a {type(price).__name__}.",
            "A table makes its prices with Price.of, which keeps the ground beside them.",
        )
    return price.under(rules.choices, presuming=not rules.refuses_presumed)


def check_breaks(slot: Slot) -> None:
    """Check that a table keeps the promise of its breaks.

    Raises:
        InvalidRateTableError: When they do not ascend, or income does not begin at zero.
    """
    lower, joined = slot.income_breaks, slot.membership_breaks
    bands_ascend = all(one < two for one, two in pairwise(lower))
    months_ascend = all(one < two for one, two in pairwise(joined))
    if not (lower and lower[0] == Rupiah(0) and bands_ascend and months_ascend):
        raise InvalidRateTableError(
            f"{slot.program.name} of {slot.month} was asked of a rate table.",
            f"Its income breaks are {', '.join(map(str, lower)) or '(none)'}, "
            f"its membership breaks {', '.join(map(str, joined)) or '(none)'}.",
            "Both have to ascend, and the first income break is zero.",
        )
