"""Money that arrives: which months it pays, what is left of it, and the status on a day."""

from __future__ import annotations

import itertools
from datetime import date, datetime

import attrs
import pytest
from sponsors import COMPANY, REGENCY, SITI, VILLAGE, paid
from what_ifs import RULES

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    ContributionPeriod,
    CoverageLedger,
    CoverageStatus,
    CoverageTimeline,
    CreditTransfer,
    EndEvent,
    EndKind,
    Payment,
    Program,
    Refund,
    Rupiah,
    SelfPayment,
    Sponsor,
    TraceReason,
    Worker,
)
from jamsostek_rentan.cover.status import TRANSITIONS, Happening


YEAR = CoverageTimeline.of(SITI, sponsorships=[paid(REGENCY, "2025-01/2025-12")])
MONTH = 16_800


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _pay(payer: Sponsor | Worker, on: str, amount: int, **details: object) -> Payment:
    return Payment(payer, on=_day(on), amount=Rupiah(amount), **details)  # type: ignore[arg-type]


def _months(text: str) -> ContributionPeriod:
    return ContributionPeriod.parse(text)


def _ledger(
    *payments: Payment,
    timeline: CoverageTimeline = YEAR,
    rules: jr.Rulebook = RULES,
    **others: object,
) -> CoverageLedger:
    return CoverageLedger.of(timeline, payments=payments, rules=rules, **others)  # type: ignore[arg-type]


def _paid_months(ledger: CoverageLedger) -> list[str]:
    return [f"{one.month} {one.payer.label}" for one in ledger.settlements]


def _status(ledger: CoverageLedger, *days: str) -> list[str]:
    return [ledger.status(on=_day(day)).name for day in days]


def _rules_found(ledger: CoverageLedger) -> list[str]:
    return [one.rule for one in ledger.findings]


def test_paid_for_a_quarter_and_nothing_after() -> None:
    """Active through March, in arrears from April, ended as the fourth unpaid month begins."""
    ledger = _ledger(_pay(REGENCY, "2025-01-10", 3 * MONTH))

    days = ["2025-01-09", "2025-01-10", "2025-03-31", "2025-04-01", "2025-06-30", "2025-07-01"]
    assert _status(ledger, *days) == [
        "NOT_YET",
        "ACTIVE",
        "ACTIVE",
        "IN_ARREARS",
        "IN_ARREARS",
        "ENDED",
    ]
    assert ledger.covered_through == _day("2025-03-31")
    assert ledger.arrears(on=_day("2025-03-31")) == ()
    assert ledger.arrears(on=_day("2025-06-15")) == tuple(_months("2025-04/2025-06"))


@pytest.mark.parametrize(
    ("question", "reading", "days", "status"),
    [
        (
            "arrears/begin",
            "due-date",
            ["2025-04-01", "2025-04-15", "2025-04-16", "2025-05-01"],
            ["ACTIVE", "ACTIVE", "IN_ARREARS", "IN_ARREARS"],
        ),
        (
            "arrears/begin",
            "month",
            ["2025-03-31", "2025-04-01", "2025-04-15"],
            ["ACTIVE", "IN_ARREARS", "IN_ARREARS"],
        ),
        (
            "arrears/end",
            "third-begins",
            ["2025-05-31", "2025-06-01", "2025-07-01"],
            ["IN_ARREARS", "ENDED", "ENDED"],
        ),
        (
            "arrears/end",
            "after-three",
            ["2025-05-31", "2025-06-01", "2025-06-30", "2025-07-01"],
            ["IN_ARREARS", "IN_ARREARS", "IN_ARREARS", "ENDED"],
        ),
    ],
)
def test_each_reading_of_arrears_has_its_days(
    question: str, reading: str, days: list[str], status: list[str]
) -> None:
    """The 15th of April, a Tuesday, and the third month of arrears, on, before and after."""
    chosen = RULES.with_reading(question, reading)
    ledger = _ledger(_pay(REGENCY, "2025-01-10", 3 * MONTH), rules=chosen)

    assert _status(ledger, *days) == status


def test_a_day_on_which_the_readings_differ_has_both() -> None:
    """Presumed and otherwise; where nothing is presumed, reading the status asks to choose."""
    ledger = _ledger(_pay(REGENCY, "2025-01-10", 3 * MONTH))
    june = ledger.status_figure(on=_day("2025-06-10"))

    assert june.by_reading() == {
        (("arrears/end", "after-three"),): CoverageStatus.IN_ARREARS,
        (("arrears/end", "third-begins"),): CoverageStatus.ENDED,
    }
    unsure = _ledger(_pay(REGENCY, "2025-01-10", 3 * MONTH), rules=RULES.refusing(presumed=True))
    assert unsure.status(on=_day("2025-03-31")) is CoverageStatus.ACTIVE
    with pytest.raises(jr.UnsettledLawError):
        unsure.status(on=_day("2025-06-10"))


def test_arrears_are_paid_oldest_first_and_bring_cover_back() -> None:
    """One month paid of three leaves two; the running month paid is active."""
    first = _pay(REGENCY, "2025-01-10", 3 * MONTH)
    late = _pay(REGENCY, "2025-06-20", MONTH)
    ledger = _ledger(first, late)

    assert _paid_months(ledger)[-1] == "2025-04 Kabupaten Mawar"
    assert ledger.arrears(on=_day("2025-06-20")) == tuple(_months("2025-05/2025-06"))
    assert _status(ledger, "2025-06-20", "2025-07-31", "2025-08-01") == [
        "IN_ARREARS",
        "IN_ARREARS",
        "ENDED",
    ]
    whole = _ledger(first, attrs.evolve(late, amount=Rupiah(3 * MONTH)))
    assert _status(whole, "2025-06-19", "2025-06-20", "2025-06-30") == [
        "IN_ARREARS",
        "ACTIVE",
        "ACTIVE",
    ]


