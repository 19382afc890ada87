"""What a doubt is worth: the rupiah at stake for each open question of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.law.questions import Question, worlds
from jamsostek_rentan.values.money import Rupiah


if TYPE_CHECKING:
    from jamsostek_rentan.law.questions import Figure


__all__ = ["Stake", "stakes_of"]


@attrs.frozen(kw_only=True)
class Stake:
    """What an open question is worth in one figure (ours: *nilai yang dipertaruhkan*).

    Args:
        question: The question.
        amount: By how many rupiah its readings differ at most, whatever the others are read as.

    >>> from jamsostek_rentan import ContributionPeriod, FundingSource, Sector, cost_of_cover, law
    >>> quote = cost_of_cover(
    ...     21_400, ContributionPeriod.parse("2026-04/2026-11"), rules=law.bpu(),
    ...     funding=FundingSource.APBDES, sector=Sector.OTHER,
    ... )
    >>> [(stake.question.id, str(stake.amount)) for stake in quote.stakes]
    [('pp50-2025/apbdes', 'Rp1.438.080.000')]
    """

    question: Question
    amount: Rupiah


def stakes_of(figure: Figure[Rupiah]) -> tuple[Stake, ...]:
    """What each question that changes a figure is worth, the dearest first."""
    found = [Stake(question=about, amount=_stake(figure, about)) for about in figure.questions]
    return tuple(sorted(found, key=lambda stake: stake.amount, reverse=True))


def _stake(figure: Figure[Rupiah], question: Question) -> Rupiah:
    others = [about for about in figure.over if about.id != question.id]
    spreads: list[Rupiah] = []
    for world in worlds(others):
        amounts = [figure.at({**world, question.id: reading}) for reading in question.options]
        spreads.append(max(amounts) - min(amounts))
    return max(spreads)
