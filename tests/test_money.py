"""Rupiah are exact whole numbers, read and written as Indonesians write them."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import Rupiah


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("Rp16.800", 16_800),
        ("Rp 16.800", 16_800),
        ("Rp. 16.800,-", 16_800),
        ("Rp16.800,00", 16_800),
        ("rp16800", 16_800),
        ("16800", 16_800),
        ("16.800", 16_800),
        (" Rp\N{NO-BREAK SPACE}1.268.215.200 ", 1_268_215_200),
        ("-Rp5", -5),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_indonesians_write_them(written: str, amount: int) -> None:
    """A dot groups thousands, and a comma only closes."""
    assert Rupiah.parse(written) == Rupiah(amount)


@pytest.mark.parametrize(
    "written",
    [
        "16.8",
        "16,8",
        "16,800",
        "16,800.50",
        "Rp16.800,50",
        "1.6800",
        "16.800.5",
        "016.800",
        "1_000",
        "1e3",
        "Rp",
        "",
        "sixteen",
        "\N{ARABIC-INDIC DIGIT ONE}",
        "16800,0",
        "Rp16.800 Rp",
        "$5",
        5,
        None,
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(written: str) -> None:
    """No guess is made about a text."""
    with pytest.raises(jr.InvalidRupiahError, match="was to be read as an amount"):
        Rupiah.parse(written)


@pytest.mark.parametrize(
    "amount",
    [
        16_800.0,
        float("nan"),
        float("inf"),
        True,
        Decimal("16800.5"),
        Decimal("NaN"),
        Decimal("Infinity"),
        Fraction(1, 2),
        "16800",
        None,
    ],
)
def test_what_is_not_a_whole_number_is_refused(amount: object) -> None:
    """Floats, bools, NaN, fractions and texts never become money."""
    with pytest.raises(jr.InvalidRupiahError, match="whole numbers") as caught:
        Rupiah(amount)  # type: ignore[arg-type]

    assert isinstance(caught.value, ValueError)


def test_exact_whole_numbers_of_other_kinds_are_taken() -> None:
    """A Decimal or a Fraction without fraction is a whole number."""
    assert Rupiah(Decimal("16800.0")) == Rupiah(Fraction(33_600, 2)) == Rupiah(16_800)


def test_rupiah_are_written_with_dots() -> None:
    """Text, representation and format spec all agree."""
    assert str(Rupiah(1_268_215_200)) == "Rp1.268.215.200"
    assert str(Rupiah(-16_800)) == "-Rp16.800"
    assert repr(Rupiah(16_800)) == "Rupiah(16_800)"
    assert f"{Rupiah(5):>6}|" == "   Rp5|"


def test_rupiah_have_the_arithmetic_of_money() -> None:
    """They add, subtract, count and compare."""
    assert sum([Rupiah(10_000), Rupiah(6_800)]) == Rupiah(16_800)
    assert Rupiah(16_800) - Rupiah(20_000) == -Rupiah(3_200)
    assert 3 * Rupiah(16_800) == Rupiah(16_800) * 3 == Rupiah(50_400)
    assert Rupiah(50_401) // Rupiah(16_800) == 3
    assert Rupiah(50_401) % Rupiah(16_800) == Rupiah(1)
    assert divmod(Rupiah(50_401), Rupiah(16_800)) == (3, Rupiah(1))
    assert Rupiah(1) < Rupiah(2) <= Rupiah(2) < max(Rupiah(3), Rupiah(1))
    assert (bool(Rupiah(0)), bool(Rupiah(1)), int(Rupiah(7))) == (False, True, 7)
    assert len({Rupiah(1), Rupiah(1), Rupiah(2)}) == 2
    assert pickle.loads(pickle.dumps(Rupiah(5))) == Rupiah(5)
    assert Rupiah(1) != 1


@pytest.mark.parametrize(
    "operation",
    [
        lambda: Rupiah(1) + 1,
        lambda: 1 + Rupiah(1),
        lambda: 0.0 + Rupiah(1),
        lambda: Rupiah(1) - 1,
        lambda: Rupiah(2) * 1.5,
        lambda: Rupiah(2) * True,
        lambda: Rupiah(2) / 2,
        lambda: Rupiah(2) / Rupiah(2),
        lambda: Rupiah(2) // 2,
        lambda: Rupiah(2) % 2,
        lambda: Rupiah(2) * Rupiah(2),
    ],
)
def test_other_arithmetic_is_refused_with_a_way_out(operation: object) -> None:
    """The error names what money can do, and it is a TypeError too."""
    with pytest.raises(jr.RupiahArithmeticError, match="use split") as caught:
        operation()  # type: ignore[operator]

    assert isinstance(caught.value, TypeError)


def test_rupiah_do_not_compare_with_numbers() -> None:
    """A price is not a number."""
    with pytest.raises(TypeError):
        assert Rupiah(1) < 2


def test_rupiah_are_light() -> None:
    """They carry no dict, so that millions fit in memory."""
    assert not hasattr(Rupiah(1), "__dict__")


@pytest.mark.parametrize(
    ("amount", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (16_800, [10, 20], [5_600, 11_200]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (10, [0, 1, 0], [0, 10, 0]),
        (0, [1, 2], [0, 0]),
        (2, [1, 1, 1, 1], [1, 1, 0, 0]),
        (10, [Fraction(1, 3), Fraction(2, 3)], [3, 7]),
        (100, [Rupiah(1), Rupiah(3)], [25, 75]),
    ],
)
def test_a_split_gives_leftovers_to_the_largest_remainders(
    amount: int, weights: list[int], parts: list[int]
) -> None:
    """Ties go to those named first; a negative amount mirrors the positive one."""
    assert jr.split(Rupiah(amount), weights) == tuple(map(Rupiah, parts))


def test_what_is_split_is_rupiah() -> None:
    """A number is not an amount."""
    for call in (
        lambda: jr.split(100, [1]),  # type: ignore[arg-type]
        lambda: jr.spread(100, ["Mawar"]),  # type: ignore[arg-type]
    ):
        with pytest.raises(jr.InvalidRupiahError, match=r"Write Rupiah\(\.\.\.\) around it"):
            call()


@pytest.mark.parametrize("weights", [[], [0, 0], [-1, 2], [0.5, 0.5], [True, True], ["1"]])
def test_weights_that_divide_nothing_are_refused(weights: list[object]) -> None:
    """A split needs exact weights, and somebody with a share."""
    with pytest.raises(jr.InvalidSplitError):
        jr.split(Rupiah(100), weights)  # type: ignore[arg-type]