@pytest.mark.parametrize(
    ("readings", "months", "credit", "status"),
    [
        ({}, ["2025-09", "2025-10"], 0, "ACTIVE"),
        ({"arrears/old-months": "owed"}, ["2025-04", "2025-05"], 0, "ENDED"),
        ({"arrears/return": "anew"}, [], 2 * MONTH, "ENDED"),
    ],
)
def test_who_comes_back_after_cover_has_ended(
    readings: dict[str, str], months: list[str], credit: int, status: str
) -> None:
    """From the running month on; with the old months first; or by registering anew."""
    rules = RULES
    for question, reading in readings.items():
        rules = rules.with_reading(question, reading)
    back = _pay(REGENCY, "2025-09-10", 2 * MONTH)
    ledger = _ledger(_pay(REGENCY, "2025-01-10", 3 * MONTH), back, rules=rules)

    assert [str(one.month) for one in ledger.settlements[3:]] == months
    assert ledger.credit[REGENCY] == Rupiah(credit)
    assert _status(ledger, "2025-09-09", "2025-09-10") == ["ENDED", status]


def test_the_old_months_that_are_owed_first_are_those_that_could_be_paid() -> None:
    """April to June; then the running month, and July and August are owed by nobody."""
    owed = RULES.with_reading("arrears/old-months", "owed")
    payments = [_pay(REGENCY, f"2025-09-{day}", MONTH) for day in (10, 11, 12, 13)]
    ledger = _ledger(_pay(REGENCY, "2025-01-10", 3 * MONTH), *payments, rules=owed)

    assert [str(one.month) for one in ledger.settlements[3:]] == [
        "2025-04",
        "2025-05",
        "2025-06",
        "2025-09",
    ]
    assert _status(ledger, "2025-09-12", "2025-09-13") == ["ENDED", "ACTIVE"]


def test_who_registers_anew_is_covered_again() -> None:
    """From the day of the form on, when the credit pays; before it the money waits."""
    anew = RULES.with_reading("arrears/return", "anew")
    payments = [
        _pay(REGENCY, "2025-01-10", 3 * MONTH),
        _pay(REGENCY, "2025-08-10", MONTH, months=_months("2025-08/2025-08"), reference="late"),
        _pay(REGENCY, "2025-09-10", 1_000),
    ]
    ledger = _ledger(*payments, rules=anew, registered_on=[_day("2024-12-20"), _day("2025-09-05")])

    assert _status(ledger, "2025-08-10", "2025-09-04", "2025-09-05") == ["ENDED", "ENDED", "ACTIVE"]
    assert _paid_months(ledger)[-1] == "2025-09 Kabupaten Mawar"
    assert "payment-too-late" in _rules_found(ledger)


def test_a_month_paid_ahead_does_not_cover_one_who_has_to_register_anew() -> None:
    """December was paid in January; cover ended in April, and nobody registered since."""
    anew = RULES.with_reading("arrears/return", "anew")
    payments = [
        _pay(REGENCY, "2025-01-10", MONTH),
        _pay(REGENCY, "2025-01-11", MONTH, months=_months("2025-12/2025-12")),
    ]
    december = ["2025-11-30", "2025-12-01", "2025-12-31"]
    assert _status(_ledger(*payments), *december) == ["ENDED", "ACTIVE", "ACTIVE"]
    assert _status(_ledger(*payments, rules=anew), *december) == ["ENDED"] * 3
    back = _ledger(*payments, rules=anew, registered_on=[_day("2025-12-05")])
    assert _status(back, "2025-12-04", "2025-12-05") == ["ENDED", "ACTIVE"]


def test_an_event_after_the_last_sponsored_month_takes_none_away() -> None:
    """Nothing is to be traced for it."""
    moved = EndEvent(
        kind=EndKind.MOVED_AWAY, happened_on=_day("2025-12-05"), known_on=_day("2025-12-05")
    )
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[paid(REGENCY, "2025-01/2025-12")], events=[moved]
    )
    ledger = _ledger(_pay(REGENCY, "2025-01-10", 13 * MONTH), timeline=timeline)
    assert (ledger.traced, ledger.credit[REGENCY]) == ((), Rupiah(MONTH))


def test_a_sponsor_who_comes_back_years_later_is_paid_from_its_credit() -> None:
    """Money for thirteen months pays the twelve of 2022, and the first of 2024."""
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[paid(REGENCY, "2022-01/2022-12"), paid(REGENCY, "2024-05/2024-12")]
    )
    year = _pay(REGENCY, "2022-01-05", 13 * MONTH)
    assert _paid_months(_ledger(year, timeline=timeline))[-1] == "2024-05 Kabupaten Mawar"


def test_a_payment_for_months_it_cannot_reach_says_so() -> None:
    """The first is paid, what follows is not, and what was paid before is not paid twice."""
    quarter = _months("2025-01/2025-03")
    ledger = _ledger(
        _pay(REGENCY, "2025-01-10", MONTH),
        _pay(REGENCY, "2025-01-11", MONTH, months=_months("2025-03/2025-03")),
        _pay(REGENCY, "2025-01-12", MONTH, months=_months("2025-02/2025-03")),
        _pay(REGENCY, "2025-01-13", 5_000, months=quarter),
    )
    assert ledger.balance(REGENCY).to_be_traced == Rupiah(5_000)
    assert _rules_found(ledger) == ["payment-twice"]


