"""What stands in a cell: days, incomes and words as Indonesians and programs write them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan.planning.eligibility.fields import fields, plain_heading
from jamsostek_rentan.rosters import Sex
from jamsostek_rentan.rosters.cells import nothing_in, text_in, whole_in
from jamsostek_rentan.rosters.dates import birth_date_in
from jamsostek_rentan.rosters.incomes import income_in
from jamsostek_rentan.rosters.words import SECTORS, SEXES, YES_AND_NO, word_in
from jamsostek_rentan.values.texts import show


TODAY = date(2026, 11, 1)
BORN = date(1985, 3, 2)
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=80), st.dates(),
    st.datetimes(), st.decimals(), st.binary(max_size=9), st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "02/03/1985", "2/3/1985", "02-03-1985", "02.03.1985", "02 03 1985", "2 Maret 1985",
        "02 maret 1985", "2 MAR 1985", "2-Mar-1985", "2 mrt 1985", "1985-03-02", "1985/03/02",
        "1985-03-02 00:00:00", "1985-03-02T00:00:00", "1985-03-02T00:00:00.000Z",
        "02/03/1985 00:00",
        "02/03/1985 0:00:00", "02031985", " 02/03/1985 ", "2  Maret  1985", "Blitar, 02-03-1985",
        "Kota Baru, 2 Maret 1985", "Sabtu, 2 Maret 1985", "Blitar/02-03-1985", "'02/03/1985",
        "02/03/1985 12:00:00 AM", "02/03/1985.", "31108", "31108.0",
        31_108, 31_108.0, Decimal(31_108), np.int64(31_108), BORN,
        pd.Timestamp(BORN),
    ],
)  # fmt: skip
def test_a_birth_date_is_read_as_it_is_written(cell: object) -> None:
    """The day stands first; a place or a day of the week may stand before it."""
    assert birth_date_in(cell, on=TODAY) == (BORN, None)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("31/02/1985", "birth-date-impossible"),
        ("29/02/1985", "birth-date-impossible"),
        ("03/13/1985", "birth-date-impossible"),  # the month never stands first
        ("00/01/1985", "birth-date-impossible"),
        ("31/12/1899", "birth-date-impossible"),
        ("02/11/2026", "birth-date-impossible"),  # the day after
        (date(2026, 11, 2), "birth-date-impossible"),
        ("0000-00-00", "birth-date-impossible"),
        ("99999", "birth-date-impossible"),
        (46_328, "birth-date-impossible"),
        ("2 Marzo 1985", "birth-date-unreadable"),
        ("1985", "birth-date-unreadable"),  # a year, and no serial number of 1905
        (1985, "birth-date-unreadable"),
        ("02/03/185", "birth-date-unreadable"),
        ("41 tahun", "birth-date-unreadable"),
        ("02/03/1985 13:05", "birth-date-unreadable"),
        ("x" * 100, "birth-date-unreadable"),
        (0, "birth-date-unreadable"),
        (-5, "birth-date-unreadable"),
        (31_108.5, "birth-date-unreadable"),
        (True, "birth-date-unreadable"),
        ([BORN], "birth-date-unreadable"),
        (pd.Timestamp("1985-03-02 17:00"), "birth-date-unreadable"),  # of which day, in Jakarta?
        (pd.Timestamp("1985-03-02 17:00", tz="UTC"), "birth-date-unreadable"),
        ("", "birth-date-missing"),
        ("-", "birth-date-missing"),
        (None, "birth-date-missing"),
        (pd.NaT, "birth-date-missing"),
        (pd.NA, "birth-date-missing"),
        (float("nan"), "birth-date-missing"),
    ],
)
def test_what_is_no_birth_date_is_named(cell: object, rule: str) -> None:
    """Unreadable, impossible or missing, each with its own advice."""
    assert birth_date_in(cell, on=TODAY) == (None, rule)


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_is_read_back_however_it_was_written(born: date) -> None:
    """With the names of the months in both languages, and as a spreadsheet counts it."""
    serial = (born - date(1899, 12, 30)).days
    ways = [
        f"{born:%d/%m/%Y}",
        f"{born:%d-%m-%Y}",
        born.isoformat(),
        show(born, "id"),
        show(born, "en"),
    ]

    assert {birth_date_in(way, on=TODAY) for way in ways} == {(born, None)}
    if serial >= 10_000:
        assert (
            birth_date_in(serial, on=TODAY) == birth_date_in(str(serial), on=TODAY) == (born, None)
        )


@given(st.dates(date(1928, 1, 1), TODAY))
def test_two_digits_of_a_year_mean_the_latest_that_had_begun(born: date) -> None:
    """And that is noted."""
    found, rule = birth_date_in(f"{born:%d/%m/%y}", on=TODAY)

    if found is None:  # later in this very year: nobody is born after cover begins
        assert (born.year % 100, rule) == (26, "birth-date-impossible")
    else:
        assert (found.year % 100, rule) == (born.year % 100, "birth-date-short-year")
        assert TODAY - timedelta(days=100 * 366) < found <= TODAY


@pytest.mark.parametrize(
    ("cell", "income"),
    [
        ("Rp1.500.000", 1_500_000), ("Rp 1.500.000,00", 1_500_000), ("1.500.000", 1_500_000),
        ("1500000", 1_500_000), ("Rp. 1.500.000,-", 1_500_000), ("1,5 juta", 1_500_000),
        ("1.5 jt", 1_500_000), ("Rp 2 juta", 2_000_000), ("750 ribu", 750_000), ("750rb", 750_000),
        ("1500000.0", 1_500_000), (1_500_000, 1_500_000), (1_500_000.0, 1_500_000),
        (Decimal("1500000.00"), 1_500_000), (np.float64(900_000), 900_000), ("0", 0), (0, 0),
        ("1,25 juta", 1_250_000), ("1500000.00", 1_500_000), ("Rp1.500.000/bln", 1_500_000),
        ("1,5 juta per bulan", 1_500_000),
    ],
)  # fmt: skip
def test_an_income_is_read_as_it_is_written(cell: object, income: int) -> None:
    """In rupiah a month."""
    assert income_in(cell) == (jr.Rupiah(income), None)


@pytest.mark.parametrize(
    "cell",
    ["1-2 juta", "< 1 juta", "UMR", "1.500.00", "1,500,000", -5, "-5", 0.5, float("inf"), True,
     "1.250 juta", "satu juta", "x" * 99, [1], "1500000.50", "15 ratus"],
)  # fmt: skip
def test_an_income_that_could_mean_two_things_is_not_read(cell: object) -> None:
    """A guess would be wrong by a factor of a thousand."""
    assert income_in(cell) == (None, "income-unreadable")


@pytest.mark.parametrize(
    "cell",
    [None, "", " ", "-", "--", "n/a", "N/A", "null", "None", "<NA>", "#N/A", "\u00ad", "\u200b",
     " " * 99, float("nan"), pd.NA, pd.NaT],
)  # fmt: skip
def test_no_income_is_no_fault(cell: object) -> None:
    """Most lists of vulnerable workers have none."""
    assert income_in(cell) == (None, None)


@given(st.integers(0, 10**12))
def test_every_income_is_read_back_as_the_library_writes_it(amount: int) -> None:
    """With the points of thousands."""
    assert income_in(str(jr.Rupiah(amount))) == (jr.Rupiah(amount), None)


@pytest.mark.parametrize(
    ("cell", "known", "meant"),
    [
        ("L", SEXES, Sex.MALE), ("p", SEXES, Sex.FEMALE), ("Laki-laki", SEXES, Sex.MALE),
        ("PEREMPUAN ", SEXES, Sex.FEMALE), ("wanita", SEXES, Sex.FEMALE), ("x", SEXES, None),
        ("Transportasi", SECTORS, jr.Sector.TRANSPORT), ("lain-lain", SECTORS, jr.Sector.OTHER),
        ("bukan transportasi", SECTORS, jr.Sector.OTHER), ("ojek", SECTORS, None),
        ("Ya", YES_AND_NO, True), ("\u2713", YES_AND_NO, True), (" \u221a ", YES_AND_NO, True),
        ("sudah", YES_AND_NO, True), ("v", YES_AND_NO, True), ("n", YES_AND_NO, False),
        ("Perempuan (P)", SEXES, Sex.FEMALE), ("L (laki-laki)", SEXES, Sex.MALE),
        (True, YES_AND_NO, True), (1, YES_AND_NO, True),
        (1.0, YES_AND_NO, True), ("TIDAK", YES_AND_NO, False), (False, YES_AND_NO, False),
        ("mungkin", YES_AND_NO, None), ([], YES_AND_NO, None), (None, YES_AND_NO, None),
        ("ya" * 99, YES_AND_NO, None),
    ],
)  # fmt: skip
def test_a_word_means_one_of_the_known_or_nothing(
    cell: object, known: dict[str, object], meant: object
) -> None:
    """A job is no sector, and a doubt no consent."""
    assert word_in(cell, known) == meant


@pytest.mark.parametrize("cell", [[], {}, np.array([1, 2]), b"", 0, False, "0", "tidak ada"])
def test_what_is_something_is_not_taken_for_nothing(cell: object) -> None:
    """Zero is an amount."""
    assert not nothing_in(cell)


@given(ANYTHING)
def test_whatever_stands_in_a_cell_can_be_read(cell: object) -> None:
    """Every reader answers, and a whole number is the one that was there."""
    assert isinstance(nothing_in(cell), bool)
    text = text_in(cell)
    assert text == text.strip()
    whole = whole_in(cell)
    assert whole is None or whole == cell
    born, rule = birth_date_in(cell, on=TODAY)
    assert (born is None) <= (rule is not None)
    income, rule = income_in(cell)
    assert income is None or rule is None
    assert word_in(cell, SEXES) in {None, *Sex}


@pytest.mark.parametrize("name", fields())
def test_every_heading_is_plain_and_of_one_field(name: str) -> None:
    """Else it would never be found, or found twice."""
    others = {
        header for field in fields().values() if field.name != name for header in field.headers
    }

    for header in fields()[name].headers:
        assert plain_heading(header) == header
        assert header not in others
