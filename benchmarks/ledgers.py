"""What a ledger costs beside its timeline: twelve months, six payments of two months each.

Run it with ``python benchmarks/ledgers.py``.  The aim is at most four times the timeline with the
dues it owes, which is what the payments are booked against.
"""

from __future__ import annotations

import statistics
from datetime import date

from timing import microseconds

import jamsostek_rentan as jr


RULES = jr.law.bpu()
COUNT, ROUNDS = 2_000, 7
JANUARY = jr.ContributionMonth(2025, 1)
REGENCY = jr.Sponsor("regency", name="An example", funding=jr.FundingSource.APBD)
SITI = jr.Worker("w-001", sector=jr.Sector.OTHER)
YEAR = jr.Sponsorship(SITI, REGENCY, period=JANUARY.for_months(12))
PAYMENTS = [
    jr.Payment(REGENCY, on=date(2025, month, 10), amount=jr.Rupiah(33_600))
    for month in (1, 3, 5, 7, 9, 11)
]


def timeline() -> jr.CoverageTimeline:
    """A year of a regency, and then the worker alone."""
    return jr.CoverageTimeline.of(
        SITI, sponsorships=[YEAR], self_payment=jr.SelfPayment.after(YEAR)
    )


def main() -> None:
    """Print medians over rounds, and the ratios."""
    known, last = timeline(), JANUARY + 11
    cases = {
        "timeline": lambda: [timeline() for _ in range(COUNT)],
        "timeline and its dues": lambda: [
            timeline().dues(rules=RULES, through=last) for _ in range(COUNT)
        ],
        "ledger": lambda: [
            jr.CoverageLedger.of(known, payments=PAYMENTS, rules=RULES) for _ in range(COUNT)
        ],
    }
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, case in cases.items():
            times[name].append(microseconds(case, COUNT))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, taken in medians.items():
        print(f"{name:25}{taken:8.1f} microseconds")
    for name in ("timeline", "timeline and its dues"):
        print(f"a ledger costs {medians['ledger'] / medians[name]:.1f} times the {name}")


if __name__ == "__main__":
    main()
