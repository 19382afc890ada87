"""The facts about a worker that may decide a price, and what happens when one is not given."""

from __future__ import annotations

from bisect import bisect_right
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypedDict

import attrs

from jamsostek_rentan.errors import InvalidFactError, MissingFactError
from jamsostek_rentan.law.programs import LOWEST_BAND, FundingSource, IncomeBand, Sector
from jamsostek_rentan.law.questions import Fact, Figure
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan.law.prices import Price


__all__ = [
    "Case",
    "Cell",
    "Facts",
    "Joined",
    "KnownCase",
    "PricingFacts",
    "check_facts",
    "check_month",
    "classes_of_membership",
    "missing_fact",
    "price_cell",
    "unknown_facts",
]


class Facts(TypedDict, total=False):
    """The facts about a worker that recur in calls; one left out, or ``None``, is not known."""

    sector: Sector | None
    """The sector of the registered job."""
    funding: FundingSource | None
    """Whose money pays."""
    declared_income: Rupiah | IncomeBand | None
    """The reported monthly income in rupiah; the lowest band unless said otherwise."""
    member_since: ContributionMonth | None
    """The first contribution month of the membership."""


class PricingFacts(Facts, total=False):
    """The facts that a single price may be asked with."""

    member_by: ContributionMonth | None
    """A month in which the worker was a member at the latest, where the first is not known."""


class Case(NamedTuple):
    """The facts of one price, checked."""

    sector: Sector | None
    funding: FundingSource | None
    declared_income: Rupiah | IncomeBand | None
    member_since: ContributionMonth | None
    member_by: ContributionMonth | None


class KnownCase(NamedTuple):
    """The facts of one price, every one of them known."""

    sector: Sector
    funding: FundingSource
    declared_income: Rupiah
    member_since: ContributionMonth


@attrs.frozen
class Joined:
    """The months within which a membership began; an open end is not known."""

    first: ContributionMonth | None
    last: ContributionMonth

    def __str__(self) -> str:
        if self.first is None:
            return f"in {self.last} or before"
        return f"in {self.first}" if self.first == self.last else f"{self.first} to {self.last}"


class Pricing(Protocol):
    """Whatever prices a case in which every fact is known."""

    def __call__(self, case: KnownCase) -> Price:
        """The price of the case."""
        ...


@attrs.frozen
class Cell:
    """One price in every world: for each fact not given and each reading.

    Args:
        price: The price; where a fact is missing, that of one of its values.
        amounts: The amounts over the missing facts and the open questions.
    """

    price: Price
    amounts: Figure[Rupiah]


def check_month(month: ContributionMonth) -> None:
    """Check that a month is one.

    Raises:
        InvalidFactError: For anything else, a date or a text among it.
    """
    if type(month) is not ContributionMonth:
        raise _wrong_kind("month", month, "a ContributionMonth such as ContributionMonth(2026, 11)")


def check_facts(  # noqa: PLR0913 - the facts are named one by one, so that a wrong name is refused
    month: ContributionMonth,
    *,
    sector: Sector | None = None,
    funding: FundingSource | None = None,
    declared_income: Rupiah | IncomeBand | None = LOWEST_BAND,
    member_since: ContributionMonth | None = None,
    member_by: ContributionMonth | None = None,
) -> Case:
    """Check the facts of a price one by one and against each other.

    Raises:
        InvalidFactError: For a fact of the wrong kind, a negative income, a month before the
            membership begins, or both a month of joining and a latest one.
    """
    if sector is not None and type(sector) is not Sector:
        raise _wrong_kind("sector", sector, "a Sector such as Sector.OTHER")
    if funding is not None and type(funding) is not FundingSource:
        raise _wrong_kind("funding", funding, "a FundingSource such as FundingSource.APBD")
    if type(declared_income) is Rupiah:
        if declared_income.amount < 0:
            raise _wrong_kind("declared_income", declared_income, "zero rupiah or more")
    elif declared_income is not None and declared_income is not LOWEST_BAND:
        raise _wrong_kind("declared_income", declared_income, "Rupiah(...) or LOWEST_BAND")
    for name, joined in (("member_since", member_since), ("member_by", member_by)):
        if joined is not None and type(joined) is not ContributionMonth:
            raise _wrong_kind(name, joined, "a ContributionMonth")
    if member_since is not None:
        _check_membership(month, member_since, member_by)
    return Case(sector, funding, declared_income, member_since, member_by)


