"""What importing the package costs over importing what it needs, as whole processes.

Run it with ``python benchmarks/import_time.py``.  The two commands alternate, so that a machine
that changes its speed changes it for both.  Quote the difference of the medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time


NEEDED = "import attrs, dateutil.relativedelta"
CASES = {
    "nothing": "pass",
    "what it needs": NEEDED,
    "the package": f"{NEEDED}; import jamsostek_rentan",
    "the package, all public names": f"{NEEDED}; from jamsostek_rentan import *",
    "the package, the law read": f"{NEEDED}; import jamsostek_rentan as jr; jr.law.bpu()",
}


def seconds(code: str) -> float:
    """Wall time of a fresh interpreter that runs some code."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - the codes above
    return time.perf_counter() - begun


def main() -> None:
    """Print the median of each case, and what it adds to what the package needs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(runs + 1):
        for name, code in CASES.items():
            times[name].append(seconds(code))
    medians = {name: statistics.median(taken[1:]) * 1000 for name, taken in times.items()}
    print(f"medians of {runs} processes, in milliseconds")
    for name, median in medians.items():
        print(f"{name:<32}{median:>8.1f}{median - medians['what it needs']:>+8.1f}")


if __name__ == "__main__":
    main()
