"""Registers: every entry of some ledgers with what it did, and the status of every worker."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.accounts import balance_of, newly_paid
from jamsostek_rentan.cover.booking import books_of
from jamsostek_rentan.cover.claims import decrees_of
from jamsostek_rentan.cover.payments import CreditTransfer, Entry, Payer, Payment, Refund
from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.status import CoverageStatus, by_danger
from jamsostek_rentan.law.facts import check_programs
from jamsostek_rentan.law.programs import BASIC_COVER, Program
from jamsostek_rentan.law.questions import Ask, Figure, explored, total
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionPeriod, Months
from jamsostek_rentan.values.texts import Bilingual, Labelled


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan.cover.accounts import Account
    from jamsostek_rentan.cover.ledger import CoverageLedger


__all__ = ["EntryKind", "PaymentRecord", "StatusRecord", "payment_register", "status_list"]


class EntryKind(Labelled):
    """What an entry of a ledger is.

    >>> EntryKind.REFUND.label.id
    'pengembalian iuran'
    """

    PAYMENT = Bilingual("payment", "pembayaran iuran")
    TRANSFER = Bilingual("transfer of credit", "pengalihan kredit")
    REFUND = Bilingual("refund", "pengembalian iuran")


_KINDS: dict[type[Entry], EntryKind] = {
    Payment: EntryKind.PAYMENT,
    CreditTransfer: EntryKind.TRANSFER,
    Refund: EntryKind.REFUND,
}


@attrs.frozen(kw_only=True)
class PaymentRecord:
    """One line of a register of payments (ours: *buku register pembayaran iuran*).

    Args:
        number: Its place in the register, from 1.
        on: The day.
        worker: For whom it was recorded.
        kind: A payment, a transfer of credit or a refund.
        payer: Whose money.
        to: Whose credit it became, for a transfer.
        reference: A payment code, a letter or a paper, as it is called.
        amount: What was paid, handed on or given back, in rupiah.
        meant_for: The months it was meant for, where the payer said so.
        paid: The months that were paid by it, under each reading.
        unpaid_again: The months that are not paid any more because of it, under each reading.
        credit: What the payer has left for months to come, after it.
        to_be_traced: What the payer paid for nothing owed and did not get back, after it.

    >>> from jamsostek_rentan import ContributionMonth
    >>> from jamsostek_rentan import CoverageLedger, CoverageTimeline, SelfPayment, law
    >>> siti, march = Worker("w-001"), ContributionMonth(2025, 3)
    >>> ledger = CoverageLedger.of(
    ...     CoverageTimeline.of(siti, self_payment=SelfPayment(starting=march)),
    ...     payments=[Payment(siti, on=date(2025, 3, 5), amount=Rupiah(33_600))],
    ...     rules=law.bpu(),
    ... )
    >>> print(*payment_register([ledger])[0].paid.settled)
    2025-03 2025-04
    """

    number: int
    on: date
    worker: Worker
    kind: EntryKind
    payer: Payer
    to: Payer | None
    reference: str | None
    amount: Rupiah
    meant_for: ContributionPeriod | None
    paid: Figure[Months]
    unpaid_again: Figure[Months]
    credit: Figure[Rupiah]
    to_be_traced: Figure[Rupiah]


@attrs.frozen(kw_only=True)
class StatusRecord:
    """One line of a status list (*daftar status kepesertaan*), under each reading.

    Args:
        number: Its place in the list, from 1.
        worker: The worker.
        status: The status on the day, the worst of the programmes asked.
        promise: What may be told about benefits.
        covered_through: The last day up to which every month is paid, or none.
        arrears: The months in a row, the running one the last, that are not paid.
        ends_on: The day on which cover ends if nothing more is paid, or none.
        credit: What all payers have left for months to come.

    >>> from jamsostek_rentan import ContributionMonth
    >>> from jamsostek_rentan import CoverageLedger, CoverageTimeline, SelfPayment, law
    >>> siti, march = Worker("w-001"), ContributionMonth(2025, 3)
    >>> ledger = CoverageLedger.of(
    ...     CoverageTimeline.of(siti, self_payment=SelfPayment(starting=march)), rules=law.bpu()
    ... )
    >>> status_list([ledger], on=date(2025, 3, 5))[0].promise.settled.id
    'Belum ada perlindungan.'
    """

    number: int
    worker: Worker
    status: Figure[CoverageStatus]
    promise: Figure[Bilingual]
    covered_through: Figure[date | None]
    arrears: Figure[Months]
    ends_on: Figure[date | None]
    credit: Figure[Rupiah]


def payment_register(ledgers: Iterable[CoverageLedger]) -> tuple[PaymentRecord, ...]:
    """Every entry of some ledgers, by day and worker, with what it did; never fails for doubt.

    Args:
        ledgers: The ledgers, one for each worker.

    >>> from jamsostek_rentan import ContributionMonth
    >>> from jamsostek_rentan import CoverageLedger, CoverageTimeline, SelfPayment, Worker, law
    >>> siti, march = Worker("w-001"), ContributionMonth(2025, 3)
    >>> ledger = CoverageLedger.of(
    ...     CoverageTimeline.of(siti, self_payment=SelfPayment(starting=march)),
    ...     payments=[Payment(siti, on=date(2025, 3, 5), amount=Rupiah(40_000))],
    ...     refunds=[Refund(siti, on=date(2025, 3, 9), amount=Rupiah(10_000))],
    ...     rules=law.bpu(),
    ... )
    >>> for record in payment_register([ledger]):
    ...     print(record.number, record.kind.label.id, record.amount, record.credit.settled)
    1 pembayaran iuran Rp40.000 Rp6.400
    2 pengembalian iuran Rp10.000 Rp13.200
    """
    found = [record for ledger in ledgers for record in _records(ledger)]
    found.sort(key=lambda record: (record.on, record.worker.id))
    return tuple(attrs.evolve(record, number=at) for at, record in enumerate(found, start=1))


def _records(ledger: CoverageLedger) -> Iterator[PaymentRecord]:
    entries, rules = ledger.entries, ledger.rules
    decrees = decrees_of(
        ledger.timeline,
        entries,
        rules=rules,
        registrations=ledger.registrations,
        until=ledger.as_of,
    )

    def books(count: int) -> Figure[Account]:
        # What is decreed, or registered, up to the next entry lets credit pay more months.
        until = entries[count].on if count < len(entries) else date.max
        return books_of(
            entries[:count],
            [decree for decree in decrees if decree.since <= until],
            registrations=tuple(day for day in ledger.registrations if day <= until),
            rules=rules,
        )

    before = books(0)
    for count, entry in enumerate(ledger.entries, start=1):
        now = books(count)
        balance = now.map(balance_of(entry.payer))
        yield PaymentRecord(
            number=count,
            on=entry.on,
            worker=ledger.worker,
            kind=_KINDS[type(entry)],
            payer=entry.payer,
            to=entry.to if isinstance(entry, CreditTransfer) else None,
            reference=entry.reference,
            amount=entry.amount,
            meant_for=entry.months if isinstance(entry, Payment) else None,
            paid=_gained(now, before),
            unpaid_again=_gained(before, now),
            credit=balance.map(attrgetter("credit")),
            to_be_traced=balance.map(attrgetter("to_be_traced")),
        )
        before = now


def _gained(more: Figure[Account], less: Figure[Account]) -> Figure[Months]:
    def gained(ask: Ask) -> Months:
        return tuple(one.month for one in newly_paid(ask(more), ask(less)))

    return explored(gained)


def status_list(
    ledgers: Iterable[CoverageLedger], *, on: date, programs: Iterable[Program] = BASIC_COVER
) -> tuple[StatusRecord, ...]:
    """The status of each worker on a day; first those whose cover is in danger.

    In arrears with the nearest end first, then ended, not begun, and active; those who died last.

    Args:
        ledgers: The ledgers, one for each worker.
        on: The day; what was recorded after it is left out.
        programs: The programmes; of those that somebody pays for a worker, the worst counts.

    Raises:
        InvalidFactError: For what is not a day of the calendar.

    >>> from jamsostek_rentan import ContributionMonth
    >>> from jamsostek_rentan import CoverageLedger, CoverageTimeline, SelfPayment, Worker, law
    >>> siti, march = Worker("w-001"), ContributionMonth(2025, 3)
    >>> ledger = CoverageLedger.of(
    ...     CoverageTimeline.of(siti, self_payment=SelfPayment(starting=march)),
    ...     payments=[Payment(siti, on=date(2025, 3, 5), amount=Rupiah(16_800))],
    ...     rules=law.bpu(),
    ... )
    >>> record = status_list([ledger], on=date(2025, 5, 20))[0]
    >>> print(record.status.settled.label.id, *record.arrears.settled, record.ends_on.settled)
    menunggak 2025-04 2025-05 2025-07-01
    """
    chosen = check_programs(programs)
    found: list[tuple[tuple[object, ...], StatusRecord]] = []
    for ledger in ledgers:
        then = ledger.on(on)
        held = ledger.timeline.held(chosen)
        status = then.status_figure(on=on, program=held)
        ends_on = then.ends_on(on=on, program=held)
        died_on = ledger.timeline.died_on
        died = died_on is not None and died_on < on
        record = StatusRecord(
            number=0,
            worker=ledger.worker,
            status=status,
            promise=status.map(lambda one: one.promise),
            covered_through=then.covered_through_figure,
            arrears=then.arrears_figure(on=on, program=held),
            ends_on=ends_on,
            credit=total([figure for _, figure in then.credit.figures()]),
        )
        found.append(((died, by_danger(status, ends_on), ledger.worker.id), record))
    return tuple(
        attrs.evolve(record, number=at)
        for at, (_, record) in enumerate(sorted(found, key=lambda one: one[0]), start=1)
    )
