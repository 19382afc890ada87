"""What a cohort's payers owe: timelines, totals and dues beside careful plain Python.

Run it with ``python benchmarks/timelines.py``.  Workers with incomes of every band have up to
three sponsors of fifty (thirty regions, twenty companies), at random over 2022 to 2026, and some
go on alone.

``plain totals`` is what a careful portal developer writes: objects with ``datetime.date``, the
payer looked up month by month, amounts remembered by band, sector, source of funds and month.
``plain rows`` makes one frozen attrs row of three integers for each month from such a table.
Neither knows a doubt or a missing fact.  Both get their amounts from the library, before the
clock runs, so that all price the same law; the totals are compared to the rupiah.
"""

from __future__ import annotations

import argparse
import random
import statistics
import warnings
from bisect import bisect_right
from collections import Counter
from datetime import date
from functools import cache

import attrs
from timing import microseconds

import jamsostek_rentan as jr


FIRST, LAST = jr.ContributionMonth(2022, 1), jr.ContributionMonth(2026, 11)
SELF = jr.FundingSource.SELF
SPONSORS = [
    jr.Sponsor(f"s-{number}", name=f"Sponsor {number}", funding=funding)
    for number, funding in enumerate([jr.FundingSource.APBD] * 30 + [jr.FundingSource.CSR] * 20)
]
RULES = jr.law.bpu()
BANDS = RULES.rates.income_breaks(jr.Program.JKK, FIRST)
BOUNDS = [lower.amount for lower in BANDS]


def cohort(size: int) -> list[jr.CoverageTimeline]:
    """Timelines of some workers."""
    chance = random.Random(20261122)  # noqa: S311 - a benchmark, no secret
    found: list[jr.CoverageTimeline] = []
    for number in range(size):
        worker = jr.Worker(
            f"w-{number}",
            sector=chance.choice(list(jr.Sector)),
            declared_income=jr.Rupiah(int(chance.lognormvariate(7.84, 0.65)) * 1_000),
        )
        begin = FIRST + chance.randrange(len(jr.ContributionPeriod(FIRST, LAST)))
        count = chance.choices([0, 1, 2, 3], [1, 5, 2.5, 1.5])[0]
        sponsorships = [
            jr.Sponsorship(
                worker,
                sponsor,
                period=(begin + chance.randrange(12)).for_months(
                    1 + int(chance.expovariate(1 / 8))
                ),
                priority=priority,
            )
            for priority, sponsor in enumerate(chance.sample(SPONSORS, count))
        ]
        goes_on = chance.random() < 0.3 or not sponsorships  # noqa: PLR2004 - three in ten
        own = jr.SelfPayment(starting=begin) if goes_on else None
        found.append(jr.CoverageTimeline.of(worker, sponsorships=sponsorships, self_payment=own))
    return found


@attrs.frozen
class PlainSponsorship:
    """Who pays from when to when."""

    sponsor: int
    funding: jr.FundingSource
    start: date
    end: date


@attrs.frozen
class PlainWorker:
    """A worker as a portal holds one."""

    income: int
    sector: jr.Sector
    start: date
    own_start: date
    sponsorships: list[PlainSponsorship]


def plain(timeline: jr.CoverageTimeline) -> PlainWorker:
    """The same worker, as a portal holds one."""
    worker, own = timeline.worker, timeline.self_payment
    assert isinstance(worker.declared_income, jr.Rupiah)  # noqa: S101 - the cohort above says so
    assert worker.sector  # noqa: S101 - the same
    sponsorships = [
        PlainSponsorship(
            int(given.sponsor.id[2:]),
            given.sponsor.funding,
            given.period.first.first_day,
            given.period.last.first_day,
        )
        for given in timeline.sponsorships
    ]
    return PlainWorker(
        worker.declared_income.amount,
        worker.sector,
        timeline.first.first_day,
        own.starting.first_day if own else date.max,
        sponsorships,
    )


@cache
def amount_of(band: int, sector: jr.Sector, funding: jr.FundingSource, month: date) -> int:
    """JKK and JKM of one worker and month together."""
    price = RULES.price
    return sum(
        price(
            program,
            jr.ContributionMonth.of(month),
            declared_income=BANDS[band],
            sector=sector,
            funding=funding,
        ).amount.amount
        for program in jr.BASIC_COVER
    )