def _check_membership(
    month: ContributionMonth, since: ContributionMonth, by: ContributionMonth | None
) -> None:
    if by is not None:
        raise InvalidFactError(
            f"A price was asked with member_since={since} and member_by={by}.",
            "The second is for a worker whose first month is not known.",
            "Give one of them.",
        )
    if since > month:
        raise InvalidFactError(
            f"A price of {month} was asked for a member since {since}.",
            "Nothing is owed before membership begins.",
            "Ask for a later month, or correct the first month of membership.",
        )


def _wrong_kind(name: str, given: object, wanted: str) -> InvalidFactError:
    return InvalidFactError(
        f"{name}={given!r} ({type(given).__name__}) was given.",
        f"It is {wanted}.",
        "Correct it.",
    )


def classes_of_membership(
    breaks: Sequence[ContributionMonth], upto: ContributionMonth
) -> tuple[Joined, ...]:
    """The runs of first months, up to the latest possible one, between which a price may differ."""
    edges = [at for at in breaks if at <= upto]
    firsts: list[ContributionMonth | None] = [None, *edges]
    lasts = [*(at - 1 for at in edges), upto]
    return tuple(Joined(first, last) for first, last in zip(firsts, lasts, strict=True))


def unknown_facts(
    case: Case,
    month: ContributionMonth,
    *,
    income_breaks: Sequence[Rupiah],
    membership_breaks: Sequence[ContributionMonth],
) -> tuple[Fact, ...]:
    """The facts that were not given, each with the values it might have."""
    found: list[Fact] = []
    if case.declared_income is None:
        found.append(Fact("declared_income", tuple(income_breaks)))
    if case.funding is None:
        found.append(Fact("funding", tuple(FundingSource)))
    if case.member_since is None:
        upto = month if case.member_by is None else min(case.member_by, month)
        found.append(Fact("member_since", classes_of_membership(membership_breaks, upto)))
    if case.sector is None:
        found.append(Fact("sector", tuple(Sector)))
    return tuple(found)


def known_cases(
    case: Case, unknown: Sequence[Fact], income_breaks: Sequence[Rupiah]
) -> Iterator[KnownCase]:
    """The case with its unknown facts filled in, in every way."""
    given = case._asdict()
    del given["member_by"]
    if isinstance(case.declared_income, Rupiah):
        band = bisect_right(income_breaks, case.declared_income) - 1
        given["declared_income"] = income_breaks[band]
    elif case.declared_income is LOWEST_BAND:
        given["declared_income"] = income_breaks[0]
    names = [fact.id for fact in unknown]
    for values in product(*(fact.options for fact in unknown)):
        filled = dict(zip(names, values, strict=True))
        joined = filled.get("member_since")
        if isinstance(joined, Joined):
            filled["member_since"] = joined.last
        yield KnownCase(**{**given, **filled})


def price_cell(
    pricing: Pricing,
    case: Case,
    month: ContributionMonth,
    *,
    income_breaks: Sequence[Rupiah],
    membership_breaks: Sequence[ContributionMonth],
) -> Cell:
    """Price a case in every world its givens allow."""
    unknown = unknown_facts(
        case, month, income_breaks=income_breaks, membership_breaks=membership_breaks
    )
    prices = [pricing(known) for known in known_cases(case, unknown, income_breaks)]
    amounts = Figure.by_options(unknown, [price.figure for price in prices])
    return Cell(prices[0], amounts)


def missing_fact(
    asked: str, amounts: Figure[Rupiah], *, worker: str | None = None
) -> MissingFactError:
    """The error for a figure that depends on facts not given, its values grouped by amount."""
    names = tuple(fact.id for fact in amounts.facts)
    groups: dict[str, list[str]] = {}
    for values in product(*(fact.options for fact in amounts.facts)):
        figure = amounts.given(dict(zip(names, values, strict=True)))
        words = " and ".join(
            f"{name} {getattr(value, 'name', value)}"
            for name, value in zip(names, values, strict=True)
        )
        groups.setdefault(_in_words(figure), []).append(words)
    grouped = tuple((amount, tuple(ways)) for amount, ways in groups.items())
    return MissingFactError(
        f"{asked}{f' for worker {worker}' if worker else ''} without {' and '.join(names)}.",
        " ".join(f"It is {amount} with {'; '.join(ways)}." for amount, ways in grouped),
        f"Say {' and '.join(f'{name}=...' for name in names)}.",
        names,
        grouped,
        worker,
    )


def _in_words(figure: Figure[Rupiah]) -> str:
    if any(question.presumed is None for question in figure.questions):
        return " or ".join(dict.fromkeys(map(str, figure.values))) + " (an open question)"
    return f"{figure.settled}{' (presumed)' if figure.questions else ''}"
