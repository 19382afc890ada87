"""What a rate table breaks in one month: it is asked many times, and held against the laws.

It is one room because every law looks at the same answers: an inquiry asks the table once for
each case, and each law is a few lines over what it remembers.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby, pairwise, product
from math import prod
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from jamsostek_rentan.errors import InvalidRateTableError, NoRateInForceError
from jamsostek_rentan.law.facts import PAYERS, KnownCase, classes_of_membership
from jamsostek_rentan.law.memo import Slot, check_breaks
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.programs import Program, Sector
from jamsostek_rentan.law.questions import Figure, Question, all_over, worlds
from jamsostek_rentan.law.rates import RateTable, earlier_sources_of
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth


if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


__all__ = ["Fault", "Inquiry", "inquire"]

T = TypeVar("T")

Breaks = tuple[tuple[Rupiah, ...], tuple[ContributionMonth, ...]]

_PAYERS = tuple((sector, *payers) for sector, payers in product(Sector, PAYERS))
_RICH = 1_000_000_000  # an income above every band, in rupiah a month
_LONG_AGO = ContributionMonth(1977, 12)  # a first month of membership before every break


@attrs.frozen(kw_only=True)
class Fault:
    """One law that a table breaks in one month.

    Args:
        law: The law, as the key of its text has it.
        call: The call of the table that broke it.
        month: The month.
        case: The first facts for which it is broken; none where no facts were asked with.
        about: What tells it from other faults against the same law.
        values: What is written into its text.
    """

    law: str
    call: str
    month: ContributionMonth
    case: KnownCase | None
    about: str
    values: tuple[tuple[str, object], ...]

    def goes_on_in(self, later: Fault) -> bool:
        """Whether another fault is the same one in the month after."""
        return (
            later.month - self.month == 1
            and (later.law, later.about) == (self.law, self.about)
            and (later.case and _payer(later.case)) == (self.case and _payer(self.case))
        )


@attrs.frozen
class Inquiry:
    """A table asked about one programme in one month, and the faults it has shown so far."""

    table: RateTable
    program: Program
    month: ContributionMonth
    questions: tuple[Question, ...]
    prices: dict[KnownCase, Price | None] = attrs.field(factory=dict[KnownCase, Price | None])
    found: dict[tuple[str, str], Fault] = attrs.field(factory=dict[tuple[str, str], Fault])

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults, in the order in which they were found."""
        return tuple(self.found.values())

    @property
    def priced(self) -> bool:
        """Whether the table gave any price."""
        return any(price is not None for price in self.prices.values())

    def fault(
        self,
        law: str,
        case: KnownCase | None,
        *,
        call: str = "price",
        about: str = "",
        **values: object,
    ) -> None:
        """Write a fault down, unless another case has shown it already."""
        if (law, about) not in self.found:
            self.found[law, about] = Fault(
                law=law,
                call=call,
                month=self.month,
                case=case,
                about=about,
                values=tuple(values.items()),
            )

    def tried(self, call: str, function: Callable[[], T], case: KnownCase | None) -> tuple[T, ...]:
        """What a call of the table gives, or nothing where it raises."""
        try:
            return (function(),)
        except NoRateInForceError:
            self.fault("gap", case, call=call)
        except Exception as error:  # noqa: BLE001 - a table of anybody's may raise anything
            kind = type(error).__name__
            self.fault(
                "raised", case, call=call, about=f"{call} {kind}", kind=kind, says=str(error)
            )
        return ()

    def asked_breaks(self, call: str) -> tuple[Any, ...]:
        """What the table answers when it is asked for breaks, if it answers; it may be anything."""
        return self.tried(call, lambda: getattr(self.table, call)(self.program, self.month), None)

    def asked(self, case: KnownCase) -> tuple[Price | None, ...]:
        """The judged answer of the table to one case, if it has one."""
        about = self.program, self.month
        return self.tried(
            "price",
            lambda: self.judged(self.table.price(*about, **case._asdict()), case),
            case,
        )

    def price(self, case: KnownCase) -> Price | None:
        """The price in one case, asked for once."""
        if case not in self.prices:
            answer = self.asked(case)
            self.prices[case] = answer[0] if answer else None
        return self.prices[case]

    def judged(self, answer: object, case: KnownCase) -> Price | None:
        """Hold one answer against the laws of a single price; give it back where it is one."""
        if not (isinstance(answer, Price) and isinstance(cast("object", answer.figure), Figure)):
            self.fault("no-price", case, given=type(getattr(answer, "figure", answer)).__name__)
            return None
        if (answer.program, answer.month) != (self.program, self.month):
            self.fault("other-price", case, given=f"{answer.program} {answer.month}")
        if cast("object", answer.basis) is None:
            self.fault("no-ground", case)
        amounts = _amounts(answer)
        strange = [one for one in amounts if not isinstance(cast("object", one), Rupiah)]
        if strange:
            self.fault("not-rupiah", case, given=repr(strange[0]))
            return answer
        if min(amounts) < Rupiah(0):
            self.fault("negative", case, amount=min(amounts))
        if self.judge_doubt(answer.figure, case):
            for amount, normal in _eased_and_normal(answer):
                if amount > normal:
                    self.fault("relief-raises", case, amount=amount, normal=normal)
        return answer

    def judge_doubt(self, figure: Figure[Rupiah], case: KnownCase) -> bool:
        """Hold what a figure depends on against the questions of the table.

        Returns:
            Whether it has an amount for each way to read them.
        """
        for about in figure.over:
            if about not in self.questions:
                self.fault("question", case, about=about.id, question=about.id)
        ways = prod(len(about.options) for about in figure.over)
        if len(figure.values) != ways:
            self.fault("amounts", case, given=len(figure.values), ways=ways)
            return False
        return True


