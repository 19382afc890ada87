"""What each payer owes, or would owe had cover not ended, as far as money reaches."""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from jamsostek_rentan.cover.accounts import Claim
from jamsostek_rentan.cover.payments import CreditTransfer, Entry, Payer, Payment
from jamsostek_rentan.cover.people import facts_of
from jamsostek_rentan.cover.resolution import ENDLESS, death_month, months_paid
from jamsostek_rentan.law.facts import PricingFacts
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.values.months import (
    ContributionMonth,
    ContributionPeriod,
    periods_of,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jamsostek_rentan.cover.people import Sponsor
    from jamsostek_rentan.cover.timeline import CoverageTimeline
    from jamsostek_rentan.law.cells import Cell
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["claims_against", "claims_of"]

_YEAR = 12


class _Run(NamedTuple):
    """Months in a row of one payer, owed or taken away by an end event."""

    payer: Payer
    programs: tuple[Program, ...]
    period: ContributionPeriod
    facts: PricingFacts
    owed: bool


def claims_of(
    timeline: CoverageTimeline, entries: Iterable[Entry], *, rules: Rulebook
) -> tuple[Claim, ...]:
    """The claims of each payer whose money was recorded, by month, as far as it reaches.

    Args:
        timeline: Who owes which months.
        entries: What was recorded.
        rules: The rulebook.

    Raises:
        MissingFactError: For a fact about the worker that changes a price.
    """
    received: dict[Payer, int] = {}
    through = timeline.first
    for entry in entries:
        who = entry.to if isinstance(entry, CreditTransfer) else entry.payer
        received[who] = received.get(who, 0) + entry.amount.amount
        through = max(through, ContributionMonth.of(entry.on))
        if isinstance(entry, Payment) and entry.months:
            through = max(through, entry.months.last)
    runs: dict[Payer, list[_Run]] = {payer: [] for payer in received}
    for run in _runs(timeline):
        if run.payer in runs:
            runs[run.payer].append(run)
    return tuple(
        claim
        for payer, mine in runs.items()
        for claim in _claims(timeline, mine, through, received[payer], rules)
    )


def claims_against(
    timeline: CoverageTimeline, payer: Payer, *, through: ContributionMonth, rules: Rulebook
) -> tuple[Claim, ...]:
    """The claims of one payer up to a month, whatever it has paid.

    Raises:
        MissingFactError: For a fact about the worker that changes a price.
    """
    runs = [run for run in _runs(timeline) if run.payer == payer]
    return tuple(_claims(timeline, runs, through, 0, rules))


def _claims(
    timeline: CoverageTimeline,
    runs: list[_Run],
    through: ContributionMonth,
    reach: int,
    rules: Rulebook,
) -> Iterator[Claim]:
    """The claims of one payer, a year at a time until the money could not pay for more."""
    label, last = timeline.worker.label, through.ordinal
    begin = min((run.period.first for run in runs), default=through)
    end = max(through, begin) + _YEAR
    while runs:
        found: defaultdict[tuple[int, bool], list[Cell]] = defaultdict(list)
        for run in runs:
            period = run.period & ContributionPeriod(begin, end)
            if period:
                by_program = (rules.cells(one, period, **run.facts) for one in run.programs)
                for month, priced in enumerate(zip(*by_program, strict=True), period.first.ordinal):
                    found[month, run.owed].extend(priced)
        for (month, owed), cells in sorted(found.items(), key=itemgetter(0)):
            if month > last:
                least = sum(min(cell.amounts.values).amount for cell in cells)
                reach -= least
                if not least or reach < 0:
                    return
            yield Claim.of(
                runs[0].payer, tuple(cell.known_price(worker=label) for cell in cells), owed=owed
            )
        begin, end = end + 1, end + _YEAR
        runs = [run for run in runs if run.period.last >= begin]


def _runs(timeline: CoverageTimeline) -> Iterator[_Run]:
    """The months that are owed, and those that an end event took from who would have paid."""
    worker, first = timeline.worker, timeline.first
    for stretch in timeline.stretches:
        facts = facts_of(
            worker,
            funding=stretch.funding,
            covered_from=first,
            earlier_funding=stretch.earlier_funding,
        )
        yield _Run(stretch.payer, stretch.programs, stretch.period, facts, owed=True)
    for (sponsor, program), months in _lost(timeline).items():
        facts = facts_of(worker, funding=sponsor.funding, covered_from=first)
        for period in periods_of(months):
            yield _Run(sponsor, (program,), period, facts, owed=False)
    own, death = timeline.self_payment, death_month(timeline.events)
    if own is not None and death != ENDLESS:
        facts = facts_of(worker, funding=FundingSource.SELF, covered_from=first)
        period = ContributionPeriod(max(own.starting, death + 1), ENDLESS)
        yield _Run(worker, own.programs, period, facts, owed=False)


def _lost(timeline: CoverageTimeline) -> dict[tuple[Sponsor, Program], set[ContributionMonth]]:
    """The months of each sponsor and programme that an event took away, and no decree gave back."""
    if not timeline.events:
        return {}
    lost: defaultdict[tuple[Sponsor, Program], set[ContributionMonth]] = defaultdict(set)
    for given in timeline.sponsorships:
        left = months_paid(given, timeline.events)
        months = {month for month in given.period if not left or month > left.last}
        for program in given.programs:
            lost[given.sponsor, program] |= months
    for stretch in timeline.stretches:
        if stretch.sponsorship:
            for program in stretch.programs:
                lost[stretch.sponsorship.sponsor, program] -= {*stretch.period}
    return lost
