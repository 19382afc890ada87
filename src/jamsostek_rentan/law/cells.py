"""One price in every world: for each fact that was not given and each reading of the law."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice, product
from typing import TYPE_CHECKING, Any

import attrs

from jamsostek_rentan.errors import MissingFactError
from jamsostek_rentan.law.facts import Case, Joined, KnownCase, classes_of_membership
from jamsostek_rentan.law.prices import Price
from jamsostek_rentan.law.programs import LOWEST_BAND, FundingSource, Sector
from jamsostek_rentan.law.questions import Fact, Figure, by_options
from jamsostek_rentan.values.money import Rupiah


if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["Cell", "filled", "missing_fact", "price_cell", "unknown_facts"]

_MOST_SHOWN = 5


@attrs.frozen
class Cell:
    """One price in every world: for each fact not given and each reading.

    Args:
        price: The price; where a fact is missing, that of one of its values.
        amounts: The amounts over the missing facts and the open questions.
    """

    price: Price
    amounts: Figure[Rupiah]
    facts: tuple[Fact, ...] = attrs.field(
        default=attrs.Factory(lambda self: self.amounts.facts, takes_self=True),
        init=False,
        eq=False,
        repr=False,
    )
    """The facts that are missing, looked up once."""

    def known_price(self, *, worker: str | None = None) -> Price:
        """The price, where no fact is missing; the error names the worker, where one is given.

        Raises:
            MissingFactError: Where one is.
        """
        facts = self.facts
        if not facts:
            return self.price
        figures = [
            self.amounts.given({fact.id: value for fact, value in zip(facts, values, strict=True)})
            for values in product(*(fact.options for fact in facts))
        ]
        asked = f"{self.price.program.name} of {self.price.month} was asked"
        raise missing_fact(asked, facts, figures, worker=worker)


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
    # Among prices alike, the one with a relief to speak of says most about the month.
    shown = next((at for at, price in enumerate(prices) if price.ruling), 0)
    values = next(islice(product(*(fact.options for fact in unknown)), shown, None))
    moot = tuple(
        (fact.id, value)
        for fact, value in zip(unknown, values, strict=True)
        if len(fact.options) > 1
    )
    return Cell(attrs.evolve(prices[shown], moot=moot) if moot else prices[shown], amounts)


def missing_fact(
    asked: str,
    facts: Sequence[Fact],
    figures: Sequence[Figure[Rupiah]],
    *,
    worker: str | None = None,
    others: str = "",
) -> MissingFactError:
    """The error for a figure that depends on facts not given, their values grouped by amount.

    The figures stand in the order of ``itertools.product`` over the values of the facts.
    """
    names = tuple(fact.id for fact in facts)
    groups: dict[str, list[tuple[Hashable, ...]]] = {}
    for values, figure in zip(product(*(fact.options for fact in facts)), figures, strict=True):
        groups.setdefault(figure.in_words(), []).append(values)
    grouped = tuple((amount, tuple(_ways(facts, worlds))) for amount, worlds in groups.items())
    shown = [f"It is {amount} with {'; or '.join(ways)}." for amount, ways in grouped]
    if len(shown) > _MOST_SHOWN:
        shown[_MOST_SHOWN:] = [f"There are {len(grouped) - _MOST_SHOWN} more amounts."]
    return MissingFactError(
        f"{asked}{f' for worker {worker}' if worker else ''} without {' and '.join(names)}.",
        " ".join(shown) + others,
        _how_to_say(names, of_worker=worker is not None),
        names,
        grouped,
        worker,
    )


def _how_to_say(names: Sequence[str], *, of_worker: bool) -> str:
    own = [name for name in names if name != "funding"] if of_worker else []
    given = [name for name in names if name not in own]
    said = [f"set {' and '.join(own)} on the Worker"] if own else []
    said += [f"give {' and '.join(given)} in the call"] if given else []
    advice = "; ".join(said)
    return f"{advice[0].upper()}{advice[1:]}."


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
