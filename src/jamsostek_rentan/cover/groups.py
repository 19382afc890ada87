"""Heads with the same facts, priced together; a fact that is missing is missing for all months."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from itertools import product
from typing import TYPE_CHECKING, cast

import attrs

from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.provenance import Heads
from jamsostek_rentan.errors import InvalidFactError, MissingFactError
from jamsostek_rentan.law.cells import Cell, filled, missing_fact
from jamsostek_rentan.law.facts import Facts, classes_of_membership
from jamsostek_rentan.law.programs import LOWEST_BAND
from jamsostek_rentan.law.questions import Fact, Figure, times, total
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.law.programs import FundingSource, IncomeBand, Program, Sector
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["Group", "facts_key", "group_heads", "income_bounds", "prices_of"]


@attrs.frozen
class Group:
    """Heads with the same facts, and one of them, where they are workers."""

    heads: int
    facts: Facts
    worker: Worker | None = None

    @classmethod
    def of_worker(cls, worker: Worker, *, funding: FundingSource | None) -> Group:
        """One worker, paid for from a source of funds."""
        facts: Facts = {
            "sector": worker.sector,
            "funding": funding,
            "declared_income": worker.declared_income,
            "member_since": worker.member_since,
        }
        return cls(1, facts, worker)

    @classmethod
    def of_heads(cls, heads: Heads) -> Group:
        """The heads that a quote was asked for."""
        facts: Facts = {
            "sector": heads.sector,
            "funding": heads.funding,
            "declared_income": heads.declared_income,
            "member_since": heads.member_since,
        }
        return cls(heads.count, facts)

    def asked(self) -> Heads:
        """The heads without a name."""
        return Heads(
            count=self.heads,
            sector=self.facts.get("sector"),
            funding=self.facts.get("funding"),
            declared_income=self.facts.get("declared_income", LOWEST_BAND),
            member_since=self.facts.get("member_since"),
        )

    def months(self, period: ContributionPeriod) -> ContributionPeriod | None:
        """The months of a period in which they are members."""
        since = self.facts.get("member_since")
        if since is None or since <= period.first:
            return period
        return None if since > period.last else ContributionPeriod(since, period.last)


def group_heads(
    workers: int | Iterable[Worker],
    facts: Facts,
    rules: Rulebook,
    period: ContributionPeriod,
    programs: tuple[Program, ...],
) -> list[Group]:
    """Put heads, or workers, with the same facts together.

    Raises:
        InvalidFactError: For a count below zero, a worker named twice, or facts that workers
            bring along themselves.
    """
    for name in facts:
        if name not in Facts.__annotations__:
            raise TypeError(f"got an unexpected keyword argument {name!r}: no fact is called so")
    if not isinstance(workers, Iterable) or isinstance(workers, str):
        if type(workers) is not int or workers < 0:
            raise InvalidFactError(
                f"{workers!r} ({type(workers).__name__}) was given as the workers.",
                "They are a whole number of heads, zero or more, or a list of Worker.",
                "Give for example 350, or [worker].",
            )
        return [Group(workers, facts)]
    own = [name for name in facts if name != "funding"]
    if own:
        raise InvalidFactError(
            f"{' and '.join(own)} was given for a list of workers.",
            "Workers bring their own sector, income and first month along.",
            "Set it on each Worker, or give a count of heads.",
        )
    bounds = income_bounds(rules, period, programs)
    groups: dict[object, Group] = {}
    seen: set[str] = set()
    for worker in workers:
        _check_worker(worker, seen)
        seen.add(worker.id)
        key = facts_key(worker, bounds)
        known = groups.get(key)
        if known is None:
            alike = attrs.evolve(worker, declared_income=key[1])
            known = attrs.evolve(Group.of_worker(alike, funding=facts.get("funding")), heads=0)
        groups[key] = attrs.evolve(known, heads=known.heads + 1)
    return list(groups.values())


def facts_key(
    worker: Worker, bounds: Sequence[Rupiah]
) -> tuple[Sector | None, Rupiah | IncomeBand | None, ContributionMonth | None]:
    """What the prices of a worker depend on; the lower bound of an income's band stands for it."""
    income = worker.declared_income
    if isinstance(income, Rupiah):
        income = bounds[bisect_right(bounds, income) - 1]
    return worker.sector, income, worker.member_since


