"""Pledges: what was promised, what arrived from many givers, what was used and what is left."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime

import pytest

from jamsostek_rentan import (
    ContributionPeriod,
    FundingSource,
    InvalidFactError,
    InvalidPeriodError,
    Rupiah,
    Sponsor,
)
from jamsostek_rentan.cover.pledges import (
    Pledge,
    Promise,
    Receipt,
    Use,
    WorkerMonths,
    WorkersFor,
)


STAFF = Sponsor("staff", name="PT Kenanga", funding=FundingSource.EMPLOYEE_DONATION)
MILLION = Rupiah(1_000_000)
QUARTER = ContributionPeriod.parse("2026-01/2026-03")
NIK = "6474015505850001"


def _day(number: int) -> date:
    return date(2026, 1, number)


def _receipt(giver: str, day: int, amount: int, reference: str | None = None) -> Receipt:
    return Receipt(giver, on=_day(day), amount=Rupiah(amount), reference=reference)


def _use(day: int, amount: int, worker_months: int, reference: str | None = None) -> Use:
    return Use(
        on=_day(day), amount=Rupiah(amount), worker_months=worker_months, reference=reference
    )


def _pledge(*entries: Receipt | Use, promised: Promise = MILLION, name: str = "p-01") -> Pledge:
    return Pledge(
        name,
        STAFF,
        promised=promised,
        receipts=[entry for entry in entries if isinstance(entry, Receipt)],
        uses=[entry for entry in entries if isinstance(entry, Use)],
    )


def test_employees_give_and_their_company_pays_contributions() -> None:
    """What arrived, was used, is in hand and is left are four figures."""
    pledge = _pledge(
        _receipt("ani", 5, 168_000),
        _receipt("budi", 6, 84_000),
        _receipt("ani", 20, 168_000),
        _use(12, 336_000, 20),
    )

    assert pledge.received == Rupiah(420_000)
    assert pledge.used == Rupiah(336_000)
    assert pledge.in_hand == Rupiah(84_000)
    assert pledge.left == Rupiah(664_000)
    assert pledge.used_worker_months == 20
    assert list(pledge.by_giver().items()) == [
        ("ani", Rupiah(336_000)),
        ("budi", Rupiah(84_000)),
    ]


def test_a_new_pledge_has_received_and_used_nothing() -> None:
    """Everything promised is left."""
    pledge = _pledge()

    assert (pledge.received, pledge.used, pledge.in_hand) == (Rupiah(0),) * 3
    assert pledge.left == pledge.promised
    assert pledge.used_worker_months == 0
    assert pledge.by_giver() == {}


@pytest.mark.parametrize(
    ("promised", "left"),
    [
        (Rupiah(1_000_000), Rupiah(664_000)),
        (WorkerMonths(30), 10),
        (WorkersFor(10, QUARTER), 10),
        (Rupiah(300_000), Rupiah(-36_000)),
        (WorkerMonths(15), -5),
        (WorkersFor(5, QUARTER), -5),
    ],
)
def test_what_is_left_is_in_the_unit_of_the_promise(promised: Promise, left: Rupiah | int) -> None:
    """And below zero where more was used than promised."""
    assert _pledge(_use(12, 336_000, 20), promised=promised).left == left


def test_workers_for_a_period_are_worker_months() -> None:
    """The workers times the months, the first and the last included."""
    assert WorkersFor(350, QUARTER).worker_months == 1_050


def test_a_sponsor_may_advance_what_has_not_arrived() -> None:
    """Then less than nothing is in hand, until it arrives."""
    pledge = _pledge(_use(12, 168_000, 10))

    assert pledge.in_hand == Rupiah(-168_000)
    assert pledge.receiving(_receipt("ani", 20, 168_000)).in_hand == Rupiah(0)


def test_a_pledge_is_seen_as_it_stood_at_the_end_of_a_day() -> None:
    """With what arrived and was used on that day, and nothing later."""
    pledge = _pledge(_receipt("ani", 5, 168_000), _receipt("budi", 20, 84_000), _use(12, 84_000, 5))

    assert pledge.on(_day(4)) == _pledge()
    assert pledge.on(_day(5)) == pledge.on(_day(11)) == _pledge(_receipt("ani", 5, 168_000))
    assert pledge.on(_day(12)).in_hand == Rupiah(84_000)
    assert pledge.on(_day(20)) == pledge


def test_a_pledge_grows_by_making_a_new_one() -> None:
    """The old one stays as it was, and the order of recording does not matter."""
    receipt, use = _receipt("ani", 5, 168_000), _use(12, 84_000, 5)
    empty = _pledge()

    assert empty.using(use).receiving(receipt) == empty.receiving(receipt).using(use)
    assert empty.receiving(receipt).using(use) == _pledge(receipt, use)
    assert empty == _pledge()


def test_entries_are_kept_by_day_and_reference() -> None:
    """However they were given."""
    receipts = [_receipt("ani", 5, 1), _receipt("budi", 5, 1, "A-1"), _receipt("ani", 5, 1, "A-2")]
    uses = [_use(11, 9, 9, "Z"), _use(12, 1, 1), _use(12, 1, 2), _use(12, 2, 1)]

    assert _pledge(*reversed(receipts)).receipts == tuple(receipts)
    assert _pledge(*reversed(uses)).uses == tuple(uses)


def test_the_same_receipt_is_not_recorded_twice() -> None:
    """Equal in everything, with a reference, it is the same money."""
    pledge = _pledge(_receipt("ani", 5, 168_000, "TRF-01"), _receipt("budi", 5, 1, "TRF-01"))

    with pytest.raises(InvalidFactError, match=r"'TRF-01' of Rp168\.000 .* recorded twice"):
        pledge.receiving(_receipt("ani", 5, 168_000, "TRF-01"))
    assert pledge.receiving(_receipt("ani", 6, 168_000, "TRF-01")).received == Rupiah(336_001)


def test_equal_receipts_without_a_reference_may_be_two() -> None:
    """A giver can give the same amount twice in a day."""
    receipt = _receipt("ani", 5, 168_000)

    assert _pledge(receipt, receipt).received == Rupiah(336_000)


def test_equal_uses_may_be_two() -> None:
    """One list may be paid in two equal parts, under one reference."""
    use = _use(12, 84_000, 5, "LIST-1")

    assert _pledge(use, use).used == Rupiah(168_000)


def test_receipts_and_uses_carry_their_papers() -> None:
    """A reference is whatever the paper is called, and has a day of its own."""
    receipt = Receipt(
        "ani", on=_day(5), amount=Rupiah(1), reference="TRF/01", reference_date=_day(4)
    )
    use = Use(
        on=_day(12), amount=Rupiah(0), worker_months=0, reference="SK 1", reference_date=_day(9)
    )
    pledge = _pledge(receipt, use)

    assert [(one.reference, one.reference_date) for one in pledge.receipts] == [("TRF/01", _day(4))]
    assert [(one.reference, one.reference_date) for one in pledge.uses] == [("SK 1", _day(9))]


def test_a_pledge_pickles_and_hashes() -> None:
    """Whole, with every kind of promise."""
    for promised in (Rupiah(1), WorkerMonths(1), WorkersFor(1, QUARTER)):
        pledge = _pledge(_receipt("ani", 5, 1), _use(12, 1, 1), promised=promised)
        assert pickle.loads(pickle.dumps(pledge)) == pledge
        assert len({pledge, _pledge(*pledge.uses, *pledge.receipts, promised=promised)}) == 1


def test_a_nik_is_never_shown() -> None:
    """Neither of a giver nor as the id of a pledge, nor in an error."""
    receipt = _receipt(NIK, 5, 168_000, "TRF-01")
    pledge = _pledge(receipt, name=NIK)

    assert repr(receipt).startswith("Receipt(giver='64**************'")
    assert repr(pledge).startswith("Pledge(id='64**************'")
    with pytest.raises(InvalidFactError) as caught:
        pledge.receiving(receipt)
    assert "from 64**************" in str(caught.value)
    assert "0001" not in repr(receipt) + repr(pledge) + str(caught.value)
    assert pledge.by_giver() == {NIK: Rupiah(168_000)}


@pytest.mark.parametrize("giver", ["", "  ", 6474015505850001, None])
def test_a_giver_is_a_text(giver: object) -> None:
    """And so is the id of a pledge; what was given in its place is not shown."""
    with pytest.raises(InvalidFactError, match=r"Receipt\.giver") as caught:
        Receipt(giver, on=_day(5), amount=Rupiah(1))  # type: ignore[arg-type]
    assert "0001" not in str(caught.value)
    with pytest.raises(InvalidFactError, match=r"Pledge\.id"):
        Pledge(giver, STAFF, promised=Rupiah(1))  # type: ignore[arg-type]


@pytest.mark.parametrize("amount", [Rupiah(0), Rupiah(-1), 168_000, 1.5, None])
def test_what_arrives_is_above_zero(amount: object) -> None:
    """And it is rupiah."""
    with pytest.raises(InvalidFactError, match=r"Receipt\.amount"):
        Receipt("ani", on=_day(5), amount=amount)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts",
    [
        {"amount": Rupiah(-1)},
        {"amount": 168_000},
        {"worker_months": -1},
        {"worker_months": 1.5},
        {"worker_months": True},
        {"on": "2026-01-12"},
        {"on": datetime(2026, 1, 12, tzinfo=UTC)},
        {"reference": ""},
        {"reference": 12},
        {"reference_date": "2026-01-12"},
    ],
)
def test_an_impossible_use_is_refused(facts: dict[str, object]) -> None:
    """Before it reaches any pledge, and by its name."""
    known: dict[str, object] = {"on": _day(12), "amount": Rupiah(0), "worker_months": 0}

    with pytest.raises(InvalidFactError, match=rf"Use\.{next(iter(facts))}"):
        Use(**known | facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts",
    [
        {"on": None},
        {"on": datetime(2026, 1, 12, tzinfo=UTC)},
        {"reference": " "},
        {"reference_date": datetime(2026, 1, 12, tzinfo=UTC)},
    ],
)
def test_an_impossible_receipt_is_refused(facts: dict[str, object]) -> None:
    """A day is a day, and a reference is a text or is left out."""
    known: dict[str, object] = {"on": _day(12), "amount": Rupiah(1)}

    with pytest.raises(InvalidFactError, match=rf"Receipt\.{next(iter(facts))}"):
        Receipt("ani", **known | facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [0, -1, 1.5, True, "350", None])
def test_a_promise_counts_at_least_one(count: object) -> None:
    """Of workers or of worker-months."""
    with pytest.raises(InvalidFactError, match=r"WorkerMonths\.count"):
        WorkerMonths(count)  # type: ignore[arg-type]
    with pytest.raises(InvalidFactError, match=r"WorkersFor\.count"):
        WorkersFor(count, QUARTER)  # type: ignore[arg-type]


def test_workers_are_promised_for_a_period() -> None:
    """A text or a month is not one."""
    for period in ("2026-01/2026-03", QUARTER.first):
        with pytest.raises(InvalidPeriodError, match="It is a ContributionPeriod"):
            WorkersFor(350, period)  # type: ignore[arg-type]


@pytest.mark.parametrize("promised", [Rupiah(0), Rupiah(-1), 1_000_000, NIK, None])
def test_something_is_promised(promised: object) -> None:
    """Rupiah above zero, worker-months, or workers for a period."""
    with pytest.raises(InvalidFactError, match=r"Pledge\.promised") as caught:
        Pledge("p-01", STAFF, promised=promised)  # type: ignore[arg-type]
    assert "5850001" not in str(caught.value)


def test_a_sponsor_promises() -> None:
    """A name alone is no sponsor."""
    with pytest.raises(InvalidFactError, match=r"A str was given as Pledge\.sponsor"):
        Pledge("p-01", "PT Kenanga", promised=Rupiah(1))  # type: ignore[arg-type]


def test_receipts_and_uses_are_not_exchanged() -> None:
    """Each stands in its own place."""
    receipt, use = _receipt("ani", 5, 1), _use(12, 1, 1)

    with pytest.raises(InvalidFactError, match="stands a Receipt"):
        _pledge().receiving(use)  # type: ignore[arg-type]
    with pytest.raises(InvalidFactError, match="stands a Use"):
        _pledge().using(receipt)  # type: ignore[arg-type]


def test_a_pledge_is_asked_for_a_day() -> None:
    """Not for a moment of one."""
    with pytest.raises(InvalidFactError, match="A datetime was given as the day"):
        _pledge().on(datetime(2026, 1, 12, tzinfo=UTC))
