"""Comparing scenarios: what each costs and buys, and what is assumed to come after it."""

from __future__ import annotations

from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from jamsostek_rentan.cover.contributions import check_rules
from jamsostek_rentan.cover.records import listed
from jamsostek_rentan.cover.retention import owed_by_head, share_of
from jamsostek_rentan.errors import InvalidFactError, InvalidPeriodError, JamsostekRentanError
from jamsostek_rentan.law.facts import check_month
from jamsostek_rentan.law.programs import Program
from jamsostek_rentan.law.questions import Figure, certain, explored, total
from jamsostek_rentan.law.rules_in_words import rules_in_words
from jamsostek_rentan.planning.affordability import heads_within
from jamsostek_rentan.planning.scenarios import Scenario, ScenarioRecord


if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from jamsostek_rentan.law.prices import Price
    from jamsostek_rentan.law.questions import Ask
    from jamsostek_rentan.law.rulebook import Rulebook
    from jamsostek_rentan.values.money import Rupiah
    from jamsostek_rentan.values.months import ContributionMonth


__all__ = ["compare_scenarios"]

_ASSUMED = ("share_with_full_jkm", "heads_after", "worker_months_after", "paid_by_workers")

Owed: TypeAlias = "tuple[tuple[ContributionMonth, tuple[Price, ...]], ...]"
"""What one head owes, month by month."""


def compare_scenarios(
    scenarios: Iterable[Scenario], *, through: ContributionMonth, rules: Rulebook
) -> tuple[ScenarioRecord, ...]:
    """Scenarios of a stimulus side by side, one record for each, in the order given.

    Length, start, whose money, programmes, heads or budget, conversion and rules may differ.

    Args:
        scenarios: The scenarios.
        through: The last month looked at, after every stimulus.
        rules: The rulebook, for scenarios that name none of their own.

    Raises:
        InvalidFactError: For no scenarios, two of one name, or a budget for months that cost
            nothing.
        InvalidPeriodError: For a last month that is not after every stimulus.
        MissingFactError: When a fact that was not given changes what a month costs.
        NoRateInForceError: When no rate speaks of a month.
        ProjectedLawError: For a month after the last checked one, where that is refused.

    Warns:
        ProjectedLawWarning: Once, and once for each scenario with rules of its own, for months
            after the last checked one.

    >>> from jamsostek_rentan import ContributionMonth, ContributionPeriod, FundingSource, Rupiah
    >>> from jamsostek_rentan import Scenario, compare_scenarios, law
    >>> compared = compare_scenarios(
    ...     [
    ...         Scenario(
    ...             period, period=ContributionPeriod.parse(period), funding=FundingSource.APBD,
    ...             budget=Rupiah(100_000_000),
    ...         )
    ...         for period in ("2024-01/2024-03", "2024-01/2024-12")
    ...     ],
    ...     through=ContributionMonth(2025, 12), rules=law.bpu(),
    ... )
    >>> [(one.heads.settled, one.worker_months.settled) for one in compared]
    [(1984, 5952), (496, 5952)]
    """
    check_rules(rules)
    check_month(through, "through")
    given = listed(scenarios, Scenario, "scenarios")
    _check(given, through)
    owed: list[Owed] = []
    for scenario in given:
        with _naming(scenario):
            owed.append(_owed(scenario, through, scenario.rules or rules))
    paired = list(zip(given, owed, strict=True))
    rules.announce_projected(
        price for scenario, months in paired if not scenario.rules for price in _prices(months)
    )
    for scenario, months in paired:
        if scenario.rules is not None:
            scenario.rules.announce_projected(_prices(months))
    records: list[ScenarioRecord] = []
    for scenario, months in paired:
        with _naming(scenario):
            records.append(_record(scenario, months, through, rules))
    return tuple(records)


@contextmanager
def _naming(scenario: Scenario) -> Generator[None, None, None]:
    """Say in an error which scenario it is about."""
    try:
        yield
    except JamsostekRentanError as error:
        error.asked = f"Scenario {scenario.label}: {error.asked}"
        raise


def _check(given: tuple[Scenario, ...], through: ContributionMonth) -> None:
    if len({scenario.name for scenario in given}) < max(1, len(given)):
        raise InvalidFactError(
            f"Scenarios were compared: {', '.join(one.label for one in given) or 'none'}.",
            "There is one at least, and each has a name of its own.",
            "Name them apart.",
        )
    for scenario in given:
        if through <= scenario.period.last:
            raise InvalidPeriodError(
                f"The scenario {scenario.label} was looked at through {through}.",
                f"Its stimulus lasts through {scenario.period.last}.",
                "Look further.",
            )


