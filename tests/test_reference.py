"""Every public name has a docstring with an example, a place in the reference, and a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import jamsostek_rentan as jr
from jamsostek_rentan import strategies


DOCS = Path(__file__).parents[1] / "docs"
REFERENCE = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")
GLOSSARY = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8")
PUBLIC = [
    *(f"jamsostek_rentan.{name}" for name in jr.__all__ if name not in {"law", "rosters"}),
    *(f"jamsostek_rentan.law.{name}" for name in jr.law.__all__),
    *(f"jamsostek_rentan.rosters.{name}" for name in jr.rosters.__all__),
    *(f"jamsostek_rentan.strategies.{name}" for name in strategies.__all__),
]
# Values that are a word of the field, and the entry of the glossary that explains it.
WORDS = {
    "BudgetPlan": "budget",
    "Cohort": "cohort",
    "ContributionMonth": "contribution month",
    "ContributionPeriod": "contribution period",
    "Coverage": "coverage",
    "CoverageLedger": "coverage ledger",
    "BenefitKind": "benefit",
    "CoverageStatus": "in arrears",
    "CoverageTimeline": "coverage timeline",
    "DisabilityTable": "disability table",
    "DoubleFunding": "double funding",
    "Doubt": "open question",
    "Due": "due",
    "FigureCheck": "check of a figure",
    "Finding": "finding",
    "Fund": "fund",
    "FundingSource": "source of funds",
    "Gap": "gap",
    "HandoverPlan": "handover",
    "LegalBasis": "ground",
    "Payment": "payment",
    "Plan": "plan",
    "Priority": "priority",
    "Quota": "quota",
    "Replacement": "replacement",
    "Scheme": "scheme",
    "Selection": "selection",
    "PaymentRecord": "register of payments",
    "Pledge": "pledge",
    "Question": "open question",
    "Protection": "protection",
    "Quote": "quote",
    "Reconciliation": "list reconciliation",
    "Refund": "refund",
    "Relief": "relief",
    "RenewalPlan": "renewal",
    "RiskEvent": "event",
    "Rulebook": "rulebook",
    "Scenario": "scenario",
    "SelfPayment": "self-payment",
    "Sponsor": "sponsor",
    "Sponsorship": "sponsorship",
    "StatusRecord": "status list",
    "Traced": "to be traced",
    "Worker": "vulnerable worker",
}


def _object(path: str) -> object:
    module, _, name = path.rpartition(".")
    rooms = {"law": jr.law, "rosters": jr.rosters, "strategies": strategies}
    owner = rooms.get(module.rpartition(".")[2], jr)
    return getattr(owner, name)


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_name_stands_in_the_reference_once(path: str) -> None:
    """Where a reader looks it up."""
    found = re.findall(rf"^\.\. auto\w+:: {re.escape(path)}$", REFERENCE, flags=re.MULTILINE)

    assert len(found) == 1


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_name_has_a_docstring_with_an_example(path: str) -> None:
    """Errors are examples of themselves; constants and aliases are shown by what takes them."""
    value = _object(path)
    if isinstance(value, type) and issubclass(value, (Exception, Warning)):
        assert value.__doc__
    elif callable(value) and path not in {
        "jamsostek_rentan.law.read_rates",
        "jamsostek_rentan.law.read_rulebook",
    }:  # whose example is the how-to page, for it needs a file
        assert ">>>" in str(value.__doc__)


@pytest.mark.parametrize("name", WORDS)
def test_a_word_of_the_field_stands_in_the_glossary(name: str) -> None:
    """With its official Indonesian term."""
    assert name in jr.__all__
    assert re.search(rf"^{WORDS[name]}$", GLOSSARY, flags=re.MULTILINE)
