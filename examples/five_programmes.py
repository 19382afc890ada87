"""Price the five programmes this library was created from, fund by fund, to the rupiah.

Run it with ``python examples/five_programmes.py``; add ``--explain`` for the working.  It ends
with exit code 1 when a figure it has to reproduce is not reproduced.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jamsostek_rentan as jr


if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAMMES = Path(__file__).parent / "data" / "programmes.toml"
MARKS = {"published": "p", "computed": "c", "assumed": "a"}
LEGEND = "(p) published / terbit   (c) computed / dihitung   (a) assumed / asumsi"
ROW = "  {:<35}{:>11}{:>8}{:>22}{:>22}{:>22}"


def price_fund(fund: dict[str, Any], rules: jr.Rulebook) -> jr.Quote:
    """What one fund of a programme pays."""
    return jr.cost_of_cover(
        fund["workers"]["value"],
        jr.ContributionPeriod.parse(fund["period"]["value"]),
        rules=rules,
        funding=jr.FundingSource[fund["funding"]],
    )


def figures_of(quotes: Sequence[jr.Quote]) -> dict[str, jr.Rupiah]:
    """The figures of some quotes together, by the names the data file uses."""
    nothing = jr.Rupiah(0)
    figures = {
        program.name: sum((quote.by_program[program] for quote in quotes), nothing)
        for program in jr.BASIC_COVER
    }
    figures["total"] = sum((quote.total for quote in quotes), nothing)
    figures["per_month"] = sum((quote.by_month[quote.period.first] for quote in quotes), nothing)
    figures["per_worker_month"] = sum(
        (line.price.amount for line in quotes[0].lines if line.month == quotes[0].period.first),
        nothing,
    )
    return figures


def row_of(name: str, fund: dict[str, Any], figures: dict[str, jr.Rupiah], months: int) -> str:
    """One line of the table, every figure with its mark."""
    workers = f"{fund['workers']['value']:,}".replace(",", ".")
    return ROW.format(
        name,
        f"{workers} ({MARKS[fund['workers']['is']]})",
        f"{months} ({MARKS[fund['period']['is']]})",
        *(f"{figures[key]} (c)" for key in ("JKK", "JKM", "total")),
    )


def misses(expected: dict[str, int], figures: dict[str, jr.Rupiah]) -> list[str]:
    """The figures that were to be reproduced and were not."""
    return [
        f"{name}: {jr.Rupiah(amount)} expected, {figures[name]} computed"
        for name, amount in expected.items()
        if figures[name] != jr.Rupiah(amount)
    ]


def report(programme: dict[str, Any], rules: jr.Rulebook, *, explain: bool) -> list[str]:
    """Print one programme; give back what was not reproduced."""
    print(f"\n{programme['title']}")
    for text in (programme["what"], f"Source: {programme['source']}"):
        print(textwrap.fill(text, 100, initial_indent="  ", subsequent_indent="  "))
    print(ROW.format("paid from", "workers", "months", "JKK", "JKM", "total"))
    quotes: list[jr.Quote] = []
    missed: list[str] = []
    for fund in programme["fund"]:
        quote = price_fund(fund, rules)
        figures = figures_of([quote])
        quotes.append(quote)
        label = jr.FundingSource[fund["funding"]].label.en
        print(row_of(label, fund, figures, len(quote.period)))
        for key in ("workers", "period"):
            if "note" in fund[key]:
                print(f"    {key} {fund[key]['is']}: {fund[key]['note']}")
        missed += misses(fund.get("expect", {}), figures)
        if explain:
            print(quote.explain(lang="id"))
    together = figures_of(quotes)
    if len(quotes) > 1:
        heads = sum(quote.workers for quote in quotes)
        whole = {**programme["fund"][0], "workers": {"value": heads, "is": "computed"}}
        print(row_of("together", whole, together, len(quotes[0].period)))
    missed += misses(programme.get("expect", {}), together)
    return [f"{programme['id']}: {miss}" for miss in missed]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every programme; 1 when a figure was not reproduced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--explain", action="store_true", help="print each working, in Indonesian")
    parser.add_argument("--data", type=Path, default=PROGRAMMES, help="another file of programmes")
    options = parser.parse_args(arguments)

    rules = jr.law.bpu()
    programmes = tomllib.loads(options.data.read_text(encoding="utf-8"))["programme"]
    print(LEGEND)
    missed = [
        miss
        for programme in programmes
        for miss in report(programme, rules, explain=options.explain)
    ]
    print()
    for miss in missed:
        print(f"NOT REPRODUCED {miss}")
    if not missed:
        print("Every figure that had to be reproduced was reproduced.")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