def _owed(scenario: Scenario, through: ContributionMonth, rules: Rulebook) -> Owed:
    """What one head owes through the last month looked at; one month after, if none is assumed."""
    return owed_by_head(
        scenario.period,
        through=through if scenario.conversion else scenario.period.last + 1,
        rules=rules,
        programs=scenario.programs,
        facts=scenario.facts,
    )


def _prices(owed: Owed) -> Iterator[Price]:
    return (price for _, prices in owed for price in prices)


def _record(
    scenario: Scenario, owed: Owed, through: ContributionMonth, beside: Rulebook
) -> ScenarioRecord:
    rules = scenario.rules or beside
    last = scenario.period.last
    sponsored = [price for month, prices in owed if month <= last for price in prices]
    alone = [total([price.figure for price in prices]) for month, prices in owed if month > last]
    each = total([price.figure for price in sponsored])
    heads = _heads(scenario, each)
    cost = _times(heads, each)
    full = _full_jkm_from(scenario, rules)
    had = certain(scenario.period.first) if full and _begins_before(rules, scenario) else full

    def of(program: Program) -> Figure[Rupiah] | None:
        own = [price.figure for price in sponsored if price.program is program]
        return _times(heads, total(own)) if own else None

    return ScenarioRecord(
        scenario=scenario.name,
        funding=scenario.funding,
        period=scenario.period,
        programs=scenario.programs,
        sector=scenario.sector,
        declared_income=scenario.declared_income,
        member_since=scenario.member_since,
        paid_ahead=scenario.paid_ahead,
        projected=any(price.projected for price in _prices(owed)),
        law=rules_in_words(rules, beside=beside),
        heads=heads,
        worker_months=heads.map(lambda count: count * len(scenario.period)),
        cost=cost,
        jkk=of(Program.JKK),
        jkm=of(Program.JKM),
        jht=of(Program.JHT),
        budget=scenario.budget,
        left_over=None if scenario.budget is None else cost.map(scenario.budget.__sub__),
        full_jkm_from=full,
        full_jkm_by_sponsor=had.map(lambda month: Fraction(month <= last)) if had else None,
        monthly_after=alone[0],
        **_assumed(scenario, heads, alone, had),
        through=through,
        conversion=scenario.conversion,
        assumption=scenario.assumption,
    )


def _heads(scenario: Scenario, each: Figure[Rupiah]) -> Figure[int]:
    if scenario.budget is None:
        return certain(scenario.workers or 0)
    return heads_within(scenario.budget, each, scenario.period).map(lambda found: found[0])


def _times(heads: Figure[int], each: Figure[Rupiah]) -> Figure[Rupiah]:
    return explored(lambda ask: ask(each) * ask(heads))


def _full_jkm_from(scenario: Scenario, rules: Rulebook) -> Figure[ContributionMonth] | None:
    waiting = rules.benefits.jkm_waiting
    if waiting is None or Program.JKM not in scenario.programs:
        return None
    at_once = len(scenario.period) if scenario.paid_ahead else 1
    return rules.answered(waiting.full_from(scenario.period.first, paid_at_once=at_once))


def _begins_before(rules: Rulebook, scenario: Scenario) -> bool:
    """Whether a scenario begins before the waiting period was law, in full from its first day."""
    waiting = rules.benefits.jkm_waiting
    return waiting is not None and scenario.period.first.first_day < waiting.from_day


def _assumed(
    scenario: Scenario,
    heads: Figure[int],
    alone: Sequence[Figure[Rupiah]],
    full: Figure[ContributionMonth] | None,
) -> dict[str, Any]:
    """What rests on the conversion assumed; nothing where none is."""
    if scenario.conversion is None:
        return dict.fromkeys(_ASSUMED)
    curve = dict(scenario.conversion)
    shares = [share_of(curve, past) for past in range(1, len(alone) + 1)]
    last = scenario.period.last

    def reached(month: ContributionMonth) -> Fraction:
        """The share that has paid every month up to one, without falling out of cover."""
        asked = max(0, month - last)
        return min(shares[:asked], default=Fraction(1)) if asked <= len(shares) else Fraction(0)

    def paid(ask: Ask) -> Fraction:
        months = zip(shares, alone, strict=True)
        return ask(heads) * sum((share * ask(price).amount for share, price in months), Fraction(0))

    found = (
        full.map(reached) if full else None,
        heads.map(lambda count: count * shares[-1]),
        heads.map(lambda count: count * sum(shares, Fraction(0))),
        explored(paid),
    )
    return dict(zip(_ASSUMED, found, strict=True))
