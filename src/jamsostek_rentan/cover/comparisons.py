"""What a change of the rules costs, for given workers or counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import attrs

from jamsostek_rentan.cover.contributions import cost_of_cover
from jamsostek_rentan.cover.quotes import Quote
from jamsostek_rentan.law.programs import BASIC_COVER, Program
from jamsostek_rentan.law.questions import Figure, total


if TYPE_CHECKING:
    from collections.abc import Iterable

    from jamsostek_rentan.cover.people import Worker
    from jamsostek_rentan.law.facts import Facts
    from jamsostek_rentan.law.questions import Readings
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


__all__ = ["CostComparison", "compare_costs"]


@attrs.frozen(kw_only=True)
class CostComparison:
    """The same cover under two rulebooks (*perbandingan perhitungan iuran*).

    Args:
        before: What it costs under the first one.
        after: What it costs under the second one.

    >>> from jamsostek_rentan import Assumption, ContributionMonth, FundingSource, law
    >>> november = ContributionMonth(2026, 11)
    >>> without = law.bpu().without_relief(
    ...     "pp50-2025", basis=Assumption(reason="an example", author="an example")
    ... )
    >>> comparison = compare_costs(
    ...     100, november, before=law.bpu(), after=without, funding=FundingSource.SELF
    ... )
    >>> comparison.difference.settled
    Rupiah(840_000)
    """

    before: Quote
    after: Quote

    @property
    def difference(self) -> Figure[Rupiah]:
        """What the second costs more, in rupiah, under each reading; below zero where less."""
        return total([self.after.figure, self.before.figure.map(lambda amount: amount * -1)])

    def by_reading(self) -> dict[Readings, Rupiah]:
        """What the second costs more under each combination of readings; never fails."""
        return self.difference.by_reading()


def compare_costs(
    workers: int | Iterable[Worker],
    when: ContributionMonth | ContributionPeriod,
    *,
    before: Rulebook,
    after: Rulebook,
    programs: Iterable[Program] = BASIC_COVER,
    **facts: Unpack[Facts],
) -> CostComparison:
    """What cover costs under two rulebooks; :func:`cost_of_cover` names what else is asked.

    Args:
        workers: A count of heads, or workers.
        when: The contribution month or months.
        before: The first rulebook.
        after: The second one.
        programs: The programmes; JKK and JKM unless said otherwise.
        facts: The facts of the heads, and whose money pays.

    Raises:
        MissingFactError: When a fact that was not given changes a cost.
        InvalidFactError: As for :func:`cost_of_cover`.
        NoRateInForceError: When one of them has no rate for a month.

    Warns:
        ProjectedLawWarning: For months after the last checked one.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, law
    >>> read = law.bpu().with_reading("pp50-2025/private-funds", "normal")
    >>> compare_costs(
    ...     100, ContributionMonth(2026, 11), before=law.bpu(), after=read,
    ...     funding=FundingSource.CSR,
    ... ).after.total
    Rupiah(1_680_000)
    """
    heads = workers if isinstance(workers, int) else tuple(workers)
    chosen = tuple(programs)
    old, new = (
        cost_of_cover(heads, when, rules=rules, programs=chosen, **facts)
        for rules in (before, after)
    )
    return CostComparison(before=old, after=new)
