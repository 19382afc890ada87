"""West Kalimantan: the companies' 500, then the province's 75.489, and what lay between.

Run it with ``python examples/west_kalimantan.py``, or with ``--lang id`` in Indonesian.  It ends
with exit code 1 when a figure of the data file, computed from published heads, is not reproduced.

The firefighter w-001, the months the companies paid and those of the province are an example.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

import jamsostek_rentan as jr
from jamsostek_rentan.reports.tables import printable
from jamsostek_rentan.values.texts import show


if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAMMES = Path(__file__).parent / "data" / "programmes.toml"
HALF_YEAR = jr.ContributionPeriod.parse("2026-04/2026-09")
SHOWN = ("worker_months", "cost", "jkk", "jkm", "full_jkm_from", "monthly_after")
FUNDING = (jr.FundingSource.APBD, jr.FundingSource.CSR, jr.FundingSource.APBDES)

TEXTS = {
    "en": {
        "cost": "1. What a month cost",
        "between": "2. What lay between, for one of them (an example)",
        "gap": "{months} months that nobody paid, {first} to {last}",
        "compare": "3. Half a year of the 75.489 in 2026, by whose money pays",
        "missed": "NOT REPRODUCED {name}: {expected} expected, {computed} computed",
        "reproduced": "The figures of the data file are reproduced.",
    },
    "id": {
        "cost": "1. Iuran sebulan",
        "between": "2. Yang terjadi di antaranya, bagi salah seorang (contoh)",
        "gap": "{months} bulan tanpa iuran, {first} s.d. {last}",
        "compare": "3. Setengah tahun bagi 75.489 pekerja pada 2026, menurut sumber dana",
        "missed": "TIDAK SAMA {name}: menurut berkas {expected}, dihitung {computed}",
        "reproduced": "Angka dalam berkas data dihasilkan kembali.",
    },
}


def report_costs(
    funds: Sequence[dict[str, Any]], rules: jr.Rulebook, lang: str, say: dict[str, str]
) -> list[str]:
    """Print what each of the two funds paid for a month; give back what is not reproduced."""
    print(say["cost"])
    missed: list[str] = []
    for fund in funds:
        funding = jr.FundingSource[fund["funding"]]
        quote = jr.cost_of_cover(
            fund["workers"]["value"],
            jr.ContributionPeriod.parse(fund["period"]["value"]),
            rules=rules,
            funding=funding,
        )
        jkk, jkm = (quote.by_program[program] for program in jr.BASIC_COVER)
        name = show(funding, lang)
        print(f"  {name}: {quote.total} (JKK {jkk}, JKM {jkm})")
        expected = jr.Rupiah(fund["expect"]["total"])
        if expected != quote.total:
            missed.append(say["missed"].format(name=name, expected=expected, computed=quote.total))
    return missed


def report_between(rules: jr.Rulebook, lang: str, say: dict[str, str]) -> None:
    """Print the months nobody paid, and the protection in the last month of each stretch."""
    print(f"\n{say['between']}")
    december, may = jr.ContributionMonth(2021, 12), jr.ContributionMonth(2023, 5)
    worker = jr.Worker("w-001", sector=jr.Sector.OTHER)
    company = jr.Sponsor("company", name="PT Kenanga", funding=jr.FundingSource.CSR)
    province = jr.Sponsor("province", name="Provinsi Mawar", funding=jr.FundingSource.APBD)
    timeline = jr.CoverageTimeline.of(
        worker,
        sponsorships=[
            jr.Sponsorship(worker, company, period=december.for_months(3)),
            jr.Sponsorship(worker, province, period=may.for_months(12)),
        ],
    )
    gaps = sorted({gap.month for gap in timeline.gaps(through=may)})
    print(
        "  "
        + say["gap"].format(months=len(gaps), first=show(gaps[0], lang), last=show(gaps[-1], lang))
    )
    for month in (december + 2, gaps[-1], may):
        protection = jr.protection_on(month.last_day, timeline, rules=rules)
        for event in (jr.RiskEvent.WORK_DEATH, jr.RiskEvent.DEATH):
            label = show(event, lang)
            paid = protection.pays(event).total.in_words(lang)
            status = protection.of(event.program).status.in_words(lang)
            print(f"  {show(month, lang)}: {event.program.name} {status}; {label}: {paid}")


def report_scenarios(workers: int, rules: jr.Rulebook, lang: str, say: dict[str, str]) -> None:
    """Print what half a year costs by each source of funds."""
    print(f"\n{say['compare']}")
    compared = jr.compare_scenarios(
        [
            jr.Scenario(
                show(funding, lang),
                period=HALF_YEAR,
                funding=funding,
                workers=workers,
                sector=jr.Sector.OTHER,
            )
            for funding in FUNDING
        ],
        through=HALF_YEAR.last + 1,
        rules=rules,
    )
    names = [field.name for field in attrs.fields(jr.ScenarioRecord)]
    for row in printable(compared, lang):
        print(f"  {next(iter(row.values()))}")
        for name, (heading, cell) in zip(names, row.items(), strict=True):
            if name in SHOWN:
                print(f"    {heading}: {cell}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell the whole story; 1 when a figure was not reproduced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", choices=sorted(TEXTS), default="en", help="the language")
    parser.add_argument("--data", type=Path, default=PROGRAMMES, help="another file of programmes")
    options = parser.parse_args(arguments)
    lang, say = options.lang, TEXTS[options.lang]
    programmes = tomllib.loads(options.data.read_text(encoding="utf-8"))["programme"]
    funds = [
        fund
        for programme in programmes
        if programme["id"].startswith("kalbar-")
        for fund in programme["fund"]
    ]
    rules = jr.law.bpu()

    missed = report_costs(funds, rules, lang, say)
    report_between(rules, lang, say)
    report_scenarios(funds[-1]["workers"]["value"], rules, lang, say)
    print()
    print("\n".join(missed) or say["reproduced"])
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
