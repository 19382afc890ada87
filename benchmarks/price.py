"""What one price costs: cold, and once its cell is known.

Run it with ``python benchmarks/price.py``.  A thousand distinct (month, income, source of funds,
sector) are priced by a fresh rulebook (cold) and then again (warm); a plain dictionary look-up
by the same four values is timed beside them, so that a ratio can be quoted.
"""

from __future__ import annotations

import argparse
import random
import statistics
from typing import TYPE_CHECKING

from timing import microseconds

import jamsostek_rentan as jr


if TYPE_CHECKING:
    Question = tuple[jr.ContributionMonth, jr.Rupiah, jr.FundingSource, jr.Sector]

MEMBER_SINCE = jr.ContributionMonth(2015, 7)


def questions(count: int) -> list[Question]:
    """Distinct questions over all months the shipped law was checked for."""
    chance = random.Random(20261122)  # noqa: S311 - a benchmark, no secret
    found: dict[Question, None] = {}
    while len(found) < count:
        month = MEMBER_SINCE + chance.randrange(137)
        income = jr.Rupiah(chance.randrange(25_000_000))
        funding = chance.choice(list(jr.FundingSource))
        found[month, income, funding, chance.choice(list(jr.Sector))] = None
    return list(found)


def main() -> None:
    """Print medians over rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    asked = questions(1000)
    table = dict.fromkeys(asked, jr.Rupiah(10_000))
    shipped = jr.law.bpu()
    times: dict[str, list[float]] = {"cold": [], "warm": [], "a dictionary look-up": []}
    for _ in range(rounds):
        rules = shipped.refusing()  # the same rules, with nothing remembered

        def price_all(rules: jr.Rulebook = rules) -> None:
            for month, income, funding, sector in asked:
                rules.price(
                    jr.Program.JKK,
                    month,
                    declared_income=income,
                    funding=funding,
                    sector=sector,
                    member_since=MEMBER_SINCE,
                )

        times["cold"].append(microseconds(price_all, len(asked)))
        times["warm"].append(microseconds(price_all, len(asked)))
        look_up = microseconds(lambda: [table[question] for question in asked], len(asked))
        times["a dictionary look-up"].append(look_up)
    print(f"medians of {rounds} rounds of {len(asked)} prices, in microseconds a price")
    for name, taken in times.items():
        print(f"{name:<24}{statistics.median(taken):>8.2f}")


if __name__ == "__main__":
    main()
