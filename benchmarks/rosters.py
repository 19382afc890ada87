"""What checking a list of names costs beside reading it: Python's ``csv.DictReader``, same file.

Run it with ``python benchmarks/rosters.py``.  The aims are at most 15 times ``csv.DictReader`` for
100.000 rows, and for a million rows at most twelve times the time of 100.000.
"""

from __future__ import annotations

import csv
import statistics
import tempfile
from pathlib import Path

from timing import microseconds

import jamsostek_rentan as jr
from jamsostek_rentan import rosters


RULES = jr.law.bpu()
PERIOD = jr.ContributionPeriod.parse("2026-10/2026-11")
ROWS, MANY, ROUNDS = 100_000, 1_000_000, 5
FAULTS = {"nik-form": 20, "age-limit": 50, "duplicate": 20, "nik-birth-date": 10}  # in a thousand


def made_up(rows: int, folder: Path) -> tuple[Path, rosters.EligibilityPolicy]:
    """A list of so many rows, of which one in ten has a fault, and its policy."""
    faults = {fault: number * rows // 1_000 for fault, number in FAULTS.items()}
    found = rosters.made_up_list(rows, period=PERIOD, seed=rows, faults=faults)
    path = folder / f"{rows}.csv"
    path.write_text(found.csv(), encoding="utf-8", newline="")
    return path, found.policy


def read_only(path: Path) -> int:
    """Reading every row as a dict, and nothing else."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file, delimiter=";"))


def checked(path: Path, policy: rosters.EligibilityPolicy) -> rosters.CheckedRoster:
    """Every row with its findings, kept."""
    return rosters.check(rosters.read(path), policy=policy, period=PERIOD, rules=RULES)


def counted(path: Path, policy: rosters.EligibilityPolicy) -> rosters.Tally:
    """Every row checked and counted, and none kept."""
    tally = rosters.Tally()
    for row in rosters.checked_rows(rosters.read(path), policy=policy, period=PERIOD, rules=RULES):
        tally.add(row)
    return tally


def main() -> None:
    """Print medians over rounds, and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path, policy = made_up(ROWS, Path(folder))
        cases = {
            "csv.DictReader": lambda: read_only(path),
            "checked_rows, counted": lambda: counted(path, policy),
            "check, kept": lambda: checked(path, policy),
        }
        times: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(ROUNDS):
            for name, case in cases.items():
                times[name].append(microseconds(case, 1) / 1e6)
        medians = {name: statistics.median(taken) for name, taken in times.items()}
        for name, taken in medians.items():
            ratio = taken / medians["csv.DictReader"]
            print(f"{ROWS} rows, {name:24}{taken:8.2f} s{ratio:8.1f} times csv.DictReader")
        longer, same = made_up(MANY, Path(folder))
        million = microseconds(lambda: counted(longer, same), 1) / 1e6
        ratio = million / medians["checked_rows, counted"]
        print(f"{MANY} rows, checked_rows, counted {million:.2f} s, {ratio:.1f} times {ROWS} rows")


if __name__ == "__main__":
    main()
