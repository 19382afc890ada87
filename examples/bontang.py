"""Bontang end to end: one month of cover for 350 women, and what comes after it.

In 2021 the voluntary donations of employees paid December for 350 women; from January 2022 on
they were to pay themselves.  Run it with ``python examples/bontang.py``, or with ``--lang id`` in
Indonesian.  It ends with exit code 1 when a published figure is not reproduced.

The workers w-001 to w-350 stand for the women; that a third of them stops is an example.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import jamsostek_rentan as jr


if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

PROGRAMMES = Path(__file__).parent / "data" / "programmes.toml"
GO_ON = Fraction(2, 3)
MONTHS_AFTER = 3
ROW = "  {:<15}{:>18}{:>14}{:>14}{:>14}"

TEXTS = {
    "en": {
        "title": "Bontang, December 2021: cover for {heads} women from employees' donations",
        "donors": "A fund of employees' donations",
        "cost": "1. What the stimulus cost",
        "total": "together",
        "due": "2. What each of them owes from January 2022 on",
        "month": "month",
        "due date": "due on",
        "message": "3. The message to one of them (w-001)",
        "gaps": "4. If the last {stopped} of the list do not continue",
        "covered": "covered if paid",
        "in a gap": "in a gap",
        "gap months": "Months nobody owes (JKK and JKM alike): {months} worker-months.",
        "expected": "5. What to expect, if two thirds go on",
        "reason": "an example: a third do not continue; nobody counted how many did",
        "author": "the writer of this example",
        "expected cost": "Expected of the workers in {months} months: {cost}.",
        "whole": "{stayed} people stay above; expected heads need not be whole: {exact}.",
        "reproduced": "The published figures are reproduced.",
        "missed": "NOT REPRODUCED {name}: {expected} expected, {computed} computed",
        "2021-12": "December 2021",
        "2022-01": "January 2022",
        "2022-02": "February 2022",
        "2022-03": "March 2022",
    },
    "id": {
        "title": "Bontang, Desember 2021: perlindungan {heads} perempuan dari donasi karyawan",
        "donors": "dana donasi karyawan",
        "cost": "1. Iuran yang dibayar stimulus",
        "total": "jumlah",
        "due": "2. Iuran terutang setiap orang mulai Januari 2022",
        "month": "iuran bulan",
        "due date": "jatuh tempo",
        "message": "3. Pesan untuk salah seorang (w-001)",
        "gaps": "4. Bila {stopped} orang terakhir dalam daftar tidak melanjutkan",
        "covered": "terlindungi bila dibayar",
        "in a gap": "tanpa iuran",
        "gap months": "Bulan tanpa iuran (JKK dan JKM sama): {months} bulan-orang.",
        "expected": "5. Perkiraan, bila dua pertiga melanjutkan",
        "reason": "contoh: sepertiga tidak melanjutkan; tidak ada yang menghitung berapa",
        "author": "penulis contoh ini",
        "expected cost": "Perkiraan iuran dari pekerja dalam {months} bulan: {cost}.",
        "whole": "Di atas {stayed} orang melanjutkan; angka perkiraan tidak harus bulat: {exact}.",
        "reproduced": "Angka yang terbit dihasilkan kembali.",
        "missed": "TIDAK SAMA {name}: terbit {expected}, dihitung {computed}",
        "2021-12": "Desember 2021",
        "2022-01": "Januari 2022",
        "2022-02": "Februari 2022",
        "2022-03": "Maret 2022",
    },
}


def day_in_words(day: date, say: dict[str, str]) -> str:
    """A day as people write it."""
    return f"{day.day} {say[str(jr.ContributionMonth.of(day))]}"


def sponsor_all(
    heads: int, period: jr.ContributionPeriod, donors: jr.Sponsor
) -> list[jr.Sponsorship]:
    """The sponsorship of each woman, under an id that names nobody."""
    return [
        jr.Sponsorship(jr.Worker(f"w-{number:03}"), donors, period=period)
        for number in range(1, heads + 1)
    ]


def report_cost(quote: jr.Quote, expected: dict[str, int], say: dict[str, str]) -> list[str]:
    """Print what the stimulus cost; give back the published figures that it misses."""
    figures = {program.name: amount for program, amount in quote.by_program.items()}
    figures["total"] = quote.total
    print(f"\n{say['cost']}")
    for name, amount in figures.items():
        print(f"  {say.get(name, name):<15}{amount!s:>18}")
    return [
        say["missed"].format(name=name, expected=jr.Rupiah(amount), computed=figures[name])
        for name, amount in expected.items()
        if figures[name] != jr.Rupiah(amount)
    ]


def report_dues(
    timeline: jr.CoverageTimeline,
    after: jr.ContributionPeriod,
    rules: jr.Rulebook,
    say: dict[str, str],
) -> None:
    """Print what one worker owes in the months after the stimulus, and when."""
    print(f"\n{say['due']}")
    print(ROW.format(say["month"], say["due date"], "JKK", "JKM", say["total"]))
    dues = timeline.dues(rules=rules, through=after.last)
    for month in after:
        owed = {due.program: due for due in dues if due.month == month}
        jkk, jkm = owed[jr.Program.JKK], owed[jr.Program.JKM]
        due_date = day_in_words(jkk.due_date, say)
        amounts = (str(jkk.amount), str(jkm.amount), str(jkk.amount + jkm.amount))
        print(ROW.format(say[str(month)], due_date, *amounts))


def report_gaps(
    timelines: Sequence[jr.CoverageTimeline],
    through: jr.ContributionMonth,
    say: dict[str, str],
) -> None:
    """Print, month by month, how many are covered and how many are in a gap."""
    first = min(timeline.first for timeline in timelines)
    months = jr.ContributionPeriod(first, through)
    in_gap = dict.fromkeys(months, 0)
    for timeline in timelines:
        # JKK and JKM stop together here, so a month is counted once.
        for month in {gap.month for gap in timeline.gaps(through=through)}:
            in_gap[month] += 1
    print(f"  {say['month']:<15}{say['covered']:>26}{say['in a gap']:>14}")
    for month, heads in in_gap.items():
        print(f"  {say[str(month)]:<15}{len(timelines) - heads:>26}{heads:>14}")
    print(f"  {say['gap months'].format(months=sum(in_gap.values()))}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Tell the whole story; 1 when a published figure was not reproduced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", choices=sorted(TEXTS), default="en", help="the language")
    parser.add_argument("--data", type=Path, default=PROGRAMMES, help="another file of programmes")
    options = parser.parse_args(arguments)
    lang, say = options.lang, TEXTS[options.lang]

    programmes = tomllib.loads(options.data.read_text(encoding="utf-8"))["programme"]
    (bontang,) = (one for one in programmes if one["id"] == "bontang-2021-wrse")
    (fund,) = bontang["fund"]
    heads, funding = fund["workers"]["value"], jr.FundingSource[fund["funding"]]
    stimulus = jr.ContributionPeriod.parse(fund["period"]["value"])
    after = (stimulus.last + 1).for_months(MONTHS_AFTER)

    rules = jr.law.bpu()
    print(say["title"].format(heads=heads))
    quote = jr.cost_of_cover(heads, stimulus, rules=rules, funding=funding)
    missed = report_cost(quote, fund["expect"], say)

    donors = jr.Sponsor("employees", name=say["donors"], funding=funding)
    paid = sponsor_all(heads, stimulus, donors)
    # People are whole: of 350, two thirds are 233 1/3, so 234 go on and 116 stop.
    stopped = int(heads * (1 - GO_ON))
    stay = heads - stopped
    timelines = [
        jr.CoverageTimeline.of(
            given.worker,
            sponsorships=[given],
            self_payment=jr.SelfPayment.after(given) if place < stay else None,
        )
        for place, given in enumerate(paid)
    ]
    report_dues(timelines[0], after, rules, say)

    print(f"\n{say['message']}\n  {jr.plan_handover(paid[0], rules=rules).message(lang=lang)}")

    print(f"\n{say['gaps'].format(stopped=stopped)}")
    report_gaps(timelines, after.last, say)

    retention = jr.expected_cover(
        heads,
        stimulus,
        funding=funding,
        conversion=GO_ON,
        assumption=jr.Assumption(reason=say["reason"], author=say["author"]),
        through=after.last,
        rules=rules,
    )
    expected = retention.by_payer()[jr.FundingSource.SELF].settled
    print(f"\n{say['expected']}\n{textwrap.indent(str(retention.explain(lang)), '  ')}")
    print("  " + say["expected cost"].format(months=len(after), cost=jr.Rupiah(expected)))
    print("  " + say["whole"].format(stayed=stay, exact=retention.months[-1].heads))

    print()
    print("\n".join(missed) or say["reproduced"])
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