@pytest.mark.parametrize(
    ("registered", "status"),
    [("2025-06-30", "ENDED"), ("2025-07-01", "ACTIVE"), ("2025-09-10", "ACTIVE")],
)
def test_a_registration_counts_from_the_day_cover_ended(registered: str, status: str) -> None:
    """Up to the day of the payment itself; cover ends as its day begins."""
    ledger = _ledger(
        _pay(REGENCY, "2025-01-10", 3 * MONTH),
        _pay(REGENCY, "2025-09-10", MONTH),
        rules=RULES.with_reading("arrears/return", "anew"),
        registered_on=[_day(registered)],
    )
    assert _status(ledger, "2025-09-10") == [status]


def test_arrears_paid_on_the_due_day_leave_nothing_overdue() -> None:
    """April is paid on the 15th of May: May is due that very day, and overdue on the next."""
    ledger = _ledger(
        _pay(REGENCY, "2025-01-10", 3 * MONTH),
        _pay(REGENCY, "2025-05-15", MONTH),
        rules=RULES.with_reading("arrears/begin", "due-date"),
    )
    assert _status(ledger, "2025-05-14", "2025-05-15", "2025-05-16") == [
        "IN_ARREARS",
        "ACTIVE",
        "IN_ARREARS",
    ]


def test_a_village_never_pays_a_month_of_the_regency() -> None:
    """In whatever order; a transfer on paper does."""
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[paid(REGENCY, "2025-01/2025-03"), paid(VILLAGE, "2025-04/2025-06")]
    )
    village = _pay(VILLAGE, "2025-01-05", 4 * MONTH)
    regency = _pay(REGENCY, "2025-02-05", MONTH)
    for order in itertools.permutations([village, regency]):
        ledger = _ledger(*order, timeline=timeline)
        assert _paid_months(ledger) == [
            "2025-01 Kabupaten Mawar",
            *[f"2025-0{month} Desa Melati" for month in (4, 5, 6)],
        ]
        assert ledger.credit[VILLAGE] == Rupiah(MONTH)
    given = CreditTransfer(
        VILLAGE, to=REGENCY, on=_day("2025-02-10"), amount=Rupiah(MONTH), reference="BA 1"
    )
    ledger = _ledger(village, regency, timeline=timeline, transfers=[given])
    assert _paid_months(ledger)[1] == "2025-02 Kabupaten Mawar"
    balances = [ledger.balance(payer) for payer in (VILLAGE, REGENCY)]
    assert [balance.received for balance in balances] == [Rupiah(3 * MONTH), Rupiah(2 * MONTH)]


def test_a_month_paid_twice_is_reported_and_extends_nothing() -> None:
    """Until a paper makes it credit."""
    january = _months("2025-01/2025-01")
    payments = [
        _pay(REGENCY, "2025-01-10", MONTH, months=january, reference="A"),
        _pay(REGENCY, "2025-01-20", MONTH, months=january, reference="B"),
    ]
    ledger = _ledger(*payments)

    assert _paid_months(ledger) == ["2025-01 Kabupaten Mawar"]
    (traced,) = ledger.traced
    assert (traced.reason, traced.amount) == (TraceReason.PAID_TWICE, Rupiah(MONTH))
    (double,) = ledger.findings
    assert double.message("id").startswith("kesalahan, baris B: Kabupaten Mawar sudah membayar")
    taken = CreditTransfer(
        REGENCY, to=REGENCY, on=_day("2025-02-01"), amount=Rupiah(MONTH), reference="BA 2"
    )
    cleared = _ledger(*payments, transfers=[taken])
    assert _paid_months(cleared)[-1] == "2025-02 Kabupaten Mawar"
    assert cleared.balance(REGENCY).to_be_traced == Rupiah(0)
    more = attrs.evolve(taken, amount=Rupiah(MONTH + 1))
    assert "payment-not-traced" in _rules_found(_ledger(*payments, transfers=[more]))


def test_what_is_overpaid_in_a_month_of_relief_pays_the_next_one() -> None:
    """PP 50/2025: a full price paid for April 2026 pays May too."""
    april = ContributionMonth(2026, 4)
    timeline = CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=april))
    ledger = _ledger(_pay(SITI, "2026-04-05", MONTH), timeline=timeline)

    assert [(str(one.month), one.amount) for one in ledger.settlements] == [
        ("2026-04", Rupiah(8_400)),
        ("2026-05", Rupiah(8_400)),
    ]
    assert ledger.credit[SITI] == Rupiah(0)


def test_whole_months_only() -> None:
    """JKK is not paid without JKM; what is left waits for the rest."""
    ledger = _ledger(_pay(REGENCY, "2025-01-10", 10_000), _pay(REGENCY, "2025-01-11", 6_799))
    assert (ledger.settlements, ledger.credit[REGENCY]) == ((), Rupiah(16_799))
    assert ledger.covered_through is None
    rest = _pay(REGENCY, "2025-01-12", 1)
    whole = _ledger(_pay(REGENCY, "2025-01-10", 10_000), _pay(REGENCY, "2025-01-11", 6_799), rest)
    assert _status(whole, "2025-01-11", "2025-01-12") == ["NOT_YET", "ACTIVE"]


