"""The register of payments and the status list: records, and what is printed of them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sponsors import REGENCY, SITI, VILLAGE, paid
from what_ifs import RULES

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionPeriod,
    CoverageLedger,
    CoverageTimeline,
    CreditTransfer,
    EndEvent,
    EndKind,
    EntryKind,
    Payment,
    Refund,
    Rupiah,
    SelfPayment,
    Sponsor,
    payment_register,
    plan_renewal,
    status_list,
)
from jamsostek_rentan.reports.tables import printable


MONTH = 16_800
YEAR = CoverageTimeline.of(SITI, sponsorships=[paid(REGENCY, "2025-01/2025-12")])


def _pay(on: str, count: int, payer: Sponsor = REGENCY, **details: object) -> Payment:
    amount = Rupiah(count * MONTH)
    return Payment(payer, on=date.fromisoformat(on), amount=amount, **details)  # type: ignore[arg-type]


def _year_with_everything() -> CoverageLedger:
    january = ContributionPeriod.parse("2025-01/2025-01")
    return CoverageLedger.of(
        CoverageTimeline.of(
            SITI, sponsorships=[paid(REGENCY, "2025-01/2025-06"), paid(VILLAGE, "2025-07/2025-12")]
        ),
        payments=[
            _pay("2025-01-10", 2, reference="A"),
            _pay("2025-01-20", 1, months=january, reference="B"),
            _pay("2025-02-01", 3, VILLAGE, reference="C"),
        ],
        transfers=[
            CreditTransfer(
                VILLAGE, to=REGENCY, on=date(2025, 3, 1), amount=Rupiah(MONTH), reference="D"
            )
        ],
        refunds=[Refund(REGENCY, on=date(2025, 3, 5), amount=Rupiah(2 * MONTH), reference="E")],
        rules=RULES,
    )


def test_each_entry_says_what_it_did() -> None:
    """A month paid twice waits to be traced; a transfer pays; a refund takes what it can."""
    rows = [
        (
            record.reference,
            record.kind,
            [str(month) for month in record.paid.settled],
            [str(month) for month in record.unpaid_again.settled],
            record.credit.settled.amount // MONTH,
            record.to_be_traced.settled.amount // MONTH,
        )
        for record in payment_register([_year_with_everything()])
    ]
    assert rows == [
        ("A", EntryKind.PAYMENT, ["2025-01", "2025-02"], [], 0, 0),
        ("B", EntryKind.PAYMENT, [], [], 0, 1),
        ("C", EntryKind.PAYMENT, ["2025-07", "2025-08", "2025-09"], [], 0, 0),
        ("D", EntryKind.TRANSFER, ["2025-03"], ["2025-09"], 0, 0),
        ("E", EntryKind.REFUND, [], ["2025-03"], 0, 0),
    ]


def test_a_month_two_payers_share_is_counted_for_each() -> None:
    """The worker pays JHT, the regency the rest."""
    jht = SelfPayment(starting=jr.ContributionMonth(2025, 1), programs=(jr.Program.JHT,))
    ledger = CoverageLedger.of(
        CoverageTimeline.of(
            SITI, sponsorships=[paid(REGENCY, "2025-01/2025-01")], self_payment=jht
        ),
        payments=[
            _pay("2025-01-10", 1),
            Payment(SITI, on=date(2025, 1, 12), amount=Rupiah(20_000)),
        ],
        rules=RULES,
    )
    assert [len(record.paid.settled) for record in payment_register([ledger])] == [1, 1]


def test_a_register_of_several_workers_goes_by_day() -> None:
    """And numbers its lines."""
    ledgers = [
        CoverageLedger.of(
            CoverageTimeline.of(worker, sponsorships=[paid(REGENCY, "2025-01/2025-12", worker)]),
            payments=[_pay("2025-01-20", 1), _pay("2025-01-10", 1)],
            rules=RULES,
        )
        for worker in (jr.Worker("w-2", sector=jr.Sector.OTHER), SITI)
    ]
    assert [
        (record.number, record.on.day, record.worker.id) for record in payment_register(ledgers)
    ] == [(1, 10, "w-001"), (2, 10, "w-2"), (3, 20, "w-001"), (4, 20, "w-2")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([REGENCY, VILLAGE]), st.dates(date(2025, 1, 1), date(2025, 12, 31))
        ),
        max_size=5,
    ),
    st.integers(1, 40_000),
)
def test_the_lines_of_a_register_add_up_to_the_ledger(
    given_: list[tuple[Sponsor, date]], amount: int
) -> None:
    """The months gained less those lost are the months paid; the last line has the balance."""
    payments = [Payment(payer, on=on, amount=Rupiah(amount)) for payer, on in given_]
    ledger = CoverageLedger.of(
        CoverageTimeline.of(
            SITI, sponsorships=[paid(REGENCY, "2025-01/2025-06"), paid(VILLAGE, "2025-07/2025-12")]
        ),
        payments=payments,
        rules=RULES,
    )
    register = payment_register([ledger])

    months = Counter(month for record in register for month in record.paid.settled)
    months.subtract(month for record in register for month in record.unpaid_again.settled)
    assert months == Counter(one.month for one in ledger.settlements)
    last = {record.payer: record.credit.settled for record in register}
    assert all(ledger.credit[payer] == credit for payer, credit in last.items())


def test_a_status_list_puts_danger_first_and_the_dead_last() -> None:
    """On the 10th of March 2025."""
    died = EndEvent(kind=EndKind.DEATH, happened_on=date(2025, 1, 9), known_on=date(2025, 2, 1))

    def ledger(name: str, months: int, *events: EndEvent) -> CoverageLedger:
        worker = jr.Worker(name, sector=jr.Sector.OTHER)
        return CoverageLedger.of(
            CoverageTimeline.of(
                worker, sponsorships=[paid(REGENCY, "2024-11/2025-12", worker)], events=events
            ),
            payments=[_pay("2024-11-10", months)] if months else [],
            rules=RULES,
        )

    found = status_list(
        [
            ledger("new", 0),
            ledger("active", 5),
            ledger("died", 2, died),
            ledger("february", 4),
            ledger("january", 3),
            ledger("ended", 1),
        ],
        on=date(2025, 3, 10),
    )
    assert [(one.number, one.worker.id, one.status.settled.name) for one in found] == [
        (1, "january", "IN_ARREARS"),
        (2, "february", "IN_ARREARS"),
        (3, "ended", "ENDED"),
        (4, "new", "NOT_YET"),
        (5, "active", "ACTIVE"),
        (6, "died", "ENDED"),
    ]
    assert found[0].promise.settled.en.startswith("Benefits cannot be counted on")


def test_records_are_printed_as_people_read_them() -> None:
    """Periods, days, rupiah and readings in words; what is not known is empty, a NIK hidden."""
    worker = jr.Worker("6401015505850001", sector=jr.Sector.OTHER)
    ledger = CoverageLedger.of(
        CoverageTimeline.of(worker, sponsorships=[paid(REGENCY, "2025-01/2025-12", worker)]),
        payments=[_pay("2025-01-10", 3)],
        rules=RULES,
    )
    (entry,) = printable(payment_register([ledger]), "id")
    assert entry == {
        "No.": "1",
        "Tanggal": "10 Januari 2025",
        "Pekerja": "64**************",
        "Jenis catatan": "pembayaran iuran",
        "Pembayar": "Kabupaten Mawar",
        "Kepada": "",
        "Nomor bukti": "",
        "Jumlah": "Rp50.400",
        "Dimaksud untuk": "",
        "Bulan yang dilunasi": "Januari 2025 s.d. Maret 2025",
        "Bulan yang kembali belum dibayar": "",
        "Kelebihan iuran": "Rp0",
        "Perlu ditelusuri": "Rp0",
    }
    (status,) = printable(status_list([ledger], on=date(2025, 6, 10)), "en")
    assert status["Status"] == "in arrears or membership ended"
    assert status["Ends on"] == "1 July 2025 or none"
    assert status["Paid through"] == "31 March 2025"
    plan = plan_renewal(
        [ledger],
        sponsor=REGENCY,
        period=ContributionPeriod.parse("2026-01/2026-03"),
        on=date(2025, 6, 10),
    )
    (line,) = printable(plan.lines, "id")
    assert line["Mendaftar ulang"] == "tidak atau ya"
    assert line["Mungkin ditolak karena usia"] == "tidak atau tidak diketahui"
    with pytest.raises(jr.UnknownNameError):
        printable([], "jv")  # type: ignore[arg-type]
    for no_record in (ledger.timeline, "a text"):
        with pytest.raises(jr.UnknownNameError, match="as a row of a table"):
            printable([no_record], "id")
    (balance,) = printable(ledger.balances().settled, "id")
    assert balance["Dilunasi"] == "Rp50.400"
    assert printable(ledger.settlements, "id")[0]["Rincian"].startswith("JKK")


def test_a_figure_that_is_not_settled_shows_every_value() -> None:
    """Nothing is presumed of a village budget in 2026."""
    ledger = CoverageLedger.of(
        CoverageTimeline.of(SITI, sponsorships=[paid(VILLAGE, "2026-04/2026-06")]),
        payments=[_pay("2026-04-10", 1, VILLAGE)],
        rules=RULES,
    )
    (entry,) = printable(payment_register([ledger]), "id")
    assert entry["Bulan yang dilunasi"] == "April 2026 s.d. Mei 2026 atau April 2026"


def test_a_budget_plan_prints_its_cohorts_by_their_ids() -> None:
    """Masked where an id looks like a NIK; heads stand under heads."""
    fund = jr.Fund(
        "f",
        name="APBD murni",
        funding=jr.FundingSource.APBD,
        budgets={2025: Rupiah(1_000_000)},
    )
    january = jr.ContributionPeriod.parse("2025-01/2025-01")
    cohorts = [
        jr.Cohort("I", fund, period=january, workers=2),
        jr.Cohort("6401015505850009", fund, period=january, workers=3),
    ]
    plan = jr.plan_budget(cohorts, rules=RULES)

    assert {row["Tahap"] for row in printable(plan.lines, "id")} == {"I", "64**************"}
    assert [row["Peserta"] for row in printable(plan.covers, "id")] == ["2", "3"]
    assert fund.label == "APBD murni"


def test_a_nik_inside_a_text_is_hidden_too() -> None:
    """In a reference, in the name of a giver; a longer number is none."""
    sponsor = jr.Sponsor("s", name="6401015505850003", funding=jr.FundingSource.APBD)
    timeline = CoverageTimeline.of(SITI, sponsorships=[paid(sponsor, "2025-01/2025-12")])
    ledger = CoverageLedger.of(
        timeline,
        payments=[
            Payment(
                sponsor,
                on=date(2025, 1, 10),
                amount=Rupiah(16_800),
                reference="Kwitansi 6401015505850001 dan 64010155058500011",
            )
        ],
        rules=RULES,
    )
    (row,) = printable(payment_register([ledger]), "id")

    assert row["Pembayar"] == "64**************"
    assert row["Nomor bukti"] == "Kwitansi 64************** dan 64010155058500011"
