"""What became of the money of one worker's payers: months paid, money to be traced, balances."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import attrs

from jamsostek_rentan.cover.payments import Payer
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.values.findings import Finding
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, Labelled


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


__all__ = [
    "Account",
    "Balance",
    "Claim",
    "Costs",
    "Settlement",
    "TraceReason",
    "Traced",
    "balance_of",
    "cost_of",
    "newly_paid",
    "paid_days",
]

Costs: TypeAlias = tuple[tuple[Program, Rupiah], ...]
"""What each programme costs, in rupiah, as pairs."""


class TraceReason(Labelled):
    """Why money is to be traced.

    >>> TraceReason.PAID_TWICE.label.id
    'pembayaran ganda'
    """

    AFTER_END = Bilingual("paid for a month after an end event", "bulan setelah peserta berakhir")
    PAID_TWICE = Bilingual("paid twice", "pembayaran ganda")


@attrs.frozen
class Claim:
    """What a payer owes for a month, or would owe if cover had not ended.

    Args:
        payer: Who owes it.
        number: The ordinal of the month, by which books know it.
        month: The contribution month.
        prices: What each programme costs.
        owed: Whether cover had not ended.
        costs: What they cost where that is certain, or none.
    """

    payer: Payer
    number: int
    month: ContributionMonth
    prices: tuple[Price, ...]
    owed: bool
    costs: Costs | None

    @classmethod
    def of(cls, payer: Payer, prices: tuple[Price, ...], *, owed: bool) -> Claim:
        """The claim of prices of one month."""
        month = prices[0].month
        certain = not any(price.figure.over for price in prices)
        costs = tuple((price.program, price.figure.values[0]) for price in prices)
        return cls(payer, month.ordinal, month, prices, owed, costs if certain else None)


@attrs.frozen(kw_only=True)
class Settlement:
    """A month that a payer paid (*iuran yang sudah dibayar*), and from which day it was paid.

    Args:
        payer: Who paid it.
        month: The contribution month.
        amounts: What each programme cost, in rupiah, as pairs.
        on: The day from which it was paid.

    >>> from jamsostek_rentan import Worker
    >>> march, siti = ContributionMonth(2025, 3), Worker("w-001")
    >>> costs = ((Program.JKK, Rupiah(10_000)), (Program.JKM, Rupiah(6_800)))
    >>> Settlement(payer=siti, month=march, amounts=costs, on=date(2025, 3, 5)).amount
    Rupiah(16_800)
    """

    payer: Payer
    month: ContributionMonth
    amounts: Costs
    on: date

    @property
    def amount(self) -> Rupiah:
        """What the month cost, in rupiah."""
        return Rupiah(cost_of(self.amounts))


@attrs.frozen(kw_only=True)
class Traced:
    """Money that was paid for nothing owed, and is to be traced for refund.

    It counts as spent until the refund is recorded.

    Args:
        payer: Who paid it.
        month: The month it was paid for.
        amount: How much is left to trace, in rupiah.
        on: The day it was paid.
        reason: Why nothing was owed.

    >>> from jamsostek_rentan import Worker
    >>> siti, june = Worker("w-001"), ContributionMonth(2025, 6)
    >>> Traced(
    ...     payer=siti, month=june, amount=Rupiah(16_800), on=date(2025, 6, 5),
    ...     reason=TraceReason.PAID_TWICE,
    ... ).reason.label.en
    'paid twice'
    """

    payer: Payer
    month: ContributionMonth
    amount: Rupiah
    on: date
    reason: TraceReason


@attrs.frozen(kw_only=True)
class Balance:
    """What became of a payer's money: received is the sum of the other four, always.

    Args:
        payer: Whose money.
        received: What was paid, with credit taken over from others, less credit given to them.
        settled: What paid months that were owed.
        credit: What is left for months to come (*kelebihan iuran yang diperhitungkan*).
        refunded: What was given back (*pengembalian iuran*).
        to_be_traced: What was paid for nothing owed, and not refunded yet.

    >>> from jamsostek_rentan import Worker
    >>> balance = Balance(
    ...     payer=Worker("w-001"), received=Rupiah(100), settled=Rupiah(60), credit=Rupiah(10),
    ...     refunded=Rupiah(5), to_be_traced=Rupiah(25),
    ... )
    >>> balance.spent
    Rupiah(85)
    """

    payer: Payer
    received: Rupiah
    settled: Rupiah
    credit: Rupiah
    refunded: Rupiah
    to_be_traced: Rupiah

    def __str__(self) -> str:
        return f"{self.payer.label}: {self.settled} settled, {self.credit} credit"

    @property
    def spent(self) -> Rupiah:
        """What is settled or to be traced, and so gone from the payer's budget."""
        return self.settled + self.to_be_traced


@attrs.frozen(kw_only=True)
class Account:
    """The books of one worker in one world.

    Args:
        settlements: The months paid, by month.
        traced: Money to be traced, in the order in which it was paid.
        balances: What became of each payer's money.
        findings: What somebody should look at.
    """

    settlements: tuple[Settlement, ...]
    traced: tuple[Traced, ...]
    balances: tuple[Balance, ...]
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        return f"{len(self.settlements)} months paid"

    def paid(self, program: Program) -> dict[ContributionMonth, date]:
        """The day on which each month of a programme was paid."""
        return paid_days(program, self.settlements)


def balance_of(payer: Payer) -> Callable[[Account], Balance]:
    """What tells the balance of a payer who has one."""

    def told(account: Account) -> Balance:
        return next(balance for balance in account.balances if balance.payer == payer)

    return told


def newly_paid(more: Account, less: Account) -> tuple[Settlement, ...]:
    """The months that the one books know as paid and the others do not."""
    known = {(one.payer, one.month) for one in less.settlements}
    return tuple(one for one in more.settlements if (one.payer, one.month) not in known)


def paid_days(program: Program, settlements: Iterable[Settlement]) -> dict[ContributionMonth, date]:
    """The day on which each month of a programme was paid."""
    return {one.month: one.on for one in settlements if program in dict(one.amounts)}


def cost_of(costs: Costs) -> int:
    """What programmes cost together, in rupiah."""
    return sum(amount.amount for _, amount in costs)
