"""What a budget pays for: how many heads for some months, or how many months for some heads."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Unpack

from jamsostek_rentan.cover.contributions import period_of, quote_of
from jamsostek_rentan.cover.groups import Group, group_heads, prices_of
from jamsostek_rentan.cover.people import Worker
from jamsostek_rentan.cover.records import listed
from jamsostek_rentan.errors import (
    InvalidFactError,
    InvalidMonthError,
    InvalidPeriodError,
    MissingFactError,
    NoRateInForceError,
)
from jamsostek_rentan.law.facts import Facts, check_month, check_programs
from jamsostek_rentan.law.programs import BASIC_COVER, Program
from jamsostek_rentan.law.questions import Figure, all_over, total, worlds
from jamsostek_rentan.planning.affordability import (
    AffordableCover,
    AffordableMonths,
    check_budget,
    heads_within,
)
from jamsostek_rentan.values.money import Rupiah


if TYPE_CHECKING:
    from collections.abc import Iterable

    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.months import ContributionMonth, ContributionPeriod


__all__ = ["affordable_cover", "affordable_months"]

_LONGEST = 600


def affordable_cover(
    budget: Rupiah,
    when: ContributionMonth | ContributionPeriod,
    *,
    rules: Rulebook,
    workers: Iterable[Worker] | None = None,
    programs: Iterable[Program] = BASIC_COVER,
    **facts: Unpack[Facts],
) -> AffordableCover:
    """How many heads a budget covers in a month or a period, each for all of its months.

    Without workers, heads of the same facts are counted.  With workers, each with its own sector,
    income and start, they are taken in the order given up to the *first unaffordable* one; who
    stands after that one is not looked at, however little it would cost.

    Args:
        budget: What may be spent, in rupiah.
        when: The contribution month or months.
        rules: The rulebook.
        workers: Whom to cover, in order.
        programs: The programmes; JKK and JKM unless said otherwise.
        facts: As for :func:`cost_of_cover`.

    Raises:
        InvalidFactError: For a budget below zero, a head that costs nothing, a worker named
            twice, or facts that workers bring along themselves.
        MissingFactError: When a fact that was not given changes what a month costs.
        NoRateInForceError: When no rate speaks of a month.
        ProjectedLawError: For a month after the last checked one, where that is refused.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Rupiah, Sector, law
    >>> autumn = ContributionMonth(2026, 9).for_months(3)
    >>> by_csr = affordable_cover(
    ...     Rupiah(25_000_000), autumn, rules=law.bpu(), sector=Sector.OTHER,
    ...     funding=FundingSource.CSR,
    ... )
    >>> by_csr.workers, [doubt.value for doubt in by_csr.doubts]
    (992, [496])
    """
    check_budget(budget)
    period, chosen = period_of(when), check_programs(programs)
    candidates = None if workers is None else listed(workers, Worker, "workers")
    groups = group_heads(1 if candidates is None else candidates, facts, rules, period, chosen)
    quote = quote_of(groups, period, chosen, rules=rules, funding=facts.get("funding"))
    rules.announce_projected(line.price for line in quote.lines)
    if candidates is None:
        counted = heads_within(budget, quote.figure, period)
    else:
        counted = _before_first_unaffordable(
            budget, _costs(candidates, facts, period, chosen, rules)
        )
    return AffordableCover(
        budget=budget,
        figure=counted.map(lambda found: found[0]),
        cost_figure=counted.map(lambda found: found[1]),
        period=period,
        candidates=candidates or (),
        head=quote if candidates is None else None,
    )


def affordable_months(
    budget: Rupiah,
    *,
    workers: int | Iterable[Worker],
    starting: ContributionMonth,
    rules: Rulebook,
    programs: Iterable[Program] = BASIC_COVER,
    **facts: Unpack[Facts],
) -> AffordableMonths:
    """For how many months, one after another, a budget covers some heads or workers.

    Args:
        budget: What may be spent, in rupiah.
        workers: A count of heads, or workers, each with its own sector, income and start.
        starting: The first month.
        rules: The rulebook.
        programs: The programmes; JKK and JKM unless said otherwise.
        facts: As for :func:`cost_of_cover`.

    Raises:
        InvalidFactError: For a budget below zero, no workers, a worker named twice, or facts that
            workers bring along themselves.
        InvalidPeriodError: For a budget that lasts fifty years or more, or workers who are not
            members in the first month.
        MissingFactError: When a fact that was not given changes what a month costs.
        NoRateInForceError: When no rate speaks of a month.
        ProjectedLawError: For a month after the last checked one, where that is refused.

    Warns:
        ProjectedLawWarning: Once, for months after the last checked one.

    >>> from jamsostek_rentan import ContributionMonth, FundingSource, Rupiah, Sector, law
    >>> found = affordable_months(
    ...     Rupiah(33_600), workers=1, starting=ContributionMonth(2026, 3), rules=law.bpu(),
    ...     sector=Sector.OTHER, funding=FundingSource.SELF,
    ... )
    >>> found.months, found.cost
    (3, Rupiah(33_600))
    """
    check_budget(budget)
    check_month(starting, "starting")
    chosen = check_programs(programs)
    given = workers if type(workers) is int else listed(workers, Worker, "workers")
    known, length, careful = 0, 1, False
    while True:
        period = starting.for_months(min(length, _LONGEST))
        try:
            groups = group_heads(given, facts, rules, period, chosen)
            quote = quote_of(groups, period, chosen, rules=rules, funding=facts.get("funding"))
        except (MissingFactError, NoRateInForceError, InvalidMonthError):
            if length <= known + 1:
                raise
            length = known + 1  # what is asked for months that are not needed is not needed
            careful = True
            continue
        _check_heads(groups, starting)
        counted = _before_first_unaffordable(
            budget, [figure for _, figure in quote.by_month.figures()]
        )
        most = max(months for months, _ in counted.values)
        if most < len(period):
            break
        if len(period) == _LONGEST:
            raise InvalidPeriodError(
                f"It was asked for how many months from {starting} on {budget} lasts.",
                f"It lasts {_LONGEST} months or more, by one reading at least.",
                "Check the digits of the budget, the heads and the price of a month.",
            )
        known = len(period)
        length = known + 1 if careful else known * 2
    covered = starting.for_months(most) if most else None
    told = (
        quote_of(groups, covered, chosen, rules=rules, funding=facts.get("funding"))
        if covered
        else None
    )
    rules.announce_projected(line.price for line in (told.lines if told else ()))
    return AffordableMonths(
        budget=budget,
        figure=counted.map(lambda found: found[0]),
        cost_figure=counted.map(lambda found: found[1]),
        starting=starting,
        workers=quote.workers,
        quote=told,
    )


def _check_heads(groups: list[Group], starting: ContributionMonth) -> None:
    """Check that there are heads, all of them members in the first month."""
    heads = sum(group.heads for group in groups)
    if any(group.months(starting.for_months(1)) is None for group in groups):
        raise InvalidPeriodError(
            f"Months from {starting} on were asked for {heads} worker(s).",
            "Not all of them are members in that month.",
            "Begin when the last of them has joined, or leave them out.",
        )
    if not heads:
        raise InvalidFactError(
            "It was asked for how many months a budget covers no workers.",
            "Nobody costs nothing, for ever.",
            "Give one head or more.",
        )


def _costs(
    workers: tuple[Worker, ...],
    facts: Facts,
    period: ContributionPeriod,
    programs: tuple[Program, ...],
    rules: Rulebook,
) -> list[Figure[Rupiah]]:
    """What each worker costs in a period, told once for workers with the same facts."""
    known: dict[object, Figure[Rupiah]] = {}
    costs: list[Figure[Rupiah]] = []
    for worker in workers:
        key = worker.sector, worker.declared_income, worker.member_since
        if key not in known:
            group = Group.of_worker(worker, funding=facts.get("funding"))
            ((_, prices),) = prices_of([group], period, programs, rules)
            if not prices:
                raise InvalidFactError(
                    f"{worker.label} was to be covered in {period}.",
                    f"That membership begins with {worker.member_since}, after it.",
                    "Leave the worker out, or correct the first month of membership.",
                )
            known[key] = total([price.figure for price in prices])
        costs.append(known[key])
    return costs


def _before_first_unaffordable(
    budget: Rupiah, costs: list[Figure[Rupiah]]
) -> Figure[tuple[int, Rupiah]]:
    """How many of some costs, in order, a budget pays, and what they come to."""
    over = all_over(costs)
    found: list[tuple[int, Rupiah]] = []
    for world in worlds(over):
        spent = accumulate(figure.at(world).amount for figure in costs)
        affordable = [amount for amount in spent if amount <= budget.amount]
        found.append((len(affordable), Rupiah(affordable[-1] if affordable else 0)))
    return Figure(over, tuple(found)).pruned()
