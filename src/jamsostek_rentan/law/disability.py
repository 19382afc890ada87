"""The table of disabilities (*tabel cacat*), which a caller hands in: the shipped law has none."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.errors import UnknownNameError
from jamsostek_rentan.law.basis import Basis, check_basis
from jamsostek_rentan.law.facts import check_share


if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = ["DisabilityTable"]


def _pairs(shares: Mapping[str, Fraction]) -> tuple[tuple[str, Fraction], ...]:
    return tuple(sorted(dict(shares).items()))


@attrs.frozen(kw_only=True)
class DisabilityTable:
    """Which share of the base incomes each permanent disability pays (*tabel cacat tetap*).

    The annex of PP 44/2015 that holds it (Lampiran III) was not read, so none is shipped.

    Args:
        shares: The share of each disability, exact, by its name; a mapping or pairs.
        basis: Where the table is from: a LegalBasis, or an Assumption.

    Raises:
        InvalidFactError: For a share that is not exact or not above zero and at most one, or
            without a ground.

    >>> from jamsostek_rentan import Assumption
    >>> table = DisabilityTable(
    ...     shares={"an eye": Fraction(35, 100)},
    ...     basis=Assumption(reason="an invented table", author="an example"),
    ... )
    >>> table.share("an eye")
    Fraction(7, 20)
    """

    shares: tuple[tuple[str, Fraction], ...] = attrs.field(converter=_pairs)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        check_basis(self.basis)
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
                f"The table has {', '.join(known) or 'none'}.",
                "Choose one of them, or hand in a table that has it.",
            )
        return known[loss]
