"""Whole workings, word for word, as a clerk would read them; a change of one shows in review."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import ContributionMonth, FundingSource, Program, Sector


GOLDEN = Path(__file__).parent / "cases" / "explanations"


def _workings(rules: jr.Rulebook) -> dict[str, jr.Explanation]:
    csr = jr.cost_of_cover(
        350,
        jr.ContributionPeriod.parse("2026-03/2027-01"),
        rules=rules,
        funding=FundingSource.CSR,
        sector=Sector.OTHER,
    )
    village = rules.price(Program.JKK, ContributionMonth(2026, 11), funding=FundingSource.APBDES)
    chosen = rules.with_reading("pp50-2025/apbdes", "normal").price(
        Program.JKK,
        ContributionMonth(2026, 11),
        funding=FundingSource.APBDES,
        declared_income=jr.Rupiah(20_200_000),
    )
    covid = rules.price(
        Program.JKM,
        ContributionMonth(2020, 10),
        funding=FundingSource.APBD,
        member_since=ContributionMonth(2020, 8),
    )
    return {
        "csr-march-2026-to-january-2027.en": csr.explain("en"),
        "csr-march-2026-to-january-2027.id": csr.explain("id"),
        "village-november-2026.id": village.explain("id"),
        "village-november-2026-reading-chosen.en": chosen.explain("en"),
        "apbd-october-2020-joined-in-august.id": covid.explain("id"),
    }


@pytest.mark.parametrize("name", sorted(file.stem for file in GOLDEN.glob("*.txt")))
def test_a_working_reads_word_for_word(name: str, rules: jr.Rulebook) -> None:
    """Every amount, ground, doubt and date of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jr.ProjectedLawWarning)
        working = _workings(rules)[name]

    assert f"{working}\n" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_every_working_is_kept(rules: jr.Rulebook) -> None:
    """None is compared with nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jr.ProjectedLawWarning)
        assert set(_workings(rules)) == {file.stem for file in GOLDEN.glob("*.txt")}
