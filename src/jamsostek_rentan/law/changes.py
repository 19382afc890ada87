"""What-ifs: changes of a rate table that never touch it, each with its ground."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Unpack, cast

import attrs

from jamsostek_rentan.errors import (
    InvalidFactError,
    InvalidRateTableError,
    UnknownNameError,
)
from jamsostek_rentan.law.basis import Basis, check_basis
from jamsostek_rentan.law.cells import price_cell
from jamsostek_rentan.law.facts import (
    KnownCase,
    PricingFacts,
    check_amount,
    check_facts,
    check_months,
    check_program,
    check_share,
)
from jamsostek_rentan.law.prices import Ordinary
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.law.questions import Question, certain
from jamsostek_rentan.law.rates import ComparableTable, RateTable, earlier_sources_of, owed
from jamsostek_rentan.law.reliefs import Relief
from jamsostek_rentan.values.dated import edges_of, holds_in
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth


if TYPE_CHECKING:
    from jamsostek_rentan.law.prices import Price


__all__ = [
    "Change",
    "ChangedTable",
    "RateChange",
    "ReliefAdded",
    "ReliefRemoved",
    "changed",
    "comparable",
    "standing_relief",
]


@attrs.frozen(kw_only=True)
class RateChange:
    """Another ordinary contribution of a programme for some months.

    Args:
        program: The programme.
        first: The first month in which it holds.
        last: The last one, or none while it has no end.
        amount: The contribution in rupiah, the same for every income; or
        share_of_base: its share of the base income of the table's bands.
        basis: On what it rests.

    Raises:
        InvalidFactError: Without a ground, or without exactly one of amount and share.
        InvalidPeriodError: For a last month before the first.
    """

    program: Program
    first: ContributionMonth
    last: ContributionMonth | None
    amount: Rupiah | None
    share_of_base: Fraction | None
    basis: Basis

    def __attrs_post_init__(self) -> None:
        check_program(self.program)
        check_basis(self.basis)
        if (self.amount is None) == (self.share_of_base is None):
            raise InvalidFactError(
                f"Another contribution of {self.program.name} was asked from {self.first}.",
                "It is an amount in rupiah, or a share of the base income.",
                "Give one of amount= and share_of_base=.",
            )
        check_months(self.first, self.last, f"Another contribution of {self.program.name}")
        if self.amount is not None:
            check_amount(self.amount, "amount")
        if self.share_of_base is not None:
            check_share(self.share_of_base, "share_of_base")

    def speaks_of(self, program: Program, month: ContributionMonth) -> bool:
        """Whether it changes a programme in a month."""
        return program is self.program and holds_in(self, month)

    def apply(self, price: Price, _case: KnownCase) -> Price:
        """A price under it; a relief that was granted eases the new contribution."""
        if not self.speaks_of(price.program, price.month):
            return price
        if self.amount is not None:
            ordinary = certain(Ordinary(amount=self.amount, flat=True))
        else:
            ordinary = price.ordinary.map(lambda one: self._of_base(price, one))
        return _owing(attrs.evolve(price, ordinary=ordinary, basis=self.basis))

    def _of_base(self, price: Price, ordinary: Ordinary) -> Ordinary:
        base = ordinary.base
        exact = Fraction(base.amount if base else 0) * (self.share_of_base or 0)
        if base is None or exact.denominator > 1:
            raise InvalidRateTableError(
                f"{price.program.name} of {price.month} was asked at {self.share_of_base} of the "
                "base income.",
                f"The table has {base or 'no base income'} there, which gives no whole rupiah.",
                "Give amount=, or a share that leaves no fraction.",
            )
        return attrs.evolve(ordinary, amount=Rupiah(exact), share=self.share_of_base)


@attrs.frozen(kw_only=True)
class ReliefAdded:
    """One more relief."""

    relief: Relief

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.relief, Relief):
            raise InvalidFactError(
                f"A {type(self.relief).__name__} was given as a relief.",
                "A relief says for which programmes, months and payers it is, and what is paid.",
                "Make one with Relief.of(...).",
            )
        check_basis(self.relief.basis)

    @property
    def basis(self) -> Basis:
        """On what it rests."""
        return self.relief.basis

    def speaks_of(self, program: Program, month: ContributionMonth) -> bool:
        """Whether it changes a programme in a month."""
        return self.relief.speaks_of(program, month)

    def apply(self, price: Price, case: KnownCase) -> Price:
        """A price under it."""
        if not self.speaks_of(price.program, price.month):
            return price
        ruling = self.relief.ruling(price.month, case)
        if ruling is None:
            return price
        if price.ruling is not None:
            raise _contradiction(self.relief, price.ruling.relief, price.program, price.month)
        return _owing(attrs.evolve(price, ruling=ruling, ended=None))


@attrs.frozen(kw_only=True)
class ReliefRemoved:
    """A relief that is not granted to anybody."""

    relief: Relief
    basis: Basis

    def __attrs_post_init__(self) -> None:
        check_basis(self.basis)

    def speaks_of(self, program: Program, month: ContributionMonth) -> bool:
        """Whether it changes a programme in a month."""
        return self.relief.speaks_of(program, month)

    def apply(self, price: Price, _case: KnownCase) -> Price:
        """A price without it."""
        if price.ruling is not None and price.ruling.relief.id == self.relief.id:
            removed = (*price.removed, (self.relief.name, self.basis))
            return _owing(attrs.evolve(price, ruling=None, removed=removed))
        if price.ended is not None and price.ended[0].id == self.relief.id:
            return attrs.evolve(price, ended=None)
        return price


Change = RateChange | ReliefAdded | ReliefRemoved


def _owing(price: Price) -> Price:
    """A price whose amount follows from its ordinary contribution and its relief."""
    return attrs.evolve(price, figure=owed(price.ordinary, price.ruling))


@attrs.frozen(kw_only=True)
class ChangedTable:
    """A rate table with changes on top; it is a rate table itself.

    Args:
        base: The table that is changed.
        changes: The changes, applied one after another.
    """

    base: RateTable
    changes: tuple[Change, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The open questions of the table below."""
        return getattr(self.base, "questions", ())

    @property
    def checked_through(self) -> ContributionMonth | None:
        """The last month for which the table below was checked."""
        return getattr(self.base, "checked_through", None)

    @property
    def reliefs(self) -> tuple[Relief, ...]:
        """The reliefs that stand after the changes."""
        found: dict[str, Relief] = {one.id: one for one in getattr(self.base, "reliefs", ())}
        for change in self.changes:
            if isinstance(change, ReliefRemoved):
                found.pop(change.relief.id, None)
            elif isinstance(change, ReliefAdded):
                found[change.relief.id] = change.relief
        return tuple(found.values())

    def price(
        self, program: Program, month: ContributionMonth, **facts: Unpack[PricingFacts]
    ) -> Price:
        """The price of the table below, with the changes that speak of it."""
        return price_cell(
            lambda known: self._price(program, month, known),
            check_facts(month, **facts),
            month,
            income_breaks=self.income_breaks(program, month),
            membership_breaks=self.membership_breaks(program, month),
        ).known_price()

    def income_breaks(self, program: Program, month: ContributionMonth) -> tuple[Rupiah, ...]:
        """The bounds of the table below."""
        return self.base.income_breaks(program, month)

    def membership_breaks(
        self, program: Program, month: ContributionMonth
    ) -> tuple[ContributionMonth, ...]:
        """The first months of membership at which the table below or an added relief differs."""
        found = set(self.base.membership_breaks(program, month))
        for change in self.changes:
            if isinstance(change, ReliefAdded) and change.speaks_of(program, month):
                found |= change.relief.membership_breaks(month)
        return tuple(sorted(found))

    def earlier_sources(self, program: Program, month: ContributionMonth) -> set[FundingSource]:
        """Those of the table below, and of an added relief."""
        found = set(earlier_sources_of(self.base, program, month))
        for change in self.changes:
            if isinstance(change, ReliefAdded) and change.speaks_of(program, month):
                found |= change.relief.earlier_sources(month)
        return found

    def statements(self, program: Program, month: ContributionMonth) -> tuple[object, ...]:
        """What the table below says of a month, and the changes that speak of it."""
        said = tuple(change for change in self.changes if change.speaks_of(program, month))
        return (*cast("ComparableTable", self.base).statements(program, month), *said)

    def edges(self) -> set[ContributionMonth]:
        """The months in which the table below changes, or a change begins or ends."""
        found = cast("ComparableTable", self.base).edges()
        for change in self.changes:
            if isinstance(change, RateChange):
                found |= edges_of([change])
            else:
                found |= edges_of(change.relief.windows)
        return found

    def _price(self, program: Program, month: ContributionMonth, case: KnownCase) -> Price:
        price = self.base.price(program, month, **case._asdict())
        for change in self.changes:
            price = change.apply(price, case)
        return price