def _check_worker(worker: object, seen: set[str]) -> None:
    if type(worker) is not Worker:
        raise InvalidFactError(
            f"A {type(worker).__name__} was given in a list of workers.",
            "A list holds workers, whose facts decide what they cost.",
            "Make a Worker of each row.",
        )
    if worker.id in seen:
        raise InvalidFactError(
            f"The worker {worker.label} was given twice.",
            "Each worker is paid for once; a double name would be a double payment.",
            "Remove the double, or give the two people different ids.",
        )


def income_bounds(
    rules: Rulebook, period: ContributionPeriod, programs: Iterable[Program]
) -> list[Rupiah]:
    """The lower bounds between which income changes no price of a period."""
    bounds = {
        lower
        for program, month in product(programs, period)
        for lower in rules.income_breaks(program, month)
    }
    return sorted(bounds)


def prices_of(
    groups: Sequence[Group],
    period: ContributionPeriod,
    programs: tuple[Program, ...],
    rules: Rulebook,
) -> list[tuple[Group, list[Price]]]:
    """Each group that has heads with its prices, by programme and month.

    Raises:
        MissingFactError: Naming every fact that matters, its values grouped by the cost.
    """
    found: list[tuple[Group, list[Price]]] = []
    lacking: list[tuple[Group, tuple[Fact, ...]]] = []
    for group in groups:
        if not group.heads:
            continue
        cells = _cells(group, period, programs, rules)
        missing = {fact.id: fact for cell in cells for fact in cell.facts}
        if missing:
            lacking.append((group, tuple(missing[name] for name in sorted(missing))))
        else:
            found.append((group, [cell.price for cell in cells]))
    if lacking:
        raise _missing(lacking, period, programs, rules)
    return found


def _missing(
    lacking: Sequence[tuple[Group, tuple[Fact, ...]]],
    period: ContributionPeriod,
    programs: tuple[Program, ...],
    rules: Rulebook,
) -> MissingFactError:
    """The error for the first group that lacks facts; it counts the heads of the others."""
    group, missing = lacking[0]
    facts = tuple(Fact(fact.id, _options(fact, period, programs, rules)) for fact in missing)
    costs = [
        _cost(
            attrs.evolve(group, facts=cast("Facts", {**group.facts, **way})),
            period,
            programs,
            rules,
        )
        for way in filled(facts)
    ]
    others = sum(other.heads for other, _ in lacking[1:])
    return missing_fact(
        f"The cost of {group.heads} worker(s) in {show(period, 'en')} was asked",
        facts,
        costs,
        worker=group.worker.label if group.worker else None,
        others=f" {others} other worker(s) lack facts too." if others else "",
    )


def _cells(
    group: Group, period: ContributionPeriod, programs: tuple[Program, ...], rules: Rulebook
) -> list[Cell]:
    months = group.months(period)
    if months is None:
        return []
    known = group.facts.get("member_since") is not None
    member_by = None if known else period.first
    return [
        cell
        for program in programs
        for cell in rules.cells(program, months, **group.facts, member_by=member_by)
    ]


def _cost(
    group: Group, period: ContributionPeriod, programs: tuple[Program, ...], rules: Rulebook
) -> Figure[Rupiah]:
    cells = _cells(group, period, programs, rules)
    return times(total([cell.amounts for cell in cells]), group.heads)


def _options(
    fact: Fact, period: ContributionPeriod, programs: tuple[Program, ...], rules: Rulebook
) -> tuple[Hashable, ...]:
    """The values a fact might have, told apart as finely as any month of the period needs."""
    if fact.id == "declared_income":
        return tuple(income_bounds(rules, period, programs))
    if fact.id == "member_since":
        breaks = {
            at
            for program, month in product(programs, period)
            for at in rules.rates.membership_breaks(program, month)
        }
        return classes_of_membership(sorted(breaks), period.first)
    return fact.options
