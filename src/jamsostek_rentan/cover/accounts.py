"""What became of the money of one worker's payers, in one world of readings.

Entries are booked day by day, those of one day in an order of their own, so that the order in
which they were handed in does not matter.  No rupiah is lost: what a payer's money is received
as, less what was given to others, is settled, credit, refunded or to be traced.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import attrs

from jamsostek_rentan.cover.payments import CreditTransfer, Entry, Payer, Payment, Refund
from jamsostek_rentan.cover.protection import CoverageStatus, Walk
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, Labelled
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.arrears import Arrears


if TYPE_CHECKING:
    from jamsostek_rentan.law.questions import Figure
    from collections.abc import Iterable

    from jamsostek_rentan.law.questions import Ask
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = [
    "Account",
    "Balance",
    "Claim",
    "Settlement",
    "TraceReason",
    "Traced",
    "account_of",
    "finding",
    "order",
]


T = TypeVar("T")


class TraceReason(Labelled):
    """Why money is to be traced.

    >>> TraceReason.PAID_TWICE.label.id
    'pembayaran ganda'
    """

    AFTER_END = Bilingual("paid for a month after an end event", "bulan setelah peserta berakhir")
    PAID_TWICE = Bilingual("paid twice", "pembayaran ganda")


@attrs.frozen(kw_only=True)
class Claim:
    """What a payer owes for a month, or would owe if cover had not ended."""

    payer: Payer
    month: ContributionMonth
    prices: tuple[Price, ...]
    owed: bool


@attrs.frozen(kw_only=True)
class Settlement:
    """A month of a programme that was paid (*iuran yang sudah dibayar*), by whom and on which day.

    Args:
        month: The contribution month.
        program: The programme.
        payer: Who paid it.
        amount: What it cost, in rupiah.
        on: The day from which it was paid.
    """

    month: ContributionMonth
    program: Program
    payer: Payer
    amount: Rupiah
    on: date


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
    """

    payer: Payer
    received: Rupiah
    settled: Rupiah
    credit: Rupiah
    refunded: Rupiah
    to_be_traced: Rupiah

    @property
    def spent(self) -> Rupiah:
        """What is gone from the payer's budget: settled, or to be traced and not refunded."""
        return self.settled + self.to_be_traced


@attrs.frozen(kw_only=True)
class Account:
    """The books of one worker in one world.

    Args:
        settlements: The months paid, by month and programme.
        traced: Money to be traced, in the order in which it was paid.
        balances: What became of each payer's money.
        findings: What somebody should look at.
    """

    settlements: tuple[Settlement, ...]
    traced: tuple[Traced, ...]
    balances: tuple[Balance, ...]
    findings: tuple[Finding, ...]

    def paid(self, program: Program) -> dict[ContributionMonth, date]:
        """The day on which each month of a programme was paid."""
        return {one.month: one.on for one in self.settlements if one.program is program}


def account_of(
    entries: Iterable[Entry],
    claims: Iterable[Claim],
    *,
    registrations: tuple[date, ...],
    rules: Rulebook,
    ask: Ask,
) -> Account:
    """Book entries in order.

    Raises:
        InvalidFactError: For a refund or a transfer of more than its payer has paid.
    """
    books = _Books(registrations, rules, ask)
    for claim in claims:
        books.purse(claim.payer).claims[claim.month] = claim
    for entry in sorted(entries, key=order):
        books.book(entry)
    return books.account()


def order(entry: Entry) -> tuple[object, ...]:
    """By day; then payments, those for named months first, transfers, refunds."""
    kind = [Payment, CreditTransfer, Refund].index(type(entry))
    months = getattr(entry, "months", None)
    named = (0, months.first, months.last) if months else (1,)
    return (
        entry.on,
        kind,
        named,
        type(entry.payer).__name__,
        entry.payer.id,
        entry.amount,
        entry.reference or "",
    )


