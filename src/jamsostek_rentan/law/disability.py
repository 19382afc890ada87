"""The table of disabilities (*tabel cacat*), which a caller hands in: the shipped law has none."""

from __future__ import annotations

from fractions import Fraction
from operator import itemgetter
from typing import Any, TypeAlias

import attrs

from jamsostek_rentan.errors import InvalidFactError, UnknownNameError
from jamsostek_rentan.law.basis import Basis, check_basis
from jamsostek_rentan.law.facts import check_share


__all__ = ["DisabilityTable"]

Shares: TypeAlias = tuple[tuple[str, Fraction], ...]
"""The share of each loss, as pairs."""


def _pairs(given: Any) -> Shares:  # noqa: ANN401 - what is no table is refused in words
    try:
        shares = [(loss, share) for loss, share in dict(given).items() if isinstance(loss, str)]
        complete = len(shares) == len(given) > 0
    except (TypeError, ValueError):
        complete, shares = False, []
    if not complete:
        raise InvalidFactError(
            f"A table of the disabilities {given!r} was given.",
            "It names one loss at least, by a text, and each once.",
            'Write for example shares={"an eye": Fraction(35, 100)}.',
        )
    return tuple(sorted(shares, key=itemgetter(0)))


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
        for loss, share in self.shares:
            check_share(share, f"the share of {loss!r}")

    def share(self, loss: str) -> Fraction:
        """The share of one disability.

        Raises:
            UnknownNameError: For one that is not in the table.
        """
        for known, share in self.shares:
            if known == loss:
                return share
        raise UnknownNameError(
            f"The disability {loss!r} was asked.",
            f"The table has {', '.join(known for known, _ in self.shares)}.",
            "Choose one of them, or hand in a table that has it.",
        )
