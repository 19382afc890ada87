"""Published and booked figures: right, rounded, cut, one digit off, or of another price."""

from __future__ import annotations

from typing import Any

import pytest
from cases import name_of, read_cases
from hypothesis import given
from hypothesis import strategies as st

import jamsostek_rentan as jr
from jamsostek_rentan import FitKind, Misprint, Precision, PublishedFigure, Rupiah


RULES = jr.law.bpu()
YEAR = jr.ContributionPeriod.parse("2025-01/2025-12")
QUARTER = jr.ContributionPeriod.parse("2025-01/2025-03")
OCTOBER = jr.ContributionPeriod.parse("2025-10/2025-10")
# What the press wrote of figures that are right, and how it wrote them.
SAID = [
    ("7,358 miliar", 7_358_400_000, Precision.ROUNDED),
    ("1,92 miliar", 1_919_937_600, Precision.ROUNDED),
    ("100 juta", 99_993_600, Precision.ROUNDED),
    ("1,78 miliar", 1_786_176_000, Precision.CUT),
    ("Rp452.508.000", 452_508_000, Precision.EXACT),
]


def check(amount: Any, workers: int, period: jr.ContributionPeriod, **asked: Any) -> jr.FigureCheck:  # noqa: ANN401 - what check_figure takes
    """A figure that a regency's budget is said to pay."""
    asked = {"funding": jr.FundingSource.APBD, **asked}
    return jr.check_figure(amount, workers=workers, period=period, rules=RULES, **asked)


def fits(found: jr.FigureCheck) -> dict[FitKind, int]:
    """With which numbers a figure would be right."""
    return {fit.kind: fit.value for fit in found.fits}


@pytest.mark.parametrize(("said", "right", "precision"), SAID)
def test_a_figure_is_understood_as_the_press_writes_it(
    said: str, right: int, precision: Precision
) -> None:
    """To the rupiah, rounded, or cut."""
    assert PublishedFigure.parse(said).as_said(Rupiah(right)) is precision


def test_a_half_is_rounded_upwards_and_a_whole_step_is_another_figure() -> None:
    """1,5 juta is 1.450.000 and whatever lies below 1.600.000."""
    said = PublishedFigure.parse("1,5 juta")

    for exact, precision in (
        (1_449_999, None),
        (1_450_000, Precision.ROUNDED),
        (1_500_000, Precision.EXACT),
        (1_549_999, Precision.ROUNDED),
        (1_550_000, Precision.CUT),
        (1_599_999, Precision.CUT),
        (1_600_000, None),
    ):
        assert said.as_said(Rupiah(exact)) is precision


@pytest.mark.parametrize("case", read_cases("budgets.toml", "budget"), ids=name_of)
def test_published_budgets_are_exact(case: dict[str, Any]) -> None:
    """Those that reconcile, each with its source."""
    months = jr.ContributionPeriod.parse(case["period"])
    found = check(Rupiah(case["rupiah"]), case["workers"], months)

    assert (found.exact, found.precision, found.fits) == (True, Precision.EXACT, ())


def test_lebak_was_computed_with_16200() -> None:
    """At Rp16.800 a month Rp24.840.000 more."""
    lebak = check(Rupiah(670_680_000), 3_450, YEAR)

    assert (lebak.exact, fits(lebak)) == (False, {FitKind.PRICE: 16_200})
    told = str(lebak.explain("id"))
    assert "kurang Rp24.840.000" in told
    assert "iuran per pekerja per bulan Rp16.200" in told
    assert "Semua dari" not in told


def test_a_form_said_59400_for_50400() -> None:
    """One digit; and it is no whole number of months."""
    form = check("59.400", 1, QUARTER)

    (amount, price) = form.fits
    assert (amount.kind, amount.value, amount.misprint) == (
        FitKind.AMOUNT,
        50_400,
        Misprint.DIGIT,
    )
    assert (price.kind, price.value) == (FitKind.PRICE, 19_800)
    told = str(form.explain("en"))
    assert "lebih" not in told
    assert "Right is Rp50.400; the published figure is Rp9.000 more." in told
    assert "differs in one digit" in told
    short = check("59,4 ribu", 1, QUARTER)
    assert FitKind.AMOUNT not in fits(short)
    assert check(Rupiah(0), 1, QUARTER).fits == ()


def test_kepahiang_was_computed_with_16000() -> None:
    """Said as 31,7 juta for a month; the roundest price that fits is the likely one."""
    found = check("31,7 juta", 1_984, OCTOBER)

    price = next(fit for fit in found.fits if fit.kind is FitKind.PRICE)
    assert (price.value, price.lowest, price.highest) == (16_000, 15_953, 16_028)
    assert not found.exact
    assert "Anything from Rp15.953 to Rp16.028" in str(found.explain("en"))


