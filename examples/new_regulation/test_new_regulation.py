"""Our rules with PP 99/2027, a regulation that is made up, give what its annex gives.

Run it with ``python -m pytest examples/new_regulation``.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import jamsostek_rentan as jr


HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> jr.Rulebook:
    """A copy of the shipped law with two lines changed and the new regulation at its end."""
    law = (resources.files("jamsostek_rentan.law") / "bpu.toml").read_text(encoding="utf-8")
    for old, new in (
        ('checked_through = "2026-11"', 'checked_through = "2027-12"'),
        ("amount = 6_800\n", 'last = "2027-03"\namount = 6_800\n'),
    ):
        assert law.count(old) == 1
        law = law.replace(old, new)
    path = tmp_path_factory.mktemp("rules") / "our-rules.toml"
    path.write_text(law + (HERE / "pp99-2027.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return jr.law.read_rulebook(path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_the_cases_are_reproduced(case: dict[str, Any], rules: jr.Rulebook) -> None:
    """To the rupiah."""
    quote = jr.cost_of_cover(
        case["workers"],
        jr.ContributionPeriod.parse(case["period"]),
        rules=rules,
        sector=jr.Sector[case["sector"]],
        funding=jr.FundingSource[case["funding"]],
    )

    assert quote.total == jr.Rupiah(case["rupiah"])


def test_the_table_keeps_the_laws_of_the_scheme(rules: jr.Rulebook) -> None:
    """In the year it changes, in every programme."""
    year = jr.ContributionPeriod.parse("2027-01/2027-12")

    assert not jr.law.check_rates(rules.rates, year, programs=jr.Program)


@pytest.mark.parametrize("funding", jr.FundingSource)
@pytest.mark.parametrize("sector", jr.Sector)
def test_earlier_months_stay_as_they_were(
    sector: jr.Sector, funding: jr.FundingSource, rules: jr.Rulebook
) -> None:
    """A new regulation changes no bill that was paid."""
    year = jr.ContributionPeriod.parse("2025-12/2026-11")
    ours, shipped = (
        jr.cost_of_cover(1, year, rules=law, sector=sector, funding=funding)
        for law in (rules, jr.law.bpu())
    )

    assert ours.by_reading() == shipped.by_reading()
