"""The money of one payer while entries are booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.accounts import (
    Balance,
    Claim,
    Settlement,
    Traced,
    TraceReason,
    cost_of,
)
from jamsostek_rentan.cover.payments import Entry, Payer
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.values.money import Rupiah


if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


__all__ = ["Purse"]


@attrs.define
class Purse:
    """The money of one payer while entries are booked."""

    payer: Payer
    programs: dict[Program, None] = attrs.field(factory=dict[Program, None])
    claims: dict[int, Claim] = attrs.field(factory=dict[int, Claim])
    open: dict[int, Claim] = attrs.field(factory=dict[int, Claim])
    settled: dict[int, Settlement] = attrs.field(factory=dict[int, Settlement])
    gone: set[int] = attrs.field(factory=set[int])
    """Months that were paid after an end event."""
    skipped: set[int] = attrs.field(factory=set[int])
    """Months that money passed over, and that were told of."""
    traced: list[Traced] = attrs.field(factory=list[Traced])
    latest: Entry | None = None
    """What brought money last."""
    received: int = 0
    credit: int = 0
    refunded: int = 0

    def owe(self, claims: Iterable[Claim]) -> None:
        """Claim months from it, in place of what was claimed before; owed ones are paid first."""
        self.claims = {claim.number: claim for claim in claims}
        self.programs = {
            price.program: None for claim in self.claims.values() for price in claim.prices
        }
        self.open = {
            number: claim
            for number, claim in self.claims.items()
            if number not in self.settled and (claim.owed or number not in self.gone)
        }
        self.sort()

    def sort(self) -> None:
        """Put the open months in the order in which money pays them."""
        self.open = dict(sorted(self.open.items(), key=lambda one: (not one[1].owed, one[0])))

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

    def trace(self, claim: Claim, amount: int, on: date, reason: TraceReason) -> None:
        """Note that money was paid for nothing owed."""
        self.traced.append(
            Traced(payer=self.payer, month=claim.month, amount=Rupiah(amount), on=on, reason=reason)
        )

    def untrace(self, wanted: int) -> int:
        """Take money out of what is to be traced; give back how much of it is missing there."""
        while wanted and self.traced:
            oldest = self.traced.pop(0)
            taken = min(wanted, oldest.amount.amount)
            wanted -= taken
            if taken < oldest.amount.amount:
                rest = Rupiah(oldest.amount.amount - taken)
                self.traced.insert(0, attrs.evolve(oldest, amount=rest))
        return wanted
