"""Booking entries in one world of readings, so that no rupiah is lost.

Entries are booked day by day, those of one day in an order of their own.  What a payer's money is
received as, less what was given to others, is settled, credit, refunded or to be traced.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import attrs

from jamsostek_rentan.cover.accounts import (
    Account,
    Balance,
    Claim,
    Costs,
    Settlement,
    Traced,
    TraceReason,
    cost_of,
    paid_days,
)
from jamsostek_rentan.cover.payments import (
    CreditTransfer,
    Entry,
    Payer,
    Payment,
    Refund,
    finding_of,
)
from jamsostek_rentan.cover.protection import CoverageStatus, Walk
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.arrears import Arrears
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan.law.questions import Ask, Figure
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["account_of"]

T = TypeVar("T")


def account_of(
    entries: Iterable[Entry],
    claims: Iterable[Claim],
    *,
    registrations: tuple[date, ...],
    rules: Rulebook,
    ask: Ask,
) -> Account:
    """Book entries that stand in order, against claims that stand by month.

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
            settled=Rupiah(sum(cost_of(one.amounts) for one in self.settled.values())),
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
                missed = finding_of("not-traced", Severity.WARNING, entry, amount=Rupiah(missing))
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
            amount = cost_of(costs)
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
            amount = cost_of(costs)
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
            amount = cost_of(costs)
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
            purse.credit += cost_of(costs)
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
            found = paid_days(program, self._settlements())
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
        self.findings.append(finding_of(rule, severity, entry, month=month, **values))


def _plainly_stands(paid: set[int], month: ContributionMonth, payable: int) -> bool:
    """Whether cover cannot have ended: paid without a hole, and up to a month not long ago."""
    last = max(paid)
    return last - min(paid) < len(paid) and month.ordinal - last <= payable
