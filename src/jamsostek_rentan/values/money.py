"""Whole rupiah, and the one allocator that divides them."""

from __future__ import annotations

import functools
import operator
import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn, Self, cast

import attrs

from jamsostek_rentan.errors import (
    InvalidRupiahError,
    InvalidSplitError,
    RupiahArithmeticError,
)


if TYPE_CHECKING:
    from collections.abc import Iterable


__all__ = ["Rupiah", "apportion", "split"]

_WRITTEN = re.compile(
    r"""
    \s* (?P<minus>-)? \s*
    (?:Rp \.? \s*)?
    (?P<whole> 0 | [1-9][0-9]{0,2} (?:\.[0-9]{3})+ | [1-9][0-9]* )
    (?: ,00 | ,- )?
    \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _whole(amount: Any) -> int:  # noqa: ANN401 - whatever a caller may hand in is judged here
    if type(amount) is int:
        return amount
    exact = isinstance(amount, Fraction) or (isinstance(amount, Decimal) and amount.is_finite())
    if exact and amount == int(amount):
        return int(amount)
    if not isinstance(amount, bool):
        try:
            return operator.index(cast("Any", amount))
        except TypeError:
            pass
    raise InvalidRupiahError(
        f"{amount!r} ({type(amount).__name__}) was given as an amount in rupiah.",
        "Rupiah are whole numbers and nothing is rounded.",
        "Give an int, or read text with Rupiah.parse.",
    )


@functools.total_ordering
@attrs.frozen(repr=False)
class Rupiah:
    """An exact, whole amount of Indonesian rupiah; may be negative.

    Rupiah are added to and taken from rupiah and multiplied by whole numbers; dividing rupiah by
    rupiah counts how often one goes into the other.  There is no division by a number: what is
    to be divided goes through :func:`split`, which loses nothing.

    Args:
        amount: A whole number of rupiah; a whole ``Decimal`` or ``Fraction`` is taken too.

    Raises:
        InvalidRupiahError: For a float, a bool, a text, a ``NaN`` or a fraction.

    >>> Rupiah(10_000) + Rupiah(6_800)
    Rupiah(16_800)
    >>> print(Rupiah(16_800) * 350)
    Rp5.880.000
    >>> Rupiah(25_000_000) // Rupiah(16_800)
    1488
    """

    amount: int = attrs.field(converter=_whole)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an amount as Indonesians write it.

        Args:
            text: For example ``Rp16.800``, ``Rp 16.800``, ``Rp. 16.800,-``, ``Rp16.800,00``,
                ``16800``.  A dot groups thousands; only ``,00`` or ``,-`` may follow.

        Raises:
            InvalidRupiahError: For anything else, above all what might be read in two ways,
                such as ``16.8``, ``16,800`` or ``16,800.50``.

        >>> Rupiah.parse("Rp. 16.800,-")
        Rupiah(16_800)
        """
        found = _WRITTEN.fullmatch(text) if type(text) is str else None
        if not found:
            raise InvalidRupiahError(
                f"{text!r} was to be read as an amount in rupiah.",
                "A dot groups three digits and only ',00' or ',-' may follow.",
                "Write it like Rp16.800 or 16800.",
            )
        whole = int(found["whole"].replace(".", ""))
        return cls(-whole if found["minus"] else whole)

    def __str__(self) -> str:
        sign = "-" if self.amount < 0 else ""
        return f"{sign}Rp{abs(self.amount):,}".replace(",", ".")

    def __repr__(self) -> str:
        return f"Rupiah({self.amount:_})"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __lt__(self, other: Rupiah) -> bool:
        if isinstance(other, Rupiah):
            return self.amount < other.amount
        return NotImplemented

    def __int__(self) -> int:
        return self.amount

    def __bool__(self) -> bool:
        return self.amount != 0

    def __neg__(self) -> Rupiah:
        return Rupiah(-self.amount)

    def __add__(self, other: Rupiah) -> Rupiah:
        if isinstance(other, Rupiah):
            return Rupiah(self.amount + other.amount)
        return _refuse("+", other)

    def __radd__(self, other: int) -> Rupiah:
        if type(other) is int and other == 0:  # where sum() begins
            return self
        return _refuse("+", other)

    def __sub__(self, other: Rupiah) -> Rupiah:
        if isinstance(other, Rupiah):
            return Rupiah(self.amount - other.amount)
        return _refuse("-", other)

    def __mul__(self, count: int) -> Rupiah:
        if type(count) is int:
            return Rupiah(self.amount * count)
        return _refuse("*", count)

    __rmul__ = __mul__

    def __floordiv__(self, other: Rupiah) -> int:
        return divmod(self, other)[0]

    def __mod__(self, other: Rupiah) -> Rupiah:
        return divmod(self, other)[1]

    def __divmod__(self, other: Rupiah) -> tuple[int, Rupiah]:
        if isinstance(other, Rupiah):
            times, rest = divmod(self.amount, other.amount)
            return times, Rupiah(rest)
        return _refuse("divided by", other)

    def __truediv__(self, other: object) -> NoReturn:
        _refuse("/", other)


def _refuse(sign: str, other: object) -> NoReturn:
    raise RupiahArithmeticError(
        f"Rupiah {sign} {other!r} ({type(other).__name__}) was asked.",
        "Rupiah go + and - with rupiah, * with an int, // and divmod with rupiah.",
        "To divide an amount use split; to make one from a number use Rupiah(number).",
    )


def split(amount: Rupiah, weights: Iterable[int | Fraction | Rupiah]) -> tuple[Rupiah, ...]:
    """Divide an amount by weights so that the parts sum to the whole.

    Each part is within one rupiah of its exact share.  The rupiah left over go to the largest
    remainders; among equal ones, to those named first.

    Args:
        amount: What is divided, in rupiah.
        weights: One for each part, in any unit: whole numbers, exact fractions, or rupiah.

    Raises:
        InvalidRupiahError: For an amount that is not Rupiah.
        InvalidSplitError: Without weights, with a negative weight, a float or a bool, or when
            all weights are zero.

    >>> split(Rupiah(100), weights=[1, 1, 1])
    (Rupiah(34), Rupiah(33), Rupiah(33))
    """
    if not isinstance(amount, Rupiah):
        raise InvalidRupiahError(
            f"{amount!r} ({type(amount).__name__}) was to be split.",
            "An amount of money is Rupiah, a number is not.",
            "Write Rupiah(...) around it.",
        )
    sign = -1 if amount.amount < 0 else 1
    return tuple(Rupiah(sign * part) for part in apportion(abs(amount.amount), weights))


def apportion(count: int, weights: Iterable[int | Fraction | Rupiah]) -> tuple[int, ...]:
    """Divide a count, zero or more, by weights: the rule of :func:`split`, for whatever is counted.

    Raises:
        InvalidSplitError: As for :func:`split`.

    >>> apportion(100, [1, 1, 1])
    (34, 33, 33)
    """
    shares = [_weight(weight) for weight in weights]
    whole = sum(shares)
    if not whole:
        raise InvalidSplitError(
            f"{count} was to be split by the weights {[str(share) for share in shares]}.",
            "They sum to nothing, so nobody has a share.",
            "Give at least one weight above zero.",
        )
    exact = [count * share / whole for share in shares]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda at: parts[at] - exact[at])
    for at in by_remainder[: count - sum(parts)]:
        parts[at] += 1
    return tuple(parts)


def _weight(weight: int | Fraction | Rupiah) -> Fraction:
    exact: object = weight.amount if isinstance(weight, Rupiah) else weight
    if isinstance(exact, bool) or not isinstance(exact, (int, Fraction)) or exact < 0:
        raise InvalidSplitError(
            f"{weight!r} ({type(weight).__name__}) was given as a weight of a split.",
            "A weight is zero or more, and exact.",
            "Give an int, a Fraction or Rupiah.",
        )
    return Fraction(exact)