def test_wajo_is_no_whole_number_of_anything() -> None:
    """57.332,1 worker-months; for a month or for a year (makassar.tribunnews.com, 2025)."""
    for period in (OCTOBER, YEAR):
        wajo = check(Rupiah(963_180_000), 22_586, period)
        assert (wajo.exact, wajo.fits) == (False, ())
        assert "No whole number" in str(wajo.explain("en"))


def test_each_number_is_tried_with_the_others_as_they_were_said() -> None:
    """Too few workers, too few months, other heads at other times."""
    more = check(Rupiah(3_540 * 12 * 16_800), 3_450, YEAR)
    workers = next(fit for fit in more.fits if fit.kind is FitKind.WORKERS)
    assert (workers.value, workers.misprint) == (3_540, Misprint.EXCHANGED)
    longer = check(Rupiah(100 * 9 * 16_800), 100, YEAR)
    assert fits(longer) == {
        FitKind.PRICE: 12_600,
        FitKind.WORKERS: 75,
        FitKind.MONTHS: 9,
        FitKind.WORKER_MONTHS: 900,
    }
    months = next(
        fit for fit in check(Rupiah(10 * 21 * 16_800), 10, YEAR).fits if fit.kind is FitKind.MONTHS
    )
    assert (months.value, months.misprint) == (21, Misprint.EXCHANGED)
    assert fits(check(Rupiah(901 * 16_800), 100, YEAR)) == {
        FitKind.PRICE: 12_614,
        FitKind.WORKER_MONTHS: 901,
    }


def test_months_are_not_counted_where_they_cost_differently() -> None:
    """Across the end of a relief a month is not a month."""
    change = jr.ContributionPeriod.parse("2026-03/2026-04")
    found = jr.check_figure(
        Rupiah(100 * 12_600 * 3),  # of months that would cost the average of the two
        workers=100,
        period=change,
        rules=RULES,
        funding=jr.FundingSource.SELF,
        sector=jr.Sector.OTHER,
    )

    assert FitKind.MONTHS not in fits(found)
    assert FitKind.WORKER_MONTHS not in fits(found)


def test_swapped_programmes_are_told() -> None:
    """The total is right, and each half of it under the other name."""
    right = check(Rupiah(5_880_000), 350, OCTOBER, jkk=Rupiah(3_500_000), jkm=Rupiah(2_380_000))
    swapped = check(Rupiah(5_880_000), 350, OCTOBER, jkk=Rupiah(2_380_000), jkm=Rupiah(3_500_000))
    wrong = check(Rupiah(5_880_000), 350, OCTOBER, jkk=Rupiah(2_380_000), jkm=Rupiah(3_500_001))

    assert (right.swapped, swapped.swapped, wrong.swapped) == (False, True, False)
    assert check(Rupiah(5_880_000), 350, OCTOBER).swapped is False
    assert "tertukar" in str(swapped.explain("id"))
    assert "tertukar" not in str(right.explain("id"))


def test_two_programmes_of_one_price_are_never_swapped() -> None:
    """In a what-if in which JKM costs as much as JKK."""
    same = RULES.with_rate(
        jr.Program.JKM,
        first=OCTOBER.first,
        amount=Rupiah(10_000),
        basis=jr.Assumption(reason="an example", author="the tests"),
    )
    booked = jr.check_figure(
        Rupiah(20_000), workers=1, period=OCTOBER, rules=same, funding=jr.FundingSource.APBD,
        jkk=Rupiah(10_000), jkm=Rupiah(10_000),
    )  # fmt: skip

    assert (booked.exact, booked.swapped) == (True, False)


def test_a_figure_that_is_right_under_some_reading_says_so() -> None:
    """Of a village nobody knows; of a company one reading is presumed."""
    month = jr.ContributionPeriod.parse("2026-09/2026-09")
    for amount, less in ((5_880_000, 2_940_000), (2_940_000, 5_880_000)):
        village = check(Rupiah(amount), 350, month, funding=jr.FundingSource.APBDES,
                        jkk=Rupiah(1), jkm=Rupiah(2))  # fmt: skip
        with pytest.raises(jr.UnsettledLawError):
            _ = village.exact
        assert village.fits == ()
        told = str(village.explain("en"))
        assert f"It says {Rupiah(amount)}, to the rupiah." in told
        assert f"Right is {Rupiah(less)}" in told
    company = check(Rupiah(2_940_000), 350, month, funding=jr.FundingSource.CSR)
    assert company.exact
    assert not check(Rupiah(5_880_000), 350, month, funding=jr.FundingSource.CSR).exact


