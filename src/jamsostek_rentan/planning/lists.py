"""Lists as records: what a decree, a bill or a payment says of each month of each worker.

Whatever file they came from, they are handed in as rows of one kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.records import at_least, check_text, check_text_if_any
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.facts import check_month
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth
from jamsostek_rentan.values.texts import Bilingual, Labelled, masked


if TYPE_CHECKING:
    from collections.abc import Iterable

    from jamsostek_rentan.cover.contributions import Due
    from jamsostek_rentan.cover.ledger import CoverageLedger


__all__ = ["ListName", "ListedAmount", "listed_dues", "listed_payments"]


class ListName(Labelled):
    """The lists that are matched.

    >>> ListName.BILL.label.id
    'tagihan'
    """

    DECREE = Bilingual("decree", "SK penetapan")
    """Who is to be covered, and for how much."""
    BILL = Bilingual("bill", "tagihan")
    """What the agency bills."""
    PAYMENTS = Bilingual("payments", "pembayaran")
    """What was paid."""


def _check_kind(record: ListedAmount, _field: attrs.Attribute[Program], given: object) -> None:
    if not isinstance(given, Program):
        raise InvalidFactError(
            f"{given!r} was given as a programme of {masked(record.worker)}.",
            f"It is one of {', '.join(program.name for program in Program)}.",
            "Give for example Program.JKK.",
        )


@attrs.frozen(kw_only=True)
class ListedAmount:
    """One row of a list: what it says of a worker, a month and a programme.

    Args:
        worker: The worker's id, the same in all lists; one of 16 digits is hidden where shown.
        month: The contribution month.
        program: The programme.
        amount: How much, in rupiah.
        row: Where it stands, as a row number or a reference.

    Raises:
        InvalidFactError: For a field of the wrong kind, or an amount below zero.

    >>> ListedAmount(
    ...     worker="w-001", month=ContributionMonth(2026, 11), program=Program.JKK,
    ...     amount=Rupiah(10_000), row="17",
    ... ).amount
    Rupiah(10_000)
    """

    worker: str = attrs.field(validator=check_text, repr=lambda value: repr(masked(value)))
    month: ContributionMonth = attrs.field()
    program: Program = attrs.field(validator=_check_kind)
    amount: Rupiah = attrs.field(validator=at_least(Rupiah(0)))
    row: str | None = attrs.field(default=None, validator=check_text_if_any)

    def __attrs_post_init__(self) -> None:
        check_month(self.month, "month")


def listed_dues(dues: Iterable[Due]) -> tuple[ListedAmount, ...]:
    """What is owed as the rows of a list, a decree for example.

    Raises:
        UnsettledLawError: For a due that depends on a question without a presumed reading.

    >>> from jamsostek_rentan import Worker, dues_of, law
    >>> siti, november = Worker("w-001"), ContributionMonth(2026, 11)
    >>> [str(row.amount) for row in listed_dues(
    ...     dues_of(siti, november, payer=siti, rules=law.bpu())
    ... )]
    ['Rp5.000', 'Rp3.400']
    """
    return tuple(
        ListedAmount(
            worker=due.worker.id,
            month=due.month,
            program=due.program,
            amount=due.amount,
            row=due.reference,
        )
        for due in dues
    )


def listed_payments(ledgers: Iterable[CoverageLedger]) -> tuple[ListedAmount, ...]:
    """The months that were paid by some ledgers as the rows of a list.

    Money that is credit or to be traced paid no month, and is not among them.

    Raises:
        UnsettledLawError: Where they depend on a question without a presumed reading.

    >>> from datetime import date
    >>> from jamsostek_rentan import CoverageLedger, CoverageTimeline, Payment, SelfPayment
    >>> from jamsostek_rentan import Worker, law
    >>> siti, november = Worker("w-001"), ContributionMonth(2026, 11)
    >>> ledger = CoverageLedger.of(
    ...     CoverageTimeline.of(siti, self_payment=SelfPayment(starting=november)),
    ...     payments=[Payment(siti, on=date(2026, 11, 5), amount=Rupiah(8_400))],
    ...     rules=law.bpu(),
    ... )
    >>> [row.program.name for row in listed_payments([ledger])]
    ['JKK', 'JKM']
    """
    return tuple(
        ListedAmount(worker=ledger.worker.id, month=settled.month, program=program, amount=amount)
        for ledger in ledgers
        for settled in ledger.settlements
        for program, amount in settled.amounts
    )
