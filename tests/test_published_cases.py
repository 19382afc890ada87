"""Real figures are reproduced to the rupiah, and wrong ones are not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.cases import facts_of, name_of, programs_of, read_cases

import jamsostek_rentan as jr


@pytest.mark.parametrize("case", read_cases("budgets.toml", "budget"), ids=name_of)
def test_published_budgets_are_reproduced(case: dict[str, Any], rules: jr.Rulebook) -> None:
    """A published budget is heads times months times the price, programme by programme."""
    period = jr.ContributionPeriod.parse(case["period"])
    quote = jr.cost_of_cover(case["workers"], period, rules=rules, **facts_of(case))

    assert quote.total == jr.Rupiah(case["rupiah"])
    if "jkk_rupiah" in case:
        assert quote.by_program[jr.Program.JKK] == jr.Rupiah(case["jkk_rupiah"])
        assert quote.by_program[jr.Program.JKM] == jr.Rupiah(case["jkm_rupiah"])
    if "rupiah_per_month" in case:
        assert {str(amount) for amount in quote.by_month.values()} == {
            str(jr.Rupiah(case["rupiah_per_month"]))
        }
    if "parts" in case:
        parts = jr.split(quote.total, case["parts"])
        assert [part.amount for part in parts] == case["parts_rupiah"]


@pytest.mark.parametrize("case", read_cases("law.toml", "vector"), ids=name_of)
def test_vectors_of_the_dated_law_are_reproduced(case: dict[str, Any], rules: jr.Rulebook) -> None:
    """Each dated rule gives the amount its source gives."""
    period = jr.ContributionPeriod.parse(case["period"])

    def cost() -> jr.Quote:
        return jr.cost_of_cover(
            1, period, rules=rules, programs=programs_of(case), **facts_of(case)
        )

    if case.get("projected"):
        with pytest.warns(jr.ProjectedLawWarning, match="2026-12"):
            quote = cost()
    else:
        quote = cost()

    assert quote.total == jr.Rupiah(case["rupiah"])
    assert quote.projected == case.get("projected", False)


@pytest.mark.parametrize("case", read_cases("mismatches.toml", "mismatch"), ids=name_of)
def test_published_figures_that_are_wrong_are_not_reproduced(
    case: dict[str, Any], rules: jr.Rulebook
) -> None:
    """Where officials erred, the library gives the right figure."""
    period = jr.ContributionPeriod.parse(case["period"])
    quote = jr.cost_of_cover(case["workers"], period, rules=rules)

    assert quote.total == jr.Rupiah(case["right_rupiah"])
    assert quote.total != jr.Rupiah(case["published_rupiah"])


def test_a_figure_of_wajo_fits_no_number_of_worker_months() -> None:
    """The published Rp963.180.000 is no multiple of Rp16.800 (makassar.tribunnews.com)."""
    assert divmod(jr.Rupiah(963_180_000), jr.Rupiah(16_800)) == (57_332, jr.Rupiah(2_400))


@pytest.mark.parametrize("case", read_cases("ratios.toml", "ratio"), ids=name_of)
def test_published_ratios_follow_from_their_counts(case: dict[str, Any]) -> None:
    """Percentages that must sum to 100 come out of the one allocator; none is capped."""
    if "not_covered" in case:
        hundredths = jr.split(jr.Rupiah(10_000), [case["covered"], case["not_covered"]])
        percent = [str(Fraction(part.amount, 100)) for part in hundredths]
        assert percent == [str(Fraction(one)) for one in case["published_percent"]]
    elif "known_workers" in case:
        found = jr.Coverage(case["id"], covered=case["covered"], known=case["known_workers"])
        published = case["published_percent"][0].replace(".", ",")
        assert found.in_words("id").endswith(f" {published}%")
        assert [one.rule for one in found.findings] == ["coverage-above-all"]
    else:
        failed = Fraction(case["proposed"] - case["valid"], case["proposed"])
        assert Fraction(10, 100) < failed < Fraction(15, 100)