def test_months_after_a_death_are_to_be_traced_until_refunded() -> None:
    """The year was paid in January, the worker died in May, the office knew in July."""
    died = EndEvent(kind=EndKind.DEATH, happened_on=_day("2025-05-20"), known_on=_day("2025-07-01"))
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[paid(REGENCY, "2025-01/2025-12")], events=[died]
    )
    year = _pay(REGENCY, "2025-01-10", 12 * MONTH)
    ledger = _ledger(year, timeline=timeline)

    assert _status(ledger, "2025-05-20", "2025-05-21", "2025-12-31") == ["ACTIVE", "ENDED", "ENDED"]
    assert ledger.arrears(on=_day("2025-12-31")) == ()
    balance = ledger.balance(REGENCY)
    assert (balance.settled, balance.to_be_traced) == (Rupiah(5 * MONTH), Rupiah(7 * MONTH))
    assert balance.spent == Rupiah(12 * MONTH)
    assert set(_rules_found(ledger)) == {"payment-after-end"}
    back = Refund(REGENCY, on=_day("2025-09-01"), amount=Rupiah(100_000), reference="R")
    refunded = _ledger(year, timeline=timeline, refunds=[back]).balance(REGENCY)
    assert (refunded.refunded, refunded.to_be_traced) == (Rupiah(100_000), Rupiah(17_600))
    assert refunded.settled == Rupiah(5 * MONTH)


def test_a_refund_takes_what_is_to_be_traced_before_credit() -> None:
    """Money for months after a death goes back first; what was overpaid stays."""
    died = EndEvent(kind=EndKind.DEATH, happened_on=_day("2025-05-20"), known_on=_day("2025-07-01"))
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[paid(REGENCY, "2025-01/2025-12")], events=[died]
    )
    back = Refund(REGENCY, on=_day("2025-09-01"), amount=Rupiah(5_000))
    year = _pay(REGENCY, "2025-01-10", 12 * MONTH + 500)
    before, after = (
        _ledger(year, timeline=timeline, refunds=refunds).balance(REGENCY)
        for refunds in ([], [back])
    )

    assert before.to_be_traced - after.to_be_traced == Rupiah(5_000)
    assert before.credit == after.credit


def test_what_is_paid_and_given_back_on_one_day_is_paid_first() -> None:
    """Else there would be nothing to give back."""
    back = Refund(REGENCY, on=_day("2025-01-10"), amount=Rupiah(MONTH))
    ledger = _ledger(_pay(REGENCY, "2025-01-10", 2 * MONTH), refunds=[back])

    assert _paid_months(ledger) == ["2025-01 Kabupaten Mawar"]


def test_a_record_of_no_money_is_named_by_its_reference() -> None:
    """So that it is found in the file it came from."""
    with pytest.raises(jr.InvalidFactError, match=r"given as Payment.amount of SP2D 9"):
        _pay(REGENCY, "2025-01-10", 0, reference="SP2D 9")


def test_a_worker_who_paid_ahead_and_died_is_owed_the_rest() -> None:
    """Months after the death are traced for the heirs too."""
    died = EndEvent(kind=EndKind.DEATH, happened_on=_day("2025-02-02"), known_on=_day("2025-02-03"))
    timeline = CoverageTimeline.of(
        SITI,
        self_payment=SelfPayment(starting=ContributionMonth(2025, 1)),
        events=[died],
    )
    ledger = _ledger(_pay(SITI, "2025-01-05", 6 * MONTH), timeline=timeline)

    assert ledger.balance(SITI).to_be_traced == Rupiah(4 * MONTH)
    assert [str(one.month) for one in ledger.traced] == [f"2025-0{month}" for month in (3, 4, 5, 6)]


def test_a_refund_is_taken_from_what_can_be_given_back() -> None:
    """Credit first, then the months paid last; never more than was paid."""
    half = _pay(REGENCY, "2025-01-10", 6 * MONTH + 500)
    back = Refund(REGENCY, on=_day("2025-03-01"), amount=Rupiah(2 * MONTH))
    ledger = _ledger(half, refunds=[back])

    assert _paid_months(ledger)[-1] == "2025-04 Kabupaten Mawar"
    assert ledger.credit[REGENCY] == Rupiah(500)
    again = _ledger(half, _pay(REGENCY, "2025-04-01", MONTH), refunds=[back])
    assert _paid_months(again)[-1] == "2025-05 Kabupaten Mawar"
    with pytest.raises(jr.InvalidFactError, match=r"R 7.*By then Kabupaten Mawar had paid Rp0"):
        _ledger(half, refunds=[attrs.evolve(back, on=_day("2025-01-09"), reference="R 7")])


def test_a_payment_may_name_its_months() -> None:
    """They are paid out of order; what they cannot take is credit, and somebody is told."""
    ledger = _ledger(
        _pay(REGENCY, "2025-01-10", MONTH),
        _pay(REGENCY, "2025-02-10", MONTH, months=_months("2025-03/2025-03"), reference="skip"),
        _pay(REGENCY, "2025-02-11", 5_000, months=_months("2025-02/2025-02"), reference="less"),
        _pay(COMPANY, "2025-02-12", MONTH, months=_months("2025-02/2025-02"), reference="other"),
    )

    assert _status(ledger, "2025-02-28", "2025-03-01", "2025-04-01") == [
        "IN_ARREARS",
        "ACTIVE",
        "IN_ARREARS",
    ]
    assert ledger.covered_through == _day("2025-01-31")
    assert _rules_found(ledger) == ["payment-partial", "payment-not-owed"]
    assert ledger.credit[COMPANY] == Rupiah(MONTH)