@attrs.define
class _Purse:
    """The money of one payer while entries are booked."""

    payer: Payer
    claims: dict[ContributionMonth, Claim] = attrs.field(factory=dict[ContributionMonth, Claim])
    settled: dict[ContributionMonth, int] = attrs.field(factory=dict[ContributionMonth, int])
    traced: list[Traced] = attrs.field(factory=list[Traced])
    ended: set[ContributionMonth] = attrs.field(factory=set[ContributionMonth])
    received: int = 0
    credit: int = 0
    refunded: int = 0

    @property
    def held(self) -> int:
        """What is not refunded."""
        return self.received - self.refunded

    def balance(self) -> Balance:
        """What became of its money."""
        return Balance(
            payer=self.payer,
            received=Rupiah(self.received),
            settled=Rupiah(sum(self.settled.values())),
            credit=Rupiah(self.credit),
            refunded=Rupiah(self.refunded),
            to_be_traced=Rupiah(sum(one.amount.amount for one in self.traced)),
        )


class _Lapse(NamedTuple):
    """Cover that ended because months were not paid."""

    arrears: Arrears
    on: date
    unpaid: tuple[ContributionMonth, ...]


class _Books:
    def __init__(self, registrations: tuple[date, ...], rules: Rulebook, ask: Ask) -> None:
        self.registrations = registrations
        self.rules = rules
        self.ask = ask
        self.purses: dict[Payer, _Purse] = {}
        self.settlements: dict[tuple[ContributionMonth, Program], Settlement] = {}
        self.paid: dict[Program, dict[ContributionMonth, date]] = {}
        self.lapsed_on: date | None = None
        self.reopened: set[ContributionMonth] = set()
        self.closed_before: ContributionMonth | None = None
        self.findings: list[Finding] = []

    def purse(self, payer: Payer) -> _Purse:
        """The money of a payer."""
        return self.purses.setdefault(payer, _Purse(payer))

    def book(self, entry: Entry) -> None:
        """Book one entry."""
        purse = self.purse(entry.payer)
        if isinstance(entry, Payment):
            purse.received += entry.amount.amount
            left = self._pay_named_months(purse, entry) if entry.months else entry.amount.amount
            purse.credit += left
            self._settle_oldest(purse, entry)
        elif isinstance(entry, Refund):
            self._withdraw(purse, entry)
            purse.refunded += entry.amount.amount
        else:
            self._withdraw(purse, entry)
            purse.received -= entry.amount.amount
            other = self.purse(entry.to)
            other.received += entry.amount.amount
            other.credit += entry.amount.amount
            self._settle_oldest(other, entry)

    def account(self) -> Account:
        """What came of it."""
        return Account(
            settlements=tuple(
                sorted(self.settlements.values(), key=lambda one: (one.month, _place(one.program)))
            ),
            traced=tuple(one for purse in self.purses.values() for one in purse.traced),
            balances=tuple(purse.balance() for purse in self.purses.values()),
            findings=tuple(self.findings),
        )

    def _pay_named_months(self, purse: _Purse, payment: Payment) -> int:
        """Pay the months a payment was meant for; give back what is left of it."""
        left = payment.amount.amount
        for month in payment.months or ():
            claim = purse.claims.get(month)
            if claim is None:
                self._find("not-owed", Severity.WARNING, payment, month)
                continue
            amount = self._amount(claim)
            if month in purse.settled or month in purse.ended:
                amount = min(amount, left)
                self._find("twice", Severity.ERROR, payment, month, amount=Rupiah(amount))
                self._trace(purse, claim, amount, payment, TraceReason.PAID_TWICE)
            elif not self._is_open(claim, payment.on):
                self._find("too-late", Severity.ERROR, payment, month)
                continue
            elif amount > left:
                self._find("partial", Severity.WARNING, payment, month, amount=Rupiah(amount))
                break
            else:
                self._pay(purse, claim, amount, payment)
            left -= amount
        return left

    def _settle_oldest(self, purse: _Purse, entry: Entry) -> None:
        """Pay whole months of a payer out of its credit, the oldest first."""
        for month in sorted(purse.claims):
            claim = purse.claims[month]
            if month in purse.settled or month in purse.ended or not self._is_open(claim, entry.on):
                continue
            amount = self._amount(claim)
            if amount > purse.credit:
                break
            purse.credit -= amount
            self._pay(purse, claim, amount, entry)

    def _amount(self, claim: Claim) -> int:
        return sum(self.ask(price.figure).amount for price in claim.prices)

    def _pay(self, purse: _Purse, claim: Claim, amount: int, entry: Entry) -> None:
        """Settle a month; one after an end event is to be traced instead."""
        if not claim.owed:
            purse.ended.add(claim.month)
            self._find("after-end", Severity.ERROR, entry, claim.month, amount=Rupiah(amount))
            self._trace(purse, claim, amount, entry, TraceReason.AFTER_END)
            return
        purse.settled[claim.month] = amount
        for price in claim.prices:
            self.paid.setdefault(price.program, {})[claim.month] = entry.on
            self.settlements[claim.month, price.program] = Settlement(
                month=claim.month,
                program=price.program,
                payer=purse.payer,
                amount=self.ask(price.figure),
                on=entry.on,
            )

    def _trace(
        self, purse: _Purse, claim: Claim, amount: int, entry: Entry, reason: TraceReason
    ) -> None:
        if amount:
            purse.traced.append(
                Traced(
                    payer=purse.payer,
                    month=claim.month,
                    amount=Rupiah(amount),
                    on=entry.on,
                    reason=reason,
                )
            )

    def _withdraw(self, purse: _Purse, entry: Refund | CreditTransfer) -> None:
        """Take money out: first what is to be traced, then credit, then the months paid last."""
        wanted = entry.amount.amount
        if wanted > purse.held:
            raise InvalidFactError(
                f"{entry.amount} of {purse.payer.label} was given away on {entry.on} "
                f"({entry.reference or 'no reference'}).",
                f"By then {purse.payer.label} had paid {Rupiah(purse.held)}.",
                "Correct the amount or the day, or record the payment that is missing.",
            )
        while wanted and purse.traced:
            oldest = purse.traced.pop(0)
            taken = min(wanted, oldest.amount.amount)
            wanted -= taken
            if taken < oldest.amount.amount:
                rest = Rupiah(oldest.amount.amount - taken)
                purse.traced.insert(0, attrs.evolve(oldest, amount=rest))
        while wanted > purse.credit:
            last = max(purse.settled)
            purse.credit += purse.settled.pop(last)
            for price in purse.claims[last].prices:
                del self.settlements[last, price.program]
                del self.paid[price.program][last]
        purse.credit -= wanted

    def _is_open(self, claim: Claim, day: date) -> bool:
        """Whether a month can be paid on a day: after a lapse the months before are closed."""
        if not claim.owed:
            return True
        month = ContributionMonth.of(day)
        lapse = self._lapse(claim, day)
        if lapse is not None:
            if lapse.on != self.lapsed_on:
                owed = self._read(lapse.arrears.old_months_owed.holds)
                payable = (of for of in lapse.unpaid if of.last_day < lapse.on)
                self.lapsed_on, self.reopened = lapse.on, set(payable if owed else ())
            self.closed_before = month
            again = any(lapse.on < at <= day for at in self.registrations)
            if not again and self._read(lapse.arrears.registers_anew.holds):
                return False
        closed = self.closed_before is not None and claim.month < self.closed_before
        return not closed or claim.month in self.reopened

    def _lapse(self, claim: Claim, day: date) -> _Lapse | None:
        """What is known of the end of cover where it has ended by a day without a death."""
        month = ContributionMonth.of(day)
        arrears = value_in_force(self.rules.membership.arrears, month)
        if arrears is None:
            return None
        least = min(self.rules.answered(arrears.value.payable).values)
        for price in claim.prices:
            paid = self.paid.get(price.program)
            if not paid or (month - max(paid) <= least and max(paid) - min(paid) < len(paid)):
                continue
            walk = Walk(paid, self.rules, self.ask, registrations=self.registrations)
            last = walk.last_change(until=day)
            if last is not None and last.status is CoverageStatus.ENDED:
                return _Lapse(arrears.value, last.on, walk.unpaid(on=day))
        return None

    def _read(self, figure: Figure[T]) -> T:
        return self.ask(self.rules.answered(figure))

    def _find(
        self,
        rule: str,
        severity: Severity,
        entry: Entry,
        month: ContributionMonth,
        **values: object,
    ) -> None:
        self.findings.append(finding(rule, severity, entry, month=month, **values))


def finding(rule: str, severity: Severity, entry: Entry, **values: object) -> Finding:
    """What is said of an entry, which is named by its reference, or by its payer and day."""
    return Finding(
        row=entry.reference or f"{entry.payer.label} {entry.on}",
        field=None,
        rule=f"payment-{rule}",
        severity=severity,
        key=f"finding.payment-{rule}",
        values=(("payer", entry.payer.label), ("on", entry.on), *values.items()),
    )


def _place(program: Program) -> int:
    return list(Program).index(program)
