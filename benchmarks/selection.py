"""Selection under village quotas beside ``sorted()`` of the same keys, in one run.

Run it with ``python benchmarks/selection.py``; ``--candidates 1000000`` is the size that a
province needs.  The keys that are sorted are the decile and the id of each candidate, read from
its facts before the clock runs; the selection reads them itself, checks that nobody is named
twice, and keeps a quota of each of five thousand villages.
"""

from __future__ import annotations

import argparse
import random
import statistics

from timing import microseconds

import jamsostek_rentan as jr


def candidates(count: int, villages: int) -> list[jr.Worker]:
    """Candidates of some villages, in an order that says nothing."""
    chance = random.Random(20261123)  # noqa: S311 - a benchmark, no secret
    names = [f"w-{number:07}" for number in range(count)]
    chance.shuffle(names)
    found: list[jr.Worker] = []
    for name in names:
        village = chance.randrange(villages)
        facts = {
            "district": f"Kecamatan {village // 25}",
            "village": f"Desa {village}",
            "decile": chance.randint(1, 10),
        }
        found.append(jr.Worker(name, facts=facts))
    return found


def main() -> None:
    """Time both, again and again, and print each ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=200_000)
    parser.add_argument("--villages", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    workers = candidates(options.candidates, options.villages)
    keys = [(dict(worker.facts)["decile"], worker.id) for worker in workers]
    heads = options.candidates // 10
    most = heads // options.villages + 2
    quotas = [jr.Quota(("district", "village"), most=most, least=most // 4)]
    priority = [jr.Priority("decile")]
    ratios: list[float] = []
    for _ in range(options.rounds):
        plain = microseconds(lambda: sorted(keys), 1)
        ours = microseconds(
            lambda: jr.select(workers, heads=heads, priority=priority, quotas=quotas), 1
        )
        ratios.append(ours / plain)
        print(f"sorted {plain / 1e6:.2f} s, selected {ours / 1e6:.2f} s: {ratios[-1]:.2f} times")
    print(f"median {statistics.median(ratios):.2f} times")


if __name__ == "__main__":
    main()
