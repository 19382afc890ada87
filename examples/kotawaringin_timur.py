"""Kotawaringin Timur: who is covered, what pledges of GN Lingkaran buy, and what the gap costs.

Run it with ``python examples/kotawaringin_timur.py``, or with ``--lang id`` in Indonesian.  It
ends with exit code 1 when the published parts do not come to the published number of covered.

The givers and their pledges are made up; what is published stands in the data file.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jamsostek_rentan as jr
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Sequence

DATA = Path(__file__).parent / "data" / "coverage.toml"
PLACE = "Kotawaringin Timur"
GN = jr.FundingSource.GN_LINGKARAN
HALF_YEAR = jr.ContributionPeriod.parse("2021-07/2021-12")
YEAR = jr.ContributionPeriod.parse("2025-01/2025-12")

TEXTS = {
    "en": {
        "covered": "1. Who is covered",
        "together": "all of them",
        "published": "Published: {covered} of {known}; the parts come to {sum_covered} of "
        "{sum_known}.",
        "pledges": "2. Three pledges for July to December 2021 (made up)",
        "row": "{name}: {heads} heads for {months}: {cost} (JKK {jkk}, JKM {jkm})",
        "budget": "{name}: {budget} covers {heads} heads for {months}, {left} left",
        "money": "{name}: received {received}, used {used}, in hand {in_hand}; "
        "{open} worker-months of the promise are open",
        "gap": "3. What a year of the gap costs",
        "year": "{heads} heads, {funding}, {months}: {cost}",
        "missed": "NOT REPRODUCED: {covered} published, {sum_covered} by its parts",
        "reproduced": "The published number of covered is the sum of its parts.",
    },
    "id": {
        "covered": "1. Siapa yang terlindungi",
        "together": "seluruhnya",
        "published": "Terbit: {covered} dari {known}; rinciannya {sum_covered} dari {sum_known}.",
        "pledges": "2. Tiga komitmen untuk Juli s.d. Desember 2021 (rekaan)",
        "row": "{name}: {heads} peserta untuk {months}: {cost} (JKK {jkk}, JKM {jkm})",
        "budget": "{name}: {budget} cukup bagi {heads} peserta untuk {months}, sisa {left}",
        "money": "{name}: diterima {received}, digunakan {used}, tersedia {in_hand}; "
        "{open} orang-bulan komitmen belum dipenuhi",
        "gap": "3. Biaya setahun bagi yang belum terlindungi",
        "year": "{heads} peserta, {funding}, {months}: {cost}",
        "missed": "TIDAK SAMA: terbit {covered}, menurut rinciannya {sum_covered}",
        "reproduced": "Jumlah peserta yang terbit sama dengan jumlah rinciannya.",
    },
}


def read(data: dict[str, Any], year: int, lang: str) -> list[jr.Coverage]:
    """What was published of the place in a year."""
    return [
        jr.Coverage(row["of"][lang], covered=row["covered"], known=row["known"])
        for row in data["coverage"]
        if (row["place"], row["year"]) == (PLACE, year)
    ]


def report_coverage(data: dict[str, Any], lang: str, say: dict[str, str]) -> dict[str, str]:
    """Print who is covered; give back the published total beside the sum of its parts."""
    print(say["covered"])
    for coverage in read(data, 2021, lang):
        print(f"  2021  {coverage.in_words(lang)}")
    parts = read(data, 2025, lang)
    whole = jr.Coverage.together(say["together"], parts)
    for coverage in (*parts, whole):
        print(f"  2025  {coverage.in_words(lang)}")
    (total,) = (row for row in data["total"] if row["place"] == PLACE)
    figures = {
        "covered": show(total["covered"], lang),
        "known": show(total["known"], lang),
        "sum_covered": show(whole.covered, lang),
        "sum_known": show(whole.known, lang),
    }
    print(f"  {say['published'].format(**figures)}")
    return figures


def report_pledges(rules: jr.Rulebook, lang: str, say: dict[str, str]) -> None:
    """Print what three pledges buy, and what has come of one of them."""
    print(f"\n{say['pledges']}")
    months = show(HALF_YEAR, lang)
    mill = jr.Sponsor("mill", name="PT Mawar", funding=GN)
    quote = jr.cost_of_cover(250, HALF_YEAR, rules=rules, funding=GN)
    print(
        "  "
        + say["row"].format(
            name=mill.name,
            heads=250,
            months=months,
            cost=quote.total,
            jkk=quote.by_program[jr.Program.JKK],
            jkm=quote.by_program[jr.Program.JKM],
        )
    )
    budget = jr.Rupiah(10_000_000)
    found = jr.affordable_cover(budget, HALF_YEAR, rules=rules, funding=GN)
    print(
        "  "
        + say["budget"].format(
            name="Komunitas Kenanga",
            budget=budget,
            heads=found.workers,
            months=months,
            left=found.left_over,
        )
    )
    half = jr.Rupiah(12_600_000)
    pledge = jr.Pledge(
        "P-1",
        mill,
        promised=jr.WorkersFor(250, HALF_YEAR),
        receipts=[jr.Receipt("PT Mawar", on=date(2021, 7, 5), amount=half)],
        uses=[jr.Use(on=date(2021, 7, 12), amount=half, worker_months=750)],
    )
    print(
        "  "
        + say["money"].format(
            name=mill.name,
            received=pledge.received,
            used=pledge.used,
            in_hand=pledge.in_hand,
            open=pledge.left,
        )
    )


def report_gap(data: dict[str, Any], rules: jr.Rulebook, lang: str, say: dict[str, str]) -> None:
    """Print what a year costs for those the palm-oil share pays, and for all not covered."""
    print(f"\n{say['gap']}")
    bpu = next(one for one in read(data, 2025, lang) if "BPU" in one.of)
    missing = (bpu.known or 0) - bpu.covered
    months = show(YEAR, lang)
    (sponsored,) = (row["workers"] for row in data["sponsored"] if row["place"] == PLACE)
    for heads, funding in ((sponsored, jr.FundingSource.DBH_SAWIT), (missing, GN)):
        quote = jr.cost_of_cover(heads, YEAR, rules=rules, funding=funding)
        print(
            "  "
            + say["year"].format(
                heads=show(heads, lang),
                funding=show(funding, lang),
                months=months,
                cost=quote.total,
            )
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell the whole story; 1 when a published figure was not reproduced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", choices=sorted(TEXTS), default="en", help="the language")
    parser.add_argument("--data", type=Path, default=DATA, help="another file of coverage")
    options = parser.parse_args(arguments)
    lang, say = options.lang, TEXTS[options.lang]
    data = tomllib.loads(options.data.read_text(encoding="utf-8"))
    rules = jr.law.bpu()

    figures = report_coverage(data, lang, say)
    report_pledges(rules, lang, say)
    report_gap(data, rules, lang, say)

    missed = figures["covered"] != figures["sum_covered"]
    print(f"\n{say['missed' if missed else 'reproduced'].format(**figures)}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
