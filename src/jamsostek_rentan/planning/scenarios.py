"""Scenarios: one way in which a stimulus could be given, and what it costs and buys."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import attrs

from jamsostek_rentan.cover.contributions import check_rules
from jamsostek_rentan.cover.records import check_period, check_text
from jamsostek_rentan.cover.retention import curve_of
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.basis import Assumption
from jamsostek_rentan.law.facts import Facts, check_programs, check_worker_facts
from jamsostek_rentan.law.programs import (
    BASIC_COVER,
    LOWEST_BAND,
    FundingSource,
    IncomeBand,
    Program,
    Sector,
)
from jamsostek_rentan.law.questions import Figure
from jamsostek_rentan.law.rulebook import Rulebook
from jamsostek_rentan.planning.affordability import check_budget
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual, both, half_up, masked, percent


if TYPE_CHECKING:
    from jamsostek_rentan.law.questions import Readings


__all__ = ["Scenario", "ScenarioRecord"]


Curve: TypeAlias = tuple[tuple[int, Fraction], ...]
"""Which share goes on paying, by the month after the stimulus from which it holds."""


_PAIR = 2


def _as_rupiah(exact: Fraction) -> Rupiah:
    return Rupiah(half_up(exact))


def _by_month(given: Any) -> Curve | None:  # noqa: ANN401 - judged by curve_of
    if given is None:
        return None
    known = dict(given) if _are_pairs(given) else given
    if _are_pairs(given) and len(known) < len(given):
        raise InvalidFactError(
            f"The conversion {given} was given.",
            "It has two shares for one month.",
            "Give one share for each month from which a share holds.",
        )
    return tuple(curve_of(known).items())


def _are_pairs(given: object) -> bool:
    """Whether a curve is given as it is kept."""
    several = cast("tuple[object, ...]", given) if isinstance(given, tuple) else ()
    pairs = [cast("tuple[object, ...]", one) for one in several if isinstance(one, tuple)]
    hashable = all(isinstance(one[0], int) for one in pairs if one)
    return bool(several) and hashable and [len(one) for one in pairs] == [_PAIR] * len(several)


def _check_rules(_: Scenario, __: attrs.Attribute[Any], given: Rulebook) -> None:
    check_rules(given)


def _in_words(curve: Curve) -> tuple[Bilingual, ...]:
    return tuple(
        both("scenario.conversion", share=percent(share), month=month) for month, share in curve
    )


@attrs.frozen
class Scenario:
    """One way in which a stimulus could be given (*skenario*).

    Args:
        name: What it is called.
        period: The months that the sponsor pays.
        funding: Whose money pays them.
        workers: How many heads; or
        budget: what may be spent, in rupiah, on as many heads as it covers.
        programs: The programmes; JKK and JKM unless said otherwise.
        sector: The sector of the heads, where the cost depends on it.
        declared_income: Their reported monthly income; the lowest band where it is left out.
        member_since: The first month of their membership, where the cost depends on it.
        paid_ahead: Whether the sponsor pays all its months by the first one; else month by month.
        conversion: Which share of the heads goes on paying, as for :func:`expected_cover`; none
            where nothing is assumed.
        assumption: Why that share, and who assumes it.
        rules: Other rules than those of the comparison, where the scenario is one of law.

    Raises:
        InvalidFactError: For heads and budget both or neither, fewer than one head, a conversion
            without an assumption or an assumption without a conversion, or a wrong kind.

    >>> from jamsostek_rentan import ContributionPeriod, FundingSource, Rupiah, Scenario
    >>> half_year = ContributionPeriod.parse("2025-07/2025-12")
    >>> Scenario(
    ...     "six months", period=half_year, funding=FundingSource.APBD, workers=1_000,
    ...     conversion=Fraction(1, 3),
    ...     assumption=Assumption(reason="an example", author="an example"),
    ... ).conversion
    ((1, Fraction(1, 3)),)
    """

    name: str = attrs.field(validator=check_text)
    period: ContributionPeriod = attrs.field(kw_only=True, validator=check_period)
    funding: FundingSource = attrs.field(kw_only=True)
    workers: int | None = attrs.field(default=None, kw_only=True)
    budget: Rupiah | None = attrs.field(default=None, kw_only=True)
    programs: tuple[Program, ...] = attrs.field(
        default=BASIC_COVER, kw_only=True, converter=check_programs
    )
    sector: Sector | None = attrs.field(default=None, kw_only=True)
    declared_income: Rupiah | IncomeBand | None = attrs.field(default=LOWEST_BAND, kw_only=True)
    member_since: ContributionMonth | None = attrs.field(default=None, kw_only=True)
    paid_ahead: bool = attrs.field(default=False, kw_only=True)
    conversion: Curve | None = attrs.field(default=None, kw_only=True, converter=_by_month)
    assumption: Assumption | None = attrs.field(default=None, kw_only=True)
    rules: Rulebook | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(_check_rules)
    )

    def __attrs_post_init__(self) -> None:
        check_worker_facts(self.sector, self.declared_income, self.member_since)
        if type(self.funding) is not FundingSource or self.funding is FundingSource.SELF:
            raise InvalidFactError(
                f"funding={self.funding!r} was given for the scenario {self.label}.",
                "It is a FundingSource other than SELF: a stimulus is paid by somebody else.",
                "Give for example FundingSource.APBD.",
            )
        if (self.workers is None) == (self.budget is None):
            raise InvalidFactError(
                f"The scenario {self.label} has workers={self.workers} and budget={self.budget}.",
                "It is of so many heads, or of as many as a budget covers.",
                "Give one of the two.",
            )
        if type(self.paid_ahead) is not bool:
            raise InvalidFactError(
                f"The scenario {self.label} has paid_ahead={self.paid_ahead!r}.",
                "The sponsor pays all its months by the first one, or month by month.",
                "Give True or False.",
            )
        if self.budget is not None:
            check_budget(self.budget)
        if self.workers is not None and (type(self.workers) is not int or self.workers < 1):
            raise InvalidFactError(
                f"The scenario {self.label} has workers={self.workers!r}.",
                "It is a whole number of heads, one or more.",
                "Give for example workers=350.",
            )
        assumed = isinstance(self.assumption, Assumption)
        if (self.conversion is not None) != assumed or not (assumed or self.assumption is None):
            raise InvalidFactError(
                f"The scenario {self.label} has conversion={self.conversion} and "
                f"assumption={self.assumption!r}.",
                "No conversion was ever measured, so whoever assumes one has to say so.",
                "Give both, with Assumption(reason=..., author=...), or neither.",
            )

    @property
    def facts(self) -> Facts:
        """The facts of its heads, as a price takes them."""
        return {
            "sector": self.sector,
            "funding": self.funding,
            "declared_income": self.declared_income,
            "member_since": self.member_since,
        }

    @property
    def label(self) -> str:
        """The name as it may be shown."""
        return masked(self.name)


@attrs.frozen(kw_only=True)
class ScenarioRecord:
    """A scenario as a row of a comparison: what it costs and buys, and what is assumed.

    The fields from ``share_with_full_jkm`` to ``paid_by_workers`` rest on ``assumption`` and are
    none where nothing is assumed; they are exact, and rounded where they are shown.

    Args:
        scenario: Its name.
        funding: Whose money pays the stimulus.
        period: The months of the stimulus.
        programs: The programmes.
        sector: The sector of the heads, where it was said.
        declared_income: Their reported monthly income.
        member_since: The first month of their membership, where it was said; it is for the price
            alone, and JKM is counted from the first sponsored month.
        paid_ahead: Whether the sponsor pays all its months by the first one.
        projected: Whether some month lies after the last one for which the law was checked.
        law: The what-ifs and chosen readings of the rules it goes by, and whether a table or
            benefits other than those of the comparison are plugged in.
        heads: How many are covered, under each reading.
        worker_months: Heads times months, under each reading.
        cost: What the sponsor pays, in rupiah, under each reading.
        jkk: The part of it for JKK; none where it is not paid for.
        jkm: The part of it for JKM; none where it is not paid for.
        jht: The part of it for JHT; none where it is not paid for.
        budget: What may be spent, where a budget was given.
        left_over: What is left of it.
        full_jkm_from: The month from which full JKM stands, for heads who join with the first
            month and are paid for without a gap, by the waiting period there is today; none
            where JKM is not paid for.
        full_jkm_by_sponsor: The share of the heads that have full JKM in some month while the
            sponsor pays; all of them, where it began before the waiting period was law.
        monthly_after: What one head owes alone in the month after, in rupiah.
        share_with_full_jkm: The share expected to reach full JKM in the months looked at; who
            falls out of cover before is not counted again.
        heads_after: Heads expected to be covered in the last month looked at.
        worker_months_after: Worker-months they are expected to pay by then.
        paid_by_workers: Rupiah they are expected to pay by then.
        through: The last month looked at.
        conversion: Which share was assumed to go on paying.
        assumption: On what that rests.

    >>> from fractions import Fraction
    >>> from jamsostek_rentan import Assumption, ContributionPeriod, FundingSource, Scenario
    >>> from jamsostek_rentan import compare_scenarios, law
    >>> (record,) = compare_scenarios(
    ...     [
    ...         Scenario(
    ...             "three months", period=ContributionPeriod.parse("2025-07/2025-09"),
    ...             funding=FundingSource.APBD, workers=300, conversion=Fraction(1, 3),
    ...             assumption=Assumption(reason="an example", author="an example"),
    ...         )
    ...     ],
    ...     through=ContributionMonth(2025, 12), rules=law.bpu(),
    ... )
    >>> record.cost.settled, record.heads_after.settled, record.paid_by_workers.settled
    (Rupiah(15_120_000), Fraction(100, 1), Fraction(5040000, 1))
    >>> for readings, share in record.share_with_full_jkm.by_reading().items():
    ...     print(readings[0][1], share)
    paid 1
    elapsed 1/3
    """

    scenario: str
    funding: FundingSource
    period: ContributionPeriod
    programs: tuple[Program, ...]
    sector: Sector | None
    declared_income: Rupiah | IncomeBand | None
    member_since: ContributionMonth | None
    paid_ahead: bool
    projected: bool
    law: Bilingual
    heads: Figure[int]
    worker_months: Figure[int]
    cost: Figure[Rupiah]
    jkk: Figure[Rupiah] | None
    jkm: Figure[Rupiah] | None
    jht: Figure[Rupiah] | None
    budget: Rupiah | None
    left_over: Figure[Rupiah] | None
    full_jkm_from: Figure[ContributionMonth] | None
    full_jkm_by_sponsor: Figure[Fraction] | None = attrs.field(metadata={"shown": percent})
    monthly_after: Figure[Rupiah]
    share_with_full_jkm: Figure[Fraction] | None = attrs.field(metadata={"shown": percent})
    heads_after: Figure[Fraction] | None = attrs.field(metadata={"shown": half_up})
    worker_months_after: Figure[Fraction] | None = attrs.field(metadata={"shown": half_up})
    paid_by_workers: Figure[Fraction] | None = attrs.field(metadata={"shown": _as_rupiah})
    through: ContributionMonth
    conversion: Curve | None = attrs.field(metadata={"shown": _in_words})
    assumption: Assumption | None

    def by_reading(self) -> dict[Readings, Rupiah]:
        """What the sponsor pays under each combination of readings; never fails."""
        return self.cost.by_reading()