def inquire(
    table: RateTable, program: Program, month: ContributionMonth, questions: tuple[Question, ...]
) -> Inquiry:
    """Ask a table about a programme in a month, in every way that the laws need."""
    inquiry = Inquiry(table, program, month, questions)
    breaks = _breaks(inquiry)
    if breaks is not None:
        income, membership = breaks
        worlds = _worlds(income, membership, month)
        for case in worlds:
            inquiry.price(case)
        # What answers differently when it is asked again would seem to break the bands too.
        if _is_pure(inquiry, breaks, worlds):
            _seek_membership_breaks(inquiry, income[0], membership)
            _seek_income_breaks(inquiry, income, worlds)
            _seek_earlier_sources(inquiry, worlds)
    return inquiry


def _breaks(inquiry: Inquiry) -> Breaks | None:
    """The breaks of a table, where they keep their promise."""
    income = inquiry.asked_breaks("income_breaks")
    membership = inquiry.asked_breaks("membership_breaks")
    if not (income and membership):
        return None
    if _ascend(inquiry, income[0], membership[0]):
        return tuple(income[0]), tuple(membership[0])
    inquiry.fault(
        "breaks",
        None,
        call="income_breaks, membership_breaks",
        income=_shown(income[0]),
        membership=_shown(membership[0]),
    )
    return None


def _ascend(inquiry: Inquiry, income: Any, membership: Any) -> bool:  # noqa: ANN401 - see asked_breaks
    if not (_all_are(Rupiah, income) and _all_are(ContributionMonth, membership)):
        return False
    try:
        check_breaks(Slot(inquiry.program, inquiry.month, income, membership, set()))
    except InvalidRateTableError:
        return False
    return True


def _all_are(kind: type, given: Any) -> bool:  # noqa: ANN401 - see asked_breaks
    return isinstance(given, (tuple, list)) and all(
        type(one) is kind for one in cast("Sequence[object]", given)
    )


