"""Retention: what cover and cost look like after a stimulus, under an assumption of the caller's.

Nobody has measured how many workers go on paying, so there is no default.  Expected heads and
rupiah are exact fractions, rounded only where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, Unpack

import attrs

from jamsostek_rentan.cover.contributions import check_rules
from jamsostek_rentan.errors import InvalidFactError, InvalidPeriodError
from jamsostek_rentan.law.basis import Assumption
from jamsostek_rentan.law.changes import Change
from jamsostek_rentan.law.choices import Choice
from jamsostek_rentan.law.facts import Facts, PricingFacts, check_month, check_programs
from jamsostek_rentan.law.membership import MembershipChange
from jamsostek_rentan.law.programs import BASIC_COVER, FundingSource, Program
from jamsostek_rentan.law.questions import Figure, combined, total
from jamsostek_rentan.values.explanation import Explanation, step
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import half_up


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.law.questions import Readings
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.texts import Language


__all__ = [
    "Conversion",
    "Retention",
    "RetentionMonth",
    "curve_of",
    "expected_cover",
    "owed_by_head",
    "share_of",
]

Conversion: TypeAlias = "Fraction | int | Mapping[int, Fraction | int]"
"""Which share of the heads goes on paying: one for all months, or by the month of each."""


@attrs.frozen(kw_only=True)
class RetentionMonth:
    """One month of a retention, with expected heads, who pays, and the expected cost.

    Args:
        month: The contribution month.
        funding: Whose money pays.
        heads: Expected heads, exactly.
        price: What one head owes for all programmes, under each reading.

    >>> from jamsostek_rentan.law.questions import certain
    >>> month = RetentionMonth(
    ...     month=ContributionMonth(2022, 1), funding=FundingSource.SELF,
    ...     heads=Fraction(700, 3), price=certain(Rupiah(16_800)),
    ... )
    >>> month.cost.settled
    Fraction(3920000, 1)
    """

    month: ContributionMonth
    funding: FundingSource
    heads: Fraction
    price: Figure[Rupiah]

    @property
    def cost(self) -> Figure[Fraction]:
        """Expected rupiah of the month, exactly, under each reading."""
        return self.price.map(lambda amount: amount.amount * self.heads)


@attrs.frozen(kw_only=True)
class Retention:
    """Expected cover and cost through a stimulus and after it.

    Args:
        assumption: On which conversion it rests, and whose assumption that is.
        months: Each month with its payer, heads and cost.
        chosen: The readings that were chosen of what prices depend on.
        what_ifs: Changes of the rules it rests on.

    >>> from jamsostek_rentan import law
    >>> december = ContributionMonth(2021, 12).for_months(1)
    >>> after = expected_cover(
    ...     350, december, funding=FundingSource.EMPLOYEE_DONATION, conversion=Fraction(2, 3),
    ...     assumption=Assumption(reason="a third do not continue", author="an example"),
    ...     through=ContributionMonth(2022, 1), rules=law.bpu(),
    ... )
    >>> [str(month.heads) for month in after.months]
    ['350', '700/3']
    >>> after.by_reading()
    {(): Fraction(9800000, 1)}
    """

    assumption: Assumption
    months: tuple[RetentionMonth, ...]
    chosen: tuple[Choice, ...] = ()
    what_ifs: tuple[Change | MembershipChange, ...] = ()

    @property
    def cost(self) -> Figure[Fraction]:
        """Expected rupiah of all months together, exactly, under each reading."""
        return _sum([month.cost for month in self.months])

    def by_reading(self) -> dict[Readings, Fraction]:
        """Expected rupiah of all months under each combination of readings; never fails."""
        return self.cost.by_reading()

    def by_payer(self) -> dict[FundingSource, Figure[Fraction]]:
        """Expected rupiah of each payer, exactly, under each reading."""
        payers = dict.fromkeys(month.funding for month in self.months)
        return {
            payer: _sum([month.cost for month in self.months if month.funding is payer])
            for payer in payers
        }

    def explain(self, lang: Language) -> Explanation:
        """Each month in a line, rounded for people, with the assumption it rests on."""
        lines = (
            step(
                "retention.month",
                month=month.month,
                funding=month.funding,
                heads=half_up(month.heads),
                cost=month.cost.map(lambda exact: Rupiah(half_up(exact))),
            )
            for month in self.months
        )
        assumed = step("retention.assumption", ground=self.assumption)
        law = (
            *(choice.step() for choice in self.chosen),
            *(step("provenance.change", ground=change.basis) for change in self.what_ifs),
        )
        return Explanation(step("retention", assumed, *lines, *law), lang)


def expected_cover(  # noqa: PLR0913 - each is a part of the question
    heads: int,
    stimulus: ContributionPeriod,
    *,
    conversion: Conversion,
    assumption: Assumption,
    through: ContributionMonth,
    rules: Rulebook,
    programs: Iterable[Program] = BASIC_COVER,
    **facts: Unpack[Facts],
) -> Retention:
    """What cover and cost look like through a stimulus and after it.

    Args:
        heads: How many workers the stimulus covers.
        stimulus: The months the sponsor pays.
        conversion: Which share of the heads goes on paying: one share for all months, or shares
            by the first month after the handover (1, 2, ...) from which each holds.
        assumption: Why that conversion, and who assumes it.
        through: The last month looked at.
        rules: The rulebook.
        programs: The programmes; JKK and JKM unless said otherwise.
        facts: The facts of the heads, as :func:`cost_of_cover` takes them; ``funding`` is whose
            money pays the stimulus.

    Raises:
        InvalidFactError: For fewer than one head, a share below zero or above one, a float, a
            curve that does not begin with month 1, no assumption, or no source of funds.
        InvalidPeriodError: For a last month within the stimulus.
        MissingFactError: When a fact that was not given changes what a month costs.
        NoRateInForceError: When no rate speaks of a month.
        ProjectedLawError: For a month after the last checked one, where that is refused.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from jamsostek_rentan import Assumption, law
    >>> after = expected_cover(
    ...     100, ContributionMonth(2025, 1).for_months(3), funding=FundingSource.APBD,
    ...     conversion={1: Fraction(1, 2), 3: Fraction(1, 4)},
    ...     assumption=Assumption(reason="an example", author="an example"),
    ...     through=ContributionMonth(2025, 6), rules=law.bpu(),
    ... )
    >>> [int(month.heads) for month in after.months]
    [100, 100, 100, 50, 50, 25]
    """
    curve = curve_of(conversion)
    check_rules(rules)
    check_month(through, "through")
    if type(heads) is not int or heads < 1:
        raise InvalidFactError(
            f"A retention of heads={heads!r} was asked.",
            "It is a whole number of heads, one or more.",
            "Give for example 350.",
        )
    if not isinstance(stimulus, ContributionPeriod):
        raise InvalidPeriodError(
            f"A {type(stimulus).__name__} was given as a stimulus.",
            "It is a ContributionPeriod.",
            "Read text with ContributionPeriod.parse; one month is month.for_months(1).",
        )
    if not isinstance(assumption, Assumption):
        raise InvalidFactError(
            f"A retention was asked with assumption={assumption!r}.",
            "No conversion was ever measured, so whoever assumes one has to say so.",
            "Give Assumption(reason=..., author=...).",
        )
    if through <= stimulus.last:
        raise InvalidPeriodError(
            f"A retention through {through} was asked.",
            f"The stimulus lasts through {stimulus.last}.",
            "Look further.",
        )
    funding = facts.get("funding")
    if funding is None or funding is FundingSource.SELF:
        raise InvalidFactError(
            f"A retention was asked with funding={funding}.",
            "A stimulus is paid by somebody else, and what is owed after it may depend on whom.",
            "Give for example funding=FundingSource.APBD.",
        )
    owed = owed_by_head(stimulus, through=through, rules=rules, programs=programs, facts=facts)
    rules.announce_projected(price for _, prices in owed for price in prices)
    about_prices = {question.id for question in rules.rate_questions}
    return Retention(
        assumption=assumption,
        chosen=tuple(one for one in rules.choices if one.question.id in about_prices),
        what_ifs=rules.changes,
        months=tuple(
            RetentionMonth(
                month=month,
                funding=funding if month <= stimulus.last else FundingSource.SELF,
                heads=heads * share_of(curve, month - stimulus.last),
                price=total([price.figure for price in prices]),
            )
            for month, prices in owed
        ),
    )


def owed_by_head(
    stimulus: ContributionPeriod,
    *,
    through: ContributionMonth,
    rules: Rulebook,
    programs: Iterable[Program],
    facts: Facts,
) -> tuple[tuple[ContributionMonth, tuple[Price, ...]], ...]:
    """What one head owes in each month of a stimulus, and alone after it through a month.

    Raises:
        MissingFactError: When a fact that was not given changes what a month costs.
    """
    chosen = check_programs(programs)
    funding = facts.get("funding")
    member_by = None if facts.get("member_since") else stimulus.first
    found: list[tuple[ContributionMonth, tuple[Price, ...]]] = []
    for month in ContributionPeriod(stimulus.first, through):
        alone = month > stimulus.last
        known: PricingFacts = {
            **facts,
            "funding": FundingSource.SELF if alone else funding,
            "member_by": member_by,
            "earlier_funding": [funding] if alone and funding else [],
        }
        prices = (rules.cell(program, month, **known).known_price() for program in chosen)
        found.append((month, tuple(prices)))
    return tuple(found)


def curve_of(conversion: Conversion) -> dict[int, Fraction]:
    """Which share goes on paying, by the first month after the handover from which it holds.

    Raises:
        InvalidFactError: For a share below zero or above one, a float, or a curve that does not
            begin with month 1.
    """
    shares = conversion if isinstance(conversion, Mapping) else {1: conversion}
    for month, share in shares.items():
        exact = type(month) is int and type(share) in {int, Fraction}
        if not exact or month < 1 or not 0 <= share <= 1:
            raise InvalidFactError(
                f"A conversion of {share!r} from month {month!r} after the handover was given.",
                "A share lies between 0 and 1 and is exact; months count from 1.",
                "Write for example Fraction(2, 3), or {1: Fraction(3, 4), 7: Fraction(1, 2)}.",
            )
    if 1 not in shares:
        raise InvalidFactError(
            f"A conversion was given from month {min(shares, default='(none)')} on.",
            "The first month after the handover has no share.",
            "Begin the curve with month 1.",
        )
    return {month: Fraction(share) for month, share in sorted(shares.items())}


def share_of(curve: Mapping[int, Fraction], past: int) -> Fraction:
    """Which share is covered so many months after the handover; all of them before it."""
    return curve[max(month for month in curve if month <= past)] if past > 0 else Fraction(1)


def _sum(figures: Sequence[Figure[Fraction]]) -> Figure[Fraction]:
    return combined(lambda amounts: sum(amounts, Fraction(0)), figures)
