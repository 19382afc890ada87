"""The facts about a worker that may decide a price, and what happens when one is not given."""

from __future__ import annotations

from bisect import bisect_right
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

import attrs

from jamsostek_rentan.errors import InvalidFactError, MissingFactError
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.programs import LOWEST_BAND, FundingSource, IncomeBand, Sector
from jamsostek_rentan.law.questions import Fact, Figure, by_options
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod
from jamsostek_rentan.values.texts import Bilingual, show, text


if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence


__all__ = [
    "Case",
    "Cell",
    "Facts",
    "Joined",
    "KnownCase",
    "PricingFacts",
    "check_facts",
    "check_month",
    "check_worker_facts",
    "classes_of_membership",
    "filled",
    "missing_fact",
    "price_cell",
    "unknown_facts",
]


_MOST_SHOWN = 5


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

    @property
    def label(self) -> Bilingual | ContributionPeriod:
        """What people call it."""
        if self.first is None:
            return Bilingual(*(text("joined.until", lang, last=self.last) for lang in ("en", "id")))
        return ContributionPeriod(self.first, self.last)

    def __str__(self) -> str:
        return show(self.label, "en")


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
    check_worker_facts(sector, declared_income, member_since)
    if funding is not None and type(funding) is not FundingSource:
        raise _wrong_kind("funding", funding, "a FundingSource such as FundingSource.APBD")
    if member_by is not None and type(member_by) is not ContributionMonth:
        raise _wrong_kind("member_by", member_by, "a ContributionMonth")
    if member_since is not None:
        _check_membership(month, member_since, member_by)
    return Case(sector, funding, declared_income, member_since, member_by)


def check_worker_facts(sector: object, declared_income: object, member_since: object) -> None:
    """Check the facts that a worker brings along.

    Raises:
        InvalidFactError: For a fact of the wrong kind, or a negative income.
    """
    if sector is not None and type(sector) is not Sector:
        raise _wrong_kind("sector", sector, "a Sector such as Sector.OTHER")
    if type(declared_income) is Rupiah:
        if declared_income.amount < 0:
            raise _wrong_kind("declared_income", declared_income, "zero rupiah or more")
    elif declared_income is not None and declared_income is not LOWEST_BAND:
        raise _wrong_kind("declared_income", declared_income, "Rupiah(...) or LOWEST_BAND")
    if member_since is not None and type(member_since) is not ContributionMonth:
        raise _wrong_kind("member_since", member_since, "a ContributionMonth")


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


def filled(unknown: Sequence[Fact]) -> Iterator[dict[str, Any]]:
    """The values that unknown facts might have, in every way."""
    for values in product(*(fact.options for fact in unknown)):
        yield {
            fact.id: value.last if isinstance(value, Joined) else value
            for fact, value in zip(unknown, values, strict=True)
        }


def _known_cases(
    case: Case, unknown: Sequence[Fact], income_breaks: Sequence[Rupiah]
) -> Iterator[KnownCase]:
    """The case with its unknown facts filled in, in every way."""
    given: dict[str, Any] = case._asdict()
    del given["member_by"]
    if isinstance(case.declared_income, Rupiah):
        band = bisect_right(income_breaks, case.declared_income) - 1
        given["declared_income"] = income_breaks[band]
    elif case.declared_income is LOWEST_BAND:
        given["declared_income"] = income_breaks[0]
    return (KnownCase(**{**given, **way}) for way in filled(unknown))


def price_cell(
    pricing: Callable[[KnownCase], Price],
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
    prices = [pricing(known) for known in _known_cases(case, unknown, income_breaks)]
    amounts = by_options(unknown, [price.figure for price in prices])
    moot = tuple((fact.id, fact.options[0]) for fact in unknown if len(fact.options) > 1)
    return Cell(attrs.evolve(prices[0], moot=moot) if moot else prices[0], amounts)


def missing_fact(
    asked: str, amounts: Figure[Rupiah], *, worker: str | None = None
) -> MissingFactError:
    """The error for a figure that depends on facts not given, its values grouped by amount."""
    facts = amounts.facts
    names = tuple(fact.id for fact in facts)
    groups: dict[str, list[tuple[Hashable, ...]]] = {}
    for values in product(*(fact.options for fact in facts)):
        figure = amounts.given(dict(zip(names, values, strict=True)))
        groups.setdefault(_in_words(figure), []).append(values)
    grouped = tuple((amount, tuple(_ways(facts, worlds))) for amount, worlds in groups.items())
    shown = [f"It is {amount} with {'; or '.join(ways)}." for amount, ways in grouped]
    if len(shown) > _MOST_SHOWN:
        shown[_MOST_SHOWN:] = [f"There are {len(grouped) - _MOST_SHOWN} more amounts."]
    return MissingFactError(
        f"{asked}{f' for worker {worker}' if worker else ''} without {' and '.join(names)}.",
        " ".join(shown),
        f"Say {' and '.join(f'{name}=...' for name in names)}.",
        names,
        grouped,
        worker,
    )


def _ways(facts: Sequence[Fact], worlds: Sequence[tuple[Hashable, ...]]) -> Iterator[str]:
    """The worlds in words, those together that differ only in the first fact or in the second."""
    first, *rest = facts
    if not rest:
        yield f"{first.id} {_named(first, [world[0] for world in worlds])}"
        return
    by_first: dict[tuple[tuple[Hashable, ...], ...], list[Hashable]] = {}
    for option in first.options:
        tails = tuple(world[1:] for world in worlds if world[0] == option)
        if tails:
            by_first.setdefault(tails, []).append(option)
    for tails, options in by_first.items():
        for way in _ways(rest, tails):
            yield f"{first.id} {_named(first, options)} and {way}"


def _named(fact: Fact, options: Sequence[Hashable]) -> str:
    if len(options) == len(fact.options):
        return "whatever it is"
    return ", ".join(str(getattr(option, "name", option)) for option in options)


def _in_words(figure: Figure[Rupiah]) -> str:
    if figure.unsettled:
        return " or ".join(dict.fromkeys(map(str, figure.values))) + " (an open question)"
    return f"{figure.settled}{' (presumed)' if figure.questions else ''}"
