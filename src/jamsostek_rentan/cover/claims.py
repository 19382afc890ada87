"""What each payer owes, or would owe had cover not ended, as far as money reaches."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from jamsostek_rentan.cover.accounts import Claim
from jamsostek_rentan.cover.payments import Entry, Payer, Payment, receiver_of
from jamsostek_rentan.cover.people import Sponsor, facts_of
from jamsostek_rentan.cover.resolution import ENDLESS, death_month, months_paid
from jamsostek_rentan.law.facts import PricingFacts
from jamsostek_rentan.law.programs import FundingSource, Program
from jamsostek_rentan.values.months import (
    ContributionMonth,
    ContributionPeriod,
    periods_of,
)


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jamsostek_rentan.cover.sponsorship import Sponsorship
    from jamsostek_rentan.cover.timeline import CoverageTimeline
    from jamsostek_rentan.law.cells import Cell
    from jamsostek_rentan.law.rulebook import Rulebook


__all__ = ["Decree", "claims_against", "claims_of", "decrees_of", "known_from"]

_YEAR = 12


class _Run(NamedTuple):
    """Months in a row of one payer, owed or taken away by an end event."""

    payer: Payer
    programs: tuple[Program, ...]
    period: ContributionPeriod
    facts: PricingFacts
    owed: bool


class Decree(NamedTuple):
    """What is claimed from a day on, by the sponsorships that were decreed by then."""

    since: date
    claims: tuple[Claim, ...]


def decrees_of(
    timeline: CoverageTimeline,
    entries: Sequence[Entry],
    *,
    rules: Rulebook,
    registrations: Iterable[date] = (),
    until: date | None = None,
) -> tuple[Decree, ...]:
    """What is claimed of each payer whose money was recorded, as paper follows paper.

    A month is owed by whom the papers of a day say, and whoever has paid it before a paper keeps
    it.

    Args:
        timeline: Who owes which months, all papers told.
        entries: What was recorded, in order.
        rules: The rulebook.
        registrations: Days on which the worker registered, and credit may pay a month.
        until: The last day looked at; none for all of them.

    Raises:
        MissingFactError: For a fact about the worker that changes a price.
    """
    begin = entries[0].on if entries else date.max
    dated = any(given.reference_date for given in timeline.sponsorships)
    known = known_from(timeline.sponsorships, entries) if dated else {}
    later = sorted({day for day in known.values() if day > begin})
    latest = max((*later, *registrations), default=None)
    last = ContributionMonth.of(latest) if latest else None
    if not later:
        return (Decree(date.min, claims_of(timeline, entries, rules=rules, through=last)),)
    turns = [begin, *(day for day in later if until is None or day <= until)]
    found: list[Decree] = []
    for day in turns:
        then = timeline.knowing({given for given, since in known.items() if since <= day})
        claims = claims_of(then, entries, rules=rules, through=last) if then else ()
        found.append(Decree(date.min if day == begin else day, claims))
    return tuple(found)


def known_from(
    sponsorships: Iterable[Sponsorship], entries: Iterable[Entry]
) -> dict[Sponsorship, date]:
    """From which day money knows each sponsorship: the day of its paper.

    One without a day of its paper was always known, and that of a sponsor's first months is known
    from that sponsor's first money on, if that came before the paper.
    """
    given = sorted(sponsorships, key=_by_months)
    paid: dict[str, date] = {}
    for entry in entries:
        who = receiver_of(entry)
        if isinstance(who, Sponsor):
            paid.setdefault(who.id, entry.on)
    known: dict[Sponsorship, date] = {}
    for one in given:
        paper = one.reference_date or date.min
        # Money of a sponsor is for its first months, whenever their paper was signed.
        known[one] = min(paper, paid.pop(one.sponsor.id, paper))
    return known


def _by_months(given: Sponsorship) -> tuple[ContributionMonth, date]:
    return given.period.first, given.reference_date or date.min


def claims_of(
    timeline: CoverageTimeline,
    entries: Iterable[Entry],
    *,
    rules: Rulebook,
    through: ContributionMonth | None = None,
) -> tuple[Claim, ...]:
    """The claims of each payer whose money was recorded, by month, as far as it reaches.

    Args:
        timeline: Who owes which months.
        entries: What was recorded.
        rules: The rulebook.
        through: A month up to which all are claimed, besides those of the entries.

    Raises:
        MissingFactError: For a fact about the worker that changes a price.
    """
    received: dict[Payer, int] = {}
    last = max(timeline.first, through or timeline.first)
    for entry in entries:
        who = receiver_of(entry)
        received[who] = received.get(who, 0) + entry.amount.amount
        last = max(last, ContributionMonth.of(entry.on))
        if isinstance(entry, Payment) and entry.months:
            last = max(last, entry.months.last)
    runs: dict[Payer, list[_Run]] = {payer: [] for payer in received}
    for run in _runs(timeline):
        if run.payer in runs:
            runs[run.payer].append(run)
    together = sum(received.values())
    return tuple(
        claim
        for payer, own in received.items()
        # Months that others paid, perhaps at half the price, are passed over.
        for claim in _claims(timeline, runs[payer], last, 2 * together - own, rules)
    )


def claims_against(
    timeline: CoverageTimeline,
    payer: Payer,
    *,
    through: ContributionMonth,
    rules: Rulebook,
) -> Iterator[Claim]:
    """The claims of one payer up to a month, whatever it has paid.

    Raises:
        MissingFactError: For a fact about the worker that changes a price.
    """
    runs = [run for run in _runs(timeline) if run.payer == payer]
    return _claims(timeline, runs, through, 0, rules)


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
