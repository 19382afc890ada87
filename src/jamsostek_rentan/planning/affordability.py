"""What a budget pays for, as values: heads for some months, or months for some heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.quotes import Quote
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.prices import doubt_steps
from jamsostek_rentan.law.questions import Doubt, Figure, Readings
from jamsostek_rentan.values.explanation import Explanation, Step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


if TYPE_CHECKING:
    from jamsostek_rentan.values.texts import Language


__all__ = ["AffordableCover", "AffordableMonths", "check_budget", "heads_within"]


@attrs.frozen(kw_only=True)
class _Affordable:
    """What a budget pays for, under each reading."""

    budget: Rupiah
    figure: Figure[int]
    cost_figure: Figure[Rupiah]

    @property
    def cost(self) -> Rupiah:
        """What it costs, in rupiah.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        return self.cost_figure.settled

    @property
    def left_over(self) -> Rupiah:
        """What is left of the budget (*sisa pagu*), in rupiah.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        return self.budget - self.cost

    @property
    def doubts(self) -> tuple[Doubt[int], ...]:
        """How many it would be if a question were read otherwise."""
        return self.figure.doubts

    def by_reading(self) -> dict[Readings, int]:
        """How many under each combination of the readings that change it; never fails."""
        return self.figure.by_reading()

    def _told(self, key: str, *steps: Step, **values: object) -> Step:
        told = {"budget": self.budget, **values}
        if self.figure.unsettled:
            return Step(f"{key}.unsettled", tuple(told.items()), steps=steps)
        told |= {"count": self.figure.settled, "cost": self.cost, "left": self.left_over}
        return Step(key, tuple(told.items()), self.cost, steps=steps)


@attrs.frozen(kw_only=True)
class AffordableCover(_Affordable):
    """How many heads a budget covers for some months (ours: *jumlah peserta menurut pagu*).

    Args:
        budget: What may be spent, in rupiah.
        figure: How many heads, under each reading.
        cost_figure: What they cost, in rupiah, under each reading.
        period: The contribution months.
        candidates: The workers it was asked for, in order; none where heads were counted.
        head: What one head costs; none where workers were given.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Rupiah, affordable_cover
    >>> from jamsostek_rentan import law
    >>> april = ContributionMonth(2025, 4)
    >>> found = affordable_cover(
    ...     Rupiah(25_000_000), april.for_months(3), rules=law.bpu(), funding=FundingSource.APBD
    ... )
    >>> found.workers, found.cost, found.left_over
    (496, Rupiah(24_998_400), Rupiah(1_600))
    """

    period: ContributionPeriod
    candidates: tuple[Worker, ...] = ()
    head: Quote | None = None

    @property
    def workers(self) -> int:
        """How many heads.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading; it names
                the number under each.
        """
        return self.figure.settled

    @property
    def covered(self) -> tuple[Worker, ...]:
        """The workers the budget covers, where workers were given.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading.
        """
        return self.candidates[: self.workers]

    def explain(self, lang: Language) -> Explanation:
        """How it came about, for ``en`` or ``id``."""
        head = [self.head.explain(lang).root] if self.head else []
        steps = (*head, *doubt_steps(self.figure))
        return Explanation(self._told("affordable.cover", *steps, period=self.period), lang)


@attrs.frozen(kw_only=True)
class AffordableMonths(_Affordable):
    """For how many months a budget covers some heads (ours: *lama perlindungan menurut pagu*).

    Args:
        budget: What may be spent, in rupiah.
        figure: How many months, under each reading.
        cost_figure: What they cost, in rupiah, under each reading.
        starting: The first month.
        workers: For how many heads.
        quote: What the months cost that are covered by some reading; none where not one is.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Rupiah, affordable_months
    >>> from jamsostek_rentan import law
    >>> found = affordable_months(
    ...     Rupiah(25_000_000), workers=496, starting=ContributionMonth(2025, 4), rules=law.bpu(),
    ...     funding=FundingSource.APBD,
    ... )
    >>> print(found.months, found.period, found.left_over)
    3 2025-04/2025-06 Rp1.600
    """

    starting: ContributionMonth
    workers: int
    quote: Quote | None = None

    @property
    def months(self) -> int:
        """How many months.

        Raises:
            UnsettledLawError: Where it depends on a question without a presumed reading; it names
                the number under each.
        """
        return self.figure.settled

    @property
    def period(self) -> ContributionPeriod | None:
        """The months; none where not one can be afforded.

        Raises:
            UnsettledLawError: Where they depend on a question without a presumed reading.
        """
        return self.starting.for_months(self.months) if self.months else None

    def explain(self, lang: Language) -> Explanation:
        """How it came about, for ``en`` or ``id``."""
        quote = [self.quote.explain(lang).root] if self.quote else []
        told = self._told(
            "affordable.months",
            *quote,
            *doubt_steps(self.figure),
            starting=self.starting,
            workers=self.workers,
        )
        return Explanation(told, lang)


def check_budget(budget: object) -> None:
    """Check what may be spent.

    Raises:
        InvalidFactError: For anything but rupiah, zero or more.
    """
    if not isinstance(budget, Rupiah) or budget < Rupiah(0):
        raise InvalidFactError(
            f"{budget!r} was given as a budget.",
            "A budget is Rupiah, zero or more.",
            "Write for example Rupiah(25_000_000), or read text with Rupiah.parse.",
        )


def heads_within(
    budget: Rupiah, each: Figure[Rupiah], period: ContributionPeriod
) -> Figure[tuple[int, Rupiah]]:
    """How many heads of one cost a budget covers, and what they cost together.

    Raises:
        InvalidFactError: For a head that costs nothing, by one reading at least.
    """
    if Rupiah(0) in each.values:
        raise InvalidFactError(
            f"It was asked how many heads {budget} covers in {period}.",
            "A head costs nothing in it, by one reading at least.",
            "Ask for months that cost something, or look at the price of one head.",
        )

    def counted(one: Rupiah) -> tuple[int, Rupiah]:
        heads = budget // one
        return heads, one * heads

    return each.map(counted)
