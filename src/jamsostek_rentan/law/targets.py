"""The agency's own counting of sponsored groups towards its targets: not a contribution rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.basis import LegalBasis
from jamsostek_rentan.values.proration import count_towards_target


if TYPE_CHECKING:
    from fractions import Fraction


__all__ = ["TargetRule"]


@attrs.frozen(kw_only=True)
class TargetRule:
    """How groups under some codes count towards a target (*penghitungan capaian*; ours).

    Args:
        groups: The agency's group codes, such as ``SG`` or ``SC``.
        full_after: Contribution months from which every head counts whole.
        shorter_counts: Whether fewer months count in proportion, or not at all.
        basis: Where it says so.
    """

    groups: tuple[str, ...]
    full_after: int
    shorter_counts: bool
    basis: LegalBasis

    def count(self, workers: int, months: int) -> Fraction:
        """How many workers the group counts for, exactly."""
        return count_towards_target(
            workers, months, full_after=self.full_after, shorter_counts=self.shorter_counts
        )
