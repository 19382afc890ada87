"""How a benefit is measured: a sum, a multiple of the base income, a monthly share, a cost."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.values.money import Rupiah


__all__ = ["AtCost", "LumpSum", "Measure", "MonthlyShare", "MultipleOfBase", "TableMultiple"]


@attrs.frozen(kw_only=True)
class LumpSum:
    """A sum that is the same for every participant.

    >>> LumpSum(amount=Rupiah(10_000_000)).at_event(None)
    Rupiah(10_000_000)
    """

    amount: Rupiah

    key = "measure.sum"

    def at_event(self, _base: Rupiah | None) -> Rupiah | None:
        """What the event itself opens, in rupiah."""
        return self.amount

    def told(self) -> dict[str, Any]:
        """What is written into its text."""
        return {"amount": self.amount}


@attrs.frozen(kw_only=True)
class MultipleOfBase:
    """A share of some monthly base incomes, at least a sum.

    Args:
        share: The share.
        multiplier: Of how many months of base income (*dasar penghasilan*).
        at_least: The least it comes to, in rupiah; none where nothing is said of it.

    >>> death = MultipleOfBase(share=Fraction(3, 5), multiplier=80, at_least=Rupiah(20_000_000))
    >>> death.at_event(Rupiah(1_000_000))
    Rupiah(48_000_000)
    """

    share: Fraction
    multiplier: int
    at_least: Rupiah | None = None

    @property
    def key(self) -> str:
        """The key of its text."""
        return "measure.multiple" if self.at_least is None else "measure.multiple.at-least"

    def at_event(self, base: Rupiah | None) -> Rupiah | None:
        """What the event itself opens, in rupiah; none where the base income is not known."""
        if base is None:
            return None
        paid = _part(base, self.share * self.multiplier)
        return paid if self.at_least is None else max(paid, self.at_least)

    def told(self) -> dict[str, Any]:
        """What is written into its text."""
        return {
            "share": self.share,
            "multiplier": self.multiplier,
            "at_least": self.at_least,
        }


@attrs.frozen(kw_only=True)
class MonthlyShare:
    """A share of the base income for each month, by how many months have gone before.

    Args:
        months: How many months the first share is paid for.
        share: The share for them.
        share_after: The share for every later month.

    >>> incapacity = MonthlyShare(months=12, share=Fraction(1), share_after=Fraction(1, 2))
    >>> incapacity.over(14, base=Rupiah(1_000_000))
    Rupiah(13_000_000)
    """

    months: int
    share: Fraction
    share_after: Fraction

    key = "measure.monthly"

    def at_event(self, _base: Rupiah | None) -> Rupiah | None:
        """Nothing: it depends on how long it lasts."""
        return None

    def over(self, months: int, *, base: Rupiah) -> Rupiah:
        """What some months come to, in rupiah.

        Raises:
            InvalidFactError: For a number of months that is no whole number above zero.
        """
        if type(months) is not int or months < 1:
            raise InvalidFactError(
                f"A benefit over {months!r} months was asked.",
                "It is paid for whole months, one or more.",
                "Give for example months=3.",
            )
        first = min(months, self.months)
        return _part(base, self.share * first + self.share_after * (months - first))

    def told(self) -> dict[str, Any]:
        """What is written into its text."""
        return {"months": self.months, "share": self.share, "share_after": self.share_after}


@attrs.frozen(kw_only=True)
class AtCost:
    """What something costs, up to a sum where there is one.

    Args:
        up_to: The most that is paid, in rupiah; none where it is as needed.
        years: For how many years at most; none where it is not limited.
        markup: Which share is added to the price of a government centre, where that counts.

    >>> AtCost(up_to=Rupiah(1_000_000)).key
    'measure.up-to'
    """

    up_to: Rupiah | None = None
    years: int | None = None
    markup: Fraction | None = None

    @property
    def key(self) -> str:
        """The key of its text."""
        if self.markup is not None:
            return "measure.markup"
        if self.up_to is None:
            return "measure.as-needed"
        return "measure.up-to" if self.years is None else "measure.up-to-years"

    def at_event(self, _base: Rupiah | None) -> Rupiah | None:
        """Nothing: it depends on what it costs."""
        return None

    def told(self) -> dict[str, Any]:
        """What is written into its text."""
        return {"up_to": self.up_to, "years": self.years, "markup": self.markup}


@attrs.frozen(kw_only=True)
class TableMultiple:
    """A share that a table of disabilities gives, of some monthly base incomes.

    Args:
        multiplier: Of how many months of base income (*dasar penghasilan*).

    >>> TableMultiple(multiplier=80).lost(Fraction(35, 100), base=Rupiah(1_000_000))
    Rupiah(28_000_000)
    """

    multiplier: int

    key = "measure.table"

    def at_event(self, _base: Rupiah | None) -> Rupiah | None:
        """Nothing: it depends on what was lost."""
        return None

    def lost(self, share: Fraction, *, base: Rupiah) -> Rupiah:
        """What a share of the table comes to, in rupiah.

        Raises:
            InvalidFactError: Where it leaves a fraction of a rupiah.
        """
        return _part(base, share * self.multiplier)

    def told(self) -> dict[str, Any]:
        """What is written into its text."""
        return {"multiplier": self.multiplier}


Measure = LumpSum | MultipleOfBase | MonthlyShare | AtCost | TableMultiple
"""How a benefit is measured."""


def _part(base: Rupiah, times: Fraction) -> Rupiah:
    exact = base.amount * times
    if exact.denominator > 1:
        raise InvalidFactError(
            f"{times} times the base income of {base} was asked.",
            f"It is {exact} rupiah, and no rule of rounding is known.",
            "Give a share that leaves whole rupiah, as the agency's own working does.",
        )
    return Rupiah(int(exact))
