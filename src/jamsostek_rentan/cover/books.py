"""The books of one worker in one world of readings, entry by entry, so that no rupiah is lost.

What a payer's money is received as, less what was given to others, is settled, credit, refunded or
to be traced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsostek_rentan.cover.accounts import (
    Account,
    Claim,
    Costs,
    Settlement,
    TraceReason,
    cost_of,
    paid_days,
)
from jamsostek_rentan.cover.lapses import Gate, Lapse
from jamsostek_rentan.cover.payments import (
    CreditTransfer,
    Entry,
    Payer,
    Payment,
    Refund,
    finding_of,
    receiver_of,
)
from jamsostek_rentan.cover.purses import Purse
from jamsostek_rentan.cover.status import Walk
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.values.dated import value_in_force
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jamsostek_rentan.law.arrears import Stated
    from jamsostek_rentan.law.programs import Program
    from jamsostek_rentan.law.questions import Ask
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["Books"]

_OPEN = Gate()


class Books:
    """Whose money paid which months, while entries are booked."""

    def __init__(self, registrations: tuple[date, ...], rules: Rulebook, ask: Ask) -> None:
        self.registrations = registrations
        self.rules = rules
        self.ask = ask
        self.purses: dict[Payer, Purse] = {}
        self.paid: dict[Program, set[int]] = {}
        self.lapsed = False
        self._asked: tuple[date, tuple[Program, ...]] | None = None
        self._gate = _OPEN
        self.findings: list[Finding] = []

    def purse(self, payer: Payer) -> Purse:
        """The money of a payer."""
        found = self.purses.get(payer)
        if found is None:
            found = self.purses[payer] = Purse(payer)
        return found

    def decree(self, claims: Iterable[Claim]) -> None:
        """Claim months by the papers of a day; what somebody has paid is owed by nobody else."""
        by_payer: dict[Payer, list[Claim]] = {payer: [] for payer in self.purses}
        for claim in claims:
            by_payer.setdefault(claim.payer, []).append(claim)
        for payer, mine in by_payer.items():
            left = map(self._still_owed, mine) if self.paid else mine
            self.purse(payer).owe(claim for claim in left if claim is not None)

    def _still_owed(self, claim: Claim) -> Claim | None:
        """A claim without the programmes that another payer has paid in its month."""
        if not claim.owed or claim.number in self.purse(claim.payer).settled:
            return claim
        paid = {program for program, months in self.paid.items() if claim.number in months}
        left = tuple(price for price in claim.prices if price.program not in paid)
        if len(left) == len(claim.prices):
            return claim
        return Claim.of(claim.payer, left, owed=True) if left else None

    def use_credit(self, day: date) -> None:
        """Let credit pay months that a decree, or a registration, has opened."""
        for purse in [*self.purses.values()]:
            if purse.credit and purse.latest is not None:
                self._settle_oldest(purse, purse.latest, day, self.gate(purse, day))

    def book(self, entry: Entry) -> None:
        """Book one entry; which months can be paid is as it found them."""
        purse = self.purse(entry.payer)
        if isinstance(entry, Refund):
            self._withdraw(purse, entry)
            purse.refunded += entry.amount.amount
            return
        taker = self.purse(receiver_of(entry))
        gate = self.gate(taker, entry.on)
        before = len(purse.settled) + len(purse.traced)
        if isinstance(entry, Payment):
            purse.received += entry.amount.amount
            purse.credit += self._pay_named_months(purse, entry, gate)
        elif taker is purse:
            missing = purse.untrace(entry.amount.amount)
            purse.credit += entry.amount.amount - missing
            if missing:
                missed = finding_of("not-traced", Severity.WARNING, entry, amount=Rupiah(missing))
                self.findings.append(missed)
        else:
            self._withdraw(purse, entry)
            purse.received -= entry.amount.amount
            taker.received += entry.amount.amount
            taker.credit += entry.amount.amount
        taker.latest = entry
        self._settle_oldest(taker, entry, entry.on, gate)
        unused = len(purse.settled) + len(purse.traced) == before
        if isinstance(entry, Payment) and not entry.months and unused:
            found = finding_of("unused", Severity.WARNING, entry, amount=entry.amount)
            self.findings.append(found)

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

    def _pay_named_months(self, purse: Purse, payment: Payment, gate: Gate) -> int:
        """Pay the months a payment was meant for; give back what is left of it."""
        left = payment.amount.amount
        for month in payment.months or ():
            claim = purse.claims.get(month.ordinal)
            if claim is None:
                self._find("not-owed", Severity.WARNING, payment, month)
                continue
            costs = self._costs(claim)
            amount = cost_of(costs)
            if claim.number not in purse.open:
                if not left:
                    continue
                amount = min(amount, left)
                self._find("twice", Severity.ERROR, payment, month, amount=Rupiah(amount))
                purse.trace(claim, amount, payment.on, TraceReason.PAID_TWICE)
            elif not gate.lets(claim):
                self._find("too-late", Severity.ERROR, payment, month)
                continue
            elif amount > left:
                self._find("partial", Severity.WARNING, payment, month, amount=Rupiah(amount))
                break
            else:
                self._pay(purse, claim, costs, payment.on, payment)
            left -= amount
        return left

    def _settle_oldest(self, purse: Purse, entry: Entry, day: date, gate: Gate) -> None:
        """Pay whole months of a payer out of its credit, the oldest first."""
        for claim in [*purse.open.values()]:
            if not gate.lets(claim):
                self._skip(purse, claim, day, entry)
                continue
            costs = self._costs(claim)
            amount = cost_of(costs)
            if amount > purse.credit:
                break
            purse.credit -= amount
            self._pay(purse, claim, costs, day, entry)

    def _skip(self, purse: Purse, claim: Claim, day: date, entry: Entry) -> None:
        """Say once of a month that has begun that money passes it over."""
        begun = claim.owed and claim.month.first_day <= day
        if begun and claim.number not in purse.skipped:
            purse.skipped.add(claim.number)
            self._find("skipped", Severity.WARNING, entry, claim.month)

    def _costs(self, claim: Claim) -> Costs:
        if claim.costs is not None:
            return claim.costs
        return tuple((price.program, self.ask(price.figure)) for price in claim.prices)

    def _pay(self, purse: Purse, claim: Claim, costs: Costs, day: date, entry: Entry) -> None:
        """Settle a month; one after an end event is to be traced instead."""
        del purse.open[claim.number]
        if not claim.owed:
            amount = cost_of(costs)
            purse.trace(claim, amount, day, TraceReason.AFTER_END)
            purse.gone.add(claim.number)
            self._find("after-end", Severity.ERROR, entry, claim.month, amount=Rupiah(amount))
            return
        purse.settled[claim.number] = Settlement(
            payer=purse.payer, month=claim.month, amounts=costs, on=day
        )
        for program, _ in costs:
            self.paid.setdefault(program, set()).add(claim.number)

    def _withdraw(self, purse: Purse, entry: Refund | CreditTransfer) -> None:
        """Take money out: first what is to be traced, then credit, then the months paid last."""
        if entry.amount.amount > purse.held:
            raise InvalidFactError(
                f"{entry.amount} of {purse.payer.label} was given away on {entry.on} "
                f"({entry.reference or 'no reference'}).",
                f"By then {purse.payer.label} had paid {Rupiah(purse.held)}.",
                "Correct the amount or the day, or record the payment that is missing.",
            )
        wanted = purse.untrace(entry.amount.amount)
        while wanted > purse.credit:
            last = max(purse.settled)
            costs = purse.settled.pop(last).amounts
            purse.credit += cost_of(costs)
            if last in purse.claims:
                purse.open[last] = purse.claims[last]
            for program, _ in costs:
                self.paid[program].remove(last)
        purse.credit -= wanted
        purse.sort()

    def gate(self, purse: Purse, day: date) -> Gate:
        """Which months can be paid on a day: after a lapse those before are closed.

        The first money of a day finds it, and all money of that day keeps it, so that two payments
        of a day pay what one would have paid.
        """
        asked = day, tuple(purse.programs)
        if asked != self._asked:
            self._asked, self._gate = asked, self._gate_of(purse, day)
        return self._gate

    def _gate_of(self, purse: Purse, day: date) -> Gate:
        lapse = self._lapse(purse, day)
        if lapse is None:
            return _OPEN
        self.lapsed = True
        return Gate.after(lapse, day=day, registrations=self.registrations, read=self._read)

    def _lapse(self, purse: Purse, day: date) -> Lapse | None:
        """The last lapse by a day; months paid afterwards leave no hole, but it is remembered."""
        month = ContributionMonth.of(day)
        arrears = value_in_force(self.rules.membership.arrears, month)
        if arrears is None:
            return None
        for program in purse.programs:
            paid = self.paid.get(program)
            if not paid:
                continue
            if not self.lapsed and _plainly_stands(paid, month, arrears.value.months):
                continue
            found = paid_days(program, self._settlements())
            walk = Walk(found, self.rules, self.ask, registrations=self.registrations)
            end = walk.last_end(on=day)
            if end is not None:
                return Lapse(arrears.value, end, walk.unpaid(on=end.on))
        return None

    def _read(self, stated: Stated) -> bool:
        return self.ask(self.rules.answered(stated.holds))

    def _find(
        self,
        rule: str,
        severity: Severity,
        entry: Entry,
        month: ContributionMonth,
        **values: object,
    ) -> None:
        self.findings.append(finding_of(rule, severity, entry, month=month, **values))


def _plainly_stands(paid: set[int], month: ContributionMonth, longest: int) -> bool:
    """Whether cover stands in any reading: paid without a hole, and up to a month not long ago."""
    last = max(paid)
    return last - min(paid) < len(paid) and month.ordinal - last < longest