def comparable(table: RateTable) -> ComparableTable | None:
    """A table that can tell what it says of a month; none where it cannot.

    A changed table can where the table below can.
    """
    if isinstance(table, ChangedTable) and comparable(table.base) is None:
        return None
    return table if isinstance(table, ComparableTable) else None


def changed(table: RateTable, change: Change) -> ChangedTable:
    """A table with one more change.

    Raises:
        InvalidRateTableError: For a relief in whose months another one speaks already, or whose
            id another one has.
    """
    standing: tuple[Relief, ...] = getattr(table, "reliefs", ())
    if isinstance(change, ReliefAdded):
        for other in standing:
            for program, month in change.relief.shared_with(other):
                raise _contradiction(change.relief, other, program, month)
            if other.id == change.relief.id:
                raise InvalidRateTableError(
                    f"The relief {other.id!r} was added.",
                    "The table has one of that id, and an id names one relief.",
                    "Give it another id.",
                )
    if isinstance(table, ChangedTable):
        return ChangedTable(base=table.base, changes=(*table.changes, change))
    return ChangedTable(base=table, changes=(change,))


def standing_relief(table: RateTable, relief_id: str) -> Relief:
    """A relief of a table by its id.

    Raises:
        UnknownNameError: For one it does not have.
    """
    standing: tuple[Relief, ...] = getattr(table, "reliefs", ())
    for relief in standing:
        if relief.id == relief_id:
            return relief
    raise UnknownNameError(
        f"The relief {relief_id!r} was asked.",
        f"The table has {', '.join(relief.id for relief in standing) or 'none'}.",
        "Choose one of them.",
    )


def _contradiction(
    one: Relief, two: Relief, program: Program, month: ContributionMonth
) -> InvalidRateTableError:
    return InvalidRateTableError(
        f"The relief {one.id!r} was added.",
        f"{two.id!r} speaks of {program.name} in {month} already, and one relief eases a month.",
        f"Choose other months, or remove the other one with without_relief({two.id!r}, ...).",
    )
