"""Heads with the same facts, priced together; a fact that is missing is missing for all months."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterable
from itertools import product
from typing import TYPE_CHECKING, cast

import attrs

from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.errors import InvalidFactError
from jamsostek_rentan.law.cells import Cell, filled, missing_fact
from jamsostek_rentan.law.facts import Facts, classes_of_membership
from jamsostek_rentan.law.questions import Fact, Figure, total
from jamsostek_rentan.values.money import Rupiah
from jamsostek_rentan.values.months import ContributionPeriod
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.law.programs import FundingSource, Program
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["Group", "group_heads", "prices_of"]


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
    if not isinstance(workers, Iterable):
        if type(workers) is not int or workers < 0:
            raise InvalidFactError(
                f"{workers!r} ({type(workers).__name__}) was given as a count of workers.",
                "It is a whole number of heads, zero or more, or the workers themselves.",
                "Correct it.",
            )
        return [Group(workers, facts)]
    own = [name for name in facts if name != "funding"]
    if own:
        raise InvalidFactError(
            f"{' and '.join(own)} was given for a list of workers.",
            "Workers bring their own sector, income and first month along.",
            "Set it on each Worker, or give a count of heads.",
        )
    bounds = _income_bounds(rules, period, programs)
    groups: dict[object, Group] = {}
    seen: set[str] = set()
    for worker in workers:
        if worker.id in seen:
            raise InvalidFactError(
                f"The worker {worker.label} was given twice.",
                "Each worker is paid for once; a double name would be a double payment.",
                "Remove the double, or give the two people different ids.",
            )
        seen.add(worker.id)
        income = worker.declared_income
        band = bisect_right(bounds, income) if isinstance(income, Rupiah) else income
        key = worker.sector, band, worker.member_since
        known = groups.get(key) or attrs.evolve(
            Group.of_worker(worker, funding=facts.get("funding")), heads=0
        )
        groups[key] = attrs.evolve(known, heads=known.heads + 1)
    return list(groups.values())


def _income_bounds(
    rules: Rulebook, period: ContributionPeriod, programs: tuple[Program, ...]
) -> list[Rupiah]:
    bounds = {
        lower
        for program, month in product(programs, period)
        for lower in rules.rates.income_breaks(program, month)
    }
    return sorted(bounds)


def prices_of(
    group: Group, period: ContributionPeriod, programs: tuple[Program, ...], rules: Rulebook
) -> list[Price]:
    """The prices of a group, by programme and month.

    Raises:
        MissingFactError: Naming every fact that matters, its values grouped by the total.
    """
    cells = _cells(group, period, programs, rules)
    missing = {fact.id: fact for cell in cells for fact in cell.amounts.facts}
    if not missing or not group.heads:
        return [cell.price for cell in cells]
    facts = tuple(
        Fact(name, _options(missing[name], period, programs, rules)) for name in sorted(missing)
    )
    totals = [
        _cost(
            attrs.evolve(group, facts=cast("Facts", {**group.facts, **way})),
            period,
            programs,
            rules,
        )
        for way in filled(facts)
    ]
    raise missing_fact(
        f"The cost of {group.heads} worker(s) in {show(period, 'en')} was asked",
        facts,
        totals,
        worker=group.worker.label if group.worker else None,
    )


def _cells(
    group: Group, period: ContributionPeriod, programs: tuple[Program, ...], rules: Rulebook
) -> list[Cell]:
    known = group.facts.get("member_since") is not None
    member_by = None if known else period.first
    return [
        rules.cell(program, month, **group.facts, member_by=member_by)
        for program in programs
        for month in group.months(period) or ()
    ]


def _cost(
    group: Group, period: ContributionPeriod, programs: tuple[Program, ...], rules: Rulebook
) -> Figure[Rupiah]:
    cells = _cells(group, period, programs, rules)
    return total([cell.amounts for cell in cells]).map(lambda amount: amount * group.heads)


def _options(
    fact: Fact, period: ContributionPeriod, programs: tuple[Program, ...], rules: Rulebook
) -> tuple[Hashable, ...]:
    """The values a fact might have, told apart as finely as any month of the period needs."""
    if fact.id == "declared_income":
        return tuple(_income_bounds(rules, period, programs))
    if fact.id == "member_since":
        breaks = {
            at
            for program, month in product(programs, period)
            for at in rules.rates.membership_breaks(program, month)
        }
        return classes_of_membership(sorted(breaks), period.first)
    return fact.options
