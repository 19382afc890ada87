"""The table of disabilities (*tabel cacat*), which a caller hands in: the shipped law has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias, cast

import attrs

from jamsostek_rentan.errors import InvalidFactError, UnknownNameError
from jamsostek_rentan.law.basis import Basis, check_basis
from jamsostek_rentan.law.facts import check_share


__all__ = ["DisabilityTable"]

Shares: TypeAlias = tuple[tuple[str, Fraction], ...]
"""The share of each loss, as pairs."""


def _pairs(shares: object) -> Shares:
    pairs = cast("Shares", shares.items() if isinstance(shares, Mapping) else shares)
    return tuple(sorted(pairs)) if isinstance(shares, Iterable) else ()


@attrs.frozen(kw_only=True)
class DisabilityTable:
    """Which share of the base incomes each permanent disability pays (*tabel cacat tetap*).

    The annex of PP 44/2015 that holds it (Lampiran III) was not read, so none is shipped.

    Args:
        shares: The share of each disability, exact, by its name; a mapping or pairs.
        basis: Where the table is from: a LegalBasis, or an Assumption.

    Raises:
        InvalidFactError: For no loss or one named twice, a share that is not exact or not above
            zero and at most one, or without a ground.

    >>> from jamsostek_rentan import Assumption
    >>> table = DisabilityTable(
    ...     shares={"an eye": Fraction(35, 100)},
    ...     basis=Assumption(reason="an invented table", author="an example"),
    ... )
    >>> table.share("an eye")
    Fraction(7, 20)
    """

    shares: Shares = attrs.field(converter=_pairs)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        check_basis(self.basis)
        if not self.shares or len(dict(self.shares)) < len(self.shares):
            raise InvalidFactError(
                f"A table of the disabilities {[loss for loss, _ in self.shares]} was given.",
                "It names one loss at least, and each once.",
                'Write for example shares={"an eye": Fraction(35, 100)}.',
            )
        for loss, share in self.shares:
            check_share(share, f"the share of {loss!r}")

    def share(self, loss: str) -> Fraction:
        """The share of one disability.

        Raises:
            UnknownNameError: For one that is not in the table.
        """
        known = dict(self.shares)
        if loss not in known:
            raise UnknownNameError(
                f"The disability {loss!r} was asked.",
                f"The table has {', '.join(known)}.",
                "Choose one of them, or hand in a table that has it.",
            )
        return known[loss]
