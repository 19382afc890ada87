"""What became of the money of one worker's payers, in one world of readings.

Entries are booked day by day, those of one day in an order of their own, so that the order in
which they were handed in does not matter.  No rupiah is lost: what a payer's money is received
as, less what was given to others, is settled, credit, refunded or to be traced.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

import attrs

from jamsostek_rentan.cover.payments import CreditTransfer, Entry, Payer, Payment, Refund
from jamsostek_rentan.cover.protection import CoverageStatus, Walk
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.arrears import Arrears
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, Labelled


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan.law.questions import Ask, Figure
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

Costs: TypeAlias = tuple[tuple[Program, Rupiah], ...]
"""What each programme costs, in rupiah, as pairs."""


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
        return Rupiah(_sum(self.amounts))


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

    def paid(self, program: Program) -> dict[ContributionMonth, date]:
        """The day on which each month of a programme was paid."""
        return _paid(program, self.settlements)


def account_of(
    entries: Iterable[Entry],
    claims: Iterable[Claim],
    *,
    registrations: tuple[date, ...],
    rules: Rulebook,
    ask: Ask,
) -> Account:
    """Book entries that stand in :func:`order`, against claims that stand by month.

    Raises:
        InvalidFactError: For a refund or a transfer of more than its payer has paid.
    """
    books = _Books(registrations, rules, ask)
    for claim in claims:
        purse = books.purse(claim.payer)
        purse.claims[claim.month] = claim
        purse.open[claim.month] = claim
        purse.programs |= {price.program: None for price in claim.prices}
    for entry in entries:
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
    programs: dict[Program, None] = attrs.field(factory=dict[Program, None])
    claims: dict[ContributionMonth, Claim] = attrs.field(factory=dict[ContributionMonth, Claim])
    open: dict[ContributionMonth, Claim] = attrs.field(factory=dict[ContributionMonth, Claim])
    settled: dict[ContributionMonth, Settlement] = attrs.field(
        factory=dict[ContributionMonth, Settlement]
    )
    traced: list[Traced] = attrs.field(factory=list[Traced])
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
            settled=Rupiah(sum(_sum(one.amounts) for one in self.settled.values())),
            credit=Rupiah(self.credit),
            refunded=Rupiah(self.refunded),
            to_be_traced=Rupiah(sum(one.amount.amount for one in self.traced)),
        )


class _Lapse(NamedTuple):
    """Cover that ended because months were not paid."""

    arrears: Arrears
    on: date
    unpaid: tuple[ContributionMonth, ...]


@attrs.frozen
class _Gate:
    """Which months can be paid: not those before a return, but for some that are still owed."""

    lapsed_on: date | None = None
    closed_before: ContributionMonth | None = None
    reopened: frozenset[ContributionMonth] = frozenset()
    shut: bool = False

    def lets(self, claim: Claim) -> bool:
        """Whether a month can be paid; one that is not owed leads to money to be traced."""
        if self.closed_before is None or not claim.owed:
            return True
        open_now = claim.month >= self.closed_before or claim.month in self.reopened
        return open_now and not self.shut


class _Books:
    def __init__(self, registrations: tuple[date, ...], rules: Rulebook, ask: Ask) -> None:
        self.registrations = registrations
        self.rules = rules
        self.ask = ask
        self.purses: dict[Payer, _Purse] = {}
        self.paid: dict[Program, set[int]] = {}
        self.least: dict[int, int] = {}
        self.gate = _Gate()
        self.findings: list[Finding] = []

    def purse(self, payer: Payer) -> _Purse:
        """The money of a payer."""
        found = self.purses.get(payer)
        if found is None:
            found = self.purses[payer] = _Purse(payer)
        return found

    def book(self, entry: Entry) -> None:
        """Book one entry; which months can be paid is as it found them."""
        purse = self.purse(entry.payer)
        if isinstance(entry, Refund):
            self._withdraw(purse, entry)
            purse.refunded += entry.amount.amount
            return
        taker = purse if isinstance(entry, Payment) else self.purse(entry.to)
        gate = self._gate(taker, entry.on)
        if isinstance(entry, Payment):
            purse.received += entry.amount.amount
            purse.credit += self._pay_named_months(purse, entry, gate)
        elif taker is purse:
            missing = self._untrace(purse, entry)
            purse.credit += entry.amount.amount - missing
            if missing:
                missed = finding("not-traced", Severity.WARNING, entry, amount=Rupiah(missing))
                self.findings.append(missed)
        else:
            self._withdraw(purse, entry)
            purse.received -= entry.amount.amount
            taker.received += entry.amount.amount
            taker.credit += entry.amount.amount
        self._settle_oldest(taker, entry, gate)

    def account(self) -> Account:
        """What came of it."""
        return Account(
            settlements=tuple(sorted(self._settlements(), key=lambda one: one.month.ordinal)),
            traced=tuple(one for purse in self.purses.values() for one in purse.traced),
            balances=tuple(purse.balance() for purse in self.purses.values()),
            findings=tuple(self.findings),
        )

    def _settlements(self) -> Iterator[Settlement]:
        return (one for purse in self.purses.values() for one in purse.settled.values())

    def _pay_named_months(self, purse: _Purse, payment: Payment, gate: _Gate) -> int:
        """Pay the months a payment was meant for; give back what is left of it."""
        left = payment.amount.amount
        for month in payment.months or ():
            claim = purse.claims.get(month)
            if claim is None:
                self._find("not-owed", Severity.WARNING, payment, month)
                continue
            costs = self._costs(claim)
            amount = _sum(costs)
            if month not in purse.open:
                if not left:
                    continue
                amount = min(amount, left)
                self._find("twice", Severity.ERROR, payment, month, amount=Rupiah(amount))
                self._trace(purse, claim, amount, payment, TraceReason.PAID_TWICE)
            elif not gate.lets(claim):
                self._find("too-late", Severity.ERROR, payment, month)
                continue
            elif amount > left:
                self._find("partial", Severity.WARNING, payment, month, amount=Rupiah(amount))
                break
            else:
                self._pay(purse, claim, costs, payment)
            left -= amount
        return left

    def _settle_oldest(self, purse: _Purse, entry: Entry, gate: _Gate) -> None:
        """Pay whole months of a payer out of its credit, the oldest first."""
        for claim in [*purse.open.values()]:
            if not gate.lets(claim):
                continue
            costs = self._costs(claim)
            amount = _sum(costs)
            if amount > purse.credit:
                break
            purse.credit -= amount
            self._pay(purse, claim, costs, entry)

    def _costs(self, claim: Claim) -> Costs:
        return tuple((price.program, self.ask(price.figure)) for price in claim.prices)

    def _pay(self, purse: _Purse, claim: Claim, costs: Costs, entry: Entry) -> None:
        """Settle a month; one after an end event is to be traced instead."""
        del purse.open[claim.month]
        if not claim.owed:
            amount = _sum(costs)
            self._find("after-end", Severity.ERROR, entry, claim.month, amount=Rupiah(amount))
            self._trace(purse, claim, amount, entry, TraceReason.AFTER_END)
            return
        purse.settled[claim.month] = Settlement(
            payer=purse.payer, month=claim.month, amounts=costs, on=entry.on
        )
        for program, _ in costs:
            self.paid.setdefault(program, set()).add(claim.month.ordinal)

    def _trace(
        self, purse: _Purse, claim: Claim, amount: int, entry: Entry, reason: TraceReason
    ) -> None:
        purse.traced.append(
            Traced(
                payer=purse.payer,
                month=claim.month,
                amount=Rupiah(amount),
                on=entry.on,
                reason=reason,
            )
        )

    def _untrace(self, purse: _Purse, entry: Refund | CreditTransfer) -> int:
        """Take money out of what is to be traced; give back how much of it is missing there."""
        wanted = entry.amount.amount
        while wanted and purse.traced:
            oldest = purse.traced.pop(0)
            taken = min(wanted, oldest.amount.amount)
            wanted -= taken
            if taken < oldest.amount.amount:
                rest = Rupiah(oldest.amount.amount - taken)
                purse.traced.insert(0, attrs.evolve(oldest, amount=rest))
        return wanted

    def _withdraw(self, purse: _Purse, entry: Refund | CreditTransfer) -> None:
        """Take money out: first what is to be traced, then credit, then the months paid last."""
        if entry.amount.amount > purse.held:
            raise InvalidFactError(
                f"{entry.amount} of {purse.payer.label} was given away on {entry.on} "
                f"({entry.reference or 'no reference'}).",
                f"By then {purse.payer.label} had paid {Rupiah(purse.held)}.",
                "Correct the amount or the day, or record the payment that is missing.",
            )
        wanted = self._untrace(purse, entry)
        while wanted > purse.credit:
            last = max(purse.settled)
            costs = purse.settled.pop(last).amounts
            purse.credit += _sum(costs)
            purse.open[last] = purse.claims[last]
            for program, _ in costs:
                self.paid[program].remove(last.ordinal)
        purse.credit -= wanted
        purse.open = {month: purse.open[month] for month in sorted(purse.open)}

    def _gate(self, purse: _Purse, day: date) -> _Gate:
        """Which months can be paid on a day: after a lapse those before are closed."""
        lapse = self._lapse(purse, day)
        if lapse is None:
            return self.gate
        reopened = self.gate.reopened
        if lapse.on != self.gate.lapsed_on:
            owed = self._read(lapse.arrears.old_months_owed.holds)
            payable = (of for of in lapse.unpaid if of.last_day < lapse.on)
            reopened = frozenset(payable if owed else ())
        again = any(lapse.on < at <= day for at in self.registrations)
        shut = not again and self._read(lapse.arrears.registers_anew.holds)
        self.gate = _Gate(lapse.on, ContributionMonth.of(day), reopened)
        return attrs.evolve(self.gate, shut=shut)

    def _lapse(self, purse: _Purse, day: date) -> _Lapse | None:
        """What is known of the end of cover where it has ended by a day without a death."""
        month = ContributionMonth.of(day)
        arrears = value_in_force(self.rules.membership.arrears, month)
        if arrears is None:
            return None
        payable = self._least_payable(arrears.value)
        for program in purse.programs:
            paid = self.paid.get(program)
            if not paid or _plainly_stands(paid, month, payable):
                continue
            found = _paid(program, self._settlements())
            walk = Walk(found, self.rules, self.ask, registrations=self.registrations)
            last = walk.last_change(until=day)
            if last is not None and last.status is CoverageStatus.ENDED:
                return _Lapse(arrears.value, last.on, walk.unpaid(on=day))
        return None

    def _least_payable(self, arrears: Arrears) -> int:
        """How many unpaid months leave cover standing in any reading."""
        known = self.least.get(id(arrears))
        if known is None:
            known = self.least[id(arrears)] = min(self.rules.answered(arrears.payable).values)
        return known

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


def _plainly_stands(paid: set[int], month: ContributionMonth, payable: int) -> bool:
    """Whether cover cannot have ended: paid without a hole, and up to a month not long ago."""
    last = max(paid)
    return last - min(paid) < len(paid) and month.ordinal - last <= payable


def _paid(program: Program, settlements: Iterable[Settlement]) -> dict[ContributionMonth, date]:
    """The day on which each month of a programme was paid."""
    return {one.month: one.on for one in settlements if program in dict(one.amounts)}


def _sum(costs: Costs) -> int:
    return sum(amount.amount for _, amount in costs)