def test_a_doubtful_price_leaves_the_ledger_in_doubt() -> None:
    """A village pays one full price in April 2026: for one month, or for two."""
    timeline = CoverageTimeline.of(SITI, sponsorships=[paid(VILLAGE, "2026-04/2026-12")])
    ledger = _ledger(_pay(VILLAGE, "2026-04-05", MONTH), timeline=timeline)

    assert ledger.status(on=_day("2026-04-30")) is CoverageStatus.ACTIVE
    with pytest.raises(jr.UnsettledLawError):
        ledger.status(on=_day("2026-05-01"))
    assert {status.name for status in ledger.status_figure(on=_day("2026-05-01")).values} == {
        "ACTIVE",
        "IN_ARREARS",
    }
    reduced = _ledger(
        _pay(VILLAGE, "2026-04-05", MONTH),
        timeline=timeline,
        rules=RULES.with_reading("pp50-2025/apbdes", "reduced"),
    )
    assert reduced.covered_through == _day("2026-05-31")


def test_a_decree_that_comes_late_pays_for_months_without_protection() -> None:
    """Cover from January, signed in February, paid in March: by the payment, form or agreement."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[
            paid(REGENCY, "2025-01/2025-12", reference="SK 5", reference_date=_day("2025-02-03"))
        ],
    )
    ledger = _ledger(
        _pay(REGENCY, "2025-03-10", 12 * MONTH),
        timeline=timeline,
        registered_on=[_day("2025-02-20")],
    )

    begin, lost = ledger.protected_from, ledger.paid_without_protection
    worlds = [{"protection/first-month": how} for how in ("payment", "form", "agreement")]
    assert [str(begin.at(world)) for world in worlds] == ["2025-03-10", "2025-02-20", "2025-02-03"]
    assert [lost.at(world) for world in worlds] == [
        Rupiah(2 * MONTH),
        Rupiah(MONTH),
        Rupiah(MONTH),
    ]
    early = _ledger(_pay(REGENCY, "2024-12-10", 12 * MONTH), timeline=timeline)
    assert early.protected_from.settled == _day("2025-01-01")
    assert early.paid_without_protection.settled == Rupiah(0)
    assert _rules_found(early) == ["payment-early"]
    assert _status(early, "2024-12-31", "2025-01-01") == ["NOT_YET", "ACTIVE"]
    unknown = _ledger(_pay(REGENCY, "2025-03-10", MONTH))
    assert unknown.protected_from.settled == _day("2025-03-10")
    assert _ledger().protected_from.settled is None


def test_a_late_decree_takes_no_month_from_whoever_has_paid_it() -> None:
    """The worker paid January and February alone; a decree of April owes what is left.

    Whatever the sponsors are called, and whoever paid before.
    """
    company = attrs.evolve(COMPANY, id="a-company")
    year = paid(REGENCY, "2025-01/2025-12", reference_date=_day("2025-04-20"))
    for timeline, first in [
        (
            CoverageTimeline.of(
                SITI,
                sponsorships=[year],
                self_payment=SelfPayment(starting=ContributionMonth(2025, 1)),
            ),
            SITI,
        ),
        *(
            (
                CoverageTimeline.of(
                    SITI, sponsorships=[year, paid(one, "2025-01/2025-03", priority=1)]
                ),
                one,
            )
            for one in (COMPANY, company)
        ),
    ]:
        ledger = _ledger(
            _pay(first, "2025-01-05", 2 * MONTH),
            _pay(REGENCY, "2025-04-20", 10 * MONTH),
            timeline=timeline,
        )
        assert [one.payer for one in ledger.settlements[:2]] == [first, first]
        assert [str(one.month) for one in ledger.settlements[2:]] == [
            f"2025-{month:02}" for month in range(3, 13)
        ]
        assert _status(ledger, "2025-01-06", "2025-04-19", "2025-04-20") == [
            "ACTIVE",
            "IN_ARREARS",
            "ACTIVE",
        ]
        assert ledger.credit[REGENCY] == Rupiah(0)


def test_credit_waits_for_the_paper_of_a_next_year() -> None:
    """What was too much in 2024 pays January on the day of the decree, not before."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[
            paid(REGENCY, "2024-01/2024-12", reference_date=_day("2024-01-02")),
            paid(REGENCY, "2025-01/2025-12", reference_date=_day("2025-03-20")),
        ],
    )
    ledger = _ledger(_pay(REGENCY, "2024-01-10", 14 * MONTH), timeline=timeline)

    assert _status(ledger, "2025-01-10", "2025-03-19", "2025-03-20") == ["IN_ARREARS"] * 3
    assert [str(one.on) for one in ledger.settlements[-2:]] == ["2025-03-20"] * 2
    assert ledger.on(_day("2025-03-19")).credit[REGENCY] == Rupiah(2 * MONTH)
    assert ledger.on(_day("2025-03-20")).credit[REGENCY] == Rupiah(0)
    assert ledger.on(_day("2025-03-19")).on(_day("2025-06-01")).as_of == _day("2025-03-19")


def test_money_before_the_first_paper_of_a_sponsor_is_for_it() -> None:
    """Paid in January, agreed in February: the months are known from the money on."""
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[paid(COMPANY, "2025-01/2025-06", reference_date=_day("2025-02-03"))]
    )
    ledger = _ledger(_pay(COMPANY, "2025-01-05", 6 * MONTH), timeline=timeline)
    assert _status(ledger, "2025-01-05", "2025-06-30") == ["ACTIVE", "ACTIVE"]