@cache
def next_month(month: date) -> date:
    """The first day of the month after."""
    return (jr.ContributionMonth.of(month) + 1).first_day


def plain_totals(workers: list[PlainWorker]) -> Counter[tuple[date, int]]:
    """Rupiah by month and payer, month by month and worker by worker; -1 pays alone."""
    paid: Counter[tuple[date, int]] = Counter()
    last = LAST.first_day
    for worker in workers:
        month = worker.start
        while month <= last:
            payer, funding = -1, SELF
            for given in worker.sponsorships:
                if given.start <= month <= given.end:
                    payer, funding = given.sponsor, given.funding
                    break
            if payer >= 0 or month >= worker.own_start:
                band = bisect_right(BOUNDS, worker.income) - 1
                paid[month, payer] += amount_of(band, worker.sector, funding, month)
            month = next_month(month)
    return paid


@attrs.frozen
class PlainRow:
    """What one worker owes in one month."""

    month: int
    jkk: int
    jkm: int


def plain_rows(
    spans: list[tuple[int, int, int]], tables: list[tuple[list[int], list[int]]]
) -> list[list[PlainRow]]:
    """A frozen row for each month of each worker, from the table of the worker's band."""
    found: list[list[PlainRow]] = []
    for income, start, end in spans:
        jkk, jkm = tables[bisect_right(BOUNDS, income) - 1]
        months = zip(range(start, end), jkk[start:end], jkm[start:end], strict=True)
        found.append([PlainRow(*row) for row in months])
    return found


def totals(timelines: list[jr.CoverageTimeline]) -> dict[object, jr.Rupiah]:
    """The library's totals, each of them read."""
    return dict(jr.totals_of(timelines, through=LAST, rules=RULES).by_payer_and_month)


def check(paid: Counter[tuple[date, int]], ours: dict[object, jr.Rupiah]) -> None:
    """Stop where the two differ by a rupiah."""
    by_number = {-1: SELF, **dict(enumerate(SPONSORS))}
    theirs = {
        (by_number[payer], jr.ContributionMonth.of(month)): jr.Rupiah(amount)
        for (month, payer), amount in paid.items()
    }
    if theirs != ours:
        raise SystemExit("the totals differ")


def main() -> None:
    """Print medians over rounds, and the two ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    warnings.simplefilter("error")
    timelines = cohort(asked.workers)
    workers = [plain(timeline) for timeline in timelines]
    rows = sum(len(one.dues(through=LAST, rules=RULES)) for one in timelines)
    months = rows // 2
    begin = FIRST.ordinal
    spans = [
        (
            worker.income,
            stretch.period.first.ordinal - begin,
            min(LAST, stretch.period.last).ordinal - begin + 1,
        )
        for worker, timeline in zip(workers, timelines, strict=True)
        for stretch in timeline.stretches
        if stretch.period.first <= LAST
    ]
    width = LAST.ordinal - begin + 1
    tables = [([10_000] * width, [6_800] * width) for _ in BOUNDS]
    check(plain_totals(workers), totals(timelines))

    def all_dues() -> list[tuple[jr.Due, ...]]:
        return [one.dues(through=LAST, rules=RULES) for one in timelines]

    cases = {
        "library timelines, a worker": lambda: microseconds(lambda: cohort(1_000), 1_000),
        "plain totals, a worker": lambda: microseconds(lambda: plain_totals(workers), len(workers)),
        "library totals, a worker": lambda: microseconds(lambda: totals(timelines), len(workers)),
        "plain rows, a row": lambda: microseconds(lambda: plain_rows(spans, tables), months),
        "library dues, a due": lambda: microseconds(all_dues, rows),
    }
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(asked.rounds):
        for name, case in cases.items():
            times[name].append(case())
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    print(f"{asked.workers} workers, {months} worker-months; medians in microseconds")
    for name, taken in medians.items():
        print(f"{name:<32}{taken:>8.2f}")
    ratio = medians["plain totals, a worker"] / medians["library totals, a worker"]
    print(f"totals: {ratio:.2f} times as fast as plain (aim: at least 1)")
    ratio = medians["plain rows, a row"] / medians["library dues, a due"]
    print(f"dues: {ratio:.2f} times as fast as plain rows (aim: at least 0.25)")


if __name__ == "__main__":
    main()
