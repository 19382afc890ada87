"""Decree, bill and payments matched: what agrees, what differs and why, to the rupiah."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sponsors import REGENCY, SITI, paid
from what_ifs import RULES

import jamsostek_rentan as jr
from jamsostek_rentan import (
    ContributionMonth,
    CoverageLedger,
    CoverageTimeline,
    ListedAmount,
    ListName,
    MatchResult,
    Payment,
    Program,
    Rupiah,
    listed_dues,
    listed_payments,
    reconcile,
)
from jamsostek_rentan.reports.tables import printable


if TYPE_CHECKING:
    import random
    from collections.abc import Callable


JANUARY = ContributionMonth(2025, 1)
DECREE, BILL, PAYMENTS = ListName


def _row(
    worker: str = "w-1",
    amount: int = 10_000,
    *,
    program: Program = Program.JKK,
    month: int = 0,
    row: str | None = None,
) -> ListedAmount:
    return ListedAmount(
        worker=worker, month=JANUARY + month, program=program, amount=Rupiah(amount), row=row
    )


def _both(worker: str, jkk: int = 10_000, jkm: int = 6_800, month: int = 0) -> list[ListedAmount]:
    return [
        _row(worker, jkk, month=month),
        _row(worker, jkm, program=Program.JKM, month=month),
    ]


def test_each_kind_of_difference_is_told_from_the_others() -> None:
    """Three lists, seven workers; the differences add up to the difference of the totals."""
    decree = [row for n in (1, 2, 3, 4, 5, 6) for row in _both(f"w-{n}")]
    decree += _both("w-6", month=1)
    bill = [
        *_both("w-1"),
        *_both("w-2"),
        *_both("w-3", 6_800, 10_000),
        *_both("w-4", 5_000, 3_400),
        *_both("w-5"),
        *_both("w-6"),
        *_both("w-6", month=1),
    ]
    payments = [
        *_both("w-1"),
        *_both("w-3"),
        *_both("w-4"),
        *_both("w-5"),
        *_both("w-5"),
        *_both("w-6"),
        *_both("w-6", month=1),
        *_both("w-7"),
    ]
    found = reconcile(
        decree=decree, bill=bill, payments=payments, died_on={"w-6": date(2025, 1, 31)}
    )

    results = {(line.worker, line.month - JANUARY): line.result for line in found.lines}
    assert results == {
        ("w-1", 0): MatchResult.EQUAL,
        ("w-2", 0): MatchResult.ONLY_HERE,
        ("w-3", 0): MatchResult.SWAPPED,
        ("w-4", 0): MatchResult.AMOUNT_DIFFERS,
        ("w-5", 0): MatchResult.REPEATED,
        ("w-6", 0): MatchResult.EQUAL,
        ("w-6", 1): MatchResult.AFTER_DEATH,
        ("w-7", 0): MatchResult.ONLY_HERE,
    }
    assert found.counts()[MatchResult.EQUAL] == 4
    assert found.amounts(PAYMENTS)[MatchResult.AFTER_DEATH] == Rupiah(16_800)
    assert found.differences(DECREE, PAYMENTS) == {
        MatchResult.AFTER_DEATH: Rupiah(0),
        MatchResult.REPEATED: Rupiah(16_800),
        MatchResult.ONLY_HERE: Rupiah(0),
        MatchResult.SWAPPED: Rupiah(0),
        MatchResult.AMOUNT_DIFFERS: Rupiah(0),
        MatchResult.EQUAL: Rupiah(0),
    }
    assert found.differences(DECREE, BILL)[MatchResult.AMOUNT_DIFFERS] == Rupiah(-8_400)
    assert found.difference(DECREE, BILL) == Rupiah(-8_400)
    assert jr.Severity.ERROR in {one.severity for one in found.findings}
    assert {one.rule for one in found.findings} == {
        "list-after-death",
        "list-repeated",
        "list-only-here",
        "list-swapped",
        "list-amount-differs",
    }


def test_the_month_of_death_is_still_owed() -> None:
    """The months after it are not, however well the lists agree."""
    rows = [_row(month=month) for month in range(3)]
    found = reconcile(decree=rows, payments=rows, died_on={"w-1": date(2025, 2, 1)})
    assert [line.result.name for line in found.lines] == ["EQUAL", "EQUAL", "AFTER_DEATH"]


def test_amounts_that_only_look_swapped_are_not() -> None:
    """A pair that adds up to something else, equal amounts, and a programme that is missing."""
    cases = [
        (_both("w", 10_000, 6_800), _both("w", 6_800, 10_001)),
        (_both("w", 10_000, 6_800), _both("w", 6_800, 6_800)),
        ([_row("w", 10_000)], [_row("w", 6_800)]),
        (_both("w", 10_000, 6_800), _both("w", 9_000, 7_800)),
    ]
    for decree, bill in cases:
        results = {line.result.name for line in reconcile(decree=decree, bill=bill).lines}
        assert "SWAPPED" not in results
        assert "AMOUNT_DIFFERS" in results
    both = reconcile(decree=_both("w"), bill=_both("w", 6_800, 10_000), payments=_both("w"))
    assert {line.result.name for line in both.lines} == {"SWAPPED"}


def test_old_age_savings_are_never_swapped() -> None:
    """JHT differs while JKK and JKM are exchanged."""
    jht = [_row("w", amount, program=Program.JHT) for amount in (20_000, 15_000)]
    found = reconcile(decree=[*_both("w"), jht[0]], payments=[*_both("w", 6_800, 10_000), jht[1]])
    assert [line.result.name for line in found.lines] == ["SWAPPED", "SWAPPED", "AMOUNT_DIFFERS"]


def test_an_amount_of_zero_is_not_a_row_that_is_missing() -> None:
    """A list that says Rp0 has the row."""
    found = reconcile(decree=[_row(amount=0, row="4")], bill=[_row(row="9")])
    (line,) = found.lines
    assert (line.result.name, line.decree, line.payments) == ("AMOUNT_DIFFERS", Rupiah(0), None)
    assert line.rows == ("4", "9")
    message = found.findings[0].message("id")
    assert "SK penetapan Rp0, tagihan Rp10.000, pembayaran tidak diberikan" in message


def test_a_year_of_the_ledger_against_its_decree() -> None:
    """Owed for twelve months, paid for nine: three are missing, for two programmes each."""
    timeline = CoverageTimeline.of(SITI, sponsorships=[paid(REGENCY, "2025-01/2025-12")])
    ledger = CoverageLedger.of(
        timeline,
        payments=[Payment(REGENCY, on=date(2025, 1, 10), amount=Rupiah(9 * 16_800))],
        rules=RULES,
    )
    found = reconcile(
        decree=listed_dues(timeline.dues(rules=RULES)), payments=listed_payments([ledger])
    )
    assert found.counts()[MatchResult.EQUAL] == 18
    assert found.counts()[MatchResult.ONLY_HERE] == 6
    assert found.difference(DECREE, PAYMENTS) == Rupiah(-3 * 16_800)
    assert found.names == (DECREE, PAYMENTS)


def test_a_nik_is_never_shown() -> None:
    """Neither in a record nor in a line, a finding or a table."""
    nik = "6401015505850001"
    found = reconcile(decree=[_row(nik)], bill=[])
    table = printable(found.lines, "id")
    shown = [repr(_row(nik)), repr(found), found.findings[0].message("en"), str(table)]
    assert all("5505850001" not in text for text in shown)
    assert table[0]["Pekerja"] == "64**************"
    assert table[0]["Hasil"] == "tidak ada di semua daftar"


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        (lambda: reconcile(decree=[]), "1 list"),
        (reconcile, "0 list"),
        (lambda: reconcile(decree=[], bill=[{"worker": "w-1"}]), "dict was given as a row"),
        (lambda: reconcile(decree=[], bill=[], died_on={"w-1": "2025-01-01"}), "day of death"),
        (lambda: reconcile(decree=[], bill=[], died_on=["w-1"]), "by id"),
        (lambda: reconcile(decree=[], bill=[]).total(PAYMENTS), "DECREE, BILL"),
        (lambda: _row(amount=-1), "Rp0 or more"),
        (lambda: _row(""), "not empty"),
        (lambda: _row(program="JKK"), "Program.JKK"),
        (
            lambda: ListedAmount(
                worker="w", month="2025-01", program=Program.JKK, amount=Rupiah(1)
            ),
            "ContributionMonth",
        ),
    ],
)
def test_what_is_no_list_is_refused(wrong: Callable[[], object], names: str) -> None:
    """Whatever was given, the error names it."""
    with pytest.raises(jr.InvalidFactError, match=names):
        wrong()


ROWS = st.lists(
    st.builds(
        _row,
        st.sampled_from(["w-1", "w-2"]),
        st.sampled_from([0, 6_800, 10_000]),
        program=st.sampled_from([Program.JKK, Program.JKM]),
        month=st.integers(0, 2),
    ),
    max_size=12,
)


@given(ROWS, ROWS, st.none() | ROWS, st.none() | st.integers(0, 90), st.randoms())
def test_no_rupiah_and_no_row_is_lost(
    decree: list[ListedAmount],
    bill: list[ListedAmount],
    payments: list[ListedAmount] | None,
    died: int | None,
    shuffled: random.Random,
) -> None:
    """Totals are those of the lists, differences add up, and the order of rows does not matter."""
    deaths = {} if died is None else {"w-1": date.fromordinal(date(2025, 1, 1).toordinal() + died)}
    lists = {"decree": decree, "bill": bill, "payments": payments}
    found = reconcile(**lists, died_on=deaths)

    for name in found.names:
        rows = lists[name.name.lower()] or []
        assert found.total(name).amount == sum(row.amount.amount for row in rows)
    assert sum(found.differences(DECREE, BILL).values(), Rupiah(0)) == found.difference(
        DECREE, BILL
    )
    assert (
        sum(found.counts().values())
        == len(found.lines)
        == len(
            {(row.worker, row.month, row.program) for rows in lists.values() for row in rows or ()}
        )
    )
    equal = [line for line in found.lines if line.result is MatchResult.EQUAL]
    assert all(len({line.amount(name) for name in found.names}) == 1 for line in equal)
    for rows in lists.values():
        shuffled.shuffle(rows or [])
    assert reconcile(**lists, died_on=deaths) == found
