"""Case files: figures that nobody here wrote, each with its source."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import jamsostek_rentan as jr


CASES = Path(__file__).parent / "cases"


def read_cases(file: str, kind: str) -> list[dict[str, Any]]:
    """The cases of a kind in a file."""
    return tomllib.loads((CASES / file).read_text(encoding="utf-8"))[kind]


def name_of(case: dict[str, Any]) -> str:
    """What a case is called in a test report."""
    return str(case.get("id") or case.get("what") or f"{case['group']}-{case['months']}")


def facts_of(case: dict[str, Any]) -> jr.Facts:
    """The facts about the heads of a case, as a price takes them."""
    facts: jr.Facts = {}
    if "sector" in case:
        facts["sector"] = jr.Sector[case["sector"]]
    if "funding" in case:
        facts["funding"] = jr.FundingSource[case["funding"]]
    if "declared_income" in case:
        facts["declared_income"] = jr.Rupiah(case["declared_income"])
    if "member_since" in case:
        facts["member_since"] = jr.ContributionMonth.parse(case["member_since"])
    return facts


def programs_of(case: dict[str, Any]) -> tuple[jr.Program, ...]:
    """The programmes of a case."""
    return tuple(jr.Program[name] for name in case.get("programs", ("JKK", "JKM")))