def test_a_month_that_is_refunded_after_another_paper_is_the_workers_no_more() -> None:
    """January was paid alone, a decree of March owes the year, in April the money goes back."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2025-01/2025-12", reference_date=_day("2025-03-01"))],
        self_payment=SelfPayment(starting=ContributionMonth(2025, 1)),
    )
    back = Refund(SITI, on=_day("2025-04-10"), amount=Rupiah(MONTH))
    ledger = _ledger(_pay(SITI, "2025-01-05", MONTH), timeline=timeline, refunds=[back])
    assert _paid_months(ledger.on(_day("2025-04-09"))) == ["2025-01 w-001"]
    assert ledger.settlements == ()
    assert ledger.balance(SITI).refunded == Rupiah(MONTH)


def test_money_of_a_stranger_before_any_paper_is_credit() -> None:
    """The company pays in January; the regency's paper and money come later."""
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[paid(REGENCY, "2025-01/2025-06", reference_date=_day("2025-02-03"))]
    )
    ledger = _ledger(
        _pay(COMPANY, "2025-01-05", MONTH),
        _pay(REGENCY, "2025-03-10", 6 * MONTH),
        timeline=timeline,
    )
    assert ledger.credit[COMPANY] == Rupiah(MONTH)
    assert len(ledger.settlements) == 6


