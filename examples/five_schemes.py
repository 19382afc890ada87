"""Plan the five real programmes from their scheme files, each with a list that is made up.

Run it with ``python examples/five_schemes.py``, or with ``--lang id`` in Indonesian; the name of a
file of ``examples/schemes`` plans that one alone.  The candidates are made up, a few more than the
scheme takes; what is published, computed and assumed of a scheme stands in its file.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jamsostek_rentan as jr


if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMES = Path(__file__).parent / "schemes"
VILLAGES = 214
DECILES = 4
# About 2.185 were known in Bontang; elsewhere nobody published how many more there were.
CANDIDATES = {"bontang-2021-wrse": 2_185}


def made_up(scheme: jr.Scheme) -> list[jr.Worker]:
    """Candidates who are nobody: a tenth more than the heads, of numbered villages and deciles."""
    heads = sum(cohort.heads for cohort in scheme.cohorts)
    count = CANDIDATES.get(scheme.id, heads + heads // 10 + 1)
    return [
        jr.Worker(
            f"w-{number:05}",
            sector=jr.Sector.OTHER,
            facts={
                "village": f"Desa rekaan {number % VILLAGES + 1}",
                "decile": 1 + number // VILLAGES % DECILES,
            },
        )
        for number in range(1, count + 1)
    ]


def report(scheme: jr.Scheme, rules: jr.Rulebook, lang: str) -> None:
    """Print a scheme, planned: its working, and who is next."""
    plan = jr.plan(scheme, made_up(scheme), rules=rules)
    print(f"\n{plan.explain(lang='id' if lang == 'id' else 'en')}")
    if plan.waiting:
        first = plan.waiting[0]
        for reason in plan.why(first.id):
            print(f"  {first.label}: {reason.text.id if lang == 'id' else reason.text.en}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Plan every scheme, or the one that is named."""
    known = sorted(path.stem for path in SCHEMES.glob("*.toml"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scheme", nargs="?", choices=known, help="one scheme alone")
    parser.add_argument("--lang", choices=("en", "id"), default="en", help="the language")
    options = parser.parse_args(arguments)

    rules = jr.law.bpu()
    for name in [options.scheme] if options.scheme else known:
        report(jr.read_scheme(SCHEMES / f"{name}.toml"), rules, options.lang)
    return 0


if __name__ == "__main__":
    sys.exit(main())