def _worlds(
    income: Sequence[Rupiah], membership: Sequence[ContributionMonth], month: ContributionMonth
) -> tuple[KnownCase, ...]:
    """Every sector, source of funds and class of membership, in three of the bands."""
    bands = dict.fromkeys((income[0], income[len(income) // 2], income[-1]))
    classes = classes_of_membership(membership, month)
    return tuple(
        KnownCase(sector, funding, lower, since.last, earlier)
        for sector, funding, earlier in _PAYERS
        for since in classes
        for lower in bands
    )


def _is_pure(inquiry: Inquiry, breaks: Breaks, worlds: Sequence[KnownCase]) -> bool:
    """Ask everything a second time, and compare."""
    for call, known in zip(("income_breaks", "membership_breaks"), breaks, strict=True):
        for again in inquiry.asked_breaks(call):
            if not isinstance(again, (tuple, list)) or (*again,) != known:
                inquiry.fault("impure", None, call=call, before=_shown(known), after=_shown(again))
    for case in worlds:
        before = inquiry.price(case)
        for again in inquiry.asked(case) if before is not None else ():
            if again != before:
                inquiry.fault("impure", case, before=_shown(before), after=_shown(again))
    return not any(law == "impure" for law, _ in inquiry.found)


def _seek_membership_breaks(
    inquiry: Inquiry, lowest: Rupiah, membership: Sequence[ContributionMonth]
) -> None:
    """Find where a price changes within a class of membership, whoever pays."""
    classes = classes_of_membership(membership, inquiry.month)
    for (sector, funding, earlier), since in product(_PAYERS, classes):
        joined = partial(_joined, KnownCase(sector, funding, lowest, since.last, earlier))
        first = min(since.first or _LONG_AGO, since.last)
        for case, below, above in _changes(
            inquiry, joined, first - _LONG_AGO, since.last - _LONG_AGO
        ):
            inquiry.fault(
                # The month may move along with the month of the price: it tells no faults apart.
                "membership-break",
                case,
                call="membership_breaks",
                at=case.member_since,
                before=_shown(below),
                after=_shown(above),
            )


def _seek_income_breaks(
    inquiry: Inquiry, income: Sequence[Rupiah], worlds: Sequence[KnownCase]
) -> None:
    """Find where a price changes within a band, for one case of each kind that prices are of."""
    lowers = [lower.amount for lower in income]
    uppers = [*(lower - 1 for lower in lowers[1:]), lowers[-1] + _RICH]
    for alike, band in product(_kinds(inquiry, worlds), zip(lowers, uppers, strict=True)):
        for case, below, above in _changes(inquiry, partial(_earning, alike), *band):
            inquiry.fault(
                "income-break",
                case,
                call="income_breaks",
                about=str(case.declared_income),
                at=case.declared_income,
                before=_shown(below),
                after=_shown(above),
            )


def _seek_earlier_sources(inquiry: Inquiry, worlds: Sequence[KnownCase]) -> None:
    """Find where a price turns on an earlier source of funds that the table does not tell."""
    about = inquiry.table, inquiry.program, inquiry.month
    for told in inquiry.tried("earlier_sources", lambda: earlier_sources_of(*about), None):
        for case in worlds:
            before = inquiry.price(case._replace(earlier_funding=()))
            after = inquiry.price(case)
            if not (told.issuperset(case.earlier_funding) or _same(before, after)):
                inquiry.fault(
                    "earlier-source",
                    case,
                    call="earlier_sources",
                    about=str(case.earlier_funding),
                    source=case.earlier_funding,
                    before=_shown(before),
                    after=_shown(after),
                )


def _kinds(inquiry: Inquiry, worlds: Sequence[KnownCase]) -> Iterator[KnownCase]:
    """One case of each kind: of those with the same prices in every band that was asked about."""
    seen: list[list[Price | None]] = []
    for _, alike in groupby(worlds, key=lambda case: (_payer(case), case.member_since)):
        cases = tuple(alike)
        prices = [inquiry.price(case) for case in cases]
        if not any(all(map(_same, prices, others)) for others in seen):
            seen.append(prices)
            yield cases[0]


def _changes(
    inquiry: Inquiry, case_at: Callable[[int], KnownCase], low: int, high: int
) -> Iterator[tuple[KnownCase, Price, Price]]:
    """The first case of each other price, on a line of cases whose price should be one."""
    for one, two in pairwise(sorted({low, min(low + 1, high), (low + high) // 2, high})):
        below, above = inquiry.price(case_at(one)), inquiry.price(case_at(two))
        if below is None or above is None or _same(below, above):
            continue
        while two - one > 1:
            middle = (one + two) // 2
            between = inquiry.price(case_at(middle))
            if _same(below, between):
                one = middle  # noqa: PLW2901 - the pair is narrowed down
            else:
                two, above = middle, between or above  # noqa: PLW2901 - the same
        yield case_at(two), below, above


def _payer(case: KnownCase) -> tuple[object, ...]:
    return case.sector, case.funding, case.earlier_funding


def _joined(case: KnownCase, past: int) -> KnownCase:
    return case._replace(member_since=_LONG_AGO + past)


def _earning(case: KnownCase, amount: int) -> KnownCase:
    return case._replace(declared_income=Rupiah(amount))


def _same(one: Price | None, two: Price | None) -> bool:
    if one is None or two is None:
        return one is two
    return (_normal(one), one.figure) == (_normal(two), two.figure)


def _normal(price: Price) -> Figure[Rupiah]:
    """The ordinary contribution in every world."""
    return price.ordinary.map(lambda ordinary: ordinary.amount)


def _eased_and_normal(price: Price) -> list[tuple[Rupiah, Rupiah]]:
    """What is owed and what would be without relief, world by world."""
    normal = _normal(price)
    over = all_over([price.figure, normal])
    return [(price.figure.at(world), normal.at(world)) for world in worlds(over)]


def _amounts(price: Price) -> tuple[Rupiah, ...]:
    """The ordinary amount and the amount owed, in every world."""
    return (*_normal(price).values, *price.figure.values)


def _shown(answer: Any) -> str:  # noqa: ANN401 - whatever a table answered
    """An answer of a table, for a message that is the same in both languages."""
    if isinstance(answer, Price):
        return ", ".join(dict.fromkeys(map(str, _amounts(answer))))
    if isinstance(answer, (tuple, list)):
        return f"({', '.join(map(str, cast('Sequence[object]', answer)))})"
    return repr(answer)