def test_protection_begins_with_what_was_paid_first() -> None:
    """February was paid in February; January, which a sponsor owed, in March."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[paid(REGENCY, "2025-01/2025-01")],
        self_payment=SelfPayment(starting=ContributionMonth(2025, 2)),
    )
    ledger = _ledger(
        _pay(SITI, "2025-02-10", MONTH), _pay(REGENCY, "2025-03-05", MONTH), timeline=timeline
    )
    assert ledger.protected_from.settled == _day("2025-02-10")
    assert ledger.paid_without_protection.settled == Rupiah(MONTH)


def test_covered_through_is_told_of_the_months_that_have_begun() -> None:
    """A regency paid a quarter of 2025, a company one of 2026; and December paid ahead."""
    timeline = CoverageTimeline.of(
        SITI, sponsorships=[paid(REGENCY, "2025-01/2025-03"), paid(COMPANY, "2026-01/2026-03")]
    )
    ledger = _ledger(
        _pay(REGENCY, "2025-01-05", 3 * MONTH),
        _pay(COMPANY, "2026-01-05", 3 * MONTH),
        timeline=timeline,
    )
    assert ledger.covered_through == _day("2026-03-31")
    assert ledger.on(_day("2025-06-01")).covered_through == _day("2025-03-31")
    ahead = _ledger(
        _pay(REGENCY, "2025-01-10", MONTH),
        _pay(REGENCY, "2025-01-11", MONTH, months=_months("2025-12/2025-12")),
    )
    assert ahead.covered_through == _day("2025-01-31")
    only = _ledger(_pay(REGENCY, "2025-01-11", MONTH, months=_months("2025-12/2025-12")))
    assert only.covered_through == _day("2025-12-31")


def test_full_jkm_after_a_lapse_depends_on_the_reading() -> None:
    """Counted anew from September, or from January on."""
    ledger = _ledger(_pay(REGENCY, "2025-03-10", 3 * MONTH), _pay(REGENCY, "2025-09-10", 2 * MONTH))
    full = ledger.full_jkm_from(on=_day("2025-09-10"))
    read = {
        "jkm/three-months": "paid",
        "arrears/return": "payment",
        "arrears/old-months": "not-owed",
    }

    assert str(full.at({**read, "jkm/after-lapse": "restarts"})) == "2025-11"
    assert str(full.at({**read, "jkm/after-lapse": "goes-on"})) == "2025-03"
    assert ledger.full_jkm_from(on=_day("2025-08-01")).settled is None
    assert ledger.full_jkm_from(on=_day("2025-03-09")).settled is None
    assert str(ledger.full_jkm_from(on=_day("2025-04-30")).at(read)) == "2025-03"


def test_programmes_may_stand_differently() -> None:
    """One sponsor pays JKK, another JKM; the worst counts where none is named."""
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[
            paid(REGENCY, "2025-01/2025-06", programs=[Program.JKK]),
            paid(VILLAGE, "2025-01/2025-06", programs=[Program.JKM]),
        ],
    )
    ledger = _ledger(
        _pay(REGENCY, "2025-01-05", 60_000), _pay(VILLAGE, "2025-01-05", 6_800), timeline=timeline
    )
    march = _day("2025-03-05")

    assert ledger.status(on=march, program=Program.JKK) is CoverageStatus.ACTIVE
    assert ledger.status(on=march, program=Program.JKM) is CoverageStatus.IN_ARREARS
    assert ledger.status(on=march) is CoverageStatus.IN_ARREARS
    assert ledger.arrears(on=march) == ledger.arrears(on=march, program=Program.JKM)
    assert ledger.arrears(on=march, program=Program.JKK) == ()
    assert ledger.covered_through == _day("2025-01-31")


def test_what_is_recorded_later_counts_for_nothing_on_a_day() -> None:
    """And is named."""
    ledger = _ledger(_pay(REGENCY, "2025-01-10", MONTH), _pay(REGENCY, "2025-02-10", MONTH))

    then = ledger.on(_day("2025-02-09"))
    assert len(then.settlements) == 1
    assert then.on(_day("2025-02-09")) is then
    (late,) = ledger.recorded_after(_day("2025-02-09"))
    assert "baris Kabupaten Mawar 2025-02-10" in late.message("id")
    assert _status(ledger, "2025-02-09", "2025-02-10") == ["IN_ARREARS", "ACTIVE"]


def test_money_that_pays_nothing_says_so() -> None:
    """A sponsor who owes nothing, a hundred rupiah too little, the same line twice."""
    stranger = _pay(COMPANY, "2025-01-05", MONTH, reference="A")
    short = _pay(REGENCY, "2025-01-06", MONTH - 100, reference="B")
    ledger = _ledger(stranger, short)
    assert [(one.row, one.rule) for one in ledger.findings] == [
        ("A", "payment-unused"),
        ("B", "payment-unused"),
    ]
    twice = _ledger(*[_pay(REGENCY, "2025-01-06", MONTH, reference="SP2D 1")] * 2)
    assert _rules_found(twice) == ["payment-same"]
    unnamed = _ledger(*[_pay(REGENCY, "2025-01-06", MONTH)] * 2)
    assert _rules_found(unnamed) == []


def test_what_is_paid_on_the_first_of_a_month_comes_after_the_month_began() -> None:
    """Cover ended as July began; the first of July pays July, and April to June are lost."""
    ledger = _ledger(
        _pay(REGENCY, "2025-01-10", 3 * MONTH),
        _pay(REGENCY, "2025-07-01", MONTH),
        _pay(REGENCY, "2025-07-05", MONTH),
    )
    assert [str(one.month) for one in ledger.settlements[3:]] == ["2025-07", "2025-08"]
    assert _status(ledger, "2025-06-30", "2025-07-01") == ["IN_ARREARS", "ACTIVE"]


def test_two_payments_of_a_day_pay_what_one_would() -> None:
    """The first of them alone would leave cover ended before the second."""
    strict = RULES.with_reading("arrears/end", "third-begins")
    one = _ledger(_pay(REGENCY, "2025-04-09", 2 * MONTH), rules=strict)
    two = _ledger(*[_pay(REGENCY, "2025-04-09", MONTH)] * 2, rules=strict)
    assert _paid_months(one) == _paid_months(two) != []
    assert _status(one, "2025-04-09") == _status(two, "2025-04-09") == ["IN_ARREARS"]


def test_credit_that_a_paper_opens_months_for_may_be_too_much() -> None:
    """The worker leaves in August: what the decree of July takes after that is to be traced."""
    left = EndEvent(
        kind=EndKind.LEFT_PROGRAMME, happened_on=_day("2025-08-05"), known_on=_day("2025-08-06")
    )
    timeline = CoverageTimeline.of(
        SITI,
        sponsorships=[
            paid(REGENCY, "2025-01/2025-03", reference_date=_day("2025-01-02")),
            paid(REGENCY, "2025-04/2025-12", reference_date=_day("2025-04-01")),
        ],
        events=[left],
    )
    ledger = _ledger(_pay(REGENCY, "2025-01-10", 12 * MONTH, reference="A"), timeline=timeline)
    assert ledger.balance(REGENCY).to_be_traced == Rupiah(4 * MONTH)
    assert [(one.row, one.rule) for one in ledger.findings] == [("A", "payment-after-end")] * 4
    assert ledger.traced[0].on == _day("2025-04-01")


def test_months_that_money_passes_over_are_named_once() -> None:
    """After a lapse: April to August, with the first payment that came after it."""
    ledger = _ledger(
        _pay(REGENCY, "2025-01-10", 3 * MONTH),
        _pay(REGENCY, "2025-09-10", MONTH),
        _pay(REGENCY, "2025-10-10", MONTH),
    )
    assert [one.message("en").split("does not pay ")[1][:10] for one in ledger.findings] == [
        "April 2025",
        "May 2025. ",
        "June 2025.",
        "July 2025.",
        "August 202",
    ]


def test_findings_are_those_of_the_presumed_readings() -> None:
    """April to June are paid on 10 June: by the stricter branch that would be too late."""
    own = CoverageTimeline.of(SITI, self_payment=SelfPayment(starting=ContributionMonth(2025, 1)))
    payments = [
        _pay(SITI, "2025-01-05", 3 * MONTH),
        _pay(SITI, "2025-06-10", 3 * MONTH, months=_months("2025-04/2025-06")),
    ]
    assert _rules_found(_ledger(*payments, timeline=own)) == []
    strict = RULES.with_reading("arrears/end", "third-begins")
    assert "payment-too-late" in _rules_found(_ledger(*payments, timeline=own, rules=strict))
    unsure = _ledger(*payments, timeline=own, rules=RULES.refusing(presumed=True))
    assert "payment-too-late" in _rules_found(unsure)
    with pytest.raises(jr.UnsettledLawError, match=r"It is 6 months paid if"):
        unsure.settlements.__len__()
    with pytest.raises(jr.UnsettledLawError, match=r"w-001: Rp\d"):
        unsure.balance(SITI)
    strictly_unsure = _ledger(payments[0], timeline=own, rules=RULES.refusing(presumed=True))
    with pytest.raises(jr.UnsettledLawError):
        strictly_unsure.status(on=_day("2025-06-10"))


def test_the_worker_of_a_payment_is_never_shown_by_a_nik() -> None:
    """Neither the payer nor whom it was for."""
    nik = "3201014505850001"
    assert "5850001" not in repr(_pay(REGENCY, "2025-01-06", MONTH, worker=nik))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: _pay(REGENCY, "2025-01-10", 0), "Rp1 or more"),
        (lambda: Payment(REGENCY, on=_day("2025-01-10"), amount=16_800), "takes Rupiah"),  # type: ignore[arg-type]
        (lambda: Payment(REGENCY, on=_day("2025-01-10"), amount=Rupiah(0.5)), "."),  # type: ignore[arg-type]
        (lambda: Payment(REGENCY, on="2025-01-10", amount=Rupiah(1)), "day of the calendar"),  # type: ignore[arg-type]
        (lambda: Payment("regency", on=_day("2025-01-10"), amount=Rupiah(1)), "from a Sponsor"),  # type: ignore[arg-type]
        (lambda: _pay(REGENCY, "2025-01-10", 1, months="2025-01"), "is a ContributionPeriod"),
        (lambda: _pay(REGENCY, "2025-01-10", 1, reference=" "), "not empty"),
        (
            lambda: CreditTransfer(
                REGENCY, to=SITI, on=_day("2025-01-10"), amount=Rupiah(1), reference=""
            ),
            "not empty",
        ),
        (lambda: _ledger(_pay(REGENCY, "2025-01-10", 1, worker="w-9", reference="X 1")), "X 1"),
        (lambda: _ledger(_pay(Worker("w-9"), "2025-01-10", 1)), "pays for no other"),
        (
            lambda: _ledger(_pay(attrs.evolve(REGENCY, name="Another"), "2025-01-10", 1)),
            "differ in name",
        ),
        (lambda: _ledger(registered_on=["2025"]), "each of date"),
        (lambda: _ledger(registered_on=_day("2025-01-01")), "A date was given"),
        (lambda: _ledger(registered_on=[datetime(2025, 1, 1, 8)]), "day of the calendar"),  # noqa: DTZ001
        (lambda: _ledger("x"), "each of Payment"),  # type: ignore[arg-type]
        (lambda: _ledger(refunds=Refund(REGENCY, on=_day("2025-01-01"), amount=Rupiah(1))), "list"),
        (lambda: _ledger(_pay(Worker("w-001"), "2025-01-10", 1)), "with other facts"),
        (lambda: _ledger().balance("regency"), "'regency'"),  # type: ignore[arg-type]
        (lambda: _ledger().status(on=_day("2025-01-01"), program="JKK"), "JKK"),  # type: ignore[arg-type]
        (lambda: _ledger().recorded_after("x"), "day of the calendar"),  # type: ignore[arg-type]
        (lambda: paid(REGENCY, "2025-01/2025-02", reference_date="2025"), "day of the calendar"),
        (
            lambda: EndEvent(
                kind="DEATH", happened_on=_day("2025-01-01"), known_on=_day("2025-01-01")
            ),  # type: ignore[arg-type]
            "EndKind.DEATH",
        ),
        (
            lambda: CoverageTimeline.of(
                SITI,
                sponsorships=[
                    paid(REGENCY, "2025-01/2025-02"),
                    paid(attrs.evolve(REGENCY, name="Another"), "2025-04/2025-05"),
                ],
            ),
            "Two sponsors of the id",
        ),
        (lambda: YEAR and _ledger().on("2025-01-01"), "day of the calendar"),  # type: ignore[arg-type]
        (lambda: _ledger().balance(REGENCY), "No payment or transfer"),
    ],
)
def test_records_that_cannot_be_are_refused(wrong: object, says: str) -> None:
    """With what they are about."""
    with pytest.raises(jr.JamsostekRentanError, match=says):
        wrong()  # type: ignore[operator]


def test_a_projected_month_that_is_paid_is_announced_once() -> None:
    """And one that is not, is not."""
    timeline = CoverageTimeline.of(SITI, sponsorships=[paid(REGENCY, "2026-11/2027-03")])
    with pytest.warns(jr.ProjectedLawWarning) as caught:
        _ledger(_pay(REGENCY, "2026-11-10", 5 * MONTH), timeline=timeline)
    assert len(caught) == 1
    assert caught[0].message.args[0].startswith("A price of 2026-12 to 2027-03")
    _ledger(_pay(REGENCY, "2026-11-10", MONTH), timeline=timeline)


def test_a_rulebook_without_rules_of_arrears_ends_no_cover() -> None:
    """An unpaid month is in arrears, for as long as it is."""
    bare = attrs.evolve(RULES, membership=jr.law.bpu().membership.__class__())
    ledger = _ledger(_pay(REGENCY, "2025-01-10", MONTH), rules=bare)

    assert _status(ledger, "2025-02-01", "2025-12-31") == ["IN_ARREARS", "IN_ARREARS"]
    assert ledger.protected_from.settled == _day("2025-01-10")


def test_every_status_has_a_place_for_every_happening() -> None:
    """Death ends all; nothing else brings an ended cover back but a paid month."""
    assert set(TRANSITIONS) == set(CoverageStatus)
    for row in TRANSITIONS.values():
        assert set(row) == set(Happening)
        assert row[Happening.DEATH] is CoverageStatus.ENDED
        assert row[Happening.PAID] is CoverageStatus.ACTIVE
    ended = TRANSITIONS[CoverageStatus.ENDED]
    assert {what for what, after in ended.items() if after > CoverageStatus.ENDED} == {
        Happening.PAID
    }
    assert sorted(CoverageStatus, key=lambda one: one.rank) == list(CoverageStatus)
    assert CoverageStatus.NOT_YET <= CoverageStatus.ENDED
    assert "tidak dapat diandalkan" in CoverageStatus.IN_ARREARS.promise.id


def test_a_ledger_is_a_value() -> None:
    """It compares, hashes, pickles by its parts and goes through plain dicts."""
    ledger = _ledger(_pay(REGENCY, "2025-01-10", MONTH), _pay(REGENCY, "2025-01-11", MONTH))
    turned = _ledger(_pay(REGENCY, "2025-01-11", MONTH), _pay(REGENCY, "2025-01-10", MONTH))

    assert ledger == turned
    assert hash(ledger) == hash(turned)
    assert ledger.worker is SITI
    assert jr.from_plain(jr.to_plain(ledger)) == ledger
