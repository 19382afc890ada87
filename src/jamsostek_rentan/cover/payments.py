"""Money that arrives and leaves: payments, refunds, and credit that one payer gives another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import attrs

from jamsostek_rentan.cover.people import Sponsor, Worker, refuse_namesake
from jamsostek_rentan.cover.records import (
    at_least,
    check_day,
    check_period,
    check_text,
    check_text_if_any,
)
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.values.findings import Finding, Severity
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import masked


if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = [
    "CreditTransfer",
    "Entry",
    "Payer",
    "Payment",
    "Refund",
    "check_entries",
    "finding_of",
    "order",
    "receiver_of",
]

Payer: TypeAlias = Sponsor | Worker
"""Who pays: a sponsor, or the worker."""


def _check_payer(owner: object, field: attrs.Attribute[Payer], given: object) -> None:
    if not isinstance(given, (Sponsor, Worker)):
        raise InvalidFactError(
            f"A {type(given).__name__} was given as {type(owner).__name__}.{field.name}.",
            "Money comes from a Sponsor, or from the worker who is covered.",
            "Make a Sponsor with its source of funds, or give the worker.",
        )


@attrs.frozen
class Payment:
    """What a payer paid to the agency for one worker (*pembayaran iuran*).

    Args:
        payer: Who paid: a sponsor, or the worker.
        on: The day it was paid.
        amount: What was paid, in rupiah, above zero.
        months: The contribution months it was meant for, where the payer said so.
        reference: A payment code or transfer, as it is called.
        worker: The id of the worker it was paid for; where it is given, a ledger of another
            worker refuses it.

    Raises:
        InvalidFactError: For a payer, a day or a reference of the wrong kind, or an amount that is
            not above zero.
        InvalidPeriodError: For months that are not a ``ContributionPeriod``.

    >>> from jamsostek_rentan import FundingSource
    >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
    >>> Payment(melati, on=date(2025, 1, 10), amount=Rupiah(50_400), reference="TRF-01").amount
    Rupiah(50_400)
    """

    payer: Payer = attrs.field(validator=_check_payer)
    on: date = attrs.field(kw_only=True, validator=check_day)
    amount: Rupiah = attrs.field(kw_only=True, validator=at_least(Rupiah(1)))
    months: ContributionPeriod | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(check_period)
    )
    reference: str | None = attrs.field(default=None, kw_only=True, validator=check_text_if_any)
    worker: str | None = attrs.field(
        default=None,
        kw_only=True,
        validator=check_text_if_any,
        repr=lambda value: repr(value and masked(value)),
    )


@attrs.frozen
class Refund:
    """What the agency gave back to a payer (*pengembalian iuran*).

    It is taken from money to be traced first, then from credit, then from the months paid last.

    Args:
        payer: Who got it back.
        on: The day.
        amount: What was given back, in rupiah, above zero.
        reference: A letter or transfer, as it is called.

    Raises:
        InvalidFactError: As for :class:`Payment`.

    >>> from jamsostek_rentan import FundingSource
    >>> melati = Sponsor("melati", name="Yayasan Melati", funding=FundingSource.CSR)
    >>> Refund(melati, on=date(2025, 9, 1), amount=Rupiah(16_800)).amount
    Rupiah(16_800)
    """

    payer: Payer = attrs.field(validator=_check_payer)
    on: date = attrs.field(kw_only=True, validator=check_day)
    amount: Rupiah = attrs.field(kw_only=True, validator=at_least(Rupiah(1)))
    reference: str | None = attrs.field(default=None, kw_only=True, validator=check_text_if_any)


@attrs.frozen
class CreditTransfer:
    """Money of one payer that becomes the credit of another, on paper (ours: *pengalihan kredit*).

    So alone a payer's money settles another one's month.  From a payer to itself it makes credit
    of money that was to be traced, for example of a month paid twice.

    Args:
        payer: Whose money it was.
        to: Whose credit it becomes.
        on: The day.
        amount: How much, in rupiah, above zero.
        reference: The paper that says so.

    Raises:
        InvalidFactError: As for :class:`Payment`; a transfer without a paper is none.

    >>> from jamsostek_rentan import FundingSource
    >>> village = Sponsor("village", name="Desa Melati", funding=FundingSource.APBDES)
    >>> CreditTransfer(
    ...     village, to=Worker("w-001"), on=date(2025, 9, 1), amount=Rupiah(16_800),
    ...     reference="BA 3/2025",
    ... ).to.label
    'w-001'
    """

    payer: Payer = attrs.field(validator=_check_payer)
    to: Payer = attrs.field(kw_only=True, validator=_check_payer)
    on: date = attrs.field(kw_only=True, validator=check_day)
    amount: Rupiah = attrs.field(kw_only=True, validator=at_least(Rupiah(1)))
    reference: str = attrs.field(kw_only=True, validator=check_text)


Entry: TypeAlias = Payment | Refund | CreditTransfer
"""What a ledger is written from."""


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
        type(receiver_of(entry)).__name__,
        receiver_of(entry).id,
        entry.amount,
        entry.reference or "",
        getattr(entry, "worker", None) or "",
    )


def receiver_of(entry: Entry) -> Payer:
    """Whose money an entry makes more, or for a refund less."""
    return entry.to if isinstance(entry, CreditTransfer) else entry.payer


def finding_of(rule: str, severity: Severity, entry: Entry, **values: object) -> Finding:
    """What is said of an entry, which is named by its reference, or by its payer and day."""
    return Finding(
        row=entry.reference or f"{entry.payer.label} {entry.on}",
        field=None,
        rule=f"payment-{rule}",
        severity=severity,
        key=f"finding.payment-{rule}",
        values=(("payer", entry.payer.label), ("on", entry.on), *values.items()),
    )


def check_entries(entries: Iterable[Entry], *, worker: Worker, sponsors: Iterable[Sponsor]) -> None:
    """Check that entries are of a worker, and of payers who are one each.

    Raises:
        InvalidFactError: For a payment of another worker, a worker who pays for this one, or two
            sponsors of one id.
    """
    known = {sponsor.id: sponsor for sponsor in sponsors}
    for entry in entries:
        named = entry.reference or f"no reference, {entry.on}"
        if isinstance(entry, Payment) and entry.worker not in {None, worker.id}:
            raise InvalidFactError(
                f"A payment for another worker was given for {worker.label} ({named}).",
                "A ledger is of one worker.",
                "Make one ledger for each worker.",
            )
        for payer in (
            (entry.payer, entry.to) if isinstance(entry, CreditTransfer) else (entry.payer,)
        ):
            if isinstance(payer, Worker):
                if payer.id == worker.id and payer != worker:
                    raise InvalidFactError(
                        f"{payer.label} pays with other facts than {worker.label} is covered "
                        f"with ({named}).",
                        "They are one worker, and have one sector, income and start.",
                        "Give the very Worker of the timeline as the payer.",
                    )
                if payer != worker:
                    raise InvalidFactError(
                        f"{payer.label} was to pay for {worker.label} ({named}).",
                        "A worker pays for no other; whoever does is a sponsor.",
                        "Give the worker of the timeline, or make a Sponsor.",
                    )
            else:
                refuse_namesake(known, payer, f"({named})")