@given(workers=st.integers(1, 100_000), months=st.integers(1, 24), price=st.integers(1_000, 40_000))
def test_whatever_a_figure_was_computed_with_is_found(
    workers: int, months: int, price: int
) -> None:
    """The price is among what fits, and every fit makes the figure right."""
    period = jr.ContributionMonth(2023, 1).for_months(months)
    amount = workers * months * price
    found = check(Rupiah(amount), workers, period)

    assert found.exact is (price == 16_800)
    if not found.exact:
        by_kind = fits(found)
        assert by_kind[FitKind.PRICE] == price
        for kind, value in by_kind.items():
            made = {
                FitKind.AMOUNT: amount,
                FitKind.PRICE: workers * months * value,
                FitKind.WORKERS: value * months * 16_800,
                FitKind.MONTHS: workers * value * 16_800,
                FitKind.WORKER_MONTHS: value * 16_800,
            }
            assert made[kind] == amount


@given(
    amount=st.integers(0, 10**12),
    step=st.sampled_from([1, 10, 10**5, 10**6, 10**7]),
    exact=st.integers(0, 10**12),
)
def test_a_figure_stands_for_what_lies_between_its_lowest_and_highest(
    amount: int, step: int, exact: int
) -> None:
    """And for nothing else."""
    figure = PublishedFigure(Rupiah(amount // step * step), step)
    near = int(figure.amount) + exact % (3 * step) - step

    for candidate in (exact, max(near, 0)):
        inside = figure.lowest <= Rupiah(candidate) <= figure.highest
        assert inside is (figure.as_said(Rupiah(candidate)) is not None)


@pytest.mark.parametrize(
    ("one", "other", "misprint"),
    [
        (16_800, 16_200, Misprint.DIGIT),
        (16_800, 18_600, Misprint.EXCHANGED),
        (16_800, 61_800, Misprint.EXCHANGED),
        (16_800, 10_806, None),
        (16_800, 17_900, None),
        (16_800, 1_680, None),
        (7, 7, None),
    ],
)
def test_a_slip_of_the_pen_is_one_digit_or_two_neighbours(
    one: int, other: int, misprint: Misprint | None
) -> None:
    """Either way round."""
    assert Misprint.of(one, other) is Misprint.of(other, one) is misprint


@pytest.mark.parametrize(
    ("said", "amount", "step"),
    [
        ("Rp 31,7 juta", 31_700_000, 100_000),
        ("1,5 M", None, None),
        ("2 triliun", 2_000_000_000_000, 1_000_000_000_000),
        ("750 ribu", 750_000, 1_000),
        ("750rb", 750_000, 1_000),
        ("2 jt", 2_000_000, 1_000_000),
        ("1.786 juta", 1_786_000_000, 1_000_000),
        ("1,78 Milyar.", 1_780_000_000, 10_000_000),
        ("16.800", 16_800, 1),
        ("1,2345 ribu", None, None),
        ("satu juta", None, None),
    ],
)
def test_amounts_of_the_press_are_read(said: str, amount: int | None, step: int | None) -> None:
    """And refused where they are none."""
    if amount is None:
        with pytest.raises(jr.InvalidRupiahError):
            PublishedFigure.parse(said)
    else:
        assert step is not None
        assert PublishedFigure.parse(said) == PublishedFigure(Rupiah(amount), step)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"workers": 0}, "0 workers"),
        ({"workers": 1.5}, "1.5 workers"),
        ({"amount": 5_880_000}, "the amount"),
        ({"period": OCTOBER.first}, "period"),
        ({"jkk": Rupiah(1)}, "JKK and JKM"),
        ({"jkk": 1, "jkm": 2}, "booked"),
    ],
)
def test_what_is_no_figure_is_refused(wrong: dict[str, Any], says: str) -> None:
    """By name."""
    asked = {"amount": Rupiah(5_880_000), "workers": 350, "period": OCTOBER, **wrong}
    with pytest.raises(jr.InvalidFactError, match=says):
        check(asked.pop("amount"), asked.pop("workers"), asked.pop("period"), **asked)
    for amount, step in ((Rupiah(-1), 1), (5, 1), (Rupiah(5), 0), (Rupiah(5), True)):
        with pytest.raises(jr.InvalidFactError, match="published figure"):
            PublishedFigure(amount, step)  # type: ignore[arg-type]
    with pytest.raises(jr.InvalidFactError, match="text"):
        PublishedFigure.parse(5)  # type: ignore[arg-type]


def test_a_check_of_a_figure_is_a_value() -> None:
    """It prints, and goes through plain dicts."""
    found = check("1,78 miliar", 35_440, jr.ContributionPeriod.parse("2021-10/2021-12"))

    assert jr.from_plain(jr.to_plain(found)) == found
    assert "1.780.000.000 (its last digit is worth Rp10.000.000)" in str(found.explain("en"))
    assert found.precision is Precision.CUT
