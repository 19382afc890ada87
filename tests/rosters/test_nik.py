"""What a NIK says, what cannot be one, and what spreadsheets do to it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan.rosters import Nik, Sex
from jamsostek_rentan.rosters.nik import nik_fault
from jamsostek_rentan.rosters.nik_cells import nik_in
from jamsostek_rentan.values.hiding import hidden


# The first two digits of every province, old and new Papua (91 to 96) and North Kalimantan (65)
# among them.
_CODES = (
    *range(11, 20),
    21,
    *range(31, 37),
    *range(51, 54),
    *range(61, 66),
    *range(71, 77),
    81,
    82,
)
PROVINCES = tuple(str(code) for code in (*_CODES, *range(91, 97)))
TODAY = date(2026, 11, 1)
DAYS = st.dates(date(1927, 1, 1), TODAY)
SERIALS = st.integers(1, 9_999).map(lambda serial: f"{serial:04}")


def made_up(province: str, born: date, sex: Sex, serial: str) -> str:
    """A NIK of nobody."""
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    return f"{province}0000{day:02}{born.month:02}{born.year % 100:02}{serial}"


@pytest.mark.parametrize("province", PROVINCES)
@given(born=DAYS, sex=st.sampled_from(Sex), serial=SERIALS)
def test_a_nik_of_any_province_says_what_it_was_made_of(
    province: str, born: date, sex: Sex, serial: str
) -> None:
    """Day, sex and province come back; no prefix is refused."""
    nik = Nik(made_up(province, born, sex, serial))

    assert (nik.province, nik.region, nik.sex) == (province, f"{province}0000", sex)
    assert nik.agrees_with(born)
    assert not nik.agrees_with(born + timedelta(days=1))
    found = nik.birth_date(on=TODAY)
    assert (found.month, found.day, found.year % 100) == (born.month, born.day, born.year % 100)
    assert found <= TODAY < found.replace(year=found.year + 100, day=min(found.day, 28))


@given(born=DAYS, sex=st.sampled_from(Sex), serial=SERIALS)
def test_a_nik_read_with_its_birth_date_is_of_the_right_century(
    born: date, sex: Sex, serial: str
) -> None:
    """A day on which the worker lived and was younger than a hundred tells the century."""
    nik = Nik(made_up("65", born, sex, serial))

    assert nik.birth_date(on=born) == born


@pytest.mark.parametrize(
    ("digits", "rule"),
    [
        ("6501010000850001", "nik-date"),  # day 0
        ("6501013202850001", "nik-date"),
        ("6501013002850001", "nik-date"),
        ("6501012902850001", "nik-date"),  # 1985 is no leap year
        ("6501017002850001", "nik-date"),  # nor for women
        ("6501018101850001", "nik-date"),
        ("6501019901850001", "nik-date"),
        ("6501014001850001", "nik-date"),  # 40 is no day of a woman
        ("6501010100850001", "nik-date"),  # month 0
        ("6501010113850001", "nik-date"),
        ("6501010102850000", "nik-serial"),
        ("650101010285000", "nik-form"),
        ("65010101028500011", "nik-form"),
        ("65010101O2850001", "nik-form"),
        ("６501010102850001", "nik-form"),  # noqa: RUF001 - a wide digit, as some phones write it
        ("", "nik-form"),
    ],
)
def test_what_cannot_be_a_nik_is_refused(digits: str, rule: str) -> None:
    """By its form, its day or its serial; the error shows two digits at most."""
    assert nik_fault(digits) == rule
    with pytest.raises(jr.InvalidNikError) as caught:
        Nik(digits)
    assert caught.value.rule == rule
    assert digits[2:] not in str(caught.value) or len(digits) < 3


@pytest.mark.parametrize("digits", ["6501012902840001", "6501016902000001", "6501013101850001"])
def test_the_last_days_of_months_are_days(digits: str) -> None:
    """A leap day too; 00 may be 2000, which was a leap year."""
    assert nik_fault(digits) is None


def test_a_leap_day_of_00_is_of_2000() -> None:
    """1900 was no leap year, so before 2000 there is no such day."""
    nik = Nik("6501012902000001")

    assert nik.birth_date(on=TODAY) == date(2000, 2, 29)
    with pytest.raises(jr.InvalidFactError, match="had not come"):
        nik.birth_date(on=date(1999, 1, 1))


@pytest.mark.parametrize("given_", [None, 6501010102850001, b"6501010102850001"])
def test_a_nik_is_text(given_: object) -> None:
    """A number has lost digits, or may have."""
    with pytest.raises(jr.InvalidNikError) as caught:
        Nik(given_)  # type: ignore[arg-type]
    assert "0102850001" not in str(caught.value)


NIK = "9901015505850001"


@pytest.mark.parametrize(
    "cell",
    [
        f"'{NIK}", f"’{NIK}", f"`{NIK}`", f"{NIK}.0", f"{NIK},00",  # noqa: RUF001
        "9901 0155 0585 0001", "9.901.015.505.850.001", "9,901,015,505,850,001.00",
        "9901.0155.0585.0001", "99-01-01-550585-0001", f'="{NIK}"', int(NIK),
        Decimal(f"{NIK}.0"),
    ],
)  # fmt: skip
def test_a_nik_is_repaired_where_nothing_can_be_lost(cell: object) -> None:
    """What was written around it goes, and that it went is noted."""
    digits, rule = nik_in(cell)

    assert (digits == NIK, rule) == (True, "nik-repaired")


@pytest.mark.parametrize("cell", [NIK, f" {NIK} ", f"{NIK}\u200b", f"\ufeff{NIK}\t"])
def test_blanks_and_signs_that_nobody_sees_are_no_matter(cell: str) -> None:
    """They go without a word."""
    digits, rule = nik_in(cell)

    assert (digits == NIK, rule) == (True, None)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("9.90101550585E+15", "nik-rounded"),
        ("9,90102E+15", "nik-rounded"),
        ("9.9E15", "nik-rounded"),
        (9901015505850010, "nik-rounded"),  # the sixteenth digit may have been anything
        ("9901015505850010.0", "nik-rounded"),
        (9901015505850002.0, "nik-rounded"),  # beyond 2**53 a float skips every odd number
        (9901015505850002, "nik-rounded"),
        ("9.901.015.505.850.010", "nik-rounded"),  # thousands: it was a number
        ("9,901,015,505,850,010", "nik-rounded"),
        ("9.901.015.505.850.010,00", "nik-rounded"),
        ("=9901015505850010", "nik-rounded"),
        ("990101550585001,1", "nik-form"),
        ("990101550585001", "nik-digit-lost"),
        (101015505850001, "nik-digit-lost"),
        ("0101015505850001", None),
        (99010155058500011, "nik-form"),
        (-9901015505850001, "nik-form"),
        (float("inf"), "nik-form"),
        (10**30, "nik-form"),
        (True, "nik-form"),
        ("ada", "nik-form"),
        ("99010155058500A1", "nik-form"),
        ([NIK], "nik-form"),
        ("9901017205850001", "nik-date"),
        (9901017205850001, "nik-date"),
        ("9901015505850000", "nik-serial"),
        ("", "nik-missing"),
        ("  ", "nik-missing"),
        ("-", "nik-missing"),
        (None, "nik-missing"),
        (float("nan"), "nik-missing"),
    ],
)
def test_a_damaged_nik_is_named(cell: object, rule: str | None) -> None:
    """And nothing is made up for what is lost."""
    digits, found = nik_in(cell)

    assert found == rule
    assert (digits is None) is (rule is not None)


@given(born=DAYS, sex=st.sampled_from(Sex), serial=SERIALS, province=st.sampled_from(PROVINCES))
def test_what_comes_back_from_a_float_is_the_nik_or_nothing(
    born: date, sex: Sex, serial: str, province: str
) -> None:
    """Whatever a spreadsheet made of it: never another NIK than the one written."""
    nik = made_up(province, born, sex, serial)
    fifteen = float(f"{float(nik):.15g}")  # what a spreadsheet keeps

    for cell in (nik, int(nik), fifteen, int(fifteen), f"{fifteen:.0f}.0", f"{fifteen:.5e}"):
        digits, rule = nik_in(cell)
        assert digits in {nik, None}
        assert rule or cell == nik


@given(st.text(max_size=40))
def test_a_hidden_text_shows_at_most_two_digits_of_a_nik(text: str) -> None:
    """However it is written."""
    shown = hidden(text, nik=True)

    assert sum(letter.isdigit() for letter in shown) <= 2
    assert len(shown) == len(text)


@given(st.text(st.sampled_from("0123456789 .-'"), min_size=12, max_size=60))
def test_a_text_with_the_digits_of_a_nik_is_hidden_unasked(text: str) -> None:
    """Twelve digits or more are taken for one."""
    if sum(letter.isdigit() for letter in text) >= 12:
        assert sum(letter.isdigit() for letter in hidden(text)) <= 2
    else:
        assert hidden(text) == text
