"""The parts of a plan: what each cohort may take, what it costs, and who is taken in one world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from jamsostek_rentan.cover.groups import Group, facts_key, income_bounds, prices_of
from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.planning.blocks import Block, Purses, StopRule
from jamsostek_rentan.planning.filling import Filling
from jamsostek_rentan.planning.funds import Cohort
from jamsostek_rentan.planning.selection import rooms_of, selection_of
from jamsostek_rentan.values.months import ContributionPeriod


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.law.questions import Ask
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.planning.candidates import Candidates
    from jamsostek_rentan.planning.freezing import Frozen
    from jamsostek_rentan.planning.quotas import Quota
    from jamsostek_rentan.planning.selection import Selection
    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["Part", "filled"]


@attrs.frozen(kw_only=True)
class Part:
    """What is planned of one cohort.

    Args:
        cohort: The cohort.
        period: The months that are planned; none where all are fixed.
        heads: How many it takes at most.
        pool: The candidates it may take, by number, in order of priority.
        keep: Those of them who are in already.
        blocks: Blocks of candidates whose months cost the same.
        block_of: In which of them each candidate is.
    """

    cohort: Cohort
    period: ContributionPeriod | None
    heads: int
    pool: Mapping[int, Worker]
    keep: frozenset[int]
    blocks: tuple[Block, ...]
    block_of: Mapping[int, int]

    @property
    def quotas(self) -> tuple[Quota, ...]:
        """The quotas that are still to be kept."""
        return self.cohort.quotas if self.period is not None else ()

    @classmethod
    def of(
        cls,
        cohort: Cohort,
        pool: Mapping[int, Worker],
        frozen: Frozen,
        *,
        heads: int,
        rules: Rulebook,
    ) -> Part:
        """The part of a cohort, with the prices of the months that are planned.

        Whoever is in already was a member by the first month that was paid, and is priced so.

        Raises:
            MissingFactError: When a fact about a candidate changes what its months cost.
        """
        members = frozen.members(cohort)
        keep = frozenset(at for at, worker in pool.items() if worker.id in members)
        period = frozen.periods[cohort.id]
        blocks: tuple[Block, ...] = ()
        block_of: dict[int, int] = {}
        if period is not None:
            blocks, block_of = _priced(cohort, period, pool, members, rules)
        return cls(
            cohort=cohort,
            period=period,
            heads=len(keep) if period is None else heads,
            pool=pool,
            keep=keep,
            blocks=blocks,
            block_of=block_of,
        )

    def heads_by_block(self, chosen: Selection) -> Iterator[int]:
        """How many of each block are taken."""
        by_id = {self.pool[at].id: block for at, block in self.block_of.items()}
        counts = Counter(by_id[worker.id] for worker in chosen.taken if by_id)
        return (counts[block] for block in range(len(self.blocks)))


def _priced(
    cohort: Cohort,
    period: ContributionPeriod,
    pool: Mapping[int, Worker],
    members: Mapping[str, ContributionMonth],
    rules: Rulebook,
) -> tuple[tuple[Block, ...], dict[int, int]]:
    """The blocks of some candidates, and in which of them each is.

    Args:
        cohort: The cohort.
        period: The months that are planned.
        pool: The candidates, by number.
        members: The first month that was paid for those who are in already, by id.
        rules: The rulebook.
    """
    bounds = income_bounds(rules, period, cohort.programs)
    first = period.first
    keys = {
        at: (min(members.get(worker.id, first), first), *facts_key(worker, bounds))
        for at, worker in pool.items()
    }
    heads = Counter(keys.values())
    groups: dict[tuple[Any, ...], Group] = {}
    for at, key in keys.items():
        if key not in groups:
            worker = attrs.evolve(pool[at], declared_income=key[2])
            group = Group.of_worker(worker, funding=cohort.fund.funding)
            groups[key] = attrs.evolve(group, heads=heads[key])
    prices: dict[int, tuple[Price, ...]] = {}
    for start in sorted({key[0] for key in heads}):
        alike = [group for key, group in groups.items() if key[0] == start]
        months = ContributionPeriod(start, period.last)
        for group, found in prices_of(alike, months, cohort.programs, rules):
            prices[id(group)] = tuple(price for price in found if price.month >= first)
    places = {key: place for place, key in enumerate(groups)}
    blocks = tuple(Block(cohort, one.heads, prices[id(one)]) for one in groups.values())
    return blocks, {at: places[key] for at, key in keys.items()}


class _CohortPurse:
    """The fund of a cohort, in one world, as it pays for one candidate after another."""

    def __init__(self, part: Part, purses: Purses, ask: Ask) -> None:
        self._cohort = part.cohort
        self._block_of = part.block_of
        self._costs = [block.years(ask) for block in part.blocks]
        self._purses = purses

    @property
    def stopped(self) -> bool:
        """Whether it pays for nobody more."""
        return self._purses.stopped(self._cohort)

    def pays(self, candidate: int) -> bool:
        """Pay for a candidate, if there is enough left."""
        costs = self._costs[self._block_of[candidate]]
        return self._purses.pay(self._cohort, costs, 1) == 1


def filled(
    parts: Sequence[Part], candidates: Candidates, stop: StopRule, frozen: Frozen, ask: Ask
) -> tuple[Selection, ...]:
    """Who is taken in each cohort, in one world: first of all whoever is in any of them already."""
    budgeted = {part.cohort.fund.id for part in parts if part.cohort.fund.budgets}
    spent = {key: ask(one).amount for key, one in frozen.spent.items() if key[0] in budgeted}
    purses = Purses(stop, spent)
    # Every price is asked for before anybody is taken, so that no world is filled twice.
    fillings = [
        Filling(
            rooms_of(candidates, part.quotas),
            heads=part.heads,
            purse=_CohortPurse(part, purses, ask)
            if part.period and part.cohort.fund.budgets
            else None,
        )
        for part in parts
    ]
    purses.keeping(over=False)
    for part, filling in zip(parts, fillings, strict=True):
        filling.keep(at for at in part.pool if at in part.keep)
    purses.keeping(over=True)
    taken = {at for filling in fillings for at in filling.taken}
    chosen: list[Selection] = []
    for part, filling in zip(parts, fillings, strict=True):
        own = filling.taken
        order = [at for at in part.pool if at not in taken or at in own]
        if part.period is not None:
            filling.fill(order)
        taken |= filling.taken
        chosen.append(
            selection_of(
                candidates,
                filling,
                order,
                quotas=part.quotas,
                heads=part.heads,
                cohort=part.cohort.id,
                closed=part.period is None,
                one_for_one=part.heads < part.cohort.heads,
            )
        )
    return tuple(chosen)
